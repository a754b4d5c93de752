"""Exports a model for the peers: as ONNX, as dynamic int8, and as OpenVINO's calibrated int8. Each export is made once."""

import numpy

CALIBRATION_BATCHES = 40


def onnx(directory):
    """Makes `model.onnx`, which computes the last hidden states from ids and mask."""
    path = directory / "model.onnx"
    if path.exists():
        return path
    import torch
    from transformers import AutoModel

    class States(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.model = AutoModel.from_pretrained(
                directory, attn_implementation="eager", add_pooling_layer=False).eval()

        def forward(self, input_ids, attention_mask):
            return self.model(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state

    axes = {0: "batch", 1: "length"}
    ids = torch.ones(2, 8, dtype=torch.long)
    torch.onnx.export(
        States(), (ids, ids), str(path), input_names=["input_ids", "attention_mask"], output_names=["states"],
        dynamic_axes={"input_ids": axes, "attention_mask": axes, "states": axes}, opset_version=17, dynamo=False)
    return path


def dynamic_int8(directory):
    """Makes ONNX Runtime's form. Weights are scaled by channel, activations by tensor at run time."""
    path = directory / "model-int8.onnx"
    if not path.exists():
        from onnxruntime.quantization import QuantType, quantize_dynamic
        from onnxruntime.quantization.shape_inference import quant_pre_process

        # Layers that share a weight reach it through identity nodes. With these the weight would not be quantized.
        folded = directory / "model-folded.onnx"
        quant_pre_process(str(onnx(directory)), str(folded), skip_symbolic_shape=True)
        quantize_dynamic(folded, path, per_channel=True, weight_type=QuantType.QInt8)
    return path


def static_int8(directory, batches):
    """Makes OpenVINO's form with NNCF, calibrated with `batches` of (ids, mask)."""
    path = directory / "model-int8.xml"
    if not path.exists():
        import nncf
        import openvino

        data = [{"input_ids": ids, "attention_mask": mask} for ids, mask in batches[:CALIBRATION_BATCHES]]
        model = nncf.quantize(
            openvino.Core().read_model(str(onnx(directory))), nncf.Dataset(data), subset_size=len(data),
            model_type=nncf.ModelType.TRANSFORMER)
        openvino.save_model(model, str(path), compress_to_fp16=False)
    return path


def random_batches(vocabulary, batch=8, length=128):
    """Batches of random ids, for the calibration of a model with random weights."""
    numbers = numpy.random.default_rng(2)
    ids = numbers.integers(5, vocabulary, (CALIBRATION_BATCHES, batch, length), dtype=numpy.int64)
    return [(part, numpy.ones_like(part)) for part in ids]
