//! AKN4UN: Akoma Ntoso as the United Nations writes resolutions, decisions and statements in it.

use jiff::civil::Date;
use travaux_record::{Diagnostic, Diagnostics, Place};
use travaux_text::block::{Block, Place as Part, Role, Words, footnote};
use travaux_text::{Document, assemble};
use travaux_un::symbol::Symbol;

use super::xml::{Node, Tree, parse};
use super::{ReadText, encoding};

/// Elements whose contents are no part of a text, each for its reason.
const NOT_KEPT: [&str; 6] = [
    "classification", // subject headings: the record has them from the JSON extract
    "workflow",       // drafts, sponsors, reports: as above
    "analysis",       // votes: as above
    "references",     // the vocabulary of the mark-up
    "presentation",   // job number and bar code of the printed page
    "img",            // the emblem
];

pub(super) fn read(file: &str, bytes: &[u8], diagnostics: &mut Diagnostics) -> ReadText {
    let text = encoding::decode(file, bytes, diagnostics);
    let tree = parse(file, &text, diagnostics);
    let mut reader = Reader {
        file,
        diagnostics,
        tree: &tree,
        read: ReadText::default(),
        blocks: Vec::new(),
        place: Part::Body,
        annexes: 0,
        fresh_annex: false,
        nested: false,
        statements: 0,
    };
    reader.body(0);
    let mut read = reader.read;
    read.document.clauses = assemble(reader.blocks);
    read
}

struct Reader<'t> {
    file: &'t str,
    diagnostics: &'t mut Diagnostics,
    tree: &'t Tree,
    read: ReadText,
    blocks: Vec<Block>,
    place: Part,
    annexes: u16,
    /// An annex has begun and nothing of it was read: its own heading does not begin another.
    fresh_annex: bool,
    /// Inside a list: what comes is below the paragraph before.
    nested: bool,
    statements: u32,
}

impl Reader<'_> {
    fn document(&mut self) -> &mut Document {
        &mut self.read.document
    }

    /// Whatever holds blocks, at any depth: the files nest them in more ways than the schema has.
    fn body(&mut self, at: usize) {
        let tree = self.tree;
        for &child in tree.children(at) {
            match tree.node(child) {
                Some(Node::Text(text)) if !text.trim().is_empty() => {
                    let block = Block::new(self.place, Role::Paragraph, text, tree.line(at));
                    self.push(block);
                }
                Some(Node::Element { .. }) => self.element(child),
                _ => {}
            }
        }
    }

    fn element(&mut self, at: usize) {
        match self.tree.name(at) {
            // `subheading` by its name; once it has the name of a clause by mistake (S/RES/2363).
            "block" if self.has_own_words(at) => self.block(at, Role::Heading, None),
            "akomaNtoso" | "documentCollection" | "collectionBody" | "components" | "component"
            | "mainBody" | "attachments" | "section" | "part" | "title" | "subsection" | "chapter"
            | "article" | "sublist" | "blockList" | "content" | "intro" | "alinea" | "block" | "wrapUp"
            | "doc" | "quotedStructure" | "mod" | "notes" | "blockContainer" | "body" | "division" => {
                self.body(at);
            }
            "documentRef" | "eol" => {}
            "statement" => self.statement(at),
            "meta" => self.meta(at),
            "coverPage" => self.cover(at),
            "preface" => self.preface(at),
            "preamble" => {
                let before = std::mem::replace(&mut self.place, Part::Preamble);
                self.body(at);
                self.place = before;
            }
            "formula" => self.block(at, Role::Formula, None),
            "container" => match self.tree.find(at, "table") {
                Some(table) if self.tree.attribute(at, "name") == Some("table") => self.table(table),
                _ => self.body(at),
            },
            "table" => self.table(at),
            "point" | "item" | "indent" => {
                let before = std::mem::replace(&mut self.nested, true);
                self.paragraph(at);
                self.nested = before;
            }
            "paragraph" | "clause" => self.paragraph(at),
            "list" => self.body(at),
            "p" | "listIntroduction" | "listWrapUp" | "span" => self.block(at, Role::Paragraph, None),
            "crossHeading" if self.tree.attribute(at, "refersTo") == Some("#preamble") => {
                let before = std::mem::replace(&mut self.place, Part::Preamble);
                self.block(at, Role::Paragraph, None);
                self.place = before;
            }
            "heading" | "subheading" | "num" | "crossHeading" => self.block(at, Role::Heading, None),
            "attachment" => {
                self.annexes += 1;
                self.fresh_annex = true;
                self.place = Part::Annex(self.annexes);
                self.body(at);
            }
            "conclusions" => {
                let closing = self.words(at);
                self.document().closing = Some(closing);
            }
            "note" | "authorialNote" => {
                self.footnote(at);
            }
            name if NOT_KEPT.contains(&name) => {}
            name => {
                *self.read.not_understood.entry(name.to_owned()).or_default() += 1;
                self.body(at);
            }
        }
    }

    /// Whether words stand in the element itself, outside those it holds.
    fn has_own_words(&self, at: usize) -> bool {
        let is_text = |&&child: &&usize| self.tree.name(child).is_empty();
        self.tree.children(at).iter().filter(is_text).any(|&child| !is_blank(self.tree, child))
    }

    fn statement(&mut self, at: usize) {
        self.statements += 1;
        if self.annexes == 0 {
            self.place = Part::Body;
        }
        self.body(at);
    }

    fn meta(&mut self, at: usize) {
        let tree = self.tree;
        let language = tree.find(at, "FRBRlanguage").and_then(|l| tree.attribute(l, "language"));
        let (adopted, issued) = (self.date(at, "FRBRWork"), self.date(at, "FRBRExpression"));
        let document = self.document();
        document.adopted = document.adopted.take().or(adopted);
        document.issued = document.issued.take().or(issued);
        document.language = document.language.take().or(language.map(str::to_owned));
    }

    /// The date of a work or an expression; one in the year 1 stands for none.
    fn date(&mut self, meta: usize, of: &str) -> Option<Date> {
        let tree = self.tree;
        let at = tree.find(tree.find(meta, of)?, "FRBRdate")?;
        let written = tree.attribute(at, "date").filter(|d| !d.is_empty() && !d.starts_with("0001"))?;
        let parsed = written.parse();
        if parsed.is_err() {
            let place = Place::line(self.file, tree.line(at)).field("date");
            let message = format!("{written:?} is no date; the text is kept without it");
            self.diagnostics
                .push(Diagnostic::warning("bad-date", place, message).hint("dates are as 2020-12-31"));
        }
        parsed.ok()
    }

    fn cover(&mut self, at: usize) {
        let tree = self.tree;
        for &child in tree.children(at) {
            match tree.name(child) {
                "docNumber" => {
                    let symbol = self.words(child);
                    if !symbol.is_empty() {
                        self.document().symbol = Some(canonical(&symbol));
                    }
                }
                "docProponent" => {
                    let origin = self.words(child);
                    self.document().origin = Some(origin);
                }
                "docTitle" => {
                    // Its words are those of the preface; its footnote is not.
                    self.words(child);
                }
                "inline" if tree.attribute(child, "name") == Some("agenda item") => {
                    let agenda = self.words(child);
                    self.document().agenda = Some(agenda);
                }
                "authorialNote" => {
                    self.footnote(child);
                }
                _ => self.cover(child),
            }
        }
    }

    fn preface(&mut self, at: usize) {
        let number = self.tree.find(at, "docNumber").map(|n| self.words(n)).unwrap_or_default();
        let title = self.tree.find(at, "docTitle").map(|n| self.words(n)).unwrap_or_default();
        let line = self.tree.line(at);
        let is_component = number.trim_end_matches('.').len() == 1 && self.document().title.is_some();
        if is_component || (self.statements > 1 && !number.is_empty()) {
            self.blocks.push(Block::new(Part::Body, Role::Component, &number, line));
            self.blocks.push(Block::new(Part::Body, Role::Heading, &title, line));
        } else if self.document().title.is_none() && !title.is_empty() {
            self.document().title = Some(title);
        }
    }

    fn paragraph(&mut self, at: usize) {
        let tree = self.tree;
        let is_heading = tree.attribute(at, "class").is_some_and(|c| {
            c.strip_prefix('H').is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
        });
        let role = if is_heading { Role::Heading } else { Role::Paragraph };
        let mut number = tree.children(at).iter().find(|&&c| tree.name(c) == "num").map(|&n| tree.text(n));
        let has_words = |c: &&usize| matches!(tree.name(**c), "content" | "intro" | "list" | "p");
        // A heading that stands inside before the paragraph does not take its number.
        let heads_only = !tree.children(at).iter().any(|c| has_words(&c));
        let mut rest = false;
        for &child in tree.children(at) {
            match tree.name(child) {
                "num" => {}
                "content" | "intro" => self.inside(child, role, &mut number),
                "heading" | "subheading" => {
                    let own = if heads_only { number.take() } else { None };
                    self.block(child, Role::Heading, own);
                }
                "p" => self.block(child, role, number.take()),
                "list" => {
                    for &part in tree.children(child) {
                        match tree.name(part) {
                            "intro" => self.inside(part, role, &mut number),
                            "" => {}
                            _ => {
                                // A list may begin at once: then its paragraph is only a number.
                                self.lone_number(at, Role::Paragraph, number.take());
                                self.element(part);
                            }
                        }
                    }
                }
                "" if is_blank(tree, child) => {}
                _ => rest = true,
            }
        }
        self.lone_number(at, Role::Heading, number);
        if rest {
            for &child in tree.children(at) {
                let known = ["num", "content", "intro", "heading", "subheading", "p", "list"];
                if tree.name(child).is_empty() && !is_blank(tree, child) {
                    let block = Block::new(self.place, role, &tree.text(child), tree.line(at));
                    self.push(block);
                } else if !tree.name(child).is_empty() && !known.contains(&tree.name(child)) {
                    self.element(child);
                }
            }
        }
    }

    /// The paragraphs in an element that only holds them: the first has the number.
    fn inside(&mut self, at: usize, role: Role, number: &mut Option<String>) {
        let tree = self.tree;
        for &child in tree.children(at) {
            match tree.name(child) {
                "p" => self.block(child, role, number.take()),
                "" if is_blank(tree, child) => {}
                "" => {
                    let mut block = Block::new(self.place, role, &tree.text(child), tree.line(at));
                    block.number = number.take();
                    self.push(block);
                }
                _ => self.element(child),
            }
        }
    }

    /// A number with nothing behind it: the heading of a section, or what a list hangs on.
    fn lone_number(&mut self, at: usize, role: Role, number: Option<String>) {
        let Some(number) = number else { return };
        let words = if role == Role::Heading { number.as_str() } else { "" };
        let mut block = Block::new(self.place, role, words, self.tree.line(at));
        block.number = (role != Role::Heading).then(|| number.trim().to_owned());
        self.push(block);
    }

    fn block(&mut self, at: usize, role: Role, number: Option<String>) {
        let mut words = Words::default();
        self.inline(at, &mut words);
        let mut block = words.into_block(self.place, role, self.tree.line(at));
        block.number = number.filter(|n| !n.trim().is_empty()).map(|n| n.trim().to_owned());
        self.push(block);
    }

    fn push(&mut self, mut block: Block) {
        if block.text.is_empty() && block.number.is_none() {
            return;
        }
        if block.role == Role::Heading && is_annex(&block.text) && self.place != Part::Preamble {
            if !self.fresh_annex {
                self.annexes += 1;
                self.place = Part::Annex(self.annexes);
            }
            block.place = self.place;
        }
        self.fresh_annex = false;
        block.nested = self.nested;
        self.blocks.push(block);
    }

    fn table(&mut self, at: usize) {
        let mut words = Words::default();
        self.rows(at, &mut words);
        let block = words.into_block(self.place, Role::Table, self.tree.line(at));
        self.push(block);
    }

    fn rows(&mut self, at: usize, words: &mut Words) {
        let tree = self.tree;
        for &child in tree.children(at) {
            match tree.name(child) {
                "tr" => {
                    words.line_break();
                    let cells = tree.children(child).iter().filter(|&&c| !tree.name(c).is_empty());
                    for (n, &cell) in cells.enumerate() {
                        if n > 0 {
                            words.push(" | ");
                        }
                        self.inline(cell, words);
                    }
                }
                _ => self.rows(child, words),
            }
        }
    }

    /// Words with what stands among them.
    fn inline(&mut self, at: usize, words: &mut Words) {
        let tree = self.tree;
        for &child in tree.children(at) {
            match tree.name(child) {
                "" => words.push(&tree.text(child)),
                "authorialNote" => {
                    let note = self.footnote(child);
                    words.note(note);
                }
                "a" => {
                    let start = words.at();
                    self.inline(child, words);
                    words.cite(start, tree.attribute(child, "href").and_then(symbol_of));
                }
                "span" if tree.attribute(child, "class").is_some_and(|c| c.contains("italic")) => {
                    let first = words.is_empty() || words.is_opening();
                    self.inline(child, words);
                    if first {
                        words.opening();
                    }
                }
                // Cells and items hold paragraphs of their own: their words are kept apart.
                "eol" | "tr" | "p" | "td" | "th" | "point" | "content" | "num" => {
                    words.push(" ");
                    self.inline(child, words);
                    words.push(" ");
                }
                "img" => {}
                "span" | "sup" | "sub" | "b" | "i" | "u" | "inline" | "docTitle" | "docNumber"
                | "docDate" | "docAuthority" | "docType" | "docStatus" | "docProponent" | "session"
                | "event" | "location" | "date" | "decoration" | "subheading" | "mod" | "quotedStructure"
                | "quotedText" | "ref" | "term" | "organization" | "person" | "role" | "outcome" | "vote"
                | "quantity" | "list" | "intro" => {
                    self.inline(child, words);
                }
                name => {
                    *self.read.not_understood.entry(name.to_owned()).or_default() += 1;
                    self.inline(child, words);
                }
            }
        }
    }

    /// The words alone.
    fn words(&mut self, at: usize) -> String {
        let mut words = Words::default();
        self.inline(at, &mut words);
        words.text().to_owned()
    }

    fn footnote(&mut self, at: usize) -> u32 {
        let mark = self.tree.attribute(at, "marker").unwrap_or_default().to_owned();
        let text = self.words(at);
        let notes = &mut self.document().footnotes;
        notes.push(footnote(&mark, &text));
        notes.len() as u32 - 1
    }
}

fn is_blank(tree: &Tree, at: usize) -> bool {
    matches!(tree.node(at), Some(Node::Text(text)) if text.trim().is_empty())
}

/// `Annex`, `Annex II`, `Annex Rules of …`.
pub(super) fn is_annex(heading: &str) -> bool {
    let first = heading.split([' ', '\n', ':', '.']).next().unwrap_or_default();
    matches!(first, "Annex" | "ANNEX" | "Appendix" | "Annexe" | "Anexo")
}

/// A symbol as its own canonical form, where it is one.
pub(super) fn canonical(symbol: &str) -> String {
    let bare = symbol.trim().trim_end_matches('*').trim();
    Symbol::repair(bare).map_or_else(|_unknown| bare.to_owned(), |r| r.symbol.to_string())
}

/// The symbol that a link of the documents service names.
fn symbol_of(href: &str) -> Option<String> {
    let path = href.split_once("undocs.org/").map_or(href, |(_, path)| path);
    let path =
        ["en/", "fr/", "es/", "ru/", "ar/", "zh/"].iter().find_map(|l| path.strip_prefix(l)).unwrap_or(path);
    let path = path.replace("%20", " ");
    Symbol::repair(path.trim()).ok().map(|r| r.symbol.to_string())
}
