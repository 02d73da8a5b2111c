//! The section on how firm the poles are: its numbers are those of the answers, and small cases are told what they lack.

use travaux_case::report::Block;
use travaux_ideal::Flow;
use travaux_record::{Cell, Table};
use travaux_un::session::Session;
use travaux_votes::blocs::{Blocs, BlocsQuery};
use travaux_votes::ideal::{IdealPoints, IdealQuery};
use travaux_votes::poles::poles;
use travaux_votes::words::{cell, share};
use travaux_votes::{Selection, Stand, blocs, firmness, ideal};

use crate::fixture::{Made, context, decision, state, with_head};

const ONE_PAIR: &str = "[[rivals]]\nfirst = \"75/32\"\nsecond = \"75/240\"\n";

fn made(text: &str) -> Made {
    Made::of(&with_head(text))
}

/// The section's table of that name.
#[track_caller]
fn table<'m>(made: &'m Made, name: &str) -> &'m Table {
    let section = made.report.sections.iter().find(|section| section.id == "firmness");
    let blocks = section.expect("the section is there").blocks.iter();
    let mut tables = blocks.filter_map(|block| match block {
        Block::Table(table) if table.name == name => Some(table),
        _ => None,
    });
    tables.next().expect("the table is there")
}

#[track_caller]
fn has(made: &Made, sentence: &str) {
    assert!(made.text("report.md").contains(sentence), "the report does not say: {sentence}");
}

/// A number as it is shown.
fn number(value: f64) -> String {
    format!("{value:.2}")
}

#[test]
fn the_split_and_the_cohesion_are_those_of_the_answer() {
    let made = made(ONE_PAIR);
    let answer = firmness(context(), decision("75/32"), decision("75/240")).expect("they have votes").value;
    let split = &answer.split[0];
    let of = share(split.n.into(), answer.voted_on_both.into());
    has(&made, &format!("75/32 and 75/240: {of} of those that voted on both stood at a pole; by chance"));
    has(&made, &format!("{} to {} in 95 of 100 shuffles (p = {:.4}).", split.low, split.high, split.p));
    has(&made, "More states stood at the two poles than chance brings about.");
    let rows = &table(&made, "firmness").rows;
    assert_eq!(rows.len(), answer.cohesion.len());
    for (row, cohesion) in rows.iter().zip(&answer.cohesion) {
        let index = cohesion.index.expect("each stand has states");
        let found = format!("{:.3} ({:.3} to {:.3})", index.mean, index.low, index.high);
        let chance = format!("{:.3} ({:.3} to {:.3})", index.chance, index.chance_low, index.chance_high);
        assert_eq!(
            row[2..6],
            [cohesion.n.into(), u64::from(cohesion.decisions).into(), Cell::from(found), Cell::from(chance)]
        );
    }
}

/// The points of one session, from the votes on which the table is made.
fn points() -> IdealPoints {
    let selection = Selection { sessions: vec![Session::Regular(75)], ..Selection::default() };
    let query =
        IdealQuery { dynamic: false, every_session: true, ..IdealQuery::new(selection, state("USA")) };
    ideal(context(), &query, &mut |_| Flow::Continue).expect("there are votes").value
}

#[test]
fn the_points_of_each_stand_are_those_of_the_answer() {
    let made = made(ONE_PAIR);
    let (value, stands) = (points(), poles(context(), decision("75/32"), decision("75/240")));
    let stands = stands.expect("they have votes").value;
    has(
        &made,
        &format!(
            "n = {} votes on {} contested decisions of {}",
            value.votes, value.contested, value.selection.decisions
        ),
    );
    let rows = &table(&made, "points").rows;
    for (row, stand) in rows.iter().zip([Stand::FirstPole, Stand::SecondPole, Stand::Between]) {
        let of: Vec<_> = value
            .points
            .iter()
            .filter(|point| stands.states(stand).contains(point.state))
            .map(|point| point.at[0])
            .collect();
        let mut values: Vec<f64> = of.iter().map(|at| at.value).collect();
        values.sort_by(f64::total_cmp);
        let middle = f64::midpoint(values[(values.len() - 1) / 2], values[values.len() / 2]);
        assert_eq!(row[3], Cell::from(values.len()), "{stand}");
        assert_eq!(cell(&row[5]), number(middle), "{stand}");
        let above = of.iter().filter(|at| at.low > 0.0).count();
        let below = of.iter().filter(|at| at.high < 0.0).count();
        assert_eq!(row[7..], [Cell::from(above), Cell::from(below)], "{stand}");
    }
    assert_eq!(rows.len(), 3);
}

fn bloc_answer(texts: &[&str]) -> Blocs {
    let decisions = texts.iter().map(|text| decision(text).id().to_owned()).collect();
    let query = BlocsQuery {
        selection: Selection { decisions, ..Selection::default() },
        least_votes: Some((texts.len() as u32).div_ceil(2)),
        ..BlocsQuery::default()
    };
    blocs(context(), &query, &[]).expect("there are votes").value
}

#[test]
fn the_blocs_are_those_of_the_answer_and_cross_the_poles() {
    let texts = ["73/266", "73/27", "75/32", "75/240", "77/37", "77/36"];
    let pairs: Vec<String> = texts
        .chunks(2)
        .map(|pair| format!("[[rivals]]\nfirst = \"{}\"\nsecond = \"{}\"\n", pair[0], pair[1]))
        .collect();
    let made = made(&pairs.concat());
    let value = bloc_answer(&texts);
    let blocs = &table(&made, "blocs").rows;
    assert_eq!(blocs.len(), value.blocs.len());
    for (row, bloc) in blocs.iter().zip(&value.blocs) {
        let word = bloc.verdict.map_or(Cell::Empty, |verdict| verdict.word().into());
        assert_eq!((&row[1], &row[5]), (&Cell::from(bloc.n), &word));
    }
    let stability = value.stability.expect("texts are drawn anew");
    has(&made, &format!("The partition is {}: with the texts drawn anew", stability.verdict.word()));
    // Every state of a bloc stands somewhere on every pair, unless it was no member or has no entry that can be read.
    for row in &table(&made, "blocs_and_poles").rows {
        let counts: Vec<u64> = row[2..]
            .iter()
            .map(|cell| match cell {
                Cell::Count(n) => *n,
                other => panic!("no count: {other:?}"),
            })
            .collect();
        let n: u64 = counts[1..].iter().sum();
        assert!(n <= counts[0] && n + 3 >= counts[0], "{row:?}");
    }
}

#[test]
fn too_few_texts_for_blocs_are_told_in_their_place() {
    has(&made(ONE_PAIR), "Blocs need at least 5 decisions on which states differ, and there are 2.");
}

#[test]
fn a_case_without_pairs_or_votes_has_no_such_section() {
    let made = made("[[line]]\nid = \"one\"\nname = \"One\"\ntexts = [\"76/19\"]\n");
    assert!(made.report.sections.iter().all(|section| section.id != "firmness"));
}
