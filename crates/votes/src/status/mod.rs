//! What the record covers, how fresh it is, where its sources disagree and what is missing.

mod missing;
mod tables;

use std::collections::{BTreeMap, BTreeSet, HashSet};

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;
use travaux_record::{Answer, Citation, Gate, Method, Modality, QuestionKind, Record, Stage};
use travaux_un::session::Session;

use crate::Share;
use crate::provenance::{last_decision, trusted_date};

/// The state of the record.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Status {
    /// How many decisions.
    pub decisions: u64,
    /// How many sponsorship events.
    pub sponsorships: u64,
    /// How many documents.
    pub documents: u64,
    /// How many texts of documents; two languages of one text are two.
    pub texts: u64,
    /// How many clauses these have.
    pub clauses: u64,
    /// The first day of a decision. Days that do not fall into the session are left out.
    pub first: Option<Date>,
    /// The last day of a decision: how fresh the record is. Days that do not fall into the session are left out.
    pub last: Option<Date>,
    /// The name of the last decision.
    pub last_decision: Option<String>,
    /// The sources, the most believed first.
    pub sources: Vec<SourceLine>,
    /// Coverage by session.
    pub sessions: Vec<SessionLine>,
    /// How often sources differ from the merged record, by field.
    pub disagreements: Vec<DisagreementLine>,
    /// Checks that decisions do not pass.
    pub failed_gates: Vec<FailedGateLine>,
    /// What is missing, in words.
    pub missing: Vec<String>,
}

/// A source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SourceLine {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Who publishes it.
    pub publisher: String,
    /// Its rank where sources differ: the lowest is believed.
    pub precedence: u16,
    /// How many decisions it covers.
    pub decisions: u64,
    /// The first day.
    pub first: Option<Date>,
    /// The last day.
    pub last: Option<Date>,
    /// Terms of use.
    pub licence: String,
    /// How it should be named.
    pub citation: String,
}

/// The coverage of a session.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct SessionLine {
    /// The session; `null` where the sources do not say.
    pub session: Option<Session>,
    /// Decisions.
    pub decisions: u32,
    /// Recorded votes with names.
    pub recorded: u32,
    /// Votes of which the record has totals only.
    pub totals_only: u32,
    /// Votes that were not recorded by state, and of which the record has no totals.
    pub not_recorded: u32,
    /// Without a vote.
    pub without_vote: u32,
    /// Taken in a way the sources do not say.
    pub unknown: u32,
    /// In committee, among the decisions.
    pub in_committee: u32,
    /// On paragraphs, amendments, motions and rulings, among the decisions.
    pub on_parts: u32,
    /// On a question that the sources do not specify, among the decisions.
    pub unspecified: u32,
    /// Whole texts of which the record knows sponsors, of the whole texts.
    pub sponsors_known: Share,
    /// The last day.
    pub last: Option<Date>,
}

/// How often a source differs from the source that the merged record follows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DisagreementLine {
    /// What differs: `position`, `date`, `title`, `tally`, `meeting`.
    pub field: String,
    /// The source that differs.
    pub source: String,
    /// The source that the merged record follows, among those that cover the decision.
    pub merged_from: String,
    /// In how many cells.
    pub cells: u64,
    /// On how many decisions.
    pub decisions: u64,
    /// Decisions that both sources cover: the base.
    pub both_cover: u64,
}

/// A check that decisions do not pass.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FailedGateLine {
    /// The check.
    pub gate: Gate,
    /// The source.
    pub source: String,
    /// How many decisions.
    pub decisions: u64,
    /// Up to three of them, the latest first.
    pub examples: Vec<String>,
}

const METHOD: Method = Method {
    name: "status",
    summary: "Counted over the whole record. A difference between sources is counted for the source that differs and the \
              most believed other source that covers the decision; the base is the decisions that both cover.",
};

/// The state of the record.
pub fn status(record: &Record) -> Answer<Status> {
    let last = last_decision(record);
    let sources = sources(record);
    let sessions = sessions(record);
    let mut value = Status {
        decisions: record.len() as u64,
        sponsorships: record.all_sponsorships().count() as u64,
        documents: record.documents().count() as u64,
        texts: rows(record, "texts"),
        clauses: rows(record, "clauses"),
        first: record.decisions().find_map(trusted_date),
        last: last.map(|(_, day)| day),
        last_decision: last.map(|(decision, _)| decision.id().to_owned()),
        sources,
        sessions,
        disagreements: disagreements(record),
        failed_gates: failed_gates(record),
        missing: Vec::new(),
    };
    value.missing = missing::in_words(record, &value);
    let mut answer = Answer::new(value, METHOD);
    for source in record.sources() {
        answer.cite(Citation {
            of: "the record".to_owned(),
            source: source.id,
            reference: source.citation,
            url: Some(source.url).filter(|url| !url.is_empty()),
        });
    }
    answer
}

/// The rows of a table of texts: only one layer of a record has them.
fn rows(record: &Record, table: &str) -> u64 {
    record.manifests().filter_map(|manifest| manifest.rows.get(table)).sum()
}

fn sources(record: &Record) -> Vec<SourceLine> {
    let mut decisions: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
    for decision in record.decisions() {
        for reading in decision.readings() {
            decisions.entry(&reading.source).or_default().insert(decision.no().index());
        }
    }
    record
        .sources()
        .into_iter()
        .map(|source| SourceLine {
            decisions: decisions.get(source.id.as_str()).map_or(0, |set| set.len() as u64),
            id: source.id,
            title: source.title,
            publisher: source.publisher,
            precedence: source.precedence,
            first: source.covers.map(|covers| covers.0),
            last: source.covers.map(|covers| covers.1),
            licence: source.licence,
            citation: source.citation,
        })
        .collect()
}

/// Counts of a session, before they become a line.
#[derive(Default)]
struct Counts {
    decisions: u32,
    recorded: u32,
    totals_only: u32,
    not_recorded: u32,
    without_vote: u32,
    unknown: u32,
    in_committee: u32,
    on_parts: u32,
    unspecified: u32,
    whole: u32,
    sponsored: u32,
    last: Option<Date>,
}

fn sessions(record: &Record) -> Vec<SessionLine> {
    let sponsored: HashSet<&str> = record.all_sponsorships().map(|event| event.text.as_str()).collect();
    let mut sessions: BTreeMap<Option<Session>, Counts> = BTreeMap::new();
    for decision in record.decisions() {
        let counts = sessions.entry(decision.session()).or_default();
        counts.decisions += 1;
        match decision.modality() {
            Modality::RecordedVote => counts.recorded += 1,
            Modality::TotalsOnly => counts.totals_only += 1,
            Modality::NonRecordedVote => counts.not_recorded += 1,
            Modality::WithoutVote => counts.without_vote += 1,
            Modality::Unknown => counts.unknown += 1,
        }
        counts.in_committee += u32::from(decision.stage() != Stage::Plenary);
        match decision.question().kind {
            QuestionKind::Whole => {
                counts.whole += 1;
                let texts = std::iter::once(decision.text_str()).chain(decision.drafts());
                counts.sponsored += u32::from(texts.into_iter().any(|text| sponsored.contains(text)));
            }
            QuestionKind::Unspecified => counts.unspecified += 1,
            QuestionKind::Paragraph
            | QuestionKind::Amendment
            | QuestionKind::Motion
            | QuestionKind::Ruling => counts.on_parts += 1,
        }
        counts.last = counts.last.max(trusted_date(decision));
    }
    sessions
        .into_iter()
        .map(|(session, counts)| SessionLine {
            session,
            decisions: counts.decisions,
            recorded: counts.recorded,
            totals_only: counts.totals_only,
            not_recorded: counts.not_recorded,
            without_vote: counts.without_vote,
            unknown: counts.unknown,
            in_committee: counts.in_committee,
            on_parts: counts.on_parts,
            unspecified: counts.unspecified,
            sponsors_known: Share::new(counts.sponsored, counts.whole),
            last: counts.last,
        })
        .collect()
}

fn disagreements(record: &Record) -> Vec<DisagreementLine> {
    let precedence: BTreeMap<String, u16> =
        record.sources().into_iter().map(|source| (source.id, source.precedence)).collect();
    let rank = |source: &str| precedence.get(source).copied().unwrap_or(u16::MAX);
    let mut both: BTreeMap<(&str, &str), u64> = BTreeMap::new();
    let mut cells: BTreeMap<(&str, &str, &str), (u64, BTreeSet<&str>)> = BTreeMap::new();
    for decision in record.decisions() {
        let covering: BTreeSet<&str> = decision.readings().iter().map(|r| r.source.as_str()).collect();
        // The source that the merged record follows where this one says otherwise.
        let followed = |source: &str| {
            covering
                .iter()
                .copied()
                .filter(|other| *other != source)
                .min_by_key(|other| (rank(other), *other))
        };
        for source in &covering {
            if let Some(other) = followed(source) {
                *both.entry((source, other)).or_default() += 1;
            }
        }
        for variant in decision.variants() {
            let other = followed(&variant.source).unwrap_or("");
            let (n, decisions) = cells.entry((&variant.field, &variant.source, other)).or_default();
            *n += 1;
            decisions.insert(decision.id());
        }
    }
    cells
        .into_iter()
        .map(|((field, source, merged_from), (cells, decisions))| DisagreementLine {
            field: field.to_owned(),
            source: source.to_owned(),
            merged_from: merged_from.to_owned(),
            cells,
            decisions: decisions.len() as u64,
            both_cover: both.get(&(source, merged_from)).copied().unwrap_or(0),
        })
        .collect()
}

fn failed_gates(record: &Record) -> Vec<FailedGateLine> {
    let mut gates: BTreeMap<(Gate, &str), Vec<&str>> = BTreeMap::new();
    for decision in record.decisions() {
        for gate in decision.failed_gates() {
            let decisions = gates.entry((gate.gate, &gate.source)).or_default();
            if decisions.last() != Some(&decision.id()) {
                decisions.push(decision.id());
            }
        }
    }
    gates
        .into_iter()
        .map(|((gate, source), decisions)| FailedGateLine {
            gate,
            source: source.to_owned(),
            decisions: decisions.len() as u64,
            examples: decisions.iter().rev().take(3).map(|&id| id.to_owned()).collect(),
        })
        .collect()
}
