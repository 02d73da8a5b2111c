//! `travaux states`: sets of states.

use anyhow::Result;
use jiff::civil::Date;
use travaux_figure::figures;
use travaux_votes::record_through;

use super::ask::Library;
use crate::args::{FigureArgs, MapViewArgs, RenderArgs};
use crate::exit::Exit;
use crate::output::figure::draw_and_give;
use crate::settings::Settings;

pub(super) const NAME: &str = "states";

const EXAMPLES: &str = "\
Examples:
  travaux states 'absent(75/240) & in_favour(73/27)'
  travaux states 'sponsors(75/32) - in_favour(75/32)'
  travaux states 'against(75/240) & group(EU)'
  travaux states 'count(absent(75/240) & in_favour(73/27)) = 19'
  travaux states 'against(75/240) & group(EU)' --figure states.svg

Sets         in_favour(T) against(T) abstaining(T) absent(T) voting(T)
             members(T) sponsors(T) tabled(T) joined(T) withdrew(T)
             group(G), or a state
Between them | in either, & in both, - without; parentheses
Comparisons  count(SET) with = != < <= > >= and a number: answers true or false

A comparison that is false is an answer too: the exit code is 0 either way.";

/// Ask for a set of states, or whether a count holds
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// The expression; quote it, so that the shell leaves it alone
    #[arg(value_name = "EXPR")]
    expression: String,

    #[command(flatten)]
    figure: FigureArgs,

    #[command(flatten)]
    view: MapViewArgs,

    #[command(flatten)]
    render: RenderArgs,
}

pub(crate) fn run(args: &Args, settings: &Settings) -> Result<Exit> {
    let library = Library::open(settings)?;
    let answer = library.evaluate(&args.expression)?;
    // Which Members there are beside those in the set: today's, as far as the record knows of a today.
    let day = record_through(library.record).unwrap_or(Date::MAX);
    draw_and_give(settings, (&args.figure, &args.render), NAME, library.record, &answer, |setting| {
        figures::states(setting, &answer, day, args.view.view())
    })
}
