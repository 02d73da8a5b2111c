//! `travaux shift`: who moved between two decisions.

use anyhow::Result;
use travaux_figure::figures;

use super::ask::Library;
use crate::args::{FigureArgs, RenderArgs};
use crate::exit::Exit;
use crate::output::figure::draw_and_give;
use crate::settings::Settings;

pub(super) const NAME: &str = "shift";

const EXAMPLES: &str = "\
Examples:
  travaux shift 73/27 75/240                    two years of one sponsor's texts
  travaux shift 73/27 75/240 --format csv --table moves
  travaux shift 73/27 75/240 --format md > shift.md
  travaux shift 73/27 75/240 --figure shift.pdf";

/// Show who moved between two decisions, in the order of time
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// One text
    first: String,

    /// The other; the earlier of the two is where the shift begins
    second: String,

    #[command(flatten)]
    figure: FigureArgs,

    #[command(flatten)]
    render: RenderArgs,
}

pub(crate) fn run(args: &Args, settings: &Settings) -> Result<Exit> {
    let library = Library::open(settings)?;
    let answer = library.ask_of_two([&args.first, &args.second], travaux_votes::shift)?;
    draw_and_give(settings, (&args.figure, &args.render), NAME, library.record, &answer, |setting| {
        figures::shift(setting, &answer)
    })
}
