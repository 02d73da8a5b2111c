//! Bytes of a field to text, and text to dates and numbers.

use std::borrow::Cow;

use jiff::civil::Date;

/// The text of a field. Bytes that are not UTF-8 are read as Windows-1252, in which every byte means something;
/// the second value says that this was done.
pub(crate) fn text(bytes: &[u8]) -> (Cow<'_, str>, bool) {
    match std::str::from_utf8(bytes) {
        Ok(text) => (Cow::Borrowed(text), false),
        Err(_not_utf8) => (Cow::Owned(bytes.iter().map(|&b| windows_1252(b)).collect()), true),
    }
}

/// A character of Windows-1252; its five undefined bytes are read as the control characters of Latin-1.
pub(crate) fn windows_1252(byte: u8) -> char {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
        '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9f => HIGH[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

/// One blank between words, none at the ends; non-breaking blanks are blanks.
pub(crate) fn tidy(text: &str) -> String {
    let mut tidy = String::with_capacity(text.len());
    for word in text.split(|c: char| c.is_whitespace() || c == '\u{a0}' || c == '\u{feff}') {
        if !word.is_empty() {
            if !tidy.is_empty() {
                tidy.push(' ');
            }
            tidy.push_str(word);
        }
    }
    tidy
}

/// A day as the sources write it: `2018-12-05`, `2019-12-12 00:00:00`, `7 December 2020`. Placeholders
/// (`0001-01-01`) and days that cannot be are `None`.
pub(crate) fn day(text: &str) -> Option<Date> {
    let text = tidy(text);
    let iso = text.get(..10).filter(|s| s.as_bytes().get(4) == Some(&b'-')).and_then(|s| s.parse().ok());
    let date = iso.or_else(|| written_out(&text))?;
    (date.year() >= 1945).then_some(date)
}

fn written_out(text: &str) -> Option<Date> {
    const MONTHS: [&str; 12] =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let mut words = text.split(' ');
    let day = words.next()?.parse().ok()?;
    let name = words.next()?.to_lowercase();
    let month = MONTHS.iter().position(|m| name.starts_with(m))? + 1;
    let year = words.next()?.parse().ok()?;
    Date::new(year, i8::try_from(month).ok()?, day).ok()
}

/// A count of states; empty, `N.A.` and what no body has members for are `None`.
pub(crate) fn count(text: &str) -> Option<u16> {
    text.trim().parse().ok().filter(|&count| count <= 1000)
}

/// The title of a resolution without what the library's catalogue adds: ` : resolution / adopted by the General
/// Assembly`.
pub(crate) fn title(text: &str) -> String {
    let text = tidy(text);
    let end = [" : resolution", " : resolutions", ": resolution /", " :resolution", " : decision"]
        .iter()
        .filter_map(|tail| text.to_lowercase().rfind(tail))
        .filter(|&at| text.is_char_boundary(at) && text[at..].to_lowercase().contains("adopted"))
        .min();
    match end {
        Some(at) => text[..at].trim_end().to_owned(),
        None => text,
    }
}
