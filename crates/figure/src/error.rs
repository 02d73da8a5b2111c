//! Why there is no figure.

/// Why there is no figure.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum FigureError {
    /// The page cannot hold what must be on it.
    #[error("the size is too small: this figure needs at least {needs} pixels of {side}, and has {has}")]
    TooSmall {
        /// `width` or `height`.
        side: &'static str,
        /// What would do, in pixels.
        needs: u32,
        /// What there is, in pixels.
        has: u32,
    },
    /// The answer has nothing that this figure could show.
    #[error("there is nothing to draw: {0}")]
    Nothing(String),
    /// The drawing could not be made into pixels or pages.
    #[error("the figure cannot be made into {format}: {why}")]
    Export {
        /// `PNG` or `PDF`.
        format: &'static str,
        /// What the library says.
        why: String,
    },
}
