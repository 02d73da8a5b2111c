//! `travaux search`: clauses that have some words.

use std::collections::BTreeSet;

use anyhow::Result;
use clap::ValueEnum;
use travaux_record::{Record, Sponsor, SponsorEvent};
use travaux_text::questions::{Filter, Looked, Part, like, search};
use travaux_un::body::Body;
use travaux_un::symbol::Symbol;
use travaux_votes::words::counted;

use super::ask::find_state;
use super::texts::Shelf;
use crate::args::RenderArgs;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::give;
use crate::settings::Settings;

pub(super) const NAME: &str = "search";

const EXAMPLES: &str = "\
Examples:
  travaux search \"confidence-building measures\"
  travaux search \"women peace security\" --near 12 --in operative
  travaux search \"due diligence\" --year 2015-2025 --body GA
  travaux search \"information security\" --sponsor RUS
  travaux search --like \"Stressing the need to enhance cooperation\"
  travaux search --like \"$(cat paragraph.txt)\" --most 5

--like finds agreed language: clauses whose words are most like a phrase or a
paragraph of a draft, with what differs.";

/// Search the words of all texts: a phrase, words near each other, or words like a passage
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// The words, in a row
    #[arg(required_unless_present = "like")]
    words: Option<String>,

    /// The words within so many words of each other, in any order
    #[arg(long, value_name = "WORDS")]
    near: Option<usize>,

    /// A phrase or paragraph for which agreed language is wanted
    #[arg(long, value_name = "PASSAGE", conflicts_with_all = ["words", "near"])]
    like: Option<String>,

    /// Only in this part
    #[arg(long = "in", value_enum, value_name = "PART")]
    part: Option<PartArg>,

    /// Only texts of a year, or of years: 2018-2021
    #[arg(long, value_name = "YEARS", value_parser = years)]
    year: Option<(i16, i16)>,

    /// Only texts that this state sponsored, so far as the record has sponsors
    #[arg(long, value_name = "STATE")]
    sponsor: Option<String>,

    /// Only texts of this body: GA, SC, HRC, ECOSOC
    #[arg(long, value_enum, ignore_case = true, value_name = "BODY")]
    body: Option<BodyArg>,

    /// How many clauses are shown
    #[arg(long, value_name = "N", default_value_t = 20)]
    most: usize,

    #[command(flatten)]
    render: RenderArgs,
}

/// A part of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum PartArg {
    /// The preamble
    Preamble,
    /// The operative part
    Operative,
}

/// A body that adopts texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum BodyArg {
    /// General Assembly
    Ga,
    /// Security Council
    Sc,
    /// Human Rights Council
    Hrc,
    /// Economic and Social Council
    Ecosoc,
}

impl From<BodyArg> for Body {
    fn from(body: BodyArg) -> Self {
        match body {
            BodyArg::Ga => Self::GeneralAssembly,
            BodyArg::Sc => Self::SecurityCouncil,
            BodyArg::Hrc => Self::HumanRightsCouncil,
            BodyArg::Ecosoc => Self::EconomicAndSocialCouncil,
        }
    }
}

/// `2020`, `2018-2021`.
fn years(text: &str) -> Result<(i16, i16), String> {
    let (from, to) = text.split_once('-').unwrap_or((text, text));
    let year = |text: &str| text.parse::<i16>().ok().filter(|year| (1945..=2200).contains(year));
    match (year(from), year(to)) {
        (Some(from), Some(to)) if from <= to => Ok((from, to)),
        (Some(from), Some(to)) => Err(format!("{from} is after {to}")),
        _ => Err("years are as 2020 or 2018-2021".to_owned()),
    }
}

pub(crate) fn run(args: &Args, settings: &Settings) -> Result<Exit> {
    let shelf = Shelf::open(settings, None)?;
    let texts = shelf.all()?;
    let sponsored = args.sponsor.as_deref().map(|state| sponsored(settings, state)).transpose()?;
    let filter = Filter {
        part: args.part.map(|part| match part {
            PartArg::Preamble => Part::Preamble,
            PartArg::Operative => Part::Operative,
        }),
        years: args.year,
        body: args.body.map(Body::from),
        texts: sponsored,
    };
    let passages = texts.passages()?;
    let most = args.most.max(1);
    if let Some(passage) = &args.like {
        if passage.split_whitespace().count() < LEAST {
            return Err(Failure::new(format!("a passage needs at least {}", counted(LEAST as u64, "word")))
                .hint("for fewer words, search for them as a phrase: travaux search \"…\"")
                .into());
        }
        return give(settings, &args.render, NAME, &like(passage, &passages, &filter, most));
    }
    let words = args.words.clone().unwrap_or_default();
    let looked_for = match args.near {
        Some(within) => Looked::Near { words: words.clone(), within },
        None => Looked::Phrase { words: words.clone() },
    };
    let answer = search(looked_for, &passages, &filter, most)
        .ok_or_else(|| Failure::new(format!("{words:?} holds no word to look for")))?;
    give(settings, &args.render, NAME, &answer)
}

/// Words are compared in runs of so many.
const LEAST: usize = 3;

/// The texts that a state sponsored, under the symbol adopted.
fn sponsored(settings: &Settings, state: &str) -> Result<BTreeSet<String>> {
    let state = find_state(state)?;
    let record: Record = settings.record()?;
    let mut texts = BTreeSet::new();
    for event in record.all_sponsorships() {
        match &event.sponsor {
            Sponsor::State(sponsor) | Sponsor::OnBehalf { state: sponsor, .. } if *sponsor == state => {}
            _ => continue,
        }
        let adopted = record.document(&event.text).and_then(|document| document.adopted_as.as_ref());
        let decided = record.on_text(&event.text);
        let names = std::iter::once(event.text.as_str())
            .chain(adopted.map(Symbol::as_str))
            .chain(decided.iter().map(|decision| decision.text_str()));
        for name in names {
            if event.event == SponsorEvent::Withdrew {
                texts.remove(name);
            } else {
                texts.insert(name.to_owned());
            }
        }
    }
    if texts.is_empty() {
        return Err(Failure::new(format!("the record has no text that {} sponsored", state.state().name()))
            .hint("`travaux status` says of which texts the record has sponsors")
            .into());
    }
    Ok(texts)
}
