import JSON

/// The members that a JSON file beside a model's weights, or an object in it, may have: all those that change what the reference
/// libraries do, and what this program does with each. A test compares the lists with the libraries' own
/// (`scripts/develop/goldens/members/make-members.py`).
struct MemberList: Sendable {
  enum Treatment: Sendable {
    /// The program reads the value.
    case heeded
    /// The program ignores the value, because no vector depends on it, for this reason.
    case ignored(_ reason: String)
    /// The program refuses every value but these and null, because it would change vectors in a way that is not supported. The
    /// remedy tells the user what to do.
    case refused(unless: [JSONValue] = [], remedy: String = "")
  }

  enum Unknown: Sendable {
    /// An error: in this file every member changes vectors or ids.
    case refused
    /// A warning: training and saving add members to this file that the libraries ignore.
    case reported
  }

  /// What the program does with a member that is not in the list.
  let unknown: Unknown
  /// Members that are not in the list but end with this are heeded; empty for none.
  let heededSuffix: String
  private(set) var treatments: [[UInt8]: Treatment] = [:]

  /// - Parameter groups: names with blanks between them, and how they are treated.
  init(unknown: Unknown, heededSuffix: String = "", _ groups: (names: String, treatment: Treatment)...) {
    self.unknown = unknown
    self.heededSuffix = heededSuffix
    for group in groups {
      for name in group.names.utf8.split(separator: UInt8(ascii: " ")) { treatments[Array(name)] = group.treatment }
    }
  }

  /// Checks an object's members. Null counts as absent.
  ///
  /// - Parameter field: the object's own name; empty for a whole file.
  /// - Returns: the names of the members to warn of, because they are not in the list.
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
            problem: "is an unknown member, which may change the vectors; remove it if it does not")
        }
        names.append(name)
      }
    }
    return names
  }

  /// Checks an object whose unknown members are refused.
  func check(_ value: JSONValue, _ field: String = "") throws(JSONError) { _ = try unknownMembers(of: value, field) }
}

extension JSONFile {
  /// Checks the members of the file's object, and warns of those that are not in the list.
  ///
  /// - Throws: `ConversionError` for a member that is refused.
  func check(_ list: MemberList) throws(ConversionError) {
    let names = try naming { () throws(JSONError) in try list.unknownMembers(of: value) }
    guard !names.isEmpty else { return }
    let more = names.count > 12 ? " and \(names.count - 12) more" : ""
    warn(nil, "has unknown members, which are ignored: \(names.prefix(12).joined(separator: ", "))\(more)")
  }
}
