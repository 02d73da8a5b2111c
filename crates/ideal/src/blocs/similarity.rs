//! How like voters are, pair by pair.

/// A symmetric table of numbers, the larger the more alike; nothing where a pair has none.
#[derive(Debug, Clone, PartialEq)]
pub struct Similarity {
    n: usize,
    /// NaN is never let out: it marks a pair without a number.
    cells: Vec<f64>,
}

impl Similarity {
    /// A table for so many voters, in which no pair has a number yet.
    pub fn new(n: usize) -> Self {
        Self { n, cells: vec![f64::NAN; n * n] }
    }

    /// How many voters.
    pub fn len(&self) -> usize {
        self.n
    }

    /// Whether there is no voter.
    pub fn is_empty(&self) -> bool {
        self.n == 0
    }

    /// Sets the number of a pair, in both orders. A number that is not finite is none.
    pub fn set(&mut self, one: usize, other: usize, value: f64) {
        let value = if value.is_finite() { value } else { f64::NAN };
        self.cells[one * self.n + other] = value;
        self.cells[other * self.n + one] = value;
    }

    /// The number of a pair.
    pub fn get(&self, one: usize, other: usize) -> Option<f64> {
        Some(self.cells[one * self.n + other]).filter(|value| !value.is_nan())
    }
}
