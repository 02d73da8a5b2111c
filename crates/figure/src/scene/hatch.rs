//! A texture as the lines, dots and rings that fall inside an outline.
//!
//! Browsers print the fill of a pattern as a picture of the whole area it fills: a report of thirty maps became a PDF of
//! a hundred megabytes. Lines stay lines.

use crate::scene::Texture;

/// What is drawn on the ground of a texture, inside an outline.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Hatch {
    /// Lines from here to there.
    pub(super) lines: Vec<[[f64; 2]; 2]>,
    /// The middles of dots or rings.
    pub(super) points: Vec<[f64; 2]>,
}

/// Families of parallel lines, by a coordinate that is the same along a line.
#[derive(Debug, Clone, Copy)]
enum Family {
    Level,
    Upright,
    Rising,
    Falling,
}

impl Family {
    /// The coordinate across the lines, and the one along them.
    fn across_and_along(self, [x, y]: [f64; 2]) -> [f64; 2] {
        match self {
            Self::Level => [y, x],
            Self::Upright => [x, y],
            Self::Rising => [x + y, x - y],
            Self::Falling => [x - y, x + y],
        }
    }

    fn point(self, across: f64, along: f64) -> [f64; 2] {
        match self {
            Self::Level => [along, across],
            Self::Upright => [across, along],
            Self::Rising => [f64::midpoint(across, along), f64::midpoint(across, -along)],
            Self::Falling => [f64::midpoint(across, along), f64::midpoint(along, -across)],
        }
    }

    /// Where in the square that is repeated the line lies, as a part of its side.
    fn offset(self) -> f64 {
        match self {
            Self::Level | Self::Upright => 0.5,
            Self::Rising | Self::Falling => 0.0,
        }
    }
}

/// The texture inside the rings, `scale` times its usual size.
pub(super) fn hatch(rings: &[Vec<[f64; 2]>], texture: Texture, scale: f64) -> Hatch {
    let side = f64::from(texture.side()) * scale;
    let families: &[Family] = match texture {
        Texture::Rising | Texture::RisingSparse => &[Family::Rising],
        Texture::Falling | Texture::FallingSparse => &[Family::Falling],
        Texture::Level | Texture::LevelSparse => &[Family::Level],
        Texture::Upright | Texture::UprightSparse => &[Family::Upright],
        Texture::Crossed | Texture::CrossedSparse => &[Family::Level, Family::Upright],
        Texture::Dots | Texture::DotsSparse | Texture::RingsSparse => &[],
    };
    let lines = families.iter().flat_map(|family| lines(rings, *family, side)).collect();
    let places: &[f64] = match texture {
        Texture::Dots | Texture::DotsSparse => &[0.25, 0.75],
        Texture::RingsSparse => &[0.5],
        _ => &[],
    };
    let points = places.iter().flat_map(|place| points(rings, side, place * side)).collect();
    Hatch { lines, points }
}

/// From the first to the last multiple of a side, moved by an offset, that lies between two coordinates.
fn multiples([low, high]: [f64; 2], side: f64, offset: f64) -> impl Iterator<Item = f64> {
    let (first, last) = (((low - offset) / side).ceil() as i64, ((high - offset) / side).floor() as i64);
    (first..=last).map(move |k| k as f64 * side + offset)
}

fn extent(values: impl Iterator<Item = f64>) -> [f64; 2] {
    values.fold([f64::INFINITY, f64::NEG_INFINITY], |[low, high], value| [low.min(value), high.max(value)])
}

/// The edges of rings, each ring closed.
fn edges(rings: &[Vec<[f64; 2]>]) -> impl Iterator<Item = [[f64; 2]; 2]> {
    rings.iter().flat_map(|ring| {
        let next = ring.iter().cycle().skip(1);
        ring.iter().zip(next).map(|(a, b)| [*a, *b])
    })
}

fn lines(rings: &[Vec<[f64; 2]>], family: Family, side: f64) -> Vec<[[f64; 2]; 2]> {
    let edges: Vec<[[f64; 2]; 2]> =
        edges(rings).map(|ends| ends.map(|point| family.across_and_along(point))).collect();
    let [low, high] = extent(edges.iter().map(|[a, _]| a[0]));
    if !(low.is_finite() && high.is_finite()) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for across in multiples([low, high], side, family.offset() * side) {
        let mut cuts: Vec<f64> = edges
            .iter()
            .filter(|[a, b]| (a[0] <= across) != (b[0] <= across))
            .map(|[a, b]| a[1] + (across - a[0]) / (b[0] - a[0]) * (b[1] - a[1]))
            .collect();
        cuts.sort_by(f64::total_cmp);
        found.extend(
            cuts.chunks_exact(2).map(|cut| [cut[0], cut[1]].map(|along| family.point(across, along))),
        );
    }
    found
}

fn points(rings: &[Vec<[f64; 2]>], side: f64, offset: f64) -> Vec<[f64; 2]> {
    let xs = extent(rings.iter().flatten().map(|point| point[0]));
    let ys = extent(rings.iter().flatten().map(|point| point[1]));
    if !(xs[0].is_finite() && ys[0].is_finite()) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for y in multiples(ys, side, offset) {
        found.extend(multiples(xs, side, offset).map(|x| [x, y]).filter(|point| is_inside(rings, *point)));
    }
    found
}

/// Whether a line from the point to the right crosses the outline an odd number of times.
fn is_inside(rings: &[Vec<[f64; 2]>], [x, y]: [f64; 2]) -> bool {
    let crossings = edges(rings)
        .filter(|[a, b]| (a[1] <= y) != (b[1] <= y))
        .filter(|[a, b]| a[0] + (y - a[1]) / (b[1] - a[1]) * (b[0] - a[0]) > x);
    crossings.count() % 2 == 1
}

#[cfg(test)]
mod tests {
    use super::{Hatch, hatch};
    use crate::scene::Texture;

    /// A square of 12 with a hole of 4 in its middle.
    fn square() -> Vec<Vec<[f64; 2]>> {
        let ring = |a: f64, b: f64| vec![[a, a], [b, a], [b, b], [a, b]];
        vec![ring(0.0, 12.0), ring(4.0, 8.0)]
    }

    #[test]
    fn lines_end_at_the_outline_and_leave_holes_out() {
        let Hatch { lines, points } = hatch(&square(), Texture::Level, 1.0);
        assert!(points.is_empty());
        // A side of 4: lines at 2, 6 and 10, of which the second meets the hole.
        assert_eq!(
            lines,
            [
                [[0.0, 2.0], [12.0, 2.0]],
                [[0.0, 6.0], [4.0, 6.0]],
                [[8.0, 6.0], [12.0, 6.0]],
                [[0.0, 10.0], [12.0, 10.0]]
            ]
        );
    }

    #[test]
    fn slanting_lines_lie_on_the_diagonals() {
        let rising = hatch(&square(), Texture::Rising, 1.0).lines;
        assert!(!rising.is_empty());
        for [a, b] in rising {
            let sums = [a[0] + a[1], b[0] + b[1]];
            assert!((sums[0] - sums[1]).abs() < 1e-9 && (sums[0] / 6.0).fract().abs() < 1e-9, "{sums:?}");
        }
        for [a, b] in hatch(&square(), Texture::Falling, 1.0).lines {
            assert!((a[0] - a[1] - (b[0] - b[1])).abs() < 1e-9);
        }
    }

    #[test]
    fn dots_are_inside_and_not_in_holes() {
        let Hatch { lines, points } = hatch(&square(), Texture::Dots, 1.0);
        assert!(lines.is_empty() && !points.is_empty());
        for [x, y] in points {
            let within = |low: f64, high: f64| (low..high).contains(&x) && (low..high).contains(&y);
            assert!(within(0.0, 12.0) && !within(4.0, 8.0), "{x} {y}");
        }
    }

    #[test]
    fn nothing_has_no_texture() {
        for rings in [Vec::new(), vec![Vec::new()], vec![vec![[1.0, 1.0]]]] {
            for texture in Texture::ALL {
                assert_eq!(hatch(&rings, texture, 1.0), Hatch::default());
            }
        }
    }
}
