"""Runs ONNX Runtime in f32 or dynamic int8."""

import exports


class OnnxRuntime:
    def __init__(self, directory, threads, precision):
        import onnxruntime

        path = exports.onnx(directory) if precision == "f32" else exports.dynamic_int8(directory)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        self.name = f"ONNX Runtime {precision}"
        self.session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])

    def states(self, ids, mask):
        return self.session.run(None, {"input_ids": ids, "attention_mask": mask})[0]
