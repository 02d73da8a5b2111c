//! Dots for the states that are too small to see.

use travaux_un::state::StateId;

use super::draw::{Shape, View};
use super::plane::tenth;
use super::world::World;

/// A state has a dot where its area is less than this many squares of the dot's radius.
const SMALL: f64 = 1.2;

/// The least distance between two dots, in px.
const GAP: f64 = 0.4;

/// What rounding to a tenth can take from a distance, in px, and a little more.
const ROUNDING: f64 = 0.15;

/// A dot for a state, in px; its radius is the one that was asked for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Dot {
    /// The state.
    pub state: StateId,
    /// The middle of the dot, from the left.
    pub x: f64,
    /// The middle of the dot, from the top.
    pub y: f64,
    /// Where the state lies, from the left: the dot is moved away from there only to leave room for others.
    pub anchor_x: f64,
    /// Where the state lies, from the top.
    pub anchor_y: f64,
}

/// Places a dot for each state that needs one.
pub(super) fn place_dots(
    world: &World,
    shapes: &[Shape],
    view: View,
    size: [f64; 2],
    radius: f64,
) -> Vec<Dot> {
    let mut small: Vec<(StateId, [f64; 2])> = world
        .shapes
        .iter()
        .zip(shapes)
        .filter(|(_, shape)| shape.area < SMALL * radius * radius || shape.rings.is_empty())
        .filter_map(|(outline, shape)| Some((shape.state?, view.at(outline.home))))
        .collect();
    small.sort_by_key(|&(state, _)| state);
    let room = Room { least: 2.0 * radius + GAP + ROUNDING, edge: radius + ROUNDING, size };
    let anchors: Vec<[f64; 2]> = small.iter().map(|&(_, anchor)| anchor).collect();
    let places = room.spread(&anchors);
    small
        .iter()
        .zip(places)
        .map(|(&(state, anchor), place)| {
            let [x, y] = place.map(tenth);
            let [anchor_x, anchor_y] = anchor.map(tenth);
            Dot { state, x, y, anchor_x, anchor_y }
        })
        .collect()
}

/// How far apart dots are to be, and where.
struct Room {
    /// From middle to middle.
    least: f64,
    /// From the edge of the map to a middle.
    edge: f64,
    size: [f64; 2],
}

impl Room {
    /// Moves dots apart. Each is drawn to where it belongs, less and less, and pushed off those that it overlaps.
    fn spread(&self, anchors: &[[f64; 2]]) -> Vec<[f64; 2]> {
        const ROUNDS: u32 = 240;
        let mut places: Vec<[f64; 2]> = anchors.iter().map(|&anchor| self.inside(anchor)).collect();
        for round in 0..ROUNDS {
            let pull = 0.2 * (1.0 - f64::from(round) / f64::from(ROUNDS));
            for (place, anchor) in places.iter_mut().zip(anchors) {
                for axis in 0..2 {
                    place[axis] += (anchor[axis] - place[axis]) * pull;
                }
            }
            for _ in 0..4 {
                self.push_apart(&mut places);
            }
        }
        for _ in 0..400 {
            if !self.push_apart(&mut places) {
                break;
            }
        }
        self.settle(&mut places, anchors);
        places
    }

    /// One pass over all pairs; true if two were too near.
    fn push_apart(&self, places: &mut [[f64; 2]]) -> bool {
        let mut pushed = false;
        for second in 1..places.len() {
            for first in 0..second {
                let [a, b] = [places[first], places[second]];
                let (dx, dy) = (b[0] - a[0], b[1] - a[1]);
                let squared = dx * dx + dy * dy;
                if squared >= self.least * self.least {
                    continue;
                }
                pushed = true;
                let distance = libm::sqrt(squared);
                // Two in one place part in a direction that depends on nothing but their order.
                let [ux, uy] = if distance > 1e-9 {
                    [dx / distance, dy / distance]
                } else {
                    let angle = second as f64;
                    [libm::cos(angle), libm::sin(angle)]
                };
                let half = (self.least - distance) / 2.0 + 1e-6;
                places[first] = self.inside([a[0] - ux * half, a[1] - uy * half]);
                places[second] = self.inside([b[0] + ux * half, b[1] + uy * half]);
            }
        }
        pushed
    }

    /// What still overlaps after that goes to the nearest free place, found on a spiral.
    fn settle(&self, places: &mut [[f64; 2]], anchors: &[[f64; 2]]) {
        for this in 0..places.len() {
            if self.is_free(places, this, places[this]) {
                continue;
            }
            let step = self.least / 4.0;
            let spiral = (1..4000_u32).map(|turn| {
                let turn = f64::from(turn);
                // The golden angle spreads the tries evenly.
                let (angle, away) = (turn * 2.399_963_229_728_653, step * libm::sqrt(turn));
                self.inside([
                    anchors[this][0] + away * libm::cos(angle),
                    anchors[this][1] + away * libm::sin(angle),
                ])
            });
            if let Some(free) = spiral.into_iter().find(|&place| self.is_free(places, this, place)) {
                places[this] = free;
            }
        }
    }

    /// Whether the dot could be there, beside all others.
    fn is_free(&self, places: &[[f64; 2]], this: usize, place: [f64; 2]) -> bool {
        places.iter().enumerate().all(|(other, at)| {
            let (dx, dy) = (at[0] - place[0], at[1] - place[1]);
            other == this || dx * dx + dy * dy >= self.least * self.least
        })
    }

    /// The nearest place inside the map.
    fn inside(&self, place: [f64; 2]) -> [f64; 2] {
        [0, 1].map(|axis| place[axis].min(self.size[axis] - self.edge).max(self.edge))
    }
}
