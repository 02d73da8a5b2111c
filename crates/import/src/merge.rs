//! The merge of what several sources say into one record, and the gates that every recorded vote should pass.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use jiff::civil::Date;
use travaux_record::{
    Decision, DecisionId, Diagnostic, Diagnostics, FailedGate, Gate, Modality, Outcome, Place, Position,
    PositionRow, Question, QuestionKind, Reading, Record, RecordBuilder, SponsorEvent, Sponsorship, Stage,
    Variant,
};
use travaux_un::body::Body;
use travaux_un::session::Session;
use travaux_un::set::StateSet;
use travaux_un::state::{StateId, states};
use travaux_un::symbol::Symbol;

use crate::entry::{Entry, Readings};
use crate::patch::{Change, Patch};
use crate::positions_match::{RollCall, differences, same_votes};
use crate::sources::Precedence;
use crate::{ImportError, patch, sources, voeten};

/// Merges readings with each other and with those of a base record.
pub(crate) fn merge(
    readings: Readings,
    base: Option<&Record>,
    precedence: &Precedence,
    diagnostics: &mut Diagnostics,
) -> Result<RecordBuilder, ImportError> {
    let Readings { entries, mut sponsorships, mut documents, patches, files, .. } = readings;
    let mut entries = distinct(combine_parts(entries), diagnostics);
    match_parts(&mut entries);
    match_voeten(&mut entries, base);
    add_not_voting(&mut entries);
    documents.sort();
    documents.dedup();
    let drafts = drafts_of(&documents, &entries);

    let mut by_id: BTreeMap<DecisionId, Vec<Entry>> = BTreeMap::new();
    for entry in entries {
        by_id.entry(entry.decision.id.clone()).or_default().push(entry);
    }
    let mut patched: BTreeMap<DecisionId, Vec<&Patch>> = BTreeMap::new();
    for patch in &patches {
        if let Change::Cast { decision, .. }
        | Change::Meant { decision, .. }
        | Change::When { decision, .. } = &patch.change
        {
            patched.entry(DecisionId::from(decision.as_str())).or_default().push(patch);
        }
    }
    for id in patched.keys() {
        by_id.entry(id.clone()).or_default();
    }

    let mut builder = RecordBuilder::new();
    let mut used: BTreeSet<String> = BTreeSet::new();
    for (id, mut entries) in by_id {
        if let Some(known) = base.and_then(|b| b.by_id(id.as_str())) {
            // What is read anew stands for what was read before.
            let read_before = entries_of(known)
                .into_iter()
                .filter(|old| {
                    entries.iter().all(|new| (new.source, &new.reference) != (old.source, &old.reference))
                })
                .collect::<Vec<_>>();
            entries.extend(read_before);
        }
        let patches = patched.remove(&id).unwrap_or_default();
        if entries.is_empty() {
            for patch in patches {
                diagnostics.push(no_such_decision(&id, patch));
            }
            continue;
        }
        entries.sort_by_key(|e| precedence.rank(e.source));
        let added = drafts.get(id.as_str()).map_or(&[][..], Vec::as_slice);
        let merged = Merged::new(id, &entries, &patches, added);
        merged.fill(&mut builder, &mut used, diagnostics)?;
    }

    if let Some(base) = base {
        let texts: BTreeSet<&Symbol> = sponsorships.iter().map(|s| &s.text).collect();
        let known: Vec<Sponsorship> =
            texts.iter().flat_map(|text| base.sponsorships(text).iter().cloned()).collect();
        let known_documents: Vec<_> =
            documents.iter().filter_map(|d| base.document(&d.symbol).cloned()).collect();
        sponsorships.extend(known);
        documents.extend(known_documents);
    }
    merge_sponsorships(sponsorships, precedence, &mut builder, &mut used);
    for document in documents {
        used.insert(document.source.clone());
        builder.document(document);
    }
    for id in used {
        let declared = precedence.source(&id).or_else(|| base.and_then(|b| b.source(&id)));
        if let Some(source) = declared {
            let mut source = source.clone();
            if let Some(known) = base.and_then(|b| b.source(&id)) {
                source.files.extend(known.files.iter().cloned());
            }
            if let Some(read) = sources::known(&id).and_then(|id| files.get(id)) {
                source.files.extend(read.iter().cloned());
            }
            source.files.sort();
            source.files.dedup();
            builder.source(source);
        }
    }
    Ok(builder)
}

fn no_such_decision(id: &DecisionId, patch: &Patch) -> Diagnostic {
    let (file, line) = split_place(&patch.place);
    Diagnostic::error(
        "no-such-decision",
        Place::line(&file, line).field("decision"),
        format!("no decision is named {id}; the correction was left out"),
    )
    .hint("travaux show SYMBOL prints the names of decisions")
}

/// A source may have two rows for one vote, one with the names and one without (the library's votes and its list
/// of records): they become one.
fn combine_parts(entries: Vec<Entry>) -> Vec<Entry> {
    let mut place: HashMap<(&'static str, String, DecisionId), usize> = HashMap::new();
    let mut combined: Vec<Entry> = Vec::with_capacity(entries.len());
    for entry in entries {
        let has_names = |e: &Entry| !e.decision.positions.row().is_empty();
        let key = (entry.source, entry.reference.clone(), entry.decision.id.clone());
        let at = *place.entry(key).or_insert(combined.len());
        match combined.get_mut(at) {
            Some(known) if has_names(&entry) && !has_names(known) => {
                let poorer = std::mem::replace(known, entry);
                fill_gaps(&mut known.decision, &poorer.decision);
            }
            Some(known) if !has_names(&entry) => fill_gaps(&mut known.decision, &entry.decision),
            _ => combined.push(entry),
        }
    }
    combined
}

/// Tells two votes that a source has under one name apart, and drops what it has twice.
fn distinct(entries: Vec<Entry>, diagnostics: &mut Diagnostics) -> Vec<Entry> {
    let mut places: HashMap<(&'static str, DecisionId), Vec<usize>> = HashMap::new();
    let mut kept: Vec<Entry> = Vec::with_capacity(entries.len());
    for mut entry in entries {
        let same = places.entry((entry.source, entry.decision.id.clone())).or_default();
        let place = Place::line(&entry.file, entry.line);
        let twin = |&at: &usize| {
            let known: &Entry = &kept[at];
            known.decision.positions == entry.decision.positions
                && known.decision.stated == entry.decision.stated
        };
        if let Some(first) = same.iter().find(|at| twin(at)) {
            let first = kept[*first].place();
            diagnostics.push(Diagnostic::note(
                "twice",
                place,
                format!("{} is there twice, with the same votes; the first is at {first}", entry.decision.id),
            ));
            continue;
        }
        if let Some(&first) = same.first() {
            let numbered = entry.decision.id.numbered(same.len() + 1);
            diagnostics.push(
                Diagnostic::warning(
                    "two-votes",
                    place,
                    format!(
                        "{} is there twice with different votes (first at {}); the second is kept as {numbered}",
                        entry.decision.id,
                        kept[first].place()
                    ),
                )
                .hint("one may be on a part of the text or on another text: see the source"),
            );
            entry.decision.id = numbered;
        }
        same.push(kept.len());
        kept.push(entry);
    }
    kept
}

/// One source may name the first part of a resolution by the whole's symbol (`75/250`) where another has its letter
/// (`75/250 A`). Where the votes are the same, the letter stands.
fn match_parts(entries: &mut [Entry]) {
    let mut by_whole: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, entry) in entries.iter().enumerate() {
        if let Some(text) = &entry.decision.text
            && entry.decision.question.is_whole()
            && !entry.decision.positions.row().is_empty()
        {
            by_whole.entry(text.whole().to_string()).or_default().push(at);
        }
    }
    for (whole, places) in by_whole {
        let is_whole = |at: &usize| entries[*at].decision.id.as_str() == whole;
        let (wholes, parts): (Vec<usize>, Vec<usize>) = places.into_iter().partition(is_whole);
        for at in wholes {
            let same = parts.iter().find(|&&part| {
                let other = &entries[part];
                other.source != entries[at].source
                    && other.decision.date == entries[at].decision.date
                    && differences(entries[at].decision.positions.row(), other.decision.positions.row())
                        .is_some_and(|(different, compared)| different * 100 <= compared)
            });
            if let Some(&part) = same {
                let named = entries[part].decision.clone();
                entries[at].decision.id = named.id;
                entries[at].decision.text = named.text;
            }
        }
    }
}

/// Finds for Voeten's roll calls the same votes in the other sources, and gives them their names; what is left
/// keeps his number, and is linked to a text where a text of that symbol is known.
fn match_voeten(entries: &mut [Entry], base: Option<&Record>) {
    let names: Vec<(usize, VoetenName)> = {
        let others = OtherVotes::of(entries, base);
        let mut of_session: BTreeMap<Session, Vec<usize>> = BTreeMap::new();
        for (at, entry) in entries.iter().enumerate().filter(|(_, e)| e.source == voeten::SOURCE) {
            if let Some(session) = entry.decision.session {
                of_session.entry(session).or_default().push(at);
            }
        }
        of_session.iter().flat_map(|(session, places)| others.name(*session, places, entries)).collect()
    };
    for (at, name) in names {
        let decision = &mut entries[at].decision;
        match name {
            VoetenName::SameVote(id) => {
                decision.id = id;
                decision.question = Question::WHOLE;
                decision.outcome = Outcome::Unknown;
                decision.title.clear();
            }
            VoetenName::OwnNumber(text) => decision.text = text,
        }
    }
}

/// What a roll call of Voeten's turns out to be.
enum VoetenName {
    /// A vote that another source has.
    SameVote(DecisionId),
    /// A vote that no other source has, on this text if it is a known one.
    OwnNumber(Option<Symbol>),
}

/// The votes on whole texts in plenary that other sources have, by session.
struct OtherVotes<'a> {
    texts: HashSet<&'a str>,
    by_session: BTreeMap<Session, BTreeMap<&'a str, RollCall<'a>>>,
}

impl<'a> OtherVotes<'a> {
    fn of(entries: &'a [Entry], base: Option<&'a Record>) -> Self {
        let mut votes = Self { texts: HashSet::new(), by_session: BTreeMap::new() };
        for decision in base.into_iter().flat_map(Record::decisions) {
            let whole = decision.question().is_whole() && decision.stage() == Stage::Plenary;
            let (text, session) = (decision.text_str(), decision.session().filter(|_| whole));
            votes.add(decision.id(), text, session, decision.date(), decision.positions());
        }
        // The library's row, which has those that did not vote, comes last and stands.
        for lists_not_voting in [false, true] {
            for entry in entries {
                if entry.source != voeten::SOURCE && entry.lists_not_voting == lists_not_voting {
                    let decision = &entry.decision;
                    let whole = decision.question.is_whole() && decision.stage == Stage::Plenary;
                    let text = decision.text.as_ref().map_or("", Symbol::as_str);
                    let session = decision.session.filter(|_| whole);
                    votes.add(decision.id.as_str(), text, session, decision.date, decision.positions.row());
                }
            }
        }
        votes
    }

    fn add(
        &mut self,
        id: &'a str,
        text: &'a str,
        session: Option<Session>,
        date: Option<Date>,
        positions: PositionRow<'a>,
    ) {
        self.texts.insert(text);
        if let Some(session) = session.filter(|_| !positions.is_empty()) {
            let vote = RollCall { symbols: vec![text.to_owned()], date, positions, on_a_part: false };
            self.by_session.entry(session).or_default().insert(id, vote);
        }
    }

    /// Names the roll calls of one session.
    fn name(&self, session: Session, places: &[usize], entries: &[Entry]) -> Vec<(usize, VoetenName)> {
        let of_entry = |&at: &usize| {
            let decision = &entries[at].decision;
            let kind = decision.question.kind;
            RollCall {
                symbols: voeten::symbols(&entries[at].symbol, decision.session)
                    .iter()
                    .map(Symbol::to_string)
                    .collect(),
                date: decision.date,
                positions: decision.positions.row(),
                on_a_part: kind == QuestionKind::Amendment || kind == QuestionKind::Paragraph,
            }
        };
        let left: Vec<RollCall<'_>> = places.iter().map(of_entry).collect();
        let (ids, right): (Vec<&str>, Vec<&RollCall<'_>>) =
            self.by_session.get(&session).into_iter().flatten().map(|(id, vote)| (*id, vote)).unzip();
        let matched: HashMap<usize, usize> = same_votes(&left, &right).into_iter().collect();
        let name = |(i, &at): (usize, &usize)| {
            if let Some(&r) = matched.get(&i) {
                return (at, VoetenName::SameVote(DecisionId::from(ids[r])));
            }
            let text = left[i].symbols.iter().find(|s| self.texts.contains(s.as_str()));
            (at, VoetenName::OwnNumber(text.and_then(|s| Symbol::parse(s).ok())))
        };
        places.iter().enumerate().map(name).collect()
    }
}

/// A source that names only those that voted leaves the others to be found: the members on the day. Only for the
/// General Assembly, of which all members are members.
fn add_not_voting(entries: &mut [Entry]) {
    for entry in entries.iter_mut().filter(|e| !e.lists_not_voting && e.complete) {
        let decision = &mut entry.decision;
        let Some(date) = decision.date else { continue };
        if decision.body != Body::GeneralAssembly || decision.positions.row().is_empty() {
            continue;
        }
        let named = decision.positions.row().members();
        for state in states().members_on(date) - named {
            decision.positions.set(state, Position::NotVoting);
        }
    }
}

/// The drafts that documents say were adopted as each text, so far as the entries do not know them.
fn drafts_of(documents: &[travaux_record::Document], entries: &[Entry]) -> HashMap<String, Vec<Symbol>> {
    let known: HashSet<(&str, &str)> = entries
        .iter()
        .flat_map(|e| e.decision.drafts.iter().map(|d| (e.decision.id.as_str(), d.as_str())))
        .collect();
    let mut drafts: HashMap<String, Vec<Symbol>> = HashMap::new();
    for document in documents {
        if let Some(adopted) = &document.adopted_as
            && !known.contains(&(adopted.as_str(), document.symbol.as_str()))
        {
            let list = drafts.entry(adopted.to_string()).or_default();
            if !list.contains(&document.symbol) {
                list.push(document.symbol.clone());
            }
        }
    }
    drafts
}

/// Puts into `known` what only `other` knows.
fn fill_gaps(known: &mut Decision, other: &Decision) {
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

/// What each source of a known decision says, from the merged decision and the cells in which the source differs.
fn entries_of(known: travaux_record::DecisionRef<'_>) -> Vec<Entry> {
    known
        .readings()
        .iter()
        .map(|reading| {
            let mut decision = known.to_decision();
            decision.stated = reading.stated;
            decision.date = reading.date;
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
                decision.positions = travaux_record::Positions::default();
            }
            let (file, line) = split_place(&reading.place);
            Entry {
                source: sources::known(&reading.source).unwrap_or(patch::SOURCE),
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

fn split_place(place: &str) -> (String, u64) {
    match place.rsplit_once(':') {
        Some((file, line)) => (file.to_owned(), line.parse().unwrap_or(0)),
        None => (place.to_owned(), 0),
    }
}

/// A decision as merged, beside the readings it was merged from.
struct Merged<'a> {
    decision: Decision,
    entries: &'a [Entry],
    patches: &'a [&'a Patch],
}

impl<'a> Merged<'a> {
    /// Merges entries that are sorted by rank.
    fn new(id: DecisionId, entries: &'a [Entry], patches: &'a [&'a Patch], drafts: &[Symbol]) -> Self {
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
        Self { decision, entries, patches }
    }

    fn fill(
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
            date: entry.decision.date,
            stated: entry.decision.stated,
            counted: entry.counted(),
        });
        let of_patches = self.patches.iter().map(|patch| Reading {
            decision: self.decision.id.clone(),
            source: patch::SOURCE.to_owned(),
            reference: format!("{} ({})", patch.reference, patch.reason),
            place: patch.place.clone(),
            symbol: self.decision.id.to_string(),
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
                if theirs != ours {
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
        let named = self.decision.positions.row().members();
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

/// Of each list of a text, the one of the best source stands; where another source differs, that is noted.
fn merge_sponsorships(
    events: Vec<Sponsorship>,
    precedence: &Precedence,
    builder: &mut RecordBuilder,
    used: &mut BTreeSet<String>,
) {
    let mut lists: BTreeMap<(Symbol, SponsorEvent), BTreeMap<String, Vec<Sponsorship>>> = BTreeMap::new();
    for event in events {
        let list = lists.entry((event.text.clone(), event.event)).or_default();
        list.entry(event.source.clone()).or_default().push(event);
    }
    for ((text, kind), by_source) in lists {
        let Some(best) = by_source.keys().min_by_key(|id| precedence.rank(id)).cloned() else { continue };
        let states = |source: &str| -> StateSet {
            by_source[source].iter().filter_map(|e| e.sponsor.state()).collect()
        };
        let ours = states(&best);
        for other in by_source.keys().filter(|id| **id != best) {
            let theirs = states(other);
            for state in (ours | theirs) - (ours & theirs) {
                let said = |there: bool| if there { kind.word() } else { "not listed" }.to_owned();
                builder.variant(Variant {
                    decision: DecisionId::from(text.as_str()),
                    field: "sponsor".to_owned(),
                    state: Some(state),
                    source: other.clone(),
                    value: said(theirs.contains(state)),
                    merged: said(ours.contains(state)),
                });
            }
        }
        used.insert(best.clone());
        for event in by_source.into_iter().filter(|(id, _)| *id == best).flat_map(|(_, events)| events) {
            builder.sponsorship(event);
        }
    }
}
