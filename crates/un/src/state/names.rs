//! Names of states: how two spellings are compared, and which known name is nearest to an unknown one.

use std::collections::BTreeMap;

/// The form of a name in which two spellings of it are equal.
///
/// Letters lose their case (Unicode) and their accents (`Türkiye`, `TÜRKİYE` and `Turkiye` agree); apostrophes
/// of every kind are dropped, every other mark and any run of white space becomes one blank, `&` becomes `and`;
/// articles at either end go (`the Gambia`, `Gambia (the)`, `la France`, `Maroc (le)`, `l'Italie`).
/// Nothing else is changed: a misspelt name does not become a known one.
///
/// ```
/// use travaux_un::state::normalize_name;
///
/// assert_eq!(normalize_name("CÔTE D\u{2019}IVOIRE"), normalize_name("Cote d'Ivoire"));
/// assert_eq!(normalize_name("Bahamas (the)"), "bahamas");
/// ```
pub fn normalize_name(name: &str) -> String {
    let mut folded = String::with_capacity(name.len() + 4);
    for character in name.chars() {
        match character {
            'a'..='z' | '0'..='9' => folded.push(character),
            'A'..='Z' => folded.push(character.to_ascii_lowercase()),
            _ if is_apostrophe(character) => {
                // The elided article is a word of its own: l'Italie. Not so d'Ivoire.
                if folded == "l" || folded.ends_with(" l") {
                    folded.push(' ');
                }
            }
            // Soft hyphens, marks of direction and the like, and the Arabic lengthening stroke.
            '\u{ad}' | '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{640}' => {}
            '&' => {
                blank(&mut folded);
                folded.push_str("and ");
            }
            _ if is_combining(character) => {}
            _ if character.is_alphanumeric() => {
                for lower in character.to_lowercase() {
                    fold_accent(lower, &mut folded);
                }
            }
            _ => blank(&mut folded),
        }
    }
    without_articles(&mut folded);
    folded
}

/// A blank between two words, once.
fn blank(folded: &mut String) {
    if !folded.is_empty() && !folded.ends_with(' ') {
        folded.push(' ');
    }
}

/// Takes away the articles at both ends of a name, and what blanks are there; one word always stays.
fn without_articles(folded: &mut String) {
    folded.truncate(folded.trim_end().len());
    while let Some((rest, last)) = folded.rsplit_once(' ')
        && ARTICLES.contains(&last)
    {
        folded.truncate(rest.len());
    }
    let mut kept = folded.as_str();
    while let Some((first, rest)) = kept.split_once(' ')
        && ARTICLES.contains(&first)
    {
        kept = rest;
    }
    folded.drain(..folded.len() - kept.len());
}

/// The articles that stand at either end of a name in English, French and Spanish.
const ARTICLES: [&str; 8] = ["the", "la", "le", "les", "l", "el", "los", "las"];

fn is_apostrophe(character: char) -> bool {
    matches!(character, '\'' | '’' | '‘' | '`' | '´' | 'ʼ' | 'ʹ' | '′')
}

/// Marks that stand on another letter: Latin and Greek accents, Arabic vowel signs and hamzas.
fn is_combining(character: char) -> bool {
    matches!(character, '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{65f}' | '\u{670}')
}

/// Writes a lower-case letter without its accent.
fn fold_accent(letter: char, folded: &mut String) {
    let plain = match letter {
        'à'..='å' | 'ā' | 'ă' | 'ą' | 'ǎ' => 'a',
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => 'c',
        'ď' | 'đ' | 'ð' => 'd',
        'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' => 'e',
        'ĝ' | 'ğ' | 'ġ' | 'ģ' => 'g',
        'ĥ' | 'ħ' => 'h',
        'ì'..='ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' => 'i',
        'ĵ' => 'j',
        'ķ' => 'k',
        'ĺ' | 'ļ' | 'ľ' | 'ł' => 'l',
        'ñ' | 'ń' | 'ņ' | 'ň' => 'n',
        'ò'..='ö' | 'ø' | 'ō' | 'ŏ' | 'ő' => 'o',
        'ŕ' | 'ŗ' | 'ř' => 'r',
        'ś' | 'ŝ' | 'ş' | 'š' | 'ș' => 's',
        'ţ' | 'ť' | 'ŧ' | 'ț' => 't',
        'ù'..='ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' => 'u',
        'ŵ' => 'w',
        'ý' | 'ÿ' | 'ŷ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        'й' => 'и',
        'ё' => 'е',
        'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
        'æ' => return folded.push_str("ae"),
        'œ' => return folded.push_str("oe"),
        'ß' => return folded.push_str("ss"),
        // What lower-casing İ leaves behind.
        mark if is_combining(mark) => return,
        other => other,
    };
    folded.push(plain);
}

/// The keys nearest to `name`, best first, ties in the order of the keys' values: one for each value.
pub(crate) fn nearest<K: AsRef<str>, T: Copy + Ord>(
    name: &str,
    known: impl IntoIterator<Item = (K, T)>,
    how_many: usize,
) -> Vec<T> {
    // No name is longer than this; the measure takes time in proportion to both lengths.
    let name: String = normalize_name(name).chars().take(120).collect();
    let mut best: BTreeMap<T, f64> = BTreeMap::new();
    for (key, value) in known {
        let likeness = strsim::normalized_damerau_levenshtein(&name, key.as_ref());
        let so_far = best.entry(value).or_insert(likeness);
        *so_far = so_far.max(likeness);
    }
    let mut ranked: Vec<(T, f64)> = best.into_iter().collect();
    ranked.sort_by(|one, other| other.1.total_cmp(&one.1));
    ranked.into_iter().take(how_many).map(|(value, _)| value).collect()
}
