/// What a scalar is where text is cut into extended grapheme clusters (Unicode Standard Annex 29), in the order of the
/// numbers in `UnicodeData.clusterClasses`.
enum ClusterClass: UInt16 {
  case other, carriageReturn, lineFeed, control, extend, joiner, regionalIndicator, prepend, spacingMark
  case hangulL, hangulV, hangulT, hangulLV, hangulLVT, pictographic

  var breaksAlways: Bool { self == .carriageReturn || self == .lineFeed || self == .control }
  /// Belongs to the cluster before it.
  var joinsLeft: Bool { self == .extend || self == .joiner || self == .spacingMark }
}

/// Finds cluster ends, scalar by scalar.
///
/// Rule GB9c (Indic conjuncts) is left out: its clusters have 6 bytes or more, and so have their parts, and the only use
/// of clusters here asks for shorter ones.
struct ClusterBreaker {
  private var previous: ClusterClass
  private var regionalIndicators = 0
  // Whether the cluster is a pictograph, then extenders.
  private var isPictograph = false
  private var isJoinedPictograph = false

  init(first: ClusterClass) {
    previous = first
    note(first)
  }

  private mutating func note(_ next: ClusterClass) {
    regionalIndicators = next == .regionalIndicator ? regionalIndicators + 1 : 0
    switch next {
    case .pictographic: (isPictograph, isJoinedPictograph) = (true, false)
    case .extend: isJoinedPictograph = false
    case .joiner: isJoinedPictograph = isPictograph
    default: (isPictograph, isJoinedPictograph) = (false, false)
    }
    previous = next
  }

  /// Whether `next` starts a cluster of its own.
  mutating func breaks(before next: ClusterClass) -> Bool {
    let joins: Bool =
      switch (previous, next) {
      case (.carriageReturn, .lineFeed): true
      case (let a, let b) where a.breaksAlways || b.breaksAlways: false
      case (.hangulL, .hangulL), (.hangulL, .hangulV), (.hangulL, .hangulLV), (.hangulL, .hangulLVT): true
      case (.hangulLV, .hangulV), (.hangulV, .hangulV), (.hangulLV, .hangulT), (.hangulV, .hangulT): true
      case (.hangulLVT, .hangulT), (.hangulT, .hangulT): true
      case (_, let b) where b.joinsLeft: true
      case (.prepend, _): true
      case (.joiner, .pictographic): isJoinedPictograph
      case (.regionalIndicator, .regionalIndicator): regionalIndicators % 2 == 1
      default: false
      }
    if !joins { (isPictograph, isJoinedPictograph, regionalIndicators) = (false, false, 0) }
    note(next)
    return !joins
  }
}
