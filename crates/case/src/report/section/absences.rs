//! Who did not vote, and how those had voted on the text before.

use travaux_record::{Cell, DecisionRef, Table};
use travaux_un::set::StateSet;
use travaux_un::state::StateId;
use travaux_votes::words::{by_name, short};
use travaux_votes::{Headline, Lane, Share, absent};

use super::super::model::{Block, Prose};
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
            "of members",
            "had been in favour of the text before",
            "had voted on it otherwise",
        ],
    );
    let mut times: Vec<(StateId, usize)> = Vec::new();
    let mut blocks = Vec::new();
    for &text in &voted {
        let Ok(answer) = absent(case.context, text) else { continue };
        desk.take(&answer);
        let row = text.positions();
        let missing = row.states(travaux_record::Position::NotVoting);
        for state in missing {
            match times.iter_mut().find(|(known, _)| *known == state) {
                Some((_, n)) => *n += 1,
                None => times.push((state, 1)),
            }
        }
        let earlier = case.earlier_vote(text);
        let before = |wanted: &dyn Fn(Lane) -> bool| {
            earlier.map(|earlier| {
                let row = earlier.positions();
                missing.iter().filter(|state| wanted(Lane::of(row, *state))).count()
            })
        };
        let headline = Headline::of(text);
        let in_favour = before(&|lane| lane == Lane::InFavour);
        let otherwise = before(&|lane| matches!(lane, Lane::Against | Lane::Abstaining));
        table.row([
            Cell::Symbol(headline.id.clone()),
            headline.date.into(),
            missing.len().into(),
            Cell::Share { part: missing.len() as u64, of: row.members().len() as u64 },
            in_favour.into(),
            otherwise.into(),
        ]);
        if let Some(prose) = earlier.and_then(|earlier| paragraph(text, earlier, missing)) {
            blocks.push(prose.decision(&mut desk.notes, text).into());
        }
    }
    let mut all = vec![opening(&voted, &times).into()];
    all.extend(blocks);
    all.push(Block::Table(table));
    all
}

/// Who was away most often.
fn opening(voted: &[DecisionRef<'_>], times: &[(StateId, usize)]) -> Prose {
    let n = voted.len();
    let half = n.div_ceil(2);
    let often: StateSet =
        times.iter().filter(|(_, times)| *times >= half.max(2)).map(|(state, _)| *state).collect();
    let always: StateSet = times.iter().filter(|(_, times)| *times == n).map(|(state, _)| *state).collect();
    let mut prose = Prose::new().say(format!(
        "On the {n} votes of the case {} did not vote at least once. The record does not tell absence, presence without \
         voting and loss of the vote under Article 19 of the Charter apart.",
        words::states(times.len() as u64)
    ));
    if !often.is_empty() && n > 1 {
        prose = prose.then(format!(
            "{} did not vote on at least {half} of the {n}{}.",
            words::capital(&words::states(often.len() as u64)),
            words::in_brackets(often)
        ));
    }
    if !always.is_empty() && n > 1 {
        prose = prose.then(format!("On none of them voted {}.", words::names(always)));
    }
    prose
}

fn paragraph(text: DecisionRef<'_>, earlier: DecisionRef<'_>, missing: StateSet) -> Option<Prose> {
    let row = earlier.positions();
    let in_favour: StateSet =
        missing.iter().filter(|state| Lane::of(row, *state) == Lane::InFavour).collect();
    if missing.is_empty() {
        return None;
    }
    let mut prose = Prose::new().say(format!(
        "{} of {} members did not vote on {}",
        missing.len(),
        text.positions().members().len(),
        short(text.id())
    ));
    prose = if in_favour.is_empty() {
        prose.say(format!("; none of them had been in favour of {}.", short(earlier.id())))
    } else {
        let names: Vec<&str> = by_name(in_favour).iter().map(|state| state.state().name()).collect();
        let share = Share::new(in_favour.len() as u64, missing.len() as u64);
        prose.say(format!(
            "; {} had been in favour of {} ({}).",
            words::share(share),
            short(earlier.id()),
            names.join(", ")
        ))
    };
    Some(prose)
}
