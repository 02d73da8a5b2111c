//! How like voters are, pair by pair.

/// A symmetric table of numbers, the larger the more alike; nothing where a pair has none.
#[derive(Debug, Clone, PartialEq)]
pub struct Similarity {
    n: usize,
    cells: Vec<Option<f64>>,
}

impl Similarity {
    /// A table for so many voters, in which no pair has a number yet.
    pub fn new(n: usize) -> Self {
        Self { n, cells: vec![None; n * n] }
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
        let value = Some(value).filter(|value| value.is_finite());
        self.cells[one * self.n + other] = value;
        self.cells[other * self.n + one] = value;
    }

    /// The number of a pair.
    pub fn get(&self, one: usize, other: usize) -> Option<f64> {
        self.cells[one * self.n + other]
    }
}
