//! The projection of the map: Equal Earth, on which equal areas look equal.
//!
//! B. Šavrič, T. Patterson and B. Jenny, "The Equal Earth map projection", International Journal of
//! Geographical Information Science 33 (2019), 454–465. With the longitude λ from the central meridian and the
//! latitude φ, both in radians, and θ from sin θ = (√3 / 2) sin φ:
//!
//! ```text
//! x = 2 √3 λ cos θ / (3 (9 A4 θ⁸ + 7 A3 θ⁶ + 3 A2 θ² + A1))
//! y = A4 θ⁹ + A3 θ⁷ + A2 θ³ + A1 θ
//! ```

use std::f64::consts::PI;

/// The meridian in the middle of the map, in degrees east. The map is cut opposite to it, at 169° west, which
/// runs through the Bering Strait and east of Samoa and Tonga.
pub const CENTRAL_MERIDIAN: f64 = 11.0;

const A1: f64 = 1.340_264;
const A2: f64 = -0.081_106;
const A3: f64 = 0.000_893;
const A4: f64 = 0.003_796;

/// Half the square root of three.
const HALF_ROOT_3: f64 = 0.866_025_403_784_438_6;

/// The place of a point on the map, on a globe of radius 1: x to the right from the central meridian, y up
/// from the equator.
///
/// `longitude` and `latitude` are in degrees. The longitude is not brought into any range: one beyond the cut
/// lies beyond the edge of the map, so that a shape across the cut stays whole.
///
/// ```
/// use travaux_figure::map::project::{CENTRAL_MERIDIAN, project};
///
/// assert_eq!(project(CENTRAL_MERIDIAN, 0.0), [0.0, 0.0]);
/// ```
pub fn project(longitude: f64, latitude: f64) -> [f64; 2] {
    let lambda = (longitude - CENTRAL_MERIDIAN) * (PI / 180.0);
    let phi = latitude * (PI / 180.0);
    let theta = libm::asin(HALF_ROOT_3 * libm::sin(phi));
    let squared = theta * theta;
    let sixth = squared * squared * squared;
    let slope = A1 + 3.0 * A2 * squared + sixth * (7.0 * A3 + 9.0 * A4 * squared);
    let x = 4.0 * HALF_ROOT_3 * lambda * libm::cos(theta) / (3.0 * slope);
    let y = theta * (A1 + A2 * squared + sixth * (A3 + A4 * squared));
    [x, y]
}
