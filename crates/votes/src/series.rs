//! Texts of one title line through the years.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Serialize;
use travaux_record::{
    Answer, Caveat, Cell, DecisionRef, Method, Modality, Record, SponsorList, Stage, Table, Tabular,
};
use travaux_un::session::Session;

use crate::provenance::note_facts;
use crate::sponsors::{OnBehalf, SponsorRoll};
use crate::{Context, Headline};

/// The texts of one title line through the years.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Series {
    /// The decision asked about.
    pub decision: Headline,
    /// The title that is the line, as compared: small letters, no marks, without the library's additions.
    pub line: String,
    /// Texts under that very title, and near ones marked so; by date.
    pub texts: Vec<SeriesText>,
}

/// One text of a series.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct SeriesText {
    /// The decision on the whole text, in plenary.
    pub decision: Headline,
    /// Whether it has the very title of the line.
    pub same_title: bool,
    /// Why it is here.
    pub title: TitleMatch,
    /// How like the titles are: 1 for the same, else the Sørensen–Dice coefficient of their words.
    pub likeness: f64,
    /// States that sponsored it in their own name as of adoption; `null` where the record has no list.
    pub sponsors: Option<u16>,
    /// Which lists of sponsors the record has.
    pub sponsor_lists: Vec<SponsorList>,
}

/// Why a text is in a series.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TitleMatch {
    /// It has the very title of the line.
    Same,
    /// Its title has nearly the same words.
    LikeWords,
    /// Its title holds that of the line whole.
    HoldsTheLine,
    /// Its title is a part of that of the line.
    PartOfTheLine,
}

impl TitleMatch {
    fn of(line: &str, other: &str, likeness: f64) -> Option<Self> {
        if line.is_empty() {
            None
        } else if line == other {
            Some(Self::Same)
        } else if likeness >= NEAR {
            Some(Self::LikeWords)
        } else if holds(other, line) {
            Some(Self::HoldsTheLine)
        } else {
            holds(line, other).then_some(Self::PartOfTheLine)
        }
    }

    /// `near (0.85)`, `near (holds the whole title)`.
    fn phrase(self, likeness: f64) -> String {
        match self {
            Self::Same => "the same".to_owned(),
            Self::LikeWords => format!("near ({likeness:.2})"),
            Self::HoldsTheLine => "near (holds the whole title)".to_owned(),
            Self::PartOfTheLine => "near (a part of the title)".to_owned(),
        }
    }
}

const METHOD: Method = Method {
    name: "series",
    summary: "Texts with the same title are one line, when case, marks and the library's additions («: resolution / \
              adopted by the General Assembly») are left aside. Near titles are those whose words have a \
              Sørensen–Dice coefficient of at least 0.8, and those of which one holds the other; they are marked, \
              since a near title may be another subject.",
};

/// Below this, titles share little but the phrases that all titles share.
const NEAR: f64 = 0.8;

/// The texts of a decision's title line through the years.
pub fn series(context: Context<'_>, decision: DecisionRef<'_>) -> Answer<Series> {
    let line = line_of(decision.title());
    let words = words_of(&line);
    let mut texts = Vec::new();
    for other in whole_texts(context.record) {
        let other_line = line_of(other.title());
        let same_title = other_line == line;
        let likeness = if same_title { 1.0 } else { dice(&words, &words_of(&other_line)) };
        let Some(title) = TitleMatch::of(&line, &other_line, likeness) else { continue };
        let roll = SponsorRoll::of(context, other, OnBehalf::Apart);
        let text = SeriesText {
            decision: Headline::of(other),
            same_title,
            title,
            likeness: (likeness * 1000.0).round() / 1000.0,
            sponsors: roll.is_known().then_some(roll.n),
            sponsor_lists: roll.lists.clone(),
        };
        texts.push((other, roll, text));
    }
    let (mut found, mut lines) = (Vec::new(), Vec::new());
    for (other, roll, text) in texts {
        found.push((other, roll));
        lines.push(text);
    }
    let texts = lines;
    let tabled_only: Vec<String> = texts
        .iter()
        .filter(|text| text.sponsor_lists == [SponsorList::Tabled])
        .map(|text| text.decision.id.clone())
        .collect();
    let mut answer = Answer::new(Series { decision: Headline::of(decision), line, texts }, METHOD);
    if decision.title().is_empty() {
        let detail = format!("the record has no title of {}", decision.id());
        answer.caveat(Caveat::Coverage { detail });
    }
    for text in tabled_only {
        answer.caveat(Caveat::SponsorsAsTabledOnly { text });
    }
    answer.caveat(without_vote_coverage(context.record));
    for (other, roll) in found {
        note_facts(&mut answer, context.record, other);
        roll.cite(&mut answer, context, other);
    }
    answer
}

/// Since when the record has texts adopted without a vote.
pub(crate) fn without_vote_coverage(record: &Record) -> Caveat {
    let first = record
        .decisions()
        .filter(|d| d.modality() == Modality::WithoutVote)
        .filter_map(|d| match d.session() {
            Some(Session::Regular(n)) => Some(n),
            _ => None,
        })
        .min();
    let detail = match first {
        Some(n) => format!(
            "texts adopted without a vote are in the record from session {n} on only: a year without an entry before \
             that may have had a text adopted without a vote"
        ),
        None => "the record has no texts adopted without a vote: a year without an entry may have had one"
            .to_owned(),
    };
    Caveat::Coverage { detail }
}

/// Decisions in plenary on whole texts, by date.
fn whole_texts(record: &Record) -> impl Iterator<Item = DecisionRef<'_>> {
    record.decisions().filter(|d| d.stage() == Stage::Plenary && d.question().is_whole())
}

/// The texts under the same title before and after a decision's text.
pub(crate) fn neighbours<'a>(
    record: &'a Record,
    decision: DecisionRef<'a>,
) -> (Option<DecisionRef<'a>>, Option<DecisionRef<'a>>) {
    let line = line_of(decision.title());
    if line.is_empty() {
        return (None, None);
    }
    let own: BTreeSet<&str> = std::iter::once(decision.text_str()).chain(decision.drafts()).collect();
    let other_text = |other: &DecisionRef<'a>| {
        !own.contains(other.text_str()) && !other.drafts().any(|draft| own.contains(draft))
    };
    let mut previous = None;
    for other in whole_texts(record).filter(|other| line_of(other.title()) == line).filter(other_text) {
        if other.no() > decision.no() {
            return (previous, Some(other));
        }
        previous = Some(other);
    }
    (previous, None)
}

/// A title as compared.
pub(crate) fn line_of(title: &str) -> String {
    let lower = title.to_lowercase();
    // «… : resolution / adopted by the General Assembly», as the library catalogues it.
    let end = [": resolution", ": draft resolution", ": decision"].iter().filter_map(|s| lower.find(s)).min();
    let mut line = String::with_capacity(lower.len());
    for word in
        lower[..end.unwrap_or(lower.len())].split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty())
    {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

/// Whether the longer title holds the shorter one whole, and that is long enough to be a subject.
fn holds(longer: &str, shorter: &str) -> bool {
    const SUBJECT: usize = 6;
    longer.len() > shorter.len() && longer.contains(shorter) && shorter.split(' ').count() >= SUBJECT
}

/// The words of a title, each once, in order.
fn words_of(line: &str) -> Vec<&str> {
    let mut words: Vec<&str> = line.split(' ').filter(|w| !w.is_empty()).collect();
    words.sort_unstable();
    words.dedup();
    words
}

/// Sørensen–Dice: twice what two sets share, over the sum of their sizes.
fn dice(a: &[&str], b: &[&str]) -> f64 {
    let both = b.iter().filter(|word| a.binary_search(word).is_ok()).count();
    let sum = a.len() + b.len();
    if sum == 0 { 0.0 } else { 2.0 * both as f64 / sum as f64 }
}

impl Tabular for Series {
    fn tables(&self) -> Vec<Table> {
        let near = self.texts.iter().any(|text| !text.same_title);
        let title = format!(
            "«{}» through the years{}",
            self.decision.title,
            if near { "; near titles are marked" } else { "" }
        );
        let mut table = Table::new(
            "series",
            title,
            &["session", "date", "text", "result", "not voting", "sponsors", "title"],
        );
        for text in &self.texts {
            let decision = &text.decision;
            let sponsors = match (text.sponsors, text.sponsor_lists.as_slice()) {
                (Some(n), [SponsorList::Tabled]) => Cell::from(format!("{n} as tabled")),
                (n, _) => n.into(),
            };
            let mut how_near = text.title.phrase(text.likeness);
            if !text.same_title {
                how_near = format!("{how_near}: {}", decision.title);
            }
            table.row([
                decision.session.map(|s| s.to_string()).into(),
                decision.date.into(),
                decision.cell(),
                decision.result().into(),
                decision.tally.and_then(|t| t.not_voting).into(),
                sponsors,
                how_near.into(),
            ]);
        }
        vec![table]
    }
}
