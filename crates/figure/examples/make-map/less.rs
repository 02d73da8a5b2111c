//! Fewer points and islands: nothing that a map of 1,280 px would show is lost.

use std::collections::BTreeSet;

use travaux_figure::map::project::project;
use travaux_figure::map::simplify::weights;

use crate::source::{index, ring};
use crate::{Result, Shape};

/// The width, in px, up to which nothing visible may be lost.
const WIDTH: f64 = 1280.0;

/// Triangles smaller than this, in px², are taken out of lines.
const LINE: f64 = 0.15;

/// Islands smaller than this, in px², are left out.
const ISLAND: f64 = 0.3;

/// Triangles smaller than this share of a state's largest part are taken out of its lines, if that is less than [`LINE`].
const FORM: f64 = 0.02;

/// The step of the coordinates in the file, in degrees; a px of that map is about 0.28.
pub(crate) const STEP: f64 = 0.01;

/// The lines with fewer points, on the grid of the file; drops small islands from the shapes.
pub(crate) fn lighter(lines: &[Vec<[f64; 2]>], shapes: &mut Vec<Shape>) -> Result<Vec<Vec<[f64; 2]>>> {
    let planar: Vec<Vec<[f64; 2]>> =
        lines.iter().map(|line| line.iter().map(|&[x, y]| project(x, y)).collect()).collect();
    let used: BTreeSet<usize> = shapes
        .iter()
        .flat_map(|shape| shape.parts.iter().flatten().flatten())
        .map(|&number| index(number))
        .collect();
    let xs = || used.iter().flat_map(|&arc| planar[arc].iter().map(|point| point[0]));
    let scale = WIDTH / (xs().fold(f64::MIN, f64::max) - xs().fold(f64::MAX, f64::min));
    let size = |numbers: &[i32]| area_and_middle(&ring(&planar, numbers)).0.abs() * scale * scale;

    // An enclave is an island in this sense too, but its arc is a hole of the shape around it and stays.
    let holes: BTreeSet<usize> = shapes
        .iter()
        .flat_map(|shape| shape.parts.iter().flat_map(|part| part.iter().skip(1)).flatten())
        .map(|&number| index(number))
        .collect();
    for shape in shapes.iter_mut() {
        let largest = shape.parts.iter().map(|part| size(&part[0])).fold(0.0, f64::max);
        let state = shape.state.is_some();
        shape.parts.retain(|part| {
            let size = size(&part[0]);
            part[0].len() > 1
                || holes.contains(&index(part[0][0]))
                || size >= ISLAND
                || (state && size >= largest)
        });
    }
    shapes.retain(|shape| !shape.parts.is_empty());

    // A small state keeps its form: a triangle goes only if it is a small piece of the state's largest part.
    let mut threshold = vec![LINE; lines.len()];
    for shape in shapes.iter().filter(|shape| shape.state.is_some()) {
        let largest = shape.parts.iter().max_by(|a, b| size(&a[0]).total_cmp(&size(&b[0])));
        for numbers in largest.iter().filter_map(|part| part.first()) {
            for &number in numbers {
                let limit = &mut threshold[index(number)];
                *limit = limit.min(size(numbers) * FORM);
            }
        }
    }
    let lighter: Vec<Vec<[f64; 2]>> = lines
        .iter()
        .zip(&planar)
        .zip(threshold)
        .map(|((line, planar), threshold)| {
            let kept =
                line.iter().zip(weights(planar)).filter(|(_, weight)| weight * scale * scale >= threshold);
            let mut points: Vec<[f64; 2]> =
                kept.map(|(point, _)| point.map(|degrees| (degrees / STEP).round())).collect();
            let ends = [points[0], points[points.len() - 1]];
            points.dedup();
            // A line that shrank to a point keeps both its ends.
            if points.len() < 2 { ends.to_vec() } else { points }
        })
        .collect();
    for shape in shapes.iter() {
        if shape.state.is_some()
            && !shape.parts.iter().any(|part| area_and_middle(&ring(&lighter, &part[0])).0 != 0.0)
        {
            return Err(format!("{}: nothing is left of it on a grid of {STEP} degrees", shape.name).into());
        }
    }
    for shape in shapes.iter_mut() {
        for part in &mut shape.parts {
            part.retain(|numbers| area_and_middle(&ring(&lighter, numbers)).0 != 0.0);
        }
        shape.parts.retain(|part| !part.is_empty());
    }
    shapes.retain(|shape| !shape.parts.is_empty());
    Ok(lighter)
}

/// The area of a ring, with the sign of its direction, and its centroid; of a ring without an area the middle of its points.
pub(crate) fn area_and_middle(points: &[[f64; 2]]) -> (f64, [f64; 2]) {
    let Some(&origin) = points.first() else { return (0.0, [0.0; 2]) };
    let (mut area, mut x, mut y) = (0.0, 0.0, 0.0);
    for pair in points.windows(2) {
        let [a, b] = [pair[0], pair[1]].map(|point| [point[0] - origin[0], point[1] - origin[1]]);
        let cross = a[0] * b[1] - b[0] * a[1];
        area += cross / 2.0;
        x += (a[0] + b[0]) * cross / 6.0;
        y += (a[1] + b[1]) * cross / 6.0;
    }
    if area == 0.0 {
        let count = points.len() as f64;
        return (0.0, [0, 1].map(|axis| points.iter().map(|point| point[axis]).sum::<f64>() / count));
    }
    (area, [origin[0] + x / area, origin[1] + y / area])
}
