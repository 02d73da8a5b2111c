//! Places of voters by classical multidimensional scaling of their agreement (Torgerson 1952): points whose distances come
//! near √(1 − agreement). They are not ideal points: no model of voting stands behind them.

use super::network::Excess;
use super::random::Random;

/// Places of voters.
#[derive(Debug, Clone, PartialEq)]
pub struct Places {
    /// The coordinates of each voter, by axis.
    pub of: Vec<Vec<f64>>,
    /// Of each axis, how much of the spread along all axes that are positive it has, as far as it was computed.
    pub share: Vec<f64>,
}

/// More axes than are asked for make the iteration fast.
const SUBSPACE: usize = 6;

/// So many axes, those with the greatest spread first. Pairs without a common item take the mean of all pairs.
pub fn scaled(excess: &Excess, axes: usize) -> Places {
    let n = excess.len();
    let (mut sum, mut pairs) = (0.0, 0.0);
    for one in 0..n {
        for agreement in (one + 1..n).filter_map(|other| excess.agreement(one, other)) {
            sum += agreement;
            pairs += 1.0;
        }
    }
    let average = if pairs > 0.0 { sum / pairs } else { 0.0 };
    let mut table = vec![0.0; n * n];
    for one in 0..n {
        for other in 0..n {
            let agreement = if one == other { 1.0 } else { excess.agreement(one, other).unwrap_or(average) };
            table[one * n + other] = -0.5 * (1.0 - agreement);
        }
    }
    centre(&mut table, n);
    let trace: f64 = (0..n).map(|voter| table[voter * n + voter]).sum();
    let (values, vectors) = leading(&table, n, SUBSPACE.min(n));
    let axes = axes.min(values.len());
    let mut of = vec![vec![0.0; axes]; n];
    for (axis, (value, vector)) in values.iter().zip(&vectors).take(axes).enumerate() {
        let length = libm::sqrt(value.max(0.0));
        // The sign of an axis is arbitrary: the farthest voter is on the positive side.
        let farthest =
            vector.iter().fold(0.0_f64, |far, x| if x.abs() > far.abs() + 1e-9 { *x } else { far });
        let sign = if farthest < 0.0 { -1.0 } else { 1.0 };
        for (voter, x) in vector.iter().enumerate() {
            of[voter][axis] = sign * length * x;
        }
    }
    let share = |value: &f64| if trace > 0.0 { value.max(0.0) / trace } else { 0.0 };
    Places { of, share: values.iter().take(axes).map(share).collect() }
}

fn centre(table: &mut [f64], n: usize) {
    let rows: Vec<f64> =
        (0..n).map(|row| table[row * n..(row + 1) * n].iter().sum::<f64>() / n as f64).collect();
    let all = rows.iter().sum::<f64>() / n as f64;
    for one in 0..n {
        for other in 0..n {
            table[one * n + other] += all - rows[one] - rows[other];
        }
    }
}

/// The leading eigenvalues and vectors of a symmetric table, by iteration of a subspace.
fn leading(table: &[f64], n: usize, k: usize) -> (Vec<f64>, Vec<Vec<f64>>) {
    const MOST_ROUNDS: usize = 100;
    let mut random = Random::new(1);
    let mut basis: Vec<Vec<f64>> = (0..k).map(|_| (0..n).map(|_| random.unit() - 0.5).collect()).collect();
    orthonormal(&mut basis);
    let mut values = vec![0.0; k];
    for _ in 0..MOST_ROUNDS {
        let image: Vec<Vec<f64>> = basis.iter().map(|vector| times(table, n, vector)).collect();
        let mut small = vec![0.0; k * k];
        for one in 0..k {
            for other in 0..k {
                small[one * k + other] = dot(&basis[one], &image[other]);
            }
        }
        let (ritz, turn) = jacobi(small, k);
        let change =
            values.iter().zip(&ritz).map(|(old, new): (&f64, &f64)| (old - new).abs()).fold(0.0, f64::max);
        values.clone_from(&ritz);
        // The image turned onto the axes of the small problem, largest first.
        basis = (0..k)
            .map(|axis| {
                (0..n).map(|row| (0..k).map(|part| image[part][row] * turn[part * k + axis]).sum()).collect()
            })
            .collect();
        orthonormal(&mut basis);
        if change < 1e-10 * values.first().map_or(1.0, |largest| largest.abs().max(1e-300)) {
            break;
        }
    }
    (values, basis)
}

fn times(table: &[f64], n: usize, vector: &[f64]) -> Vec<f64> {
    (0..n).map(|row| dot(&table[row * n..(row + 1) * n], vector)).collect()
}

fn dot(one: &[f64], other: &[f64]) -> f64 {
    one.iter().zip(other).map(|(a, b)| a * b).sum()
}

/// Gram and Schmidt; a vector that is nothing but what came before becomes nought.
fn orthonormal(basis: &mut [Vec<f64>]) {
    for place in 0..basis.len() {
        let (before, rest) = basis.split_at_mut(place);
        let Some(vector) = rest.first_mut() else { return };
        for known in before.iter() {
            let along = dot(known, vector);
            for (x, y) in vector.iter_mut().zip(known) {
                *x -= along * y;
            }
        }
        let length = libm::sqrt(dot(vector, vector));
        let scale = if length > 1e-150 { 1.0 / length } else { 0.0 };
        for x in vector.iter_mut() {
            *x *= scale;
        }
    }
}

/// Jacobi's way for a small symmetric table: eigenvalues, the largest first, and their vectors as columns.
fn jacobi(mut table: Vec<f64>, n: usize) -> (Vec<f64>, Vec<f64>) {
    const MOST_SWEEPS: usize = 50;
    let mut turn = vec![0.0; n * n];
    for place in 0..n {
        turn[place * n + place] = 1.0;
    }
    for _ in 0..MOST_SWEEPS {
        let off: f64 =
            (0..n).flat_map(|a| (0..a).map(move |b| (a, b))).map(|(a, b)| table[a * n + b].abs()).sum();
        let size: f64 = (0..n).map(|a| table[a * n + a].abs()).sum();
        if off <= 1e-15 * size {
            break;
        }
        for p in 0..n {
            for q in p + 1..n {
                let apq = table[p * n + q];
                if apq == 0.0 {
                    continue;
                }
                let theta = (table[q * n + q] - table[p * n + p]) / (2.0 * apq);
                let t = 1.0_f64.copysign(theta) / (theta.abs() + libm::sqrt(theta * theta + 1.0));
                let c = 1.0 / libm::sqrt(t * t + 1.0);
                let s = t * c;
                for k in 0..n {
                    let (kp, kq) = (table[k * n + p], table[k * n + q]);
                    (table[k * n + p], table[k * n + q]) = (c * kp - s * kq, s * kp + c * kq);
                }
                for k in 0..n {
                    let (pk, qk) = (table[p * n + k], table[q * n + k]);
                    (table[p * n + k], table[q * n + k]) = (c * pk - s * qk, s * pk + c * qk);
                    let (tp, tq) = (turn[k * n + p], turn[k * n + q]);
                    (turn[k * n + p], turn[k * n + q]) = (c * tp - s * tq, s * tp + c * tq);
                }
            }
        }
    }
    let mut order: Vec<usize> = (0..n).collect();
    order.sort_by(|&a, &b| table[b * n + b].total_cmp(&table[a * n + a]).then(a.cmp(&b)));
    let values = order.iter().map(|&axis| table[axis * n + axis]).collect();
    let mut vectors = vec![0.0; n * n];
    for (to, &from) in order.iter().enumerate() {
        for row in 0..n {
            vectors[row * n + to] = turn[row * n + from];
        }
    }
    (values, vectors)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_table_has_its_eigenvalues() {
        // 3, 1 along (1, 1), (1, −1); and 5.
        let (values, vectors) = jacobi(vec![2.0, 1.0, 0.0, 1.0, 2.0, 0.0, 0.0, 0.0, 5.0], 3);
        let close = |a: f64, b: f64| assert!((a - b).abs() < 1e-12, "{a} {b}");
        close(values[0], 5.0);
        close(values[1], 3.0);
        close(values[2], 1.0);
        close(vectors[1].abs(), libm::sqrt(0.5));
    }
}
