//! How the numbers were computed, what a careful reader must know of them, and what could not be established.

use travaux_record::Caveat;

use super::super::model::{Block, Inline, Prose};
use super::super::{Desk, words};

pub(super) fn write(desk: &mut Desk<'_>) -> Vec<Block> {
    let mut blocks = vec![Block::Heading("How the numbers were computed".to_owned())];
    let methods: Vec<Vec<Inline>> = desk
        .methods
        .iter()
        .map(|method| {
            Prose::new().say(format!("{}: {}", words::capital(method.name), method.summary)).into_inlines()
        })
        .collect();
    blocks.push(Block::List(methods));
    blocks.push(sources(desk));
    let caveats = caveats(&desk.caveats);
    if !caveats.is_empty() {
        blocks.push(Block::Heading("What a careful reader must know".to_owned()));
        blocks.push(Block::List(caveats));
    }
    blocks.extend(gaps(desk));
    blocks
}

fn sources(desk: &mut Desk<'_>) -> Block {
    let ids: Vec<String> = desk.datasets.iter().cloned().collect();
    let mut prose = Prose::new().say("The votes, sponsors and titles come from the sources of the record");
    for id in ids {
        if let Some(number) = desk.notes.dataset(&id) {
            prose = prose.note(number);
        }
    }
    prose.say("; each text is cited where it is spoken of.").into()
}

/// Caveats, those of one kind together.
fn caveats(all: &[Caveat]) -> Vec<Vec<Inline>> {
    let mut items: Vec<String> = Vec::new();
    let mut differing: Vec<&str> = Vec::new();
    for caveat in all {
        match caveat {
            // Each section says how many did not vote.
            Caveat::NotVoting { .. } => {}
            Caveat::SourcesDiffer { decision, .. } => differing.push(decision),
            other => items.push(words::sentence(&other.to_string())),
        }
    }
    differing.sort_unstable();
    differing.dedup();
    let mut items = by_day(items);
    if !differing.is_empty() {
        items.insert(
            0,
            format!(
                "Sources differ on {}; the merged record follows the source that is believed first, and «travaux show» lists each \
                 difference.",
                travaux_votes::words::listed(&differing, "and")
            ),
        );
    }
    items.into_iter().map(|item| Prose::new().say(item).into_inlines()).collect()
}

/// What is said of several days in the same words, said once: `…; for 2018-12-05 and 2019-12-12 it is not established`.
fn by_day(items: Vec<String>) -> Vec<String> {
    let mut grouped: Vec<(String, Vec<String>, String)> = Vec::new();
    for item in items {
        let parts = item.split_once("; for ").and_then(|(before, rest)| {
            let (day, after) = rest.split_at_checked(10)?;
            day.parse::<jiff::civil::Date>().ok()?;
            Some((format!("{before}; for "), day.to_owned(), after.to_owned()))
        });
        let (before, day, after) = parts.unwrap_or((item, String::new(), String::new()));
        match grouped.iter_mut().find(|(known, _, end)| *known == before && *end == after) {
            Some((_, days, _)) => days.push(day),
            None => grouped.push((before, vec![day], after)),
        }
    }
    grouped
        .into_iter()
        .map(|(before, days, after)| format!("{before}{}{after}", travaux_votes::words::listed(days, "and")))
        .collect()
}

/// What could not be established, and what in the case file could not be used.
fn gaps(desk: &Desk<'_>) -> Vec<Block> {
    let mut items: Vec<Vec<Inline>> = Vec::new();
    for open in &desk.case.file.open {
        let tried = open
            .tried
            .as_ref()
            .map(|tried| format!(" Looked at: {}", words::sentence(tried)))
            .unwrap_or_default();
        items.push(Prose::new().say(format!("{}{tried}", words::sentence(&open.what))).into_inlines());
    }
    let missing: Vec<&str> = desk.case.missing.iter().map(String::as_str).collect();
    if !missing.is_empty() {
        let words =
            format!("The record has no decision on {}.", travaux_votes::words::listed(missing, "and"));
        items.push(Prose::new().say(words).into_inlines());
    }
    for problem in desk.case.problems.iter().filter(|problem| problem.code != crate::case::NOT_IN_THE_RECORD)
    {
        items.push(Prose::new().say(words::sentence(&problem.message)).into_inlines());
    }
    if items.is_empty() {
        return Vec::new();
    }
    vec![Block::Heading("What is open".to_owned()), Block::List(items)]
}
