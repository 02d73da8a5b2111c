//! `travaux compare`: joint positions on two decisions.

use anyhow::Result;

use super::ask::Library;
use crate::args::RenderArgs;
use crate::exit::Exit;
use crate::output::give;
use crate::settings::Settings;

pub(super) const NAME: &str = "compare";

const EXAMPLES: &str = "\
Examples:
  travaux compare 75/32 75/240                  two rival texts of one year
  travaux compare 75/32 75/240 --format csv --table names
  travaux compare 75/32 75/240 --output rivals.xlsx";

/// Compare two decisions: who stood where on both, with names in every cell
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// The first text: the rows of the table
    first: String,

    /// The second text: the columns
    second: String,

    #[command(flatten)]
    render: RenderArgs,
}

pub(crate) fn run(args: &Args, settings: &Settings) -> Result<Exit> {
    let library = Library::open(settings)?;
    let answer = library.ask_of_two([&args.first, &args.second], travaux_votes::compare)?;
    give(settings, &args.render, NAME, &answer)
}
