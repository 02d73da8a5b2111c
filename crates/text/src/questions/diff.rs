//! What became of each clause between two texts.

use schemars::JsonSchema;
use serde::Serialize;
use travaux_record::texts::StoredText;
use travaux_record::{Answer, Caveat, Cell, Method, Table, Tabular};

use super::words::marked;
use super::{TextName, cite_text, told};
use crate::Clause;
use crate::align::{Alignment, Change};
use crate::difference::{Piece, compare};
use crate::opening::Shift;
use crate::render::{Pair, said_of, word};

/// Two texts and what became of each clause.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Diff {
    /// The text before.
    pub before: TextName,
    /// The text after.
    pub after: TextName,
    /// How many clauses were kept, reworded, split, merged, are new, are gone, and how many of those kept or reworded
    /// were moved; the enacting formula is not counted.
    pub counts: Vec<(String, usize)>,
    /// The clauses, in the order of the text after; what is gone stands where it stood.
    pub clauses: Vec<ClauseChange>,
}

/// What became of a clause, or of several that belong together.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ClauseChange {
    /// The ids in the text before.
    pub before: Vec<String>,
    /// The ids in the text after.
    pub after: Vec<String>,
    /// What became of them.
    pub change: Change,
    /// Whether it changed places among those that stayed.
    pub moved: bool,
    /// How like the words are, from 0 to 1.
    pub likeness: f64,
    /// The opening phrases before and after, where both have one and they differ.
    pub openings: Option<(String, String)>,
    /// How the strength of the opening changed.
    pub shift: Option<Shift>,
    /// The words of each clause beside its partner's: of clauses split or merged, part by part.
    pub words: Vec<Vec<Piece>>,
}

const METHOD: Method = Method {
    name: "diff",
    summary: "Clauses are aligned by their words, each weighted by how rare it is in the two texts, and by their order; \
              numbers of paragraphs decide nothing. Words are compared inside aligned clauses. The strength of opening \
              verbs is from a table with a reason a row.",
};

/// What is compared, with method, caveats and sources: what stands below a difference in whichever format.
pub fn compared(before: &StoredText, after: &StoredText) -> Answer<[TextName; 2]> {
    let names = [TextName::of(before), TextName::of(after)];
    let [a, b] = [&names[0].language, &names[1].language];
    let two = (a != b && !a.is_empty() && !b.is_empty()).then(|| Caveat::Note {
        detail: format!(
            "the texts are in two languages ({a} and {b}): words are not translated, so little is aligned"
        ),
    });
    let mut answer = Answer::new(names, METHOD);
    if let Some(caveat) = two {
        answer.caveat(caveat);
    }
    cite_text(&mut answer, before);
    cite_text(&mut answer, after);
    answer
}

/// Compares two texts, as they were aligned.
pub fn diff(before: &StoredText, after: &StoredText, alignment: &Alignment) -> Answer<Diff> {
    let pair = Pair::of(&before.document, &after.document, alignment);
    let clauses = alignment.links.iter().map(|link| {
        let ids = |places: &[u32], clauses: &[Clause]| -> Vec<String> {
            places.iter().filter_map(|&at| clauses.get(at as usize)).map(|c| c.id.clone()).collect()
        };
        let (old, new) = (&before.document.clauses, &after.document.clauses);
        let at = |places: &[u32], clauses: &'_ [Clause], n: usize| -> String {
            let clause = places.get(n).and_then(|&at| clauses.get(at as usize));
            clause.map(|c| c.text.clone()).unwrap_or_default()
        };
        let opening = |places: &[u32], clauses: &[Clause]| {
            places.first().and_then(|&at| clauses.get(at as usize)).and_then(|c| c.opening.clone())
        };
        let openings = opening(&link.before, old).zip(opening(&link.after, new)).filter(|(a, b)| a != b);
        let lines = link.before.len().max(link.after.len());
        ClauseChange {
            before: ids(&link.before, old),
            after: ids(&link.after, new),
            change: link.change,
            moved: link.moved,
            likeness: told(link.likeness),
            openings,
            shift: link.shift,
            words: (0..lines).map(|n| compare(&at(&link.before, old, n), &at(&link.after, new, n))).collect(),
        }
    });
    let counts = pair.counts().into_iter().map(|(what, n)| (what.to_owned(), n)).collect();
    let clauses = clauses.collect();
    let Answer { value: [before, after], method, caveats, sources } = compared(before, after);
    Answer { value: Diff { before, after, counts, clauses }, method, caveats, sources }
}

impl Tabular for Diff {
    fn tables(&self) -> Vec<Table> {
        let title = format!("{} → {}", self.before.with_day(), self.after.with_day());
        let mut clauses =
            Table::new("clauses", title, &["before", "after", "what", "likeness", "opening", "words"]);
        for clause in &self.clauses {
            let moved = if clause.moved { ", moved" } else { "" };
            let words: Vec<String> = clause.words.iter().map(|pieces| marked(pieces)).collect();
            let opening = match (&clause.openings, clause.shift) {
                (Some((a, b)), Some(shift)) => said_of(shift, a, b),
                _ => String::new(),
            };
            let like = matches!(clause.change, Change::New | Change::Gone);
            clauses.row([
                clause.before.join(", ").into(),
                clause.after.join(", ").into(),
                format!("{}{moved}", word(clause.change)).into(),
                if like { Cell::Empty } else { Cell::Number(clause.likeness, 2) },
                opening.into(),
                words.join(" ¶ ").into(),
            ]);
        }
        let mut counts = Table::new("counts", "How many clauses", &["what", "clauses"]);
        for (what, n) in self.counts.iter().filter(|(_, n)| *n > 0) {
            counts.row([what.as_str().into(), (*n).into()]);
        }
        vec![clauses, counts]
    }
}
