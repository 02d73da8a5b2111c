//! `travaux mandate`: what texts ask of whom.

use anyhow::Result;
use clap::ValueHint;
use travaux_text::questions::mandates;

use super::texts::{LanguageArgs, Shelf};
use crate::args::RenderArgs;
use crate::exit::Exit;
use crate::output::give;
use crate::settings::Settings;

pub(super) const NAME: &str = "mandate";

const EXAMPLES: &str = "\
Examples:
  travaux mandate 75/240                  who is to do what, and by when
  travaux mandate 75/32 75/240            two mandates side by side
  travaux mandate our-draft.txt 75/240
  travaux mandate 75/32 75/240 --output mandates.xlsx";

/// Show the tasks that a text gives: who, what, by when, reporting to whom; of two texts, side by side
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// The texts: symbols or files
    #[arg(required = true, value_name = "TEXT", num_args = 1.., value_hint = ValueHint::FilePath)]
    texts: Vec<String>,

    #[command(flatten)]
    language: LanguageArgs,

    #[command(flatten)]
    render: RenderArgs,
}

pub(crate) fn run(args: &Args, settings: &Settings) -> Result<Exit> {
    let shelf = Shelf::open(settings, args.language.language.as_deref())?;
    let texts = args.texts.iter().map(|text| shelf.find(text)).collect::<Result<Vec<_>>>()?;
    give(settings, &args.render, NAME, &mandates(&texts))
}
