//! Which entries are of one vote, within a source and between sources.

use std::collections::{BTreeMap, HashMap, HashSet};

use jiff::civil::Date;
use travaux_record::{
    DecisionId, Diagnostic, Diagnostics, Outcome, Place, Position, PositionRow, Question, QuestionKind,
    Record, Stage,
};
use travaux_un::body::Body;
use travaux_un::session::Session;
use travaux_un::state::states;
use travaux_un::symbol::Symbol;

use super::one_decision::fill_gaps;
use super::positions_match::{RollCall, differences, same_votes};
use crate::entry::Entry;
use crate::sources::Precedence;
use crate::{undl, voeten};

/// A source may have two rows for one vote, one with the names and one without (the library's votes and its list
/// of records): they become one.
pub(crate) fn combine_parts(entries: Vec<Entry>) -> Vec<Entry> {
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
pub(crate) fn distinct(entries: Vec<Entry>, diagnostics: &mut Diagnostics) -> Vec<Entry> {
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
        if let Some(first) = same.iter().copied().find(twin) {
            // It may still know what the first does not: the day of a vote, say.
            fill_gaps(&mut kept[first].decision, &entry.decision);
            let first = kept[first].place();
            diagnostics.push(Diagnostic::note(
                "twice",
                place,
                format!("{} is there twice, with the same votes; the first is at {first}", entry.decision.id),
            ));
            continue;
        }
        let renewed = same.iter().copied().find(|&at| {
            kept[at].reference == entry.reference
                && !entry.reference.is_empty()
                && kept[at].file != entry.file
        });
        if let Some(at) = renewed {
            diagnostics.push(
                Diagnostic::note(
                    "read-anew",
                    place,
                    format!(
                        "{} stands for what {} says of the same number",
                        entry.decision.id,
                        kept[at].place()
                    ),
                )
                .hint("the later file stands"),
            );
            fill_gaps(&mut entry.decision, &kept[at].decision);
            kept[at] = entry;
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

/// Two sources may use one name for two votes: one is then on a part of the text, or on another text. Where more than
/// a tenth of the positions differ, the vote of the better source keeps the name, and the other is numbered.
pub(crate) fn part_unlike(entries: &mut [Entry], precedence: &Precedence, diagnostics: &mut Diagnostics) {
    let mut by_id: BTreeMap<DecisionId, Vec<usize>> = BTreeMap::new();
    for (at, entry) in entries.iter().enumerate() {
        if entry.counted().is_some() {
            by_id.entry(entry.decision.id.clone()).or_default().push(at);
        }
    }
    for (id, mut places) in by_id {
        places.sort_by_key(|&at| precedence.rank(entries[at].source));
        let Some((&best, others)) = places.split_first() else { continue };
        for &at in others {
            let unlike =
                differences(entries[best].decision.positions.row(), entries[at].decision.positions.row())
                    .is_some_and(|(different, compared)| different * 10 > compared);
            if unlike {
                let entry = &mut entries[at];
                let numbered = DecisionId::of_source(entry.source, &entry.reference);
                diagnostics.push(
                    Diagnostic::warning(
                        "unlike-votes",
                        Place::line(&entry.file, entry.line),
                        format!(
                            "the vote that {} has on {id} is another one; it is kept as {numbered}",
                            entry.source
                        ),
                    )
                    .hint("it may be on a part of the text or on another text: see the source"),
                );
                entry.decision.id = numbered;
                entry.decision.text = None;
                entry.decision.question = Question::new(QuestionKind::Unspecified, None);
            }
        }
    }
}

/// One source may name the first part of a resolution by the whole's symbol (`75/250`) where another has its letter
/// (`75/250 A`). Where the votes are the same, the letter stands.
pub(crate) fn match_parts(entries: &mut [Entry]) {
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

/// Finds for roll calls that are known by a number of their source only (all of Voeten's are) the same votes in the
/// other sources, and gives them their names; what is left keeps its number, and is linked to a text where a text
/// of that symbol is known.
pub(crate) fn match_numbered(entries: &mut [Entry], base: Option<&Record>) {
    let names: Vec<(usize, VoteName)> = {
        let others = OtherVotes::of(entries, base);
        // Each source by itself: a vote that two of them know by numbers meets the third's name twice.
        let mut of_session: BTreeMap<(Session, &str), Vec<usize>> = BTreeMap::new();
        for (at, entry) in entries.iter().enumerate().filter(|(_, e)| is_numbered(e)) {
            if let Some(session) = entry.decision.session {
                of_session.entry((session, entry.source)).or_default().push(at);
            }
        }
        of_session.iter().flat_map(|((session, _), places)| others.name(*session, places, entries)).collect()
    };
    for (at, name) in names {
        let decision = &mut entries[at].decision;
        match name {
            VoteName::SameVote(id) => {
                decision.id = id;
                decision.question = Question::WHOLE;
                decision.outcome = Outcome::Unknown;
                decision.title.clear();
            }
            VoteName::OwnNumber(text) => decision.text = text,
        }
    }
}

/// Before session 18 most numbers of `unres` are no resolutions, and those that happen to be one are of another text.
fn symbols_are_resolutions(session: Session) -> bool {
    !matches!(session, Session::Regular(..18))
}

/// Whether a vote has no other name than its source's number for it. Voeten's symbols are no names: see `voeten`.
fn is_numbered(entry: &Entry) -> bool {
    let decision = &entry.decision;
    entry.source == voeten::SOURCE || (decision.text.is_none() && decision.stage == Stage::Plenary)
}

/// What a numbered roll call turns out to be.
enum VoteName {
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
        // The library's row, which is the official one and names those that did not vote, comes last and stands.
        for of_library in [false, true] {
            for entry in entries {
                if !is_numbered(entry) && (entry.source == undl::SOURCE) == of_library {
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
    fn name(&self, session: Session, places: &[usize], entries: &[Entry]) -> Vec<(usize, VoteName)> {
        let of_entry = |&at: &usize| {
            let decision = &entries[at].decision;
            let kind = decision.question.kind;
            RollCall {
                symbols: voeten::symbols(&entries[at].symbol, decision.session)
                    .iter()
                    .map(Symbol::to_string)
                    .collect(),
                date: entries[at].stated_date,
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
                return (at, VoteName::SameVote(DecisionId::from(ids[r])));
            }
            let text = left[i]
                .symbols
                .iter()
                .filter(|_| symbols_are_resolutions(session))
                .find(|s| self.texts.contains(s.as_str()));
            (at, VoteName::OwnNumber(text.and_then(|s| Symbol::parse(s).ok())))
        };
        places.iter().enumerate().map(name).collect()
    }
}

/// A source that names only those that voted leaves the others to be found: the members on the day. Only for the
/// General Assembly, of which all members are members.
pub(crate) fn add_not_voting(entries: &mut [Entry]) {
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
