//! The votes: voters × items × periods, ordered answers, and only what exists.
//!
//! A vote costs four bytes. The votes of an item stand together, in the order of their answers, so that the answer
//! itself need not be kept. What a voter is in one period is a *stand*: the thing that has a position.

use std::collections::HashMap;
use std::ops::Range;

use crate::error::{IdealError, Warning};

const ANSWER_SHIFT: u32 = 29;
const VOTER_MASK: u32 = (1 << ANSWER_SHIFT) - 1;

/// Takes votes one by one, in any order, and checks that they hang together.
///
/// ```
/// use travaux_ideal::VotesBuilder;
///
/// let mut votes = VotesBuilder::new(&["no", "abstain", "yes"])?;
/// let (ada, ben) = (votes.voter("Ada")?, votes.voter("Ben")?);
/// let budget = votes.item("the budget", 2024)?;
/// votes.vote(budget, ada, "yes")?;
/// votes.vote(budget, ben, "no")?;
/// let votes = votes.build()?;
/// assert_eq!((votes.voters().len(), votes.votes()), (2, 2));
/// # Ok::<(), travaux_ideal::IdealError>(())
/// ```
#[derive(Debug)]
pub struct VotesBuilder {
    answers: Vec<String>,
    voters: Vec<String>,
    voter_numbers: HashMap<String, u32>,
    items: Vec<String>,
    item_periods: Vec<i32>,
    bridges: Vec<(u32, u32)>,
    bridge_numbers: HashMap<String, u32>,
    cells: Vec<u32>,
    runs: Vec<(u32, usize)>,
    limit: usize,
}

impl VotesBuilder {
    /// A builder for these answers, from the lowest to the highest: between 2 and 5 of them.
    pub fn new<S: AsRef<str>>(answers: &[S]) -> Result<Self, IdealError> {
        if !(2..=5).contains(&answers.len()) {
            return Err(IdealError::Answers(answers.len()));
        }
        Ok(Self {
            answers: answers.iter().map(|answer| answer.as_ref().to_owned()).collect(),
            voters: Vec::new(),
            voter_numbers: HashMap::new(),
            items: Vec::new(),
            item_periods: Vec::new(),
            bridges: Vec::new(),
            bridge_numbers: HashMap::new(),
            cells: Vec::new(),
            runs: Vec::new(),
            limit: 500_000_000,
        })
    }

    /// Refuses more than this many votes; 500 million if not called.
    #[must_use]
    pub fn limit(mut self, votes: usize) -> Self {
        self.limit = votes;
        self
    }

    /// The number of the voter of this name, new or known.
    pub fn voter(&mut self, name: &str) -> Result<u32, IdealError> {
        if let Some(&number) = self.voter_numbers.get(name) {
            return Ok(number);
        }
        if self.voters.len() >= VOTER_MASK as usize {
            return Err(IdealError::TooMany { kind: "voters", limit: VOTER_MASK as usize });
        }
        let number = self.voters.len() as u32;
        self.voters.push(name.to_owned());
        self.voter_numbers.insert(name.to_owned(), number);
        Ok(number)
    }

    /// A new item, voted on in this period: a session, a year, a month counted from anywhere. The walk of a position
    /// takes one step from a period to the next number.
    pub fn item(&mut self, name: &str, period: i32) -> Result<u32, IdealError> {
        if self.items.len() >= u32::MAX as usize {
            return Err(IdealError::TooMany { kind: "items", limit: u32::MAX as usize });
        }
        self.items.push(name.to_owned());
        self.item_periods.push(period);
        Ok(self.items.len() as u32 - 1)
    }

    /// Says that this item has the text `text`. Items of one text have the same discrimination and cut points,
    /// whatever their periods: they bridge them.
    pub fn bridge(&mut self, item: u32, text: &str) -> Result<(), IdealError> {
        if item as usize >= self.items.len() {
            return Err(IdealError::UnknownNumber { kind: "item", number: item });
        }
        let next = self.bridge_numbers.len() as u32;
        let number = *self.bridge_numbers.entry(text.to_owned()).or_insert(next);
        self.bridges.push((item, number));
        Ok(())
    }

    /// One vote, by the word of its answer. A voter who did not vote has no vote: do not add one.
    pub fn vote(&mut self, item: u32, voter: u32, answer: &str) -> Result<(), IdealError> {
        match self.answers.iter().position(|known| known == answer) {
            Some(number) => self.vote_number(item, voter, number as u8),
            None => {
                Err(IdealError::UnknownAnswer { answer: answer.to_owned(), known: self.answers.join(", ") })
            }
        }
    }

    /// One vote, by the number of its answer from 0, the lowest.
    pub fn vote_number(&mut self, item: u32, voter: u32, answer: u8) -> Result<(), IdealError> {
        if item as usize >= self.items.len() {
            return Err(IdealError::UnknownNumber { kind: "item", number: item });
        }
        if voter as usize >= self.voters.len() {
            return Err(IdealError::UnknownNumber { kind: "voter", number: voter });
        }
        if usize::from(answer) >= self.answers.len() {
            return Err(IdealError::UnknownNumber { kind: "answer", number: u32::from(answer) });
        }
        if self.cells.len() >= self.limit {
            return Err(IdealError::TooManyVotes { limit: self.limit });
        }
        if self.runs.last().is_none_or(|&(last, _)| last != item) {
            self.runs.push((item, self.cells.len()));
        }
        self.cells.push(voter | (u32::from(answer) << ANSWER_SHIFT));
        Ok(())
    }

    /// Sorts the votes. Votes that came item by item are sorted where they are; others need their memory twice.
    pub fn build(self) -> Result<Votes, IdealError> {
        if self.cells.is_empty() {
            return Err(IdealError::NoVotes);
        }
        let categories = self.answers.len();
        let runs_end = |i: usize| self.runs.get(i + 1).map_or(self.cells.len(), |run| run.1);
        let mut sizes = vec![0usize; self.items.len() + 1];
        for (i, &(item, start)) in self.runs.iter().enumerate() {
            sizes[item as usize + 1] += runs_end(i) - start;
        }
        for i in 0..self.items.len() {
            sizes[i + 1] += sizes[i];
        }
        let starts = sizes;
        let mut cells = if self.runs.windows(2).all(|pair| pair[0].0 < pair[1].0) {
            self.cells
        } else {
            let mut next = starts.clone();
            let mut sorted = vec![0u32; self.cells.len()];
            for (i, &(item, start)) in self.runs.iter().enumerate() {
                let run = &self.cells[start..runs_end(i)];
                let to = next[item as usize];
                sorted[to..to + run.len()].copy_from_slice(run);
                next[item as usize] = to + run.len();
            }
            sorted
        };

        // Within an item by answer, then by voter. `last_item` finds a second vote of a voter under another answer.
        let mut bounds = Vec::with_capacity(self.items.len() * categories + 1);
        let mut last_item = vec![u32::MAX; self.voters.len()];
        for item in 0..self.items.len() {
            let votes = &mut cells[starts[item]..starts[item + 1]];
            votes.sort_unstable();
            let mut at = starts[item];
            for answer in 0..categories {
                bounds.push(at);
                at += votes.iter().filter(|&&cell| (cell >> ANSWER_SHIFT) as usize == answer).count();
            }
            for cell in votes.iter() {
                let voter = (cell & VOTER_MASK) as usize;
                if last_item[voter] == item as u32 {
                    return Err(IdealError::DuplicateVote {
                        voter: self.voters[voter].clone(),
                        item: self.items[item].clone(),
                    });
                }
                last_item[voter] = item as u32;
            }
        }
        bounds.push(cells.len());

        let mut periods: Vec<i32> = self.item_periods.clone();
        periods.sort_unstable();
        periods.dedup();
        let item_periods: Vec<u32> = self
            .item_periods
            .iter()
            .map(|period| periods.binary_search(period).unwrap_or_default() as u32)
            .collect();
        let mut by_period: Vec<Vec<u32>> = vec![Vec::new(); periods.len()];
        for (item, &period) in item_periods.iter().enumerate() {
            by_period[period as usize].push(item as u32);
        }

        // Stands: by period, then by voter, so that the votes of an item lie close together in memory.
        let mut stands = Vec::new();
        let mut period_stands = vec![0usize];
        let mut number = vec![u32::MAX; self.voters.len()];
        for (period, items) in by_period.iter().enumerate() {
            number.fill(u32::MAX);
            for &item in items {
                for cell in &cells[starts[item as usize]..starts[item as usize + 1]] {
                    number[(cell & VOTER_MASK) as usize] = 0;
                }
            }
            for (voter, number) in number.iter_mut().enumerate() {
                if *number == 0 {
                    *number = u32::try_from(stands.len()).map_err(|_too_many| IdealError::TooMany {
                        kind: "positions",
                        limit: u32::MAX as usize,
                    })?;
                    stands.push(Stand { voter: voter as u32, period: period as u32, votes: 0, contested: 0 });
                }
            }
            for &item in items {
                for cell in &mut cells[starts[item as usize]..starts[item as usize + 1]] {
                    *cell = number[(*cell & VOTER_MASK) as usize];
                }
            }
            period_stands.push(stands.len());
        }

        let (item_texts, texts) = texts(self.items.len(), &self.bridges, self.bridge_numbers.len());
        let mut votes = Votes {
            answers: self.answers,
            voters: self.voters,
            items: self.items,
            periods,
            item_periods,
            item_texts,
            texts,
            contested: Vec::new(),
            stands,
            period_stands,
            bounds,
            cells,
        };
        votes.count();
        Ok(votes)
    }
}

/// The number of the text of each item, and the items of each text in the order of the first of them.
fn texts(items: usize, bridges: &[(u32, u32)], bridge_count: usize) -> (Vec<u32>, Vec<Vec<u32>>) {
    let mut bridge_of = vec![u32::MAX; items];
    for &(item, bridge) in bridges {
        bridge_of[item as usize] = bridge;
    }
    let mut text_of_bridge = vec![u32::MAX; bridge_count];
    let mut texts: Vec<Vec<u32>> = Vec::new();
    let mut item_texts = Vec::with_capacity(items);
    for (item, &bridge) in bridge_of.iter().enumerate() {
        let known = if bridge == u32::MAX { u32::MAX } else { text_of_bridge[bridge as usize] };
        let text = if known == u32::MAX { texts.len() as u32 } else { known };
        if known == u32::MAX {
            texts.push(Vec::new());
            if bridge != u32::MAX {
                text_of_bridge[bridge as usize] = text;
            }
        }
        texts[text as usize].push(item as u32);
        item_texts.push(text);
    }
    (item_texts, texts)
}

/// A voter in a period: what has a position.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stand {
    /// The number of the voter.
    pub voter: u32,
    /// The index of the period in [`Votes::periods`].
    pub period: u32,
    /// Votes of this voter in this period.
    pub votes: u32,
    /// Those of them on texts that were contested.
    pub contested: u32,
}

/// Votes, sorted and checked. Made by [`VotesBuilder`].
#[derive(Debug, Clone)]
pub struct Votes {
    answers: Vec<String>,
    voters: Vec<String>,
    items: Vec<String>,
    periods: Vec<i32>,
    item_periods: Vec<u32>,
    item_texts: Vec<u32>,
    texts: Vec<Vec<u32>>,
    contested: Vec<bool>,
    stands: Vec<Stand>,
    period_stands: Vec<usize>,
    bounds: Vec<usize>,
    cells: Vec<u32>,
}

impl Votes {
    /// The answers, low to high.
    pub fn answers(&self) -> &[String] {
        &self.answers
    }

    /// The names of the voters, by number.
    pub fn voters(&self) -> &[String] {
        &self.voters
    }

    /// The names of the items, by number.
    pub fn items(&self) -> &[String] {
        &self.items
    }

    /// The periods that have items, in order.
    pub fn periods(&self) -> &[i32] {
        &self.periods
    }

    /// The index of the period of an item in [`Votes::periods`].
    pub fn item_period(&self, item: u32) -> u32 {
        self.item_periods[item as usize]
    }

    /// How many votes there are.
    pub fn votes(&self) -> usize {
        self.cells.len()
    }

    /// The stands, by period and then by voter.
    pub fn stands(&self) -> &[Stand] {
        &self.stands
    }

    /// The number of the stand of a voter in the period of this index, if it voted then.
    pub fn stand(&self, voter: u32, period: u32) -> Option<u32> {
        let range = self.period_range(period);
        let found = self.stands[range.clone()].binary_search_by_key(&voter, |stand| stand.voter).ok()?;
        Some((range.start + found) as u32)
    }

    /// The stands of a period.
    pub(crate) fn period_range(&self, period: u32) -> Range<usize> {
        self.period_stands[period as usize]..self.period_stands[period as usize + 1]
    }

    /// The stands that gave this answer on this item, by voter.
    pub fn who(&self, item: u32, answer: u8) -> &[u32] {
        let at = item as usize * self.answers.len() + usize::from(answer);
        &self.cells[self.bounds[at]..self.bounds[at + 1]]
    }

    /// How many voted on this item.
    pub fn item_votes(&self, item: u32) -> usize {
        let at = item as usize * self.answers.len();
        self.bounds[at + self.answers.len()] - self.bounds[at]
    }

    /// The number of the text of an item: its own, or one it has in common with the items it bridges.
    pub fn text(&self, item: u32) -> u32 {
        self.item_texts[item as usize]
    }

    /// The items of each text.
    pub fn texts(&self) -> &[Vec<u32>] {
        &self.texts
    }

    /// The first and the last period, by index, in which a text has items.
    pub(crate) fn text_periods(&self, text: u32) -> (u32, u32) {
        let periods = self.texts[text as usize].iter().map(|&item| self.item_period(item));
        (periods.clone().min().unwrap_or(0), periods.max().unwrap_or(0))
    }

    /// Whether a text had at least two different answers: only then is it fitted.
    pub fn contested(&self, text: u32) -> bool {
        self.contested[text as usize]
    }

    /// The same voters on the same items, with the answers that this gives for text, stand and the answer given.
    pub(crate) fn answered_anew(&self, mut answer: impl FnMut(u32, u32, u8) -> u8) -> Self {
        let categories = self.answers.len();
        let mut anew = self.clone();
        let mut by_answer: Vec<Vec<u32>> = vec![Vec::new(); categories];
        for item in 0..self.items.len() {
            for given in 0..categories {
                for &stand in self.who(item as u32, given as u8) {
                    let now = answer(self.item_texts[item], stand, given as u8);
                    by_answer[usize::from(now)].push(stand);
                }
            }
            let mut at = self.bounds[item * categories];
            for (number, stands) in by_answer.iter_mut().enumerate() {
                anew.bounds[item * categories + number] = at;
                stands.sort_unstable();
                anew.cells[at..at + stands.len()].copy_from_slice(stands);
                at += stands.len();
                stands.clear();
            }
        }
        for stand in &mut anew.stands {
            (stand.votes, stand.contested) = (0, 0);
        }
        anew.count();
        anew
    }

    fn count(&mut self) {
        let categories = self.answers.len() as u8;
        self.contested = (self.texts.iter())
            .map(|items| {
                let given = |answer| items.iter().any(|&item| !self.who(item, answer).is_empty());
                (0..categories).filter(|&answer| given(answer)).count() > 1
            })
            .collect();
        for item in 0..self.items.len() {
            let contested = u32::from(self.contested[self.item_texts[item] as usize]);
            let at = item * self.answers.len();
            for cell in self.bounds[at]..self.bounds[at + self.answers.len()] {
                let stand = &mut self.stands[self.cells[cell] as usize];
                stand.votes += 1;
                stand.contested += contested;
            }
        }
    }

    /// Refuses what cannot be fitted, and warns of what a reader must know.
    pub(crate) fn check(&self) -> Result<Vec<Warning>, IdealError> {
        if !self.contested.contains(&true) {
            return Err(IdealError::NothingVaries);
        }
        let mut of_voter = vec![0u32; self.voters.len()];
        for stand in &self.stands {
            of_voter[stand.voter as usize] += stand.contested;
        }
        let voters = of_voter.iter().filter(|&&votes| votes > 0).count();
        if voters < 2 {
            return Err(IdealError::TooFewVoters(voters));
        }
        let mut warnings = Vec::new();
        if voters < 10 {
            warnings.push(Warning::FewVoters { voters });
        }
        let unanimous = (0..self.items.len()).filter(|&item| !self.contested[self.item_texts[item] as usize]);
        let unanimous = unanimous.count();
        if unanimous > 0 {
            warnings.push(Warning::Unanimous { items: unanimous });
        }
        let few: Vec<&Stand> = self.stands.iter().filter(|stand| stand.contested < FEW).collect();
        if !few.is_empty() {
            let mut examples: Vec<String> = Vec::new();
            for stand in &few {
                let name = &self.voters[stand.voter as usize];
                if examples.len() < 5 && !examples.contains(name) {
                    examples.push(name.clone());
                }
            }
            warnings.push(Warning::FewVotes { fewer_than: FEW, positions: few.len(), examples });
        }
        let groups = self.groups(&of_voter);
        if groups.len() > 1 {
            let examples = groups.iter().take(5).map(|&voter| self.voters[voter as usize].clone()).collect();
            warnings.push(Warning::Separated { groups: groups.len(), examples });
        }
        Ok(warnings)
    }

    /// The first voter of each group that common contested texts join.
    fn groups(&self, of_voter: &[u32]) -> Vec<u32> {
        let mut root: Vec<u32> = (0..self.voters.len() as u32).collect();
        for (text, items) in self.texts.iter().enumerate() {
            if !self.contested[text] {
                continue;
            }
            let mut first = None;
            for &item in items {
                for answer in 0..self.answers.len() as u8 {
                    for &stand in self.who(item, answer) {
                        let voter = find(&mut root, self.stands[stand as usize].voter);
                        let with = find(&mut root, first.unwrap_or(voter));
                        first = Some(with.min(voter));
                        root[with.max(voter) as usize] = with.min(voter);
                    }
                }
            }
        }
        (0..self.voters.len() as u32)
            .filter(|&voter| of_voter[voter as usize] > 0 && find(&mut root, voter) == voter)
            .collect()
    }
}

/// Fewer contested votes than this are few.
const FEW: u32 = 5;

fn find(root: &mut [u32], mut voter: u32) -> u32 {
    while root[voter as usize] != voter {
        root[voter as usize] = root[root[voter as usize] as usize];
        voter = root[voter as usize];
    }
    voter
}
