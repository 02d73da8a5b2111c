//! How the numbers were computed, what a careful reader must know of them, and what could not be established.

use travaux_record::Caveat;
use travaux_votes::words::{day, listed, short};

use super::super::model::{Block, Inline, Prose};
use super::super::{Desk, words};

pub(super) fn write(desk: &mut Desk<'_>) -> Vec<Block> {
    let mut blocks = Vec::new();
    let methods: Vec<Vec<Inline>> = desk
        .methods
        .iter()
        .map(|method| {
            Prose::new().say(format!("{}: {}", words::capital(method.name), method.summary)).into_inlines()
        })
        .collect();
    if !methods.is_empty() {
        blocks.push(Block::Heading("How the numbers were computed".to_owned()));
        blocks.push(Block::List(methods));
        blocks.push(sources(desk));
    }
    let caveats = caveats(desk);
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
fn caveats(desk: &Desk<'_>) -> Vec<Vec<Inline>> {
    let mut differing: Vec<String> = Vec::new();
    let mut tabled: Vec<&str> = Vec::new();
    let mut listed_on: Vec<(String, Vec<String>)> = Vec::new();
    let mut items: Vec<String> = Vec::new();
    for caveat in &desk.caveats {
        match caveat {
            // Each section says how many did not vote.
            Caveat::NotVoting { .. } => {}
            Caveat::SourcesDiffer { decision, .. } => differing.push(difference(desk, decision)),
            Caveat::SponsorsAsTabledOnly { text } => tabled.push(short(text)),
            Caveat::MembershipAsListed { groups, list, date } => {
                let says = format!("{}: membership is as {list}", words::capital(&words::the(groups)));
                match listed_on.iter_mut().find(|(known, _)| *known == says) {
                    Some((_, days)) => days.push(day(*date)),
                    None => listed_on.push((says, vec![day(*date)])),
                }
            }
            other => items.push(words::sentence(&other.to_string())),
        }
    }
    let mut all: Vec<String> = Vec::new();
    if !differing.is_empty() {
        all.push(format!(
            "Sources differ on {}; the merged record follows the source that is believed first, and «travaux show» lists \
             each difference.",
            listed(&differing, "and")
        ));
    }
    if !tabled.is_empty() {
        all.push(format!(
            "Of {} the record has the printed list of sponsors alone: others may have joined by adoption.",
            listed(&tabled, "and")
        ));
    }
    all.extend(
        listed_on
            .into_iter()
            .map(|(says, days)| format!("{says}; it is not established for {}.", listed(days, "and"))),
    );
    all.extend(items);
    all.into_iter().map(|item| Prose::new().say(item).into_inlines()).collect()
}

/// On what the sources of a decision differ: `71/28 (date)`.
fn difference(desk: &Desk<'_>, decision: &str) -> String {
    let record = desk.case.context.record;
    let found = record.by_id(decision);
    let mut fields: Vec<&str> =
        found.iter().flat_map(|found| found.variants()).map(|variant| variant.field.as_str()).collect();
    fields.sort_unstable();
    fields.dedup();
    if fields.is_empty() {
        return short(decision).to_owned();
    }
    format!("{} ({})", short(decision), fields.join(", "))
}

/// What could not be established, and what in the case file could not be used.
fn gaps(desk: &Desk<'_>) -> Vec<Block> {
    let mut items: Vec<Vec<Inline>> = Vec::new();
    for open in &desk.case.file.open {
        let tried = open
            .tried
            .as_ref()
            .map(|tried| format!(" Looked at: {}.", tried.trim_end_matches('.')))
            .unwrap_or_default();
        items.push(Prose::new().say(format!("{}{tried}", words::sentence(&open.what))).into_inlines());
    }
    let missing: Vec<&str> = desk.case.missing.iter().map(String::as_str).collect();
    if !missing.is_empty() {
        let words = format!("The record has no decision on {}.", listed(missing, "and"));
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
