//! Who sponsored a text, from when on, and how the sponsors voted.

use schemars::JsonSchema;
use serde::Serialize;
use travaux_record::{Answer, Cell, DecisionRef, Method, SponsorList, Table, Tabular};
use travaux_un::set::StateSet;

use crate::provenance::note_facts;
use crate::{Context, Headline, Lane, LaneCount};

mod roll;

pub use roll::{EventLine, OnBehalf, OnBehalfOf, SponsorRoll};

/// The sponsors of a text, and how they compare with those of another.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Sponsors {
    /// The decision on the text.
    pub decision: Headline,
    /// Its sponsors.
    pub roll: SponsorRoll,
    /// The comparison, if one was asked for.
    pub against: Option<SponsorsAgainst>,
}

/// The sponsors of one text beside those of another.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct SponsorsAgainst {
    /// The decision on the other text.
    pub decision: Headline,
    /// Its sponsors.
    pub roll: SponsorRoll,
    /// How the sponsors of each, those of both, those new and those no longer there voted on both.
    pub votes: Vec<SponsorVotes>,
    /// Sponsors of both.
    pub kept: StateSet,
    /// Sponsors of the first that are not among those of the other.
    pub new: StateSet,
    /// Sponsors of the other that are not among those of the first.
    pub no_longer: StateSet,
}

/// How some of the sponsors voted on the two texts.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct SponsorVotes {
    /// Which sponsors.
    pub who: SponsorPart,
    /// How many.
    pub n: u16,
    /// Their names.
    pub states: StateSet,
    /// On the first text; empty without names.
    pub on_first: Vec<LaneCount>,
    /// On the other; empty without names.
    pub on_other: Vec<LaneCount>,
}

/// Some of the sponsors of two texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SponsorPart {
    /// All sponsors of the first text.
    OfFirst,
    /// All sponsors of the other.
    OfOther,
    /// Sponsors of both.
    Kept,
    /// Sponsors of the first only.
    New,
    /// Sponsors of the other only.
    NoLonger,
}

const METHOD: Method = Method {
    name: "sponsors",
    summary: "Sponsors as of adoption are the states that tabled the text or joined it and did not withdraw, in their \
              own name; members of a group on behalf of which it was sponsored are shown apart, by their membership \
              on the day, unless asked to be counted. How they voted is as cast.",
};

/// The sponsors of a decision's text, and how they compare with those of another.
pub fn sponsors(
    context: Context<'_>,
    decision: DecisionRef<'_>,
    against: Option<DecisionRef<'_>>,
    on_behalf: OnBehalf,
) -> Answer<Sponsors> {
    let roll = SponsorRoll::of(context, decision, on_behalf);
    let other = against.map(|other| (other, SponsorRoll::of(context, other, on_behalf)));
    let value = Sponsors {
        decision: Headline::of(decision),
        roll: roll.clone(),
        against: other.clone().map(|(other, other_roll)| beside(decision, &roll, other, other_roll)),
    };
    let mut answer = Answer::new(value, METHOD);
    for (decision, roll) in std::iter::once((decision, roll)).chain(other) {
        roll.note(&mut answer, context, decision);
        note_facts(&mut answer, context.record, decision);
    }
    answer
}

fn beside(
    first: DecisionRef<'_>,
    roll: &SponsorRoll,
    other: DecisionRef<'_>,
    other_roll: SponsorRoll,
) -> SponsorsAgainst {
    let kept = roll.states & other_roll.states;
    let new = roll.states - other_roll.states;
    let no_longer = other_roll.states - roll.states;
    let sort = |decision: DecisionRef<'_>, states: StateSet| {
        let row = decision.positions();
        if row.is_empty() { Vec::new() } else { LaneCount::sort(row, states) }
    };
    let votes = [
        (SponsorPart::OfFirst, roll.states),
        (SponsorPart::OfOther, other_roll.states),
        (SponsorPart::Kept, kept),
        (SponsorPart::New, new),
        (SponsorPart::NoLonger, no_longer),
    ]
    .into_iter()
    .map(|(who, states)| SponsorVotes {
        who,
        n: states.len() as u16,
        states,
        on_first: sort(first, states),
        on_other: sort(other, states),
    })
    .collect();
    SponsorsAgainst { decision: Headline::of(other), roll: other_roll, votes, kept, new, no_longer }
}

impl SponsorPart {
    fn phrase(self, first: &str, other: &str) -> String {
        match self {
            Self::OfFirst => format!("sponsors of {first}"),
            Self::OfOther => format!("sponsors of {other}"),
            Self::Kept => "sponsors of both".to_owned(),
            Self::New => format!("new on {first}"),
            Self::NoLonger => format!("no longer there (of {other})"),
        }
    }
}

impl SponsorRoll {
    /// What a reader should know of the lists, in a few words.
    fn lists_known(&self) -> &'static str {
        match self.lists.as_slice() {
            [] => "no list on record",
            [SponsorList::Tabled] => "as tabled only",
            [SponsorList::Joined] => "those that joined only",
            _ => "as tabled and joined by adoption",
        }
    }

    fn table(&self, decision: &Headline) -> Table {
        let title = format!("Sponsors of {} ({})", decision.id, self.lists_known());
        let mut table = Table::new("sponsors", title, &["", "states", "which"]);
        // Where the record has no list, the number is not nought but unknown.
        let known = |list, n| self.lists.contains(&list) || n > 0;
        let tabled_known = known(SponsorList::Tabled, self.tabled_n);
        let joined_known = known(SponsorList::Joined, self.joined_n);
        let part = |label: &str, known: bool, n: u16, states: StateSet| {
            let (n, which) =
                if known { (n.into(), states.into()) } else { (Cell::Empty, Cell::from("not known")) };
            [label.into(), n, which]
        };
        if joined_known {
            table.row(part("as of adoption", true, self.n, self.states));
        } else if self.states != self.tabled {
            // Some withdrew.
            table.row(part("known", true, self.n, self.states));
        }
        table.row(part("on the printed list", tabled_known, self.tabled_n, self.tabled));
        table.row(part("joined by adoption", joined_known, self.joined_n, self.joined));
        if self.withdrew_n > 0 {
            table.row(["withdrew".into(), self.withdrew_n.into(), self.withdrew.into()]);
        }
        for group in &self.on_behalf {
            let name = group.state.state().name();
            let label = format!("{name} on behalf of {}", group.as_written);
            let members = if group.members_n.is_some() { group.members.into() } else { "not known".into() };
            table.row([label.into(), group.members_n.into(), members]);
        }
        for office in &self.offices {
            table.row(["not a state".into(), Cell::Empty, office.clone().into()]);
        }
        for count in self.votes.iter().filter(|count| count.n > 0) {
            table.row([format!("sponsors {}", count.lane).into(), count.n.into(), count.states.into()]);
        }
        table
    }
}

impl Tabular for Sponsors {
    fn tables(&self) -> Vec<Table> {
        let mut tables = vec![self.roll.table(&self.decision)];
        if let Some(against) = &self.against {
            let (first, other) = (&self.decision.id, &against.decision.id);
            let mut changes = Table::new(
                "against",
                format!("Sponsors of {first} beside those of {other}"),
                &["", "states", "which"],
            );
            for part in &against.votes[2..] {
                changes.row([part.who.phrase(first, other).into(), part.n.into(), part.states.into()]);
            }
            let mut votes =
                Table::new("votes", format!("How the sponsors voted on {first} and on {other}"), &[]);
            votes.columns = vec!["who".into(), "states".into(), "on".into()];
            votes.columns.extend(Lane::SHOWN.iter().map(|lane| lane.phrase().to_owned()));
            votes.columns.push("not in favour, by name".into());
            for part in &against.votes {
                for (on, counts) in [(first, &part.on_first), (other, &part.on_other)] {
                    if counts.is_empty() {
                        continue;
                    }
                    let mut row =
                        vec![part.who.phrase(first, other).into(), part.n.into(), Cell::Symbol(on.clone())];
                    row.extend(Lane::SHOWN.iter().map(|lane| {
                        Cell::from(counts.iter().find(|count| count.lane == *lane).map_or(0, |count| count.n))
                    }));
                    let others = counts
                        .iter()
                        .filter(|count| count.lane != Lane::InFavour)
                        .fold(StateSet::EMPTY, |all, count| all | count.states);
                    row.push(others.into());
                    votes.rows.push(row);
                }
            }
            tables.extend([changes, against.roll.table(&against.decision), votes]);
        }
        let mut events = Table::new(
            "events",
            format!("Every event on the list of {}", self.decision.id),
            &["event", "state", "on behalf of", "as written", "date", "text", "source"],
        );
        for event in &self.roll.events {
            events.row([
                event.event.word().into(),
                event.state.into(),
                event.on_behalf_of.clone().into(),
                event.as_written.clone().into(),
                event.date.into(),
                Cell::Symbol(event.text.clone()),
                event.source.clone().into(),
            ]);
        }
        tables.push(events);
        tables
    }
}
