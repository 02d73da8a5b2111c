//! Votes in committee: lists of states beside a table of roll calls, and totals that press releases give.

use std::io::Read;

use travaux_record::{
    Decision, DecisionId, Diagnostic, Diagnostics, Document, Modality, Outcome, Place, Position, Positions,
    Question, QuestionKind, Stage, Tally,
};
use travaux_un::body::Body;
use travaux_un::state::states;
use travaux_un::symbol::Symbol;

use crate::csv_rows::CsvRows;
use crate::entry::Entry;
use crate::format::Format;
use crate::parts::CommitteeParts;
use crate::readings::Readings;
use crate::text::{count, day};

const SESSION70: &str = "session70";
const PRESS: &str = "press";

pub(crate) fn read(
    input: &mut dyn Read,
    file: &str,
    format: Format,
    readings: &mut Readings,
    diagnostics: &mut Diagnostics,
) -> (&'static str, u64) {
    let source = if format == Format::CommitteeTotals { PRESS } else { SESSION70 };
    let Some(rows) = CsvRows::open(input, file, diagnostics) else { return (source, 0) };
    let read = match format {
        Format::CommitteeVotes => read_votes(rows, readings, diagnostics),
        Format::CommitteeRollCalls => read_roll_calls(rows, readings, diagnostics),
        _ => read_totals(rows, readings, diagnostics),
    };
    (source, read)
}

fn read_votes<R: Read>(mut rows: CsvRows<R>, readings: &mut Readings, diagnostics: &mut Diagnostics) -> u64 {
    let Some([column, code, vote]) = rows.required(["column", "ms_code", "vote"], diagnostics) else {
        return 0;
    };
    let mut read = 0;
    let file = rows.file().to_owned();
    while let Some((line, cells)) = rows.next_text(diagnostics) {
        read += 1;
        let place = |field: &str| Place::line(&file, line).field(field);
        let state = match states().find(&cells[code]) {
            Ok(state) => state,
            Err(unknown) => {
                diagnostics.push(Diagnostic::error(
                    "unknown-state",
                    place("ms_code"),
                    format!("{:?} was left out: {unknown}", cells[code]),
                ));
                continue;
            }
        };
        let position = match cells[vote].as_str() {
            "Y" => Position::InFavour,
            "N" => Position::Against,
            "A" => Position::Abstaining,
            "X" | "" => Position::NotVoting,
            other => {
                diagnostics.push(
                    Diagnostic::warning(
                        "unknown-vote",
                        place("vote"),
                        format!("the vote {other:?} cannot be read"),
                    )
                    .hint("votes are Y, N, A and X"),
                );
                Position::Unreadable
            }
        };
        let (_, votes) = readings
            .committee
            .votes
            .entry(cells[column].clone())
            .or_insert_with(|| (file.clone(), Positions::default()));
        votes.set(state, position);
    }
    read
}

fn read_roll_calls<R: Read>(
    mut rows: CsvRows<R>,
    readings: &mut Readings,
    diagnostics: &mut Diagnostics,
) -> u64 {
    let Some([column, body, part, draft, resolution, title]) =
        rows.required(["column", "body", "part", "draft", "resolution", "title"], diagnostics)
    else {
        return 0;
    };
    let totals = ["stated_yes", "stated_no", "stated_abstain"].map(|name| rows.column(&[name]));
    let mut read = 0;
    let file = rows.file().to_owned();
    while let Some((line, cells)) = rows.next_text(diagnostics) {
        read += 1;
        let plenary = cells[body] == "General Assembly";
        let draft_symbol = Symbol::repair(&cells[draft]).ok().map(|r| r.symbol);
        let adopted = Symbol::repair(&cells[resolution]).ok().map(|r| r.symbol);
        let put = if plenary { adopted.clone() } else { draft_symbol.clone() };
        if put.is_none() && draft_symbol.is_none() {
            diagnostics.push(
                Diagnostic::warning(
                    "no-text",
                    Place::line(&file, line),
                    format!("the roll call {} names no text; it was left out", cells[column]),
                )
                .hint("fill in the draft, and for plenary the resolution"),
            );
            continue;
        }
        let question = question(&cells[part]);
        let stage = draft_symbol.as_ref().and_then(Symbol::committee).filter(|_| !plenary);
        // A plenary vote whose resolution is not named keeps the number of its source.
        let id = put.as_ref().map_or_else(
            || DecisionId::of_source(SESSION70, &cells[column]),
            |put| DecisionId::of_text(put, &question),
        );
        let stage = stage.map_or(Stage::Plenary, Stage::Committee);
        let mut decision = Decision::new(id, Body::GeneralAssembly, stage, question);
        decision.session = put.as_ref().or(draft_symbol.as_ref()).and_then(Symbol::session);
        decision.title.clone_from(&cells[title]);
        decision.modality = Modality::RecordedVote;
        decision.outcome = Outcome::Unknown;
        if let [Some(yes), Some(no), Some(abstain)] = totals.map(|c| c.and_then(|c| count(&cells[c]))) {
            decision.stated = Some(Tally::new(yes, no, abstain));
        }
        if plenary {
            decision.drafts.extend(draft_symbol.clone());
        }
        if let Some(draft) = draft_symbol {
            readings.documents.push(Document {
                symbol: draft,
                title: cells[title].clone(),
                adopted: None,
                issued: None,
                adopted_as: adopted,
                sponsor_lists: Vec::new(),
                source: SESSION70.to_owned(),
            });
        }
        decision.text = put;
        let entry = Entry {
            source: SESSION70,
            stated_date: decision.date,
            reference: cells[column].clone(),
            file: file.clone(),
            line,
            symbol: cells[resolution].clone(),
            decision,
            lists_not_voting: true,
            complete: true,
        };
        readings.committee.roll_calls.insert(cells[column].clone(), entry);
    }
    read
}

/// Makes entries of the roll calls and votes that were read.
pub(crate) fn join(readings: &mut Readings, diagnostics: &mut Diagnostics) {
    let CommitteeParts { roll_calls, mut votes } = std::mem::take(&mut readings.committee);
    for (column, mut entry) in roll_calls {
        if let Some((_, positions)) = votes.remove(&column) {
            entry.decision.positions = positions;
        } else {
            diagnostics.push(
                Diagnostic::warning(
                    "no-votes",
                    Place::line(&entry.file, entry.line),
                    format!("the roll call {column} has no votes"),
                )
                .hint("give the file of votes together with the file of roll calls"),
            );
            entry.decision.modality = Modality::TotalsOnly;
        }
        readings.entries.push(entry);
    }
    for (column, (file, _)) in votes {
        diagnostics.push(
            Diagnostic::warning(
                "no-roll-call",
                Place::file(&file),
                format!("the votes of {column} are left out: no file says which text they are on"),
            )
            .hint("give the file of roll calls together with the file of votes"),
        );
    }
}

/// Totals of press releases: two layouts, told apart by their heads.
fn read_totals<R: Read>(mut rows: CsvRows<R>, readings: &mut Readings, diagnostics: &mut Diagnostics) -> u64 {
    let text = rows.column(&["document", "draft"]);
    let part = rows.column(&["object_of_vote", "part"]);
    let (Some(text), Some(part)) = (text, part) else {
        diagnostics.push(Diagnostic::error(
            "missing-column",
            Place::line(rows.file(), 1),
            "there is no column for the draft or for the part that was put",
        ));
        return 0;
    };
    let Some([yes, no, abstain]) = rows.required(["yes", "no", "abstain"], diagnostics) else { return 0 };
    let date = rows.column(&["date"]);
    let title = rows.column(&["title_short"]);
    let said_by = rows.column(&["source", "press_release"]);
    let mut read = 0;
    let file = rows.file().to_owned();
    while let Some((line, cells)) = rows.next_text(diagnostics) {
        read += 1;
        let Ok(draft) = Symbol::repair(&cells[text]) else {
            diagnostics.push(
                Diagnostic::warning(
                    "no-text",
                    Place::line(&file, line),
                    format!("{:?} names no draft; the row was left out", cells[text]),
                )
                .hint("fill in the symbol of the draft"),
            );
            continue;
        };
        let draft = draft.symbol;
        let question = question(&cells[part]);
        let mut decision = Decision::new(
            DecisionId::of_text(&draft, &question),
            Body::GeneralAssembly,
            draft.committee().map_or(Stage::Plenary, Stage::Committee),
            question,
        );
        decision.session = draft.session();
        decision.date = date.and_then(|c| day(&cells[c]));
        decision.title = title.map(|c| cells[c].clone()).unwrap_or_default();
        decision.modality = Modality::TotalsOnly;
        decision.text = Some(draft);
        match (count(&cells[yes]), count(&cells[no]), count(&cells[abstain])) {
            (Some(yes), Some(no), Some(abstain)) => decision.stated = Some(Tally::new(yes, no, abstain)),
            _ => diagnostics.push(
                Diagnostic::note(
                    "partial-tally",
                    Place::line(&file, line),
                    format!("the tally on {} is not complete, and is left out", decision.id),
                )
                .hint("a tally needs all three: for, against, abstaining"),
            ),
        }
        readings.entries.push(Entry {
            source: PRESS,
            stated_date: decision.date,
            reference: said_by.map(|c| cells[c].clone()).unwrap_or_default(),
            file: file.clone(),
            line,
            symbol: cells[text].clone(),
            decision,
            lists_not_voting: false,
            complete: false,
        });
    }
    read
}

/// What was put: `as a whole`, `on PP5`, `om OP2`, `preambular paragraph 10`, `motion for division`.
fn question(part: &str) -> Question {
    let lower = part.to_lowercase();
    let number: String = lower.chars().filter(char::is_ascii_digit).collect();
    let has = |words: &[&str]| words.iter().any(|w| lower.contains(w));
    if has(&["whole"]) || lower.is_empty() {
        Question::WHOLE
    } else if has(&["motion"]) {
        Question::new(QuestionKind::Motion, Some(part))
    } else if has(&["amendment"]) {
        Question::new(QuestionKind::Amendment, Some(part))
    } else if has(&["pp", "preamb"]) && !number.is_empty() {
        Question::new(QuestionKind::Paragraph, Some(&format!("PP{number}")))
    } else if has(&["op", "operative"]) && !number.is_empty() {
        Question::new(QuestionKind::Paragraph, Some(&format!("OP{number}")))
    } else {
        Question::new(QuestionKind::Unspecified, Some(part))
    }
}
