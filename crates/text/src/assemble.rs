//! From blocks to clauses: numbers, levels, ids, opening phrases.

use std::collections::BTreeMap;

use crate::block::{Block, Place, Role};
use crate::number::{self, Depths, Number, Style};
use crate::{Clause, Kind, opening};

/// Makes clauses of blocks. Every block becomes one clause, but for components, which are only names.
pub fn assemble(blocks: Vec<Block>) -> Vec<Clause> {
    let blocks = join_lone_numbers(blocks);
    let names = Names::of(&blocks);
    let mut maker = Maker { names, ..Maker::default() };
    for block in blocks {
        maker.add(block);
    }
    maker.clauses
}

/// A number printed in an otherwise empty paragraph is that of the next one.
fn join_lone_numbers(blocks: Vec<Block>) -> Vec<Block> {
    let mut joined: Vec<Block> = Vec::with_capacity(blocks.len());
    for mut block in blocks.into_iter().filter(|b| !b.text.is_empty() || b.number.is_some()) {
        let lone = joined.last().is_some_and(|last| {
            last.text.is_empty() && last.role == Role::Paragraph && last.place == block.place
        });
        if lone && block.role == Role::Paragraph && block.number.is_none() {
            block.number = joined.pop().and_then(|last| last.number);
        }
        joined.push(block);
    }
    joined
}

/// What of the way a document is divided must be part of the ids.
#[derive(Debug, Default)]
struct Names {
    sections: bool,
    annexes: u16,
}

impl Names {
    /// Sections are named only where numbers of paragraphs begin anew in them.
    fn of(blocks: &[Block]) -> Self {
        let mut ones = 0;
        for block in blocks {
            match (block.place, block.role) {
                (_, Role::Component) => ones = 0,
                (Place::Annex(_), _) => {}
                (_, Role::Paragraph) => {
                    let printed = block.number.as_deref().or_else(|| number::split(&block.text).map(|s| s.0));
                    ones += u32::from(printed.is_some_and(|n| n.trim() == "1."));
                }
                _ => {}
            }
            if ones > 1 {
                break;
            }
        }
        let annexes = blocks
            .iter()
            .filter_map(|b| if let Place::Annex(n) = b.place { Some(n) } else { None })
            .max()
            .unwrap_or(0);
        Self { sections: ones > 1, annexes }
    }
}

#[derive(Debug, Default)]
struct Maker {
    names: Names,
    clauses: Vec<Clause>,
    /// The clause open at each level.
    open: Vec<usize>,
    depths: Depths,
    component: Option<String>,
    section: Option<String>,
    annex: u16,
    preamble: bool,
    preambular: u32,
    operative: u32,
    others: BTreeMap<String, u32>,
    taken: BTreeMap<String, u32>,
}

impl Maker {
    fn add(&mut self, block: Block) {
        let annex = if let Place::Annex(n) = block.place { n } else { 0 };
        if annex != self.annex {
            self.annex = annex;
            self.section = None;
            self.begin();
        }
        let preamble = block.place == Place::Preamble;
        if preamble != self.preamble {
            // Nothing of the operative part is below a paragraph of the preamble.
            self.preamble = preamble;
            self.depths.reset();
            self.open.clear();
        }
        match block.role {
            Role::Component => {
                self.component = Some(block.text.trim_end_matches('.').to_owned());
                self.section = None;
                self.begin();
            }
            Role::Formula => self.plain(block, Kind::Formula, "Formula"),
            Role::Table => self.plain(block, Kind::Table, "Table "),
            Role::Heading => {
                self.note_section(&block);
                self.plain(block, Kind::Heading, "H");
            }
            Role::Paragraph => self.paragraph(block),
        }
    }

    /// Numbers begin anew.
    fn begin(&mut self) {
        self.preambular = 0;
        self.operative = 0;
        self.depths.reset();
        self.open.clear();
    }

    fn note_section(&mut self, block: &Block) {
        self.depths.reset();
        self.open.clear();
        if !self.names.sections {
            return;
        }
        let printed = block.number.as_deref().unwrap_or(&block.text);
        let first = printed.split(' ').next().unwrap_or_default().trim_end_matches('.');
        let is_section =
            number::roman_value(first).is_some() && first.bytes().all(|b| b.is_ascii_uppercase());
        if is_section {
            self.section = Some(first.to_owned());
            self.begin();
        }
    }

    /// A clause that is counted apart and has nothing below it.
    fn plain(&mut self, block: Block, kind: Kind, name: &str) {
        let id = if kind == Kind::Formula {
            name.to_owned()
        } else {
            let n = self.others.entry(format!("{}{name}", self.prefix())).or_default();
            *n += 1;
            format!("{name}{n}")
        };
        self.keep(block, kind, 0, None, id);
    }

    fn paragraph(&mut self, mut block: Block) {
        split_number(&mut block);
        let mut parsed = block.number.as_deref().and_then(|n| number::parse(n, self.depths.letters_so_far()));
        if let Some(number) = &mut parsed
            && block.nested
            && number.style == Style::Decimal
        {
            number.style = Style::InBrackets;
        }
        let kind = self.kind(&block, parsed.as_ref());
        let level = match &parsed {
            None => {
                self.depths.reset();
                0
            }
            Some(n) => {
                let under = self.open.first().and_then(|&i| self.clauses.get(i));
                let above = under.is_some_and(|c| c.kind == kind && c.number.is_none());
                self.depths.level(n, above)
            }
        };
        let level = (level as usize).min(self.open.len());
        self.open.truncate(level);
        let parent = self.open.last().copied();
        let id = self.id(kind, level, parent, &block, parsed.as_ref());
        self.open.push(self.clauses.len());
        self.keep(block, kind, level as u8, parent, id);
    }

    fn kind(&self, block: &Block, number: Option<&Number>) -> Kind {
        match block.place {
            Place::Preamble => Kind::Preambular,
            Place::Annex(_) => Kind::Paragraph,
            Place::Body => {
                let below = number.is_some_and(|n| n.style != Style::Decimal);
                let above = self.open.first().and_then(|&i| self.clauses.get(i)).map(|c| c.kind);
                match above {
                    Some(kind) if below => kind,
                    _ if number.is_some_and(|n| n.style == Style::Decimal) => Kind::Operative,
                    _ if opening::is_operative(&block.text) => Kind::Operative,
                    _ => Kind::Paragraph,
                }
            }
        }
    }

    fn id(
        &mut self,
        kind: Kind,
        level: usize,
        parent: Option<usize>,
        block: &Block,
        parsed: Option<&Number>,
    ) -> String {
        if let (1.., Some(parent)) = (level, parent.and_then(|p| self.clauses.get(p))) {
            let printed = block.number.as_deref().unwrap_or_default().trim();
            let shown = printed.trim_start_matches(['(', '“']).trim_end_matches([')', '.']);
            return format!("{} ({shown})", parent.id);
        }
        match kind {
            Kind::Preambular => {
                self.preambular += 1;
                format!("PP{}", self.preambular)
            }
            Kind::Operative => {
                let printed = parsed.filter(|n| n.style == Style::Decimal).map(|n| n.value);
                self.operative = printed.unwrap_or(self.operative + 1);
                format!("OP{}", self.operative)
            }
            _ => match parsed {
                Some(n) if n.style == Style::Decimal => format!("para. {}", n.value),
                Some(_) => {
                    format!(
                        "({})",
                        block.number.as_deref().unwrap_or_default().trim().trim_matches(['(', ')', '.'])
                    )
                }
                None => {
                    let n = self.others.entry(format!("{}T", self.prefix())).or_default();
                    *n += 1;
                    format!("T{n}")
                }
            },
        }
    }

    fn prefix(&self) -> String {
        let mut prefix = String::new();
        if let Some(component) = &self.component {
            prefix.push_str(component);
            prefix.push(' ');
        }
        if self.annex > 0 {
            prefix.push_str("Annex ");
            if self.names.annexes > 1 {
                prefix.push_str(&self.annex.to_string());
                prefix.push(' ');
            }
        }
        if let Some(section) = &self.section {
            prefix.push_str(section);
            prefix.push(' ');
        }
        prefix
    }

    fn keep(&mut self, block: Block, kind: Kind, level: u8, parent: Option<usize>, id: String) {
        let id = if level > 0 && parent.is_some() { id } else { format!("{}{id}", self.prefix()) };
        let times = self.taken.entry(id.clone()).or_default();
        *times += 1;
        // A number printed twice is still two clauses.
        let id = if *times > 1 { format!("{id} #{times}") } else { id };
        let opening = matches!(kind, Kind::Preambular | Kind::Operative | Kind::Paragraph)
            .then(|| opening::phrase(&block.text, block.opening, kind, level))
            .flatten();
        self.clauses.push(Clause {
            id,
            kind,
            annex: self.annex,
            level,
            parent: parent.map(|p| p as u32),
            number: block.number.map(|n| n.trim().to_owned()),
            opening,
            text: block.text,
            citations: block.citations,
            notes: block.notes,
            line: block.line,
        });
    }
}

/// Takes a number off the words, where the format does not hold it apart.
fn split_number(block: &mut Block) {
    if block.number.is_some() {
        return;
    }
    let Some((number, rest)) = number::split(&block.text) else { return };
    let cut = (block.text.len() - rest.len()) as u32;
    let (number, rest) = (number.to_owned(), rest.to_owned());
    block.number = Some(number);
    block.text = rest;
    block.opening = block.opening.and_then(|o| o.checked_sub(cut));
    for citation in &mut block.citations {
        citation.start = citation.start.saturating_sub(cut);
        citation.end = citation.end.saturating_sub(cut);
    }
    for note in &mut block.notes {
        note.at = note.at.saturating_sub(cut);
    }
}
