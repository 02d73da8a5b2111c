//! `travaux ideal`: where states stood, or anybody's voters.

mod checkpoint;
mod input;

use std::path::PathBuf;

use anyhow::Result;
use clap::{ValueEnum, ValueHint};
use travaux_figure::figures;
use travaux_ideal::kept::Keep;
use travaux_ideal::{GibbsSettings, IdealError};
use travaux_record::Record;
use travaux_un::session::Session;
use travaux_votes::VotesError;
use travaux_votes::ideal::{IdealQuery, POSITIVE, Priors, voeten_layout};
use travaux_votes::selection::Selection;

use self::checkpoint::{Checkpoint, explained};
pub(super) use self::input::AnyPoints;
use super::ask::{Library, explain, find_state};
use super::progress::Bar;
use super::selecting::{PositionsArgs, SelectionArgs};
use crate::args::{FigureArgs, RenderArgs};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::figure::draw_and_give;
use crate::output::give_one_table;
use crate::settings::Settings;

pub(super) const NAME: &str = "ideal";
/// The schema of the answer on anybody's votes.
pub(super) const OF_INPUT: &str = "ideal-input";

const EXAMPLES: &str = "\
Examples:
  travaux ideal --from 46                     the last session, from end to end
  travaux ideal FRA DEU RUS --from 46 --figure points.svg
  travaux ideal --session 70-75 --issue hr --static
  travaux ideal --from 77 --engine gibbs --sweeps 400 --seed 7
  travaux ideal --from 77 --engine gibbs --sweeps 800 --seed 7 --checkpoint run
  travaux ideal --from 46 --every-session --layout voeten > points.csv
  travaux ideal CHN --from 46 --priors published --titles-apart

Anybody's votes, from a file with the columns voter, item, period, answer:
  travaux ideal --input my-votes.csv --answers no,abstain,yes --static
  travaux ideal --input my-votes.parquet --output points.parquet";

/// Estimate ideal points from recorded votes, with intervals
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// States to follow through the sessions; without any, the last session is told whole
    #[arg(value_name = "STATE")]
    states: Vec<String>,

    /// From this regular session on
    #[arg(long, value_name = "SESSION", conflicts_with = "session")]
    from: Option<u16>,

    /// One point a state for all sessions, in place of points that move
    #[arg(long = "static")]
    is_static: bool,

    /// 1, 2 or 3
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u8).range(1..=3))]
    dimensions: u8,

    /// The state (of --input: the voter) whose end of the first dimension is positive
    #[arg(long, value_name = "STATE")]
    positive: Option<String>,

    /// Fit each text by itself; without this, texts under one title share their parameters, which ties sessions together
    #[arg(long)]
    titles_apart: bool,

    /// Our own priors, or those of Bailey, Strezhnev and Voeten, for points that compare best with the published ones
    #[arg(long, value_enum, default_value_t = PriorsArg::Own)]
    priors: PriorsArg,

    /// Tell the points of every session where no state is named
    #[arg(long)]
    every_session: bool,

    /// The fast engine, or draws from the posterior
    #[arg(long, value_enum, default_value_t = EngineArg::Em)]
    engine: EngineArg,

    /// Of gibbs: sweeps of each chain that count
    #[arg(long, value_name = "N", default_value_t = 2000)]
    sweeps: u32,

    /// Of gibbs: sweeps of each chain before those
    #[arg(long, value_name = "N", default_value_t = 500)]
    warmup: u32,

    /// Of gibbs: chains
    #[arg(long, value_name = "N", default_value_t = 4)]
    chains: u32,

    /// Of gibbs: the same seed gives the same draws
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,

    /// Of gibbs: a file to keep the run in; if it is there already, the run goes on from it
    ///
    /// It is written every half minute, when Ctrl-C stops the run, and at the end. A run that was stopped and went on
    /// gives the same bytes as one that was not; more --sweeps make a run longer that has ended.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    checkpoint: Option<PathBuf>,

    /// Print the points in the columns of Voeten's published estimates, as CSV or Parquet
    #[arg(long, value_enum, value_name = "LAYOUT")]
    layout: Option<LayoutArg>,

    /// Votes of anybody: a CSV or Parquet file with the columns voter, item, period, answer
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath,
        conflicts_with_all = ["states", "from", "session", "since", "until", "issue", "topic", "committee"])]
    input: Option<PathBuf>,

    /// Of --input: the answers that count, from low to high
    #[arg(long, value_delimiter = ',', value_name = "ANSWERS", requires = "input")]
    answers: Vec<String>,

    /// Of --input: refuse a file with more votes; each takes about 30 bytes of memory
    #[arg(long, value_name = "N", requires = "input", default_value_t = 100_000_000)]
    most_votes: usize,

    #[command(flatten)]
    selection: SelectionArgs,

    #[command(flatten)]
    positions: PositionsArgs,

    #[command(flatten)]
    figure: FigureArgs,

    #[command(flatten)]
    render: RenderArgs,
}

/// Which engine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum EngineArg {
    /// Point estimates and corrected intervals, in seconds
    Em,
    /// Several chains of draws, in minutes
    Gibbs,
}

/// Which priors.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum PriorsArg {
    /// Wide ones, and a walk whose variance is estimated
    Own,
    /// Those of the published estimates, with a walk of given variance
    Published,
}

impl From<PriorsArg> for Priors {
    fn from(typed: PriorsArg) -> Self {
        match typed {
            PriorsArg::Own => Self::Own,
            PriorsArg::Published => Self::Published,
        }
    }
}

/// A layout of others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum LayoutArg {
    /// The columns of the published estimates, from `ccode` to `Countryname`
    Voeten,
}

impl Args {
    fn gibbs(&self) -> Option<GibbsSettings> {
        (self.engine == EngineArg::Gibbs).then(|| GibbsSettings {
            seed: self.seed,
            chains: self.chains,
            warmup: self.warmup,
            sweeps: self.sweeps,
            ..GibbsSettings::default()
        })
    }

    fn checkpoint(&self) -> Option<Checkpoint> {
        self.checkpoint.as_deref().map(Checkpoint::new)
    }
}

/// The decisions that are meant: with --from the regular sessions from that on, up to the last of the record.
fn selection(args: &Args, record: &Record) -> Selection {
    let mut selection = args.selection.selection();
    if let Some(from) = args.from {
        let regular = record.decisions().filter_map(|decision| match decision.session() {
            Some(Session::Regular(session)) => Some(session),
            _ => None,
        });
        let last = regular.max().unwrap_or(from).max(from);
        selection.sessions = (from..=last).map(Session::Regular).collect();
    }
    selection
}

pub(crate) fn run(args: &Args, settings: &Settings) -> Result<Exit> {
    if args.checkpoint.is_some() && args.engine != EngineArg::Gibbs {
        return Err(Failure::new("--checkpoint keeps the draws of --engine gibbs; em has none").into());
    }
    if let Some(path) = &args.input {
        return input::run(args, path, settings);
    }
    let library = Library::open(settings)?;
    let positive = find_state(args.positive.as_deref().unwrap_or(POSITIVE))?;
    let query = IdealQuery {
        positions: args.positions.positions(),
        dynamic: !args.is_static,
        priors: args.priors.into(),
        dimensions: usize::from(args.dimensions),
        same_titles: !args.titles_apart,
        gibbs: args.gibbs(),
        states: args.states.iter().map(|name| find_state(name)).collect::<Result<_>>()?,
        every_session: args.every_session,
        ..IdealQuery::new(selection(args, library.record), positive)
    };
    let bar = Bar::new(settings, "fitting");
    let mut checkpoint = args.checkpoint();
    let place = checkpoint.as_mut().map(|place| -> &mut dyn Keep { place });
    let found =
        travaux_votes::ideal_kept(library.context(), &query, place, &mut |progress| bar.observe(progress));
    bar.finish();
    let answer = found.map_err(|error| match error {
        VotesError::Ideal(error @ IdealError::Keep(_)) => explained(error, args.checkpoint.as_deref()),
        other => explain(other),
    })?;
    if answer.value.points.is_empty() {
        return Err(Failure::new("none of these states has a point in the sessions that were chosen")
            .hint("a state has one where it voted: `travaux state NAME` has its sessions")
            .into());
    }
    if args.layout == Some(LayoutArg::Voeten) {
        give_one_table(&args.render, &voeten_layout(&answer.value))?;
        return Ok(settings.exit_of(&answer));
    }
    draw_and_give(settings, (&args.figure, &args.render), NAME, library.record, &answer, |setting| {
        figures::ideal(setting, &answer)
    })
}
