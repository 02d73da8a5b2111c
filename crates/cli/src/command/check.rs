//! `travaux check`: is what they wrote true?

use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use clap::{ValueEnum, ValueHint};
use travaux_check::{Sidecar, check, render};
use travaux_import::Manuscript;
use travaux_record::Diagnostics;

use super::ask::Library;
use crate::args::{RenderArgs, of_ending};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::{self, AnswerFormat, sink::Sink};
use crate::settings::Settings;

pub(super) const NAME: &str = "check";

const EXAMPLES: &str = "\
Examples:
  travaux check chapter.docx
  travaux check briefing.md --all
  travaux check chapter.pdf --output findings.html   the document, marked
  travaux check chapter.txt --output findings.sarif  for an editor
  travaux check - < notes.txt

The exit code is 1 when something is wrong.";

/// Check a document: its citations, tallies, dates, titles, sponsors and votes, against the record
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// The document: plain text, Markdown, HTML, Word or PDF; - is standard input
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    file: PathBuf,

    /// Claims of your own, as expressions, and findings to pass over [default: FILE.claims.toml, if there is one]
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    claims: Option<PathBuf>,

    /// Show the claims that are right, too
    #[arg(long)]
    all: bool,

    /// Format of the answer [default: that of the file's ending, else text]
    #[arg(long, short, value_enum, help_heading = "Output")]
    format: Option<Format>,

    /// File to write; it appears only when it is whole
    #[arg(long, short, value_name = "FILE", value_hint = ValueHint::FilePath, help_heading = "Output")]
    output: Option<PathBuf>,
}

/// The formats of a check.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For the eye: what is wrong, with its words and the record's
    #[value(alias = "table")]
    Text,
    /// The same as Markdown, with all documents cited
    #[value(name = "md", alias = "markdown")]
    Markdown,
    /// The document as a page, its claims marked and the findings beside them
    #[value(alias = "htm")]
    Html,
    /// SARIF 2.1.0, which editors show beside the text
    Sarif,
    /// The whole answer, by a published schema (see `travaux schema`)
    Json,
    /// A row a claim
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
            Self::Text | Self::Markdown | Self::Html | Self::Sarif => None,
        }
    }
}

pub(crate) fn run(args: &Args, settings: &Settings) -> Result<Exit> {
    let library = Library::open(settings)?;
    let manuscript = read(&args.file, settings)?;
    let sidecar = sidecar(args, settings)?;
    let answer = check(library.context(), &manuscript, &sidecar);
    let checked = &answer.value;
    let format = args.format.or_else(|| of_ending(args.output.as_deref())).unwrap_or(Format::Text);
    if let Some(format) = format.of_answers() {
        let render = RenderArgs { format: Some(format), output: args.output.clone(), table: None };
        output::give(settings, &render, NAME, &answer)?;
    } else {
        let text = match format {
            Format::Markdown => render::markdown(checked) + &output::apparatus_in_markdown(&answer),
            Format::Html => render::html(checked, &manuscript),
            Format::Sarif => {
                serde_json::to_string_pretty(&render::sarif(checked, env!("CARGO_PKG_VERSION")))? + "\n"
            }
            _ => {
                let screen = settings.screen(args.output.is_some());
                let style = if screen.styled { render::Style::Colours } else { render::Style::Plain };
                render::terminal(checked, style, usize::from(screen.width), args.all)
            }
        };
        let mut sink = Sink::open(args.output.as_deref(), false)?;
        sink.write_all(text.as_bytes())?;
        sink.finish()?;
    }
    Ok(if checked.wrong > 0 { Exit::FoundWrong } else { settings.exit_of(&answer) })
}

/// The claims beside the document.
fn sidecar(args: &Args, settings: &Settings) -> Result<Sidecar> {
    let beside = || {
        let mut name = args.file.as_os_str().to_owned();
        name.push(".claims.toml");
        Some(PathBuf::from(name)).filter(|path| path.is_file())
    };
    let Some(path) = args.claims.clone().or_else(beside) else { return Ok(Sidecar::default()) };
    let text = std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let mut diagnostics = Diagnostics::default();
    let sidecar = Sidecar::read(&path.display().to_string(), &text, &mut diagnostics);
    diagnostics.kept().iter().for_each(|diagnostic| settings.console().diagnostic(diagnostic));
    Ok(sidecar)
}

/// Reads the document, and says on standard error what was wrong with it.
pub(super) fn read(path: &Path, settings: &Settings) -> Result<Manuscript> {
    let (name, bytes) = if path == Path::new("-") {
        let mut bytes = Vec::new();
        std::io::stdin().lock().read_to_end(&mut bytes).context("cannot read standard input")?;
        ("standard input".to_owned(), bytes)
    } else {
        let bytes = std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
        (path.display().to_string(), bytes)
    };
    let mut diagnostics = Diagnostics::default();
    let manuscript = Manuscript::read(&name, &bytes, &mut diagnostics);
    for diagnostic in diagnostics.kept() {
        settings.console().diagnostic(diagnostic);
    }
    manuscript.ok_or_else(|| {
        Failure::new(format!("{name} cannot be checked"))
            .hint("plain text, Markdown, HTML, Word and PDF can be read")
            .into()
    })
}
