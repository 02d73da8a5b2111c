//! The normal distribution, fast enough to be asked twice a vote.
//!
//! Everything here is straight-line arithmetic without branches or tables, so that a loop over it becomes vector
//! instructions, and without fused multiply-adds, so that every machine gives the same bits. Each function has an
//! error bound, and a test that looks for a worse error against `libm`.

#![expect(
    clippy::inline_always,
    reason = "a call in the middle of a loop keeps it from becoming vector instructions"
)]
#![expect(
    clippy::unreadable_literal,
    reason = "coefficients of polynomials, as the fit in 40 digits printed them"
)]

use std::f64::consts::{LN_2, LOG2_E, SQRT_2};

/// Arguments of distribution functions are held within ±this: Φ(-37) is still a normal double, so that no logarithm
/// is of zero and no ratio is infinite.
pub(crate) const LIMIT: f64 = 37.0;

const INV_SQRT_2PI: f64 = 0.3989422804014327;
const LN_SQRT_2PI: f64 = 0.9189385332046727;

/// Adding and taking away 1.5 · 2^52 rounds to the nearest integer, and leaves it in the low bits.
const ROUND: f64 = 6755399441055744.0;

/// `e^x` for x in [-700, 700]; relative error below 1e-14.
#[inline(always)]
pub(crate) fn exp(x: f64) -> f64 {
    let shifted = x * LOG2_E + ROUND;
    let n = shifted - ROUND;
    // ln 2 in two parts, of which the first has trailing zeros: n times it is exact.
    let r = (x - n * 0.6931471803691238) - n * 1.9082149292705877e-10;
    let mut p = 1.0 / 39916800.0;
    p = p * r + 1.0 / 3628800.0;
    p = p * r + 1.0 / 362880.0;
    p = p * r + 1.0 / 40320.0;
    p = p * r + 1.0 / 5040.0;
    p = p * r + 1.0 / 720.0;
    p = p * r + 1.0 / 120.0;
    p = p * r + 1.0 / 24.0;
    p = p * r + 1.0 / 6.0;
    p = p * r + 0.5;
    p = p * r + 1.0;
    p = p * r + 1.0;
    let scale = f64::from_bits((shifted.to_bits() << 52).wrapping_add(1023 << 52));
    p * scale
}

/// The natural logarithm of a normal positive double; absolute error below 1e-15 · max(1, |ln x|) · 4.
#[inline(always)]
pub(crate) fn ln(x: f64) -> f64 {
    let bits = x.to_bits();
    // The exponent as a double, by way of the bits of 2^52 + e.
    let e = f64::from_bits((bits >> 52) | 0x4330_0000_0000_0000) - 4503599627370496.0 - 1023.0;
    let m = f64::from_bits((bits & 0x000f_ffff_ffff_ffff) | 0x3ff0_0000_0000_0000);
    let high = m > SQRT_2;
    let m = if high { 0.5 * m } else { m };
    let e = if high { e + 1.0 } else { e };
    let s = (m - 1.0) / (m + 1.0);
    let q = s * s;
    let mut p = 1.0 / 19.0;
    p = p * q + 1.0 / 17.0;
    p = p * q + 1.0 / 15.0;
    p = p * q + 1.0 / 13.0;
    p = p * q + 1.0 / 11.0;
    p = p * q + 1.0 / 9.0;
    p = p * q + 1.0 / 7.0;
    p = p * q + 1.0 / 5.0;
    p = p * q + 1.0 / 3.0;
    p = p * q + 1.0;
    e * LN_2 + 2.0 * s * p
}

/// Mills' ratio (1 - Φ(x)) / φ(x) for x in [0, 37]; relative error below 1e-12.
///
/// (1 + x) times it is a smooth function of (x - 4) / (x + 4): a polynomial of degree 16, fitted at Chebyshev nodes.
#[inline(always)]
pub(crate) fn mills(x: f64) -> f64 {
    let u = (x - 4.0) / (x + 4.0);
    let mut p = 6.521006473770253e-07;
    p = p * u + 8.286678380993545e-07;
    p = p * u - 5.546907871050418e-06;
    p = p * u - 8.288231274222666e-06;
    p = p * u + 3.335557852606539e-05;
    p = p * u + 5.302368054916126e-05;
    p = p * u - 0.00021982474433661809;
    p = p * u - 0.0002366009939016881;
    p = p * u + 0.0017417334498413106;
    p = p * u - 0.0007159737765493075;
    p = p * u - 0.01253908400866281;
    p = p * u + 0.044959131729254115;
    p = p * u - 0.08070801138626482;
    p = p * u + 0.07169048107053451;
    p = p * u + 0.03509188029302172;
    p = p * u - 0.242399670520092;
    p = p * u + 1.183261914567471;
    p / (1.0 + x)
}

/// φ(x), the density.
#[inline(always)]
pub(crate) fn density(x: f64) -> f64 {
    exp(-0.5 * x * x) * INV_SQRT_2PI
}

/// Φ(x); relative error below 1e-12 on either side. Beyond ±37 it is as at ±37.
#[inline(always)]
pub(crate) fn cdf(x: f64) -> f64 {
    let x = x.clamp(-LIMIT, LIMIT);
    let tail = density(x) * mills(x.abs());
    if x > 0.0 { 1.0 - tail } else { tail }
}

/// ln Φ(x), its first derivative, and its second with the sign turned.
#[inline(always)]
pub(crate) fn log_cdf(x: f64) -> (f64, f64, f64) {
    let x = x.clamp(-LIMIT, LIMIT);
    let m = mills(x.abs());
    let f = density(x);
    let positive = x > 0.0;
    // Φ = 1 - φ m on the right; φ m on the left, where φ cancels from the ratio.
    let body = 1.0 - f * m;
    let g = (if positive { f } else { 1.0 }) / (if positive { body } else { m });
    let outside = if positive { 0.0 } else { -0.5 * x * x - LN_SQRT_2PI };
    let value = ln(if positive { body } else { m }) + outside;
    (value, g, (g * (g + x)).max(0.0))
}

/// ln(Φ(b) - Φ(a)) for a < b, with φ(a) and φ(b) divided by that difference.
///
/// All comes from the end of the interval nearer to zero, so that both tails keep their digits.
#[inline(always)]
pub(crate) fn log_interval(a: f64, b: f64) -> (f64, f64, f64) {
    let a = a.clamp(-LIMIT, LIMIT);
    let b = b.clamp(-LIMIT, LIMIT);
    // Mirrored, where the interval lies to the right: then its right end is the one nearer to zero.
    let mirror = a + b > 0.0;
    let lo = if mirror { -b } else { a };
    let hi = if mirror { -a } else { b };
    let near = mills(hi.abs());
    let far = mills(lo.abs());
    let d = density(hi);
    // Φ(hi) / φ(hi).
    let whole = if hi > 0.0 { 1.0 / d - near } else { near };
    let ratio = exp(0.5 * (hi * hi - lo * lo));
    let width = (whole - far * ratio).max(1e-12);
    let at_hi = 1.0 / width;
    let at_lo = ratio * at_hi;
    let value = ln(width) - 0.5 * hi * hi - LN_SQRT_2PI;
    (value, if mirror { at_hi } else { at_lo }, if mirror { at_lo } else { at_hi })
}

/// The quantile function; absolute error below 1e-8 for p in [1e-300, 1 - 1e-16].
#[inline(always)]
pub(crate) fn quantile(p: f64) -> f64 {
    let left = p < 0.5;
    let q = if left { p } else { 1.0 - p };
    let r = (-2.0 * ln(q.max(1e-300))).sqrt();
    let u = (r - 5.0) / (r + 5.0);
    let mut s = 0.0560500389267348;
    s = s * u - 0.1778313096313837;
    s = s * u + 0.12616694242656545;
    s = s * u + 0.07178345875749492;
    s = s * u - 0.06702558155906312;
    s = s * u - 0.08503355702113047;
    s = s * u + 0.10559919136466635;
    s = s * u - 0.053515012022319106;
    s = s * u + 0.048689936156342664;
    s = s * u - 0.07303577659578088;
    s = s * u + 0.08284312181883258;
    s = s * u - 0.09789814247733002;
    s = s * u + 0.11145346043117106;
    s = s * u - 0.14554897267873654;
    s = s * u + 0.17694302596281325;
    s = s * u - 0.2589126910547778;
    s = s * u + 0.33471362635092894;
    s = s * u - 0.6714445273905578;
    s = s * u + 0.5196853015119398;
    let z = r - s;
    if left { -z } else { z }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn true_cdf(x: f64) -> f64 {
        0.5 * libm::erfc(-x / SQRT_2)
    }

    fn grid() -> impl Iterator<Item = f64> {
        (-36_900..=36_900).map(|i| f64::from(i) * 1e-3)
    }

    #[test]
    fn exponential_and_logarithm_keep_their_bounds() {
        for x in grid() {
            let (a, b) = (exp(x * 18.0), libm::exp(x * 18.0));
            assert!((a / b - 1.0).abs() < 1e-13, "exp({})", x * 18.0);
            let (a, b) = (ln(b), libm::log(b));
            assert!((a - b).abs() <= 4e-15 * b.abs().max(1.0), "ln({b}): {a}");
        }
    }

    #[test]
    fn distribution_keeps_its_bound_in_both_tails() {
        for x in grid() {
            let (value, truth) = (cdf(x), true_cdf(x));
            // libm's own error grows with the exponent, as the square of x does.
            assert!((value / truth - 1.0).abs() < 2e-12, "{x}: {value} {truth}");
        }
    }

    #[test]
    fn log_cdf_and_its_derivatives_are_right() {
        for x in grid() {
            let truth = true_cdf(x);
            let f = libm::exp(-0.5 * x * x) * INV_SQRT_2PI;
            let (value, g, w) = log_cdf(x);
            assert!((value - libm::log(truth)).abs() < 1e-11 * value.abs().max(1e-3), "{x}: {value}");
            assert!((g - f / truth).abs() <= 1e-11 * g.abs().max(1e-3), "{x}: {g}");
            if x > -6.0 {
                let h = f / truth * (f / truth + x);
                assert!((w - h).abs() < 1e-9, "{x}: {w} {h}");
            }
            assert!((0.0..=1.0).contains(&w));
        }
    }

    #[test]
    fn intervals_keep_their_digits() {
        for gap in [1e-3, 1e-2, 0.1, 1.0, 5.0, 60.0] {
            for a in grid().step_by(37) {
                let b: f64 = a + gap;
                if b > LIMIT {
                    continue;
                }
                // The difference of the two smaller tails.
                let truth = if a > 0.0 { true_cdf(-a) - true_cdf(-b) } else { true_cdf(b) - true_cdf(a) };
                let (value, at_a, at_b) = log_interval(a, b);
                let bound = 1e-10 / gap.min(1.0);
                assert!((value - libm::log(truth)).abs() < bound * value.abs().max(1.0), "{a} {b}: {value}");
                let f = |x: f64| libm::exp(-0.5 * x * x - LN_SQRT_2PI) / truth;
                assert!((at_a - f(a)).abs() <= bound * at_a.max(1.0), "{a} {b}");
                assert!((at_b - f(b)).abs() <= bound * at_b.max(1.0), "{a} {b}");
            }
        }
        let (value, a, b) = log_interval(-1e9, 1e9);
        assert!(value.abs() < 1e-12 && a < 1e-12 && b < 1e-12);
        let (value, a, b) = log_interval(90.0, 91.0);
        assert!(value.is_finite() && a.is_finite() && b.is_finite());
    }

    #[test]
    fn quantile_inverts_the_distribution() {
        for x in grid() {
            if x < 8.0 {
                let z = quantile(true_cdf(x));
                let digits = if x > 0.0 { 1e-16 / density(x) } else { 0.0 };
                assert!((z - x).abs() < 1e-8 + digits, "{x}: {z}");
            }
        }
    }
}
