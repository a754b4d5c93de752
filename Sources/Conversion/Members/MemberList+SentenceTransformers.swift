import JSON

// What sentence-transformers 2 to 6 heeds.

extension MemberList {
  private static let sentenceEmbedding = JSONValue.string(Array("sentence_embedding".utf8))
  private static let multiVector = Treatment.refused(remedy: "it belongs to a model with a vector a token")

  /// An entry of `modules.json`.
  static let module = MemberList(
    unknown: .refused,
    ("type path", .heeded),
    ("idx", .ignored("the modules stand in their order")),
    ("name", .ignored("a module's name is its user's")),
    ("kwargs", .ignored("names arguments of a call that this program does not make")))

  /// `config_sentence_transformers.json`.
  static let pipeline = MemberList(
    unknown: .refused,
    ("model_type prompts default_prompt_name truncate_dim", .heeded),
    ("__version__ requirements", .ignored("says what the file was saved with, and asks of Python's packages")),
    ("similarity_fn_name", .ignored("compares vectors, which this program leaves to others")))

  /// `sentence_bert_config.json`.
  static let transformer = MemberList(
    unknown: .refused,
    (
      """
      max_seq_length do_lower_case transformer_task modality_config module_output_name processing_kwargs model_args \
      model_kwargs tokenizer_args processor_kwargs config_args config_kwargs
      """, .heeded
    ),
    ("backend cache_dir", .ignored("whoever loads the model says it")),
    ("unpad_inputs", .ignored("nothing is padded")),
    (
      "tokenizer_name_or_path", .refused(remedy: "copy that tokenizer's files to where this file is, and remove it")
    ),
    ("query_length document_length query_expansion", multiVector))

  /// `processing_kwargs` of `sentence_bert_config.json`.
  static let processing = MemberList(
    unknown: .refused,
    ("text common", .heeded),
    ("audio image video chat_template", .ignored("acts on what is not a text")))

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
    ("format", .ignored("acts on conversations, not on texts")))

  static let pooling = MemberList(
    unknown: .refused,
    (
      """
      pooling_mode include_prompt pooling_mode_cls_token pooling_mode_max_tokens pooling_mode_mean_tokens \
      pooling_mode_mean_sqrt_len_tokens pooling_mode_weightedmean_tokens pooling_mode_lasttoken
      """, .heeded
    ),
    ("embedding_dimension word_embedding_dimension", .ignored("the hidden states have as many columns as they have")))

  static let dense = MemberList(
    unknown: .refused,
    ("in_features out_features bias activation_function", .heeded),
    ("use_residual", .refused(unless: [.bool(false)])),
    (
      "module_input_name module_output_name",
      .refused(unless: [sentenceEmbedding], remedy: "'sentence_embedding' was expected")
    ))

  static let layerNorm = MemberList(unknown: .refused, ("dimension", .heeded))

  static let normalize = MemberList(
    unknown: .refused,
    (
      "module_input_name module_output_name",
      .refused(unless: [sentenceEmbedding], remedy: "'sentence_embedding' was expected")
    ))

  static let weightedLayerPooling = MemberList(
    unknown: .refused,
    ("layer_start", .heeded),
    ("num_hidden_layers", .ignored("the weights are as many as they are, and must fit the model's layers")),
    ("embedding_dimension word_embedding_dimension", .ignored("the hidden states have as many columns as they have")),
    ("layer_weights", .refused(remedy: "the module's weights are read from its own file")))

  static let dropout = MemberList(unknown: .refused, ("dropout", .ignored("acts in training only")))
}
