//! What is said to the user beside the data: on standard error, and nothing else is.

use std::cell::Cell;
use std::io::{self, Write};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use travaux_record::{Diagnostic, Severity};

use crate::failure;
use crate::output::style::{self, paint};

/// Standard error.
#[derive(Debug)]
pub(crate) struct Console {
    quiet: bool,
    styled: bool,
    warned: Cell<bool>,
}

impl Console {
    pub(crate) fn new(quiet: bool, styled: bool) -> Self {
        Self { quiet, styled, warned: Cell::new(false) }
    }

    /// A progress bar on standard error, where that is a terminal and more than errors is wanted.
    pub(crate) fn progress_bar(&self, template: &str) -> ProgressBar {
        let bar = ProgressBar::new(0);
        bar.set_draw_target(if self.quiet {
            ProgressDrawTarget::hidden()
        } else {
            ProgressDrawTarget::stderr()
        });
        let style = ProgressStyle::with_template(template);
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()).progress_chars("=> "));
        bar
    }

    /// Whether a warning was given, printed or not.
    pub(crate) fn has_warned(&self) -> bool {
        self.warned.get()
    }

    /// Something to know.
    pub(crate) fn note(&self, message: &str) {
        if !self.quiet {
            say(&format!("{} {message}", paint("note:", style::HINT, self.styled)));
        }
    }

    /// Something wrong that did not keep the answer from being given.
    pub(crate) fn warn(&self, message: &str, hint: Option<&str>) {
        self.warned.set(true);
        if !self.quiet {
            say(&format!("{} {message}", paint("warning:", style::WARNING, self.styled)));
            if let Some(hint) = hint {
                self.hint(hint);
            }
        }
    }

    /// Why there is no answer.
    pub(crate) fn error(&self, error: &anyhow::Error) {
        say(&format!("{} {error:#}", paint("error:", style::ERROR, self.styled)));
        failure::hints(error).for_each(|hint| self.hint(hint));
    }

    /// What a reader of files found.
    pub(crate) fn diagnostic(&self, diagnostic: &Diagnostic) {
        let (word, style) = match diagnostic.severity {
            Severity::Note => ("note:", style::HINT),
            Severity::Warning => ("warning:", style::WARNING),
            Severity::Error => ("error:", style::ERROR),
        };
        if !self.quiet {
            let Diagnostic { place, message, code, .. } = diagnostic;
            say(&format!("{} {place}: {message} [{code}]", paint(word, style, self.styled)));
            diagnostic.hint.iter().for_each(|hint| self.hint(hint));
        }
    }

    /// A line as it is, unless only errors are wanted.
    pub(crate) fn line(&self, text: &str) {
        if !self.quiet {
            say(text);
        }
    }

    fn hint(&self, hint: &str) {
        say(&format!("  {} {hint}", paint("hint:", style::HINT, self.styled)));
    }
}

fn say(text: &str) {
    // Where standard error is closed there is nobody to tell.
    let _ = writeln!(io::stderr(), "{text}");
}
