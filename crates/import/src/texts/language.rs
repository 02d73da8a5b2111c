//! The official language of a text whose file does not say it.

/// Little words that are frequent in one of the languages in Latin letters and hardly occur in the others.
const LATIN: [(&str, [&str; 6]); 3] = [
    ("eng", ["the", "of", "and", "to", "its", "with"]),
    ("fra", ["les", "des", "du", "et", "dans", "ses"]),
    ("spa", ["los", "del", "las", "y", "su", "por"]),
];

/// The code of the language, by its letters and, of Latin ones, by its little words; none where neither tells.
pub(super) fn guess<'t>(paragraphs: impl Iterator<Item = &'t str>) -> Option<&'static str> {
    let (mut latin, mut cyrillic, mut arabic, mut han) = (0_usize, 0, 0, 0);
    let mut counts = [0_usize; LATIN.len()];
    for text in paragraphs.take(40) {
        for c in text.chars() {
            match c {
                'a'..='z' | 'A'..='Z' => latin += 1,
                '\u{400}'..='\u{4ff}' => cyrillic += 1,
                '\u{600}'..='\u{6ff}' => arabic += 1,
                // A character of Chinese is a word, and counts as one.
                '\u{4e00}'..='\u{9fff}' => han += 4,
                _ => {}
            }
        }
        for word in text.split(' ') {
            for (count, (_, words)) in counts.iter_mut().zip(&LATIN) {
                *count += usize::from(words.contains(&word));
            }
        }
    }
    match latin.max(cyrillic).max(arabic).max(han) {
        0 => None,
        most if most == cyrillic => Some("rus"),
        most if most == arabic => Some("ara"),
        most if most == han => Some("zho"),
        _ => {
            let most = counts.iter().max().copied().unwrap_or(0);
            let mut best = counts.iter().zip(&LATIN).filter(|(count, _)| **count == most);
            let found = best.next().map(|(_, (language, _))| *language);
            found.filter(|_| most >= 2 && best.next().is_none())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::guess;

    #[test]
    fn letters_and_little_words_tell() {
        for (text, language) in [
            ("Noting the light of the lamps and the oil", Some("eng")),
            ("Notant les lampes et la lumière des phares", Some("fra")),
            ("Observando los faros y las lámparas", Some("spa")),
            ("Отмечая свет маяков", Some("rus")),
            ("إذ تلاحظ ضوء المنارات", Some("ara")),
            ("注意到灯塔的光", Some("zho")),
            ("Lorem ipsum", None),
            ("17", None),
        ] {
            assert_eq!(guess(std::iter::once(text)), language, "{text}");
        }
    }
}
