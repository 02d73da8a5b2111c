//! Where states stand between the two texts of each pair, how that changed, and how closely the known groups vote
//! together.

use std::cmp::Ordering;

use travaux_figure::{View, figures};
use travaux_record::{Answer, Cell, Table};
use travaux_votes::cohesion::{Cohesion, cohesion};
use travaux_votes::compare;
use travaux_votes::poles::{Poles, Stand, poles};
use travaux_votes::words::short;

use super::super::model::{Block, Prose};
use super::super::{Desk, words};
use crate::Pair;

pub(super) fn write(desk: &mut Desk<'_>) -> Vec<Block> {
    let case = desk.case;
    let pairs: Vec<&Pair<'_>> = case.rivals.iter().filter(|pair| pair.has_votes()).collect();
    if pairs.is_empty() {
        return Vec::new();
    }
    let answers: Vec<(&Pair<'_>, Answer<Poles>)> = pairs
        .iter()
        .filter_map(|pair| Some((*pair, poles(case.context, pair.first, pair.second).ok()?)))
        .collect();
    let mut blocks: Vec<Block> = Vec::new();
    for (pair, answer) in &answers {
        let value = desk.take(answer);
        blocks.push(
            one(value).decision(&mut desk.notes, pair.first).decision(&mut desk.notes, pair.second).into(),
        );
    }
    for (pair, answer) in &answers {
        let before = case.pair_before(pair);
        let before =
            before.and_then(|before| answers.iter().find(|(known, _)| known.rivals == before.rivals));
        blocks.extend(before.map(|(_, before)| Block::from(change(&before.value, &answer.value))));
    }
    blocks.push(Block::Table(stands(&answers)));
    for pair in &pairs {
        if let Ok(answer) = compare(case.context, pair.first, pair.second) {
            desk.take(&answer);
            let name = format!("rivals-{}", pair.slug());
            blocks.push(Desk::figure(&name, figures::joint(desk.setting(), &answer, View::Map)));
        }
    }
    blocks.extend(groups(desk, &pairs));
    blocks
}

/// How many stand at each pole, between them, or did not vote.
fn one(value: &Poles) -> Prose {
    let (first, second) = (short(&value.first.id), short(&value.second.id));
    let part = |stand: Stand| {
        let share = value.stands.iter().find(|count| count.stand == stand).map(|count| count.share);
        share.map_or_else(|| "none".to_owned(), words::share)
    };
    let (at_poles, between) =
        (value.n(Stand::FirstPole) + value.n(Stand::SecondPole), value.n(Stand::Between));
    let verdict = match at_poles.cmp(&between) {
        Ordering::Greater => "More states stood at the two poles than between them.",
        Ordering::Less => "More states stood between the two poles than at them.",
        Ordering::Equal => "As many states stood between the poles as at them.",
    };
    Prose::new()
        .say(format!(
            "On {first} and {second}, {} were in favour of the first and against the second, and {} the reverse; {} voted on \
             both and not for one against the other, and {} did not vote on at least one.",
            part(Stand::FirstPole),
            part(Stand::SecondPole),
            part(Stand::Between),
            part(Stand::NotVoting)
        ))
        .then(verdict)
}

/// How many changed their stand from one pair to the next.
fn change(before: &Poles, after: &Poles) -> Prose {
    let n = |from: Stand, to: Stand| (before.states(from) & after.states(to)).len();
    let names = |from: Stand, to: Stand| words::in_brackets(before.states(from) & after.states(to));
    let (first, second) = (short(&after.first.id), short(&after.second.id));
    let mut parts: Vec<String> = Vec::new();
    for (from, to, what) in [
        (Stand::FirstPole, Stand::SecondPole, "went from the first pole to the second".to_owned()),
        (Stand::SecondPole, Stand::FirstPole, "went from the second pole to the first".to_owned()),
        (Stand::FirstPole, Stand::Between, "left the first pole for the middle".to_owned()),
        (Stand::SecondPole, Stand::Between, "left the second pole for the middle".to_owned()),
        (Stand::Between, Stand::FirstPole, "left the middle for the first pole".to_owned()),
        (Stand::Between, Stand::SecondPole, "left the middle for the second pole".to_owned()),
        (
            Stand::Between,
            Stand::NotVoting,
            "had stood in the middle and did not vote on at least one".to_owned(),
        ),
    ] {
        let states = n(from, to);
        if states > 0 {
            parts.push(format!("{states} {what}{}", names(from, to)));
        }
    }
    let stayed: usize =
        [Stand::FirstPole, Stand::SecondPole, Stand::Between].into_iter().map(|stand| n(stand, stand)).sum();
    let since = format!("{} and {}", short(&before.first.id), short(&before.second.id));
    let mut prose = Prose::new().say(format!(
        "From {since} to {first} and {second}, {} kept their stand at a pole or between.",
        words::states(stayed as u64)
    ));
    if !parts.is_empty() {
        prose = prose.then(words::sentence(&parts.join("; ")));
    }
    prose
}

fn stands(answers: &[(&Pair<'_>, Answer<Poles>)]) -> Table {
    let mut table = Table::new(
        "poles",
        "Where states stood on the pairs of rivals",
        &[
            "pair",
            "members on both days",
            "first pole",
            "second pole",
            "between",
            "not voting on one or both",
        ],
    );
    for (_, answer) in answers {
        let value = &answer.value;
        let share = |stand: Stand| {
            value
                .stands
                .iter()
                .find(|count| count.stand == stand)
                .map_or(Cell::Empty, |count| Cell::Share { part: count.share.part, of: count.share.of })
        };
        table.row([
            format!("{} and {}", short(&value.first.id), short(&value.second.id)).into(),
            value.members_of_both.into(),
            share(Stand::FirstPole),
            share(Stand::SecondPole),
            share(Stand::Between),
            share(Stand::NotVoting),
        ]);
    }
    table
}

/// The cohesion of the groups of interest on the rival texts.
fn groups(desk: &mut Desk<'_>, pairs: &[&Pair<'_>]) -> Vec<Block> {
    let case = desk.case;
    let codes: Vec<&str> = case.groups.iter().map(String::as_str).collect();
    let mut texts = case.rival_texts();
    texts.retain(|text| {
        pairs.iter().any(|pair| pair.first.no() == text.no() || pair.second.no() == text.no())
    });
    let Ok(answer) = cohesion(case.context, &texts, &codes) else { return Vec::new() };
    let value = desk.take(&answer);
    vec![
        Block::Heading("How closely groups vote together".to_owned()),
        closest(value).into(),
        Block::Table(table(value, "The agreement index, with the number of votes cast", |on| {
            on.agreement.map(|index| (index.value, index.n))
        })),
        Block::Table(table(value, "Rice's index, with the number of votes for or against", |on| {
            on.rice.map(|index| (index.value, index.n))
        })),
    ]
}

/// The most and the least cohesive group on the whole.
fn closest(value: &Cohesion) -> Prose {
    let mut means: Vec<(&str, f64, u16)> = value
        .groups
        .iter()
        .filter(|group| group.group != "none")
        .filter_map(|group| {
            group.mean_agreement.map(|mean| (group.name.as_str(), mean.value, mean.decisions))
        })
        .collect();
    means.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(b.0)));
    match means.as_slice() {
        [] => Prose::new().say("No group has a vote to measure."),
        [(name, mean, n)] => Prose::new().say(format!("The mean agreement index of {name} is {mean:.3} on {n} texts.")),
        [first, .., last] => Prose::new().say(format!(
            "By the mean of the agreement index on these texts {} votes most alike ({:.3} on {} texts) and {} least ({:.3} on {}). \
             1 is a group of one mind, 0 one that is split evenly over the three answers.",
            first.0, first.1, first.2, last.0, last.1, last.2
        )),
    }
}

fn table(
    value: &Cohesion,
    title: &str,
    of: impl Fn(&travaux_votes::cohesion::GroupOnDecision) -> Option<(f64, u16)>,
) -> Table {
    let mut table = Table::new("cohesion", title, &["group"]);
    table.columns.extend(value.decisions.iter().map(|decision| short(&decision.id).to_owned()));
    for group in &value.groups {
        let mut row = vec![Cell::from(group.name.clone())];
        row.extend(value.decisions.iter().map(|decision| {
            let on = group.on.iter().find(|on| on.decision == decision.id);
            let cell = on.and_then(&of).map(|(value, n)| format!("{value:.3} (n = {n})"));
            Cell::from(cell.unwrap_or_default())
        }));
        table.rows.push(row);
    }
    table
}
