//! The topics of each mandate side by side, with their paragraphs.

use travaux_record::{Cell, Table};

use super::super::model::{Block, Prose};
use super::super::{Desk, words};
use crate::file::schema::{Process, Topic, TopicKind};

pub(super) fn write(desk: &mut Desk<'_>) -> Vec<Block> {
    let case = desk.case;
    let with_topics: Vec<usize> =
        (0..case.file.process.len()).filter(|&place| !case.file.process[place].topic.is_empty()).collect();
    if with_topics.is_empty() {
        return Vec::new();
    }
    let kinds: Vec<TopicKind> = TopicKind::ALL
        .into_iter()
        .filter(|kind| with_topics.iter().any(|&place| has(&case.file.process[place], *kind)))
        .collect();
    let mut table = Table::new("mandates", "What each mandate names, and where", &["topic"]);
    table.columns.extend(with_topics.iter().map(|&place| case.process_name(place).to_owned()));
    for kind in &kinds {
        let mut row = vec![Cell::from(kind.phrase())];
        row.extend(with_topics.iter().map(|&place| Cell::from(places(&case.file.process[place], *kind))));
        table.rows.push(row);
    }
    let mut prose = Prose::new().say(shared(desk, &with_topics, &kinds));
    let mut texts: Vec<&str> = Vec::new();
    for &place in &with_topics {
        for topic in &case.file.process[place].topic {
            if !texts.contains(&topic.text.as_str()) {
                texts.push(&topic.text);
            }
        }
    }
    prose = prose.written(&mut desk.notes, texts);
    let mut blocks = vec![prose.into(), Block::Table(table)];
    let notes: Vec<_> = with_topics
        .iter()
        .flat_map(|&place| {
            let process = &case.file.process[place];
            process.topic.iter().map(move |topic| (place, topic))
        })
        .filter_map(|(place, topic)| {
            let note = topic.note.as_ref()?;
            let words = format!("{}, {}: {note}", case.process_name(place), topic.topic.phrase());
            Some(Prose::new().say(words::sentence(&words)).into_inlines())
        })
        .collect();
    if !notes.is_empty() {
        blocks.push(Block::List(notes));
    }
    blocks
}

fn has(process: &Process, kind: TopicKind) -> bool {
    process.topic.iter().any(|topic| topic.topic == kind)
}

/// `75/240 OP1`, for each place that names a topic.
fn places(process: &Process, kind: TopicKind) -> String {
    let of = |topic: &Topic| {
        let text = travaux_votes::words::short(&topic.text);
        topic.paragraph.as_ref().map_or_else(|| text.to_owned(), |paragraph| format!("{text} {paragraph}"))
    };
    let mut places: Vec<String> =
        process.topic.iter().filter(|topic| topic.topic == kind).map(|topic| of(topic)).collect();
    places.dedup();
    places.join(", ")
}

/// Which topics all mandates name, and which only one does.
fn shared(desk: &Desk<'_>, with_topics: &[usize], kinds: &[TopicKind]) -> String {
    let case = desk.case;
    let n = with_topics.len();
    let count =
        |kind: &TopicKind| with_topics.iter().filter(|&&place| has(&case.file.process[place], *kind)).count();
    let all: Vec<&str> = kinds.iter().filter(|kind| count(kind) == n).map(|kind| kind.phrase()).collect();
    let single: Vec<&str> =
        kinds.iter().filter(|kind| count(kind) == 1 && n > 1).map(|kind| kind.phrase()).collect();
    let mut said = vec![format!("The topics of {n} mandates are on file.")];
    if n > 1 && !all.is_empty() {
        said.push(format!("All of them name {}.", travaux_votes::words::listed(all, "and")));
    }
    if !single.is_empty() {
        said.push(format!("Only one names {}.", travaux_votes::words::listed(single, "and")));
    }
    said.join(" ")
}
