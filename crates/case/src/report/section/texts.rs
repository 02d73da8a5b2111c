//! The texts of the case at a glance, line by line.

use travaux_record::{Cell, DecisionRef, SponsorList, Table};
use travaux_votes::Headline;
use travaux_votes::sponsors::{OnBehalf, SponsorRoll};
use travaux_votes::words::{bare_title, counted, listed};

use super::super::model::{Block, Prose};
use super::super::{Desk, words};

pub(super) fn write(desk: &mut Desk<'_>) -> Vec<Block> {
    let case = desk.case;
    let texts = case.texts();
    if texts.is_empty() {
        return vec![Prose::new().say("The case names no text that the record has.").into()];
    }
    let voted = texts.iter().filter(|text| Headline::of(**text).tally.is_some()).count();
    let missing: usize = case.lines.iter().map(|line| line.missing.len()).sum();
    let opening = Prose::new().say(format!(
        "The case names {} in {}; the record has {}: {voted} with a tally and {} without.",
        counted((texts.len() + missing) as u64, "text"),
        counted(case.lines.len() as u64, "line"),
        if missing == 0 { "all of them".to_owned() } else { format!("{} of them", texts.len()) },
        texts.len() - voted
    ));
    let mut blocks = vec![opening.into()];
    blocks.extend(lines(desk));
    blocks.push(Block::Table(table(desk, &texts)));
    blocks
}

/// One sentence a line: whose it is, from when to when, and who says so.
fn lines(desk: &mut Desk<'_>) -> Option<Block> {
    let case = desk.case;
    let mut items = Vec::new();
    for line in &case.lines {
        let Some(entry) = case.file.line.get(line.line) else { continue };
        let mut prose = Prose::new().say(format!("{} ({})", words::capital(&entry.name), entry.id));
        if let Some(camp) = &entry.camp {
            prose = prose.say(format!(", of {camp}"));
        }
        if let (Some(first), Some(last)) = (line.texts.first(), line.texts.last()) {
            let many = counted(line.texts.len() as u64, "text");
            prose = prose.say(format!(": {many}, "));
            prose = if first.no() == last.no() {
                prose.say(words::with_result(*first))
            } else {
                prose
                    .say(format!("from {}", words::with_result(*first)))
                    .decision(&mut desk.notes, *first)
                    .say(format!(" to {}", words::with_result(*last)))
            };
            prose = prose.say(".").decision(&mut desk.notes, *last);
        } else {
            prose = prose.say(".");
        }
        prose = prose.written(&mut desk.notes, entry.sources.iter().map(|source| source.as_str()));
        if let Some(note) = &entry.note {
            prose = prose.then(words::sentence(note));
        }
        if !line.missing.is_empty() {
            prose = prose.then(format!("The record does not have {}.", listed(&line.missing, "and")));
        }
        items.push(prose.into_inlines());
    }
    (!items.is_empty()).then_some(Block::List(items))
}

fn table(desk: &mut Desk<'_>, texts: &[DecisionRef<'_>]) -> Table {
    let mut table = Table::new(
        "texts",
        "The texts in the order of time",
        &["date", "text", "title", "line", "result", "not voting", "sponsors"],
    );
    for &text in texts {
        let headline = Headline::of(text);
        let roll = SponsorRoll::of(desk.case.context, text, OnBehalf::Apart);
        let sponsors = match (roll.is_known(), roll.lists.as_slice()) {
            (false, _) => Cell::Empty,
            (true, [SponsorList::Tabled]) => format!("{} as tabled", roll.n).into(),
            (true, _) => roll.n.into(),
        };
        table.row([
            headline.date.into(),
            Cell::Symbol(headline.id.clone()),
            bare_title(&headline.title).into(),
            desk.case.line_of(text).map(|line| line.id.clone()).into(),
            headline.result().into(),
            headline.tally.and_then(|tally| tally.not_voting).into(),
            sponsors,
        ]);
    }
    table
}
