//! The order of symbols, and of the letters of resolutions.

use std::cmp::Ordering;

use super::{PartRole, Symbol};

impl Ord for Symbol {
    fn cmp(&self, other: &Self) -> Ordering {
        if self == other {
            return Ordering::Equal;
        }
        natural(self.organ(), other.organ())
            .then_with(|| by_role(self, other, PartRole::Body))
            .then_with(|| by_role(self, other, PartRole::Nature))
            .then_with(|| self.session().cmp(&other.session()))
            .then_with(|| self.year().cmp(&other.year()))
            .then_with(|| self.number().cmp(&other.number()))
            .then_with(|| natural(self.as_str(), other.as_str()))
            .then_with(|| self.as_str().cmp(other.as_str()))
    }
}

impl PartialOrd for Symbol {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

fn by_role(a: &Symbol, b: &Symbol, role: PartRole) -> Ordering {
    let mut texts_b = b.parts().filter(|part| part.role == role).map(|part| part.text);
    for text_a in a.parts().filter(|part| part.role == role).map(|part| part.text) {
        match texts_b.next().map(|text_b| natural(text_a, text_b)) {
            None => return Ordering::Greater,
            Some(Ordering::Equal) => {}
            Some(unequal) => return unequal,
        }
    }
    if texts_b.next().is_some() { Ordering::Less } else { Ordering::Equal }
}

/// Compares texts with runs of digits as numbers. Canonical numbers have no leading zeros, so length decides first.
fn natural(a: &str, b: &str) -> Ordering {
    let (mut a, mut b) = (a, b);
    loop {
        match (a.is_empty(), b.is_empty()) {
            (true, true) => return Ordering::Equal,
            (true, false) => return Ordering::Less,
            (false, true) => return Ordering::Greater,
            (false, false) => {}
        }
        let (run_a, rest_a) = run(a);
        let (run_b, rest_b) = run(b);
        let numbers = run_a.starts_with(|c: char| c.is_ascii_digit())
            && run_b.starts_with(|c: char| c.is_ascii_digit());
        let by_length = if numbers { run_a.len().cmp(&run_b.len()) } else { Ordering::Equal };
        match by_length.then_with(|| run_a.cmp(run_b)) {
            Ordering::Equal => (a, b) = (rest_a, rest_b),
            unequal => return unequal,
        }
    }
}

/// The digits, or the one character, with which a text begins.
fn run(text: &str) -> (&str, &str) {
    let digits = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let end = if digits > 0 { digits } else { text.chars().next().map_or(0, char::len_utf8) };
    text.split_at(end)
}

/// 0 for `A`, 25 for `Z`, 26 for `AA`, 27 for `BB`.
pub(super) fn letter_index(text: &str) -> u8 {
    let first = text.bytes().next().unwrap_or(b'A').saturating_sub(b'A');
    if text.len() > 1 { first + 26 } else { first }
}

/// The letter of an index, as in [`letter_index`].
pub(super) fn letter(index: u8) -> String {
    let one = char::from(b'A' + index % 26);
    if index < 26 { one.to_string() } else { format!("{one}{one}") }
}
