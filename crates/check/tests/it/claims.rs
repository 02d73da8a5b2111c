//! Sentences of our own, right and wrong, with the verdicts that a careful colleague would give on the bundled record.

use travaux_check::{Checked, Sidecar, Verdict, check};
use travaux_import::Manuscript;
use travaux_record::{Diagnostics, Record};
use travaux_votes::Context;

fn checked(text: &str) -> Checked {
    let record = Record::bundled();
    let mut diagnostics = Diagnostics::default();
    let manuscript = Manuscript::read("text.txt", text.as_bytes(), &mut diagnostics).expect("a text");
    check(Context::new(&record), &manuscript, &Sidecar::default()).value
}

/// What a case expects: each verdict on a kind of claim, in the order of the text. `title` and other kinds that are not named in
/// any expectation of a case must not be wrong.
fn verdicts(text: &str) -> Vec<String> {
    let word = |verdict: Verdict| match verdict {
        Verdict::Right => "right",
        Verdict::Wrong => "wrong",
        Verdict::CannotTell => "cannot tell",
    };
    checked(text).findings.iter().map(|f| format!("{} {}", f.kind.word(), word(f.verdict))).collect()
}

const CASES: &[(&str, &[&str])] = &[
    // Tallies, in the wordings of resolutions, the press and scholars.
    ("Resolution 73/27 was adopted by 119 votes to 46, with 14 abstentions.", &["tally right"]),
    ("Resolution 73/27 was adopted by 119 votes to 46, with 15 abstentions.", &["tally wrong"]),
    (
        "The Assembly adopted resolution 75/32 by a recorded vote of 163 in favour to 10 against, with 7 abstentions.",
        &["question right", "tally right"],
    ),
    (
        "The Assembly adopted resolution 75/32 by a recorded vote of 161 in favour to 10 against, with 7 abstentions.",
        &["question right", "tally wrong"],
    ),
    ("Resolution 75/240 passed 92-50-21.", &["tally right"]),
    ("Resolution 75/240 passed 92\u{2013}50\u{2013}20.", &["tally wrong"]),
    (
        "A/RES/75/240 was adopted with ninety-two in favor, fifty against, and twenty-one abstaining.",
        &["tally right"],
    ),
    (
        "A/RES/75/240 was adopted with ninety-two in favor, fifty-one against, and twenty-one abstaining.",
        &["tally wrong"],
    ),
    (
        "With 138 votes in favour, 12 against and 16 abstentions, the General Assembly adopted resolution 73/266.",
        &["tally right"],
    ),
    (
        "With 138 votes in favour, 12 against and 9 abstentions, the General Assembly adopted resolution 73/266.",
        &["tally wrong"],
    ),
    ("Resolution 73/27 (119 votes against 46 and 14 abstentions) was contested.", &["tally right"]),
    (
        "Resolution 74/29 was adopted (129 in favour, 6 against, 45 abstaining), as was resolution 74/28 (163 in favour, 10 against, 6 abstaining).",
        &["tally right", "tally right"],
    ),
    (
        "Resolution 74/29 was adopted (163 in favour, 10 against, 6 abstaining), as was resolution 74/28 (129 in favour, 6 against, 45 abstaining).",
        &["tally wrong", "tally wrong"],
    ),
    ("On resolution 75/240, 92 states voted in favour, 50 voted against and 21 abstained.", &["tally right"]),
    ("On resolution 75/240, 92 states voted in favour, 50 voted against and 30 abstained.", &["tally wrong"]),
    ("Of resolution 75/240 it is known that 30 states did not vote.", &["tally right"]),
    ("Of resolution 75/240 it is known that 21 states did not vote.", &["tally wrong"]),
    ("Resolution 75/240 was supported by many. It received 92 votes in favour.", &["tally right"]),
    ("Resolution 75/32 had no abstentions.", &["tally wrong"]),
    ("Only 10 states voted against resolution 75/32.", &["tally right"]),
    ("Only 9 states voted against resolution 75/32.", &["tally wrong"]),
    // Stages and questions.
    ("The First Committee approved A/C.1/75/L.4 by 153 votes to 11, with 9 abstentions.", &["tally right"]),
    ("The First Committee approved A/C.1/75/L.4 by 153 votes to 9, with 9 abstentions.", &["tally wrong"]),
    ("In plenary, A/RES/75/32 was adopted by 153 votes to 11, with 9 abstentions.", &["tally wrong"]),
    (
        "Operative paragraph 1 of A/C.1/75/L.8/Rev.1 was retained by 92 votes to 52, with 24 abstentions.",
        &["tally right"],
    ),
    (
        "Operative paragraph 1 of A/C.1/75/L.8/Rev.1 was retained by 92 votes to 50, with 24 abstentions.",
        &["tally wrong"],
    ),
    ("Resolution 76/19 was adopted without a vote.", &["question right"]),
    ("Resolution 75/240 was adopted by consensus.", &["question wrong"]),
    ("Resolution 75/32 was adopted unanimously.", &["question wrong"]),
    ("Resolution 76/19 was adopted by a recorded vote.", &["question wrong"]),
    // Days.
    ("UNGA Res. 73/27 (Dec. 5, 2018).", &["date right"]),
    ("UNGA Res. 73/27 (Dec. 22, 2018).", &["date wrong"]),
    ("UNGA Res. 73/266, \u{b6} 3 (Jan. 2, 2019).", &["date wrong"]),
    ("G.A. Res. 75/32 (7 December 2020).", &["date right"]),
    ("Resolution 75/240 of 31 December 2020 set up a working group.", &["date right"]),
    ("Resolution 75/240 of 4 January 2021 set up a working group.", &["date wrong"]),
    ("UNGA Res. 68/243 (Dec. 27, 2018).", &["date wrong"]),
    ("UNGA Res. 75/32 (2020).", &["date right"]),
    ("UNGA Res. 75/32 (2019).", &["date wrong"]),
    (
        "Resolutions 73/27 and 73/266 were adopted on December 5 and 22, 2018, respectively.",
        &["date right", "date right"],
    ),
    (
        "Resolutions 73/27 and 73/266 were adopted on December 22 and 5, 2018, respectively.",
        &["date wrong", "date wrong"],
    ),
    ("The General Assembly adopted resolution 75/32 on 7 December 2020.", &["date right"]),
    ("The General Assembly adopted resolution 75/32 on 8 December 2020.", &["date wrong"]),
    ("The First Committee voted on A/C.1/75/L.4 on 9 November 2020.", &["date right"]),
    ("The group that resolution 73/266 set up met on 9 December 2019.", &[]),
    // Titles.
    (
        "Resolution 75/32, \u{201c}Advancing responsible State behaviour in cyberspace in the context of international security\u{201d}, is brief.",
        &["title right"],
    ),
    (
        "Resolution 75/32, entitled \u{201c}Advancing responsible State behavior in cyberspace in the context of international security\u{201d}, is brief.",
        &["title right"],
    ),
    (
        "Resolution 75/32, entitled \u{201c}Establishment of a nuclear-weapon-free zone in the region of the Middle East\u{201d}, is brief.",
        &["title wrong"],
    ),
    (
        "The resolution \u{201c}Advancing responsible State behaviour in cyberspace\u{201d} (A/RES/75/32) is brief.",
        &["title right"],
    ),
    // Sponsors.
    ("Resolution 75/240 had 27 sponsors.", &["sponsors right"]),
    ("Draft resolution A/C.1/75/L.8/Rev.1 had 18 co-sponsors when it was tabled.", &["sponsors right"]),
    ("Resolution 75/240 had 40 sponsors.", &["sponsors wrong"]),
    ("Resolution 75/240 had 22 sponsors.", &["sponsors cannot tell"]),
    ("A/C.1/75/L.4 was introduced by the United States on behalf of 53 states.", &["sponsors right"]),
    ("Zambia sponsored resolution 75/32.", &["sponsors right"]),
    ("India sponsored resolution 75/32.", &["sponsors wrong"]),
    ("France sponsored resolution 73/27.", &["sponsors cannot tell"]),
    // Positions.
    ("France and Germany voted against resolution 75/240.", &["position right"]),
    ("France and India voted against resolution 75/240.", &["position wrong"]),
    ("Iran voted against resolution 75/32.", &["position right"]),
    ("Brazil abstained on resolution 75/240.", &["position right"]),
    ("Zambia was absent when resolution 75/240 was put to the vote.", &["position right"]),
    ("The representative of France voted against resolution 75/32.", &[]),
    // Several things at once.
    (
        "On resolution 75/240, 30 states were absent, among which 19 states that had voted in favour of resolution 73/27.",
        &["tally right", "states right"],
    ),
    (
        "On resolution 75/240, 30 states were absent, among which 18 states that had voted in favour of resolution 73/27.",
        &["tally right", "states wrong"],
    ),
    ("All sponsors of resolution 75/240 voted for it.", &["states wrong"]),
    (
        "Resolutions 75/32 and 75/240 were rivals. In all, 73 states voted in favour of both.",
        &["states right"],
    ),
    (
        "Resolutions 75/32 and 75/240 were rivals. In all, 83 states voted in favour of both.",
        &["states wrong"],
    ),
    // Sums.
    ("Resolution 73/27 found the support of 119 of 193 members (61.7 %).", &["sum right"]),
    ("Resolution 73/27 found the support of 119 of 193 members (66.5 %).", &["sum wrong"]),
    // Nothing that can be told, and nothing that is claimed.
    ("The treaty has 27 parties, and 46 states voted against it.", &[]),
    ("According to the WTO's document G/SPS/N/27, 119 members were in favour.", &[]),
    ("Paragraph 5 of resolution 73/27 speaks of 25 states.", &[]),
    ("Resolution 73/27 sets up a group of 25 members, of whom 5 abstained from comment.", &[]),
];

#[test]
fn sentences_get_the_verdicts_of_a_careful_colleague() {
    let mut failed = Vec::new();
    for (text, expected) in CASES {
        let found = verdicts(text);
        if found != *expected {
            failed.push(format!("{text}\n    expected {expected:?}\n    found    {found:?}"));
        }
    }
    assert!(failed.is_empty(), "{} of {} sentences:\n{}", failed.len(), CASES.len(), failed.join("\n"));
}
