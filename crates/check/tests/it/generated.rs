//! The record's own facts in the usual wordings are right, and with one number changed they are wrong: over decisions of all
//! sessions, so that no wording works for one form of symbol only.

use travaux_check::{Finding, Kind, Sidecar, Verdict, check};
use travaux_import::Manuscript;
use travaux_record::{DecisionRef, Diagnostics, Position, Record, Stage};
use travaux_un::symbol::DocumentKind;
use travaux_votes::Context;

/// Every so manieth decision is asked about.
const EVERY: usize = 97;

/// A wording of a tally, by the name of the text and three numbers.
type Wording = fn(&str, [u16; 3]) -> String;

const WORDINGS: [Wording; 12] = [
    |name, [y, n, a]| format!("Resolution {name} was adopted by {y} votes to {n}, with {a} abstentions."),
    |name, [y, n, a]| {
        format!(
            "The General Assembly adopted resolution {name} by a recorded vote of {y} in favour to {n} against, with {a} abstentions."
        )
    },
    |name, [y, n, a]| {
        format!("Resolution {name} ({y} in favour, {n} against, {a} abstentions) was contested.")
    },
    |name, [y, n, a]| {
        format!(
            "In the end, {y} states voted in favor of resolution {name}, {n} voted against it and {a} abstained."
        )
    },
    |name, [y, n, a]| {
        format!("By {y} votes to {n} (with {a} abstentions), the Assembly adopted resolution {name}.")
    },
    |name, [y, n, a]| format!("Resolution {name} passed {y}-{n}-{a}."),
    |name, [y, n, a]| format!("Resolution {name} passed by a vote of {y}\u{2013}{n}\u{2013}{a}."),
    |name, [y, n, a]| {
        format!(
            "Resolution {name} was adopted with {y} votes in favour, {n} votes against and {a} abstentions."
        )
    },
    |name, [y, n, a]| format!("The vote on resolution {name} was {y} yes, {n} no and {a} abstaining."),
    |name, [y, n, a]| {
        format!(
            "The tally on resolution {name} was as follows: in favour: {y}; against: {n}; abstaining: {a}."
        )
    },
    |name, [y, n, a]| format!("Resolution {name} was adopted ({y} for, {n} against, {a} abstaining)."),
    |name, [y, n, a]| {
        format!(
            "It was resolution {name} that {y} delegations supported with their votes: {y} in favour, {n} against and {a} abstaining."
        )
    },
];

/// Decisions in plenary on whole resolutions, with names; not those on which sources differ, since either number would be right.
fn decisions(record: &Record) -> Vec<DecisionRef<'_>> {
    let plain = |d: &DecisionRef<'_>| {
        d.stage() == Stage::Plenary
            && d.question().is_whole()
            && d.text().is_some_and(|text| {
                text.kind() == DocumentKind::Resolution && text.as_str().starts_with("A/RES/")
            })
            // Parts that only the Digital Library names.
            && !d.text_str().contains('[')
            && !d.positions().is_empty()
            && d.stated().is_none_or(|stated| stated.same_votes(d.positions().tally()))
            && d.readings().iter().all(|r| {
                [r.stated, r.counted].into_iter().flatten().all(|t| t.same_votes(d.positions().tally()))
            })
            && d.corrected().is_empty()
            && record.on_text(&d.text().expect("it has a text")).len() == 1
    };
    record.decisions().filter(plain).step_by(EVERY).collect()
}

/// Paragraphs checked as one document; what was found of a kind, a list for each paragraph.
fn found(record: &Record, kind: Kind, paragraphs: &[String]) -> Vec<Vec<Finding>> {
    let text = paragraphs.join("\n\n");
    let mut diagnostics = Diagnostics::default();
    let manuscript = Manuscript::read("generated.txt", text.as_bytes(), &mut diagnostics).expect("a text");
    let checked = check(Context::new(record), &manuscript, &Sidecar::default()).value;
    let of_line =
        |line: usize| checked.findings.iter().filter(move |f| f.line as usize == line && f.kind == kind);
    // A paragraph is one line, and one is empty between two.
    (0..paragraphs.len()).map(|at| of_line(2 * at + 1).cloned().collect()).collect()
}

fn numbers(decision: DecisionRef<'_>) -> [u16; 3] {
    let tally = decision.positions().tally();
    [tally.in_favour, tally.against, tally.abstaining]
}

/// Expects one verdict on a kind of claim in every paragraph.
fn all_are(record: &Record, kind: Kind, verdict: Verdict, paragraphs: &[String]) {
    let mut failed = Vec::new();
    for (paragraph, found) in paragraphs.iter().zip(found(record, kind, paragraphs)) {
        // Of several findings on one wrong claim one is enough.
        let enough = match verdict {
            Verdict::Wrong => found.iter().any(|f| f.verdict == verdict),
            _ => !found.is_empty() && found.iter().all(|f| f.verdict == verdict),
        };
        if !enough {
            let said: Vec<&str> = found.iter().map(|f| f.verdict.words()).collect();
            failed.push(format!("{paragraph} {said:?}"));
        }
    }
    let some = failed[..failed.len().min(40)].join("\n");
    assert!(failed.is_empty(), "{} of {}:\n{some}", failed.len(), paragraphs.len());
}

fn name(decision: DecisionRef<'_>) -> &str {
    decision.text_str().trim_start_matches("A/RES/")
}

fn in_wordings(changed: bool) -> (Record, Vec<String>) {
    let record = Record::bundled();
    let decisions = decisions(&record);
    assert!(decisions.len() > 40, "{}", decisions.len());
    let paragraphs = WORDINGS.iter().enumerate().flat_map(|(number, wording)| {
        decisions.iter().map(move |decision| {
            let mut numbers = numbers(*decision);
            if changed {
                // Another of the three with each decision and wording.
                numbers[(number + name(*decision).len()) % 3] += 3;
            }
            wording(name(*decision), numbers)
        })
    });
    let paragraphs = paragraphs.collect();
    (record, paragraphs)
}

#[test]
fn tallies_of_the_record_in_the_usual_wordings_are_right() {
    let (record, paragraphs) = in_wordings(false);
    all_are(&record, Kind::Tally, Verdict::Right, &paragraphs);
}

#[test]
fn tallies_with_a_number_changed_are_wrong() {
    let (record, paragraphs) = in_wordings(true);
    all_are(&record, Kind::Tally, Verdict::Wrong, &paragraphs);
}

/// Wordings of a day, as formats of it with the name of the text for NAME.
const DAYS: [&str; 8] = [
    "UNGA Res. NAME (%b. %-d, %Y).",
    "G.A. Res. NAME, para. 3 (%-d %B %Y).",
    "Resolution NAME of %-d %B %Y is often cited.",
    "The Assembly adopted resolution NAME on %-d %B %Y.",
    "Resolution NAME was adopted on %B %-d, %Y.",
    "On %-d %B %Y, the General Assembly adopted resolution NAME.",
    "A/RES/NAME (adopted %-d %b %Y) is often cited.",
    "Resolution NAME (%Y-%m-%d) is often cited.",
];

fn days(later: i64) -> (Record, Vec<String>) {
    let record = Record::bundled();
    let decisions = decisions(&record);
    let paragraphs = DAYS.iter().flat_map(|wording| {
        decisions.iter().filter_map(move |decision| {
            let day = decision.date()?.checked_add(jiff::Span::new().days(later)).ok()?;
            // May has no point; an old symbol is not written with its organ here.
            let wording = wording.replace("%b.", if day.month() == 5 { "%b" } else { "%b." });
            let plain = !name(*decision).contains('(') || !wording.starts_with("A/");
            plain.then(|| day.strftime(&wording).to_string().replace("NAME", name(*decision)))
        })
    });
    let paragraphs = paragraphs.collect();
    (record, paragraphs)
}

#[test]
fn days_of_the_record_in_the_usual_forms_are_right() {
    let (record, paragraphs) = days(0);
    all_are(&record, Kind::Date, Verdict::Right, &paragraphs);
}

#[test]
fn days_a_month_later_are_wrong() {
    let (record, paragraphs) = days(31);
    all_are(&record, Kind::Date, Verdict::Wrong, &paragraphs);
}

/// One state of each position on each decision, said to have taken the position that many places further on.
fn positions(further: usize) -> (Record, Vec<String>) {
    const SAID: [(Position, &str); 4] = [
        (Position::InFavour, "voted in favour of"),
        (Position::Against, "voted against"),
        (Position::Abstaining, "abstained on"),
        (Position::NotVoting, "did not vote on"),
    ];
    let record = Record::bundled();
    let mut paragraphs = Vec::new();
    for decision in decisions(&record) {
        let day = decision.date().expect("it has a day");
        for (at, (position, _)) in SAID.iter().enumerate() {
            let states = decision.positions().states(*position);
            // A state of today: names of the past are not read as of the day.
            let state = states.iter().find(|state| state.state().is_member_on(jiff::civil::date(2025, 1, 1)));
            let Some(state) = state.filter(|state| state.state().name_on(day) == state.state().name()) else {
                continue;
            };
            let (_, said) = SAID[(at + further) % SAID.len()];
            paragraphs.push(format!("{} {said} resolution {}.", state.state().name(), name(decision)));
        }
    }
    (record, paragraphs)
}

#[test]
fn positions_of_the_record_are_right() {
    let (record, paragraphs) = positions(0);
    all_are(&record, Kind::Position, Verdict::Right, &paragraphs);
}

#[test]
fn positions_of_others_are_wrong() {
    for further in 1..4 {
        let (record, paragraphs) = positions(further);
        all_are(&record, Kind::Position, Verdict::Wrong, &paragraphs);
    }
}
