//! `travaux show`: one decision.

use anyhow::Result;
use travaux_figure::figures;

use super::ask::{Library, explain};
use crate::args::{FigureArgs, MapViewArgs, RenderArgs};
use crate::exit::Exit;
use crate::output::figure::draw_and_give;
use crate::settings::Settings;

pub(super) const NAME: &str = "show";

const EXAMPLES: &str = "\
Examples:
  travaux show 75/240
  travaux show a/res/76/19                 adopted without a vote: its sponsors
  travaux show '70/40 OP15'                a vote on one paragraph
  travaux show 75/240 --by EU,NAM,BRICS    the tally of these groups
  travaux show 75/240 --format csv --table groups
  travaux show 75/240 --figure vote.svg --data";

/// Show one decision: the vote, by group, who, sponsors, documents, what came before and after
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// The text, as people write its symbol; with a part of it, or the decision's name in the record
    text: String,

    /// Groups to give the tally of [default: the five regional groups]
    #[arg(long, value_name = "GROUPS", value_delimiter = ',')]
    by: Vec<String>,

    #[command(flatten)]
    figure: FigureArgs,

    #[command(flatten)]
    view: MapViewArgs,

    #[command(flatten)]
    render: RenderArgs,
}

pub(crate) fn run(args: &Args, settings: &Settings) -> Result<Exit> {
    let library = Library::open(settings)?;
    let found = library.find(&args.text)?;
    let groups: Vec<&str> = args.by.iter().map(String::as_str).collect();
    let mut answer = travaux_votes::show(library.context(), found.decision, &groups).map_err(explain)?;
    found.annotate(&mut answer);
    draw_and_give(settings, (&args.figure, &args.render), NAME, library.record, &answer, |setting| {
        figures::decision(setting, &answer, args.view.view())
    })
}
