//! The one error of this crate.

use travaux_record::Diagnostics;

/// Why nothing could be imported.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ImportError {
    /// No file gave anything. What was wrong with them is inside.
    #[error("nothing could be read: {}", first(.0))]
    NothingRead(Box<Diagnostics>),
    /// The table of sources is not valid.
    #[error("sources.toml: {0}")]
    Sources(String),
    /// The corrections that come with the program are not valid.
    #[error("the built-in corrections: {0}")]
    Patches(String),
    /// The merged record does not hang together.
    #[error(transparent)]
    Record(#[from] travaux_record::RecordError),
}

fn first(diagnostics: &Diagnostics) -> String {
    diagnostics.kept().first().map_or_else(|| "no file was given".to_owned(), ToString::to_string)
}
