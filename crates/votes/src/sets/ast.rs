//! Expressions as trees, with the place of every part.

use std::ops::Range;
use std::str::FromStr;

use jiff::civil::Date;
use travaux_un::state::StateId;

use super::{ExprError, parse};

/// An expression: a set of states, its count, or a statement that is true or false.
///
/// Prints in canonical form; the canonical form reads back as the same expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expr {
    /// A set.
    Set(SetExpr),
    /// `count(SET)` by itself: the set, asked for its number.
    Count(SetExpr),
    /// Two numbers, one of them at least a count.
    Compare {
        /// On the left.
        left: Quantity,
        /// How they are compared.
        comparison: Comparison,
        /// On the right.
        right: Quantity,
    },
    /// Two sets.
    Relate {
        /// On the left.
        left: SetExpr,
        /// How they are compared.
        relation: Relation,
        /// On the right.
        right: SetExpr,
    },
}

impl Expr {
    /// Reads an expression.
    pub fn parse(text: &str) -> Result<Self, ExprError> {
        parse::expression(text)
    }

    /// Whether it names a group without saying on which day.
    pub fn has_group_without_day(&self) -> bool {
        let mut left = self.sets();
        while let Some(set) = left.pop() {
            match &set.kind {
                SetKind::Group { when: None, .. } => return true,
                SetKind::Combined { left: a, right: b, .. } => left.extend([&**a, &**b]),
                _ => {}
            }
        }
        false
    }

    /// The sets it speaks of, from left to right.
    pub fn sets(&self) -> Vec<&SetExpr> {
        match self {
            Self::Set(set) | Self::Count(set) => vec![set],
            Self::Compare { left, right, .. } => [left, right]
                .into_iter()
                .filter_map(|quantity| match quantity {
                    Quantity::Count(set) => Some(set),
                    Quantity::Number(_) => None,
                })
                .collect(),
            Self::Relate { left, right, .. } => vec![left, right],
        }
    }
}

impl FromStr for Expr {
    type Err = ExprError;
    fn from_str(text: &str) -> Result<Self, ExprError> {
        Self::parse(text)
    }
}

/// A number in a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Quantity {
    /// How many states are in the set.
    Count(SetExpr),
    /// A number as written.
    Number(u32),
}

/// How two numbers are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    /// `=`
    Equal,
    /// `!=`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `>`
    Greater,
    /// `>=`
    AtLeast,
}

impl Comparison {
    /// As printed.
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Equal => "=",
            Self::NotEqual => "!=",
            Self::Less => "<",
            Self::AtMost => "<=",
            Self::Greater => ">",
            Self::AtLeast => ">=",
        }
    }

    /// Whether it holds.
    pub const fn holds(self, left: u32, right: u32) -> bool {
        match self {
            Self::Equal => left == right,
            Self::NotEqual => left != right,
            Self::Less => left < right,
            Self::AtMost => left <= right,
            Self::Greater => left > right,
            Self::AtLeast => left >= right,
        }
    }
}

/// How two sets are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// `=`: the same states.
    Same,
    /// `!=`: not the same states.
    NotSame,
    /// `<=`: every state of the left is in the right.
    Within,
}

impl Relation {
    /// As printed.
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Same => "=",
            Self::NotSame => "!=",
            Self::Within => "<=",
        }
    }
}

/// A set of states as written. Two are equal when they say the same, wherever they stand.
#[derive(Debug, Clone)]
pub struct SetExpr {
    /// What it says.
    pub kind: SetKind,
    /// The bytes of the text it was read from.
    pub span: Range<usize>,
}

impl SetExpr {
    /// One that was not read from a text.
    pub fn new(kind: SetKind) -> Self {
        Self { kind, span: 0..0 }
    }
}

impl PartialEq for SetExpr {
    fn eq(&self, other: &Self) -> bool {
        self.kind == other.kind
    }
}

impl Eq for SetExpr {}

/// What a set says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SetKind {
    /// One state.
    State(StateId),
    /// What the record shows of a decision.
    Shown {
        /// What.
        show: Show,
        /// The decision, as written with its blanks made single.
        decision: String,
    },
    /// The members of the United Nations; without a day on the last day of the record.
    Members(Option<When>),
    /// The members of a group; without a day on the one day of the expression.
    Group {
        /// Its code or name.
        name: String,
        /// When.
        when: Option<When>,
    },
    /// Two sets put together.
    Combined {
        /// How.
        operator: Operator,
        /// The left one.
        left: Box<SetExpr>,
        /// The right one.
        right: Box<SetExpr>,
    },
}

/// What the record shows of a decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Show {
    /// Those in favour.
    InFavour,
    /// Those against.
    Against,
    /// Those abstaining.
    Abstaining,
    /// Members that did not vote.
    NotVoting,
    /// Those that voted.
    Voting,
    /// Sponsors as of adoption.
    Sponsors,
    /// Those on the printed list.
    Tabled,
    /// Those that joined later.
    Joined,
    /// Those that withdrew.
    Withdrew,
}

impl Show {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::InFavour,
        Self::Against,
        Self::Abstaining,
        Self::NotVoting,
        Self::Voting,
        Self::Sponsors,
        Self::Tabled,
        Self::Joined,
        Self::Withdrew,
    ];

    /// The name of the function.
    pub const fn name(self) -> &'static str {
        match self {
            Self::InFavour => "in_favour",
            Self::Against => "against",
            Self::Abstaining => "abstaining",
            Self::NotVoting => "not_voting",
            Self::Voting => "voting",
            Self::Sponsors => "sponsors",
            Self::Tabled => "tabled",
            Self::Joined => "joined",
            Self::Withdrew => "withdrew",
        }
    }

    /// Whether it is about sponsors, and not about positions.
    pub const fn of_sponsors(self) -> bool {
        matches!(self, Self::Sponsors | Self::Tabled | Self::Joined | Self::Withdrew)
    }
}

/// A day, by itself or that of a decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum When {
    /// The day.
    Day(Date),
    /// The day of a decision, as written with its blanks made single.
    Decision(String),
}

/// How two sets are put together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operator {
    /// `|`: in either.
    Or,
    /// `-`: in the left and not in the right.
    Without,
    /// `&`: in both.
    And,
}

impl Operator {
    /// As printed.
    pub const fn sign(self) -> char {
        match self {
            Self::Or => '|',
            Self::Without => '-',
            Self::And => '&',
        }
    }

    /// The higher binds tighter.
    pub(super) const fn rank(self) -> u8 {
        match self {
            Self::Or | Self::Without => 1,
            Self::And => 2,
        }
    }
}
