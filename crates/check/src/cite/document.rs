//! A document that is cited, with what the record knows of it.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;
use travaux_record::{Caveat, Citation, DecisionRef, Gate, Outcome, QuestionKind, Record, Stage};
use travaux_un::body::{Body, Committee};
use travaux_un::session::Session;
use travaux_un::symbol::{DocumentKind, Symbol};
use travaux_votes::words::{bare_title, day, listed};
use travaux_votes::{Headline, citations, lookup};

use super::act::Act;
use super::entry::{Entry, result};
use super::house::Forms;
use super::{Asked, When};

/// A document that is cited.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CitedDocument {
    /// As it was asked for.
    pub asked: String,
    /// Its symbol.
    pub symbol: Symbol,
    /// The key by which reference managers know it: `unga-73-27`.
    pub key: String,
    /// What it is, as its symbol tells.
    pub kind: DocumentKind,
    /// The body to which it belongs, as its symbol tells.
    pub body: Body,
    /// The Main Committee to which it belongs, as its symbol tells.
    pub committee: Option<Committee>,
    /// The session that the symbol names.
    pub session: Option<Session>,
    /// The year that the symbol names.
    pub year: Option<i16>,
    /// The number of a resolution or decision as the body writes it: `73/27`, `377 A (V)`, `1325 (2000)`.
    pub number: Option<String>,
    /// The title; `null` where the record has none.
    pub title: Option<String>,
    /// The day on which the body adopted it; `null` where the record does not have the day, and for what nobody adopts.
    pub adopted: Option<Date>,
    /// The day on which it was issued, if the record has it. No citation is dated by it.
    pub issued: Option<Date>,
    /// Of the record of a meeting, the day of the decisions taken there.
    pub held: Option<Date>,
    /// The record of the meeting at which it was adopted.
    pub meeting: Option<String>,
    /// How it was adopted, or what was decided on it elsewhere: `recorded vote, 119-46-14`, `without a vote`.
    pub vote: Option<String>,
    /// What a draft became.
    pub adopted_as: Option<String>,
    /// The drafts from which it was adopted.
    pub drafts: Vec<String>,
    /// The reports of committees that recommended it, with the paragraph.
    pub reports: Vec<String>,
    /// Where to see it.
    pub url: Option<String>,
    /// The paragraph that is cited, in the words of the United Nations: `para. 5`.
    pub paragraph: Option<String>,
    /// Whether the record has anything of it. If not, all this is from the symbol alone.
    pub is_in_record: bool,
    /// The citation in the styles that people read.
    pub citation: Forms,
    /// The same for reference managers.
    #[serde(skip)]
    pub entry: Entry,
}

/// A document, what a careful reader must know of it, and where the facts are from.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) document: CitedDocument,
    pub(super) caveats: Vec<Caveat>,
    pub(super) sources: Vec<Citation>,
}

/// The symbol that is meant: the first of which the record has something, else the first.
fn meant<'a>(record: &Record, asked: &'a Asked) -> (&'a Symbol, bool) {
    let is_indexed =
        |symbol: &&Symbol| !record.on_text(symbol).is_empty() || record.document(symbol).is_some();
    if let Some(symbol) = asked.symbols().find(is_indexed) {
        return (symbol, true);
    }
    let is_named = |symbol: &&Symbol| {
        let name = symbol.as_str();
        record.decisions().any(|decision| {
            decision.meeting() == name || decision.reports().any(|report| report_of(report) == name)
        })
    };
    asked.symbols().find(is_named).map_or((asked.first(), false), |symbol| (symbol, true))
}

/// The symbol in `A/75/394, para. 17`.
fn report_of(report: &str) -> &str {
    report.split(',').next().unwrap_or(report)
}

/// Looks up a document.
pub(super) fn find(record: &Record, asked: &Asked, accessed: Option<Date>) -> Found {
    let (symbol, is_in_record) = meant(record, asked);
    let mut lookup = Lookup { record, symbol, caveats: Vec::new(), sources: Vec::new() };
    let decision = lookup.decision();
    let act = Act::of(symbol);
    let holder = if decision.is_none() && act.is_some() { lookup.holder() } else { None };
    let adopted = act.as_ref().and_then(|_| lookup.adopted(decision, holder));
    let stored = record.document(symbol);
    let mut entry = match decision.filter(|_| act.is_some()) {
        Some(decision) => Entry::of_decision(decision),
        None => Entry::of_symbol(symbol, record),
    };
    let title = lookup.title(decision);
    let vote = vote(decision, holder, act.is_some());
    let held = lookup.held();
    let known = decision.or(holder);
    let meeting = known.map(DecisionRef::meeting).filter(|meeting| !meeting.is_empty() && act.is_some());
    entry.title = title.clone().unwrap_or_default();
    entry.day =
        adopted.or(held).map(When::Day).or(act.as_ref().and_then(|act| act.year_behind).map(When::Year));
    entry.note.clone_from(&vote);
    entry.meeting = meeting.map(str::to_owned);
    entry.accessed = accessed;
    entry.number = Some(symbol.to_string());
    let mut document = CitedDocument {
        asked: asked.text().to_owned(),
        symbol: symbol.clone(),
        key: String::new(),
        kind: symbol.kind(),
        body: symbol.body(),
        committee: symbol.committee(),
        session: symbol.session(),
        year: symbol.year(),
        number: act.as_ref().map(Act::number_and_year),
        title,
        adopted,
        issued: stored.and_then(|document| document.issued),
        held,
        meeting: entry.meeting.clone(),
        vote,
        adopted_as: lookup.adopted_as(),
        drafts: known.into_iter().flat_map(DecisionRef::drafts).map(str::to_owned).collect(),
        reports: known.into_iter().flat_map(DecisionRef::reports).map(str::to_owned).collect(),
        url: entry.url.clone(),
        paragraph: asked.paragraph().map(ToString::to_string),
        is_in_record,
        citation: Forms::default(),
        entry,
    };
    document.citation = Forms::of(&document, act.as_ref(), asked.paragraph(), accessed);
    lookup.remark(asked, &document, known);
    Found { document, caveats: lookup.caveats, sources: lookup.sources }
}

struct Lookup<'a> {
    record: &'a Record,
    symbol: &'a Symbol,
    caveats: Vec<Caveat>,
    sources: Vec<Citation>,
}

impl<'a> Lookup<'a> {
    fn note(&mut self, detail: String) {
        self.caveats.push(Caveat::Note { detail });
    }

    /// The decision on the text itself: on the whole of it, in plenary before in committee.
    fn decision(&self) -> Option<DecisionRef<'a>> {
        let on_text = self.record.on_text(self.symbol).into_iter();
        let own = on_text.filter(|decision| decision.text_str() == self.symbol.as_str());
        own.min_by_key(|decision| {
            let question = match decision.question().kind {
                QuestionKind::Whole => 0,
                QuestionKind::Unspecified => 1,
                _ => 2,
            };
            (question, decision.stage() != Stage::Plenary)
        })
    }

    /// The decision on several resolutions under one number, of which this is one: `A/RES/377 A-C (V)`.
    fn holder(&self) -> Option<DecisionRef<'a>> {
        self.symbol.letters()?;
        let start = format!("{} ", self.symbol.whole().as_str().split(" (").next().unwrap_or_default());
        let holds = |decision: &DecisionRef<'_>| {
            decision.text_str().starts_with(&start)
                && decision.question().is_whole()
                && decision.stage() == Stage::Plenary
                && decision.text().is_some_and(|text| text.each().contains(self.symbol))
        };
        self.record.decisions().find(holds)
    }

    /// The day of adoption: of a decision of the plenary on the whole of a text, or as the document has it.
    fn adopted(
        &mut self,
        decision: Option<DecisionRef<'a>>,
        holder: Option<DecisionRef<'a>>,
    ) -> Option<Date> {
        let is_adoption = |decision: &DecisionRef<'_>| {
            decision.question().is_whole()
                && decision.stage() == Stage::Plenary
                && decision.outcome() != Outcome::NotAdopted
        };
        let taken = decision.or(holder).filter(is_adoption);
        let wrong = taken
            .into_iter()
            .flat_map(DecisionRef::failed_gates)
            .find(|gate| gate.gate == Gate::DateInSession);
        if let Some(gate) = wrong {
            let decision = self.symbol.to_string();
            self.caveats.push(Caveat::FailedGate {
                decision,
                detail: format!("{}; the day is left out", gate.detail),
            });
            return None;
        }
        let stored = || self.record.document(self.symbol).and_then(|document| document.adopted);
        taken.and_then(DecisionRef::date).or_else(stored)
    }

    fn title(&self, decision: Option<DecisionRef<'a>>) -> Option<String> {
        let of_decision = decision.map(DecisionRef::title);
        let of_document = self.record.document(self.symbol).map(|document| document.title.as_str());
        let titles = [of_decision, of_document].into_iter().flatten().map(bare_title);
        // The Library parts a title and what it adds to it by a colon between blanks.
        titles.map(|title| title.replace(" : ", ": ")).find(|title| !title.is_empty())
    }

    /// The day of a meeting: that of its decisions, if they have one day.
    fn held(&self) -> Option<Date> {
        if !matches!(self.symbol.kind(), DocumentKind::VerbatimRecord | DocumentKind::SummaryRecord) {
            return None;
        }
        let taken = self.record.decisions().filter(|decision| decision.meeting() == self.symbol.as_str());
        let days: Vec<Date> = taken.filter_map(DecisionRef::date).collect();
        let first = *days.first()?;
        days.iter().all(|day| *day == first).then_some(first)
    }

    fn adopted_as(&self) -> Option<String> {
        let stored = self.record.document(self.symbol).and_then(|document| document.adopted_as.as_ref());
        stored.map(ToString::to_string).or_else(|| {
            let on_text = self.record.on_text(self.symbol);
            let became = on_text.iter().find(|decision| {
                decision.stage() == Stage::Plenary
                    && decision.question().is_whole()
                    && decision.text_str() != self.symbol.as_str()
            });
            became.map(|decision| decision.text_str().to_owned())
        })
    }

    /// What is to be said of a document: what is not known of it, and what does not fit.
    fn remark(&mut self, asked: &Asked, document: &CitedDocument, known: Option<DecisionRef<'a>>) {
        let symbol = self.symbol;
        if document.is_in_record || known.is_some() {
            self.missing(document);
        } else {
            self.unknown(asked);
        }
        for doubt in document.adopted.map_or_else(|| symbol.doubts(), |day| symbol.doubts_on(day)) {
            self.note(format!("{symbol}: {doubt}"));
        }
        if let Some(decision) = known {
            if decision.text_str() != symbol.as_str() {
                self.note(format!(
                    "{symbol}: day and vote are those of {}, which holds it",
                    decision.text_str()
                ));
            }
            self.differing(decision);
            self.sources.extend(citations(self.record, decision));
        }
        if let Some(stored) = self.record.document(symbol).filter(|_| known.is_none()) {
            self.sources.push(Citation {
                of: symbol.to_string(),
                source: stored.source.clone(),
                reference: symbol.to_string(),
                url: document.url.clone(),
            });
        }
    }

    /// Sources that have another day.
    fn differing(&mut self, decision: DecisionRef<'_>) {
        let other: Vec<_> = decision.variants().iter().filter(|variant| variant.field == "date").collect();
        if other.is_empty() {
            return;
        }
        let mut sources: Vec<String> = other.iter().map(|variant| variant.source.clone()).collect();
        sources.sort_unstable();
        sources.dedup();
        let said =
            listed(other.iter().map(|variant| format!("{} has {}", variant.source, variant.value)), "and");
        self.note(format!("{}: another day is in a source: {said}", self.symbol));
        let cells = other.len() as u64;
        self.caveats.push(Caveat::SourcesDiffer { decision: decision.id().to_owned(), cells, sources });
    }

    /// What the record has of a document does not say everything that styles ask for.
    fn missing(&mut self, document: &CitedDocument) {
        let is_act = document.number.is_some();
        let mut missing = Vec::new();
        // The Council's resolutions have no titles, nor have records of meetings.
        if document.title.is_none() && document.body != Body::SecurityCouncil && !is_meeting(document.kind) {
            missing.push("title");
        }
        if is_act && document.adopted.is_none() {
            missing.push("day of adoption");
        } else if is_meeting(document.kind) && document.held.is_none() {
            missing.push("single day of the decisions taken there");
        }
        if !missing.is_empty() {
            let missing = listed(missing, "and no");
            let detail = format!("the record has no {missing} of {}: left out", self.symbol);
            self.caveats.push(Caveat::Coverage { detail });
        }
        if document.held.is_some() {
            self.note(format!("the day of {} is that of the decisions taken there", self.symbol));
        }
        if !is_act && !is_meeting(document.kind) {
            self.note(format!(
                "{} is neither a resolution nor a decision: it is cited without a day",
                self.symbol
            ));
        }
    }

    /// The record has nothing of it: the symbol is all that is known.
    fn unknown(&mut self, asked: &Asked) {
        let symbol = self.symbol;
        let read = if asked.is_canonical(symbol) {
            String::new()
        } else {
            format!(", as which «{}» is read", asked.text())
        };
        let detail =
            format!("the record has nothing of {symbol}{read}: it is cited as far as its symbol says");
        self.caveats.push(Caveat::Coverage { detail });
        let others: Vec<&str> =
            asked.symbols().filter(|other| *other != symbol).map(Symbol::as_str).collect();
        if !others.is_empty() && !asked.is_canonical(symbol) {
            self.note(format!("«{}» may also be {}", asked.text(), listed(others, "or")));
        }
        // Only of the bodies of which the record has decisions can it say more.
        let is_covered = symbol.body() == Body::GeneralAssembly && symbol.kind() == DocumentKind::Resolution;
        if let (true, Err(missed)) = (is_covered, lookup::find(self.record, symbol.as_str())) {
            for hint in missed.hints {
                let is_named = hint.starts_with(symbol.as_str());
                self.note(if is_named { hint } else { format!("{symbol}: {hint}") });
            }
        }
    }
}

/// How a text was adopted; of a draft, what was decided on it, where and when.
fn vote(decision: Option<DecisionRef<'_>>, holder: Option<DecisionRef<'_>>, is_act: bool) -> Option<String> {
    let decision = decision.or(holder).filter(|decision| decision.question().is_whole())?;
    let vote = result(&Headline::of(decision));
    if let Some(holder) = holder {
        return Some(format!("{vote} (on {})", holder.text_str()));
    }
    if is_act {
        return Some(vote);
    }
    let place = match decision.stage() {
        Stage::Plenary => decision.body().name().to_owned(),
        Stage::Committee(committee) => committee.to_string(),
    };
    let on = decision.date().map(|date| format!(", {}", day(date))).unwrap_or_default();
    let outcome = if decision.outcome() == Outcome::NotAdopted { ", not adopted" } else { "" };
    Some(format!("{place}{on}: {vote}{outcome}"))
}

const fn is_meeting(kind: DocumentKind) -> bool {
    matches!(kind, DocumentKind::VerbatimRecord | DocumentKind::SummaryRecord)
}
