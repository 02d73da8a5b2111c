//! What is wrong is said with its place and a hint, and the rest is still read.

use travaux_record::{Position, Record, Severity};
use travaux_un::state::StateId;

use crate::files::{Files, HEAD, VOTES, only, undl_rows};

/// How many states the file has a readable entry of.
fn named(record: &Record) -> Option<usize> {
    let positions = record.by_id("A/RES/73/999")?.positions();
    Some(positions.iter().filter(|(_, position)| *position != Position::Unreadable).count())
}

fn good() -> String {
    format!("{HEAD}{}", undl_rows(&VOTES, "1,1,1,1,4"))
}

#[test]
fn a_truncated_gzip_gives_what_stands_before() {
    let many: String = (0..4000)
        .map(|i| good().lines().nth(1).unwrap_or_default().replace("900001", &i.to_string()) + "\n")
        .collect();
    let (record, diagnostics) =
        Files::new().with_gzip("votes.csv.gz", &format!("{}{many}", good()), 6000).import();
    assert!(record.by_id("A/RES/73/999").is_some());
    let cut = only(&diagnostics, "cut-off");
    assert_eq!(cut.severity, Severity::Error);
    assert!(cut.place.line.is_some() && cut.hint.is_some(), "{cut}");
}

#[test]
fn a_latin_1_file_is_read_and_said_to_be_one() {
    let content = good().replace("TURKEY", "T\u{dc}RKEY").replace("A title", "T\u{ed}tulo");
    let latin: Vec<u8> = content.chars().map(|c| u8::try_from(u32::from(c)).expect("Latin-1")).collect();
    let (record, diagnostics) = Files::new().with("votes.csv", latin).import();
    let note = only(&diagnostics, "not-utf-8");
    assert!(note.hint.as_deref().is_some_and(|h| h.contains("iconv")), "{note}");
    assert_eq!(
        record.by_id("A/RES/73/999").map(travaux_record::DecisionRef::title),
        Some("T\u{ed}tulo, with a comma")
    );
}

#[test]
fn a_missing_and_a_renamed_column_are_named() {
    let renamed =
        |from: &str, to: &str| Files::new().with("votes.csv", good().replace(from, to)).nothing_read();
    let diagnostics = renamed("date,session", "when,session");
    let missing = only(&diagnostics, "missing-column");
    assert_eq!(missing.place.to_string(), "votes.csv:1 (date)");
    assert!(missing.hint.as_deref().is_some_and(|h| h.contains("when")), "the columns are listed: {missing}");
    let diagnostics = renamed("ms_vote", "MS Vote");
    let missing = only(&diagnostics, "missing-column");
    assert!(missing.hint.as_deref().is_some_and(|h| h.contains("rename it to ms_vote")), "{missing}");
}

#[test]
fn an_unknown_state_is_left_out_with_the_nearest_three_and_the_others_stay() {
    let votes = [("", "GE RMANY", "Y"), ("FRA", "FRANCE", "N")];
    let content = format!("{HEAD}{}", undl_rows(&votes, "1,1,0,0,2"));
    let (record, diagnostics) = Files::new().with("votes.csv", content).import();
    let unknown = only(&diagnostics, "unknown-state");
    assert_eq!(unknown.place.line, Some(2));
    assert!(unknown.message.contains("Germany"), "{unknown}");
    assert_eq!(named(&record), Some(1));
    // The tally no longer matches the names, and that is said too.
    assert!(only(&diagnostics, "tally-mismatch").message.contains("states 1-1-0 and names 0-1-0"));
}

#[test]
fn an_unknown_vote_code_is_kept_as_unreadable() {
    let votes = [("AFG", "AFGHANISTAN", "AN"), ("FRA", "FRANCE", "n")];
    let content = format!("{HEAD}{}", undl_rows(&votes, "0,1,0,1,2"));
    let (record, diagnostics) = Files::new().with("votes.csv", content).import();
    assert_eq!(only(&diagnostics, "unknown-vote").place.to_string(), "votes.csv:2 (ms_vote)");
    assert_eq!(only(&diagnostics, "odd-vote").severity, Severity::Note);
    let positions = record.by_id("A/RES/73/999").expect("read").positions();
    let of = |code: &str| positions.of(StateId::from_code(code).expect("a code"));
    assert_eq!((of("AFG"), of("FRA")), (Some(Position::Unreadable), Some(Position::Against)));
}

#[test]
fn two_rows_for_one_state_keep_the_first() {
    let votes = [("FRA", "FRANCE", "Y"), ("FRA", "FRANCE", "N"), ("AFG", "AFGHANISTAN", "Y")];
    let content = format!("{HEAD}{}", undl_rows(&votes, "2,0,0,0,2"));
    let (record, diagnostics) = Files::new().with("votes.csv", content).import();
    let twice = only(&diagnostics, "state-twice");
    assert!(twice.message.contains("in favour and against"), "{twice}");
    assert_eq!(twice.place.line, Some(3));
    let tally = record.by_id("A/RES/73/999").and_then(travaux_record::DecisionRef::tally).expect("a vote");
    assert_eq!(tally.to_string(), "2-0-0");
}

#[test]
fn a_date_that_cannot_be_and_a_symbol_with_a_typing_error_are_said() {
    let content = good().replace("2018-12-05", "0001-01-01").replace("A/C.1/73/L.99", "A/C.1/73/L99");
    let (record, diagnostics) = Files::new().with("votes.csv", content).import();
    assert_eq!(only(&diagnostics, "bad-date").place.field.as_deref(), Some("date"));
    let decision = record.by_id("A/RES/73/999").expect("read");
    assert_eq!(decision.date(), None);
    assert_eq!(decision.drafts().collect::<Vec<_>>(), ["A/C.1/73/L.99"], "the missing dot is repaired");
    let content = good().replace("A/RES/73/999", "resolution unknown");
    let (record, diagnostics) = Files::new().with("votes.csv", content).import();
    assert!(only(&diagnostics, "bad-symbol").place.line == Some(2));
    assert!(record.by_id("undl:900001").is_some(), "the vote is kept under the library's number");
}

#[test]
fn an_empty_file_and_one_that_is_not_there_do_not_hide_the_others() {
    let (record, diagnostics) = Files::new().with("empty.csv", "").with("votes.csv", good()).import();
    assert!(record.by_id("A/RES/73/999").is_some());
    only(&diagnostics, "empty-file");
    let error = Files::new().with("empty.csv", "").try_import().map(|_| ()).expect_err("nothing to read");
    assert!(error.to_string().contains("empty"), "{error}");
}

#[test]
fn a_line_without_end_costs_little_and_the_next_is_read() {
    // Three megabytes stand for two gigabytes: what is passed over is not kept.
    let long = format!("900002,FRA,{},Y\n", "x".repeat(3 << 20));
    let content = format!("{HEAD}{long}{}", undl_rows(&VOTES, "1,1,1,1,4"));
    let (record, diagnostics) = Files::new().with("votes.csv", content).import();
    let line = only(&diagnostics, "long-line");
    assert_eq!(line.place.line, Some(2));
    assert_eq!(named(&record), Some(4));
    assert_eq!(
        record.by_id("A/RES/73/999").map(|d| d.readings()[0].place.clone()).as_deref(),
        Some("votes.csv:3")
    );
}

#[test]
fn a_quotation_mark_that_is_never_closed_costs_its_line_only() {
    let open = "900002,FRA,\"FRANCE,Y,2018-12-05,73,A/RES/73/998,,,,,,,,1,0,0,0,1,\n";
    let content = format!("{HEAD}{open}{}", undl_rows(&VOTES, "1,1,1,1,4"));
    let (record, diagnostics) = Files::new().with("votes.csv", content).import();
    assert_eq!(only(&diagnostics, "open-quote").place.line, Some(2));
    assert_eq!(named(&record), Some(4));
}

#[test]
fn a_row_with_a_field_too_many_is_left_out() {
    let content = good().replacen("FRANCE,N", "FRANCE,OF,N", 1);
    let (record, diagnostics) = Files::new().with("votes.csv", content).import();
    let count = only(&diagnostics, "field-count");
    assert_eq!(count.place.line, Some(3));
    assert_eq!(named(&record), Some(3));
}

#[test]
fn a_file_of_no_known_format_lists_the_formats() {
    let error =
        Files::new().with("notes.csv", "a,b,c\n1,2,3\n").try_import().map(|_| ()).expect_err("no format");
    assert!(error.to_string().contains("voeten-rollcalls"), "{error}");
}
