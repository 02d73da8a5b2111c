//! Which clauses are one paragraph and its sub-paragraphs.

use std::collections::BTreeMap;

use crate::Clause;

/// The clauses of a text by paragraph.
pub(super) struct Families {
    members: Vec<Vec<usize>>,
    /// Of each clause, the number of its family.
    own: Vec<usize>,
}

impl Families {
    /// By ids, for the clauses may be any of a text: `OP4 (b)` and `OP4 (b) (ii)` are of the family of `OP4`.
    pub(super) fn of(clauses: &[Clause]) -> Self {
        let mut families = Self { members: Vec::new(), own: Vec::with_capacity(clauses.len()) };
        let mut numbers: BTreeMap<&str, usize> = BTreeMap::new();
        for (i, clause) in clauses.iter().enumerate() {
            let paragraph = clause.id.split_once(" (").map_or(clause.id.as_str(), |(head, _)| head);
            let number = *numbers.entry(paragraph).or_insert(families.members.len());
            if number == families.members.len() {
                families.members.push(Vec::new());
            }
            families.members[number].push(i);
            families.own.push(number);
        }
        families
    }

    /// The other clauses of the family of a clause.
    pub(super) fn others(&self, clause: usize) -> impl Iterator<Item = usize> {
        self.members[self.own[clause]].iter().copied().filter(move |&other| other != clause)
    }
}
