import Albert
import AlbertEmbed
import Checkpoint
import EmbeddingFormats
import Files

/// What an `embed` run does, checked: options that contradict each other have been refused.
struct EmbedSettings {
  var request: EmbeddingRequest
  var job: EmbeddingJob
  var threads: Int

  init(
    _ arguments: EmbedArguments, inputs operands: [String], model: Albert, defaults: EmbeddingDefaults,
    checkpoint: Checkpoint
  ) throws {
    try arguments.refuseContradictions()
    let inputs = inputNames(operands)
    let output = arguments.output.map { OutputName($0) } ?? .standardOutput
    let format = arguments.outputFormat(for: output)
    let inputFormat = try arguments.inputFormat ?? commonInputFormat(of: inputs)
    try arguments.refuseUnfit(inputFormat: inputFormat)
    try arguments.refuseUnfit(format: format, output: output, inputFormat: inputFormat)

    request = try arguments.request(format: format, configuration: model.configuration, defaults: defaults)
    threads = arguments.threads ?? ProcessorCount.available
    job = EmbeddingJob(inputs: inputs, inputFormat: inputFormat, output: output, format: format)
    job.fields = RecordFields(
      text: arguments.field, id: arguments.idField, pair: arguments.pairField, pairSeparator: arguments.pairSeparator)
    job.elementType = arguments.elementType == .f16 ? .float16 : .float32
    job.offsetsPath = arguments.offsets
    job.carriesText = arguments.carriesText
    let rowIsPooled = request.level == .text && request.projection == nil && request.truncatedDimension == nil
    if rowIsPooled, request.poolings.count > 1 { job.partNames = request.poolings.map(\.rawValue) }
    job.layerIndices =
      switch arguments.layers {
      case .numbers(let numbers): numbers
      case .all: request.layers
      case nil: [-1]
      }
    job.promisedRecords = arguments.rows
    job.shard = arguments.shard
    job.resumes = arguments.resumes
    job.errorPolicy = arguments.errorPolicy ?? .stop
    job.progress = arguments.progress ?? .auto
    job.isQuiet = arguments.isQuiet
    checkpoint.add(to: &job.reads)
    if let path = arguments.projection { job.reads.add(path, FileIdentity(path: path), as: "the projection") }
    job.checkUnchanged = { try checkpoint.checkUnchanged() }
    job.dependencies = { [self] in dependencies(arguments, checkpoint: checkpoint) }
  }

  /// What a resumed run must have in common with the one that it goes on with.
  private func dependencies(
    _ arguments: EmbedArguments, checkpoint: Checkpoint
  ) -> [(name: String, value: String)] {
    [
      ("program", "albert-embed \(version)"), ("model", checkpoint.fingerprint),
      ("input format", job.inputFormat.rawValue), ("output format", job.format.rawValue),
      ("--field", arguments.field ?? ""), ("--id-field", arguments.idField ?? ""),
      ("--pair-field", arguments.pairField ?? ""), ("--pair-separator", arguments.pairSeparator ?? ""),
      ("--level", request.level.rawValue), ("--pooling", request.poolings.map(\.rawValue).joined(separator: ",")),
      ("--pool-over", request.poolingScope.rawValue),
      ("--layers", "\(job.format == .bertJSONLines ? job.layerIndices : request.layers)"),
      ("--layer-mix", "\(request.layerMix)"), ("--subtoken", request.subtoken.rawValue),
      ("normalization", "\(request.normalizes)"), ("--truncate-dim", "\(request.truncatedDimension ?? 0)"),
      ("--project", request.projection.map { "\($0.fingerprint)" } ?? ""),
      ("--max-length", "\(request.maximumLength)"), ("--overflow", "\(request.overflow)"),
      ("--dtype", job.elementType.rawValue), ("--offsets", arguments.offsets ?? ""),
      ("--with-text", "\(job.carriesText)"), ("--shard", job.shard.map { "\($0.number)/\($0.count)" } ?? "1/1"),
    ]
  }
}

extension Checkpoint {
  /// A number that other checkpoints do not have: FNV-1a over the section table, which holds each section's checksum.
  fileprivate var fingerprint: String {
    var fingerprint = Fingerprint()
    for section in sections { fingerprint.add("\(section.name) \(section.shape) \(section.checksum);") }
    return "\(fileSize) bytes, fingerprint \(fingerprint.description)"
  }
}

extension Projection {
  /// A number that other projections do not have.
  fileprivate var fingerprint: String {
    var fingerprint = Fingerprint()
    for value in mean + axes { fingerprint.add(UInt64(value.bitPattern)) }
    return fingerprint.description
  }
}

// MARK: Request

extension EmbedArguments {
  fileprivate func outputFormat(for output: OutputName) -> OutputFormat {
    format ?? OutputFormat(fileExtension: output.fileExtension) ?? (output.isTerminal ? .jsonl : .npy)
  }

  fileprivate func request(
    format: OutputFormat, configuration: AlbertConfiguration, defaults: EmbeddingDefaults
  ) throws -> EmbeddingRequest {
    var request = EmbeddingRequest(configuration: configuration)
    request.level = format == .bertJSONLines ? .token : level ?? .text
    request.poolings = poolings ?? defaults.poolings
    request.poolingScope = poolingScope ?? .all
    switch layers {
    case .all: request.layers = Array(0...configuration.layerCount)
    case .numbers(let numbers):
      for number in numbers where number < -configuration.layerCount - 1 {
        throw UsageError(
          "--layers: the model has layers -1 (the last) to \(-configuration.layerCount - 1), not \(number)")
      }
      request.layers = numbers.map { $0 < 0 ? $0 + configuration.layerCount + 1 : $0 }
    case nil: break
    }
    request.layerMix = layerMix ?? .concat
    request.subtoken = subtoken ?? .mean
    // What the model's makers chose is about vectors of texts.
    request.normalizes = normalizes ?? (request.level == .text && defaults.normalizes)
    request.truncatedDimension = truncatedDimension
    request.projection = try projection.map { try readProjection($0) }
    request.maximumLength = maximumLength ?? defaults.maximumLength
    switch overflow ?? .truncate {
    case .truncate: request.overflow = .truncate
    case .window: request.overflow = .window(stride: stride ?? 0)
    case .error: request.overflow = .error
    }
    request.labelsRows = request.level != .text && format != .npy
    return request
  }

  private func readProjection(_ path: String) throws -> Projection {
    let matrix = try NPYMatrix(path: path)
    return try Projection(matrix: matrix.values, rows: matrix.rowCount, columns: matrix.columnCount)
  }
}

// MARK: Contradictions

extension EmbedArguments {
  /// Refuses options that contradict each other whatever the input and output are.
  fileprivate func refuseContradictions() throws(UsageError) {
    let level = level ?? .text
    try refuse(
      poolings != nil && level != .text, "--pooling", "makes one row a text; --level \(level.rawValue) has more")
    try refuse(
      poolingScope != nil && level != .text, "--pool-over", "makes one row a text; --level \(level.rawValue) has more")
    try refuse(subtoken != nil && level != .word, "--subtoken", "goes with --level word")
    try refuse(stride != nil && overflow != .window, "--stride", "goes with --overflow window")
    try refuse(pairField != nil && pairSeparator != nil, "--pair-separator", "and --pair-field exclude each other")
    let hasPair = pairField != nil || pairSeparator != nil
    if let poolingScope, poolingScope == .first || poolingScope == .second {
      try refuse(!hasPair, "--pool-over \(poolingScope.rawValue)", "needs pairs: --pair-field or --pair-separator")
    }
    try refuse(
      field != nil && (field == idField || field == pairField) || idField != nil && idField == pairField, "--field",
      "--id-field and --pair-field must be different fields")
    try refuse(isQuiet && progress == .always, "--quiet", "and --progress always exclude each other")
    try refuse(offsets == "-", "--offsets", "needs a file; standard output has the rows")
    try refuse(resumes && output == nil, "--resume", "needs -o FILE, whose FILE.partial it goes on with")
    try refuse(resumes && output == "-", "--resume", "needs -o FILE; standard output cannot be gone on with")
  }

  fileprivate func refuseUnfit(inputFormat: InputFormat) throws(UsageError) {
    let name = inputFormat.rawValue
    for (option, value) in [("--field", field), ("--id-field", idField), ("--pair-field", pairField)] {
      try refuse(value != nil && !inputFormat.hasFields, option, "needs jsonl, csv or tsv input; this is \(name)")
    }
    try refuse(
      pairSeparator != nil && !inputFormat.isPlainText, "--pair-separator",
      "goes with lines; \(name) input is read by its structure")
    if inputFormat == .ids, let poolingScope, poolingScope != .all, poolingScope != .content {
      throw UsageError("--pool-over \(poolingScope.rawValue) needs pairs; ids input has none")
    }
    try refuse(level == .word && inputFormat == .ids, "--level word", "ids input has no words; use --level token")
  }

  fileprivate func refuseUnfit(
    format: OutputFormat, output: OutputName, inputFormat: InputFormat
  ) throws(UsageError) {
    let level = level ?? .text
    try refuse(
      format == .npy && output.isTerminal, "--format npy", "is binary and no good on a terminal; redirect it or use -o")
    try refuse(elementType != nil && format != .npy, "--dtype", "goes with npy; \(format.rawValue) holds text")
    try refuse(rows != nil && format != .npy, "--rows", "goes with npy; \(format.rawValue) holds no count")
    try refuse(
      rows != nil && level != .text, "--rows", "promises records; with --level \(level.rawValue) rows are others")
    try refuse(offsets != nil && level == .text, "--offsets", "goes with --level word or token; a text has one row")
    try refuse(
      offsets != nil && format != .npy, "--offsets", "goes with npy; \(format.rawValue) shows the records itself")
    try refuse(idField != nil && format == .npy, "--id-field", "npy cannot carry ids; use jsonl or csv")
    try refuse(
      carriesText && format != .jsonl && format != .csv, "--with-text",
      "goes with jsonl and csv, not \(format.rawValue)")
    try refuse(carriesText && inputFormat == .ids, "--with-text", "ids input has no text")
    guard format == .bertJSONLines else { return }
    try refuse(
      self.level != nil && self.level != .token, "--format bert-jsonl", "holds tokens, so it goes with --level token")
    try refuse(poolings != nil || poolingScope != nil, "--format bert-jsonl", "holds tokens, which are not pooled")
    try refuse(layerMix != nil && layerMix != .concat, "--format bert-jsonl", "holds each layer by itself, not a mix")
    try refuse(truncatedDimension != nil || projection != nil, "--format bert-jsonl", "holds layers as they are")
    try refuse(normalizes == true, "--format bert-jsonl", "holds layers as they are, not normalized")
    try refuse(idField != nil, "--id-field", "bert-jsonl cannot carry ids; use jsonl or csv")
  }

  private func refuse(_ condition: Bool, _ option: String, _ reason: String) throws(UsageError) {
    if condition { throw UsageError("\(option): \(reason)") }
  }
}
