//! `travaux sponsors`: who sponsored a text.

use anyhow::Result;
use travaux_votes::sponsors::OnBehalf;

use super::ask::Library;
use crate::args::RenderArgs;
use crate::exit::Exit;
use crate::output::give;
use crate::settings::Settings;

pub(super) const NAME: &str = "sponsors";

const EXAMPLES: &str = "\
Examples:
  travaux sponsors 76/19                   tabled, joined, withdrew; their votes
  travaux sponsors 75/240 --against 73/27  kept, new, gone; their votes
  travaux sponsors 75/240 --format csv --table events";

/// Show who sponsored a text and how the sponsors voted, alone or beside another text
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// The text
    text: String,

    /// Another text, to compare its sponsors with
    #[arg(long, value_name = "TEXT")]
    against: Option<String>,

    /// Count the members of a group on behalf of which a text was sponsored
    #[arg(long)]
    count_groups: bool,

    #[command(flatten)]
    render: RenderArgs,
}

pub(crate) fn run(args: &Args, settings: &Settings) -> Result<Exit> {
    let library = Library::open(settings)?;
    let found = library.find(&args.text)?;
    let against = args.against.as_deref().map(|text| library.find(text)).transpose()?;
    let on_behalf = if args.count_groups { OnBehalf::Counted } else { OnBehalf::Apart };
    let other = against.as_ref().map(|other| other.decision);
    let mut answer = travaux_votes::sponsors(library.context(), found.decision, other, on_behalf);
    found.annotate(&mut answer);
    if let Some(against) = against {
        against.annotate(&mut answer);
    }
    give(settings, &args.render, NAME, &answer)
}
