//! Rendering: one answer, six formats. What is printed here was computed elsewhere.

mod csv;
pub(crate) mod figure;
mod markdown;
mod parquet;
pub(crate) mod sink;
pub(crate) mod style;
mod style_of_help;
pub(crate) mod terminal;
pub(crate) mod xlsx;

use std::io::Write;

use anyhow::Result;
use clap::ValueEnum;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;
use travaux_record::{Answer, Caveat, Cell, Citation, Method, Table, Tabular};
use travaux_votes::flat::{FlatTable, StatesAs};
use travaux_votes::words::name_of;

pub(crate) use self::style_of_help::HELP;
use crate::args::RenderArgs;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::settings::Settings;

/// The version of the JSON answers: it changes when a field changes its name or meaning, or goes away.
pub(crate) const SCHEMA_VERSION: u32 = 1;

/// Writes one table in the columns that it has, as Parquet if that is asked for and else as CSV, to the file that was named
/// or to standard output.
pub(crate) fn give_one_table(render: &RenderArgs, table: &Table) -> Result<()> {
    let as_parquet = render.format() == AnswerFormat::Parquet;
    let mut sink = sink::Sink::open(render.output.as_deref(), as_parquet)?;
    write_one(table, as_parquet, &mut sink)?;
    sink.finish()?;
    Ok(())
}

fn write_one(table: &Table, as_parquet: bool, out: &mut dyn Write) -> Result<()> {
    let flat = FlatTable::new(table, StatesAs::Codes);
    if as_parquet {
        out.write_all(&parquet::bytes(&table.name, &flat)?)?;
        return Ok(());
    }
    csv::write(&flat, out)
}

/// The formats of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum AnswerFormat {
    /// Tables for the eye, with notes and sources
    Table,
    /// The whole answer, by a published schema (see `travaux schema`)
    Json,
    /// One table as comma-separated values; states as codes
    Csv,
    /// All tables as Markdown, with notes and sources
    #[value(alias = "markdown")]
    Md,
    /// A workbook: a sheet a table, and one of notes
    Xlsx,
    /// One table as Parquet, for DuckDB, pandas, R and Spark; states as codes
    Parquet,
}

impl AnswerFormat {
    /// Whether it has one table of the answer.
    const fn is_one_table(self) -> bool {
        matches!(self, Self::Csv | Self::Parquet)
    }

    /// Whether it is nothing for a terminal.
    const fn is_binary(self) -> bool {
        matches!(self, Self::Xlsx | Self::Parquet)
    }
}

/// What every JSON answer is: its schema by name and version, and the answer itself.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Envelope<'a, T> {
    /// Which schema the answer follows.
    travaux: Header,
    /// The answer: value, method, caveats and sources.
    answer: &'a Answer<T>,
}

/// Which schema an answer follows.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Header {
    /// The name: that of the command.
    schema: &'static str,
    /// The version, counted from 1.
    version: u32,
}

/// An answer without its type: what all formats but JSON are made from.
#[derive(Debug)]
pub(crate) struct Page {
    pub(crate) tables: Vec<Table>,
    method: Method,
    caveats: Vec<Caveat>,
    sources: Vec<Citation>,
    /// The last day that the tables speak of.
    pub(crate) last_day: Option<Date>,
}

impl Page {
    fn new<T: Tabular>(answer: &Answer<T>) -> Self {
        Self::with_tables(answer.tables(), answer)
    }

    fn with_tables<T>(tables: Vec<Table>, answer: &Answer<T>) -> Self {
        let days =
            tables.iter().flat_map(|table| table.rows.iter().flatten()).filter_map(|cell| match cell {
                Cell::Date(day) => Some(*day),
                _ => None,
            });
        Self {
            last_day: days.max(),
            tables,
            method: answer.method,
            caveats: answer.caveats.clone(),
            sources: answer.sources.clone(),
        }
    }

    /// What a careful reader must know, in sentences.
    pub(crate) fn notes(&self) -> Vec<String> {
        self.caveats.iter().map(sentence).collect()
    }

    /// The sources, those of one text on one line.
    pub(crate) fn sources_by_text(&self) -> Vec<String> {
        let mut texts: Vec<(&str, Vec<String>)> = Vec::new();
        for Citation { of, source, reference, url } in &self.sources {
            let mut words = vec![source.as_str()];
            if reference != of {
                words.push(reference);
            }
            let url = url.as_deref().map(|url| format!("<{url}>"));
            words.extend(url.as_deref());
            let words = words.join(" ");
            match texts.iter_mut().find(|(text, _)| text == of) {
                Some((_, sources)) => sources.push(words),
                None => texts.push((of, vec![words])),
            }
        }
        texts.into_iter().map(|(of, sources)| format!("{of}: {}", sources.join("; "))).collect()
    }

    /// The method's name and what it is.
    pub(crate) fn method_line(&self) -> String {
        format!("{}: {}", self.method.name, self.method.summary)
    }
}

/// A caveat for people: states by their names.
fn sentence(caveat: &Caveat) -> String {
    let Caveat::MembershipNotEstablished { group, states } = caveat else { return caveat.to_string() };
    let names: Vec<&str> = states.iter().map(|code| name_of(code)).collect();
    format!("{group}: since when, or until when, {} belonged to it is not established", names.join(", "))
}

/// The table a user wants, or the first.
fn choose<'a>(page: &'a Page, wanted: Option<&str>) -> Result<&'a Table> {
    let found = match wanted {
        None => page.tables.first(),
        Some(name) => page.tables.iter().find(|table| table.name == name),
    };
    let names = || page.tables.iter().map(|table| table.name.as_str()).collect::<Vec<_>>().join(", ");
    Ok(found.ok_or_else(|| {
        Failure::new(format!("the answer has no table named {:?}", wanted.unwrap_or_default()))
            .hint(format!("its tables: {}", names()))
    })?)
}

/// The notes, sources and method of an answer, for the eye.
pub(crate) fn apparatus<T>(answer: &Answer<T>, screen: terminal::Screen) -> String {
    terminal::apparatus(&Page::with_tables(Vec::new(), answer), screen)
}

/// The same as Markdown.
pub(crate) fn apparatus_in_markdown<T>(answer: &Answer<T>) -> String {
    markdown::apparatus(&Page::with_tables(Vec::new(), answer))
}

/// Gives an answer to the user: in the format and to the place asked for.
pub(crate) fn give<T>(
    settings: &Settings,
    args: &RenderArgs,
    schema: &'static str,
    answer: &Answer<T>,
) -> Result<Exit>
where
    T: Tabular + Serialize,
{
    let page = Page::new(answer);
    let format = args.format();
    if args.table.is_some() && !format.is_one_table() {
        return Err(Failure::new("--table chooses the table for --format csv or parquet").into());
    }
    let mut sink = sink::Sink::open(args.output.as_deref(), format.is_binary())?;
    match format {
        AnswerFormat::Table => {
            let screen = settings.screen(args.output.is_some());
            sink.write_all(terminal::render(&page, screen).as_bytes())?;
        }
        AnswerFormat::Json => {
            let envelope = Envelope { travaux: Header { schema, version: SCHEMA_VERSION }, answer };
            serde_json::to_writer_pretty(&mut sink, &envelope)?;
            sink.write_all(b"\n")?;
        }
        AnswerFormat::Csv | AnswerFormat::Parquet => {
            let table = choose(&page, args.table.as_deref())?;
            write_one(table, format == AnswerFormat::Parquet, &mut sink)?;
            if args.table.is_none()
                && let [first, others @ ..] = page.tables.as_slice()
                && !others.is_empty()
            {
                let others: Vec<&str> = others.iter().map(|table| table.name.as_str()).collect();
                settings.console().note(&format!(
                    "this is the table {}; the answer also has {} (choose with --table)",
                    first.name,
                    others.join(", ")
                ));
            }
        }
        AnswerFormat::Md => sink.write_all(markdown::render(&page).as_bytes())?,
        AnswerFormat::Xlsx => sink.write_all(&xlsx::bytes(&page)?)?,
    }
    sink.finish()?;
    Ok(settings.exit_of(answer))
}
