//! DOCX: the words of its paragraphs, rows and notes, tracked changes as accepted.

use std::collections::BTreeMap;

use travaux_record::{Diagnostic, Diagnostics, Place};
use travaux_text::number::roman;

use super::draft::{Begins, Draft};
use super::{BlockKind, Spot, notes};
use crate::texts::LARGEST;
use crate::texts::docx::{Numbering, Package, is_heading};
use crate::texts::xml::Tree;

/// Reads a document of Word.
pub(super) fn read(file: &str, bytes: &[u8], draft: &mut Draft, diagnostics: &mut Diagnostics) -> Option<()> {
    if bytes.len() > LARGEST {
        let message =
            format!("is {} MiB large; the most that is read is {}", bytes.len() >> 20, LARGEST >> 20);
        let diagnostic = Diagnostic::error("manuscript-too-large", Place::file(file), message);
        diagnostics.push(diagnostic.hint("save it without its pictures"));
        return None;
    }
    let mut package = Package::open(file, bytes, diagnostics)?;
    let styles = package.part("word/styles.xml", file, diagnostics);
    let numbering = package.part("word/numbering.xml", file, diagnostics);
    let footnotes = package.part("word/footnotes.xml", file, diagnostics);
    let endnotes = package.part("word/endnotes.xml", file, diagnostics);
    let tree = package.document;
    let mut reader = Reader {
        draft,
        numbering: numbering.as_ref().map(Numbering::read).unwrap_or_default(),
        headings: styles.as_ref().map(heading_styles).unwrap_or_default(),
        footnotes: Numbers::of(&tree, "footnotePr", "decimal"),
        endnotes: Numbers::of(&tree, "endnotePr", "lowerRoman"),
        called: Vec::new(),
        paragraphs: 0,
        spot: Spot { page: None, line: 0, column: 1, byte: None },
        kind: None,
        raised: String::new(),
        boxes: Vec::new(),
        tracked: 0,
    };
    reader.blocks(&tree, tree.find(0, "body").unwrap_or(0));
    let footnotes = footnotes.map(|tree| Notes::of(tree, "footnotes"));
    let endnotes = endnotes.map(|tree| Notes::of(tree, "endnotes"));
    for call in std::mem::take(&mut reader.called) {
        let part = match call.part {
            Part::Footnotes => footnotes.as_ref(),
            Part::Endnotes => endnotes.as_ref(),
        };
        if let Some(notes) = part {
            reader.note(notes, &call);
        }
    }
    reader.draft.end();
    if reader.tracked > 0 {
        let message = format!("has {} tracked changes; they are read as accepted", reader.tracked);
        diagnostics.push(Diagnostic::note("docx-tracked", Place::file(file), message));
    }
    Some(())
}

/// The styles of headings, by their English names: the ids are in the language of the program.
fn heading_styles(tree: &Tree) -> Vec<String> {
    let root = tree.find(0, "styles").unwrap_or(0);
    let styles = tree.children(root).iter().filter(|&&style| tree.name(style) == "style");
    let named = styles.filter_map(|&style| {
        let name = tree.find(style, "name").and_then(|name| tree.attribute(name, "val"))?.to_lowercase();
        let heads = name.starts_with("heading") || name == "title";
        tree.attribute(style, "styleId").filter(|_| heads).map(str::to_owned)
    });
    named.collect()
}

/// Where a note stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Footnotes,
    Endnotes,
}

/// The notes of a part, by their ids.
struct Notes {
    tree: Tree,
    by_id: BTreeMap<String, usize>,
}

impl Notes {
    fn of(tree: Tree, root: &str) -> Self {
        let root = tree.find(0, root).unwrap_or(0);
        let notes = tree.children(root).iter();
        let by_id = notes.filter_map(|&note| Some((tree.attribute(note, "id")?.to_owned(), note))).collect();
        Self { tree, by_id }
    }
}

/// A reference to a note.
struct Call {
    part: Part,
    id: String,
    label: String,
    /// The paragraph that refers to it.
    spot: Spot,
}

/// How notes are numbered, in the order in which they are called.
struct Numbers {
    format: String,
    last: u32,
}

impl Numbers {
    fn of(tree: &Tree, properties: &str, usual: &str) -> Self {
        let format = tree
            .find(0, properties)
            .and_then(|at| tree.find(at, "numFmt"))
            .and_then(|at| tree.attribute(at, "val"))
            .unwrap_or(usual);
        Self { format: format.to_owned(), last: 0 }
    }

    fn next(&mut self) -> String {
        self.last += 1;
        match self.format.as_str() {
            "lowerRoman" => roman(self.last),
            "upperRoman" => roman(self.last).to_uppercase(),
            "lowerLetter" | "upperLetter" if self.last <= 26 => {
                let letter = char::from(b'a' + (self.last - 1) as u8).to_string();
                if self.format == "upperLetter" { letter.to_uppercase() } else { letter }
            }
            _ => self.last.to_string(),
        }
    }
}

struct Reader<'r> {
    draft: &'r mut Draft,
    numbering: Numbering,
    headings: Vec<String>,
    footnotes: Numbers,
    endnotes: Numbers,
    /// The notes called so far.
    called: Vec<Call>,
    paragraphs: u32,
    /// Where the next words stand.
    spot: Spot,
    /// What all blocks are while it is set.
    kind: Option<BlockKind>,
    /// What stands raised.
    raised: String,
    /// Boxes of text in the paragraph.
    boxes: Vec<usize>,
    tracked: u64,
}

impl Reader<'_> {
    fn note(&mut self, notes: &Notes, call: &Call) {
        let Some(&note) = notes.by_id.get(&call.id) else { return };
        self.kind = Some(BlockKind::Note { label: call.label.clone() });
        self.spot = call.spot;
        self.blocks(&notes.tree, note);
        self.kind = None;
    }

    fn blocks(&mut self, tree: &Tree, at: usize) {
        for &child in tree.children(at) {
            match tree.name(child) {
                "p" => self.paragraph(tree, child),
                "tr" => self.row(tree, child),
                "del" | "moveFrom" => self.tracked += 1,
                "Fallback" | "" => {}
                _ => self.blocks(tree, child),
            }
        }
    }

    fn paragraph(&mut self, tree: &Tree, at: usize) {
        let properties = tree.children(at).iter().copied().find(|&c| tree.name(c) == "pPr");
        let style = properties.and_then(|p| tree.find(p, "pStyle"));
        let style = style.and_then(|s| tree.attribute(s, "val")).unwrap_or_default();
        let number = properties.and_then(|p| self.numbering.of_paragraph(tree, p));
        let number = number.and_then(|n| n.trim_matches(['.', ')', '(', '[', ']', ' ']).parse().ok());
        let heads = is_heading(style) || self.headings.iter().any(|heading| heading == style);
        let kind = if heads { BlockKind::Heading } else { BlockKind::Paragraph };
        let kind = self.kind.clone().unwrap_or(kind);
        self.next_paragraph();
        self.draft.begin(kind, Begins::Apart);
        if let Some(block) = self.draft.last() {
            block.number = number;
        }
        self.runs(tree, at);
        self.end_raised();
        self.draft.end();
        for inner in std::mem::take(&mut self.boxes) {
            self.blocks(tree, inner);
        }
    }

    /// Notes stand where they are called.
    fn next_paragraph(&mut self) {
        if self.kind.is_none() {
            self.paragraphs += 1;
            self.spot.line = self.paragraphs;
            self.spot.column = 1;
        }
    }

    fn row(&mut self, tree: &Tree, at: usize) {
        self.draft.begin(self.kind.clone().unwrap_or(BlockKind::Row), Begins::Apart);
        let mut first = true;
        self.cells(tree, at, &mut first);
        self.draft.end();
        for inner in std::mem::take(&mut self.boxes) {
            self.blocks(tree, inner);
        }
    }

    /// The cells of a row; paragraphs in a cell are apart by a blank.
    fn cells(&mut self, tree: &Tree, at: usize, first: &mut bool) {
        for &child in tree.children(at) {
            match tree.name(child) {
                "tc" => {
                    if !std::mem::take(first) {
                        self.draft.cell(self.spot);
                    }
                    self.cell(tree, child);
                }
                "del" | "moveFrom" => self.tracked += 1,
                "Fallback" | "" => {}
                _ => self.cells(tree, child, first),
            }
        }
    }

    fn cell(&mut self, tree: &Tree, at: usize) {
        for &child in tree.children(at) {
            match tree.name(child) {
                "p" => {
                    self.next_paragraph();
                    self.draft.blank(self.spot);
                    self.runs(tree, child);
                    self.end_raised();
                }
                "del" | "moveFrom" => self.tracked += 1,
                "Fallback" | "" => {}
                _ => self.cell(tree, child),
            }
        }
    }

    fn runs(&mut self, tree: &Tree, at: usize) {
        for &child in tree.children(at) {
            match tree.name(child) {
                "r" => self.run(tree, child),
                "del" | "moveFrom" => self.tracked += 1,
                "ins" | "moveTo" => {
                    self.tracked += 1;
                    self.runs(tree, child);
                }
                "pPr" | "rPr" | "sdtPr" | "Fallback" | "" => {}
                _ => self.runs(tree, child),
            }
        }
    }

    fn run(&mut self, tree: &Tree, at: usize) {
        let properties = tree.children(at).iter().copied().find(|&c| tree.name(c) == "rPr");
        let property = |name: &str| {
            let found =
                properties.and_then(|p| tree.children(p).iter().copied().find(|&c| tree.name(c) == name));
            found.map(|at| tree.attribute(at, "val").unwrap_or("true"))
        };
        if property("vanish").is_some_and(|value| !matches!(value, "0" | "false" | "off")) {
            return;
        }
        let raised = property("vertAlign") == Some("superscript");
        if !raised {
            self.end_raised();
        }
        self.contents(tree, at, raised);
    }

    fn contents(&mut self, tree: &Tree, at: usize, raised: bool) {
        let mut marked = false;
        for &child in tree.children(at) {
            match tree.name(child) {
                // The mark of a note that is not numbered is its label already.
                "t" if std::mem::take(&mut marked) => {}
                "t" if raised => self.raised.push_str(&tree.text(child)),
                "t" => self.words(&tree.text(child)),
                "tab" | "br" | "cr" | "ptab" => {
                    self.end_raised();
                    self.words(" ");
                }
                "noBreakHyphen" => self.words("-"),
                "footnoteReference" => marked = self.call(tree, at, child, Part::Footnotes),
                "endnoteReference" => marked = self.call(tree, at, child, Part::Endnotes),
                "txbxContent" => self.boxes.push(child),
                "AlternateContent" | "Choice" | "drawing" | "pict" | "inline" | "anchor" | "graphic"
                | "graphicData" | "wsp" | "wgp" | "txbx" | "shape" | "textbox" | "rect" | "group"
                | "ruby" | "rubyBase" => {
                    self.contents(tree, child, raised);
                }
                "r" => self.run(tree, child),
                _ => {}
            }
        }
    }

    /// Refers to a note; says whether its own mark follows.
    fn call(&mut self, tree: &Tree, run: usize, at: usize, part: Part) -> bool {
        self.end_raised();
        let Some(id) = tree.attribute(at, "id") else { return false };
        let custom =
            tree.attribute(at, "customMarkFollows").is_some_and(|v| !matches!(v, "0" | "false" | "off"));
        let mark = tree.children(run).iter().find(|&&c| custom && tree.name(c) == "t").map(|&c| tree.text(c));
        let marked = mark.is_some();
        let label = match (mark, part) {
            (Some(mark), _) => mark.trim().to_owned(),
            (None, Part::Footnotes) => self.footnotes.next(),
            (None, Part::Endnotes) => self.endnotes.next(),
        };
        self.draft.refer(&label);
        self.called.push(Call { part, id: id.to_owned(), label, spot: self.spot });
        marked
    }

    fn words(&mut self, words: &str) {
        self.draft.push(words, self.spot);
        self.spot.column = self.spot.column.saturating_add(words.chars().count() as u32);
    }

    /// What stood raised is words, or labels that somebody typed.
    fn end_raised(&mut self) {
        if self.raised.is_empty() {
            return;
        }
        let raised = std::mem::take(&mut self.raised);
        let labels = notes::raised_labels(self.draft.open_words(), &raised);
        match labels.as_slice() {
            [] => self.words(&raised),
            [label] if self.draft.is_at_beginning() => {
                let is_block =
                    self.kind.is_none() && self.draft.last().is_some_and(|b| b.kind == BlockKind::Paragraph);
                if is_block && let Some(block) = self.draft.last() {
                    block.kind = BlockKind::Note { label: (*label).to_owned() };
                }
            }
            labels => labels.iter().for_each(|label| self.draft.refer(label)),
        }
    }
}
