//! `travaux status`: the record itself.

use anyhow::Result;

use crate::args::RenderArgs;
use crate::exit::Exit;
use crate::output::give;
use crate::settings::Settings;

pub(super) const NAME: &str = "status";

const EXAMPLES: &str = "\
Examples:
  travaux status
  travaux status --format csv --table sessions
  travaux status --no-bundled --record ./record    your record alone";

/// Show what the record covers: sources, sessions, freshness, disagreements, what is missing
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    #[command(flatten)]
    render: RenderArgs,
}

pub(crate) fn run(args: &Args, settings: &Settings) -> Result<Exit> {
    let answer = travaux_votes::status(&settings.record()?);
    give(settings, &args.render, NAME, &answer)
}
