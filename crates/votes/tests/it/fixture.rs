//! A small record that a reader can check by hand: two texts under one title, one under another, a draft with votes in
//! committee, a paragraph vote, an adoption without a vote, sponsors as tabled and joined.

use std::sync::LazyLock;

use jiff::civil::{Date, date};
use travaux_record::{
    Decision, DecisionId, Document, FailedGate, Gate, Modality, Outcome, Position, Positions, Question,
    QuestionKind, Reading, Record, RecordBuilder, Source, Sponsor, SponsorEvent, SponsorList, Sponsorship,
    Stage, Tally, Variant,
};
use travaux_un::body::{Body, Committee};
use travaux_un::session::Session;
use travaux_un::state::StateId;
use travaux_un::symbol::Symbol;

pub(crate) fn state(code: &str) -> StateId {
    StateId::from_code(code).expect("a code of the table")
}

pub(crate) fn symbol(text: &str) -> Symbol {
    Symbol::parse(text).expect("a canonical symbol")
}

/// `Y FRA DEU; N USA`: positions by letter.
pub(crate) fn positions(text: &str) -> Positions {
    text.split(';')
        .filter_map(|part| part.trim().split_once(' '))
        .flat_map(|(letter, codes)| {
            let position = Position::ALL
                .into_iter()
                .find(|p| letter.starts_with(p.letter()))
                .expect("a letter of a position");
            codes.split_whitespace().map(move |code| (state(code), position))
        })
        .collect()
}

const INFORMATION: &str = "Developments in the field of information and telecommunications";

struct Maker {
    builder: RecordBuilder,
}

impl Maker {
    fn decision(
        &mut self,
        text: &str,
        question: Question,
        stage: Stage,
        day: Date,
        fill: impl FnOnce(&mut Decision),
    ) {
        let mut decision = Decision::new(
            DecisionId::of_text(&symbol(text), &question),
            Body::GeneralAssembly,
            stage,
            question,
        );
        decision.text = Some(symbol(text));
        decision.date = Some(day);
        decision.session = Session::on(day);
        decision.modality = Modality::RecordedVote;
        decision.outcome = Outcome::Adopted;
        fill(&mut decision);
        let counted = Some(decision.positions.row().tally()).filter(|t| t.voting() > 0);
        let id = decision.id.clone();
        self.builder.decision(decision).expect("ids are not repeated");
        self.builder.reading(Reading {
            decision: id,
            source: "undl".to_owned(),
            reference: format!("3896{}", text.rsplit(['/', ' ']).next().unwrap_or_default()),
            place: "fixture.csv:1".to_owned(),
            symbol: text.to_owned(),
            date: Some(day),
            stated: counted,
            counted,
        });
    }

    fn sponsors(&mut self, text: &str, event: SponsorEvent, codes: &str) {
        for code in codes.split_whitespace() {
            self.builder.sponsorship(Sponsorship {
                text: symbol(text),
                sponsor: Sponsor::State(state(code)),
                event,
                date: None,
                as_written: state(code).state().name().to_owned(),
                source: "undl".to_owned(),
            });
        }
    }

    fn document(&mut self, text: &str, lists: &[SponsorList], adopted_as: Option<&str>) {
        self.builder.document(Document {
            symbol: symbol(text),
            title: INFORMATION.to_owned(),
            adopted: None,
            issued: None,
            adopted_as: adopted_as.map(symbol),
            sponsor_lists: lists.to_vec(),
            source: "undl".to_owned(),
        });
    }
}

fn source(id: &str, precedence: u16) -> Source {
    Source {
        id: id.to_owned(),
        title: format!("the {id} file"),
        publisher: "a publisher".to_owned(),
        url: format!("https://example.org/{id}"),
        licence: "a licence".to_owned(),
        citation: format!("cite {id}"),
        precedence,
        files: Vec::new(),
        covers: None,
    }
}

pub(crate) fn record() -> Record {
    let mut maker = Maker { builder: RecordBuilder::new() };
    maker.builder.source(source("undl", 2));
    maker.builder.source(source("voeten", 3));

    maker.decision("A/RES/73/27", Question::WHOLE, Stage::Plenary, date(2018, 12, 5), |d| {
        d.title = format!("{INFORMATION} : resolution / adopted by the General Assembly");
        d.meeting = Some(symbol("A/73/PV.45"));
        d.drafts = vec![symbol("A/C.1/73/L.27/Rev.1")];
        d.positions = positions("Y RUS CHN CUB NAM NPL IND; N FRA USA GBR DEU; A BRA CHE; X VEN KIR");
        d.stated = Some(Tally::new(6, 4, 2));
    });
    maker.decision("A/RES/73/28", Question::WHOLE, Stage::Plenary, date(2018, 12, 5), |d| {
        d.title = "Another subject of that day".into();
        d.meeting = Some(symbol("A/73/PV.45"));
        d.positions = positions("Y RUS CHN CUB NAM NPL IND FRA USA GBR DEU BRA CHE VEN; X KIR");
    });
    maker.decision("A/RES/74/29", Question::WHOLE, Stage::Plenary, date(2019, 12, 12), |d| {
        d.title = INFORMATION.into();
        d.modality = Modality::WithoutVote;
    });
    let first = Stage::Committee(Committee::First);
    maker.decision(
        "A/C.1/75/L.8/Rev.1",
        Question::new(QuestionKind::Paragraph, Some("PP10")),
        first,
        date(2020, 11, 9),
        |d| {
            d.positions = positions("Y RUS CHN CUB; N FRA USA; A NAM");
        },
    );
    maker.decision("A/RES/75/240", Question::WHOLE, Stage::Plenary, date(2020, 12, 31), |d| {
        d.title = INFORMATION.to_uppercase();
        d.meeting = Some(symbol("A/75/PV.48"));
        d.drafts = vec![symbol("A/C.1/75/L.8/Rev.1")];
        d.committee = Some(Committee::First);
        d.reports = vec!["A/75/394, para. 17".to_owned()];
        d.positions = positions("Y RUS CHN CUB IND KIR; N FRA USA DEU BRA; A NAM CHE; X NPL VEN GBR");
        d.stated = Some(Tally::new(5, 4, 2));
        d.corrected = vec![(state("NPL"), Position::InFavour)];
    });
    maker.decision("A/C.1/75/L.4", Question::WHOLE, first, date(2020, 11, 9), |d| {
        d.title = "Advancing responsible behaviour".into();
        d.positions = positions("Y FRA USA GBR DEU; N RUS CHN; A CUB; X NPL");
    });
    maker.decision("A/RES/75/32", Question::WHOLE, Stage::Plenary, date(2020, 12, 7), |d| {
        d.title = "Advancing responsible behaviour".into();
        d.drafts = vec![symbol("A/C.1/75/L.4")];
        d.positions = positions("Y FRA USA GBR DEU BRA CHE NPL; N RUS CHN; A CUB NAM IND; X VEN KIR");
    });
    maker.decision("A/RES/48/75 B", Question::WHOLE, Stage::Plenary, date(1993, 12, 16), |d| {
        d.title = "General and complete disarmament".into();
        d.modality = Modality::TotalsOnly;
        d.stated = Some(Tally::new(100, 2, 3));
    });

    maker.document("A/C.1/73/L.27/Rev.1", &[SponsorList::Tabled], Some("A/RES/73/27"));
    maker.sponsors("A/C.1/73/L.27/Rev.1", SponsorEvent::Tabled, "RUS CHN NAM NPL");
    maker.document("A/C.1/75/L.8/Rev.1", &[SponsorList::Tabled, SponsorList::Joined], Some("A/RES/75/240"));
    maker.sponsors("A/C.1/75/L.8/Rev.1", SponsorEvent::Tabled, "RUS CHN CUB");
    maker.sponsors("A/C.1/75/L.8/Rev.1", SponsorEvent::Joined, "VEN BRA");
    maker.sponsors("A/C.1/75/L.8/Rev.1", SponsorEvent::Withdrew, "BRA");
    maker.document("A/C.1/75/L.4", &[SponsorList::Tabled, SponsorList::Joined], Some("A/RES/75/32"));
    maker.builder.sponsorship(Sponsorship {
        text: symbol("A/C.1/75/L.4"),
        sponsor: Sponsor::OnBehalf {
            state: state("DEU"),
            group: "States Members of the United Nations that are members of the European Union".to_owned(),
        },
        event: SponsorEvent::Tabled,
        date: None,
        as_written: "Germany (on behalf of …)".to_owned(),
        source: "undl".to_owned(),
    });

    let id = DecisionId::from("A/RES/75/240");
    maker.builder.variant(Variant {
        decision: id.clone(),
        field: "position".to_owned(),
        state: Some(state("CHE")),
        source: "voeten".to_owned(),
        value: "in_favour".to_owned(),
        merged: "abstaining".to_owned(),
    });
    maker.builder.failed_gate(FailedGate {
        decision: DecisionId::from("A/RES/48/75 B"),
        source: "undl".to_owned(),
        gate: Gate::NamesEqualTally,
        detail: "no names".to_owned(),
    });
    // A vote that only one source has.
    let own = DecisionId::of_source("voeten", "5666");
    let mut vote = Decision::new(
        own.clone(),
        Body::GeneralAssembly,
        Stage::Plenary,
        Question::new(QuestionKind::Unspecified, None),
    );
    vote.date = Some(date(2018, 12, 20));
    vote.session = Some(Session::Regular(73));
    vote.modality = Modality::RecordedVote;
    vote.positions = positions("Y FRA USA; N RUS; X VEN NPL");
    maker.builder.decision(vote).expect("a new id");
    maker.builder.reading(Reading {
        decision: own,
        source: "voeten".to_owned(),
        reference: "5666".to_owned(),
        place: "voeten.csv:9".to_owned(),
        symbol: String::new(),
        date: Some(date(2018, 12, 20)),
        stated: None,
        counted: Some(Tally::new(2, 1, 0)),
    });
    maker.builder.build().expect("the fixture hangs together")
}

/// The bundled record, opened once for all tests.
pub(crate) fn bundled() -> &'static Record {
    static BUNDLED: LazyLock<Record> = LazyLock::new(Record::bundled);
    assert!(BUNDLED.len() > 5000, "data/record is a placeholder: make it as data/README.md says");
    &BUNDLED
}
