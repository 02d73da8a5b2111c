//! How firm the poles of a pair of rival texts are: the split beside chance, and how alike the states of each pole voted
//! on the other decisions of the time.

use schemars::JsonSchema;
use serde::Serialize;
use travaux_ideal::blocs::Random;
use travaux_record::{Answer, Caveat, Cell, DecisionRef, Method, Position, Table, Tabular};
use travaux_un::session::Session;
use travaux_un::set::StateSet;

use crate::cohesion::agreement_index;
use crate::provenance::need_positions;
use crate::selection::{PositionsAs, Selected, Selection, Weighting};
use crate::words::short;
use crate::{Context, Headline, Stand, VotesError, poles};

/// How firm the poles of a pair of rival texts are.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Firmness {
    /// The first text.
    pub first: Headline,
    /// The second.
    pub second: Headline,
    /// States that voted on both: those that could stand at a pole.
    pub voted_on_both: u16,
    /// At either pole, at the first, at the second; beside what chance brings about.
    pub split: Vec<BesideChance>,
    /// The other decisions of the sessions of the two texts.
    pub others: Selected,
    /// How alike the states of each stand voted on these.
    pub cohesion: Vec<StandCohesion>,
}

/// How many states stand somewhere, beside chance.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct BesideChance {
    /// The stand; `null` for either pole.
    pub stand: Option<Stand>,
    /// How many.
    pub n: u16,
    /// How many it would be on the mean if the votes on the two texts had nothing to do with each other.
    pub expected: f64,
    /// From where 95 % of the shuffles go.
    pub low: u16,
    /// To where.
    pub high: u16,
    /// The share of shuffles with at least as many, the votes themselves counted as one.
    pub p: f64,
}

/// How alike the states of a stand voted on the other decisions.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct StandCohesion {
    /// The stand.
    pub stand: Stand,
    /// How many states.
    pub n: u16,
    /// On how many decisions at least two of them voted.
    pub decisions: u32,
    /// The mean agreement index over these, with its interval and what sets of as many states by chance have; `null`
    /// where there is no such decision.
    pub index: Option<MeanIndex>,
}

/// A mean agreement index.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
pub struct MeanIndex {
    /// The mean, to three decimal places.
    pub mean: f64,
    /// From where 95 % of the means over decisions drawn anew go.
    pub low: f64,
    /// To where.
    pub high: f64,
    /// The mean of as many states drawn from those that voted on both texts.
    pub chance: f64,
    /// From where 95 % of these go.
    pub chance_low: f64,
    /// To where.
    pub chance_high: f64,
    /// The share of drawn sets with at least the mean found, itself counted as one.
    pub p: f64,
}

const METHOD: Method = Method {
    // The manual explains it under that of the poles.
    name: "firmness of the poles",
    summary: "Of the states that voted on both texts, the votes on the second are shuffled among them 9,999 times: what \
              then stands at the poles is chance, with both tallies as they are. The agreement index (Hix, Noury and \
              Roland 2005) of the states of each stand is taken over the other decisions in plenary on whole texts of \
              the same sessions, on which at least two of them voted; decisions are drawn anew 1,000 times for the \
              interval, and as many states are drawn 1,000 times from those that voted on both texts for chance.",
};

/// Shuffles of votes on the second text.
const SHUFFLES: u32 = 9_999;
/// Draws of decisions, and of states.
const DRAWS: usize = 1_000;
/// The seed of all of them.
const SEED: u64 = 1;

/// How firm the poles of two rival texts are.
pub fn firmness(
    context: Context<'_>,
    first: DecisionRef<'_>,
    second: DecisionRef<'_>,
) -> Result<Answer<Firmness>, VotesError> {
    need_positions(first)?;
    need_positions(second)?;
    let stands = poles(context, first, second)?.value;
    let votes: Vec<(Position, Position)> = first
        .positions()
        .iter()
        .filter_map(|(state, one)| Some((one, second.positions().of(state)?)))
        .filter(|(one, other)| Position::CAST.contains(one) && Position::CAST.contains(other))
        .collect();
    let mut sessions: Vec<Session> = [first.session(), second.session()].into_iter().flatten().collect();
    sessions.dedup();
    let chosen = Selection { sessions, ..Selection::default() }.choose(context.record, Weighting::Decisions);
    let (first_text, second_text) = (first.text_str(), second.text_str());
    let others: Vec<DecisionRef<'_>> = chosen
        .as_ref()
        .map(|chosen| chosen.votes.as_slice())
        .unwrap_or_default()
        .iter()
        .copied()
        .filter(|other| *other != first && *other != second)
        .filter(|other| other.text_str() != first_text && other.text_str() != second_text)
        .collect();
    let mut selected = chosen.as_ref().map_or_else(|_| nothing(), |chosen| chosen.selected.clone());
    selected.decisions = others.len() as u32;
    let tallies: Vec<[StateSet; 3]> = others
        .iter()
        .map(|other| Position::CAST.map(|position| other.positions().states(position)))
        .collect();
    let pool = [Stand::FirstPole, Stand::SecondPole, Stand::Between]
        .into_iter()
        .fold(StateSet::EMPTY, |all, stand| all | stands.states(stand));
    let cohesion = [Stand::FirstPole, Stand::SecondPole, Stand::Between]
        .map(|stand| StandCohesion::of(stand, stands.states(stand), pool, &tallies));
    let value = Firmness {
        voted_on_both: votes.len() as u16,
        split: split(&votes),
        others: selected,
        cohesion: cohesion.into(),
        first: stands.first,
        second: stands.second,
    };
    let mut answer = Answer::new(value, METHOD);
    if others.is_empty() {
        let detail = "the record has no other votes of the sessions of the two texts".to_owned();
        answer.caveat(Caveat::Coverage { detail });
    } else if let Ok(chosen) = &chosen {
        chosen.note(&mut answer, context.record, PositionsAs::Cast);
    }
    Ok(answer)
}

fn nothing() -> Selected {
    let words = Selection::default().words();
    Selected { words, decisions: 0, titles: 0, first: None, last: None, without_vote: 0 }
}

/// How many stand at the poles, and how many when the votes on the second text are shuffled.
fn split(votes: &[(Position, Position)]) -> Vec<BesideChance> {
    let count = |votes: &mut dyn Iterator<Item = (Position, Position)>| {
        let mut counts = [0_u16; 2];
        for vote in votes {
            match vote {
                (Position::InFavour, Position::Against) => counts[0] += 1,
                (Position::Against, Position::InFavour) => counts[1] += 1,
                _ => {}
            }
        }
        [counts[0] + counts[1], counts[0], counts[1]]
    };
    let observed = count(&mut votes.iter().copied());
    let mut random = Random::new(SEED);
    let mut second: Vec<Position> = votes.iter().map(|(_, other)| *other).collect();
    let mut shuffled: [Vec<u16>; 3] = Default::default();
    for _ in 0..SHUFFLES {
        random.shuffle(&mut second);
        let counts = count(&mut votes.iter().zip(&second).map(|((one, _), other)| (*one, *other)));
        for (all, n) in shuffled.iter_mut().zip(counts) {
            all.push(n);
        }
    }
    let share = |which: usize| -> f64 {
        let tally = |place: usize, position: Position| {
            votes.iter().filter(|vote| [vote.0, vote.1][place] == position).count() as f64
        };
        let n = (votes.len() as f64).max(1.0);
        let first = tally(0, Position::InFavour) * tally(1, Position::Against) / n;
        let second = tally(0, Position::Against) * tally(1, Position::InFavour) / n;
        [first + second, first, second][which]
    };
    [None, Some(Stand::FirstPole), Some(Stand::SecondPole)]
        .into_iter()
        .zip(shuffled)
        .enumerate()
        .map(|(which, (stand, mut all))| {
            all.sort_unstable();
            let at =
                |share: f64| all.get(((all.len() - 1) as f64 * share).round() as usize).copied().unwrap_or(0);
            let as_many = all.iter().filter(|n| **n >= observed[which]).count();
            BesideChance {
                stand,
                n: observed[which],
                expected: rounded(share(which)),
                low: at(0.025),
                high: at(0.975),
                p: (((as_many + 1) as f64 / f64::from(SHUFFLES + 1)) * 10_000.0).round() / 10_000.0,
            }
        })
        .collect()
}

fn rounded(value: f64) -> f64 {
    crate::words::rounded(value, 3)
}

/// The agreement index of some states on each decision on which at least two of them voted.
fn indices(states: StateSet, tallies: &[[StateSet; 3]]) -> Vec<f64> {
    let on = |tally: &[StateSet; 3]| {
        let [in_favour, against, abstaining] = tally.map(|set| (set & states).len() as u16);
        agreement_index(in_favour, against, abstaining).filter(|_| in_favour + against + abstaining > 1)
    };
    tallies.iter().filter_map(on).collect()
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len().max(1) as f64
}

/// From where to where 95 % go.
fn middle(values: &mut [f64]) -> [f64; 2] {
    values.sort_by(f64::total_cmp);
    let last = values.len().saturating_sub(1) as f64;
    [0.025, 0.975].map(|share| values.get((last * share).round() as usize).copied().unwrap_or(0.0))
}

impl StandCohesion {
    fn of(stand: Stand, states: StateSet, pool: StateSet, tallies: &[[StateSet; 3]]) -> Self {
        let found = indices(states, tallies);
        let (n, decisions) = (states.len() as u16, found.len() as u32);
        if found.is_empty() {
            return Self { stand, n, decisions, index: None };
        }
        let observed = mean(&found);
        let mut random = Random::stream(SEED, 1 + stand as u64);
        let mut drawn: Vec<f64> = (0..DRAWS)
            .map(|_| {
                (0..found.len()).map(|_| found[random.below(found.len())]).sum::<f64>() / found.len() as f64
            })
            .collect();
        let mut others: Vec<_> = pool.iter().collect();
        let mut by_chance: Vec<f64> = (0..DRAWS)
            .map(|_| {
                random.shuffle(&mut others);
                mean(&indices(others.iter().take(states.len()).copied().collect(), tallies))
            })
            .collect();
        let as_alike = by_chance.iter().filter(|index| **index >= observed).count();
        let ([low, high], chance) = (middle(&mut drawn), mean(&by_chance));
        let [chance_low, chance_high] = middle(&mut by_chance);
        let [mean, low, high, chance, chance_low, chance_high] =
            [observed, low, high, chance, chance_low, chance_high].map(rounded);
        let p = rounded((as_alike + 1) as f64 / (DRAWS + 1) as f64);
        Self {
            stand,
            n,
            decisions,
            index: Some(MeanIndex { mean, low, high, chance, chance_low, chance_high, p }),
        }
    }
}

/// The tables of several pairs, a row a pair and stand.
pub(crate) fn tables_of(all: &[Firmness]) -> Vec<Table> {
    let columns = ["texts", "at", "states", "of (voted on both)", "by chance", "from", "to", "p"];
    let mut split =
        Table::new("split", "The split beside chance: the votes on the second text shuffled", &columns);
    let columns = [
        "texts",
        "stand",
        "states",
        "decisions",
        "agreement index",
        "from",
        "to",
        "chance",
        "chance from",
        "chance to",
        "p",
    ];
    let title = "How alike the states of each stand voted on the other decisions of the sessions".to_owned();
    let mut cohesion = Table::new("firmness", title, &columns);
    let texts = |one: &Firmness| Cell::Text(format!("{}, {}", short(&one.first.id), short(&one.second.id)));
    let number = |value: f64| Cell::Number(value, 3);
    for one in all {
        for row in &one.split {
            split.row([
                texts(one),
                row.stand.map_or("either pole", Stand::short).into(),
                row.n.into(),
                one.voted_on_both.into(),
                Cell::Number(row.expected, 1),
                row.low.into(),
                row.high.into(),
                Cell::Number(row.p, 4),
            ]);
        }
        for row in &one.cohesion {
            let index = |value: fn(&MeanIndex) -> f64| {
                row.index.as_ref().map_or(Cell::Empty, |index| number(value(index)))
            };
            cohesion.row([
                texts(one),
                row.stand.short().into(),
                row.n.into(),
                u64::from(row.decisions).into(),
                index(|index| index.mean),
                index(|index| index.low),
                index(|index| index.high),
                index(|index| index.chance),
                index(|index| index.chance_low),
                index(|index| index.chance_high),
                index(|index| index.p),
            ]);
        }
    }
    vec![split, cohesion]
}

impl Tabular for Firmness {
    fn tables(&self) -> Vec<Table> {
        tables_of(std::slice::from_ref(self))
    }
}
