//! Case files as read: what is wrong is told with its line, and the rest is used.

use proptest::prelude::*;
use travaux_case::file::{CaseFile, When, read};

use crate::fixture::{HEAD, cyber, readable, said};

/// What is wrong in a file, and what was read of it all the same.
fn problems(text: &str) -> (Vec<String>, CaseFile) {
    let (read, problems) = read(text, "case.toml");
    (said(&problems), read.file)
}

/// The same, behind a head of four lines.
fn behind_head(text: &str) -> (Vec<String>, CaseFile) {
    problems(&format!("{HEAD}{text}"))
}

#[test]
fn the_bundled_cases_have_nothing_wrong_in_them() {
    for (id, text) in travaux_case::bundled::CASES {
        let file = readable(text).file;
        assert_eq!(file.case.expect("a head").id, id);
    }
}

#[test]
fn an_unknown_key_is_told_with_its_line_and_the_nearest() {
    let (said, file) = problems(
        "[case]\nid = \"small\"\ntitel = \"misspelt\"\ntitle = \"A small case\"\n\n[[lines]]\nid = \"a\"\n",
    );
    assert_eq!(
        said,
        [
            "case.toml:3: warning unknown-key: nothing is called \"titel\" here: it is left out (the nearest: title)",
            "case.toml:6: warning unknown-key: nothing is called \"lines\" here: it is left out (the nearest: line)",
        ]
    );
    assert_eq!(file.case.expect("the rest of the head").title, "A small case");
    assert!(file.line.is_empty());
}

#[test]
fn what_is_near_to_no_key_is_told_where_the_keys_are() {
    let (said, _) = behind_head("[case.zzzzzzzzzzzzzzzzzzzzzz]\n");
    assert_eq!(
        said,
        [
            "case.toml:5: warning unknown-key: nothing is called \"zzzzzzzzzzzzzzzzzzzzzz\" here: it is left out \
          (`travaux schema case` has every key, with what it is)"
        ]
    );
}

#[test]
fn an_unknown_key_within_an_entry_is_told_where_it_stands() {
    let (said, file) = behind_head(
        r#"[[process]]
id = "a"
name = "A group"

[[process.session]]
name = "first session"
status = "held"

[[process.session]]
name = "second session"
status = "held"
plac = "Geneva"

[[process.report]]
sources = []
outcomes = "none"
"#,
    );
    assert_eq!(
        said,
        [
            "case.toml:16: warning unknown-key: nothing is called \"plac\" here: it is left out (the nearest: place)",
            "case.toml:20: warning unknown-key: nothing is called \"outcomes\" here: it is left out (the nearest: outcome)",
        ]
    );
    assert_eq!(file.process[0].session.len(), 2);
    assert_eq!(file.process[0].session[1].place, None);
}

#[test]
fn an_unknown_key_in_an_inline_table_is_told() {
    let (said, file) = behind_head(
        r#"[[initiative]]
id = "a"
name = "A call"
supporters = [
  { on = "2019", kind = "all", n = 1 },
  { on = "2020", kind = "all", n = 2, sourcs = [] },
]
"#,
    );
    assert_eq!(
        said,
        [
            "case.toml:10: warning unknown-key: nothing is called \"sourcs\" here: it is left out (the nearest: sources)"
        ]
    );
    assert_eq!(file.initiative[0].supporters.len(), 2);
}

/// A key that has its place elsewhere is not the nearest of itself.
#[test]
fn a_key_in_the_wrong_place_is_not_said_to_be_near_to_itself() {
    let (said, _) = behind_head("[[open]]\nwhat = \"all\"\noutcome = \"none\"\n");
    assert_eq!(said.len(), 1);
    assert!(
        said[0].starts_with("case.toml:7: warning unknown-key: nothing is called \"outcome\" here"),
        "{said:?}"
    );
    assert!(said[0].ends_with("(it is a key of [[process.report]])"), "{said:?}");
}

/// A table that the schema has and the reader does not know would be told to be unknown.
#[test]
fn every_table_of_the_schema_is_read() {
    let schema = schemars::schema_for!(CaseFile).to_value();
    let tables = schema["properties"].as_object().expect("tables");
    assert!(tables.len() > 5);
    for table in tables.keys() {
        let (said, _) = problems(&format!("{table} = 1\n"));
        assert!(!said.iter().any(|line| line.contains("unknown-key")), "{table}: {said:?}");
    }
}

#[test]
fn a_wrong_type_costs_its_entry_alone() {
    let (said, file) = behind_head(
        r#"[[process]]
id = "a"
name = "A group"

[[process]]
id = "b"
name = "Another group"
seats = "fifteen"

[[process]]
id = "c"
name = "A third group"
"#,
    );
    assert_eq!(
        said,
        [
            "case.toml:12: error bad-entry: this process cannot be read: invalid type: string \"fifteen\", expected u16 (the \
          entry is left out; the rest of the file is used)"
        ]
    );
    let ids: Vec<&str> = file.process.iter().map(|process| process.id.as_str()).collect();
    assert_eq!(ids, ["a", "c"]);
}

#[test]
fn a_number_that_does_not_fit_is_told() {
    let (said, file) =
        behind_head("[[process]]\nid = \"a\"\nname = \"A group\"\nseats = 70000\n[[open]]\nwhat = \"all\"\n");
    assert_eq!(
        said,
        [
            "case.toml:8: error bad-entry: this process cannot be read: invalid value: integer `70000`, expected u16 (the entry \
          is left out; the rest of the file is used)"
        ]
    );
    assert!(file.process.is_empty());
    assert_eq!(file.open.len(), 1);
}

#[test]
fn a_word_that_is_none_of_a_few_is_told_with_them() {
    let (said, _) = behind_head("[[process]]\nid = \"a\"\nname = \"A group\"\nmembership = \"closed\"\n");
    assert_eq!(
        said,
        [
            "case.toml:8: error bad-entry: this process cannot be read: unknown variant `closed`, expected `open` or `limited` \
          (the entry is left out; the rest of the file is used)"
        ]
    );
}

#[test]
fn a_missing_field_costs_its_entry_alone() {
    let (said, file) = behind_head(
        r#"[[rivals]]
first = "A/RES/75/32"
second = "A/RES/75/240"

[[rivals]]
first = "A/RES/73/266"

[[rivals]]
first = "A/RES/77/37"
second = "A/RES/77/36"
"#,
    );
    assert_eq!(
        said,
        [
            "case.toml:9: error bad-entry: this rivals cannot be read: missing field `second` (the entry is left out; the rest \
          of the file is used)"
        ]
    );
    let firsts: Vec<&str> = file.rivals.iter().map(|pair| pair.first.as_str()).collect();
    assert_eq!(firsts, ["A/RES/75/32", "A/RES/77/37"]);
}

#[test]
fn one_bracket_instead_of_two_is_told() {
    let (said, file) =
        behind_head("[line]\nid = \"a\"\nname = \"A line\"\ntexts = []\n\n[[open]]\nwhat = \"all\"\n");
    assert_eq!(
        said,
        ["case.toml:5: error not-a-list: line is no list of tables (write [[line]] with two brackets)"]
    );
    assert!(file.line.is_empty());
    assert_eq!(file.open.len(), 1);
}

#[test]
fn a_list_of_what_are_no_tables_is_told() {
    let (said, file) = problems("line = [1, \"two\"]\n[case]\nid = \"a\"\ntitle = \"A\"\n");
    assert_eq!(
        said,
        [
            "case.toml:1: error bad-entry: this line cannot be read: invalid type: integer `1`, expected struct Line (the \
             entry is left out; the rest of the file is used)",
            "case.toml:1: error bad-entry: this line cannot be read: invalid type: string \"two\", expected struct Line (the \
             entry is left out; the rest of the file is used)",
        ]
    );
    assert!(file.case.is_some());
}

#[test]
fn what_can_be_read_around_a_mistake_of_syntax_is_used() {
    let (said, file) = behind_head(
        r#"[[line]]
id = "a"
name = "A line"
texts = ["A/RES/75/240"]
camp = Russia

[[line]]
id = "b"
name = "Another line"
texts = []
"#,
    );
    assert_eq!(said.len(), 1, "{said:#?}");
    assert!(said[0].starts_with("case.toml:9: error bad-toml: "), "{said:#?}");
    assert!(said[0].ends_with(" (what can be read of the file is used)"), "{said:#?}");
    let ids: Vec<&str> = file.line.iter().map(|line| line.id.as_str()).collect();
    assert_eq!(ids, ["a", "b"]);
}

#[test]
fn a_key_that_stands_twice_is_told() {
    let (said, file) = problems("[case]\nid = \"a\"\ntitle = \"one\"\ntitle = \"two\"\n");
    assert_eq!(said, ["case.toml:4: error bad-toml: duplicate key (what can be read of the file is used)"]);
    assert_eq!(file.case.expect("the head").title, "one");
}

#[test]
fn a_file_without_a_head_is_told_to_have_none() {
    for text in ["", "\n\n# nothing yet\n"] {
        let (said, file) = problems(text);
        assert_eq!(
            said,
            [
                "case.toml:1: error no-case: the file has no table [case] with id and title (begin it with [case])"
            ]
        );
        assert!(file.case.is_none() && file.line.is_empty());
    }
    let (said, file) = problems("[[open]]\nwhat = \"all\"\n");
    assert_eq!(said.len(), 1);
    assert_eq!(file.open[0].what, "all");
}

#[test]
fn a_head_that_cannot_be_read_is_told_once() {
    let (said, _) = problems("[case]\nid = \"a\"\n");
    assert_eq!(
        said,
        [
            "case.toml:1: error bad-entry: this case cannot be read: missing field `title` (the entry is left out; the rest of \
          the file is used)"
        ]
    );
}

#[test]
fn rubbish_is_told_and_nothing_is_made_of_it() {
    let (said, file) = problems("{\"this\": [\"is\", \"JSON\"]}\n");
    assert!(!said.is_empty());
    assert!(said.iter().all(|line| line.starts_with("case.toml:1: error ")), "{said:#?}");
    assert!(file.case.is_none());
}

fn date_of(value: &str) -> Result<When, Vec<String>> {
    let (said, file) = behind_head(&format!("[[process]]\nid = \"a\"\nname = \"A\"\nfrom = {value}\n"));
    file.process.first().and_then(|process| process.from).ok_or(said)
}

#[test]
fn times_are_read_as_people_write_them() {
    for (written, read) in [
        ("\"2020-12-31\"", When::Day(jiff::civil::date(2020, 12, 31))),
        ("2020-12-31", When::Day(jiff::civil::date(2020, 12, 31))),
        ("\"2020-02-29\"", When::Day(jiff::civil::date(2020, 2, 29))),
        ("\"2020-12\"", When::Month(2020, 12)),
        ("\"2020\"", When::Year(2020)),
        ("2020", When::Year(2020)),
    ] {
        assert_eq!(date_of(written), Ok(read), "{written}");
    }
}

#[test]
fn what_is_no_time_is_told_with_its_line() {
    for (written, message) in [
        ("\"2020-13\"", "\"2020-13\" is no day (2020-12-31), month (2020-12) or year (2020)"),
        ("\"2020-00\"", "\"2020-00\" is no day (2020-12-31), month (2020-12) or year (2020)"),
        ("\"2021-02-29\"", "\"2021-02-29\" is no day (2020-12-31), month (2020-12) or year (2020)"),
        ("\"2020-1-1\"", "\"2020-1-1\" is no day (2020-12-31), month (2020-12) or year (2020)"),
        ("\"2020-12-31-1\"", "\"2020-12-31-1\" is no day (2020-12-31), month (2020-12) or year (2020)"),
        (
            "\"31 December 2020\"",
            "\"31 December 2020\" is no day (2020-12-31), month (2020-12) or year (2020)",
        ),
        ("\"\"", "\"\" is no day (2020-12-31), month (2020-12) or year (2020)"),
        ("20", "\"20\" is no day (2020-12-31), month (2020-12) or year (2020)"),
        ("-2020", "\"-2020\" is no day (2020-12-31), month (2020-12) or year (2020)"),
        (
            "2020-12-31T10:00:00",
            "\"2020-12-31T10:00:00\" is no day (2020-12-31), month (2020-12) or year (2020)",
        ),
        (
            "true",
            "invalid type: boolean `true`, expected a day (\"2020-12-31\"), a month (\"2020-12\") or a year (\"2020\")",
        ),
    ] {
        let said = date_of(written).expect_err(written);
        let line = format!(
            "case.toml:8: error bad-entry: this process cannot be read: {message} (the entry is left out; the rest of the \
             file is used)"
        );
        assert_eq!(said, [line], "{written}");
    }
}

#[test]
fn a_time_prints_as_what_is_known_of_it() {
    for (written, words, first, last) in [
        ("2020-12-31", "31 December 2020", "2020-12-31", "2020-12-31"),
        ("2020-02", "February 2020", "2020-02-01", "2020-02-29"),
        ("2021", "2021", "2021-01-01", "2021-12-31"),
    ] {
        let when: When = written.parse().expect("a time");
        assert_eq!(when.to_string(), words);
        assert_eq!((when.first().to_string(), when.last().to_string()), (first.to_owned(), last.to_owned()));
        assert_eq!(serde_json::to_value(when).expect("JSON"), written);
    }
}

#[test]
fn lines_are_counted_in_files_of_windows_too() {
    let text = format!("{HEAD}[[open]]\nwhat = \"all\"\nwhen = 1\n").replace('\n', "\r\n");
    let (said, _) = problems(&text);
    assert_eq!(said.len(), 1);
    assert!(said[0].starts_with("case.toml:7: warning unknown-key: nothing is called \"when\""), "{said:#?}");
}

#[test]
fn depth_is_no_danger() {
    let deep = 20_000;
    for text in [
        format!("[case]\nid = {}", "[".repeat(deep)),
        format!("[case]\nid = {}", "{a=".repeat(deep)),
        format!("case{} = 1", ".a".repeat(deep)),
        format!("[case{}]", ".a".repeat(deep)),
        format!("[[line{}]]\n", ".a".repeat(deep)).repeat(3),
    ] {
        let (said, file) = problems(&text);
        assert!(!said.is_empty() && file.case.is_none());
    }
}

/// Reads whatever it is; what was read has places in it.
fn read_any(text: &str) {
    let lines = text.split('\n').count() as u64;
    let (read, problems) = read(text, "any.toml");
    for problem in &problems {
        let line = problem.place.line.expect("a line");
        assert!((1..=lines).contains(&line), "{problem}");
        assert!(!problem.message.is_empty());
    }
    assert!(read.file.case.is_some() || !problems.is_empty());
}

/// A case file whose every part is short, to be damaged.
fn short() -> &'static str {
    static SHORT: std::sync::LazyLock<String> = std::sync::LazyLock::new(|| {
        // Of the bundled case each run of lines that is about one thing, the first hundred bytes of them.
        let parts = cyber().split("\n\n").map(|part| part.get(..part.len().min(100)).unwrap_or_default());
        parts.take(60).collect::<Vec<_>>().join("\n\n")
    });
    &SHORT
}

/// Pieces that files are made of.
const PIECES: [&str; 30] = [
    "[case]",
    "[[line]]",
    "[[process]]",
    "[[process.session]]",
    "[[norms]]",
    "[[norms.norm]]",
    "[",
    "]",
    "{",
    "}",
    "\n",
    "=",
    " ",
    "\"",
    "'''",
    "\"\"\"",
    "id",
    "title",
    "texts",
    "from",
    "status",
    "2020-12-31",
    "12:00:00",
    "1e9",
    "inf",
    "true",
    ",",
    ".",
    "#",
    "\\u0000",
];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_makes_the_reader_panic(text in any::<String>()) {
        read_any(&text);
    }

    #[test]
    fn no_order_of_pieces_makes_the_reader_panic(
        pieces in proptest::collection::vec(proptest::sample::select(&PIECES[..]), 0..60),
    ) {
        read_any(&pieces.concat());
    }

    #[test]
    fn a_case_that_is_cut_off_is_read(at in 0..cyber().len()) {
        let at = (0..=at).rev().find(|at| cyber().is_char_boundary(*at)).unwrap_or_default();
        read_any(&cyber()[..at]);
    }

    #[test]
    fn a_case_with_other_bytes_is_read(
        changes in proptest::collection::vec((0..short().len(), any::<u8>()), 1..4),
    ) {
        let mut bytes = short().as_bytes().to_vec();
        for (at, byte) in changes {
            bytes[at] = byte;
        }
        read_any(&String::from_utf8_lossy(&bytes));
    }
}

/// One byte of the bundled case is another.
#[test]
fn a_byte_of_the_bundled_case_may_be_any() {
    for (number, at) in (0..cyber().len()).step_by(997).enumerate() {
        let mut bytes = cyber().as_bytes().to_vec();
        bytes[at] = b"\"[]=\n{\\\0"[number % 8];
        read_any(&String::from_utf8_lossy(&bytes));
    }
}
