import Files
import JSON

// The members of tokenizer.json that the `tokenizers` library reads. The library ignores unknown members; this program refuses
// them, because every member of a component changes ids.

extension MemberList {
  /// `tokenizer.json` as a whole.
  static let tokenizer = MemberList(
    unknown: .refused,
    ("version added_tokens normalizer pre_tokenizer post_processor model truncation", .heeded),
    ("decoder", .ignored("concerns the way from ids to text")),
    ("padding", .ignored("this program does not pad")))

  static let truncation = MemberList(
    unknown: .refused,
    ("direction", .heeded),
    (
      "max_length strategy stride",
      .ignored("transformers replaces it in every call, by model_max_length and longest_first")
    ))

  static let padding = MemberList(
    unknown: .refused,
    ("strategy direction pad_to_multiple_of pad_id pad_type_id pad_token", .ignored("this program does not pad")))

  /// A token with its properties, in `added_tokens` or in a file beside the tokenizer.
  static let addedToken = MemberList(
    unknown: .refused,
    ("content single_word lstrip rstrip normalized special", .heeded),
    ("id", .ignored("a token has the id of its piece, else the next free one")),
    ("__type", .ignored("names the Python class")))

  /// The members of each component, by its type.
  static let components: NamedValues<MemberList> = [
    "BertNormalizer": members("clean_text handle_chinese_chars strip_accents lowercase"),
    "Lowercase": members(), "NFC": members(), "NFD": members(), "NFKC": members(), "NFKD": members(), "Nmt": members(),
    "Precompiled": members("precompiled_charsmap"),
    "Prepend": members("prepend"),
    "Replace": members("pattern content"),
    "Strip": members("strip_left strip_right"),
    "StripAccents": members(),
    "Sequence": members("normalizers pretokenizers processors"),
    "BertPreTokenizer": members(),
    "CharDelimiterSplit": members("delimiter"), "Delimiter": members("delimiter"),
    "Digits": members("individual_digits"),
    "Metaspace": MemberList(
      unknown: .refused,
      ("type replacement prepend_scheme split add_prefix_space", .heeded),
      ("str_rep", .ignored("repeats the replacement"))),
    "Punctuation": members("behavior"),
    "Split": members("pattern behavior invert"),
    "Whitespace": members(), "WhitespaceSplit": members(),
    "BertProcessing": members("sep cls"),
    "RobertaProcessing": members("sep cls trim_offsets add_prefix_space"),
    "TemplateProcessing": members("single pair special_tokens"),
    "Unigram": members("vocab unk_id byte_fallback"),
    "WordPiece": members("vocab unk_token continuing_subword_prefix max_input_chars_per_word"),
  ]

  private static func members(_ names: String = "") -> MemberList {
    MemberList(unknown: .refused, ("type \(names)", .heeded))
  }
}
