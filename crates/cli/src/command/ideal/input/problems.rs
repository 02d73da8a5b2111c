//! What is wrong with rows: told one by one up to a number, and then counted.

use travaux_record::{Diagnostic, Place};

use super::gathered::Said;
use crate::console::Console;

/// So many are told.
const TOLD: u64 = 20;

#[derive(Debug)]
pub(super) struct Problems<'c> {
    console: &'c Console,
    file: String,
    rows: u64,
    answers: u64,
    of_other_answers: u64,
}

impl<'c> Problems<'c> {
    pub(super) fn new(console: &'c Console, file: &str) -> Self {
        Self { console, file: file.to_owned(), rows: 0, answers: 0, of_other_answers: 0 }
    }

    /// A row that is left out.
    pub(super) fn row(&mut self, line: u64, message: String, hint: &str) {
        self.rows += 1;
        if self.rows <= TOLD {
            let place = Place::line(&self.file, line);
            self.console.diagnostic(&Diagnostic::warning("bad-row", place, message).hint(hint));
        }
    }

    /// An answer that is none of those that count.
    pub(super) fn answer(&mut self, said: &Said, answers: &[String]) {
        self.answers += 1;
        self.of_other_answers += said.times;
        if self.answers <= TOLD {
            let place = Place::line(&self.file, said.line);
            let rows =
                if said.times == 1 { "1 row is".to_owned() } else { format!("{} rows are", said.times) };
            let message =
                format!("{:?} is none of the answers ({}): {rows} left out", said.word, answers.join(", "));
            self.console.diagnostic(
                &Diagnostic::warning("unknown-answer", place, message)
                    .hint("name all that count with --answers, low to high"),
            );
        }
    }

    /// Says how many were not told.
    pub(super) fn finish(&self) {
        if self.rows > TOLD {
            self.console.note(&format!("{} more rows could not be used", self.rows - TOLD));
        }
        if self.answers > TOLD {
            self.console.note(&format!("{} more answers are none of those that count", self.answers - TOLD));
        }
    }

    /// How many rows were left out.
    pub(super) fn left_out(&self) -> u64 {
        self.rows + self.of_other_answers
    }
}
