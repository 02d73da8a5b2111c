//! Reading the source: `TopoJSON` with the names and codes of its shapes.

use serde::Deserialize;

use crate::{Part, Result};

/// The shapes of the source.
#[derive(Debug)]
pub(crate) struct Source {
    /// Lines in degrees of longitude and latitude.
    pub(crate) arcs: Vec<Vec<[f64; 2]>>,
    pub(crate) countries: Vec<Country>,
}

/// A shape of the source.
#[derive(Debug, Deserialize)]
pub(crate) struct Country {
    pub(crate) arcs: Vec<Part>,
    pub(crate) properties: Properties,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Properties {
    pub(crate) name: String,
    pub(crate) a3: String,
}

#[derive(Deserialize)]
struct File {
    arcs: Vec<Vec<[i64; 2]>>,
    transform: Transform,
    objects: Objects,
}

#[derive(Deserialize)]
struct Transform {
    scale: [f64; 2],
    translate: [f64; 2],
}

#[derive(Deserialize)]
struct Objects {
    countries: Collection,
}

#[derive(Deserialize)]
struct Collection {
    geometries: Vec<Country>,
}

impl Source {
    pub(crate) fn read(text: &str) -> Result<Self> {
        let file: File = serde_json::from_str(text)?;
        let Transform { scale, translate } = file.transform;
        let arcs = file.arcs.iter().map(|deltas| {
            let mut at = [0_i64; 2];
            let mut points = Vec::with_capacity(deltas.len());
            for delta in deltas {
                at = [at[0] + delta[0], at[1] + delta[1]];
                points.push([0, 1].map(|axis| at[axis] as f64 * scale[axis] + translate[axis]));
            }
            points
        });
        Ok(Self { arcs: arcs.collect(), countries: file.objects.countries.geometries })
    }
}

/// The arc that a number in a ring stands for.
pub(crate) const fn index(number: i32) -> usize {
    (if number < 0 { !number } else { number }) as usize
}

/// The points of a ring; where one arc ends and the next begins, the point is there twice.
pub(crate) fn ring(lines: &[Vec<[f64; 2]>], numbers: &[i32]) -> Vec<[f64; 2]> {
    let mut points = Vec::new();
    for &number in numbers {
        let line = &lines[index(number)];
        if number < 0 {
            points.extend(line.iter().rev());
        } else {
            points.extend(line);
        }
    }
    points
}
