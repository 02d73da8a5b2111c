//! Lines and areas, kept as the commands that SVG knows.

use std::fmt::Write;

/// The tenths of a pixel that coordinates are rounded to: finer than any printer shows.
const GRAIN: f64 = 10.0;

/// A step of a path.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Step {
    Move([f64; 2]),
    Line([f64; 2]),
    Curve([f64; 2], [f64; 2], [f64; 2]),
    Close,
}

/// A path of straight lines and cubic curves.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Path(Vec<Step>);

impl Path {
    /// A path without steps.
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// An area with the corners of each ring; the last corner does not repeat the first.
    pub fn of_rings(rings: &[Vec<[f64; 2]>]) -> Self {
        let mut path = Self::new();
        for ring in rings {
            path.polyline(ring);
            path.close();
        }
        path
    }

    /// Begins anew at a point.
    pub fn move_to(&mut self, to: [f64; 2]) {
        self.0.push(Step::Move(to));
    }

    /// A straight line to a point.
    pub fn line_to(&mut self, to: [f64; 2]) {
        self.0.push(Step::Line(to));
    }

    /// A cubic curve to a point, by its two handles.
    pub fn curve_to(&mut self, handle: [f64; 2], other: [f64; 2], to: [f64; 2]) {
        self.0.push(Step::Curve(handle, other, to));
    }

    /// Straight lines through points.
    pub fn polyline(&mut self, points: &[[f64; 2]]) {
        for (place, &point) in points.iter().enumerate() {
            self.0.push(if place == 0 { Step::Move(point) } else { Step::Line(point) });
        }
    }

    /// Back to where it began.
    pub fn close(&mut self) {
        self.0.push(Step::Close);
    }

    /// Its rings as corners, curves in short lines; what is not closed is taken as if it were.
    pub(crate) fn rings(&self) -> Vec<Vec<[f64; 2]>> {
        const PARTS: u32 = 12;
        let mut rings: Vec<Vec<[f64; 2]>> = Vec::new();
        for step in &self.0 {
            match *step {
                Step::Move(to) => rings.push(vec![to]),
                Step::Line(to) => rings.last_mut().into_iter().for_each(|ring| ring.push(to)),
                Step::Curve(one, two, to) => {
                    let Some(ring) = rings.last_mut() else { continue };
                    let Some(&from) = ring.last() else { continue };
                    ring.extend((1..=PARTS).map(|part| {
                        let t = f64::from(part) / f64::from(PARTS);
                        let u = 1.0 - t;
                        let weights = [u * u * u, 3.0 * u * u * t, 3.0 * u * t * t, t * t * t];
                        let points = [from, one, two, to];
                        let at = |axis: usize| weights.iter().zip(points).map(|(w, p)| w * p[axis]).sum();
                        [at(0), at(1)]
                    }));
                }
                Step::Close => {}
            }
        }
        rings
    }

    /// As the attribute `d`: relative commands with one decimal place, and no byte more than is needed.
    pub(crate) fn to_d(&self) -> String {
        let mut d = String::with_capacity(self.0.len() * 6);
        let (mut at, mut start, mut command) = ([0_i64; 2], [0_i64; 2], ' ');
        for step in &self.0 {
            match *step {
                Step::Move(to) => {
                    let to = grains(to);
                    put(&mut d, &mut command, 'm', &[to[0] - at[0], to[1] - at[1]]);
                    // Pairs that follow a move are lines.
                    command = 'l';
                    (at, start) = (to, to);
                }
                Step::Line(to) => {
                    let to = grains(to);
                    match [to[0] - at[0], to[1] - at[1]] {
                        [0, 0] => {}
                        [x, 0] => put(&mut d, &mut command, 'h', &[x]),
                        [0, y] => put(&mut d, &mut command, 'v', &[y]),
                        [x, y] => put(&mut d, &mut command, 'l', &[x, y]),
                    }
                    at = to;
                }
                Step::Curve(one, two, to) => {
                    let points = [grains(one), grains(two), grains(to)];
                    let steps = points.map(|point| [point[0] - at[0], point[1] - at[1]]);
                    put(&mut d, &mut command, 'c', steps.as_flattened());
                    at = points[2];
                }
                Step::Close => {
                    d.push('z');
                    command = 'z';
                    at = start;
                }
            }
        }
        d
    }
}

fn grains(point: [f64; 2]) -> [i64; 2] {
    point.map(|value| (value * GRAIN).round() as i64)
}

/// Writes a command, or only its numbers where it is the one before.
fn put(d: &mut String, command: &mut char, wanted: char, numbers: &[i64]) {
    let mut separate = false;
    if *command == wanted {
        separate = true;
    } else {
        d.push(wanted);
        *command = wanted;
    }
    for &number in numbers {
        let before = d.len();
        write_grains(d, number);
        // A sign separates by itself, and so does a point after a number that has one.
        let first = d.as_bytes()[before];
        let has_point = || {
            d[..before]
                .rsplit(|c: char| !(c.is_ascii_digit() || c == '.'))
                .next()
                .is_some_and(|w| w.contains('.'))
        };
        if separate && first != b'-' && !(first == b'.' && has_point()) {
            d.insert(before, ' ');
        }
        separate = true;
    }
}

/// `12`, `12.3`, `.3`, `-.3`.
fn write_grains(text: &mut String, number: i64) {
    let sign = if number < 0 { "-" } else { "" };
    let (whole, tenth) = (number.unsigned_abs() / 10, number.unsigned_abs() % 10);
    // Writing to a string does not fail.
    let _ = match (whole, tenth) {
        (whole, 0) => write!(text, "{sign}{whole}"),
        (0, tenth) => write!(text, "{sign}.{tenth}"),
        (whole, tenth) => write!(text, "{sign}{whole}.{tenth}"),
    };
}
