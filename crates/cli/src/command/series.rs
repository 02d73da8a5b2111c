//! `travaux series`: texts of one title through the years.

use anyhow::Result;
use travaux_figure::figures;
use travaux_record::{Answer, Caveat};
use travaux_text::questions::phrases;
use travaux_votes::series::Series;
use travaux_votes::words::{counted, listed};

use super::ask::Library;
use super::texts::{LanguageArgs, Shelf};
use crate::args::{FigureArgs, RenderArgs};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::figure::draw_and_give;
use crate::output::give;
use crate::settings::Settings;

pub(super) const NAME: &str = "series";
pub(super) const OF_WORDS: &str = "series-text";

const EXAMPLES: &str = "\
Examples:
  travaux series 75/240
  travaux series 75/240 --output series.xlsx
  travaux series 75/240 --text       since when each phrase stands, what left
  travaux series 75/240 --figure series.png";

/// Show the texts of one title through the years, with their votes and sponsors
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// Any text of the series
    text: String,

    /// Follow the words instead: in which year each phrase of the latest text entered, and what left
    #[arg(long = "text", conflicts_with = "figure")]
    words: bool,

    #[command(flatten)]
    language: LanguageArgs,

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
    if args.words {
        return of_words(args, settings, &answer);
    }
    draw_and_give(settings, (&args.figure, &args.render), NAME, library.record, &answer, |setting| {
        figures::series(setting, &answer)
    })
}

/// The words of the texts under the very title, up to the one asked about.
fn of_words(args: &Args, settings: &Settings, series: &Answer<Series>) -> Result<Exit> {
    let shelf = Shelf::open(settings, args.language.language.as_deref())?;
    shelf.all()?;
    let names = series.value.texts.iter().filter(|text| text.same_title).map(|text| &text.decision.text);
    let until = series.value.decision.text.as_deref();
    let mut wanted: Vec<&str> = Vec::new();
    for name in names.flatten() {
        if !wanted.contains(&name.as_str()) {
            wanted.push(name);
        }
        if Some(name.as_str()) == until {
            break;
        }
    }
    let (mut texts, mut missing) = (Vec::new(), Vec::new());
    for name in wanted {
        match shelf.in_record(name)? {
            Some(text) => texts.push(text),
            None => missing.push(name),
        }
    }
    if texts.len() < 2 {
        return Err(Failure::new(format!(
            "of the series of {} the record has {}: nothing can be followed",
            series.value.decision.id,
            counted(texts.len() as u64, "text"),
        ))
        .hint(format!("import the texts of {}", listed(missing, "and")))
        .into());
    }
    let mut answer = phrases(&texts);
    if !missing.is_empty() {
        let detail =
            format!("the texts of {} are not in the record: they were passed over", listed(missing, "and"));
        answer.caveat(Caveat::Coverage { detail });
    }
    give(settings, &args.render, OF_WORDS, &answer)
}
