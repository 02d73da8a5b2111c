//! Where the facts about a decision are from, and what a careful reader must know of them: computed here, for all
//! answers.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use travaux_record::{Answer, Caveat, Citation, DecisionRef, Gate, Modality, Record};
use travaux_un::group::{Group, GroupKind, GroupMember, Groups, MembershipDates};
use travaux_un::set::StateSet;
use travaux_un::symbol::Symbol;

use crate::VotesError;
use crate::words::{by_name, listed};

/// The day of a decision, unless it is known not to fall into its session.
pub(crate) fn trusted_date(decision: DecisionRef<'_>) -> Option<Date> {
    let wrong = || decision.failed_gates().iter().any(|failed| failed.gate == Gate::DateInSession);
    decision.date().filter(|_| !wrong())
}

/// The last day of which the record has a decision: what it goes to. Dates that are known not to fall into the session
/// of their decision are passed over; `None` where no date can be trusted.
pub fn record_through(record: &Record) -> Option<Date> {
    last_decision(record).map(|(_, day)| day)
}

/// The last decision of the record whose date can be trusted, with its day.
pub(crate) fn last_decision(record: &Record) -> Option<(DecisionRef<'_>, Date)> {
    record.decisions().rev().find_map(|decision| Some((decision, trusted_date(decision)?)))
}

/// Adds the sources of a decision and every caveat on its positions.
pub(crate) fn note_positions<T>(answer: &mut Answer<T>, record: &Record, decision: DecisionRef<'_>) {
    let row = decision.positions();
    let name = || decision.id().to_owned();
    if row.is_empty() {
        if decision.modality() != Modality::WithoutVote {
            let modality = decision.modality().phrase().to_owned();
            answer.caveat(Caveat::NoPositions { decision: name(), modality });
        }
    } else {
        let members = row.tally().not_voting.unwrap_or(0);
        if members > 0 {
            answer.caveat(Caveat::NotVoting { decision: name(), members });
        }
        let states = decision.corrected().len() as u16;
        if states > 0 {
            answer.caveat(Caveat::CorrectedLater { decision: name(), states });
        }
    }
    note_facts(answer, record, decision);
}

/// Adds the sources of a decision, and where they differ or fail a check.
pub(crate) fn note_facts<T>(answer: &mut Answer<T>, record: &Record, decision: DecisionRef<'_>) {
    let name = || decision.id().to_owned();
    let variants = decision.variants();
    if !variants.is_empty() {
        let mut sources: Vec<String> = variants.iter().map(|v| v.source.clone()).collect();
        sources.sort_unstable();
        sources.dedup();
        answer.caveat(Caveat::SourcesDiffer { decision: name(), cells: variants.len() as u64, sources });
    }
    for gate in decision.failed_gates() {
        // Most details name the source themselves.
        let named = gate.detail.split(' ').any(|word| word == gate.source);
        let detail = if named { gate.detail.clone() } else { format!("{} ({})", gate.detail, gate.source) };
        answer.caveat(Caveat::FailedGate { decision: name(), detail });
    }
    for citation in citations(record, decision) {
        answer.cite(citation);
    }
}

/// The readings of a decision as citations.
pub fn citations(record: &Record, decision: DecisionRef<'_>) -> Vec<Citation> {
    decision
        .readings()
        .iter()
        .map(|reading| Citation {
            of: decision.id().to_owned(),
            source: reading.source.clone(),
            reference: reading.reference.clone(),
            url: url(record, decision.text().as_ref(), &reading.source, &reading.reference),
        })
        .collect()
}

/// Where to see what a source says of a text.
pub(crate) fn url(record: &Record, text: Option<&Symbol>, source: &str, reference: &str) -> Option<String> {
    match source {
        "undl" if !reference.is_empty() && reference.bytes().all(|b| b.is_ascii_digit()) => {
            Some(format!("https://digitallibrary.un.org/record/{reference}"))
        }
        "dgacm" => text.map(Symbol::url).filter(|url| !url.is_empty()),
        _ => record.source(source).map(|s| s.url.clone()).filter(|url| !url.is_empty()),
    }
}

/// A group on a day, and those of its members that an answer speaks of.
pub(crate) type Membership<'a> = (&'a Group, Date, StateSet);

/// Adds that the membership of states in groups on the day is not established: names where they are few, and one
/// sentence for all groups of which the source has a list of another year, or one without dates.
pub(crate) fn note_memberships<'a, T>(
    answer: &mut Answer<T>,
    groups: &Groups,
    memberships: impl IntoIterator<Item = Membership<'a>>,
) {
    const FEW: usize = 8;
    let mut lists: BTreeMap<(Date, Vintage), Vec<&Group>> = BTreeMap::new();
    for (group, date, members) in memberships {
        let open = group.members_on(date).dates_not_established & members;
        if open.is_empty() {
            continue;
        }
        if open.len() <= FEW && open != members {
            answer.caveat(Caveat::MembershipNotEstablished {
                group: group.name().to_owned(),
                states: by_name(open).into_iter().map(|state| state.code().to_owned()).collect(),
            });
            continue;
        }
        let alike = lists.entry((date, Vintage::of(group, date, open))).or_default();
        if alike.iter().all(|known| known.code() != group.code()) {
            alike.push(group);
        }
    }
    for ((date, vintage), alike) in lists {
        let (groups, list) = (groups_in_words(groups, &alike), vintage.in_words());
        answer.caveat(Caveat::MembershipAsListed { groups, list, date });
    }
}

/// What the lists of members are of whose dates are not established.
#[derive(Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Vintage {
    years: BTreeSet<i16>,
    undated: bool,
}

impl Vintage {
    fn of(group: &Group, date: Date, open: StateSet) -> Self {
        let mut vintage = Self::default();
        let then = |member: &&GroupMember| member.period.contains(date) && open.contains(member.state);
        for member in group.members().iter().filter(then) {
            match member.dates {
                MembershipDates::AsOf(year) => {
                    vintage.years.insert(year);
                }
                MembershipDates::NotEstablished => vintage.undated = true,
                MembershipDates::Established | MembershipDates::Years => {}
            }
        }
        vintage
    }

    fn in_words(&self) -> String {
        let years = listed(self.years.iter().map(ToString::to_string), "and");
        match (self.years.is_empty(), self.undated) {
            (false, false) => format!("listed in {years}"),
            (false, true) => format!("listed in {years}, or without dates"),
            (true, true) => "listed without dates".to_owned(),
            (true, false) => "known to the year only".to_owned(),
        }
    }
}

/// The names of groups, or `the regional groups` where it is all of them.
fn groups_in_words(groups: &Groups, some: &[&Group]) -> String {
    let regional: Vec<&Group> = groups.iter().filter(|group| group.kind() == GroupKind::Regional).collect();
    let has = |group: &Group| some.iter().any(|one| one.code() == group.code());
    let all_regional = regional.len() > 1 && regional.iter().all(|group| has(group));
    let others = some.iter().filter(|group| !all_regional || group.kind() != GroupKind::Regional);
    let names = all_regional.then_some("the regional groups").into_iter();
    listed(names.chain(others.map(|group| group.name())), "and")
}

/// An error where a question about positions is asked of a decision that has none.
pub(crate) fn need_positions(decision: DecisionRef<'_>) -> Result<(), VotesError> {
    if decision.positions().is_empty() {
        return Err(VotesError::NoPositions {
            decision: decision.id().to_owned(),
            modality: decision.modality().phrase(),
        });
    }
    Ok(())
}
