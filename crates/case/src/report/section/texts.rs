//! The texts of the case at a glance, line by line.

use travaux_record::{Cell, DecisionRef, SponsorList, Table};
use travaux_votes::Headline;
use travaux_votes::sponsors::{OnBehalf, SponsorRoll};
use travaux_votes::words::{bare_title, counted, listed, short};

use super::super::model::{Block, Prose};
use super::super::{Desk, words};
use crate::LineTexts;

pub(super) fn write(desk: &mut Desk<'_>) -> Vec<Block> {
    let case = desk.case;
    let texts = case.texts();
    if texts.is_empty() {
        return vec![Prose::new().say("The case names no text that the record has.").into()];
    }
    let mut blocks = vec![opening(desk, &texts).into()];
    for line in &case.lines {
        blocks.extend(of_line(desk, line));
    }
    let of_no_line: Vec<DecisionRef<'_>> =
        texts.into_iter().filter(|text| case.line_of(*text).is_none()).collect();
    if !of_no_line.is_empty() {
        let title = if case.lines.is_empty() { "The texts" } else { "Texts of no line" };
        blocks.push(Block::Table(table(desk, title, &of_no_line)));
    }
    blocks
}

/// How many texts the case names, and how many of them the record has.
fn opening(desk: &Desk<'_>, texts: &[DecisionRef<'_>]) -> Prose {
    let case = desk.case;
    let voted = texts.iter().filter(|text| Headline::of(**text).tally.is_some()).count();
    let missing = case.missing.len();
    let named = counted((texts.len() + missing) as u64, "text");
    let lines = match case.lines.len() {
        0 => String::new(),
        n => format!(" in {}", counted(n as u64, "line")),
    };
    let has = if missing == 0 { "all of them".to_owned() } else { format!("{} of them", texts.len()) };
    Prose::new().say(format!(
        "The case names {named}{lines}; the record has {has}: {voted} with a tally and {} without.",
        texts.len() - voted
    ))
}

/// A line: whose it is, who says so, what the record lacks of it, and its texts.
fn of_line(desk: &mut Desk<'_>, line: &LineTexts<'_>) -> Vec<Block> {
    let Some(entry) = desk.case.file.line.get(line.line) else { return Vec::new() };
    let mut blocks = vec![Block::Heading(words::capital(&entry.name))];
    let n = line.texts.len() + line.missing.len();
    let has = if line.missing.is_empty() {
        String::new()
    } else {
        format!(", of which the record has {}", line.texts.len())
    };
    let mut prose = Prose::new().say(format!("{}{has}.", counted(n as u64, "text")));
    if let Some(camp) = &entry.camp {
        prose = prose.then(format!("A line of {camp}."));
    }
    if let Some(note) = &entry.note {
        prose = prose.then(words::sentence(note));
    }
    if !line.missing.is_empty() {
        let missing = line.missing.iter().map(|symbol| short(symbol));
        prose = prose.then(format!("The record does not have {}.", listed(missing, "and")));
    }
    for text in [line.texts.first(), line.texts.last()].into_iter().flatten() {
        prose = prose.decision(&mut desk.notes, *text);
    }
    prose = prose.written(&mut desk.notes, entry.sources.iter().map(|source| source.as_str()));
    blocks.push(prose.into());
    if !line.texts.is_empty() {
        blocks.push(Block::Table(table(desk, "In the order of time", &line.texts)));
    }
    blocks
}

/// Texts with their results; with their titles where these are not all one.
fn table(desk: &Desk<'_>, title: &str, texts: &[DecisionRef<'_>]) -> Table {
    let headlines: Vec<Headline> = texts.iter().map(|text| Headline::of(*text)).collect();
    let one_title = headlines
        .windows(2)
        .all(|pair| bare_title(&pair[0].title).eq_ignore_ascii_case(bare_title(&pair[1].title)));
    let mut columns = vec!["date", "text", "title", "result", "not voting", "sponsors", "list of sponsors"];
    columns.retain(|column| *column != "title" || !one_title);
    let mut table = Table::new("texts", title, &columns);
    for (&text, headline) in texts.iter().zip(headlines) {
        let mut row: Vec<Cell> = vec![headline.date.into(), Cell::Symbol(headline.id.clone())];
        if !one_title {
            row.push(bare_title(&headline.title).into());
        }
        row.extend([headline.result().into(), headline.tally.and_then(|tally| tally.not_voting).into()]);
        row.extend(sponsors(&SponsorRoll::of(desk.case.context, text, OnBehalf::Apart)));
        table.rows.push(row);
    }
    table
}

/// How many sponsors, and by which list.
fn sponsors(roll: &SponsorRoll) -> [Cell; 2] {
    match (roll.is_known(), roll.lists.as_slice()) {
        (false, _) => [Cell::Empty, "none in the record".into()],
        (true, [SponsorList::Tabled]) => [roll.n.into(), "as tabled".into()],
        (true, [SponsorList::Joined]) => [roll.n.into(), "those that joined".into()],
        (true, _) => [roll.n.into(), "as of adoption".into()],
    }
}
