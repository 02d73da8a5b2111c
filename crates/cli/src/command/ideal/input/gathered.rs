//! Rows of a long table, gathered in so many bytes a vote, whatever they are called and in whatever order they come.

use std::collections::HashMap;

use anyhow::Result;
use indicatif::ProgressBar;
use travaux_ideal::{Votes, VotesBuilder};

use super::problems::Problems;
use crate::failure::Failure;

/// A row as its file has it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row<'r> {
    /// Its line, or its number, counted from 1.
    pub(super) line: u64,
    pub(super) voter: &'r str,
    pub(super) item: &'r str,
    /// Nothing where the file has no column of periods.
    pub(super) period: Option<&'r str>,
    /// Empty where there is no vote.
    pub(super) answer: &'r str,
}

/// Words, each kept once and with its number.
#[derive(Debug, Default)]
struct Words {
    numbers: HashMap<String, u32>,
    words: Vec<String>,
}

impl Words {
    fn number(&mut self, word: &str) -> u32 {
        if let Some(&number) = self.numbers.get(word) {
            return number;
        }
        let number = self.words.len() as u32;
        self.numbers.insert(word.to_owned(), number);
        self.words.push(word.to_owned());
        number
    }
}

/// An answer, in small letters, as it was first met.
#[derive(Debug)]
pub(super) struct Said {
    pub(super) word: String,
    pub(super) line: u64,
    pub(super) times: u64,
}

/// A vote takes thirteen bytes here, and four more while the table is put in order.
#[derive(Debug)]
pub(super) struct Gathered {
    most: usize,
    /// Counts the rows that were read.
    bar: ProgressBar,
    rows: u64,
    voters: Words,
    texts: Words,
    /// Items, which are texts in a period.
    items: Vec<(u32, i32)>,
    item_numbers: HashMap<(u32, i32), u32>,
    pub(super) answers: Vec<Said>,
    item: Vec<u32>,
    voter: Vec<u32>,
    answer: Vec<u8>,
    line: Vec<u32>,
}

/// So many rows are read between two numbers on the bar.
const SHOWN_EVERY: u64 = 1 << 16;
/// An answer is kept in a byte.
const MOST_ANSWERS: usize = 255;

impl Gathered {
    /// Nothing yet; no more than so many votes.
    pub(super) fn new(most: usize, bar: ProgressBar) -> Self {
        Self {
            most,
            bar,
            rows: 0,
            voters: Words::default(),
            texts: Words::default(),
            items: Vec::new(),
            item_numbers: HashMap::new(),
            answers: Vec::new(),
            item: Vec::new(),
            voter: Vec::new(),
            answer: Vec::new(),
            line: Vec::new(),
        }
    }

    /// Takes a row. One that cannot be used is told; more than there is room for is refused.
    pub(super) fn take(&mut self, row: &Row<'_>, problems: &mut Problems<'_>) -> Result<()> {
        let Row { line, voter, item, period, answer } = *row;
        self.rows += 1;
        if self.rows.is_multiple_of(SHOWN_EVERY) {
            self.bar.set_position(self.rows);
        }
        if voter.is_empty() || item.is_empty() {
            problems.row(line, "no voter, or no item".to_owned(), "the row is left out");
            return Ok(());
        }
        let period = match period {
            None => 1,
            Some(written) => match written.parse::<i32>() {
                Ok(period) => period,
                Err(_not_a_number) => {
                    let message = format!("the period {written:?} is no whole number");
                    let hint = "number periods in their order, such as years; the row is left out";
                    problems.row(line, message, hint);
                    return Ok(());
                }
            },
        };
        // No answer is a vote that is missing, and costs nothing.
        if answer.is_empty() {
            return Ok(());
        }
        if self.item.len() >= self.most {
            return Err(Failure::new(format!("more than {} votes", self.most))
                .hint("with more memory, about 30 bytes a vote, raise --most-votes; or split the file by periods")
                .into());
        }
        let Some(said) = self.said(answer, line) else {
            return Err(Failure::new(format!(
                "more than {MOST_ANSWERS} different answers: the column may be another"
            ))
            .hint("a column named answer has a few words or whole numbers, such as no, abstain, yes")
            .into());
        };
        let text = self.texts.number(item);
        let next = self.items.len() as u32;
        let item = *self.item_numbers.entry((text, period)).or_insert(next);
        if item == next {
            self.items.push((text, period));
        }
        self.item.push(item);
        self.voter.push(self.voters.number(voter));
        self.answer.push(said);
        self.line.push(u32::try_from(line).unwrap_or(u32::MAX));
        Ok(())
    }

    /// The number of an answer, whatever its case.
    fn said(&mut self, answer: &str, line: u64) -> Option<u8> {
        let known = self.answers.iter().position(|said| said.word.eq_ignore_ascii_case(answer));
        let number = known.unwrap_or(self.answers.len());
        if known.is_none() {
            if number == MOST_ANSWERS {
                return None;
            }
            self.answers.push(Said { word: answer.to_lowercase(), line, times: 0 });
        }
        self.answers[number].times += 1;
        u8::try_from(number).ok()
    }

    /// The votes with these answers, from low to high. A second vote of a voter on an item is told and left out, and so are
    /// other answers.
    pub(super) fn votes(self, answers: &[String], problems: &mut Problems<'_>) -> Result<Votes> {
        let meant: Vec<Option<u8>> = (self.answers.iter())
            .map(|said| answers.iter().position(|answer| answer.eq_ignore_ascii_case(&said.word)))
            .map(|place| place.and_then(|place| u8::try_from(place).ok()))
            .collect();
        for (said, _) in self.answers.iter().zip(&meant).filter(|(_, meant)| meant.is_none()) {
            problems.answer(said, answers);
        }
        let mut builder = VotesBuilder::new(answers)?.limit(self.most);
        for name in &self.voters.words {
            builder.voter(name)?;
        }
        let mut last_on = vec![u32::MAX; self.voters.words.len()];
        let order = by_item(&self.item, self.items.len());
        let mut rows = order.into_iter().peekable();
        for (number, &(text, period)) in (0_u32..).zip(&self.items) {
            let name = &self.texts.words[text as usize];
            let item = builder.item(&format!("{name} ({period})"), period)?;
            // The same item in several periods is the same text.
            builder.bridge(item, name)?;
            while let Some(row) = rows.next_if(|&row| self.item[row as usize] == number) {
                let row = row as usize;
                let Some(answer) = meant[usize::from(self.answer[row])] else { continue };
                let voter = self.voter[row];
                if last_on[voter as usize] == number {
                    let who = &self.voters.words[voter as usize];
                    let message = format!("{who} has voted on {name} ({period}) before");
                    problems.row(self.line[row].into(), message, "the first vote is used; keep one of them");
                    continue;
                }
                last_on[voter as usize] = number;
                builder.vote_number(item, voter, answer)?;
            }
        }
        Ok(builder.build()?)
    }
}

/// The rows item by item, those of one item in the order of the file.
fn by_item(items: &[u32], n: usize) -> Vec<u32> {
    let mut next = vec![0_u32; n + 1];
    for &item in items {
        next[item as usize + 1] += 1;
    }
    for item in 0..n {
        next[item + 1] += next[item];
    }
    let mut order = vec![0; items.len()];
    for (row, &item) in (0_u32..).zip(items) {
        order[next[item as usize] as usize] = row;
        next[item as usize] += 1;
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::console::Console;

    fn console() -> Console {
        Console::new(true, false)
    }

    /// Rows of a generator, as long as they are taken.
    fn taken(most: usize, rows: u64, row: impl Fn(u64) -> (u64, u64, String)) -> (Gathered, u64, Result<()>) {
        let console = console();
        let mut problems = Problems::new(&console, "generated");
        let mut gathered = Gathered::new(most, ProgressBar::hidden());
        for line in 1..=rows {
            let (voter, item, answer) = row(line);
            let (voter, item) = (voter.to_string(), item.to_string());
            let row = Row { line, voter: &voter, item: &item, period: Some("2020"), answer: &answer };
            if let Err(error) = gathered.take(&row, &mut problems) {
                return (gathered, line, Err(error));
            }
        }
        (gathered, rows, Ok(()))
    }

    #[test]
    fn a_thousand_million_rows_are_refused_where_there_is_no_more_room() {
        let answers = ["no", "yes"];
        let (gathered, line, refused) = taken(100_000, 1_000_000_000, |line| {
            (line % 1_000, line / 1_000, answers[(line % 2) as usize].to_owned())
        });
        assert_eq!((gathered.item.len(), line), (100_000, 100_001));
        let error = refused.expect_err("it is too many");
        assert_eq!(error.to_string(), "more than 100000 votes");
        let hints: Vec<&str> = crate::failure::hints(&error).collect();
        assert!(
            hints[0].contains("--most-votes") && hints[0].contains("split the file by periods"),
            "{hints:?}"
        );
    }

    #[test]
    fn rows_without_an_answer_take_no_room() {
        let (gathered, _, taken) =
            taken(10, 2_000_000, |line| (line % 7, line, if line <= 10 { "yes" } else { "" }.to_owned()));
        assert!(taken.is_ok());
        assert_eq!((gathered.item.len(), gathered.items.len(), gathered.voters.words.len()), (10, 10, 7));
    }

    #[test]
    fn a_column_of_something_else_is_no_column_of_answers() {
        let (_, line, refused) = taken(1_000, 300, |line| (1, line, format!("text {line}")));
        assert_eq!(line, 256);
        assert!(refused.expect_err("these are no answers").to_string().contains("255 different answers"));
    }

    #[test]
    fn a_second_vote_is_left_out_and_counted() {
        let console = console();
        let mut problems = Problems::new(&console, "votes.csv");
        let mut gathered = Gathered::new(100, ProgressBar::hidden());
        let rows =
            [("a", "1", "yes"), ("b", "1", "no"), ("a", "1", "no"), ("a", "2", "no"), ("b", "2", "maybe")];
        for (line, (voter, item, answer)) in (2..).zip(rows) {
            let row = Row { line, voter, item, period: None, answer };
            gathered.take(&row, &mut problems).expect("there is room");
        }
        let votes =
            gathered.votes(&["no".to_owned(), "yes".to_owned()], &mut problems).expect("there are votes");
        assert_eq!((votes.votes(), problems.left_out()), (3, 2));
        assert_eq!(votes.who(0, 1).len(), 1);
    }
}
