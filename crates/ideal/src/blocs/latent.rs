//! Latent classes of voters: within a class, each item has its own chances of no, abstain and yes, independently of the
//! others (Lazarsfeld and Henry 1968). The order of answers is kept by adjacent-category logits, with an inclination to
//! abstain that an item has for all classes (after Rost 1988): of class *k* and item *j*,
//!
//! ```text
//! P(no) : P(abstain) : P(yes)  =  1 : exp(a_kj + t_j) : exp(2 a_kj)
//! ```
//!
//! so a class adds one number an item, not two. Missing answers are left out of the likelihood. Fitted by EM from several
//! starts, with a weak normal prior (standard deviation 2) on every number, which keeps chances off 0 and 1; the number of
//! classes is the one with the least BIC.

use super::answers::{Answers, MISSING};
use super::mixture::normalised;
use super::random::Random;

/// Classes that were fitted.
#[derive(Debug, Clone)]
pub(super) struct Classes {
    pub(super) labels: Vec<usize>,
    pub(super) bic: f64,
}

const MOST_ROUNDS: usize = 150;
/// One over the variance of the prior.
const PRECISION: f64 = 0.25;

/// The best of several starts with so many classes.
pub(super) fn fitted(answers: &Answers, classes: usize, starts: usize, random: &mut Random) -> Classes {
    let mut best: Option<(f64, f64, Vec<usize>)> = None;
    for _ in 0..if classes == 1 { 1 } else { starts.max(1) } {
        let mut fit = Fit::new(answers, classes, random);
        let (likelihood, penalised) = fit.run(answers);
        if best.as_ref().is_none_or(|(_, known, _)| penalised > *known + 1e-9) {
            best = Some((likelihood, penalised, fit.labels()));
        }
    }
    let (likelihood, _, labels) = best.unwrap_or_default();
    let parameters = (classes * answers.items() + answers.items() + classes - 1) as f64;
    Classes { labels, bic: -2.0 * likelihood + parameters * libm::log(answers.voters() as f64) }
}

struct Fit {
    classes: usize,
    items: usize,
    /// The logarithm of the share of each class.
    weights: Vec<f64>,
    /// `a_kj`, class by class.
    lean: Vec<f64>,
    /// `t_j`.
    abstention: Vec<f64>,
    /// The logarithm of the chance of each answer, class by class and item by item; 0 for no answer.
    chances: Vec<[f64; 4]>,
    /// The share of each class in each voter.
    shares: Vec<f64>,
}

/// The chances of no, abstain and yes.
fn chances(lean: f64, abstention: f64) -> [f64; 3] {
    let logs = [0.0, lean + abstention, 2.0 * lean];
    let most = logs.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let raw = logs.map(|log| libm::exp(log - most));
    let sum: f64 = raw.iter().sum();
    raw.map(|value| value / sum)
}

impl Fit {
    /// Each voter begins with the nearest of some voters drawn at random, far from each other.
    fn new(answers: &Answers, classes: usize, random: &mut Random) -> Self {
        let (n, items) = (answers.voters(), answers.items());
        let likeness = |one: usize, other: usize| -> f64 {
            let (mut agreement, mut common) = (0_u32, 0_u32);
            for (&a, &b) in answers.row(one).iter().zip(answers.row(other)) {
                if a != MISSING && b != MISSING {
                    agreement += u32::from(2 - a.abs_diff(b));
                    common += 2;
                }
            }
            if common > 0 { f64::from(agreement) / f64::from(common) } else { 0.0 }
        };
        // Voters far from each other, as k-means++ draws them.
        let mut seeds = vec![random.below(n)];
        let mut unlike: Vec<f64> = (0..n).map(|voter| 1.0 - likeness(voter, seeds[0])).collect();
        while seeds.len() < classes.min(n) {
            let mut mark = random.unit() * unlike.iter().map(|far| far * far).sum::<f64>();
            let next = unlike.iter().position(|far| {
                mark -= far * far;
                mark < 0.0
            });
            let next = next.unwrap_or(0);
            seeds.push(next);
            for (voter, far) in unlike.iter_mut().enumerate() {
                *far = far.min(1.0 - likeness(voter, next));
            }
        }
        let mut shares = vec![0.1 / classes as f64; n * classes];
        for voter in 0..n {
            let nearest = (0..seeds.len()).fold((0, -1.0), |best, class| {
                let like = likeness(voter, seeds[class]);
                if like > best.1 { (class, like) } else { best }
            });
            shares[voter * classes + nearest.0] += 0.9;
        }
        Self {
            classes,
            items,
            weights: vec![0.0; classes],
            lean: vec![0.0; classes * items],
            abstention: vec![0.0; items],
            chances: vec![[0.0; 4]; classes * items],
            shares,
        }
    }

    /// The likelihood, without and with the prior, as logarithms.
    fn run(&mut self, answers: &Answers) -> (f64, f64) {
        let (mut last, mut likelihood) = (f64::NEG_INFINITY, f64::NEG_INFINITY);
        for _ in 0..MOST_ROUNDS {
            self.maximise(answers);
            likelihood = self.expect(answers);
            let penalised = likelihood - self.penalty();
            if (penalised - last).abs() < 1e-6 * (1.0 + penalised.abs()) {
                break;
            }
            last = penalised;
        }
        (likelihood, likelihood - self.penalty())
    }

    fn penalty(&self) -> f64 {
        0.5 * PRECISION * self.lean.iter().chain(&self.abstention).map(|value| value * value).sum::<f64>()
    }

    fn maximise(&mut self, answers: &Answers) {
        // A step of Newton's for each number in turn, a few times; it begins where the last round ended.
        const SWEEPS: usize = 2;
        const LONGEST_STEP: f64 = 1.5;
        let (classes, items, n) = (self.classes, self.items, answers.voters());
        let mut counts = vec![[0.0_f64; 4]; classes * items];
        for voter in 0..n {
            let shares = &self.shares[voter * classes..(voter + 1) * classes];
            for (item, &answer) in answers.row(voter).iter().enumerate() {
                if answer == MISSING {
                    continue;
                }
                for (class, share) in shares.iter().enumerate() {
                    counts[class * items + item][usize::from(answer)] += share;
                }
            }
        }
        for class in 0..classes {
            let share: f64 = (0..n).map(|voter| self.shares[voter * classes + class]).sum();
            // As if each class had half a voter more, so that none dies out by rounding.
            self.weights[class] = libm::log((share + 0.5) / (n as f64 + 0.5 * classes as f64));
        }
        for item in 0..items {
            for _ in 0..SWEEPS {
                let (mut slope, mut bend) = (-PRECISION * self.abstention[item], PRECISION);
                for class in 0..classes {
                    let place = class * items + item;
                    let [no, abstain, yes, _] = counts[place];
                    let all = no + abstain + yes;
                    let p = chances(self.lean[place], self.abstention[item]);
                    let mean = p[1] + 2.0 * p[2];
                    let variance = p[1] + 4.0 * p[2] - mean * mean;
                    let step = (abstain + 2.0 * yes - all * mean - PRECISION * self.lean[place])
                        / (all * variance + PRECISION);
                    self.lean[place] += step.clamp(-LONGEST_STEP, LONGEST_STEP);
                    let p = chances(self.lean[place], self.abstention[item]);
                    slope += abstain - all * p[1];
                    bend += all * p[1] * (1.0 - p[1]);
                }
                self.abstention[item] += (slope / bend).clamp(-LONGEST_STEP, LONGEST_STEP);
            }
            for class in 0..classes {
                let place = class * items + item;
                let [no, abstain, yes] = chances(self.lean[place], self.abstention[item]).map(libm::log);
                self.chances[place] = [no, abstain, yes, 0.0];
            }
        }
    }

    fn expect(&mut self, answers: &Answers) -> f64 {
        let (classes, items) = (self.classes, self.items);
        let mut all = 0.0;
        for (voter, row) in self.shares.chunks_exact_mut(classes).enumerate() {
            for (class, share) in row.iter_mut().enumerate() {
                let chances = &self.chances[class * items..(class + 1) * items];
                let said = answers.row(voter).iter().zip(chances);
                *share = self.weights[class]
                    + said.map(|(answer, chance)| chance[usize::from(*answer)]).sum::<f64>();
            }
            all += normalised(row);
        }
        all
    }

    fn labels(&self) -> Vec<usize> {
        let label = |row: &[f64]| {
            (0..row.len()).fold(0, |best, class| if row[class] > row[best] { class } else { best })
        };
        self.shares.chunks_exact(self.classes).map(label).collect()
    }
}
