//! Two texts side by side, in each format: functions from texts and their alignment to characters or bytes.

mod docx;
mod html;
mod markdown;
mod terminal;

use crate::align::{Alignment, Change, Link};
use crate::difference::{Piece, compare};
use crate::opening::Shift;
use crate::{Clause, Document, Kind};

pub use docx::{Revision, docx};
pub use html::{escape, html};
pub use markdown::markdown;
pub use terminal::{Style, terminal};

/// Two texts and how they are aligned.
#[derive(Debug, Clone, Copy)]
pub struct Pair<'d> {
    /// The text before.
    pub before: &'d Document,
    /// The text after.
    pub after: &'d Document,
    /// What the texts are called.
    pub names: [&'d str; 2],
    /// What became of each clause.
    pub alignment: &'d Alignment,
}

/// A clause that stands in one line with its partner.
struct Row<'d> {
    before: Option<&'d Clause>,
    after: Option<&'d Clause>,
    link: &'d Link,
    /// The first row of its link; the others are its further parts.
    first: bool,
}

impl<'d> Pair<'d> {
    /// Two texts that are called by their symbols or, without one, their titles.
    pub fn of(before: &'d Document, after: &'d Document, alignment: &'d Alignment) -> Self {
        let name = |text: &'d Document| text.symbol.as_deref().or(text.title.as_deref()).unwrap_or("text");
        Self { before, after, names: [name(before), name(after)], alignment }
    }

    /// Line by line: of clauses split or merged, each part is a row.
    fn rows(&self) -> Vec<Row<'d>> {
        let mut rows = Vec::new();
        for link in &self.alignment.links {
            let lines = link.before.len().max(link.after.len()).max(1);
            for line in 0..lines {
                rows.push(Row {
                    before: link.before.get(line).and_then(|&a| self.before.clauses.get(a as usize)),
                    after: link.after.get(line).and_then(|&b| self.after.clauses.get(b as usize)),
                    link,
                    first: line == 0,
                });
            }
        }
        rows.retain(|row| row.before.is_some() || row.after.is_some());
        rows
    }

    /// How many links of each kind there are among the clauses that say something.
    pub fn counts(&self) -> Vec<(&'static str, usize)> {
        let of = |change: Change| {
            self.alignment.links.iter().filter(|l| l.change == change && !is_formula(self, l)).count()
        };
        let moved = self.alignment.links.iter().filter(|l| l.moved).count();
        vec![
            ("kept", of(Change::Kept)),
            ("reworded", of(Change::Reworded)),
            ("split", of(Change::Split)),
            ("merged", of(Change::Merged)),
            ("new", of(Change::New)),
            ("gone", of(Change::Gone)),
            ("moved", moved),
        ]
    }

    /// `12 kept, 3 reworded`: what there is none of is left out.
    fn summary(&self) -> String {
        let counts: Vec<String> =
            self.counts().iter().filter(|c| c.1 > 0).map(|(what, n)| format!("{n} {what}")).collect();
        counts.join(", ")
    }
}

fn is_formula(pair: &Pair<'_>, link: &Link) -> bool {
    let is = |c: Option<&Clause>| c.is_some_and(|c| c.kind == Kind::Formula);
    is(link.before.first().and_then(|&a| pair.before.clauses.get(a as usize)))
        || is(link.after.first().and_then(|&b| pair.after.clauses.get(b as usize)))
}

impl Row<'_> {
    /// The words of both, compared.
    fn pieces(&self) -> Vec<Piece> {
        let text = |c: Option<&Clause>| c.map_or("", |c| c.text.as_str()).to_owned();
        compare(&text(self.before), &text(self.after))
    }

    /// What happened, in words: `reworded, moved; stronger: Notes, now Welcomes`.
    fn said(&self) -> String {
        if !self.first {
            return "part".to_owned();
        }
        let mut said = word(self.link.change).to_owned();
        if self.link.moved {
            said =
                if self.link.change == Change::Kept { "moved".to_owned() } else { format!("{said}, moved") };
        }
        let openings =
            (self.before.and_then(|c| c.opening.as_ref()), self.after.and_then(|c| c.opening.as_ref()));
        if let (Some(shift), (Some(a), Some(b))) = (self.link.shift, openings) {
            let words = said_of(shift, a, b);
            if !words.is_empty() {
                said.push_str("; ");
                said.push_str(&words);
            }
        }
        said
    }

    /// `PP3` or `PP3 → PP10`.
    fn ids(&self) -> String {
        match (self.before, self.after) {
            (Some(a), Some(b)) if a.id != b.id => format!("{} → {}", a.id, b.id),
            (_, Some(b)) => b.id.clone(),
            (Some(a), None) => a.id.clone(),
            (None, None) => String::new(),
        }
    }
}

/// A change in a word.
pub fn word(change: Change) -> &'static str {
    match change {
        Change::Kept => "kept",
        Change::Reworded => "reworded",
        Change::Split => "split",
        Change::Merged => "merged",
        Change::New => "new",
        Change::Gone => "gone",
    }
}

/// A change of strength with its openings: `stronger: Notes, now Welcomes`; empty where there is nothing to say.
pub(crate) fn said_of(shift: Shift, before: &str, after: &str) -> String {
    let word = match shift {
        Shift::Same => return String::new(),
        Shift::Stronger => "stronger",
        Shift::Weaker => "weaker",
        Shift::MorePressed => "more pressed",
        Shift::LessPressed => "less pressed",
        Shift::OtherScale => "another kind of verb",
        Shift::Unknown => "strength unknown",
    };
    format!("{word}: {before}, now {after}")
}
