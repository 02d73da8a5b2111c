//! PDF: the lines on its pages, put together to paragraphs, rows and notes.

use std::collections::BTreeMap;

use travaux_record::Diagnostics;

use super::draft::{Begins, Draft};
use super::joints::{Hyphens, Joint};
use super::notes::{self, Style, ends_a_sentence};
use super::{BlockKind, Spot, apart};
use crate::texts::pdf::{Laid, Line, Measures, lay};

/// Headings are set in type that is larger than most by this.
const LARGE: f64 = 1.12;

/// Reads a PDF.
pub(super) fn read(
    file: &str,
    bytes: &[u8],
    draft: &mut Draft,
    diagnostics: &mut Diagnostics,
) -> Option<Hyphens> {
    let laid = lay(file, bytes, diagnostics)?;
    let noted = laid.notes.iter().flat_map(|note| &note.lines);
    let words: Vec<String> = laid.sheets.iter().flatten().chain(noted).map(Line::words).collect();
    let hyphens = Hyphens::learn(words.iter().map(String::as_str));
    let mut reader = Reader { draft, hyphens: &hyphens, margins: Margins::of(&laid), last: None };
    let mut notes = laid.notes.iter().peekable();
    for sheet in &laid.sheets {
        for line in rows(sheet) {
            reader.add(line);
        }
        reader.draft.end();
        let page = sheet.last().map_or(u32::MAX, |line| line.page);
        while let Some(note) = notes.next_if(|note| note.lines.first().is_none_or(|line| line.page <= page)) {
            reader.note(&note.mark, &note.lines);
        }
    }
    for note in notes {
        reader.note(&note.mark, &note.lines);
    }
    reader.draft.end();
    Some(hyphens)
}

/// What stands on one height: a line, or the cells of a row.
fn rows(sheet: &[Line]) -> impl Iterator<Item = &[Line]> {
    sheet.chunk_by(|last, line| (last.y - line.y).abs() < 0.3 * last.size && line.left > last.right)
}

/// Where lines end that are full, by where they begin: columns have margins of their own.
struct Margins {
    measures: Measures,
    right: BTreeMap<i64, f64>,
}

impl Margins {
    fn of(laid: &Laid) -> Self {
        let measures = laid.measures;
        let mut ends: BTreeMap<i64, Vec<f64>> = BTreeMap::new();
        for line in laid.sheets.iter().flatten() {
            ends.entry(column(line, measures)).or_default().push(line.right);
        }
        let right = ends.into_iter().map(|(column, mut ends)| {
            ends.sort_by(f64::total_cmp);
            (column, ends[(ends.len() - 1) * 9 / 10])
        });
        Self { measures, right: right.collect() }
    }

    /// How much room there is behind a line, up to the margin.
    fn room(&self, line: &Line) -> f64 {
        self.right.get(&column(line, self.measures)).map_or(0.0, |right| right - line.right)
    }

    /// Whether a line is as wide as text is set.
    fn is_wide(&self, line: &Line) -> bool {
        let right = self.right.get(&column(line, self.measures)).copied().unwrap_or(line.right);
        line.right - line.left > 0.7 * (right - line.left) && line.words().len() >= 25
    }
}

/// Lines that begin within a few letters of one another are of one column.
fn column(line: &Line, measures: Measures) -> i64 {
    (line.left / (6.0 * measures.body)).floor() as i64
}

struct Reader<'r> {
    draft: &'r mut Draft,
    hyphens: &'r Hyphens,
    margins: Margins,
    last: Option<Line>,
}

impl Reader<'_> {
    fn add(&mut self, row: &[Line]) {
        let [first, rest @ ..] = row else { return };
        let words = first.words();
        let is_mark = words.chars().count() <= 5
            && (words.ends_with(['.', ')']) || apart::is_item(&format!("{words} X")));
        let is_line = rest.is_empty() || (is_mark && rest.len() == 1);
        if !is_line {
            self.draft.begin(BlockKind::Row, Begins::Apart);
            for (n, cell) in row.iter().enumerate() {
                if n > 0 {
                    self.draft.cell(spot(cell, 1));
                }
                self.write(cell, 0);
            }
            self.draft.end();
            self.last = None;
            return;
        }
        let joint = self.hyphens.joint(self.draft.open_words(), &words);
        match self.last.as_ref().map_or(Some(Begins::Apart), |last| self.begins(last, first, &words, joint)) {
            Some(begins) => {
                let large = first.size > LARGE * self.margins.measures.body && words.len() <= apart::HEADING;
                let kind = if large { BlockKind::Heading } else { BlockKind::Paragraph };
                self.draft.begin(kind, begins);
            }
            None => self.join(joint, first),
        }
        self.write(first, 0);
        for line in rest {
            self.draft.blank(spot(line, 1));
            self.write(line, 0);
        }
        let last = rest.last().unwrap_or(first);
        let wide = u32::from(self.margins.is_wide(last));
        if let Some(block) = self.draft.last() {
            block.wide += wide;
        }
        // Behind a mark, the text has a margin of its own.
        self.last = Some(last.clone());
    }

    fn join(&mut self, joint: Joint, line: &Line) {
        match joint {
            Joint::Blank => self.draft.blank(spot(line, 1)),
            Joint::Whole => self.draft.take_last(),
            Joint::Close => {}
        }
    }

    /// Whether a line begins a block, and how that is known.
    fn begins(&self, last: &Line, line: &Line, words: &str, joint: Joint) -> Option<Begins> {
        let measures = self.margins.measures;
        let before = last.words();
        let ended = ends_a_sentence(&before);
        if last.page != line.page {
            return Some(Begins::Page);
        }
        if line.y > last.y {
            return (joint != Joint::Whole).then_some(Begins::Page);
        }
        if !measures.is_alike(last, line) || !measures.is_next(last, line, measures.spacing) {
            return Some(Begins::Apart);
        }
        if joint != Joint::Blank {
            return None;
        }
        let label = notes::label(words);
        let room = self.margins.room(last) > line.first + 0.3 * line.size;
        let closed = ended || before.ends_with([':', ';', ',']);
        let is_numbered = label.is_some_and(|label| label.style == Style::Dotted);
        if closed && (apart::is_item(words) || is_numbered) {
            return Some(Begins::Apart);
        }
        let set_in = line.left > last.left + 0.8 * measures.body;
        if label.is_some() && (ended || room) {
            return Some(Begins::Number);
        }
        let capital = !words.starts_with(char::is_lowercase);
        let short = self.margins.room(last) > 0.4 * (last.right + self.margins.room(last) - last.left);
        (capital && ended && (set_in || room) || capital && short && room && !closed).then_some(Begins::Apart)
    }

    fn note(&mut self, mark: &str, lines: &[Line]) {
        self.draft.begin(BlockKind::Note { label: mark.to_owned() }, Begins::Apart);
        for (n, line) in lines.iter().enumerate() {
            if n > 0 {
                let joint = self.hyphens.joint(self.draft.open_words(), &line.words());
                self.join(joint, line);
            }
            self.write(line, if n == 0 { mark.len() } else { 0 });
        }
        self.draft.end();
    }

    /// Writes the words of a line, without the bytes of a label at its beginning; what is raised may refer to notes.
    fn write(&mut self, line: &Line, label: usize) {
        let mut column = 1;
        let mut label = label;
        for (run, raised) in &line.runs {
            let mut words = run.as_str();
            if label > 0 {
                let blanks = words.len() - words.trim_start().len();
                let cut = (blanks + label).min(words.len());
                label -= cut - blanks.min(cut);
                column += words[..cut].chars().count() as u32;
                words = &words[cut..];
            }
            let labels =
                if *raised { notes::raised_labels(self.draft.open_words(), words) } else { Vec::new() };
            match labels.as_slice() {
                [] => self.draft.push(words, spot(line, column)),
                [label] if self.draft.is_at_beginning() => {
                    if let Some(block) = self.draft.last().filter(|block| block.kind == BlockKind::Paragraph)
                    {
                        block.kind = BlockKind::Note { label: (*label).to_owned() };
                    }
                }
                labels => labels.iter().for_each(|label| self.draft.refer(label)),
            }
            column += words.chars().count() as u32;
        }
    }
}

fn spot(line: &Line, column: u32) -> Spot {
    Spot { page: Some(line.page), line: line.number, column, byte: None }
}
