//! Paragraphs out of characters that stand on pages.
//!
//! Characters come in the order they are drawn, which in the files of the United Nations is the order they are read in.
//! Those on one height make a line; lines as near to one another as most are make a paragraph, over the end of a page too.
//! Running heads and feet are what stands at the edge of a page and comes again, or is but numbers. Small type at the foot
//! of a page is footnotes, raised small digits in a line are what they are called by.

use std::collections::{BTreeMap, BTreeSet};

use travaux_text::{number, opening};

use super::super::printed::is_symbol;

/// A character and where it stands, in points from the lower left corner.
#[derive(Debug, Clone)]
pub(super) struct Glyph {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) size: f64,
    pub(super) width: f64,
    pub(super) text: String,
}

#[derive(Debug, Clone, Default)]
pub(super) struct Page {
    /// Its number in the file, from 1.
    pub(super) number: u32,
    pub(super) bottom: f64,
    pub(super) height: f64,
    pub(super) glyphs: Vec<Glyph>,
}

/// The share of a page that its running head may take, and its foot.
const EDGE: f64 = 0.14;
/// So many times its size apart, what stands on one height is not one line.
const COLUMN: f64 = 4.0;
/// Small type is smaller than this share of most type.
const SMALL: f64 = 0.93;
/// Lines of a paragraph are not further apart than this many times what most lines are.
const APART: f64 = 1.3;

/// The text as the reader of plain text has it: paragraphs parted by empty lines, then the footnotes.
pub(super) fn text(pages: &[Page]) -> String {
    let Some(Laid { sheets, notes, measures }) = laid(pages) else { return String::new() };
    let notes: Vec<(String, String)> = notes.iter().map(Note::words).collect();
    let marks: BTreeSet<&str> = notes.iter().map(|(mark, _)| mark.as_str()).collect();
    let mut paragraphs = Paragraphs::of(measures);
    for sheet in &sheets {
        paragraphs.begin_page();
        for line in sheet {
            paragraphs.add(line, &line.with_calls(&marks));
        }
    }
    let mut text = paragraphs.done.join("\n\n");
    for (mark, words) in &notes {
        text.extend(["\n\n[note ", mark, "] ", words]);
    }
    text
}

/// Pages as they are laid out: their lines without running heads and feet, and the footnotes that stood below.
#[derive(Debug)]
pub(crate) struct Laid {
    /// The lines of each page.
    pub(crate) sheets: Vec<Vec<Line>>,
    pub(crate) notes: Vec<Note>,
    pub(crate) measures: Measures,
}

/// A footnote.
#[derive(Debug)]
pub(crate) struct Note {
    /// Its label, which stands at the beginning of the first line.
    pub(crate) mark: String,
    pub(crate) lines: Vec<Line>,
}

impl Note {
    /// Its label and its words.
    fn words(&self) -> (String, String) {
        let words: Vec<String> = self.lines.iter().map(Line::words).collect();
        let words = words.join(" ");
        (self.mark.clone(), words[self.mark.len()..].trim().to_owned())
    }
}

/// Finds the lines of pages, and what they are; `None` if there are none.
pub(super) fn laid(pages: &[Page]) -> Option<Laid> {
    let mut sheets: Vec<Vec<Line>> = pages.iter().map(lines).collect();
    let body = most(sheets.iter().flatten().map(|l| (l.size, l.length())))?;
    drop_furniture(pages, &mut sheets);
    let notes = take_notes(&mut sheets, body);
    let measures = Measures::of(&sheets, body);
    Some(Laid { sheets, notes, measures })
}

/// Characters on one height.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Line {
    /// The words, and whether they are raised and small.
    pub(crate) runs: Vec<(String, bool)>,
    pub(crate) left: f64,
    pub(crate) right: f64,
    pub(crate) y: f64,
    pub(crate) size: f64,
    /// How wide its first word is.
    pub(crate) first: f64,
    /// The number of its page, and its own on it, from 1.
    pub(crate) page: u32,
    pub(crate) number: u32,
}

impl Line {
    fn of(glyphs: &[&Glyph], blank: f64) -> Option<Self> {
        let size = most(glyphs.iter().map(|g| (g.size, g.text.chars().count())))?;
        let y = most(glyphs.iter().filter(|g| near(g.size, size)).map(|g| (g.y, g.text.chars().count())))?;
        let mut runs: Vec<(String, bool)> = Vec::new();
        let mut end: Option<f64> = None;
        for glyph in glyphs {
            let raised = glyph.size < 0.8 * size && glyph.y > y + 0.1 * size;
            let gap = end.is_some_and(|end| glyph.x > end + blank * size);
            if runs.last().is_none_or(|(_, r)| *r != raised) {
                runs.push((String::new(), raised));
            }
            if let Some((run, _)) = runs.last_mut() {
                if gap {
                    run.push(' ');
                }
                run.push_str(&glyph.text);
            }
            end = Some(glyph.x + glyph.width);
        }
        let is_blank = |g: &&&Glyph| g.text.trim().is_empty();
        let left = glyphs.iter().find(|g| !is_blank(g))?.x;
        let right = glyphs.iter().rev().find(|g| !is_blank(g)).map(|g| g.x + g.width)?;
        let first: f64 =
            glyphs.iter().skip_while(is_blank).take_while(|g| !is_blank(g)).map(|g| g.width).sum();
        Some(Self { runs, left, right, y, size, first, page: 0, number: 0 })
    }

    pub(crate) fn words(&self) -> String {
        let text: String = self.runs.iter().map(|(run, _)| run.as_str()).collect();
        squeezed(&text)
    }

    fn length(&self) -> usize {
        self.runs.iter().map(|(run, _)| run.chars().count()).sum()
    }

    /// The words, and what calls footnotes as the reader of plain text has it.
    fn with_calls(&self, marks: &BTreeSet<&str>) -> String {
        let mut text = String::new();
        for (run, raised) in &self.runs {
            if *raised && marks.contains(run.trim()) {
                text.extend([" [note ", run.trim(), "]"]);
            } else {
                text.push_str(run);
            }
        }
        squeezed(&text)
    }
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// To a tenth of a point.
fn tenths(value: f64) -> i64 {
    (value * 10.0).round() as i64
}

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() < 0.3
}

/// The value that most have, by how often each counts; of equals the smaller.
fn most(values: impl Iterator<Item = (f64, usize)>) -> Option<f64> {
    let mut counts: BTreeMap<i64, usize> = BTreeMap::new();
    for (value, times) in values {
        *counts.entry(tenths(value)).or_default() += times;
    }
    let most = counts.iter().max_by(|x, y| x.1.cmp(y.1).then(y.0.cmp(x.0)))?;
    Some(*most.0 as f64 / 10.0)
}

fn lines(page: &Page) -> Vec<Line> {
    // Where blanks are drawn, only a wide gap is one more; where none are, words stand apart by less.
    let blanks = page.glyphs.iter().filter(|g| g.text.trim().is_empty()).count();
    let blank = if 20 * blanks > page.glyphs.len() { 0.35 } else { 0.15 };
    let mut lines = Vec::new();
    let mut open: Vec<&Glyph> = Vec::new();
    for glyph in &page.glyphs {
        let goes_on = open.first().zip(open.last()).is_some_and(|(first, last)| {
            let size = open.iter().map(|g| g.size).fold(glyph.size, f64::max);
            let height = open.iter().any(|g| (g.y - glyph.y).abs() < 0.5 * size);
            // Some writers state widths that are a little wrong: what begins before the end is on the line still.
            height && glyph.x > first.x && glyph.x - (last.x + last.width) < COLUMN * size
        });
        if !goes_on {
            lines.extend(Line::of(&open, blank));
            open.clear();
        }
        open.push(glyph);
    }
    lines.extend(Line::of(&open, blank));
    lines.retain(|line| !line.words().is_empty());
    for (line, number) in lines.iter_mut().zip(1..) {
        (line.page, line.number) = (page.number, number);
    }
    lines
}

/// Takes running heads and feet off the pages.
fn drop_furniture(pages: &[Page], sheets: &mut [Vec<Line>]) {
    let at_edge = |page: &Page, line: &Line| {
        let height = (line.y - page.bottom) / page.height.max(1.0);
        (height < EDGE, height > 1.0 - EDGE)
    };
    let alike = |line: &Line| -> String {
        line.words().chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect()
    };
    // How many pages have such a line at their foot, at their head.
    let mut times: BTreeMap<(bool, String), BTreeSet<usize>> = BTreeMap::new();
    for (n, (page, sheet)) in pages.iter().zip(sheets.iter()).enumerate() {
        for line in sheet {
            let (foot, head) = at_edge(page, line);
            if foot || head {
                times.entry((head, alike(line))).or_default().insert(n);
            }
        }
    }
    let first: String =
        sheets.first().map(|s| s.iter().map(Line::words).collect::<Vec<_>>().join(" ")).unwrap_or_default();
    for (n, (page, sheet)) in pages.iter().zip(sheets.iter_mut()).enumerate() {
        let repeated =
            |line: &Line, head: bool| times.get(&(head, alike(line))).is_some_and(|on| on.len() > 1);
        // What stands on the height of a running head belongs to it. On the first page the symbol may be the same, and
        // stands in the masthead.
        let masthead = if n == 0 { sheet.iter().position(|line| is_symbol(&line.words())) } else { None };
        let least = end_of_head(sheet);
        let heads: Vec<(i64, f64)> = sheet
            .iter()
            .enumerate()
            .filter(|(at, line)| {
                Some(*at) != masthead && at_edge(page, line).1 && line.y >= least && repeated(line, true)
            })
            .map(|(_, line)| (tenths(line.left), line.y))
            .collect();
        let of_head = |line: &Line| {
            heads.iter().any(|(left, y)| {
                let same = tenths(line.left) == *left && near(line.y, *y);
                let below = (0.0..1.6 * line.size).contains(&(y - line.y));
                same || n > 0 && ((y - line.y).abs() < line.size || below && first.contains(&line.words()))
            })
        };
        let furnishes =
            |line: &Line| is_only_numbers(&line.words()) || repeated(line, false) && line.length() < 60;
        let most = end_of_foot(sheet, |line| at_edge(page, line).0 && furnishes(line));
        sheet.retain(|line| {
            let numbers = line.y >= least && is_only_numbers(&line.words());
            let head = at_edge(page, line).1 && (of_head(line) || numbers);
            !head && line.y > most
        });
    }
}

/// How low a running head goes: down to the first gap. What goes on as the text does is none.
fn end_of_head(sheet: &[Line]) -> f64 {
    let mut heights: Vec<(f64, f64)> = sheet.iter().map(|line| (line.y, line.size)).collect();
    heights.sort_by(|x, y| y.0.total_cmp(&x.0));
    let gap = heights.windows(2).take(8).find(|w| w[0].0 - w[1].0 > 1.4 * w[1].1);
    gap.map_or(f64::MAX, |w| w[0].0)
}

/// How high a foot goes: the lowest lines that are like one, up to a gap.
fn end_of_foot(sheet: &[Line], is_like_one: impl Fn(&Line) -> bool) -> f64 {
    let mut lines: Vec<&Line> = sheet.iter().collect();
    lines.sort_by(|x, y| x.y.total_cmp(&y.y));
    let like = lines.iter().take_while(|line| is_like_one(line)).count();
    (1..=like)
        .rev()
        .find(|&n| lines.get(n).is_none_or(|above| above.y - lines[n - 1].y > 1.4 * above.size))
        .map_or(f64::MIN, |n| lines[n - 1].y)
}

/// `2/4`, `20-17585 (E)`, `*2017585*`: numbers and marks, and at most a letter for the language.
fn is_only_numbers(words: &str) -> bool {
    let letters = words.chars().filter(|c| c.is_alphabetic()).count();
    words.chars().any(|c| c.is_ascii_digit())
        && letters <= 1
        && words.chars().count() <= 30
        && !words.ends_with(['.', ',', ';', ':'])
}

/// Takes the footnotes off the pages.
fn take_notes(sheets: &mut [Vec<Line>], body: f64) -> Vec<Note> {
    let mut notes: Vec<Note> = Vec::new();
    for sheet in sheets {
        // The small type with which the page ends.
        let small = sheet.iter().rev().take_while(|line| line.size < SMALL * body).count();
        let block = sheet.len() - small;
        let Some(begin) = (block..sheet.len()).find(|&i| note_begins(&sheet[i]).is_some()) else { continue };
        for line in sheet.drain(begin..) {
            match note_begins(&line) {
                Some(mark) => notes.push(Note { mark, lines: vec![line] }),
                None => {
                    if let Some(note) = notes.last_mut() {
                        note.lines.push(line);
                    }
                }
            }
        }
    }
    notes
}

/// The mark with which a footnote begins, if a line begins one.
fn note_begins(line: &Line) -> Option<String> {
    let is_mark = |mark: &str| {
        !mark.is_empty()
            && mark.len() <= 3
            && (mark.bytes().all(|b| b.is_ascii_digit()) || mark.bytes().all(|b| b == b'*'))
    };
    let words = line.words();
    if let Some((mark, true)) = line.runs.iter().find(|(run, _)| !run.trim().is_empty()) {
        let mark = mark.trim();
        return is_mark(mark).then(|| mark.to_owned());
    }
    let (mark, rest) = words.split_once(' ')?;
    (is_mark(mark) && rest.starts_with(char::is_uppercase)).then(|| mark.to_owned())
}

/// How most lines are set.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Measures {
    /// The size of most type.
    pub(crate) body: f64,
    /// How far apart the lines of a paragraph are, in a text that is set close.
    pub(crate) leading: f64,
    /// And in any text, such as a draft with room between its lines.
    pub(crate) spacing: f64,
    pub(crate) left: f64,
    pub(crate) right: f64,
}

impl Measures {
    fn of(sheets: &[Vec<Line>], body: f64) -> Self {
        let mut apart: Vec<f64> = sheets
            .iter()
            .flat_map(|sheet| sheet.windows(2))
            .filter(|w| w.iter().all(|line| near(line.size, body)))
            .map(|w| w[0].y - w[1].y)
            .filter(|down| *down > 0.5 * body && *down < 4.0 * body)
            .collect();
        apart.sort_by(f64::total_cmp);
        // A quarter of the way: where paragraphs are short, most lines are as far apart as paragraphs.
        let spacing = apart.get(apart.len() / 4).copied().unwrap_or(1.25 * body);
        let leading = if spacing < 1.6 * body { spacing } else { 1.25 * body };
        let of_body = || sheets.iter().flatten().filter(|line| near(line.size, body));
        let left = of_body().map(|line| line.left).fold(f64::MAX, f64::min);
        // Lines end at the right margin or before it, and some stand out.
        let mut ends: Vec<f64> = of_body().map(|line| line.right).collect();
        ends.sort_by(f64::total_cmp);
        let right = ends.get(ends.len() * 9 / 10).copied().unwrap_or_default();
        Self { body, leading, spacing, left, right }
    }

    /// Whether a line is no further below another than lines of a paragraph are.
    pub(crate) fn is_next(&self, last: &Line, line: &Line, leading: f64) -> bool {
        let down = last.y - line.y;
        let leading = leading * line.size / self.body;
        down >= 0.5 * line.size && down <= APART * leading
    }

    /// Whether two lines are set in type of one size.
    pub(crate) fn is_alike(&self, last: &Line, line: &Line) -> bool {
        (last.size - line.size).abs() <= 0.08 * self.body
    }
}

/// Puts lines together to paragraphs.
struct Paragraphs {
    done: Vec<String>,
    last: Option<Line>,
    /// The formula, or the first clause, was met: what stands before it are lines of a head.
    begun: bool,
    measures: Measures,
    new_page: bool,
}

impl Paragraphs {
    fn of(measures: Measures) -> Self {
        Self { done: Vec::new(), last: None, begun: false, measures, new_page: false }
    }

    fn begin_page(&mut self) {
        self.new_page = true;
    }

    fn add(&mut self, line: &Line, words: &str) {
        let goes_on = self.last.as_ref().is_some_and(|last| self.goes_on(last, line, words));
        match self.done.last_mut() {
            Some(paragraph) if goes_on => join(paragraph, words),
            _ => self.done.push(words.to_owned()),
        }
        let length = words.split(' ').count();
        self.begun |= length <= 6 && words.ends_with(',')
            || length > 5 && opening::is_preambular(words)
            || number::split(words).is_some();
        self.last = Some(line.clone());
        self.new_page = false;
    }

    fn goes_on(&self, last: &Line, line: &Line, words: &str) -> bool {
        let Measures { body, left, right, .. } = self.measures;
        if !self.measures.is_alike(last, line) {
            return false;
        }
        let before = self.done.last().map(String::as_str).unwrap_or_default();
        let ended = before.ends_with(['.', ';', ':', ',']);
        let begins =
            number::split(words).is_some() || opening::is_preambular(words) || opening::is_operative(words);
        if self.new_page {
            let next = last.right + line.first + 0.3 * body;
            let full = last.right > right - 6.0 * body || next > right - 2.0 * body;
            let goes_on = words.starts_with(char::is_lowercase) || !ended;
            return full && (goes_on || !begins && before.ends_with(','));
        }
        if !self.measures.is_next(last, line, self.measures.leading) {
            return false;
        }
        // In a head, what is not wide does not go on.
        let wide = last.right - last.left > 0.5 * (right - left);
        let heads_on = wide && near(last.left, line.left);
        if !self.begun && !heads_on {
            return false;
        }
        let had_room = last.right + line.first + 0.3 * line.size < right;
        let begins = number::split(words).is_some() || begins && had_room;
        !(ended && begins)
    }
}

/// A line may end behind the hyphen of a word, or the dash of a span of years.
fn join(paragraph: &mut String, words: &str) {
    let mut end = paragraph.chars().rev();
    let (mark, before) = (end.next(), end.next());
    let next = words.chars().next();
    let goes_on = next.is_some_and(char::is_alphanumeric);
    // Chinese has no blanks between words.
    let joined = mark.is_some_and(is_wide) && next.is_some_and(is_wide);
    let broken = joined
        || goes_on
            && match (mark, before) {
                (Some('-' | '\u{2010}' | '\u{2011}' | '/'), Some(before)) => before.is_alphanumeric(),
                (Some('–'), Some(before)) => before.is_ascii_digit(),
                _ => false,
            };
    if !broken {
        paragraph.push(' ');
    }
    paragraph.push_str(words);
}

fn is_wide(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}')
}
