//! Ideal points of states from recorded votes: where each stood in each session, with intervals.
//!
//! The model and its engines are [`travaux_ideal`]'s, which knows nothing of the United Nations; here decisions become
//! items, regular sessions periods, and positions ordered answers.

mod tables;

use schemars::JsonSchema;
use serde::Serialize;
use travaux_ideal::kept::{self, Keep};
use travaux_ideal::{
    EmSettings, Fit, Flow, GibbsSettings, Model, Progress, Votes, VotesBuilder, Warning, em, gibbs,
};
use travaux_record::{Answer, Caveat, DecisionRef, Method, Position};
use travaux_un::session::Session;
use travaux_un::set::StateSet;
use travaux_un::state::StateId;

pub use self::tables::voeten_layout;
use crate::selection::{Chosen, PositionsAs, Selected, Selection, Weighting};
use crate::series::line_of;
use crate::words::{self, bare_title, counted, listed};
use crate::{Context, VotesError};

/// What is asked of the votes.
#[derive(Debug, Clone)]
pub struct IdealQuery {
    /// Over which decisions.
    pub selection: Selection,
    /// As cast, or as later corrected.
    pub positions: PositionsAs,
    /// Whether positions move from session to session.
    pub dynamic: bool,
    /// What is assumed of points and decisions before the votes.
    pub priors: Priors,
    /// 1, 2 or 3.
    pub dimensions: usize,
    /// The state whose end of the first dimension is positive.
    pub positive: StateId,
    /// Whether decisions under one title share their parameters, which ties sessions together.
    pub same_titles: bool,
    /// Draws from the posterior in place of the fast engine.
    pub gibbs: Option<GibbsSettings>,
    /// Whose points are told; all of them where it is empty.
    pub states: Vec<StateId>,
    /// Whether points of every session are told where no state is named, and not those of the last alone.
    pub every_session: bool,
}

/// What is assumed before the votes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Priors {
    /// The defaults of [`Model`].
    Own,
    /// Those of the published estimates: [`Model::published`].
    Published,
}

impl IdealQuery {
    /// One dimension of positions that move, as cast, from the fast engine; the last session of all states.
    pub fn new(selection: Selection, positive: StateId) -> Self {
        Self {
            selection,
            positions: PositionsAs::Cast,
            dynamic: true,
            priors: Priors::Own,
            dimensions: 1,
            positive,
            same_titles: true,
            gibbs: None,
            states: Vec::new(),
            every_session: false,
        }
    }
}

/// The state at the positive end unless another is named, so that signs are those of the published estimates.
pub const POSITIVE: &str = "USA";

/// Where states stood, with intervals.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct IdealPoints {
    /// Over which decisions.
    pub selection: Selected,
    /// Which positions are counted.
    pub positions: PositionsAs,
    /// `em` or `gibbs`.
    pub engine: &'static str,
    /// Whether positions move from session to session.
    pub dynamic: bool,
    /// How many dimensions there are.
    pub dimensions: u8,
    /// The state at the positive end of the first dimension.
    pub positive: StateId,
    /// Votes in favour, abstaining and against on decisions on which not all took one position.
    pub votes: u32,
    /// Decisions on which not all that voted took one position: only these tell states apart.
    pub contested: u32,
    /// The variance of the walk of a position from one session to the next, by dimension.
    pub walk_variance: Vec<f64>,
    /// The log-likelihood of the votes at the points and parameters.
    pub log_likelihood: f64,
    /// Iterations of `em`, or sweeps of `gibbs`.
    pub iterations: u32,
    /// Of `gibbs`: how far the chains agree, at the worst point.
    pub mixing: Option<Mixing>,
    /// The last session of the selection.
    pub last_session: i32,
    /// How many states have a point in the last session.
    pub states_n: u32,
    /// Points by state and session: of the states asked for, else of the last session, or of every one if asked for.
    pub points: Vec<Point>,
    /// The contested decisions with their parameters, by date.
    pub decisions: Vec<ItemLine>,
}

/// How far chains agree.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
pub struct Mixing {
    /// The largest split R-hat.
    pub r_hat: f64,
    /// The smallest effective sample size in the bulk.
    pub ess_bulk: f64,
    /// The smallest in the tails.
    pub ess_tail: f64,
}

/// Where a state stood in a session.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Point {
    /// The state.
    pub state: StateId,
    /// The regular session; `null` where positions do not move.
    pub session: Option<i32>,
    /// How many votes it cast.
    pub votes: u32,
    /// How many of these on contested decisions.
    pub contested: u32,
    /// By dimension.
    pub at: Vec<Coordinate>,
}

/// A point on one dimension.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
pub struct Coordinate {
    /// The posterior mean. All points together have mean 0 and standard deviation 1.
    pub value: f64,
    /// The posterior standard deviation.
    pub sd: f64,
    /// The lower end of the 95 % interval.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

/// A decision with its parameters.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ItemLine {
    /// The decision.
    pub decision: String,
    /// Its title.
    pub title: String,
    /// The session it counts for.
    pub session: i32,
    /// How many voted on it.
    pub votes: u32,
    /// By dimension: how sharply the vote divided states along it; positive where the positive end was in favour.
    pub discrimination: Vec<f64>,
    /// Where against passes into abstaining, and abstaining into in favour.
    pub cuts: Vec<f64>,
}

const METHOD: Method = Method {
    name: "ideal points",
    summary: "Ordinal probit item response (Bailey, Strezhnev and Voeten 2017): a state is in favour, abstains or is against as \
              β θ + ε falls between two cut points of the decision; β and the cut points are the decision's, θ the state's in \
              the session, ε standard normal. Positions walk at random from session to session with a variance that is \
              estimated, unless they were asked to stand still. Not voting is missing, and tells nothing. Decisions on which all \
              took one position are not fitted. Decisions of special sessions count for the regular session of their day. The scale \
              is free: all points told apart have mean 0 and standard deviation 1, and the sign is that of one state. Intervals \
              are of 95 %. «em» finds the nearest normal distributions by a variational approximation, and widens \
              intervals until they cover in votes drawn from the fit; «gibbs» draws from the posterior.",
};

/// Where states stood. `observe` hears how far the engine is, and may stop it.
pub fn ideal(
    context: Context<'_>,
    query: &IdealQuery,
    observe: &mut dyn FnMut(&Progress) -> Flow,
) -> Result<Answer<IdealPoints>, VotesError> {
    ideal_kept(context, query, None, observe)
}

/// The same; draws from the posterior are kept in a place while they are made, and gone on with from there.
pub fn ideal_kept(
    context: Context<'_>,
    query: &IdealQuery,
    place: Option<&mut dyn Keep>,
    observe: &mut dyn FnMut(&Progress) -> Flow,
) -> Result<Answer<IdealPoints>, VotesError> {
    let record = context.record;
    let chosen = query.selection.choose(record, Weighting::Decisions)?;
    let (votes, items) = votes(&chosen, query)?;
    let model = Model::of(query.dynamic, query.priors == Priors::Published)
        .dimensions(query.dimensions)
        .anchor(0, query.positive.code());
    let (fit, mixing) = match &query.gibbs {
        None => (em::fit(&votes, &model, &EmSettings::default(), observe)?, None),
        Some(settings) => {
            let sample = match place {
                Some(place) => kept::fit(&votes, &model, settings, place, observe)?,
                None => gibbs::fit(&votes, &model, settings, observe)?,
            };
            let worst = sample.mixing.iter().copied().reduce(travaux_ideal::diagnostics::Mixing::worse);
            let mixing = worst.map(|worst| Mixing {
                r_hat: rounded(worst.r_hat),
                ess_bulk: worst.ess_bulk.round(),
                ess_tail: worst.ess_tail.round(),
            });
            (sample.fit, mixing)
        }
    };
    let value = gathered(query, &chosen, &votes, &items, &fit, mixing);
    let mut answer = Answer::new(value, METHOD);
    let name = |code: &str| words::name_of(code).to_owned();
    if query.priors == Priors::Published {
        let detail = "the priors are those of Bailey, Strezhnev and Voeten's program: the walk from session to session has a \
                      given variance, and points move more than with one that is estimated"
            .to_owned();
        answer.caveat(Caveat::Note { detail });
    }
    for warning in &fit.warnings {
        answer.caveat(Caveat::Note { detail: in_words(warning, name) });
    }
    chosen.note(&mut answer, record, query.positions);
    Ok(answer)
}

/// The decisions as items, in the order of the builder's numbers.
type Items<'a> = Vec<(DecisionRef<'a>, i32)>;

/// The votes as the models take them: answers low to high, voters by code.
fn votes<'a>(chosen: &Chosen<'a>, query: &IdealQuery) -> Result<(Votes, Items<'a>), VotesError> {
    const ANSWERS: [(Position, u8); 3] =
        [(Position::Against, 0), (Position::Abstaining, 1), (Position::InFavour, 2)];
    let mut builder = VotesBuilder::new(&["against", "abstaining", "in favour"])?;
    let mut items: Items<'a> = Vec::new();
    for &decision in &chosen.votes {
        let Some(period) = period(decision) else { continue };
        let item = builder.item(decision.id(), period)?;
        let line = line_of(decision.title());
        if query.same_titles && !line.is_empty() {
            builder.bridge(item, &line)?;
        }
        items.push((decision, period));
        let positions = Chosen::positions(decision, query.positions);
        for (position, answer) in ANSWERS {
            for (state, _) in positions.iter().filter(|(_, taken)| *taken == position) {
                let voter = builder.voter(state.code())?;
                builder.vote_number(item, voter, answer)?;
            }
        }
    }
    Ok((builder.build()?, items))
}

/// The regular session that a decision counts for: its own, or that in course on the day of a special session. Where none
/// was, or two can have been, it is the one that opened last in a September before that day or in its month.
fn period(decision: DecisionRef<'_>) -> Option<i32> {
    if let Some(Session::Regular(session)) = decision.session() {
        return Some(i32::from(session));
    }
    let day = decision.date()?;
    if let Some(session) = Session::on(day) {
        return Some(i32::from(session.number()));
    }
    let since = i32::from(day.year()) - 1945;
    Some(if day.month() >= 9 { since } else { since - 1 })
}

fn gathered(
    query: &IdealQuery,
    chosen: &Chosen<'_>,
    votes: &Votes,
    items: &Items<'_>,
    fit: &Fit,
    mixing: Option<Mixing>,
) -> IdealPoints {
    let last_session = votes.periods().iter().copied().max().unwrap_or_default();
    let wanted: StateSet = query.states.iter().copied().collect();
    let mut points: Vec<Point> = Vec::new();
    let mut in_last = 0;
    for position in &fit.positions {
        let session = votes.periods()[position.period as usize];
        in_last += u32::from(session == last_session);
        let Some(state) = StateId::from_code(&votes.voters()[position.voter as usize]) else { continue };
        // A point that stands still is of all sessions.
        let any_session = !query.dynamic || query.every_session || session == last_session;
        if !(if wanted.is_empty() { any_session } else { wanted.contains(state) }) {
            continue;
        }
        let at = (0..query.dimensions)
            .map(|dimension| Coordinate {
                value: rounded(position.mean[dimension]),
                sd: rounded(position.sd[dimension]),
                low: rounded(position.low[dimension]),
                high: rounded(position.high[dimension]),
            })
            .collect();
        let (votes, contested) = (position.votes, position.contested);
        let known = if query.dynamic { None } else { points.iter_mut().find(|point| point.state == state) };
        if let Some(known) = known {
            known.votes += votes;
            known.contested += contested;
        } else {
            points.push(Point { state, session: query.dynamic.then_some(session), votes, contested, at });
        }
    }
    let states_n = if query.dynamic { in_last } else { votes.voters().len() as u32 };
    let mut decisions: Vec<ItemLine> = Vec::new();
    for (item, (decision, session)) in items.iter().enumerate() {
        let Some(found) = fit.item(votes.text(item as u32)) else { continue };
        decisions.push(ItemLine {
            decision: decision.id().to_owned(),
            title: bare_title(decision.title()).to_owned(),
            session: *session,
            votes: votes.item_votes(item as u32) as u32,
            discrimination: found.discrimination.iter().copied().map(rounded).collect(),
            cuts: found.cuts.iter().copied().map(rounded).collect(),
        });
    }
    IdealPoints {
        selection: chosen.selected.clone(),
        positions: query.positions,
        engine: fit.engine.name(),
        dynamic: query.dynamic,
        dimensions: query.dimensions as u8,
        positive: query.positive,
        votes: fit.votes as u32,
        contested: decisions.len() as u32,
        walk_variance: if query.dynamic {
            fit.walk.iter().copied().map(rounded).collect()
        } else {
            Vec::new()
        },
        log_likelihood: (fit.log_likelihood * 10.0).round() / 10.0,
        iterations: fit.iterations,
        mixing,
        last_session,
        states_n,
        points,
        decisions,
    }
}

/// To four decimal places.
fn rounded(value: f64) -> f64 {
    words::rounded(value, 4)
}

/// A warning of an engine in a sentence; `name` says what a voter is called.
pub fn in_words(warning: &Warning, name: impl Fn(&str) -> String) -> String {
    let examples =
        |voters: &[String]| format!("among them {}", listed(voters.iter().map(|voter| name(voter)), "and"));
    match warning {
        Warning::Unanimous { items } => {
            let items = counted(*items as u64, "item");
            format!("{items} with one answer from all that voted tell nobody apart and are not fitted")
        }
        Warning::FewVotes { fewer_than, positions, examples: voters } => format!(
            "{} on fewer than {fewer_than} contested votes, and so mostly on the periods around ({})",
            if *positions == 1 { "1 point rests".to_owned() } else { format!("{positions} points rest") },
            examples(voters)
        ),
        Warning::Separated { groups, examples: voters } => format!(
            "{groups} groups of voters have no item in common, even by way of others: points of different groups cannot be \
             compared ({})",
            examples(voters)
        ),
        Warning::FewVoters { voters } => format!(
            "{voters} voters only: the intervals of em lean on approximations that want more, those of gibbs do not"
        ),
        Warning::NotConverged { change } => {
            format!("not converged: points still move by {change:.4} standard deviations an iteration")
        }
        Warning::NotMixed { positions, r_hat, ess } => format!(
            "the chains do not agree yet on {positions} points (R-hat up to {r_hat:.3}, effective sample size from {ess:.0}): \
             more sweeps are needed"
        ),
        Warning::Stopped { after } => format!("stopped after {after} iterations: what was done is told"),
        Warning::NotCalibrated => {
            "stopped before the intervals were widened until they cover: they are too short".to_owned()
        }
        Warning::WalkAtBound { variance } => {
            format!("the variance of the walk is at the end of its range ({variance:.6})")
        }
        other => format!("{other:?}"),
    }
}

/// The Correlates of War code of a state in a session, as Voeten's data have it.
pub(crate) fn cow(state: StateId, session: i32) -> Option<u16> {
    let year = i16::try_from(session + 1945).ok()?;
    let day = jiff::civil::Date::new(year, 12, 1).ok()?;
    let codes = || state.state().cow();
    codes().find(|(_, period)| period.contains(day)).or_else(|| codes().last()).map(|(code, _)| code)
}
