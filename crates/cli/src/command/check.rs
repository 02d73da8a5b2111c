//! `travaux check`: is what they wrote true?

use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use clap::{ValueEnum, ValueHint};
use travaux_check::{Checked, Mending, Sidecar, check, render};
use travaux_import::Manuscript;
use travaux_record::Diagnostics;
use travaux_votes::words::{counted, listed};

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
  travaux check notes.md --fix                       what to write, as a patch
  travaux check notes.md --fix --output mended.md    a mended copy
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

    /// Give what to write instead: a patch, or with --output a mended copy
    #[arg(long, conflicts_with = "format")]
    fix: bool,

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
    let (name, bytes) = bytes(&args.file)?;
    let manuscript = manuscript(&name, &bytes, settings)?;
    let sidecar = sidecar(args, settings)?;
    let answer = check(library.context(), &manuscript, &sidecar);
    let checked = &answer.value;
    if args.fix {
        mend(args, settings, &answer.value, (&manuscript, &bytes))?;
        return Ok(if checked.wrong > 0 { Exit::FoundWrong } else { Exit::Answered });
    }
    let format = args.format.or_else(|| of_ending(args.output.as_deref())).unwrap_or(Format::Text);
    if let Some(format) = format.of_answers() {
        output::give(settings, &RenderArgs::of(format, args.output.as_deref()), NAME, &answer)?;
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

/// Writes what to write instead.
fn mend(
    args: &Args,
    settings: &Settings,
    checked: &Checked,
    (manuscript, bytes): (&Manuscript, &[u8]),
) -> Result<()> {
    let mending = Mending::of(checked, manuscript, bytes);
    let mut sink = Sink::open(args.output.as_deref(), false)?;
    if args.output.is_some() {
        sink.write_all(&mending.mended(bytes))?;
    } else {
        sink.write_all(mending.patch(&checked.file, bytes).as_bytes())?;
    }
    sink.finish()?;
    let (mended, left) = (counted(mending.edits.len() as u64, "place"), mending.left.len());
    settings
        .console()
        .note(&format!("{mended} mended of {} found wrong", counted(checked.wrong as u64, "claim")));
    if left > 0 {
        let lines = listed(mending.left.iter().map(ToString::to_string), "and");
        settings.console().warn(
            &format!("the words in line {lines} do not stand so in the file"),
            Some("a patch can be made of plain text, Markdown and HTML; mend the others by hand"),
        );
    }
    Ok(())
}

/// The name and the bytes of a file, or of standard input.
pub(super) fn bytes(path: &Path) -> Result<(String, Vec<u8>)> {
    if path == Path::new("-") {
        let mut bytes = Vec::new();
        std::io::stdin().lock().read_to_end(&mut bytes).context("cannot read standard input")?;
        return Ok(("standard input".to_owned(), bytes));
    }
    let bytes = std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    Ok((path.display().to_string(), bytes))
}

/// The document that bytes are, and on standard error what is wrong with it.
pub(super) fn manuscript(name: &str, bytes: &[u8], settings: &Settings) -> Result<Manuscript> {
    let mut diagnostics = Diagnostics::default();
    let manuscript = Manuscript::read(name, bytes, &mut diagnostics);
    diagnostics.kept().iter().for_each(|diagnostic| settings.console().diagnostic(diagnostic));
    manuscript.ok_or_else(|| {
        Failure::new(format!("{name} cannot be checked"))
            .hint("plain text, Markdown, HTML, Word and PDF can be read")
            .into()
    })
}
