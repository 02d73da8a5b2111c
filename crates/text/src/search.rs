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
    /// The two longest words in small letters, to pass over passages without them.
    finders: Vec<Finder<'static>>,
}

/// Room that is used again from passage to passage.
#[derive(Debug, Default)]
pub struct Room {
    words: Vec<u64>,
    lower: Vec<u8>,
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
        // Only words of plain letters are looked for as bytes: others can be written in more ways, as hyphens can.
        let mut longest: Vec<String> = units(text)
            .iter()
            .filter(|u| u.is_word())
            .flat_map(|u| plain(u.core).split(['-', '/', '\'', '.']).map(str::to_owned).collect::<Vec<_>>())
            .filter(|w| !w.is_empty() && w.bytes().all(|b| b.is_ascii_alphanumeric()))
            .collect();
        longest.sort_by_key(|w| usize::MAX - w.len());
        longest.dedup();
        let finder = |word: &String| Finder::new(word.as_bytes()).into_owned();
        let finders = longest.iter().take(2).map(finder).collect();
        (!words.is_empty()).then_some(Self { words, within, finders })
    }

    /// Whether it stands in a passage; with room that is used again from passage to passage.
    pub fn is_in(&self, text: &str, room: &mut Room) -> bool {
        self.looks_in(text, room) && (0..room.words.len()).any(|at| self.length(&room.words[at..]).is_some())
    }

    /// Puts the words of a passage into the room, unless it lacks one that is looked for.
    fn looks_in(&self, text: &str, room: &mut Room) -> bool {
        // Acronyms have capitals and small letters in ways of their own: all are made small, which is fast.
        room.lower.clear();
        room.lower.extend_from_slice(text.as_bytes());
        room.lower.make_ascii_lowercase();
        if self.finders.iter().any(|finder| finder.find(&room.lower).is_none()) {
            return false;
        }
        word_hashes(text, &mut room.words);
        true
    }

    /// Where it stands in a passage, in bytes; overlapping places once.
    pub fn find(&self, text: &str) -> Vec<Range<usize>> {
        self.find_with(text, &mut Room::default())
    }

    /// The same, with room that is used again from passage to passage.
    pub fn find_with(&self, text: &str, room: &mut Room) -> Vec<Range<usize>> {
        if !self.looks_in(text, room) {
            return Vec::new();
        }
        let words = &room.words;
        let mut places: Vec<(usize, usize)> = Vec::new();
        let mut at = 0;
        while at < words.len() {
            match self.length(&words[at..]) {
                Some(length) => {
                    places.push((at, at + length - 1));
                    at += length;
                }
                None => at += 1,
            }
        }
        if places.is_empty() {
            return Vec::new();
        }
        let units: Vec<Unit<'_>> = units(text).into_iter().filter(Unit::is_word).collect();
        let span = |(from, to): (usize, usize)| {
            Some(units.get(from)?.start..units.get(to)?.start + units.get(to)?.core.len())
        };
        places.into_iter().filter_map(span).collect()
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
