//! The shapes of the world, read from a file and projected once.
//!
//! The file is `TopoJSON`, with quantised arcs in degrees of longitude and latitude: a border between two shapes is
//! one arc, used by both, so that neighbours never part however much the lines are simplified.
//! Its format is described in `data/map/README.md`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;
use travaux_un::state::StateId;

use super::project::project;
use super::simplify::weights;
use super::tiles::Tiles;
use super::{draw, plane};

/// More points than this, counted once for every shape that uses them, are refused: the bundled file has
/// a hundredth of that, and a short file can otherwise stand for more points than there is memory.
const MOST_POINTS: usize = 4_000_000;

/// The shapes of the world: of each Member State, and of land that is no Member's.
#[derive(Debug)]
pub struct World {
    /// Lines on the globe of radius 1, projected, x right and y down.
    pub(super) arcs: Vec<Arc>,
    pub(super) shapes: Vec<Outline>,
    /// The corners of the land, top left and bottom right.
    pub(super) bounds: ([f64; 2], [f64; 2]),
    tiles: Tiles,
}

/// A line between two junctions, or around an island.
#[derive(Debug)]
pub(super) struct Arc {
    pub(super) points: Vec<[f64; 2]>,
    /// What each point weighs for simplification.
    pub(super) weights: Vec<f64>,
}

/// One shape of the file.
#[derive(Debug)]
pub(super) struct Outline {
    pub(super) state: Option<StateId>,
    pub(super) name: Option<String>,
    pub(super) polygons: Vec<Polygon>,
    /// Where a dot for the state belongs.
    pub(super) home: [f64; 2],
}

/// One part of a shape.
#[derive(Debug)]
pub(super) struct Polygon {
    pub(super) outer: Ring,
    pub(super) holes: Vec<Ring>,
}

/// One closed line.
#[derive(Debug)]
pub(super) struct Ring {
    /// Numbers of arcs; a number below zero is that arc backwards, by its complement.
    pub(super) arcs: Vec<i32>,
    /// Never negative.
    pub(super) area: f64,
}

/// What is wrong with a file of shapes: where, and what.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the shapes of the map: {what}")]
pub struct ShapesError {
    what: String,
}

fn wrong(what: impl Into<String>) -> ShapesError {
    ShapesError { what: what.into() }
}

impl World {
    /// The shapes and the grid that are part of the program.
    pub fn bundled() -> &'static Self {
        static WORLD: LazyLock<World> = LazyLock::new(|| {
            World::parse(include_str!("../../../../data/map/world.json"))
                .expect("the bundled shapes are checked by the tests of this crate")
        });
        &WORLD
    }

    /// Reads shapes from a file of the same format as the bundled one.
    ///
    /// ```
    /// use travaux_figure::map::World;
    ///
    /// let error = World::parse("{}").unwrap_err();
    /// assert!(error.to_string().contains("missing field `type`"), "{error}");
    /// ```
    pub fn parse(text: &str) -> Result<Self, ShapesError> {
        let file: File = serde_json::from_str(text).map_err(|error| wrong(error.to_string()))?;
        if file.kind != "Topology" {
            return Err(wrong(format!("`type` is {:?}; it should be \"Topology\"", file.kind)));
        }
        let arcs: Vec<Arc> = file
            .arcs
            .iter()
            .enumerate()
            .map(|(number, arc)| {
                arc_of(arc, file.transform).map_err(|what| wrong(format!("arc {number}: {what}")))
            })
            .collect::<Result<_, _>>()?;
        let mut objects = file.objects.into_values();
        let (Some(object), None) = (objects.next(), objects.next()) else {
            return Err(wrong("`objects` should have one entry, the collection of shapes"));
        };
        let mut reader = Reader { arcs: &arcs, points: 0 };
        let mut shapes = Vec::with_capacity(object.geometries.len());
        let mut tiles = Vec::new();
        for (number, geometry) in object.geometries.into_iter().enumerate() {
            let place = |what: String| wrong(format!("shape {number}: {what}"));
            let (properties, polygons) = geometry.parts();
            let outline = reader.outline(&properties, &polygons).map_err(place)?;
            if let (Some(state), Some([column, row])) = (outline.state, properties.tile) {
                tiles.push((state, column, row));
            }
            shapes.push(outline);
        }
        one_shape_a_state(&shapes)?;
        let tiles = Tiles::new(tiles)
            .map_err(|(a, b)| wrong(format!("{a} and {b} have the same tile; each needs one of its own")))?;
        let bounds = bounds(&arcs, &shapes);
        if !(bounds.0[0] < bounds.1[0] && bounds.0[1] < bounds.1[1]) {
            return Err(wrong("there is no shape with an area"));
        }
        Ok(Self { arcs, shapes, bounds, tiles })
    }

    /// The shapes and dots for a map of `width` px, with dots of `dot_radius` px.
    ///
    /// The lines are simplified for that width. A state that would be too small to see is given a dot; no two
    /// dots overlap and none leaves the map, for a radius up to a hundredth of the width. A width below 16 px
    /// is taken as 16, one above 100,000 as that, and a radius as at most a twentieth of the width.
    pub fn draw(&self, width: f64, dot_radius: f64) -> draw::Drawn {
        draw::draw(self, width, dot_radius)
    }

    /// The grid of tiles.
    pub const fn tiles(&self) -> &Tiles {
        &self.tiles
    }
}

/// A file as it is written.
#[derive(Deserialize)]
struct File {
    #[serde(rename = "type")]
    kind: String,
    transform: Transform,
    arcs: Vec<Vec<[i32; 2]>>,
    objects: BTreeMap<String, Collection>,
}

#[derive(Deserialize, Clone, Copy)]
struct Transform {
    scale: [f64; 2],
    translate: [f64; 2],
}

#[derive(Deserialize)]
struct Collection {
    geometries: Vec<Geometry>,
}

#[derive(Deserialize)]
#[serde(tag = "type")]
enum Geometry {
    Polygon {
        arcs: Vec<Vec<i32>>,
        #[serde(default)]
        properties: Properties,
    },
    MultiPolygon {
        arcs: Vec<Vec<Vec<i32>>>,
        #[serde(default)]
        properties: Properties,
    },
}

#[derive(Deserialize, Default)]
struct Properties {
    state: Option<String>,
    name: Option<String>,
    tile: Option<[u16; 2]>,
    dot: Option<[f64; 2]>,
}

impl Geometry {
    fn parts(self) -> (Properties, Vec<Vec<Vec<i32>>>) {
        match self {
            Self::Polygon { arcs, properties } => (properties, vec![arcs]),
            Self::MultiPolygon { arcs, properties } => (properties, arcs),
        }
    }
}

/// Undoes the quantisation of an arc, and projects it.
fn arc_of(deltas: &[[i32; 2]], transform: Transform) -> Result<Arc, String> {
    if deltas.len() < 2 {
        return Err("it has fewer than two points".to_owned());
    }
    let (mut x, mut y) = (0_i64, 0_i64);
    let mut points = Vec::with_capacity(deltas.len());
    let mut before = None;
    for delta in deltas {
        // Sums of fewer than 2^32 numbers of 32 bits fit 64.
        x += i64::from(delta[0]);
        y += i64::from(delta[1]);
        let longitude = x as f64 * transform.scale[0] + transform.translate[0];
        let latitude = y as f64 * transform.scale[1] + transform.translate[1];
        if !(-360.0..=540.0).contains(&longitude) || !(-90.0..=90.0).contains(&latitude) {
            return Err(format!("{longitude}, {latitude} is no longitude and latitude"));
        }
        if before.is_some_and(|before: f64| (longitude - before).abs() > 180.0) {
            return Err(format!(
                "it jumps across the map at longitude {longitude}; let it run on beyond 180"
            ));
        }
        before = Some(longitude);
        points.push(down(project(longitude, latitude)));
    }
    let weights = weights(&points);
    Ok(Arc { points, weights })
}

/// From y up to y down.
fn down([x, y]: [f64; 2]) -> [f64; 2] {
    [x, -y]
}

/// Reads shapes, and counts the points of all together.
struct Reader<'a> {
    arcs: &'a [Arc],
    points: usize,
}

impl Reader<'_> {
    fn outline(&mut self, properties: &Properties, polygons: &[Vec<Vec<i32>>]) -> Result<Outline, String> {
        let state = properties
            .state
            .as_ref()
            .map(|code| StateId::from_code(code).ok_or_else(|| format!("{code:?} is the code of no state")))
            .transpose()?;
        let mut parts = Vec::with_capacity(polygons.len());
        let mut largest = (0.0, None);
        for rings in polygons {
            let Some((outer, holes)) = rings.split_first() else {
                return Err("a part of it has no ring".to_owned());
            };
            let (outer, middle) = self.ring(outer)?;
            if largest.1.is_none() || outer.area > largest.0 {
                largest = (outer.area, Some(middle));
            }
            let holes = holes.iter().map(|hole| Ok(self.ring(hole)?.0)).collect::<Result<_, String>>()?;
            parts.push(Polygon { outer, holes });
        }
        let Some(middle) = largest.1 else { return Err("it has no part".to_owned()) };
        let home = match properties.dot {
            None => middle,
            Some([longitude, latitude])
                if (-360.0..=540.0).contains(&longitude) && (-90.0..=90.0).contains(&latitude) =>
            {
                down(project(longitude, latitude))
            }
            Some(_) => return Err("`dot` is no longitude and latitude".to_owned()),
        };
        Ok(Outline { state, name: properties.name.clone(), polygons: parts, home })
    }

    /// A ring, and its middle.
    fn ring(&mut self, numbers: &[i32]) -> Result<(Ring, [f64; 2]), String> {
        let mut points: Vec<[f64; 2]> = Vec::new();
        for &number in numbers {
            let arc = arc(self.arcs, number)
                .ok_or_else(|| format!("arc {number} is not in the file, which has {}", self.arcs.len()))?;
            self.points += arc.points.len();
            if self.points > MOST_POINTS {
                return Err(format!("the shapes up to here have more than {MOST_POINTS} points"));
            }
            let start = if number < 0 { arc.points.last() } else { arc.points.first() };
            if points.last().is_some_and(|end| Some(end) != start) {
                return Err(format!("arc {number} does not begin where the arc before it ends"));
            }
            if number < 0 {
                points.extend(arc.points.iter().rev());
            } else {
                points.extend(&arc.points);
            }
        }
        if points.is_empty() {
            return Err("a ring of it has no arc".to_owned());
        }
        if points.first() != points.last() {
            return Err("a ring of it does not end where it begins".to_owned());
        }
        let (area, middle) = plane::ring(&points);
        Ok((Ring { arcs: numbers.to_vec(), area: area.abs() }, middle))
    }
}

/// The arc that a number in a ring stands for.
pub(super) fn arc(arcs: &[Arc], number: i32) -> Option<&Arc> {
    arcs.get(usize::try_from(if number < 0 { !number } else { number }).ok()?)
}

fn one_shape_a_state(shapes: &[Outline]) -> Result<(), ShapesError> {
    let mut states: Vec<StateId> = shapes.iter().filter_map(|shape| shape.state).collect();
    states.sort_unstable();
    match states.windows(2).find(|pair| pair[0] == pair[1]) {
        Some(pair) => Err(wrong(format!("{} has two shapes; put its parts into one", pair[0]))),
        None => Ok(()),
    }
}

/// The corners of what the shapes use.
fn bounds(arcs: &[Arc], shapes: &[Outline]) -> ([f64; 2], [f64; 2]) {
    let rings = shapes.iter().flat_map(|shape| &shape.polygons).map(|polygon| &polygon.outer);
    let points = rings
        .flat_map(|ring| &ring.arcs)
        .filter_map(|&number| arc(arcs, number))
        .flat_map(|arc| arc.points.iter().copied());
    plane::bounds(points)
}
