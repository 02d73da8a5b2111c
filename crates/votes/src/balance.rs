//! The tallies of several decisions side by side, with the shares of the members and of those voting.

use schemars::JsonSchema;
use serde::Serialize;
use travaux_record::{Answer, Caveat, Cell, DecisionRef, Method, Position, Record, Table, Tabular, Tally};
use travaux_un::set::StateSet;

use crate::provenance::{note_facts, note_positions};
use crate::words::counted;
use crate::{Context, Headline, Lane, LaneCount, Share, VotesError};

/// The tallies of several decisions side by side.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Balance {
    /// The decisions, in the order in which they were asked for.
    pub decisions: Vec<BalanceLine>,
}

/// The tally of one decision.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct BalanceLine {
    /// The decision.
    pub decision: Headline,
    /// Members on the day, as far as the source names them; `null` without names where no source says how many did not
    /// vote.
    pub members: Option<u16>,
    /// Those voting: in favour, against or abstaining; `null` without a tally.
    pub voting: Option<u16>,
    /// Those in favour, of those in favour or against, whom alone the rules of procedure call present and voting; `null`
    /// without a tally.
    pub present_and_voting: Option<Share>,
    /// The counts of the four positions, and of entries that cannot be read where there are any; empty without a tally.
    pub counts: Vec<BalanceCount>,
}

/// How many took a position, which, and the shares they are.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
pub struct BalanceCount {
    /// The position.
    pub lane: Lane,
    /// How many; `null` for those not voting where no source says it.
    pub n: Option<u16>,
    /// Which; `null` where the record has totals only.
    pub states: Option<StateSet>,
    /// Of the members on the day; `null` where their number is not known.
    pub of_members: Option<Share>,
    /// Of those in favour, against or abstaining; `null` for those that are not.
    pub of_voting: Option<Share>,
}

const METHOD: Method = Method {
    name: "balance",
    summary: "Votes are counted from the names, as cast, or are as the source states them where there are no names. \
              Members are all those on the day; those voting are those in favour, against or abstaining. The \
              Assembly's rules of procedure (rule 86, in committee rule 126) call «present and voting» only those \
              that cast an affirmative or negative vote, so the share of those in favour in these two is given too.",
};

/// The tallies of some decisions, in the order given. A decision without a tally keeps its place, and a caveat says so;
/// that none has one is an error.
pub fn balance(context: Context<'_>, decisions: &[DecisionRef<'_>]) -> Result<Answer<Balance>, VotesError> {
    if decisions.iter().all(|decision| decision.tally().is_none()) {
        let decisions = decisions.iter().map(|decision| decision.id().to_owned()).collect();
        return Err(VotesError::NoTally { decisions });
    }
    let lines = decisions.iter().map(|&decision| BalanceLine::of(decision)).collect();
    let mut answer = Answer::new(Balance { decisions: lines }, METHOD);
    for &decision in decisions {
        note(&mut answer, context.record, decision);
    }
    Ok(answer)
}

/// Adds the sources of a tally, and what it lacks.
fn note(answer: &mut Answer<Balance>, record: &Record, decision: DecisionRef<'_>) {
    let name = || decision.id().to_owned();
    match decision.tally() {
        None => {
            let modality = decision.modality().phrase().to_owned();
            answer.caveat(Caveat::NoTally { decision: name(), modality });
            note_facts(answer, record, decision);
        }
        Some(tally) => {
            note_positions(answer, record, decision);
            if tally.not_voting.is_none() {
                answer.caveat(Caveat::NotVotingUnknown { decision: name() });
            }
        }
    }
}

impl BalanceLine {
    fn of(decision: DecisionRef<'_>) -> Self {
        let row = decision.positions();
        let tally = decision.tally();
        // Members whose entry cannot be read are in no tally.
        let members =
            if row.is_empty() { tally.and_then(Tally::members) } else { Some(row.members().len() as u16) };
        Self {
            decision: Headline::of(decision),
            members,
            voting: tally.map(Tally::voting),
            present_and_voting: tally
                .map(|tally| Share::new(tally.in_favour, tally.in_favour + tally.against)),
            counts: tally.map(|tally| counts(decision, tally, members)).unwrap_or_default(),
        }
    }

    /// The count of a position; `None` without a tally.
    pub fn count(&self, lane: Lane) -> Option<&BalanceCount> {
        self.counts.iter().find(|count| count.lane == lane)
    }

    fn row(&self) -> Vec<Cell> {
        let share = |share: Option<Share>| share.map_or(Cell::Empty, Share::cell);
        let of = |lane| self.count(lane);
        let decision = &self.decision;
        let mut row =
            vec![decision.cell(), decision.date.into(), decision.result().into(), self.members.into()];
        row.extend(COUNTED.map(|lane| of(lane).and_then(|count| count.n).into()));
        row.extend(COUNTED.map(|lane| share(of(lane).and_then(|count| count.of_members))));
        row.extend(VOTES.map(|lane| share(of(lane).and_then(|count| count.of_voting))));
        row.push(share(self.present_and_voting));
        row
    }
}

fn counts(decision: DecisionRef<'_>, tally: Tally, members: Option<u16>) -> Vec<BalanceCount> {
    let count = |lane: Lane, n: Option<u16>, states: Option<StateSet>| BalanceCount {
        lane,
        n,
        states,
        of_members: n.zip(members).map(|(n, members)| Share::new(n, members)),
        of_voting: n.filter(|_| lane.is_vote()).map(|n| Share::new(n, tally.voting())),
    };
    let row = decision.positions();
    if row.is_empty() {
        let stated = Position::ALL.into_iter().filter(|position| *position != Position::Unreadable);
        return stated.map(|position| count(position.into(), tally.of(position), None)).collect();
    }
    let named = LaneCount::sort(row, row.members()).into_iter();
    named.map(|of_lane| count(of_lane.lane, Some(of_lane.n), Some(of_lane.states))).collect()
}

/// The lanes that have a column of counts: those of members.
const COUNTED: [Lane; 5] =
    [Lane::InFavour, Lane::Against, Lane::Abstaining, Lane::NotVoting, Lane::Unreadable];

/// The lanes that have a share of those voting.
const VOTES: [Lane; 3] = [Lane::InFavour, Lane::Against, Lane::Abstaining];

impl Tabular for Balance {
    fn tables(&self) -> Vec<Table> {
        vec![self.tallies(), self.names()]
    }
}

impl Balance {
    fn tallies(&self) -> Table {
        let decisions = counted(self.decisions.len() as u64, "decision");
        let mut table = Table::new("balance", format!("The tallies of {decisions}"), &[]);
        table.columns = ["decision", "date", "result", "members"].map(str::to_owned).into();
        table.columns.extend(COUNTED.map(|lane| lane.phrase().to_owned()));
        table.columns.extend(COUNTED.map(|lane| format!("{lane}, of members")));
        table.columns.extend(VOTES.map(|lane| format!("{lane}, of those voting")));
        table.columns.push("in favour, of those in favour or against".to_owned());
        table.rows = self.decisions.iter().map(BalanceLine::row).collect();
        table.drop_columns(|head, cells| {
            head.starts_with(Lane::Unreadable.phrase()) && cells.iter().all(|cell| **cell == Cell::Empty)
        });
        table
    }

    fn names(&self) -> Table {
        let mut table =
            Table::new("names", "Who voted how on each", &["decision", "position", "states", "which"]);
        for line in &self.decisions {
            for count in line.counts.iter().filter(|count| count.n != Some(0)) {
                let Some(states) = count.states else { continue };
                table.row([line.decision.cell(), count.lane.phrase().into(), count.n.into(), states.into()]);
            }
        }
        table
    }
}
