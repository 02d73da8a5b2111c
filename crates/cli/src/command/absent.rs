//! `travaux absent`: who did not vote.

use anyhow::Result;

use super::ask::{Library, explain};
use crate::args::RenderArgs;
use crate::exit::Exit;
use crate::output::give;
use crate::settings::Settings;

pub(super) const NAME: &str = "absent";

const EXAMPLES: &str = "\
Examples:
  travaux absent 75/240
  travaux absent 75/240 --format csv > absent.csv";

/// Show who did not vote, and what the record itself knows of why
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// The text
    text: String,

    #[command(flatten)]
    render: RenderArgs,
}

pub(crate) fn run(args: &Args, settings: &Settings) -> Result<Exit> {
    let library = Library::open(settings)?;
    let found = library.find(&args.text)?;
    let mut answer = travaux_votes::absent(library.context(), found.decision).map_err(explain)?;
    found.annotate(&mut answer);
    give(settings, &args.render, NAME, &answer)
}
