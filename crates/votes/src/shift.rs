//! Who moved between two decisions, in the order of time.

use schemars::JsonSchema;
use serde::Serialize;
use travaux_record::{Answer, Caveat, DecisionRef, Method, Table, Tabular};
use travaux_un::set::StateSet;

use crate::compare::cross_tabulation;
use crate::matrix::Matrix;
use crate::provenance::{need_positions, note_positions};
use crate::{Context, Headline, Lane, Share, VotesError};

/// Who moved between two decisions.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Shift {
    /// The earlier decision.
    pub earlier: Headline,
    /// The later one.
    pub later: Headline,
    /// How many states were members on both days: the base of all but the lanes of non-members.
    pub members_of_both: u16,
    /// The sums: how many kept their vote, moved, began or ceased to vote.
    pub totals: Vec<MoveTotal>,
    /// Every way from one position to another, with the names; those of members on both days even where nobody took
    /// them.
    pub moves: Vec<Move>,
}

/// The states that went one way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Move {
    /// On the earlier decision.
    pub from: Lane,
    /// On the later one.
    pub to: Lane,
    /// What kind of move it is.
    pub kind: MoveKind,
    /// How many.
    pub n: u16,
    /// Which.
    pub states: StateSet,
}

/// All moves of one kind.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
pub struct MoveTotal {
    /// The kind.
    pub kind: MoveKind,
    /// How many, of the members on both days; of all states named on either day where they were not members on both.
    pub share: Share,
    /// Which.
    pub states: StateSet,
}

/// What kind of move it is. Not voting is not a place between in favour and against, so going there and coming from
/// there are kinds of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MoveKind {
    /// The same vote both times.
    Kept,
    /// Towards the text: from against to abstaining or in favour, from abstaining to in favour.
    Towards,
    /// Away from it: the reverse.
    Away,
    /// Did not vote, then voted.
    BeganVoting,
    /// Voted, then did not.
    CeasedVoting,
    /// Did not vote either time.
    NotVotingTwice,
    /// Was not a member yet.
    BecameMember,
    /// Was not a member any more.
    NoLongerMember,
    /// One of the two entries cannot be read.
    Unreadable,
}

impl MoveKind {
    /// All of them, in the order in which they are printed.
    pub const ALL: [Self; 9] = [
        Self::Kept,
        Self::Towards,
        Self::Away,
        Self::BeganVoting,
        Self::CeasedVoting,
        Self::NotVotingTwice,
        Self::BecameMember,
        Self::NoLongerMember,
        Self::Unreadable,
    ];

    /// The kind of the move from one lane to another.
    pub const fn of(from: Lane, to: Lane) -> Self {
        use Lane::{Abstaining, Against, InFavour, NotAMember, NotVoting, Unreadable};
        match (from, to) {
            (Unreadable, _) | (_, Unreadable) => Self::Unreadable,
            (NotAMember, _) => Self::BecameMember,
            (_, NotAMember) => Self::NoLongerMember,
            (NotVoting, NotVoting) => Self::NotVotingTwice,
            (NotVoting, _) => Self::BeganVoting,
            (_, NotVoting) => Self::CeasedVoting,
            (InFavour, InFavour) | (Against, Against) | (Abstaining, Abstaining) => Self::Kept,
            (Against, Abstaining | InFavour) | (Abstaining, InFavour) => Self::Towards,
            (InFavour, Abstaining | Against) | (Abstaining, Against) => Self::Away,
        }
    }

    /// In words.
    pub const fn phrase(self) -> &'static str {
        match self {
            Self::Kept => "the same vote",
            Self::Towards => "moved towards the text",
            Self::Away => "moved away from the text",
            Self::BeganVoting => "did not vote, then voted",
            Self::CeasedVoting => "voted, then did not vote",
            Self::NotVotingTwice => "did not vote either time",
            Self::BecameMember => "not a member the first time",
            Self::NoLongerMember => "not a member the second time",
            Self::Unreadable => "no readable entry",
        }
    }

    const fn of_members_on_both_days(self) -> bool {
        !matches!(self, Self::BecameMember | Self::NoLongerMember)
    }
}

const METHOD: Method = Method {
    name: "shift",
    summary: "Each state is counted once, by its position on the earlier decision and on the later, both as cast. \
              Towards the text is from against to abstaining or in favour and from abstaining to in favour; away \
              from it is the reverse; not voting is a lane of its own and never a step between.",
};

/// Who moved between two decisions; whichever is named first, the earlier one is the start.
pub fn shift(
    context: Context<'_>,
    first: DecisionRef<'_>,
    second: DecisionRef<'_>,
) -> Result<Answer<Shift>, VotesError> {
    need_positions(first)?;
    need_positions(second)?;
    let swapped = matches!((first.date(), second.date()), (Some(a), Some(b)) if b < a);
    let (earlier, later) = if swapped { (second, first) } else { (first, second) };
    let matrix = Matrix::new(earlier.positions(), later.positions());
    let members_of_both = matrix.union(|a, b| a.is_member() && b.is_member()).len() as u16;
    let named = matrix.union(|_, _| true).len() as u16;
    let totals = MoveKind::ALL
        .into_iter()
        .map(|kind| {
            let states = matrix.union(|from, to| MoveKind::of(from, to) == kind);
            let base = if kind.of_members_on_both_days() { members_of_both } else { named };
            MoveTotal { kind, share: Share::new(states.len() as u16, base), states }
        })
        .filter(|total| total.kind <= MoveKind::NotVotingTwice || total.share.part > 0)
        .collect();
    let moves = matrix
        .shown()
        .map(|(from, to, states)| Move {
            from,
            to,
            kind: MoveKind::of(from, to),
            n: states.len() as u16,
            states,
        })
        .collect();
    let value =
        Shift { earlier: Headline::of(earlier), later: Headline::of(later), members_of_both, totals, moves };
    let mut answer = Answer::new(value, METHOD);
    if swapped {
        let detail = format!(
            "{} came before {}: the shift is shown from the earlier to the later",
            earlier.id(),
            later.id()
        );
        answer.caveat(Caveat::Note { detail });
    }
    note_positions(&mut answer, context.record, earlier);
    note_positions(&mut answer, context.record, later);
    Ok(answer)
}

impl Shift {
    /// The number of states that went from one lane to another.
    pub fn n(&self, from: Lane, to: Lane) -> u16 {
        self.moves.iter().find(|m| m.from == from && m.to == to).map_or(0, |m| m.n)
    }

    /// The states that went from one lane to another.
    pub fn states(&self, from: Lane, to: Lane) -> StateSet {
        self.moves.iter().find(|m| m.from == from && m.to == to).map_or(StateSet::EMPTY, |m| m.states)
    }
}

impl Tabular for Shift {
    fn tables(&self) -> Vec<Table> {
        let counts = cross_tabulation(
            "shift",
            format!("From {} (rows) to {} (columns): states by position", self.earlier, self.later),
            format!("{} \\ {}", self.earlier.id, self.later.id),
            &|a, b| self.n(a, b),
        );
        let mut totals = Table::new(
            "totals",
            format!("From {} to {}: who kept their vote and who moved", self.earlier.id, self.later.id),
            &["", "states", "share (with its base)", "which"],
        );
        for total in &self.totals {
            totals.row([
                total.kind.phrase().into(),
                total.share.part.into(),
                total.share.cell(),
                total.states.into(),
            ]);
        }
        let mut names = Table::new(
            "moves",
            format!("Every way from {} to {}, with names", self.earlier.id, self.later.id),
            &[],
        );
        names.columns = vec![
            format!("on {}", self.earlier.id),
            format!("on {}", self.later.id),
            "states".into(),
            "which".into(),
        ];
        for step in self.moves.iter().filter(|m| m.n > 0) {
            names.row([
                step.from.phrase().into(),
                step.to.phrase().into(),
                step.n.into(),
                step.states.into(),
            ]);
        }
        vec![counts, totals, names]
    }
}
