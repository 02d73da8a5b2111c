//! Answers about texts: what they count and tell, from a small record of texts in words of our own.

use jiff::civil::{Date, date};
use travaux_record::texts::{Passages, StoredText};
use travaux_record::{Caveat, Record, RecordBuilder, Source, Tabular};
use travaux_text::align::{Change, align};
use travaux_text::questions::{
    Filter, Looked, Part, diff, families, like, mandates, origins, phrases, search,
};
use travaux_un::body::Body;

use crate::texts::document;

fn text(name: &str, day: Option<Date>, paragraphs: &[&str]) -> StoredText {
    let mut document = document(paragraphs);
    document.adopted = day;
    document.symbol = name.contains('/').then(|| name.to_owned());
    StoredText {
        name: name.to_owned(),
        document,
        source: "lamps".to_owned(),
        file: format!("{}.txt", name.replace('/', "-")),
    }
}

fn record(texts: &[StoredText]) -> Record {
    let mut builder = RecordBuilder::new();
    builder.source(Source {
        id: "lamps".to_owned(),
        title: String::new(),
        publisher: String::new(),
        url: String::new(),
        licence: String::new(),
        citation: String::new(),
        precedence: 1,
        files: Vec::new(),
        covers: None,
    });
    for text in texts {
        builder.text(text.clone());
    }
    builder.build().expect("a record")
}

fn passages(record: &Record) -> Passages {
    record.texts().expect("read").expect("there are texts").passages().expect("read")
}

const COAST: &str =
    "Recalling that the lamps of the northern coast shall be lit at dusk and put out at dawn,";
const COAST_NOW: &str =
    "Recalling that all lamps of the northern coast shall be lit at dusk and put out by keepers at dawn,";

/// A series of three years, and a text of another body.
fn series() -> Vec<StoredText> {
    vec![
        text(
            "A/RES/100/1",
            Some(date(2045, 12, 1)),
            &[
                COAST,
                "1. Notes the report on oil of the Keeper;",
                "2. Requests the Keeper to trim the wicks of the eastern rock.",
            ],
        ),
        text(
            "A/RES/101/1",
            Some(date(2046, 12, 1)),
            &[
                COAST,
                "1. Welcomes the report on oil of the Keeper;",
                "2. Requests the Keeper to trim the wicks of the eastern rock and of the western one.",
            ],
        ),
        text(
            "A/RES/102/1",
            Some(date(2047, 12, 1)),
            &[
                COAST_NOW,
                "Noting that ships whistle twice when they see no light at all,",
                "1. Requests the Keeper to trim the wicks of the eastern rock and of the western one by 2050.",
            ],
        ),
        text(
            "A/HRC/RES/90/1",
            Some(date(2046, 3, 1)),
            &["Noting that ships whistle twice when they see no light,"],
        ),
        text("our draft", None, &[COAST_NOW, "1. Decides to close the book of lamps."]),
    ]
}

#[test]
fn a_difference_tells_what_became_of_each_clause() {
    let texts = series();
    let alignment = align(&texts[0].document, &texts[1].document);
    let answer = diff(&texts[0], &texts[1], &alignment);
    let told: Vec<(String, Change)> =
        answer.value.clauses.iter().map(|c| (c.after.join(","), c.change)).collect();
    assert_eq!(
        told,
        [
            ("PP1".to_owned(), Change::Kept),
            ("OP1".to_owned(), Change::Reworded),
            ("OP2".to_owned(), Change::Reworded)
        ]
    );
    assert_eq!(answer.value.clauses[1].openings, Some(("Notes".to_owned(), "Welcomes".to_owned())));
    let table = &answer.tables()[0];
    assert_eq!(table.title, "A/RES/100/1 (2045-12-01) → A/RES/101/1 (2046-12-01)");
    let cells: Vec<String> = table.rows[1].iter().map(|cell| format!("{cell:?}")).collect();
    assert!(cells[4].contains("stronger: Notes, now Welcomes"), "{cells:?}");
    assert!(cells[5].contains("[-Notes-]{+Welcomes+} the report"), "{cells:?}");
    assert_eq!(answer.sources.len(), 2);
    let mut french = texts[1].clone();
    (french.document.language, french.name) = (Some("fra".to_owned()), "B".to_owned());
    let mut english = texts[0].clone();
    english.document.language = Some("eng".to_owned());
    let answer = diff(&english, &french, &alignment);
    assert!(answer.caveats.iter().any(|c| c.to_string().contains("two languages (eng and fra)")));
}

#[test]
fn families_run_through_all_texts() {
    let texts = series();
    let answer = families(&texts[..3]);
    let ids: Vec<Vec<String>> = answer
        .value
        .families
        .iter()
        .map(|family| family.cells.iter().map(|cell| cell.clauses.join(",")).collect())
        .collect();
    assert_eq!(ids, [["PP1", "PP1", "PP1"], ["", "", "PP2"], ["OP1", "OP1", ""], ["OP2", "OP2", "OP1"]]);
    let same: Vec<Option<bool>> = answer.value.families[0].cells.iter().map(|cell| cell.same_words).collect();
    assert_eq!(same, [None, Some(true), Some(false)]);
}

#[test]
fn what_skips_a_text_is_of_one_family() {
    let texts = [
        text("a", None, &[COAST, "1. Notes oil."]),
        text("b", None, &["1. Notes oil."]),
        text("c", None, &[COAST, "1. Notes oil."]),
    ];
    let answer = families(&texts);
    let first: Vec<String> =
        answer.value.families[0].cells.iter().map(|cell| cell.clauses.join(",")).collect();
    assert_eq!(first, ["PP1", "", "PP1"]);
}

#[test]
fn clauses_come_from_earlier_texts_only() {
    let record = record(&series());
    let passages = passages(&record);
    let latest = &series()[2];
    let answer = origins(latest, None, &passages, 2);
    let told: Vec<(&str, Vec<String>)> = answer
        .value
        .clauses
        .iter()
        .map(|c| (c.clause.as_str(), c.origins.iter().map(|o| format!("{} {}", o.text, o.clause)).collect()))
        .collect();
    let strings = |list: &[&str]| list.iter().map(|s| (*s).to_owned()).collect::<Vec<_>>();
    assert_eq!(
        told,
        [
            ("PP1", strings(&["A/RES/101/1 PP1", "A/RES/100/1 PP1"])),
            ("PP2", strings(&["A/HRC/RES/90/1 PP1"])),
            ("OP1", strings(&["A/RES/101/1 OP2", "A/RES/100/1 OP2"])),
        ],
        "of equally like ones the latest first, and the draft without a day is not an earlier text"
    );
    assert_eq!(answer.value.texts_read, 3);
    assert!(
        answer
            .caveats
            .iter()
            .any(|c| c.to_string().starts_with("3 texts were read, the earliest of 2045-12-01"))
    );
    let second = &answer.value.clauses[2];
    assert_eq!((second.n, second.first.as_ref().map(|o| o.text.as_str())), (2, Some("A/RES/101/1")));
    let one = origins(latest, Some(&["PP2".to_owned()]), &passages, 2);
    assert_eq!(one.value.clauses.len(), 1);
    let draft = origins(&series()[4], None, &passages, 1);
    assert_eq!(
        draft.value.clauses[0].origins[0].text, "A/RES/102/1",
        "to a text without a day all are earlier"
    );
    assert!(
        draft.caveats.iter().any(|c| matches!(c, Caveat::Note { detail } if detail.contains("has no date")))
    );
}

#[test]
fn words_are_searched_in_parts_years_bodies_and_named_texts() {
    let record = record(&series());
    let passages = passages(&record);
    let found = |words: &str, within: Option<usize>, filter: &Filter| -> Vec<String> {
        let words = words.to_owned();
        let looked_for = match within {
            Some(within) => Looked::Near { words, within },
            None => Looked::Phrase { words },
        };
        let answer = search(looked_for, &passages, filter, 10).expect("words");
        answer.value.hits.iter().map(|hit| format!("{} {}", hit.text.name, hit.clause)).collect()
    };
    let all = Filter::default();
    assert_eq!(
        found("WICKS of the eastern", None, &all),
        ["A/RES/102/1 OP1", "A/RES/101/1 OP2", "A/RES/100/1 OP2"],
        "the latest first"
    );
    assert_eq!(found("dawn dusk", Some(12), &all).len(), 4);
    let preamble = Filter { part: Some(Part::Preamble), ..Filter::default() };
    assert!(found("wicks", None, &preamble).is_empty());
    let years = Filter { years: Some((2046, 2046)), ..Filter::default() };
    assert_eq!(found("wicks", None, &years), ["A/RES/101/1 OP2"]);
    let body = Filter { body: Some(Body::HumanRightsCouncil), ..Filter::default() };
    assert_eq!(found("ships whistle", None, &body), ["A/HRC/RES/90/1 PP1"]);
    let texts = Filter { texts: Some(["our draft".to_owned()].into()), ..Filter::default() };
    assert_eq!(found("lamps", None, &texts), ["our draft PP1", "our draft OP1"]);
    assert!(search(Looked::Phrase { words: " ,".to_owned() }, &passages, &all, 1).is_none());
    let few = search(Looked::Phrase { words: "wicks".to_owned() }, &passages, &all, 1).expect("words");
    assert_eq!((few.value.n_clauses, few.value.n_texts, few.value.hits.len()), (3, 3, 1));
    assert_eq!(few.tables()[0].title, "«wicks» in 3 clauses of 3 texts; the latest 1");
}

#[test]
fn agreed_language_is_found_for_a_passage() {
    let record = record(&series());
    let passages = passages(&record);
    let answer = like("that ships whistle twice when they see no lamp", &passages, &Filter::default(), 1);
    let hit = &answer.value.hits[0];
    assert_eq!(hit.text.name, "A/RES/102/1", "of equally like ones the latest first");
    assert_eq!(answer.value.n_clauses, 2);
    let (start, end) = hit.places[0];
    assert_eq!(&hit.words[start as usize..end as usize], "that ships whistle twice when they see no");
    assert!(hit.differs.is_some());
}

#[test]
fn words_are_followed_through_a_series() {
    let answer = phrases(&series()[..3]);
    let told: Vec<(&str, Vec<(u32, &str)>)> = answer
        .value
        .clauses
        .iter()
        .map(|c| (c.clause.as_str(), c.phrases.iter().map(|p| (p.since, p.words.as_str())).collect()))
        .collect();
    assert_eq!(told[1], ("PP2", vec![(2, "Noting that ships whistle twice when they see no light at all,")]));
    assert_eq!(
        told[2],
        (
            "OP1",
            vec![
                (0, "Requests the Keeper to trim the wicks of the eastern rock"),
                (1, "and of the western one by 2050.")
            ]
        ),
        "two words alone are no phrase of their own"
    );
    let left: Vec<(u32, &str, bool)> =
        answer.value.left.iter().map(|l| (l.text, l.clause.as_str(), l.whole)).collect();
    assert_eq!(left, [(2, "OP1", true)]);
}

#[test]
fn mandates_stand_side_by_side() {
    let texts = series();
    let one = mandates(&texts[..1]);
    assert_eq!(one.value.mandates[0].tasks.len(), 1);
    assert_eq!(one.tables().len(), 1);
    let two = mandates(&[texts[0].clone(), texts[4].clone()]);
    let [shared, here, there] = two.value.of_two();
    assert_eq!((shared.len(), here.len(), there.len()), (0, 1, 1));
    let two = mandates(&[texts[0].clone(), texts[2].clone()]);
    assert_eq!(two.value.of_two()[0].len(), 1);
    let three = mandates(&texts[..3]);
    assert_eq!(three.value.side_by_side.len(), 1);
    let names: Vec<String> = three.tables().into_iter().map(|table| table.name).collect();
    assert_eq!(names, ["side_by_side", "tasks", "tasks_2", "tasks_3"]);
    let mut french = texts[3].clone();
    french.document.language = Some("fra".to_owned());
    let unread = mandates(&[french]);
    assert!(
        unread.caveats.iter().all(|c| c.to_string().contains("know English only"))
            && !unread.caveats.is_empty()
    );
    let none = mandates(&texts[3..4]);
    assert!(none.caveats.iter().any(|c| c.to_string().contains("no rule finds a task in A/HRC/RES/90/1")));
}

#[test]
fn an_item_of_a_list_has_the_words_above_it() {
    let draft = text(
        "a",
        None,
        &[
            "1. Invites all keepers, at their own pace, to submit to the General Assembly by 2050 reports on:",
            "(a) Their lamps;",
            "(b) Their oil.",
        ],
    );
    let answer = mandates(&[draft]);
    let tasks = &answer.value.mandates[0].tasks;
    assert_eq!(tasks.len(), 2);
    assert_eq!(tasks[0].to_do(), "to submit to the General Assembly by 2050 reports on: Their lamps");
    assert_eq!(tasks[1].when[0].text, "by 2050");
    assert_eq!(tasks[1].reports_to.as_ref().map(|to| to.text.as_str()), Some("the General Assembly"));
}
