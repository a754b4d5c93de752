import Albert
import Checkpoint
import Files
import Kernels
import Threads
import Tokenizers

/// Makes a model in a reduced precision from one in single precision.
struct PrecisionReduction {
  let source: Checkpoint
  let model: Albert
  /// The source's.
  let heads: OutputHeads
  let precision: Precision
  let team: Team
  let progress: ConversionProgress

  /// Adds the sections of the source with its tensors in the reduced precision, and the loss on texts that were held out.
  ///
  /// - Returns: the loss.
  /// - Throws: `ConversionError` where a weight is not finite, `CheckpointError` where the source is not a whole model.
  func add(
    to writer: inout CheckpointWriter, defaults: EmbeddingDefaults, texts: CalibrationTexts
  ) throws -> PrecisionLoss {
    try addSections(to: &writer, defaults: defaults, reducedTensors(texts.calibration))
    let checkpoint = try writer.checkpoint(path: source.path)
    let reduced = try Albert(checkpoint: checkpoint)
    var layers: (exact: OutputLayer, reduced: OutputLayer)?
    if !heads.heads.isEmpty {
      layers = (
        try OutputLayer(0, of: heads, model: model, checkpoint: source),
        try OutputLayer(0, of: heads, model: reduced, checkpoint: checkpoint)
      )
    }
    let measurement = LossMeasurement(
      exact: model, reduced: reduced, layers: layers, texts: texts.heldOut, team: team
    ) {
      progress("measuring the loss", $0, $1)
    }
    measurement.loss.add(to: &writer)
    return measurement.loss
  }

  /// Adds the sections of the source.
  ///
  /// - Parameter reduced: tensors that replace those of the source.
  func addSections(
    to writer: inout CheckpointWriter, defaults: EmbeddingDefaults, _ reduced: ReducedTensors = ReducedTensors()
  ) throws(CheckpointError) {
    let configuration = model.configuration
    configuration.add(to: &writer)
    precision.add(to: &writer)
    defaults.add(to: &writer)
    for section in source.sections
    where section.name.hasPrefix("tokenizer.") || section.name == LeftOutTensors.sectionName {
      try writer.add(section, of: source)
    }
    for tensor in configuration.tensors(precision) {
      switch reduced.elements[tensor.name] {
      case .bytes(let elements): writer.add(tensor, elements)
      case .shorts(let elements): writer.add(tensor, elements)
      case .sums(let elements): writer.add(tensor, elements)
      case .floats(let elements): writer.add(tensor, elements)
      case nil:
        let elements = try source.tensor(tensor.name, of: Float.self, shape: tensor.shape, layout: tensor.layout)
        if tensor.elementType == .float16 {
          writer.add(tensor, elements.map { Binary16(clamping: $0) })
        } else {
          writer.add(tensor, Array(elements))
        }
      }
    }
    let pooledWidth = defaults.poolings.count * configuration.hiddenSize
    for tensor in defaults.steps.tensors(inputCount: pooledWidth).joined() {
      writer.add(
        tensor, Array(try source.tensor(tensor.name, of: Float.self, shape: tensor.shape, layout: tensor.layout)))
    }
    heads.add(to: &writer)
    for index in heads.heads.indices {
      for tensor in heads.tensors(of: index, hiddenSize: configuration.hiddenSize) {
        writer.add(tensor, Array(try source.tensor(tensor.name, shape: tensor.shape, layout: tensor.layout)))
      }
    }
  }

  // MARK: The products

  private func reducedTensors(_ texts: [CalibrationTexts.Sequence]) throws -> ReducedTensors {
    let configuration = model.configuration
    let products = RowProducts(kernels: model.kernels, team: team)
    let statistics = precision == .int16 ? [:] : calibrate(on: texts, products)
    // The order of its intermediate columns does not change what a feed-forward network computes.
    var innerOrders: [LayerName: [Int]] = [:]
    for (input, inputs) in statistics where input.product == .feedForwardOut {
      innerOrders[input.layer] = inputs.sortInputs()
    }
    var reduced = ReducedTensors()
    let all = configuration.products(precision)
    // Query, key and value have the same inputs, and so the same factor.
    var factor: (input: LayerInput, isTurned: Bool, factor: CholeskyFactor)?
    for (index, product) in all.enumerated() {
      progress("rounding the weights", index, all.count)
      let input = product.input
      var (weights, bias) = try floats(of: product)
      if let input, let order = innerOrders[input.layer] {
        switch input.product {
        case .feedForwardIn:
          weights = weights.columns(order)
          bias = order.map { bias[$0] }
        case .feedForwardOut: weights = weights.rows(order)
        case .attention, .attentionOutput: break
        }
      }
      let isTurned = product.encoding == .turnedInt8
      if isTurned { WalshHadamardTurn.turnColumns(of: &weights) }
      let quantized: QuantizedWeights
      if product.encoding == .int16 {
        quantized = QuantizedWeights(rounding: weights, limit: .int16, groups: product.groups)
      } else {
        guard let input, let inputs = statistics[input] else {
          preconditionFailure("no inputs of '\(product.name)'")
        }
        if factor?.input != input || factor?.isTurned != isTurned {
          factor = nil
          factor = (input, isTurned, inputs.factor(isTurned: isTurned))
        }
        guard let factor else { preconditionFailure() }
        quantized = QuantizedWeights(
          compensating: weights, limit: .int8, groups: product.groups, factor: factor.factor, products: products)
      }
      reduced.add(product, quantized, bias: bias, offset: configuration.activation.offset)
    }
    progress("rounding the weights", all.count, all.count)
    return reduced
  }

  /// Runs the model on the texts and collects statistics of its products' inputs.
  private func calibrate(
    on texts: [CalibrationTexts.Sequence], _ products: RowProducts
  ) -> [LayerInput: InputStatistics] {
    let configuration = model.configuration
    var statistics: [LayerInput: InputStatistics] = [:]
    for layer in configuration.layerNames {
      for product in LayerInput.Product.allCases {
        let width = product == .feedForwardOut ? configuration.intermediateSize : configuration.hiddenSize
        statistics[LayerInput(layer: layer, product: product)] = InputStatistics(width: width, products: products)
      }
    }
    let batches = texts.batches
    let tokens = batches.reduce(0) { $0 + $1.tokenCount }
    let passes = (configuration.layerCount + configuration.groupCount - 1) / configuration.groupCount
    let workspace = EncoderWorkspace(model: model)
    var seen: [LayerInput: Int] = [:]
    for (index, batch) in batches.enumerated() {
      progress("calibrating", index, batches.count)
      let observe: InputObserver = { input, rows in
        guard let inputs = statistics[input] else { return }
        let step = max(1, tokens * passes / inputs.sufficientRowCount)
        let first = seen[input, default: 0]
        seen[input] = first + rows.rowCount
        for row in 0..<rows.rowCount where (first + row) % step == 0 { inputs.add(rows[row]) }
      }
      model.encode(
        batch, layers: [configuration.layerCount], workspace: workspace, team: team, observe: observe
      ) { _, _ in }
    }
    progress("calibrating", batches.count, batches.count)
    return statistics
  }

  /// A product's weights in the source, with a row for each input, and its bias.
  private func floats(of product: AlbertProduct) throws -> (FloatMatrix, bias: [Float]) {
    let stored = model.configuration.storedProduct(of: product)
    let shape = [product.inputCount, stored.outputCount]
    let panels = try source.tensor("\(stored.name).weight", of: Float.self, shape: shape, layout: .panels32)
    let bias = try source.tensor("\(stored.name).bias", of: Float.self, shape: [stored.outputCount])
    var weights = FloatMatrix(width: product.outputCount)
    weights.values.reserveCapacity(product.inputCount * product.outputCount)
    for input in 0..<product.inputCount {
      for output in stored.columns {
        weights.values.append(
          panels[TensorLayout.panels32.index(input: input, output: output, inputs: product.inputCount)])
      }
    }
    guard weights.values.allSatisfy(\.isFinite) else {
      throw ConversionError(
        path: source.path, field: "\(stored.name).weight", problem: "holds a value that is not finite")
    }
    return (weights, Array(bias[stored.columns]))
  }
}

extension AlbertConfiguration {
  /// The product in single precision that has a product's columns, since query, key and value are one product there.
  fileprivate func storedProduct(of product: AlbertProduct) -> (name: String, outputCount: Int, columns: Range<Int>) {
    func part(of layer: LayerName, _ columns: Range<Int>) -> (name: String, outputCount: Int, columns: Range<Int>) {
      (AlbertProduct.Role.layer(layer, .queryKeyValue).name, 3 * hiddenSize, columns)
    }
    return switch product.role {
    case .layer(let layer, .queryKey): part(of: layer, 0..<2 * hiddenSize)
    case .layer(let layer, .value): part(of: layer, 2 * hiddenSize..<3 * hiddenSize)
    default: (product.name, product.outputCount, 0..<product.outputCount)
    }
  }
}

extension CheckpointWriter {
  fileprivate mutating func add<Element: CheckpointElement>(_ tensor: AlbertTensor, _ elements: [Element]) {
    add(tensor.name, as: Element.self, shape: tensor.shape, layout: tensor.layout) { elements }
  }

  /// Adds a section of another checkpoint as it is.
  fileprivate mutating func add(_ section: CheckpointSection, of source: Checkpoint) throws(CheckpointError) {
    func copy<Element: CheckpointElement>(_: Element.Type) throws(CheckpointError) {
      let elements = try source.array(section.name, of: Element.self)
      add(section.name, as: Element.self, shape: section.shape) { Array(elements) }
    }
    switch section.elementType {
    case .uint8: try copy(UInt8.self)
    case .uint16: try copy(UInt16.self)
    case .uint32: try copy(UInt32.self)
    case .int32: try copy(Int32.self)
    case .uint64: try copy(UInt64.self)
    case .float32: try copy(Float.self)
    case .float64: try copy(Double.self)
    case .float16: try copy(Binary16.self)
    case .int8: try copy(Int8.self)
    case .int16: try copy(Int16.self)
    }
  }
}
