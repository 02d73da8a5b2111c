//! The texts that a document speaks of, as the record has them.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use jiff::civil::Date;
use travaux_record::{Citation as Source, DecisionNo, DecisionRef, Stage, Tally};
use travaux_un::session::Session;
use travaux_un::state::StateId;
use travaux_un::symbol::{DocumentKind, Symbol};
use travaux_votes::sponsors::{OnBehalf, SponsorRoll};
use travaux_votes::words::bare_title;
use travaux_votes::{Context, citations as sources, lookup};

use crate::citation::Citation;

/// A text that the document speaks of, with every decision of the record on it.
#[derive(Debug, Clone)]
pub(crate) struct Subject<'a> {
    /// As what it was adopted, or the draft.
    pub(crate) symbol: String,
    /// The title; empty where the record has none.
    pub(crate) title: &'a str,
    /// The decision on the whole text, in plenary before in committee.
    pub(crate) main: DecisionRef<'a>,
    /// All decisions on it, the main one first.
    pub(crate) decisions: Vec<DecisionRef<'a>>,
    /// Its sponsors.
    pub(crate) roll: SponsorRoll,
}

impl Subject<'_> {
    /// The day of the decision on the whole text.
    pub(crate) fn date(&self) -> Option<Date> {
        self.main.date()
    }

    /// Whether a year is that of the decision, or that in which its session opened.
    pub(crate) fn is_of_year(&self, year: i16) -> bool {
        self.date().is_some_and(|date| date.year() == year)
            || self.main.session().and_then(Session::opened_in) == Some(year)
    }

    /// The short name in a sentence: `75/240`.
    pub(crate) fn short(&self) -> &str {
        travaux_votes::words::short(&self.symbol)
    }
}

/// Whether a document is a text as it was adopted.
pub(crate) fn is_adopted(symbol: &Symbol) -> bool {
    matches!(symbol.kind(), DocumentKind::Resolution | DocumentKind::Decision)
}

/// Whether a document is one that is voted on.
pub(crate) fn is_act(symbol: &Symbol) -> bool {
    is_adopted(symbol) || symbol.kind() == DocumentKind::Draft
}

/// The tallies of a decision: as the source states it, and as counted from the names where they differ.
pub(crate) fn tallies(decision: DecisionRef<'_>) -> Vec<Tally> {
    let mut found: Vec<Tally> = decision.stated().into_iter().collect();
    if let Some(counted) = decision.tally().filter(|tally| !found.iter().any(|t| t.same_votes(*tally))) {
        found.push(counted);
    }
    // The number of those not voting is known where there are names.
    let row = decision.positions();
    if !row.is_empty() {
        let not_voting = row.tally().not_voting;
        for tally in &mut found {
            tally.not_voting = tally.not_voting.or(not_voting);
        }
    }
    found
}

/// Where a decision was taken, in words that a sentence goes on with.
pub(crate) fn where_taken(decision: DecisionRef<'_>) -> String {
    let question =
        if decision.question().is_whole() { String::new() } else { format!(", on {}", decision.question()) };
    match decision.stage() {
        Stage::Plenary => format!("in plenary{question}"),
        Stage::Committee(committee) => format!("in the {committee}{question}"),
    }
}

/// Whether a citation is part of the title of the text cited before it: `… pursuant to General Assembly resolution 75/240`.
pub(crate) fn is_in_title(text: &str, citation: &Citation, title: &str) -> bool {
    const WORDS: usize = 16;
    let before: Vec<usize> =
        text[..citation.span.start].char_indices().rev().take(WORDS).map(|(at, _)| at).collect();
    let from = before.last().copied().unwrap_or(citation.span.start);
    before.len() == WORDS && title.contains(&text[from..citation.span.end])
}

/// Every text that a document cites and the record knows, and what looks them up.
#[derive(Debug)]
pub(crate) struct Subjects<'a> {
    pub(crate) context: Context<'a>,
    known: Vec<Subject<'a>>,
    of_symbol: BTreeMap<Symbol, Option<usize>>,
    of_text: BTreeMap<String, usize>,
    of_sponsor: BTreeMap<StateId, Vec<usize>>,
    titles: OnceCell<BTreeMap<String, Vec<DecisionNo>>>,
    reports: OnceCell<BTreeMap<String, DecisionNo>>,
}

impl<'a> Subjects<'a> {
    /// Looks up what is cited.
    pub(crate) fn of(context: Context<'a>, cited: &[Citation]) -> Self {
        let mut subjects = Self {
            context,
            known: Vec::new(),
            of_symbol: BTreeMap::new(),
            of_text: BTreeMap::new(),
            of_sponsor: BTreeMap::new(),
            titles: OnceCell::new(),
            reports: OnceCell::new(),
        };
        for citation in cited {
            if !subjects.of_symbol.contains_key(&citation.symbol) {
                let at = subjects.look_up(&citation.symbol);
                subjects.of_symbol.insert(citation.symbol.clone(), at);
            }
        }
        subjects
    }

    fn look_up(&mut self, symbol: &Symbol) -> Option<usize> {
        if !is_act(symbol) {
            return None;
        }
        let found = lookup::known(self.context.record, symbol.as_str())?;
        let mut decisions = vec![found.decision];
        decisions.extend(found.related.iter().copied());
        let whole = |d: &&DecisionRef<'_>| d.question().is_whole();
        let plenary = decisions.iter().filter(whole).find(|d| d.stage() == Stage::Plenary);
        let main = *plenary.or_else(|| decisions.iter().find(whole)).unwrap_or(&decisions[0]);
        let name = main.text_str().to_owned();
        if let Some(at) = self.of_text.get(&name) {
            return Some(*at);
        }
        decisions.retain(|decision| decision.no() != main.no());
        decisions.insert(0, main);
        let roll = SponsorRoll::of(self.context, main, OnBehalf::Apart);
        let title = decisions.iter().map(|d| d.title()).find(|title| !title.is_empty()).unwrap_or_default();
        let at = self.known.len();
        for state in &roll.states {
            self.of_sponsor.entry(state).or_default().push(at);
        }
        self.of_text.insert(name.clone(), at);
        let title = bare_title(title);
        self.known.push(Subject { symbol: name, title, main, decisions, roll });
        Some(at)
    }

    /// The text of a symbol that the document cites.
    pub(crate) fn at(&self, symbol: &Symbol) -> Option<usize> {
        self.of_symbol.get(symbol).copied().flatten()
    }

    /// A text by its number in this list.
    pub(crate) fn get(&self, at: usize) -> &Subject<'a> {
        &self.known[at]
    }

    /// All texts with their numbers.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (usize, &Subject<'a>)> {
        self.known.iter().enumerate()
    }

    /// The texts that a state sponsored, of a year if one is named.
    pub(crate) fn sponsored_by(&self, state: StateId, year: Option<i16>) -> Vec<usize> {
        let all = self.of_sponsor.get(&state).into_iter().flatten().copied();
        all.filter(|at| year.is_none_or(|year| self.get(*at).is_of_year(year))).collect()
    }

    /// The decisions of the record on texts with a title in its [`normal`] form.
    pub(crate) fn titled(&self, title: &str) -> impl Iterator<Item = DecisionRef<'a>> {
        let titles = self.titles.get_or_init(|| {
            let mut titles: BTreeMap<String, Vec<DecisionNo>> = BTreeMap::new();
            for decision in self.context.record.decisions().filter(|d| d.question().is_whole()) {
                titles.entry(normal(bare_title(decision.title()))).or_default().push(decision.no());
            }
            titles
        });
        titles.get(title).into_iter().flatten().map(|no| self.context.record.decision(*no))
    }

    /// A decision on a text that a committee reported on in a document.
    pub(crate) fn on_report(&self, symbol: &str) -> Option<DecisionRef<'a>> {
        let reports = self.reports.get_or_init(|| {
            let mut reports: BTreeMap<String, DecisionNo> = BTreeMap::new();
            for decision in self.context.record.decisions() {
                for report in decision.reports() {
                    let name = report.split(',').next().unwrap_or(report);
                    reports.entry(name.to_owned()).or_insert(decision.no());
                }
            }
            reports
        });
        reports.get(symbol).map(|no| self.context.record.decision(*no))
    }

    /// Where the facts about a decision are from.
    pub(crate) fn sources(&self, decision: DecisionRef<'_>) -> Vec<Source> {
        sources(self.context.record, decision)
    }
}

/// A title without marks and capitals, in one spelling, without the ending of a plural.
pub(crate) fn normal(title: &str) -> String {
    let words = title.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let words = words.map(|word| {
        let mut word = word.to_lowercase();
        for (british, other) in [
            ("our", "or"),
            ("programme", "program"),
            ("isation", "ization"),
            ("ise", "ize"),
            ("defence", "defense"),
        ] {
            if word.len() > british.len() + 1 && word.contains(british) || word == british {
                word = word.replace(british, other);
            }
        }
        if word.len() > 3 && word.ends_with('s') && !word.ends_with("ss") {
            word.pop();
        }
        word
    });
    words.collect::<Vec<_>>().join(" ")
}
