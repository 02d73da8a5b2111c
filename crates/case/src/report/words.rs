//! Words that the sentences of a report are made of.

use travaux_record::DecisionRef;
use travaux_un::set::StateSet;
pub(super) use travaux_votes::words::{capital, names};
use travaux_votes::words::{counted, short};
use travaux_votes::{Headline, Share};

/// `10 states`, `1 state`.
pub(super) fn states(n: impl Into<u64>) -> String {
    counted(n, "state")
}

/// `49 of 193 (25.4 %)`.
pub(super) fn share(share: Share) -> String {
    travaux_votes::words::share(share.part, share.of)
}

/// The names of a few states, or none where they are many: ` (Benin, Haiti and Togo)`.
pub(super) fn in_brackets(set: StateSet) -> String {
    const FEW: usize = 12;
    if set.is_empty() || set.len() > FEW { String::new() } else { format!(" ({})", names(set)) }
}

/// A text and its result: `75/240 (92-50-21)`.
pub(super) fn with_result(decision: DecisionRef<'_>) -> String {
    format!("{} ({})", short(decision.id()), Headline::of(decision).result())
}

/// `was` or `were`.
pub(super) fn was(n: usize) -> &'static str {
    if n == 1 { "was" } else { "were" }
}

/// Words that end as a sentence does.
pub(super) fn sentence(words: &str) -> String {
    let words = capital(words.trim());
    if words.ends_with(['.', '!', '?']) || words.is_empty() { words } else { words + "." }
}
