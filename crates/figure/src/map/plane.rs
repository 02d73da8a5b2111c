//! Areas and middles in the plane.

/// The area of a triangle, never negative.
pub(super) fn triangle(a: [f64; 2], b: [f64; 2], c: [f64; 2]) -> f64 {
    ((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])).abs() / 2.0
}

/// The area of a ring and its centroid. The area is positive or negative by the direction in which the ring
/// runs; the centroid of a ring without an area is the middle of its corners.
///
/// The last point may repeat the first.
pub(super) fn ring(points: &[[f64; 2]]) -> (f64, [f64; 2]) {
    let Some(&origin) = points.first() else { return (0.0, [0.0; 2]) };
    let (mut area, mut x, mut y) = (0.0, 0.0, 0.0);
    // From the first point, so that small rings far from 0, 0 lose nothing in the sums.
    for pair in points.windows(2) {
        let [a, b] = [pair[0], pair[1]].map(|point| [point[0] - origin[0], point[1] - origin[1]]);
        let cross = a[0] * b[1] - b[0] * a[1];
        area += cross / 2.0;
        x += (a[0] + b[0]) * cross / 6.0;
        y += (a[1] + b[1]) * cross / 6.0;
    }
    if area == 0.0 {
        let (low, high) = bounds(points.iter().copied());
        return (0.0, [0, 1].map(|axis| f64::midpoint(low[axis], high[axis])));
    }
    (area, [origin[0] + x / area, origin[1] + y / area])
}

/// The smallest and the largest coordinates of some points; infinite, the smallest above the largest, if there are none.
pub(super) fn bounds(points: impl Iterator<Item = [f64; 2]>) -> ([f64; 2], [f64; 2]) {
    points.fold(([f64::INFINITY; 2], [f64::NEG_INFINITY; 2]), |(low, high), point| {
        ([low[0].min(point[0]), low[1].min(point[1])], [high[0].max(point[0]), high[1].max(point[1])])
    })
}

/// To a tenth, without a negative zero.
pub(super) fn tenth(value: f64) -> f64 {
    libm::round(value * 10.0) / 10.0 + 0.0
}
