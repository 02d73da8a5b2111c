//! What surrounds a symbol and is none of it: blanks and dashes of typography, addresses, file names, punctuation.

use super::repair::{Repair, RepairNote};

/// Strips a text down to what may be a symbol, with a note for every change.
pub(super) fn tidy(text: &str) -> (String, Vec<RepairNote>) {
    let mut notes = Vec::new();
    let mut symbol = text.to_owned();
    for (repair, step) in STEPS {
        if let Some(now) = step(&symbol) {
            notes.push(RepairNote::new(*repair, &symbol, &now));
            symbol = now;
        }
    }
    (symbol, notes)
}

type Step = fn(&str) -> Option<String>;

/// In this order: an address has to go before its language, and a file name before its underscores are read.
const STEPS: &[(Repair, Step)] = &[
    (Repair::Typography, typography),
    (Repair::Address, address),
    (Repair::Address, percent),
    (Repair::FileName, file_name),
    (Repair::Language, language),
    (Repair::Punctuation, punctuation),
];

/// Non-breaking and doubled blanks, soft hyphens, typographic dashes, full-width strokes.
pub(super) fn typography(text: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    for c in text.trim().chars() {
        match c {
            '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => {}
            '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe63}' | '\u{ff0d}' => out.push('-'),
            '\u{2044}' | '\u{2215}' | '\u{ff0f}' => out.push('/'),
            c if c.is_whitespace() => {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            c => out.push(c),
        }
    }
    (out != text).then_some(out)
}

/// `https://undocs.org/en/A/RES/75/240`, `…/view_doc.asp?symbol=S/PRST/2010/25`, `…/files/A_RES_75_311-EN.pdf?ln=en`.
fn address(text: &str) -> Option<String> {
    const HOSTS: [&str; 4] = ["undocs.org/", "docs.un.org/", "documents.un.org/", "daccess-ods.un.org/"];
    const PARAMETERS: [&str; 4] = ["finalsymbol=", "symbol=", "s=", "ds="];
    let lower = text.to_ascii_lowercase();
    let host = HOSTS.iter().find_map(|host| lower.find(host).map(|at| at + host.len()));
    if host.is_none() && !lower.contains("://") && !lower.starts_with("www.") {
        return None;
    }
    let query = lower.find('?').unwrap_or(text.len());
    let parameter = lower[query..]
        .split_inclusive(['?', '&'])
        .scan(query, |at, piece| {
            let start = *at;
            *at += piece.len();
            Some((start, piece))
        })
        .find_map(|(start, piece)| {
            PARAMETERS.iter().find(|name| piece.starts_with(*name)).map(|name| start + name.len())
        });
    let rest = match (parameter, host) {
        (Some(at), _) => text[at..].split(['&', '#']).next()?,
        (None, Some(at)) => text.get(at..query)?.split('#').next()?,
        // Elsewhere the last segment of the path may be a file that carries the symbol.
        (None, None) => text[..query].rsplit('/').next().filter(|name| name.contains('_'))?,
    };
    let decoded = percent_decoded(rest);
    Some(language(&decoded).unwrap_or(decoded))
}

/// `S/RES/2428%20(2018)`, the end of an address.
fn percent(text: &str) -> Option<String> {
    let decoded = percent_decoded(text);
    (decoded != text).then(|| typography(&decoded).unwrap_or(decoded))
}

fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, tail)) = rest.split_first() {
        let hex = |b: u8| char::from(b).to_digit(16);
        let decoded = match tail {
            [high, low, ..] if first == b'%' => {
                hex(*high).zip(hex(*low)).map(|(high, low)| (high * 16 + low) as u8)
            }
            _ => None,
        };
        bytes.push(decoded.unwrap_or(first));
        rest = if decoded.is_some() { &tail[2..] } else { tail };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// `A_RES_77_188-2228883E.xml`, `S_RES_2674_E.xml`, `A_C.1_75_L.8_REV.1-EN.pdf`.
fn file_name(text: &str) -> Option<String> {
    if text.contains('/') || !text.contains('_') {
        return None;
    }
    let mut stem = text;
    for extension in [".pdf", ".xml", ".docx", ".doc", ".html", ".txt", ".json"] {
        if let Some(at) = stem.len().checked_sub(extension.len())
            && stem.get(at..).is_some_and(|end| end.eq_ignore_ascii_case(extension))
        {
            stem = &stem[..at];
        }
    }
    if let Some((before, after)) = stem.rsplit_once(['-', '_']) {
        let job_number = after.trim_end_matches(|c: char| c.is_ascii_uppercase());
        let is_job = job_number.len() == 7 && job_number.bytes().all(|b| b.is_ascii_digit());
        let is_language =
            matches!(after, "E" | "EN" | "F" | "FR" | "S" | "ES" | "R" | "RU" | "A" | "AR" | "C" | "ZH");
        let may_go = stem.as_bytes().get(before.len()) == Some(&b'-') || matches!(after, "E" | "EN");
        if (is_job || is_language) && may_go {
            stem = before;
        }
    }
    Some(stem.replace("_(", " (").replace('_', "/"))
}

/// `/en/A/RES/217 (III)`, `fr/A/RES/53/199`.
fn language(text: &str) -> Option<String> {
    const CODES: [&str; 12] =
        ["en", "fr", "es", "ru", "ar", "zh", "sp", "de", "ch", "english", "french", "spanish"];
    let bare = text.trim_start_matches('/');
    let after =
        bare.split_once('/').filter(|(code, _)| CODES.contains(code)).map_or(bare, |(_, after)| after);
    (after.len() < text.len()).then(|| after.to_owned())
}

/// Full stops, commas, quotation marks around the symbol, and the asterisk that marks a reissue for technical reasons.
fn punctuation(text: &str) -> Option<String> {
    let inner = text
        .trim_end_matches(|c: char| {
            matches!(c, '.' | ',' | ';' | ':' | '*' | '"' | '”' | '’' | '\'' | '»' | '>' | '/' | ' ')
        })
        .trim_start_matches(['"', '“', '‘', '\'', '«', '<', ' ']);
    // A parenthesis around the whole, or one closed too many.
    let inner = inner.strip_prefix('(').unwrap_or(inner);
    let surplus = inner.matches(')').count() > inner.matches('(').count();
    let inner = if surplus { inner.strip_suffix(')').unwrap_or(inner) } else { inner };
    (inner != text).then(|| inner.to_owned())
}
