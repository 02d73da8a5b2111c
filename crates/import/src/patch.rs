//! Our own corrections: a TOML file in which every correction gives its reason and its reference.
//!
//! ```toml
//! [[name]]                        # how a list of sponsors prints a state
//! printed = "NAMBIA"
//! state = "NAM"
//! reason = "misprint"
//! reference = "A/75/PV.48"
//!
//! [[position]]
//! decision = "A/RES/77/293"
//! state = "Fiji"
//! cast = "abstaining"             # or: meant = "in_favour", as the state later said
//! reason = "…"
//! reference = "…"
//!
//! [[decision]]
//! decision = "A/RES/75/100"
//! date = "2020-12-07"
//! meeting = "A/75/PV.37"
//! reason = "…"
//! reference = "…"
//! ```

use std::io::Read;

use serde::Deserialize;
use travaux_record::{Diagnostic, Diagnostics, Place, Position};
use travaux_un::state::{StateId, states};
use travaux_un::symbol::Symbol;

use crate::ImportError;
use crate::correction::{Change, Patch};
use crate::readings::Readings;
use crate::text::{day, text};

pub(crate) const SOURCE: &str = "patch";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    name: Vec<toml::Spanned<Name>>,
    #[serde(default)]
    position: Vec<toml::Spanned<OfState>>,
    #[serde(default)]
    decision: Vec<toml::Spanned<OfDecision>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Name {
    printed: String,
    state: Option<String>,
    #[serde(default)]
    states: Vec<String>,
    reason: String,
    reference: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OfState {
    decision: String,
    state: String,
    cast: Option<String>,
    meant: Option<String>,
    reason: String,
    reference: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OfDecision {
    decision: String,
    date: Option<String>,
    meeting: Option<String>,
    reason: String,
    reference: String,
}

pub(crate) fn read(
    input: &mut dyn Read,
    file: &str,
    readings: &mut Readings,
    diagnostics: &mut Diagnostics,
) -> (&'static str, u64) {
    let mut bytes = Vec::new();
    if let Err(e) = input.take(1 << 24).read_to_end(&mut bytes) {
        diagnostics.push(Diagnostic::error(
            "cut-off",
            Place::file(file),
            format!("the file cannot be read: {e}"),
        ));
    }
    let (content, _) = text(&bytes);
    let parsed: File = match toml::from_str(&content) {
        Ok(parsed) => parsed,
        Err(e) => {
            let line = e.span().map_or(1, |span| line_of(&content, span.start));
            diagnostics.push(
                Diagnostic::error("bad-toml", Place::line(file, line), e.message().to_owned())
                    .hint("nothing of this file was read; a correction needs its reason and its reference"),
            );
            return (SOURCE, 0);
        }
    };
    let mut reader = Reader { file, content: &content, diagnostics, patches: Vec::new() };
    parsed.name.into_iter().for_each(|n| reader.name(n));
    parsed.position.into_iter().for_each(|p| reader.position(p));
    parsed.decision.into_iter().for_each(|d| reader.decision(d));
    let read = reader.patches.len() as u64;
    readings.patches.append(&mut reader.patches);
    (SOURCE, read)
}

/// The corrections of names that come with the program: how the sources it knows misprint states.
pub(crate) fn built_in_names() -> Result<Vec<Patch>, ImportError> {
    const CONTENT: &str = include_str!("../../../data/patches.toml");
    let mut readings = Readings::default();
    let mut diagnostics = Diagnostics::default();
    read(&mut CONTENT.as_bytes(), "patches.toml", &mut readings, &mut diagnostics);
    match diagnostics.kept().first() {
        Some(problem) => Err(ImportError::Patches(problem.to_string())),
        None => {
            Ok(readings.patches.into_iter().filter(|p| matches!(p.change, Change::Name { .. })).collect())
        }
    }
}

fn line_of(content: &str, at: usize) -> u64 {
    1 + memchr::memchr_iter(b'\n', &content.as_bytes()[..at.min(content.len())]).count() as u64
}

struct Reader<'a> {
    file: &'a str,
    content: &'a str,
    diagnostics: &'a mut Diagnostics,
    patches: Vec<Patch>,
}

impl Reader<'_> {
    fn line<T>(&self, item: &toml::Spanned<T>) -> u64 {
        line_of(self.content, item.span().start)
    }

    fn state(&mut self, name: &str, line: u64) -> Option<StateId> {
        states()
            .find(name)
            .map_err(|unknown| {
                self.diagnostics.push(Diagnostic::error(
                    "unknown-state",
                    Place::line(self.file, line).field("state"),
                    format!("the correction was left out: {unknown}"),
                ));
            })
            .ok()
    }

    fn push(&mut self, change: Change, reason: String, reference: String, line: u64) {
        self.patches.push(Patch { change, reason, reference, place: format!("{}:{line}", self.file) });
    }

    fn name(&mut self, item: toml::Spanned<Name>) {
        let line = self.line(&item);
        let Name { printed, state, states, reason, reference } = item.into_inner();
        let names: Vec<String> = state.into_iter().chain(states).collect();
        let found: Vec<StateId> = names.iter().filter_map(|name| self.state(name, line)).collect();
        if found.len() == names.len() {
            self.push(Change::Name { printed, states: found }, reason, reference, line);
        }
    }

    fn position(&mut self, item: toml::Spanned<OfState>) {
        let line = self.line(&item);
        let OfState { decision, state, cast, meant, reason, reference } = item.into_inner();
        let Some(state) = self.state(&state, line) else { return };
        let is_cast = cast.is_some();
        let word = cast.or(meant).unwrap_or_default();
        let Some(position) = Position::from_word(&word) else {
            let words: Vec<&str> = Position::ALL.iter().map(|p| p.word()).collect();
            self.diagnostics.push(
                Diagnostic::error(
                    "unknown-vote",
                    Place::line(self.file, line).field("cast"),
                    format!("{word:?} is no position; the correction was left out"),
                )
                .hint(format!("positions are {}", words.join(", "))),
            );
            return;
        };
        let change = if is_cast {
            Change::Cast { decision, state, position }
        } else {
            Change::Meant { decision, state, position }
        };
        self.push(change, reason, reference, line);
    }

    fn decision(&mut self, item: toml::Spanned<OfDecision>) {
        let line = self.line(&item);
        let OfDecision { decision, date, meeting, reason, reference } = item.into_inner();
        let parsed_date = date.as_deref().and_then(day);
        let parsed_meeting = meeting.as_deref().and_then(|m| Symbol::repair(m).ok()).map(|r| r.symbol);
        if (date.is_some() && parsed_date.is_none()) || (meeting.is_some() && parsed_meeting.is_none()) {
            self.diagnostics.push(
                Diagnostic::error(
                    "bad-date",
                    Place::line(self.file, line),
                    "the day or the meeting cannot be read; the correction was left out",
                )
                .hint("a day looks like 2020-12-07, a meeting like A/75/PV.37"),
            );
            return;
        }
        self.push(
            Change::When { decision, date: parsed_date, meeting: parsed_meeting },
            reason,
            reference,
            line,
        );
    }
}
