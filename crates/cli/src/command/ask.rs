//! What the commands that ask the record have in common: opening it, finding decisions, explaining what went wrong.

use std::borrow::Cow;

use anyhow::{Error, Result};
use jiff::civil::Date;
use travaux_ideal::IdealError;
use travaux_record::{Answer, DecisionRef, Record};
use travaux_un::group::{Groups, UnknownGroup};
use travaux_un::state::{StateId, UnknownState, states};
use travaux_votes::lookup::{self, Found, NotFound};
use travaux_votes::sets::{Evaluated, ExprError};
use travaux_votes::words::name_of;
use travaux_votes::{Context, VotesError};

use crate::failure::Failure;
use crate::settings::Settings;

/// The record and the groups that a question is asked of.
#[derive(Debug)]
pub(crate) struct Library {
    pub(crate) record: &'static Record,
    groups: Cow<'static, Groups>,
}

impl Library {
    pub(crate) fn open(settings: &Settings) -> Result<Self> {
        let groups = settings.groups()?;
        // The process ends with the answer: taking a record of a million positions apart first would cost a tenth of
        // its time.
        let record = Box::leak(Box::new(settings.record()?));
        Ok(Self { record, groups })
    }

    pub(crate) fn context(&self) -> Context<'_> {
        Context::with_groups(self.record, &self.groups)
    }

    /// The decision that is meant.
    pub(crate) fn find(&self, text: &str) -> Result<Found<'_>> {
        lookup::find(self.record, text).map_err(|e| not_found(&e))
    }

    /// Asks a question of decisions as people write them; the answer also has what is to be said of how they were read.
    pub(crate) fn ask<'a, T>(
        &'a self,
        texts: &[&str],
        question: impl FnOnce(Context<'a>, &[DecisionRef<'a>]) -> Result<Answer<T>, VotesError>,
    ) -> Result<Answer<T>> {
        let found = texts.iter().map(|text| self.find(text)).collect::<Result<Vec<_>>>()?;
        let decisions: Vec<DecisionRef<'_>> = found.iter().map(|found| found.decision).collect();
        let mut answer = question(self.context(), &decisions).map_err(explain)?;
        for found in found {
            found.annotate(&mut answer);
        }
        Ok(answer)
    }

    /// Asks a question of two decisions.
    pub(crate) fn ask_of_two<'a, T>(
        &'a self,
        [first, second]: [&str; 2],
        question: fn(Context<'a>, DecisionRef<'a>, DecisionRef<'a>) -> Result<Answer<T>, VotesError>,
    ) -> Result<Answer<T>> {
        self.ask(&[first, second], |context, found| question(context, found[0], found[1]))
    }

    /// The states that an expression means.
    pub(crate) fn evaluate(&self, text: &str) -> Result<Answer<Evaluated>> {
        travaux_votes::evaluate_text(self.context(), text).map_err(|e| bad_expression(&e))
    }

    /// The same, for the day of a decision: groups without a day are as on that one.
    pub(crate) fn evaluate_on(&self, text: &str, day: Date) -> Result<Answer<Evaluated>> {
        travaux_votes::evaluate_on(self.context(), text, day).map_err(|e| bad_expression(&e))
    }
}

/// The state that is meant.
pub(crate) fn find_state(name: &str) -> Result<StateId> {
    states().find(name).map_err(|e| unknown_state(&e))
}

/// Why a question cannot be answered, and what to do about it.
pub(crate) fn explain(error: VotesError) -> Error {
    match error {
        VotesError::NotFound(e) => not_found(&e),
        VotesError::UnknownGroup(e) => unknown_group(&e),
        VotesError::UnknownState(e) => unknown_state(&e),
        VotesError::Expr(e) => bad_expression(&e),
        VotesError::NoPositions { ref decision, .. } => Failure::new(error.to_string())
            .hint(format!("`travaux show {decision}` has what is known of it"))
            .into(),
        VotesError::NoTally { ref decisions } if !decisions.is_empty() => Failure::new(error.to_string())
            .hint(format!("`travaux show {}` has what is known of it", decisions[0]))
            .into(),
        VotesError::NothingSelected { .. } => Failure::new(error.to_string())
            .hint("take fewer conditions, or more sessions; `travaux status` has what the record covers")
            .into(),
        VotesError::NoBlocs(_) => Failure::new(error.to_string())
            .hint("take more sessions or days, fewer conditions, or a smaller --least-votes")
            .into(),
        VotesError::Ideal(IdealError::UnknownAnchor(ref code)) => Failure::new(format!(
            "{} has no vote on a contested decision of these: it cannot be the positive end",
            name_of(code)
        ))
        .hint("name a state that voted with --positive")
        .into(),
        VotesError::Ideal(IdealError::NothingVaries | IdealError::TooFewVoters(_)) => {
            Failure::new(error.to_string()).hint("take fewer conditions, or more sessions").into()
        }
        other => other.into(),
    }
}

fn not_found(error: &NotFound) -> Error {
    let mut failure = Failure::new(format!("{} is not in the record", error.asked));
    if !error.nearest.is_empty() {
        failure = failure.hint(format!("the nearest: {}", error.nearest.join(", ")));
    }
    error.hints.iter().fold(failure, Failure::hint).into()
}

fn unknown_group(error: &UnknownGroup) -> Error {
    Failure::new(format!("no group is called {:?}", error.name))
        .hint(format!("the nearest: {}", error.nearest.join(", ")))
        .into()
}

fn unknown_state(error: &UnknownState) -> Error {
    let nearest: Vec<String> =
        error.nearest.iter().map(|id| format!("{} ({})", id.state().name(), id.code())).collect();
    let (message, hint) = if error.ambiguous {
        (format!("{:?} stands for more than one state", error.name), "name one of")
    } else {
        (format!("no state is called {:?}", error.name), "the nearest:")
    };
    Failure::new(message).hint(format!("{hint} {}", nearest.join(", "))).into()
}

/// The expression with a mark under what is wrong in it.
fn bad_expression(error: &ExprError) -> Error {
    let pointed = error.pointed().replace('\n', "\n  ");
    let mut failure = Failure::new(format!("{}\n  {pointed}", error.message));
    if !error.expected.is_empty() {
        failure = failure.hint(format!("expected {}", error.expected_in_words()));
    }
    if !error.nearest.is_empty() {
        failure = failure.hint(format!("the nearest: {}", error.nearest.join(", ")));
    }
    if let Some(hint) = &error.hint {
        failure = failure.hint(hint.to_string());
    }
    failure.into()
}
