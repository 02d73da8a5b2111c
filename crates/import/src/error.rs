//! The one error of this crate.

/// Why nothing could be imported.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ImportError {
    /// No file gave anything.
    #[error("nothing could be read: {0}")]
    NothingRead(String),
    /// The table of sources is not valid.
    #[error("sources.toml: {0}")]
    Sources(String),
    /// The merged record does not hang together.
    #[error(transparent)]
    Record(#[from] travaux_record::RecordError),
}
