"""sentence-transformers, in f32."""


class SentenceTransformers:
    name = "sentence-transformers f32"

    def __init__(self, directory, threads, longest=512):
        import torch
        from sentence_transformers import SentenceTransformer, models

        torch.set_num_threads(threads)
        word = models.Transformer(str(directory), max_seq_length=longest)
        pooling = models.Pooling(word.get_word_embedding_dimension(), pooling_mode="mean")
        self.model = SentenceTransformer(modules=[word, pooling], device="cpu")

    def rows(self, texts):
        return self.model.encode(texts, batch_size=32, show_progress_bar=False)
