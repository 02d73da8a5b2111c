//! What an expression says of a record.

use std::collections::BTreeSet;
use std::ops::Range;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;
use travaux_record::{Answer, Caveat, DecisionRef, Method, Position, PositionRow, Table, Tabular};
use travaux_un::set::StateSet;
use travaux_un::state::states;

use super::ast::{Expr, Operator, Quantity, Relation, SetExpr, SetKind, Show, When};
use super::error::{ExprError, Fault};
use crate::lookup::{Found, find};
use crate::provenance::{Membership, note_facts, note_memberships, note_positions, record_through};
use crate::sponsors::{OnBehalf, SponsorRoll};
use crate::{Context, Headline};

/// What an expression says of a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Evaluated {
    /// The expression in its canonical form.
    pub expression: String,
    /// For a statement: whether it holds.
    pub truth: Option<bool>,
    /// How many states.
    pub n: u16,
    /// The states; of a statement, those of its first set.
    pub states: StateSet,
    /// Every set that the expression names, and the sides of a statement, with their states.
    pub parts: Vec<Part>,
}

/// A set that an expression names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Part {
    /// As named, in canonical form.
    pub expression: String,
    /// What it was found to mean: the decision or the day.
    pub meaning: String,
    /// How many states.
    pub n: u16,
    /// The states.
    pub states: StateSet,
}

const METHOD: Method = Method {
    name: "sets of states",
    summary: "The expression is evaluated over sets: & is in both, | in either, - in the left and not in the right; & \
              binds tighter than | and -, which are read from left to right. Positions are as cast; sponsors are those \
              in their own name as of adoption; groups are as they were on the day.",
};

/// The states that an expression means, or whether it holds. Errors point into its canonical form.
pub fn evaluate(context: Context<'_>, expr: &Expr) -> Result<Answer<Evaluated>, ExprError> {
    evaluate_text(context, &expr.to_string())
}

/// Reads an expression and evaluates it. Errors point into the text as typed.
pub fn evaluate_text(context: Context<'_>, text: &str) -> Result<Answer<Evaluated>, ExprError> {
    evaluation(context, text, None)
}

/// The same, for one day: groups without a day are as they were on that day, in an expression that speaks of no other.
pub fn evaluate_on(context: Context<'_>, text: &str, day: Date) -> Result<Answer<Evaluated>, ExprError> {
    evaluation(context, text, Some(day))
}

fn evaluation(
    context: Context<'_>,
    text: &str,
    from_outside: Option<Date>,
) -> Result<Answer<Evaluated>, ExprError> {
    let expr = Expr::parse(text)?;
    let mut evaluation = Evaluation {
        context,
        from_outside,
        day: TheDay::None,
        parts: Vec::new(),
        notes: Vec::new(),
        memberships: Vec::new(),
        used: Vec::new(),
    };
    evaluation.run(&expr).map_err(|fault| fault.in_text(text))
}

/// The day that a group without one takes.
#[derive(Debug, Clone, Copy)]
enum TheDay {
    None,
    One(Date),
    Several,
}

struct Evaluation<'a> {
    context: Context<'a>,
    /// The day that the expression is evaluated for, where it speaks of none itself.
    from_outside: Option<Date>,
    day: TheDay,
    parts: Vec<Part>,
    notes: Vec<Caveat>,
    /// Groups on their days.
    memberships: Vec<Membership<'a>>,
    used: Vec<(DecisionRef<'a>, Show)>,
}

type Checked<T> = Result<T, Fault>;

impl<'a> Evaluation<'a> {
    fn run(&mut self, expr: &Expr) -> Checked<Answer<Evaluated>> {
        self.day = self.the_day(expr)?;
        let (truth, states) = match expr {
            Expr::Set(set) | Expr::Count(set) => (None, self.set(set)?),
            Expr::Compare { left, comparison, right } => {
                let (first, left) = self.quantity(left)?;
                let (second, right) = self.quantity(right)?;
                (Some(comparison.holds(left, right)), first.or(second).unwrap_or_default())
            }
            Expr::Relate { left, relation, right } => {
                let (a, b) = (self.side(left)?, self.side(right)?);
                let holds = match relation {
                    Relation::Same => a == b,
                    Relation::NotSame => a != b,
                    Relation::Within => a.is_subset(&b),
                };
                (Some(holds), a)
            }
        };
        let value = Evaluated {
            expression: expr.to_string(),
            truth,
            n: states.len() as u16,
            states,
            parts: std::mem::take(&mut self.parts),
        };
        let mut answer = Answer::new(value, METHOD);
        for note in self.notes.drain(..) {
            answer.caveat(note);
        }
        note_memberships(&mut answer, self.context.groups, self.memberships.drain(..));
        for (decision, show) in self.used.drain(..) {
            if show.of_sponsors() {
                SponsorRoll::of(self.context, decision, OnBehalf::Apart).note(
                    &mut answer,
                    self.context,
                    decision,
                );
                note_facts(&mut answer, self.context.record, decision);
            } else {
                note_positions(&mut answer, self.context.record, decision);
            }
        }
        Ok(answer)
    }

    fn quantity(&mut self, quantity: &Quantity) -> Checked<(Option<StateSet>, u32)> {
        match quantity {
            Quantity::Number(n) => Ok((None, *n)),
            Quantity::Count(set) => {
                let states = self.side(set)?;
                Ok((Some(states), states.len() as u32))
            }
        }
    }

    /// One side of a statement: shown as a part of its own where it is put together of several.
    fn side(&mut self, set: &SetExpr) -> Checked<StateSet> {
        let states = self.set(set)?;
        if matches!(set.kind, SetKind::Combined { .. }) {
            self.part(set, "one side of the statement".to_owned(), states);
        }
        Ok(states)
    }

    fn set(&mut self, set: &SetExpr) -> Checked<StateSet> {
        match &set.kind {
            SetKind::State(state) => {
                let states: StateSet = [*state].into_iter().collect();
                self.part(set, state.state().name().to_owned(), states);
                Ok(states)
            }
            SetKind::Combined { operator, left, right } => {
                let (left, right) = (self.set(left)?, self.set(right)?);
                Ok(match operator {
                    Operator::Or => left | right,
                    Operator::Without => left - right,
                    Operator::And => left & right,
                })
            }
            SetKind::Shown { show, decision } => self.shown(set, *show, decision),
            SetKind::Members(when) => self.members(set, when.as_ref()),
            SetKind::Group { name, when } => self.group(set, name, when.as_ref()),
        }
    }

    fn part(&mut self, set: &SetExpr, meaning: String, states: StateSet) {
        let part = Part { expression: set.to_string(), meaning, n: states.len() as u16, states };
        if !self.parts.contains(&part) {
            self.parts.push(part);
        }
    }

    fn find(&self, decision: &str, span: &Range<usize>) -> Checked<Found<'a>> {
        find(self.context.record, decision).map_err(|not_found| {
            let fault = Fault::new(span.clone(), format!("{decision} is not in the record"))
                .nearest(not_found.nearest);
            if not_found.hints.is_empty() { fault } else { fault.hint(not_found.hints.join("; ")) }
        })
    }

    fn shown(&mut self, set: &SetExpr, show: Show, text: &str) -> Checked<StateSet> {
        let found = self.find(text, &set.span)?;
        let decision = found.decision;
        self.notes.extend(found.notes);
        let states = if show.of_sponsors() {
            let roll = SponsorRoll::of(self.context, decision, OnBehalf::Apart);
            if !roll.on_behalf.is_empty() {
                let detail = format!(
                    "{}: sponsors in their own name only; those on behalf of a group are left out",
                    decision.id()
                );
                self.notes.push(Caveat::Note { detail });
            }
            match show {
                Show::Tabled => roll.tabled,
                Show::Joined => roll.joined,
                Show::Withdrew => roll.withdrew,
                _ => roll.states,
            }
        } else {
            let row = decision.positions();
            if row.is_empty() {
                let message = format!(
                    "the record has no positions on {}: it was taken {}",
                    decision.id(),
                    decision.modality().phrase()
                );
                return Err(Fault::new(set.span.clone(), message)
                    .hint("ask for sponsors(…) or members(…) of it, or for a recorded vote"));
            }
            positions(row, show)
        };
        if !self.used.iter().any(|(known, how)| *known == decision && how.of_sponsors() == show.of_sponsors())
        {
            self.used.push((decision, show));
        }
        self.part(set, Headline::of(decision).to_string(), states);
        Ok(states)
    }

    fn members(&mut self, set: &SetExpr, when: Option<&When>) -> Checked<StateSet> {
        let (date, meaning) = if let Some(when) = when {
            self.day_of(when, &set.span)?
        } else {
            let Some(last) = record_through(self.context.record) else {
                return Err(Fault::new(set.span.clone(), "the record has no last day")
                    .hint("name the day: members(2020-12-31)"));
            };
            (last, format!("on {last}, the last day of the record"))
        };
        let states = states().members_on(date);
        self.part(set, meaning, states);
        Ok(states)
    }

    fn group(&mut self, set: &SetExpr, name: &str, when: Option<&When>) -> Checked<StateSet> {
        let group = self.context.groups.find(name).map_err(|unknown| {
            Fault::new(set.span.clone(), format!("no group is called {name}")).nearest(unknown.nearest)
        })?;
        let example = format!("group({name}, 2020-12-31) or group({name}, 75/240)");
        let (date, meaning) = match (when, self.day) {
            (Some(when), _) => self.day_of(when, &set.span)?,
            (None, TheDay::One(date)) => (date, format!("on {date}, the one day of the expression")),
            (None, TheDay::Several) => {
                return Err(Fault::new(
                    set.span.clone(),
                    format!("group({name}) has no day, and the expression speaks of more than one"),
                )
                .hint(format!("name the day: {example}")));
            }
            (None, TheDay::None) => {
                return Err(Fault::new(
                    set.span.clone(),
                    format!("group({name}) has no day, and nothing else in the expression has one"),
                )
                .hint(format!("name the day: {example}")));
            }
        };
        let members = group.members_on(date);
        self.memberships.push((group, date, members.states));
        self.part(set, format!("{} {meaning}", group.name()), members.states);
        Ok(members.states)
    }

    fn day_of(&self, when: &When, span: &Range<usize>) -> Checked<(Date, String)> {
        match when {
            When::Day(date) => Ok((*date, format!("on {date}"))),
            When::Decision(text) => {
                let decision = self.find(text, span)?.decision;
                let Some(date) = decision.date() else {
                    return Err(Fault::new(
                        span.clone(),
                        format!("the record has no date of {}", decision.id()),
                    )
                    .hint("name the day instead, as 2020-12-31"));
                };
                Ok((date, format!("on {date}, the day of {}", decision.id())))
            }
        }
    }

    /// The one day of all decisions and days that the expression names, if there is one.
    fn the_day(&self, expr: &Expr) -> Checked<TheDay> {
        let mut days = BTreeSet::new();
        // From left to right, so that of two faults the first is told.
        let mut left: Vec<&SetExpr> = expr.sets();
        left.reverse();
        while let Some(set) = left.pop() {
            let day = match &set.kind {
                SetKind::Combined { left: a, right: b, .. } => {
                    left.extend([&**b, &**a]);
                    None
                }
                SetKind::Shown { decision, .. } => self.find(decision, &set.span)?.decision.date(),
                SetKind::Members(Some(when)) | SetKind::Group { when: Some(when), .. } => {
                    Some(self.day_of(when, &set.span)?.0)
                }
                SetKind::State(_) | SetKind::Members(None) | SetKind::Group { when: None, .. } => None,
            };
            days.extend(day);
        }
        Ok(match (days.len(), days.first()) {
            (1, Some(day)) => TheDay::One(*day),
            (0, _) => self.from_outside.map_or(TheDay::None, TheDay::One),
            _ => TheDay::Several,
        })
    }
}

fn positions(row: PositionRow<'_>, show: Show) -> StateSet {
    match show {
        Show::InFavour => row.states(Position::InFavour),
        Show::Against => row.states(Position::Against),
        Show::Abstaining => row.states(Position::Abstaining),
        Show::NotVoting => row.states(Position::NotVoting),
        _ => Position::CAST.into_iter().fold(StateSet::EMPTY, |all, position| all | row.states(position)),
    }
}

impl Tabular for Evaluated {
    fn tables(&self) -> Vec<Table> {
        let title = match self.truth {
            Some(true) => format!("{}: true", self.expression),
            Some(false) => format!("{}: false", self.expression),
            None => self.expression.clone(),
        };
        let mut table = Table::new("states", title, &["states", "which"]);
        table.row([self.n.into(), self.states.into()]);
        let mut parts = Table::new("parts", "The sets it names", &["set", "meaning", "states", "which"]);
        for part in &self.parts {
            parts.row([
                part.expression.clone().into(),
                part.meaning.clone().into(),
                part.n.into(),
                part.states.into(),
            ]);
        }
        vec![table, parts]
    }
}
