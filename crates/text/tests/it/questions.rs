//! Mandates, search, and where words came from.

use travaux_text::mandate::{mandate, side_by_side};
use travaux_text::reuse::{Measure, Options, find_like, fit};
use travaux_text::search::Search;

use crate::texts::document;

#[test]
fn tasks_have_who_what_when_and_to_whom() {
    let text = document(&[
        "1. Notes the lamp;",
        "2. Requests the Keeper, within existing resources, to submit to the General Assembly at its ninetieth session a report on oil, and invites all ships to whistle twice by 31 December 2031;",
        "3. Calls upon harbours:",
        "(a) To paint their doors;",
        "(b) To report annually to the Security Council;",
        "4. Decides that the Committee of Wicks shall meet every two years;",
        "5. Decides to close the book.",
    ]);
    let tasks = mandate(&text);
    let told: Vec<String> = tasks
        .iter()
        .map(|t| {
            let who = t.who.as_ref().map_or("-", |w| w.text.as_str());
            let when: Vec<&str> = t.when.iter().map(|w| w.text.as_str()).collect();
            let to = t.reports_to.as_ref().map_or("-", |w| w.text.as_str());
            format!("{} {} | {who} | {} | {} | {to}", t.id, t.verb, t.what.text, when.join(", "))
        })
        .collect();
    assert_eq!(
        told,
        [
            "OP2 requests | the Keeper | to submit to the General Assembly at its ninetieth session a report on oil | at its ninetieth session | the General Assembly",
            "OP2 invites | all ships | to whistle twice by 31 December 2031 | by 31 December 2031 | -",
            "OP3 (a) calls upon | harbours | To paint their doors |  | -",
            "OP3 (b) calls upon | harbours | To report annually to the Security Council | annually | the Security Council",
            "OP4 decides | the Committee of Wicks | shall meet every two years | every two years | -",
            "OP5 decides | - | to close the book |  | -",
        ]
    );
    for task in &tasks {
        for part in
            task.who.iter().chain(&task.lead).chain([&task.what]).chain(&task.when).chain(&task.reports_to)
        {
            let clause = &text.clauses[part.clause as usize].text;
            assert_eq!(
                &clause[part.span.0 as usize..part.span.1 as usize],
                part.text,
                "the span is where it was read"
            );
        }
    }
}

#[test]
fn mandates_side_by_side() {
    let here = mandate(&document(&[
        "1. Requests the Keeper to clean the old glass of the tower;",
        "2. Invites ships to whistle.",
    ]));
    let there = mandate(&document(&[
        "1. Requests the Keeper to clean the glass of the tower every year;",
        "2. Urges harbours to deepen the northern channel before winter.",
    ]));
    let both = side_by_side(&here, &there);
    assert_eq!((both.shared, both.only_here, both.only_there), (vec![(0, 0)], vec![1], vec![1]));
}

#[test]
fn phrases_and_words_near_each_other() {
    let text = "The Keeper’s LAMP, once lit, burns; a lamp once lit is a non‑returning debt.";
    let found = |s: &Search| s.find(text).into_iter().map(|r| &text[r]).collect::<Vec<_>>();
    assert_eq!(found(&Search::phrase("lamp once lit").expect("words")), ["LAMP, once lit", "lamp once lit"]);
    assert_eq!(found(&Search::phrase("keeper's").expect("words")), ["Keeper’s"]);
    assert_eq!(found(&Search::phrase("non-returning debt").expect("words")), ["non‑returning debt"]);
    assert_eq!(found(&Search::near("burns lamp", 5).expect("words")), ["LAMP, once lit, burns"]);
    let acronyms = Search::phrase("ICTs of non-state actors").expect("words");
    let used = "Use of ICTs of non‑State actors";
    assert_eq!(
        acronyms.find(used).into_iter().map(|r| &used[r]).collect::<Vec<_>>(),
        ["ICTs of non‑State actors"]
    );
    assert!(found(&Search::phrase("lamp burns").expect("words")).is_empty());
    assert!(Search::phrase(" , ").is_none());
}

#[test]
fn passages_come_from_earlier_ones() {
    let record = [
        "Recalling that the lamps of the northern coast shall be lit at dusk and put out at dawn,",
        "Noting that ships whistle,",
        "Recalling also that all lamps of the northern coast shall be lit at dusk and put out by the Keeper at dawn,",
    ];
    let asked = [
        "Recalling that the lamps of the northern coast shall be lit at dusk and put out at dawn,",
        "Nothing of this",
    ];
    let found = find_like(&asked, &record, Options::default(), |_, _| true);
    assert_eq!(found[0].iter().map(|f| f.passage).collect::<Vec<_>>(), [0, 2]);
    assert!((found[0][0].likeness - 1.0).abs() < f32::EPSILON);
    assert!(found[1].is_empty());
    let earlier = find_like(&asked, &record, Options::default(), |_, passage| passage > 0);
    assert_eq!(earlier[0].iter().map(|f| f.passage).collect::<Vec<_>>(), [2]);
}

#[test]
fn a_phrase_is_found_in_a_longer_passage() {
    let text = "Noting, with the usual care, that the lamps of the coast shall be lit at dusk, and that ships whistle";
    let found = fit("lamps of the coast shall be lit at dusk", text);
    assert!((found.likeness - 1.0).abs() < f32::EPSILON, "{found:?}");
    assert_eq!(found.words, 7..16);
    let found = fit("lamps of the northern coast shall be lit", text);
    assert!((found.likeness - 2.0 * 7.0 / 15.0).abs() < 0.001, "{found:?}");
    assert!(fit("nothing", text).words.is_empty());
    let options = Options { measure: Measure::Part, ..Options::default() };
    let hits = find_like(&["lamps of the coast"], &[text], options, |_, _| true);
    assert_eq!(hits[0].len(), 1);
}
