//! Phrases, and words near each other, in many passages.

use std::ops::Range;

use memchr::memmem::Finder;

use crate::words::{Unit, plain, units, word_hashes};

/// What is looked for.
#[derive(Debug)]
pub struct Search {
    /// The numbers of the words.
    words: Vec<u64>,
    /// Within how many words all must stand, in any order; a phrase where there is none.
    within: Option<usize>,
    /// The two longest words, each as it can be written, to pass over passages without them.
    finders: Vec<[Finder<'static>; 3]>,
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
        let mut words = Vec::new();
        word_hashes(text, &mut words);
        // Only words of plain letters are looked for as bytes: others can be written in more ways.
        let mut longest: Vec<String> =
            units(text).iter().filter(|u| u.is_word()).map(|u| plain(u.core)).collect();
        longest.retain(|w| w.bytes().all(|b| b.is_ascii_alphanumeric()));
        longest.sort_by_key(|w| usize::MAX - w.len());
        longest.dedup();
        let finders = longest.iter().take(2).map(|word| {
            let (first, rest) = word.split_at(1);
            let capital = first.to_uppercase() + rest;
            [word.clone(), capital, word.to_uppercase()].map(|w| Finder::new(w.as_bytes()).into_owned())
        });
        let finders = finders.collect();
        (!words.is_empty()).then_some(Self { words, within, finders })
    }

    /// Where it stands in a passage, in bytes; overlapping places once.
    pub fn find(&self, text: &str) -> Vec<Range<usize>> {
        self.find_with(text, &mut Vec::new())
    }

    /// The same, with room that is used again from passage to passage.
    pub fn find_with(&self, text: &str, room: &mut Vec<u64>) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        let missing = |ways: &[Finder<'static>; 3]| ways.iter().all(|f| f.find(text.as_bytes()).is_none());
        if self.finders.iter().any(missing) {
            return found;
        }
        word_hashes(text, room);
        let mut places: Vec<(usize, usize)> = Vec::new();
        let mut at = 0;
        while at < room.len() {
            match self.length(&room[at..]) {
                Some(length) => {
                    places.push((at, at + length - 1));
                    at += length;
                }
                None => at += 1,
            }
        }
        if !places.is_empty() {
            let units: Vec<Unit<'_>> = units(text).into_iter().filter(Unit::is_word).collect();
            let span = |(from, to): (usize, usize)| {
                Some(units.get(from)?.start..units.get(to)?.start + units.get(to)?.core.len())
            };
            found.extend(places.into_iter().filter_map(span));
        }
        found
    }

    /// How many words it takes if it begins with the first of these.
    fn length(&self, words: &[u64]) -> Option<usize> {
        let Some(within) = self.within else {
            return words.starts_with(&self.words).then_some(self.words.len());
        };
        if !self.words.contains(words.first()?) {
            return None;
        }
        let window = &words[..within.min(words.len())];
        let place = |w: &u64| window.iter().position(|x| x == w);
        let ends: Option<Vec<usize>> = self.words.iter().map(place).collect();
        ends?.into_iter().max().map(|end| end + 1)
    }
}
