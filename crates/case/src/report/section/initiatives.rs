//! Initiatives beside the Assembly: who began them, who supports them, and how their supporters stand on the texts.

use travaux_record::{Cell, Position, Table};
use travaux_un::set::StateSet;
use travaux_votes::sponsors::{OnBehalf, SponsorRoll};
use travaux_votes::words::short;
use travaux_votes::{Share, record_through};

use super::super::model::{Block, Prose};
use super::super::{Desk, words};
use crate::file::When;
use crate::file::schema::Initiative;

pub(super) fn write(desk: &mut Desk<'_>) -> Vec<Block> {
    let case = desk.case;
    let mut blocks = Vec::new();
    for (place, initiative) in case.file.initiative.iter().enumerate() {
        blocks.push(in_words(desk, initiative, case.supporters[place]).into());
        if !initiative.supporters.is_empty() {
            blocks.push(Block::Table(supporters(initiative)));
        }
        if let Some(table) = beside_the_texts(desk, initiative, case.supporters[place]) {
            blocks.push(Block::Table(table));
        }
    }
    blocks
}

fn in_words(desk: &mut Desk<'_>, initiative: &Initiative, states: StateSet) -> Prose {
    let mut prose = Prose::new().say(words::capital(&initiative.name));
    if let Some(kind) = &initiative.kind {
        prose = prose.say(format!(" ({kind})"));
    }
    if let Some(from) = initiative.from {
        prose = prose.say(format!(", {from}"));
    }
    if let Some(to) = initiative.to {
        prose = prose.say(format!(" to {to}"));
    }
    if let Some(by) = &initiative.by {
        prose = prose.say(format!(", by {by}"));
    }
    if let Some(text) = &initiative.text {
        let number = desk.notes.written(text);
        prose = prose.say(format!("; distributed as {}", text.value)).note(number);
    }
    prose = prose.say(".").written(&mut desk.notes, initiative.sources.iter().map(|source| source.as_str()));
    if !states.is_empty() {
        prose = prose.then(supported(desk, initiative, states));
    }
    let sources: Vec<&str> = initiative
        .supporters
        .iter()
        .flat_map(|entry| entry.sources.iter().map(|source| source.as_str()))
        .collect();
    if let Some(note) = &initiative.note {
        prose = prose.then(words::sentence(note));
    }
    prose.written(&mut desk.notes, sources)
}

/// How many states on file support it, by the list of which day, and how many of them are Members.
fn supported(desk: &Desk<'_>, initiative: &Initiative, states: StateSet) -> String {
    let on = match initiative.states_on {
        Some(day) => format!(" by the list of {day}"),
        None => "; of which day the list is, is not on file".to_owned(),
    };
    let day = initiative.states_on.map(When::last).or_else(|| record_through(desk.case.context.record));
    let members = day.map(|day| states.iter().filter(|state| state.state().is_member_on(day)).count());
    let members = match members {
        Some(n) if n < states.len() => format!(" {n} of them are Members of the United Nations."),
        _ => String::new(),
    };
    let n = words::capital(&words::states(states.len() as u64));
    let verb = if states.len() == 1 { "supports" } else { "support" };
    format!("{n} {verb} it{on}.{members}")
}

fn supporters(initiative: &Initiative) -> Table {
    let mut kinds: Vec<&str> = Vec::new();
    let mut days = Vec::new();
    for entry in &initiative.supporters {
        if !kinds.contains(&entry.kind.as_str()) {
            kinds.push(&entry.kind);
        }
        if !days.contains(&entry.on) {
            days.push(entry.on);
        }
    }
    days.sort_unstable();
    let mut table = Table::new("supporters", format!("Supporters of {} by kind", initiative.name), &["on"]);
    table.columns.extend(kinds.iter().map(|kind| (*kind).to_owned()));
    for day in days {
        let mut row = vec![Cell::from(day.to_string())];
        row.extend(kinds.iter().map(|kind| {
            let entry = initiative.supporters.iter().find(|entry| entry.on == day && entry.kind == *kind);
            entry.map_or(Cell::Empty, |entry| Cell::Count(u64::from(entry.n)))
        }));
        table.rows.push(row);
    }
    table
}

/// How the states that support an initiative stand on the rival texts: as sponsors and as voters.
fn beside_the_texts(desk: &mut Desk<'_>, initiative: &Initiative, states: StateSet) -> Option<Table> {
    let case = desk.case;
    if states.is_empty() || case.rivals.is_empty() {
        return None;
    }
    let mut table = Table::new(
        "beside",
        format!(
            "How the states that support {}{} stood on the rival texts",
            initiative.name,
            initiative.states_on.map(|day| format!(" by the list of {day}")).unwrap_or_default()
        ),
        &["text", "of its sponsors, in the list", "in favour", "against", "abstaining", "not voting"],
    );
    for decision in case.rival_texts() {
        let roll = SponsorRoll::of(case.context, decision, OnBehalf::Apart);
        let row = decision.positions();
        let members = row.members() & states;
        let count = |position: Position| {
            if row.is_empty() {
                Cell::Empty
            } else {
                let n = (row.states(position) & states).len() as u64;
                Cell::Share { part: n, of: members.len() as u64 }
            }
        };
        let sponsors = if roll.is_known() {
            words::share(Share::new((roll.states & states).len() as u64, u64::from(roll.n))).into()
        } else {
            Cell::Empty
        };
        table.row([
            Cell::Symbol(short(decision.id()).to_owned()),
            sponsors,
            count(Position::InFavour),
            count(Position::Against),
            count(Position::Abstaining),
            count(Position::NotVoting),
        ]);
    }
    Some(table)
}
