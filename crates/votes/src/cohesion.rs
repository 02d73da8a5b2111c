//! How far the members of groups voted alike: Rice's index and the agreement index, decision by decision and on the mean.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Serialize;
use travaux_record::{Answer, Caveat, Cell, DecisionRef, Method, Record, Table, Tabular};
use travaux_un::group::Group;
use travaux_un::set::StateSet;

use crate::provenance::{Membership, need_positions, note_facts, note_memberships, note_positions};
use crate::words::counted;
use crate::{Context, Headline, Lane, LaneCount, VotesError};

/// How far the members of groups voted alike on some decisions.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Cohesion {
    /// The decisions that are measured, in the order in which they were asked for.
    pub decisions: Vec<Headline>,
    /// The groups, in the order in which they were asked for.
    pub groups: Vec<GroupCohesion>,
}

/// How far the members of a group voted alike.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct GroupCohesion {
    /// The code of the group.
    pub group: String,
    /// Its name.
    pub name: String,
    /// Each decision, in the order of [`Cohesion::decisions`].
    pub on: Vec<GroupOnDecision>,
    /// The mean of Rice's index; `null` where it is defined on none of the decisions.
    pub mean_rice: Option<Mean>,
    /// The mean of the agreement index; `null` where it is defined on none of the decisions.
    pub mean_agreement: Option<Mean>,
}

/// The votes of a group on a decision.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct GroupOnDecision {
    /// The decision.
    pub decision: String,
    /// Members of the group on the day that were members of the body.
    pub members: u16,
    /// Where they stood.
    pub counts: Vec<LaneCount>,
    /// Rice's index; `null` where nobody of the group was in favour or against.
    pub rice: Option<Index>,
    /// The agreement index; `null` where nobody of the group voted.
    pub agreement: Option<Index>,
}

/// An index of cohesion with the number of votes it is of.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
pub struct Index {
    /// From 0 to 1, to three decimal places.
    pub value: f64,
    /// How many votes it is of: for Rice's index those in favour or against, for the agreement index abstentions as well.
    pub n: u16,
}

/// The mean of an index: each decision on which it is defined counts once, whatever the number of votes.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
pub struct Mean {
    /// From 0 to 1, to three decimal places; made from the indices before they are rounded.
    pub value: f64,
    /// How many decisions it is of.
    pub decisions: u16,
}

const METHOD: Method = Method {
    name: "cohesion",
    summary: "With Y, N and A the members of a group in favour, against and abstaining, as cast: Rice's index is \
              |Y − N| / (Y + N) (Rice 1925); the agreement index is (max(Y, N, A) − ((Y + N + A) − max(Y, N, A)) / 2) \
              / (Y + N + A) (Hix, Noury and Roland 2005). Both go from 0 to 1, where all that are counted voted alike; \
              without a vote that counts they are undefined, and not 0. Members that did not vote are in neither. A \
              mean is that of the decisions on which the index is defined, each counted once. Groups are as they were \
              on the day, observers not counted.",
};

/// How far the members of these groups (codes or names; with none, of the five regional groups) voted alike on some
/// decisions. A decision without positions or without a date is left out, and a caveat says so; that none has positions
/// is an error. A decision named more than once is counted once.
pub fn cohesion(
    context: Context<'_>,
    decisions: &[DecisionRef<'_>],
    groups: &[&str],
) -> Result<Answer<Cohesion>, VotesError> {
    let groups = context.groups_or_regional(groups)?;
    let asked = once_each(decisions);
    need_any_positions(&asked)?;
    let measured: Vec<DecisionRef<'_>> =
        asked.iter().copied().filter(|decision| can_measure(*decision)).collect();
    let value = Cohesion {
        decisions: measured.iter().map(|decision| Headline::of(*decision)).collect(),
        groups: groups.iter().map(|group| GroupCohesion::of(group, &measured)).collect(),
    };
    let mut answer = Answer::new(value, METHOD);
    for decision in asked {
        note(&mut answer, context.record, decision);
    }
    note_memberships(&mut answer, context.groups, memberships(&groups, &measured));
    Ok(answer)
}

/// The decisions in order, without those named before.
fn once_each<'a>(decisions: &[DecisionRef<'a>]) -> Vec<DecisionRef<'a>> {
    let mut known = BTreeSet::new();
    decisions.iter().copied().filter(|decision| known.insert(decision.id())).collect()
}

fn need_any_positions(decisions: &[DecisionRef<'_>]) -> Result<(), VotesError> {
    let Some(first) = decisions.first() else { return Err(VotesError::NoDecision) };
    if decisions.iter().all(|decision| decision.positions().is_empty()) {
        return need_positions(*first);
    }
    Ok(())
}

/// Whether it is known who was in a group, and how they voted.
fn can_measure(decision: DecisionRef<'_>) -> bool {
    decision.date().is_some() && !decision.positions().is_empty()
}

/// Adds the sources of a decision, and why it is left out where it is.
fn note(answer: &mut Answer<Cohesion>, record: &Record, decision: DecisionRef<'_>) {
    let name = || decision.id().to_owned();
    if decision.positions().is_empty() {
        let modality = decision.modality().phrase().to_owned();
        answer.caveat(Caveat::NoPositions { decision: name(), modality });
        note_facts(answer, record, decision);
        return;
    }
    if decision.date().is_none() {
        let detail =
            format!("{} has no date, so who was in a group then is not known: it is left out", name());
        answer.caveat(Caveat::Note { detail });
    }
    note_positions(answer, record, decision);
}

/// Every group on the day of every decision, with its members of the body.
fn memberships<'a>(groups: &[&'a Group], decisions: &[DecisionRef<'_>]) -> Vec<Membership<'a>> {
    let on = |decision: &DecisionRef<'_>| {
        let date = decision.date()?;
        let of_group = |group: &&'a Group| (*group, date, members(group, *decision));
        Some(groups.iter().map(of_group).collect::<Vec<_>>())
    };
    decisions.iter().filter_map(on).flatten().collect()
}

/// The members of a group on the day of a decision that were members of the body.
fn members(group: &Group, decision: DecisionRef<'_>) -> StateSet {
    let of_group = decision.date().map_or(StateSet::EMPTY, |date| group.members_on(date).states);
    of_group & decision.positions().members()
}

impl GroupCohesion {
    fn of(group: &Group, decisions: &[DecisionRef<'_>]) -> Self {
        let on: Vec<GroupOnDecision> =
            decisions.iter().map(|decision| GroupOnDecision::of(group, *decision)).collect();
        Self {
            group: group.code().to_owned(),
            name: group.name().to_owned(),
            mean_rice: Mean::of(on.iter().filter_map(|on| rice(on.votes()))),
            mean_agreement: Mean::of(on.iter().filter_map(|on| agreement(on.votes()))),
            on,
        }
    }
}

impl GroupOnDecision {
    fn of(group: &Group, decision: DecisionRef<'_>) -> Self {
        let states = members(group, decision);
        let mut on = Self {
            decision: decision.id().to_owned(),
            members: states.len() as u16,
            counts: LaneCount::sort(decision.positions(), states),
            rice: None,
            agreement: None,
        };
        let votes = on.votes();
        on.rice = Index::rice(votes.in_favour, votes.against);
        on.agreement = Index::agreement(votes.in_favour, votes.against, votes.abstaining);
        on
    }

    /// How many members were in a lane.
    pub fn n(&self, lane: Lane) -> u16 {
        self.counts.iter().find(|count| count.lane == lane).map_or(0, |count| count.n)
    }

    fn votes(&self) -> Votes {
        Votes {
            in_favour: self.n(Lane::InFavour),
            against: self.n(Lane::Against),
            abstaining: self.n(Lane::Abstaining),
        }
    }
}

/// The votes of a group.
#[derive(Debug, Clone, Copy)]
struct Votes {
    in_favour: u16,
    against: u16,
    abstaining: u16,
}

/// |Y − N| / (Y + N): Stuart A. Rice, "The behavior of legislative groups: a method of measurement", Political Science
/// Quarterly 40 (1925).
fn rice(votes: Votes) -> Option<f64> {
    let n = votes.in_favour + votes.against;
    (n > 0).then(|| f64::from(votes.in_favour.abs_diff(votes.against)) / f64::from(n))
}

/// (max − (all − max) / 2) / all: Simon Hix, Abdul Noury and Gérard Roland, "Power to the parties: cohesion and
/// competition in the European Parliament, 1979–2001", British Journal of Political Science 35 (2005). The largest of
/// three numbers is a third of their sum or more, so it is never below 0.
fn agreement(votes: Votes) -> Option<f64> {
    let most = f64::from(votes.in_favour.max(votes.against).max(votes.abstaining));
    let all = votes.in_favour + votes.against + votes.abstaining;
    (all > 0).then(|| (most - (f64::from(all) - most) / 2.0) / f64::from(all))
}

/// The agreement index before it is rounded.
pub(crate) fn agreement_index(in_favour: u16, against: u16, abstaining: u16) -> Option<f64> {
    agreement(Votes { in_favour, against, abstaining })
}

/// How many decimal places an index has.
const PLACES: usize = 3;

fn rounded(value: f64) -> f64 {
    crate::words::rounded(value, 3)
}

impl Index {
    /// Rice's index of so many in favour and against: the difference of the two, of their sum. 1 where all were on one
    /// side, 0 where as many were on the one as on the other; `None` where there were none.
    pub fn rice(in_favour: u16, against: u16) -> Option<Self> {
        let value = rice(Votes { in_favour, against, abstaining: 0 })?;
        Some(Self { value: rounded(value), n: in_favour + against })
    }

    /// The agreement index of so many in favour, against and abstaining. 1 where all voted alike, 0 where the three are
    /// as many; `None` where nobody voted.
    pub fn agreement(in_favour: u16, against: u16, abstaining: u16) -> Option<Self> {
        let value = agreement(Votes { in_favour, against, abstaining })?;
        Some(Self { value: rounded(value), n: in_favour + against + abstaining })
    }
}

impl Mean {
    fn of(values: impl Iterator<Item = f64>) -> Option<Self> {
        let (sum, decisions) = values.fold((0.0, 0u16), |(sum, n), value| (sum + value, n + 1));
        (decisions > 0).then(|| Self { value: rounded(sum / f64::from(decisions)), decisions })
    }
}

impl Tabular for Cohesion {
    fn tables(&self) -> Vec<Table> {
        vec![self.means(), self.each(), self.names()]
    }
}

/// The lanes that have a column: those of members.
const COUNTED: [Lane; 5] =
    [Lane::InFavour, Lane::Against, Lane::Abstaining, Lane::NotVoting, Lane::Unreadable];

impl Cohesion {
    fn means(&self) -> Table {
        let title = format!(
            "How far groups voted alike on {}: means over those on which each index is defined",
            counted(self.decisions.len() as u64, "decision")
        );
        let columns =
            ["group", "code", "Rice, mean", "Rice, decisions", "agreement, mean", "agreement, decisions"];
        let mut table = Table::new("cohesion", title, &columns);
        for group in &self.groups {
            let mean = |mean: Option<Mean>| mean.map_or(Cell::Empty, |mean| Cell::Number(mean.value, PLACES));
            let decisions = |mean: Option<Mean>| Cell::from(mean.map_or(0, |mean| mean.decisions));
            table.row([
                group.name.as_str().into(),
                group.group.as_str().into(),
                mean(group.mean_rice),
                decisions(group.mean_rice),
                mean(group.mean_agreement),
                decisions(group.mean_agreement),
            ]);
        }
        table
    }

    fn each(&self) -> Table {
        let mut table = Table::new("decisions", "Each group on each decision, as of its day", &[]);
        table.columns = ["group", "decision", "members"].map(str::to_owned).into();
        table.columns.extend(COUNTED.map(|lane| lane.phrase().to_owned()));
        table.columns.extend(["Rice", "n of Rice", "agreement", "n of agreement"].map(str::to_owned));
        for group in &self.groups {
            table.rows.extend(group.on.iter().map(|on| on.row(&group.group)));
        }
        let nobody = |cells: &[&Cell]| cells.iter().all(|cell| **cell == Cell::Count(0));
        table.drop_columns(|head, cells| head == Lane::Unreadable.phrase() && nobody(cells));
        table
    }

    fn names(&self) -> Table {
        let columns = ["group", "decision", "position", "states", "which"];
        let mut table = Table::new("names", "Who of each group voted how", &columns);
        for group in &self.groups {
            for on in &group.on {
                for count in on.counts.iter().filter(|count| count.n > 0) {
                    table.row([
                        group.group.as_str().into(),
                        Cell::Symbol(on.decision.clone()),
                        count.lane.phrase().into(),
                        count.n.into(),
                        count.states.into(),
                    ]);
                }
            }
        }
        table
    }
}

impl GroupOnDecision {
    fn row(&self, group: &str) -> Vec<Cell> {
        let value =
            |index: Option<Index>| index.map_or(Cell::Empty, |index| Cell::Number(index.value, PLACES));
        let n = |index: Option<Index>| Cell::from(index.map_or(0, |index| index.n));
        let mut row = vec![group.into(), Cell::Symbol(self.decision.clone()), self.members.into()];
        row.extend(COUNTED.map(|lane| Cell::from(self.n(lane))));
        row.extend([value(self.rice), n(self.rice), value(self.agreement), n(self.agreement)]);
        row
    }
}
