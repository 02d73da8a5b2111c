//! How far states voted alike over many decisions, pair by pair: measures under their own names, each with n and an
//! interval.

pub mod measure;
mod planes;
mod tables;

use schemars::JsonSchema;
use serde::Serialize;
use travaux_ideal::blocs::{Similarity, by_similarity};
use travaux_record::{Answer, Caveat, Method};
use travaux_un::set::StateSet;
use travaux_un::state::StateId;

pub use self::measure::{Estimate, Measure, Measured, Undefined};
pub(crate) use self::planes::Planes;
use crate::selection::{PositionsAs, Selected, Selection, Weighting};
use crate::words::{by_name, counted, name_key, names};
use crate::{Context, VotesError};

/// What is asked of the pairs.
#[derive(Debug, Clone, PartialEq)]
pub struct AgreementQuery {
    /// Over which decisions.
    pub selection: Selection,
    /// By which measures; the first one orders the pairs. With none, weighted kappa and raw agreement.
    pub measures: Vec<Measure>,
    /// As cast, or as later corrected.
    pub positions: PositionsAs,
    /// How much a decision counts beside others under its title.
    pub weighting: Weighting,
    /// Pairs with fewer votes in common are in no list of the closest and farthest.
    pub least_votes: u32,
}

impl Default for AgreementQuery {
    fn default() -> Self {
        Self {
            selection: Selection::default(),
            measures: vec![Measure::WeightedKappa, Measure::RawAgreement],
            positions: PositionsAs::Cast,
            weighting: Weighting::Decisions,
            least_votes: LEAST_VOTES,
        }
    }
}

/// Which pairs are asked about.
#[derive(Debug, Clone, PartialEq)]
pub enum Between {
    /// Every pair of these states, in this order.
    These(Vec<StateId>),
    /// One state with each other.
    One(StateId),
    /// One state with each of these.
    OneAnd(StateId, StateSet),
    /// Every pair of all states that had a position.
    All,
}

/// With fewer votes in common, intervals of most measures are wider than what there is to tell apart.
pub const LEAST_VOTES: u32 = 30;

/// How far states voted alike.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Agreement {
    /// Over which decisions.
    pub selection: Selected,
    /// The measures, the one that orders the pairs first.
    pub measures: Vec<Measure>,
    /// Which positions are counted.
    pub positions: PositionsAs,
    /// How much a decision counts.
    pub weighting: Weighting,
    /// The state whose agreement with others was asked for; `null` where it was all pairs of several.
    pub of: Option<StateId>,
    /// The states, as asked for or by name.
    pub states: Vec<StateId>,
    /// The same states in an order in which those that are alike by the first measure stand side by side; empty where it
    /// is one state with others.
    pub by_similarity: Vec<StateId>,
    /// Pairs with fewer votes in common are in no list of the closest and farthest.
    pub least_votes: u32,
    /// The pairs: of one state with others from the most alike to the least, else in the order of the states.
    pub pairs: Vec<Pair>,
}

/// Two states and how far they voted alike.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Pair {
    /// The one.
    pub first: StateId,
    /// The other.
    pub second: StateId,
    /// Decisions on which both voted.
    pub votes: u32,
    /// Of these, the same position on both sides: in favour, abstaining or against.
    pub same: u32,
    /// One of the two abstained, and the other did not.
    pub one_abstained: u32,
    /// One in favour, the other against.
    pub opposite: u32,
    /// The measures, in the order of [`Agreement::measures`].
    pub measures: Vec<Measured>,
}

const METHOD: Method = Method {
    name: "agreement",
    summary: "Of each pair, the decisions on which both states voted: in favour, abstaining or against; not voting \
              and not being a member are no positions and are in no measure. n is the number of those decisions. \
              Formula, interval and reference of each measure stand in the table of measures; intervals are of 95 % \
              and take the decisions as drawn independently of each other, which repeated texts are not. A measure \
              that is undefined has no value, and not 0. Measures that are not corrected for chance are high wherever \
              nearly all vote alike, and move with the agenda.",
};

/// How far states voted alike.
pub fn agreement(
    context: Context<'_>,
    between: &Between,
    query: &AgreementQuery,
) -> Result<Answer<Agreement>, VotesError> {
    let mut measures: Vec<Measure> = Vec::new();
    let asked = if query.measures.is_empty() { &AgreementQuery::default().measures } else { &query.measures };
    for measure in asked {
        if !measures.contains(measure) {
            measures.push(*measure);
        }
    }
    let consensus = measures.iter().any(|measure| measure.with_consensus());
    let chosen = query.selection.choose(context.record, query.weighting)?;
    let planes = Planes::new(&chosen, query.positions, query.weighting, consensus);
    let (of, states) = who(between, planes.states)?;
    let pair = |one: StateId, other: StateId| Pair::of(&planes, one, other, &measures);
    let mut pairs: Vec<Pair> = Vec::new();
    let mut order = Vec::new();
    if let Some(of) = of {
        pairs.extend(states.iter().filter(|other| **other != of).map(|&other| pair(of, other)));
        sort(&mut pairs);
    } else {
        pairs.reserve(states.len() * states.len().saturating_sub(1) / 2);
        for (place, &one) in states.iter().enumerate() {
            pairs.extend(states[place + 1..].iter().map(|&other| pair(one, other)));
        }
        order = ordered(&states, &pairs);
    }
    let value = Agreement {
        selection: chosen.selected.clone(),
        measures,
        positions: query.positions,
        weighting: query.weighting,
        of,
        states,
        by_similarity: order,
        least_votes: query.least_votes,
        pairs,
    };
    let mut answer = Answer::new(value, METHOD);
    note(&mut answer, planes.states, consensus);
    chosen.note(&mut answer, context.record, query.positions);
    Ok(answer)
}

/// The state asked about, if it is one, and the states, each once.
fn who(between: &Between, with_positions: StateSet) -> Result<(Option<StateId>, Vec<StateId>), VotesError> {
    let others = |of: StateId, set: StateSet| {
        let mut alone = StateSet::EMPTY;
        alone.insert(of);
        by_name(set - alone)
    };
    let (of, states) = match between {
        Between::These(named) => {
            let mut states: Vec<StateId> = Vec::new();
            for state in named {
                if !states.contains(state) {
                    states.push(*state);
                }
            }
            if states.len() < 2 {
                return Err(VotesError::TooFewStates(
                    "a pair is of two states, and fewer were named".to_owned(),
                ));
            }
            (None, states)
        }
        Between::One(of) => (Some(*of), others(*of, with_positions)),
        Between::OneAnd(of, set) => (Some(*of), others(*of, *set)),
        Between::All => (None, by_name(with_positions)),
    };
    if states.is_empty() {
        return Err(VotesError::TooFewStates("there is no other state to compare with".to_owned()));
    }
    Ok((of, states))
}

fn note(answer: &mut Answer<Agreement>, with_positions: StateSet, consensus: bool) {
    let value = &answer.value;
    let silent: StateSet = value
        .states
        .iter()
        .chain(value.of.iter())
        .copied()
        .filter(|state| !with_positions.contains(*state))
        .collect();
    let few = value.pairs.iter().filter(|pair| pair.votes < value.least_votes).count();
    let least = value.least_votes;
    if !silent.is_empty() {
        let detail = format!("{}: no position on any decision of the selection", names(silent));
        answer.caveat(Caveat::Note { detail });
    }
    if few > 0 {
        let (pairs, have) = (counted(few as u64, "pair"), if few == 1 { "has" } else { "have" });
        let detail = format!("{pairs} {have} fewer than {least} votes in common");
        answer.caveat(Caveat::Note { detail });
    }
    if consensus {
        let detail = "measures with texts adopted without a vote are of the sessions of which the record has such texts, \
                      so their n may be smaller"
            .to_owned();
        answer.caveat(Caveat::Coverage { detail });
    }
}

/// From the most alike to the least; pairs for which the first measure is undefined last.
fn sort(pairs: &mut [Pair]) {
    pairs.sort_by_cached_key(|pair| {
        // Values have four decimal places, so that whole numbers order them.
        let value = pair.value().map(|value| (value * 10_000.0).round() as i64);
        (value.is_none(), value.map(|value| -value), name_key(pair.second))
    });
}

fn ordered(states: &[StateId], pairs: &[Pair]) -> Vec<StateId> {
    let mut table = Similarity::new(states.len());
    let mut rest = pairs.iter();
    for one in 0..states.len() {
        for other in one + 1..states.len() {
            if let Some(value) = rest.next().and_then(Pair::value) {
                table.set(one, other, value);
            }
        }
    }
    by_similarity(&table).into_iter().map(|place| states[place]).collect()
}

impl Pair {
    fn of(planes: &Planes, first: StateId, second: StateId, measures: &[Measure]) -> Self {
        let joint = planes.joint(first, second);
        let consensus = measures
            .iter()
            .any(|measure| measure.with_consensus())
            .then(|| planes.joint_with_consensus(first, second));
        let table = |measure: &Measure| match &consensus {
            Some(consensus) if measure.with_consensus() => consensus,
            _ => &joint,
        };
        Self {
            first,
            second,
            votes: joint.n,
            same: joint.same,
            one_abstained: joint.n - joint.same - joint.opposite,
            opposite: joint.opposite,
            measures: measures.iter().map(|measure| measure.of(table(measure))).collect(),
        }
    }

    /// The value of the first measure.
    pub fn value(&self) -> Option<f64> {
        Some(self.measures.first()?.estimate?.value)
    }

    /// A measure of it.
    pub fn measured(&self, measure: Measure) -> Option<&Measured> {
        self.measures.iter().find(|measured| measured.measure == measure)
    }
}

impl Agreement {
    /// The pair of two states, in either order.
    pub fn pair(&self, one: StateId, other: StateId) -> Option<&Pair> {
        self.pairs.iter().find(|pair| {
            (pair.first, pair.second) == (one, other) || (pair.first, pair.second) == (other, one)
        })
    }
}
