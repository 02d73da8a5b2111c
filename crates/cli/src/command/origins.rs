//! `travaux origins`: the earlier clauses that each clause comes from.

use anyhow::Result;
use clap::ValueHint;
use travaux_text::questions::origins;

use super::texts::{LanguageArgs, Shelf};
use crate::args::RenderArgs;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::give;
use crate::settings::Settings;

pub(super) const NAME: &str = "origins";

const EXAMPLES: &str = "\
Examples:
  travaux origins 75/240                     of each clause, the likest earlier
  travaux origins 75/240 --clause OP1 --most 5
  travaux origins our-draft.txt --output origins.xlsx";

/// Trace each clause of a text to earlier clauses in all texts of the record, with what differs
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// The text: a symbol or a file
    #[arg(value_hint = ValueHint::FilePath)]
    text: String,

    /// Only these clauses: PP10, OP1, "OP4 (b)"
    #[arg(long, value_name = "CLAUSE", num_args = 1..)]
    clause: Vec<String>,

    /// How many earlier clauses of each
    #[arg(long, value_name = "N", default_value_t = 1)]
    most: usize,

    #[command(flatten)]
    language: LanguageArgs,

    #[command(flatten)]
    render: RenderArgs,
}

pub(crate) fn run(args: &Args, settings: &Settings) -> Result<Exit> {
    let shelf = Shelf::open(settings, args.language.language.as_deref())?;
    let texts = shelf.all()?;
    let text = shelf.find(&args.text)?;
    for wanted in &args.clause {
        if text.document.clause(wanted).is_none() {
            let ids: Vec<&str> = text.document.clauses.iter().map(|clause| clause.id.as_str()).collect();
            return Err(Failure::new(format!("{} has no clause {wanted}", text.name))
                .hint(format!("it has {}", ids.join(", ")))
                .into());
        }
    }
    let clauses = (!args.clause.is_empty()).then_some(args.clause.as_slice());
    let answer = origins(&text, clauses, &texts.passages()?, args.most.max(1));
    give(settings, &args.render, NAME, &answer)
}
