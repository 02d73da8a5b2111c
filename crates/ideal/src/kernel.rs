//! The loops over votes: log-likelihood, gradient and information of an item or of the positions.
//!
//! A vote is evaluated in blocks of [`L`], in arrays that become vector registers. Sums are kept in [`L`] lanes and
//! added at the end in one order, so that the machine's width of vectors does not change a bit of the result.
//!
//! With a spread, the expectation over a normal position is taken: to the second degree of √(β' V β) from one point where
//! that is small ([`NEAR`]), and else at the two points `m ± V β / √(β' V β)`, of weight ½, which is exact to the third.

#![expect(
    clippy::inline_always,
    reason = "only what is inlined is compiled for the vector level chosen at run time"
)]

use std::ops::Range;

use crate::normal::{self, LIMIT};
use crate::rng::Stream;
use crate::small::{MAX, Matrix, Vector};
use crate::votes::Votes;

/// Votes in a block.
pub(crate) const L: usize = 32;

/// Lanes are used in multiples of this.
const WIDTH: usize = 8;

/// Spreads of η up to this are near: what is left out is of their fourth degree, some 10⁻⁴ of a vote.
const NEAR: f64 = 0.25;

type Lanes = [f64; L];

/// Log-likelihood of an item with gradient and information, in the order discriminations, cut points.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sums {
    pub(crate) log_likelihood: f64,
    pub(crate) gradient: Vector,
    pub(crate) information: Matrix,
}

impl Sums {
    pub(crate) const ZERO: Self =
        Self { log_likelihood: 0.0, gradient: [0.0; MAX], information: [[0.0; MAX]; MAX] };
}

/// Positions, and their covariances where the expectation over them is wanted.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Positions<'a, const K: usize> {
    pub(crate) means: &'a [[f64; K]],
    pub(crate) spreads: Option<&'a [[[f64; K]; K]]>,
}

/// A block of stands: their positions (at one point or the other), and the weight of each lane.
struct Block<const K: usize> {
    /// Lanes in use.
    n: usize,
    mean: [Lanes; K],
    shift: [Lanes; K],
    spread: Lanes,
    /// The spread, where it is near and goes into one point; else 0.
    near: Lanes,
    weight: Lanes,
    /// Whether two points are taken.
    wide: bool,
}

impl<const K: usize> Positions<'_, K> {
    #[inline(always)]
    fn block(&self, stands: &[u32], beta: &[f64; K]) -> Block<K> {
        let n = stands.len().next_multiple_of(WIDTH).min(L);
        let mut block = Block {
            n,
            mean: [NONE; K],
            shift: [NONE; K],
            spread: NONE,
            near: NONE,
            weight: NONE,
            wide: false,
        };
        for (l, &stand) in stands.iter().enumerate().take(L) {
            let at = &self.means[stand as usize];
            for k in 0..K {
                block.mean[k][l] = at[k];
            }
            block.weight[l] = 1.0;
        }
        if let Some(spreads) = self.spreads {
            for (l, &stand) in stands.iter().enumerate().take(L) {
                let v = &spreads[stand as usize];
                for k in 0..K {
                    let mut sum = 0.0;
                    for m in 0..K {
                        sum += v[k][m] * beta[m];
                    }
                    block.shift[k][l] = sum;
                }
            }
            for l in 0..n {
                let mut q = 0.0;
                for k in 0..K {
                    q += block.shift[k][l] * beta[k];
                }
                block.spread[l] = q.max(1e-200).sqrt();
            }
            for k in 0..K {
                for l in 0..n {
                    block.shift[k][l] /= block.spread[l];
                }
            }
            let widest = block.spread[..n].iter().fold(0.0, |most: f64, &spread| most.max(spread));
            block.wide = widest > NEAR;
            if !block.wide {
                block.near = block.spread;
            }
        }
        block
    }
}

impl<const K: usize> Block<K> {
    /// On which sides of the means the votes are evaluated, and what share each point counts.
    #[inline(always)]
    fn points(&self) -> (&'static [f64], f64) {
        if self.wide { (&[1.0, -1.0], 0.5) } else { (&[0.0], 1.0) }
    }

    /// The covariance of two coordinates as far as it lies along β, where it goes into one point.
    #[inline(always)]
    fn along(&self, k: usize, m: usize, l: usize) -> f64 {
        // With two points it is in the square of their distance.
        if self.wide { 0.0 } else { self.shift[k][l] * self.shift[m][l] }
    }

    /// The lanes at one of the points, where it counts `share`.
    #[inline(always)]
    fn point(&self, sign: f64, share: f64, beta: &[f64; K]) -> Point<K> {
        let n = self.n.min(L);
        let mut point = Point { x: self.mean, eta: NONE, weight: NONE };
        for k in 0..K {
            for l in 0..n {
                point.x[k][l] += sign * self.shift[k][l];
                point.eta[l] += beta[k] * point.x[k][l];
            }
        }
        for l in 0..n {
            point.weight[l] = share * self.weight[l];
        }
        point
    }
}

/// A block at one point: positions, η, and what each lane counts.
struct Point<const K: usize> {
    x: [Lanes; K],
    eta: Lanes,
    weight: Lanes,
}

/// What one answer says at η: log-probability, and derivatives by the lower and the upper cut point.
struct Answered {
    log_p: Lanes,
    /// d/dη.
    slope: Lanes,
    /// -d²/dη².
    curve: Lanes,
    lo: Lanes,
    hi: Lanes,
    lo_lo: Lanes,
    hi_hi: Lanes,
    lo_hi: Lanes,
}

const NONE: Lanes = [0.0; L];

/// The answers above all cut points, expected over spreads that are near.
#[inline(always)]
fn top(n: usize, eta: &Lanes, near: &Lanes, cut: f64) -> Answered {
    let n = n.min(L);
    let mut a = empty();
    for l in 0..n {
        let x = eta[l] - cut;
        let half = 0.5 * near[l] * near[l];
        let (log_p, g, w) = normal::log_cdf(x);
        let bend = g - w * (2.0 * g + x);
        a.log_p[l] = log_p - half * w;
        a.slope[l] = g - half * bend;
        a.curve[l] = w;
    }
    a
}

/// The answers below all cut points.
#[inline(always)]
fn bottom(n: usize, eta: &Lanes, near: &Lanes, cut: f64) -> Answered {
    let n = n.min(L);
    let mut a = empty();
    for l in 0..n {
        let x = cut - eta[l];
        let half = 0.5 * near[l] * near[l];
        let (log_p, g, w) = normal::log_cdf(x);
        let bend = g - w * (2.0 * g + x);
        a.log_p[l] = log_p - half * w;
        a.slope[l] = half * bend - g;
        a.curve[l] = w;
    }
    a
}

/// The answers between two cut points.
#[inline(always)]
fn middle(n: usize, eta: &Lanes, near: &Lanes, lo: f64, hi: f64) -> Answered {
    let n = n.min(L);
    let mut out = empty();
    for l in 0..n {
        let (a, b) = (lo - eta[l], hi - eta[l]);
        let half = 0.5 * near[l] * near[l];
        let (log_p, at_a, at_b) = normal::log_interval(a, b);
        let g = at_a - at_b;
        out.lo_lo[l] = (at_a * (at_a - a)).max(0.0);
        out.hi_hi[l] = (at_b * (at_b + b)).max(0.0);
        out.lo_hi[l] = -at_a * at_b;
        let w = (out.lo_lo[l] + out.hi_hi[l] + 2.0 * out.lo_hi[l]).max(0.0);
        // φ(a) and φ(b) over the probability, derived twice by η.
        let bend_a = at_a * ((a - g) * (a - g) - 1.0 + w);
        let bend_b = at_b * ((b - g) * (b - g) - 1.0 + w);
        out.log_p[l] = log_p - half * w;
        out.slope[l] = g - half * (bend_b - bend_a);
        out.lo[l] = -at_a - half * bend_a;
        out.hi[l] = at_b + half * bend_b;
        out.curve[l] = w;
    }
    out
}

#[inline(always)]
fn empty() -> Answered {
    Answered {
        log_p: NONE,
        slope: NONE,
        curve: NONE,
        lo: NONE,
        hi: NONE,
        lo_lo: NONE,
        hi_hi: NONE,
        lo_hi: NONE,
    }
}

#[inline(always)]
fn add(n: usize, sum: &mut Lanes, x: &Lanes, weight: &Lanes) {
    let n = n.min(L);
    for l in 0..n {
        sum[l] += x[l] * weight[l];
    }
}

#[inline(always)]
fn total(lanes: &Lanes) -> f64 {
    let mut sums = [0.0; WIDTH];
    for part in lanes.chunks_exact(WIDTH) {
        for l in 0..WIDTH {
            sums[l] += part[l];
        }
    }
    ((sums[0] + sums[4]) + (sums[2] + sums[6])) + ((sums[1] + sums[5]) + (sums[3] + sums[7]))
}

/// The sums over all votes on these items, at these parameters.
#[inline(always)]
fn item_sums_at<const K: usize, const VALUE: bool>(
    votes: &Votes,
    items: &[u32],
    positions: &Positions<'_, K>,
    parameters: &Vector,
) -> Sums {
    let categories = votes.answers().len();
    let mut sums = Sums::ZERO;
    let mut beta = [0.0; K];
    beta.copy_from_slice(&parameters[..K]);
    for &item in items {
        for answer in 0..categories {
            let stands = votes.who(item, answer as u8);
            if stands.is_empty() {
                continue;
            }
            // The number of the cut below an answer is that of the answer less one.
            let below = K + answer - usize::from(answer > 0);
            let above = K + answer;
            let inner = answer > 0 && answer + 1 < categories;
            if inner {
                add_middle::<K, VALUE>(
                    &mut sums,
                    stands,
                    positions,
                    &beta,
                    (parameters[below], parameters[above]),
                    below,
                );
            } else if answer == 0 {
                add_end::<K, false, VALUE>(&mut sums, stands, positions, &beta, parameters[above], above);
            } else {
                add_end::<K, true, VALUE>(&mut sums, stands, positions, &beta, parameters[below], below);
            }
        }
    }
    sums
}

#[inline(always)]
fn add_end<const K: usize, const TOP: bool, const VALUE: bool>(
    sums: &mut Sums,
    stands: &[u32],
    positions: &Positions<'_, K>,
    beta: &[f64; K],
    cut: f64,
    place: usize,
) {
    let (mut log_p, mut g, mut w) = (NONE, NONE, NONE);
    let mut gx = [NONE; K];
    let mut wx = [NONE; K];
    let mut wxx = [[NONE; K]; K];
    for chunk in stands.chunks(L) {
        let block = positions.block(chunk, beta);
        let (signs, share) = block.points();
        let n = block.n.min(L);
        for &sign in signs {
            let Point { x, eta, weight } = block.point(sign, share, beta);
            let a = if TOP { top(n, &eta, &block.near, cut) } else { bottom(n, &eta, &block.near, cut) };
            if VALUE {
                add(n, &mut log_p, &a.log_p, &weight);
            }
            add(n, &mut g, &a.slope, &weight);
            add(n, &mut w, &a.curve, &weight);
            for k in 0..K {
                let mut xw = NONE;
                for l in 0..n {
                    xw[l] = x[k][l] * weight[l];
                    gx[k][l] -= block.shift[k][l] * block.near[l] * weight[l] * a.curve[l];
                }
                add(n, &mut gx[k], &a.slope, &xw);
                add(n, &mut wx[k], &a.curve, &xw);
                for m in 0..=k {
                    let mut xxw = NONE;
                    for l in 0..n {
                        xxw[l] = x[m][l] * xw[l] + block.along(k, m, l) * weight[l];
                    }
                    add(n, &mut wxx[k][m], &a.curve, &xxw);
                }
            }
        }
    }
    sums.log_likelihood += total(&log_p);
    sums.gradient[place] -= total(&g);
    sums.information[place][place] += total(&w);
    for k in 0..K {
        sums.gradient[k] += total(&gx[k]);
        let mixed = total(&wx[k]);
        sums.information[k][place] -= mixed;
        sums.information[place][k] -= mixed;
        for m in 0..=k {
            let value = total(&wxx[k][m]);
            sums.information[k][m] += value;
            if m < k {
                sums.information[m][k] += value;
            }
        }
    }
}

#[inline(always)]
fn add_middle<const K: usize, const VALUE: bool>(
    sums: &mut Sums,
    stands: &[u32],
    positions: &Positions<'_, K>,
    beta: &[f64; K],
    (lo, hi): (f64, f64),
    place: usize,
) {
    let (mut log_p, mut g_lo, mut g_hi) = (NONE, NONE, NONE);
    let (mut lo_lo, mut hi_hi, mut lo_hi) = (NONE, NONE, NONE);
    let mut gx = [NONE; K];
    let mut x_lo = [NONE; K];
    let mut x_hi = [NONE; K];
    let mut wxx = [[NONE; K]; K];
    for chunk in stands.chunks(L) {
        let block = positions.block(chunk, beta);
        let (signs, share) = block.points();
        let n = block.n.min(L);
        for &sign in signs {
            let Point { x, eta, weight } = block.point(sign, share, beta);
            let a = middle(n, &eta, &block.near, lo, hi);
            if VALUE {
                add(n, &mut log_p, &a.log_p, &weight);
            }
            add(n, &mut g_lo, &a.lo, &weight);
            add(n, &mut g_hi, &a.hi, &weight);
            add(n, &mut lo_lo, &a.lo_lo, &weight);
            add(n, &mut hi_hi, &a.hi_hi, &weight);
            add(n, &mut lo_hi, &a.lo_hi, &weight);
            for k in 0..K {
                let mut xw = NONE;
                for l in 0..n {
                    xw[l] = x[k][l] * weight[l];
                    gx[k][l] -= block.shift[k][l] * block.near[l] * weight[l] * a.curve[l];
                }
                add(n, &mut gx[k], &a.slope, &xw);
                for l in 0..n {
                    x_lo[k][l] += (a.lo_lo[l] + a.lo_hi[l]) * xw[l];
                    x_hi[k][l] += (a.hi_hi[l] + a.lo_hi[l]) * xw[l];
                }
                for m in 0..=k {
                    let mut xxw = NONE;
                    for l in 0..n {
                        xxw[l] = x[m][l] * xw[l] + block.along(k, m, l) * weight[l];
                    }
                    add(n, &mut wxx[k][m], &a.curve, &xxw);
                }
            }
        }
    }
    sums.log_likelihood += total(&log_p);
    sums.gradient[place] += total(&g_lo);
    sums.gradient[place + 1] += total(&g_hi);
    sums.information[place][place] += total(&lo_lo);
    sums.information[place + 1][place + 1] += total(&hi_hi);
    let mixed = total(&lo_hi);
    sums.information[place][place + 1] += mixed;
    sums.information[place + 1][place] += mixed;
    for k in 0..K {
        sums.gradient[k] += total(&gx[k]);
        for (at, lanes) in [(place, &x_lo[k]), (place + 1, &x_hi[k])] {
            let mixed = total(lanes);
            sums.information[k][at] -= mixed;
            sums.information[at][k] -= mixed;
        }
        for m in 0..=k {
            let value = total(&wxx[k][m]);
            sums.information[k][m] += value;
            if m < k {
                sums.information[m][k] += value;
            }
        }
    }
}

/// What the votes say of the positions of a range of stands.
#[derive(Debug, Clone)]
pub(crate) struct Evidence<const K: usize> {
    pub(crate) stands: Range<usize>,
    pub(crate) gradient: Vec<[f64; K]>,
    pub(crate) information: Vec<[[f64; K]; K]>,
}

impl<const K: usize> Evidence<K> {
    pub(crate) fn new(stands: Range<usize>) -> Self {
        let n = stands.len();
        Self { stands, gradient: vec![[0.0; K]; n], information: vec![[[0.0; K]; K]; n] }
    }

    /// Adds that of a part of the votes.
    pub(crate) fn add(&mut self, part: &Self) {
        let at = part.stands.start - self.stands.start;
        for (to, from) in self.gradient[at..].iter_mut().zip(&part.gradient) {
            for k in 0..K {
                to[k] += from[k];
            }
        }
        for (to, from) in self.information[at..].iter_mut().zip(&part.information) {
            for k in 0..K {
                for m in 0..K {
                    to[k][m] += from[k][m];
                }
            }
        }
    }
}

/// What is known of an item when its votes are asked about positions.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Known<'a> {
    /// Its parameters are as given.
    Surely,
    /// They are normal with this covariance C, and the expectation over them is taken to the second degree: to the
    /// gradient comes `-Σ_p C_βp h_p`, to the information `C_ββ w`, with h the design of the vote (Stein's lemma).
    /// Without it positions of a period with few items shrink, for its items follow them.
    Nearly(&'a Matrix),
    /// They are normal with this covariance, and the information of each vote is that which is left when the item is
    /// integrated out: `w - w² h' C h`.
    IntegratedOut(&'a Matrix),
}

impl Known<'_> {
    /// What the covariance adds to the product of two discriminations.
    #[inline(always)]
    fn spread(&self, k: usize, m: usize) -> f64 {
        match self {
            Self::Nearly(covariance) => covariance[k][m],
            _ => 0.0,
        }
    }
}

/// Adds what the votes on a text say of positions.
#[inline(always)]
fn add_evidence_at<const K: usize>(
    out: &mut Evidence<K>,
    votes: &Votes,
    text: u32,
    positions: &Positions<'_, K>,
    parameters: &Vector,
    known: Known<'_>,
) {
    let categories = votes.answers().len();
    let mut beta = [0.0; K];
    beta.copy_from_slice(&parameters[..K]);
    let mut square = [[0.0; K]; K];
    for k in 0..K {
        for m in 0..K {
            square[k][m] = beta[k] * beta[m] + known.spread(k, m);
        }
    }
    let first = out.stands.start;
    for &item in &votes.texts()[text as usize] {
        for answer in 0..categories {
            let below = K + answer - usize::from(answer > 0);
            let above = (K + answer).min(K + categories - 2);
            let inner = answer > 0 && answer + 1 < categories;
            for chunk in votes.who(item, answer as u8).chunks(L) {
                let block = positions.block(chunk, &beta);
                let (signs, share) = block.points();
                let n = block.n.min(L);
                let (mut g, mut w, mut follows) = (NONE, NONE, [NONE; K]);
                for &sign in signs {
                    let mut eta = NONE;
                    for k in 0..K {
                        for l in 0..n {
                            eta[l] += beta[k] * block.mean[k][l];
                        }
                    }
                    for l in 0..n {
                        eta[l] += sign * block.spread[l];
                    }
                    let a = if inner {
                        middle(n, &eta, &block.near, parameters[below], parameters[above])
                    } else if answer == 0 {
                        bottom(n, &eta, &block.near, parameters[above])
                    } else {
                        top(n, &eta, &block.near, parameters[below])
                    };
                    for l in 0..n {
                        g[l] += share * a.slope[l];
                        w[l] += share * a.curve[l];
                    }
                    let by_cut = by_cuts(n, &a, inner);
                    match known {
                        Known::Surely => {}
                        Known::Nearly(covariance) => {
                            for k in 0..K {
                                for m in 0..K {
                                    for l in 0..n {
                                        follows[k][l] +=
                                            share * covariance[k][m] * a.curve[l] * block.mean[m][l];
                                    }
                                }
                                for (cut, by) in [(below, &by_cut[0]), (above, &by_cut[1])] {
                                    for l in 0..n {
                                        follows[k][l] -= share * covariance[k][cut] * by[l];
                                    }
                                }
                            }
                        }
                        Known::IntegratedOut(covariance) => {
                            for l in 0..n {
                                let mut h = [0.0; MAX];
                                for k in 0..K {
                                    h[k] = a.curve[l] * block.mean[k][l];
                                }
                                h[below] -= by_cut[0][l];
                                h[above] -= by_cut[1][l];
                                let mut taken = 0.0;
                                for i in 0..MAX {
                                    for j in 0..MAX {
                                        taken += h[i] * covariance[i][j] * h[j];
                                    }
                                }
                                w[l] -= share * taken.clamp(0.0, 0.95 * a.curve[l]);
                            }
                        }
                    }
                }
                for (l, &stand) in chunk.iter().enumerate() {
                    let at = stand as usize - first;
                    for k in 0..K {
                        out.gradient[at][k] += g[l] * beta[k] - follows[k][l];
                        for m in 0..K {
                            out.information[at][k][m] += w[l] * square[k][m];
                        }
                    }
                }
            }
        }
    }
}

/// Of the curvature by η, the part that moves with the cut point below, and with that above.
#[inline(always)]
fn by_cuts(n: usize, a: &Answered, inner: bool) -> [Lanes; 2] {
    let n = n.min(L);
    let mut by = [NONE; 2];
    for l in 0..n {
        // At either end there is one cut point, whose number stands for both.
        by[0][l] = if inner { a.lo_lo[l] + a.lo_hi[l] } else { a.curve[l] };
        by[1][l] = if inner { a.hi_hi[l] + a.lo_hi[l] } else { 0.0 };
    }
    by
}

/// Draws the latent answer of each vote on a text (Albert and Chib 1993), and adds what they say of positions: the
/// gradient is Σ β z, the information Σ β β'.
#[inline(always)]
fn add_latent_at<const K: usize>(
    out: &mut Evidence<K>,
    votes: &Votes,
    text: u32,
    means: &[[f64; K]],
    parameters: &Vector,
    stream: &mut Stream,
) {
    let categories = votes.answers().len();
    let mut beta = [0.0; K];
    beta.copy_from_slice(&parameters[..K]);
    let positions = Positions { means, spreads: None };
    let first = out.stands.start;
    for &item in &votes.texts()[text as usize] {
        for answer in 0..categories {
            let lo = if answer == 0 { f64::NEG_INFINITY } else { parameters[K + answer - 1] };
            let hi = if answer + 1 == categories { f64::INFINITY } else { parameters[K + answer] };
            let ends = answer == 0 || answer + 1 == categories;
            for chunk in votes.who(item, answer as u8).chunks(L) {
                let block = positions.block(chunk, &beta);
                let n = block.n.min(L);
                let mut uniform = NONE;
                for u in &mut uniform[..chunk.len()] {
                    *u = stream.uniform();
                }
                let mut latent = NONE;
                for l in 0..n {
                    let mut eta = 0.0;
                    for k in 0..K {
                        eta += beta[k] * block.mean[k][l];
                    }
                    if ends {
                        // Mirrored so that the half line lies to the left, where small probabilities keep their digits.
                        let end = if answer == 0 { hi - eta } else { eta - lo }.clamp(-LIMIT, LIMIT);
                        let e = normal::quantile(uniform[l] * normal::cdf(end)).min(end);
                        latent[l] = if answer == 0 { eta + e } else { eta - e };
                    } else {
                        let (a, b) = ((lo - eta).max(-LIMIT), (hi - eta).min(LIMIT));
                        let mirror = a + b > 0.0;
                        let (c, d) = if mirror { (-b, -a) } else { (a, b) };
                        let (p, q) = (normal::cdf(c), normal::cdf(d));
                        let e = normal::quantile(p + uniform[l] * (q - p)).max(c).min(d.max(c));
                        latent[l] = eta + if mirror { -e } else { e };
                    }
                }
                for (l, &stand) in chunk.iter().enumerate() {
                    let at = stand as usize - first;
                    for k in 0..K {
                        out.gradient[at][k] += beta[k] * latent[l];
                        for m in 0..K {
                            out.information[at][k][m] += beta[k] * beta[m];
                        }
                    }
                }
            }
        }
    }
}

// What follows picks the vector level. Each is a type of its own and not a closure, for a closure's body is compiled
// apart, for the oldest machine.

struct ItemSums<'a, const K: usize, const VALUE: bool> {
    votes: &'a Votes,
    items: &'a [u32],
    positions: &'a Positions<'a, K>,
    parameters: &'a Vector,
}

impl<const K: usize, const VALUE: bool> pulp::WithSimd for ItemSums<'_, K, VALUE> {
    type Output = Sums;

    #[inline(always)]
    fn with_simd<S: pulp::Simd>(self, _simd: S) -> Sums {
        item_sums_at::<K, VALUE>(self.votes, self.items, self.positions, self.parameters)
    }
}

/// The sums over all votes on these items, at these parameters.
pub(crate) fn item_sums<const K: usize>(
    arch: pulp::Arch,
    votes: &Votes,
    items: &[u32],
    positions: &Positions<'_, K>,
    parameters: &Vector,
) -> Sums {
    arch.dispatch(ItemSums::<K, true> { votes, items, positions, parameters })
}

/// The same without the log-likelihood, which is a logarithm for each vote.
pub(crate) fn item_slopes<const K: usize>(
    arch: pulp::Arch,
    votes: &Votes,
    items: &[u32],
    positions: &Positions<'_, K>,
    parameters: &Vector,
) -> Sums {
    arch.dispatch(ItemSums::<K, false> { votes, items, positions, parameters })
}

struct AddEvidence<'a, const K: usize> {
    out: &'a mut Evidence<K>,
    votes: &'a Votes,
    text: u32,
    positions: &'a Positions<'a, K>,
    parameters: &'a Vector,
    known: Known<'a>,
}

impl<const K: usize> pulp::WithSimd for AddEvidence<'_, K> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: pulp::Simd>(self, _simd: S) {
        add_evidence_at(self.out, self.votes, self.text, self.positions, self.parameters, self.known);
    }
}

/// Adds what the votes on a text say of positions; see the function of the loop itself.
pub(crate) fn add_evidence<const K: usize>(
    arch: pulp::Arch,
    out: &mut Evidence<K>,
    votes: &Votes,
    text: u32,
    positions: &Positions<'_, K>,
    parameters: &Vector,
    known: Known<'_>,
) {
    arch.dispatch(AddEvidence { out, votes, text, positions, parameters, known });
}

struct AddLatent<'a, const K: usize> {
    out: &'a mut Evidence<K>,
    votes: &'a Votes,
    text: u32,
    means: &'a [[f64; K]],
    parameters: &'a Vector,
    stream: &'a mut Stream,
}

impl<const K: usize> pulp::WithSimd for AddLatent<'_, K> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: pulp::Simd>(self, _simd: S) {
        add_latent_at(self.out, self.votes, self.text, self.means, self.parameters, self.stream);
    }
}

/// Draws the latent answers of a text and adds what they say of positions.
pub(crate) fn add_latent<const K: usize>(
    arch: pulp::Arch,
    out: &mut Evidence<K>,
    votes: &Votes,
    text: u32,
    means: &[[f64; K]],
    parameters: &Vector,
    stream: &mut Stream,
) {
    arch.dispatch(AddLatent { out, votes, text, means, parameters, stream });
}
