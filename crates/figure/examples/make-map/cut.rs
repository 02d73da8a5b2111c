//! The cut at 169° west: longitudes run on beyond 180, from about -169 to about 191, and no ring jumps.

use crate::source::{index, ring};
use crate::{Result, Shape};

/// Where the map is cut.
const CUT: f64 = -169.0;

/// The lines with their longitudes moved by whole turns, so that each ring lies whole on the side of the cut where
/// most of it is.
pub(crate) fn unwrapped(lines: &[Vec<[f64; 2]>], shapes: &[Shape]) -> Result<Vec<Vec<[f64; 2]>>> {
    let lines: Vec<Vec<[f64; 2]>> = lines.iter().map(|line| running_on(line)).collect();
    let mut turns: Vec<Option<f64>> = vec![None; lines.len()];
    for shape in shapes {
        for part in &shape.parts {
            // A hole goes with the ring around it.
            let mut side = None;
            for numbers in part {
                let mut moved = chained(&lines, numbers).map_err(|what| format!("{}: {what}", shape.name))?;
                let points: Vec<[f64; 2]> = numbers
                    .iter()
                    .zip(&moved)
                    .flat_map(|(&number, turn)| {
                        ring(&lines, &[number]).into_iter().map(move |point| [point[0] + turn, point[1]])
                    })
                    .collect();
                let middle = middle(&points);
                let side = *side.get_or_insert(middle);
                let turn = turn_to(side, middle);
                for by in &mut moved {
                    *by += turn;
                }
                for (&number, by) in numbers.iter().zip(moved) {
                    let known = turns[index(number)].get_or_insert(by);
                    if (*known - by).abs() > 1.0 {
                        return Err(format!(
                            "{}: a border of it would be on both sides of the cut",
                            shape.name
                        )
                        .into());
                    }
                }
            }
        }
    }
    let lines: Vec<Vec<[f64; 2]>> = lines
        .iter()
        .zip(turns)
        .map(|(line, turn)| line.iter().map(|point| [point[0] + turn.unwrap_or(0.0), point[1]]).collect())
        .collect();
    for shape in shapes {
        for numbers in shape.parts.iter().flatten() {
            let points = ring(&lines, numbers);
            let closed = points.iter().zip(points.iter().cycle().skip(1));
            if closed.into_iter().any(|(a, b)| (a[0] - b[0]).abs() > 180.0) {
                return Err(format!("{}: a ring of it jumps across the map", shape.name).into());
            }
        }
    }
    Ok(lines)
}

/// A line without a jump: a step of more than half a turn is one the other way round.
fn running_on(line: &[[f64; 2]]) -> Vec<[f64; 2]> {
    let mut before: Option<f64> = None;
    line.iter()
        .map(|&[longitude, latitude]| {
            let longitude =
                longitude + before.map_or(0.0, |before| ((before - longitude) / 360.0).round() * 360.0);
            before = Some(longitude);
            [longitude, latitude]
        })
        .collect()
}

/// For each arc of a ring the turn, in degrees, that lets it begin where the one before it ends.
fn chained(lines: &[Vec<[f64; 2]>], numbers: &[i32]) -> std::result::Result<Vec<f64>, String> {
    let mut turns = Vec::new();
    let mut end: Option<[f64; 2]> = None;
    let mut start = [0.0; 2];
    for &number in numbers {
        let points = ring(lines, &[number]);
        let (first, last) = (points[0], points[points.len() - 1]);
        let turn = match end {
            None => {
                start = first;
                0.0
            }
            Some(end) => ((end[0] - first[0]) / 360.0).round() * 360.0,
        };
        turns.push(turn);
        end = Some([last[0] + turn, last[1]]);
    }
    match end {
        Some(end) if (end[0] - start[0]).abs() < 1e-6 && (end[1] - start[1]).abs() < 1e-6 => Ok(turns),
        _ => Err("a ring of it does not close: it goes around a pole".to_owned()),
    }
}

/// The longitude of the middle of a ring.
fn middle(points: &[[f64; 2]]) -> f64 {
    let [x, _] = crate::less::area_and_middle(points).1;
    x
}

/// The turn that brings a ring with this middle to the side where `side` belongs.
fn turn_to(side: f64, middle: f64) -> f64 {
    let home = (side - CUT).rem_euclid(360.0) + CUT;
    ((home - middle) / 360.0).round() * 360.0
}

/// Sets where the dot goes for a shape with parts at both edges of the map: to the largest part on the side that has
/// most of its parts. Else it goes to the largest part of all.
pub(crate) fn set_dots(shapes: &mut [Shape], lines: &[Vec<[f64; 2]>]) {
    for shape in shapes.iter_mut().filter(|shape| shape.state.is_some()) {
        let mut parts: Vec<(f64, [f64; 2])> = shape
            .parts
            .iter()
            .map(|part| {
                let (area, middle) = crate::less::area_and_middle(&ring(lines, &part[0]));
                (area.abs(), middle)
            })
            .collect();
        parts.sort_by(|a, b| b.0.total_cmp(&a.0));
        let centre = travaux_figure::map::project::CENTRAL_MERIDIAN;
        let right = |middle: [f64; 2]| middle[0] > centre;
        let both_edges = parts.iter().any(|(_, middle)| middle[0] < centre - 120.0)
            && parts.iter().any(|(_, middle)| middle[0] > centre + 120.0);
        let most = 2 * parts.iter().filter(|(_, middle)| right(*middle)).count() > parts.len();
        if both_edges && right(parts[0].1) != most {
            shape.dot = parts.iter().find(|(_, middle)| right(*middle) == most).map(|&(_, middle)| middle);
        }
    }
}
