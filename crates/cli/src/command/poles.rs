//! `travaux poles`: where states stand on pairs of rival texts.

use anyhow::Result;
use travaux_figure::figures;
use travaux_record::Answer;
use travaux_votes::firmness::Firmness;
use travaux_votes::poles::{Poles, RivalPairs};

use super::ask::Library;
use crate::args::{FigureArgs, RenderArgs};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::figure::draw_and_give;
use crate::settings::Settings;

pub(super) const NAME: &str = "poles";

const EXAMPLES: &str = "\
Examples:
  travaux poles 75/32 75/240                 two rival texts of one year
  travaux poles 73/266 73/27 75/32 75/240    the rival texts of two years
  travaux poles 75/32 75/240 --format csv
  travaux poles 73/266 73/27 75/32 75/240 --firmness
  travaux poles 73/266 73/27 75/32 75/240 --figure poles.svg --data";

/// Show where states stand between two rival texts: at one, at the other, between, or not voting
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// The texts in pairs: a text and its rival, and so on
    #[arg(required = true, value_name = "TEXT", num_args = 2..)]
    texts: Vec<String>,

    /// Also how firm the poles are: the split beside chance, and how alike the states of each stand voted on the other
    /// decisions of the sessions
    #[arg(long)]
    firmness: bool,

    #[command(flatten)]
    figure: FigureArgs,

    #[command(flatten)]
    render: RenderArgs,
}

pub(crate) fn run(args: &Args, settings: &Settings) -> Result<Exit> {
    let (pairs, rest) = args.texts.as_chunks::<2>();
    if let [alone] = rest {
        return Err(Failure::new(format!("{alone} has no rival: the texts are to be named in pairs"))
            .hint("a text and its rival, then the next: travaux poles 73/266 73/27 75/32 75/240")
            .into());
    }
    let library = Library::open(settings)?;
    let ask = |[first, second]: &[String; 2]| library.ask_of_two([first, second], travaux_votes::poles);
    let answers: Vec<Answer<Poles>> = pairs.iter().map(ask).collect::<Result<_>>()?;
    let answers: Vec<&Answer<Poles>> = answers.iter().collect();
    let all = if args.firmness {
        let ask =
            |[first, second]: &[String; 2]| library.ask_of_two([first, second], travaux_votes::firmness);
        let firmness: Vec<Answer<Firmness>> = pairs.iter().map(ask).collect::<Result<_>>()?;
        RivalPairs::gather_with_firmness(&answers, &firmness)
    } else {
        RivalPairs::gather(&answers)
    };
    draw_and_give(settings, (&args.figure, &args.render), NAME, library.record, &all, |setting| {
        figures::poles(setting, &answers)
    })
}
