//! The topics of each mandate side by side, with their paragraphs, and what the texts themselves say.

use travaux_record::{Cell, Table};

use super::super::model::{Block, Inline, Prose};
use super::super::{Desk, words};
use super::wording;
use crate::file::schema::{Process, Topic, TopicKind};

pub(super) fn write(desk: &mut Desk<'_>) -> Vec<Block> {
    let mut blocks = of_topics(desk);
    blocks.extend(wording::of_mandates(desk));
    blocks
}

/// The topics that the case file names, mandate by mandate.
fn of_topics(desk: &mut Desk<'_>) -> Vec<Block> {
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
    let mut table =
        Table::new("mandates", "What each mandate names, and where (–: nothing on file)", &["topic"]);
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
    let notes: Vec<_> = with_topics.iter().filter_map(|&place| remarks(desk, place)).collect();
    if !notes.is_empty() {
        blocks.push(Block::List(notes));
    }
    blocks
}

/// What the case file remarks on the topics of a mandate, topic by topic, with who says so.
fn remarks(desk: &mut Desk<'_>, place: usize) -> Option<Vec<Inline>> {
    let case = desk.case;
    let mut prose = Prose::new();
    for topic in &case.file.process[place].topic {
        let Some(note) = &topic.note else { continue };
        let lead = if prose.is_empty() { format!("{}. ", case.process_name(place)) } else { " ".to_owned() };
        prose = prose
            .say(lead)
            .say(words::sentence(&format!("{}: {note}", topic.topic.phrase())))
            .written(&mut desk.notes, topic.sources.iter().map(|source| source.as_str()));
    }
    (!prose.is_empty()).then(|| prose.into_inlines())
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
    if places.is_empty() { "–".to_owned() } else { places.join(", ") }
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
    let mut said = vec![format!(
        "The case file has topics of {}, each with its paragraph where that is known. A topic that is not on file may stand \
         in the text all the same.",
        travaux_votes::words::counted(n as u64, "mandate")
    )];
    if n > 1 && !all.is_empty() {
        said.push(format!("On file for all of them: {}.", travaux_votes::words::listed(all, "and")));
    }
    if !single.is_empty() {
        said.push(format!("For one of them alone: {}.", travaux_votes::words::listed(single, "and")));
    }
    said.join(" ")
}
