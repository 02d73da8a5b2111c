//! `travaux diff`: what became of each clause between texts.

use std::io::Write;
use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::{ValueEnum, ValueHint};
use travaux_record::Answer;
use travaux_record::texts::StoredText;
use travaux_text::align::{Alignment, align};
use travaux_text::questions::{TextName, compared, diff, families};
use travaux_text::render::{self, Pair, Revision, Style};

use super::texts::{LanguageArgs, Shelf};
use crate::args::{RenderArgs, of_ending};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::{self, AnswerFormat, sink::Sink};
use crate::settings::Settings;

pub(super) const NAME: &str = "diff";
pub(super) const OF_SEVERAL: &str = "diff-families";

const EXAMPLES: &str = "\
Examples:
  travaux diff 74/29 75/240
  travaux diff 74/29 75/240 --format html --output diff.html
  travaux diff 74/29 75/240 --output tracked.docx   tracked changes, for Word
  travaux diff last-year.txt our-draft.txt
  travaux diff 73/27 74/29 75/240                   clause by clause, a matrix

A text is named by its symbol, or by the path of a file: XML of the UN, Word,
plain text. In a file of tracked changes, rejecting all gives the first text,
accepting all the second.";

/// Compare the words of texts: clauses kept, reworded, moved, split, merged, new and gone
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// The texts, the earliest first: symbols or files
    #[arg(required = true, value_name = "TEXT", num_args = 2.., value_hint = ValueHint::FilePath)]
    texts: Vec<String>,

    #[command(flatten)]
    language: LanguageArgs,

    /// With a Word file: who is said to have made the changes
    #[arg(long, value_name = "NAME", default_value = "travaux")]
    author: String,

    /// Format of the answer [default: that of the file's ending, else text]
    #[arg(long, short, value_enum, help_heading = "Output")]
    format: Option<Format>,

    /// File to write; it appears only when it is whole
    #[arg(long, short, value_name = "FILE", value_hint = ValueHint::FilePath, help_heading = "Output")]
    output: Option<PathBuf>,
}

/// The formats of a difference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For the eye: what changed, with its words
    #[value(alias = "table")]
    Text,
    /// The same as Markdown, gone words struck out and new ones bold
    #[value(name = "md", alias = "markdown")]
    Markdown,
    /// A page with both texts side by side
    #[value(alias = "htm")]
    Html,
    /// A Word file with tracked changes
    Docx,
    /// The whole answer, by a published schema (see `travaux schema`)
    Json,
    /// A row a clause
    Csv,
    /// A workbook
    Xlsx,
}

impl Format {
    /// The format in which answers of all questions can be given, where it is one.
    fn of_answers(self) -> Option<AnswerFormat> {
        match self {
            Self::Json => Some(AnswerFormat::Json),
            Self::Csv => Some(AnswerFormat::Csv),
            Self::Xlsx => Some(AnswerFormat::Xlsx),
            Self::Text | Self::Markdown | Self::Html | Self::Docx => None,
        }
    }
}

impl Args {
    fn format(&self) -> Format {
        self.format.or_else(|| of_ending(self.output.as_deref())).unwrap_or(Format::Text)
    }

    fn render(&self, format: AnswerFormat) -> RenderArgs {
        RenderArgs::of(format, self.output.as_deref())
    }
}

pub(crate) fn run(args: &Args, settings: &Settings) -> Result<Exit> {
    let shelf = Shelf::open(settings, args.language.language.as_deref())?;
    let mut texts = args.texts.iter().map(|text| shelf.find(text)).collect::<Result<Vec<_>>>()?;
    tell_apart(&mut texts, &args.texts);
    match texts.as_slice() {
        [before, after] => of_two(args, settings, before, after),
        several => of_several(args, settings, several),
    }
}

/// Two files of one text are called as their files.
fn tell_apart(texts: &mut [StoredText], asked: &[String]) {
    let names: Vec<String> = texts.iter().map(|text| text.name.clone()).collect();
    for (at, text) in texts.iter_mut().enumerate() {
        if names.iter().enumerate().any(|(other, name)| other != at && *name == names[at]) {
            text.name.clone_from(&asked[at]);
        }
    }
}

fn of_two(args: &Args, settings: &Settings, before: &StoredText, after: &StoredText) -> Result<Exit> {
    let alignment = align(&before.document, &after.document);
    let format = args.format();
    if let Some(format) = format.of_answers() {
        return output::give(settings, &args.render(format), NAME, &diff(before, after, &alignment));
    }
    let answer = compared(before, after);
    let bytes = rendered(args, settings, format, (before, after, &alignment), &answer)?;
    let mut sink = Sink::open(args.output.as_deref(), format == Format::Docx)?;
    sink.write_all(&bytes)?;
    sink.finish()?;
    Ok(settings.exit_of(&answer))
}

fn rendered(
    args: &Args,
    settings: &Settings,
    format: Format,
    (before, after, alignment): (&StoredText, &StoredText, &Alignment),
    answer: &Answer<[TextName; 2]>,
) -> Result<Vec<u8>> {
    let [a, b] = answer.value.each_ref().map(TextName::with_day);
    let pair = Pair { before: &before.document, after: &after.document, names: [&a, &b], alignment };
    Ok(match format {
        Format::Markdown => (render::markdown(&pair) + &output::apparatus_in_markdown(answer)).into_bytes(),
        Format::Html => render::html(&pair).into_bytes(),
        Format::Docx => {
            let revision = Revision { author: args.author.clone(), date: None };
            render::docx(&pair, &revision).context("cannot put the Word file together")?
        }
        _ => {
            let screen = settings.screen(args.output.is_some());
            let style = if screen.styled { Style::Colours } else { Style::Marks };
            let text = render::terminal(&pair, style, usize::from(screen.width));
            (text + &output::apparatus(answer, screen)).into_bytes()
        }
    })
}

fn of_several(args: &Args, settings: &Settings, texts: &[StoredText]) -> Result<Exit> {
    let format = match args.format() {
        Format::Text => AnswerFormat::Table,
        Format::Markdown => AnswerFormat::Md,
        Format::Html | Format::Docx => {
            return Err(Failure::new(format!("of {} texts there is no page side by side", texts.len()))
                .hint("name two texts for html and docx; several give text, md, json, csv or xlsx")
                .into());
        }
        format => format.of_answers().unwrap_or(AnswerFormat::Table),
    };
    output::give(settings, &args.render(format), OF_SEVERAL, &families(texts))
}
