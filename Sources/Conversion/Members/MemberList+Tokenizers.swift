import Files
import JSON

// What the `tokenizers` library heeds of tokenizer.json. Its reader passes over what it does not know; here that is refused, since
// whatever a component has changes ids.

extension MemberList {
  /// `tokenizer.json` as a whole.
  static let tokenizer = MemberList(
    unknown: .refused,
    ("version added_tokens normalizer pre_tokenizer post_processor model truncation", .heeded),
    ("decoder", .ignored("acts on ids that become text")),
    ("padding", .ignored("nothing is padded")))

  static let truncation = MemberList(
    unknown: .refused,
    ("direction", .heeded),
    (
      "max_length strategy stride",
      .ignored("transformers' tokenizers replace them at every call, by model_max_length and longest_first")
    ))

  static let padding = MemberList(
    unknown: .refused,
    ("strategy direction pad_to_multiple_of pad_id pad_type_id pad_token", .ignored("nothing is padded")))

  /// A token with its properties, in `added_tokens` or in a file beside the tokenizer.
  static let addedToken = MemberList(
    unknown: .refused,
    ("content single_word lstrip rstrip normalized special", .heeded),
    ("id", .ignored("a token has its piece's id, else the next one")),
    ("__type", .ignored("names the Python class")))

  /// Components, by their type.
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
      ("str_rep", .ignored("is the replacement again"))),
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
