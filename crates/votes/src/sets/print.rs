//! The canonical form of expressions: single blanks, parentheses only where the ranks of operators need them.

use std::fmt;

use super::ast::{Expr, Quantity, SetExpr, SetKind, When};

impl fmt::Display for Expr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Set(set) => set.fmt(f),
            Self::Count(set) => write!(f, "count({set})"),
            Self::Compare { left, comparison, right } => write!(f, "{left} {} {right}", comparison.sign()),
            Self::Relate { left, relation, right } => write!(f, "{left} {} {right}", relation.sign()),
        }
    }
}

impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Count(set) => write!(f, "count({set})"),
            Self::Number(n) => n.fmt(f),
        }
    }
}

impl fmt::Display for SetExpr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            SetKind::State(state) => state.fmt(f),
            SetKind::Shown { show, decision } => write!(f, "{}({decision})", show.name()),
            SetKind::Members(None) => f.write_str("members()"),
            SetKind::Members(Some(when)) => write!(f, "members({when})"),
            SetKind::Group { name, when } => {
                f.write_str("group(")?;
                write_name(f, name)?;
                if let Some(when) = when {
                    write!(f, ", {when}")?;
                }
                f.write_str(")")
            }
            SetKind::Combined { operator, left, right } => {
                write_side(f, left, rank(left) < operator.rank())?;
                write!(f, " {} ", operator.sign())?;
                // The operators of one rank are read from left to right, so the right side keeps its parentheses.
                write_side(f, right, rank(right) <= operator.rank())
            }
        }
    }
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(date) => date.fmt(f),
            Self::Decision(decision) => f.write_str(decision),
        }
    }
}

/// The rank of what a set is: a single one binds tightest.
fn rank(set: &SetExpr) -> u8 {
    match &set.kind {
        SetKind::Combined { operator, .. } => operator.rank(),
        _ => u8::MAX,
    }
}

fn write_side(f: &mut fmt::Formatter<'_>, set: &SetExpr, parentheses: bool) -> fmt::Result {
    if parentheses { write!(f, "({set})") } else { write!(f, "{set}") }
}

/// A name of a group, in quotes where it would be read otherwise.
fn write_name(f: &mut fmt::Formatter<'_>, name: &str) -> fmt::Result {
    let plain = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || " .'’&+/_".contains(c));
    if plain { f.write_str(name) } else { write!(f, "\"{}\"", name.replace('"', "\"\"")) }
}
