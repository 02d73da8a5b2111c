//! Numbers of paragraphs as printed, and how deep they are.

/// How a number is written. The order has no meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// `4.`
    Decimal,
    /// `4.2`
    Dotted,
    /// `(b)`, `b.`
    Letter,
    /// `(ii)`, `ii.`
    Roman,
    /// `II.`
    CapitalRoman,
    /// `A.`
    CapitalLetter,
    /// `(4)`
    InBrackets,
}

/// A number that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number {
    /// How it is written.
    pub style: Style,
    /// Which one it is, from 1.
    pub value: u32,
}

/// Reads a number as printed. Where letters can be roman too, `letters_so_far` decides: after `(h)`, `(i)` is a letter.
pub fn parse(printed: &str, letters_so_far: Option<u32>) -> Option<Number> {
    let bare = printed.trim();
    let bracketed = bare.ends_with(')');
    let core = bare.trim_start_matches(['(', '[', '“']).trim_end_matches([')', '.', ']']).trim();
    if core.is_empty() || core.len() > 8 || (!bracketed && !bare.ends_with('.') && !core.contains('.')) {
        return None;
    }
    if core.bytes().all(|b| b.is_ascii_digit()) {
        let style = if bracketed { Style::InBrackets } else { Style::Decimal };
        return Some(Number { style, value: core.parse().ok()? });
    }
    if core.bytes().all(|b| b.is_ascii_digit() || b == b'.') {
        let (_, last) = core.rsplit_once('.')?;
        return Some(Number { style: Style::Dotted, value: last.parse().ok()? });
    }
    let letter = letter_value(core);
    let roman = roman_value(core);
    let capital = core.bytes().all(|b| b.is_ascii_uppercase());
    let (letters, romans) = if capital {
        (Style::CapitalLetter, Style::CapitalRoman)
    } else if core.bytes().all(|b| b.is_ascii_lowercase()) {
        (Style::Letter, Style::Roman)
    } else {
        return None;
    };
    match (letter, roman) {
        // The letter that is next in turn is a letter; any other that can be roman is roman.
        (Some(l), Some(r)) => {
            let next = letters_so_far.is_some_and(|n| l == n + 1);
            Some(if next { Number { style: letters, value: l } } else { Number { style: romans, value: r } })
        }
        (Some(l), None) => Some(Number { style: letters, value: l }),
        (None, Some(r)) => Some(Number { style: romans, value: r }),
        (None, None) => None,
    }
}

/// `a` is 1, `z` 26, `aa` 27, `bb` 28.
fn letter_value(core: &str) -> Option<u32> {
    let first = core.bytes().next()?.to_ascii_lowercase();
    let same = core.bytes().all(|b| b.eq_ignore_ascii_case(&first));
    (first.is_ascii_lowercase() && same && core.len() <= 2)
        .then(|| u32::from(first - b'a') + 1 + 26 * (core.len() as u32 - 1))
}

/// A roman numeral up to 89.
pub fn roman_value(core: &str) -> Option<u32> {
    let mut total = 0_u32;
    let mut last = u32::MAX;
    for b in core.bytes() {
        let value = match b.to_ascii_lowercase() {
            b'i' => 1,
            b'v' => 5,
            b'x' => 10,
            b'l' => 50,
            _ => return None,
        };
        if last < value {
            total = u32::saturating_sub(total, 2 * last);
        }
        total += value;
        last = value;
    }
    (total > 0 && roman(total).eq_ignore_ascii_case(core)).then_some(total)
}

/// Writes a small number with roman numerals.
pub fn roman(n: u32) -> String {
    let mut n = n.min(399);
    let mut out = String::new();
    for (value, letters) in
        [(100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")]
    {
        while n >= value {
            out.push_str(letters);
            n -= value;
        }
    }
    out
}

/// Splits a number off the words it stands before: `(a) The …`, `4. Requests …`.
pub fn split(text: &str) -> Option<(&str, &str)> {
    let (head, tail) = text.split_once(' ')?;
    let shape = head.trim_start_matches(['“', '‘']);
    let is_number = if let Some(inner) = shape.strip_prefix('(') {
        let inner = inner.strip_suffix(')')?;
        !inner.is_empty()
            && inner.len() <= 5
            && (inner.bytes().all(|b| b.is_ascii_digit())
                || (inner.bytes().all(|b| b.is_ascii_lowercase())
                    && (letter_value(inner).is_some() || roman_value(inner).is_some())))
    } else {
        let inner = shape.strip_suffix('.')?;
        !inner.is_empty()
            && (inner.len() <= 3 && inner.bytes().all(|b| b.is_ascii_digit())
                || inner.bytes().all(|b| b.is_ascii_lowercase())
                    && (inner.len() == 1 || roman_value(inner).is_some()))
    };
    is_number.then(|| (head, tail.trim_start()))
}

/// How deep each number is, from those before it: every way of writing opens a level when it is first met, and
/// closes those it opened below when it is met again.
#[derive(Debug, Default)]
pub struct Depths {
    open: Vec<(Style, u32)>,
}

impl Depths {
    /// A paragraph without a number, or a new part: nothing is open.
    pub fn reset(&mut self) {
        self.open.clear();
    }

    /// The last letter at the deepest open level of letters.
    pub fn letters_so_far(&self) -> Option<u32> {
        self.open.iter().rev().find(|(s, _)| *s == Style::Letter).map(|(_, v)| *v)
    }

    /// The level of a number, given whether an unnumbered paragraph stands above it.
    pub fn level(&mut self, number: &Number, under_unnumbered: bool) -> u8 {
        if let Some(at) = self.open.iter().position(|(s, _)| *s == number.style) {
            self.open.truncate(at);
        } else if number.style == Style::Decimal {
            self.open.clear();
        }
        self.open.push((number.style, number.value));
        let top_is_paragraph = self.open.first().is_some_and(|(s, _)| *s == Style::Decimal);
        let base = usize::from(under_unnumbered && !top_is_paragraph);
        (self.open.len() - 1 + base).min(9) as u8
    }
}
