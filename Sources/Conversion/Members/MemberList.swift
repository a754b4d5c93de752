import JSON

/// The members of a JSON file beside a model's weights, or of an object in one: those that the reference libraries heed, and what
/// comes of each here. A test compares the lists with the libraries' own (`scripts/develop/goldens/members/make-members.py`).
struct MemberList: Sendable {
  enum Treatment: Sendable {
    /// The value counts.
    case heeded
    /// The value changes no vector that this program makes, for this reason.
    case ignored(_ reason: String)
    /// Another value than these and null would change vectors in a way that is not supported; then what a user can do.
    case refused(unless: [JSONValue] = [], remedy: String = "")
  }

  enum Unknown: Sendable {
    /// Where every member changes vectors or ids.
    case refused
    /// Where training and saving leave members of their own, which the libraries pass over.
    case reported
  }

  /// What comes of a member that the list lacks.
  let unknown: Unknown
  /// Other members whose names end so are heeded; empty for none.
  let heededSuffix: String
  private(set) var treatments: [[UInt8]: Treatment] = [:]

  /// - Parameter groups: names with blanks between them, and what comes of each.
  init(unknown: Unknown, heededSuffix: String = "", _ groups: (names: String, treatment: Treatment)...) {
    self.unknown = unknown
    self.heededSuffix = heededSuffix
    for group in groups {
      for name in group.names.utf8.split(separator: UInt8(ascii: " ")) { treatments[Array(name)] = group.treatment }
    }
  }

  /// Goes through an object's members; null counts as absent.
  ///
  /// - Parameter field: the object's own name, empty for a whole file.
  /// - Returns: the names of the members that the list lacks, where they are to be reported.
  /// - Throws: `JSONError` for a member that is refused, or where the value is not an object.
  func unknownMembers(of value: JSONValue, _ field: String = "") throws(JSONError) -> [String] {
    var names: [String] = []
    for member in try value.members(field.isEmpty ? "the file" : field) where member.value != .null {
      let name = String(decoding: member.name.prefix(80), as: UTF8.self)
      let path = field.isEmpty ? name : "\(field).\(name)"
      switch treatments[member.name] {
      case .heeded, .ignored: continue
      case .refused(let defaults, let remedy):
        guard defaults.contains(member.value) else {
          throw JSONError(
            field: path,
            problem: "is \(member.value.summary), which is not supported" + (remedy.isEmpty ? "" : "; \(remedy)"))
        }
      case nil:
        if !heededSuffix.isEmpty, member.name.suffix(heededSuffix.utf8.count).elementsEqual(heededSuffix.utf8) {
          continue
        }
        guard unknown == .reported else {
          throw JSONError(
            field: path,
            problem: "is not a member that this program knows, and may change the vectors; remove it if it does not")
        }
        names.append(name)
      }
    }
    return names
  }

  /// For an object in a file whose unknown members are refused.
  func check(_ value: JSONValue, _ field: String = "") throws(JSONError) { _ = try unknownMembers(of: value, field) }
}

extension JSONFile {
  /// Goes through the members of the file's object, and reports those that the list lacks.
  ///
  /// - Throws: `ConversionError` for a member that is refused.
  func check(_ list: MemberList) throws(ConversionError) {
    let names = try naming { () throws(JSONError) in try list.unknownMembers(of: value) }
    guard !names.isEmpty else { return }
    let more = names.count > 12 ? " and \(names.count - 12) more" : ""
    warn(nil, "unknown members, which have no effect: \(names.prefix(12).joined(separator: ", "))\(more)")
  }
}
