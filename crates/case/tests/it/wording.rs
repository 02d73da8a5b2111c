//! The words of rival texts in a report, from texts in words of our own under symbols that the record of votes knows.

use std::path::PathBuf;

use travaux_case::Case;
use travaux_case::report::{render, report};
use travaux_record::texts::{Clause, Document, Kind, StoredText};
use travaux_record::{Record, RecordBuilder, Source};
use travaux_votes::Context;

use crate::fixture::{HEAD, readable, with_head};

const RIVALS: &str = "[[rivals]]\nfirst = \"A/RES/75/32\"\nsecond = \"A/RES/75/240\"\n\n\
[[rivals]]\nfirst = \"A/RES/74/28\"\nsecond = \"A/RES/74/29\"\n";

fn text(name: &str, clauses: &[(&str, Kind, &str)]) -> StoredText {
    let clause = |(id, kind, words): &(&str, Kind, &str)| Clause {
        id: (*id).to_owned(),
        kind: *kind,
        annex: 0,
        level: 0,
        parent: None,
        number: None,
        opening: None,
        text: (*words).to_owned(),
        citations: Vec::new(),
        notes: Vec::new(),
        line: 1,
    };
    let document = Document { clauses: clauses.iter().map(clause).collect(), ..Document::default() };
    StoredText { name: name.to_owned(), document, source: "lamps".to_owned(), file: "lamps.txt".to_owned() }
}

/// The bundled record with two texts laid over it.
fn record() -> Record {
    let mut builder = RecordBuilder::new();
    builder.source(Source {
        id: "lamps".to_owned(),
        title: "Texts on lamps".to_owned(),
        publisher: "nobody".to_owned(),
        url: String::new(),
        licence: "invented".to_owned(),
        citation: "Nobody, lamps".to_owned(),
        precedence: 90,
        files: Vec::new(),
        covers: None,
    });
    builder.text(text(
        "A/RES/75/32",
        &[
            ("Formula", Kind::Formula, "The General Assembly,"),
            ("PP1", Kind::Preambular, "Noting that oil is dear and that wicks are short,"),
            ("OP1", Kind::Operative, "Requests the Keeper to trim the wicks of the eastern rock;"),
            ("OP2", Kind::Operative, "Invites all ships to whistle twice."),
        ],
    ));
    builder.text(text(
        "A/RES/75/240",
        &[
            ("Formula", Kind::Formula, "The General Assembly,"),
            ("PP1", Kind::Preambular, "Noting that oil is dear and that wicks are short,"),
            (
                "OP1",
                Kind::Operative,
                "Requests the Keeper to trim the wicks of the eastern rock and of the western one.",
            ),
        ],
    ));
    let folder: PathBuf = std::env::temp_dir().join(format!("travaux-case-wording-{}", std::process::id()));
    builder.write_snapshot(&folder).expect("written");
    let record = Record::open_over_bundled(&folder).expect("opened");
    record.check().expect("every table can be read");
    std::fs::remove_dir_all(&folder).expect("removed");
    record
}

fn markdown(case: &Case<'_>) -> String {
    render::markdown(&report(case))
}

#[test]
fn without_texts_one_line_says_how_to_import_them() {
    let report = markdown(&with_head(RIVALS));
    assert_eq!(report.matches("`travaux import FOLDER`").count(), 1, "{report}");
    assert!(!report.contains("The words of 75/32"), "{report}");
}

#[test]
fn rival_texts_stand_side_by_side() {
    let record = record();
    let case = Case::new(readable(&format!("{HEAD}{RIVALS}")), Context::new(&record));
    let report = markdown(&case);
    for said in [
        "### The words of 75/32 beside those of 75/240",
        "75/32 has 3 clauses and 75/240 has 2 clauses. 1 stands in the same words in both, 1 with other words; \
         1 stands only in 75/32, 0 only in 75/240.",
        "| PP1 | PP1 | the same words | Noting that oil is dear and that wicks are short, |",
        "| OP1 | OP1 | requests the Keeper to trim the wicks of the eastern rock and of the western one |",
        "| OP2 |  | invites all ships to whistle twice |",
        "The texts of 74/28 and 74/29 are not in the record: nothing of them is compared here.",
    ] {
        assert!(report.contains(said), "the report does not say: {said}\n{report}");
    }
    assert!(!report.contains("travaux import"), "{report}");
}
