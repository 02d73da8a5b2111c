//! Words that the sentences of a report are made of.

use travaux_record::DecisionRef;
use travaux_un::set::StateSet;
use travaux_votes::words::{by_name, counted, listed, short};
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

/// The names of states in order, the last after «and».
pub(super) fn names(set: StateSet) -> String {
    listed(by_name(set).into_iter().map(|state| state.state().name()), "and")
}

/// A text and its result: `75/240 (92-50-21)`.
pub(super) fn with_result(decision: DecisionRef<'_>) -> String {
    format!("{} ({})", short(decision.id()), Headline::of(decision).result())
}

/// `was` or `were`.
pub(super) fn was(n: usize) -> &'static str {
    if n == 1 { "was" } else { "were" }
}

/// A sentence begins with a capital letter.
pub(super) fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Words that end as a sentence does.
pub(super) fn sentence(words: &str) -> String {
    let words = capital(words.trim());
    if words.ends_with(['.', '!', '?']) || words.is_empty() { words } else { words + "." }
}
