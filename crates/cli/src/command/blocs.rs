//! `travaux blocs`: blocs of states.

use anyhow::Result;
use clap::ValueEnum;
use travaux_figure::figures::{self, BlocsView};
use travaux_votes::blocs::{BlocMethod, BlocPlaces, BlocsQuery};

use super::agreement::set;
use super::ask::{Library, explain};
use super::progress::Bar;
use super::selecting::{PositionsArgs, SelectionArgs};
use crate::args::{FigureArgs, RenderArgs};
use crate::exit::Exit;
use crate::output::figure::draw_and_give;
use crate::settings::Settings;

pub(super) const NAME: &str = "blocs";

const EXAMPLES: &str = "\
Examples:
  travaux blocs --session 75
  travaux blocs --session 75 --method latent-classes --replicates 20
  travaux blocs --session 75 --method mixture --by EU,NAM,BRICS --replicates 5
  travaux blocs --session 75 --method mixture --places scaling --replicates 5
  travaux blocs --since 2018 --until 2020 --topic nuclear --seed 7
  travaux blocs --session 75 --format csv --table states
  travaux blocs --session 75 --figure blocs.svg --data
  travaux blocs --session 75 --figure map.svg --view map";

/// Find blocs of states that vote alike, with how firm they are and how they compare with chance
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// How blocs are found
    #[arg(long, value_enum, default_value_t = MethodArg::Network)]
    method: MethodArg,

    /// Of mixture: where the places are from that it is over
    #[arg(long, value_enum, default_value_t = PlacesArg::IdealPoints)]
    places: PlacesArg,

    /// Of mixture over ideal points: 1, 2 or 3
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u8).range(1..=3))]
    dimensions: u8,

    /// Groups to set beside the blocs [default: the five regional groups]
    #[arg(long, value_name = "GROUPS", value_delimiter = ',')]
    by: Vec<String>,

    /// Only among these states: an expression, as `travaux states` takes it
    #[arg(long = "states", value_name = "EXPR")]
    expression: Option<String>,

    /// Leave states with fewer votes on decisions that divide out [default: a quarter of these, at least 10]
    #[arg(long, value_name = "N")]
    least_votes: Option<u32>,

    /// Try no more blocs than this, where their number is chosen by BIC
    #[arg(long, value_name = "N", default_value_t = 8, value_parser = clap::value_parser!(u16).range(1..=20))]
    most_blocs: u16,

    /// How often decisions are drawn anew and positions shuffled; 0 for neither
    #[arg(long, value_name = "N", default_value_t = 100, value_parser = clap::value_parser!(u16).range(..=10_000))]
    replicates: u16,

    /// The seed of everything random: the same seed gives the same blocs
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,

    #[command(flatten)]
    selection: SelectionArgs,

    #[command(flatten)]
    positions: PositionsArgs,

    #[command(flatten)]
    figure: FigureArgs,

    /// What is drawn [default: heat]
    #[arg(long, value_enum, requires = "figure", help_heading = "Figure")]
    view: Option<ViewArg>,

    #[command(flatten)]
    render: RenderArgs,
}

/// A method.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum MethodArg {
    /// The partition of the network of agreement with the greatest modularity
    Network,
    /// A normal mixture over ideal points; slower
    Mixture,
    /// Latent classes of in favour, abstaining and against; slower
    LatentClasses,
}

/// Where places are from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum PlacesArg {
    /// Ideal points of the same decisions, estimated anew whenever these are drawn anew
    IdealPoints,
    /// Classical multidimensional scaling of agreement, in two dimensions
    Scaling,
}

/// What is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ViewArg {
    /// A heat map of agreement, ordered by bloc
    Heat,
    /// The states in their places
    Scatter,
    /// A map of the world
    Map,
    /// A grid with one tile for each Member State
    Tiles,
}

impl From<MethodArg> for BlocMethod {
    fn from(method: MethodArg) -> Self {
        match method {
            MethodArg::Network => Self::Network,
            MethodArg::Mixture => Self::Mixture,
            MethodArg::LatentClasses => Self::LatentClasses,
        }
    }
}

impl From<ViewArg> for BlocsView {
    fn from(view: ViewArg) -> Self {
        match view {
            ViewArg::Heat => Self::Heat,
            ViewArg::Scatter => Self::Scatter,
            ViewArg::Map => Self::Map,
            ViewArg::Tiles => Self::Tiles,
        }
    }
}

pub(crate) fn run(args: &Args, settings: &Settings) -> Result<Exit> {
    let selection = args.selection.narrowed("travaux blocs --session 75, or --since 2018 --until 2020")?;
    let library = Library::open(settings)?;
    let among = args.expression.as_deref().map(|text| set(text, &library, selection.until)).transpose()?;
    let query = BlocsQuery {
        selection,
        method: args.method.into(),
        positions: args.positions.positions(),
        among,
        least_votes: args.least_votes,
        most_blocs: args.most_blocs,
        replicates: args.replicates,
        seed: args.seed,
        places: match args.places {
            PlacesArg::IdealPoints => BlocPlaces::IdealPoints { dimensions: args.dimensions },
            PlacesArg::Scaling => BlocPlaces::Scaling,
        },
    };
    let groups: Vec<&str> = args.by.iter().map(String::as_str).collect();
    let bar = Bar::new(settings, "drawing decisions anew");
    let found =
        travaux_votes::blocs_observed(library.context(), &query, &groups, &|done, of| bar.count(done, of));
    bar.finish();
    let answer = found.map_err(explain)?;
    let view = args.view.map(BlocsView::from).unwrap_or_default();
    draw_and_give(settings, (&args.figure, &args.render), NAME, library.record, &answer, |setting| {
        figures::blocs(setting, &answer, view)
    })
}
