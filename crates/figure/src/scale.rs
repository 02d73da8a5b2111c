//! Scales: numbers to places on the page.

use std::cmp::Ordering;

/// A scale on which equal steps are equal lengths.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Linear {
    /// The numbers at the two ends.
    pub domain: [f64; 2],
    /// Where the two ends are, in pixels.
    pub range: [f64; 2],
}

impl Linear {
    /// From numbers to places.
    pub const fn new(domain: [f64; 2], range: [f64; 2]) -> Self {
        Self { domain, range }
    }

    /// The place of a number.
    pub fn at(self, value: f64) -> f64 {
        let [low, high] = self.domain;
        let share = if high > low { (value - low) / (high - low) } else { 0.0 };
        self.range[0] + share * (self.range[1] - self.range[0])
    }

    /// At most `most` round numbers within the domain: steps of 1, 2 or 5 times a power of ten.
    pub fn ticks(self, most: usize) -> Vec<f64> {
        let [low, high] = self.domain;
        if most == 0 || high.partial_cmp(&low) != Some(Ordering::Greater) {
            return Vec::new();
        }
        let rough = (high - low) / most as f64;
        let power = libm::pow(10.0, libm::floor(libm::log10(rough)));
        let step = [1.0, 2.0, 5.0, 10.0]
            .into_iter()
            .map(|factor| factor * power)
            .find(|step| *step >= rough - 1e-9)
            .unwrap_or(10.0 * power);
        let first = libm::ceil(low / step - 1e-9) as i64;
        let last = libm::floor(high / step + 1e-9) as i64;
        (first..=last).map(|n| n as f64 * step).collect()
    }
}

/// A scale of names side by side, each with the same room.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bands {
    /// How many.
    pub n: usize,
    /// Where the first begins and the last ends, in pixels.
    pub range: [f64; 2],
    /// How much of each band is left empty, from 0 to 1.
    pub gap: f64,
}

impl Bands {
    /// The beginning and the length of a band, without the gap around it.
    pub fn at(self, place: usize) -> (f64, f64) {
        let band = self.step();
        (self.range[0] + band * (place as f64 + self.gap / 2.0), band * (1.0 - self.gap))
    }

    /// From the beginning of one band to that of the next.
    pub fn step(self) -> f64 {
        (self.range[1] - self.range[0]) / self.n.max(1) as f64
    }

    /// The middle of a band.
    pub fn middle(self, place: usize) -> f64 {
        self.range[0] + self.step() * (place as f64 + 0.5)
    }
}

/// Moves labels apart that would touch: each wants its middle at a place and needs a length; they keep their order as
/// given by their places, stay between `low` and `high` where they can, and move as little as that takes.
pub fn apart(wanted: &[(f64, f64)], low: f64, high: f64) -> Vec<f64> {
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    order.sort_by(|&a, &b| wanted[a].0.total_cmp(&wanted[b].0).then(a.cmp(&b)));
    let mut places = vec![0.0; wanted.len()];
    let mut edge = low;
    for &one in &order {
        let (middle, length) = wanted[one];
        places[one] = middle.max(edge + length / 2.0);
        edge = places[one] + length / 2.0;
    }
    let mut edge = high;
    for &one in order.iter().rev() {
        let length = wanted[one].1;
        places[one] = places[one].min(edge - length / 2.0);
        edge = places[one] - length / 2.0;
    }
    places
}

/// A number for readers: at most two decimal places, with a nought before the point and a minus sign.
pub fn in_words(value: f64) -> String {
    let hundredths = (value * 100.0).round() as i64;
    let sign = if hundredths < 0 { "\u{2212}" } else { "" };
    let (whole, rest) = (hundredths.unsigned_abs() / 100, hundredths.unsigned_abs() % 100);
    if rest == 0 {
        format!("{sign}{whole}")
    } else {
        format!("{sign}{whole}.{}", format!("{rest:02}").trim_end_matches('0'))
    }
}
