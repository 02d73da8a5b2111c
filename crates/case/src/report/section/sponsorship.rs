//! Who sponsored the rival texts, how the sponsors of each camp changed, and which did not vote for their own text.

use travaux_figure::{View, figures};
use travaux_record::{DecisionRef, SponsorList};
use travaux_un::set::StateSet;
use travaux_votes::Lane;
use travaux_votes::sponsors::{Against, Camp, OnBehalf, SponsorRoll, Sponsors, camp_since, sponsors};
use travaux_votes::words::short;

use super::super::model::{Block, Inline, Prose};
use super::super::{Desk, words};
use crate::Pair;

pub(super) fn write(desk: &mut Desk<'_>) -> Vec<Block> {
    let case = desk.case;
    let (mut rolls, mut maps) = (Vec::new(), Vec::new());
    for pair in &case.rivals {
        let (roll, map) = of_pair(desk, pair);
        rolls.push(roll.into_inlines());
        maps.extend(map);
    }
    let mut blocks: Vec<Block> = Vec::new();
    if !rolls.is_empty() {
        blocks.push(Block::List(rolls));
    }
    blocks.extend(maps);
    let texts = case.rival_texts_by_side();
    let changes: Vec<Vec<Inline>> = texts.iter().filter_map(|&text| changes(desk, text)).collect();
    if !changes.is_empty() {
        blocks.push(Block::Heading("Who stayed with a camp, joined it and left it".to_owned()));
        blocks.push(Block::List(changes));
    }
    let votes: Vec<Vec<Inline>> = texts.iter().filter_map(|&text| own_votes(desk, text)).collect();
    if !votes.is_empty() {
        blocks.push(Block::Heading("Sponsors that did not vote in favour of their own text".to_owned()));
        blocks.push(Block::List(votes));
    }
    blocks
}

fn roll(desk: &Desk<'_>, text: DecisionRef<'_>) -> SponsorRoll {
    SponsorRoll::of(desk.case.context, text, OnBehalf::Apart)
}

fn of_pair(desk: &mut Desk<'_>, pair: &Pair<'_>) -> (Prose, Option<Block>) {
    let (one, other) = (short(pair.first.id()), short(pair.second.id()));
    let known = [pair.first, pair.second].map(|text| roll(desk, text).is_known());
    let which = match known {
        [true, true] => None,
        [false, true] => Some(one.to_owned()),
        [true, false] => Some(other.to_owned()),
        [false, false] => Some(format!("{one} and {other}")),
    };
    if let Some(which) = which {
        let prose = Prose::new().say(format!(
            "The record has no sponsors of {which}: who sponsored {one} and {other} is left out."
        ));
        return (prose, None);
    }
    let before = [pair.first, pair.second]
        .map(|text| desk.case.text_before(text).filter(|earlier| roll(desk, *earlier).is_known()));
    let against = match before {
        [Some(first), Some(second)] => Against::rival(pair.second, [first, second]),
        _ => Against::text(pair.second),
    };
    let answer = sponsors(desk.case.context, pair.first, Some(against), OnBehalf::Apart);
    let value = desk.take(&answer);
    let name = format!("sponsors-{}", pair.slug());
    let map = Desk::figure(&name, figures::sponsorship(desk.setting(), &answer, View::Map));
    (rolls(desk, pair, value), Some(map))
}

/// How many sponsored each, and who both.
fn rolls(desk: &mut Desk<'_>, pair: &Pair<'_>, value: &Sponsors) -> Prose {
    let Some(against) = &value.against else { return Prose::new() };
    let both = against.kept;
    Prose::new()
        .say(format!("{} was sponsored by {}", short(pair.first.id()), list(&value.roll)))
        .decision(&mut desk.notes, pair.first)
        .say(format!(", {} by {}", short(pair.second.id()), list(&against.roll)))
        .decision(&mut desk.notes, pair.second)
        .say(if both.is_empty() {
            "; no state sponsored both.".to_owned()
        } else {
            format!("; {} sponsored both ({}).", words::states(both.len() as u64), words::names(both))
        })
        .then(match (against.neither, against.members) {
            (Some(neither), Some(members)) => {
                format!("{} of the {} members sponsored neither.", neither.len(), members.len())
            }
            _ => String::new(),
        })
}

/// `49 states (29 on the printed list, 20 joined by adoption)`.
fn list(roll: &SponsorRoll) -> String {
    let states = words::states(roll.n);
    if roll.joined_n > 0 {
        format!("{states} ({} on the printed list, {} joined by adoption)", roll.tabled_n, roll.joined_n)
    } else if is_printed_only(roll) {
        format!("{states} on the printed list (who joined by adoption is not in the record)")
    } else {
        states
    }
}

fn is_printed_only(roll: &SponsorRoll) -> bool {
    roll.lists == [SponsorList::Tabled]
}

/// Who stayed with a camp, joined it and left it since its text before, and what its rivals have to do with that.
fn changes<'a>(desk: &mut Desk<'a>, text: DecisionRef<'a>) -> Option<Vec<Inline>> {
    let case = desk.case;
    let earlier = case.text_before(text).filter(|earlier| roll(desk, *earlier).is_known())?;
    let later = roll(desk, text);
    if !later.is_known() {
        return None;
    }
    let mut rivals = case.rivals_of(text).into_iter();
    let first = rivals.next();
    let answer =
        camp_since(case.context, [earlier, text], [first.and_then(|rival| case.text_before(rival)), first]);
    let camp = desk.take(&answer);
    let mut prose = moved(camp, &later, text);
    prose = over(prose, camp, first);
    for rival in rivals {
        let answer = camp_since(case.context, [earlier, text], [case.text_before(rival), Some(rival)]);
        prose = over(prose, desk.take(&answer), Some(rival));
    }
    Some(prose.decision(&mut desk.notes, earlier).decision(&mut desk.notes, text).into_inlines())
}

/// Who stayed, joined and left, in the words that the lists of the record allow.
fn moved(camp: &Camp, later: &SponsorRoll, text: DecisionRef<'_>) -> Prose {
    let (before, after) = (short(&camp.earlier.id), short(text.id()));
    let Some(changes) = camp.changes else { return Prose::new() };
    let (kept, new, gone) = (changes.kept.len(), changes.new, changes.no_longer);
    let named = |set: StateSet| {
        if set.is_empty() { "none".to_owned() } else { format!("{} ({})", set.len(), words::names(set)) }
    };
    let prose = Prose::new().say(format!(
        "From {before} to {after}, {} stayed; joined: {}; left: {}.",
        words::states(kept as u64),
        named(new),
        named(gone)
    ));
    match (is_printed_only(&camp.roll), is_printed_only(later)) {
        (true, false) if !new.is_empty() => prose.then(format!(
            "Of {before} the printed list alone is known: some that are told here as joining may have joined it before."
        )),
        (false, true) if !gone.is_empty() => prose.then(format!(
            "Of {after} the printed list alone is known: some that are told here as leaving may have joined it."
        )),
        (true, true) => prose.then("Both are printed lists; who joined either by adoption is not in the record."),
        _ => prose,
    }
}

/// Who of them sponsors the rival's text: went over to it, had sponsored both camps before, or joined both.
fn over(mut prose: Prose, camp: &Camp, rival: Option<DecisionRef<'_>>) -> Prose {
    let Some((changes, rival)) = camp.changes.zip(rival) else { return prose };
    let rival = short(rival.id());
    let had_both = changes.had_both.unwrap_or_default();
    let went = changes.on_rival.unwrap_or_default() - had_both;
    if !went.is_empty() {
        prose = prose.then(format!("Of those that left, now with {rival}: {}.", words::names(went)));
    }
    if !had_both.is_empty() {
        prose = prose.then(format!(
            "Of those that left, with the texts of both camps before and now with {rival} alone: {}.",
            words::names(had_both)
        ));
    }
    if let Some(on_both) = changes.new_on_both.filter(|set| !set.is_empty()) {
        prose = prose.then(format!("Of those that joined, with {rival} too: {}.", words::names(on_both)));
    }
    prose
}

/// Sponsors that did not vote in favour of their own text.
fn own_votes(desk: &mut Desk<'_>, text: DecisionRef<'_>) -> Option<Vec<Inline>> {
    let roll = roll(desk, text);
    if roll.votes.is_empty() || roll.not_in_favour.is_empty() {
        return None;
    }
    let parts: Vec<String> = roll
        .votes
        .iter()
        .filter(|count| count.lane != Lane::InFavour && count.n > 0)
        .map(|count| format!("{} {}", words::names(count.states), of_lane(count.lane, count.n)))
        .collect();
    let prose = Prose::new().say(format!(
        "{}: {} of {} sponsors; {}.",
        short(text.id()),
        roll.not_in_favour.len(),
        roll.n,
        parts.join("; ")
    ));
    Some(prose.decision(&mut desk.notes, text).into_inlines())
}

fn of_lane(lane: Lane, n: u16) -> String {
    match lane {
        Lane::Against => "voted against".to_owned(),
        Lane::Abstaining => "abstained".to_owned(),
        Lane::NotVoting => "did not vote".to_owned(),
        Lane::NotAMember if n == 1 => "was not a member".to_owned(),
        Lane::NotAMember => "were not members".to_owned(),
        Lane::InFavour | Lane::Unreadable => lane.phrase().to_owned(),
    }
}
