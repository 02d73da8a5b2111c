//! What was typed, with defaults and the environment: what it means.

use std::borrow::Cow;
use std::env;
use std::fs;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use anstream::{AutoStream, ColorChoice};
use anyhow::{Context, Error, Result};
use travaux_record::{Answer, Caveat, Record, RecordError, snapshot};
use travaux_un::group::{Groups, groups};

use crate::args::{ColorArg, CommonArgs};
use crate::console::Console;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::terminal::Screen;

/// The environment variable that names the record's folder.
pub(crate) const RECORD_VARIABLE: &str = "TRAVAUX_RECORD";

/// The width of tables when nobody looks at them: piped, or written to a file.
const WIDTH_UNSEEN: u16 = 100;
/// The narrowest width that tables are made for.
const WIDTH_LEAST: u16 = 40;

/// Everything that holds for all commands.
#[derive(Debug)]
pub(crate) struct Settings {
    /// The folder named on the command line: it must hold a record to be read.
    named: Option<PathBuf>,
    bundled: bool,
    groups_file: Option<PathBuf>,
    strict: bool,
    color: ColorChoice,
    console: Console,
}

impl Settings {
    pub(crate) fn new(args: &CommonArgs) -> Self {
        let color = match args.color {
            ColorArg::Auto => ColorChoice::Auto,
            ColorArg::Always => ColorChoice::Always,
            ColorArg::Never => ColorChoice::Never,
        };
        Self {
            named: args.record.clone(),
            bundled: !args.no_bundled,
            groups_file: args.groups.clone(),
            strict: args.strict,
            color,
            console: Console::new(args.quiet, styled(color, &io::stderr())),
        }
    }

    /// Where to speak to the user.
    pub(crate) fn console(&self) -> &Console {
        &self.console
    }

    /// Whether the user wants to fail on what is wrong.
    pub(crate) fn strict(&self) -> bool {
        self.strict
    }

    /// How the process ends: with `--strict`, anything found wrong counts.
    pub(crate) fn exit(&self, wrong: bool) -> Exit {
        if self.strict && (wrong || self.console.has_warned()) { Exit::FoundWrong } else { Exit::Answered }
    }

    /// How the process ends after an answer: a source that differs and a check not passed are something wrong.
    pub(crate) fn exit_of<T>(&self, answer: &Answer<T>) -> Exit {
        let is_wrong =
            |caveat: &Caveat| matches!(caveat, Caveat::FailedGate { .. } | Caveat::SourcesDiffer { .. });
        self.exit(answer.caveats.iter().any(is_wrong))
    }

    /// The width and the style of tables on standard output, or in a file.
    pub(crate) fn screen(&self, to_file: bool) -> Screen {
        let columns = env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
        let seen = || (!to_file && io::stdout().is_terminal()).then(terminal_width).flatten();
        let width: u16 = columns.or_else(seen).unwrap_or(WIDTH_UNSEEN);
        Screen { width: width.max(WIDTH_LEAST), styled: !to_file && styled(self.color, &io::stdout()) }
    }

    /// The same, of what is said on standard error.
    pub(crate) fn screen_of_stderr(&self) -> Screen {
        Screen { styled: styled(self.color, &io::stderr()), ..self.screen(false) }
    }

    /// The folder where the user's record is, or would be.
    pub(crate) fn record_folder(&self) -> Result<PathBuf> {
        if let Some(named) = &self.named {
            return Ok(named.clone());
        }
        if let Some(folder) = env::var_os(RECORD_VARIABLE).filter(|folder| !folder.is_empty()) {
            return Ok(PathBuf::from(folder));
        }
        data_folder().map(|folder| folder.join("travaux").join("record")).ok_or_else(|| {
            Failure::new("there is no folder for your data: neither HOME nor XDG_DATA_HOME is set")
                .hint(format!("name one with --record, or set {RECORD_VARIABLE}"))
                .into()
        })
    }

    /// The record to answer from: the bundled one, with the user's laid over it where there is one.
    pub(crate) fn record(&self) -> Result<Record> {
        match (self.own_folder(), self.bundled) {
            (Some(folder), true) => open(&folder, Record::open_over_bundled),
            (Some(folder), false) => open(&folder, Record::open),
            (None, true) => Ok(Record::bundled()),
            (None, false) => Err(Failure::new("there is no record besides the bundled one")
                .hint("make one with `travaux import FILE…`, or name its folder with --record")
                .into()),
        }
    }

    /// The folder of the user's record: the one that is named, else the usual one if there is a record in it.
    fn own_folder(&self) -> Option<PathBuf> {
        match &self.named {
            Some(named) => Some(named.clone()),
            None => self.record_folder().ok().filter(|folder| snapshot::exists(folder)),
        }
    }

    /// A part of the user's record, if there is one, without the rest of it and the bundled one.
    pub(crate) fn own_record<T>(&self, part: impl Fn(&Path) -> Result<T, RecordError>) -> Result<Option<T>> {
        self.own_folder().map(|folder| open(&folder, part)).transpose()
    }

    /// What an import is merged with: the record to answer from, if there is one yet.
    pub(crate) fn base_record(&self) -> Result<Option<Record>> {
        let folder = self.record_folder()?;
        match (snapshot::exists(&folder), self.bundled) {
            (true, true) => open(&folder, Record::open_over_bundled).map(Some),
            (true, false) => open(&folder, Record::open).map(Some),
            (false, true) => Ok(Some(Record::bundled())),
            (false, false) => Ok(None),
        }
    }

    /// The known groups, with those of the user's own file.
    pub(crate) fn groups(&self) -> Result<Cow<'static, Groups>> {
        let Some(path) = &self.groups_file else { return Ok(Cow::Borrowed(groups())) };
        let bytes = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
        let file = path.display().to_string();
        let (groups, problems) = groups().with_user_groups(&bytes, &file);
        for problem in &problems {
            self.console.warn(&format!("{file}:{}: {}", problem.line, problem.message), Some(&problem.hint));
        }
        Ok(Cow::Owned(groups))
    }
}

fn open<T>(folder: &Path, open: impl Fn(&Path) -> Result<T, RecordError>) -> Result<T> {
    open(folder).map_err(|error| match error {
        RecordError::NoRecord(_) => {
            Failure::new(error.to_string()).hint("make one with `travaux import FILE…`").into()
        }
        error => Error::new(error).context(format!("cannot read the record in {}", folder.display())),
    })
}

fn styled(choice: ColorChoice, stream: &impl anstream::stream::RawStream) -> bool {
    let choice = match choice {
        ColorChoice::Auto => AutoStream::choice(stream),
        named => named,
    };
    !matches!(choice, ColorChoice::Never)
}

fn terminal_width() -> Option<u16> {
    terminal_size::terminal_size_of(io::stdout()).map(|(width, _)| width.0)
}

/// The folder for a user's data, by the rule of the platform.
fn data_folder() -> Option<PathBuf> {
    let folder = |variable: &str| env::var_os(variable).map(PathBuf::from).filter(|path| path.is_absolute());
    if cfg!(windows) {
        folder("LOCALAPPDATA")
    } else if cfg!(target_os = "macos") {
        folder("HOME").map(|home| home.join("Library").join("Application Support"))
    } else {
        // The XDG base directories: a path that is not absolute is to be ignored.
        folder("XDG_DATA_HOME").or_else(|| folder("HOME").map(|home| home.join(".local").join("share")))
    }
}
