//! Random numbers that do not depend on threads: one stream for each (seed, chain, sweep, unit).

#![expect(clippy::inline_always, reason = "called in the middle of loops over votes")]

use crate::normal;

const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;

/// Steele, Lea and Flood's `SplitMix64` (2014) from a start that is a hash of what the stream is for.
#[derive(Debug, Clone)]
pub(crate) struct Stream {
    state: u64,
}

impl Stream {
    /// The stream of these numbers.
    pub(crate) fn new(key: &[u64]) -> Self {
        let mut state = 0x243f_6a88_85a3_08d3;
        for &part in key {
            state = mix(state ^ mix(part.wrapping_add(GOLDEN))).wrapping_add(GOLDEN);
        }
        Self { state }
    }

    /// The next 64 bits.
    #[inline(always)]
    pub(crate) fn bits(&mut self) -> u64 {
        self.state = self.state.wrapping_add(GOLDEN);
        mix(self.state)
    }

    /// Uniform, strictly between 0 and 1.
    #[inline(always)]
    pub(crate) fn uniform(&mut self) -> f64 {
        // 52 bits and a half: never 0, never 1.
        ((self.bits() >> 12) as f64 + 0.5) * (1.0 / 4_503_599_627_370_496.0)
    }

    /// Standard normal, by the quantile function.
    #[inline(always)]
    pub(crate) fn normal(&mut self) -> f64 {
        normal::quantile(self.uniform())
    }

    /// Gamma with this shape, at least 1, and scale 1: Marsaglia and Tsang (2000).
    pub(crate) fn gamma(&mut self, shape: f64) -> f64 {
        let d = shape - 1.0 / 3.0;
        let c = 1.0 / (9.0 * d).sqrt();
        loop {
            let x = self.normal();
            let v = (1.0 + c * x).powi(3);
            if v > 0.0 && normal::ln(self.uniform()) < 0.5 * x * x + d - d * v + d * normal::ln(v) {
                return d * v;
            }
        }
    }

    /// Uniform among 0..n.
    pub(crate) fn below(&mut self, n: u64) -> u64 {
        ((u128::from(self.bits()) * u128::from(n)) >> 64) as u64
    }
}

#[inline(always)]
fn mix(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn draws_have_their_moments() {
        let mut stream = Stream::new(&[7, 0, 1]);
        let n = 200_000;
        let (mut u, mut z, mut zz, mut g) = (0.0, 0.0, 0.0, 0.0);
        for _ in 0..n {
            u += stream.uniform();
            let x = stream.normal();
            z += x;
            zz += x * x;
            g += stream.gamma(3.5);
        }
        let n = f64::from(n);
        assert!((u / n - 0.5).abs() < 0.004);
        assert!((z / n).abs() < 0.01 && (zz / n - 1.0).abs() < 0.015);
        assert!((g / n - 3.5).abs() < 0.03);
    }

    #[test]
    fn streams_of_unlike_keys_are_unlike() {
        let mut seen: Vec<u64> = Vec::new();
        for a in 0..30 {
            for b in 0..30 {
                seen.push(Stream::new(&[a, b]).bits());
            }
        }
        seen.sort_unstable();
        seen.dedup();
        assert_eq!(seen.len(), 900);
    }
}
