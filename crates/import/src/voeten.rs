//! Voeten's roll calls: the Dataverse's single file, or votes and roll calls apart.
//!
//! What the columns mean and where they mislead is in the data set's codebook: `rcid` above 9000 are special and
//! emergency special sessions; `unres` is not a resolution before 1976 in most rows; `amend` and `para` mark
//! amendments and paragraphs; votes are 1 yes, 2 abstain, 3 no, 8 absent, 9 not a member.

use std::collections::BTreeSet;
use std::io::Read;

use jiff::civil::Date;
use travaux_record::{
    Decision, DecisionId, Diagnostic, Diagnostics, Modality, Outcome, Place, Position, Positions, Question,
    QuestionKind, Stage, Tally,
};
use travaux_un::body::Body;
use travaux_un::session::{Session, ordinal, roman};
use travaux_un::state::{StateId, states};
use travaux_un::symbol::Symbol;

use crate::csv_rows::CsvRows;
use crate::entry::Entry;
use crate::format::Format;
use crate::parts::{VoetenParts, VoetenVotes};
use crate::readings::Readings;
use crate::text::{count, day, text, tidy};

pub(crate) const SOURCE: &str = "voeten";

pub(crate) fn read(
    input: &mut dyn Read,
    file: &str,
    format: Format,
    readings: &mut Readings,
    diagnostics: &mut Diagnostics,
) -> (&'static str, u64) {
    let Some(mut rows) = CsvRows::open(input, file, diagnostics) else { return (SOURCE, 0) };
    let with_votes = format != Format::VoetenRollCalls;
    let with_roll_calls = format != Format::VoetenVotes;
    let Some([rcid]) = rows.required(["rcid"], diagnostics) else { return (SOURCE, 0) };
    let vote_columns = if with_votes { rows.required(["ccode", "vote"], diagnostics) } else { None };
    let roll_call_columns = if with_roll_calls { RollCallColumns::find(&rows, diagnostics) } else { None };
    if (with_votes && vote_columns.is_none()) || (with_roll_calls && roll_call_columns.is_none()) {
        return (SOURCE, 0);
    }
    let code_column = rows.column(&["country", "countryabb", "iso3c"]);
    let mut rows_read = 0;
    let parts = &mut readings.voeten;
    while let Some(row) = rows.next_row(diagnostics) {
        rows_read += 1;
        let width = rows.header().len();
        let fields = rows.split(&row);
        let place = |field: &str| Place::line(file, row.line).field(field);
        if fields.len() < width.min(4) {
            diagnostics.push(
                Diagnostic::error(
                    "field-count",
                    Place::line(file, row.line),
                    format!(
                        "the row has {} fields where the head has {width}; it was left out",
                        fields.len()
                    ),
                )
                .hint("a comma or a quotation mark may be missing or doubled"),
            );
            continue;
        }
        let Some(number) = text(fields.get(rcid)).0.trim().parse::<f64>().ok().map(|n| n as u32) else {
            diagnostics.push(
                Diagnostic::error(
                    "bad-number",
                    place("rcid"),
                    "the row has no number of a roll call; it was left out",
                )
                .hint("rcid is a whole number"),
            );
            continue;
        };
        if let Some(columns) = &roll_call_columns
            && !parts.roll_calls.contains_key(&number)
        {
            let entry = columns.entry(number, |c| tidy(&text(fields.get(c)).0), file, row.line);
            parts.roll_calls.insert(number, entry);
        }
        if let Some([ccode, vote]) = vote_columns {
            let cow = text(fields.get(ccode)).0.trim().parse::<u16>().unwrap_or(0);
            let mut code = [0; 3];
            if let Some(letters) = code_column.map(|c| fields.get(c)).filter(|l| l.len() == 3) {
                code.copy_from_slice(letters);
            }
            let vote = match text(fields.get(vote)).0.trim() {
                "" => 0,
                digits => digits.parse::<f64>().map_or(u8::MAX, |n| n as u8),
            };
            let votes = parts.votes.entry(number).or_default();
            if votes.cells.is_empty() {
                file.clone_into(&mut votes.file);
                votes.line = row.line;
            }
            votes.cells.push((cow, code, vote));
        }
    }
    (SOURCE, rows_read)
}

/// Makes entries of the roll calls and the votes that were read.
pub(crate) fn join(readings: &mut Readings, diagnostics: &mut Diagnostics) {
    let VoetenParts { roll_calls, mut votes } = std::mem::take(&mut readings.voeten);
    let mut unknown: BTreeSet<u16> = BTreeSet::new();
    for (number, mut entry) in roll_calls {
        let Some(votes) = votes.remove(&number) else {
            diagnostics.push(
                Diagnostic::warning(
                    "no-votes",
                    Place::line(&entry.file, entry.line),
                    format!("roll call {number} has no votes"),
                )
                .hint("give the file of votes together with the file of roll calls"),
            );
            readings.entries.push(entry);
            continue;
        };
        let date = entry.stated_date.unwrap_or(Date::MAX);
        entry.decision.positions = positions(&votes, date, &mut unknown, diagnostics);
        entry.decision.modality = Modality::RecordedVote;
        readings.entries.push(entry);
    }
    for (number, votes) in votes {
        diagnostics.push(
            Diagnostic::warning(
                "no-roll-call",
                Place::line(&votes.file, votes.line),
                format!("{} votes are of roll call {number}, which no file describes", votes.cells.len()),
            )
            .hint("give the file of roll calls together with the file of votes"),
        );
    }
}

fn positions(
    votes: &VoetenVotes,
    date: Date,
    unknown: &mut BTreeSet<u16>,
    diagnostics: &mut Diagnostics,
) -> Positions {
    let mut positions = Positions::default();
    for &(cow, code, vote) in &votes.cells {
        let position = match vote {
            1 => Position::InFavour,
            2 => Position::Abstaining,
            3 => Position::Against,
            8 => Position::NotVoting,
            0 | 9 => continue,
            other => {
                diagnostics.push(
                    Diagnostic::warning(
                        "unknown-vote",
                        Place::line(&votes.file, votes.line).field("vote"),
                        format!("the vote {other} of country {cow} cannot be read; it is kept as unreadable"),
                    )
                    .hint("votes are 1, 2, 3, 8 and 9"),
                );
                Position::Unreadable
            }
        };
        let by_letters = || std::str::from_utf8(&code).ok().and_then(|c| states().by_library_code(c, date));
        let Some(state) = states().by_cow(cow, date).or_else(by_letters) else {
            if unknown.insert(cow) {
                diagnostics.push(
                    Diagnostic::error(
                        "unknown-state",
                        Place::line(&votes.file, votes.line).field("ccode"),
                        format!("no state has the number {cow}; its votes were left out"),
                    )
                    .hint("the numbers are those of the Correlates of War project"),
                );
            }
            continue;
        };
        if position == Position::NotVoting && !may_be_member(state, date) {
            diagnostics.push(Diagnostic::note(
                "not-a-member",
                Place::line(&votes.file, votes.line).field("vote"),
                format!("{} is said to be absent, and was not a member", state.state().name()),
            ));
            continue;
        }
        set_once(&mut positions, state, position, votes, diagnostics);
    }
    positions
}

/// Whether a date of the data is the day of a vote. Up to 1995 every one is among the first seven days of its
/// month: only the month can be believed.
pub(crate) fn is_a_day(date: Date) -> bool {
    date.year() >= 1996
}

/// Whether a state was a member on the day; where only the month is known, on any day of it.
fn may_be_member(state: StateId, date: Date) -> bool {
    let state = state.state();
    if is_a_day(date) {
        return state.is_member_on(date);
    }
    state.is_member_on(date.first_of_month()) || state.is_member_on(date.last_of_month())
}

fn set_once(
    positions: &mut Positions,
    state: StateId,
    position: Position,
    votes: &VoetenVotes,
    diagnostics: &mut Diagnostics,
) {
    if let Some(first) = positions.set(state, position)
        && first != position
    {
        // Two numbers of one member (a predecessor's and its own): an absence yields to a vote.
        let kept = if first == Position::NotVoting { position } else { first };
        positions.set(state, kept);
        diagnostics.push(Diagnostic::note(
            "state-twice",
            Place::line(&votes.file, votes.line).field("ccode"),
            format!("{} has two votes, {first} and {position}; kept {kept}", state.state().name()),
        ));
    }
}

struct RollCallColumns {
    session: usize,
    date: usize,
    unres: usize,
    totals: [Option<usize>; 3],
    important: Option<usize>,
    amendment: Option<usize>,
    paragraph: Option<usize>,
    short: Option<usize>,
    description: Option<usize>,
    issues: Vec<(&'static str, usize)>,
}

impl RollCallColumns {
    fn find<R: Read>(rows: &CsvRows<R>, diagnostics: &mut Diagnostics) -> Option<Self> {
        let [session, date, unres] = rows.required(["session", "date", "unres"], diagnostics)?;
        Some(Self {
            session,
            date,
            unres,
            totals: [rows.column(&["yes"]), rows.column(&["no"]), rows.column(&["abstain"])],
            important: rows.column(&["importantvote"]),
            amendment: rows.column(&["amend"]),
            paragraph: rows.column(&["para"]),
            short: rows.column(&["short"]),
            description: rows.column(&["descr"]),
            issues: ["me", "nu", "di", "hr", "co", "ec"]
                .into_iter()
                .filter_map(|issue| Some((issue, rows.column(&[issue])?)))
                .collect(),
        })
    }

    fn entry(&self, number: u32, get: impl Fn(usize) -> String, file: &str, line: u64) -> Entry {
        let optional = |column: Option<usize>| column.map_or_else(String::new, &get);
        let flag = |column: Option<usize>| match optional(column).as_str() {
            "1" | "1.0" => Some(true),
            "0" | "0.0" => Some(false),
            _ => None,
        };
        let unres = get(self.unres);
        let description = optional(self.description);
        let question =
            question(flag(self.amendment) == Some(true), flag(self.paragraph) == Some(true), &description);
        let mut decision = Decision::new(
            DecisionId::of_source(SOURCE, &number.to_string()),
            Body::GeneralAssembly,
            Stage::Plenary,
            question,
        );
        let stated_date = day(&get(self.date));
        decision.date = stated_date.filter(|&date| is_a_day(date));
        let regular = get(self.session).parse::<f64>().ok().map(|n| Session::Regular(n as u16));
        // The column has the regular session in course; a special session is only in the symbol.
        decision.session = symbols(&unres, regular)
            .first()
            .and_then(Symbol::session)
            .filter(|session| !matches!(session, Session::Regular(_)))
            .or(regular);
        let totals = self.totals.map(|column| count(&optional(column)));
        // Where the file has no total of a kind, there were none of that kind; where it has none at all, it says
        // nothing.
        if let [Some(in_favour), against, abstaining] = totals {
            decision.stated = Some(Tally::new(in_favour, against.unwrap_or(0), abstaining.unwrap_or(0)));
        }
        decision.outcome = match decision.stated {
            Some(tally) if tally.in_favour <= tally.against => Outcome::NotAdopted,
            _ => Outcome::Unknown,
        };
        decision.important = flag(self.important);
        decision.issues = self
            .issues
            .iter()
            .filter(|(_, c)| get(*c).starts_with('1'))
            .map(|(i, _)| (*i).to_owned())
            .collect();
        decision.title = optional(self.short);
        Entry {
            source: SOURCE,
            stated_date,
            reference: number.to_string(),
            file: file.to_owned(),
            line,
            symbol: unres,
            decision,
            lists_not_voting: true,
            complete: true,
        }
    }
}

/// What was put to the vote, as far as the flags and the description say.
fn question(amendment: bool, paragraph: bool, description: &str) -> Question {
    let description = description.to_lowercase();
    if amendment {
        return Question::new(QuestionKind::Amendment, None);
    }
    if paragraph {
        return Question::new(QuestionKind::Paragraph, paragraph_label(&description).as_deref());
    }
    let kind = if description.contains("ruling") && description.contains("president") {
        QuestionKind::Ruling
    } else if description.contains("motion") || description.contains("to adjourn") {
        QuestionKind::Motion
    } else {
        QuestionKind::Unspecified
    };
    Question::new(kind, None)
}

/// The paragraph that a description names last: `OP16`, `PP1`, `OP3, OP4`. The descriptions of later years are
/// taken from the meeting record and mention earlier texts first.
fn paragraph_label(description: &str) -> Option<String> {
    let at = description.rfind("paragraph").or_else(|| description.rfind("parag."))?;
    let before: Vec<&str> = description[..at].split_whitespace().rev().take(3).collect();
    let kind = before.iter().find_map(|word| match word.trim_matches(|c: char| !c.is_alphabetic()) {
        "operative" => Some("OP"),
        "preambular" => Some("PP"),
        _ => None,
    })?;
    let after = description[at..].split_once([' ', '.']).map_or("", |(_, rest)| rest);
    let mut numbers: Vec<u16> = Vec::new();
    for word in after.split([' ', ',']).filter(|w| !w.is_empty()) {
        let digits = word.trim_matches(|c: char| !c.is_ascii_digit());
        match digits.parse() {
            Ok(number) if word.starts_with(|c: char| c.is_ascii_digit()) => numbers.push(number),
            _ if word == "and" => {}
            _ => break,
        }
    }
    if numbers.is_empty() {
        numbers.extend(before.iter().filter_map(|word| ordinal(word)));
    }
    (!numbers.is_empty()).then(|| numbers.iter().map(|n| format!("{kind}{n}")).collect::<Vec<_>>().join(", "))
}

/// The symbols that an entry of `unres` may mean, likeliest first: `R/73/27`, `A/RES/74/28`, `R/25/2713B`,
/// `R/50/38B/II`, `ESS/10/15A`, `SS/10/2`. Before session 31 the middle number is the session and the last one, if
/// it is a resolution at all, that of the one line to 3541 (XXX).
pub(crate) fn symbols(unres: &str, session: Option<Session>) -> Vec<Symbol> {
    if let Some(symbol) =
        Symbol::parse(unres).ok().filter(|s| !matches!(s.session(), Some(Session::Regular(_))))
    {
        return vec![symbol];
    }
    let mut parts = unres.split('/').map(str::trim);
    let (head, middle, last) = match (parts.next(), parts.next(), parts.next(), parts.next()) {
        (Some("A"), Some("RES"), Some(session), Some(number)) => ("R", session, number),
        (Some(head), Some(session), Some(number), _) => (head, session, number),
        _ => return Vec::new(),
    };
    let digits = last.find(|c: char| !c.is_ascii_digit()).unwrap_or(last.len());
    let (number, letter) = last.split_at(digits);
    let Ok(session_number) = middle.parse::<u16>() else { return Vec::new() };
    let mut forms = Vec::new();
    let mut add = |with_letter: bool| {
        let letter = if with_letter && !letter.is_empty() { format!(" {letter}") } else { String::new() };
        forms.push(match head {
            "ESS" if session_number < 6 => format!("A/RES/{number}{letter} (ES-{})", roman(session_number)),
            "ESS" => format!("A/RES/ES-{session_number}/{number}{letter}"),
            "SS" if session_number < 8 => format!("A/RES/{number}{letter} (S-{})", roman(session_number)),
            "SS" => format!("A/RES/S-{session_number}/{number}{letter}"),
            // The middle number has misprints (R/677/46): the session stands where it is known.
            _ => match session.unwrap_or(Session::Regular(session_number)) {
                Session::Regular(n) if n >= 31 => format!("A/RES/{n}/{number}{letter}"),
                Session::Regular(n) => format!("A/RES/{number}{letter} ({})", roman(n)),
                _ => String::new(),
            },
        });
    };
    add(true);
    if !letter.is_empty() {
        add(false);
    }
    forms.iter().filter_map(|form| Symbol::parse(form).ok()).collect()
}
