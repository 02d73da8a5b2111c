//! Blocs of states: who votes alike over many decisions, by three methods, with how firm the blocs are, how they compare
//! with chance and with groups that are known.

mod tables;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;
use travaux_ideal::Flow;
use travaux_ideal::blocs::{
    self as found, Answer as Said, Answers, BlocError, PlacesFrom, Settings, Similarity, adjusted_rand,
    variation_of_information,
};
use travaux_record::{Answer, Caveat, Method, Position};
use travaux_un::group::Group;
use travaux_un::set::StateSet;
use travaux_un::state::StateId;

use crate::ideal::POSITIVE;
use crate::provenance::note_memberships;
use crate::selection::{Chosen, PositionsAs, Selected, Selection, Weighting};
use crate::words::{by_name, counted, name_key};
use crate::{Context, VotesError};

/// How blocs are found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum BlocMethod {
    /// The partition of the network of agreement with the greatest modularity.
    #[default]
    Network,
    /// A mixture of normal distributions over places: ideal points, or classical multidimensional scaling.
    Mixture,
    /// Latent classes of ordered answers.
    LatentClasses,
}

impl BlocMethod {
    /// The name in answers.
    pub const fn name(self, places: BlocPlaces) -> &'static str {
        match (self, places) {
            (Self::Network, _) => "modularity of the network of agreement",
            (Self::Mixture, BlocPlaces::Scaling) => "normal mixture over scaled agreement",
            (Self::Mixture, BlocPlaces::IdealPoints { .. }) => "normal mixture over ideal points",
            (Self::LatentClasses, _) => "latent classes",
        }
    }

    /// The rule by which the number of blocs is chosen.
    pub const fn rule(self) -> &'static str {
        match self {
            Self::Network => "greatest modularity",
            Self::Mixture | Self::LatentClasses => "least BIC",
        }
    }
}

/// Where the places are from that a mixture is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case", tag = "from")]
pub enum BlocPlaces {
    /// Classical multidimensional scaling of agreement, in two dimensions.
    #[default]
    Scaling,
    /// Ideal points of the same decisions.
    IdealPoints {
        /// 1, 2 or 3.
        dimensions: u8,
    },
}

/// What is asked.
#[derive(Debug, Clone, PartialEq)]
pub struct BlocsQuery {
    /// Over which decisions.
    pub selection: Selection,
    /// How.
    pub method: BlocMethod,
    /// As cast, or as later corrected.
    pub positions: PositionsAs,
    /// Only among these states; all with votes without it.
    pub among: Option<StateSet>,
    /// States with fewer votes on decisions that divide are left out; without it, those with votes on less than a quarter
    /// of them, or on fewer than ten.
    pub least_votes: Option<u32>,
    /// Where the number of blocs is chosen by BIC: no more than this.
    pub most_blocs: u16,
    /// How often decisions are drawn anew, and positions shuffled.
    pub replicates: u16,
    /// The seed of everything random.
    pub seed: u64,
    /// For a mixture: where the places of states are from.
    pub places: BlocPlaces,
}

impl Default for BlocsQuery {
    fn default() -> Self {
        Self {
            selection: Selection::default(),
            method: BlocMethod::Network,
            positions: PositionsAs::Cast,
            among: None,
            least_votes: None,
            most_blocs: 8,
            replicates: 100,
            seed: 1,
            places: BlocPlaces::Scaling,
        }
    }
}

/// Blocs of states.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Blocs {
    /// Over which decisions.
    pub selection: Selected,
    /// How they were found.
    pub method: BlocMethod,
    /// Where the places of states are from: those of the mixture, or those for drawing.
    pub places: BlocPlaces,
    /// Which positions are counted.
    pub positions: PositionsAs,
    /// The seed.
    pub seed: u64,
    /// On how many of the decisions the states differ: only these tell blocs.
    pub dividing: u32,
    /// States with fewer votes on these are in no bloc.
    pub least_votes: u32,
    /// The modularity: of all agreement, how much more lies within blocs than the agenda alone brings about.
    pub modularity: f64,
    /// The same where positions are shuffled.
    pub chance: Option<Chance>,
    /// How like the partitions of decisions drawn anew are.
    pub stability: Option<Stability>,
    /// The Bayesian information criterion of each number of blocs that was tried; the least is chosen.
    pub choice: Vec<Choice>,
    /// The blocs, the largest first.
    pub blocs: Vec<Bloc>,
    /// The states that are in a bloc: bloc by bloc, by name.
    pub states: Vec<StateInBloc>,
    /// The states with votes that are in none.
    pub left_out: Vec<LeftOut>,
    /// Known groups beside the blocs, on the last day of the decisions.
    pub groups: Vec<GroupBeside>,
    /// How like the partition into these groups and the partition into blocs are.
    pub distance: Option<Distance>,
    /// The same states bloc by bloc, within a bloc in an order in which those that are alike stand side by side.
    pub by_similarity: Vec<StateId>,
    /// Mean agreement of each pair, an abstention as half, in the order of `states`; for figures.
    #[serde(skip)]
    #[schemars(skip)]
    pub agreement: Similarity,
}

/// The modularity that chance brings about.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
pub struct Chance {
    /// How often something was shuffled.
    pub replicates: u32,
    /// Whether it was the positions on each decision, and blocs looked for again; else it was who is in which bloc.
    pub positions_shuffled: bool,
    /// The mean modularity.
    pub mean: f64,
    /// From where 95 % of them go.
    pub low: f64,
    /// To where.
    pub high: f64,
    /// The share of shuffles with at least the modularity found, itself counted as one.
    pub p: f64,
}

/// How firm a partition is.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
pub struct Stability {
    /// How often decisions were drawn anew.
    pub replicates: u32,
    /// The mean adjusted Rand index with the partition found.
    pub adjusted_rand: f64,
    /// From where 95 % of them go.
    pub low: f64,
    /// To where.
    pub high: f64,
    /// How often the number of blocs was the same; `null` where it is given there.
    pub same_number: Option<u32>,
    /// What the mean means.
    pub verdict: Verdict,
}

/// How firm something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// At least 0.75.
    Stable,
    /// At least 0.6.
    Doubtful,
    /// Less.
    Unstable,
}

impl Verdict {
    /// The word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Stable => "stable",
            Self::Doubtful => "doubtful",
            Self::Unstable => "unstable",
        }
    }
}

/// What a number of blocs came to.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
pub struct Choice {
    /// How many.
    pub blocs: u16,
    /// The Bayesian information criterion, to one decimal place.
    pub bic: f64,
}

/// A bloc.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Bloc {
    /// Its number, from 1: the largest first.
    pub bloc: u16,
    /// How many states.
    pub n: u16,
    /// Which.
    pub states: StateSet,
    /// Mean agreement of its pairs, an abstention as half; `null` for a bloc of one.
    pub within: Option<f64>,
    /// Mean agreement of its states with those of other blocs; `null` where there is no other.
    pub across: Option<f64>,
    /// The mean over the draws of the greatest Jaccard coefficient with any bloc there.
    pub jaccard: Option<f64>,
    /// What that means.
    pub verdict: Option<Verdict>,
}

/// A state in a bloc.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct StateInBloc {
    /// The state.
    pub state: StateId,
    /// Its bloc.
    pub bloc: u16,
    /// Decisions that divide and on which it voted.
    pub votes: u32,
    /// How often, on the mean, it is together with the others of its bloc when decisions are drawn anew.
    pub with_own: Option<f64>,
    /// The other bloc that it is most often together with.
    pub next: Option<u16>,
    /// How often.
    pub with_next: Option<f64>,
    /// What `with_own` means.
    pub verdict: Option<Verdict>,
    /// Its place on the axes of `places`.
    pub place: Vec<f64>,
}

/// A state that is in no bloc.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LeftOut {
    /// The state.
    pub state: StateId,
    /// Decisions that divide and on which it voted.
    pub votes: u32,
}

/// A known group beside the blocs.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct GroupBeside {
    /// Its code.
    pub group: String,
    /// Its name.
    pub name: String,
    /// Its members that are in a bloc.
    pub members: u16,
    /// How many of them are in each bloc, in the order of the blocs.
    pub in_blocs: Vec<u16>,
    /// The bloc that is most like it.
    pub nearest: Option<u16>,
    /// The Jaccard coefficient of the two: states in both, of those in either.
    pub jaccard: Option<f64>,
}

/// How like the partition into known groups and that into blocs are.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
pub struct Distance {
    /// States in exactly one of the groups: those that are compared.
    pub n: u16,
    /// The adjusted Rand index: 1 the same partition, 0 as by chance; `null` where it is undefined.
    pub adjusted_rand: Option<f64>,
    /// The variation of information, in bits: 0 the same partition.
    pub variation_of_information: f64,
    /// The largest that it could be for so many states.
    pub at_most: f64,
}

const METHOD: Method = Method {
    name: "blocs",
    summary: "Of each decision on which states differ, in favour, abstaining and against are ordered answers; not \
              voting is no answer. Agreement by chance is that of two states drawn from those that voted on the \
              decision, so what all support makes no bloc. Modularity is the agreement within blocs beyond chance, of \
              all agreement (Newman and Girvan 2004). The network's blocs are those of the greatest modularity \
              (Louvain); those of the mixture and of latent classes are as many as have the least BIC. Decisions are \
              drawn anew with replacement to see what comes back (adjusted Rand index; Jaccard coefficient of each \
              bloc: from 0.75 stable, from 0.6 doubtful, below unstable, after Hennig 2007), and positions are shuffled \
              among those that voted on each decision to see what the agenda alone brings about. A bloc is a finding \
              about votes, and no alliance.",
};

/// The blocs of states over some decisions, beside known groups (codes or names; with none, the five regional groups).
pub fn blocs(context: Context<'_>, query: &BlocsQuery, groups: &[&str]) -> Result<Answer<Blocs>, VotesError> {
    blocs_observed(context, query, groups, &|_, _| Flow::Continue)
}

/// The same; `observe` hears how many of how many draws and shuffles are done, and may stop them.
pub fn blocs_observed(
    context: Context<'_>,
    query: &BlocsQuery,
    groups: &[&str],
    observe: &(dyn Fn(usize, usize) -> Flow + Sync),
) -> Result<Answer<Blocs>, VotesError> {
    let groups = context.groups_or_regional(groups)?;
    let chosen = query.selection.choose(context.record, Weighting::Decisions)?;
    let table = Table::new(&chosen, query);
    let least_votes = query.least_votes.unwrap_or_else(|| (table.dividing / 4).max(LEAST_VOTES));
    let settings = Settings {
        method: match query.method {
            BlocMethod::Network => found::Method::Network,
            BlocMethod::Mixture => found::Method::Mixture,
            BlocMethod::LatentClasses => found::Method::LatentClasses,
        },
        seed: query.seed,
        most_blocs: usize::from(query.most_blocs),
        replicates: usize::from(query.replicates),
        least_answers: least_votes as usize,
        places: match query.places {
            BlocPlaces::Scaling => PlacesFrom::Scaling,
            BlocPlaces::IdealPoints { dimensions } => PlacesFrom::IdealPoints {
                dimensions: usize::from(dimensions),
                positive: table.states.iter().position(|state| state.code() == POSITIVE),
            },
        },
        ..Settings::default()
    };
    let result = found::find_observed(&table.answers, &settings, observe)?;
    let mut value = assembled(&chosen, query, &table, &result, least_votes);
    let day = chosen.selected.last;
    if let Some(day) = day {
        beside(&mut value, &groups, day);
    }
    let in_blocs: StateSet = value.states.iter().map(|state| state.state).collect();
    let mut answer = Answer::new(value, METHOD);
    note(&mut answer);
    if result.stopped {
        let detail = "stopped before all draws and shuffles were done: those that were are told".to_owned();
        answer.caveat(Caveat::Note { detail });
    }
    if let Some(day) = day {
        let members = |group: &&Group| group.members_on(day).states & in_blocs;
        note_memberships(
            &mut answer,
            context.groups,
            groups.iter().map(|group| (*group, day, members(group))).collect::<Vec<_>>(),
        );
    }
    chosen.note(&mut answer, context.record, query.positions);
    Ok(answer)
}

/// With fewer votes a state is not placed.
const LEAST_VOTES: u32 = 10;

impl From<BlocError> for VotesError {
    fn from(error: BlocError) -> Self {
        let are = |n: usize| if n == 1 { "there is 1".to_owned() } else { format!("there are {n}") };
        Self::NoBlocs(match error {
            BlocError::TooFewItems { left, needs } => {
                format!("blocs need at least {needs} decisions on which states differ, and {}", are(left))
            }
            BlocError::TooFewVoters { left, needs } => {
                format!("blocs need at least {needs} states with enough votes, and {}", are(left))
            }
            other => other.to_string(),
        })
    }
}

/// The decisions as a table of answers.
struct Table {
    states: Vec<StateId>,
    answers: Answers,
    dividing: u32,
}

impl Table {
    fn new(chosen: &Chosen<'_>, query: &BlocsQuery) -> Self {
        let rows: Vec<Vec<(StateId, Position)>> = chosen
            .votes
            .iter()
            .map(|decision| {
                let mut row = Chosen::positions(*decision, query.positions);
                row.retain(|(state, _)| query.among.is_none_or(|among| among.contains(*state)));
                row
            })
            .collect();
        let named: StateSet = rows.iter().flatten().map(|(state, _)| *state).collect();
        let states = by_name(named);
        let mut place = vec![0; states.iter().map(|state| state.index() + 1).max().unwrap_or(0)];
        for (at, state) in states.iter().enumerate() {
            place[state.index()] = at;
        }
        let mut answers = Answers::new(states.len(), rows.len());
        let mut dividing = 0;
        for (item, row) in rows.iter().enumerate() {
            let mut seen = [false; 3];
            for (state, position) in row {
                let (which, answer) = match position {
                    Position::InFavour => (0, Said::Yes),
                    Position::Abstaining => (1, Said::Abstain),
                    Position::Against => (2, Said::No),
                    Position::NotVoting | Position::Unreadable => continue,
                };
                seen[which] = true;
                answers.set(place[state.index()], item, answer);
            }
            dividing += u32::from(seen.iter().filter(|seen| **seen).count() > 1);
        }
        Self { states, answers, dividing }
    }
}

const fn verdict(verdict: found::Verdict) -> Verdict {
    match verdict {
        found::Verdict::Stable => Verdict::Stable,
        found::Verdict::Doubtful => Verdict::Doubtful,
        found::Verdict::Unstable => Verdict::Unstable,
    }
}

fn rounded(value: f64) -> f64 {
    crate::words::rounded(value, 3)
}

fn number(bloc: usize) -> u16 {
    bloc as u16 + 1
}

fn assembled(
    chosen: &Chosen<'_>,
    query: &BlocsQuery,
    table: &Table,
    result: &found::Blocs,
    least_votes: u32,
) -> Blocs {
    let mut order: Vec<usize> = (0..result.voters.len()).collect();
    order.sort_by_cached_key(|place| {
        let voter = &result.voters[*place];
        (voter.bloc, name_key(table.states[voter.voter]))
    });
    let mut agreement = Similarity::new(order.len());
    for (row, &one) in order.iter().enumerate() {
        for (column, &other) in order.iter().enumerate().skip(row + 1) {
            if let Some(mean) = result.excess.agreement(one, other) {
                agreement.set(row, column, mean);
            }
        }
    }
    let state = |&place: &usize| {
        let voter = &result.voters[place];
        StateInBloc {
            state: table.states[voter.voter],
            bloc: number(voter.bloc),
            votes: voter.answers as u32,
            with_own: voter.with_own.map(rounded),
            next: voter.with_next.map(|(bloc, _)| number(bloc)),
            with_next: voter.with_next.map(|(_, often)| rounded(often)),
            verdict: voter.with_own.map(|own| verdict(found::Verdict::of(own))),
            place: result
                .places
                .of
                .get(place)
                .map(|at| at.iter().map(|x| rounded(*x)).collect())
                .unwrap_or_default(),
        }
    };
    let states: Vec<StateInBloc> = order.iter().map(state).collect();
    let bloc = |(place, bloc): (usize, &found::Bloc)| Bloc {
        bloc: number(place),
        n: bloc.voters as u16,
        states: states.iter().filter(|state| state.bloc == number(place)).map(|state| state.state).collect(),
        within: bloc.within.map(rounded),
        across: bloc.across.map(rounded),
        jaccard: bloc.firmness.map(|firmness| rounded(firmness.jaccard)),
        verdict: bloc.firmness.map(|firmness| verdict(firmness.verdict)),
    };
    let in_order = by_similarity(&states, &agreement);
    let left_out = result
        .left_out
        .iter()
        .map(|left| LeftOut { state: table.states[left.voter], votes: left.answers as u32 })
        .collect();
    Blocs {
        selection: chosen.selected.clone(),
        method: query.method,
        places: if query.method == BlocMethod::Mixture { query.places } else { BlocPlaces::Scaling },
        positions: query.positions,
        seed: query.seed,
        dividing: result.items as u32,
        least_votes,
        modularity: rounded(result.modularity),
        chance: result.chance.map(|chance| Chance {
            replicates: chance.replicates as u32,
            positions_shuffled: chance.answers_shuffled,
            mean: rounded(chance.mean),
            low: rounded(chance.low),
            high: rounded(chance.high),
            p: rounded(chance.p),
        }),
        stability: result.stability.map(|stability| Stability {
            replicates: stability.replicates as u32,
            adjusted_rand: rounded(stability.mean),
            low: rounded(stability.low),
            high: rounded(stability.high),
            same_number: stability.same_number.map(|n| n as u32),
            verdict: verdict(stability.verdict),
        }),
        choice: result
            .choice
            .iter()
            .map(|choice| Choice { blocs: choice.blocs as u16, bic: (choice.bic * 10.0).round() / 10.0 })
            .collect(),
        blocs: result.blocs.iter().enumerate().map(bloc).collect(),
        states,
        by_similarity: in_order,
        left_out,
        groups: Vec::new(),
        distance: None,
        agreement,
    }
}

/// Bloc by bloc, and within each those that are alike side by side.
fn by_similarity(states: &[StateInBloc], agreement: &Similarity) -> Vec<StateId> {
    let mut order = Vec::with_capacity(states.len());
    for bloc in states.chunk_by(|one, other| one.bloc == other.bloc) {
        let from = order.len();
        let mut within = Similarity::new(bloc.len());
        for one in 0..bloc.len() {
            for other in one + 1..bloc.len() {
                if let Some(mean) = agreement.get(from + one, from + other) {
                    within.set(one, other, mean);
                }
            }
        }
        order.extend(found::by_similarity(&within).into_iter().map(|place| bloc[place].state));
    }
    order
}

/// Sets known groups beside the blocs.
fn beside(value: &mut Blocs, groups: &[&Group], day: Date) {
    let in_blocs: StateSet = value.states.iter().map(|state| state.state).collect();
    let members: Vec<StateSet> = groups.iter().map(|group| group.members_on(day).states & in_blocs).collect();
    value.groups = groups
        .iter()
        .zip(&members)
        .map(|(group, members)| {
            let jaccard = |bloc: &Bloc| {
                let (both, either) = ((bloc.states & *members).len(), (bloc.states | *members).len());
                if either == 0 { 0.0 } else { both as f64 / either as f64 }
            };
            let nearest = value.blocs.iter().fold(None, |best: Option<(u16, f64)>, bloc| {
                let like = jaccard(bloc);
                if like > best.map_or(0.0, |(_, like)| like) { Some((bloc.bloc, like)) } else { best }
            });
            GroupBeside {
                group: group.code().to_owned(),
                name: group.name().to_owned(),
                members: members.len() as u16,
                in_blocs: value.blocs.iter().map(|bloc| (bloc.states & *members).len() as u16).collect(),
                nearest: nearest.map(|(bloc, _)| bloc),
                jaccard: nearest.map(|(_, like)| rounded(like)),
            }
        })
        .collect();
    let (mut of_groups, mut of_blocs) = (Vec::new(), Vec::new());
    for state in &value.states {
        let mut in_groups = members.iter().enumerate().filter(|(_, members)| members.contains(state.state));
        if let (Some((group, _)), None) = (in_groups.next(), in_groups.next()) {
            of_groups.push(group);
            of_blocs.push(usize::from(state.bloc));
        }
    }
    if groups.len() > 1 && of_groups.len() > 1 {
        value.distance = Some(Distance {
            n: of_groups.len() as u16,
            adjusted_rand: adjusted_rand(&of_groups, &of_blocs).map(rounded),
            variation_of_information: rounded(variation_of_information(&of_groups, &of_blocs)),
            at_most: rounded(libm::log2(of_groups.len() as f64)),
        });
    }
}

fn note(answer: &mut Answer<Blocs>) {
    let value = &answer.value;
    let mut notes = Vec::new();
    if value.blocs.len() == 1 {
        notes.push("one bloc holds all states: the method finds no division".to_owned());
    }
    if let Some(stability) = value.stability.filter(|stability| stability.verdict != Verdict::Stable) {
        let word = stability.verdict.word();
        notes.push(format!(
            "the partition is {word}: with decisions drawn anew its adjusted Rand index is {:.2} on the mean; other \
             votes of the same time might give other blocs",
            stability.adjusted_rand
        ));
    }
    let shaken = value.blocs.iter().filter(|bloc| bloc.verdict == Some(Verdict::Unstable)).count();
    if shaken > 0 {
        notes.push(format!(
            "{} {} unstable: mostly gone with decisions drawn anew",
            counted(shaken as u64, "bloc"),
            if shaken == 1 { "is" } else { "are" }
        ));
    }
    if let Some(chance) = value.chance.filter(|chance| chance.p > 0.05) {
        let (p, replicates) = (chance.p, counted(chance.replicates, "shuffle"));
        notes.push(if value.modularity > chance.high {
            format!("{replicates} are too few to tell chance apart: p is not below {p:.2}")
        } else {
            format!("the blocs are no more than chance brings about: p = {p:.2}, of {replicates}")
        });
    }
    if value.method == BlocMethod::Mixture && value.places == BlocPlaces::Scaling {
        notes.push(
            "the places are those of classical multidimensional scaling of agreement, and not ideal points"
                .to_owned(),
        );
    }
    if !value.left_out.is_empty() {
        let n = value.left_out.len() as u64;
        notes.push(format!(
            "{} with fewer than {} votes on decisions that divide {} in no bloc",
            counted(n, "state"),
            value.least_votes,
            if n == 1 { "is" } else { "are" }
        ));
    }
    for detail in notes {
        answer.caveat(Caveat::Note { detail });
    }
}
