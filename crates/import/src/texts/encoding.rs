//! Bytes to characters, and where they are wrong.

use std::borrow::Cow;

use travaux_record::{Diagnostic, Diagnostics, Place};

use crate::text::windows_1252;

/// The characters of a file: UTF-8, UTF-16 with its mark, or the Western code pages where the XML declares one.
/// What cannot be read stays visible as U+FFFD, and its line is told.
pub(crate) fn decode<'b>(file: &str, bytes: &'b [u8], diagnostics: &mut Diagnostics) -> Cow<'b, str> {
    let utf16 = match bytes {
        [0xff, 0xfe, ..] => Some(u16::from_le_bytes as fn([u8; 2]) -> u16),
        [0xfe, 0xff, ..] => Some(u16::from_be_bytes as fn([u8; 2]) -> u16),
        _ => None,
    };
    if let Some(unit) = utf16 {
        let units = bytes[2..].chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
        let text: String = char::decode_utf16(units).map(|c| c.unwrap_or('\u{fffd}')).collect();
        report(file, &text, diagnostics);
        return Cow::Owned(text);
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        // ISO 8859-1 is taken for a part of Windows-1252, as browsers do.
        Err(_not_utf8) if declares_western(bytes) => {
            Cow::Owned(bytes.iter().map(|&b| windows_1252(b)).collect())
        }
        Err(_not_utf8) => {
            let text = String::from_utf8_lossy(bytes);
            report(file, &text, diagnostics);
            text
        }
    }
}

/// The characters of a file that may be anything people write: as [`decode`], and Windows-1252 where nothing in it is UTF-8.
pub(crate) fn decode_any<'b>(file: &str, bytes: &'b [u8], diagnostics: &mut Diagnostics) -> Cow<'b, str> {
    let is_marked = matches!(bytes, [0xff, 0xfe, ..] | [0xfe, 0xff, ..]);
    let (mut valid, mut wrong) = (0_usize, 0_usize);
    if !is_marked && !bytes.is_ascii() {
        for chunk in bytes.utf8_chunks() {
            valid += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
            wrong += usize::from(!chunk.invalid().is_empty());
        }
    }
    if wrong == 0 || valid > wrong {
        return decode(file, bytes, diagnostics);
    }
    let message = "is not UTF-8; it was read as Windows-1252";
    let diagnostic = Diagnostic::note("encoding", Place::file(file), message);
    diagnostics.push(diagnostic.hint("save the file as UTF-8 if letters with accents are wrong"));
    Cow::Owned(bytes.iter().map(|&b| windows_1252(b)).collect())
}

fn declares_western(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(bytes.get(..100).unwrap_or(bytes)).to_ascii_lowercase();
    head.starts_with("<?xml") && ["iso-8859-1", "windows-1252", "latin1"].iter().any(|e| head.contains(e))
}

fn report(file: &str, text: &str, diagnostics: &mut Diagnostics) {
    for (at, line) in text.lines().enumerate() {
        if line.contains('\u{fffd}') {
            let place = Place::line(file, at as u64 + 1);
            let diagnostic =
                Diagnostic::warning("encoding", place, "holds bytes that are no characters of UTF-8");
            diagnostics.push(diagnostic.hint("save the file as UTF-8; the rest of the line was read"));
        }
    }
}
