//! `travaux sponsors`: who sponsored a text.

use anyhow::Result;
use clap::ArgAction;
use travaux_figure::figures;
use travaux_votes::sponsors::{Against, OnBehalf};

use super::ask::Library;
use crate::args::{FigureArgs, MapViewArgs, RenderArgs};
use crate::exit::Exit;
use crate::output::figure::draw_and_give;
use crate::settings::Settings;

pub(super) const NAME: &str = "sponsors";

const EXAMPLES: &str = "\
Examples:
  travaux sponsors 76/19                   tabled, joined, withdrew; their votes
  travaux sponsors 75/240 --against 73/27  kept, new, gone; their votes
  travaux sponsors 75/32 --against 75/240 --since 73/266 73/27
                                           two camps, two years: who changed
  travaux sponsors 75/240 --format csv --table events
  travaux sponsors 75/32 --against 75/240 --since 73/266 73/27 --figure map.svg";

/// Show who sponsored a text and how the sponsors voted, alone or beside another text
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// The text
    text: String,

    /// Another text, to compare its sponsors with
    #[arg(long, value_name = "TEXT")]
    against: Option<String>,

    /// With --against, the earlier text of each of the two camps, in the same order
    #[arg(long, value_names = ["TEXT", "TEXT"], num_args = 2, action = ArgAction::Set, requires = "against")]
    since: Option<Vec<String>>,

    /// Count the members of a group on behalf of which a text was sponsored
    #[arg(long)]
    count_groups: bool,

    #[command(flatten)]
    figure: FigureArgs,

    #[command(flatten)]
    view: MapViewArgs,

    #[command(flatten)]
    render: RenderArgs,
}

pub(crate) fn run(args: &Args, settings: &Settings) -> Result<Exit> {
    let library = Library::open(settings)?;
    let on_behalf = if args.count_groups { OnBehalf::Counted } else { OnBehalf::Apart };
    let texts: Vec<&str> = [&args.text]
        .into_iter()
        .chain(&args.against)
        .chain(args.since.iter().flatten())
        .map(String::as_str)
        .collect();
    let answer = library.ask(&texts, |context, found| {
        let against = match *found {
            [_, rival, first, other] => Some(Against::rival(rival, [first, other])),
            [_, other] => Some(Against::text(other)),
            _ => None,
        };
        Ok(travaux_votes::sponsors(context, found[0], against, on_behalf))
    })?;
    draw_and_give(settings, (&args.figure, &args.render), NAME, library.record, &answer, |setting| {
        figures::sponsorship(setting, &answer, args.view.view())
    })
}
