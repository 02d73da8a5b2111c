//! The report as one page of HTML that needs nothing else: no script, no font, no request.

use std::collections::BTreeSet;

use maud::{DOCTYPE, Markup, PreEscaped, html as page};
use travaux_figure::scene::svg_inline;
use travaux_record::{Cell, Table};

use super::super::model::{Block, Inline, Report, Section};
use super::{csv, follows_note, is_number, is_short, is_tall, shown};

/// How it looks, on a screen and on paper.
const STYLE: &str = include_str!("report.css");

/// The page.
pub fn html(report: &Report) -> String {
    let mut numbering = Numbering::default();
    let sections: Vec<Markup> = report.sections.iter().map(|one| section(one, &mut numbering)).collect();
    page! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="generator" content=(concat!("travaux ", env!("CARGO_PKG_VERSION")));
                title { (report.title) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                header {
                    h1 { (report.title) }
                    @if let Some(summary) = &report.summary { p.summary { (summary) } }
                    p.made { (report.made_from) }
                }
                nav aria-label="Contents" {
                    ol {
                        @for section in &report.sections {
                            li { a href={ "#" (section.id) } { (section.title) } }
                        }
                        @if !report.notes.is_empty() { li { a href="#notes" { "Notes" } } }
                    }
                }
                main {
                    @for section in sections { (section) }
                    @if !report.notes.is_empty() { (notes(report)) }
                }
            }
        }
    }
    .into_string()
}

/// Of which notes a sign was set: a note leads back to its first sign.
#[derive(Debug, Default)]
struct Numbering {
    set: BTreeSet<usize>,
    figures: usize,
}

impl Numbering {
    fn is_first(&mut self, note: usize) -> bool {
        self.set.insert(note)
    }
}

fn section(section: &Section, numbering: &mut Numbering) -> Markup {
    page! {
        section id=(section.id) {
            h2 { (section.title) }
            @for block in &section.blocks { (self::block(block, numbering)) }
        }
    }
}

fn block(block: &Block, numbering: &mut Numbering) -> Markup {
    match block {
        Block::Heading(words) => page! { h3 { (words) } },
        Block::Paragraph(inlines) => page! { p { (self::inlines(inlines, numbering)) } },
        Block::List(items) => page! {
            ul { @for item in items { li { (self::inlines(item, numbering)) } } }
        },
        Block::Table(one) => table(one),
        Block::Figure { name, figure } => {
            numbering.figures += 1;
            let drawing = svg_inline(&figure.scene, &format!("f{}-", numbering.figures));
            let data = format!("data:text/csv;charset=utf-8,{}", percent(&csv(&figure.data)));
            page! {
                figure id={ "figure-" (name) } class=[is_tall(figure).then_some("tall")] {
                    (PreEscaped(drawing))
                    figcaption { "Data: " a href=(data) download={ (name) ".csv" } { (name) ".csv" } }
                }
            }
        }
    }
}

fn inlines(inlines: &[Inline], numbering: &mut Numbering) -> Markup {
    page! {
        @for (place, inline) in inlines.iter().enumerate() {
            @match inline {
                Inline::Text(words) => { (words) },
                Inline::Emphasis(words) => { cite { (words) } },
                Inline::Code(code) => { code { (code) } },
                Inline::Note(number) => {
                    @if follows_note(inlines, place) { sup { "," } }
                    (sign(*number, numbering))
                },
            }
        }
    }
}

fn sign(number: usize, numbering: &mut Numbering) -> Markup {
    let first = numbering.is_first(number);
    page! {
        sup {
            @if first {
                a id={ "sign-" (number) } href={ "#note-" (number) } { (number) }
            } @else {
                a href={ "#note-" (number) } { (number) }
            }
        }
    }
}

fn table(one: &Table) -> Markup {
    page! {
        div.table {
            table {
                caption { (one.title) }
                thead {
                    tr {
                        @for (place, head) in one.columns.iter().enumerate() {
                            th scope="col" class=[is_number(one, place).then_some("number")] { (head) }
                        }
                    }
                }
                tbody {
                    @for row in &one.rows {
                        tr {
                            @for (place, cell) in row.iter().enumerate() {
                                td class=[class(one, place, cell)] { (shown(cell)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// How a cell stands: numbers to the right, dates and tallies unbroken.
fn class(table: &Table, column: usize, cell: &Cell) -> Option<&'static str> {
    if is_number(table, column) {
        return Some("number");
    }
    is_short(cell).then_some("short")
}

fn notes(report: &Report) -> Markup {
    page! {
        section id="notes" {
            h2 { "Notes" }
            ol.notes {
                @for (place, note) in report.notes.iter().enumerate() {
                    @let number = place + 1;
                    li id={ "note-" (number) } {
                        (note.in_words())
                        @if let Some(url) = note.url() {
                            " " a href=(url) { (url) }
                        }
                        " " a.back href={ "#sign-" (number) } aria-label="Back to the text" { "↩" }
                    }
                }
            }
        }
    }
}

/// Text as a part of an address (RFC 3986, 2.1).
fn percent(text: &str) -> String {
    use std::fmt::Write;
    let mut out = String::with_capacity(text.len() * 2);
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~,".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}
