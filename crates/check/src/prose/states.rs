//! States as prose names them.

use jiff::civil::Date;
use travaux_un::set::StateSet;
use travaux_un::state::{State, StateId, states};

use super::Token;

/// The longest name in tokens: `the former Yugoslav Republic of Macedonia`, with marks in it.
const LONGEST: usize = 12;

/// Names in use that the tables of names do not have: short forms in capitals.
const SHORT: [(&str, &str); 6] =
    [("US", "USA"), ("U.S", "USA"), ("USA", "USA"), ("UK", "GBR"), ("U.K", "GBR"), ("DPRK", "PRK")];

/// The state named at a token, and how many tokens its name takes.
pub(crate) fn state_at(text: &str, tokens: &[Token<'_>], at: usize, day: Date) -> Option<(StateId, usize)> {
    let first = tokens.get(at)?;
    if !first.is_capital() {
        return None;
    }
    for taken in (1..=LONGEST.min(tokens.len() - at)).rev() {
        let last = tokens[at + taken - 1];
        if last.is_any(&[",", ".", ";", "the", "and", "of"]) {
            continue;
        }
        let name = &text[first.at..last.end()];
        if let Some((_, code)) = SHORT.iter().find(|(short, _)| *short == name) {
            let point = tokens.get(at + taken).is_some_and(|t| t.text == "." && name.contains('.'));
            return Some((StateId::from_code(code)?, taken + usize::from(point)));
        }
        // A code is three letters like a word: names only.
        if name.chars().count() <= 3 {
            continue;
        }
        if let Some(state) = states().lookup(name, day) {
            return Some((state, taken));
        }
    }
    None
}

/// A list of states: `France, Germany and the Netherlands`; and how many tokens it takes.
pub(crate) fn states_at(text: &str, tokens: &[Token<'_>], at: usize, day: Date) -> Option<(StateSet, usize)> {
    let (first, mut taken) = state_at(text, tokens, at, day)?;
    let mut found: StateSet = [first].into_iter().collect();
    loop {
        let mut next = at + taken;
        while tokens.get(next).is_some_and(|t| t.is_any(&[",", "and", "the", "both"])) {
            next += 1;
        }
        if next == at + taken {
            return Some((found, taken));
        }
        let named = state_at(text, tokens, next, day).or_else(|| misspelt_at(text, tokens, next));
        let Some((state, more)) = named else { return Some((found, taken)) };
        found |= [state].into_iter().collect();
        taken = next + more - at;
    }
}

/// In a list of states: the state whose name differs in one letter or in an article, up to the next comma or `and`.
fn misspelt_at(text: &str, tokens: &[Token<'_>], at: usize) -> Option<(StateId, usize)> {
    let first = tokens.get(at).filter(|t| t.is_capital())?;
    let taken = tokens[at..].iter().take(LONGEST).position(|t| t.is_any(&[",", "and", ".", ";", ":"]))?;
    let key = bare(&text[first.at..tokens[at + taken.checked_sub(1)?].end()]);
    let near = |name: &str| {
        let own = bare(name);
        own == key || key.len() >= 6 && strsim::levenshtein(&own, &key) == 1
    };
    let mut fit = states().iter().filter(|state| near(state.name())).map(State::id);
    let one = fit.next()?;
    fit.next().is_none().then_some((one, taken))
}

/// A name without its articles, in small letters.
fn bare(name: &str) -> String {
    let words = name.split_whitespace().map(str::to_lowercase).filter(|word| word != "the");
    words.collect::<Vec<_>>().join(" ")
}

/// Whether a word is an adjective of a state, by its beginning: `Russian`, `Egyptian`, `Chinese`. Adjectives that do not begin like
/// the name (`French`, `Dutch`) are not known.
pub(crate) fn is_adjective_of(word: &str, state: StateId) -> bool {
    const ENDINGS: [&str; 6] = ["ian", "ean", "ese", "an", "n", "i"];
    let names = [state.state().name(), state.state().formal_name().unwrap_or_default()];
    ENDINGS.iter().any(|ending| {
        let Some(stem) = word.strip_suffix(ending).filter(|stem| stem.chars().count() >= 3) else {
            return false;
        };
        names.iter().any(|name| name.starts_with(stem) || name.starts_with(word))
    })
}
