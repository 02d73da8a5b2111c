//! The shapes at a size.

use travaux_un::state::StateId;

use super::dots::{Dot, place_dots};
use super::plane::tenth;
use super::world::{Ring, World, arc};

/// Triangles smaller than this, in px², are not seen in a line.
const UNSEEN_IN_A_LINE: f64 = 0.2;

/// Islands and enclaves smaller than this, in px², are not seen.
const UNSEEN_ISLAND: f64 = 0.3;

/// A map at a size. All lengths are in px, x runs to the right and y down, and the top left corner is 0, 0.
#[derive(Debug, Clone, PartialEq)]
pub struct Drawn {
    /// The width of the map.
    pub width: f64,
    /// The height of the map, which follows from the width.
    pub height: f64,
    /// One shape for each state, and one for each piece of land that is no Member's, in the order of the file:
    /// for the bundled one, by the code of the state, then by name.
    pub shapes: Vec<Shape>,
    /// One dot for each state that would be too small to see, in the order of the codes.
    pub dots: Vec<Dot>,
}

/// What is drawn for one state, or for land that is no Member's.
#[derive(Debug, Clone, PartialEq)]
pub struct Shape {
    /// The Member whose shape it is.
    pub state: Option<StateId>,
    /// The name of land that is no Member's.
    pub name: Option<String>,
    /// Closed lines, in px, to a tenth; the last point does not repeat the first, and no point the one before it.
    /// Fill them together, by either rule: a hole runs the other way round. There is none where the shape is
    /// smaller than a tenth of a px, and a state then has a dot.
    pub rings: Vec<Vec<[f64; 2]>>,
    /// The area of all parts of the shape, in px², before simplification.
    pub area: f64,
}

/// Where a point of the plane is on the map.
#[derive(Debug, Clone, Copy)]
pub(super) struct View {
    scale: f64,
    origin: [f64; 2],
    margin: f64,
}

impl View {
    pub(super) fn at(self, point: [f64; 2]) -> [f64; 2] {
        [0, 1].map(|axis| (point[axis] - self.origin[axis]) * self.scale + self.margin)
    }
}

pub(super) fn draw(world: &World, width: f64, dot_radius: f64) -> Drawn {
    let width = tenth(within(width, 16.0, 100_000.0));
    let radius = within(dot_radius, 0.0, width / 20.0);
    let margin = radius + 1.0;
    let (low, high) = world.bounds;
    let scale = (width - 2.0 * margin) / (high[0] - low[0]);
    let height = libm::ceil(((high[1] - low[1]) * scale + 2.0 * margin) * 10.0) / 10.0;
    let view = View { scale, origin: low, margin };
    let shapes: Vec<Shape> = world
        .shapes
        .iter()
        .map(|outline| {
            let largest = outline.polygons.iter().map(|polygon| polygon.outer.area).fold(0.0, f64::max);
            let mut rings = Vec::new();
            let mut area = 0.0;
            for polygon in &outline.polygons {
                let seen = |ring: &Ring| ring.area * scale * scale >= UNSEEN_ISLAND || ring.arcs.len() > 1;
                area += polygon.outer.area - polygon.holes.iter().map(|hole| hole.area).sum::<f64>();
                if !seen(&polygon.outer) && (outline.state.is_none() || polygon.outer.area < largest) {
                    continue;
                }
                rings.extend(ring(world, view, &polygon.outer));
                rings.extend(
                    polygon.holes.iter().filter(|hole| seen(hole)).filter_map(|hole| ring(world, view, hole)),
                );
            }
            let area = area.max(0.0) * scale * scale;
            Shape { state: outline.state, name: outline.name.clone(), rings, area }
        })
        .collect();
    let dots = place_dots(world, &shapes, view, [width, height], radius);
    Drawn { width, height, shapes, dots }
}

/// The nearest value that is allowed; the least one for what is no number.
const fn within(value: f64, least: f64, most: f64) -> f64 {
    if value.is_nan() { least } else { value.clamp(least, most) }
}

/// A ring at its size, if three points of it are left.
fn ring(world: &World, view: View, ring: &Ring) -> Option<Vec<[f64; 2]>> {
    let threshold = UNSEEN_IN_A_LINE / (view.scale * view.scale);
    let mut points: Vec<[f64; 2]> = Vec::new();
    let mut add = |(&point, &weight): (&[f64; 2], &f64)| {
        if weight >= threshold {
            let point = view.at(point).map(tenth);
            if points.last() != Some(&point) {
                points.push(point);
            }
        }
    };
    for &number in &ring.arcs {
        let arc = arc(&world.arcs, number)?;
        let weighed = arc.points.iter().zip(&arc.weights);
        if number < 0 {
            weighed.rev().for_each(&mut add);
        } else {
            weighed.for_each(&mut add);
        }
    }
    while points.len() > 1 && points.first() == points.last() {
        points.pop();
    }
    (points.len() >= 3).then_some(points)
}
