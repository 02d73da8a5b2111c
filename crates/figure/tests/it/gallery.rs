//! The figures that these tests look at, made from the bundled record.

use std::sync::LazyLock;

use jiff::civil::date;
use travaux_figure::figures::BlocsView;
use travaux_figure::{Figure, FigureError, Setting, Size, View, figures};
use travaux_ideal::Flow;
use travaux_record::{Answer, DecisionRef, Record};
use travaux_un::session::Session;
use travaux_un::state::StateId;
use travaux_votes::agreement::{AgreementQuery, Between};
use travaux_votes::blocs::{BlocMethod, BlocPlaces, Blocs, BlocsQuery};
use travaux_votes::ideal::{IdealPoints, IdealQuery};
use travaux_votes::poles::Poles;
use travaux_votes::sponsors::{Against, OnBehalf};
use travaux_votes::{
    Context, Selection, agreement, balance, blocs, compare, evaluate_text, find, firmness, ideal, poles,
    record_through, series, shift, show, sponsors,
};

pub(crate) fn record() -> &'static Record {
    static RECORD: LazyLock<Record> = LazyLock::new(Record::bundled);
    &RECORD
}

pub(crate) fn context() -> Context<'static> {
    Context::new(record())
}

pub(crate) fn decision(text: &str) -> DecisionRef<'static> {
    find(record(), text).expect("the bundled record has it").decision
}

pub(crate) fn setting(size: Size) -> Setting<'static> {
    Setting { record: record(), size }
}

/// A figure of the gallery: its name, and how it is drawn at a size.
pub(crate) type Drawing = (&'static str, fn(Size) -> Result<Figure, FigureError>);

/// Every kind of figure, the ones of the README first.
pub(crate) const ALL: [Drawing; 28] = [
    ("rivals-75-32-75-240", |size| joint(size, View::Map)),
    ("rivals-75-32-75-240-tiles", |size| joint(size, View::Tiles)),
    ("rivals-75-32-75-240-matrix", |size| joint(size, View::Matrix)),
    ("sponsors-75-32-75-240", |size| {
        let since = [decision("73/266"), decision("73/27")];
        let against = Against::rival(decision("75/240"), since);
        let answer = sponsors(context(), decision("75/32"), Some(against), OnBehalf::Apart);
        figures::sponsorship(setting(size), &answer, View::Map)
    }),
    ("shift-73-27-75-240", |size| flow(size, "73/27", "75/240")),
    ("shift-73-266-75-32", |size| flow(size, "73/266", "75/32")),
    ("balance-four-texts", |size| {
        let texts = ["73/27", "73/266", "75/32", "75/240"].map(decision);
        figures::balance(setting(size), &balance(context(), &texts).expect("they have tallies"))
    }),
    ("vote-75-240", |size| vote(size, "75/240", View::Map)),
    ("series-75-240", |size| figures::series(setting(size), &series(context(), decision("75/240")))),
    ("poles-four-texts", |size| poles_of(size, &[["73/266", "73/27"], ["75/32", "75/240"]])),
    ("agreement-since-2000", |size| {
        let states = ["RUS", "CHN", "IND", "BRA", "ZAF", "USA", "FRA", "GBR", "DEU"];
        let since = Selection { since: Some(date(2000, 1, 1)), ..Selection::default() };
        agreed(size, &Between::These(states.map(state).into()), since)
    }),
    ("blocs-75", |size| bloc_figure(size, BlocsView::Heat)),
    ("blocs-75-scatter", |size| bloc_figure(size, BlocsView::Scatter)),
    // What the docs have not.
    ("blocs-75-map", |size| bloc_figure(size, BlocsView::Map)),
    // Places in one dimension.
    ("blocs-75-points", |size| {
        let selection = Selection { sessions: vec![Session::Regular(75)], ..Selection::default() };
        let query = BlocsQuery {
            selection,
            method: BlocMethod::Mixture,
            places: BlocPlaces::IdealPoints { dimensions: 1 },
            replicates: 0,
            ..BlocsQuery::default()
        };
        let answer = blocs(context(), &query, &[]).expect("there are votes");
        figures::blocs(setting(size), &answer, BlocsView::Scatter)
    }),
    ("vote-75-32-tiles", |size| vote(size, "75/32", View::Tiles)),
    // Members that are no more, and Members that were none yet.
    ("vote-40-12", |size| vote(size, "40/12", View::Map)),
    ("sponsors-76-19", |size| {
        let answer = sponsors(context(), decision("76/19"), None, OnBehalf::Apart);
        figures::sponsorship(setting(size), &answer, View::Map)
    }),
    ("states-eu-against", |size| {
        let answer = evaluate_text(context(), "against(75/240) & group(EU)").expect("it can be read");
        let day = record_through(record()).expect("the record has a last day");
        figures::states(setting(size), &answer, day, View::Map)
    }),
    ("agreement-eu-75", |size| {
        let members = evaluate_text(context(), "group(EU, 75/240)").expect("it can be read").value.states;
        let session = Selection { sessions: vec![Session::Regular(75)], ..Selection::default() };
        agreed(size, &Between::These(members.iter().collect()), session)
    }),
    // Pairs that agree less than by chance, with numbers and without.
    ("agreement-against-75", |size| {
        agreed_in_75(size, &["USA", "ISR", "FRA", "IND", "RUS", "CHN", "CUB", "SYR"])
    }),
    ("agreement-against-75-many", |size| {
        let members = evaluate_text(context(), "group(ASEAN, 75/240) | group(SCO, 75/240)");
        let members = members.expect("it can be read").value.states;
        let codes: Vec<&str> =
            members.iter().map(StateId::code).chain(["USA", "ISR", "CAN", "AUS"]).collect();
        agreed_in_75(size, &codes)
    }),
    // Two decisions with different membership.
    ("rivals-40-12-75-240", |size| {
        let answer = compare(context(), decision("40/12"), decision("75/240")).expect("they have names");
        figures::joint(setting(size), &answer, View::Map)
    }),
    ("poles-40-12-75-240", |size| poles_of(size, &[["40/12", "75/240"]])),
    ("shift-40-12-75-240", |size| flow(size, "40/12", "75/240")),
    ("firmness-four-texts", |size| {
        let pairs = [["73/266", "73/27"], ["75/32", "75/240"]];
        let ask = |[one, other]: [&str; 2]| firmness(context(), decision(one), decision(other));
        let answers = pairs.map(|pair| ask(pair).expect("they have names"));
        figures::firmness(setting(size), &answers.each_ref())
    }),
    ("points-75-32-75-240", |size| {
        let pair = poles(context(), decision("75/32"), decision("75/240")).expect("they have names").value;
        figures::points_by_stand(setting(size), points_of_75(), 75, &pair)
    }),
    // A long line, all of it with votes.
    ("series-nuclear", |size| figures::series(setting(size), &series(context(), decision("75/63")))),
];

/// The figure of that name.
pub(crate) fn figure(name: &str, size: Size) -> Figure {
    let (_, draw) = ALL.iter().find(|(known, _)| *known == name).expect("a name of the gallery");
    draw(size).expect("it can be drawn")
}

fn joint(size: Size, view: View) -> Result<Figure, FigureError> {
    let answer = compare(context(), decision("75/32"), decision("75/240")).expect("they have names");
    figures::joint(setting(size), &answer, view)
}

fn poles_of(size: Size, pairs: &[[&str; 2]]) -> Result<Figure, FigureError> {
    let ask =
        |[one, other]: &[&str; 2]| poles(context(), decision(one), decision(other)).expect("they have names");
    let answers: Vec<Answer<Poles>> = pairs.iter().map(ask).collect();
    figures::poles(setting(size), &answers.iter().collect::<Vec<_>>())
}

fn state(code: &str) -> StateId {
    StateId::from_code(code).expect("a code of the table")
}

fn agreed(size: Size, between: &Between, selection: Selection) -> Result<Figure, FigureError> {
    let query = AgreementQuery { selection, ..AgreementQuery::default() };
    figures::agreement(setting(size), &agreement(context(), between, &query).expect("there are votes"))
}

fn agreed_in_75(size: Size, codes: &[&str]) -> Result<Figure, FigureError> {
    let session = Selection { sessions: vec![Session::Regular(75)], ..Selection::default() };
    agreed(size, &Between::These(codes.iter().map(|code| state(code)).collect()), session)
}

fn points_of_75() -> &'static Answer<IdealPoints> {
    static ANSWER: LazyLock<Answer<IdealPoints>> = LazyLock::new(|| {
        let selection = Selection { sessions: vec![Session::Regular(75)], ..Selection::default() };
        let query = IdealQuery { dynamic: false, ..IdealQuery::new(selection, state("USA")) };
        ideal(context(), &query, &mut |_| Flow::Continue).expect("there are votes")
    });
    &ANSWER
}

fn bloc_figure(size: Size, view: BlocsView) -> Result<Figure, FigureError> {
    static ANSWER: LazyLock<Answer<Blocs>> = LazyLock::new(|| {
        let selection = Selection { sessions: vec![Session::Regular(75)], ..Selection::default() };
        blocs(context(), &BlocsQuery { selection, ..BlocsQuery::default() }, &[]).expect("there are votes")
    });
    figures::blocs(setting(size), &ANSWER, view)
}

fn flow(size: Size, one: &str, other: &str) -> Result<Figure, FigureError> {
    let answer = shift(context(), decision(one), decision(other)).expect("they have names");
    figures::shift(setting(size), &answer)
}

fn vote(size: Size, text: &str, view: View) -> Result<Figure, FigureError> {
    let answer = show(context(), decision(text), &[]).expect("it is in the record");
    figures::decision(setting(size), &answer, view)
}
