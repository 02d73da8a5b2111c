//! `travaux import`: source files into the user's record.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use clap::ValueHint;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use indicatif::ProgressBar;
use travaux_import::{FileSummary, Format, Imported, Options, Precedence, Progress};
use travaux_record::snapshot::{self, Manifest};
use travaux_record::{Cell, Diagnostics, Severity, Table};
use travaux_votes::words::counted;

use crate::console::Console;
use crate::exit::Exit;
use crate::output::terminal;
use crate::settings::Settings;

const EXAMPLES: &str = "\
Examples:
  travaux import undl_votes.csv.gz             into your own record
  travaux import ga_metadata/                  all files of a folder
  travaux import GAresolutions.tar.gz          texts, cut into clauses
  travaux import votes.csv --as undl --strict  if anything is wrong, not at all
  travaux import unga/ --out record/           a snapshot of these files alone

A row that cannot be read is named with its place and the rest is read. What was
in your record before stays whole until the new one is complete.";

/// Read source files into your own record, with every problem located
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// Files, folders and archives; gzipped or not
    #[arg(required = true, value_name = "FILE", value_hint = ValueHint::AnyPath)]
    files: Vec<PathBuf>,

    /// Read all files as this format instead of recognising each
    #[arg(long = "as", value_name = "FORMAT", value_parser = formats())]
    format: Option<Format>,

    /// TOML file of sources and their precedence, instead of the built-in one
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    precedence: Option<PathBuf>,

    /// Write a plain snapshot of these files alone into this folder, and leave your own record as it is
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    out: Option<PathBuf>,

    /// Read and merge, and write nothing
    #[arg(long)]
    dry_run: bool,

    /// Write the new record even if it has less than the old one
    #[arg(long)]
    allow_loss: bool,

    /// How many problems of each kind to print
    #[arg(long, value_name = "N", default_value_t = 5)]
    problems: usize,
}

fn formats() -> impl TypedValueParser<Value = Format> {
    let values = Format::ALL.map(|format| PossibleValue::new(format.word()).help(format.description()));
    PossibleValuesParser::new(values).try_map(|word| word.parse::<Format>())
}

pub(crate) fn run(args: &Args, settings: &Settings) -> Result<Exit> {
    let console = settings.console();
    let precedence = args.precedence.as_deref().map(read_precedence).transpose()?;
    let base = if args.out.is_some() { None } else { settings.base_record()? };
    let bar = Bar::new(console);
    let options = Options { format: args.format, precedence };
    let imported = travaux_import::import(&args.files, base.as_ref(), &options, &bar);
    bar.0.finish_and_clear();
    let Imported { builder, diagnostics, files } = imported?;

    print_problems(console, &diagnostics, args.problems);
    console.line(&summary(&files, settings));
    let wrong = diagnostics.count_from(Severity::Warning);
    if settings.strict() && wrong > 0 {
        console.warn(
            &format!("nothing was written: --strict was given, and found {}", counted(wrong, "problem")),
            None,
        );
        return Ok(Exit::FoundWrong);
    }
    if args.dry_run {
        console.note("nothing was written: --dry-run was given");
        return Ok(Exit::Answered);
    }
    let folder = args.out.clone().map_or_else(|| settings.record_folder(), Ok)?;
    let manifest = if args.out.is_some() {
        builder.write_snapshot(&folder)
    } else {
        builder.write_to(&folder, args.allow_loss)
    };
    let manifest = manifest.with_context(|| format!("cannot write the record in {}", folder.display()))?;
    console.note(&written(&manifest, &folder));
    Ok(Exit::Answered)
}

fn read_precedence(path: &Path) -> Result<Precedence> {
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    Precedence::from_toml(&text).with_context(|| format!("cannot use {}", path.display()))
}

/// The first problems of each kind with their places, then how many there were of each.
fn print_problems(console: &Console, diagnostics: &Diagnostics, of_each: usize) {
    for (severity, code, count) in diagnostics.counts() {
        let all = diagnostics.kept().iter().filter(|d| d.code == code && d.severity == severity);
        all.take(of_each).for_each(|diagnostic| console.diagnostic(diagnostic));
        let left = count.saturating_sub(of_each as u64);
        if left > 0 && of_each > 0 {
            console
                .line(&format!("  and {left} more of [{code}]; --problems {count} prints up to that many"));
        }
    }
    let count =
        |severity| -> u64 { diagnostics.counts().filter(|(s, ..)| *s == severity).map(|(.., n)| n).sum() };
    if !diagnostics.is_empty() {
        console.line(&format!(
            "errors: {}, warnings: {}, notes: {}",
            count(Severity::Error),
            count(Severity::Warning),
            count(Severity::Note)
        ));
    }
}

fn summary(files: &[FileSummary], settings: &Settings) -> String {
    let mut table = Table::new("files", "Read", &["file", "as", "source", "rows", "decisions", "texts"]);
    for file in files {
        table.row([
            file.file.as_str().into(),
            file.format.word().into(),
            file.source.as_str().into(),
            file.rows.into(),
            Cell::from((file.format != Format::Texts).then_some(file.decisions)),
            Cell::from((file.format == Format::Texts).then_some(file.texts)),
        ]);
    }
    table.drop_empty_columns();
    terminal::table(&table, settings.screen_of_stderr()).trim_end().to_owned()
}

fn written(manifest: &Manifest, folder: &Path) -> String {
    let rows = |table: &str, noun: &str| counted(manifest.rows.get(table).copied().unwrap_or(0), noun);
    let texts = match manifest.rows.get("texts").copied().unwrap_or(0) {
        0 => String::new(),
        n => format!(", {} with {}", counted(n, "text"), rows("clauses", "clause")),
    };
    format!(
        "the record in {} has {}, {}, {} and {}{texts}{}",
        folder.display(),
        rows("decisions", "decision"),
        rows("positions", "position"),
        rows("sponsorships", "sponsorship"),
        rows("documents", "document"),
        if snapshot::exists(folder) { "" } else { " and cannot be opened" }
    )
}

/// A progress bar on standard error, where that is a terminal.
struct Bar(ProgressBar);

impl Bar {
    fn new(console: &Console) -> Self {
        Self(console.progress_bar("{msg:32!} [{bar:30}] {bytes} of {total_bytes}"))
    }
}

impl Progress for Bar {
    fn file(&self, path: &Path, bytes: u64) {
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
        self.0.set_message(name.into_owned());
        self.0.set_length(bytes);
        self.0.set_position(0);
    }

    fn read(&self, bytes: u64) {
        self.0.set_position(bytes);
    }

    fn merging(&self) {
        self.0.set_message("merging");
    }
}
