//! The words of rival texts and of mandates side by side, where the texts are in the record.

use travaux_record::texts::{Kind, StoredText, Texts};
use travaux_record::{Cell, RecordError, Table};
use travaux_text::align::{Change, align};
use travaux_text::questions::{Mandates, diff, mandates};
use travaux_text::words::first as first_words;
use travaux_un::symbol::Symbol;
use travaux_votes::words::{counted, listed, short};

use super::super::model::{Block, Prose};
use super::super::{Desk, words};
use crate::Pair;

/// So many words of a clause are enough to know it again.
const ENOUGH: usize = 12;

/// The words of rival texts beside each other; where there are no texts, how to import them.
pub(super) fn of_rivals(desk: &mut Desk<'_>) -> Vec<Block> {
    if desk.case.rivals.is_empty() {
        return Vec::new();
    }
    let written = |desk: &mut Desk<'_>, texts: &Texts| {
        let mut finder = Finder::new(texts);
        let mut blocks = Vec::new();
        for pair in &desk.case.rivals {
            let (first, second) = (finder.find(pair.first.text_str())?, finder.find(pair.second.text_str())?);
            if let (Some(first), Some(second)) = (first, second) {
                blocks.extend(rivals(desk, pair, &[first, second]));
            }
        }
        blocks.extend(finder.missing());
        Ok(blocks)
    };
    with_texts(desk, written).unwrap_or_else(|| vec![how_to_import()])
}

/// What the texts that created or renewed the processes ask, where these are in the record.
pub(super) fn of_mandates(desk: &mut Desk<'_>) -> Vec<Block> {
    let names = mandate_texts(desk);
    let written = |desk: &mut Desk<'_>, texts: &Texts| {
        let mut finder = Finder::new(texts);
        let mut asked = Vec::new();
        for name in &names {
            asked.extend(finder.find(name)?);
        }
        let mut blocks = if asked.len() > 1 { shared_tasks(desk, &asked) } else { Vec::new() };
        blocks.extend(finder.missing());
        Ok(blocks)
    };
    with_texts(desk, written).unwrap_or_default()
}

/// What can be written from the texts of the record; nothing where there are none.
fn with_texts(
    desk: &mut Desk<'_>,
    written: impl Fn(&mut Desk<'_>, &Texts) -> Result<Vec<Block>, RecordError>,
) -> Option<Vec<Block>> {
    let record = desk.case.context.record;
    let blocks = record.texts().and_then(|texts| texts.map(|texts| written(desk, texts)).transpose());
    blocks.unwrap_or_else(|error| Some(vec![cannot_be_read(&error)]))
}

/// Finds texts, and keeps the names of those that are not there.
struct Finder<'t> {
    texts: &'t Texts,
    missing: Vec<String>,
}

impl<'t> Finder<'t> {
    fn new(texts: &'t Texts) -> Self {
        Self { texts, missing: Vec::new() }
    }

    fn find(&mut self, name: &str) -> Result<Option<StoredText>, RecordError> {
        let found = in_english(self.texts.of(name)?);
        if found.is_none() && !self.missing.iter().any(|known| known == short(name)) {
            self.missing.push(short(name).to_owned());
        }
        Ok(found)
    }

    /// A sentence on what was not found.
    fn missing(self) -> Option<Block> {
        let (texts, are) = if self.missing.len() == 1 { ("text", "is") } else { ("texts", "are") };
        let names = listed(&self.missing, "and");
        let sentence =
            format!("The {texts} of {names} {are} not in the record: nothing of them is compared here.");
        (!self.missing.is_empty()).then(|| Prose::new().say(sentence).into())
    }
}

fn how_to_import() -> Block {
    Prose::new()
        .say("The words of rival texts and what they ask are set side by side here once the texts are in the record: ")
        .code("travaux import FOLDER")
        .say(", with a copy of the United Nations’ own files (github.com/UNxml/GAresolutions).")
        .into()
}

fn cannot_be_read(error: &RecordError) -> Block {
    Prose::new().say(words::sentence(&format!("the texts of the record cannot be read: {error}"))).into()
}

/// The texts that created or renewed the processes, each once.
fn mandate_texts(desk: &Desk<'_>) -> Vec<String> {
    let mut texts: Vec<String> = Vec::new();
    for mandate in desk.case.file.process.iter().flat_map(|process| &process.mandate) {
        let written = mandate.text.to_string();
        let text = Symbol::repair(&written).map_or(written, |repaired| repaired.symbol.to_string());
        if !texts.contains(&text) {
            texts.push(text);
        }
    }
    texts
}

/// The English text, else the first.
fn in_english(mut found: Vec<StoredText>) -> Option<StoredText> {
    let english = found.iter().position(|text| text.language() == "eng");
    (!found.is_empty()).then(|| found.swap_remove(english.unwrap_or(0)))
}

/// Two rival texts: how many clauses they share, which, and what each asks.
fn rivals(desk: &mut Desk<'_>, pair: &Pair<'_>, texts: &[StoredText; 2]) -> Vec<Block> {
    let [first, second] = texts;
    let (a, b) = (short(&first.name), short(&second.name));
    let alignment = align(&first.document, &second.document);
    let answer = diff(first, second, &alignment);
    let difference = desk.take(&answer);
    let n = |change: Change| difference.clauses.iter().filter(|c| c.change == change).count() as u64;
    let says =
        |text: &StoredText| text.document.clauses.iter().filter(|c| c.kind != Kind::Formula).count() as u64;
    // The enacting formula is kept and says nothing.
    let formulas = first.document.clauses.iter().filter(|c| c.kind == Kind::Formula).count() as u64;
    let same = n(Change::Kept).saturating_sub(formulas);
    let prose = Prose::new()
        .say(format!(
            "{a} has {} and {b} has {}. {} in the same words in both, {} with other words; {} only in {a}, {} only in {b}.",
            counted(says(first), "clause"),
            counted(says(second), "clause"),
            stands(same),
            n(Change::Reworded) + n(Change::Split) + n(Change::Merged),
            stands(n(Change::Gone)),
            n(Change::New),
        ))
        .decision(&mut desk.notes, pair.first)
        .decision(&mut desk.notes, pair.second);
    let mut blocks = vec![Block::Heading(format!("The words of {a} beside those of {b}")), prose.into()];
    let mut table = Table::new("wording", "Clauses that stand in both", &[a, b, "how", "opening words"]);
    for clause in difference.clauses.iter().filter(|c| !matches!(c.change, Change::New | Change::Gone)) {
        let words: String =
            clause.words.first().into_iter().flatten().map(|piece| piece.after.as_str()).collect();
        if clause.before.iter().any(|id| id == "Formula") {
            continue;
        }
        let how =
            if clause.change == Change::Kept { "the same words".to_owned() } else { how(clause.likeness) };
        table.row([
            clause.before.join(", ").into(),
            clause.after.join(", ").into(),
            how.into(),
            first_words(&words, ENOUGH).into(),
        ]);
    }
    if !table.rows.is_empty() {
        blocks.push(Block::Table(table));
    }
    let answer = mandates(texts);
    blocks.push(Block::Table(tasks(desk.take(&answer), &format!("What {a} and {b} ask or decide"))));
    blocks
}

/// `12 stand`, `1 stands`.
fn stands(n: u64) -> String {
    if n == 1 { "1 stands".to_owned() } else { format!("{n} stand") }
}

fn how(likeness: f64) -> String {
    format!("other words ({likeness:.2} alike)")
}

/// Each task, with its place in each text.
fn tasks(answer: &Mandates, title: &str) -> Table {
    let mut table = answer.side_by_side_table();
    title.clone_into(&mut table.title);
    for column in &mut table.columns {
        *column = short(column).to_owned();
    }
    table
}

/// What at least two mandates ask, and how much each asks.
fn shared_tasks(desk: &mut Desk<'_>, texts: &[StoredText]) -> Vec<Block> {
    let answer = mandates(texts);
    let value = desk.take(&answer);
    let counts: Vec<String> = value
        .mandates
        .iter()
        .map(|mandate| format!("{} in {}", mandate.tasks.len(), short(&mandate.text.name)))
        .collect();
    let mut table = tasks(value, "Tasks that at least two of these texts give");
    let texts = table.columns.len() - 1;
    table.rows.retain(|row| row[..texts].iter().filter(|cell| **cell != Cell::Empty).count() > 1);
    let said = format!(
        "The texts that created or renewed the processes give these tasks: {}.",
        listed(counts, "and")
    );
    let mut blocks =
        vec![Block::Heading("The tasks of the mandates".to_owned()), Prose::new().say(said).into()];
    if table.rows.is_empty() {
        blocks.push(Prose::new().say("No two of them give one task.").into());
    } else {
        blocks.push(Block::Table(table));
    }
    blocks
}
