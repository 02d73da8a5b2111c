//! `travaux state`: one state.

use anyhow::Result;

use super::ask::{Library, find_state};
use crate::args::RenderArgs;
use crate::exit::Exit;
use crate::output::give;
use crate::settings::Settings;

pub(super) const NAME: &str = "state";

const EXAMPLES: &str = "\
Examples:
  travaux state FRA
  travaux state \"Côte d'Ivoire\"
  travaux state TÜRKİYE --format csv --table positions";

/// Show a state: names, codes, membership and groups through time, votes by session
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// The state, by a code or a name in any of the six languages
    state: String,

    #[command(flatten)]
    render: RenderArgs,
}

pub(crate) fn run(args: &Args, settings: &Settings) -> Result<Exit> {
    let state = find_state(&args.state)?;
    let library = Library::open(settings)?;
    let answer = travaux_votes::state(library.context(), state);
    give(settings, &args.render, NAME, &answer)
}
