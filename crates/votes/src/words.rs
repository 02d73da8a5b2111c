//! Words that answers are made of: names in order, lists, numbers with their nouns.

use jiff::civil::Date;
use travaux_record::Cell;
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

/// The name of the state with a code; what is the code of no state is its own name.
pub fn name_of(code: &str) -> &str {
    StateId::from_code(code).map_or(code, |state| state.state().name())
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

/// Words that begin with a capital letter.
pub fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// `31 December 2020`.
pub fn day(date: Date) -> String {
    date.strftime("%-d %B %Y").to_string()
}

/// The short name of a text in a sentence or a drawing: `75/240` of `A/RES/75/240`.
pub fn short(id: &str) -> &str {
    id.strip_prefix("A/RES/").unwrap_or(id)
}

/// A title without what the library adds to it («: resolution / adopted by the General Assembly»).
pub fn bare_title(title: &str) -> &str {
    const ADDED: [&str; 3] = [": resolution", ": draft resolution", ": decision"];
    let end = ADDED.iter().filter_map(|added| title.find(added)).min().unwrap_or(title.len());
    title[..end].trim_end_matches(['.', ' '])
}

/// A cell of a table as people read it: names of states, a share with its base.
pub fn cell(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) | Cell::Symbol(text) => text.clone(),
        Cell::Count(n) => n.to_string(),
        Cell::Number(x, places) => format!("{x:.places$}"),
        Cell::Share { part, of } => share(*part, *of),
        Cell::State(state) => state.state().name().to_owned(),
        Cell::States(states) => {
            let names: Vec<&str> = by_name(*states).into_iter().map(|state| state.state().name()).collect();
            names.join(", ")
        }
        Cell::Date(date) => date.to_string(),
    }
}

/// A number to so many decimal places, without a minus before nought.
pub fn rounded(value: f64, places: i32) -> f64 {
    let scale = 10_f64.powi(places);
    (value * scale).round() / scale + 0.0
}

/// A number with so many decimal places and a minus sign as printers have it, which nought has not.
pub fn number(value: f64, places: usize) -> String {
    let words = format!("{value:.places$}");
    match words.strip_prefix('-') {
        Some(rest) if rest.bytes().all(|byte| matches!(byte, b'0' | b'.')) => rest.to_owned(),
        Some(rest) => format!("\u{2212}{rest}"),
        None => words,
    }
}

/// Words that begin and end as a sentence does.
pub fn sentence(words: &str) -> String {
    let words = capital(words.trim());
    if words.ends_with(['.', '!', '?']) || words.is_empty() { words } else { words + "." }
}

/// `23 of 193 (11.9 %)`: a share never stands without its base.
pub fn share(part: u64, of: u64) -> String {
    if of == 0 {
        return format!("{part} of {of}");
    }
    // In tenths of a per cent, rounded half up in whole numbers.
    let tenths = (part * 2000 + of) / (2 * of);
    format!("{part} of {of} ({}.{} %)", tenths / 10, tenths % 10)
}
