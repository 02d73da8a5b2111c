//! What can be typed. What it means is for [`Settings`](crate::settings::Settings) and the commands to say.
//!
//! These definitions feed the parser, `--help`, the man pages and the completions.

#![expect(clippy::doc_markdown, reason = "these comments are the text of --help")]

use std::path::{Path, PathBuf};

use clap::{Args, Parser, ValueEnum, ValueHint};

use travaux_figure::{Size, View};

use crate::command::Command;
use crate::output::{AnswerFormat, HELP};

const ABOUT: &str = "Answers questions about United Nations negotiations from the official record, with a source \
                     under every number";

const LONG_ABOUT: &str = "\
Answers questions about United Nations negotiations from the official record, with a source under every number.

It works offline: the votes of the General Assembly since 1946, with sponsors where they are known, are inside \
the program. A text is named as people write it: 75/240, a/res/75/240, A/C.1/75/L.8/Rev.1, or with a part: \
\"70/40 OP15\".";

const EXAMPLES: &str = "\
Examples:
  travaux show 75/240              one decision: its vote, by group, sponsors
  travaux compare 75/32 75/240     two rival texts: who stood where on both
  travaux shift 73/27 75/240       who moved between two votes, with names
  travaux states 'absent(75/240) & in_favour(73/27)'
  travaux diff 74/29 75/240        what changed in the words
  travaux report cyber             a whole negotiation, with figures and notes
  travaux export --session 75 --layout undl --output session75.csv

Exit codes: 0 answered; 1 answered, and --strict was given and something was
found wrong; 2 not answered.
Data go to standard output, everything else to standard error.";

/// The command line.
#[derive(Debug, Parser)]
#[command(
    name = crate::PROGRAM,
    version,
    about = ABOUT,
    long_about = LONG_ABOUT,
    after_help = EXAMPLES,
    styles = HELP,
    max_term_width = 100,
    disable_help_subcommand = true
)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) common: CommonArgs,

    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What every command takes.
#[derive(Debug, Args)]
#[command(next_help_heading = "Options of every command")]
pub(crate) struct CommonArgs {
    /// Folder of your own record, laid over the bundled one
    ///
    /// Without it, the folder that TRAVAUX_RECORD names, or travaux/record in your data folder, is used if there
    /// is a record in it.
    #[arg(long, global = true, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(crate) record: Option<PathBuf>,

    /// Leave the bundled record out
    #[arg(long, global = true)]
    pub(crate) no_bundled: bool,

    /// CSV file of your own groups: columns group, state and, if wanted, from, to, source
    #[arg(long, global = true, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) groups: Option<PathBuf>,

    /// Exit with 1 if anything was found wrong: a source that differs, a check not passed, a bad row
    #[arg(long, global = true)]
    pub(crate) strict: bool,

    /// Say nothing on standard error but errors
    #[arg(long, short, global = true)]
    pub(crate) quiet: bool,

    /// When to use colours; NO_COLOR is respected
    #[arg(long, global = true, value_enum, default_value_t = ColorArg::Auto, value_name = "WHEN", hide_possible_values = true)]
    pub(crate) color: ColorArg,
}

/// When to use colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ColorArg {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    /// Also into a pipe
    Always,
    /// Not at all
    Never,
}

/// How an answer is given.
#[derive(Debug, Args)]
#[command(next_help_heading = "Output")]
pub(crate) struct RenderArgs {
    /// Format of the answer [default: that of the file's ending, else table]
    #[arg(long, short, value_enum)]
    pub(crate) format: Option<AnswerFormat>,

    /// File to write; it appears only when it is whole
    #[arg(long, short, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) output: Option<PathBuf>,

    /// With --format csv or parquet: which table of the answer [default: the first]
    #[arg(long, value_name = "NAME")]
    pub(crate) table: Option<String>,
}

impl RenderArgs {
    /// Of a command with formats of its own: one that answers of all questions have.
    pub(crate) fn of(format: AnswerFormat, output: Option<&Path>) -> Self {
        Self { format: Some(format), output: output.map(Path::to_owned), table: None }
    }

    /// Whether the answer was asked for in so many words: by its format, its file or its table.
    pub(crate) fn is_asked_for(&self) -> bool {
        self.format.is_some() || self.output.is_some() || self.table.is_some()
    }

    /// The format named, or that of the file's ending, or tables.
    pub(crate) fn format(&self) -> AnswerFormat {
        self.format.or_else(|| of_ending(self.output.as_deref())).unwrap_or(AnswerFormat::Table)
    }
}

/// The format that the ending of a file names.
pub(crate) fn of_ending<F: ValueEnum>(output: Option<&Path>) -> Option<F> {
    let ending = output?.extension()?.to_str()?;
    F::from_str(ending, true).ok()
}

/// How an answer is drawn.
#[derive(Debug, Args)]
#[command(next_help_heading = "Figure")]
pub(crate) struct FigureArgs {
    /// File to draw the answer into: .svg, .png (300 dpi) or .pdf by its ending; `-` is SVG on standard output
    ///
    /// The tables are then printed only if --format or --output asks for them.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) figure: Option<PathBuf>,

    /// Size of the figure: column (90 mm), page (180 mm), slide (1280x720), or WxH in px, mm, cm or in [default: page]
    #[arg(long, value_name = "SIZE", requires = "figure")]
    pub(crate) size: Option<Size>,

    /// Write the figure's data beside it, as CSV
    #[arg(long, requires = "figure")]
    pub(crate) data: bool,
}

/// How states are laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum MapView {
    /// A map of the world
    Map,
    /// A grid with one tile for each Member State
    Tiles,
}

/// The choice of a map or tiles.
#[derive(Debug, Args)]
#[command(next_help_heading = "Figure")]
pub(crate) struct MapViewArgs {
    /// How states are laid out [default: map]
    #[arg(long, value_enum, requires = "figure")]
    view: Option<MapView>,
}

impl MapViewArgs {
    pub(crate) fn view(&self) -> View {
        match self.view {
            None | Some(MapView::Map) => View::Map,
            Some(MapView::Tiles) => View::Tiles,
        }
    }
}
