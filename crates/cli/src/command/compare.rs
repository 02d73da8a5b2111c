//! `travaux compare`: joint positions on two decisions.

use anyhow::Result;
use clap::ValueEnum;
use travaux_figure::{View, figures};

use super::ask::Library;
use crate::args::{FigureArgs, RenderArgs};
use crate::exit::Exit;
use crate::output::figure::draw_and_give;
use crate::settings::Settings;

pub(super) const NAME: &str = "compare";

const EXAMPLES: &str = "\
Examples:
  travaux compare 75/32 75/240                  two rival texts of one year
  travaux compare 75/32 75/240 --format csv --table names
  travaux compare 75/32 75/240 --output rivals.xlsx
  travaux compare 75/32 75/240 --figure rivals.svg --data
  travaux compare 75/32 75/240 --figure rivals.pdf --view matrix";

/// Compare two decisions: who stood where on both, with names in every cell
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// The first text: the rows of the table
    first: String,

    /// The second text: the columns
    second: String,

    #[command(flatten)]
    figure: FigureArgs,

    /// How states are laid out [default: map]
    #[arg(long, value_enum, requires = "figure", help_heading = "Figure")]
    view: Option<JointView>,

    #[command(flatten)]
    render: RenderArgs,
}

/// How states are laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum JointView {
    /// A map of the world
    Map,
    /// A grid with one tile for each Member State
    Tiles,
    /// A table of the two texts, with names
    Matrix,
}

impl From<JointView> for View {
    fn from(view: JointView) -> Self {
        match view {
            JointView::Map => Self::Map,
            JointView::Tiles => Self::Tiles,
            JointView::Matrix => Self::Matrix,
        }
    }
}

pub(crate) fn run(args: &Args, settings: &Settings) -> Result<Exit> {
    let library = Library::open(settings)?;
    let answer = library.ask_of_two([&args.first, &args.second], travaux_votes::compare)?;
    let view = args.view.map(View::from).unwrap_or_default();
    draw_and_give(settings, (&args.figure, &args.render), NAME, library.record, &answer, |setting| {
        figures::joint(setting, &answer, view)
    })
}
