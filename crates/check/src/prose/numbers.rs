//! Numbers in figures and in words.

use travaux_un::number_words::{ONES, TENS};

use super::Token;

/// The number that begins at a token, below a million, and how many tokens it takes: `119`, `1,204`, `thirty-eight`,
/// `one hundred and nineteen`.
pub(crate) fn number_at(tokens: &[Token<'_>], at: usize) -> Option<(u32, usize)> {
    let first = tokens.get(at)?;
    if first.text.starts_with(|c: char| c.is_ascii_digit()) {
        let digits: String = first.text.chars().filter(char::is_ascii_digit).collect();
        return (digits.len() <= 6).then(|| digits.parse().ok()).flatten().map(|n| (n, 1));
    }
    let (mut value, mut taken) = below_hundred(tokens, at)?;
    if tokens.get(at + taken).is_some_and(|t| t.is("hundred")) {
        value *= 100;
        taken += 1;
        let skip = usize::from(tokens.get(at + taken).is_some_and(|t| t.is("and")));
        if let Some((rest, more)) = below_hundred(tokens, at + taken + skip) {
            value += rest;
            taken += skip + more;
        }
    }
    Some((value, taken))
}

fn below_hundred(tokens: &[Token<'_>], at: usize) -> Option<(u32, usize)> {
    let word = tokens.get(at)?;
    if let Some(n) = ONES.iter().position(|name| word.is(name)) {
        return Some((n as u32, 1));
    }
    let tens = TENS.iter().position(|name| word.is(name))? as u32 * 10 + 20;
    let dash = usize::from(tokens.get(at + 1).is_some_and(Token::is_dash));
    let ones = tokens.get(at + 1 + dash).and_then(|t| ONES[1..10].iter().position(|name| t.is(name)));
    match ones {
        Some(n) => Some((tens + n as u32 + 1, 2 + dash)),
        None => Some((tens, 1)),
    }
}
