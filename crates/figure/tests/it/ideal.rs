//! Figures of ideal points: dots of one session, lines through several, and what cannot be drawn.

use travaux_figure::{Size, figures};
use travaux_ideal::Flow;
use travaux_record::{Answer, Cell};
use travaux_un::session::Session;
use travaux_un::state::StateId;
use travaux_votes::ideal;
use travaux_votes::ideal::{IdealPoints, IdealQuery};
use travaux_votes::selection::Selection;

use crate::gallery::{context, setting};

fn state(code: &str) -> StateId {
    StateId::from_code(code).expect("a code of the table")
}

fn ask(states: &[&str], every_session: bool) -> Answer<IdealPoints> {
    let sessions = vec![Session::Regular(74), Session::Regular(75)];
    let selection = Selection { sessions, ..Selection::default() };
    let query = IdealQuery {
        states: states.iter().map(|code| state(code)).collect(),
        every_session,
        ..IdealQuery::new(selection, state("USA"))
    };
    ideal(context(), &query, &mut |_| Flow::Continue).expect("there are votes")
}

#[test]
fn each_point_is_drawn_with_its_interval_and_is_in_the_data() {
    for states in [&[][..], &["FRA", "RUS"]] {
        let answer = ask(states, false);
        let figure = figures::ideal(setting(Size::Page), &answer).expect("it can be drawn");
        assert_eq!(figure.data.rows.len(), answer.value.points.len());
        for (row, point) in figure.data.rows.iter().zip(&answer.value.points) {
            let at = point.at[0];
            assert_eq!(row[0], Cell::State(point.state));
            assert_eq!(row[5..], [at.value, at.sd, at.low, at.high].map(|value| Cell::Number(value, 4)));
        }
    }
}

#[test]
fn lines_of_many_states_are_refused_with_what_to_do() {
    let error = figures::ideal(setting(Size::Page), &ask(&[], true)).expect_err("they would hide each other");
    assert!(error.to_string().contains("name up to 8, or ask for one session"), "{error}");
}
