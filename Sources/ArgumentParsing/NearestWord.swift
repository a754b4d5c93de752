/// The candidate that differs from the word by the fewest changed, added, missing or swapped letters; nil where it differs by too
/// many to be a typing error.
public func nearestWord(to word: String, in candidates: [String]) -> String? {
  let distances = candidates.map { (distance: editDistance(Array(word.utf8), Array($0.utf8)), word: $0) }
  guard let nearest = distances.min(by: { $0.distance < $1.distance }) else { return nil }
  return nearest.distance <= max(1, word.utf8.count / 3) ? nearest.word : nil
}

/// Damerau's edit distance, in which a pair of letters is swapped at most once.
private func editDistance(_ a: [UInt8], _ b: [UInt8]) -> Int {
  var rows = [Array(0...b.count)]
  for i in 0..<a.count {
    var row = [i + 1]
    for j in 0..<b.count {
      var distance = min(rows[i][j] + (a[i] == b[j] ? 0 : 1), rows[i][j + 1] + 1, row[j] + 1)
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { distance = min(distance, rows[i - 1][j - 1] + 1) }
      row.append(distance)
    }
    rows.append(row)
  }
  return rows[a.count][b.count]
}
