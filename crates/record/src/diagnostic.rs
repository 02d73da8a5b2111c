//! What a reader found wrong, and where.
//!
//! A reader never stops at the first bad row: it returns what could be read and a list of these.

use std::collections::BTreeMap;
use std::fmt;

use schemars::JsonSchema;
use serde::Serialize;

/// How much a diagnostic matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Something was repaired; the repair is named.
    Note,
    /// A part could not be used as it is and was kept, marked.
    Warning,
    /// A row or a file could not be read.
    Error,
}

/// Where in the input.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, JsonSchema)]
pub struct Place {
    /// The file.
    pub file: String,
    /// The line, counted from 1.
    pub line: Option<u64>,
    /// The column or field by name.
    pub field: Option<String>,
}

impl Place {
    /// A whole file.
    pub fn file(file: &str) -> Self {
        Self { file: file.to_owned(), line: None, field: None }
    }

    /// A line of a file.
    pub fn line(file: &str, line: u64) -> Self {
        Self { file: file.to_owned(), line: Some(line), field: None }
    }

    /// The same place, in a column.
    #[must_use]
    pub fn field(mut self, field: &str) -> Self {
        self.field = Some(field.to_owned());
        self
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        if let Some(field) = &self.field {
            write!(f, " ({field})")?;
        }
        Ok(())
    }
}

/// One thing that was wrong.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
pub struct Diagnostic {
    /// How much it matters.
    pub severity: Severity,
    /// What kind of thing, for machines: `unknown-state`, `tally-mismatch`.
    pub code: &'static str,
    /// Where.
    pub place: Place,
    /// What.
    pub message: String,
    /// What to do about it.
    pub hint: Option<String>,
}

impl Diagnostic {
    /// A diagnostic without a hint.
    pub fn new(severity: Severity, code: &'static str, place: Place, message: impl Into<String>) -> Self {
        Self { severity, code, place, message: message.into(), hint: None }
    }

    /// An error.
    pub fn error(code: &'static str, place: Place, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, place, message)
    }

    /// A warning.
    pub fn warning(code: &'static str, place: Place, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, code, place, message)
    }

    /// A note.
    pub fn note(code: &'static str, place: Place, message: impl Into<String>) -> Self {
        Self::new(Severity::Note, code, place, message)
    }

    /// The same, with a hint.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.message)?;
        if let Some(hint) = &self.hint {
            write!(f, "\n  hint: {hint}")?;
        }
        Ok(())
    }
}

/// A list of diagnostics that stays short: of each code only the first so many are kept, all are counted.
#[derive(Debug, Clone)]
pub struct Diagnostics {
    kept: Vec<Diagnostic>,
    counts: BTreeMap<(Severity, &'static str), u64>,
    keep: u64,
}

impl Default for Diagnostics {
    fn default() -> Self {
        Self::keeping(200)
    }
}

impl Diagnostics {
    /// Keeps the first `keep` of each code.
    pub fn keeping(keep: u64) -> Self {
        Self { kept: Vec::new(), counts: BTreeMap::new(), keep }
    }

    /// Adds one.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        let count = self.counts.entry((diagnostic.severity, diagnostic.code)).or_default();
        *count += 1;
        if *count <= self.keep {
            self.kept.push(diagnostic);
        }
    }

    /// Adds all of another list.
    pub fn append(&mut self, other: Self) {
        for (key, count) in &other.counts {
            *self.counts.entry(*key).or_default() += count;
        }
        self.kept.extend(other.kept);
    }

    /// Those kept, in the order found.
    pub fn kept(&self) -> &[Diagnostic] {
        &self.kept
    }

    /// How often each code occurred, the gravest first.
    pub fn counts(&self) -> impl Iterator<Item = (Severity, &'static str, u64)> + '_ {
        self.counts.iter().rev().map(|(&(severity, code), &count)| (severity, code, count))
    }

    /// How many of at least this severity there were.
    pub fn count_from(&self, severity: Severity) -> u64 {
        self.counts.iter().filter(|((s, _), _)| *s >= severity).map(|(_, n)| n).sum()
    }

    /// Whether there is nothing to say.
    pub fn is_empty(&self) -> bool {
        self.counts.is_empty()
    }
}

impl Extend<Diagnostic> for Diagnostics {
    fn extend<I: IntoIterator<Item = Diagnostic>>(&mut self, iter: I) {
        iter.into_iter().for_each(|d| self.push(d));
    }
}
