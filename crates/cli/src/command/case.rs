//! `travaux case`: case files: what is wrong in one, and one proposed from a text.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use clap::{Subcommand, ValueHint};
use travaux_case::file::{CaseFile, Read, read};
use travaux_case::propose::propose;
use travaux_case::{Case, bundled};
use travaux_record::{Diagnostic, Severity};

use super::ask::Library;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::sink::Sink;
use crate::settings::Settings;

const EXAMPLES: &str = "\
Examples:
  travaux case list                     the cases that come with the program
  travaux case show cyber > mine.toml   one of them, to make your own from
  travaux case check my-case.toml       what is wrong in it, and what is missing
  travaux case new 75/36 --since 2014 --output outer-space.toml

A case file is TOML. `travaux schema case` prints what can stand in it; the book
has a walk through one.";

/// Check, show or propose case files
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// List the cases that come with the program
    List,
    /// Print the file of a case that comes with the program
    Show {
        /// Its id
        case: String,
    },
    /// Say what is wrong in a case file, and what the record lacks of it
    Check {
        /// The case file, or the id of a case that comes with the program
        #[arg(value_hint = ValueHint::FilePath)]
        case: String,
    },
    /// Propose a case file from a text: its line, the lines beside it, its rivals
    New {
        /// Any text of the negotiation
        text: String,

        /// Leave out texts of earlier years
        #[arg(long, value_name = "YEAR")]
        since: Option<i16>,

        /// File to write; it appears only when it is whole
        #[arg(long, short, value_name = "FILE", value_hint = ValueHint::FilePath)]
        output: Option<PathBuf>,
    },
}

pub(crate) fn run(args: &Args, settings: &Settings) -> Result<Exit> {
    match &args.what {
        What::List => list(),
        What::Show { case } => print(bundled_text(case)?, None),
        What::Check { case } => check(case, settings),
        What::New { text, since, output } => {
            let library = Library::open(settings)?;
            let found = library.find(text)?;
            print(&propose(library.context(), found.decision, *since), output.as_deref())
        }
    }
}

fn list() -> Result<Exit> {
    let mut sink = Sink::open(None, false)?;
    for (id, text) in bundled::CASES {
        let title = title_of(&read(text, id).0.file);
        writeln!(sink, "{id:14} {title}")?;
    }
    sink.finish()?;
    Ok(Exit::Answered)
}

fn title_of(file: &CaseFile) -> String {
    file.case.as_ref().map(|head| head.title.clone()).unwrap_or_default()
}

fn print(text: &str, output: Option<&Path>) -> Result<Exit> {
    let mut sink = Sink::open(output, false)?;
    sink.write_all(text.as_bytes())?;
    sink.finish()?;
    Ok(Exit::Answered)
}

fn bundled_text(id: &str) -> Result<&'static str> {
    Ok(bundled::find(id).ok_or_else(|| {
        let known: Vec<&str> = bundled::CASES.iter().map(|(id, _)| *id).collect();
        Failure::new(format!("no case called {id:?} comes with the program"))
            .hint(format!("there are {}", known.join(", ")))
    })?)
}

fn check(named: &str, settings: &Settings) -> Result<Exit> {
    let library = Library::open(settings)?;
    let (read, problems) = read_case(named, settings)?;
    let case = Case::new(read, library.context());
    let mut all: Vec<&Diagnostic> = problems.iter().chain(&case.problems).collect();
    all.sort_by_key(|problem| problem.place.line);
    for problem in &all {
        settings.console().diagnostic(problem);
    }
    let all = || all.iter();
    let errors = all().filter(|problem| problem.severity == Severity::Error).count();
    let warnings = all().count() - errors;
    let file = &case.file;
    let has = [
        (file.line.len(), "line", "lines"),
        (file.rivals.len(), "pair of rivals", "pairs of rivals"),
        (file.process.len(), "process", "processes"),
        (file.norms.len(), "set of norms", "sets of norms"),
        (file.initiative.len(), "initiative", "initiatives"),
        (file.question.len(), "question", "questions"),
    ];
    let has: Vec<String> = has.into_iter().map(|(n, one, more)| number_of(n, one, more)).collect();
    let found = [number_of(errors, "error", "errors"), number_of(warnings, "warning", "warnings")];
    let mut sink = Sink::open(None, false)?;
    writeln!(sink, "{}: {}; {}", case.id, has.join(", "), found.join(", "))?;
    sink.finish()?;
    Ok(settings.exit(errors + warnings > 0))
}

fn number_of(n: usize, one: &str, more: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { more })
}

/// A case by the id of one that comes with the program, or by its file; what is wrong in it is told, and of one that
/// comes with the program only how much the record lacks.
pub(super) fn open<'a>(named: &str, library: &'a Library, settings: &Settings) -> Result<Case<'a>> {
    let (read, problems) = read_case(named, settings)?;
    for problem in &problems {
        settings.console().diagnostic(problem);
    }
    let mut case = Case::new(read, library.context());
    if bundled::find(named).is_some() {
        let n = case.problems.len();
        if n > 0 {
            settings.console().note(&format!(
                "{n} gaps in this case are known: its report lists them, and so does `travaux case check {named}`"
            ));
        }
    } else {
        for problem in &case.problems {
            settings.console().diagnostic(problem);
        }
    }
    case.problems.splice(0..0, problems);
    Ok(case)
}

/// What a case file has, and what is wrong in it as a file.
fn read_case(named: &str, settings: &Settings) -> Result<(Read, Vec<Diagnostic>)> {
    if let Some(text) = bundled::find(named) {
        return Ok(read(text, &format!("{named}.toml")));
    }
    let path = Path::new(named);
    let bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound && !named.contains(['/', '.']) => {
            return bundled_text(named).map(|text| read(text, named));
        }
        Err(error) => return Err(error).with_context(|| format!("cannot read {named}")),
    };
    let text = String::from_utf8(bytes).map_err(|error| {
        let before = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let line = before.split(|byte| *byte == b'\n').count();
        Failure::new(format!("{named}:{line}: the file is not UTF-8"))
            .hint("save it as UTF-8, which TOML asks for")
    })?;
    let (read, problems) = read(&text, named);
    let errors = problems.iter().filter(|problem| problem.severity == Severity::Error).count();
    if errors > 0 && read.file.case.is_none() && read.file.line.is_empty() && read.file.process.is_empty() {
        for problem in &problems {
            settings.console().diagnostic(problem);
        }
        let failure = Failure::new(format!("{named} has nothing of a case that can be read"));
        return Err(failure.hint("`travaux case show cyber` prints one that can be").into());
    }
    Ok((read, problems))
}
