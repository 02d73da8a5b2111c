//! Phrases, and words near each other, in many passages.

use std::ops::Range;

use memchr::memmem::Finder;

use crate::words::{Unit, plain, units};

/// What is looked for.
#[derive(Debug)]
pub struct Search {
    words: Vec<String>,
    /// Within how many words all must stand, in any order; a phrase where there is none.
    within: Option<usize>,
    /// The longest word as it can be written, to pass over passages without it.
    finders: Vec<Finder<'static>>,
}

impl Search {
    /// Looks for words in a row.
    pub fn phrase(phrase: &str) -> Option<Self> {
        Self::new(phrase, None)
    }

    /// Looks for words that all stand within so many words, in any order.
    pub fn near(words: &str, within: usize) -> Option<Self> {
        Self::new(words, Some(within))
    }

    fn new(text: &str, within: Option<usize>) -> Option<Self> {
        let words: Vec<String> = units(text).iter().filter(|u| u.is_word()).map(|u| plain(u.core)).collect();
        let longest = words.iter().max_by_key(|w| w.len())?;
        // Only words of plain letters are looked for as bytes: others can be written in more ways.
        let finders = if longest.bytes().all(|b| b.is_ascii_alphanumeric()) {
            let (first, rest) = longest.split_at(1);
            let capital = first.to_uppercase() + rest;
            [longest.clone(), capital, longest.to_uppercase()]
                .iter()
                .map(|w| Finder::new(w.as_bytes()).into_owned())
                .collect()
        } else {
            Vec::new()
        };
        Some(Self { words, within, finders })
    }

    /// Where it stands in a passage, in bytes; overlapping places once.
    pub fn find(&self, text: &str) -> Vec<Range<usize>> {
        if !self.finders.is_empty() && self.finders.iter().all(|f| f.find(text.as_bytes()).is_none()) {
            return Vec::new();
        }
        let units: Vec<_> = units(text).into_iter().filter(Unit::is_word).collect();
        let words: Vec<String> = units.iter().map(|u| plain(u.core)).collect();
        let span = |from: usize, to: usize| units[from].start..units[to].start + units[to].core.len();
        let mut found = Vec::new();
        let mut at = 0;
        while at < words.len() {
            match self.ends_at(&words[at..]) {
                Some(length) => {
                    found.push(span(at, at + length - 1));
                    at += length;
                }
                None => at += 1,
            }
        }
        found
    }

    /// How many words it takes if it begins with the first of these.
    fn ends_at(&self, words: &[String]) -> Option<usize> {
        let Some(within) = self.within else {
            return words.starts_with(&self.words).then_some(self.words.len());
        };
        if !self.words.contains(words.first()?) {
            return None;
        }
        let window = &words[..within.min(words.len())];
        let last = |w: &String| window.iter().position(|x| x == w);
        let ends: Option<Vec<usize>> = self.words.iter().map(last).collect();
        ends?.into_iter().max().map(|end| end + 1)
    }
}
