"""Runs PyTorch with transformers in f32 or bf16."""


class PyTorch:
    def __init__(self, directory, threads, precision):
        import torch
        from transformers import AlbertModel

        torch.set_num_threads(threads)
        self.torch, self.name = torch, f"PyTorch {precision}"
        self.model = AlbertModel.from_pretrained(
            directory, attn_implementation="sdpa", add_pooling_layer=False).eval()
        if precision == "bf16":
            self.model = self.model.to(torch.bfloat16)

    def states(self, ids, mask):
        with self.torch.inference_mode():
            states = self.model(
                input_ids=self.torch.from_numpy(ids), attention_mask=self.torch.from_numpy(mask)).last_hidden_state
            return states.float().numpy()
