import Console
import Testing

@Suite struct TextTableTests {
  @Test func columnsAreAsWideAsTheirWidestCell() {
    let table = TextTable([(.left, 0), (.right, 4), (.left, 0)])
    #expect(
      table.lines([["name", "size", "place"], ["a", "12345", "x"], ["long name", "1", ""]]) == [
        "name        size  place",
        "a          12345  x",
        "long name      1  ",
      ])
  }

  @Test func rowsMayBeShort() {
    let table = TextTable([(.left, 6), (.right, 5), (.right, 5)], gap: "")
    #expect(
      table.lines([["rate", "1.0 ±2"], ["all"], ["", "", "é"]]) == [
        "rate  1.0 ±2", "all   ", String(repeating: " ", count: 16) + "é",
      ])
    #expect(table.lines([]).isEmpty)
  }

  @Test func decimalsAreRounded() {
    let cases: [(Double, Int, String)] = [
      (0.5, 2, "0.50"), (0, 1, "0.0"), (1.25, 1, "1.3"), (-1.25, 1, "-1.3"), (-0.04, 1, "0.0"), (99.96, 1, "100.0"),
      (2.5, 0, "3"), (-7, 0, "-7"), (0.00005, 3, "0.000"), (1.00005, 5, "1.00005"), (.nan, 1, "nan"),
      (-.infinity, 1, "-inf"), (1e30, 5, "1e+30"),
    ]
    for (value, digits, expected) in cases { #expect(decimal(value, digits: digits) == expected) }
  }
}
