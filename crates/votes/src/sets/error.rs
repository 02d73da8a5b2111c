//! What is wrong with an expression, and where.

use std::fmt;
use std::ops::Range;

use schemars::JsonSchema;
use serde::Serialize;
use winnow::error::ParserError;
use winnow::stream::{Location, Stream};

use crate::words::listed;

/// What is wrong with an expression, and where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ExprError {
    /// The expression as written.
    pub text: Box<str>,
    /// The bytes of it that are wrong.
    pub span: Range<usize>,
    /// The place in characters, from 1.
    pub column: usize,
    /// What is wrong.
    pub message: Box<str>,
    /// What could stand there.
    pub expected: Box<[String]>,
    /// Names that may be meant, the nearest first.
    pub nearest: Box<[String]>,
    /// What to do.
    pub hint: Option<Box<str>>,
}

impl std::error::Error for ExprError {}

impl fmt::Display for ExprError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "column {}: {}", self.column, self.message)?;
        if !self.expected.is_empty() {
            write!(f, "; expected {}", self.expected_in_words())?;
        }
        if !self.nearest.is_empty() {
            write!(f, "; nearest: {}", self.nearest.join(", "))?;
        }
        Ok(())
    }
}

impl ExprError {
    /// What could stand there: signs between backticks, the rest in words.
    pub fn expected_in_words(&self) -> String {
        let item = |text: &String| {
            if text.contains(char::is_alphabetic) { text.clone() } else { format!("`{text}`") }
        };
        listed(self.expected.iter().map(item), "or")
    }

    /// The expression with marks under the place, in two lines.
    pub fn pointed(&self) -> String {
        let width = self.text.get(self.span.clone()).map_or(1, |s| s.chars().count().max(1));
        let line: String = self.text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        format!("{line}\n{}{}", " ".repeat(self.column - 1), "^".repeat(width))
    }
}

/// A fault while reading or evaluating; [`ExprError`] adds the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) span: Range<usize>,
    pub(super) message: String,
    pub(super) expected: Vec<String>,
    pub(super) nearest: Vec<String>,
    pub(super) hint: Option<String>,
    /// Whether another way of reading may be tried.
    backtrack: bool,
}

impl Fault {
    pub(super) fn new(span: Range<usize>, message: impl Into<String>) -> Self {
        Self {
            span,
            message: message.into(),
            expected: Vec::new(),
            nearest: Vec::new(),
            hint: None,
            backtrack: false,
        }
    }

    pub(super) fn expected<S: Into<String>>(mut self, what: impl IntoIterator<Item = S>) -> Self {
        self.expected = what.into_iter().map(Into::into).collect();
        self
    }

    pub(super) fn nearest(mut self, names: Vec<String>) -> Self {
        self.nearest = names;
        self
    }

    pub(super) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    pub(super) fn in_text(self, text: &str) -> ExprError {
        let clip =
            |at: usize| (0..=at.min(text.len())).rev().find(|&i| text.is_char_boundary(i)).unwrap_or(0);
        let span = clip(self.span.start)..clip(self.span.end);
        ExprError {
            column: text[..span.start].chars().count() + 1,
            text: text.into(),
            span,
            message: self.message.into(),
            expected: self.expected.into(),
            nearest: self.nearest.into(),
            hint: self.hint.map(Into::into),
        }
    }
}

impl<I: Stream + Location> ParserError<I> for Fault {
    type Inner = Self;

    fn from_input(input: &I) -> Self {
        let at = input.current_token_start();
        Self { backtrack: true, ..Self::new(at..at, "cannot read on from here") }
    }

    fn is_backtrack(&self) -> bool {
        self.backtrack
    }

    fn into_inner(self) -> Result<Self, Self> {
        Ok(self)
    }
}
