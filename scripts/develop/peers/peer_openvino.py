"""Runs OpenVINO in f32, bf16 or int8."""

import exports


class OpenVINO:
    def __init__(self, directory, threads, precision, batches=()):
        import openvino

        path = exports.static_int8(directory, batches) if precision == "int8" else exports.onnx(directory)
        self.name = f"OpenVINO {precision}"
        self.model = openvino.Core().compile_model(
            str(path), "CPU",
            {"INFERENCE_NUM_THREADS": threads, "PERFORMANCE_HINT": "LATENCY",
             "INFERENCE_PRECISION_HINT": "bf16" if precision == "bf16" else "f32"})

    def states(self, ids, mask):
        return self.model([ids, mask])[0]
