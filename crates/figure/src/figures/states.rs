//! A set of states: who is in it.

use jiff::civil::Date;
use travaux_record::{Answer, Table};
use travaux_un::state::states as all_states;
use travaux_votes::sets::Evaluated;
use travaux_votes::words::by_name;

use super::member_map::{self, DISCLAIMER, Members, NO_MEMBER, Painted, Reserved};
use super::{Figure, Setting, View};
use crate::canvas::Canvas;
use crate::legend::{Key, Keys};
use crate::palette::{IN_SET, LAND, OTHER_MEMBER};
use crate::sheet::{Sheet, Wording};
use crate::{FigureError, words};

/// A map, or tiles, of the states that an expression means; the other Members are those of a day.
pub fn states(
    setting: Setting<'_>,
    answer: &Answer<Evaluated>,
    day: Date,
    view: View,
) -> Result<Figure, FigureError> {
    setting.fitted(|canvas| drawn(setting, canvas, answer, day, view))
}

fn drawn(
    setting: Setting<'_>,
    canvas: Canvas,
    answer: &Answer<Evaluated>,
    day: Date,
    view: View,
) -> Result<Figure, FigureError> {
    let found = &answer.value;
    let others = all_states().members_on(day) - found.states;
    let mut members = Members::new();
    let mut data = Table::new("states", found.expression.clone(), &["state", "name", "in the set"]);
    for (set, paint, category, words) in
        [(found.states, IN_SET, "in", "in the set"), (others, OTHER_MEMBER, "out", "not in the set")]
    {
        for state in set {
            members.insert(state, Painted { paint, category: category.to_owned(), words: words.to_owned() });
        }
        for state in by_name(set) {
            data.row([
                state.into(),
                state.state().name().into(),
                if category == "in" { "yes" } else { "no" }.into(),
            ]);
        }
    }
    let mut keys = vec![
        Key::counted(IN_SET, "in the set", found.n),
        Key::counted(OTHER_MEMBER, "other Members", others.len() as u64),
    ];
    if view == View::Map {
        keys.push(Key::plain(LAND, NO_MEMBER));
    }
    let what = format!(
        "n = {} states in the set; other Members are those of {}. Positions are as cast.",
        found.n,
        crate::words::day(day)
    );
    let mut caption = setting.caption(what, answer, words::about_all);
    if view == View::Map {
        caption.extend(member_map::boundaries_of_today(day));
        caption.push(DISCLAIMER.to_owned());
    }
    let title = format!("States in {}", found.expression);
    let wording = Wording {
        description: format!("Each Member State painted by whether it is in the set. {title}: {}.", found.n),
        title,
        subtitle: found.parts.iter().map(|part| part.meaning.clone()).collect::<Vec<_>>().join("; "),
        caption,
    };
    let mut sheet = Sheet::new(canvas, wording)?;
    member_map::draw(&mut sheet, view, &members, &Keys::Flow(keys), Reserved::default())?;
    Ok(Figure { scene: sheet.finish(), data })
}
