import TestSupport
import Testing

/// The program reads journals and notes that earlier versions wrote.
@Suite struct EarlierFileTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  /// A shell function that replaces the last line of a journal by the checksum of the lines before.
  private static let seal = """
    seal() {
      sed -i '$d' "$1"
      # A compressed file ends with the checksum and the size of its content.
      sum=$(gzip -c "$1" | tail -c 8 | head -c 4 | od -An -t x4); echo "checksum: ${sum# }" >> "$1"
    }

    """

  /// A journal may lack what version 2 did not write: empty values, and statuses. Everything else that a run without options
  /// writes must have been in it.
  @Test func aRunGoesOnWithAJournalOfVersion2() throws {
    try directory.write(
      "text,id\n" + (0..<600).map { "a b \(TinyModel.words($0)),c\n" }.joined() + "a,b,c\n", to: "in.csv")
    // The arithmetic of integers has not changed since.
    let result = try Program.shell(
      Self.seal + """
        $B convert --precision int8 "\(TinyModel.source)" m.albert 2> /dev/null; export ALBERT_EMBED_MODEL=m.albert
        $B in.csv -q -o f 2> /dev/null
        sed -i -e '1s/3$/2/' -e '/^status of /d' -e '/^--[a-z-]*: $/d' -e '/^arithmetic: $/d' f.partial.journal
        seal f.partial.journal; cut -d : -f 1 f.partial.journal
        $B in.csv -q -o f --on-error null --resume; echo $?; $B in.csv -q --on-error null -f npy | cmp - f
        """, in: directory.path)
    #expect(result.errors == "")
    #expect(
      result.text == """
        albert-embed journal 2
        program
        model
        input format
        --prefix
        --level
        --pooling
        --pool-over
        --layers
        --layer-mix
        --subtoken
        normalization
        --truncate-dim
        --max-length
        --overflow
        output format
        --dtype
        --with-text
        --shard
        number of inputs
        input 1
        run
        file 1
        phase
        checksum
        3

        """)
  }

  /// The model's line held the arithmetic's revision, and without --shard no checksum of the inputs was kept.
  @Test func aRunGoesOnWithAJournalThatHasTheArithmeticBehindTheModel() throws {
    try directory.write(
      "text,id\n" + (0..<600).map { "a b \(TinyModel.words($0)),c\n" }.joined() + "a,b,c\n", to: "in.csv")
    for (revision, status) in [("2", "3"), ("1", "1")] {
      let result = try Program.shell(
        Self.seal + """
          rm -f f*; $B in.csv -q -o f 2> /dev/null
          sed -i -e '/^arithmetic: floats 2$/d' -e '/^model: /s/$/, arithmetic \(revision)/' \
            -e '/^run: /s/ read=[0-9]*/ read=0/' f.partial.journal
          seal f.partial.journal; $B in.csv -q -o f --on-error null --resume; echo $?
          [[ \(status) == 1 ]] || $B in.csv -q --on-error null -f npy | cmp - f
          """, in: directory.path)
      #expect(result.text == "\(status)\n", "\(result.errors)")
      #expect(
        result.errors.contains("arithmetic was floats 1, and is floats 2") == (revision == "1"), "\(result.errors)")
    }
  }

  /// One note has the arithmetic's revision behind the model, the other one has a line for it.
  @Test func shardsWithTheArithmeticBehindTheModelAreJoined() throws {
    let rows = ["index,d0,d1\n0,1.164535,-0.40358034\n1,1.3467542,-0.47746935\n", "2,1.0384877,-0.4420547\n"]
    let models = [", arithmetic 2", "\narithmetic: floats 2"]
    let ends = [
      """
      --shard: 1/2
      run: before=0 first=0 input=0 line=2 null=0 offset=12 read=3615671613 \
      records=2 replaced=0 rows=2 seconds=0 shard=1 shards=2 size=18 tokens=6 truncated=0 written=2
      file 1: body=0 bytes=59 checksum=2197758134 header=0
      phase: complete
      checksum: 889adb7a

      """,
      """
      --shard: 2/2
      run: before=3615671613 first=2 input=1 line=0 null=0 offset=0 read=775490570 \
      records=3 replaced=0 rows=1 seconds=0 shard=2 shards=2 size=18 tokens=3 truncated=0 written=1
      file 1: body=0 bytes=23 checksum=66143667 header=0
      phase: complete
      checksum: CHECKSUM

      """,
    ]
    for (number, (rows, end)) in zip(rows, ends).enumerated() {
      try directory.write(rows, to: "part-\(number).csv")
      let note = Self.settings.replacing("MODEL", with: models[number]) + end
      try directory.write(note, to: "part-\(number).csv.shard")
    }
    let result = try Program.shell(
      Self.seal + "seal part-1.csv.shard; $B join - part-0.csv part-1.csv", in: directory.path)
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.text == rows.joined())
  }

  private static let settings = """
    albert-embed journal 3
    program: albert-embed 0.1.0
    model: 3264192 bytes, fingerprint 2388409574c3110cMODEL
    input format: ids
    --field:\u{20}
    --id-field:\u{20}
    --pair-field:\u{20}
    --delimiter:\u{20}
    --quoting:\u{20}
    --pair-separator:\u{20}
    --prefix: []
    --level: text
    --pooling: mean
    --pool-over: all
    --layers: [12]
    --layer-mix: concat
    --subtoken: mean
    normalization: false
    --truncate-dim: 2
    --project:\u{20}
    --max-length: 512
    --overflow: truncate
    output format: csv
    --dtype: f32
    --offsets:\u{20}
    --ids:\u{20}
    --with-text: false

    """

  @Test func shardsOfVersion2AreJoined() throws {
    let rows = [
      "index,id,d0,d1\n0,x,0.057203047,-0.26822665\n1,y,0.057585306,-0.28050715\n", "2,z,0.045427687,-0.30179325\n",
    ]
    let ends = [
      """
      --shard: 1/2
      run: before=0 first=0 input=0 line=2 null=0 offset=48 read=2614716393 \
      records=2 replaced=0 rows=2 seconds=0 shard=1 shards=2 size=70 tokens=8 truncated=0 written=2
      file 1: body=0 bytes=71 checksum=1442583954 header=0
      phase: complete
      checksum: 12424667

      """,
      """
      --shard: 2/2
      run: before=2614716393 first=2 input=1 line=0 null=0 offset=0 read=4055046836 \
      records=3 replaced=0 rows=1 seconds=0 shard=2 shards=2 size=70 tokens=3 truncated=0 written=1
      file 1: body=0 bytes=28 checksum=2198360958 header=0
      phase: complete
      checksum: cb230987

      """,
    ]
    for (number, (rows, end)) in zip(rows, ends).enumerated() {
      try directory.write(rows, to: "part-\(number).csv")
      try directory.write(Self.earlierSettings + end, to: "part-\(number).csv.shard")
    }
    let result = try Program.shell("$B join - part-0.csv part-1.csv", in: directory.path)
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.text == rows.joined())
  }

  private static let earlierSettings = """
    albert-embed journal 2
    program: albert-embed 0.1.0
    model: 199360 bytes, fingerprint 437c3c61f275a3dd
    input format: jsonl
    --field:\u{20}
    --id-field: id
    --pair-field:\u{20}
    --pair-separator:\u{20}
    --prefix: []
    --level: text
    --pooling: mean
    --pool-over: all
    --layers: [2]
    --layer-mix: concat
    --subtoken: mean
    normalization: false
    --truncate-dim: 2
    --project:\u{20}
    --max-length: 32
    --overflow: truncate
    output format: csv
    --dtype: f32
    --offsets:\u{20}
    --ids:\u{20}
    --with-text: false

    """
}
