//! One decision from all its readings: what stands, where sources differ, which gates it does not pass.

use std::collections::BTreeSet;

use travaux_record::{
    Decision, DecisionId, DecisionRef, Diagnostic, Diagnostics, FailedGate, Gate, Modality, Outcome, Place,
    Position, Positions, Reading, RecordBuilder, Variant,
};
use travaux_un::body::Body;
use travaux_un::set::StateSet;
use travaux_un::state::{StateId, states};
use travaux_un::symbol::Symbol;

use crate::correction::{Change, Patch};
use crate::entry::Entry;
use crate::{ImportError, patch, sources, voeten};

/// A decision as merged, beside the readings it was merged from.
pub(crate) struct Merged<'a> {
    decision: Decision,
    /// The states that have an entry in the source that is believed.
    named: StateSet,
    entries: &'a [Entry],
    patches: &'a [&'a Patch],
}

impl<'a> Merged<'a> {
    /// Merges entries that are sorted by rank.
    pub(crate) fn new(
        id: DecisionId,
        entries: &'a [Entry],
        patches: &'a [&'a Patch],
        drafts: &[Symbol],
    ) -> Self {
        let mut decision = entries[0].decision.clone();
        decision.id = id;
        for entry in &entries[1..] {
            fill_gaps(&mut decision, &entry.decision);
        }
        let named = || entries.iter().filter(|e| e.complete && !e.decision.positions.row().is_empty());
        if let Some(believed) = named().find(|e| names_give_tally(e)).or_else(|| named().next()) {
            decision.positions = believed.decision.positions.clone();
            decision.modality = Modality::RecordedVote;
            decision.stated = believed.decision.stated.or(decision.stated);
        }
        for draft in drafts {
            if !decision.drafts.contains(draft) {
                decision.drafts.push(draft.clone());
            }
        }
        for patch in patches {
            match &patch.change {
                Change::Cast { state, position, .. } => {
                    decision.positions.set(*state, *position);
                }
                Change::Meant { state, position, .. } => decision.corrected.push((*state, *position)),
                Change::When { date, meeting, .. } => {
                    decision.date = date.or(decision.date);
                    decision.meeting = meeting.clone().or(decision.meeting);
                }
                Change::Name { .. } => {}
            }
        }
        decision.corrected.sort_unstable();
        decision.corrected.dedup();
        let named = decision.positions.row().members();
        mark_missing(&mut decision);
        Self { decision, named, entries, patches }
    }

    pub(crate) fn fill(
        self,
        builder: &mut RecordBuilder,
        used: &mut BTreeSet<String>,
        diagnostics: &mut Diagnostics,
    ) -> Result<(), ImportError> {
        for reading in self.readings() {
            used.insert(reading.source.clone());
            builder.reading(reading);
        }
        for entry in self.entries {
            self.variants_of(entry, builder);
        }
        for gate in self.failed_gates() {
            diagnostics.push(gate_diagnostic(&gate, self.entries));
            builder.failed_gate(gate);
        }
        builder.decision(self.decision)?;
        Ok(())
    }

    fn readings(&self) -> Vec<Reading> {
        let of_entries = self.entries.iter().map(|entry| Reading {
            decision: self.decision.id.clone(),
            source: entry.source.to_owned(),
            reference: entry.reference.clone(),
            place: entry.place(),
            symbol: entry.symbol.clone(),
            date: entry.stated_date,
            stated: entry.decision.stated,
            counted: entry.counted(),
        });
        let of_patches = self.patches.iter().map(|patch| Reading {
            decision: self.decision.id.clone(),
            source: patch::SOURCE.to_owned(),
            reference: reference_of(patch),
            place: patch.place.clone(),
            symbol: patch.change.written(),
            date: None,
            stated: None,
            counted: None,
        });
        of_entries.chain(of_patches).collect()
    }

    fn variants_of(&self, entry: &Entry, builder: &mut RecordBuilder) {
        let mut differ = |field: &str, state: Option<StateId>, value: String, merged: String| {
            builder.variant(Variant {
                decision: self.decision.id.clone(),
                field: field.to_owned(),
                state,
                source: entry.source.to_owned(),
                value,
                merged,
            });
        };
        let (theirs, ours) = (entry.decision.positions.row(), self.decision.positions.row());
        if entry.counted().is_some() {
            let word = |p: Option<Position>| p.map_or("no_row", Position::word).to_owned();
            for state in theirs.members() | ours.members() {
                let (theirs, ours) = (theirs.of(state), ours.of(state));
                let missing_in_both = theirs.is_none() && ours == Some(Position::Unreadable);
                if theirs != ours && !missing_in_both {
                    differ("position", Some(state), word(theirs), word(ours));
                }
            }
        }
        if let (Some(theirs), Some(ours)) = (entry.decision.date, self.decision.date)
            && theirs != ours
        {
            differ("date", None, theirs.to_string(), ours.to_string());
        }
        if let (Some(theirs), Some(ours)) = (&entry.decision.meeting, &self.decision.meeting)
            && theirs != ours
        {
            differ("meeting", None, theirs.to_string(), ours.to_string());
        }
        if let (Some(theirs), Some(ours)) = (entry.decision.stated, self.decision.stated)
            && !theirs.same_votes(ours)
        {
            differ("tally", None, theirs.to_string(), ours.to_string());
        }
        let letters = |s: &str| {
            s.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>()
        };
        let (theirs, ours) = (&entry.decision.title, &self.decision.title);
        if !theirs.is_empty() && letters(theirs) != letters(ours) && entry.source != voeten::SOURCE {
            differ("title", None, theirs.clone(), ours.clone());
        }
    }

    fn failed_gates(&self) -> Vec<FailedGate> {
        let mut failed = Vec::new();
        let mut fail = |source: &str, gate: Gate, detail: String| {
            failed.push(FailedGate {
                decision: self.decision.id.clone(),
                source: source.to_owned(),
                gate,
                detail,
            });
        };
        for entry in self.entries {
            if let (Some(stated), Some(counted)) = (entry.decision.stated, entry.counted())
                && !stated.same_votes(counted)
            {
                let detail = format!("{} states {stated} and names {counted}", entry.source);
                fail(entry.source, Gate::NamesEqualTally, detail);
            }
        }
        let believed = self.entries[0].source;
        let named = self.named;
        if let Some(date) = self.decision.date
            && self.decision.body == Body::GeneralAssembly
            && !named.is_empty()
        {
            let members = states().members_on(date);
            if named != members {
                let missing = list("without a row", members - named);
                let extra = list("not a member that day", named - members);
                let detail = [missing, extra].into_iter().flatten().collect::<Vec<_>>().join("; ");
                fail(believed, Gate::NamesAreMembers, detail);
            }
        }
        if let (Some(session), Some(date)) = (self.decision.session, self.decision.date)
            && session.contains(date) == Some(false)
        {
            fail(believed, Gate::DateInSession, format!("{date} is not a day of session {session}"));
        }
        failed
    }
}

/// Gives members of the day of which the source has no entry a position that says so, lest they pass for states that
/// were not members. Those admitted on that very day may have been so after the vote.
fn mark_missing(decision: &mut Decision) {
    let Some(date) = decision.date.filter(|_| decision.body == Body::GeneralAssembly) else { return };
    let named = decision.positions.row().members();
    let yesterday = date.yesterday().unwrap_or(date);
    if !named.is_empty() {
        for state in (states().members_on(date) & states().members_on(yesterday)) - named {
            decision.positions.set(state, Position::Unreadable);
        }
    }
}

fn names_give_tally(entry: &Entry) -> bool {
    match (entry.decision.stated, entry.counted()) {
        (Some(stated), Some(counted)) => stated.same_votes(counted),
        _ => true,
    }
}

fn list(what: &str, states: StateSet) -> Option<String> {
    const SHOWN: usize = 10;
    let codes: Vec<&str> = states.iter().take(SHOWN).map(StateId::code).collect();
    let more = states.len().checked_sub(SHOWN).filter(|&n| n > 0);
    let more = more.map_or_else(String::new, |n| format!(" and {n} more"));
    (!codes.is_empty()).then(|| format!("{what}: {}{more}", codes.join(" ")))
}

fn gate_diagnostic(gate: &FailedGate, entries: &[Entry]) -> Diagnostic {
    let at = entries.iter().find(|e| e.source == gate.source).unwrap_or(&entries[0]);
    let code = match gate.gate {
        Gate::NamesEqualTally => "tally-mismatch",
        Gate::NamesAreMembers => "names-not-members",
        Gate::DateInSession => "date-not-in-session",
    };
    let message = format!("{}: {}", gate.decision, gate.detail);
    Diagnostic::warning(code, Place::line(&at.file, at.line), message)
        .hint("kept and marked; a correction with its reason and reference goes into a patch file")
}

/// Puts into `known` what only `other` knows.
pub(crate) fn fill_gaps(known: &mut Decision, other: &Decision) {
    fn text(known: &mut String, other: &str) {
        if known.is_empty() {
            other.clone_into(known);
        }
    }
    fn list<T: Clone>(known: &mut Vec<T>, other: &[T]) {
        if known.is_empty() {
            known.extend_from_slice(other);
        }
    }
    known.session = known.session.or(other.session);
    known.text = known.text.take().or_else(|| other.text.clone());
    list(&mut known.drafts, &other.drafts);
    list(&mut known.reports, &other.reports);
    list(&mut known.amended_by, &other.amended_by);
    known.meeting = known.meeting.take().or_else(|| other.meeting.clone());
    known.date = known.date.or(other.date);
    if known.modality == Modality::Unknown {
        known.modality = other.modality;
    }
    if known.outcome == Outcome::Unknown {
        known.outcome = other.outcome;
    }
    text(&mut known.title, &other.title);
    known.committee = known.committee.or(other.committee);
    list(&mut known.agenda, &other.agenda);
    list(&mut known.subjects, &other.subjects);
    list(&mut known.issues, &other.issues);
    known.important = known.important.or(other.important);
    known.stated = known.stated.or(other.stated);
    for &(state, position) in &other.corrected {
        if known.corrected.iter().all(|(s, _)| *s != state) {
            known.corrected.push((state, position));
        }
    }
}

fn reference_of(patch: &Patch) -> String {
    if patch.reason.is_empty() {
        patch.reference.clone()
    } else {
        format!("{} ({})", patch.reference, patch.reason)
    }
}

/// The corrections that a known decision was given.
pub(crate) fn patches_of(known: DecisionRef<'_>) -> Vec<Patch> {
    let of_reading = |reading: &Reading| {
        let change = Change::of_reading(known.id(), &reading.symbol)?;
        // The reference already ends in the reason.
        let (reference, place) = (reading.reference.clone(), reading.place.clone());
        Some(Patch { change, reason: String::new(), reference, place })
    };
    known.readings().iter().filter(|r| r.source == patch::SOURCE).filter_map(of_reading).collect()
}

/// What each source of a known decision says, from the merged decision and the cells in which the source differs.
pub(crate) fn entries_of(known: DecisionRef<'_>) -> Vec<Entry> {
    known
        .readings()
        .iter()
        .filter(|reading| reading.source != patch::SOURCE)
        .map(|reading| {
            let mut decision = known.to_decision();
            decision.stated = reading.stated;
            decision.date =
                reading.date.filter(|&date| reading.source != voeten::SOURCE || voeten::is_a_day(date));
            let said = |field: &str| {
                let differs =
                    known.variants().iter().find(|v| v.source == reading.source && v.field == field);
                differs.map(|variant| variant.value.clone())
            };
            if let Some(title) = said("title") {
                decision.title = title;
            }
            if let Some(meeting) = said("meeting") {
                decision.meeting = Symbol::parse(&meeting).ok();
            }
            for variant in
                known.variants().iter().filter(|v| v.source == reading.source && v.field == "position")
            {
                let Some(state) = variant.state else { continue };
                match Position::from_word(&variant.value) {
                    Some(position) => decision.positions.set(state, position),
                    None => decision.positions.clear(state),
                };
            }
            if reading.counted.is_none() {
                decision.positions = Positions::default();
            }
            let (file, line) = split_place(&reading.place);
            Entry {
                source: sources::known(&reading.source).unwrap_or(patch::SOURCE),
                stated_date: reading.date,
                reference: reading.reference.clone(),
                file,
                line,
                symbol: reading.symbol.clone(),
                decision,
                lists_not_voting: true,
                complete: true,
            }
        })
        .collect()
}

pub(crate) fn split_place(place: &str) -> (String, u64) {
    match place.rsplit_once(':') {
        Some((file, line)) => (file.to_owned(), line.parse().unwrap_or(0)),
        None => (place.to_owned(), 0),
    }
}
