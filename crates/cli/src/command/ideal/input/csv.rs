//! A long table from a CSV file.

use std::io::Read;

use anyhow::{Context, Result};

use super::columns;
use super::gathered::{Gathered, Row};
use super::problems::Problems;

pub(super) fn read(
    name: &str,
    from: impl Read,
    gathered: &mut Gathered,
    problems: &mut Problems<'_>,
) -> Result<()> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).trim(csv::Trim::All).from_reader(from);
    let headers = reader.headers().with_context(|| format!("{name} has no head"))?.clone();
    // Spreadsheets put a byte order mark before the first head.
    let heads: Vec<&str> = headers.iter().map(|head| head.trim_start_matches('\u{feff}')).collect();
    let ([voter, item, answer], period) = columns(name, &heads)?;
    let mut record = csv::StringRecord::new();
    loop {
        match reader.read_record(&mut record) {
            Ok(false) => return Ok(()),
            Ok(true) => {
                let cell = |at: usize| record.get(at).unwrap_or_default();
                let row = Row {
                    line: record.position().map_or(0, csv::Position::line),
                    voter: cell(voter),
                    item: cell(item),
                    period: period.map(cell),
                    answer: cell(answer),
                };
                gathered.take(&row, problems)?;
            }
            Err(error) => {
                if let csv::ErrorKind::Io(_) = error.kind() {
                    return Err(error).with_context(|| format!("cannot read {name}"));
                }
                let line = error.position().map_or(0, csv::Position::line);
                problems.row(line, format!("the row cannot be read: {error}"), "the row is left out");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use indicatif::ProgressBar;

    use super::*;
    use crate::console::Console;

    /// A file that no disk holds: a head, and then a thousand million rows.
    struct Endless {
        row: u64,
        rest: Vec<u8>,
    }

    impl Read for Endless {
        fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
            if self.rest.is_empty() && self.row < 1_000_000_000 {
                let (voter, item) = (self.row % 1_000, self.row / 1_000);
                self.rest =
                    format!("v{voter},i{item},{}\n", if voter < item { "yes" } else { "no" }).into_bytes();
                self.row += 1;
            }
            let n = self.rest.len().min(into.len());
            into[..n].copy_from_slice(&self.rest[..n]);
            self.rest.drain(..n);
            Ok(n)
        }
    }

    #[test]
    fn a_file_without_end_is_read_up_to_what_there_is_room_for() {
        let console = Console::new(true, false);
        let (mut gathered, mut problems) =
            (Gathered::new(50_000, ProgressBar::hidden()), Problems::new(&console, "endless.csv"));
        let mut endless = Endless { row: 0, rest: b"voter,item,answer\n".to_vec() };
        let refused = read("endless.csv", &mut endless, &mut gathered, &mut problems);
        assert_eq!(refused.expect_err("it is too long").to_string(), "more than 50000 votes");
        // A little more was read than was taken: what a buffer holds.
        assert!((50_000..60_000).contains(&endless.row), "{}", endless.row);
    }

    #[test]
    fn rows_of_any_length_and_quotes_that_are_not_closed_are_rows() {
        let console = Console::new(true, false);
        let (mut gathered, mut problems) =
            (Gathered::new(10, ProgressBar::hidden()), Problems::new(&console, "odd.csv"));
        let odd = "\u{feff}Voter, Item ,answer,other\n a , 1 ,yes\nb,1\n\nc,1,no,more,and more\n\"d,1,yes\n";
        read("odd.csv", odd.as_bytes(), &mut gathered, &mut problems).expect("it is read");
        let votes =
            gathered.votes(&["no".to_owned(), "yes".to_owned()], &mut problems).expect("there are votes");
        assert_eq!(votes.voters(), ["a", "c"]);
    }
}
