//! Why a text is not a symbol.

use std::borrow::Cow;
use std::fmt;

/// Why a text is not a symbol: where reading stopped, what should have stood there, and often a hint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SymbolError {
    text: Box<str>,
    position: usize,
    expected: Box<str>,
    hint: Option<Box<str>>,
}

/// A fault while a text is being read; [`SymbolError`] adds the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) position: usize,
    pub(super) expected: Cow<'static, str>,
    pub(super) hint: Option<String>,
}

impl Fault {
    pub(super) fn new(position: usize, expected: impl Into<Cow<'static, str>>) -> Self {
        Self { position, expected: expected.into(), hint: None }
    }

    pub(super) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// `text` is what the caller gave; it is cut in the message, since anything may have been given.
    pub(super) fn in_text(self, text: &str) -> SymbolError {
        let mut shown: String = text.chars().take(80).collect();
        if shown.len() < text.len() {
            shown.push('…');
        }
        SymbolError {
            text: shown.into(),
            position: self.position.min(text.len()),
            expected: self.expected.into(),
            hint: self.hint.map(Into::into),
        }
    }
}

impl SymbolError {
    /// Gives a hint, unless there is one.
    pub(super) fn or_hint(mut self, hint: &str) -> Self {
        self.hint.get_or_insert_with(|| hint.into());
        self
    }

    /// The text that was read. [`Symbol::repair`](super::Symbol::repair) shows it as far as it was mended; a long text is cut.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The byte of the [text](Self::text) at which reading stopped.
    pub fn position(&self) -> usize {
        self.position
    }

    /// What should have stood there.
    pub fn expected(&self) -> &str {
        &self.expected
    }

    /// What to try instead, if something can be proposed.
    pub fn hint(&self) -> Option<&str> {
        self.hint.as_deref()
    }
}

impl fmt::Display for SymbolError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "read `{}` as a symbol: at byte {} expected {}", self.text, self.position, self.expected)?;
        self.hint.as_ref().map_or(Ok(()), |hint| write!(f, " ({hint})"))
    }
}

impl std::error::Error for SymbolError {}
