//! `travaux cite`: correct citations of documents.

#![expect(clippy::doc_markdown, reason = "these comments are the text of --help")]

use std::io::Write;

use anyhow::Result;
use clap::ValueEnum;
use jiff::civil::Date;
use travaux_check::cite::{Asked, Citations, Paragraph, Style, cite};
use travaux_record::{Answer, Caveat, Record};

use crate::args::{RenderArgs, of_ending};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::sink::Sink;
use crate::output::{AnswerFormat, give};
use crate::settings::Settings;

pub(super) const NAME: &str = "cite";

const EXAMPLES: &str = "\
Examples:
  travaux cite 73/27                        as the United Nations writes it
  travaux cite '73/27, para. 5' 75/240 --style bluebook
  travaux cite '377 A (V)' --style oscola
  travaux cite 75/240 --paragraph PP10 --style chicago --accessed 2026-05-05
  travaux cite 73/27 73/266 75/240 --output references.bib
  travaux cite 73/27 --format json          the parts, by a published schema

The day is that of adoption, never that of issue. What the record does not
know is left out, and standard error says so.";

/// Cite documents in a style: for notes, for BibTeX, for Zotero and other reference managers
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// The documents, as people write their symbols; with a paragraph behind, if one is meant
    #[arg(required = true, value_name = "SYMBOL", num_args = 1..)]
    symbols: Vec<String>,

    /// Style [default: that of the file's ending (.bib, .ris, .json), else un]
    #[arg(long, short, value_enum, conflicts_with = "format")]
    style: Option<StyleArg>,

    /// The paragraph of the one document: 5, "4 (b)", "17 and 18", OP5, PP10
    #[arg(long, short, value_name = "PARAGRAPH")]
    paragraph: Option<Paragraph>,

    /// The day on which you saw it on the web; without it, no citation names one
    #[arg(long, value_name = "YYYY-MM-DD")]
    accessed: Option<Date>,

    #[command(flatten)]
    render: RenderArgs,
}

/// The styles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum StyleArg {
    /// United Nations Editorial Manual
    Un,
    /// The Bluebook
    Bluebook,
    /// OSCOLA
    Oscola,
    /// The Chicago Manual of Style, notes
    Chicago,
    /// CSL-JSON, for Zotero, pandoc and others
    Csl,
    /// BibTeX and biblatex
    #[value(alias = "bib")]
    Bibtex,
    /// RIS, for EndNote, Zotero and Mendeley
    Ris,
}

impl From<StyleArg> for Style {
    fn from(style: StyleArg) -> Self {
        match style {
            StyleArg::Un => Self::Un,
            StyleArg::Bluebook => Self::Bluebook,
            StyleArg::Oscola => Self::Oscola,
            StyleArg::Chicago => Self::Chicago,
            StyleArg::Csl => Self::Csl,
            StyleArg::Bibtex => Self::Bibtex,
            StyleArg::Ris => Self::Ris,
        }
    }
}

/// What is written: citations in a style, or the answer with all its parts.
enum Wanted {
    Style(Style),
    Answer,
}

impl Args {
    /// A style or format that is named, else that of the file's ending. `.json` is for reference managers here: the answer in
    /// JSON is had with `--format json`.
    fn wanted(&self) -> Wanted {
        let output = self.render.output.as_deref();
        let ending = output.and_then(|path| path.extension()).and_then(|ending| ending.to_str());
        let ending = ending.map(str::to_ascii_lowercase);
        match (self.style, self.render.format, ending.as_deref()) {
            (Some(style), _, _) => Wanted::Style(style.into()),
            (None, Some(_), _) => Wanted::Answer,
            (None, None, Some("bib")) => Wanted::Style(Style::Bibtex),
            (None, None, Some("ris")) => Wanted::Style(Style::Ris),
            (None, None, Some("json")) => Wanted::Style(Style::Csl),
            (None, None, _) if self.render.is_for_a_table() => Wanted::Answer,
            (None, None, _) => Wanted::Style(Style::Un),
        }
    }

    fn asked(&self, record: &Record, settings: &Settings) -> Result<Vec<Asked>> {
        let mut asked = Vec::with_capacity(self.symbols.len());
        let mut unreadable = Vec::new();
        for symbol in &self.symbols {
            match Asked::read(record, symbol) {
                Ok(several) => asked.extend(several),
                Err(error) => unreadable.push(error),
            }
        }
        if asked.is_empty()
            && let Some(error) = unreadable.first()
        {
            return Err(Failure::new(error.to_string()).hint(error.hint).into());
        }
        for error in &unreadable {
            settings.console().warn(&error.to_string(), Some(error.hint));
        }
        match (&self.paragraph, asked.as_slice()) {
            (None, _) => Ok(asked),
            (Some(paragraph), [one]) => Ok(vec![one.clone().at(paragraph.clone())]),
            (Some(_), _) => Err(Failure::new("--paragraph is of one document, and there are several")
                .hint("write each behind its document: '73/27, para. 5' '75/240 PP10'")
                .into()),
        }
    }
}

impl RenderArgs {
    /// Whether a table was asked for, or a file whose ending is that of tables.
    fn is_for_a_table(&self) -> bool {
        self.table.is_some() || of_ending::<AnswerFormat>(self.output.as_deref()).is_some()
    }
}

pub(crate) fn run(args: &Args, settings: &Settings) -> Result<Exit> {
    let record = settings.record()?;
    let asked = args.asked(&record, settings)?;
    let answer = cite(&record, &asked, args.accessed);
    match args.wanted() {
        Wanted::Answer => give(settings, &args.render, NAME, &answer),
        Wanted::Style(style) => give_in_style(settings, args, style, &answer),
    }
}

/// The citations and nothing else, for they go into a text or a bibliography; what is to be known of them is said beside.
fn give_in_style(settings: &Settings, args: &Args, style: Style, answer: &Answer<Citations>) -> Result<Exit> {
    let mut sink = Sink::open(args.render.output.as_deref(), false)?;
    sink.write_all(answer.value.in_style(style).as_bytes())?;
    sink.finish()?;
    // That sources differ is told by a note of its own, with the day that each has.
    let is_told_otherwise = |caveat: &&Caveat| matches!(caveat, Caveat::SourcesDiffer { .. });
    for caveat in answer.caveats.iter().filter(|caveat| !is_told_otherwise(caveat)) {
        settings.console().note(&caveat.to_string());
    }
    Ok(settings.exit_of(answer))
}
