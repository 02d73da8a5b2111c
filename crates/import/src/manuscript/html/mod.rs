//! HTML: what is shown of it, as blocks.
//!
//! It is read from tokens and their bytes in the file, as they come: pages of any size and with any mistake are read, and
//! no tree is built that could be too deep. What belongs to an element is known by a short list of those that are open.

mod elements;

use std::ops::Range;

use html5gum::{DefaultEmitter, Token, Tokenizer};
use travaux_record::{Diagnostic, Diagnostics, Place};

use super::BlockKind;
use super::draft::{Begins, Draft};
use super::notes;
use super::source::{Cursor, Source};
use elements::Element;

/// So many open elements are known; and so far up the one that ends is looked for.
const DEEPEST: usize = 512;
/// Labels of notes are shorter.
const LABEL: usize = 12;

/// Reads a page.
pub(super) fn read(file: &str, source: &Source<'_>, draft: &mut Draft, diagnostics: &mut Diagnostics) {
    let text = source.text.as_ref();
    let mut cursor = source.cursor();
    if let Some(at) = read_part(text, 0..text.len(), &mut cursor, draft) {
        let line = u64::from(cursor.spot(at).line);
        let message = "begins an element that is not shown and never ends: all after it was left out";
        let diagnostic = Diagnostic::warning("html-unclosed", Place::line(file, line), message);
        diagnostics.push(diagnostic.hint("end the element where it should, and check the file again"));
    }
}

/// Reads a part of a file. Says where an element begins that hides all that follows.
pub(super) fn read_part(
    text: &str,
    part: Range<usize>,
    cursor: &mut Cursor<'_>,
    draft: &mut Draft,
) -> Option<usize> {
    let page = text.get(part.clone())?;
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    let mut reader = Reader {
        text: page,
        from: part.start,
        at: 0,
        cursor,
        draft,
        open: Vec::new(),
        hidden: None,
        held: None,
        kind: None,
        cells: None,
        breaks: 0,
    };
    for token in Tokenizer::new_with_emitter(page, emitter) {
        match token {
            Ok(Token::StartTag(tag)) => {
                reader.at = tag.span.start;
                reader.start(Element::of(&tag), tag.self_closing, tag.span.start);
            }
            Ok(Token::EndTag(tag)) => {
                reader.at = tag.span.start;
                reader.end(&String::from_utf8_lossy(&tag.name));
            }
            Ok(Token::String(words)) => {
                let span = words.span.start..words.span.end;
                reader.words(&String::from_utf8_lossy(&words.value), &span);
            }
            Ok(Token::Comment(_) | Token::Doctype(_) | Token::Error(_)) | Err(_) => {}
        }
    }
    reader.let_go();
    reader.draft.end();
    reader.hidden.map(|hidden| part.start + hidden.at)
}

struct Reader<'r, 'c> {
    text: &'r str,
    /// Where the text begins in that of the file.
    from: usize,
    /// Where the tag stands that is read.
    at: usize,
    cursor: &'r mut Cursor<'c>,
    draft: &'r mut Draft,
    open: Vec<Open>,
    hidden: Option<Hidden>,
    held: Option<Held>,
    /// What the next words begin, if not a paragraph.
    kind: Option<BlockKind>,
    /// In a row, how many cells it has and how many tabs are due.
    cells: Option<(usize, usize)>,
    /// How many line breaks came one after the other.
    breaks: usize,
}

/// An element that is open.
struct Open {
    name: String,
    /// The label of the note that it is.
    note: Option<String>,
    /// The number of the next item of the list that it is.
    next: u32,
    /// The number of the item that it is, until words of it are met.
    number: Option<u16>,
}

/// An element that is not shown.
struct Hidden {
    name: String,
    depth: usize,
    at: usize,
}

/// A link, or what stands raised: it may be the label of a note.
struct Held {
    element: Element,
    raised: bool,
    depth: usize,
    words: Vec<(String, Range<usize>)>,
}

impl Reader<'_, '_> {
    fn start(&mut self, element: Element, closes: bool, at: usize) {
        let name = element.name.clone();
        let is_void = elements::is_void(&name);
        if let Some(hidden) = &mut self.hidden {
            hidden.depth += usize::from(hidden.name == name && !closes);
            return;
        }
        if element.hidden && !is_void {
            if !closes {
                self.hidden = Some(Hidden { name, depth: 1, at });
            }
            return;
        }
        match name.as_str() {
            "br" => return self.line_break(at),
            "a" | "sup" => return self.hold(element),
            "q" => self.literal("“", at),
            "td" | "th" => self.begin_cell(&element),
            _ if elements::is_block(&name) => self.begin_block(&element),
            _ => {}
        }
        if !is_void && self.open.len() < DEEPEST {
            // A note in a numbered list has the number of the item.
            let number = self.number_of(&element);
            let id = element.note.filter(|id| number.is_some() || !id.is_empty());
            let note = id.map(|id| number.map_or(id, |number| number.to_string()));
            let number = number.and_then(|number| u16::try_from(number).ok());
            self.open.push(Open { name, note, next: element.first, number });
        }
    }

    /// The number of an item of a numbered list.
    fn number_of(&mut self, element: &Element) -> Option<u32> {
        if element.name != "li" {
            return None;
        }
        let list = self.open.iter_mut().rev().take(3).find(|open| open.name == "ol")?;
        list.next = list.next.saturating_add(1);
        Some(list.next - 1)
    }

    fn end(&mut self, name: &str) {
        if let Some(hidden) = &mut self.hidden {
            if hidden.name == name {
                hidden.depth -= 1;
                if hidden.depth == 0 {
                    self.hidden = None;
                }
            }
            return;
        }
        if let Some(held) = &mut self.held
            && held.element.name == name
        {
            held.depth -= 1;
            if held.depth == 0 {
                self.decide();
            }
            return;
        }
        match name {
            "q" => self.literal("”", self.at),
            "tr" => {
                self.end_block();
                self.cells = None;
            }
            "td" | "th" => self.let_go(),
            _ if elements::is_block(name) => self.end_block(),
            _ => {}
        }
        if let Some(at) = self.open.iter().rposition(|open| open.name == name) {
            self.open.truncate(at);
        }
        if elements::is_heading(name) {
            self.kind = None;
        }
    }

    fn begin_block(&mut self, element: &Element) {
        self.end_block();
        match element.name.as_str() {
            "tr" if !element.layout => self.cells = Some((0, 0)),
            "table" | "caption" => self.cells = None,
            name => {
                if self.cells.is_none() {
                    self.kind = elements::is_heading(name).then_some(BlockKind::Heading);
                }
            }
        }
    }

    /// In a cell, blocks are but apart by a blank.
    fn end_block(&mut self) {
        self.let_go();
        self.breaks = 0;
        if self.cells.is_some_and(|(cells, _)| cells > 0) {
            let spot = self.spot(self.at);
            self.draft.blank(spot);
        } else {
            self.draft.end();
        }
    }

    fn begin_cell(&mut self, element: &Element) {
        self.let_go();
        if element.layout {
            return;
        }
        match &mut self.cells {
            Some((cells, tabs)) => {
                *tabs += usize::from(*cells > 0);
                *cells += 1;
            }
            // A cell without a row.
            None => self.cells = Some((1, 0)),
        }
    }

    fn line_break(&mut self, at: usize) {
        self.let_go();
        self.breaks += 1;
        // Two in a row part paragraphs.
        if self.breaks > 1 {
            self.end_block();
        } else {
            let spot = self.spot(at);
            self.draft.blank(spot);
        }
    }

    fn hold(&mut self, element: Element) {
        if let Some(held) = &mut self.held {
            held.depth += usize::from(held.element.name == element.name);
            held.raised |= element.name == "sup";
            if element.fragment.is_some() {
                held.element.fragment = element.fragment;
                held.element.refers |= element.refers;
                held.element.returns |= element.returns;
            }
            return;
        }
        let raised = element.name == "sup";
        self.held = Some(Held { element, raised, depth: 1, words: Vec::new() });
    }

    fn words(&mut self, words: &str, span: &Range<usize>) {
        if self.hidden.is_some() {
            return;
        }
        if let Some(held) = &mut self.held {
            held.words.push((words.to_owned(), span.clone()));
            let length: usize = held.words.iter().map(|(words, _)| words.trim().len()).sum();
            if length > LABEL || held.words.len() > LABEL {
                self.let_go();
            }
            return;
        }
        self.write(words, span);
    }

    /// What is held is words.
    fn let_go(&mut self) {
        for (words, span) in self.held.take().map(|held| held.words).unwrap_or_default() {
            self.write(&words, &span);
        }
    }

    /// What is held ends: the label of a note, a reference to one, or words.
    fn decide(&mut self) {
        let Some(held) = &self.held else { return };
        let whole: String = held.words.iter().map(|(words, _)| words.as_str()).collect();
        let label = whole.trim().trim_matches(['[', ']', '(', ')', '.', ':', '^', '\u{a0}', ' ']);
        let element = &held.element;
        let returns = element.returns || element.links_to_reference();
        let is_arrow = !whole.trim().is_empty()
            && whole
                .trim()
                .chars()
                .all(|c| matches!(c, '↩' | '↑' | '^' | '⏎' | '↵' | '\u{fe0e}' | '\u{fe0f}'));
        if is_arrow && element.fragment.is_some() {
            self.held = None;
            return;
        }
        let is_power = held.raised && notes::is_power(self.draft.open_words(), label);
        let refers = element.refers || element.links_to_note() || held.raised;
        if label.is_empty() || !notes::is_label(label) || is_power || !(refers || returns) {
            self.let_go();
            return;
        }
        let label = label.to_owned();
        let begins = self.draft.is_at_beginning() && self.cells.is_none();
        let in_note = self.open.iter().any(|open| open.note.is_some());
        let is_linked = element.fragment.is_some() && !returns;
        self.held = None;
        if begins && (returns || in_note || !is_linked) {
            self.label_note(&label);
        } else if !returns {
            self.draft.refer(&label);
        }
    }

    /// The block that begins is the note of a label.
    fn label_note(&mut self, label: &str) {
        if let Some(open) = self.open.iter_mut().rev().find(|open| open.note.is_some()) {
            open.note = Some(label.to_owned());
        }
        self.kind = Some(BlockKind::Note { label: label.to_owned() });
    }

    /// Begins the block that words belong to, if none is begun.
    fn begin(&mut self) {
        if let Some((_, tabs)) = &mut self.cells {
            let tabs = std::mem::take(tabs);
            if self.draft.last().is_none() {
                self.draft.begin(BlockKind::Row, Begins::Apart);
            }
            let spot = self.spot(self.at);
            for _ in 0..tabs {
                self.draft.cell(spot);
            }
        } else if self.draft.last().is_none() {
            let note = self.open.iter().rev().find_map(|open| open.note.clone());
            let kind = self.kind.clone().or_else(|| note.map(|label| BlockKind::Note { label }));
            if !matches!(kind, Some(BlockKind::Heading)) {
                self.kind = None;
            }
            self.draft.begin(kind.unwrap_or(BlockKind::Paragraph), Begins::Apart);
            let number = self.open.iter_mut().rev().take(3).find_map(|open| open.number.take());
            if let Some(block) = self.draft.last() {
                block.number = number;
            }
        }
    }

    fn literal(&mut self, words: &str, at: usize) {
        self.let_go();
        self.begin();
        let spot = self.spot(at);
        self.draft.push_for(words, spot);
    }

    /// Words and the bytes of the file that they stand for: the same, but for entities and ends of lines.
    fn write(&mut self, words: &str, span: &Range<usize>) {
        if words.trim().is_empty() {
            if let Some(spot) = self.draft.last().is_some().then(|| self.spot(span.start)) {
                self.draft.blank(spot);
            }
            return;
        }
        self.breaks = 0;
        self.begin();
        let source = self.text.get(span.clone()).unwrap_or_default();
        let (mut words, mut at) = (words, 0);
        while !words.is_empty() {
            let same = common(words, &source[at..]);
            if same > 0 {
                let mut from = span.start + at;
                for line in words[..same].split_inclusive('\n') {
                    let spot = self.spot(from);
                    self.draft.push(line, spot);
                    from += line.len();
                }
                (words, at) = (&words[same..], at + same);
                continue;
            }
            let spot = self.spot(span.start + at);
            let Some((stands_for, length)) = entity(words, &source[at..]) else {
                self.draft.push_for(words, spot);
                break;
            };
            self.draft.push_for(&words[..stands_for], spot);
            (words, at) = (&words[stands_for..], at + length);
        }
    }

    fn spot(&mut self, at: usize) -> super::Spot {
        self.cursor.spot(self.from + at)
    }
}

/// How many bytes are the same, up to an entity or an end of line of two bytes.
fn common(words: &str, source: &str) -> usize {
    let stop = memchr::memchr2(b'&', b'\r', source.as_bytes()).unwrap_or(source.len()).min(words.len());
    let same = words.bytes().zip(source.bytes()).take(stop).take_while(|(w, s)| w == s).count();
    (0..=same).rev().find(|&n| words.is_char_boundary(n) && source.is_char_boundary(n)).unwrap_or(0)
}

/// How many bytes of the words an entity stands for, and how long it is in the source.
fn entity(words: &str, source: &str) -> Option<(usize, usize)> {
    let first = words.chars().next()?.len_utf8();
    if source.starts_with('\r') {
        // Both are one end of line.
        return Some((first, if source.starts_with("\r\n") { 2 } else { 1 }));
    }
    let name = source.strip_prefix('&')?;
    let length = name.bytes().take(40).take_while(|b| b.is_ascii_alphanumeric() || *b == b'#').count();
    if length == 0 || name.as_bytes().get(length) != Some(&b';') {
        // An ampersand that begins no entity.
        return words.starts_with('&').then_some((1, 1));
    }
    let whole = &source[..length + 2];
    // One that nobody knows stands in the text as it is.
    Some(if words.starts_with(whole) { (whole.len(), whole.len()) } else { (first, whole.len()) })
}
