//! Blocs of the record: what everybody knows of a session is found, what cannot have blocs is refused.

use travaux_ideal::Flow;
use travaux_record::{Caveat, Position};
use travaux_un::session::Session;
use travaux_un::set::StateSet;
use travaux_votes::blocs::{BlocMethod, BlocPlaces, Blocs, BlocsQuery, Verdict};
use travaux_votes::ideal::IdealQuery;
use travaux_votes::selection::Selection;
use travaux_votes::{Context, VotesError, blocs, blocs_observed, ideal};

use crate::fixture::{bundled, record, state};

fn query(n: u16, method: BlocMethod) -> BlocsQuery {
    let selection = Selection { sessions: vec![Session::Regular(n)], ..Selection::default() };
    BlocsQuery { selection, method, replicates: 8, most_blocs: 6, ..BlocsQuery::default() }
}

fn ask(query: &BlocsQuery) -> Blocs {
    blocs(Context::new(bundled()), query, &[]).expect("there are blocs").value
}

fn bloc_of(value: &Blocs, code: &str) -> u16 {
    value.states.iter().find(|one| one.state == state(code)).expect("it is in a bloc").bloc
}

#[test]
fn what_everybody_knows_of_session_75() {
    for method in [BlocMethod::Network, BlocMethod::LatentClasses] {
        let value = ask(&query(75, method));
        let of = |code: &str| bloc_of(&value, code);
        assert_eq!(of("FRA"), of("DEU"), "{method:?}");
        assert_eq!(of("IDN"), of("EGY"), "{method:?}");
        assert_eq!(of("USA"), of("ISR"), "{method:?}");
        assert!(of("FRA") != of("IDN") && of("USA") != of("FRA") && of("USA") != of("IDN"), "{method:?}");
        let chance = value.chance.expect("positions were shuffled");
        assert!(chance.high < value.modularity && chance.p < 0.12, "{method:?}: {chance:?}");
        assert_eq!(value.stability.expect("decisions were drawn").verdict, Verdict::Stable, "{method:?}");
    }
}

#[test]
fn each_state_is_once_in_a_bloc_or_left_out() {
    let value = ask(&query(75, BlocMethod::Network));
    let in_blocs: StateSet = value.states.iter().map(|one| one.state).collect();
    let left_out: StateSet = value.left_out.iter().map(|one| one.state).collect();
    assert_eq!(value.states.len() + value.left_out.len(), 193);
    assert!((in_blocs & left_out).is_empty());
    assert_eq!(value.by_similarity.iter().copied().collect::<StateSet>(), in_blocs);
    assert_eq!(value.blocs.iter().map(|bloc| usize::from(bloc.n)).sum::<usize>(), value.states.len());
    for bloc in &value.blocs {
        assert_eq!(bloc.states.len(), usize::from(bloc.n));
        assert!(bloc.states.iter().all(|one| bloc_of(&value, one.code()) == bloc.bloc));
    }
    for group in &value.groups {
        assert_eq!(group.in_blocs.iter().sum::<u16>(), group.members, "{}", group.group);
    }
    // The agreement of France and Germany, counted one vote after another.
    let (mut sum, mut n) = (0.0, 0.0);
    let code = |position: Option<Position>| match position? {
        Position::InFavour => Some(1.0),
        Position::Abstaining => Some(0.5),
        Position::Against => Some(0.0),
        Position::NotVoting | Position::Unreadable => None,
    };
    for decision in bundled().in_session(Session::Regular(75)) {
        let row = decision.positions();
        let whole = decision.question().is_whole() && decision.stage() == travaux_record::Stage::Plenary;
        if let (true, Some(one), Some(other)) =
            (whole, code(row.of(state("FRA"))), code(row.of(state("DEU"))))
        {
            sum += 1.0 - f64::abs(one - other);
            n += 1.0;
        }
    }
    let place = |code: &str| value.states.iter().position(|one| one.state == state(code)).expect("there");
    let mean = value.agreement.get(place("FRA"), place("DEU")).expect("they voted on the same");
    // All decisions of the session divide, so that none is left out.
    assert_eq!(value.dividing, value.selection.decisions);
    assert!((mean - sum / n).abs() < 1e-9, "{mean}, {}", sum / n);
}

#[test]
fn the_same_seed_gives_the_same_blocs() {
    let one = ask(&query(74, BlocMethod::Network));
    assert_eq!(one, ask(&query(74, BlocMethod::Network)));
    let other = ask(&BlocsQuery { seed: 2, ..query(74, BlocMethod::Network) });
    assert_ne!(one.stability, other.stability);
}

#[test]
fn what_cannot_have_blocs_is_refused() {
    let record = record();
    let few = BlocsQuery::default();
    let Err(error) = blocs(Context::new(&record), &few, &[]) else { panic!("it has four votes") };
    assert!(matches!(error, VotesError::NoBlocs(_)), "{error}");
    assert_eq!(error.to_string(), "blocs need at least 5 decisions on which states differ, and there are 3");
    let two: StateSet = ["FRA", "DEU"].iter().map(|code| state(code)).collect();
    let pair = BlocsQuery { among: Some(two), ..query(75, BlocMethod::Network) };
    assert!(matches!(blocs(Context::new(bundled()), &pair, &[]), Err(VotesError::NoBlocs(_))));
    assert!(matches!(
        blocs(Context::new(bundled()), &query(75, BlocMethod::Network), &["Atlantis"]),
        Err(VotesError::UnknownGroup(_))
    ));
}

#[test]
fn what_falls_apart_is_said() {
    let answer =
        blocs(Context::new(bundled()), &query(75, BlocMethod::Mixture), &[]).expect("there are blocs");
    let said = |words: &str| {
        answer
            .caveats
            .iter()
            .any(|caveat| matches!(caveat, Caveat::Note { detail } if detail.contains(words)))
    };
    assert!(
        said("classical multidimensional scaling of agreement, and not ideal points"),
        "{:?}",
        answer.caveats
    );
    let stability = answer.value.stability.expect("decisions were drawn");
    assert_eq!(said("the partition is"), stability.verdict != Verdict::Stable);
    assert!(
        said("1 state with fewer than 25 votes on decisions that divide is in no bloc"),
        "{:?}",
        answer.caveats
    );
}

/// Blocs over ideal points are over the points that the question for ideal points gives, to the digits that blocs need.
#[test]
fn the_places_of_a_mixture_are_the_ideal_points() {
    let asked = BlocsQuery {
        places: BlocPlaces::IdealPoints { dimensions: 1 },
        replicates: 0,
        ..query(75, BlocMethod::Mixture)
    };
    let value = ask(&asked);
    let selection = Selection { sessions: vec![Session::Regular(75)], ..Selection::default() };
    let points =
        IdealQuery { dynamic: false, same_titles: false, ..IdealQuery::new(selection, state("USA")) };
    let points =
        ideal(Context::new(bundled()), &points, &mut |_| Flow::Continue).expect("there are votes").value;
    let place =
        |code: &str| value.states.iter().find(|one| one.state == state(code)).expect("there").place[0];
    for one in &value.states {
        let point = points.points.iter().find(|point| point.state == one.state).expect("it voted");
        assert_eq!(one.place.len(), 1);
        assert!(
            (one.place[0] - point.at[0].value).abs() < 0.06,
            "{}: {} {}",
            one.state,
            one.place[0],
            point.at[0].value
        );
    }
    assert!(place("USA") > place("FRA") && place("FRA") > place("IDN"));
    assert_ne!(bloc_of(&value, "FRA"), bloc_of(&value, "IDN"));
    let notes = blocs(Context::new(bundled()), &asked, &[]).expect("there are blocs").caveats;
    let says = |words: &str| notes.iter().any(|caveat| caveat.to_string().contains(words));
    assert!(!says("not ideal points"));
    let scaled = BlocsQuery { places: BlocPlaces::Scaling, ..asked };
    let notes = blocs(Context::new(bundled()), &scaled, &[]).expect("there are blocs").caveats;
    assert!(notes.iter().any(|caveat| caveat.to_string().contains("not ideal points")));
}

#[test]
fn a_question_may_be_of_named_decisions_alone() {
    let texts = ["A/RES/73/27", "A/RES/73/266", "A/RES/75/32", "A/RES/75/240", "A/RES/77/36", "A/RES/77/37"];
    let decisions = texts.map(str::to_owned).into();
    let selection = Selection { decisions, ..Selection::default() };
    let value = ask(&BlocsQuery { selection, least_votes: Some(3), replicates: 4, ..BlocsQuery::default() });
    assert_eq!(value.selection.decisions, 6);
    assert_eq!(value.selection.words, "votes on 73/27, 73/266, 75/32, 75/240, 77/36 and 77/37");
    let selection = Selection { decisions: vec!["A/RES/999/1".to_owned()], ..Selection::default() };
    let error = blocs(Context::new(bundled()), &BlocsQuery { selection, ..BlocsQuery::default() }, &[]);
    assert!(matches!(error, Err(VotesError::NothingSelected { .. })));
}

#[test]
fn what_was_stopped_is_told_as_far_as_it_came() {
    let asked = BlocsQuery { replicates: 50, ..query(75, BlocMethod::Network) };
    let stop = |done: usize, _: usize| if done >= 5 { Flow::Stop } else { Flow::Continue };
    let answer = blocs_observed(Context::new(bundled()), &asked, &[], &stop).expect("there are blocs");
    let n = answer.value.stability.expect("some were drawn").replicates;
    assert!((5..50).contains(&n) && answer.value.chance.is_none(), "{n}");
    assert!(answer.caveats.iter().any(|caveat| caveat.to_string().contains("stopped before all draws")));
}
