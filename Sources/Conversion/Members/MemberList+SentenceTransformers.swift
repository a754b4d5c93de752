import JSON

// The members that sentence-transformers 2 to 6 read. The members of a module are in the module's own file.

extension MemberList {
  private static let multiVector = Treatment.refused(remedy: "it belongs to a model that gives one vector a token")

  /// `config_sentence_transformers.json`.
  static let pipeline = MemberList(
    unknown: .refused,
    ("model_type prompts default_prompt_name truncate_dim", .heeded),
    ("__version__ requirements", .ignored("names the versions of Python packages")),
    ("similarity_fn_name", .ignored("says how vectors are compared, which this program does not do")))

  /// `sentence_bert_config.json`.
  static let transformer = MemberList(
    unknown: .refused,
    (
      """
      max_seq_length do_lower_case transformer_task modality_config module_output_name processing_kwargs model_args \
      model_kwargs tokenizer_args processor_kwargs config_args config_kwargs
      """, .heeded
    ),
    ("backend cache_dir", .ignored("arguments of a call that this program does not make")),
    ("unpad_inputs", .ignored("nothing is padded")),
    (
      "tokenizer_name_or_path",
      .refused(remedy: "copy that tokenizer's files into this directory and remove the member")
    ),
    ("query_length document_length query_expansion", multiVector))

  /// `processing_kwargs` of `sentence_bert_config.json`.
  static let processing = MemberList(
    unknown: .refused,
    ("text common", .heeded),
    ("audio image video chat_template", .ignored("concerns inputs that are not texts")))

  /// `modality_config.text` of `sentence_bert_config.json`.
  static let textModality = MemberList(
    unknown: .refused,
    ("method", .refused(unless: [.string(Array("forward".utf8))], remedy: "'forward' was expected")),
    (
      "method_output_name",
      .refused(
        unless: [
          .string(Array("last_hidden_state".utf8)), .array([.string(Array("last_hidden_state".utf8))]),
        ], remedy: "'last_hidden_state' was expected")
    ),
    ("format", .ignored("concerns conversations, not texts")))
}
