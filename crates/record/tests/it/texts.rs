//! Texts are kept as they were read, and read a part at a time.

use std::fs;

use jiff::civil::date;
use travaux_record::texts::{Citation, Clause, Document, Footnote, Kind, NoteMark, StoredText, Texts};
use travaux_record::{Record, RecordBuilder, RecordError};

use crate::fixture::source;
use crate::folder::Folder;

fn clause(id: &str, kind: Kind, words: &str) -> Clause {
    Clause {
        id: id.to_owned(),
        kind,
        annex: 0,
        level: 0,
        parent: None,
        number: None,
        opening: None,
        text: words.to_owned(),
        citations: Vec::new(),
        notes: Vec::new(),
        line: 7,
    }
}

fn text(name: &str, language: Option<&str>) -> StoredText {
    let mut first = clause("PP1", Kind::Preambular, "Recalling A/RES/100/1 and the lamp");
    first.opening = Some("Recalling".to_owned());
    first.citations = vec![
        Citation { start: 10, end: 21, symbol: Some("A/RES/100/1".to_owned()) },
        Citation { start: 26, end: 34, symbol: None },
    ];
    first.notes = vec![NoteMark { at: 21, note: 1 }, NoteMark { at: 34, note: 0 }];
    let mut point = clause("OP1 (a)", Kind::Operative, "To trim the wick;\nTwo | cells");
    (point.level, point.parent, point.annex, point.number) = (1, Some(1), 3, Some("(a)".to_owned()));
    let document = Document {
        symbol: name.contains('/').then(|| name.to_owned()),
        title: Some(format!("On lamps, {name}")),
        language: language.map(str::to_owned),
        adopted: Some(date(2031, 12, 1)),
        issued: None,
        agenda: Some("Agenda item 9".to_owned()),
        origin: None,
        closing: Some("9th meeting".to_owned()),
        clauses: vec![first, clause("OP1", Kind::Operative, "Requests:"), point],
        footnotes: vec![
            Footnote { mark: "1".to_owned(), text: "See A/1.".to_owned() },
            Footnote { mark: String::new(), text: String::new() },
        ],
    };
    StoredText { name: name.to_owned(), document, source: "lamps".to_owned(), file: format!("{name}.txt") }
}

fn builder(texts: &[StoredText]) -> RecordBuilder {
    let mut builder = RecordBuilder::new();
    builder.source(source("lamps", 1));
    for text in texts {
        builder.text(text.clone());
    }
    builder
}

/// So many that there are several row groups of both tables.
fn many() -> Vec<StoredText> {
    (0..1700).map(|n| text(&format!("A/RES/100/{n:04}"), Some("eng"))).collect()
}

#[test]
fn texts_are_kept_as_they_were_read() {
    let kept =
        [text("A/RES/100/2", Some("eng")), text("A/RES/100/2", Some("fra")), text("our proposal", None)];
    let folder = Folder::new("texts-kept");
    builder(&kept).write_to(folder.path(), false).expect("written");
    let record = Record::open_over_bundled(folder.path()).expect("opened");
    record.check().expect("whole");
    let texts = record.texts().expect("read").expect("there are texts");
    assert_eq!(texts.of("A/RES/100/2").expect("read"), kept[..2]);
    assert_eq!(texts.of("our proposal").expect("read"), kept[2..]);
    assert!(texts.of("A/RES/100/20").expect("read").is_empty());
    assert_eq!((texts.n(), texts.n_clauses()), (3, 9));
    let passages = texts.passages().expect("read");
    let passage = passages.get(5);
    assert_eq!(
        (passage.clause, passage.kind, passage.text.language.as_str()),
        ("OP1 (a)", Kind::Operative, "fra")
    );
    assert_eq!(passage.words, "To trim the wick;\nTwo | cells");
    assert!(Record::bundled().texts().expect("read").is_none(), "the bundled record has no texts");
}

#[test]
fn a_text_is_found_in_whichever_row_group() {
    let kept = many();
    let folder = Folder::new("texts-many");
    let manifest = builder(&kept).write_to(folder.path(), false).expect("written");
    assert!(manifest.first_keys["texts"].len() > 1 && manifest.first_keys["clauses"].len() > 1);
    let texts = Texts::open(folder.path()).expect("opened").expect("there are texts");
    for at in [0, 1, 499, 500, 501, 1499, 1500, 1699] {
        assert_eq!(texts.of(&kept[at].name).expect("read"), kept[at..=at], "{at}");
    }
    assert_eq!(texts.all().expect("read"), kept);
    let passages = texts.passages().expect("read");
    assert_eq!(passages.len(), 5100);
    assert_eq!(passages.get(3 * 1234).text.name, "A/RES/100/1234");
    assert_eq!(passages.words().count(), passages.kinds().count());
}

#[test]
fn a_later_import_keeps_what_it_does_not_speak_of() {
    let folder = Folder::new("texts-later");
    builder(&[text("A/RES/100/1", None), text("A/RES/100/2", None)])
        .write_to(folder.path(), false)
        .expect("written");
    let mut anew = text("A/RES/100/2", None);
    anew.document.clauses.truncate(1);
    builder(&[anew.clone(), text("A/RES/100/3", None)]).write_to(folder.path(), false).expect("written");
    let texts = Texts::open(folder.path()).expect("opened").expect("there are texts");
    let names: Vec<String> = texts.heads().expect("read").into_iter().map(|head| head.name).collect();
    assert_eq!(names, ["A/RES/100/1", "A/RES/100/2", "A/RES/100/3"]);
    assert_eq!(texts.of("A/RES/100/2").expect("read"), [anew]);
}

#[test]
fn the_same_texts_make_the_same_bytes() {
    let of = |name: &str, kept: &[StoredText]| {
        let folder = Folder::new(&format!("texts-bytes-{name}"));
        builder(kept).write_snapshot(folder.path()).expect("written");
        ["texts.parquet", "clauses.parquet", "manifest.json"]
            .map(|name| fs::read(folder.path().join(name)).expect("read"))
    };
    let mut kept = many();
    let first = of("one", &kept);
    kept.reverse();
    assert!(of("other", &kept) == first, "in whatever order they were added");
}

#[test]
fn damage_is_told_when_it_is_met() {
    for table in ["texts.parquet", "clauses.parquet"] {
        let folder = Folder::new(&format!("texts-damage-{table}"));
        builder(&[text("A/RES/100/1", None)]).write_snapshot(folder.path()).expect("written");
        let path = folder.path().join(table);
        let whole = fs::read(&path).expect("read");
        let read = || -> Result<(), RecordError> {
            let texts = Texts::open(folder.path())?.expect("there are texts");
            texts.of("A/RES/100/1").map(drop)
        };
        read().expect("whole");
        for at in [whole.len() / 3, whole.len() - 40, whole.len() - 6] {
            let mut bytes = whole.clone();
            bytes[at] ^= 1;
            fs::write(&path, bytes).expect("written");
            let told = read().expect_err("damaged").to_string();
            assert!(told.contains(table), "{at}: {told}");
        }
        fs::write(&path, &whole[..5]).expect("written");
        read().expect_err("cut off");
        fs::remove_file(&path).expect("removed");
        read().expect_err("gone");
        Record::open(folder.path()).expect("the rest of the record is still there");
    }
}

#[test]
fn a_text_without_its_source_is_refused() {
    let mut builder = RecordBuilder::new();
    builder.text(text("A/RES/100/1", None));
    let told = builder.build().expect_err("refused").to_string();
    assert!(told.contains("the text A/RES/100/1 names the source \"lamps\""), "{told}");
}
