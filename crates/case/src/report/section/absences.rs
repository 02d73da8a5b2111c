//! Who did not vote on the rival texts, how those had voted on the text before, and who voted on others at the time.

use travaux_record::{Cell, DecisionRef, Position, Table};
use travaux_un::set::StateSet;
use travaux_un::state::StateId;
use travaux_votes::absent::{Absent, Pattern};
use travaux_votes::words::short;
use travaux_votes::{Headline, Lane, Share, absent};

use super::super::model::{Block, Inline, Prose};
use super::super::{Desk, words};

pub(super) fn write(desk: &mut Desk<'_>) -> Vec<Block> {
    let case = desk.case;
    let voted: Vec<DecisionRef<'_>> =
        case.main_texts().into_iter().filter(|text| !text.positions().is_empty()).collect();
    if voted.is_empty() {
        return Vec::new();
    }
    let mut table = Table::new(
        "absences",
        "Members that did not vote",
        &[
            "text",
            "date",
            "did not vote",
            "of these, voted on others of the same meeting or day",
            "had been in favour of the text before",
            "had voted on it otherwise",
        ],
    );
    let mut times: Vec<(StateId, usize)> = Vec::new();
    let mut items: Vec<Vec<Inline>> = Vec::new();
    for &text in &voted {
        let Ok(answer) = absent(case.context, text) else { continue };
        let value = desk.take(&answer);
        let missing = text.positions().states(Position::NotVoting);
        for state in missing {
            match times.iter_mut().find(|(known, _)| *known == state) {
                Some((_, n)) => *n += 1,
                None => times.push((state, 1)),
            }
        }
        let earlier = case.earlier_vote(text);
        table.row(row(text, missing, value, earlier));
        if !missing.is_empty() {
            items.push(item(text, missing, value, earlier).decision(&mut desk.notes, text).into_inlines());
        }
    }
    let mut blocks: Vec<Block> = vec![opening(!case.rivals.is_empty(), voted.len(), &times).into()];
    if !items.is_empty() {
        blocks.push(Block::List(items));
    }
    blocks.push(Block::Table(table));
    blocks
}

fn row(
    text: DecisionRef<'_>,
    missing: StateSet,
    value: &Absent,
    earlier: Option<DecisionRef<'_>>,
) -> [Cell; 6] {
    let headline = Headline::of(text);
    let before = |wanted: fn(Lane) -> bool| earlier.map(|earlier| stood(earlier, missing, wanted).len());
    let there = (value.occasion.others > 0).then(|| there(value).len());
    [
        Cell::Symbol(headline.id),
        headline.date.into(),
        Cell::Share { part: missing.len() as u64, of: value.share.of },
        there.into(),
        before(|lane| lane == Lane::InFavour).into(),
        before(|lane| matches!(lane, Lane::Against | Lane::Abstaining)).into(),
    ]
}

/// Those of some states that had stood on an earlier text in a way.
fn stood(earlier: DecisionRef<'_>, states: StateSet, wanted: fn(Lane) -> bool) -> StateSet {
    states.iter().filter(|state| wanted(Lane::of(earlier.positions(), *state))).collect()
}

/// Those that voted on others of the same meeting or day.
fn there(value: &Absent) -> StateSet {
    let there = value.states.iter().filter(|line| line.pattern == Pattern::VotedOnSameOccasion);
    there.map(|line| line.state).collect()
}

/// Who did not vote most often.
fn opening(are_rivals: bool, n: usize, times: &[(StateId, usize)]) -> Prose {
    let half = n.div_ceil(2);
    let at_least =
        |n: usize| times.iter().filter(|(_, times)| *times >= n).map(|(state, _)| *state).collect();
    let (often, always): (StateSet, StateSet) = (at_least(half.max(2)), at_least(n));
    let votes = if are_rivals { "votes on the rival texts" } else { "votes on the texts of the case" };
    let mut prose = Prose::new().say(format!(
        "On the {n} {votes} {} did not vote at least once. The record does not tell absence, presence without voting and \
         loss of the vote under Article 19 of the Charter apart; what it shows is whether a member voted on something \
         else in the same meeting or, where the meeting is not known, on the same day.",
        words::states(times.len() as u64)
    ));
    if !often.is_empty() && n > 1 {
        prose = prose.then(format!(
            "{} did not vote on at least {half} of the {n} ({}).",
            words::capital(&words::states(often.len() as u64)),
            words::names(often)
        ));
    }
    if !always.is_empty() && n > 1 {
        prose = prose.then(format!("On none of them voted {}.", words::names(always)));
    }
    prose
}

fn item(text: DecisionRef<'_>, missing: StateSet, value: &Absent, earlier: Option<DecisionRef<'_>>) -> Prose {
    let share = Share::new(missing.len() as u64, value.share.of);
    let mut prose = Prose::new().say(format!("{}: {} did not vote", short(text.id()), words::share(share)));
    prose = match (value.occasion.others, there(value)) {
        (0, _) => {
            prose.say("; the record has no other recorded vote of that meeting or day to compare with.")
        }
        (others, there) if there.is_empty() => {
            let others = travaux_votes::words::counted(others, "other recorded vote");
            prose.say(format!("; none of them voted on any of the {others} of the same meeting or day."))
        }
        (others, there) => {
            let others = travaux_votes::words::counted(others, "other recorded vote");
            prose.say(format!(
                "; {} of them voted on some of the {others} of the same meeting or day ({}).",
                there.len(),
                words::names(there)
            ))
        }
    };
    let Some(earlier) = earlier else { return prose };
    let in_favour = stood(earlier, missing, |lane| lane == Lane::InFavour);
    if in_favour.is_empty() {
        return prose.then(format!("None had been in favour of {}.", short(earlier.id())));
    }
    let share = Share::new(in_favour.len() as u64, missing.len() as u64);
    prose.then(format!(
        "{} had been in favour of {} ({}).",
        words::share(share),
        short(earlier.id()),
        words::names(in_favour)
    ))
}
