//! The voting data of the UN Digital Library: one row a state and resolution.
//!
//! Columns are found by name, so that the layouts of 2024 to 2026 (with and without `vote_note`), the Security
//! Council's file (`permanent_member`, `description`, `agenda`, `modality`) and the list of outcomes (one row a
//! resolution, with `modality`) are all read here. Terms: see `sources.toml`.

use std::collections::{HashMap, HashSet};
use std::io::Read;

use travaux_record::{
    Decision, DecisionId, Diagnostic, Diagnostics, Modality, Outcome, Place, Position, Question, Stage, Tally,
};
use travaux_un::state::{StateId, states};
use travaux_un::symbol::Symbol;

use crate::csv_rows::{CsvRows, Fields};
use crate::entry::Entry;
use crate::readings::Readings;
use crate::text::{count, day, text, tidy, title};

pub(crate) const SOURCE: &str = "undl";

/// Where each column is.
struct Columns {
    id: Option<usize>,
    link: Option<usize>,
    state_code: Option<usize>,
    state_name: Option<usize>,
    vote: Option<usize>,
    date: usize,
    session: Option<usize>,
    resolution: usize,
    draft: Option<usize>,
    report: Option<usize>,
    meeting: Option<usize>,
    title: Option<usize>,
    agenda: Option<usize>,
    subjects: Option<usize>,
    note: Option<usize>,
    modality: Option<usize>,
    totals: [Option<usize>; 4],
}

impl Columns {
    fn find<R: Read>(rows: &CsvRows<R>, diagnostics: &mut Diagnostics) -> Option<Self> {
        let [date, resolution] = rows.required(["date", "resolution"], diagnostics)?;
        let column = |names: &[&str]| rows.column(names);
        let found = Self {
            id: column(&["undl_id"]),
            link: column(&["undl_link"]),
            state_code: column(&["ms_code"]),
            state_name: column(&["ms_name"]),
            vote: column(&["ms_vote"]),
            date,
            session: column(&["session"]),
            resolution,
            draft: column(&["draft"]),
            report: column(&["committee_report"]),
            meeting: column(&["meeting"]),
            title: column(&["title", "description"]),
            agenda: column(&["agenda_title", "agenda"]),
            subjects: column(&["subjects"]),
            note: column(&["vote_note"]),
            modality: column(&["modality"]),
            totals: [
                column(&["total_yes", "yes"]),
                column(&["total_no", "no"]),
                column(&["total_abstentions", "abstentions"]),
                column(&["total_non_voting", "non_voting"]),
            ],
        };
        let by_state = [found.vote, found.state_code.or(found.state_name)];
        if by_state.iter().any(Option::is_some) && by_state.iter().any(Option::is_none) {
            // One of the two says that the file is by state; then the other must be there too.
            let missing = if found.vote.is_none() { "ms_vote" } else { "ms_code" };
            rows.required([missing], diagnostics)?;
        }
        Some(found)
    }

    /// How many leading columns can differ between two rows of one decision.
    fn leading(&self) -> usize {
        [self.id, self.state_code, self.state_name, self.vote]
            .into_iter()
            .flatten()
            .max()
            .map_or(0, |c| c + 1)
    }
}

pub(crate) fn read(
    input: &mut dyn Read,
    file: &str,
    readings: &mut Readings,
    diagnostics: &mut Diagnostics,
) -> (&'static str, u64) {
    let Some(mut rows) = CsvRows::open(input, file, diagnostics) else { return (SOURCE, 0) };
    let Some(columns) = Columns::find(&rows, diagnostics) else { return (SOURCE, 0) };
    let mut reader = Reader {
        columns,
        file: file.to_owned(),
        places: HashMap::new(),
        names: HashSet::new(),
        entries: Vec::new(),
    };
    let leading = reader.columns.leading();
    let mut same_decision = SameTail::default();
    let mut count = 0;
    while let Some(row) = rows.next_row(diagnostics) {
        count += 1;
        if let Some((decision, fields)) = same_decision.leading_fields(rows.bytes(&row), leading) {
            let fields = LeadingFields(&fields[..leading]);
            reader.position(decision, row.line, |c| fields.get(c), diagnostics);
            continue;
        }
        let plain_tail = tail_start(rows.bytes(&row), leading);
        let tail = plain_tail.map(|at| (rows.bytes(&row)[..at].to_vec(), rows.bytes(&row)[at..].to_vec()));
        let width = rows.header().len();
        let fields = rows.split(&row);
        if fields.len() != width {
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
        let decision = reader.decision(fields, row.line, diagnostics);
        if reader.columns.vote.is_some() {
            reader.position(decision, row.line, |c| fields.get(c), diagnostics);
        }
        same_decision.remember(decision, tail, reader.columns.id);
    }
    readings.entries.extend(reader.finish(diagnostics));
    (SOURCE, count)
}

/// Where the fields after the first `leading` begin, when no quotation mark stands before.
fn tail_start(row: &[u8], leading: usize) -> Option<usize> {
    let at = memchr::memchr_iter(b',', row).nth(leading.checked_sub(1)?)? + 1;
    (!row[..at].contains(&b'"')).then_some(at)
}

/// The rows of one decision are the same but for their first fields. Where a row's tail is the last one's to the
/// byte, and it is of the same library record, only those first fields need be looked at: this is most of what
/// reading the library's file costs.
#[derive(Default)]
struct SameTail {
    decision: usize,
    tail: Vec<u8>,
    id: Vec<u8>,
    id_column: usize,
    known: bool,
}

struct LeadingFields<'a>(&'a [&'a [u8]]);

impl<'a> LeadingFields<'a> {
    fn get(&self, column: usize) -> &'a [u8] {
        self.0.get(column).copied().unwrap_or(&[])
    }
}

impl SameTail {
    fn remember(&mut self, decision: usize, parts: Option<(Vec<u8>, Vec<u8>)>, id_column: Option<usize>) {
        self.known = false;
        if let (Some((head, tail)), Some(id_column)) = (parts, id_column) {
            let id = head.split(|&b| b == b',').nth(id_column).unwrap_or_default().to_vec();
            *self = Self { decision, tail, id, id_column, known: true };
        }
    }

    fn leading_fields<'a>(&self, row: &'a [u8], leading: usize) -> Option<(usize, [&'a [u8]; 8])> {
        if !self.known || leading > 8 || !row.ends_with(&self.tail) {
            return None;
        }
        let head = row[..row.len() - self.tail.len()].strip_suffix(b",")?;
        if head.contains(&b'"') {
            return None;
        }
        let mut fields = [&[][..]; 8];
        let mut found = 0;
        for field in head.split(|&b| b == b',') {
            *fields.get_mut(found)? = field;
            found += 1;
        }
        (found == leading && fields[self.id_column] == self.id).then_some((self.decision, fields))
    }
}

struct Reader {
    columns: Columns,
    file: String,
    /// The entry of each library record, or of each symbol and day where there are no record numbers.
    places: HashMap<String, usize>,
    /// Code and name pairs that were found to agree.
    names: HashSet<Vec<u8>>,
    entries: Vec<Entry>,
}

impl Reader {
    fn place(&self, line: u64, field: &str) -> Place {
        Place::line(&self.file, line).field(field)
    }

    /// The entry a row belongs to; a new one when its decision was not met before.
    fn decision(&mut self, fields: &Fields, line: u64, diagnostics: &mut Diagnostics) -> usize {
        let get = |column: Option<usize>| column.map_or_else(String::new, |c| tidy(&text(fields.get(c)).0));
        let written = get(Some(self.columns.resolution));
        let id = get(self.columns.id);
        let link = get(self.columns.link);
        let reference =
            if id.is_empty() { link.rsplit('/').next().unwrap_or_default().to_owned() } else { id };
        let date_text = get(Some(self.columns.date));
        let key = if reference.is_empty() { format!("{written} {date_text}") } else { reference.clone() };
        if let Some(&known) = self.places.get(&key) {
            let first = self.entries[known].decision.date;
            if day(&date_text) != first {
                let first = first.map_or_else(|| "none".to_owned(), |date| date.to_string());
                diagnostics.push(
                    Diagnostic::warning(
                        "bad-date",
                        self.place(line, "date"),
                        format!("the row says {date_text:?} where the first row of {written} says {first}"),
                    )
                    .hint("the first was kept"),
                );
            }
            return known;
        }
        for column in 0..fields.len() {
            if text(fields.get(column)).1 {
                diagnostics.push(
                    Diagnostic::warning(
                        "not-utf-8",
                        Place::line(&self.file, line),
                        "the line is not UTF-8; it was read as Windows-1252",
                    )
                    .hint("convert the file: iconv -f WINDOWS-1252 -t UTF-8 FILE"),
                );
                break;
            }
        }
        let symbol = self.symbol(&written, line, "resolution", diagnostics);
        let decision_id = match &symbol {
            Some(symbol) => DecisionId::of_text(symbol, &Question::WHOLE),
            None => DecisionId::of_source(SOURCE, &key),
        };
        let body = symbol.as_ref().map_or(travaux_un::body::Body::GeneralAssembly, Symbol::body);
        let stage = symbol.as_ref().and_then(Symbol::committee).map_or(Stage::Plenary, Stage::Committee);
        let mut decision = Decision::new(decision_id, body, stage, Question::WHOLE);
        decision.date = day(&date_text);
        if decision.date.is_none() && !date_text.is_empty() {
            diagnostics.push(
                Diagnostic::warning(
                    "bad-date",
                    self.place(line, "date"),
                    format!("{date_text:?} is not a day on which the United Nations could decide"),
                )
                .hint("days look like 2018-12-05"),
            );
        }
        decision.session =
            symbol.as_ref().and_then(Symbol::session).or_else(|| get(self.columns.session).parse().ok());
        decision.text = symbol;
        let list = |column| -> Vec<String> {
            get(column).split('|').map(tidy).filter(|part| !part.is_empty()).collect()
        };
        decision.drafts = list(self.columns.draft)
            .iter()
            .filter_map(|draft| self.symbol(draft, line, "draft", diagnostics))
            .collect();
        decision.reports = list(self.columns.report).into_iter().map(|report| canonical(&report)).collect();
        decision.meeting = Symbol::repair(&get(self.columns.meeting)).ok().map(|r| r.symbol);
        decision.title = title(&get(self.columns.title));
        decision.agenda = list(self.columns.agenda);
        decision.subjects = list(self.columns.subjects);
        decision.outcome = Outcome::Adopted;
        decision.modality = modality(&get(self.columns.modality));
        let totals = self.columns.totals.map(|column| count(&get(column)));
        if let [Some(in_favour), Some(against), Some(abstaining), not_voting] = totals
            && decision.modality != Modality::WithoutVote
            && in_favour + against + abstaining > 0
        {
            decision.stated = Some(Tally { in_favour, against, abstaining, not_voting });
        }
        let note = get(self.columns.note);
        if !note.is_empty() {
            diagnostics.push(
                Diagnostic::note(
                    "vote-note",
                    self.place(line, "vote_note"),
                    format!("the library notes: {note}"),
                )
                .hint("the vote as cast stands; a correction of ours goes into a patch file"),
            );
        }
        self.places.insert(key, self.entries.len());
        self.entries.push(Entry {
            source: SOURCE,
            stated_date: decision.date,
            reference,
            file: self.file.clone(),
            line,
            symbol: written,
            decision,
            lists_not_voting: true,
            complete: true,
        });
        self.entries.len() - 1
    }

    fn symbol(&self, written: &str, line: u64, field: &str, diagnostics: &mut Diagnostics) -> Option<Symbol> {
        match Symbol::repair(written) {
            Ok(repaired) => Some(repaired.symbol),
            Err(error) => {
                let mut diagnostic = Diagnostic::warning(
                    "bad-symbol",
                    self.place(line, field),
                    format!("{written:?} is not a document symbol: {error}"),
                );
                if let Some(hint) = error.hint() {
                    diagnostic = diagnostic.hint(hint);
                }
                diagnostics.push(diagnostic);
                None
            }
        }
    }

    fn position<'a>(
        &mut self,
        decision: usize,
        line: u64,
        field: impl Fn(usize) -> &'a [u8],
        diagnostics: &mut Diagnostics,
    ) {
        let code = self.columns.state_code.map_or(&[][..], &field);
        let name = self.columns.state_name.map_or(&[][..], &field);
        let Some(state) = self.state(decision, code, name, line, diagnostics) else { return };
        let Some(vote) = self.columns.vote.map(field) else { return };
        let position = match vote.trim_ascii() {
            b"Y" => Position::InFavour,
            b"N" => Position::Against,
            b"A" => Position::Abstaining,
            b"X" | b"" => Position::NotVoting,
            other => self.odd_vote(other, line, diagnostics),
        };
        let entry = &mut self.entries[decision];
        if let Some(first) = entry.decision.positions.set(state, position) {
            entry.decision.positions.set(state, first);
            let message = format!("{} has two rows for {}", state.state().name(), entry.symbol);
            let place = Place::line(&self.file, line).field("ms_code");
            diagnostics.push(if first == position {
                Diagnostic::note("state-twice", place, message + ", with the same vote")
            } else {
                Diagnostic::warning("state-twice", place, format!("{message}: {first} and {position}"))
                    .hint("the first was kept")
            });
        }
    }

    fn odd_vote(&self, vote: &[u8], line: u64, diagnostics: &mut Diagnostics) -> Position {
        let shown = text(vote).0.into_owned();
        let position = match vote.to_ascii_uppercase().as_slice() {
            b"Y" | b"YES" => Position::InFavour,
            b"N" | b"NO" => Position::Against,
            b"A" | b"ABSTAIN" => Position::Abstaining,
            b"X" => Position::NotVoting,
            _ => {
                diagnostics.push(
                    Diagnostic::warning(
                        "unknown-vote",
                        self.place(line, "ms_vote"),
                        format!(
                            "the vote {shown:?} cannot be read; it is kept as unreadable and counted nowhere"
                        ),
                    )
                    .hint("votes are Y, N, A, or X and empty for not voting"),
                );
                return Position::Unreadable;
            }
        };
        diagnostics.push(Diagnostic::note(
            "odd-vote",
            self.place(line, "ms_vote"),
            format!("the vote {shown:?} was read as {position}"),
        ));
        position
    }

    fn state(
        &mut self,
        decision: usize,
        code: &[u8],
        name: &[u8],
        line: u64,
        diagnostics: &mut Diagnostics,
    ) -> Option<StateId> {
        // A row without a date is rare; then a code is read as of today.
        let date = self.entries[decision].decision.date.unwrap_or(jiff::civil::Date::MAX);
        let by_code =
            std::str::from_utf8(code.trim_ascii()).ok().and_then(|c| states().by_library_code(c, date));
        let mut pair = code.to_vec();
        pair.push(b',');
        pair.extend_from_slice(name);
        if by_code.is_some() && (name.is_empty() || self.names.contains(&pair)) {
            return by_code;
        }
        let (shown, latin) = text(name);
        match (by_code, states().find_on(&shown, date)) {
            (Some(by_code), Ok(by_name)) => {
                if by_code == by_name {
                    self.names.insert(pair);
                } else {
                    diagnostics.push(
                        Diagnostic::warning(
                            "code-and-name",
                            self.place(line, "ms_name"),
                            format!("{shown:?} stands beside the code of {}", by_code.state().name()),
                        )
                        .hint("the code was followed"),
                    );
                }
                Some(by_code)
            }
            (Some(by_code), Err(_)) => {
                if !latin {
                    diagnostics.push(Diagnostic::note(
                        "unknown-name",
                        self.place(line, "ms_name"),
                        format!("{shown:?} is a new name beside the code of {}", by_code.state().name()),
                    ));
                }
                self.names.insert(pair);
                Some(by_code)
            }
            (None, Ok(by_name)) => {
                if !code.is_empty() {
                    diagnostics.push(Diagnostic::note(
                        "unknown-code",
                        self.place(line, "ms_code"),
                        format!("{:?} is no code of that day; the name {shown:?} was followed", text(code).0),
                    ));
                }
                Some(by_name)
            }
            (None, Err(unknown)) => {
                diagnostics.push(
                    Diagnostic::error(
                        "unknown-state",
                        self.place(line, "ms_code"),
                        format!("the row of {:?} {shown:?} was left out: {unknown}", text(code).0),
                    )
                    .hint("a name that is right goes into a patch file"),
                );
                None
            }
        }
    }

    fn finish(self, diagnostics: &mut Diagnostics) -> Vec<Entry> {
        let by_state = self.columns.vote.is_some();
        let mut entries = self.entries;
        for entry in &mut entries {
            let decision = &mut entry.decision;
            let cast = Position::CAST.iter().any(|&p| !decision.positions.row().states(p).is_empty());
            if decision.modality == Modality::WithoutVote {
                // The library lists every member as not voting where no vote was taken.
                decision.positions = travaux_record::Positions::default();
            } else if cast {
                decision.modality = Modality::RecordedVote;
            } else if by_state {
                diagnostics.push(
                    Diagnostic::warning(
                        "no-votes",
                        Place::line(&entry.file, entry.line),
                        format!("no state voted on {}", entry.symbol),
                    )
                    .hint("the source lists every member as not voting: see the meeting record"),
                );
            } else if decision.modality == Modality::RecordedVote {
                // The list of outcomes says that there was a recorded vote; the names are in another file.
                decision.modality = Modality::TotalsOnly;
            }
            if !by_state && decision.modality == Modality::Unknown {
                decision.modality =
                    if decision.stated.is_some() { Modality::TotalsOnly } else { Modality::NonRecordedVote };
            }
        }
        entries
    }
}

/// How the library says that a text was adopted.
fn modality(written: &str) -> Modality {
    let written = written.to_lowercase();
    match written.as_str() {
        w if w.contains("without") || w.contains("acclamation") || w.contains("consensus") => {
            Modality::WithoutVote
        }
        w if w.contains("non-recorded") => Modality::NonRecordedVote,
        w if w.contains("vote") => Modality::RecordedVote,
        _ => Modality::Unknown,
    }
}

/// A report's symbol in its canonical form where it can be read, else as written.
fn canonical(report: &str) -> String {
    Symbol::repair(report).map_or_else(|_| report.to_owned(), |r| r.symbol.to_string())
}
