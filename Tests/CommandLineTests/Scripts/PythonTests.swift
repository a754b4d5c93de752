import Foundation
import TestSupport
import Testing

/// What Python's libraries and scripts make of the output. Skipped where Python or a library is missing.
@Suite struct PythonTests {
  private func expectSuccess(_ script: String) throws {
    let result = try Python.run(["-c", script])
    #expect(result.status == 0, "\(result.text)")
  }

  /// Of a model that normalizes its rows, too: the projection is given them before.
  @Test(.enabled(if: Python.has("numpy, sklearn"), "needs numpy and scikit-learn"))
  func aFittedPCAProjectsAsScikitLearnDoes() throws {
    let script = Python.script("use/tables/fit_pca.py")
    try expectSuccess(
      """
      import subprocess, sys, tempfile
      import numpy as np
      from embed import PROGRAM, embed
      from sklearn.decomposition import PCA
      texts = [f"text number {i} of {i * i}" for i in range(40)]
      with tempfile.TemporaryDirectory() as directory:
          model = f"{directory}/normalizing.albert"
          subprocess.run([PROGRAM, "convert", "--normalize", "\(TinyModel.source)", model], check=True)
          def fit(rows):
              np.save(f"{directory}/rows.npy", rows)
              command = [sys.executable, "\(script)", f"{directory}/rows.npy", "5", f"{directory}/pca.npy"]
              return subprocess.run(command, stderr=subprocess.PIPE, text=True)
          refused = fit(embed(texts, "-m", model))
          assert refused.returncode == 1 and "--no-normalize" in refused.stderr, refused
          rows = embed(texts, "-m", model, "--no-normalize")
          assert fit(rows).returncode == 0
          projected = embed(texts, "-m", model, "--project", f"{directory}/pca.npy", "--no-normalize")
          shortened = embed(texts, "-m", model, "--project", f"{directory}/pca.npy")
      expected = PCA(5, random_state=0).fit_transform(rows)
      assert projected.shape == (40, 5), projected.shape
      assert np.abs(projected - expected).max() < 1e-5 * np.abs(expected).max(), np.abs(projected - expected).max()
      expected /= np.linalg.norm(expected, axis=1, keepdims=True)
      assert np.abs(shortened - expected).max() < 1e-4, np.abs(shortened - expected).max()
      """)
  }

  @Test(.enabled(if: Python.has("gensim"), "needs gensim")) func gensimReadsTheTable() throws {
    try expectSuccess(
      """
      import os, subprocess, tempfile
      import numpy as np
      from embed import PROGRAM
      from gensim.models import KeyedVectors
      with tempfile.TemporaryDirectory() as directory:
          def table(*arguments):
              subprocess.run([PROGRAM, "table", *arguments], check=True)
          table("-f", "word2vec", "-o", f"{directory}/all.txt")
          table("-o", f"{directory}/all.npy")
          vectors = KeyedVectors.load_word2vec_format(f"{directory}/all.txt")
          rows = np.load(f"{directory}/all.npy")
          assert vectors.vectors.shape == rows.shape and (vectors.vectors == rows).all()
          assert vectors.index_to_key[2] == "[CLS]" and vectors.index_to_key[-1] == "é", vectors.index_to_key
          words = ["cat", "two words", "two\\twords", "cat", "a\\u00a0b", "n\\u2028l", "x\\n"]
          table("-f", "word2vec", "-o", f"{directory}/some.txt", "--", *words)
          table("-o", f"{directory}/some.npy", "--", *words)
          vectors = KeyedVectors.load_word2vec_format(f"{directory}/some.txt")
          rows = np.load(f"{directory}/some.npy")
          assert vectors.vectors.shape == rows.shape and (vectors.vectors == rows).all(), vectors.index_to_key
          assert vectors.index_to_key[:4] == ["cat", "two<0x20>words", "two<0x09>words", "cat<3>"]
      """)
  }

  @Test(.enabled(if: Python.has("numpy"), "needs numpy")) func wordsAndTheirOffsetsAreReadBack() throws {
    try expectSuccess(
      """
      import io, tempfile
      import numpy as np
      from embed import embed, embed_words
      texts = ["one two three", "", "four", "five six"]
      words = embed_words(texts)
      assert [len(rows) for rows in words] == [3, 0, 1, 2], [len(rows) for rows in words]
      for text, rows in zip(texts, words):
          assert (embed([text], "--level", "word") == rows).all()
      with tempfile.TemporaryDirectory() as directory:
          embed(texts, "--level", "token", "--offsets", f"{directory}/o.npy")
          offsets = np.load(f"{directory}/o.npy")
          assert offsets.dtype == np.int64 and offsets.shape == (5,) and offsets[0] == 0, offsets
      """)
  }

  /// As scripts do that were written for the output of google-research/bert's extract_features.py.
  @Test(.enabled(if: Python.has("numpy"), "needs numpy")) func aScriptForExtractFeaturesReadsBERTJSONLines() throws {
    try expectSuccess(
      """
      import json, subprocess
      import numpy as np
      from embed import PROGRAM, embed
      texts = ["one two", "", "three"]
      command = [PROGRAM, "-q", "-f", "bert-jsonl", "--layers", "-1,-2"]
      output = subprocess.run(command, input="\\n".join(texts) + "\\n", stdout=subprocess.PIPE, text=True, check=True)
      lines = [json.loads(line) for line in output.stdout.splitlines()]
      assert [line["linex_index"] for line in lines] == [0, 1, 2]
      for text, line in zip(texts, lines):
          assert list(line) == ["linex_index", "features"]
          tokens = [feature["token"] for feature in line["features"]]
          assert tokens[0] == "[CLS]" and tokens[-1] == "[SEP]", tokens
          vectors = []
          for feature in line["features"]:
              assert list(feature) == ["token", "layers"]
              assert [layer["index"] for layer in feature["layers"]] == [-1, -2]
              vectors.append(np.concatenate([layer["values"] for layer in feature["layers"]]))
          expected = embed([text], "--level", "token", "--layers", "-1,-2")
          assert (np.array(vectors, dtype=np.float32) == expected).all()
      """)
  }

  @Test(.enabled(if: Python.has("pty"), "needs Python")) func aTerminalShowsALineThatFitsAndGoes() throws {
    try Python.check("check_terminal.py")
  }

  /// How a shell quotes what it is offered shows only where somebody types.
  @Test(.enabled(if: Python.has("pty"), "needs Python")) func aTabGoesOnInBash() throws {
    try Python.check("check_completions.py", "bash")
  }

  @Test(
    .enabled(if: Python.has("pty"), "needs Python"),
    .enabled(if: (try? Program.shell("zsh --version", in: "/").status) == 0, "needs zsh"))
  func aTabGoesOnInZsh() throws {
    try Python.check("check_completions.py", "zsh")
  }

  @Test(.enabled(if: Python.has("ctypes"), "needs Python")) func severalFilesAppearTogether() throws {
    try Python.check("check_interruptions.py", Python.script("develop/fuzz"))
  }

  @Test(.enabled(if: Python.has("numpy, pyarrow"), "needs pyarrow")) func parquetAndTheProjectorHoldTheRows() throws {
    try Python.check("check_tables.py", Python.script("use/tables"))
  }

  @Test(
    .enabled(if: Python.has("numpy, pandas, pyarrow, pyspark"), "needs pyspark"),
    .enabled(if: (try? Program.shell("java -version", in: "/").status) == 0, "needs Java"))
  func aSparkJobWritesTheRowsOfOneRun() throws {
    try Python.check("check_spark.py", Python.script("use/spark/embed.py"))
  }
}
