//! Which clauses stand again in another text.

use std::collections::BTreeSet;

use proptest::prelude::*;
use travaux_text::align::{Alignment, Change, align};
use travaux_text::{Clause, Document};

use crate::texts::document;

/// `OP1 > OP2 Reworded moved`; behind them the passages, `OP1 ~ OP3`.
fn told(before: &Document, after: &Document) -> Vec<String> {
    let ids = |document: &Document, places: &[u32]| {
        places.iter().map(|&i| document.clauses[i as usize].id.clone()).collect::<Vec<_>>().join("+")
    };
    let alignment = align(before, after);
    let links = alignment.links.iter().map(|l| {
        let moved = if l.moved { " moved" } else { "" };
        format!("{} > {} {:?}{moved}", ids(before, &l.before), ids(after, &l.after), l.change)
    });
    let passages = alignment
        .passages
        .iter()
        .map(|p| format!("{} ~ {}", ids(before, &[p.before]), ids(after, &[p.after])));
    links.chain(passages).collect()
}

const LAMPS: &str = "1. Requests the Keeper of the eastern rock to clean the glass of the great lamp every morning before the tide, to write down in the blue book what oil was burnt during the night, and to train two young masons each winter in the mending of cracked towers;";

#[test]
fn words_that_go_to_a_clause_with_a_partner_of_its_own_make_a_passage() {
    let old = document(&[
        LAMPS,
        "2. Invites the Guild of Masons to lend its ladders and ropes to all harbours that ask for them in good time;",
    ]);
    let new = document(&[
        "1. Requests the Keeper of the eastern rock to clean the glass of the great lamp every morning before the tide, and to write down in the blue book what oil was burnt during the night;",
        "2. Invites the Guild of Masons to lend its ladders and ropes to all harbours that ask for them in good time, and to train two young masons each winter in the mending of cracked towers;",
    ]);
    assert_eq!(told(&old, &new), ["OP1 > OP1 Reworded", "OP2 > OP2 Reworded", "OP1 ~ OP2"]);
    let alignment = align(&old, &new);
    assert_eq!(
        alignment.passages[0].words, 14,
        "and to train two young masons each winter in the mending of cracked towers"
    );
    assert_eq!(alignment.pairs(), BTreeSet::from([(0, 0), (0, 1), (1, 1)]));
}

#[test]
fn a_paragraph_that_becomes_a_list_is_split() {
    let old = document(&[LAMPS, "2. Decides to meet again when the herring come back."]);
    let new = document(&[
        "1. Requests the Keeper of the eastern rock:",
        "(a) To clean the glass of the great lamp every morning before the tide;",
        "(b) To write down in the blue book what oil was burnt during the night;",
        "(c) To train two young masons each winter in the mending of cracked towers;",
        "2. Decides to meet again when the herring come back.",
    ]);
    let mut links = told(&old, &new);
    links.truncate(2);
    assert_eq!(links, ["OP1 > OP1+OP1 (a)+OP1 (b)+OP1 (c) Split", "OP2 > OP2 Kept"]);
    assert_eq!(told(&new, &old)[0], "OP1+OP1 (a)+OP1 (b)+OP1 (c) > OP1 Merged");
}

#[test]
fn a_clause_brought_up_to_date_stays_the_same_clause() {
    let old = document(&[
        "Noting that oil is dear and that wicks are short in all harbours of the region,",
        "Recalling its resolutions 90/1 of 3 May 2090 and 91/7 of 9 June 2091,",
        "Stressing that whistles of ships must be heard by night,",
    ]);
    let new = document(&[
        "Noting that oil is dear and that wicks are short in all harbours of the region,",
        "Recalling its decision 99/400 of 12 December 2099,",
        "Stressing that whistles of ships must be heard by night,",
    ]);
    assert_eq!(told(&old, &new)[1], "PP2 > PP2 Reworded");
    // What stands in the same place and opens otherwise is another clause.
    let other = document(&[
        "Noting that oil is dear and that wicks are short in all harbours of the region,",
        "Welcoming the new foghorn of the southern cape,",
        "Stressing that whistles of ships must be heard by night,",
    ]);
    assert_eq!(told(&old, &other), ["PP1 > PP1 Kept", "PP2 >  Gone", " > PP2 New", "PP3 > PP3 Kept"]);
}

#[test]
fn the_same_dates_and_names_do_not_make_two_clauses_one() {
    let old = document(&[
        "Recalling the meeting of the International Conference of Keepers of Lamps held in Northhaven from 26 February to 1 March 2091,",
        "1. Requests the Keeper to clean the glass every morning before the tide;",
    ]);
    let new = document(&[
        "1. Requests the Keeper to clean the glass every morning before the tide;",
        "2. Encourages gulls to leave Northhaven, where from 26 February to 1 March 2091 they ate the bread of the International Conference of Keepers of Lamps, and to settle on the southern cape, whose foghorn they are known to like;",
    ]);
    assert_eq!(told(&old, &new), ["PP1 >  Gone", "OP1 > OP1 Kept", " > OP2 New"]);
}

#[test]
fn what_goes_from_preamble_to_operative_part_has_moved() {
    let old = document(&[
        "Stressing that whistles of ships must be heard by night and that both must be kept in repair by the owners,",
        "Noting that oil is dear and that wicks are short in all harbours of the region,",
        "1. Requests the Keeper to clean the glass every morning before the tide;",
    ]);
    let new = document(&[
        "Noting that oil is dear and that wicks are short in all harbours of the region,",
        "1. Requests the Keeper to clean the glass every morning before the tide;",
        "2. Stresses that whistles of ships must be heard by night and that both must be kept in repair by the owners;",
    ]);
    assert_eq!(told(&old, &new), ["PP2 > PP1 Kept", "OP1 > OP1 Kept", "PP1 > OP2 Reworded moved"]);
}

/// Clauses that have no word in common, but for the first.
fn clause(n: usize) -> String {
    let words: Vec<String> =
        (0..8).map(|i| format!("word{}x{}", char::from(b'a' + n as u8), "y".repeat(i))).collect();
    format!("Noting {},", words.join(" "))
}

/// The length of the longest sequence that rises, each tried.
fn longest(of: &[usize]) -> usize {
    (0_u32..1 << of.len())
        .map(|set| (0..of.len()).filter(|i| set >> i & 1 == 1).map(|i| of[i]).collect::<Vec<_>>())
        .filter(|sequence| sequence.windows(2).all(|w| w[0] < w[1]))
        .map(|sequence| sequence.len())
        .max()
        .unwrap_or(0)
}

fn lines() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec("(Noting |Requests |\\([a-c]\\) |[1-9]\\. )?([A-d]{1,3} |[0-9]{2} ){1,12}", 0..12)
}

fn read(lines: &[String]) -> Document {
    document(&lines.iter().map(String::as_str).collect::<Vec<_>>())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn as_few_clauses_have_moved_as_can_be(order in Just((0..8_usize).collect::<Vec<_>>()).prop_shuffle()) {
        let before = read(&(0..8).map(clause).collect::<Vec<_>>());
        let after = read(&order.iter().map(|&n| clause(n)).collect::<Vec<_>>());
        let links = align(&before, &after).links;
        prop_assert!(links.iter().all(|l| l.change == Change::Kept));
        let moved = links.iter().filter(|l| l.moved).count();
        prop_assert_eq!(moved, 8 - longest(&order));
    }

    #[test]
    fn a_text_is_its_own(lines in lines()) {
        let text = read(&lines);
        let Alignment { links, passages } = align(&text, &text);
        prop_assert!(links.iter().all(|l| l.change == Change::Kept && !l.moved), "{links:?}");
        prop_assert!(passages.is_empty());
    }

    #[test]
    fn links_and_passages_fit_together(a in lines(), b in lines()) {
        let (before, after) = (read(&a), read(&b));
        let alignment = align(&before, &after);
        prop_assert_eq!(&alignment, &align(&before, &after));
        let words = |c: &Clause| c.text.split_whitespace().count();
        let mut partners = BTreeSet::new();
        for link in &alignment.links {
            prop_assert!(link.before.len() <= 1 || link.after.len() <= 1);
            prop_assert!(!link.before.is_empty() || !link.after.is_empty());
            partners.extend(link.before.iter().flat_map(|&x| link.after.iter().map(move |&y| (x, y))));
        }
        for passage in &alignment.passages {
            let (x, y) = (&before.clauses[passage.before as usize], &after.clauses[passage.after as usize]);
            prop_assert!(passage.words as usize <= words(x).min(words(y)));
        }
        prop_assert!(partners.is_subset(&alignment.pairs()));
        let named: BTreeSet<(u32, u32)> = alignment.passages.iter().map(|p| (p.before, p.after)).collect();
        prop_assert_eq!(named.len(), alignment.passages.len());
        // A link of several clauses has as many passages as it has parts beside the first.
        for link in alignment.links.iter().filter(|l| l.before.len() + l.after.len() > 2) {
            let inside = link.before.iter().flat_map(|&x| link.after.iter().map(move |&y| (x, y)));
            prop_assert_eq!(inside.filter(|p| named.contains(p)).count(), link.before.len() + link.after.len() - 2);
        }
    }
}

#[test]
fn clauses_without_a_word_are_the_partners_of_their_equals() {
    // What damage or dots leave of a text.
    let mut text = document(&[LAMPS, "2. Decides to meet again when the herring come back."]);
    for words in ["", ":", ""] {
        text.clauses.push(Clause { text: words.to_owned(), opening: None, ..text.clauses[1].clone() });
    }
    let alignment = align(&text, &text);
    assert!(alignment.links.iter().all(|link| link.change == Change::Kept), "{:?}", told(&text, &text));
    assert_eq!(alignment.links.len(), 5);
}
