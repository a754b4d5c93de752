import Kernels
import Threads

/// The pass of one batch through the encoder: the paper's steps, and how a team of threads shares them.
///
/// Many rows are divided into parts. A part stays in one core's cache from the attention's output to the layer's end. If there
/// are too few rows for that, the threads share the output columns, and meet after each step. Neither changes a bit of the
/// result, since no sum is ever split between threads.
struct EncoderPass {
  private let model: Albert
  private let batch: SequenceBatch
  private let workspace: EncoderWorkspace
  private let team: Team
  private let kernels: KernelSet
  private let sharing: Sharing
  private let observe: InputObserver?
  private var hidden: Int { model.configuration.hiddenSize }

  /// The position of every token, counted from its sequence's start.
  private let positions: [Int32]

  /// How a step's rows and columns are divided among threads.
  private struct Sharing {
    let rowsPerPart: Int
    /// The threads that share the columns of a part.
    let columnTeam: Team

    func parts(of rows: Int) -> Int { (rows + rowsPerPart - 1) / rowsPerPart }

    func rows(_ part: Int, of rows: Int) -> Range<Int> {
      rows * part / parts(of: rows)..<rows * (part + 1) / parts(of: rows)
    }
  }

  // With fewer rows than this, a thread would wait for weights longer than it computes.
  private static let fewestRowsPerThread = 48

  /// - Parameter observe: receives all rows of a product together. So all rows are one part.
  init(
    model: Albert, batch: SequenceBatch, workspace: EncoderWorkspace, team: Team, observe: InputObserver? = nil
  ) {
    self.observe = observe
    self.model = model
    self.batch = batch
    self.workspace = workspace
    self.team = team
    kernels = model.kernels
    let rows = batch.tokenCount
    if observe != nil {
      sharing = Sharing(rowsPerPart: max(rows, 1), columnTeam: team)
    } else if team.threadCount == 1 {
      sharing = Sharing(rowsPerPart: Albert.rowsPerPart, columnTeam: team)
    } else if rows >= Self.fewestRowsPerThread * team.threadCount {
      let rounds = (rows + Albert.rowsPerPart * team.threadCount - 1) / (Albert.rowsPerPart * team.threadCount)
      let parts = rounds * team.threadCount
      sharing = Sharing(rowsPerPart: (rows + parts - 1) / parts, columnTeam: Team())
    } else {
      sharing = Sharing(rowsPerPart: rows, columnTeam: team)
    }
    positions = zip(batch.starts, batch.starts.dropFirst()).flatMap { start, end in
      (0..<end - start).map { Int32($0) }
    }
  }

  // MARK: The paper's steps

  /// LayerNorm(word + position + type), projected from E to H.
  func embed() {
    forEachPart(of: batch.tokenCount) { rows, member in
      kernels.embed(
        model.weights.embeddings, ids: batch.ids, positionIDs: positions, typeIDs: batch.typeIDs, tokens: rows,
        into: workspace.embeddings)
      multiply(workspace.embeddings, rows, member, by: model.weights.projection, into: workspace.states)
    }
  }

  /// One layer: a = LN(x + Wₒ·attention(x)), y = LN(a + W₂·act(W₁·a)).
  ///
  /// - Parameter name: the name under which the layer's inputs are observed.
  func apply(_ layer: AlbertWeights.Layer, _ name: LayerName, firstTokensOnly: Bool) {
    report(workspace.states, as: .attention, name)
    if firstTokensOnly {
      attendFromFirstTokens(layer)
    } else {
      forEachPart(of: batch.tokenCount) { rows, member in
        computeQueryKeyValue(
          workspace.states, rows, member, layer, columns: 0..<3 * hidden, into: workspace.queryKeyValue)
      }
      attend(queries: workspace.queryKeyValue, isFirstTokenOnly: false)
    }
    report(workspace.context, as: .attentionOutput, name)
    let states = firstTokensOnly ? workspace.firstStates : workspace.states
    forEachPart(of: firstTokensOnly ? batch.sequenceCount : batch.tokenCount) { rows, member in
      multiply(workspace.context, rows, member, by: layer.attentionOutput, into: workspace.mixed)
      normalize(states, rows, by: layer.attentionNorm)
      report(states, as: .feedForwardIn, name)
      if observe == nil {
        feedForward(states, rows, member, layer)
      } else {
        feedForwardObserved(states, rows, member, layer, name)
      }
      normalize(states, rows, by: layer.feedForwardNorm)
    }
  }

  /// Copies the first tokens' states to `firstStates`.
  func gatherFirstTokens() {
    for sequence in 0..<batch.sequenceCount {
      workspace.firstStates.update(row: sequence, from: workspace.states, row: batch.starts[sequence])
    }
  }

  /// Computes keys and values of all tokens, but queries of the first tokens only.
  private func attendFromFirstTokens(_ layer: AlbertWeights.Layer) {
    gatherFirstTokens()
    forEachPart(of: batch.tokenCount) { rows, member in
      computeQueryKeyValue(
        workspace.states, rows, member, layer, columns: hidden..<3 * hidden, into: workspace.queryKeyValue)
    }
    forEachPart(of: batch.sequenceCount) { rows, member in
      computeQueryKeyValue(
        workspace.firstStates, rows, member, layer, columns: 0..<hidden, into: workspace.firstQueries)
    }
    attend(queries: workspace.firstQueries, isFirstTokenOnly: true)
  }

  /// Computes the panels of queries, keys and values, side by side, in which `columns` are.
  private func computeQueryKeyValue(
    _ input: Matrix, _ rows: Range<Int>, _ member: EncoderWorkspace.Member, _ layer: AlbertWeights.Layer,
    columns: Range<Int>, into output: Matrix
  ) {
    var first = 0
    var packed: Weights?
    for weights in layer.attention {
      // One product after the other, since the columns that fill up its last panel overlap the first columns of the next product.
      let end = first + weights.outputCount
      let wanted = columns.clamped(to: first..<end)
      if !wanted.isEmpty {
        if packed.map({ weights.acceptsRowsPacked(for: $0) }) != true {
          kernels.pack(input, rows: rows, for: weights, into: member.inputs)
          packed = weights
        }
        multiply(
          member.inputs, by: weights, panels: Panel.range(wanted.lowerBound - first..<wanted.upperBound - first),
          into: output, row: rows.lowerBound, firstColumn: first)
      }
      first = end
    }
  }

  private func attend(queries: Matrix, isFirstTokenOnly: Bool) {
    let headCount = model.configuration.headCount
    let headParts = team.threadCount == 1 ? 1 : headCount
    team.run(batch.sequenceCount * headParts) { index, member in
      let sequence = index / headParts
      let part = index % headParts
      let tokens = batch.starts[sequence]..<batch.starts[sequence + 1]
      let rows = isFirstTokenOnly ? sequence..<sequence + 1 : tokens
      kernels.attend(
        queries: queries, queryRows: rows, states: workspace.queryKeyValue, sequence: tokens,
        heads: part * headCount / headParts..<(part + 1) * headCount / headParts, headCount: headCount,
        inIntegers: model.precision != .float32, into: workspace.context, outputRow: rows.lowerBound,
        scratch: workspace.members[member].scratch)
    }
  }

  /// mixed = W₂·act(W₁·states). It computes as many columns of the inside at a time as stay in the cache.
  private func feedForward(
    _ states: Matrix, _ rows: Range<Int>, _ member: EncoderWorkspace.Member, _ layer: AlbertWeights.Layer
  ) {
    kernels.pack(states, rows: rows, for: layer.feedForwardIn, into: member.inputs)
    let width = model.configuration.intermediateSize
    let partWidth = model.innerColumnCount(rows: rows.count, multipleOf: layer.feedForwardOut.inputUnit)
    let activation = model.configuration.activation
    var first = 0
    while first < width {
      let end = min(first + partWidth, width)
      kernels.reshape(member.inner, rowCount: rows.count, inputCount: end - first, for: layer.feedForwardOut)
      let innerPanels = Panel.range(first..<end)
      sharePanels(innerPanels, unit: layer.feedForwardOut.panelUnit) { panels in
        kernels.multiply(
          member.inputs, by: layer.feedForwardIn, panels: panels, activation: activation, into: member.inner,
          firstColumn: (panels.lowerBound - innerPanels.lowerBound) * Panel.width)
      }
      multiply(
        member.inner, by: layer.feedForwardOut, inputs: first..<end, start: first == 0 ? .bias : .output,
        into: workspace.mixed, row: rows.lowerBound)
      first = end
    }
  }

  /// states = LN(mixed + states).
  private func normalize(_ states: Matrix, _ rows: Range<Int>, by norm: LayerNormalization) {
    share(rows, in: min(sharing.columnTeam.threadCount, rows.count)) { rows in
      kernels.normalize(workspace.mixed, adding: states, rows: rows, by: norm, into: states)
    }
  }

  // MARK: Observation

  /// Passes a product's rows to the observer.
  private func report(_ rows: Matrix, as product: LayerInput.Product, _ layer: LayerName) {
    observe?(LayerInput(layer: layer, product: product), HiddenStates(rows, rowCount: batch.tokenCount))
  }

  /// The same as `feedForward`, with the whole inside in memory, so that it can be observed.
  private func feedForwardObserved(
    _ states: Matrix, _ rows: Range<Int>, _ member: EncoderWorkspace.Member, _ layer: AlbertWeights.Layer,
    _ name: LayerName
  ) {
    let inner = Matrix(columnCount: model.configuration.intermediateSize, rowCount: rows.count)
    multiply(
      states, rows, member, by: layer.feedForwardIn, activation: model.configuration.activation, into: inner)
    report(inner, as: .feedForwardOut, name)
    multiply(inner, rows, member, by: layer.feedForwardOut, into: workspace.mixed)
  }

  // MARK: Sharing among threads

  /// Calls `body` for each part of the rows, with the memory of the thread that takes the part.
  private func forEachPart(of rows: Int, _ body: (_ rows: Range<Int>, _ member: EncoderWorkspace.Member) -> Void) {
    if sharing.columnTeam.threadCount > 1 { return body(0..<rows, workspace.members[0]) }
    team.run(sharing.parts(of: rows)) { part, member in body(sharing.rows(part, of: rows), workspace.members[member]) }
  }

  /// output = f(input · weights + bias), for some rows.
  private func multiply(
    _ input: Matrix, _ rows: Range<Int>, _ member: EncoderWorkspace.Member, by weights: Weights,
    activation: Activation? = nil, into output: Matrix
  ) {
    kernels.pack(input, rows: rows, for: weights, into: member.inputs)
    multiply(member.inputs, by: weights, activation: activation, into: output, row: rows.lowerBound)
  }

  private func multiply(
    _ input: PackedRows, by weights: Weights, inputs: Range<Int>? = nil, panels: Range<Int>? = nil,
    start: KernelSet.Start = .bias, activation: Activation? = nil, into output: Matrix, row: Int,
    firstColumn: Int = 0
  ) {
    sharePanels(panels ?? 0..<weights.panelCount) { panels in
      kernels.multiply(
        input, by: weights, inputs: inputs, panels: panels, start: start, activation: activation, into: output,
        row: row, firstColumn: firstColumn + panels.lowerBound * Panel.width)
    }
  }

  /// Divides panels among the threads that share columns.
  ///
  /// - Parameter unit: the number of panels, counted from the first, that must go to one thread.
  private func sharePanels(
    _ panels: Range<Int>, unit: Int = 1, _ body: (_ panels: Range<Int>) -> Void
  ) {
    let threads = sharing.columnTeam.threadCount
    let bundles = (panels.count + unit - 1) / unit
    // With two shares for each thread, a thread that the system interrupts takes fewer of them.
    share(0..<bundles, in: threads == 1 ? 1 : min(bundles, 2 * threads)) { bundles in
      let first = panels.lowerBound + bundles.lowerBound * unit
      body(first..<min(panels.lowerBound + bundles.upperBound * unit, panels.upperBound))
    }
  }

  /// Divides a part's rows or panels among the threads that share columns.
  private func share(_ whole: Range<Int>, in shares: Int, _ body: (Range<Int>) -> Void) {
    sharing.columnTeam.run(shares) { share, _ in
      let first = whole.lowerBound + whole.count * share / shares
      body(first..<whole.lowerBound + whole.count * (share + 1) / shares)
    }
  }
}
