//! Claims that an author writes beside a document, as expressions, and findings that are to be passed over.
//!
//! ```toml
//! [[claim]]
//! quote = "nearly a third of them stayed away"
//! expression = "count(not_voting(75/240)) = 30"
//!
//! [[skip]]
//! quote = "the draft of 2019"
//! reason = "speaks of another draft"
//! ```

use serde::Deserialize;
use serde::de::DeserializeOwned;
use travaux_record::{Diagnostic, Diagnostics, Place};

/// What an author has written beside a document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sidecar {
    /// Claims as expressions.
    pub claims: Vec<OwnClaim>,
    /// Findings that are to be passed over.
    pub skips: Vec<Skip>,
}

/// A claim as an expression.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OwnClaim {
    /// Words of the document, by which its place is found.
    pub quote: String,
    /// A statement in the language of `travaux states`.
    pub expression: String,
}

/// Findings that are to be passed over.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Skip {
    /// Words of the document: every finding whose words overlap them is passed over.
    pub quote: String,
    /// Why.
    pub reason: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    claim: Vec<toml::Spanned<toml::Value>>,
    #[serde(default)]
    skip: Vec<toml::Spanned<toml::Value>>,
}

impl Sidecar {
    /// Reads the file of claims. What cannot be read is told with its line, and the rest kept.
    pub fn read(file: &str, text: &str, diagnostics: &mut Diagnostics) -> Self {
        let line = |at: usize| text[..at.min(text.len())].matches('\n').count() as u64 + 1;
        let read: File = match toml::from_str(text) {
            Ok(read) => read,
            Err(error) => {
                let at = error.span().map_or(0, |span| span.start);
                let diagnostic =
                    Diagnostic::error("claims-file", Place::line(file, line(at)), error.message().to_owned());
                diagnostics.push(diagnostic.hint(
                    "the file has [[claim]] with quote and expression, and [[skip]] with quote and reason",
                ));
                return Self::default();
            }
        };
        let mut told = |at: usize, what: &str, error: &toml::de::Error| {
            let message = format!("a {what} cannot be read: {}", error.message());
            diagnostics.push(Diagnostic::error("claims-file", Place::line(file, line(at)), message));
        };
        Self {
            claims: entries(read.claim, |at, error| told(at, "claim", error)),
            skips: entries(read.skip, |at, error| told(at, "skip", error)),
        }
    }
}

/// The entries that can be read; the others are told with their place.
fn entries<T: DeserializeOwned>(
    written: Vec<toml::Spanned<toml::Value>>,
    mut told: impl FnMut(usize, &toml::de::Error),
) -> Vec<T> {
    let read = written.into_iter().map(|entry| (entry.span().start, entry.into_inner().try_into()));
    read.filter_map(|(at, entry)| entry.inspect_err(|error| told(at, error)).ok()).collect()
}

/// Where words stand in a text, whatever its blanks.
pub(crate) fn find(text: &str, quote: &str) -> Option<std::ops::Range<usize>> {
    let words: Vec<&str> = quote.split_whitespace().collect();
    let first = words.first()?;
    text.match_indices(first).find_map(|(from, _)| {
        let mut at = from;
        for (number, word) in words.iter().enumerate() {
            if number > 0 {
                let rest = &text[at..];
                at += rest.len() - rest.trim_start().len();
            }
            if !text[at..].starts_with(word) {
                return None;
            }
            at += word.len();
        }
        Some(from..at)
    })
}
