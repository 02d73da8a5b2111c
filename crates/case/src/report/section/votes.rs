//! The votes of the case side by side, and who moved from one text of a line to the next.

use std::collections::BTreeSet;

use travaux_figure::figures;
use travaux_record::{DecisionNo, DecisionRef};
use travaux_votes::shift::{MoveKind, Shift, shift};
use travaux_votes::words::short;
use travaux_votes::{Lane, balance};

use super::super::model::{Block, Prose};
use super::super::{Desk, words};
use crate::slug;

pub(super) fn write(desk: &mut Desk<'_>) -> Vec<Block> {
    let case = desk.case;
    let mut blocks = Vec::new();
    let tallied: Vec<DecisionRef<'_>> =
        case.main_texts().into_iter().filter(|text| text.tally().is_some()).collect();
    if !tallied.is_empty()
        && let Ok(answer) = balance(case.context, &tallied)
    {
        desk.take(&answer);
        blocks.push(Desk::figure("balance", figures::balance(desk.setting(), &answer)));
    }
    // Two lines may have a step in common: it is told once.
    let mut told: BTreeSet<(DecisionNo, DecisionNo)> = BTreeSet::new();
    for line in &case.lines {
        let voted: Vec<DecisionRef<'_>> =
            line.texts.iter().copied().filter(|text| !text.positions().is_empty()).collect();
        let steps: Vec<(DecisionRef<'_>, DecisionRef<'_>)> = voted
            .windows(2)
            .filter(|pair| is_of_interest(desk, pair[1]))
            .map(|pair| (pair[0], pair[1]))
            .filter(|(earlier, later)| told.insert((earlier.no(), later.no())))
            .collect();
        if steps.is_empty() {
            continue;
        }
        if let Some(entry) = case.file.line.get(line.line) {
            blocks.push(Block::Heading(words::capital(&entry.name)));
        }
        for (earlier, later) in steps {
            blocks.extend(step(desk, earlier, later));
        }
    }
    blocks
}

/// Of a long line only the steps to texts that have rivals, or came after the first that had one.
fn is_of_interest(desk: &Desk<'_>, later: DecisionRef<'_>) -> bool {
    let first = desk.case.rivals.iter().filter_map(|pair| pair.first.date().min(pair.second.date())).min();
    first.is_none_or(|first| later.date().is_some_and(|date| date > first))
}

fn step(desk: &mut Desk<'_>, earlier: DecisionRef<'_>, later: DecisionRef<'_>) -> Vec<Block> {
    let answer = match shift(desk.case.context, earlier, later) {
        Ok(answer) => answer,
        Err(error) => return vec![Prose::new().say(words::sentence(&error.to_string())).into()],
    };
    let value = desk.take(&answer);
    let prose = Prose::new()
        .say(format!("From {}", words::with_result(earlier)))
        .decision(&mut desk.notes, earlier)
        .say(format!(" to {}", words::with_result(later)))
        .decision(&mut desk.notes, later)
        .say(format!(", {}.", moves(value)))
        .then(directions(value));
    let name = format!("shift-{}-{}", slug(earlier.id()), slug(later.id()));
    vec![prose.into(), Desk::figure(&name, figures::shift(desk.setting(), &answer))]
}

/// `134 of 193 (69.4 %) cast the same vote, 2 moved towards the text (Botswana and Rwanda), …`.
fn moves(value: &Shift) -> String {
    let total = |kind: MoveKind| value.totals.iter().find(|total| total.kind == kind);
    let mut parts: Vec<String> = Vec::new();
    parts
        .extend(total(MoveKind::Kept).map(|kept| format!("{} cast the same vote", words::share(kept.share))));
    for (kind, verb) in [
        (MoveKind::Towards, "moved towards the text"),
        (MoveKind::Away, "moved away from the text"),
        (MoveKind::BeganVoting, "had not voted and now did"),
        (MoveKind::CeasedVoting, "had voted and now did not"),
        (MoveKind::NotVotingTwice, "did not vote either time"),
    ] {
        let Some(total) = total(kind).filter(|total| total.share.part > 0) else { continue };
        parts.push(format!("{} {verb}{}", total.share.part, words::in_brackets(total.states)));
    }
    parts.join("; ")
}

/// The largest movements by their direction.
fn directions(value: &Shift) -> String {
    let n = |from, to| value.n(from, to);
    let left = [
        (n(Lane::InFavour, Lane::Against), "to a vote against"),
        (n(Lane::InFavour, Lane::Abstaining), "to an abstention"),
        (n(Lane::InFavour, Lane::NotVoting), "to not voting"),
    ];
    let gone: u16 = left.iter().map(|(n, _)| n).sum();
    if gone == 0 {
        return format!("Nobody that had been in favour of {} went elsewhere.", short(&value.earlier.id));
    }
    let parts: Vec<String> = left.iter().filter(|(n, _)| *n > 0).map(|(n, to)| format!("{n} {to}")).collect();
    let of = value.n(Lane::InFavour, Lane::InFavour) + gone;
    format!(
        "Of the {of} that had been in favour of {}, {gone} went elsewhere: {}.",
        short(&value.earlier.id),
        travaux_votes::words::listed(parts, "and")
    )
}
