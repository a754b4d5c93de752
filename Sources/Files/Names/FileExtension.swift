/// The part after the last dot of a path's last component, in lower case; empty where that component has no dot.
public func fileExtension(of path: String) -> String {
  guard let name = path.parts(separatedBy: UInt8(ascii: "/"), omittingEmpty: true).last,
    let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")), dot != name.startIndex
  else { return "" }
  return name[name.utf8.index(after: dot)...].lowercased()
}
