//! How two lines of one paragraph join: with a blank, or where a word or a symbol was broken, without.

use std::collections::BTreeMap;

use travaux_un::number_words::is_number_word;

/// What stands between two lines of one paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Joint {
    /// A blank.
    Blank,
    /// Nothing.
    Close,
    /// Nothing, and the hyphen goes: it was that of a broken word.
    Whole,
}

/// The words broken at ends of lines, and how the text writes them where they are not broken.
#[derive(Debug, Default)]
pub(super) struct Hyphens {
    /// By the word without hyphen: whether it occurs so, and whether with the hyphen.
    broken: BTreeMap<String, Seen>,
}

#[derive(Debug, Default)]
struct Seen {
    without: bool,
    with: bool,
}

impl Hyphens {
    /// Learns from all lines of a text, in order; empty lines are passed over.
    pub(super) fn learn<'t>(lines: impl Iterator<Item = &'t str> + Clone) -> Self {
        let mut broken: BTreeMap<String, Seen> = BTreeMap::new();
        let mut before = "";
        for line in lines.clone().map(str::trim).filter(|line| !line.is_empty()) {
            if let Some((head, tail)) = broken_word(before, line) {
                broken.entry(format!("{head}{tail}").to_lowercase()).or_default();
            }
            before = line;
        }
        if broken.is_empty() {
            return Self { broken };
        }
        let longest = broken.keys().map(String::len).max().unwrap_or_default() + 1;
        for word in lines.flat_map(|line| line.split(|c: char| !c.is_alphabetic() && !is_hyphen(c))) {
            // Words that no broken one can be are most of a text.
            if word.len() > longest + 2 {
                continue;
            }
            let with = word.contains(is_hyphen);
            let key: String = word.chars().filter(|c| !is_hyphen(*c)).flat_map(char::to_lowercase).collect();
            let inside = word.starts_with(char::is_alphabetic) && word.ends_with(char::is_alphabetic);
            if inside && let Some(seen) = broken.get_mut(&key) {
                seen.with |= with;
                seen.without |= !with;
            }
        }
        Self { broken }
    }

    /// How a line joins what stands before it.
    pub(super) fn joint(&self, before: &str, line: &str) -> Joint {
        let (before, line) = (before.trim_end(), line.trim_start());
        let (Some(last), Some(first)) = (before.chars().next_back(), line.chars().next()) else {
            return Joint::Blank;
        };
        if is_wide(last) && is_wide(first) {
            return Joint::Close;
        }
        let token = last_token(before);
        let is_address = token.contains("://") || token.starts_with("www.");
        let before_last = before[..before.len() - last.len_utf8()].chars().next_back();
        let glued = before_last.is_some_and(char::is_alphanumeric);
        match last {
            '-' | '\u{2010}' | '\u{2011}' if glued && first.is_alphanumeric() => {
                match broken_word(before, line) {
                    Some((head, tail)) if !is_address && self.is_whole(head, tail) => Joint::Whole,
                    _ => Joint::Close,
                }
            }
            '–' | '—' if glued && first.is_alphanumeric() => Joint::Close,
            '/' if (glued || is_address) && first.is_alphanumeric() => Joint::Close,
            // `A/C.1/73/L.` and `27` on the next line.
            '.' if token.contains('/') && first.is_ascii_digit() => {
                if before_last.is_some_and(|c| c.is_ascii_uppercase() || ends_a_part(before)) {
                    Joint::Close
                } else {
                    Joint::Blank
                }
            }
            _ if first == '/' && last.is_alphanumeric() && token.contains('/') => Joint::Close,
            _ if is_address && matches!(first, '.' | '?' | '=' | '&' | '#' | '%' | '_') => {
                let goes_on = line.chars().nth(1).is_some_and(char::is_alphanumeric);
                if goes_on { Joint::Close } else { Joint::Blank }
            }
            _ => Joint::Blank,
        }
    }

    fn is_whole(&self, head: &str, tail: &str) -> bool {
        let seen = self.broken.get(&format!("{head}{tail}").to_lowercase());
        match seen {
            Some(seen) if seen.without => true,
            Some(seen) if seen.with => false,
            _ => !is_number_word(head),
        }
    }
}

/// `Add.`, `Rev.`, `Corr.`: the end of a symbol lacks its number.
fn ends_a_part(before: &str) -> bool {
    ["/Add.", "/Rev.", "/Corr.", "/Amend.", "/Conf.", "/Sub."].iter().any(|part| before.ends_with(part))
}

/// The two parts of a word with a hyphen at the end of a line.
fn broken_word<'t>(before: &'t str, line: &'t str) -> Option<(&'t str, &'t str)> {
    let head = before.strip_suffix(is_hyphen)?;
    if !line.starts_with(char::is_lowercase) {
        return None;
    }
    let from = head.char_indices().rev().take_while(|(_, c)| c.is_alphabetic()).last()?.0;
    let to = line.find(|c: char| !c.is_alphabetic()).unwrap_or(line.len());
    Some((&head[from..], &line[..to]))
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

/// What stands after the last blank. No symbol and no address that matters is longer.
fn last_token(before: &str) -> &str {
    const LONGEST: usize = 400;
    let mut from = before.len().saturating_sub(LONGEST);
    while !before.is_char_boundary(from) {
        from += 1;
    }
    let tail = &before[from..];
    tail.rsplit(char::is_whitespace).next().unwrap_or(tail)
}

/// Chinese has no blanks between words.
fn is_wide(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(lines: &[&str]) -> String {
        let hyphens = Hyphens::learn(lines.iter().copied());
        let mut text = lines[0].to_owned();
        for line in &lines[1..] {
            match hyphens.joint(&text, line) {
                Joint::Blank => text.push(' '),
                Joint::Close => {}
                Joint::Whole => {
                    text.pop();
                }
            }
            text.push_str(line);
        }
        text
    }

    #[test]
    fn broken_words_are_whole_again() {
        assert_eq!(joined(&["peace in cyber-", "space"]), "peace in cyberspace");
        assert_eq!(
            joined(&["a state-", "sponsored text, state-sponsored"]),
            "a state-sponsored text, state-sponsored"
        );
        assert_eq!(joined(&["adopted by two-", "thirds"]), "adopted by two-thirds");
        assert_eq!(joined(&["thirty-", "eight states"]), "thirty-eight states");
        assert_eq!(joined(&["the Anglo-", "American draft"]), "the Anglo-American draft");
        assert_eq!(joined(&["in 2016–", "2017"]), "in 2016–2017");
        assert_eq!(joined(&["the draft –", "which was new"]), "the draft – which was new");
    }

    #[test]
    fn broken_symbols_are_whole_again() {
        assert_eq!(joined(&["in A/C.1/73/", "L.27"]), "in A/C.1/73/L.27");
        assert_eq!(joined(&["resolution 73/", "27 of"]), "resolution 73/27 of");
        assert_eq!(joined(&["resolution 73", "/27 of"]), "resolution 73 /27 of");
        assert_eq!(joined(&["see A/RES/73", "/27 of"]), "see A/RES/73/27 of");
        assert_eq!(joined(&["see A/C.1/73/L.", "27 of"]), "see A/C.1/73/L.27 of");
        assert_eq!(joined(&["see A/C.1/73/L.27/Rev.", "1 of"]), "see A/C.1/73/L.27/Rev.1 of");
        assert_eq!(joined(&["see A/RES/73/27.", "3 states"]), "see A/RES/73/27. 3 states");
    }
}
