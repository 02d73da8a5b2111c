//! DOCX: the paragraphs of `word/document.xml`, their automatic numbers, their footnotes.
//!
//! A tracked change is read as accepted. Relations to other files are never followed.

mod numbering;
mod package;

use std::collections::BTreeMap;

use travaux_record::{Diagnostic, Diagnostics, Place};
use travaux_text::Document;
use travaux_text::block::{Words, footnote};

use super::ReadText;
use super::printed::{Paragraph, understand};
use super::xml::Tree;
pub(crate) use numbering::Numbering;
pub(crate) use package::Package;

pub(super) fn read(file: &str, bytes: &[u8], diagnostics: &mut Diagnostics) -> Option<ReadText> {
    let mut package = Package::open(file, bytes, diagnostics)?;
    let numbering = package.part("word/numbering.xml", file, diagnostics);
    let notes = package.part("word/footnotes.xml", file, diagnostics);
    let body = package.document;
    let mut reader = Reader {
        document: Document::default(),
        notes: BTreeMap::new(),
        numbering: numbering.map(|n| Numbering::read(&n)).unwrap_or_default(),
        paragraphs: Vec::new(),
        not_understood: BTreeMap::new(),
        tracked: 0,
    };
    if let Some(notes) = notes {
        reader.footnotes(&notes);
    }
    reader.blocks(&body, body.find(0, "body").unwrap_or(0));
    if reader.tracked > 0 {
        let message = format!("has {} tracked changes; they are read as accepted", reader.tracked);
        diagnostics.push(Diagnostic::note("docx-tracked", Place::file(file), message));
    }
    let mut read = understand(file, reader.document, reader.paragraphs, diagnostics);
    read.not_understood = reader.not_understood;
    Some(read)
}

struct Reader {
    document: Document,
    notes: BTreeMap<String, u32>,
    numbering: Numbering,
    paragraphs: Vec<Paragraph>,
    not_understood: BTreeMap<String, u64>,
    tracked: u64,
}

impl Reader {
    fn footnotes(&mut self, tree: &Tree) {
        let Some(root) = tree.find(0, "footnotes") else { return };
        for &note in tree.children(root) {
            // Separators have a type; notes have none.
            let id = tree.attribute(note, "id");
            if let (Some(id), None) = (id, tree.attribute(note, "type")) {
                let mut words = Words::default();
                self.runs(tree, note, &mut words, &mut false);
                self.notes.insert(id.to_owned(), self.document.footnotes.len() as u32);
                self.document.footnotes.push(footnote(id, words.text()));
            }
        }
    }

    fn blocks(&mut self, tree: &Tree, at: usize) {
        for &child in tree.children(at) {
            match tree.name(child) {
                "p" => self.paragraph(tree, child),
                "tbl" => self.table(tree, child),
                "del" | "moveFrom" | "Fallback" | "sectPr" | "bookmarkStart" | "bookmarkEnd" | "proofErr"
                | "permStart" | "permEnd" | "" | "sdtPr" | "sdtEndPr" | "moveFromRangeStart"
                | "moveFromRangeEnd" | "moveToRangeStart" | "moveToRangeEnd" | "commentRangeStart"
                | "commentRangeEnd" | "tblPr" | "tblGrid" | "trPr" | "tcPr" => {}
                "sdt" | "sdtContent" | "ins" | "moveTo" | "smartTag" | "customXml" | "AlternateContent"
                | "Choice" => {
                    self.blocks(tree, child);
                }
                name => {
                    *self.not_understood.entry(name.to_owned()).or_default() += 1;
                    self.blocks(tree, child);
                }
            }
        }
    }

    fn paragraph(&mut self, tree: &Tree, at: usize) {
        let properties = tree.children(at).iter().copied().find(|&c| tree.name(c) == "pPr");
        let style = properties
            .and_then(|p| tree.find(p, "pStyle"))
            .and_then(|s| tree.attribute(s, "val"))
            .unwrap_or_default()
            .to_owned();
        let number = properties.and_then(|p| self.numbering.of_paragraph(tree, p));
        let mark = properties.and_then(|p| tree.children(p).iter().copied().find(|&c| tree.name(c) == "rPr"));
        let gone = mark
            .is_some_and(|m| tree.children(m).iter().any(|&c| matches!(tree.name(c), "del" | "moveFrom")));
        let mut paragraph = Paragraph { line: tree.line(at), ..Paragraph::default() };
        let mut opening = true;
        self.runs(tree, at, &mut paragraph.words, &mut opening);
        if gone && paragraph.words.is_empty() {
            return;
        }
        paragraph.number = number.filter(|_| !paragraph.words.is_empty());
        paragraph.heading = is_heading(&style);
        self.paragraphs.push(paragraph);
    }

    fn table(&mut self, tree: &Tree, at: usize) {
        let mut words = Words::default();
        for &row in tree.children(at).iter().filter(|&&r| tree.name(r) == "tr") {
            words.line_break();
            let cells = tree.children(row).iter().filter(|&&c| tree.name(c) == "tc");
            for (n, &cell) in cells.enumerate() {
                if n > 0 {
                    words.push(" | ");
                }
                self.runs(tree, cell, &mut words, &mut false);
            }
        }
        self.paragraphs.push(Paragraph { words, table: true, line: tree.line(at), ..Paragraph::default() });
    }

    /// Words of runs. `opening` is whether only italics were met so far.
    fn runs(&mut self, tree: &Tree, at: usize, words: &mut Words, opening: &mut bool) {
        for &child in tree.children(at) {
            match tree.name(child) {
                "r" => self.run(tree, child, words, opening),
                "del" | "moveFrom" => self.tracked += 1,
                "ins" | "moveTo" => {
                    self.tracked += 1;
                    self.runs(tree, child, words, opening);
                }
                "p" => {
                    words.push(" ");
                    self.runs(tree, child, words, opening);
                    words.push(" ");
                }
                "pPr" | "rPr" | "instrText" | "tcPr" | "sdtPr" | "" | "Fallback" => {}
                _ => self.runs(tree, child, words, opening),
            }
        }
    }

    fn run(&mut self, tree: &Tree, at: usize, words: &mut Words, opening: &mut bool) {
        let properties = tree.children(at).iter().copied().find(|&c| tree.name(c) == "rPr");
        let italic = properties.and_then(|p| tree.children(p).iter().copied().find(|&c| tree.name(c) == "i"));
        let italic = italic.is_some_and(|i| !matches!(tree.attribute(i, "val"), Some("0" | "false" | "off")));
        let before = words.at();
        for &child in tree.children(at) {
            match tree.name(child) {
                "t" => words.push(&tree.text(child)),
                "tab" | "br" | "cr" => words.push(" "),
                "noBreakHyphen" => words.push("\u{2011}"),
                "footnoteReference" => {
                    if let Some(&note) = tree.attribute(child, "id").and_then(|id| self.notes.get(id)) {
                        words.note(note);
                    }
                }
                "AlternateContent" | "Choice" => self.run(tree, child, words, opening),
                _ => {}
            }
        }
        if words.at() == before {
            return;
        }
        if italic && *opening {
            words.opening();
        } else {
            *opening = false;
        }
    }
}

/// `H1` and `H23` of the United Nations' templates, `Heading1` and `Title` of Word's.
pub(crate) fn is_heading(style: &str) -> bool {
    let after = style.strip_prefix("_").unwrap_or(style);
    after.starts_with("Heading")
        || after == "Title"
        || after
            .strip_prefix("H_")
            .or_else(|| after.strip_prefix('H'))
            .is_some_and(|n| n.starts_with(|c: char| c.is_ascii_digit()))
}
