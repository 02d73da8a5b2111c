//! Alignment, words inside clauses, and how they are shown.

use proptest::prelude::*;
use travaux_text::Document;
use travaux_text::align::{Change, align};
use travaux_text::difference::{Op, compare};
use travaux_text::opening::Shift;
use travaux_text::render::{Pair, Revision, Style, docx, html, markdown, terminal};

use crate::texts::document;

const OLD: [&str; 8] = [
    "Recalling the resolution on the lamps of the northern coast and on their keepers,",
    "Noting that oil is dear and that wicks are short in all harbours of the region,",
    "Stressing that whistles of ships must be heard by night, that foghorns must be heard by day and that both must be kept in repair by the owners of ships,",
    "1. Notes the new lamp of the eastern rock, built by the Guild of Masons;",
    "2. Requests the Keeper to clean the glass every morning before the tide;",
    "3. Invites all harbours to write down what passing ships they see;",
    "4. Encourages the Guild to train young masons in the mending of towers;",
    "5. Decides to meet again.",
];

const NEW: [&str; 9] = [
    "Noting that oil is dear and that wicks are short in all harbours of the region,",
    "Recalling the resolution on the lamps of the northern coast and on their keepers,",
    "Stressing that whistles of ships must be heard by night,",
    "Stressing also that foghorns must be heard by day and that both must be kept in repair by the owners of ships,",
    "1. Welcomes with appreciation the new lamp of the eastern rock, built by the Guild of Masons;",
    "2. Requests the Keeper to clean the glass every morning before the tide;",
    "3. Urges all harbours to write down what passing ships they see, and what flags these fly;",
    "4. Asks nothing of gulls;",
    "5. Decides to meet again.",
];

fn told(before: &Document, after: &Document) -> Vec<String> {
    let ids = |document: &Document, places: &[u32]| {
        places.iter().map(|&p| document.clauses[p as usize].id.clone()).collect::<Vec<_>>().join("+")
    };
    align(before, after)
        .links
        .iter()
        .map(|l| {
            let moved = if l.moved { " moved" } else { "" };
            format!("{} > {} {:?}{moved}", ids(before, &l.before), ids(after, &l.after), l.change)
        })
        .collect()
}

#[test]
fn every_kind_of_change_is_named() {
    let (old, new) = (document(&OLD), document(&NEW));
    assert_eq!(
        told(&old, &new),
        [
            "PP2 > PP1 Kept moved",
            "PP1 > PP2 Kept",
            "PP3 > PP3+PP4 Split",
            "OP1 > OP1 Reworded",
            "OP2 > OP2 Kept",
            "OP3 > OP3 Reworded",
            "OP4 >  Gone",
            " > OP4 New",
            "OP5 > OP5 Kept",
        ]
    );
    assert!(told(&new, &old).contains(&"PP3+PP4 > PP3 Merged".to_owned()));
    let links = align(&old, &new).links;
    let shift =
        |id: &str| links.iter().find(|l| new.clauses[l.after[0] as usize].id == id).and_then(|l| l.shift);
    assert_eq!(shift("OP1"), Some(Shift::Stronger));
    assert_eq!(shift("OP3"), Some(Shift::Stronger));
    assert!(links.iter().all(|l| l.change != Change::Kept || (l.likeness - 1.0).abs() < f32::EPSILON));
}

#[test]
fn a_difference_in_every_format() {
    let (old, new) = (document(&OLD), document(&NEW));
    let alignment = align(&old, &new);
    let pair = Pair::of(&old, &new, &alignment);
    let shown = terminal(&pair, Style::Marks, 72);
    assert!(shown.contains("OP1  (reworded; stronger: Notes, now Welcomes with appreciation)"), "{shown}");
    assert!(shown.contains("[-Notes-]{+Welcomes with appreciation+} the new lamp"), "{shown}");
    assert!(shown.lines().all(|l| l.chars().count() <= 74), "{shown}");
    assert!(terminal(&pair, Style::Colours, 72).contains("\u{1b}[32;4mWelcomes with appreciation\u{1b}[0m"));
    assert!(markdown(&pair).contains("~~Notes~~ **Welcomes with appreciation** the new lamp"));
    let page = html(&pair);
    assert!(
        page.contains("<del>Notes</del> the new lamp")
            && page.contains("<ins>Welcomes with appreciation</ins>")
    );
    assert!(
        docx(&pair, &Revision { author: "A & B".to_owned(), date: None })
            .expect("written")
            .starts_with(b"PK")
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn pieces_put_together_are_the_texts(a in "[a-c ,.’‑é\n]{0,40}", b in "[a-c ,.’‑é\n]{0,40}") {
        let pieces = compare(&a, &b);
        let before: String = pieces.iter().map(|p| p.before.as_str()).collect();
        let after: String = pieces.iter().map(|p| p.after.as_str()).collect();
        prop_assert_eq!(&before, a.trim_start());
        prop_assert_eq!(&after, b.trim_start());
        prop_assert!(pieces.iter().all(|p| (p.op == Op::New) == p.before.is_empty()));
    }

    #[test]
    fn every_clause_is_in_one_link(
        a in prop::collection::vec("(Noting |Requests |\\([a-c]\\) |[1-9]\\. )?([a-d]{1,3} ){1,9}", 0..12),
        b in prop::collection::vec("(Noting |Requests |\\([a-c]\\) |[1-9]\\. )?([a-d]{1,3} ){1,9}", 0..12),
    ) {
        let texts = |list: &[String]| document(&list.iter().map(String::as_str).collect::<Vec<_>>());
        let (before, after) = (texts(&a), texts(&b));
        let alignment = align(&before, &after);
        let mut olds: Vec<u32> = alignment.links.iter().flat_map(|l| l.before.clone()).collect();
        let mut news: Vec<u32> = alignment.links.iter().flat_map(|l| l.after.clone()).collect();
        olds.sort_unstable();
        news.sort_unstable();
        prop_assert_eq!(olds, (0..before.clauses.len() as u32).collect::<Vec<_>>());
        prop_assert_eq!(news, (0..after.clauses.len() as u32).collect::<Vec<_>>());
        let pair = Pair::of(&before, &after, &alignment);
        let _ = (terminal(&pair, Style::Marks, 40), markdown(&pair), html(&pair));
        let written = docx(&pair, &Revision { author: String::new(), date: None });
        prop_assert!(written.is_ok());
        travaux_text::mandate::mandate(&before);
    }

    #[test]
    fn no_words_are_too_strange(text in "\\PC{0,60}") {
        let one = document(&[&text]);
        travaux_text::mandate::mandate(&one);
        if let Some(search) = travaux_text::search::Search::near(&text, 4) {
            search.find(&text);
        }
        travaux_text::opening::strength(&text);
        travaux_text::number::parse(&text, Some(3));
        let mut hashes = Vec::new();
        travaux_text::words::word_hashes(&text, &mut hashes);
        let words = travaux_text::words::units(&text).iter().filter(|u| u.is_word()).count();
        prop_assert_eq!(hashes.len(), words);
    }
}
