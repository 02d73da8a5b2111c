//! Clauses that belong together through several texts.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Serialize;
use travaux_record::texts::StoredText;
use travaux_record::{Answer, Cell, Method, Table, Tabular};

use super::{TextName, cite_text};
use crate::align::{Change, align};
use crate::difference::same_words;
use crate::words::first;
use crate::{Clause, Kind};

/// Clauses of several texts, by what they were made from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Families {
    /// The texts, in the order asked.
    pub texts: Vec<TextName>,
    /// The families, so that each text's clauses are in its own order as far as can be.
    pub families: Vec<Family>,
}

/// Clauses that were made from one another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Family {
    /// The clauses in each text.
    pub cells: Vec<FamilyCell>,
    /// The words in the last text that has it.
    pub words: String,
}

/// The clauses of a family in one text.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, JsonSchema)]
pub struct FamilyCell {
    /// Their ids; none where the text has nothing of the family.
    pub clauses: Vec<String>,
    /// Whether the words are those of the text before it that has the family; none where it is the first.
    pub same_words: Option<bool>,
}

const METHOD: Method = Method {
    name: "clause families",
    summary: "Each text is aligned with the next one, as «diff» does it; clauses that are linked are one family. What \
              skips texts is joined where its words are at least 60 % alike and no text would get two clauses by it.",
};

/// The least likeness of clauses of texts that do not follow each other.
const FAR: f32 = 0.6;

/// The families of the clauses of several texts.
pub fn families(texts: &[StoredText]) -> Answer<Families> {
    let lists: Vec<&[Clause]> = texts.iter().map(|text| text.document.clauses.as_slice()).collect();
    let groups = group(&lists, |a, b| {
        let alignment = align(&texts[a].document, &texts[b].document);
        let pairs =
            alignment.links.into_iter().filter(|link| !matches!(link.change, Change::New | Change::Gone));
        pairs.map(|link| (link.before, link.after, link.likeness)).collect()
    });
    let families = groups
        .into_iter()
        .filter(|group| group.iter().any(|&(text, clause)| lists[text][clause].kind != Kind::Formula))
        .map(|group| family(&group, &lists))
        .collect();
    let mut answer =
        Answer::new(Families { texts: texts.iter().map(TextName::of).collect(), families }, METHOD);
    for text in texts {
        cite_text(&mut answer, text);
    }
    answer
}

fn family(group: &[(usize, usize)], lists: &[&[Clause]]) -> Family {
    let mut cells = vec![FamilyCell::default(); lists.len()];
    let mut before: Option<String> = None;
    for (text, cell) in cells.iter_mut().enumerate() {
        let clauses: Vec<&Clause> =
            group.iter().filter(|(of, _)| *of == text).map(|&(_, clause)| &lists[text][clause]).collect();
        if clauses.is_empty() {
            continue;
        }
        let words = clauses.iter().map(|clause| clause.text.as_str()).collect::<Vec<_>>().join(" ");
        cell.clauses = clauses.iter().map(|clause| clause.id.clone()).collect();
        cell.same_words = before.as_ref().map(|before| same_words(before, &words));
        before = Some(words);
    }
    Family { cells, words: before.unwrap_or_default() }
}

/// Links between the clauses of two texts: places in the one, places in the other, likeness.
pub(super) type Links = Vec<(Vec<u32>, Vec<u32>, f32)>;

/// Groups clauses that are linked, each a text and a place, in an order that follows the texts.
pub(super) fn group<T>(lists: &[&[T]], links: impl Fn(usize, usize) -> Links) -> Vec<Vec<(usize, usize)>> {
    let starts: Vec<usize> = lists
        .iter()
        .scan(0, |sum, list| {
            let start = *sum;
            *sum += list.len();
            Some(start)
        })
        .collect();
    let total: usize = lists.iter().map(|list| list.len()).sum();
    let mut sets = Sets::new(total);
    for text in 1..lists.len() {
        for (before, after, _) in links(text - 1, text) {
            let all: Vec<usize> = before
                .iter()
                .map(|&at| starts[text - 1] + at as usize)
                .chain(after.iter().map(|&at| starts[text] + at as usize))
                .collect();
            all.windows(2).for_each(|pair| sets.join(pair[0], pair[1]));
        }
    }
    let text_of = |node: usize| starts.partition_point(|&start| start <= node) - 1;
    for gap in 2..lists.len() {
        for text in gap..lists.len() {
            for (before, after, likeness) in links(text - gap, text) {
                let ([a], [b]) = (before.as_slice(), after.as_slice()) else { continue };
                let (a, b) = (starts[text - gap] + *a as usize, starts[text] + *b as usize);
                let texts = |node: usize, sets: &mut Sets| -> BTreeSet<usize> {
                    sets.members(node).into_iter().map(text_of).collect()
                };
                if likeness >= FAR && texts(a, &mut sets).is_disjoint(&texts(b, &mut sets)) {
                    sets.join(a, b);
                }
            }
        }
    }
    in_order(&mut sets, total)
        .into_iter()
        .map(|set| set.into_iter().map(|node| (text_of(node), node - starts[text_of(node)])).collect())
        .collect()
}

/// The sets, each new one behind that of the clause before it in its text.
fn in_order(sets: &mut Sets, total: usize) -> Vec<Vec<usize>> {
    let mut order: Vec<usize> = Vec::new();
    let mut last: Option<usize> = None;
    for node in 0..total {
        let root = sets.root(node);
        if let Some(at) = order.iter().position(|&known| known == root) {
            last = Some(at);
        } else {
            let at = last.map_or(0, |at| at + 1);
            order.insert(at, root);
            last = Some(at);
        }
    }
    order.into_iter().map(|root| sets.members(root)).collect()
}

/// Sets that are joined.
struct Sets {
    parent: Vec<usize>,
}

impl Sets {
    fn new(n: usize) -> Self {
        Self { parent: (0..n).collect() }
    }

    fn root(&mut self, mut node: usize) -> usize {
        while self.parent[node] != node {
            self.parent[node] = self.parent[self.parent[node]];
            node = self.parent[node];
        }
        node
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        self.parent[a.max(b)] = a.min(b);
    }

    fn members(&mut self, node: usize) -> Vec<usize> {
        let root = self.root(node);
        (0..self.parent.len()).filter(|&other| self.root(other) == root).collect()
    }
}

impl Tabular for Families {
    fn tables(&self) -> Vec<Table> {
        let mut table = Table::new(
            "families",
            "Clauses by family and text (=: the words of the text before it that has the family; ~: other words)",
            &[],
        );
        table.columns = self.texts.iter().map(|text| text.name.clone()).collect();
        table.columns.push("words".to_owned());
        for family in &self.families {
            let mut row: Vec<Cell> = family
                .cells
                .iter()
                .map(|cell| {
                    let mark = match cell.same_words {
                        None => "",
                        Some(true) => " =",
                        Some(false) => " ~",
                    };
                    let ids = cell.clauses.join(", ");
                    if ids.is_empty() { Cell::Empty } else { Cell::Text(ids + mark) }
                })
                .collect();
            row.push(first(&family.words, 8).into());
            table.rows.push(row);
        }
        vec![table]
    }
}
