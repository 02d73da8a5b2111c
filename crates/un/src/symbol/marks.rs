//! The small signs of symbols, which strict and lenient readers share: numbers, letters, numerals of sections, years.

use crate::session::from_roman;

/// Digits without a leading zero, few enough for every number in use.
pub(super) fn is_number(text: &str) -> bool {
    (1..=7).contains(&text.len()) && !text.starts_with('0') && text.bytes().all(|b| b.is_ascii_digit())
}

/// A letter that marks one of several resolutions under a number: `A` to `Z`, then `AA`, `BB`. `II` and `XX` are sections.
pub(super) fn is_letter(text: &str) -> bool {
    match text.as_bytes() {
        [one] => one.is_ascii_uppercase(),
        [one, two] => one.is_ascii_uppercase() && one == two && !is_numeral(text),
        _ => false,
    }
}

/// The roman numeral of a section. Above forty-nine it is not looked for: `C` and `D` are letters.
pub(super) fn is_numeral(text: &str) -> bool {
    text.bytes().all(|b| matches!(b, b'I' | b'V' | b'X')) && from_roman(text).is_some()
}

/// Whether a part that the Digital Library writes in brackets is one that has no other form, such as `RULE-73`.
///
/// `[A]` and `[B-C]` are letters, `[IV]` is a section and `[A-IV]` both; their canonical forms are ` A`, `[Sect. IV]`.
pub(super) fn is_library_part(text: &str) -> bool {
    let number = ["RULE-", "PARA."].iter().find_map(|label| text.strip_prefix(label));
    let number = number.filter(|number| (1..=8).contains(&number.len()));
    text == "ANNEX"
        || number
            .is_some_and(|n| n.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'-'))
}

/// A year in which a document of the United Nations can have been issued.
pub(super) fn is_year(text: &str) -> bool {
    text.len() == 4 && text.parse().is_ok_and(|year: u16| (1945..=2100).contains(&year))
}

/// Reads numbers and letters apart, as the parts of `36/235IV`; used by the lenient readers.
pub(super) fn digits_and_rest(text: &str) -> (&str, &str) {
    text.split_at(text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len()))
}
