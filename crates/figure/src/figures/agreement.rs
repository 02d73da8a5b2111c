//! How far states voted alike, as a heat map in which those that are alike stand side by side.

use travaux_record::{Answer, Cell, Table};
use travaux_un::state::StateId;
use travaux_votes::agreement::{Agreement, Measure, Measured};
use travaux_votes::words::number;

use super::{Figure, Setting};
use crate::canvas::Canvas;
use crate::font::Face;
use crate::legend::{Key, Legend};
use crate::marks::{HeatMap, Shading, heat_map};
use crate::scale::in_words;
use crate::scene::Rect;
use crate::sheet::{Sheet, Wording};
use crate::{FigureError, words};

/// With more rows their names are codes.
const WITH_NAMES: usize = 24;
/// The names of rows are codes also where they would take more of the width than this.
const WIDEST_NAMES: f64 = 0.4;
/// The smallest codes beside rows: 5 pt.
const LEAST_CODES: f64 = 6.7;

/// A heat map of all pairs of the states.
pub fn agreement(setting: Setting<'_>, answer: &Answer<Agreement>) -> Result<Figure, FigureError> {
    let value = &answer.value;
    if value.by_similarity.len() < 2 {
        return Err(FigureError::Nothing(
            "the figure is of all pairs of several states, and one state was asked for".to_owned(),
        ));
    }
    if value.pairs.iter().all(|pair| pair.value().is_none()) {
        return Err(FigureError::Nothing("the measure is undefined for every pair".to_owned()));
    }
    setting.fitted(|canvas| drawn(setting, canvas, answer))
}

fn drawn(setting: Setting<'_>, canvas: Canvas, answer: &Answer<Agreement>) -> Result<Figure, FigureError> {
    let value = &answer.value;
    let measure = value.measures.first().copied().unwrap_or(Measure::WeightedKappa);
    let states = &value.by_similarity;
    let table = Looked::new(value);
    let title = format!("How far {} states voted alike: {}", states.len(), measure.name());
    let wording = Wording {
        description: format!("A heat map. {title}; {}.", value.selection.words),
        title,
        subtitle: base(value),
        caption: setting.caption(what(value, measure), answer, words::about_all),
    };
    let mut sheet = Sheet::new(canvas, wording)?;
    let domain = table.domain();
    let places = if measure == Measure::Lijphart { 0 } else { 2 };
    let shading = shading(measure, domain);
    let keys: Vec<Key> =
        shading.steps(domain).into_iter().map(|(at, paint)| Key::plain(paint, number(at, places))).collect();
    let legend = Legend::flow(&keys, &canvas, sheet.width());
    let below = legend.height + canvas.base * 1.2;
    let n = states.len() as f64;
    let side = canvas.base * if states.len() <= WITH_NAMES { 2.4 } else { 1.0 };
    let at = sheet.block((n * side + canvas.base * 4.0).min(sheet.width() * 1.05), n * LEAST_CODES, below)?;
    // The names of rows and heads of columns take what they need; cells are what is left.
    let labels = canvas.base * 4.0;
    let step = ((at.width - labels) / n).min((at.height - labels) / n);
    if step < LEAST_CODES {
        let (needs, has) = (n * LEAST_CODES + labels + 2.0 * canvas.margin(), canvas.width);
        return Err(FigureError::TooSmall {
            side: "width",
            needs: libm::ceil(needs) as u32,
            has: has as u32,
        });
    }
    let type_size = canvas.base.min(step);
    let longest =
        states.iter().map(|state| Face::Regular.width(state.state().name(), canvas.base)).fold(0.0, f64::max);
    let named = states.len() <= WITH_NAMES && longest <= at.width * WIDEST_NAMES;
    let map = HeatMap {
        rows: states
            .iter()
            .map(|state| if named { state.state().name() } else { state.code() }.to_owned())
            .collect(),
        columns: states.iter().map(|state| state.code().to_owned()).collect(),
        cells: states
            .iter()
            .map(|one| states.iter().map(|other| table.value(*one, *other)).collect())
            .collect(),
        shading,
    };
    let place = Rect::new(at.x, at.y, at.width, at.height);
    sheet.extend(heat_map(&map, place, &Canvas { base: type_size, ..canvas }, |value| number(value, places)));
    let (left, top) = (sheet.left(), sheet.top());
    sheet.add(legend.at(left, top + canvas.base * 0.9));
    sheet.skip(below);
    Ok(Figure { scene: sheet.finish(), data: data_of(value) })
}

/// A measure that can be negative is shaded from nought, which means something: no more agreement than disagreement, or
/// than chance. One that cannot is shaded between the pairs that agree least and most.
fn shading(measure: Measure, [low, high]: [f64; 2]) -> Shading {
    if measure.range()[0] < 0.0 {
        Shading::FromNought(high.abs().max(low.abs()))
    } else {
        Shading::Between([low, high])
    }
}

fn base(value: &Agreement) -> String {
    let selection = &value.selection;
    let days = match (selection.first, selection.last) {
        (Some(first), Some(last)) => format!(", {} to {}", words::day(first), words::day(last)),
        _ => String::new(),
    };
    format!("{}: {} decisions{days}", travaux_votes::words::capital(&selection.words), selection.decisions)
}

fn what(value: &Agreement, measure: Measure) -> String {
    let ns = value.pairs.iter().filter_map(|pair| Some(pair.measured(measure)?.n));
    let (least, most) = (ns.clone().min().unwrap_or(0), ns.max().unwrap_or(0));
    let [low, high] = measure.range().map(in_words);
    let n = if least == most { format!("n = {most}") } else { format!("n = {least} to {most}") };
    let below = if measure.range()[0] < 0.0 {
        " Below nought cells are red, and hatched where they have no number."
    } else {
        ""
    };
    format!(
        "{}: {} ({}), from {low} to {high}.{below} {n}, decisions of the pair; the data of the figure have it with the 95 % \
         interval of each. Cells without a shade are undefined. States are ordered so that those that voted alike \
         stand side by side.",
        travaux_votes::words::capital(measure.name()),
        measure.formula(),
        measure.reference(),
    )
}

/// The pairs, to look one up.
struct Looked<'a> {
    order: &'a [StateId],
    of: Vec<Option<&'a Measured>>,
}

impl<'a> Looked<'a> {
    fn new(value: &'a Agreement) -> Self {
        let n = value.states.len();
        let mut of = vec![None; n * n];
        let mut pairs = value.pairs.iter();
        for one in 0..n {
            for other in one + 1..n {
                let measured = pairs.next().and_then(|pair| pair.measures.first());
                (of[one * n + other], of[other * n + one]) = (measured, measured);
            }
        }
        Self { order: &value.states, of }
    }

    fn value(&self, one: StateId, other: StateId) -> Option<f64> {
        let place = |state: StateId| self.order.iter().position(|known| *known == state);
        let measured = self.of[place(one)? * self.order.len() + place(other)?]?;
        Some(measured.estimate?.value)
    }

    /// The least and the greatest number of the pairs.
    fn domain(&self) -> [f64; 2] {
        let values = || self.of.iter().filter_map(|measured| Some((*measured)?.estimate?.value));
        let (low, high) =
            (values().fold(f64::INFINITY, f64::min), values().fold(f64::NEG_INFINITY, f64::max));
        if high > low { [low, high] } else { [low - 1.0, high] }
    }
}

fn data_of(value: &Agreement) -> Table {
    let mut data = Table::new(
        "agreement",
        "How far states voted alike",
        &["first", "second", "measure", "value", "low", "high", "n"],
    );
    for pair in &value.pairs {
        for measured in &pair.measures {
            let end = |end: Option<f64>| end.map_or(Cell::Empty, |end| Cell::Number(end, 4));
            let estimate = measured.estimate;
            data.row([
                pair.first.into(),
                pair.second.into(),
                measured.measure.name().into(),
                end(estimate.map(|estimate| estimate.value)),
                end(estimate.map(|estimate| estimate.low)),
                end(estimate.map(|estimate| estimate.high)),
                u64::from(measured.n).into(),
            ]);
        }
    }
    data
}
