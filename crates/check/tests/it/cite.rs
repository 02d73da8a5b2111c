//! Citations: the forms of each style, what reference managers read, and every text of the bundled record.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use insta::assert_snapshot;
use jiff::civil::date;
use proptest::prelude::*;
use serde_json::Value;
use travaux_check::cite::{
    Asked, Author, Citations, Entry, Kind, Paragraph, Style, When, bibtex, cite, csl_json, ris,
};
use travaux_record::{Answer, Caveat, DecisionRef, Record};
use travaux_un::symbol::Symbol;

static RECORD: LazyLock<Record> = LazyLock::new(Record::bundled);

#[track_caller]
fn answer(texts: &[&str]) -> Answer<Citations> {
    let asked: Vec<Asked> =
        texts.iter().flat_map(|text| Asked::read(&RECORD, text).expect("a document")).collect();
    cite(&RECORD, &asked, None)
}

#[track_caller]
fn in_style(texts: &[&str], style: Style) -> String {
    answer(texts).value.in_style(style)
}

fn said(answer: &Answer<Citations>) -> String {
    answer.caveats.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

/// Documents of every kind: by vote and without, of old, in parts, of special sessions, of other bodies, not adopted by
/// anybody.
const KINDS: [&str; 31] = [
    "73/27, para. 5",
    "a/res/75/240 PP10",
    "76/19",
    "73/27 paras. 17 and 18",
    "377 A (V)",
    "377 A-C (V)",
    "A/RES/35/220 A-B",
    "217 A (III)",
    "1514 (XV)",
    "ES-11/1",
    "3200 (S-VI)",
    "A/RES/S-10/2",
    "A/RES/36/235 [Sect. VI]",
    "75/254 A",
    "decision 75/558",
    "S/RES/1325 (2000) ¶ 8",
    "SC res 2722",
    "HRC res 16/18",
    "A/HRC/DEC/S-1/101",
    "E/RES/2016/2",
    "A/C.1/75/L.8/Rev.1",
    "A/75/394, para. 17",
    "A/75/PV.48 (Resumption 1)",
    "A/C.1/75/PV.13",
    "A/ES-11/PV.5",
    "S/PV.4213",
    "S/PRST/2018/10",
    "A/RES/60/1/Corr.1",
    "E/CN.4/RES/1998/5",
    "A/CONF.229/2017/8",
    "CRC/C/GC/25",
];

#[test]
fn as_the_united_nations_writes_it() {
    assert_snapshot!(in_style(&KINDS, Style::Un));
}

#[test]
fn as_the_bluebook_has_it() {
    assert_snapshot!(in_style(&KINDS, Style::Bluebook));
}

#[test]
fn as_oscola_has_it() {
    assert_snapshot!(in_style(&KINDS, Style::Oscola));
}

#[test]
fn as_chicago_has_it() {
    assert_snapshot!(in_style(&KINDS, Style::Chicago));
}

#[test]
fn numbers_in_order_are_written_as_each_style_has_them() {
    let meetings = ["A/73/PV.45", "A/C.2/72/SR.3", "A/S-22/PV.1", "A/61/PV.112"];
    assert_snapshot!(in_style(&meetings, Style::Bluebook), @r"
    U.N. GAOR, 73d Sess., 45th plen. mtg., U.N. Doc. A/73/PV.45 (Dec. 5, 2018)
    U.N. GAOR, 72d Sess., 2d Comm., 3d mtg., U.N. Doc. A/C.2/72/SR.3
    U.N. GAOR, 22d Special Sess., 1st plen. mtg., U.N. Doc. A/S-22/PV.1
    U.N. GAOR, 61st Sess., 112th plen. mtg., U.N. Doc. A/61/PV.112
    ");
    let chicago = in_style(&meetings, Style::Chicago);
    for words in [
        "73rd Session, 45th Plenary Meeting",
        "72nd Session, Second Committee, 3rd Meeting",
        "22nd Special Session, 1st Plenary Meeting",
        "61st Session, 112th Plenary Meeting",
    ] {
        assert!(chicago.contains(words), "{chicago}");
    }
}

#[test]
fn for_reference_managers() {
    let some = ["73/27, para. 5", "73/27 OP7", "76/19", "S/RES/1325 (2000)", "A/C.1/75/L.8/Rev.1"];
    assert_snapshot!("bibtex", in_style(&some, Style::Bibtex));
    assert_snapshot!("csl", in_style(&some, Style::Csl));
    assert_snapshot!("ris", in_style(&some, Style::Ris));
}

#[test]
fn the_day_of_access_is_named_only_when_it_is_given() {
    let asked = Asked::read(&RECORD, "73/27").expect("a document");
    let seen = cite(&RECORD, &asked, Some(date(2026, 5, 6)));
    let forms = &seen.value.documents[0].citation;
    assert_snapshot!(
        [&forms.un, &forms.bluebook, &forms.oscola].map(String::as_str).join("\n"),
        @r"
    General Assembly resolution 73/27 of 5 December 2018, available at https://undocs.org/en/A/RES/73/27 (accessed on 6 May 2026)
    G.A. Res. 73/27 (Dec. 5, 2018), https://undocs.org/en/A/RES/73/27 (last visited May 6, 2026)
    UNGA Res 73/27 (5 December 2018) UN Doc A/RES/73/27 <https://undocs.org/en/A/RES/73/27> accessed 6 May 2026
    "
    );
    assert!(forms.chicago.contains(", accessed May 6, 2026, https://"), "{}", forms.chicago);
    for (style, mark) in [
        (Style::Bibtex, "urldate = {2026-05-06}"),
        (Style::Ris, "Y2  - 2026/05/06"),
        (Style::Csl, "\"accessed\""),
    ] {
        assert!(seen.value.in_style(style).contains(mark), "{mark}");
        assert!(!answer(&["73/27"]).value.in_style(style).contains(mark), "{mark}");
    }
}

#[test]
fn what_is_not_known_is_left_out_and_said() {
    let answer = answer(&[
        "377 A (V)",
        "S/RES/1325 (2001)",
        "A/C.1/75/L.8/Rev.1",
        "A/75/394",
        "A/75/PV.48",
        "75/254",
        "75/900",
        "A/RES/76/250",
    ]);
    assert_snapshot!(said(&answer));
    let document = |symbol: &str| {
        let is_it = |document: &&travaux_check::cite::CitedDocument| document.symbol.as_str() == symbol;
        answer.value.documents.iter().find(is_it).expect("it is cited")
    };
    let draft = document("A/C.1/75/L.8/Rev.1");
    assert_eq!((draft.adopted, draft.adopted_as.as_deref()), (None, Some("A/RES/75/240")));
    assert_eq!(draft.vote.as_deref(), Some("First Committee, 9 November 2020: recorded vote, 104-50-20"));
    let report = document("A/75/394");
    assert!(report.is_in_record && report.title.is_none() && report.adopted.is_none());
    assert!(!document("S/RES/1325 (2001)").is_in_record);
}

#[test]
fn a_known_resolution_leaves_nothing_to_say() {
    let answer = answer(&["73/27", "76/19", "ES-11/1"]);
    assert_eq!(said(&answer), "");
    assert!(answer.sources.iter().any(|source| source.of == "A/RES/73/27" && source.source == "undl"));
    let [first, second, _] = answer.value.documents.as_slice() else { panic!("three documents") };
    assert_eq!(first.vote.as_deref(), Some("recorded vote, 119-46-14"));
    assert_eq!(second.vote.as_deref(), Some("without a vote"));
    assert_eq!(first.drafts, ["A/C.1/73/L.27/Rev.1"]);
}

#[test]
fn a_document_is_read_as_people_write_it() {
    for (written, symbol) in [
        ("73/27", "A/RES/73/27"),
        ("a/res/75/240", "A/RES/75/240"),
        ("G.A. Res. 73/27, ¶ 5", "A/RES/73/27"),
        ("UNGA Res 73/27", "A/RES/73/27"),
        ("General Assembly resolution 377 A (V)", "A/RES/377 A (V)"),
        // A report of the record before a resolution that it has not.
        ("75/394", "A/75/394"),
        ("75/PV.48", "A/75/PV.48"),
        ("undl:1655128", "A/RES/73/27"),
        ("draft resolution A/C.1/75/L.8/Rev.1", "A/C.1/75/L.8/Rev.1"),
        ("G.A. Res. 73/27, ¶ 5 (Dec. 5, 2018)", "A/RES/73/27"),
    ] {
        assert_eq!(answer(&[written]).value.documents[0].symbol.as_str(), symbol, "{written}");
    }
    for written in ["L.8/Rev.1", "", "   ", "foo", "para. 5", "¶"] {
        let error = Asked::read(&RECORD, written).expect_err(written);
        assert!(!error.hint.is_empty());
    }
}

#[test]
fn a_line_of_prose_has_the_documents_that_stand_in_it() {
    let answer = answer(&["its resolutions 53/70 of 4 December 1998, para. 3, and 54/49"]);
    let found: Vec<&str> = answer.value.documents.iter().map(|document| document.symbol.as_str()).collect();
    assert_eq!(found, ["A/RES/53/70", "A/RES/54/49"]);
}

#[test]
fn paragraphs_are_read_as_people_write_them() {
    let read = |text: &str| text.parse::<Paragraph>().map(|paragraph| paragraph.to_string());
    for (written, paragraph) in [
        ("5", "para. 5"),
        ("OP5", "para. 5"),
        ("op 5", "para. 5"),
        ("¶ 5", "para. 5"),
        ("para. 5", "para. 5"),
        ("4 (b)", "para. 4 (b)"),
        ("4(b)(ii)", "para. 4(b)(ii)"),
        ("17 and 18", "paras. 17 and 18"),
        ("17-19", "paras. 17–19"),
        ("PP10", "preambular para. 10"),
        ("preambular paras. 3 to 5", "preambular paras. 3 to 5"),
        ("5 bis", "para. 5 bis"),
    ] {
        assert_eq!(read(written).as_deref(), Ok(paragraph), "{written}");
    }
    for written in ["", "five", "PP", "annex", "5; drop", "5\n6 and everything after", "¶"] {
        assert!(read(written).is_err(), "{written:?}");
    }
    assert_eq!(Paragraph::split("73/27").0, "73/27");
    assert_eq!(Paragraph::split("377 A (V), para. 3").0, "377 A (V)");
    // The part of a meeting is none, nor is a word that begins like one.
    assert_eq!(Paragraph::split("A/75/PV.48 (Resumption 1)").1, None);
    assert_eq!(Paragraph::split("73/27 opinion").1, None);
}

/// The fields of CSL 1.0.2 that are used, with what its schema allows in each; the schema allows no others.
#[test]
fn csl_has_the_fields_of_its_schema_and_no_other() {
    const TYPES: [&str; 2] = ["legislation", "report"];
    let read = |text| Asked::read(&RECORD, text).expect("a document");
    let asked: Vec<Asked> = std::iter::once("73/27, para. 5").chain(KINDS).flat_map(read).collect();
    let text = cite(&RECORD, &asked, Some(date(2026, 5, 6))).value.in_style(Style::Csl);
    let items: Value = serde_json::from_str(&text).expect("JSON");
    let items = items.as_array().expect("a list");
    assert_eq!(items.len(), KINDS.len() - 1, "each document once");
    let mut ids = BTreeSet::new();
    for item in items {
        for (name, value) in item.as_object().expect("an object") {
            let fits = match name.as_str() {
                "id" => ids.insert(value.as_str().expect("text").to_owned()),
                "type" => TYPES.contains(&value.as_str().expect("text")),
                "title" | "authority" | "number" | "event-title" | "references" | "publisher" | "URL"
                | "note" => value.as_str().is_some_and(|text| !text.is_empty()),
                "author" => value.as_array().is_some_and(|names| {
                    names.iter().all(|name| {
                        name["literal"].is_string() && name.as_object().is_some_and(|n| n.len() == 1)
                    })
                }),
                "issued" | "accessed" => {
                    let parts = value["date-parts"].as_array().expect("parts");
                    let numbers = parts[0].as_array().expect("numbers");
                    parts.len() == 1 && (1..=3).contains(&numbers.len()) && numbers.iter().all(Value::is_i64)
                }
                _ => false,
            };
            assert!(fits, "{name}: {value}");
        }
        for needed in ["id", "type", "title"] {
            assert!(item[needed].is_string(), "{item}");
        }
    }
}

fn odd() -> Entry {
    Entry {
        author: Some(Author::whole("A {B} & C, Côte d'Ivoire")),
        number: Some("A/C.1/75/L_8#1".to_owned()),
        day: Some(When::Month(2020, 12)),
        note: Some("50 % of $5 ~ 2^3 \\ end}\nof line".to_owned()),
        url: Some("https://example.org/a_b%20c".to_owned()),
        ..Entry::bare("an odd thing", Kind::Document, "{\"Türkiye\" & the rest: 100 % #1_a ~ b^c \\d}")
    }
}

/// What LaTeX takes for a sign comes back as it was; letters with accents stay in UTF-8.
#[test]
fn signs_of_latex_are_escaped() {
    let text = bibtex([&odd()]);
    assert_snapshot!(text);
    let read = biblatex::Bibliography::parse(&text).expect("BibTeX that another program reads");
    let entry = read.get("an-odd-thing").expect("the entry");
    let title: String = biblatex::ChunksExt::format_verbatim(entry.title().expect("a title"));
    for word in ["\"Türkiye\" & the rest: 100 % #1_a", "d"] {
        assert!(title.contains(word), "{title}");
    }
}

#[test]
fn a_break_in_a_text_breaks_no_line_of_ris() {
    let text = ris([&odd()]);
    for line in text.lines() {
        let (tag, rest) = line.split_at(2);
        assert!(tag.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit()), "{line}");
        assert!(rest.starts_with("  - "), "{line}");
    }
    assert!(text.starts_with("TY  - RPRT\n") && text.ends_with("\nER  - \n"), "{text}");
    assert!(serde_json::from_str::<Value>(&csl_json([&odd()])).is_ok());
}

/// Marks inside a title are of the other kind than those around it.
#[test]
fn marks_in_a_title_are_not_those_around_it() {
    let with_marks = RECORD
        .decisions()
        .filter(|decision| decision.question().is_whole() && decision.title().contains('"'))
        .filter_map(DecisionRef::text)
        .take(20);
    let asked: Vec<Asked> = with_marks.map(|symbol| Asked::of(&symbol)).collect();
    assert!(!asked.is_empty(), "the record has such titles");
    for document in cite(&RECORD, &asked, None).value.documents {
        let chicago = &document.citation.chicago;
        assert!(!chicago.contains('"'), "{chicago}");
        assert_eq!(chicago.matches('“').count(), 1, "{chicago}");
        assert_eq!(chicago.matches('”').count(), 1, "{chicago}");
    }
}

/// Every text, draft, report and meeting that the record names.
fn every_document() -> Vec<Asked> {
    let mut names: BTreeSet<Symbol> = BTreeSet::new();
    for decision in RECORD.decisions() {
        let reports = decision.reports().map(|report| report.split(',').next().unwrap_or(report));
        let written = std::iter::once(decision.text_str())
            .chain(decision.drafts())
            .chain(reports)
            .chain([decision.meeting()]);
        names.extend(written.filter_map(|name| Symbol::parse(name).ok()));
    }
    names.extend(RECORD.documents().map(|document| document.symbol.clone()));
    names.iter().map(Asked::of).collect()
}

/// A text of every session and kind, and the bibliography of all, read by another program.
#[test]
fn every_text_of_the_record_is_cited_in_every_style() {
    let asked: Vec<Asked> = {
        let texts: BTreeSet<Symbol> = RECORD.decisions().filter_map(DecisionRef::text).collect();
        texts.iter().map(Asked::of).collect()
    };
    assert!(asked.len() > 8000, "{}", asked.len());
    let answer = cite(&RECORD, &asked, None);
    let keys: BTreeSet<&str> = answer.value.documents.iter().map(|d| d.key.as_str()).collect();
    assert_eq!(keys.len(), asked.len(), "a key is of one document");
    for document in &answer.value.documents {
        let forms = &document.citation;
        for form in [&forms.un, &forms.bluebook, &forms.oscola, &forms.chicago] {
            assert!(!form.is_empty() && form.trim() == form && !form.contains("  "), "{form:?}");
            assert!(!form.contains('\n'), "{form:?}");
        }
        // The brackets are the Digital Library's; a title may have its own.
        for form in [&forms.un, &forms.bluebook, &forms.oscola] {
            assert!(!form.contains(['[', ']']), "{form:?}");
        }
        assert!(document.is_in_record, "{}", document.symbol);
    }
    let text = answer.value.in_style(Style::Bibtex);
    let read = biblatex::Bibliography::parse(&text).expect("BibTeX that another program reads");
    assert_eq!(read.len(), asked.len());
    for (entry, document) in read.iter().zip(&answer.value.documents) {
        assert_eq!(entry.key, document.key);
        let number = biblatex::ChunksExt::format_verbatim(entry.get("number").expect("a number"));
        assert_eq!(number, document.symbol.as_str());
        if let Some(day) = document.adopted {
            let date = biblatex::ChunksExt::format_verbatim(entry.get("date").expect("a date"));
            assert_eq!(date, day.to_string());
        }
    }
    let ris = answer.value.in_style(Style::Ris);
    assert_eq!(ris.matches("TY  - ").count(), asked.len());
    assert_eq!(ris.matches("\nER  - \n").count(), asked.len());
    let csl: Value = serde_json::from_str(&answer.value.in_style(Style::Csl)).expect("JSON");
    assert_eq!(csl.as_array().map(Vec::len), Some(asked.len()));
}

/// A day is one that the record has of a decision on that text; nothing else is ever printed as one.
#[test]
fn a_day_of_adoption_is_that_of_a_decision_of_the_plenary() {
    let symbols: BTreeSet<Symbol> = RECORD.decisions().filter_map(DecisionRef::text).collect();
    let asked: Vec<Asked> = symbols.iter().map(Asked::of).collect();
    let answer = cite(&RECORD, &asked, None);
    let mut dated = 0;
    for document in &answer.value.documents {
        let Some(day) = document.adopted else { continue };
        let decisions = RECORD.on_text(&document.symbol);
        let stored = RECORD.document(&document.symbol).and_then(|document| document.adopted);
        assert!(
            stored == Some(day) || decisions.iter().any(|decision| decision.date() == Some(day)),
            "{}",
            document.symbol
        );
        dated += 1;
    }
    assert!(dated > 8000, "{dated}");
    // A day that is known to lie outside the session is not printed.
    let left_out = |caveat: &&Caveat| matches!(caveat, Caveat::FailedGate { .. });
    for caveat in answer.caveats.iter().filter(left_out) {
        assert!(caveat.to_string().ends_with("the day is left out"), "{caveat}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whatever_the_record_names_is_cited(places in prop::collection::vec(any::<prop::sample::Index>(), 1..6)) {
        static ALL: LazyLock<Vec<Asked>> = LazyLock::new(every_document);
        let asked: Vec<Asked> = places.iter().map(|place| place.get(&ALL).clone()).collect();
        let answer = cite(&RECORD, &asked, None);
        prop_assert_eq!(answer.value.documents.len(), asked.len());
        for style in [Style::Un, Style::Bluebook, Style::Oscola, Style::Chicago] {
            prop_assert_eq!(answer.value.in_style(style).lines().count(), asked.len());
        }
        let text = answer.value.in_style(Style::Bibtex);
        prop_assert!(biblatex::Bibliography::parse(&text).is_ok(), "{}", text);
    }

    #[test]
    fn no_text_makes_it_panic(text in "\\PC{0,60}") {
        if let Ok(asked) = Asked::read(&RECORD, &text) {
            let answer = cite(&RECORD, &asked, None);
            prop_assert!(!answer.value.documents[0].citation.un.is_empty());
        }
        let _: Result<Paragraph, _> = text.parse();
    }
}
