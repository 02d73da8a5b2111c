//! Who sponsored the rival texts, and who joined and left each camp since the pair before.

use travaux_figure::{View, figures};
use travaux_un::set::StateSet;
use travaux_votes::sponsors::{Against, Camp, OnBehalf, SponsorRoll, Sponsors, sponsors};
use travaux_votes::words::short;
use travaux_votes::{Headline, Lane};

use super::super::model::{Block, Prose};
use super::super::{Desk, words};
use crate::Pair;

pub(super) fn write(desk: &mut Desk<'_>) -> Vec<Block> {
    let case = desk.case;
    let mut blocks = Vec::new();
    for pair in &case.rivals {
        blocks.extend(of_pair(desk, pair, case.pair_before(pair)));
    }
    blocks
}

fn of_pair(desk: &mut Desk<'_>, pair: &Pair<'_>, before: Option<&Pair<'_>>) -> Vec<Block> {
    let context = desk.case.context;
    let known = |decision| SponsorRoll::of(context, decision, OnBehalf::Apart).is_known();
    let (one, other) = (short(pair.first.id()), short(pair.second.id()));
    let first_known = known(pair.first);
    if !first_known || !known(pair.second) {
        let which = if first_known { other } else { one };
        let prose = Prose::new().say(format!(
            "The record has no sponsors of {which}: who sponsored {one} and {other} is left out."
        ));
        return vec![prose.into()];
    }
    let since = before.filter(|before| known(before.first) && known(before.second));
    let against = match since {
        Some(before) => Against::rival(pair.second, [before.first, before.second]),
        None => Against::text(pair.second),
    };
    let answer = sponsors(context, pair.first, Some(against), OnBehalf::Apart);
    let value = desk.take(&answer);
    let mut blocks = vec![rolls(desk, pair, value).into()];
    if let (Some(camps), Some(against)) = (&value.since, &value.against) {
        blocks.push(changes(&camps.first, &value.decision, &against.decision).into());
        blocks.push(changes(&camps.other, &against.decision, &value.decision).into());
    }
    blocks.extend(votes(value).map(Block::from));
    let name = format!("sponsors-{}", pair.slug());
    blocks.push(Desk::figure(&name, figures::sponsorship(desk.setting(), &answer, View::Map)));
    blocks
}

/// How many sponsored each, and who both.
fn rolls(desk: &mut Desk<'_>, pair: &Pair<'_>, value: &Sponsors) -> Prose {
    let Some(against) = &value.against else { return Prose::new() };
    let list = |roll: &SponsorRoll| {
        if roll.joined_n > 0 {
            format!(
                "{} ({} on the printed list, {} joined by adoption)",
                words::states(roll.n),
                roll.tabled_n,
                roll.joined_n
            )
        } else {
            format!("{} on the list that the record has", words::states(roll.n))
        }
    };
    let both = against.kept;
    Prose::new()
        .say(format!("{} was sponsored by {}", short(pair.first.id()), list(&value.roll)))
        .decision(&mut desk.notes, pair.first)
        .say(format!(", {} by {}", short(pair.second.id()), list(&against.roll)))
        .decision(&mut desk.notes, pair.second)
        .say(if both.is_empty() {
            "; no state sponsored both.".to_owned()
        } else {
            format!("; {} sponsored both{}.", words::states(both.len() as u64), words::in_brackets(both))
        })
        .then(match (against.neither, against.members) {
            (Some(neither), Some(members)) => {
                format!("{} of the {} members sponsored neither.", neither.len(), members.len())
            }
            _ => String::new(),
        })
}

/// Who stayed with a camp, joined it and left it.
fn changes(camp: &Camp, later: &Headline, rival: &Headline) -> Prose {
    let (earlier, later, rival) = (short(&camp.earlier.id), short(&later.id), short(&rival.id));
    let Some(changes) = camp.changes else {
        return Prose::new()
            .say(format!("Who joined or left since {earlier} is not known: the record lacks a list."));
    };
    let moved = |set: StateSet, verb: &str| {
        if set.is_empty() {
            format!("none {verb}")
        } else {
            format!("{} {verb}{}", set.len(), words::in_brackets(set))
        }
    };
    let mut prose = Prose::new().say(format!(
        "From {earlier} to {later}, {} stayed; {}; {}.",
        words::states(changes.kept.len() as u64),
        moved(changes.new, "joined"),
        moved(changes.no_longer, "left")
    ));
    if let Some(to_rival) = changes.to_rival.filter(|set| !set.is_empty()) {
        prose = prose.then(format!("Of those that left, {} now sponsored {rival}.", words::names(to_rival)));
    }
    if let Some(on_both) = changes.new_on_both.filter(|set| !set.is_empty()) {
        prose = prose.then(format!("Of those that joined, {} sponsored {rival} too.", words::names(on_both)));
    }
    prose
}

/// Sponsors that did not vote for their own text, and how they voted on the rival.
fn votes(value: &Sponsors) -> Option<Prose> {
    let against = value.against.as_ref()?;
    let mut prose = Prose::new();
    for (decision, roll) in [(&value.decision, &value.roll), (&against.decision, &against.roll)] {
        if roll.votes.is_empty() || roll.not_in_favour.is_empty() {
            continue;
        }
        let parts: Vec<String> = roll
            .votes
            .iter()
            .filter(|count| count.lane != Lane::InFavour && count.n > 0)
            .map(|count| format!("{} {}", words::names(count.states), of_lane(count.lane, count.n)))
            .collect();
        prose = prose.then(format!(
            "Of the {} sponsors of {}, {} did not vote in favour of it: {}.",
            roll.n,
            short(&decision.id),
            roll.not_in_favour.len(),
            parts.join("; ")
        ));
    }
    (!prose.is_empty()).then_some(prose)
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
