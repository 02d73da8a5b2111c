//! What every answer says of a decision, and shares with their base.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;
use travaux_record::{Cell, DecisionRef, Modality, Outcome, Question, QuestionKind, Tally};
use travaux_un::session::Session;

/// A decision in a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Headline {
    /// Its name in the record: `A/RES/75/240`.
    pub id: String,
    /// The symbol of the text, where the source names one.
    pub text: Option<String>,
    /// The title of the text.
    pub title: String,
    /// The day.
    pub date: Option<Date>,
    /// The session.
    pub session: Option<Session>,
    /// `plenary`, or the name of the committee.
    pub stage: String,
    /// What kind of question was put.
    pub question: QuestionKind,
    /// Which paragraph, amendment or motion, where it was not the whole text.
    pub label: Option<String>,
    /// How it was taken.
    pub modality: Modality,
    /// What came of it.
    pub outcome: Outcome,
    /// Votes as counted from the names, or as stated where there are no names; `null` without a vote.
    pub tally: Option<Tally>,
}

impl Headline {
    /// Of a decision.
    pub fn of(decision: DecisionRef<'_>) -> Self {
        let question = decision.question();
        Self {
            id: decision.id().to_owned(),
            text: Some(decision.text_str()).filter(|t| !t.is_empty()).map(str::to_owned),
            title: decision.title().to_owned(),
            date: decision.date(),
            session: decision.session(),
            stage: decision.stage().to_string(),
            question: question.kind,
            label: question.label,
            modality: decision.modality(),
            outcome: decision.outcome(),
            tally: decision.tally(),
        }
    }

    /// `92-50-21`, or how it was taken where there is no tally.
    pub fn result(&self) -> String {
        match (self.tally, self.modality) {
            (Some(tally), _) => tally.to_string(),
            (None, Modality::WithoutVote) => "without a vote".to_owned(),
            (None, Modality::NonRecordedVote | Modality::TotalsOnly) => "vote not recorded".to_owned(),
            (None, _) => "not known".to_owned(),
        }
    }

    /// What was put, and where, for a table: `plenary`, `First Committee, PP10`.
    pub fn occasion(&self) -> String {
        match (self.question, &self.label) {
            (QuestionKind::Whole, _) => self.stage.clone(),
            (_, Some(label)) => format!("{}, {label}", self.stage),
            (QuestionKind::Unspecified, None) => format!("{}, question not specified", self.stage),
            (kind, None) => format!("{}, {}", self.stage, kind.word()),
        }
    }

    /// What was put, as a person would name it: `OP3`, `motion for division`.
    pub fn part_in_words(question: &Question) -> String {
        match &question.label {
            Some(label) if label.to_lowercase().contains(question.kind.word()) => label.clone(),
            _ => question.to_string(),
        }
    }

    pub(crate) fn cell(&self) -> Cell {
        Cell::Symbol(self.id.clone())
    }
}

impl std::fmt::Display for Headline {
    /// `A/RES/75/240 (2020-12-31, 92-50-21)`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.date {
            Some(date) => write!(f, "{} ({date}, {})", self.id, self.result()),
            None => write!(f, "{} ({})", self.id, self.result()),
        }
    }
}

/// A share with its base. A percentage never stands without it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
pub struct Share {
    /// So many.
    pub part: u64,
    /// Out of.
    pub of: u64,
    /// In per cent, to one decimal place; `null` where the base is nought.
    pub percent: Option<f64>,
}

impl Share {
    /// `part` out of `of`.
    pub fn new(part: impl Into<u64>, of: impl Into<u64>) -> Self {
        let (part, of) = (part.into(), of.into());
        let percent = (of > 0).then(|| (part as f64 * 1000.0 / of as f64).round() / 10.0);
        Self { part, of, percent }
    }

    pub(crate) fn cell(self) -> Cell {
        if self.of == 0 { Cell::Empty } else { Cell::Share { part: self.part, of: self.of } }
    }
}
