//! Words that answers are made of: names in order, lists, numbers with their nouns.

use travaux_un::set::StateSet;
use travaux_un::state::StateId;

/// States in the order of their English names. Accents count for nothing: Türkiye does not follow Tuvalu.
pub fn by_name(states: StateSet) -> Vec<StateId> {
    let mut ordered: Vec<StateId> = states.iter().collect();
    ordered.sort_by_cached_key(|state| name_key(*state));
    ordered
}

/// What states are sorted by to come in the order of their English names.
pub fn name_key(state: StateId) -> String {
    let plain = |c| match c {
        'ã' => 'a',
        'ç' => 'c',
        'é' => 'e',
        'í' => 'i',
        'ô' => 'o',
        'ü' => 'u',
        'Å' => 'A',
        c => c,
    };
    state.state().name().chars().map(plain).collect()
}

/// The names of states, in order: `Benin, Côte d'Ivoire and Türkiye`.
pub fn names(states: StateSet) -> String {
    listed(by_name(states).into_iter().map(|state| state.state().name()), "and")
}

/// Items in a sentence, with the word before the last: `A`, `A and B`, `A, B and C`.
pub fn listed<S: AsRef<str>>(items: impl IntoIterator<Item = S>, last: &str) -> String {
    let mut text = String::new();
    let mut items = items.into_iter().peekable();
    while let Some(item) = items.next() {
        if !text.is_empty() {
            let between = if items.peek().is_some() { ", ".to_owned() } else { format!(" {last} ") };
            text.push_str(&between);
        }
        text.push_str(item.as_ref());
    }
    text
}

/// A number with its noun: `1 vote`, `2 votes`.
pub fn counted(n: impl Into<u64>, noun: &str) -> String {
    let n = n.into();
    format!("{n} {noun}{}", if n == 1 { "" } else { "s" })
}
