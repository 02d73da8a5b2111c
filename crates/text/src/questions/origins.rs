//! The earlier clauses that each clause of a text comes from.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;
use travaux_record::texts::{Kind, Passages, StoredText, TextHead};
use travaux_record::{Answer, Caveat, Cell, Method, Table, Tabular};

use super::words::excerpt;
use super::{TextName, cite, cite_text, counted, day_of, told};
use crate::difference::{Piece, compare};
use crate::reuse::{Found, Measure, Options, find_like};

/// Where the clauses of a text come from.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Origins {
    /// The text.
    pub text: TextName,
    /// How many other texts were read that are earlier.
    pub texts_read: usize,
    /// The clauses, in the order of the text; headings, tables and the enacting formula are not asked about.
    pub clauses: Vec<ClauseOrigins>,
}

/// A clause and the earlier ones that are like it.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ClauseOrigins {
    /// Its id.
    pub clause: String,
    /// Its words.
    pub words: String,
    /// Earlier clauses, the likest first; of those that are equally like the latest first.
    pub origins: Vec<Origin>,
    /// How many earlier clauses are like it: more than are listed, where they are many.
    pub n: usize,
    /// The earliest of those that are nearly the same.
    pub first: Option<Origin>,
}

/// An earlier clause.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Origin {
    /// The text it stands in.
    pub text: String,
    /// Its id.
    pub clause: String,
    /// The day its text was adopted or, where that is not known, issued.
    pub date: Option<Date>,
    /// How like it is: twice the words that both have in the same order, by all words of both.
    pub likeness: f64,
    /// Its words beside those of the clause asked about.
    pub words: Vec<Piece>,
}

/// From this likeness on a clause counts as nearly the same.
pub const SAME: f32 = 0.9;
/// Below this likeness nothing is told: such clauses share a formula, and say other things.
const LEAST: f32 = 0.5;
/// How many earlier clauses are compared: a sentence of every year has one for each.
const COMPARED: usize = 60;

const METHOD: Method = Method {
    name: "origins",
    summary: "Clauses of all earlier texts are found by the runs of three words that they share with a clause, rare runs \
              counting more; the likest are compared word by word. Likeness is twice the words that both have in the \
              same order, by all words of both; below 0.5 nothing is told. Nearly the same is from 0.9 on. Likeness \
              shows that words are the same, not who took them from whom.",
};

/// Traces each clause of a text in all earlier texts; of each as many as are wanted.
pub fn origins(
    text: &StoredText,
    clauses: Option<&[String]>,
    passages: &Passages,
    most: usize,
) -> Answer<Origins> {
    let wanted = |id: &str| clauses.is_none_or(|ids| ids.iter().any(|wanted| wanted == id));
    let asked: Vec<(&str, &str)> = text
        .document
        .clauses
        .iter()
        .filter(|c| matches!(c.kind, Kind::Preambular | Kind::Operative | Kind::Paragraph))
        .filter(|c| !c.text.is_empty() && wanted(&c.id))
        .map(|c| (c.id.as_str(), c.text.as_str()))
        .collect();
    let day = text.document.adopted.or(text.document.issued);
    let earlier: Vec<bool> = passages
        .texts()
        .iter()
        .map(|head| {
            head.name != text.name && day.is_none_or(|day| day_of(head).is_some_and(|other| other < day))
        })
        .collect();
    let record: Vec<&str> = passages.words().collect();
    let words: Vec<&str> = asked.iter().map(|(_, words)| *words).collect();
    let options = Options { most: COMPARED, least: LEAST, measure: Measure::Whole };
    let found = find_like(&words, &record, options, |_, passage| earlier[passages.text_of(passage)]);
    let clauses: Vec<ClauseOrigins> = asked
        .iter()
        .zip(found)
        .map(|((id, words), found)| {
            let mut found: Vec<Origin> = found.iter().map(|f| origin(passages, f, words)).collect();
            let same = found.iter().filter(|origin| origin.likeness >= f64::from(SAME));
            let first = same.min_by_key(|origin| origin.date.unwrap_or(Date::MAX)).cloned();
            found.sort_by(|a, b| b.likeness.total_cmp(&a.likeness).then(b.date.cmp(&a.date)));
            let n = found.len();
            found.truncate(most);
            ClauseOrigins { clause: (*id).to_owned(), words: (*words).to_owned(), origins: found, n, first }
        })
        .collect();
    let texts_read = earlier.iter().filter(|&&earlier| earlier).count();
    let mut answer = Answer::new(Origins { text: TextName::of(text), texts_read, clauses }, METHOD);
    answer.caveat(reach(passages, &earlier));
    if day.is_none() {
        let detail =
            format!("{} has no date: all texts of the record were taken for earlier ones", text.name);
        answer.caveat(Caveat::Note { detail });
    }
    cite_text(&mut answer, text);
    cite_found(&mut answer, passages);
    answer
}

/// The files of the texts that the answer names.
fn cite_found(answer: &mut Answer<Origins>, passages: &Passages) {
    let named: std::collections::BTreeSet<String> = answer
        .value
        .clauses
        .iter()
        .flat_map(|clause| clause.origins.iter().chain(&clause.first))
        .map(|origin| origin.text.clone())
        .collect();
    for head in passages.texts().iter().filter(|head| named.contains(&head.name)) {
        cite(answer, &head.name, &head.source, &head.file);
    }
}

/// What was read, and from when on: words may be older than the record.
pub(super) fn reach(passages: &Passages, read: &[bool]) -> Caveat {
    let read: Vec<&TextHead> =
        passages.texts().iter().zip(read).filter(|(_, read)| **read).map(|(head, _)| head).collect();
    let first = read.iter().filter_map(|head| day_of(head)).min();
    let since = first.map(|day| format!(", the earliest of {day}")).unwrap_or_default();
    let were = if read.len() == 1 { "was" } else { "were" };
    let detail = format!(
        "{} {were} read{since}; what is not among the texts of the record is not found",
        counted(read.len(), "text"),
    );
    Caveat::Coverage { detail }
}

fn origin(passages: &Passages, found: &Found, words: &str) -> Origin {
    let passage = passages.get(found.passage);
    Origin {
        text: passage.text.name.clone(),
        clause: passage.clause.to_owned(),
        date: day_of(passage.text),
        likeness: told(found.likeness),
        words: compare(passage.words, words),
    }
}

impl Origins {
    /// How many clauses have the same words as an earlier one, nearly the same, some of them, or none.
    fn counts(&self) -> [(&'static str, usize); 4] {
        let best = |clause: &ClauseOrigins| clause.origins.first().map_or(0.0, |origin| origin.likeness);
        let between = |from: f64, below: f64| {
            self.clauses.iter().map(best).filter(|best| *best >= from && *best < below).count()
        };
        let same = f64::from(SAME);
        [
            ("the same words", between(1.0, 2.0)),
            ("nearly the same", between(same, 1.0)),
            ("partly", between(0.01, same)),
            ("no earlier words", between(0.0, 0.01)),
        ]
    }
}

impl Tabular for Origins {
    fn tables(&self) -> Vec<Table> {
        let title = format!("Where the clauses of {} come from", self.text.with_day());
        let mut clauses = Table::new(
            "origins",
            title,
            &["clause", "comes from", "date", "likeness", "what differs", "nearly so since"],
        );
        for clause in &self.clauses {
            let first = clause.first.as_ref().map(|first| {
                let year = first.date.map(|date| format!(" ({})", date.year())).unwrap_or_default();
                format!("{}{year}", first.text)
            });
            if clause.origins.is_empty() {
                clauses.row([
                    clause.clause.as_str().into(),
                    "–".into(),
                    Cell::Empty,
                    Cell::Empty,
                    Cell::Empty,
                    Cell::Empty,
                ]);
            }
            for (n, origin) in clause.origins.iter().enumerate() {
                let same = origin.likeness >= 1.0;
                clauses.row([
                    if n == 0 { clause.clause.as_str().into() } else { Cell::Empty },
                    format!("{} {}", origin.text, origin.clause).into(),
                    origin.date.into(),
                    Cell::Number(origin.likeness, 2),
                    if same { "nothing".into() } else { excerpt(&origin.words).into() },
                    if n == 0 { first.clone().into() } else { Cell::Empty },
                ]);
            }
        }
        let mut counts = Table::new("counts", "How many clauses", &["of an earlier clause", "clauses"]);
        for (what, n) in self.counts() {
            counts.row([what.into(), n.into()]);
        }
        vec![clauses, counts]
    }
}
