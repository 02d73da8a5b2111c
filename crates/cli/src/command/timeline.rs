//! `travaux timeline`: the processes of a case in time.

use std::io::Write;
use std::path::PathBuf;

use anyhow::Result;
use clap::ValueHint;
use travaux_case::timeline::{Timeline, figure, ics};
use travaux_votes::record_through;

use super::ask::Library;
use super::case::open;
use crate::args::{FigureArgs, RenderArgs};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::figure::draw_and_give;
use crate::output::sink::Sink;
use crate::settings::Settings;

pub(super) const NAME: &str = "timeline";

const EXAMPLES: &str = "\
Examples:
  travaux timeline cyber
  travaux timeline cyber --figure timeline.svg --data
  travaux timeline cyber --ics timeline.ics     for a calendar";

/// Show the processes of a case in time: sessions, votes, reports, overlaps, what is due
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// The case: the id of one that comes with the program, or a case file
    #[arg(value_hint = ValueHint::FilePath)]
    case: String,

    /// File to write sessions, decisions and reports into, as a calendar (RFC 5545)
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    ics: Option<PathBuf>,

    #[command(flatten)]
    figure: FigureArgs,

    #[command(flatten)]
    render: RenderArgs,
}

pub(crate) fn run(args: &Args, settings: &Settings) -> Result<Exit> {
    let library = Library::open(settings)?;
    let case = open(&args.case, &library, settings)?;
    let answer = Timeline::of(&case);
    // What is wrong in the case file counts as well as what is wrong in the answer.
    let strictly = |exit| if case.problems.is_empty() { exit } else { settings.exit(true) };
    if let Some(path) = &args.ics {
        let stamp = record_through(library.record)
            .ok_or_else(|| Failure::new("the record has no day, and a calendar needs one to be made on"))?;
        let mut sink = Sink::open(Some(path), false)?;
        sink.write_all(ics(&answer.value, stamp).as_bytes())?;
        sink.finish()?;
        settings.console().note(&format!("the calendar is in {}", path.display()));
        if args.figure.figure.is_none() && !args.render.is_asked_for() {
            return Ok(strictly(settings.exit_of(&answer)));
        }
    }
    let title = format!("{}: lines, processes, sessions, reports", case.title);
    let exit =
        draw_and_give(settings, (&args.figure, &args.render), NAME, library.record, &answer, |setting| {
            figure(setting, &answer, &title)
        })?;
    Ok(strictly(exit))
}
