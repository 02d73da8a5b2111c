//! Where the states of each pole stood on all votes of the time: ideal points with their intervals.

use travaux_figure::figures;
use travaux_ideal::Flow;
use travaux_record::{Answer, Cell, Table};
use travaux_un::session::Session;
use travaux_un::state::StateId;
use travaux_votes::ideal::{Coordinate, IdealPoints, IdealQuery, POSITIVE, ideal};
use travaux_votes::{Selection, Stand};

use super::super::super::model::{Block, Inline, Prose};
use super::super::super::{Desk, words};
use super::{Stands, named};
use crate::Pair;

pub(super) fn write(desk: &mut Desk<'_>, stands: &[Stands<'_>]) -> Vec<Block> {
    let dated: Vec<(&Stands<'_>, i32)> =
        stands.iter().filter_map(|of| Some((of, session_of(&of.pair)?))).collect();
    let numbers = || dated.iter().map(|(_, session)| *session);
    let (Some(first), Some(last)) = (numbers().min(), numbers().max()) else { return Vec::new() };
    let Ok(positive) = travaux_un::state::states().find(POSITIVE) else { return Vec::new() };
    let heading = Block::Heading("Where they stood on all votes of the time".to_owned());
    let answer = match points(desk, positive, first, last) {
        Ok(answer) => answer,
        Err(error) => return vec![heading, Prose::new().say(words::sentence(&error)).into()],
    };
    let value = desk.take_about("ideal points", &answer);
    let rows: Vec<Row<'_>> = dated
        .iter()
        .flat_map(|(of, session)| STANDS.iter().filter_map(move |stand| Row::of(value, of, *session, *stand)))
        .collect();
    let items: Vec<Vec<Inline>> = dated
        .iter()
        .filter_map(|(of, session)| Some(one(&of.pair, *session, &rows)?.into_inlines()))
        .collect();
    let mut blocks =
        vec![heading, what(value, first, last).into(), Block::List(items), Block::Table(table(&rows))];
    if let Some((Stands { pair, poles }, session)) = dated.last() {
        let name = format!("points-{}", pair.slug());
        let figure = figures::points_by_stand(desk.setting(), &answer, *session, poles);
        blocks.push(Desk::figure(&name, figure));
    }
    blocks
}

/// The regular session of a pair: that of its later text.
fn session_of(pair: &Pair<'_>) -> Option<i32> {
    let regular = |session: Option<Session>| match session {
        Some(Session::Regular(session)) => Some(i32::from(session)),
        _ => None,
    };
    regular(pair.first.session()).max(regular(pair.second.session()))
}

fn points(desk: &Desk<'_>, positive: StateId, first: i32, last: i32) -> Result<Answer<IdealPoints>, String> {
    let sessions = (first..=last).filter_map(|session| Some(Session::Regular(u16::try_from(session).ok()?)));
    let selection = Selection { sessions: sessions.collect(), ..Selection::default() };
    let query =
        IdealQuery { dynamic: first < last, every_session: true, ..IdealQuery::new(selection, positive) };
    ideal(desk.case.context, &query, &mut |_| Flow::Continue).map_err(|error| error.to_string())
}

fn what(value: &IdealPoints, first: i32, last: i32) -> Prose {
    let when = if first == last {
        format!("in session {first}")
    } else {
        format!("in sessions {first} to {last}, a number a session")
    };
    Prose::new()
        .say(format!(
            "From all votes in plenary on whole texts each state has an ideal point {when}: n = {} votes on {} contested \
             decisions of {}.",
            value.votes, value.contested, value.selection.decisions
        ))
        .then(format!(
            "0 is the mean of all points and 1 their standard deviation; {} is at the positive end.",
            words::the(value.positive.state().name())
        ))
        .then("Each point has an interval of 95 %: only one that lies wholly on one side of 0 is certain of its side.")
}

const STANDS: [Stand; 3] = [Stand::FirstPole, Stand::SecondPole, Stand::Between];

/// Where the states of one stand on one pair stood.
struct Row<'c> {
    pair: Pair<'c>,
    session: i32,
    stand: Stand,
    /// The points, from the lowest to the highest.
    points: Vec<Coordinate>,
}

impl<'c> Row<'c> {
    fn of(value: &IdealPoints, of: &Stands<'c>, session: i32, stand: Stand) -> Option<Self> {
        let from_the_lowest = value.in_session(session, of.poles.states(stand)).into_iter().rev();
        let points: Vec<Coordinate> = from_the_lowest.filter_map(|point| point.at.first().copied()).collect();
        (!points.is_empty()).then_some(Self { pair: of.pair, session, stand, points })
    }

    /// The value below which a share of the points lie, between two of them in proportion.
    fn quantile(&self, share: f64) -> f64 {
        let place = (self.points.len() - 1) as f64 * share;
        let below = place as usize;
        let above = (below + 1).min(self.points.len() - 1);
        let (low, high) = (self.points[below].value, self.points[above].value);
        low + (high - low) * (place - below as f64)
    }

    fn above(&self) -> u64 {
        self.points.iter().filter(|at| at.low > 0.0).count() as u64
    }

    fn below(&self) -> u64 {
        self.points.iter().filter(|at| at.high < 0.0).count() as u64
    }

    fn n(&self) -> u64 {
        self.points.len() as u64
    }
}

/// The medians of a pair's stands.
fn one(pair: &Pair<'_>, session: i32, rows: &[Row<'_>]) -> Option<Prose> {
    let of_pair: Vec<&Row<'_>> = rows.iter().filter(|row| row.pair.rivals == pair.rivals).collect();
    if of_pair.is_empty() {
        return None;
    }
    let medians = of_pair.iter().map(|row| {
        let median = words::number(row.quantile(0.5), 2);
        format!("{median} {} ({})", place(row.stand), words::states(row.n()))
    });
    let medians = travaux_votes::words::listed(medians, "and");
    Some(Prose::new().say(format!("{} (session {session}): the median point was {medians}.", named(pair))))
}

const fn place(stand: Stand) -> &'static str {
    match stand {
        Stand::FirstPole => "at the first pole",
        Stand::SecondPole => "at the second pole",
        Stand::Between => "between",
        Stand::NotVoting => "among those not voting",
        Stand::NotComparable => "among those not comparable",
    }
}

fn table(rows: &[Row<'_>]) -> Table {
    let columns = [
        "pair",
        "session",
        "stand",
        "states",
        "lower quartile",
        "median",
        "upper quartile",
        "interval wholly above 0",
        "wholly below 0",
    ];
    let mut table = Table::new("points", "Ideal points of the states of each stand", &columns);
    for row in rows {
        let number = |share: f64| Cell::Number(row.quantile(share), 2);
        table.row([
            named(&row.pair).into(),
            row.session.to_string().into(),
            row.stand.short().into(),
            row.n().into(),
            number(0.25),
            number(0.5),
            number(0.75),
            row.above().into(),
            row.below().into(),
        ]);
    }
    table
}
