//! `travaux report`: the report of a case.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::ValueHint;
use travaux_case::report::{render, report};
use travaux_case::slug;

use super::ask::Library;
use super::case::open;
use crate::exit::Exit;
use crate::output::sink::Sink;
use crate::settings::Settings;

const EXAMPLES: &str = "\
Examples:
  travaux report cyber                       a case that comes with the program
  travaux report cyber --out cyber-2026      into this folder
  travaux report my-case.toml --strict       exit with 1 if anything is missing

Into the folder go report.html (one page that needs nothing else; print it from
a browser), report.md, report.typ, references.bib, references.json (CSL),
timeline.ics, and figures/ with the data of each.";

/// Write the report of a case: rivals, sponsors, votes, poles, absences, processes, norms
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// The case: the id of one that comes with the program, or a case file
    #[arg(value_hint = ValueHint::FilePath)]
    case: String,

    /// The folder to write into; files of the same names are replaced [default: ID-report]
    #[arg(long, short, value_name = "DIR", value_hint = ValueHint::DirPath)]
    out: Option<PathBuf>,
}

pub(crate) fn run(args: &Args, settings: &Settings) -> Result<Exit> {
    let library = Library::open(settings)?;
    let case = open(&args.case, &library, settings)?;
    let written = report(&case);
    let folder = args.out.clone().unwrap_or_else(|| PathBuf::from(format!("{}-report", slug(&case.id))));
    let files = render::files(&written, &case);
    for (name, bytes) in &files {
        let path = folder.join(name);
        let parent = path.parent().unwrap_or(&folder);
        fs::create_dir_all(parent).with_context(|| format!("cannot make {}", parent.display()))?;
        let mut sink = Sink::open(Some(&path), false)?;
        std::io::Write::write_all(&mut sink, bytes)?;
        sink.finish()?;
    }
    settings.console().note(&format!(
        "{} files are in {}; begin with {}",
        files.len(),
        folder.display(),
        folder.join("report.html").display()
    ));
    Ok(settings.exit(!case.problems.is_empty()))
}
