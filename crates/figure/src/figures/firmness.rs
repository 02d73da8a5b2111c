//! How alike the states of each pole voted on the other decisions of the time, beside as many states by chance.

use travaux_record::{Answer, Cell, Table};
use travaux_votes::Stand;
use travaux_votes::firmness::{Firmness, MeanIndex, StandCohesion};
use travaux_votes::words::counted;

use super::{Figure, Setting};
use crate::canvas::Canvas;
use crate::legend::{Key, Legend};
use crate::marks::{DotInterval, dot_intervals};
use crate::palette::{CHANCE, stand_dot};
use crate::sheet::{Sheet, Wording};
use crate::{FigureError, words};

/// For each pair of rival texts and each of its poles two lines: the agreement index of its states, and that of as many
/// states by chance.
pub fn firmness(setting: Setting<'_>, answers: &[&Answer<Firmness>]) -> Result<Figure, FigureError> {
    let Some(first) = answers.first() else {
        return Err(FigureError::Nothing("no pair of texts was named".to_owned()));
    };
    let mut all = Answer::new((), first.method);
    let mut pairs: Vec<&Firmness> = Vec::new();
    for answer in answers {
        pairs.push(&answer.value);
        all.heed(answer);
    }
    if pairs.iter().all(|pair| measured(pair).next().is_none()) {
        return Err(FigureError::Nothing("no stand has two states with other votes".to_owned()));
    }
    setting.fitted(|canvas| drawn(setting, canvas, &pairs, &all))
}

/// The stands of which there is an index, from pole to pole.
fn measured(pair: &Firmness) -> impl Iterator<Item = (&StandCohesion, MeanIndex)> {
    [Stand::FirstPole, Stand::Between, Stand::SecondPole].into_iter().filter_map(|stand| {
        let cohesion = pair.cohesion.iter().find(|cohesion| cohesion.stand == stand)?;
        Some((cohesion, cohesion.index?))
    })
}

fn drawn(
    setting: Setting<'_>,
    canvas: Canvas,
    pairs: &[&Firmness],
    all: &Answer<()>,
) -> Result<Figure, FigureError> {
    let title = "How alike the states of each pole voted on everything else".to_owned();
    let mut rows: Vec<DotInterval> = Vec::new();
    for pair in pairs {
        for (cohesion, index) in measured(pair) {
            let which = match cohesion.stand {
                Stand::FirstPole => format!("for {} alone", words::short(&pair.first.id)),
                Stand::SecondPole => format!("for {} alone", words::short(&pair.second.id)),
                _ => {
                    format!("between {} and {}", words::short(&pair.first.id), words::short(&pair.second.id))
                }
            };
            rows.push(DotInterval {
                label: format!("{which}: {}", counted(cohesion.n, "state")),
                value: index.mean,
                interval: [index.low, index.high],
                paint: stand_dot(cohesion.stand),
            });
            rows.push(DotInterval {
                label: "as many by chance".to_owned(),
                value: index.chance,
                interval: [index.chance_low, index.chance_high],
                paint: CHANCE,
            });
        }
    }
    let wording = Wording {
        description: format!("Dots with 95 % intervals, two for each of {} poles. {title}.", rows.len() / 2),
        title,
        subtitle: base(pairs),
        caption: setting.caption(WHAT.to_owned(), all, words::about_votes),
    };
    let mut sheet = Sheet::new(canvas, wording)?;
    let keys = [
        Key::plain(stand_dot(Stand::FirstPole), "at the first pole"),
        Key::plain(stand_dot(Stand::Between), "between"),
        Key::plain(stand_dot(Stand::SecondPole), "at the second pole"),
        Key::plain(CHANCE, "by chance"),
    ];
    let legend = Legend::flow(&keys, &canvas, sheet.width());
    let size = canvas.base;
    let below = legend.height + size;
    let n = rows.len() as f64;
    let at = sheet.block(n * size * 1.3 + size * 2.0, n * size * 1.1 + size * 2.0, below)?;
    sheet.extend(dot_intervals(&rows, at, &canvas));
    let (left, top) = (sheet.left(), sheet.top());
    sheet.add(legend.at(left, top + size * 0.8));
    sheet.skip(below);
    Ok(Figure { scene: sheet.finish(), data: data_of(pairs) })
}

const WHAT: &str = "Dots: the mean agreement index over the other decisions of the sessions of the two texts; 1 where all gave one \
                    answer, 0 where they were split evenly over the three. Lines: 95 %, of decisions drawn anew, and of as many \
                    states drawn from those that voted on both texts.";

fn base(pairs: &[&Firmness]) -> String {
    let ns = pairs.iter().map(|pair| pair.others.decisions);
    let (least, most) = (ns.clone().min().unwrap_or(0), ns.max().unwrap_or(0));
    if least == most {
        format!("n = {most} other decisions")
    } else {
        format!("n = {least} to {most} other decisions of the sessions of each pair")
    }
}

fn data_of(pairs: &[&Firmness]) -> Table {
    let columns = [
        "first",
        "second",
        "stand",
        "states",
        "decisions",
        "index",
        "low",
        "high",
        "chance",
        "chance_low",
        "chance_high",
        "p",
    ];
    let mut data = Table::new("firmness", "The agreement index of each stand beside chance", &columns);
    for pair in pairs {
        for (cohesion, index) in measured(pair) {
            let number = |value: f64| Cell::Number(value, 3);
            data.row([
                Cell::Symbol(pair.first.id.clone()),
                Cell::Symbol(pair.second.id.clone()),
                cohesion.stand.phrase().into(),
                cohesion.n.into(),
                u64::from(cohesion.decisions).into(),
                number(index.mean),
                number(index.low),
                number(index.high),
                number(index.chance),
                number(index.chance_low),
                number(index.chance_high),
                number(index.p),
            ]);
        }
    }
    data
}
