//! The split between rival texts beside chance, and how alike the states of each pole voted on everything else.

use travaux_figure::figures;
use travaux_record::{Answer, Cell, Table};
use travaux_votes::firmness::{BesideChance, Firmness, MeanIndex, StandCohesion, firmness};
use travaux_votes::words::{counted, listed, short};
use travaux_votes::{Share, Stand};

use super::super::super::model::{Block, Inline, Prose};
use super::super::super::{Desk, words};
use super::named;
use crate::Pair;

type Answers<'c> = Vec<(Pair<'c>, Answer<Firmness>)>;

/// No more poles are named one by one.
const FEW: usize = 4;

/// What counts as more than chance, of shuffles and draws alike.
const RARE: f64 = 0.05;

pub(super) fn write(desk: &mut Desk<'_>, pairs: &[Pair<'_>]) -> Vec<Block> {
    let context = desk.case.context;
    let answers: Answers<'_> = pairs
        .iter()
        .filter_map(|pair| Some((*pair, firmness(context, pair.first, pair.second).ok()?)))
        .collect();
    if answers.is_empty() {
        return Vec::new();
    }
    for (_, answer) in &answers {
        // What is to be known of the other votes is told of the points, which are of the same sessions.
        desk.take_without_notes(answer);
    }
    let splits: Vec<Vec<Inline>> = answers
        .iter()
        .filter_map(|(pair, answer)| Some(split(pair, &answer.value)?.into_inlines()))
        .collect();
    let drawn: Vec<&Answer<Firmness>> = answers.iter().map(|(_, answer)| answer).collect();
    vec![
        Block::Heading("The split beside chance".to_owned()),
        verdict(&answers).into(),
        Block::List(splits),
        Block::Heading("How alike the states of each pole vote on everything else".to_owned()),
        alike(&answers).into(),
        Block::Table(table(&answers)),
        Desk::figure("firmness", figures::firmness(desk.setting(), &drawn)),
    ]
}

/// On how many pairs more states stood at the poles than chance brings about.
fn verdict(answers: &Answers<'_>) -> Prose {
    let (mut more, mut fewer) = (0_usize, 0_usize);
    for row in answers.iter().filter_map(|(_, answer)| either_pole(&answer.value)) {
        if row.p < RARE {
            more += 1;
        } else if f64::from(row.n) < row.expected {
            fewer += 1;
        }
    }
    let n = answers.len();
    let on = match (n, more) {
        (1, 1) => "More states stood at the two poles than chance brings about.".to_owned(),
        (1, _) => "No more states stood at the two poles than chance brings about.".to_owned(),
        (n, k) if n == k => {
            format!("On each of the {n} pairs more states stood at the poles than chance brings about.")
        }
        (n, 0) => {
            format!("On none of the {n} pairs did more states stand at the poles than chance brings about.")
        }
        (n, k) => format!("On {k} of the {n} pairs more states stood at the poles than chance brings about."),
    };
    let fewer = match (n, fewer) {
        (_, 0) => String::new(),
        (1, _) => "It was fewer than by chance on the mean.".to_owned(),
        (_, k) => format!("On {k} it was fewer than by chance on the mean."),
    };
    Prose::new()
        .say(
            "Chance is here what comes of shuffling the votes on the second text among the states that voted on both, both \
             results as they are; more than chance is what fewer than one in twenty of 9,999 shuffles give.",
        )
        .then(on)
        .then(fewer)
}

fn either_pole(value: &Firmness) -> Option<&BesideChance> {
    value.split.iter().find(|row| row.stand.is_none())
}

fn split(pair: &Pair<'_>, value: &Firmness) -> Option<Prose> {
    let row = either_pole(value)?;
    let share = words::share(Share::new(row.n, value.voted_on_both));
    Some(Prose::new().say(format!(
        "{}: {share} of those that voted on both stood at a pole; by chance {:.1} on the mean, {} to {} in 95 of 100 shuffles \
         (p = {:.4}).",
        named(pair),
        row.expected,
        row.low,
        row.high,
        row.p
    )))
}

/// The poles with an index, of all pairs.
fn poles<'v>(answers: &'v Answers<'_>) -> impl Iterator<Item = (&'v Firmness, &'v StandCohesion, MeanIndex)> {
    answers.iter().flat_map(|(_, answer)| {
        let value = &answer.value;
        value
            .cohesion
            .iter()
            .filter(|cohesion| matches!(cohesion.stand, Stand::FirstPole | Stand::SecondPole))
            .filter_map(move |cohesion| Some((value, cohesion, cohesion.index?)))
    })
}

/// `the 46 states for 73/266 and against 73/27`.
fn pole(value: &Firmness, cohesion: &StandCohesion) -> String {
    let (mut one, mut other) = (short(&value.first.id), short(&value.second.id));
    if cohesion.stand == Stand::SecondPole {
        (one, other) = (other, one);
    }
    format!("the {} for {one} and against {other}", words::states(cohesion.n))
}

/// Of which poles the states voted more alike than as many by chance.
fn alike(answers: &Answers<'_>) -> Prose {
    let all: Vec<_> = poles(answers).collect();
    let (firm, loose): (Vec<_>, Vec<_>) = all.iter().partition(|(_, _, index)| index.p < RARE);
    let about = "The agreement index of a pole is taken over the other votes in plenary of the sessions of the two texts, and \
                 set beside that of as many states drawn from all that voted on both.";
    let said = match (all.len(), firm.len()) {
        (0, _) => "No pole has two states with other votes to measure.".to_owned(),
        (n, k) if n == k => format!(
            "At each of the {} the states voted more alike on these than as many by chance.",
            counted(n as u64, "pole")
        ),
        (n, 0) => format!(
            "At none of the {} did they vote more alike than as many by chance.",
            counted(n as u64, "pole")
        ),
        (n, k) => {
            let few = loose.len() <= FEW;
            let which = if few {
                listed(loose.iter().map(|(value, cohesion, _)| pole(value, cohesion)), "and")
            } else {
                format!("at the other {}", loose.len())
            };
            format!(
                "At {k} of the {n} poles the states voted more alike on these than as many by chance; not so {which}."
            )
        }
    };
    Prose::new().say(about).then(said)
}

/// A row a pair and stand.
fn table(answers: &Answers<'_>) -> Table {
    let mut table = Table::new(
        "firmness",
        "The agreement index on all other votes of the sessions, with 95 % intervals",
        &["pair", "stand", "states", "votes", "agreement index", "as many by chance", "p"],
    );
    for (pair, answer) in answers {
        for cohesion in &answer.value.cohesion {
            let index = |what: fn(&MeanIndex) -> [f64; 3]| {
                cohesion.index.as_ref().map_or(Cell::Empty, |index| {
                    let [mean, low, high] = what(index);
                    format!("{mean:.3} ({low:.3} to {high:.3})").into()
                })
            };
            table.row([
                named(pair).into(),
                cohesion.stand.short().into(),
                cohesion.n.into(),
                u64::from(cohesion.decisions).into(),
                index(|index| [index.mean, index.low, index.high]),
                index(|index| [index.chance, index.chance_low, index.chance_high]),
                cohesion.index.map_or(Cell::Empty, |index| Cell::Number(index.p, 3)),
            ]);
        }
    }
    table
}
