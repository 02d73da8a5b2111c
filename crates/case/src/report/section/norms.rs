//! Registers of norms: how many, where from, where they stand again, which refers to which.

use travaux_record::{Cell, Table};
use travaux_votes::words::{counted, listed};

use super::super::model::{Block, Prose};
use super::super::{Desk, words};
use crate::file::schema::NormSet;

pub(super) fn write(desk: &mut Desk<'_>) -> Vec<Block> {
    let case = desk.case;
    if case.file.norms.is_empty() {
        return Vec::new();
    }
    let mut blocks =
        vec![Block::List(case.file.norms.iter().map(|set| in_words(desk, set).into_inlines()).collect())];
    for set in case.file.norms.iter().filter(|set| !set.norm.is_empty()) {
        blocks.push(Block::Table(table(desk, set)));
    }
    blocks
}

fn in_words(desk: &mut Desk<'_>, set: &NormSet) -> Prose {
    let sets = &desk.case.file.norms;
    let mut prose = Prose::new().say(words::capital(&set.name));
    if let Some(date) = set.date {
        prose = prose.say(format!(" ({date})"));
    }
    let on_file = set.norm.len() as u64;
    prose = prose.say(match set.count.map(u64::from) {
        Some(n) if n > on_file && on_file > 0 => {
            let are = if on_file == 1 { "is" } else { "are" };
            format!(": {}, of which {on_file} {are} on file", counted(n, "norm"))
        }
        Some(n) => format!(": {}", counted(n, "norm")),
        None if on_file > 0 => {
            format!(": {} on file; how many it has is not established", counted(on_file, "norm"))
        }
        None => ": how many norms it has is not established".to_owned(),
    });
    if let Some(text) = &set.text {
        let number = desk.notes.written(text);
        prose = prose.say(format!(", in {}", text.value)).note(number);
    }
    prose = prose.say(".");
    if !set.refers_to.is_empty() {
        let names: Vec<String> = set
            .refers_to
            .iter()
            .map(|id| {
                sets.iter()
                    .find(|set| set.id == id.value)
                    .map_or_else(|| id.value.clone(), |set| format!("«{}»", set.name))
            })
            .collect();
        prose = prose.then(format!("It refers to {}.", listed(names, "and")));
    }
    if let Some(note) = &set.note {
        prose = prose.then(words::sentence(note));
    }
    prose.written(&mut desk.notes, set.sources.iter().map(|source| source.as_str()))
}

fn table(desk: &Desk<'_>, set: &NormSet) -> Table {
    let mut table = Table::new("norms", set.name.clone(), &["norm", "paragraph", "stands again in"]);
    for norm in &set.norm {
        let again: Vec<String> = norm
            .restated
            .iter()
            .map(|again| {
                let text = desk.case.text_name(&again.text);
                let paragraph = again.paragraph.as_ref().map(|p| format!(" {p}")).unwrap_or_default();
                let note = again.note.as_ref().map(|note| format!(" ({note})")).unwrap_or_default();
                format!("{text}{paragraph}{note}")
            })
            .collect();
        table.row([norm.name.clone().into(), norm.paragraph.clone().into(), Cell::from(again.join("; "))]);
    }
    table.drop_empty_columns();
    table
}
