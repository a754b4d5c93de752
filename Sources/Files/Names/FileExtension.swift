/// The part behind the last dot of a path's last component, in lower case; empty where there is none.
public func fileExtension(of path: String) -> String {
  guard let name = path.split(separator: "/").last, let dot = name.lastIndex(of: "."), dot != name.startIndex else {
    return ""
  }
  return name[name.index(after: dot)...].lowercased()
}
