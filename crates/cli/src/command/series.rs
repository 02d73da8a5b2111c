//! `travaux series`: texts of one title through the years.

use anyhow::Result;
use travaux_figure::figures;

use super::ask::Library;
use crate::args::{FigureArgs, RenderArgs};
use crate::exit::Exit;
use crate::output::figure::draw_and_give;
use crate::settings::Settings;

pub(super) const NAME: &str = "series";

const EXAMPLES: &str = "\
Examples:
  travaux series 75/240
  travaux series 75/240 --output series.xlsx
  travaux series 75/240 --figure series.png";

/// Show the texts of one title through the years, with their votes and sponsors
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// Any text of the series
    text: String,

    #[command(flatten)]
    figure: FigureArgs,

    #[command(flatten)]
    render: RenderArgs,
}

pub(crate) fn run(args: &Args, settings: &Settings) -> Result<Exit> {
    let library = Library::open(settings)?;
    let found = library.find(&args.text)?;
    let mut answer = travaux_votes::series(library.context(), found.decision);
    found.annotate(&mut answer);
    draw_and_give(settings, (&args.figure, &args.render), NAME, library.record, &answer, |setting| {
        figures::series(setting, &answer)
    })
}
