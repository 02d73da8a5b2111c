//! `travaux cohesion`: how far the members of groups voted alike.

use anyhow::Result;

use super::ask::Library;
use crate::args::RenderArgs;
use crate::exit::Exit;
use crate::output::give;
use crate::settings::Settings;

pub(super) const NAME: &str = "cohesion";

const EXAMPLES: &str = "\
Examples:
  travaux cohesion 75/32 75/240                 the five regional groups
  travaux cohesion 75/32 75/240 --by EU,NAM,BRICS
  travaux cohesion 73/27 75/240 --by NAM --format csv --table decisions";

/// Show how far the members of groups voted alike: Rice's index and the agreement index
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// The texts, in the order in which they are shown
    #[arg(required = true, value_name = "TEXT")]
    texts: Vec<String>,

    /// Groups that are measured [default: the five regional groups]
    #[arg(long, value_name = "GROUPS", value_delimiter = ',')]
    by: Vec<String>,

    #[command(flatten)]
    render: RenderArgs,
}

pub(crate) fn run(args: &Args, settings: &Settings) -> Result<Exit> {
    let library = Library::open(settings)?;
    let texts: Vec<&str> = args.texts.iter().map(String::as_str).collect();
    let groups: Vec<&str> = args.by.iter().map(String::as_str).collect();
    let answer = library.ask(&texts, |context, found| travaux_votes::cohesion(context, found, &groups))?;
    give(settings, &args.render, NAME, &answer)
}
