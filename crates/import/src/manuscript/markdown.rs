//! Markdown: blocks and words without its marks.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, TagEnd};

use super::BlockKind;
use super::draft::{Begins, Draft};
use super::html;
use super::joints::{Hyphens, Joint};
use super::notes;
use super::source::{Cursor, Source};

/// So many bytes are taken for a line of print.
pub(super) const LINE: usize = 75;

/// Reads Markdown.
pub(super) fn read(source: &Source<'_>, draft: &mut Draft) -> Hyphens {
    let text = source.text.as_ref();
    let hyphens = Hyphens::learn(text.lines());
    let options = Options::ENABLE_FOOTNOTES
        | Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let mut reader = Reader {
        text,
        cursor: source.cursor(),
        draft,
        hyphens: &hyphens,
        html: None,
        lists: Vec::new(),
        number: None,
        note: None,
        raised: None,
        broken: None,
        hidden: 0,
        cells: 0,
        tabs: 0,
    };
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        reader.event(event, &range);
    }
    reader.end();
    hyphens
}

struct Reader<'r> {
    text: &'r str,
    cursor: Cursor<'r>,
    draft: &'r mut Draft,
    hyphens: &'r Hyphens,
    /// HTML that stands between blocks.
    html: Option<Range<usize>>,
    /// The lists that are open: the number of the next item, in those that are numbered.
    lists: Vec<Option<u64>>,
    /// The number of the item that begins.
    number: Option<u16>,
    /// The label of the note that is being defined.
    note: Option<String>,
    /// What stands raised, and where it began.
    raised: Option<(String, usize)>,
    /// Where a line ended whose next is to come.
    broken: Option<usize>,
    /// How many elements are open that are not shown.
    hidden: usize,
    /// How many cells the row has so far, and how many of them end before the next word.
    cells: usize,
    tabs: usize,
}

impl Reader<'_> {
    fn event(&mut self, event: Event<'_>, range: &Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.close(tag),
            Event::Text(words)
            | Event::Code(words)
            | Event::InlineMath(words)
            | Event::DisplayMath(words) => {
                self.words(&words, range);
            }
            Event::InlineHtml(tag) => self.inline(&tag, range),
            Event::Html(_) => {
                let from = self.html.as_ref().map_or(range.start, |html| html.start);
                self.html = Some(from..range.end);
            }
            Event::FootnoteReference(label) => {
                self.join("");
                self.draft.refer(&label);
            }
            Event::SoftBreak => self.broken = Some(range.start),
            Event::HardBreak => {
                let spot = self.cursor.spot(range.start);
                self.draft.blank(spot);
            }
            Event::Rule => self.end(),
            Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Paragraph
            | Tag::CodeBlock(_)
            | Tag::HtmlBlock
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition => self.begin(),
            Tag::Item => {
                let number = self.lists.last_mut().and_then(Option::as_mut).map(|next| {
                    *next = next.saturating_add(1);
                    *next - 1
                });
                self.number = number.and_then(|number| u16::try_from(number).ok());
                self.begin();
            }
            Tag::Heading { .. } => {
                self.end();
                self.draft.begin(BlockKind::Heading, Begins::Apart);
            }
            Tag::FootnoteDefinition(label) => {
                self.end();
                self.note = Some(label.into_string());
            }
            Tag::TableHead | Tag::TableRow => {
                self.end();
                self.draft.begin(BlockKind::Row, Begins::Apart);
                (self.cells, self.tabs) = (0, 0);
            }
            Tag::TableCell => {
                self.tabs += usize::from(self.cells > 0);
                self.cells += 1;
            }
            Tag::List(first) => self.lists.push(first),
            Tag::MetadataBlock(_) => self.hidden += 1,
            _ => {}
        }
    }

    fn close(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::HtmlBlock => {
                self.end();
                if let Some(part) = self.html.take() {
                    html::read_part(self.text, part, &mut self.cursor, self.draft);
                }
            }
            TagEnd::List(_) => {
                self.lists.pop();
            }
            TagEnd::Paragraph
            | TagEnd::Item
            | TagEnd::CodeBlock
            | TagEnd::Heading(_)
            | TagEnd::TableHead
            | TagEnd::TableRow
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition => self.end(),
            TagEnd::FootnoteDefinition => {
                self.end();
                self.note = None;
            }
            TagEnd::MetadataBlock(_) => self.hidden = self.hidden.saturating_sub(1),
            _ => {}
        }
    }

    /// Begins a block; inside the definition of a note, each is a part of the note.
    fn begin(&mut self) {
        self.end();
        let kind = match &self.note {
            Some(label) => BlockKind::Note { label: label.clone() },
            None => BlockKind::Paragraph,
        };
        let begins = if self.lists.is_empty() { Begins::Apart } else { Begins::Alone };
        self.draft.begin(kind, begins);
        if let Some(block) = self.draft.last() {
            block.number = self.number;
        }
    }

    fn end(&mut self) {
        // A raised run that is never closed is words.
        if let Some((words, at)) = self.raised.take() {
            let spot = self.cursor.spot(at);
            self.draft.push_for(&words, spot);
        }
        self.broken = None;
        if !self.draft.is_at_beginning() {
            self.number = None;
        }
        if let Some(block) = self.draft.last() {
            let start = block.span.start;
            let length = self.draft.text().len() - start;
            if let Some(block) = self.draft.last() {
                block.wide = if length >= LINE { 2 } else { 0 };
            }
        }
        self.draft.end();
    }

    fn words(&mut self, words: &CowStr<'_>, range: &Range<usize>) {
        if self.hidden > 0 {
            return;
        }
        if let Some((raised, _)) = &mut self.raised {
            raised.push_str(words);
            return;
        }
        self.join(words);
        self.cell(range);
        // What an escape or an entity stands for is not in the file; a code span has its marks around it.
        if let Some(along) = self.text.get(range.clone()).and_then(|source| source.find(words.as_ref())) {
            let spot = self.cursor.spot(range.start + along);
            self.draft.push(words, spot);
        } else {
            let spot = self.cursor.spot(range.start);
            self.draft.push_for(words, spot);
        }
    }

    /// Parts the cells of a row.
    fn cell(&mut self, range: &Range<usize>) {
        for _ in 0..std::mem::take(&mut self.tabs) {
            let spot = self.cursor.spot(range.start);
            self.draft.cell(spot);
        }
    }

    /// Joins a line to the one before.
    fn join(&mut self, words: &str) {
        let Some(at) = self.broken.take() else { return };
        let before = self.draft.open_words();
        let joint = if words.is_empty() { Joint::Blank } else { self.hyphens.joint(before, words) };
        match joint {
            Joint::Blank => {
                let spot = self.cursor.spot(at);
                self.draft.blank(spot);
            }
            Joint::Whole => self.draft.take_last(),
            Joint::Close => {}
        }
    }

    fn inline(&mut self, tag: &str, range: &Range<usize>) {
        let name = tag.trim_start_matches(['<', '/']).split(|c: char| !c.is_ascii_alphanumeric()).next();
        match name.unwrap_or_default().to_ascii_lowercase().as_str() {
            "sup" if tag.starts_with("</") => {
                if let Some((words, at)) = self.raised.take() {
                    self.raised_words(&words, at);
                }
            }
            "sup" => self.raised = Some((String::new(), range.start)),
            "br" => {
                let spot = self.cursor.spot(range.start);
                self.draft.blank(spot);
            }
            _ => {}
        }
    }

    /// Raised digits are the label of a note where a paragraph or a line begins with them, and refer to one elsewhere.
    fn raised_words(&mut self, words: &str, at: usize) {
        let labels = notes::raised_labels(self.draft.open_words(), words);
        if labels.is_empty() {
            self.join(words);
            let spot = self.cursor.spot(at);
            self.draft.push_for(words, spot);
            return;
        }
        let begins = self.draft.is_at_beginning();
        let in_note = self.draft.last().is_some_and(|block| matches!(block.kind, BlockKind::Note { .. }));
        let goes_on = self.broken.is_some() && in_note;
        match labels.as_slice() {
            [label] if self.note.is_none() && (begins || goes_on) => {
                self.end();
                self.draft.begin(BlockKind::Note { label: (*label).to_owned() }, Begins::Apart);
            }
            _ => {
                self.join("");
                for label in labels {
                    self.draft.refer(label);
                }
            }
        }
    }
}
