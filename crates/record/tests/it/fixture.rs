//! A small record to test with.

use jiff::civil::date;
use travaux_record::{
    Decision, DecisionId, Document, FailedGate, Gate, Modality, Outcome, Position, Question, QuestionKind,
    Reading, RecordBuilder, Source, Sponsor, SponsorEvent, SponsorList, Sponsorship, Stage, Tally, Variant,
};
use travaux_un::body::{Body, Committee};
use travaux_un::session::Session;
use travaux_un::state::StateId;
use travaux_un::symbol::Symbol;

pub(crate) fn state(code: &str) -> StateId {
    StateId::from_code(code).expect("a code of the table")
}

pub(crate) fn symbol(text: &str) -> Symbol {
    Symbol::parse(text).expect("a symbol")
}

pub(crate) fn source(id: &str, precedence: u16) -> Source {
    Source {
        id: id.to_owned(),
        title: format!("the source {id}"),
        publisher: "somebody".to_owned(),
        url: String::new(),
        licence: "facts".to_owned(),
        citation: id.to_owned(),
        precedence,
        files: vec!["a.csv".to_owned()],
        covers: None,
    }
}

pub(crate) fn reading(decision: &DecisionId) -> Reading {
    Reading {
        decision: decision.clone(),
        source: "one".to_owned(),
        reference: decision.to_string(),
        place: "a.csv:2".to_owned(),
        symbol: "A/RES/75/240".to_owned(),
        date: Some(date(2020, 12, 31)),
        stated: Some(Tally::new(2, 1, 0)),
        counted: Some(Tally { not_voting: Some(1), ..Tally::new(2, 1, 0) }),
    }
}

/// A recorded vote with every field filled.
pub(crate) fn full_decision() -> Decision {
    let text = symbol("A/RES/75/240");
    let mut decision = Decision::new(
        DecisionId::of_text(&text, &Question::WHOLE),
        Body::GeneralAssembly,
        Stage::Plenary,
        Question::WHOLE,
    );
    decision.session = Some(Session::Regular(75));
    decision.text = Some(text);
    decision.drafts = vec![symbol("A/C.1/75/L.8/Rev.1"), symbol("A/C.1/75/L.8/Rev.1/Add.1")];
    decision.reports = vec!["A/75/394, para. 17".to_owned()];
    decision.amended_by = vec![symbol("A/C.1/75/L.99")];
    decision.meeting = Some(symbol("A/75/PV.48 (Resumption 1)"));
    decision.date = Some(date(2020, 12, 31));
    decision.modality = Modality::RecordedVote;
    decision.outcome = Outcome::Adopted;
    "A title, with “marks” and é".clone_into(&mut decision.title);
    decision.committee = Some(Committee::First);
    decision.agenda = vec!["Agenda item 98: something".to_owned()];
    decision.subjects = vec!["ONE".to_owned(), "TWO".to_owned()];
    decision.issues = vec!["di".to_owned()];
    decision.important = Some(false);
    decision.stated = Some(Tally { not_voting: Some(1), ..Tally::new(2, 1, 0) });
    decision.positions.set(state("FRA"), Position::InFavour);
    decision.positions.set(state("USA"), Position::Against);
    decision.positions.set(state("ZWE"), Position::InFavour);
    decision.positions.set(state("AFG"), Position::NotVoting);
    decision.corrected = vec![(state("AFG"), Position::InFavour)];
    decision
}

/// A vote on a paragraph in committee, of which only totals are known.
pub(crate) fn bare_decision() -> Decision {
    let text = symbol("A/C.1/75/L.8/Rev.1");
    let question = Question::new(QuestionKind::Paragraph, Some("PP10"));
    let mut decision = Decision::new(
        DecisionId::of_text(&text, &question),
        Body::GeneralAssembly,
        Stage::Committee(Committee::First),
        question,
    );
    decision.text = Some(text);
    decision.stated = Some(Tally::new(108, 49, 11));
    decision.modality = Modality::TotalsOnly;
    decision
}

pub(crate) fn sponsorship(code: &str, event: SponsorEvent) -> Sponsorship {
    Sponsorship {
        text: symbol("A/RES/75/240"),
        sponsor: Sponsor::State(state(code)),
        event,
        date: None,
        as_written: code.to_owned(),
        source: "one".to_owned(),
    }
}

pub(crate) fn builder() -> RecordBuilder {
    let mut builder = RecordBuilder::new();
    builder.source(source("one", 10));
    for decision in [full_decision(), bare_decision()] {
        builder.reading(reading(&decision.id));
        builder.decision(decision).expect("a new decision");
    }
    builder.sponsorship(sponsorship("CHN", SponsorEvent::Tabled));
    builder.sponsorship(sponsorship("BLR", SponsorEvent::Joined));
    builder.sponsorship(Sponsorship {
        sponsor: Sponsor::OnBehalf { state: state("UGA"), group: "Group of 77 and China".to_owned() },
        date: Some(date(2020, 10, 26)),
        ..sponsorship("UGA", SponsorEvent::Tabled)
    });
    builder.sponsorship(Sponsorship {
        sponsor: Sponsor::Office("SUBMITTED BY THE CHAIR".to_owned()),
        ..sponsorship("CHN", SponsorEvent::Tabled)
    });
    builder.document(Document {
        symbol: symbol("A/C.1/75/L.8/Rev.1"),
        title: String::new(),
        adopted: None,
        issued: Some(date(2020, 10, 26)),
        adopted_as: Some(symbol("A/RES/75/240")),
        sponsor_lists: vec![SponsorList::Tabled],
        source: "one".to_owned(),
    });
    let id = full_decision().id;
    builder.variant(Variant {
        decision: id.clone(),
        field: "position".to_owned(),
        state: Some(state("FRA")),
        source: "one".to_owned(),
        value: "against".to_owned(),
        merged: "in_favour".to_owned(),
    });
    builder.failed_gate(FailedGate {
        decision: id,
        source: "one".to_owned(),
        gate: Gate::NamesAreMembers,
        detail: "without a row: DEU".to_owned(),
    });
    builder
}
