import EmbeddingFormats

/// A chapter of the manual page. It concerns several options.
struct ManualChapter {
  enum Part {
    case paragraph(String)
    /// A subject in bold, and the text about it.
    case entry(String, String)
  }

  let title: String
  let parts: [Part]

  static let all = [records, vectors, outputs, interruptions, shards, python]

  static let records = ManualChapter(
    title: "RECORDS",
    parts: [
      .paragraph(
        """
        A record is a line, or what -i says. CSV and TSV are read as pandas reads them: a field that begins with a quotation mark \
        goes on to the next single one, over delimiters and line ends, and LF, CR LF or CR ends a row. A row with more or fewer \
        fields than the header is an error. --quoting none suits files of GLUE and STS. In JSON, a string in place of an object is \
        the text, and NaN and Infinity are numbers. If an object has a field twice, the last one counts.
        """),
      .paragraph(
        """
        Each input is read in memory that does not grow with its size. A record of more than 64 MB, or of more than 8 MB at word and \
        token level, is an error that names it. If a text is truncated anyway, only its first 16 MB count. An empty line is \
        embedded as a text without words.
        """),
      .paragraph(
        """
        Bytes that are not UTF-8 and halves of surrogate pairs become U+FFFD and are counted; the first record that holds some is named. \
        Carriage returns at line ends and a byte order mark are removed. gzip, zstd, xz and bzip2 are recognized by their first \
        bytes, and read through the program of that name. Files that are not text (Parquet, NPY, SQLite, PDF, pictures, UTF-16 and the \
        like) are refused, whatever their names.
        """),
      .paragraph(
        """
        --files0-from FILE takes any number of names and is one run with one header. The name - in it is a file called -, and not \
        standard input.
        """),
    ])

  static let vectors = ManualChapter(
    title: "VECTORS",
    parts: [
      .paragraph("Vectors are pooled, then projected, then truncated, then normalized."),
      .paragraph(
        """
        The model's own modules make vectors of texts. Words and tokens are the encoder's states, and are not scaled unless --normalize \
        is given. With other --layers or --pooling, the modules after the pooling are left out.
        """),
      .paragraph(
        """
        --pool-over content leaves out special tokens; a and b pool one text of a pair. A part without a token is a row of zeros. \
        cls and pooler take the first token, so they cannot be combined with a part.
        """),
      .paragraph(
        """
        A word is what the reference tokenizer's word_ids calls one: delimited by blanks for SentencePiece, by blanks and punctuation for \
        WordPiece.
        """),
      .paragraph(
        """
        With --overflow window, a window holds the special tokens, the whole first text of a pair, and as much of the text as fits; the \
        next one shares --stride tokens with it. (Of a pair the second text is windowed, and the first one where it alone fills the \
        windows.) At text level the windows' vectors are averaged, weighted by the tokens that were pooled. At word and token \
        level each token comes from the window in which the shorter side of its context is longest.
        """),
      .paragraph(
        """
        --level passage gives each part of a long text a row. A passage has at most --max-length tokens, special ones included, and \
        shares at most --stride of them with the next one. It ends at the end of a sentence if there is one between half of that \
        length and all of it, else at a line end, else between words. A word is cut only where it alone is longer than a passage, and then \
        between characters as people see them. A passage has at most twice the tokens of its neighbour, unless long words make that \
        impossible. Together the passages hold everything but blanks; an empty text is one empty passage.
        """),
      .paragraph(
        """
        A passage is text[start:end] of its record, in Unicode scalars, and its row has the bits of that string embedded as a record by \
        itself with the same options. Of a pair the second text is cut; the first one stands before each passage, as a prompt or --prefix \
        does. Sentences end as in Unicode's UAX 29: at . ! ? and the ellipsis before a blank, and at the full stops of other scripts; an \
        abbreviation before a capital letter counts as an end. A lone line end counts less than that, an empty line more. Chinese \
        characters and Hiragana letters are words of their own.
        """),
      .paragraph(
        """
        A row depends on its own text, the checkpoint and the options. It has the same bits whatever its neighbours, the batch, the \
        threads, the shard, the instruction set and the machine.
        """),
    ])

  /// The formats of rows, and those of the static table.
  private static var formats: [Part] {
    let all = OutputFormat.allCases + OutputFormat.tables.filter { !OutputFormat.allCases.contains($0) }
    return all.map { .entry($0.rawValue, $0.notes) }
  }

  /// The extensions that name a format.
  private static var extensions: String {
    var all: [String] = []
    for name in OutputFormat.allCases.flatMap(\.fileExtensions) where !all.contains(".\(name)") {
      all.append(".\(name)")
    }
    return words(all, "or")
  }

  private static func words(_ words: [String], _ conjunction: String) -> String {
    words.dropLast().joined(separator: ", ") + " \(conjunction) " + (words.last ?? "")
  }

  static let outputs = ManualChapter(
    title: "OUTPUTS",
    parts: formats + [
      .paragraph(
        """
        Without -f, the extension of -o FILE tells the format: \(extensions), also before .tmp or .part. A name for \
        another kind of file (.parquet, .json, .tsv, .txt, .gz and the like) is refused. Any other name, such as rows or rows.bin, \
        gets \(OutputFormat.standard.rawValue). Floats in text are the shortest that read back to the same float.
        """),
      .paragraph(
        """
        --ids FILE has a line for each record, in the order of the rows: a string without quotes or escapes, a number as the input \
        spells it, or an empty line for a record without an id. An id that holds a line end is an error that names the record; \
        \(words(OutputFormat.allCases.filter { $0.abilities.contains(.ids) }.map(\.rawValue), "and")) carry it.
        """),
      .paragraph(
        """
        --spans FILE.npy is an array of int64 of shape (rows, 2): where the passage, word or token of each row starts and ends in its \
        record's text (of a pair, in its own text), in Unicode scalars. A special token has -1, -1. At passage level a record that cannot be \
        embedded has one null row, also with -1, -1.
        """),
      .paragraph(
        """
        -o FILE is written as FILE.partial, synced and renamed. A second run with the same FILE is refused meanwhile. A file that is read \
        is never written. A name that could not be given in the end (a mount point, an immutable file, a name that is too long) \
        is refused before the work. Status 0 means that the data are on the disk, also for > FILE.
        """),
      .paragraph(
        """
        Several files (--ids, --offsets and the like) appear together: the old FILE is removed first, and the new one gets its name \
        last. A run that is killed in between leaves no FILE. The next run with the same files then gives them their names.
        """),
    ])

  static let interruptions = ManualChapter(
    title: "INTERRUPTIONS AND CHANGES",
    parts: [
      .paragraph(
        """
        After a crash, SIGINT or SIGTERM, the same command with --resume goes on with FILE.partial. The result is the same byte for byte. \
        It is refused if the model, an option or the input has changed, or if FILE.partial is not what its journal says. If nothing \
        was left to go on with, it begins, so that a script can always give --resume. Without it, a run does not overwrite a \
        FILE.partial that holds ten seconds of work or more. Remove that file to begin anew.
        """),
      .paragraph(
        """
        A run ends with an error if an input or the model is overwritten, cut or grows meanwhile, also where its times are set back. A write \
        through a memory map may stay unnoticed, since the system records its time late. Replace a checkpoint by renaming, \
        as convert does.
        """),
      .paragraph(
        """
        A run renames only the file that it opened itself, and removes no other. If FILE.partial was removed meanwhile, or another \
        program has written FILE, the run fails and replaces nothing. If the directory was moved, the run fails, since FILE does not lead \
        there. The output is then in the moved directory.
        """),
      .paragraph(
        """
        Before a run names its model in a journal or a shard's note, it compares the model with its checksums, once. --resume and join \
        treat a damaged copy as another model, and refuse it.
        """),
    ])

  static let shards = ManualChapter(
    title: "SHARDS",
    parts: [
      .paragraph(
        """
        --shard 3/64 embeds the third of 64 parts of the input, cut at record ends; a compressed file goes to one shard as a whole. \
        A note (FILE.shard) lies beside each output. It holds the shard's number and checksum, the model, the options, and the checksum of \
        the input as far as it was read. join takes shards in any order and format, and writes the same bytes as one run. It refuses a \
        shard that is missing, given twice, cut, changed, or of another model, other options or another input, and names it. Copies of an \
        input on several machines count as one. A shard on standard output has no note, so it cannot be joined; shards in text formats \
        can still be concatenated.
        """)
    ])

  static let python = ManualChapter(
    title: "IN PYTHON YOU WROTE",
    parts: [
      .entry(
        "model(**t, output_hidden_states=True).hidden_states[i]",
        """
        --level token --layers i. 0 is the embedding output. With an inner_group_num of 2 this holds for transformers 4; transformers 5 \
        counts inner layers, so that its hidden_states[2 * i] is this.
        """),
      .entry(
        "torch.stack(hidden_states[-4:]).mean(0), .sum(0)", "--layers -4,-3,-2,-1 --layer-mix mean, --layer-mix sum"),
      .entry("0.2 * h[-1] + 0.8 * h[-2]", "--layers -1,-2 --layer-mix 0.2,0.8"),
      .entry(
        "tokenizer(a, b, truncation=True, return_token_type_ids=True)",
        "--pair-field, --pair-separator. Without return_token_type_ids, transformers 5 takes both for one text."),
      .entry("encoding.word_ids(), offset_mapping", "--level word, --level token with -f jsonl or csv"),
      .entry("model.embeddings.word_embeddings.weight", "albert-embed table"),
      .entry("ids from a tokenizer of your own", "-i ids"),
      .entry(
        "Pooling(768, \"mean\"), \"max\", \"mean_sqrt_len_tokens\", \"lasttoken\"",
        "--pooling mean, max, mean-sqrt, last; several stand side by side: --pooling mean,max"),
      .entry("SentenceTransformer(..., truncate_dim=128)", "--truncate-dim 128"),
      .entry("encode(..., prompt=\"query: \")", "--prefix 'query: '"),
      .entry("encode(..., output_value=\"token_embeddings\")", "--level token"),
      .entry(
        "PCA(64).fit(rows).transform(rows)",
        """
        rows by --no-normalize, scripts/use/tables/fit_pca.py rows.npy 64 pca.npy, then --project pca.npy \
        --no-normalize
        """),
      .entry("Flair: layers=\"-1,-2,-3,-4\", layer_mean=True", "--layers -1,-2,-3,-4 --layer-mix mean"),
      .entry("Flair: TransformerDocumentEmbeddings(m, cls_pooling=\"mean\")", "--pooling mean"),
      .entry("BERT's extract_features.py --layers=-1,-2,-3,-4", "-f bert-jsonl --layers -1,-2,-3,-4"),
      .entry("gensim: KeyedVectors.load_word2vec_format(\"table.txt\")", "albert-embed table -f word2vec -o table.txt"),
    ])
}
