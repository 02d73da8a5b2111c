//! Lenient reading of one segment: a point, blank or case mended, the brackets of the Digital Library resolved.

use super::marks::{digits_and_rest, is_letter, is_library_part, is_numeral, is_year};
use super::series::{self, Class, Letters};
use crate::session::{from_roman, roman};

/// The canonical form of a segment as far as it is recognised, otherwise the segment itself.
pub(super) fn mended_segment(segment: &str, organ: &str) -> String {
    let cut = segment.find(['(', '[']).unwrap_or(segment.len());
    let (head, tail) = segment.split_at(cut);
    let head = head.trim();
    let (digits, rest) = digits_and_rest(head);
    if digits.is_empty() {
        return mended_word(head, organ, tail);
    }
    let digits = digits.trim_start_matches('0');
    let (letters, part) = letters_and_part(rest);
    Tail { head: digits.to_owned(), letters, part, ..Tail::default() }.read(tail)
}

/// `L45`, `add. 1`, `es11`, `hrc`, `Conf.vi`.
fn mended_word(head: &str, organ: &str, tail: &str) -> String {
    if tail.is_empty()
        && let Some((name, _)) = series::name(head, organ, Letters::AnyCase)
    {
        return name.to_owned();
    }
    if head.eq_ignore_ascii_case("COP") {
        return format!("COP{}", tail.replace(' ', ""));
    }
    let end = head.find(|c: char| c.is_ascii_digit()).unwrap_or(head.len());
    let (word, number) = head.split_at(end);
    let word = word.trim_end_matches([' ', '.', '-']);
    let (digits, rest) = digits_and_rest(number);
    let digits = digits.trim_start_matches('0');
    if tail.is_empty() && rest.is_empty() && !digits.is_empty() {
        for kind in ["ES", "S"] {
            if word.eq_ignore_ascii_case(kind) {
                return format!("{kind}-{digits}");
            }
        }
    }
    if let Some((name, class)) = series::numbered(spelling(word), Letters::AnyCase)
        && !digits.is_empty()
    {
        let head = format!("{name}.{digits}");
        let range = rest
            .strip_prefix('-')
            .filter(|end| class != Class::Body && !end.is_empty() && digits_and_rest(end).1.is_empty());
        if let Some(end) = range {
            return Tail { head: format!("{head}-{end}"), ..Tail::default() }.read(tail);
        }
        let (letters, part) = letters_and_part(rest);
        return Tail { head, letters, part, ..Tail::default() }.read(tail);
    }
    let upper = head.to_ascii_uppercase();
    if let Some((name, numeral)) = upper.rsplit_once('.')
        && let Some((name, _)) = series::numbered(name, Letters::AnyCase)
        && from_roman(numeral).is_some()
    {
        return Tail { head: format!("{name}.{numeral}"), ..Tail::default() }.read(tail);
    }
    format!("{head}{tail}")
}

/// Spellings of modifiers that occur beside the canonical one.
fn spelling(word: &str) -> &str {
    match word.to_ascii_lowercase().as_str() {
        "amd" => "Amend",
        "corrig" => "Corr",
        "supp" => "Suppl",
        _ => word,
    }
}

/// What follows a number: ` A`, `a-f`, ` A to D`, `IV`, `C-II`; as letters and as a part in brackets.
fn letters_and_part(rest: &str) -> (String, String) {
    let upper =
        rest.trim().to_ascii_uppercase().replace(" TO ", "-").replace(" AND ", "-").replace(" & ", "-");
    let upper: String = upper.chars().filter(|c| *c != ' ').collect();
    if upper.is_empty() {
        return (String::new(), String::new());
    }
    let numeral_behind = upper.split_once('-').filter(|(a, b)| is_letter(a) && is_numeral(b) && b.len() > 1);
    let letters =
        upper.split_once('-').map_or_else(|| is_letter(&upper), |(a, b)| is_letter(a) && is_letter(b));
    if let Some((letter, numeral)) = numeral_behind {
        (letter.to_owned(), format!("Sect. {numeral}"))
    } else if letters {
        (upper, String::new())
    } else if is_numeral(&upper) {
        (String::new(), format!("Sect. {upper}"))
    } else {
        (rest.to_owned(), String::new())
    }
}

/// What stands in brackets, as letters and as a part that keeps its bracket. See [`Symbol`] for the rule.
fn bracket(inner: &str, behind_parenthesis: bool) -> (String, String) {
    let upper: String = inner.to_ascii_uppercase().chars().filter(|c| *c != ' ').collect();
    for prefix in ["SECTIONS", "SECTION", "SECT.", "SECT"] {
        if let Some(numeral) = upper.strip_prefix(prefix) {
            return (String::new(), format!("Sect. {numeral}"));
        }
    }
    if is_letter(&upper) && upper.len() == 1 {
        return (upper, String::new());
    }
    // `377(V)[AB]` is section B of 377 A (V); `53/77AA` is the resolution after 53/77 Z, but later than these.
    if behind_parenthesis
        && upper.len() > 1
        && !is_numeral(&upper)
        && upper.bytes().all(|b| b.is_ascii_uppercase())
    {
        let (letter, part) = upper.split_at(1);
        match part.len() {
            1 => return (letter.to_owned(), format!("Sect. {part}")),
            _ if part == "ANNEX" => return (letter.to_owned(), part.to_owned()),
            _ => {}
        }
    }
    match upper.split_once('-') {
        Some((a, b)) if is_numeral(a) && is_numeral(b) && a.len() + b.len() > 2 => {
            (String::new(), format!("Sect. {upper}"))
        }
        // In the Library's lists `[A-I]` is section I of A: resolution 33/116 A, section I.
        Some((a, b)) if is_letter(a) && is_numeral(b) => (a.to_owned(), format!("Sect. {b}")),
        Some((a, b)) if is_letter(a) && is_letter(b) => (upper, String::new()),
        None if is_numeral(&upper) => (String::new(), format!("Sect. {upper}")),
        None if is_letter(&upper) => (upper, String::new()),
        _ if is_library_part(&upper) => (String::new(), upper),
        _ => (String::new(), inner.to_owned()),
    }
}

/// A segment put together again: head, letters, parentheses, part in brackets.
#[derive(Debug, Default)]
struct Tail {
    head: String,
    letters: String,
    parentheses: String,
    part: String,
}

impl Tail {
    fn read(mut self, tail: &str) -> String {
        let mut rest = tail.trim();
        while let Some(open) = rest.chars().next() {
            let close = match open {
                '(' => ')',
                '[' => ']',
                _ => break,
            };
            let end = rest.find(close).unwrap_or(rest.len());
            let inner = rest[1..end].trim();
            if open == '(' {
                self.parentheses += &[" (", &mended_parenthesis(inner), ")"].concat();
            } else {
                let (letters, part) = bracket(inner, !self.parentheses.is_empty());
                self.letters.push_str(&letters);
                self.part.push_str(&part);
            }
            rest = rest.get(end + 1..).unwrap_or_default().trim_start();
        }
        if !rest.is_empty() {
            let (letters, part) = letters_and_part(rest);
            self.letters.push_str(&letters);
            self.part.push_str(&part);
        }
        let mut out = self.head;
        if !self.letters.is_empty() {
            out.push(' ');
            out.push_str(self.letters.trim());
        }
        out.push_str(&self.parentheses);
        if !self.part.is_empty() {
            out += &[" [", &self.part, "]"].concat();
        }
        out
    }
}

/// `s-vi` is S-VI, `S-1` is S-I, `PartII` is Part II, `Pt.2` is Part 2, `resumed` is Resumption.
fn mended_parenthesis(inner: &str) -> String {
    const LABELS: [(&str, &str); 20] = [
        ("INCOME SECT.", "Income sect."),
        ("PLAN OUTLINE", "Plan outline"),
        ("PARTS", "Parts"),
        ("PART", "Part"),
        ("PT.", "Part"),
        ("PT", "Part"),
        ("VOLS.", "Vols."),
        ("VOLUME", "Vol."),
        ("VOL.", "Vol."),
        ("VOL", "Vol."),
        ("SECTION", "Sect."),
        ("SECT.", "Sect."),
        ("SECT", "Sect."),
        ("PROG.", "Prog."),
        ("RESUMPTION", "Resumption"),
        ("RESUMED", "Resumption"),
        ("ANNEX", "Annex"),
        ("INTRODUCTION", "Introduction"),
        ("SUPP", "SUPP"),
        ("SUMMARY", "Summary"),
    ];
    let upper = inner.to_ascii_uppercase();
    // `(ES-IandII)`: resolution 996, on credentials to both sessions, stands with the first.
    let upper =
        upper.strip_suffix("ANDII").filter(|first| *first == "ES-I").map_or(upper.clone(), str::to_owned);
    for kind in ["ES", "S"] {
        let number = upper.strip_prefix(kind).map(|n| n.trim_start_matches(['-', ' ', '.']));
        let number =
            number.and_then(|n| n.parse().ok().map(roman).or_else(|| from_roman(n).map(|_| n.to_owned())));
        if let Some(number) = number.filter(|n| !n.is_empty()) {
            return format!("{kind}-{number}");
        }
    }
    if is_year(&upper) || from_roman(&upper).is_some() {
        return upper;
    }
    for (label, canonical) in LABELS {
        if let Some(numbers) = upper.strip_prefix(label) {
            let numbers = numbers
                .trim_matches(['.', ' '])
                .replace("AND", " and ")
                .replace(" TO ", "-")
                .replace('&', " and ");
            let numbers = numbers.split_whitespace().collect::<Vec<_>>().join(" ");
            return format!("{canonical} {numbers}").trim_end().to_owned();
        }
    }
    inner.to_owned()
}
