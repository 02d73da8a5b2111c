//! Agreement as tables.

use travaux_record::{Cell, Table, Tabular};

use super::{Agreement, Estimate, Measure, Measured, Pair};
use crate::words::{counted, day};

/// A matrix wider than this is for a figure or a file.
const MOST_IN_A_MATRIX: usize = 10;
/// How many of the closest and of the farthest are shown.
const NEAREST: usize = 10;
/// How many decimal places a measure has.
const PLACES: usize = 3;

impl Tabular for Agreement {
    fn tables(&self) -> Vec<Table> {
        let mut tables = Vec::new();
        let pairs = self.pairs.iter().collect::<Vec<_>>();
        if self.of.is_some() {
            let ranked: Vec<&Pair> = pairs
                .iter()
                .copied()
                .filter(|pair| pair.votes >= self.least_votes && pair.value().is_some())
                .collect();
            let (first, last) = (&ranked[..ranked.len().min(NEAREST)], ranked.len().saturating_sub(NEAREST));
            if ranked.len() > 2 * NEAREST {
                tables.push(self.table_of("closest", self.title("Closest to"), first));
                let farthest: Vec<&Pair> = ranked[last..].iter().rev().copied().collect();
                tables.push(self.table_of("farthest", self.title("Farthest from"), &farthest));
            }
        } else if self.states.len() <= MOST_IN_A_MATRIX {
            tables.push(self.matrix());
        }
        tables.push(self.table_of("pairs", self.title("Agreement of"), &pairs));
        tables.push(self.votes());
        tables.push(self.measured_by());
        tables
    }
}

impl Agreement {
    fn first(&self) -> Measure {
        self.measures.first().copied().unwrap_or(Measure::WeightedKappa)
    }

    /// `Closest to France by weighted kappa: …`.
    fn title(&self, what: &str) -> String {
        let of = match self.of {
            Some(state) => state.state().name().to_owned(),
            None => counted(self.states.len() as u64, "state"),
        };
        format!("{what} {of} by {}: {}", self.first().name(), self.base())
    }

    fn base(&self) -> String {
        let selection = &self.selection;
        let days = match (selection.first, selection.last) {
            (Some(first), Some(last)) => format!(", {} to {}", day(first), day(last)),
            _ => String::new(),
        };
        format!("{} ({}{days})", selection.words, counted(selection.decisions, "decision"))
    }

    /// The first measure below the diagonal, what it is of above.
    fn matrix(&self) -> Table {
        let title = format!("{} (below the diagonal) and n (above): {}", self.first().name(), self.base());
        let mut table = Table::new("matrix", title, &["state"]);
        table.columns.extend(self.states.iter().map(|state| state.code().to_owned()));
        for (row, &one) in self.states.iter().enumerate() {
            let mut cells: Vec<Cell> = vec![one.into()];
            for (column, &other) in self.states.iter().enumerate() {
                let measured = self.pair(one, other).and_then(|pair| pair.measured(self.first()));
                cells.push(match measured {
                    Some(measured) if column < row => value(measured),
                    Some(measured) if column > row => Cell::from(u64::from(measured.n)),
                    _ => Cell::Empty,
                });
            }
            table.rows.push(cells);
        }
        table
    }

    fn table_of(&self, name: &str, title: String, pairs: &[&Pair]) -> Table {
        let mut table = self.headed(name, title);
        table.columns.push("n".to_owned());
        for measure in &self.measures {
            let short = short(*measure);
            table.columns.extend([
                measure.name().to_owned(),
                format!("from ({short})"),
                format!("to ({short})"),
            ]);
            if has_own_n(*measure) {
                table.columns.push(format!("n ({short})"));
            }
        }
        let undefined =
            pairs.iter().flat_map(|pair| &pair.measures).any(|measured| measured.undefined.is_some());
        if undefined {
            table.columns.push("undefined where empty".to_owned());
        }
        for pair in pairs {
            let mut row = self.heads(pair);
            row.push(u64::from(pair.votes).into());
            for measured in &pair.measures {
                let end = |end: fn(&Estimate) -> f64| {
                    measured
                        .estimate
                        .as_ref()
                        .map_or(Cell::Empty, |estimate| Cell::Number(end(estimate), PLACES))
                };
                row.extend([value(measured), end(|estimate| estimate.low), end(|estimate| estimate.high)]);
                if has_own_n(measured.measure) {
                    row.push(u64::from(measured.n).into());
                }
            }
            if undefined {
                let mut why: Vec<&str> =
                    pair.measures.iter().filter_map(|m| Some(m.undefined?.phrase())).collect();
                why.dedup();
                row.push(why.join("; ").into());
            }
            table.rows.push(row);
        }
        table
    }

    /// What the measures are made from.
    fn votes(&self) -> Table {
        let mut table = self.headed("votes", format!("The votes on which both voted: {}", self.base()));
        table.columns.extend(["n", "same", "one abstained", "opposite"].map(str::to_owned));
        for pair in &self.pairs {
            let mut row = self.heads(pair);
            row.extend(
                [pair.votes, pair.same, pair.one_abstained, pair.opposite].map(|n| u64::from(n).into()),
            );
            table.rows.push(row);
        }
        table
    }

    fn headed(&self, name: &str, title: String) -> Table {
        let heads: &[&str] = if self.of.is_none() { &["state", "with"] } else { &["state"] };
        Table::new(name, title, heads)
    }

    fn heads(&self, pair: &Pair) -> Vec<Cell> {
        let first = self.of.is_none().then(|| Cell::from(pair.first));
        first.into_iter().chain([Cell::from(pair.second)]).collect()
    }

    /// What each measure is.
    fn measured_by(&self) -> Table {
        let columns = ["measure", "formula", "from", "to", "interval", "reference"];
        let mut table = Table::new("measures", "The measures", &columns);
        for measure in &self.measures {
            let [low, high] = measure.range();
            table.row([
                measure.name().into(),
                measure.formula().into(),
                Cell::Number(low, 0),
                Cell::Number(high, 0),
                measure.interval().into(),
                measure.reference().into(),
            ]);
        }
        table
    }
}

fn value(measured: &Measured) -> Cell {
    measured.estimate.map_or(Cell::Empty, |estimate| Cell::Number(estimate.value, PLACES))
}

/// Whether a measure is of other decisions than those on which both voted.
const fn has_own_n(measure: Measure) -> bool {
    measure.with_consensus() || matches!(measure, Measure::Coincidence)
}

/// A name that is short enough for the head of a column.
const fn short(measure: Measure) -> &'static str {
    match measure {
        Measure::RawAgreement => "p",
        Measure::AbstentionHalf => "half",
        Measure::S => "S",
        Measure::ScottPi => "pi",
        Measure::Kappa => "kappa",
        Measure::WeightedKappa => "weighted",
        Measure::QuadraticKappa => "quadratic",
        Measure::Lijphart => "Lijphart",
        Measure::Coincidence => "coincidence",
        Measure::ConsensusRawAgreement => "consensus p",
        Measure::ConsensusS => "consensus S",
        Measure::ConsensusScottPi => "consensus pi",
    }
}
