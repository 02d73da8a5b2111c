//! Answers for the eye: tables that fit the width, then the notes and sources, numbered.

use std::fmt::Write;
use std::ops::Range;

use anstyle::Style;
use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement, LineStyle, TableStyle, Width};
use travaux_record::{Cell, Table};
use travaux_votes::words;

use crate::output::Page;
use crate::output::style::{self, paint};

/// Where it is shown.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Screen {
    pub(crate) width: u16,
    pub(crate) styled: bool,
}

/// How many sources are printed; an answer about a whole history has thousands, and JSON has them all.
const SOURCES_SHOWN: usize = 8;

const HEAD_RULE: char = '─';
const RULE: char = '╌';
const RULED: TableStyle = TableStyle::new()
    .header_separator(LineStyle::none().fill(HEAD_RULE).junction(HEAD_RULE))
    .row_separator(LineStyle::none().fill(RULE).junction(RULE));

pub(crate) fn render(page: &Page, screen: Screen) -> String {
    let mut out = String::new();
    for table in &page.tables {
        if !out.is_empty() {
            out.push('\n');
        }
        out.push_str(&self::table(table, screen));
    }
    out.push_str(&apparatus(page, screen));
    out
}

/// The notes, sources and method.
pub(crate) fn apparatus(page: &Page, screen: Screen) -> String {
    let mut out = String::new();
    list(&mut out, "Notes", &page.notes(), screen);
    let mut sources = page.sources_by_text();
    let left = sources.len().saturating_sub(SOURCES_SHOWN);
    if left > 1 {
        sources.truncate(SOURCES_SHOWN);
    }
    list(&mut out, "Sources", &sources, screen);
    if left > 1 {
        let _ = writeln!(out, " and {left} more; --format json has them all");
    }
    list(&mut out, "Method", &[page.method_line()], screen);
    out
}

/// A table under its title.
pub(crate) fn table(table: &Table, screen: Screen) -> String {
    let mut out = String::new();
    for line in wrap(&table.title, usize::from(screen.width)) {
        // Writing into a string cannot fail; so throughout this module.
        let _ = writeln!(out, "{}", paint(&line, style::TITLE, screen.styled));
    }
    if table.rows.is_empty() {
        let _ = writeln!(out, " {}", paint("(none)", style::FAINT, screen.styled));
    } else {
        out.push_str(&grid(table, screen));
    }
    out
}

/// A heading and its items, numbered when there are several, each with a hanging indent.
fn list(out: &mut String, heading: &str, items: &[String], screen: Screen) {
    if items.is_empty() {
        return;
    }
    let _ = writeln!(out, "\n{}", paint(heading, style::TITLE, screen.styled));
    let digits = items.len().to_string().len();
    for (place, item) in items.iter().enumerate() {
        let number = if items.len() == 1 { String::new() } else { format!("{:>digits$}. ", place + 1) };
        let indent = 1 + number.len();
        for (line, text) in wrap(item, usize::from(screen.width).saturating_sub(indent)).iter().enumerate() {
            let head = if line == 0 { format!(" {number}") } else { " ".repeat(indent) };
            let _ = writeln!(out, "{head}{text}");
        }
    }
}

/// Breaks a text at blanks. Widths are counted in characters: notes are in English.
pub(crate) fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = 0;
    for word in text.split(' ') {
        let length = length(word);
        if used > 0 && used + 1 + length > width {
            lines.push(String::new());
            used = 0;
        }
        if let Some(line) = lines.last_mut() {
            if used > 0 {
                line.push(' ');
                used += 1;
            }
            line.push_str(word);
            used += length;
        }
    }
    lines
}

/// A blank that comfy-table does not break at.
const NO_BREAK: char = '\u{a0}';
/// The longest name of a state that is never broken.
const LONGEST_WHOLE: usize = 34;

/// A table of more rows than this, or of short cells, does not fall apart into blocks, but into tables of fewer
/// columns.
const ROWS_IN_BLOCKS: usize = 12;
const SHORT: usize = 24;
/// A row of more lines than this is kept apart from its neighbours by rules.
const LINES_WITHOUT_RULES: usize = 2;

fn grid(table: &Table, screen: Screen) -> String {
    if let Some(grid) = fitting_grid(table, screen) {
        return grid;
    }
    let columns = table.columns.len();
    let short = |cell: &Cell| words::cell(cell).chars().count() <= SHORT;
    if (table.rows.len() > ROWS_IN_BLOCKS || table.rows.iter().flatten().all(short))
        && let Some((first, at)) =
            (2..columns).rev().find_map(|at| Some((fitting_grid(&part(table, 1..at), screen)?, at)))
    {
        // The first column says what each row is of, so it comes again.
        return format!("{first}\n{}", grid(&part(table, at..columns), screen));
    }
    blocks(table, screen)
}

/// The table with its first column and some of the others.
fn part(table: &Table, columns: Range<usize>) -> Table {
    let mut part = Table::new(&table.name, table.title.clone(), &[]);
    let chosen = || std::iter::once(0).chain(columns.clone());
    part.columns = chosen().map(|at| table.columns[at].clone()).collect();
    part.rows =
        table.rows.iter().map(|row| chosen().filter_map(|at| row.get(at).cloned()).collect()).collect();
    part
}

/// The table as it is, if it fits the screen.
fn fitting_grid(table: &Table, screen: Screen) -> Option<String> {
    let room = usize::from(screen.width).saturating_sub(1);
    let mut marks = Marks::default();
    let heads: Vec<String> = table.columns.iter().map(|h| marks.mark(h, style::of_position(h))).collect();
    // What is given up when there is little room: first that names of states stay whole, then half the gap between
    // columns.
    let layouts = [(true, 2), (false, 2), (false, 1)];
    let (widths, rows, gap) = layouts.into_iter().find_map(|(whole_names, gap)| {
        let rows = cells(table, &mut marks, whole_names);
        Some((widths(&heads, &rows, gap, room)?, rows, gap))
    })?;
    let mut grid = comfy_table::Table::new();
    grid.load_style(RULED).set_content_arrangement(ContentArrangement::Dynamic).set_width(screen.width);
    let headless = heads.iter().all(String::is_empty);
    if !headless {
        grid.set_header(heads);
    }
    grid.add_rows(&rows);
    for (at, column) in grid.column_iter_mut().enumerate() {
        // comfy-table puts a sign between columns itself, here a blank.
        let padding = if at + 1 == widths.len() { 0 } else { gap - 1 };
        column.set_padding((0, padding as u16));
        column.set_constraint(ColumnConstraint::Absolute(Width::Fixed((widths[at] + padding) as u16)));
        let numeric = |row: &Vec<Cell>| {
            matches!(row.get(at), Some(Cell::Count(_) | Cell::Number(..) | Cell::Share { .. } | Cell::Empty))
        };
        if table.rows.iter().all(numeric) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    let is_rule = |line: &String| line.starts_with(RULE);
    let lines: Vec<String> = grid.lines().collect();
    let mut out = String::new();
    let parts: Vec<&[String]> = lines.split(is_rule).collect();
    for (place, part) in parts.iter().enumerate() {
        let rule = lines.iter().find(|line| is_rule(line)).filter(|_| {
            !headless && place > 0 && [parts[place - 1], part].iter().any(|p| height(p) > LINES_WITHOUT_RULES)
        });
        for line in rule.into_iter().chain(*part) {
            let line = marks.unmark(line.trim_end(), screen.styled).replace(NO_BREAK, " ");
            let _ = writeln!(out, " {line}");
        }
    }
    Some(out)
}

/// The lines of a row, without the heads above it.
fn height(lines: &[String]) -> usize {
    lines.iter().rev().take_while(|line| !line.starts_with(HEAD_RULE)).count()
}

/// The texts of the cells, with marks for styles and for blanks that are not broken at.
fn cells(table: &Table, marks: &mut Marks, whole_names: bool) -> Vec<Vec<String>> {
    let unbroken = |text: &str| text.replace(' ', "\u{a0}");
    let name = |name: &str| {
        let whole = whole_names && name.chars().count() <= LONGEST_WHOLE;
        if whole { unbroken(name) } else { name.to_owned() }
    };
    let mut cell_text = |cell: &Cell| {
        let text = words::cell(cell);
        match cell {
            Cell::States(states) => {
                travaux_votes::flat::names(*states).into_iter().map(name).collect::<Vec<_>>().join(", ")
            }
            Cell::State(_) => name(&text),
            Cell::Symbol(_) => marks.mark(&text, Some(style::SYMBOL)),
            Cell::Text(_) => marks.mark(&text, style::of_position(&text)),
            // A share may break between its parts: `74 of 159` and `(46.5 %)`.
            Cell::Share { .. } => unbroken(&text).replacen("\u{a0}(", " (", 1),
            _ => text,
        }
    };
    table.rows.iter().map(|row| row.iter().map(&mut cell_text).collect()).collect()
}

/// The widths of the columns: each at least as wide as its longest word, none wider than its longest text, and what
/// room is left to those that need it. `None` where even the longest words do not fit.
fn widths(heads: &[String], rows: &[Vec<String>], gap: usize, room: usize) -> Option<Vec<usize>> {
    let texts = |at: usize| std::iter::once(&heads[at]).chain(rows.iter().filter_map(move |row| row.get(at)));
    let room = room.checked_sub(gap * heads.len().saturating_sub(1))?;
    let natural: Vec<usize> =
        (0..heads.len()).map(|at| texts(at).map(|t| length(t)).max().unwrap_or(0).max(1)).collect();
    let least: Vec<usize> = (0..heads.len())
        .map(|at| texts(at).flat_map(|t| t.split(' ')).map(length).max().unwrap_or(0).max(1))
        .collect();
    let left = room.checked_sub(least.iter().sum())?;
    // What is left goes to the narrowest first: columns of numbers and short words are soon as wide as they want to
    // be, and long lists get the rest.
    let even = spread(&least, &natural, left, |at, width| width * heads.len() + at);
    // Where one column has nearly all the words, that would leave it a narrow one and the table long.
    let letters: Vec<usize> = (0..heads.len()).map(|at| texts(at).map(|t| length(t)).sum()).collect();
    let by_letters = spread(&least, &natural, left, |at, width| usize::MAX - letters[at] / width);
    let lines = |widths: &[usize]| -> usize {
        let height = |row: &Vec<String>| row.iter().zip(widths).map(|(t, w)| length(t).div_ceil(*w)).max();
        rows.iter().filter_map(height).sum()
    };
    Some(if lines(&by_letters) * 3 < lines(&even) * 2 { by_letters } else { even })
}

/// Room given to columns one by one, each time to the wanting one of the lowest rank, until all have what they want.
fn spread(
    least: &[usize],
    natural: &[usize],
    mut left: usize,
    rank: impl Fn(usize, usize) -> usize,
) -> Vec<usize> {
    let mut widths = least.to_vec();
    while left > 0 {
        let wanting = (0..widths.len()).filter(|&at| widths[at] < natural[at]);
        let Some(at) = wanting.min_by_key(|&at| rank(at, widths[at])) else { break };
        widths[at] += 1;
        left -= 1;
    }
    widths
}

/// The width of a text on the screen: marks have none.
fn length(text: &str) -> usize {
    text.chars().filter(|&c| !Marks::is_mark(c)).count()
}

/// A table for a narrow screen: each row a block, each cell a line of its own.
fn blocks(table: &Table, screen: Screen) -> String {
    let mut out = String::new();
    for row in &table.rows {
        let mut lead = " - ";
        for (head, cell) in table.columns.iter().zip(row).filter(|(_, cell)| **cell != Cell::Empty) {
            let text = words::cell(cell);
            let text = if head.is_empty() { text } else { format!("{head}: {text}") };
            for line in wrap(&text, usize::from(screen.width).saturating_sub(3)) {
                let _ = writeln!(out, "{lead}{line}");
                lead = "   ";
            }
        }
    }
    out
}

/// Styles inside comfy-table's cells. It measures and breaks text without knowing of escape codes (its feature
/// that does brings a terminal library), so a styled text goes in between two marks of no width, and comes out with codes.
#[derive(Debug, Default)]
struct Marks {
    styles: Vec<Style>,
}

/// The first of the tag characters, which have no width and no meaning in any name or symbol.
const FIRST_MARK: u32 = 0xE0020;
const END_MARK: char = '\u{E007F}';

impl Marks {
    /// Whether it is one of the tag characters.
    fn is_mark(c: char) -> bool {
        ('\u{E0020}'..=END_MARK).contains(&c)
    }

    /// Every word of the text in a style of its own, so that a break between words breaks no style.
    fn mark(&mut self, text: &str, style: Option<Style>) -> String {
        let Some(style) = style else { return text.to_owned() };
        let place = self.styles.iter().position(|s| *s == style).unwrap_or_else(|| {
            self.styles.push(style);
            self.styles.len() - 1
        });
        let Some(start) = char::from_u32(FIRST_MARK + place as u32) else { return text.to_owned() };
        let words: Vec<String> = text.split(' ').map(|word| format!("{start}{word}{END_MARK}")).collect();
        words.join(" ")
    }

    fn unmark(&self, line: &str, styled: bool) -> String {
        let mut out = String::with_capacity(line.len());
        let mut open: Option<Style> = None;
        let mut close = |out: &mut String, next: Option<Style>| {
            if let Some(style) = std::mem::replace(&mut open, next)
                && styled
            {
                let _ = write!(out, "{style:#}");
            }
        };
        for c in line.chars() {
            let place = u32::from(c).wrapping_sub(FIRST_MARK) as usize;
            if c == END_MARK {
                close(&mut out, None);
            } else if let Some(style) = self.styles.get(place) {
                close(&mut out, Some(*style));
                if styled {
                    let _ = write!(out, "{style}");
                }
            } else {
                out.push(c);
            }
        }
        close(&mut out, None);
        out
    }
}
