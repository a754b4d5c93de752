/// The kinds of files that extensions name.
///
/// The extension of an output's name chooses its format where no option does. An extension of another kind of file is refused:
/// programs that go by the name would misread the file. Any other extension says nothing, such as `.bin`, `.out`, the date in
/// `rows.2024-05-01` and the number in `part.003`.
public enum FileKind {
  private static let others: [(name: String, extensions: [String])] = [
    ("a checkpoint", ["albert"]),
    ("a JSON document", ["json", "geojson", "ipynb"]),
    ("TSV", ["tsv", "tab"]),
    ("plain text", ["txt", "text", "log"]),
    ("a marked-up text", ["md", "markdown", "rst", "tex", "html", "htm", "xml", "yaml", "yml", "toml", "ini"]),
    ("a document", ["pdf", "doc", "docx", "odt", "rtf", "ps", "epub"]),
    ("a spreadsheet", ["xls", "xlsx", "ods"]),
    ("a picture", ["png", "jpg", "jpeg", "gif", "svg"]),
    ("Parquet", ["parquet", "pq"]),
    ("Arrow", ["arrow", "arrows", "feather", "ipc"]),
    ("ORC", ["orc"]),
    ("Avro", ["avro"]),
    ("Lance", ["lance"]),
    ("Zarr", ["zarr"]),
    ("HDF5", ["h5", "hdf5", "hdf"]),
    ("NetCDF", ["nc"]),
    ("a MATLAB file", ["mat"]),
    ("an R file", ["rds", "rda", "rdata"]),
    ("a NumPy archive", ["npz"]),
    ("a Python pickle", ["pkl", "pickle", "joblib"]),
    ("a PyTorch file", ["pt", "pth", "ckpt"]),
    ("safetensors", ["safetensors"]),
    ("ONNX", ["onnx"]),
    ("GGUF", ["gguf"]),
    ("TensorFlow records", ["tfrecord", "tfrecords"]),
    ("MessagePack", ["msgpack", "mpk"]),
    ("Protocol Buffers", ["pb"]),
    ("CBOR", ["cbor"]),
    ("BSON", ["bson"]),
    ("word2vec text", ["vec", "word2vec"]),
    ("a FAISS index", ["faiss"]),
    ("a database", ["db", "db3", "sqlite", "sqlite3", "duckdb", "mdb", "lmdb"]),
    ("a compressed file", ["gz", "gzip", "zst", "zstd", "xz", "bz2", "lz4", "br", "lzma"]),
    ("an archive", ["tar", "tgz", "zip", "7z"]),
  ]

  /// The kind of file that an extension names, in words; nil for any other extension.
  ///
  /// - Parameter fileExtension: in lower case, without its dot.
  public static func named(by fileExtension: String) -> String? {
    OutputFormat.allCases.first { $0.fileExtensions.contains(fileExtension) }?.rawValue
      ?? others.first { $0.extensions.contains(fileExtension) }?.name
  }
}
