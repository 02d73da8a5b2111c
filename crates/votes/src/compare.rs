//! Who stood where on two decisions: the joint positions, with names in every cell.

use schemars::JsonSchema;
use serde::Serialize;
use travaux_record::{Answer, Cell, DecisionRef, Method, Table, Tabular};
use travaux_un::set::StateSet;

use crate::matrix::Matrix;
use crate::provenance::{need_positions, note_positions};
use crate::{Context, Headline, Lane, Share, VotesError};

/// The joint positions of states on two decisions.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct JointPositions {
    /// The first decision: the rows of the table.
    pub first: Headline,
    /// The second decision: the columns.
    pub second: Headline,
    /// How many states were members on both days: the base of the cells among members.
    pub members_of_both: u16,
    /// How many of them voted on both.
    pub voted_on_both: u16,
    /// Those that cast the same vote on both, of those that voted on both.
    pub same_vote: Share,
    /// Those that voted in favour of one and against the other, of those that voted on both.
    pub opposite_votes: Share,
    /// Every cell: the sixteen of members on both days, and others where somebody is in them.
    pub cells: Vec<JointCell>,
}

/// The states that took one position on the first decision and one on the second.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct JointCell {
    /// On the first.
    pub first: Lane,
    /// On the second.
    pub second: Lane,
    /// How many.
    pub n: u16,
    /// Which.
    pub states: StateSet,
}

const METHOD: Method = Method {
    name: "joint positions",
    summary: "Each state is counted once, in the cell of its position on the first decision and its position on \
              the second, both as cast; states that were members on one of the two days only have a lane of \
              their own.",
};

/// The joint positions on two decisions.
pub fn compare(
    context: Context<'_>,
    first: DecisionRef<'_>,
    second: DecisionRef<'_>,
) -> Result<Answer<JointPositions>, VotesError> {
    need_positions(first)?;
    need_positions(second)?;
    let matrix = Matrix::new(first.positions(), second.positions());
    let count = |wanted: fn(Lane, Lane) -> bool| matrix.union(wanted).len() as u16;
    let voted_on_both = count(|a, b| a.is_vote() && b.is_vote());
    let value = JointPositions {
        first: Headline::of(first),
        second: Headline::of(second),
        members_of_both: count(|a, b| a.is_member() && b.is_member()),
        voted_on_both,
        same_vote: Share::new(count(|a, b| a.is_vote() && a == b), voted_on_both),
        opposite_votes: Share::new(
            count(|a, b| matches!((a, b), (Lane::InFavour, Lane::Against) | (Lane::Against, Lane::InFavour))),
            voted_on_both,
        ),
        cells: matrix
            .shown()
            .map(|(first, second, states)| JointCell { first, second, n: states.len() as u16, states })
            .collect(),
    };
    let mut answer = Answer::new(value, METHOD);
    note_positions(&mut answer, context.record, first);
    note_positions(&mut answer, context.record, second);
    Ok(answer)
}

impl JointPositions {
    /// The number of states in a cell.
    pub fn n(&self, first: Lane, second: Lane) -> u16 {
        self.cells.iter().find(|c| c.first == first && c.second == second).map_or(0, |c| c.n)
    }

    /// The states in a cell.
    pub fn states(&self, first: Lane, second: Lane) -> StateSet {
        self.cells
            .iter()
            .find(|c| c.first == first && c.second == second)
            .map_or(StateSet::EMPTY, |c| c.states)
    }
}

/// The cross-tabulation of counts that `compare` and `shift` share.
pub(crate) fn cross_tabulation(
    name: &str,
    title: String,
    corner: String,
    n: &dyn Fn(Lane, Lane) -> u16,
) -> Table {
    let used = |lane: &Lane, sum: &dyn Fn(Lane) -> u16| Lane::SHOWN.contains(lane) || sum(*lane) > 0;
    let row_sum = |a: Lane| Lane::ALL.into_iter().map(|b| n(a, b)).sum::<u16>();
    let column_sum = |b: Lane| Lane::ALL.into_iter().map(|a| n(a, b)).sum::<u16>();
    let rows: Vec<Lane> = Lane::ALL.into_iter().filter(|lane| used(lane, &row_sum)).collect();
    let columns: Vec<Lane> = Lane::ALL.into_iter().filter(|lane| used(lane, &column_sum)).collect();
    let mut table = Table::new(name, title, &[]);
    table.columns.push(corner);
    table.columns.extend(columns.iter().map(|lane| lane.phrase().to_owned()));
    table.columns.push("all".to_owned());
    for &a in &rows {
        let mut row = vec![Cell::from(a.phrase())];
        row.extend(columns.iter().map(|&b| Cell::from(n(a, b))));
        row.push(row_sum(a).into());
        table.rows.push(row);
    }
    let mut all = vec![Cell::from("all")];
    all.extend(columns.iter().map(|&b| Cell::from(column_sum(b))));
    all.push(rows.iter().map(|&a| row_sum(a)).sum::<u16>().into());
    table.rows.push(all);
    table
}

impl Tabular for JointPositions {
    fn tables(&self) -> Vec<Table> {
        let counts = cross_tabulation(
            "joint",
            format!("{} (rows) and {} (columns): states by position on each", self.first, self.second),
            format!("{} \\ {}", self.first.id, self.second.id),
            &|a, b| self.n(a, b),
        );
        let mut names =
            Table::new("names", format!("Who stood where on {} and {}", self.first.id, self.second.id), &[]);
        names.columns = vec![
            format!("on {}", self.first.id),
            format!("on {}", self.second.id),
            "states".into(),
            "which".into(),
        ];
        for cell in self.cells.iter().filter(|c| c.n > 0) {
            names.row([
                cell.first.phrase().into(),
                cell.second.phrase().into(),
                cell.n.into(),
                cell.states.into(),
            ]);
        }
        let mut summary = Table::new(
            "summary",
            format!("{} and {}: how far the votes agree", self.first.id, self.second.id),
            &["", "states", "of those voting on both"],
        );
        summary.row(["members on both days".into(), self.members_of_both.into(), Cell::Empty]);
        summary.row(["voted on both".into(), self.voted_on_both.into(), Cell::Empty]);
        summary.row(["the same vote on both".into(), self.same_vote.part.into(), self.same_vote.cell()]);
        summary.row([
            "in favour of one, against the other".into(),
            self.opposite_votes.part.into(),
            self.opposite_votes.cell(),
        ]);
        vec![counts, names, summary]
    }
}
