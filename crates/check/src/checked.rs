//! The check of a document: what it cites, and what came of its claims.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;
use travaux_import::Manuscript;
use travaux_record::{Answer, Caveat, Method, Table, Tabular};
use travaux_un::adoption::adoption_day;
use travaux_un::symbol::Symbol;
use travaux_votes::{Context, record_through};

use crate::citation::{self, Citation, Damaged, Form};
use crate::claim::{self, Desk};
use crate::extract::{self, Proposal};
use crate::finding::{Finding, Verdict};
use crate::sentence::{self, Sentences};
use crate::sidecar::{Sidecar, find};
use crate::subject::{Subject, Subjects, is_in_title};

/// What came of the check of a document.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Checked {
    /// The file.
    pub file: String,
    /// How many claims are right.
    pub right: usize,
    /// How many are wrong.
    pub wrong: usize,
    /// Of how many the record cannot tell.
    pub cannot_tell: usize,
    /// The claims, in the order of the document.
    pub findings: Vec<Finding>,
    /// The documents cited, in the order in which they are first cited.
    pub cited: Vec<Cited>,
}

/// A document that is cited.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Cited {
    /// Its symbol.
    pub symbol: String,
    /// How often it is cited.
    pub times: usize,
    /// Where first: the page of a PDF.
    pub page: Option<u32>,
    /// Where first: the line.
    pub line: u32,
    /// Whether the record has a decision on it.
    pub in_record: bool,
    /// Its title, where the record has it.
    pub title: Option<String>,
    /// The day it was adopted, or voted on.
    pub adopted: Option<Date>,
    /// The meeting.
    pub meeting: Option<String>,
    /// The day it was issued, where the record has it.
    pub issued: Option<Date>,
    /// Where it is found.
    pub url: String,
}

const METHOD: Method = Method {
    name: "check",
    summary: "Citations and claims are recognised in the text by rules; a claim is bound to the text named nearest before it in the \
              sentence, else behind it, else last in the paragraph, and compared with the record. Where what it speaks of or what the \
              record holds is not certain, the answer is that it cannot be told.",
};

/// Checks a document, and the claims that stand beside it, against a record.
pub fn check(context: Context<'_>, manuscript: &Manuscript, sidecar: &Sidecar) -> Answer<Checked> {
    let checked = read(context, manuscript, |desk, sentences| {
        let findings = findings(desk, sentences, sidecar);
        let count = |verdict: Verdict| findings.iter().filter(|finding| finding.verdict == verdict).count();
        Checked {
            file: manuscript.file.clone(),
            right: count(Verdict::Right),
            wrong: count(Verdict::Wrong),
            cannot_tell: count(Verdict::CannotTell),
            cited: resolved(desk),
            findings,
        }
    });
    let mut sources: Vec<_> =
        checked.findings.iter().flat_map(|finding| finding.source.iter().cloned()).collect();
    let mut told = BTreeSet::new();
    sources
        .retain(|source| told.insert((source.of.clone(), source.source.clone(), source.reference.clone())));
    let mut answer = Answer::new(checked, METHOD);
    answer.sources = sources;
    if let Some(day) = record_through(context.record) {
        let detail = format!("the record goes to {}", travaux_votes::words::day(day));
        answer.caveat(Caveat::Note { detail });
    }
    answer
}

/// Proposes claims of a document for a file beside it: sentences that count or compare states, and that no rule reads.
pub fn proposals(context: Context<'_>, manuscript: &Manuscript, sidecar: &Sidecar) -> Vec<Proposal> {
    read(context, manuscript, |desk, sentences| {
        let findings = findings(desk, sentences, sidecar);
        extract::proposals(desk, sentences, &findings)
    })
}

/// Reads a document: what it cites, what its sentences speak of.
fn read<T>(
    context: Context<'_>,
    manuscript: &Manuscript,
    then: impl FnOnce(&Desk<'_>, &Sentences<'_>) -> T,
) -> T {
    let found = citation::cited_in(manuscript);
    let mut cited = found.citations;
    let damaged = meant(&found.damaged, &mut cited);
    let subjects = Subjects::of(context, &cited);
    leave_out_titles(manuscript, &mut cited, &subjects);
    let sentences = sentence::read(manuscript, &cited, &subjects);
    then(&Desk { context, manuscript, cited: &cited, subjects: &subjects, damaged: &damaged }, &sentences)
}

/// The findings in the order of the document, without those that are to be passed over.
fn findings(desk: &Desk<'_>, sentences: &Sentences<'_>, sidecar: &Sidecar) -> Vec<Finding> {
    let mut findings = claim::all(desk, sentences, sidecar);
    let skipped: Vec<_> =
        sidecar.skips.iter().filter_map(|skip| find(&desk.manuscript.text, &skip.quote)).collect();
    findings.retain(|finding| {
        !skipped.iter().any(|skip| skip.start < finding.span.end && finding.span.start < skip.end)
    });
    findings.sort_by_key(|finding| (finding.span.start, finding.span.end, finding.kind));
    findings.dedup_by(|a, b| a.kind == b.kind && a.span == b.span && a.claim == b.claim);
    findings
}

/// What is cited by damaged numbers: where one text that the document cites elsewhere has such a number, it is cited there too.
fn meant(damaged: &[Damaged], cited: &mut Vec<Citation>) -> Vec<(Range<usize>, Option<Symbol>)> {
    let mut numbers: BTreeMap<u32, BTreeSet<Symbol>> = BTreeMap::new();
    for citation in cited.iter() {
        if let Some(number) = citation.symbol.number() {
            numbers.entry(number).or_default().insert(citation.symbol.clone());
        }
    }
    let found: Vec<_> = damaged
        .iter()
        .map(|damaged| {
            let alike = numbers.get(&damaged.number).into_iter().flatten();
            let mut alike = alike.filter(|symbol| symbol.as_str().starts_with(damaged.series));
            let only = alike.next().filter(|_| alike.next().is_none()).cloned();
            (damaged, only)
        })
        .collect();
    for (damaged, symbol) in &found {
        cited.extend(symbol.iter().map(|symbol| Citation {
            symbol: symbol.clone(),
            span: damaged.span.clone(),
            paragraph: damaged.paragraph.clone(),
            form: Form::Number,
            repairs: Vec::new(),
        }));
    }
    cited.sort_by_key(|citation| citation.span.start);
    found.into_iter().map(|(damaged, symbol)| (damaged.span.clone(), symbol)).collect()
}

/// A title names texts that the document does not speak of.
fn leave_out_titles(manuscript: &Manuscript, cited: &mut Vec<Citation>, subjects: &Subjects<'_>) {
    let mut before: Option<usize> = None;
    cited.retain(|citation| {
        let in_title =
            before.is_some_and(|at| is_in_title(&manuscript.text, citation, subjects.get(at).title));
        if !in_title {
            before = subjects.at(&citation.symbol).or(before);
        }
        !in_title
    });
}

fn resolved(desk: &Desk<'_>) -> Vec<Cited> {
    let Desk { context, manuscript, cited, subjects, .. } = *desk;
    let mut at: BTreeMap<&str, usize> = BTreeMap::new();
    let mut found: Vec<Cited> = Vec::new();
    for citation in cited {
        if let Some(known) = at.get(citation.symbol.as_str()) {
            found[*known].times += 1;
            continue;
        }
        at.insert(citation.symbol.as_str(), found.len());
        let subject = subjects.at(&citation.symbol).map(|at| subjects.get(at));
        let document = context.record.document(&citation.symbol);
        let spot = manuscript.places.spot(&manuscript.text, citation.span.start);
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        found.push(Cited {
            symbol: citation.symbol.to_string(),
            times: 1,
            page: spot.and_then(|spot| spot.page),
            line: spot.map_or(0, |spot| spot.line),
            in_record: subject.is_some(),
            title: subject.and_then(|s| some(s.title)).or_else(|| document.and_then(|d| some(&d.title))),
            adopted: subject
                .and_then(Subject::date)
                .or_else(|| document.and_then(|d| d.adopted))
                .or_else(|| adoption_day(&citation.symbol).map(|said| said.day)),
            meeting: subject.and_then(|s| some(s.main.meeting())),
            issued: document.and_then(|d| d.issued),
            url: citation.symbol.url(),
        });
    }
    found
}

impl Tabular for Checked {
    fn tables(&self) -> Vec<Table> {
        let mut findings = Table::new(
            "findings",
            format!("Claims of {}", self.file),
            &["line", "verdict", "kind", "claim", "record says", "query"],
        );
        for finding in &self.findings {
            let says = std::iter::once(finding.record_says.clone().unwrap_or_default())
                .chain(finding.notes.iter().cloned());
            let says: Vec<String> = says.filter(|words| !words.is_empty()).collect();
            findings.row([
                u64::from(finding.line).into(),
                finding.verdict.words().into(),
                finding.kind.word().into(),
                finding.claim.as_str().into(),
                says.join("; ").into(),
                finding.query.clone().into(),
            ]);
        }
        let mut cited = Table::new(
            "cited",
            format!("Documents that {} cites", self.file),
            &["symbol", "times", "first in line", "in the record", "adopted", "title"],
        );
        for document in &self.cited {
            cited.row([
                document.symbol.as_str().into(),
                document.times.into(),
                u64::from(document.line).into(),
                if document.in_record { "yes" } else { "no" }.into(),
                document.adopted.into(),
                document.title.clone().into(),
            ]);
        }
        vec![findings, cited]
    }
}
