//! Fewer points for a line, with nothing lost that could be seen.
//!
//! M. Visvalingam and J. D. Whyatt, "Line generalisation by repeated elimination of points", The Cartographic
//! Journal 30 (1993), 46–51: the point whose triangle with its two neighbours is the smallest goes first, then
//! the next, until every triangle left is large enough.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::plane::triangle;

/// An area that orders; the areas here are never NaN, and would still order if they were.
#[derive(Clone, Copy, PartialEq)]
struct Area(f64);

impl Eq for Area {}

impl PartialOrd for Area {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Area {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.total_cmp(&other.0)
    }
}

/// How much each point matters: the area of its triangle when its turn came to go, in the square of the unit of
/// `points`, and never less than that of a point that went before it.
///
/// A line simplified for some size is the points that weigh at least the threshold for that size, so that the
/// weights need computing only once. The two ends weigh infinitely much. So do the last two inner points of a
/// line that ends where it began: a ring stays a triangle at least.
pub fn weights(points: &[[f64; 2]]) -> Vec<f64> {
    let mut weights = vec![f64::INFINITY; points.len()];
    let Some(last) = points.len().checked_sub(1) else { return weights };
    let closed = points.first() == points.last();
    let mut left = last.saturating_sub(1);
    let least = if closed { 2 } else { 0 };
    let mut before: Vec<usize> = (0..points.len()).map(|place| place.saturating_sub(1)).collect();
    let mut after: Vec<usize> = (0..points.len()).map(|place| (place + 1).min(last)).collect();
    let area = |a: usize, b: usize, c: usize| Area(triangle(points[a], points[b], points[c]));
    let mut current: Vec<Area> = vec![Area(f64::INFINITY); points.len()];
    let mut queue = BinaryHeap::new();
    for (place, size) in current.iter_mut().enumerate().take(last).skip(1) {
        *size = area(place - 1, place, place + 1);
        queue.push(Reverse((*size, place)));
    }
    let mut largest = 0.0_f64;
    while left > least
        && let Some(Reverse((size, place))) = queue.pop()
    {
        // An entry that a later one has replaced, or a point that is gone.
        if size != current[place] || weights[place].is_finite() {
            continue;
        }
        largest = largest.max(size.0);
        weights[place] = largest;
        left -= 1;
        let (previous, next) = (before[place], after[place]);
        after[previous] = next;
        before[next] = previous;
        for neighbour in [previous, next] {
            if neighbour != 0 && neighbour != last {
                current[neighbour] = area(before[neighbour], neighbour, after[neighbour]);
                queue.push(Reverse((current[neighbour], neighbour)));
            }
        }
    }
    weights
}

/// The points of a line that weigh at least `threshold`, an area in the square of the unit of `points`: with
/// points in px, px². The two ends always stay.
///
/// ```
/// use travaux_figure::map::simplify::simplify;
///
/// let line = [[0.0, 0.0], [5.0, 0.01], [10.0, 0.0], [10.0, 10.0]];
/// assert_eq!(simplify(&line, 0.15), [[0.0, 0.0], [10.0, 0.0], [10.0, 10.0]]);
/// ```
pub fn simplify(points: &[[f64; 2]], threshold: f64) -> Vec<[f64; 2]> {
    let weights = weights(points);
    points.iter().zip(weights).filter(|(_, weight)| *weight >= threshold).map(|(point, _)| *point).collect()
}
