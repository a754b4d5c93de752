import JSON

// The members that transformers 4 and 5 read.

extension MemberList {
  private static let fetching = Treatment.ignored("says how to fetch files, which are here already")
  private static let single = Treatment.ignored("this program chooses precision and device itself")
  private static let unpadded = Treatment.ignored("this program does not pad")
  private static let training = Treatment.ignored("concerns training only")
  private static let head = Treatment.ignored("concerns an output layer")
  private static let generation = Treatment.ignored("says how text is generated")
  private static let origin = Treatment.ignored("says where the file comes from")
  private static let output = Treatment.ignored("says which outputs a call returns, and in which form")
  private static let savedQuantized =
    "load the model with its library, dequantize it and save it again"

  /// `config.json`, and `albert_config.json` of google-research/albert.
  static let configuration = MemberList(
    unknown: .reported,
    (
      """
      model_type vocab_size embedding_size hidden_size intermediate_size num_hidden_layers num_hidden_groups \
      inner_group_num num_attention_heads max_position_embeddings type_vocab_size hidden_act layer_norm_eps \
      position_embedding_type tokenizer_class architectures id2label num_labels problem_type output_hidden_states \
      sentence_transformers sbert_ce_default_activation_function
      """, .heeded
    ),
    (
      "hidden_dropout_prob attention_probs_dropout_prob classifier_dropout_prob initializer_range gradient_checkpointing",
      training
    ),
    (
      """
      label2id finetuning_task _num_labels tie_word_embeddings tie_encoder_decoder task_specific_params
      """, head
    ),
    ("return_dict use_return_dict output_attentions torchscript output_past", output),
    (
      """
      attn_implementation _attn_implementation _attn_implementation_internal experts_implementation \
      _experts_implementation _experts_implementation_internal chunk_size_feed_forward use_cache
      """, .ignored("chooses among computations of the same function")
    ),
    ("dtype torch_dtype use_bfloat16 xla_device tf_legacy_loss", single),
    ("pad_token_id", unpadded),
    ("bos_token_id eos_token_id sep_token_id eos_token_ids", .ignored("the tokenizer's files name the tokens")),
    ("transformers_version _name_or_path name_or_path _commit_hash model_name", origin),
    ("auto_map", .ignored("names the model's own code, which is not used where the class is ALBERT's")),
    ("configuration_files", .refused(remedy: "copy the configuration to use to config.json")),
    (
      "down_scale_factor gap_size net_structure_type num_memory_blocks ln_type",
      .ignored("left over from experiments; no version of the encoder reads it")
    ),
    ("rope_scaling rope_theta layer_types", .ignored("ALBERT's layers have no such thing")),
    (
      "is_decoder is_encoder_decoder add_cross_attention",
      .refused(unless: [.bool(false)], remedy: "only an encoder is supported")
    ),
    ("cross_attention_hidden_size", .ignored("concerns a decoder")),
    ("pruned_heads", .refused(unless: [.object([])], remedy: "only layers with all their heads are supported")),
    ("quantization_config", .refused(remedy: savedQuantized)),
    ("per_layer_config", .refused(remedy: "all layers of an ALBERT have the same shape")),
    ("fusion_config", .refused(remedy: "save the model without it")),
    ("transformers_weights", .refused(remedy: "rename the file with the weights to model.safetensors")),
    (
      """
      assistant_confidence_threshold assistant_early_exit assistant_lookbehind bad_words_ids begin_suppress_tokens \
      cache_config cache_implementation compile_config constraints continuous_batching_config decoder_start_token_id \
      disable_compile diversity_penalty do_sample early_stopping encoder_no_repeat_ngram_size \
      encoder_repetition_penalty epsilon_cutoff eta_cutoff exponential_decay_length_penalty force_words_ids \
      forced_bos_token_id forced_decoder_ids forced_eos_token_id generation_kwargs guidance_scale is_assistant \
      length_penalty low_memory max_length max_matching_ngram_size max_new_tokens max_time min_length min_new_tokens \
      min_p no_repeat_ngram_size num_assistant_tokens num_assistant_tokens_schedule num_beam_groups num_beams \
      num_return_sequences output_logits output_scores penalty_alpha prefill_chunk_size prefix \
      prompt_lookup_num_tokens remove_invalid_values renormalize_logits repetition_penalty return_dict_in_generate \
      return_legacy_cache sequence_bias stop_strings suppress_tokens target_lookbehind temperature token_healing \
      top_h top_k top_p typical_p use_model_defaults watermarking_config
      """, generation
    ))

  /// `tokenizer_config.json`. Every other member whose name ends in `_token` is a special token.
  static let tokenizerConfiguration = MemberList(
    unknown: .reported, heededSuffix: "_token",
    (
      """
      tokenizer_class do_lower_case strip_accents tokenize_chinese_chars keep_accents add_prefix_space model_max_length \
      max_len truncation_side split_special_tokens added_tokens_decoder additional_special_tokens extra_special_tokens \
      model_specific_special_tokens bos_token eos_token unk_token sep_token pad_token cls_token mask_token \
      add_bos_token add_eos_token remove_space
      """, .heeded
    ),
    ("padding padding_side pad_token_type_id pad_to_multiple_of", unpadded),
    (
      """
      clean_up_tokenization_spaces clean_up_tokenization_spaces_for_bpe_even_though_it_will_corrupt_output \
      wordpieces_prefix
      """, .ignored("concerns the way from ids to text")
    ),
    (
      "max_length stride truncation truncation_strategy",
      .ignored("model_max_length limits the length")
    ),
    ("model_input_names", .ignored("the encoder always receives ids, segments and the attention mask")),
    (
      """
      sp_model_kwargs do_basic_tokenize never_split clean_text from_slow use_fast slow_tokenizer_class \
      __slow_tokenizer legacy
      """, .ignored("only slow tokenizers read it; the fast ones are the reference")
    ),
    ("trim_offsets", .ignored("tokenizer.json says it")),
    (
      "chat_template chat_control_tokens response_schema response_template",
      .ignored("concerns conversations, not texts")
    ),
    (
      """
      name_or_path tokenizer_file vocab_file merges_file special_tokens_map_file added_tokens_file files_loaded backend \
      is_local local_files_only _commit_hash transformers_version
      """, origin
    ),
    ("auto_map", .ignored("names the model's own code, which is not run")),
    ("device_map verbose fix_mistral_regex", .ignored("concerns neither this model nor its ids")),
    ("fast_tokenizer_files", .refused(unless: [.array([])], remedy: "rename the file to use to tokenizer.json")),
    ("processor_class", .refused(remedy: "remove it if the model takes text only")),
    (
      """
      vocab merges unk_id tokenizer_object gguf_file post_processor tokenizer_padding tokenizer_truncation \
      _json_padding _json_truncation _spm_precompiled_charsmap
      """, .refused(remedy: "save the tokenizer with its library, which writes a file for it")
    ),
    ("init_inputs", .refused(unless: [.array([])], remedy: "save the tokenizer again")))

  /// `special_tokens_map.json`. Every other member whose name ends in `_token` is a special token.
  static let specialTokensMap = MemberList(
    unknown: .reported, heededSuffix: "_token",
    (
      """
      bos_token eos_token unk_token sep_token pad_token cls_token mask_token additional_special_tokens \
      extra_special_tokens
      """, .heeded
    ))

  /// The arguments of a tokenizer's call.
  static let tokenizerCall = MemberList(
    unknown: .refused,
    ("max_length add_special_tokens split_special_tokens", .heeded),
    (
      "truncation",
      .refused(
        unless: [.bool(true), .string(Array("longest_first".utf8)), .string(Array("only_first".utf8))],
        remedy: "texts that are too long are cut, unless --overflow says otherwise")
    ),
    ("padding padding_side pad_to_multiple_of return_attention_mask", unpadded),
    (
      """
      return_tensors return_length return_offsets_mapping return_special_tokens_mask return_token_type_ids verbose
      """, output
    ),
    ("stride", .ignored("has an effect only where the rest of a text is returned")),
    ("max_target_length", .ignored("concerns text_target only")),
    ("logits_to_keep", head),
    (
      "is_split_into_words return_overflowing_tokens", .refused(unless: [.bool(false)], remedy: "a text is a string")
    ),
    ("text text_pair text_target text_pair_target tokenizer_kwargs", .refused(remedy: "remove it")))

  /// The arguments of `AutoConfig.from_pretrained`.
  static let configurationArguments = MemberList(
    unknown: .refused,
    ("output_hidden_states", .heeded),
    ("model_type", .refused(unless: [.string(Array("albert".utf8))], remedy: "only ALBERT is supported")),
    (
      """
      cache_dir code_revision force_download local_files_only proxies resume_download revision subfolder token \
      trust_remote_code use_auth_token _commit_hash _from_auto _from_pipeline
      """, fetching
    ),
    ("attn_implementation use_cache", .ignored("chooses among computations of the same function")),
    ("output_attentions return_dict", output),
    ("dtype torch_dtype", single),
    ("gguf_file _configuration_file", .refused(remedy: "copy the configuration to use to config.json")))

  /// The arguments of `AutoModel.from_pretrained`.
  static let modelArguments = MemberList(
    unknown: .refused,
    (
      """
      cache_dir code_revision force_download local_files_only mirror proxies resume_download revision subfolder token \
      tqdm_class trust_remote_code use_auth_token _commit_hash _from_auto _from_pipeline
      """, fetching
    ),
    ("dtype torch_dtype", single),
    (
      """
      attn_implementation experts_implementation device_map device_mesh distributed_config max_memory tp_plan tp_size \
      low_cpu_mem_usage offload_buffers offload_folder offload_state_dict disable_mmap weights_only use_kernels \
      allow_all_kernels kernel_config _fast_init
      """, .ignored("chooses where and how the same function is computed")
    ),
    (
      "provider provider_options file_name export backend library_name",
      .ignored("only the ONNX and OpenVINO backends read it")
    ),
    ("add_pooling_layer", .ignored("the checkpoint has a pooler if the weights have one")),
    ("generation_config", generation),
    ("ignore_mismatched_sizes", .ignored("tensors of another shape are refused")),
    ("use_safetensors", .refused(unless: [.bool(true)], remedy: "remove model.safetensors to read other weights")),
    (
      "load_in_4bit load_in_8bit from_tf from_flax output_loading_info",
      .refused(unless: [.bool(false)], remedy: "save the model with the weights to use")
    ),
    ("quantization_config", .refused(remedy: savedQuantized)),
    (
      "adapter_kwargs adapter_name variant gguf_file key_mapping state_dict fusion_config",
      .refused(remedy: "save the model with the weights to use")
    ))

  /// The arguments of `AutoTokenizer.from_pretrained`.
  static let tokenizerArguments = MemberList(
    unknown: .refused,
    ("model_max_length truncation_side split_special_tokens", .heeded),
    (
      """
      cache_dir code_revision force_download local_files_only proxies resume_download revision subfolder token \
      trust_remote_code use_auth_token _commit_hash _from_auto _from_pipeline
      """, fetching
    ),
    ("padding_side", unpadded),
    ("use_fast", .ignored("the fast tokenizers are the reference")),
    ("clean_up_tokenization_spaces", .ignored("concerns the way from ids to text")),
    ("fix_mistral_regex", .ignored("concerns another tokenizer")),
    ("mistral_format", .refused(unless: [.bool(false)], remedy: "remove it")),
    (
      "config gguf_file tokenizer_type",
      .refused(remedy: "save the tokenizer with its library, which writes it to tokenizer_config.json")
    ))
}
