//! `travaux balance`: the tallies of several decisions side by side.

use anyhow::Result;
use travaux_figure::figures;

use super::ask::Library;
use crate::args::{FigureArgs, RenderArgs};
use crate::exit::Exit;
use crate::output::figure::draw_and_give;
use crate::settings::Settings;

pub(super) const NAME: &str = "balance";

const EXAMPLES: &str = "\
Examples:
  travaux balance 73/27 73/266 75/32 75/240  two camps in two years
  travaux balance 75/240 'A/C.1/75/L.8/Rev.1 PP10' A/C.1/75/L.8/Rev.1
  travaux balance 75/32 75/240 --format csv --table names
  travaux balance 73/27 75/240 --figure balance.svg --size column";

/// Put the tallies of decisions side by side, with the shares of the members and of those voting
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// The texts, in the order in which they are shown
    #[arg(required = true, value_name = "TEXT")]
    texts: Vec<String>,

    #[command(flatten)]
    figure: FigureArgs,

    #[command(flatten)]
    render: RenderArgs,
}

pub(crate) fn run(args: &Args, settings: &Settings) -> Result<Exit> {
    let library = Library::open(settings)?;
    let texts: Vec<&str> = args.texts.iter().map(String::as_str).collect();
    let answer = library.ask(&texts, travaux_votes::balance)?;
    draw_and_give(settings, (&args.figure, &args.render), NAME, library.record, &answer, |setting| {
        figures::balance(setting, &answer)
    })
}
