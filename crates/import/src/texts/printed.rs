//! A text as it is printed: paragraphs in order, of which only the words, and perhaps the type, tell what they are.
//!
//! Plain text and DOCX come here. The head is what stands before the enacting formula; the preamble what stands
//! between it and the first number or finite verb; then comes the operative part, then annexes.

use jiff::civil::Date;
use travaux_record::{Diagnostic, Diagnostics, Place as Where};
use travaux_text::block::{Block, Place, Role, Words};
use travaux_text::{Document, assemble, number, opening};
use travaux_un::months::MONTHS;
use travaux_un::symbol::{Symbol, parse_list};

use super::ReadText;
use super::akn::{canonical, is_annex};

/// A paragraph as printed.
#[derive(Debug, Clone, Default)]
pub(super) struct Paragraph {
    pub(super) words: Words,
    pub(super) number: Option<String>,
    /// The type says that it is a heading.
    pub(super) heading: bool,
    pub(super) table: bool,
    pub(super) line: u64,
}

/// Makes a document of paragraphs. Footnotes are in it already.
pub(super) fn understand(
    file: &str,
    mut document: Document,
    paragraphs: Vec<Paragraph>,
    diagnostics: &mut Diagnostics,
) -> ReadText {
    let formula = paragraphs.iter().position(|p| is_formula(p.words.text()));
    let begin = formula.unwrap_or_else(|| first_clause(&paragraphs));
    let mut paragraphs = paragraphs.into_iter();
    let head: Vec<Paragraph> = paragraphs.by_ref().take(begin).collect();
    read_head(&head, &mut document);
    let mut reader = Reader {
        document,
        blocks: Vec::new(),
        place: Place::Preamble,
        annexes: 0,
        numbered: 0,
        unnumbered: 0,
        ended: false,
    };
    if formula.is_some()
        && let Some(paragraph) = paragraphs.next()
    {
        let line = paragraph.line;
        reader.blocks.push(paragraph.words.into_block(Place::Preamble, Role::Formula, line));
    }
    for paragraph in paragraphs {
        reader.add(paragraph);
    }
    if reader.numbered == 0 && reader.unnumbered > 1 {
        let message =
            format!("its {} operative paragraphs have no numbers; they are counted", reader.unnumbered);
        let diagnostic = Diagnostic::note("no-numbering", Where::file(file), message);
        diagnostics.push(
            diagnostic.hint("in a Word file, automatic numbers are read only if word/numbering.xml has them"),
        );
    }
    let mut document = reader.document;
    document.clauses = assemble(reader.blocks);
    ReadText { document, ..ReadText::default() }
}

/// `The General Assembly,` in any language: a few words and a comma.
fn is_formula(text: &str) -> bool {
    let words = text.split(' ').count();
    text.ends_with([',', '،', '，'])
        && words <= 6
        && text.chars().count() >= 3
        && !opening::is_preambular(text)
}

/// Where a text without formula begins.
fn first_clause(paragraphs: &[Paragraph]) -> usize {
    paragraphs
        .iter()
        .position(|p| {
            let text = p.words.text();
            let long = text.split(' ').count() > 5;
            p.number.is_some()
                || number::split(text).is_some()
                || (long && (opening::is_preambular(text) || opening::is_operative(text)))
        })
        .unwrap_or(0)
}

fn read_head(head: &[Paragraph], document: &mut Document) {
    for paragraph in head {
        let text = paragraph.words.text();
        if document.symbol.is_none() && is_symbol(text) {
            document.symbol = Some(canonical(text));
        } else if text.starts_with('[') && text.ends_with(']') {
            document.origin = Some(text.to_owned());
        } else if text.starts_with("Agenda item") {
            document.agenda = Some(text.to_owned());
        } else if let Some((_, date)) =
            text.split_once(" adopted by ").and_then(|(_, rest)| rest.rsplit_once(" on "))
        {
            document.adopted = document.adopted.take().or_else(|| date_of(date));
        } else if let Some(date) = date_of(text) {
            document.issued = document.issued.take().or(Some(date));
        } else if let Some((first, title)) = text.split_once(". ")
            && first.contains('/')
            && first.bytes().next().is_some_and(|b| b.is_ascii_alphanumeric())
            && first.len() < 20
        {
            document.title = Some(title.to_owned());
        }
    }
    if document.title.is_none()
        && let Some(last) = head.last()
        && !last.words.text().starts_with('[')
    {
        document.title = Some(last.words.text().to_owned());
    }
}

/// Whether a line is a symbol and nothing else.
pub(super) fn is_symbol(line: &str) -> bool {
    !line.contains(' ') && line.contains('/') && Symbol::repair(line).is_ok()
}

/// `4 January 2021`.
fn date_of(text: &str) -> Option<Date> {
    let mut words = text.trim_end_matches('.').split(' ');
    let (day, month, year) = (words.next()?, words.next()?, words.next()?);
    let month = MONTHS.iter().position(|m| *m == month)? + 1;
    let (day, year): (i8, i16) = (day.parse().ok()?, year.parse().ok()?);
    if words.next().is_some() {
        return None;
    }
    Date::new(year, month as i8, day).ok()
}

struct Reader {
    document: Document,
    blocks: Vec<Block>,
    place: Place,
    annexes: u16,
    numbered: u32,
    unnumbered: u32,
    /// The closing line was met.
    ended: bool,
}

impl Reader {
    fn add(&mut self, paragraph: Paragraph) {
        let text = paragraph.words.text();
        if text.is_empty() && paragraph.number.is_none() {
            return;
        }
        if is_closing(text) && !matches!(self.place, Place::Annex(_)) {
            self.document.closing = Some(text.to_owned());
            self.ended = true;
            return;
        }
        if is_annex(text) && text.split(' ').count() <= 12 && !text.ends_with(['.', ';', ',']) {
            self.annexes += 1;
            self.place = Place::Annex(self.annexes);
            self.push(paragraph, Role::Heading);
            return;
        }
        let printed = paragraph.number.as_deref().or_else(|| number::split(text).map(|s| s.0));
        let style = printed.and_then(|n| number::parse(n, None)).map(|n| n.style);
        let begins_body = style == Some(number::Style::Decimal)
            || (printed.is_none() && opening::is_operative(text) && ends_a_paragraph(text));
        if self.place == Place::Preamble && begins_body {
            self.place = Place::Body;
        }
        if self.place == Place::Body && style == Some(number::Style::Decimal) {
            self.numbered += 1;
        } else if self.place == Place::Body && printed.is_none() && opening::is_operative(text) {
            self.unnumbered += 1;
        }
        let role = if paragraph.table {
            Role::Table
        } else if paragraph.heading || (printed.is_none() && looks_like_heading(text)) {
            Role::Heading
        } else {
            Role::Paragraph
        };
        self.push(paragraph, role);
    }

    fn push(&mut self, paragraph: Paragraph, role: Role) {
        let mut block = paragraph.words.into_block(self.place, role, paragraph.line);
        block.number = paragraph.number;
        for mention in parse_list(&block.text).mentions {
            block.citations.push(travaux_text::Citation {
                start: mention.span.start as u32,
                end: mention.span.end as u32,
                symbol: Some(mention.symbol.to_string()),
            });
        }
        self.blocks.push(block);
    }
}

fn ends_a_paragraph(text: &str) -> bool {
    text.ends_with(['.', ';', ':', ',', '”', '?', '!', ']', '。', '；'])
}

/// A few words that end nothing.
fn looks_like_heading(text: &str) -> bool {
    !ends_a_paragraph(text) && text.split(' ').count() <= 20 && text.chars().count() <= 160
}

/// `46th plenary meeting 12 December 2019`.
fn is_closing(text: &str) -> bool {
    let mut words = text.split(' ');
    let first = words.next().unwrap_or_default();
    let ordinal = first.bytes().next().is_some_and(|b| b.is_ascii_digit())
        && ["st", "nd", "rd", "th"].iter().any(|e| first.ends_with(e));
    ordinal && words.take(3).any(|w| w == "meeting") && text.len() < 80
}
