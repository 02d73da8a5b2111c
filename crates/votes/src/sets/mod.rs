//! A small language for sets of states.
//!
//! ```text
//! absent(75/240) & in_favour(73/27)
//! sponsors(75/32) - in_favour(75/32)
//! against(75/240) & group(EU)
//! count(in_favour(75/240) & in_favour(75/32)) = 73
//! ```
//!
//! # Sets
//!
//! | written | means |
//! |---|---|
//! | `in_favour(x)`, `against(x)`, `abstaining(x)` | the states that took that position on decision *x*, as cast |
//! | `not_voting(x)`, also `absent(x)` | members on the day that did not vote |
//! | `voting(x)` | those in favour, against or abstaining |
//! | `members(x)`, `members(2020-12-31)`, `members()` | the members on the day of *x*; on that day; on the last day of the record |
//! | `sponsors(x)` | sponsors in their own name as of adoption: tabled or joined, and did not withdraw |
//! | `tabled(x)`, `joined(x)`, `withdrew(x)` | those on the printed list; those that joined later; those that withdrew |
//! | `group(EU)`, `group(EU, 2020-12-31)`, `group(EU, x)` | the members of the group on the day |
//! | `FRA`, `France`, `"Viet Nam"` | the state; quotes where the name has marks other than blanks, points and apostrophes |
//!
//! *x* is a decision as people write it, with its blanks, slashes and parentheses: `75/240`, `A/C.1/75/L.8/Rev.1 PP10`,
//! `377 A (V)`, `voeten:5666`. `group(EU)` without a day takes the day of the expression when all decisions and days
//! in it fall on one; else it must be given one.
//!
//! # Operators, and which binds tighter
//!
//! 1. parentheses;
//! 2. `&`, in both;
//! 3. `|`, in either, and `-`, in the left and not in the right: the same rank, from left to right.
//!
//! So `a - b & c | d` is `(a - (b & c)) | d`.
//!
//! # Statements, which are true or false
//!
//! `count(SET)` with `=`, `!=`, `<`, `<=`, `>`, `>=` and a number or another `count(SET)`; or two sets with `=` (the same
//! states), `!=`, or `<=` (every state of the left is in the right). Statements do not nest.

mod ast;
mod error;
mod eval;
mod parse;
mod print;

pub use ast::{Comparison, Expr, Operator, Quantity, Relation, SetExpr, SetKind, Show, When};
pub use error::ExprError;
pub use eval::{Evaluated, Part, evaluate, evaluate_on, evaluate_text};
