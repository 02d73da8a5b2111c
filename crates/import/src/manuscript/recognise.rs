//! What a document of a user is, by its first bytes and the ending of its name.

use std::path::Path;

use travaux_record::{Diagnostic, Diagnostics, Place};

use super::ManuscriptFormat;

/// So many bytes tell what a file is.
const HEAD: usize = 64 << 10;

/// The format of a file; `None`, and why, if it is nothing that can be read.
pub(super) fn format(file: &str, bytes: &[u8], diagnostics: &mut Diagnostics) -> Option<ManuscriptFormat> {
    let refuse = |diagnostics: &mut Diagnostics, code, message: &str, hint: &str| {
        diagnostics.push(Diagnostic::error(code, Place::file(file), message).hint(hint));
    };
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    let unmarked = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    match unmarked.trim_ascii_start() {
        [] if bytes.len() <= HEAD => {
            refuse(diagnostics, "manuscript-empty", "is empty", "is it the right file, and was it saved?");
            return None;
        }
        [b'P', b'K', 3 | 5, 4 | 6, ..] => return Some(ManuscriptFormat::Docx),
        [b'%', b'P', b'D', b'F', ..] => return Some(ManuscriptFormat::Pdf),
        [0xd0, 0xcf, 0x11, 0xe0, ..] => {
            let message = "is a Word file of before 2007, or a Word file with a password";
            refuse(
                diagnostics,
                "manuscript-binary",
                message,
                "open it in Word and save it as DOCX, without a password",
            );
            return None;
        }
        [b'{', b'\\', b'r', b't', b'f', ..] => {
            refuse(
                diagnostics,
                "manuscript-binary",
                "is RTF, which is not read",
                "save it as DOCX or as plain text",
            );
            return None;
        }
        _ => {}
    }
    let utf16 = matches!(head, [0xff, 0xfe, ..] | [0xfe, 0xff, ..]);
    if !utf16 && is_binary(head) {
        let hint = "plain text, Markdown, HTML, DOCX and PDF can be read; text in UTF-16 needs its mark of byte order";
        refuse(diagnostics, "manuscript-binary", "is no text: its bytes are not those of letters", hint);
        return None;
    }
    let head = String::from_utf8_lossy(unmarked);
    let ending =
        Path::new(file).extension().and_then(|e| e.to_str()).unwrap_or_default().to_ascii_lowercase();
    Some(match ending.as_str() {
        "md" | "markdown" | "mkd" | "mdown" | "qmd" | "rmd" => ManuscriptFormat::Markdown,
        "html" | "htm" | "xhtml" => ManuscriptFormat::Html,
        _ if is_html(&head) => ManuscriptFormat::Html,
        _ if is_markdown(&head) => ManuscriptFormat::Markdown,
        _ => ManuscriptFormat::Plain,
    })
}

/// Zeros, or many characters that control machines.
fn is_binary(head: &[u8]) -> bool {
    let controls = head.iter().filter(|b| matches!(b, 0..=8 | 0xe..=0x1a | 0x1c..=0x1f | 0x7f)).count();
    head.contains(&0) || 50 * controls > head.len()
}

fn is_html(head: &str) -> bool {
    let begin: String = head.trim_start().chars().take(1000).collect::<String>().to_ascii_lowercase();
    let tags = [
        "<!doctype html",
        "<html",
        "<?xml",
        "<head",
        "<body",
        "<div",
        "<p>",
        "<p ",
        "<article",
        "<section",
        "<table",
        "<h1",
        "<!--",
    ];
    tags.iter().any(|tag| begin.starts_with(tag))
}

/// Text that uses marks of Markdown more than by chance.
fn is_markdown(head: &str) -> bool {
    let mut signs = 0_usize;
    for line in head.lines() {
        let line = line.trim_start();
        let hashes = line.bytes().take_while(|b| *b == b'#').count();
        let is_heading = (1..=6).contains(&hashes) && line[hashes..].starts_with(' ');
        let is_rule = line.starts_with("|--")
            || line.starts_with("| --")
            || line.starts_with("|:-")
            || line.starts_with("```");
        signs += usize::from(is_heading) + usize::from(is_rule);
        for mark in ["<sup>", "[^", "](http", "](#", "**"] {
            signs += usize::from(line.contains(mark));
        }
        if signs >= 3 {
            return true;
        }
    }
    false
}
