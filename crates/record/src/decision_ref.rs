//! A decision of a record, borrowed: what analyses read.

use jiff::civil::Date;
use travaux_un::body::{Body, Committee};
use travaux_un::session::Session;
use travaux_un::state::StateId;
use travaux_un::symbol::Symbol;

use crate::column::day;
use crate::layer::Layer;
use crate::rows::tally_at;
use crate::{
    Decision, DecisionId, DecisionNo, FailedGate, Modality, Outcome, Position, PositionRow, Positions,
    Question, QuestionKind, Reading, Stage, Tally, Variant,
};

fn body_named(name: &str) -> Body {
    [
        Body::GeneralAssembly,
        Body::SecurityCouncil,
        Body::HumanRightsCouncil,
        Body::EconomicAndSocialCouncil,
        Body::TrusteeshipCouncil,
        Body::Conference,
        Body::Secretariat,
    ]
    .into_iter()
    .find(|body| body.name() == name)
    .unwrap_or(Body::Other)
}

/// A decision of a record, borrowed.
#[derive(Clone, Copy)]
pub struct DecisionRef<'a> {
    pub(crate) layer: &'a Layer,
    pub(crate) row: usize,
    pub(crate) no: DecisionNo,
}

impl PartialEq for DecisionRef<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.id() == other.id()
    }
}

impl Eq for DecisionRef<'_> {}

impl std::fmt::Debug for DecisionRef<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("DecisionRef").field(&self.id()).finish()
    }
}

impl<'a> DecisionRef<'a> {
    /// Its number in this record; not the same in another.
    pub fn no(self) -> DecisionNo {
        self.no
    }

    /// Its name, the same in every record: see [`DecisionId`].
    pub fn id(self) -> &'a str {
        self.layer.id(self.row)
    }

    /// The body that took it.
    pub fn body(self) -> Body {
        body_named(self.layer.columns.body.get(self.row))
    }

    /// The session of the body.
    pub fn session(self) -> Option<Session> {
        self.layer.columns.session.get(self.row).parse().ok()
    }

    /// In plenary or in committee.
    pub fn stage(self) -> Stage {
        self.layer.columns.stage.get(self.row).parse().map_or(Stage::Plenary, Stage::Committee)
    }

    /// What was put to the vote.
    pub fn question(self) -> Question {
        let kind = QuestionKind::from_word(self.layer.columns.question.get(self.row));
        Question::new(kind.unwrap_or(QuestionKind::Unspecified), Some(self.layer.columns.label.get(self.row)))
    }

    /// The text adopted, or the draft where it was put in committee or failed.
    pub fn text(self) -> Option<Symbol> {
        Symbol::parse(self.layer.columns.text.get(self.row)).ok()
    }

    /// The same as [`DecisionRef::text`], as written; empty where there is none.
    pub fn text_str(self) -> &'a str {
        self.layer.columns.text.get(self.row)
    }

    /// The drafts it was adopted from.
    pub fn drafts(self) -> impl Iterator<Item = &'a str> {
        self.layer.columns.drafts.get(self.row)
    }

    /// The committee's report, with the paragraph.
    pub fn reports(self) -> impl Iterator<Item = &'a str> {
        self.layer.columns.reports.get(self.row)
    }

    /// Drafts that amended it before adoption.
    pub fn amended_by(self) -> impl Iterator<Item = &'a str> {
        self.layer.columns.amended_by.get(self.row)
    }

    /// The record of the meeting; empty where not known.
    pub fn meeting(self) -> &'a str {
        self.layer.columns.meeting.get(self.row)
    }

    /// The day it was taken.
    pub fn date(self) -> Option<Date> {
        self.layer.columns.date[self.row].and_then(day)
    }

    /// How it was taken.
    pub fn modality(self) -> Modality {
        Modality::from_word(self.layer.columns.modality.get(self.row)).unwrap_or(Modality::Unknown)
    }

    /// What came of it.
    pub fn outcome(self) -> Outcome {
        Outcome::from_word(self.layer.columns.outcome.get(self.row)).unwrap_or(Outcome::Unknown)
    }

    /// The title of the text.
    pub fn title(self) -> &'a str {
        self.layer.columns.title.get(self.row)
    }

    /// The main committee that had the item, for a decision taken in plenary.
    pub fn committee(self) -> Option<Committee> {
        self.layer.columns.committee.get(self.row).parse().ok()
    }

    /// Agenda items as the source prints them.
    pub fn agenda(self) -> impl Iterator<Item = &'a str> {
        self.layer.columns.agenda.get(self.row)
    }

    /// Subject headings of the library's thesaurus.
    pub fn subjects(self) -> impl Iterator<Item = &'a str> {
        self.layer.columns.subjects.get(self.row)
    }

    /// Issue codes of the academic data set: `me`, `nu`, `di`, `hr`, `co`, `ec`.
    pub fn issues(self) -> impl Iterator<Item = &'a str> {
        self.layer.columns.issues.get(self.row)
    }

    /// Whether the United States Department of State named it an important vote.
    pub fn important(self) -> Option<bool> {
        self.layer.columns.important[self.row]
    }

    /// The tally as the best source states it.
    pub fn stated(self) -> Option<Tally> {
        tally_at(&self.layer.columns.stated, self.row)
    }

    /// The tally as counted from the names, or as stated where there are none; `None` without a vote.
    pub fn tally(self) -> Option<Tally> {
        let positions = self.positions();
        if positions.is_empty() { self.stated() } else { Some(positions.tally()) }
    }

    /// The positions as cast; empty unless a recorded vote is on record.
    pub fn positions(self) -> PositionRow<'a> {
        self.layer.positions(self.row)
    }

    /// Positions as states later said they had meant them.
    pub fn corrected(self) -> Vec<(StateId, Position)> {
        self.layer.corrected(self.row).collect()
    }

    /// What each source says of it.
    pub fn readings(self) -> &'a [Reading] {
        self.layer.readings.of(self.id())
    }

    /// The cells in which a source differs from the merged record.
    pub fn variants(self) -> &'a [Variant] {
        self.layer.variants.of(self.id())
    }

    /// The checks it does not pass.
    pub fn failed_gates(self) -> &'a [FailedGate] {
        self.layer.failed_gates.of(self.id())
    }

    /// An owned copy, to merge it with others.
    pub fn to_decision(self) -> Decision {
        let symbols = |list: &mut dyn Iterator<Item = &str>| -> Vec<Symbol> {
            list.filter_map(|s| Symbol::parse(s).ok()).collect()
        };
        Decision {
            id: DecisionId::from(self.id()),
            body: self.body(),
            session: self.session(),
            stage: self.stage(),
            question: self.question(),
            text: self.text(),
            drafts: symbols(&mut self.drafts()),
            reports: self.reports().map(str::to_owned).collect(),
            amended_by: symbols(&mut self.amended_by()),
            meeting: Symbol::parse(self.meeting()).ok(),
            date: self.date(),
            modality: self.modality(),
            outcome: self.outcome(),
            title: self.title().to_owned(),
            committee: self.committee(),
            agenda: self.agenda().map(str::to_owned).collect(),
            subjects: self.subjects().map(str::to_owned).collect(),
            issues: self.issues().map(str::to_owned).collect(),
            important: self.important(),
            stated: self.stated(),
            positions: self.positions().iter().collect::<Positions>(),
            corrected: self.corrected(),
        }
    }
}
