//! Who sponsored a text; of two rival texts who sponsored the one, the other, both, neither.

use travaux_record::{Answer, Table};
use travaux_un::set::StateSet;
use travaux_un::state::{StateId, states};
use travaux_votes::Headline;
use travaux_votes::sponsors::{Camp, Sponsors, SponsorsAgainst};
use travaux_votes::words::{by_name, listed};

use super::camps::{self, Change};
use super::member_map::{self, DISCLAIMER, Members, NO_MEMBER, Painted, Reserved};
use super::{Figure, Setting, View};
use crate::canvas::Canvas;
use crate::legend::{Key, Keys};
use crate::palette::{CAMPS, LAND, OTHER_MEMBER, SPONSORS};
use crate::scene::Paint;
use crate::sheet::{Sheet, Wording};
use crate::{FigureError, words};

/// A map, or tiles, of the sponsors of a text; of two, with a panel for each camp if its earlier text was named.
pub fn sponsorship(
    setting: Setting<'_>,
    answer: &Answer<Sponsors>,
    view: View,
) -> Result<Figure, FigureError> {
    let value = &answer.value;
    let other = value.against.iter().map(|against| (&against.decision, &against.roll));
    for (decision, roll) in std::iter::once((&value.decision, &value.roll)).chain(other) {
        if !roll.is_known() {
            return Err(FigureError::Nothing(format!("the record has no sponsors of {}", decision.id)));
        }
    }
    setting.fitted(|canvas| drawn(setting, canvas, answer, view))
}

/// A part of the map: what it is for a program and for a reader, who is in it and how it is painted.
struct Part {
    word: &'static str,
    label: String,
    states: StateSet,
    paint: Paint,
}

impl Part {
    fn new(word: &'static str, label: impl Into<String>, states: StateSet, paint: Paint) -> Self {
        Self { word, label: label.into(), states, paint }
    }
}

/// The word for those that sponsored none of the texts.
const NEITHER: &str = "neither";

fn parts(value: &Sponsors) -> Vec<Part> {
    value.against.as_ref().map_or_else(|| parts_of_one(value), |against| parts_of_two(value, against))
}

fn parts_of_two(value: &Sponsors, against: &SponsorsAgainst) -> Vec<Part> {
    let (one, other) = (words::short(&value.decision.id), words::short(&against.decision.id));
    let neither = |states| Part::new(NEITHER, "sponsors of neither", states, OTHER_MEMBER);
    let mut parts = vec![
        Part::new("first only", format!("sponsors of {one} only"), against.new, SPONSORS[0]),
        Part::new("other only", format!("sponsors of {other} only"), against.no_longer, SPONSORS[1]),
        Part::new("both", "sponsors of both", against.kept, SPONSORS[2]),
    ];
    parts.extend(against.neither.map(neither));
    parts
}

fn parts_of_one(value: &Sponsors) -> Vec<Part> {
    let roll = &value.roll;
    let [withdrew, tabled, joined] = CAMPS[0];
    let mut parts = vec![
        Part::new("tabled", "on the printed list", roll.tabled & roll.states, tabled),
        Part::new("joined", "joined by adoption", roll.joined & roll.states, joined),
        Part::new("withdrew", "withdrew", roll.withdrew - roll.states, withdrew),
    ];
    parts.retain(|part| !part.states.is_empty());
    if let Some(day) = value.decision.date {
        let sponsors = parts.iter().fold(StateSet::EMPTY, |all, part| all | part.states);
        parts.push(Part::new(NEITHER, "other Members", states().members_on(day) - sponsors, OTHER_MEMBER));
    }
    parts
}

fn drawn(
    setting: Setting<'_>,
    canvas: Canvas,
    answer: &Answer<Sponsors>,
    view: View,
) -> Result<Figure, FigureError> {
    let value = &answer.value;
    let parts = parts(value);
    let mut members = Members::new();
    for part in &parts {
        for state in part.states {
            let painted =
                Painted { paint: part.paint, category: part.word.to_owned(), words: part.label.clone() };
            members.insert(state, painted);
        }
    }
    let mut keys: Vec<Key> = parts
        .iter()
        .map(|part| Key::counted(part.paint, part.label.clone(), part.states.len() as u64))
        .collect();
    if view != View::Tiles {
        keys.push(Key::plain(LAND, NO_MEMBER));
    }
    let mut sheet = Sheet::new(canvas, wording(setting, answer, &parts, view))?;
    let panels = camps::panels(value);
    // Panels beside the map on a page that is broad and low, below it elsewhere.
    let gutter = canvas.base * 2.0;
    let beside = canvas.height.is_some_and(|height| canvas.width > height * 1.3) && !panels.is_empty();
    let width = if beside {
        sheet.width() * 0.34
    } else if sheet.width() > canvas.base * 44.0 {
        (sheet.width() - gutter) / 2.0
    } else {
        sheet.width()
    };
    let room = if beside { sheet.room().unwrap_or(f64::INFINITY) } else { f64::INFINITY };
    let laid = camps::lay(&panels, &canvas, width, room);
    let side_by_side = !beside && width < sheet.width();
    let heights = laid.iter().map(|panel| panel.height);
    let below = match (laid.is_empty(), beside, side_by_side) {
        (true, _, _) | (_, true, _) => 0.0,
        (_, _, true) => heights.fold(0.0, f64::max) + canvas.base * 0.4,
        (_, _, false) => heights.sum::<f64>() + canvas.base * 0.4,
    };
    let reserved = Reserved { right: if beside { width } else { 0.0 }, below };
    let right = member_map::draw(&mut sheet, view, &members, &Keys::Flow(keys), reserved)?;
    let mut at = if beside { [right.x, right.y] } else { [sheet.left(), sheet.top() + canvas.base * 0.4] };
    for panel in laid {
        let height = panel.height;
        sheet.add(panel.at(at));
        if side_by_side {
            at[0] += width + gutter;
        } else {
            at[1] += height;
        }
    }
    sheet.skip(below);
    Ok(Figure { scene: sheet.finish(), data: data_of(value, &parts) })
}

/// The texts with the number of their sponsors.
fn texts(value: &Sponsors) -> Vec<(&Headline, u16)> {
    let other = value.against.iter().map(|against| (&against.decision, against.roll.n));
    std::iter::once((&value.decision, value.roll.n)).chain(other).collect()
}

fn wording(setting: Setting<'_>, answer: &Answer<Sponsors>, parts: &[Part], view: View) -> Wording {
    let value = &answer.value;
    let texts = texts(value);
    let names = texts.iter().map(|(decision, _)| words::named(decision));
    let title = format!("Who sponsored {}", listed(names, "and"));
    let n: usize = parts.iter().map(|part| part.states.len()).sum();
    let all_members = parts.iter().any(|part| part.word == NEITHER);
    let base = if all_members { format!("n = {n} states. ") } else { String::new() };
    let what = format!(
        "{base}Sponsors are the states that tabled a text or joined it by adoption in their own name and did not \
         withdraw."
    );
    let mut caption = setting.caption(what, answer, words::about_all);
    if view != View::Tiles {
        caption.extend(value.decision.date.and_then(member_map::boundaries_of_today));
        caption.push(DISCLAIMER.to_owned());
    }
    let counts: Vec<String> =
        parts.iter().map(|part| format!("{} {}", part.states.len(), part.label)).collect();
    let changes: Vec<String> = camps::panels(value).iter().map(Change::in_words).collect();
    let subtitle: Vec<String> = texts
        .iter()
        .map(|(decision, n)| {
            let title = words::bare_title(&decision.title);
            format!("{}: {title} ({n} sponsors).", words::short(&decision.id))
        })
        .collect();
    let description = format!(
        "Each Member State painted by what it sponsored. {title}: {}. {}",
        counts.join(", "),
        changes.join(" ")
    );
    Wording { description: description.trim_end().to_owned(), title, subtitle: subtitle.join(" "), caption }
}

fn data_of(value: &Sponsors, parts: &[Part]) -> Table {
    let mut data = Table::new("sponsors", "Sponsors of two texts", &["state", "name", "sponsored"]);
    if let Some(since) = &value.since {
        data.columns.extend([&since.first, &since.other].map(|camp| format!("since {}", camp.earlier.id)));
    }
    let became = |camp: &Camp, state: StateId| {
        let Some(changes) = camp.changes else { return "not known" };
        let is = |states: StateSet| states.contains(state);
        match (is(changes.kept), is(changes.new), is(changes.no_longer)) {
            (true, _, _) => "stayed",
            (_, true, _) => "joined",
            (_, _, true) => "left",
            _ => "",
        }
    };
    for part in parts {
        for state in by_name(part.states) {
            let mut row = vec![state.into(), state.state().name().into(), part.word.into()];
            if let Some(since) = &value.since {
                row.extend([&since.first, &since.other].map(|camp| became(camp, state).into()));
            }
            data.rows.push(row);
        }
    }
    data
}
