//! A small record in which everything occurs once. It is invented: no state ever voted so, and no text has these
//! symbols.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use jiff::civil::{Date, date};
use travaux_record::{
    Decision, DecisionId, Document, FailedGate, Gate, Modality, Outcome, Position, Question, QuestionKind,
    Reading, RecordBuilder, Source, Sponsor, SponsorEvent, SponsorList, Sponsorship, Stage, Tally, Variant,
};
use travaux_un::body::{Body, Committee};
use travaux_un::session::Session;
use travaux_un::state::StateId;
use travaux_un::symbol::Symbol;

const STATES: [&str; 12] =
    ["ARG", "BOL", "CHN", "CIV", "DEU", "EGY", "FRA", "GBR", "NGA", "RUS", "TUR", "USA"];

/// The folder of the record, written once a process.
pub(crate) fn folder() -> PathBuf {
    static FOLDER: OnceLock<PathBuf> = OnceLock::new();
    FOLDER
        .get_or_init(|| {
            let name = format!("invented-{}", std::process::id());
            let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
            builder().write_snapshot(&folder).expect("the record is written");
            folder
        })
        .clone()
}

fn symbol(text: &str) -> Symbol {
    Symbol::parse(text).expect("a symbol")
}

fn state(code: &str) -> StateId {
    StateId::from_code(code).expect("a code")
}

fn source(id: &str, precedence: u16) -> Source {
    Source {
        id: id.to_owned(),
        title: format!("Invented source {id}"),
        publisher: "nobody".to_owned(),
        url: format!("https://example.org/{id}"),
        licence: "invented".to_owned(),
        citation: format!("Nobody, {id}"),
        precedence,
        files: vec![format!("{id}.csv sha256:00")],
        covers: None,
    }
}

/// A recorded vote; `votes` has a letter for each of the states, and a blank for a non-member.
fn vote(
    text: &str,
    question: Question,
    stage: Stage,
    session: u16,
    day: Date,
    title: &str,
    votes: &str,
) -> Decision {
    let text = symbol(text);
    let mut decision =
        Decision::new(DecisionId::of_text(&text, &question), Body::GeneralAssembly, stage, question);
    decision.text = Some(text);
    decision.session = Some(Session::Regular(session));
    decision.date = Some(day);
    title.clone_into(&mut decision.title);
    decision.modality = Modality::RecordedVote;
    decision.outcome = Outcome::Adopted;
    for (code, letter) in STATES.iter().zip(votes.chars()) {
        if let Some(position) = Position::ALL.into_iter().find(|p| p.letter() == letter) {
            decision.positions.set(state(code), position);
        }
    }
    decision.stated = Some(decision.positions.row().tally());
    decision
}

const LINE: &str = "Developments in the field of invented affairs";

fn decisions() -> Vec<Decision> {
    let plenary = Stage::Plenary;
    let first = Stage::Committee(Committee::First);
    let mut earlier =
        vote("A/RES/74/901", Question::WHOLE, plenary, 74, date(2019, 12, 12), LINE, "YYYYNYAN-YYN");
    earlier.drafts = vec![symbol("A/C.1/74/L.90")];
    let mut text =
        vote("A/RES/75/901", Question::WHOLE, plenary, 75, date(2020, 12, 31), LINE, "YAYXNYNNYYXN");
    text.drafts = vec![symbol("A/C.1/75/L.90"), symbol("A/C.1/75/L.90/Rev.1")];
    text.reports = vec!["A/75/990, para. 17".to_owned()];
    text.meeting = Some(symbol("A/75/PV.99"));
    text.committee = Some(Committee::First);
    text.agenda = vec!["Item 90 - Invented affairs".to_owned()];
    text.subjects = vec!["INVENTIONS".to_owned()];
    text.issues = vec!["di".to_owned()];
    text.important = Some(true);
    text.corrected = vec![(state("CIV"), Position::InFavour)];
    let rival = vote(
        "A/RES/75/902",
        Question::WHOLE,
        plenary,
        75,
        date(2020, 12, 31),
        "Advancing responsible behaviour in invented affairs, with \"marks\", commas | and a bar",
        "YANYYYYYXNYY",
    );
    let paragraph = vote(
        "A/RES/75/901",
        Question::new(QuestionKind::Paragraph, Some("OP3")),
        plenary,
        75,
        date(2020, 12, 31),
        LINE,
        "YAYANYNNYYAN",
    );
    let committee =
        vote("A/C.1/75/L.90/Rev.1", Question::WHOLE, first, 75, date(2020, 11, 9), LINE, "YYYYNYNNYYAN");
    let mut consensus = vote(
        "A/RES/75/903",
        Question::WHOLE,
        plenary,
        75,
        date(2021, 1, 5),
        "Promotion of agreement on invented affairs",
        "",
    );
    consensus.modality = Modality::WithoutVote;
    consensus.stated = None;
    vec![earlier, text, rival, paragraph, committee, consensus]
}

fn builder() -> RecordBuilder {
    let mut builder = RecordBuilder::new();
    builder.source(source("undl", 20));
    builder.source(source("voeten", 30));
    for (number, decision) in (0..).zip(decisions()) {
        let tally = (!decision.positions.row().is_empty()).then(|| decision.positions.row().tally());
        let mut reading = Reading {
            decision: decision.id.clone(),
            source: "undl".to_owned(),
            reference: (4_000_000 + number).to_string(),
            place: format!("undl.csv:{}", 2 + number),
            symbol: decision.text.as_ref().map(ToString::to_string).unwrap_or_default(),
            date: decision.date,
            stated: tally,
            counted: tally,
        };
        builder.reading(reading.clone());
        if decision.id.as_str() == "A/RES/75/901" {
            "voeten".clone_into(&mut reading.source);
            "9001".clone_into(&mut reading.reference);
            reading.stated = Some(Tally::new(6, 4, 1));
            builder.reading(reading);
        }
        builder.decision(decision).expect("ids differ");
    }
    builder.variant(Variant {
        decision: DecisionId::from("A/RES/75/901"),
        field: "position".to_owned(),
        state: Some(state("CIV")),
        source: "voeten".to_owned(),
        value: "abstaining".to_owned(),
        merged: "not_voting".to_owned(),
    });
    builder.failed_gate(FailedGate {
        decision: DecisionId::from("A/RES/75/901"),
        source: "voeten".to_owned(),
        gate: Gate::NamesEqualTally,
        detail: "the names give 5-4-1, the source states 6-4-1".to_owned(),
    });
    let sponsorship = |text: &str, code: &str, event| Sponsorship {
        text: symbol(text),
        sponsor: Sponsor::State(state(code)),
        event,
        date: None,
        as_written: state(code).state().name().to_owned(),
        source: "undl".to_owned(),
    };
    for code in ["RUS", "CHN", "BOL"] {
        builder.sponsorship(sponsorship("A/C.1/75/L.90/Rev.1", code, SponsorEvent::Tabled));
    }
    builder.sponsorship(sponsorship("A/C.1/75/L.90/Rev.1", "EGY", SponsorEvent::Joined));
    builder.sponsorship(sponsorship("A/C.1/75/L.90/Rev.1", "BOL", SponsorEvent::Withdrew));
    for code in ["RUS", "CHN", "NGA"] {
        builder.sponsorship(sponsorship("A/C.1/74/L.90", code, SponsorEvent::Tabled));
    }
    for (text, lists, adopted_as) in [
        ("A/C.1/75/L.90/Rev.1", vec![SponsorList::Tabled, SponsorList::Joined], "A/RES/75/901"),
        ("A/C.1/74/L.90", vec![SponsorList::Tabled], "A/RES/74/901"),
    ] {
        builder.document(Document {
            symbol: symbol(text),
            title: LINE.to_owned(),
            adopted: None,
            issued: None,
            adopted_as: Some(symbol(adopted_as)),
            sponsor_lists: lists,
            source: "undl".to_owned(),
        });
    }
    builder
}
