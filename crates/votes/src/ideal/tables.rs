//! Ideal points as tables.

use std::cmp::Reverse;

use travaux_record::{Cell, Table, Tabular};
use travaux_un::set::StateSet;

use super::{IdealPoints, Point, cow};
use crate::words::{capital, day, name_key};

/// Decisions that divide states most along the first dimension are shown up to this number.
const SHARPEST: usize = 15;

impl Tabular for IdealPoints {
    fn tables(&self) -> Vec<Table> {
        vec![self.points_table(), self.sharpest(), self.fit_table()]
    }
}

/// What points are sorted by to come from the highest to the lowest on the first dimension, those alike by name.
fn from_the_highest(point: &Point) -> (Reverse<i64>, String) {
    let value = point.at.first().map_or(0.0, |at| at.value);
    (Reverse((value * 10_000.0).round() as i64), name_key(point.state))
}

impl IdealPoints {
    /// Points: of one session from the highest to the lowest, of several in the order of states and sessions.
    fn points_table(&self) -> Table {
        let sessions = match (self.selection.first, self.selection.last) {
            (Some(first), Some(last)) => format!(" ({} to {})", day(first), day(last)),
            _ => String::new(),
        };
        let title = format!("Ideal points: {}{sessions}", capital(&self.selection.words));
        let mut columns = vec!["state", "session", "votes", "contested"];
        let names: Vec<[String; 4]> = (1..=self.dimensions)
            .map(|dimension| {
                let of = if self.dimensions == 1 { String::new() } else { format!(" {dimension}") };
                [format!("position{of}"), format!("sd{of}"), format!("from{of}"), format!("to{of}")]
            })
            .collect();
        columns.extend(names.iter().flatten().map(String::as_str));
        let mut table = Table::new("points", title, &columns);
        for point in self.ordered() {
            let mut row: Vec<Cell> = vec![
                point.state.into(),
                point.session.map(|session| session.to_string()).into(),
                u64::from(point.votes).into(),
                u64::from(point.contested).into(),
            ];
            row.extend(
                point
                    .at
                    .iter()
                    .flat_map(|at| [at.value, at.sd, at.low, at.high].map(|value| Cell::Number(value, 3))),
            );
            table.rows.push(row);
        }
        if !self.dynamic {
            table.drop_columns(|head, _| head == "session");
        }
        table
    }

    /// The points as they are told: of one session from the highest to the lowest, else by name and session.
    pub fn ordered(&self) -> Vec<&Point> {
        let mut points: Vec<&Point> = self.points.iter().collect();
        let one_session = points.windows(2).all(|pair| pair[0].session == pair[1].session);
        if one_session {
            points.sort_by_cached_key(|point| from_the_highest(point));
        } else {
            points.sort_by_cached_key(|point| (name_key(point.state), point.session));
        }
        points
    }

    /// The points of some states in a session, from the highest to the lowest.
    pub fn in_session(&self, session: i32, states: StateSet) -> Vec<&Point> {
        let is_wanted =
            |point: &&Point| point.session.is_none_or(|of| of == session) && states.contains(point.state);
        let mut points: Vec<&Point> = self.points.iter().filter(is_wanted).collect();
        points.sort_by_cached_key(|point| from_the_highest(point));
        points
    }

    /// The decisions that divide states most along the first dimension.
    fn sharpest(&self) -> Table {
        let mut table = Table::new(
            "decisions",
            "Decisions that divided states most along the first dimension",
            &[
                "decision",
                "title",
                "votes",
                "discrimination",
                "against to abstaining",
                "abstaining to in favour",
            ],
        );
        let size = |line: &super::ItemLine| line.discrimination.first().map_or(0.0, |beta| beta.abs());
        let mut lines: Vec<&super::ItemLine> = self.decisions.iter().collect();
        lines.sort_by(|a, b| size(b).total_cmp(&size(a)).then_with(|| a.decision.cmp(&b.decision)));
        for line in lines.into_iter().take(SHARPEST) {
            let number = |value: Option<&f64>| value.map_or(Cell::Empty, |value| Cell::Number(*value, 2));
            table.row([
                Cell::Symbol(line.decision.clone()),
                line.title.clone().into(),
                u64::from(line.votes).into(),
                number(line.discrimination.first()),
                number(line.cuts.first()),
                number(line.cuts.get(1)),
            ]);
        }
        table
    }

    /// What was fitted.
    fn fit_table(&self) -> Table {
        let mut table = Table::new("fit", "What was fitted", &["", "value"]);
        let mut row = |what: &str, value: Cell| table.row([what.into(), value]);
        row("engine", self.engine.into());
        row("dimensions", u64::from(self.dimensions).into());
        row("decisions", u64::from(self.selection.decisions).into());
        row("of these contested", u64::from(self.contested).into());
        row("votes on these", u64::from(self.votes).into());
        row("states with a point in the last session", u64::from(self.states_n).into());
        row("the positive end is that of", self.positive.into());
        if let Some(variance) = self.walk_variance.first() {
            row("variance of the walk a session", Cell::Number(*variance, 4));
        }
        row("log-likelihood", Cell::Number(self.log_likelihood, 1));
        row("iterations", u64::from(self.iterations).into());
        if let Some(mixing) = self.mixing {
            row("largest R-hat", Cell::Number(mixing.r_hat, 4));
            row("smallest bulk effective sample size", Cell::Number(mixing.ess_bulk, 0));
            row("smallest tail effective sample size", Cell::Number(mixing.ess_tail, 0));
        }
        table
    }
}

/// Points in the columns of Voeten's published estimates. Quantiles are those of a normal distribution with the
/// posterior's mean and standard deviation.
pub fn voeten_layout(value: &IdealPoints) -> Table {
    /// Standard normal quantiles of 5, 10, 50, 90 and 95 %.
    const QUANTILES: [(&str, f64); 5] = [
        ("Q5%", -1.644_853_626_951_472_2),
        ("Q10%", -1.281_551_565_544_600_4),
        ("Q50%", 0.0),
        ("Q90%", 1.281_551_565_544_600_4),
        ("Q95%", 1.644_853_626_951_472_2),
    ];
    let mut columns = vec!["ccode", "session", "NVotes", "IdealPoint"];
    columns.extend(QUANTILES.map(|(name, _)| name));
    columns.extend(["iso3c", "Countryname"]);
    let mut table = Table::new("voeten", "Ideal points in Voeten's layout", &columns);
    for point in value.ordered() {
        let (Some(at), session) = (point.at.first(), point.session) else { continue };
        let mut row: Vec<Cell> = vec![
            cow(point.state, session.unwrap_or(value.last_session)).into(),
            session.map(|session| session.to_string()).into(),
            u64::from(point.votes).into(),
            Cell::Number(at.value, 4),
        ];
        row.extend(QUANTILES.map(|(_, z)| Cell::Number(at.value + z * at.sd, 4)));
        row.extend([point.state.code().into(), point.state.state().name().into()]);
        table.rows.push(row);
    }
    table
}
