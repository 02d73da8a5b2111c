//! Ideal points of the real record: what the engine was given, and what comes back of it.

use travaux_ideal::Flow;
use travaux_record::Position;
use travaux_un::session::Session;
use travaux_votes::ideal::{IdealPoints, IdealQuery, voeten_layout};
use travaux_votes::selection::Selection;
use travaux_votes::{Context, VotesError, ideal};

use crate::fixture::{bundled, record, state};

fn query(sessions: std::ops::RangeInclusive<u16>) -> IdealQuery {
    let sessions = sessions.map(Session::Regular).collect();
    IdealQuery::new(Selection { sessions, ..Selection::default() }, state("USA"))
}

fn ask(query: &IdealQuery) -> IdealPoints {
    ideal(Context::new(bundled()), query, &mut |_| Flow::Continue).expect("there are votes").value
}

fn at(value: &IdealPoints, code: &str) -> f64 {
    let point = value.points.iter().find(|point| point.state == state(code));
    point.expect("it voted").at[0].value
}

#[test]
fn points_of_a_session_have_their_votes_and_intervals() {
    let value = ask(&query(74..=75));
    assert_eq!((value.last_session, value.dynamic, value.engine), (75, true, "em"));
    assert!(value.points.iter().all(|point| point.session == Some(75)));
    assert_eq!(value.points.len(), value.states_n as usize);
    for point in &value.points {
        let at = point.at[0];
        assert!(at.low < at.value && at.value < at.high && at.sd > 0.0, "{point:?}");
        assert!(point.contested <= point.votes);
    }
    // The positive end is that of the United States, and who votes with it is near to it.
    assert!(at(&value, "USA") > 1.0 && at(&value, "ISR") > 1.0);
    assert!(at(&value, "GBR") > at(&value, "IND") && at(&value, "IND") > at(&value, "SYR"));
    // Each vote in favour, against or abstaining on a contested decision was counted, and no other.
    let contested: Vec<&str> = value.decisions.iter().map(|line| line.decision.as_str()).collect();
    let cast = contested.iter().map(|id| {
        let row = bundled().by_id(id).expect("it is of the record").positions();
        [Position::InFavour, Position::Against, Position::Abstaining]
            .map(|p| row.states(p).len())
            .iter()
            .sum::<usize>()
    });
    assert_eq!(cast.sum::<usize>(), value.votes as usize);
}

#[test]
fn the_same_votes_give_the_same_points() {
    let once = query(75..=75);
    assert_eq!(ask(&once), ask(&once));
}

#[test]
fn states_that_are_named_are_followed_through_the_sessions() {
    let value = ask(&IdealQuery { states: vec![state("FRA"), state("RUS")], ..query(73..=75) });
    let mut sessions: Vec<(String, Option<i32>)> =
        value.points.iter().map(|point| (point.state.code().to_owned(), point.session)).collect();
    sessions.sort();
    let of = |code: &str| [73, 74, 75].map(|session| (code.to_owned(), Some(session)));
    assert_eq!(sessions, [of("FRA"), of("RUS")].concat());
    let every = ask(&IdealQuery { every_session: true, ..query(73..=75) });
    assert!(every.points.len() > 3 * 180);
}

#[test]
fn points_that_stand_still_are_one_a_state() {
    let value = ask(&IdealQuery { dynamic: false, ..query(74..=75) });
    assert!(value.points.iter().all(|point| point.session.is_none()));
    assert_eq!(value.points.len(), value.states_n as usize);
    assert!(value.walk_variance.is_empty());
    let table = voeten_layout(&value);
    assert_eq!(table.columns[..4], ["ccode", "session", "NVotes", "IdealPoint"]);
    assert_eq!(table.rows.len(), value.points.len());
}

#[test]
fn votes_on_which_nothing_varies_are_refused() {
    let record = record();
    let error = ideal(Context::new(&record), &query(300..=300), &mut |_| Flow::Continue).expect_err("none");
    assert!(matches!(error, VotesError::NothingSelected { .. }), "{error}");
}

#[test]
fn an_observer_can_stop_and_what_was_done_is_told() {
    let answer = ideal(Context::new(bundled()), &query(75..=75), &mut |_| Flow::Stop).expect("it was begun");
    assert!(answer.caveats.iter().any(|caveat| caveat.to_string().starts_with("stopped after ")));
    assert!(!answer.value.points.is_empty());
}

/// The eleventh session opened late, on 12 November 1956: the emergency sessions on Suez and Hungary met before that day.
#[test]
fn decisions_of_special_sessions_count_for_the_session_of_their_day() {
    let selection = Selection {
        since: Some(jiff::civil::date(1956, 11, 1)),
        until: Some(jiff::civil::date(1956, 11, 30)),
        ..Selection::default()
    };
    let value = ask(&IdealQuery::new(selection, state("USA")));
    let session = |id: &str| {
        let line = value.decisions.iter().find(|line| line.decision == id);
        line.unwrap_or_else(|| panic!("{id} was voted on")).session
    };
    assert_eq!(session("A/RES/1004 (ES-II)"), 10);
    assert_eq!(value.last_session, 11);
}
