//! `travaux agreement`: how far states voted alike.

use anyhow::Result;
use clap::ValueEnum;
use jiff::civil::Date;
use travaux_figure::figures;
use travaux_un::set::StateSet;
use travaux_votes::agreement::{AgreementQuery, Between, LEAST_VOTES, Measure};
use travaux_votes::record_through;
use travaux_votes::words::by_name;

use super::ask::{Library, explain, find_state};
use super::selecting::{CountingArgs, PositionsArgs, SelectionArgs};
use crate::args::{FigureArgs, RenderArgs};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::figure::draw_and_give;
use crate::settings::Settings;

pub(super) const NAME: &str = "agreement";

const EXAMPLES: &str = "\
Examples:
  travaux agreement RUS CHN USA FRA --since 2000     a matrix, then each pair
  travaux agreement BRA --session 70-75              its closest and farthest
  travaux agreement RUS CHN --measure all --session 75 --output pair.json
  travaux agreement --states 'group(BRICS)' --since 2010 --weights series
  travaux agreement --all-pairs --session 75 --output pairs.csv
  travaux agreement --states 'group(WEOG)' --session 75 --figure weog.svg";

/// Show how far states voted alike: twelve measures, each with its n and an interval
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// The states; one alone is set beside all others
    #[arg(value_name = "STATE")]
    states: Vec<String>,

    /// States as an expression, as `travaux states` takes it; a group without a day is as on the last day of the votes
    #[arg(long = "states", value_name = "EXPR")]
    expression: Option<String>,

    /// Every pair of all states
    #[arg(long, conflicts_with_all = ["states", "expression"])]
    all_pairs: bool,

    /// The measures, the one that orders the pairs first; or `all`
    #[arg(long, value_enum, value_delimiter = ',', value_name = "MEASURES",
        default_values_t = [MeasureArg::WeightedKappa, MeasureArg::P])]
    measure: Vec<MeasureArg>,

    /// Leave pairs with fewer votes in common out of the closest and the farthest
    #[arg(long, value_name = "N", default_value_t = LEAST_VOTES)]
    least_votes: u32,

    #[command(flatten)]
    selection: SelectionArgs,

    #[command(flatten)]
    positions: PositionsArgs,

    #[command(flatten)]
    counting: CountingArgs,

    #[command(flatten)]
    figure: FigureArgs,

    #[command(flatten)]
    render: RenderArgs,
}

/// A measure of agreement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum MeasureArg {
    /// Cohen's kappa with linear weights: an abstention is half
    WeightedKappa,
    /// Raw agreement: the share of votes on which both took the same position
    P,
    /// Agreement with an abstention as half, as in Voeten's data
    AbstentionHalf,
    /// Signorino and Ritter's S
    S,
    /// Scott's pi
    Pi,
    /// Cohen's kappa
    Kappa,
    /// Cohen's kappa with quadratic weights
    QuadraticKappa,
    /// Lijphart's index of agreement, from 0 to 100
    Lijphart,
    /// Voting coincidence: votes in favour or against alone
    Coincidence,
    /// Raw agreement, with texts adopted without a vote as agreement
    ConsensusP,
    /// S, with texts adopted without a vote as agreement
    ConsensusS,
    /// Scott's pi, with texts adopted without a vote as agreement
    ConsensusPi,
    /// All of them
    All,
}

impl MeasureArg {
    fn meant(self) -> Vec<Measure> {
        vec![match self {
            Self::WeightedKappa => Measure::WeightedKappa,
            Self::P => Measure::RawAgreement,
            Self::AbstentionHalf => Measure::AbstentionHalf,
            Self::S => Measure::S,
            Self::Pi => Measure::ScottPi,
            Self::Kappa => Measure::Kappa,
            Self::QuadraticKappa => Measure::QuadraticKappa,
            Self::Lijphart => Measure::Lijphart,
            Self::Coincidence => Measure::Coincidence,
            Self::ConsensusP => Measure::ConsensusRawAgreement,
            Self::ConsensusS => Measure::ConsensusS,
            Self::ConsensusPi => Measure::ConsensusScottPi,
            Self::All => return Measure::ALL.into(),
        }]
    }
}

pub(crate) fn run(args: &Args, settings: &Settings) -> Result<Exit> {
    let library = Library::open(settings)?;
    let query = AgreementQuery {
        selection: args.selection.selection(),
        measures: args.measure.iter().flat_map(|measure| measure.meant()).collect(),
        positions: args.positions.positions(),
        weighting: args.counting.weighting(),
        least_votes: args.least_votes,
    };
    let between = between(args, &library, query.selection.until)?;
    let answer = travaux_votes::agreement(library.context(), &between, &query).map_err(explain)?;
    draw_and_give(settings, (&args.figure, &args.render), NAME, library.record, &answer, |setting| {
        figures::agreement(setting, &answer)
    })
}

/// The pairs that are meant.
fn between(args: &Args, library: &Library, until: Option<Date>) -> Result<Between> {
    if args.all_pairs {
        return Ok(Between::All);
    }
    let named = args.states.iter().map(|name| find_state(name)).collect::<Result<Vec<_>>>()?;
    let set = args.expression.as_deref().map(|text| set(text, library, until)).transpose()?;
    match (named.as_slice(), set) {
        ([], None) => Err(Failure::new("no state was named")
            .hint("name one or several, choose some with --states EXPR, or take --all-pairs")
            .into()),
        ([], Some(set)) => Ok(Between::These(by_name(set))),
        (&[one], None) => Ok(Between::One(one)),
        (&[one], Some(set)) => Ok(Between::OneAnd(one, set)),
        (several, None) => Ok(Between::These(several.to_vec())),
        (several, Some(set)) => {
            let others = by_name(set).into_iter().filter(|state| !several.contains(state));
            Ok(Between::These(several.iter().copied().chain(others).collect()))
        }
    }
}

/// The states of an expression; a group without a day is as on the last day that is asked about.
pub(super) fn set(text: &str, library: &Library, until: Option<Date>) -> Result<StateSet> {
    let by_day = travaux_votes::Expr::parse(text).is_ok_and(|expr| expr.has_group_without_day());
    let day = until.into_iter().chain(record_through(library.record)).min();
    let answer = match day {
        Some(day) if by_day => library.evaluate_on(text, day)?,
        _ => library.evaluate(text)?,
    };
    Ok(answer.value.states)
}
