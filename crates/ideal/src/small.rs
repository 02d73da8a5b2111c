//! Solves of a few unknowns, and Cholesky of the middle-sized matrix of common modes.

use std::ops::Range;

/// The most parameters of an item: three discriminations and four cut points.
pub(crate) const MAX: usize = 7;

pub(crate) type Vector = [f64; MAX];
pub(crate) type Matrix = [[f64; MAX]; MAX];

/// The lower Cholesky factor of the leading `n` rows. Pivots are held above a small share of the diagonal, so that
/// a matrix which is singular to rounding has a factor too: its flat directions become stiff, and never NaN.
pub(crate) fn cholesky(a: &Matrix, n: usize) -> Matrix {
    let mut l = [[0.0; MAX]; MAX];
    for i in 0..n {
        for j in 0..=i {
            let mut sum = a[i][j];
            for k in 0..j {
                sum -= l[i][k] * l[j][k];
            }
            l[i][j] = if i == j { sum.max(1e-10 * a[i][i].abs()).max(1e-12).sqrt() } else { sum / l[j][j] };
        }
    }
    l
}

/// Solves L L' x = b.
pub(crate) fn solve(l: &Matrix, b: &Vector, n: usize) -> Vector {
    back(l, &forward(l, b, n), n)
}

/// Solves L y = b.
pub(crate) fn forward(l: &Matrix, b: &Vector, n: usize) -> Vector {
    let mut y = [0.0; MAX];
    for i in 0..n {
        let mut sum = b[i];
        for k in 0..i {
            sum -= l[i][k] * y[k];
        }
        y[i] = sum / l[i][i];
    }
    y
}

/// Solves L' x = y.
pub(crate) fn back(l: &Matrix, y: &Vector, n: usize) -> Vector {
    let mut x = [0.0; MAX];
    for i in (0..n).rev() {
        let mut sum = y[i];
        for k in i + 1..n {
            sum -= l[k][i] * x[k];
        }
        x[i] = sum / l[i][i];
    }
    x
}

/// The inverse of L L'.
pub(crate) fn inverse(l: &Matrix, n: usize) -> Matrix {
    let mut out = [[0.0; MAX]; MAX];
    for j in 0..n {
        let mut unit = [0.0; MAX];
        unit[j] = 1.0;
        let column = solve(l, &unit, n);
        for i in 0..n {
            out[i][j] = column[i];
        }
    }
    out
}

/// The inverse of a symmetric positive definite K×K matrix, by the same guarded factor.
pub(crate) fn invert<const K: usize>(a: &[[f64; K]; K]) -> [[f64; K]; K] {
    if K == 1 {
        let mut out = *a;
        out[0][0] = 1.0 / a[0][0].max(1e-300);
        return out;
    }
    let inverse = inverse(&cholesky(&grown(a), K), K);
    let mut out = [[0.0; K]; K];
    for i in 0..K {
        out[i].copy_from_slice(&inverse[i][..K]);
    }
    out
}

/// The inverse of any regular K×K matrix: Gauss and Jordan with pivots.
pub(crate) fn invert_any<const K: usize>(a: &[[f64; K]; K]) -> [[f64; K]; K] {
    let mut a = *a;
    let mut out = [[0.0; K]; K];
    for (k, row) in out.iter_mut().enumerate() {
        row[k] = 1.0;
    }
    for c in 0..K {
        let pivot = (c..K).max_by(|&i, &j| a[i][c].abs().total_cmp(&a[j][c].abs())).unwrap_or(c);
        a.swap(c, pivot);
        out.swap(c, pivot);
        let scale = if a[c][c] == 0.0 { 1e-300 } else { a[c][c] };
        for j in 0..K {
            a[c][j] /= scale;
            out[c][j] /= scale;
        }
        for i in 0..K {
            if i != c {
                let times = a[i][c];
                for j in 0..K {
                    a[i][j] -= times * a[c][j];
                    out[i][j] -= times * out[c][j];
                }
            }
        }
    }
    out
}

/// The lower factor of a symmetric positive semidefinite K×K matrix.
pub(crate) fn factor<const K: usize>(a: &[[f64; K]; K]) -> [[f64; K]; K] {
    let mut out = [[0.0; K]; K];
    if K == 1 {
        out[0][0] = a[0][0].max(0.0).sqrt();
        return out;
    }
    let l = cholesky(&grown(a), K);
    for i in 0..K {
        out[i].copy_from_slice(&l[i][..K]);
    }
    out
}

fn grown<const K: usize>(a: &[[f64; K]; K]) -> Matrix {
    let mut out = [[0.0; MAX]; MAX];
    for i in 0..K {
        out[i][..K].copy_from_slice(&a[i]);
    }
    out
}

pub(crate) fn times<const K: usize>(a: &[[f64; K]; K], b: &[[f64; K]; K]) -> [[f64; K]; K] {
    let mut out = [[0.0; K]; K];
    for i in 0..K {
        for j in 0..K {
            for k in 0..K {
                out[i][j] += a[i][k] * b[k][j];
            }
        }
    }
    out
}

pub(crate) fn transposed<const K: usize>(a: &[[f64; K]; K]) -> [[f64; K]; K] {
    let mut out = [[0.0; K]; K];
    for i in 0..K {
        for j in 0..K {
            out[j][i] = a[i][j];
        }
    }
    out
}

pub(crate) fn apply<const K: usize>(a: &[[f64; K]; K], x: &[f64; K]) -> [f64; K] {
    let mut out = [0.0; K];
    for i in 0..K {
        out[i] = dot(&a[i], x);
    }
    out
}

pub(crate) fn dot<const K: usize>(a: &[f64; K], b: &[f64; K]) -> f64 {
    let mut sum = 0.0;
    for k in 0..K {
        sum += a[k] * b[k];
    }
    sum
}

/// A square matrix of any size, by rows.
#[derive(Debug, Clone)]
pub(crate) struct Square {
    pub(crate) n: usize,
    values: Vec<f64>,
}

impl Square {
    pub(crate) fn new(n: usize) -> Self {
        Self { n, values: vec![0.0; n * n] }
    }

    pub(crate) fn at(&self, i: usize, j: usize) -> f64 {
        self.values[i * self.n + j]
    }

    pub(crate) fn add(&mut self, i: usize, j: usize, value: f64) {
        self.values[i * self.n + j] += value;
    }

    fn row(&self, i: usize, columns: Range<usize>) -> &[f64] {
        &self.values[i * self.n + columns.start..i * self.n + columns.end]
    }

    /// The inverse of a symmetric positive definite matrix; a pivot that is lost to rounding is raised, as in
    /// [`cholesky`].
    pub(crate) fn inverse(&self) -> Self {
        let n = self.n;
        let mut l = Self::new(n);
        for i in 0..n {
            for j in 0..=i {
                let sum = self.at(i, j) - inner(l.row(i, 0..j), l.row(j, 0..j));
                l.values[i * n + j] = if i == j {
                    sum.max(1e-10 * self.at(i, i).abs()).max(1e-12).sqrt()
                } else {
                    sum / l.at(j, j)
                };
            }
        }
        // The inverse of L by rows of its transpose, then (L^-1)' L^-1.
        let mut t = Self::new(n);
        for j in 0..n {
            t.values[j * n + j] = 1.0 / l.at(j, j);
            for i in j + 1..n {
                let sum = inner(l.row(i, j..i), t.row(j, j..i));
                t.values[j * n + i] = -sum / l.at(i, i);
            }
        }
        let mut out = Self::new(n);
        for i in 0..n {
            for j in 0..=i {
                let sum = inner(t.row(i, i..n), t.row(j, i..n));
                out.values[i * n + j] = sum;
                out.values[j * n + i] = sum;
            }
        }
        out
    }
}

fn inner(a: &[f64], b: &[f64]) -> f64 {
    let mut lanes = [0.0; 8];
    let (a8, b8) = (a.chunks_exact(8), b.chunks_exact(8));
    let rest: f64 = a8.remainder().iter().zip(b8.remainder()).map(|(x, y)| x * y).sum();
    for (x, y) in a8.zip(b8) {
        for l in 0..8 {
            lanes[l] += x[l] * y[l];
        }
    }
    lanes.iter().sum::<f64>() + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inverses_invert() {
        let n = 40;
        let mut a = Square::new(n);
        for i in 0..n {
            for j in 0..n {
                a.add(i, j, 1.0 / (1.0 + (i as f64 - j as f64).abs()));
            }
            a.add(i, i, 0.5);
        }
        let b = a.inverse();
        for i in 0..n {
            for j in 0..n {
                let sum: f64 = (0..n).map(|k| a.at(i, k) * b.at(k, j)).sum();
                assert!((sum - f64::from(u8::from(i == j))).abs() < 1e-10);
            }
        }
        let three = [[2.0, 0.3, 0.1], [0.3, 1.0, -0.2], [0.1, -0.2, 0.7]];
        let product = times(&three, &invert(&three));
        for (i, row) in product.iter().enumerate() {
            for (j, x) in row.iter().enumerate() {
                assert!((x - f64::from(u8::from(i == j))).abs() < 1e-12);
            }
        }
    }
}
