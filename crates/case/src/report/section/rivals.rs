//! Which texts were rivals, under which item, with which result.

use travaux_record::{DecisionRef, Table};
use travaux_votes::Headline;
use travaux_votes::words::{bare_title, day, short};

use super::super::model::{Block, Prose};
use super::super::{Desk, words};
use super::wording;
use crate::agenda::{Item, item};
use crate::{Case, Pair};

pub(super) fn write(desk: &mut Desk<'_>) -> Vec<Block> {
    let case = desk.case;
    let mut blocks: Vec<Block> = Vec::new();
    if !case.rivals.is_empty() {
        blocks.push(Prose::new().say(opening(case)).into());
    }
    blocks.extend(case.rivals.iter().map(|pair| paragraph(desk, pair)).map(Block::from));
    if case.rivals.len() > 1 {
        blocks.push(Block::Table(table(&case.rivals)));
    }
    blocks.extend(wording::of_rivals(desk));
    blocks
}

/// How many pairs there are, and whose judgement it is that they are rivals.
fn opening(case: &Case<'_>) -> String {
    let pairs = travaux_votes::words::counted(case.rivals.len() as u64, "pair");
    let rule = case.file.case.as_ref().and_then(|head| head.rivals_are.as_ref());
    let rule = rule.map_or_else(
        || {
            "That the texts of a pair are rivals is the judgement of the case file, with its sources."
                .to_owned()
        },
        |rule| words::sentence(&format!("rivals are here {rule}")),
    );
    format!("The case has {pairs} of rival texts. {rule}")
}

fn paragraph(desk: &mut Desk<'_>, pair: &Pair<'_>) -> Prose {
    let case = desk.case;
    let session = pair.first.session().map_or_else(String::new, |session| format!("In session {session}, "));
    let mut prose = Prose::new().say(session);
    prose = one(prose, desk, pair.first).say(" stood beside ");
    prose = one(prose, desk, pair.second).say(".");
    prose = prose.then(items_in_words(pair));
    let written = case.file.rivals.get(pair.rivals);
    if let Some(about) = written.and_then(|written| written.about.as_ref()) {
        prose = prose.then(words::sentence(&format!("at issue: {about}")));
    }
    let sources =
        written.into_iter().flat_map(|written| written.sources.iter().map(|source| source.as_str()));
    prose.written(&mut desk.notes, sources)
}

/// `75/240 (Developments …, 31 December 2020, 92-50-21)`.
fn one(prose: Prose, desk: &mut Desk<'_>, decision: DecisionRef<'_>) -> Prose {
    let headline = Headline::of(decision);
    let date = headline.date.map(|date| format!(", {}", day(date))).unwrap_or_default();
    prose
        .say(format!("{} (", short(decision.id())))
        .title(bare_title(&headline.title))
        .say(format!("{date}, {})", headline.result()))
        .decision(&mut desk.notes, decision)
}

/// Whether both texts were taken under one item of the agenda.
fn items_in_words(pair: &Pair<'_>) -> String {
    match (item(pair.first), item(pair.second)) {
        (Some(a), Some(b)) if a == b => format!("Both were taken under agenda item {}.", a.written),
        (Some(a), Some(b)) if a.number == b.number => {
            let part = |item: &Item| {
                if item.written == item.number.to_string() {
                    "the item itself".to_owned()
                } else {
                    item.written.clone()
                }
            };
            format!(
                "Both were taken under agenda item {}: the first under {}, the second under {}.",
                a.number,
                part(&a),
                part(&b)
            )
        }
        (Some(a), Some(b)) => {
            format!("The first was taken under agenda item {}, the second under {}.", a.written, b.written)
        }
        _ => "The record does not have the agenda item of both.".to_owned(),
    }
}

fn table(pairs: &[Pair<'_>]) -> Table {
    let mut table = Table::new(
        "rivals",
        "The pairs of rivals",
        &["session", "text", "date", "result", "rival", "its date", "its result"],
    );
    for pair in pairs {
        let (first, second) = (Headline::of(pair.first), Headline::of(pair.second));
        table.row([
            first.session.map(|session| session.to_string()).into(),
            travaux_record::Cell::Symbol(first.id.clone()),
            first.date.into(),
            first.result().into(),
            travaux_record::Cell::Symbol(second.id.clone()),
            second.date.into(),
            second.result().into(),
        ]);
    }
    table
}
