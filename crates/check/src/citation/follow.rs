//! What stands behind a number: the date, the body, the paragraph.

use travaux_un::months::MONTHS;

use super::body::{self, Who};

/// What stands behind a symbol or number.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Follow {
    /// The year of the date.
    pub(super) year: Option<i16>,
    /// The body: `of the Human Rights Council`.
    pub(super) who: Option<Who>,
    /// The paragraph, without its sign.
    pub(super) paragraph: Option<String>,
    /// How many bytes the date and the paragraph take, with the signs before them.
    pub(super) length: usize,
}

/// Reads what stands at the beginning of a text: a date, a paragraph and a body in any order.
pub(super) fn follow(text: &str) -> Follow {
    let mut found = Follow::default();
    let text = &text[..text.floor_char_boundary(200)];
    let mut rest = text;
    for _ in 0..4 {
        let bare = skip_signs(rest);
        let joined = skip_words(bare, &["of", "on", "dated", "adopted"]);
        if found.year.is_none()
            && let Some((year, length)) = date(joined)
        {
            found.year = Some(year);
            rest = &joined[length..];
        } else if found.paragraph.is_none()
            && let Some((paragraph, length)) = paragraph(skip_words(bare, &["at", "in", "see"]))
        {
            found.paragraph = Some(paragraph);
            rest = &skip_words(bare, &["at", "in", "see"])[length..];
        } else if let Some(length) = page(bare) {
            rest = &bare[length..];
        } else {
            let by = skip_words(bare, &["of", "adopted", "by"]);
            if found.who.is_none() && by.len() < bare.len() {
                let name = skip_words(by, &["the"]);
                found.who = body::leading(name).map(|(who, _)| who);
            }
            break;
        }
        found.length = text.len() - rest.len();
    }
    found
}

fn skip_signs(text: &str) -> &str {
    text.trim_start_matches([' ', ',', '(', ')', '*', '\u{a0}', '\n'])
}

/// The text behind words of a list, in any order.
fn skip_words<'t>(mut text: &'t str, words: &[&str]) -> &'t str {
    while let Some(rest) =
        words.iter().find_map(|word| text.strip_prefix(word)?.strip_prefix([' ', '\u{a0}', '\n']))
    {
        text = rest.trim_start_matches(' ');
    }
    text
}

/// `5 December 2018`, `Dec. 5, 2018`, `December 2018`, `2018)`: its year and length.
fn date(text: &str) -> Option<(i16, usize)> {
    let mut rest = text;
    let day = number(rest).filter(|(_, length)| *length <= 2);
    if let Some((_, length)) = day {
        rest = rest[length..].trim_start_matches([' ', '\u{a0}', '\n']);
    }
    if let Some(length) = month(rest) {
        rest = rest[length..].trim_start_matches(['.', ' ', '\u{a0}', '\n']);
        if let Some((_, length)) = number(rest).filter(|(_, length)| *length <= 2) {
            rest = rest[length..].trim_start_matches([',', ' ', '\u{a0}', '\n']);
        }
    } else if day.is_some() {
        return None;
    }
    let (year, length) = number(rest).filter(|(_, length)| *length == 4)?;
    let rest = &rest[length..];
    let is_year = (1945..=2100).contains(&year);
    // A number of four digits alone is a year only in parentheses.
    let shown = text.len() - rest.len() > 4 || rest.starts_with(')');
    (is_year && shown && !rest.starts_with('/')).then_some((year as i16, text.len() - rest.len()))
}

/// The length of the name of a month, also cut short.
pub(super) fn month(text: &str) -> Option<usize> {
    let length = text.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(text.len());
    let word = &text[..length];
    let short = (3..=4).contains(&length);
    MONTHS.iter().any(|name| *name == word || (short && name.starts_with(word))).then_some(length)
}

/// The length of `p. 5`, `pp. 7–8`.
fn page(text: &str) -> Option<usize> {
    let rest = text.strip_prefix("pp. ").or_else(|| text.strip_prefix("p. "))?;
    let length = paragraphs(rest)?;
    Some(text.len() - rest.len() + length)
}

/// The number with which a text begins, of at most four digits, and its length.
fn number(text: &str) -> Option<(u32, usize)> {
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    if length > 4 {
        return None;
    }
    text[..length].parse().ok().map(|number| (number, length))
}

/// `para. 17`, `¶ 5`, `op. ¶ 4`, `paras. 17 and 18`, `preambular para. 10`, `PP10`: the paragraph and the length.
pub(super) fn paragraph(text: &str) -> Option<(String, usize)> {
    const SIGNS: [&str; 16] = [
        "paragraphs",
        "paragraph",
        "Paragraphs",
        "Paragraph",
        "paras.",
        "para.",
        "paras",
        "para",
        "Paras.",
        "Para.",
        "pars.",
        "par.",
        "¶¶",
        "¶",
        "§§",
        "§",
    ];
    const PREAMBULAR: [&str; 8] =
        ["preambular ", "preamble ", "preamble, ", "pmbl. ", "preamb. ", "pream. ", "PP ", "PP"];
    const OPERATIVE: [&str; 9] =
        ["operative ", "op. ", "oper. ", "op ", "OP ", "OP", "OPs ", "ops. ", "operational "];
    let (mut rest, preambular) = match PREAMBULAR.iter().find_map(|word| text.strip_prefix(word)) {
        Some(rest) => (rest, true),
        None => (OPERATIVE.iter().find_map(|word| text.strip_prefix(word)).unwrap_or(text), false),
    };
    let signed = SIGNS.iter().find_map(|sign| rest.strip_prefix(sign));
    // `PP10` and `op. 4` want no other sign.
    if signed.is_none() && rest.len() == text.len() {
        return None;
    }
    rest = signed.unwrap_or(rest).trim_start_matches([' ', '\u{a0}', '\n', '.']);
    let length = paragraphs(rest)?;
    let written = rest[..length].replace(['\u{a0}', '\n'], " ");
    let written = if preambular { format!("PP{written}") } else { written };
    Some((written, text.len() - rest.len() + length))
}

/// `17`, `17-19`, `17 and 18`, `5 (a)`, `3, 4 and 7`: how far the numbers go.
fn paragraphs(text: &str) -> Option<usize> {
    let one = |text: &str| {
        let (_, mut length) = number(text).filter(|(_, length)| (1..4).contains(length))?;
        // `53/70` after the list of paragraphs is no paragraph, nor is `1325 (2000)`, nor a date.
        let rest = &text[length..];
        if rest.starts_with(['/', '%'])
            || rest.starts_with(|c: char| c.is_alphanumeric()) && !rest.starts_with("bis")
        {
            return None;
        }
        if month(rest.trim_start()).is_some_and(|length| length > 2) {
            return None;
        }
        if rest.starts_with("bis") {
            length += 3;
        }
        let point = text[length..].trim_start_matches([' ', '\u{a0}']);
        let close = point.bytes().take(6).position(|b| b == b')').filter(|_| point.starts_with('('));
        if let Some(close) = close.filter(|close| (2..=5).contains(close)) {
            let inner = &point[1..close];
            if inner.bytes().all(|b| b.is_ascii_lowercase()) {
                length = text.len() - point.len() + close + 1;
            }
        }
        Some(length)
    };
    let mut end = one(text)?;
    for _ in 0..12 {
        let next = [" and ", ", and ", ", ", " to ", "-", "–", "‑", "\u{a0}and ", " & "]
            .into_iter()
            .find_map(|joint| Some(end + joint.len() + one(text[end..].strip_prefix(joint)?)?));
        let Some(next) = next else { break };
        end = next;
    }
    Some(end)
}
