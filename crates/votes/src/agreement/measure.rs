//! The measures of agreement of two states, each under its own name, from the table of their joint positions.
//!
//! With *n(a, b)* the number of votes on which the one state took *a* and the other *b*, in the order in favour,
//! abstaining, against; *n* their sum; *p(a, b)* = *n(a, b)* / *n*; and *w(a, b)* how far two positions agree:
//!
//! | weights | the same | one abstains | opposite |
//! |---|---|---|---|
//! | identity | 1 | 0 | 0 |
//! | linear | 1 | 1/2 | 0 |
//! | quadratic | 1 | 3/4 | 0 |
//!
//! The worked examples are in the manual, and a test computes them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A measure of agreement of two states.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// *p*: the share of votes on which both took the same position, of those on which both voted.
    RawAgreement,
    /// 1 − *d*/2 with *d* the mean of |v₁ − v₂|, in favour 1, abstaining 2, against 3: an abstention is half (Voeten's
    /// `agree`; the newer voting coincidence of the United States Department of State).
    AbstentionHalf,
    /// Signorino and Ritter's *S*: 1 − 2 Σ|v₁ − v₂| / Σ 2 = 1 − *d*. From −1 to 1.
    S,
    /// Scott's *pi*: (*p* − *pₑ*) / (1 − *pₑ*), with *pₑ* the agreement of two that both vote by chance with the margins
    /// of the two together.
    ScottPi,
    /// Cohen's *kappa*: the same with *pₑ* from each state's own margins.
    Kappa,
    /// Cohen's weighted *kappa* with linear weights: an abstention is half.
    WeightedKappa,
    /// Cohen's weighted *kappa* with quadratic weights: an abstention is three quarters.
    QuadraticKappa,
    /// Lijphart's index of agreement: (*f* + *g*/2) / *t* × 100, with *f* the same and *g* one abstaining.
    Lijphart,
    /// Voting coincidence as the United States Department of State reported it until 2018: the same, of votes on which
    /// both were in favour or against.
    Coincidence,
    /// *p* with texts adopted without a vote as agreement (Häge and Hug).
    ConsensusRawAgreement,
    /// *S* with texts adopted without a vote as agreement.
    ConsensusS,
    /// Scott's *pi* with texts adopted without a vote as both in favour.
    ConsensusScottPi,
}

/// From which votes and by which rule an interval is.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Form {
    /// A mean of weights, of the range from `low` to `low + span`.
    Mean { low: f64, span: f64 },
    /// Corrected for chance: with each state's own margins or with the pooled ones.
    Corrected { pooled: bool },
}

impl Measure {
    /// All of them.
    pub const ALL: [Self; 12] = [
        Self::WeightedKappa,
        Self::RawAgreement,
        Self::AbstentionHalf,
        Self::S,
        Self::ScottPi,
        Self::Kappa,
        Self::QuadraticKappa,
        Self::Lijphart,
        Self::Coincidence,
        Self::ConsensusRawAgreement,
        Self::ConsensusS,
        Self::ConsensusScottPi,
    ];

    /// The name in answers.
    pub const fn name(self) -> &'static str {
        match self {
            Self::RawAgreement => "raw agreement p",
            Self::AbstentionHalf => "agreement, abstention half",
            Self::S => "S",
            Self::ScottPi => "Scott's pi",
            Self::Kappa => "Cohen's kappa",
            Self::WeightedKappa => "weighted kappa",
            Self::QuadraticKappa => "kappa, quadratic weights",
            Self::Lijphart => "Lijphart's index",
            Self::Coincidence => "voting coincidence",
            Self::ConsensusRawAgreement => "consensus-adjusted p",
            Self::ConsensusS => "consensus-adjusted S",
            Self::ConsensusScottPi => "consensus-adjusted pi",
        }
    }

    /// The formula, as it is printed beside the numbers.
    pub const fn formula(self) -> &'static str {
        match self {
            Self::RawAgreement => "p = same / n, of votes on which both voted",
            Self::AbstentionHalf => "1 − d/2, d the mean of |v1 − v2| with Y = 1, A = 2, N = 3",
            Self::S => "1 − 2 Σ|v1 − v2| / Σ 2 = 1 − d",
            Self::ScottPi => {
                "(p − pe) / (1 − pe), pe = Σ m(a)², m the mean of both states' shares of position a"
            }
            Self::Kappa => {
                "(p − pe) / (1 − pe), pe = Σ r(a) c(a), r and c each state's own shares of position a"
            }
            Self::WeightedKappa => "(po − pe) / (1 − pe), po = Σ w p(a,b), pe = Σ w r(a) c(b), w = 1, ½, 0",
            Self::QuadraticKappa => "(po − pe) / (1 − pe), po = Σ w p(a,b), pe = Σ w r(a) c(b), w = 1, ¾, 0",
            Self::Lijphart => "(f + g/2) / t × 100, f the same, g one abstains, t both voted",
            Self::Coincidence => "same / n, of votes on which both were in favour or against",
            Self::ConsensusRawAgreement => {
                "(same + c) / (n + c), c texts adopted without a vote while both were members"
            }
            Self::ConsensusS => "1 − d, with c texts adopted without a vote as d = 0",
            Self::ConsensusScottPi => {
                "(p − pe) / (1 − pe), with c texts adopted without a vote as both in favour"
            }
        }
    }

    /// How the interval is made.
    pub const fn interval(self) -> &'static str {
        match self.form() {
            Form::Mean { .. } => match self {
                Self::RawAgreement | Self::Coincidence | Self::ConsensusRawAgreement => "Wilson",
                _ => "Wilson, with the variance of a share",
            },
            Form::Corrected { .. } => "delta method; Wilson of po with pe held, where it has no width",
        }
    }

    /// Who proposed it.
    pub const fn reference(self) -> &'static str {
        match self {
            Self::AbstentionHalf => "Bailey, Strezhnev and Voeten 2017",
            Self::S => "Signorino and Ritter 1999",
            Self::ScottPi => "Scott 1955; Häge 2011",
            Self::Kappa => "Cohen 1960; Häge 2011",
            Self::WeightedKappa | Self::QuadraticKappa => "Cohen 1968; Häge 2011",
            Self::RawAgreement | Self::Lijphart => "Lijphart 1963",
            Self::Coincidence => "United States Department of State, Voting Practices in the United Nations",
            Self::ConsensusRawAgreement | Self::ConsensusS | Self::ConsensusScottPi => "Häge and Hug 2016",
        }
    }

    /// Whether texts adopted without a vote count as agreement.
    pub const fn with_consensus(self) -> bool {
        matches!(self, Self::ConsensusRawAgreement | Self::ConsensusS | Self::ConsensusScottPi)
    }

    /// The lowest and the highest that it can be.
    pub const fn range(self) -> [f64; 2] {
        match self.form() {
            Form::Mean { low, span } => [low, low + span],
            Form::Corrected { .. } => [-1.0, 1.0],
        }
    }

    const fn form(self) -> Form {
        match self {
            Self::RawAgreement | Self::AbstentionHalf | Self::Coincidence | Self::ConsensusRawAgreement => {
                Form::Mean { low: 0.0, span: 1.0 }
            }
            Self::S | Self::ConsensusS => Form::Mean { low: -1.0, span: 2.0 },
            Self::Lijphart => Form::Mean { low: 0.0, span: 100.0 },
            Self::ScottPi | Self::ConsensusScottPi => Form::Corrected { pooled: true },
            Self::Kappa | Self::WeightedKappa | Self::QuadraticKappa => Form::Corrected { pooled: false },
        }
    }

    /// How far two positions agree, with the places in favour, abstaining, against.
    fn weight(self, one: usize, other: usize) -> f64 {
        let apart = one.abs_diff(other) as f64 / 2.0;
        match self {
            Self::AbstentionHalf | Self::S | Self::Lijphart | Self::WeightedKappa | Self::ConsensusS => {
                1.0 - apart
            }
            Self::QuadraticKappa => 1.0 - apart * apart,
            _ => f64::from(one == other),
        }
    }

    /// The measure of a table of joint positions.
    pub(crate) fn of(self, joint: &Joint) -> Measured {
        let mut table = joint.clone();
        if self == Self::Coincidence {
            table.without_abstentions();
        }
        let measured = |estimate, undefined| Measured { measure: self, n: table.n, estimate, undefined };
        if table.n == 0 {
            let why =
                if self == Self::Coincidence { Undefined::NeitherForNorAgainst } else { Undefined::NoVotes };
            return measured(None, Some(why));
        }
        match estimate(self, &table) {
            Some([value, low, high]) => {
                let [value, low, high] = [value, low, high].map(rounded);
                measured(Some(Estimate { value, low, high }), None)
            }
            None => measured(None, Some(Undefined::OnePosition)),
        }
    }
}

/// A measure of two states.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
pub struct Measured {
    /// Which.
    pub measure: Measure,
    /// How many decisions it is of.
    pub n: u32,
    /// The measure with its interval; `null` where it is undefined.
    pub estimate: Option<Estimate>,
    /// Why it is undefined.
    pub undefined: Option<Undefined>,
}

/// A number with its interval, to four decimal places.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
pub struct Estimate {
    /// The number.
    pub value: f64,
    /// The lower end of the 95 % interval.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

/// Why a measure is undefined, which is not 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Undefined {
    /// There is no decision on which both voted.
    NoVotes,
    /// There is none on which both were in favour or against.
    NeitherForNorAgainst,
    /// Both took one and the same position throughout: chance alone would give full agreement.
    OnePosition,
}

impl Undefined {
    /// In words.
    pub const fn phrase(self) -> &'static str {
        match self {
            Self::NoVotes => "no vote on which both voted",
            Self::NeitherForNorAgainst => "no vote on which both were in favour or against",
            Self::OnePosition => "one position throughout",
        }
    }
}

/// How often two states took which two positions.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Joint {
    /// In favour, abstaining, against: of the one in rows, of the other in columns; each vote with its weight.
    pub(crate) cells: [[f64; 3]; 3],
    /// How many decisions, each once.
    pub(crate) n: u32,
    /// How many of them both took the same position on.
    pub(crate) same: u32,
    /// How many the one was in favour of and the other against.
    pub(crate) opposite: u32,
    /// How many at least one of the two abstained on.
    abstained: u32,
    /// The sum of the squared weights.
    squares: f64,
    /// The same of those that at least one of the two abstained on.
    squares_abstained: f64,
}

impl Joint {
    /// Adds so many decisions of one weight.
    pub(crate) fn add(&mut self, counts: &[[u32; 3]; 3], weight: f64) {
        for (one, row) in counts.iter().enumerate() {
            for (other, &count) in row.iter().enumerate() {
                self.cells[one][other] += f64::from(count) * weight;
                self.n += count;
                self.same += if one == other { count } else { 0 };
                self.opposite += if one.abs_diff(other) == 2 { count } else { 0 };
                self.squares += f64::from(count) * weight * weight;
                if one == 1 || other == 1 {
                    self.abstained += count;
                    self.squares_abstained += f64::from(count) * weight * weight;
                }
            }
        }
    }

    fn without_abstentions(&mut self) {
        for place in 0..3 {
            self.cells[1][place] = 0.0;
            self.cells[place][1] = 0.0;
        }
        self.n -= self.abstained;
        self.squares -= self.squares_abstained;
        (self.abstained, self.squares_abstained) = (0, 0.0);
    }

    fn sum(&self) -> f64 {
        self.cells.iter().flatten().sum()
    }

    /// How many equal votes tell as much: (Σw)² / Σw² (Kish 1965). Without weights it is n.
    fn effective(&self) -> f64 {
        let sum = self.sum();
        sum * sum / self.squares
    }
}

/// The normal quantile of an interval of 95 %.
const Z: f64 = 1.959_963_984_540_054;

/// Wilson's score interval of a share (Wilson 1927). It stays within 0 and 1 and has a width also at both ends. For a
/// mean of numbers between 0 and 1 it is wide enough: no such mean has a larger variance than a share.
pub(crate) fn wilson(share: f64, n: f64) -> [f64; 2] {
    let z2 = Z * Z / n;
    let middle = (share + z2 / 2.0) / (1.0 + z2);
    let half = Z / (1.0 + z2) * libm::sqrt(share * (1.0 - share) / n + z2 / (4.0 * n));
    // Neither end may pass the share itself by a rounding.
    [(middle - half).clamp(0.0, share), (middle + half).clamp(share, 1.0)]
}

/// The value and the two ends of its interval; `None` where agreement by chance alone would be full.
fn estimate(measure: Measure, joint: &Joint) -> Option<[f64; 3]> {
    let sum = joint.sum();
    let n = joint.effective();
    let each = |value: &dyn Fn(usize, usize, f64) -> f64| -> f64 {
        let mut total = 0.0;
        for one in 0..3 {
            for other in 0..3 {
                total += value(one, other, joint.cells[one][other] / sum);
            }
        }
        total
    };
    let observed = each(&|one, other, share| share * measure.weight(one, other)).min(1.0);
    match measure.form() {
        Form::Mean { low, span } => {
            let [from, to] = wilson(observed, n);
            Some([observed, from, to].map(|share| low + span * share))
        }
        Form::Corrected { pooled } => {
            let mut margins = [[0.0; 3]; 2];
            for one in 0..3 {
                for other in 0..3 {
                    margins[0][one] += joint.cells[one][other] / sum;
                    margins[1][other] += joint.cells[one][other] / sum;
                }
            }
            if pooled {
                let mean = [0, 1, 2].map(|place| f64::midpoint(margins[0][place], margins[1][place]));
                margins = [mean, mean];
            }
            // How fast the chance agreement grows with the share of each row and column.
            let slope = |margin: [f64; 3], place: usize| -> f64 {
                (0..3).map(|other| margin[other] * measure.weight(place, other)).sum()
            };
            let by_row = [0, 1, 2].map(|place| slope(margins[1], place));
            let by_column = [0, 1, 2].map(|place| slope(margins[0], place));
            let chance: f64 = (0..3).map(|place| margins[0][place] * by_row[place]).sum();
            let room = 1.0 - chance;
            if room < 1e-12 {
                return None;
            }
            let value = (observed - chance) / room;
            // The delta method (Fleiss, Cohen and Everitt 1969, for any weights; for pi the same with pooled margins):
            // the variance of [w − (1 − value) (slope of row + slope of column)] / (1 − chance) over the votes.
            let pull = |one: usize, other: usize| {
                (measure.weight(one, other) - (1.0 - value) * (by_row[one] + by_column[other])) / room
            };
            let mean = each(&|one, other, share| share * pull(one, other));
            let variance = each(&|one, other, share| {
                let off = pull(one, other) - mean;
                share * off * off
            });
            let half = Z * libm::sqrt(variance / n);
            let [low, high] = if half > 1e-9 {
                [value - half, value + half]
            } else {
                wilson(observed, n).map(|share| (share - chance) / room)
            };
            Some([value, low.clamp(-1.0, value), high.clamp(value, 1.0)])
        }
    }
}

/// To four decimal places.
pub(crate) fn rounded(value: f64) -> f64 {
    crate::words::rounded(value, 4)
}
