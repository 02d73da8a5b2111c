//! What goes into a builder comes out of the record.

use proptest::prelude::*;
use travaux_record::{
    Decision, DecisionId, Modality, Position, Question, RecordBuilder, SponsorEvent, Stage,
};
use travaux_un::body::Body;
use travaux_un::state::StateId;
use travaux_un::state::states;

use crate::fixture::{bare_decision, builder, full_decision, reading, source, sponsorship, state, symbol};

#[test]
fn every_field_of_a_decision_survives() {
    let record = builder().build().expect("a valid record");
    for decision in [full_decision(), bare_decision()] {
        let found = record.by_id(decision.id.as_str()).expect("it was added");
        assert_eq!(found.to_decision(), decision);
    }
}

#[test]
fn a_text_finds_its_decisions_and_a_draft_the_decision_on_what_it_became() {
    let record = builder().build().expect("a valid record");
    let ids = |text: &str| record.on_text(&symbol(text)).iter().map(|d| d.id()).collect::<Vec<_>>();
    assert_eq!(ids("A/RES/75/240"), ["A/RES/75/240"]);
    // The vote in committee has no date and stands before those that have.
    assert_eq!(ids("A/C.1/75/L.8/Rev.1"), ["A/C.1/75/L.8/Rev.1 PP10", "A/RES/75/240"]);
    assert!(ids("A/RES/75/241").is_empty());
}

#[test]
fn sponsors_documents_and_provenance_survive() {
    let record = builder().build().expect("a valid record");
    let events = record.sponsorships(&symbol("A/RES/75/240"));
    assert_eq!(events.len(), 4);
    assert!(events.contains(&sponsorship("BLR", SponsorEvent::Joined)));
    assert!(record.sponsorships(&symbol("A/RES/75/241")).is_empty());
    let draft = record.document(&symbol("A/C.1/75/L.8/Rev.1")).expect("it was added");
    assert_eq!(draft.adopted_as, Some(symbol("A/RES/75/240")));
    let decision = record.by_id("A/RES/75/240").expect("it was added");
    assert_eq!(decision.readings(), [reading(&full_decision().id)]);
    assert_eq!(decision.variants()[0].state, Some(state("FRA")));
    assert_eq!(decision.failed_gates()[0].detail, "without a row: DEU");
    assert_eq!(record.source("one").and_then(|s| s.covers).map(|c| c.1), decision.date());
}

#[test]
fn a_tally_is_counted_from_names_and_else_as_stated() {
    let record = builder().build().expect("a valid record");
    let tally =
        |id: &str| record.by_id(id).and_then(travaux_record::DecisionRef::tally).map(|t| t.to_string());
    assert_eq!(tally("A/RES/75/240").as_deref(), Some("2-1-0"));
    assert_eq!(tally("A/C.1/75/L.8/Rev.1 PP10").as_deref(), Some("108-49-11"));
}

#[test]
fn the_builder_refuses_what_does_not_hang_together() {
    let mut twice = builder();
    assert!(twice.decision(full_decision()).is_err());
    let mut unread = RecordBuilder::new();
    unread.decision(full_decision()).expect("a new decision");
    assert_eq!(unread.build().expect_err("no source").to_string(), "the decision A/RES/75/240 has no source");
    let mut unknown = RecordBuilder::new();
    unknown.reading(reading(&full_decision().id));
    unknown.decision(full_decision()).expect("a new decision");
    assert!(unknown.build().expect_err("no such source").to_string().contains("was not added"));
}

fn positions() -> impl Strategy<Value = Vec<Vec<(usize, usize)>>> {
    let cell = (0..states().len(), 0..Position::ALL.len());
    prop::collection::vec(prop::collection::vec(cell, 0..40), 1..700)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    /// Any positions on any number of decisions, over several row groups, come back cell by cell.
    #[test]
    fn positions_survive(rows in positions()) {
        let mut builder = RecordBuilder::new();
        builder.source(source("one", 1));
        let mut expected = Vec::new();
        for (n, cells) in rows.iter().enumerate() {
            let id = DecisionId::of_source("one", &n.to_string());
            let mut decision = Decision::new(id.clone(), Body::GeneralAssembly, Stage::Plenary, Question::WHOLE);
            decision.modality = Modality::RecordedVote;
            for &(state, position) in cells {
                let state = StateId::from_index(state).expect("in the table");
                decision.positions.set(state, Position::ALL[position]);
            }
            expected.push((id.clone(), decision.positions.clone()));
            builder.reading(reading(&id));
            builder.decision(decision).expect("a new decision");
        }
        let record = builder.build().expect("a valid record");
        record.check().expect("every table can be read");
        for (id, positions) in expected {
            let found = record.by_id(id.as_str()).expect("it was added");
            prop_assert_eq!(found.positions(), positions.row());
            for position in Position::ALL {
                let by_iter = found.positions().iter().filter(|(_, p)| *p == position).count();
                prop_assert_eq!(found.positions().states(position).len(), by_iter);
            }
        }
    }
}
