//! Clauses of all texts that have some words, or are like a passage.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;
use travaux_record::texts::{Kind, Passages, TextHead};
use travaux_record::{Answer, Cell, Method, Table, Tabular};
use travaux_un::body::Body;
use travaux_un::symbol::Symbol;

use super::origins::reach;
use super::words::{around, in_place, marked};
use super::{TextName, cite, counted, day_of, told};
use crate::difference::{Piece, compare};
use crate::processors;
use crate::reuse::{Measure, Options, find_like, fit};
use crate::search::{Room, Search};
use crate::words::{Unit, units};

/// Which part of a text is searched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// The preamble.
    Preamble,
    /// The operative part.
    Operative,
}

/// Which clauses are looked at.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Those of one part only.
    pub part: Option<Part>,
    /// Texts of these years only, the first and the last.
    pub years: Option<(i16, i16)>,
    /// Texts of one body only.
    pub body: Option<Body>,
    /// These texts only.
    pub texts: Option<BTreeSet<String>>,
}

impl Filter {
    fn passes_text(&self, head: &TextHead) -> bool {
        let year = || day_of(head).map(Date::year);
        self.years.is_none_or(|(from, to)| year().is_some_and(|year| (from..=to).contains(&year)))
            && self
                .body
                .is_none_or(|body| Symbol::parse(&head.name).is_ok_and(|symbol| symbol.body() == body))
            && self.texts.as_ref().is_none_or(|texts| texts.contains(&head.name))
    }

    fn passes_kind(&self, kind: Kind) -> bool {
        match self.part {
            None => true,
            Some(Part::Preamble) => kind == Kind::Preambular,
            Some(Part::Operative) => kind == Kind::Operative,
        }
    }
}

/// What was looked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Looked {
    /// Words in a row.
    Phrase {
        /// The words.
        words: String,
    },
    /// Words that all stand within so many words, in any order.
    Near {
        /// The words.
        words: String,
        /// How many.
        within: usize,
    },
    /// Words like these.
    Like {
        /// The passage.
        words: String,
    },
}

impl Looked {
    fn told(&self) -> String {
        match self {
            Self::Phrase { words } => format!("«{words}»"),
            Self::Near { words, within } => format!("«{words}» within {within} words"),
            Self::Like { .. } => "words like the passage".to_owned(),
        }
    }
}

/// Clauses that were found.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct FoundClauses {
    /// What was looked for.
    pub looked_for: Looked,
    /// How many texts were read.
    pub texts_read: usize,
    /// How many clauses have it.
    pub n_clauses: usize,
    /// Of how many texts.
    pub n_texts: usize,
    /// By year; texts without a date are not in it.
    pub years: Vec<YearCount>,
    /// The clauses: the latest first or, of words like a passage, the likest. As many as were wanted.
    pub hits: Vec<Hit>,
}

/// How many clauses of a year have it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct YearCount {
    /// The year.
    pub year: i16,
    /// How many texts of it.
    pub texts: usize,
    /// How many clauses.
    pub clauses: usize,
}

/// A clause that was found.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Hit {
    /// Its text.
    pub text: TextName,
    /// Its id.
    pub clause: String,
    /// Its words.
    pub words: String,
    /// Where what was looked for stands in them, in bytes; of words like a passage, the part that fits best.
    pub places: Vec<(u32, u32)>,
    /// How like it is to the passage, where one was asked about.
    pub likeness: Option<f64>,
    /// The passage asked about beside the part that fits it.
    pub differs: Option<Vec<Piece>>,
}

const PHRASE: Method = Method {
    name: "search",
    summary: "Every clause of every text of the record is read. Capitals and typography do not count, and marks between \
              words do not: words are the same, or they are not found. Words near each other may stand in any order.",
};
const LIKE: Method = Method {
    name: "agreed language",
    summary: "Clauses of all texts are found by the runs of three words that they share with the passage, rare runs \
              counting more, and the part of each that fits best is compared word by word. Likeness is twice the words \
              that both have in the same order, by all words of both; below 0.6 nothing is told.",
};

/// Clauses that have what is looked for; none where it holds no word.
pub fn search(
    looked_for: Looked,
    passages: &Passages,
    filter: &Filter,
    most: usize,
) -> Option<Answer<FoundClauses>> {
    let search = match &looked_for {
        Looked::Phrase { words } => Search::phrase(words)?,
        Looked::Near { words, within } => Search::near(words, *within)?,
        Looked::Like { .. } => return None,
    };
    let wanted = wanted_texts(passages, filter);
    let record: Vec<&str> = passages.words().collect();
    let kinds: Vec<Kind> = passages.kinds().collect();
    let passes = |at: usize| wanted[passages.text_of(at)] && filter.passes_kind(kinds[at]);
    let found: Vec<Vec<usize>> = processors::on_all(record.len(), |range| {
        let mut room = Room::default();
        range.filter(|&at| passes(at) && search.is_in(record[at], &mut room)).collect()
    });
    let mut found = found.concat();
    let day = |at: usize| day_of(&passages.texts()[passages.text_of(at)]);
    found.sort_by(|&a, &b| day(b).cmp(&day(a)).then(a.cmp(&b)));
    let hits = found.iter().take(most).map(|&at| {
        let places = search.find(record[at]).into_iter().map(|r| (r.start as u32, r.end as u32)).collect();
        hit(passages, at, places)
    });
    let hits = hits.collect();
    Some(answer(looked_for, PHRASE, passages, &wanted, &found, hits))
}

/// Below this likeness a clause is not told.
const LEAST: f32 = 0.6;

/// Clauses that are like a passage: agreed language for it.
pub fn like(passage: &str, passages: &Passages, filter: &Filter, most: usize) -> Answer<FoundClauses> {
    let wanted = wanted_texts(passages, filter);
    let record: Vec<&str> = passages.words().collect();
    let kinds: Vec<Kind> = passages.kinds().collect();
    let options = Options { most: most.max(200), least: LEAST, measure: Measure::Part };
    let passes = |_: usize, at: usize| wanted[passages.text_of(at)] && filter.passes_kind(kinds[at]);
    let mut found = find_like(&[passage], &record, options, passes).into_iter().next().unwrap_or_default();
    let day = |at: usize| day_of(&passages.texts()[passages.text_of(at)]);
    found.sort_by(|a, b| b.likeness.total_cmp(&a.likeness).then(day(b.passage).cmp(&day(a.passage))));
    let clauses: Vec<usize> = found.iter().map(|found| found.passage).collect();
    let hits = found.iter().take(most).map(|found| {
        let place = place_of(&fit(passage, record[found.passage]).words, record[found.passage]);
        let part = &record[found.passage][place.0 as usize..place.1 as usize];
        Hit {
            likeness: Some(told(found.likeness)),
            differs: Some(compare(passage.trim(), part)),
            ..hit(passages, found.passage, vec![place])
        }
    });
    let hits = hits.collect();
    answer(Looked::Like { words: passage.to_owned() }, LIKE, passages, &wanted, &clauses, hits)
}

/// Where words of a text stand in it, in bytes.
fn place_of(words: &Range<usize>, text: &str) -> (u32, u32) {
    let all: Vec<Unit<'_>> = units(text).into_iter().filter(Unit::is_word).collect();
    let start = all.get(words.start).map_or(0, |unit| unit.start);
    let last = words.end.checked_sub(1).and_then(|last| all.get(last));
    let end = last.map_or(start, |unit| unit.start + unit.core.len());
    (start as u32, end as u32)
}

fn wanted_texts(passages: &Passages, filter: &Filter) -> Vec<bool> {
    passages.texts().iter().map(|head| filter.passes_text(head)).collect()
}

fn hit(passages: &Passages, at: usize, places: Vec<(u32, u32)>) -> Hit {
    let passage = passages.get(at);
    Hit {
        text: TextName::of_head(passage.text),
        clause: passage.clause.to_owned(),
        words: passage.words.to_owned(),
        places,
        likeness: None,
        differs: None,
    }
}

fn answer(
    looked_for: Looked,
    method: Method,
    passages: &Passages,
    wanted: &[bool],
    clauses: &[usize],
    hits: Vec<Hit>,
) -> Answer<FoundClauses> {
    let mut years: BTreeMap<i16, (BTreeSet<usize>, usize)> = BTreeMap::new();
    let mut texts = BTreeSet::new();
    for &at in clauses {
        let text = passages.text_of(at);
        texts.insert(text);
        if let Some(day) = day_of(&passages.texts()[text]) {
            let year = years.entry(day.year()).or_default();
            year.0.insert(text);
            year.1 += 1;
        }
    }
    let texts_read = wanted.iter().filter(|&&wanted| wanted).count();
    let value = FoundClauses {
        looked_for,
        texts_read,
        n_clauses: clauses.len(),
        n_texts: texts.len(),
        years: years
            .into_iter()
            .map(|(year, (texts, clauses))| YearCount { year, texts: texts.len(), clauses })
            .collect(),
        hits,
    };
    let mut answer = Answer::new(value, method);
    answer.caveat(reach(passages, wanted));
    let named: BTreeSet<String> = answer.value.hits.iter().map(|hit| hit.text.name.clone()).collect();
    for head in passages.texts().iter().filter(|head| named.contains(&head.name)) {
        cite(&mut answer, &head.name, &head.source, &head.file);
    }
    answer
}

/// How many words stand around what was found.
const AROUND: usize = 10;

impl Tabular for FoundClauses {
    fn tables(&self) -> Vec<Table> {
        let is_like = matches!(self.looked_for, Looked::Like { .. });
        let n = format!("{} of {}", counted(self.n_clauses, "clause"), counted(self.n_texts, "text"));
        let n = if is_like { format!("at least {n}") } else { n };
        let shown = match self.hits.len() {
            shown if shown == self.n_clauses => String::new(),
            shown if is_like => format!("; the likest {shown}"),
            shown => format!("; the latest {shown}"),
        };
        let title = format!("{} in {n}{shown}", self.looked_for.told());
        let mut hits = Table::new("clauses", title, &["text", "date", "clause", "likeness", "words"]);
        for hit in &self.hits {
            let words = match &hit.differs {
                Some(pieces) => in_place(&hit.words, &hit.places, &marked(pieces), AROUND),
                None => around(&hit.words, &hit.places, AROUND),
            };
            hits.row([
                Cell::Symbol(hit.text.name.clone()),
                hit.text.adopted.into(),
                hit.clause.as_str().into(),
                hit.likeness.map_or(Cell::Empty, |likeness| Cell::Number(likeness, 2)),
                words.into(),
            ]);
        }
        hits.drop_empty_columns();
        let mut years = Table::new("years", "By year", &["year", "texts", "clauses"]);
        for year in &self.years {
            years.row([year.year.to_string().into(), year.texts.into(), year.clauses.into()]);
        }
        vec![hits, years]
    }
}
