/// The class of a scalar for extended grapheme clusters (Unicode Standard Annex 29). The raw values are those of
/// `UnicodeData.clusterClasses`.
enum ClusterClass: UInt16 {
  case other, carriageReturn, lineFeed, control, extend, joiner, regionalIndicator, prepend, spacingMark
  case hangulL, hangulV, hangulT, hangulLV, hangulLVT, pictographic

  var breaksAlways: Bool { self == .carriageReturn || self == .lineFeed || self == .control }
  /// Whether the scalar belongs to the cluster before it.
  var joinsLeft: Bool { self == .extend || self == .joiner || self == .spacingMark }
}

/// Finds the ends of clusters, scalar by scalar.
///
/// It leaves out rule GB9c (Indic conjuncts): its clusters and their parts have 6 bytes or more, and clusters of that size are never
/// looked up.
struct ClusterBreaker {
  private var previous: ClusterClass
  private var regionalIndicators = 0
  // Whether the cluster so far is a pictograph and extenders.
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

  /// Whether `next` starts a new cluster.
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
