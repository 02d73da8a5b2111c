//! `travaux man`: the manual pages.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::{CommandFactory, ValueHint};

use crate::args::Cli;
use crate::exit::Exit;
use crate::settings::Settings;

const EXAMPLES: &str = "\
Examples:
  travaux man ~/.local/share/man/man1
  man travaux-compare";

/// Write the manual pages, one a command, into a folder
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// The folder; made if it is not there
    #[arg(value_hint = ValueHint::DirPath)]
    folder: PathBuf,
}

pub(crate) fn run(args: &Args, settings: &Settings) -> Result<Exit> {
    let folder = args.folder.display();
    fs::create_dir_all(&args.folder).with_context(|| format!("cannot make {folder}"))?;
    clap_mangen::generate_to(Cli::command(), &args.folder)
        .with_context(|| format!("cannot write manual pages into {folder}"))?;
    settings.console().note(&format!("the manual pages are in {folder}"));
    Ok(Exit::Answered)
}
