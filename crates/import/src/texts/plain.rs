//! Plain text as the United Nations prints it, or as it comes out of a PDF.

use std::collections::BTreeMap;

use travaux_record::Diagnostics;
use travaux_text::block::{Words, footnote};
use travaux_text::{Document, number, opening};

use super::printed::{Paragraph, understand};
use super::{ReadText, encoding};

pub(super) fn read(file: &str, bytes: &[u8], diagnostics: &mut Diagnostics) -> ReadText {
    let text = encoding::decode(file, bytes, diagnostics);
    let mut document = Document::default();
    let (lines, notes) = take_notes(&text, &mut document);
    let mut paragraphs = Vec::new();
    for (line, run) in runs(&lines) {
        paragraphs.push(paragraph(line, &run, &notes));
    }
    understand(file, document, paragraphs, diagnostics)
}

/// A footnote in the converted texts: `[note 3] The words`.
fn note_line(line: &str) -> Option<(&str, &str)> {
    line.strip_prefix("[note ")?.split_once("] ")
}

/// Footnotes gathered at the end are taken out; what they are called by is kept.
fn take_notes<'t>(text: &'t str, document: &mut Document) -> (Vec<(u64, &'t str)>, BTreeMap<String, u32>) {
    let mut lines = Vec::new();
    let mut notes = BTreeMap::new();
    for (at, line) in text.split(['\n', '\u{c}']).enumerate() {
        let line = line.trim();
        if let Some((mark, words)) = note_line(line) {
            notes.entry(mark.to_owned()).or_insert(document.footnotes.len() as u32);
            document.footnotes.push(footnote(mark, words));
        } else if line != "NOTES" && !is_furniture(line) {
            lines.push((at as u64 + 1, line));
        }
    }
    (lines, notes)
}

/// `2/4` and the job number at the foot of a page.
fn is_furniture(line: &str) -> bool {
    let parts: Vec<&str> = line.split(['/', '-']).collect();
    !line.is_empty()
        && line.len() <= 12
        && parts.len() == 2
        && parts.iter().all(|p| !p.is_empty() && p.bytes().all(|b| b.is_ascii_digit()))
}

/// Lines that belong together: up to an empty line, a number, or the opening of another paragraph.
fn runs(lines: &[(u64, &str)]) -> Vec<(u64, String)> {
    let mut runs: Vec<(u64, String)> = Vec::new();
    let mut open = false;
    for &(at, line) in lines {
        if line.is_empty() {
            open = false;
            continue;
        }
        let squeezed = line.split_whitespace().collect::<Vec<_>>().join(" ");
        let begins = number::split(&squeezed).is_some()
            || runs.last().is_some_and(|(_, run)| {
                run.ends_with([',', ';', ':', '.'])
                    && (opening::is_preambular(&squeezed) || opening::is_operative(&squeezed))
            });
        match runs.last_mut() {
            Some((_, run)) if open && !begins => {
                // A word broken at the end of a line is one word again; a hyphen before a capital is its own.
                let broken = run.ends_with('-') && squeezed.starts_with(char::is_lowercase);
                if broken && run.chars().rev().nth(1).is_some_and(char::is_alphabetic) {
                    run.push_str(&squeezed);
                } else {
                    run.push(' ');
                    run.push_str(&squeezed);
                }
            }
            _ => runs.push((at, squeezed)),
        }
        open = true;
    }
    runs
}

fn paragraph(line: u64, run: &str, notes: &BTreeMap<String, u32>) -> Paragraph {
    let mut words = Words::default();
    let mut rest = run;
    while let Some((before, after)) = rest.split_once("[note ") {
        let Some((mark, tail)) = after.split_once(']') else { break };
        match notes.get(mark) {
            Some(&note) => {
                words.push(before.trim_end());
                words.note(note);
            }
            None => words.push(&rest[..rest.len() - tail.len()]),
        }
        rest = tail;
    }
    words.push(rest);
    Paragraph { words, line, ..Paragraph::default() }
}
