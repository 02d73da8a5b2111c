//! What became of the lines after the last pair of rivals.

use travaux_record::DecisionRef;
use travaux_votes::sponsors::{OnBehalf, SponsorRoll};
use travaux_votes::words::{bare_title, day, short};
use travaux_votes::{Headline, record_through, series};

use super::super::model::{Block, Inline, Prose};
use super::super::{Desk, words};
use crate::Pair;
use crate::cite::day_of;

pub(super) fn write(desk: &mut Desk<'_>) -> Vec<Block> {
    let case = desk.case;
    let last = case.rivals.iter().filter_map(Pair::date).max();
    let Some(last) = last else { return Vec::new() };
    let later: Vec<DecisionRef<'_>> =
        case.texts().into_iter().filter(|text| text.date().is_some_and(|date| date > last)).collect();
    let mut items: Vec<Vec<Inline>> = Vec::new();
    for &text in &later {
        items.push(one(desk, text).into_inlines());
    }
    let unnamed = successors(desk, last);
    if items.is_empty() && unnamed.is_empty() {
        return Vec::new();
    }
    let mut blocks: Vec<Block> = Vec::new();
    if !items.is_empty() {
        let last = day(last);
        blocks.push(
            Prose::new()
                .say(format!(
                    "After {last}, the day of the last rival text, the General Assembly decided on these texts of the case:"
                ))
                .into(),
        );
        blocks.push(Block::List(items));
    }
    if !unnamed.is_empty() {
        let mut prose = Prose::new().say("Under the same titles the record also has");
        for (place, &text) in unnamed.iter().enumerate() {
            prose = prose
                .say(if place == 0 { " " } else { ", " })
                .say(words::with_result(text))
                .decision(&mut desk.notes, text);
        }
        blocks.push(prose.say(", which the case does not name.").into());
    }
    if let Some(end) = record_through(case.context.record) {
        blocks.push(Prose::new().say(format!("The record ends on {}.", day(end))).into());
    }
    blocks
}

fn one(desk: &mut Desk<'_>, text: DecisionRef<'_>) -> Prose {
    let headline = Headline::of(text);
    let roll = SponsorRoll::of(desk.case.context, text, OnBehalf::Apart);
    let sponsors = if roll.is_known() {
        format!(", with {} on file", travaux_votes::words::counted(roll.n, "sponsor"))
    } else {
        String::new()
    };
    Prose::new()
        .say(format!("{}, ", short(text.id())))
        .title(bare_title(&headline.title))
        .say(format!(", {}, {}{sponsors}", day_of(text), headline.result()))
        .decision(&mut desk.notes, text)
        .say(".")
}

/// Texts under the very titles of the lines' last texts that came after the last pair and that the case does not name.
fn successors<'a>(desk: &mut Desk<'a>, last: jiff::civil::Date) -> Vec<DecisionRef<'a>> {
    let case = desk.case;
    let named = case.texts();
    let mut found: Vec<DecisionRef<'a>> = Vec::new();
    for line in &case.lines {
        let Some(&text) = line.texts.last() else { continue };
        let answer = series(case.context, text);
        for entry in answer.value.texts.iter().filter(|entry| entry.same_title) {
            let Some(other) = case.context.record.by_id(&entry.decision.id) else { continue };
            let is_later = other.date().is_some_and(|date| date > last);
            let is_new = named.iter().chain(&found).all(|known| known.no() != other.no());
            if is_later && is_new {
                found.push(other);
            }
        }
    }
    found.sort_by_key(|text| (text.date(), text.no()));
    found
}
