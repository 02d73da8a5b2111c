//! Ideal points: the states of one session from end to end, or some states through the sessions.

use travaux_record::{Answer, Cell, Table};
use travaux_un::set::StateSet;
use travaux_votes::ideal::IdealPoints;
use travaux_votes::words::{by_name, capital};

use super::{Figure, Setting};
use crate::canvas::Canvas;
use crate::marks::{DotInterval, LineBand, dot_intervals, line_bands};
use crate::palette::{IN_SET, LINES};
use crate::sheet::{Sheet, Wording};
use crate::{FigureError, words};

/// Dots with intervals where there is one point a state, else lines with bands.
pub fn ideal(setting: Setting<'_>, answer: &Answer<IdealPoints>) -> Result<Figure, FigureError> {
    let value = &answer.value;
    if value.points.is_empty() {
        return Err(FigureError::Nothing("no state has a point".to_owned()));
    }
    let n = states(value).len();
    let through_time = value.points.len() > n;
    if through_time && n > LINES.len() {
        return Err(FigureError::Nothing(format!(
            "lines of {n} states would hide each other: name up to {}, or ask for one session",
            LINES.len()
        )));
    }
    setting.fitted(|canvas| drawn(setting, canvas, answer, through_time))
}

fn states(value: &IdealPoints) -> StateSet {
    value.points.iter().map(|point| point.state).collect()
}

fn drawn(
    setting: Setting<'_>,
    canvas: Canvas,
    answer: &Answer<IdealPoints>,
    through_time: bool,
) -> Result<Figure, FigureError> {
    let value = &answer.value;
    let title = if through_time {
        "Ideal points through the sessions".to_owned()
    } else if value.dynamic {
        format!("Ideal points in session {}", value.last_session)
    } else {
        "Ideal points".to_owned()
    };
    let wording = Wording {
        description: format!("{title}: {} points with 95 % intervals.", value.points.len()),
        title,
        subtitle: capital(&value.selection.words),
        caption: setting.caption(what(value), answer, words::about_all),
    };
    let mut sheet = Sheet::new(canvas, wording)?;
    let base = canvas.base;
    if through_time {
        let lines = lines(value);
        let wanted = (sheet.width() * 0.55).min(base * 44.0);
        let at = sheet.block(wanted, base * 10.0, 0.0)?;
        sheet.extend(line_bands(&lines, at, &canvas, |session| format!("{session:.0}")));
    } else {
        let rows = rows(value);
        let n = rows.len() as f64;
        let at = sheet.block(n * base * 1.25 + base * 2.0, n * base + base * 2.0, 0.0)?;
        sheet.extend(dot_intervals(&rows, at, &canvas));
    }
    Ok(Figure { scene: sheet.finish(), data: data_of(value) })
}

fn what(value: &IdealPoints) -> String {
    format!(
        "n = {} votes on {} contested decisions of {}. Ordinal probit item response, first dimension; intervals of 95 % ({}). \
         All points have mean 0 and standard deviation 1; {} is at the positive end.",
        value.votes,
        value.contested,
        value.selection.decisions,
        value.engine,
        value.positive.state().name()
    )
}

/// From the highest to the lowest.
fn rows(value: &IdealPoints) -> Vec<DotInterval> {
    let points = value.ordered();
    let many = points.len() > 60;
    points
        .into_iter()
        .filter_map(|point| {
            let at = point.at.first()?;
            let state = point.state.state();
            let label = if many { point.state.code() } else { state.name() };
            Some(DotInterval {
                label: label.to_owned(),
                value: at.value,
                interval: [at.low, at.high],
                paint: IN_SET,
            })
        })
        .collect()
}

fn lines(value: &IdealPoints) -> Vec<LineBand> {
    by_name(states(value))
        .into_iter()
        .zip(LINES)
        .map(|(state, color)| {
            let of_state = value.points.iter().filter(|point| point.state == state);
            let mut points: Vec<(f64, f64, [f64; 2])> = of_state
                .filter_map(|point| {
                    let at = point.at.first()?;
                    Some((f64::from(point.session?), at.value, [at.low, at.high]))
                })
                .collect();
            points.sort_by(|a, b| a.0.total_cmp(&b.0));
            LineBand { label: state.code().to_owned(), points, color }
        })
        .collect()
}

fn data_of(value: &IdealPoints) -> Table {
    let mut data = Table::new(
        "ideal",
        "Ideal points with 95 % intervals",
        &["state", "session", "votes", "contested", "dimension", "position", "sd", "low", "high"],
    );
    for point in &value.points {
        for (dimension, at) in point.at.iter().enumerate() {
            data.row([
                point.state.into(),
                point.session.map(|session| session.to_string()).into(),
                u64::from(point.votes).into(),
                u64::from(point.contested).into(),
                (dimension + 1).into(),
                Cell::Number(at.value, 4),
                Cell::Number(at.sd, 4),
                Cell::Number(at.low, 4),
                Cell::Number(at.high, 4),
            ]);
        }
    }
    data
}
