//! Words of a text: where they are, and when two are the same.

use std::collections::HashMap;

/// A word or a mark, and the blanks behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unit<'t> {
    /// The first byte.
    pub start: usize,
    /// The word or mark itself.
    pub core: &'t str,
    /// The blanks behind it.
    pub blank: &'t str,
}

impl Unit<'_> {
    /// Whether it is a word or number, and no mark.
    pub fn is_word(&self) -> bool {
        self.core.chars().next().is_some_and(char::is_alphanumeric)
    }
}

/// The units of a text. Put together again they are the text, but for blanks before the first.
pub fn units(text: &str) -> Vec<Unit<'_>> {
    let mut units = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        if c.is_whitespace() {
            continue;
        }
        let mut end = start + c.len_utf8();
        if c.is_alphanumeric() {
            while let Some(&(at, next)) = chars.peek() {
                // A mark inside a word belongs to it: `A/75/L.8`, `non-State`, `Council’s`, `3.5`.
                let inside = matches!(next, '-' | '‑' | '/' | '’' | '\'' | '.')
                    && text[at + next.len_utf8()..].chars().next().is_some_and(char::is_alphanumeric);
                if !next.is_alphanumeric() && !inside {
                    break;
                }
                end = at + next.len_utf8();
                chars.next();
            }
        }
        let core = &text[start..end];
        while chars.next_if(|(_, c)| c.is_whitespace()).is_some() {}
        let until = chars.peek().map_or(text.len(), |&(at, _)| at);
        units.push(Unit { start, core, blank: &text[end..until] });
    }
    units
}

/// The first words of a text; where there are more, a mark says so.
pub fn first(text: &str, words: usize) -> String {
    let mut parts = text.split(' ');
    let head: Vec<&str> = parts.by_ref().take(words).collect();
    let more = if parts.next().is_some() { " …" } else { "" };
    head.join(" ") + more
}

/// Words as numbers: two words have one number if they differ in nothing but capitals and typography.
#[derive(Debug, Default)]
pub struct Lexicon {
    ids: HashMap<String, u32>,
    scratch: String,
}

impl Lexicon {
    /// The number of a word.
    pub fn id(&mut self, word: &str) -> u32 {
        plain_into(word, &mut self.scratch);
        if let Some(&id) = self.ids.get(&self.scratch) {
            return id;
        }
        let id = self.ids.len() as u32;
        self.ids.insert(self.scratch.clone(), id);
        id
    }

    /// The numbers of the words of a text; marks have none.
    pub fn words(&mut self, text: &str) -> Vec<u32> {
        units(text).iter().filter(|u| u.is_word()).map(|u| self.id(u.core)).collect()
    }

    /// How many words there are.
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }
}

/// A word without capitals and typography.
pub fn plain(word: &str) -> String {
    let mut out = String::new();
    plain_into(word, &mut out);
    out
}

fn plain_into(word: &str, out: &mut String) {
    out.clear();
    for c in word.chars() {
        match c {
            '\u{2010}' | '\u{2011}' | '–' => out.push('-'),
            '‘' | '’' => out.push('\''),
            '“' | '”' | '„' | '«' | '»' => out.push('"'),
            _ => out.extend(c.to_lowercase()),
        }
    }
}

/// A number for each word of a text, equal where the words are but for capitals and typography. Unlike [`Lexicon`]
/// it keeps nothing, so that much text can be read fast; two words could in principle have one number.
pub fn word_hashes(text: &str, out: &mut Vec<u64>) {
    out.clear();
    let bytes = text.as_bytes();
    let mut hash = 0_u64;
    let mut at = 0;
    while at < bytes.len() {
        let byte = bytes[at];
        if byte.is_ascii() {
            if byte.is_ascii_alphanumeric() {
                hash = mix(hash, u64::from(byte.to_ascii_lowercase()));
            } else if hash != 0 {
                let inside = matches!(byte, b'-' | b'/' | b'\'' | b'.') && begins_word(text, at + 1);
                if inside {
                    hash = mix(hash, u64::from(byte));
                } else {
                    out.push(std::mem::take(&mut hash));
                }
            }
            at += 1;
            continue;
        }
        let Some(c) = text.get(at..).and_then(|t| t.chars().next()) else { break };
        let after = at + c.len_utf8();
        if c.is_alphanumeric() {
            for lower in c.to_lowercase() {
                hash = mix(hash, u64::from(lower));
            }
        } else if hash != 0 {
            match c {
                '‑' if begins_word(text, after) => hash = mix(hash, u64::from(b'-')),
                '’' if begins_word(text, after) => hash = mix(hash, u64::from(b'\'')),
                _ => out.push(std::mem::take(&mut hash)),
            }
        }
        at = after;
    }
    if hash != 0 {
        out.push(hash);
    }
}

fn begins_word(text: &str, at: usize) -> bool {
    text.get(at..).and_then(|t| t.chars().next()).is_some_and(char::is_alphanumeric)
}

fn mix(hash: u64, value: u64) -> u64 {
    // Never 0, which stands for no word.
    (hash.rotate_left(5) ^ value).wrapping_mul(0x517c_c1b7_2722_0a95) | 1
}
