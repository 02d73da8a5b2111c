//! Blocs of states: a heat map ordered by bloc, the states in their places, or a map.

use travaux_record::{Answer, Cell, Table};
use travaux_un::state::StateId;
use travaux_votes::blocs::{BlocPlaces, Blocs, StateInBloc, Verdict};
use travaux_votes::words::capital;

use super::member_map::{self, DISCLAIMER, Members, NO_MEMBER, Painted, Reserved};
use super::{Figure, Setting, View};
use crate::canvas::Canvas;
use crate::color::Color;
use crate::font::Face;
use crate::legend::{Key, Keys, Legend};
use crate::marks::shade;
use crate::palette::{BLOCS, LAND, OTHER_MEMBER, RAMP};
use crate::scale::{Linear, apart};
use crate::scene::{Anchor, Group, Mark, Paint, Path, Rect, Stroke, Style, Text};
use crate::sheet::{Sheet, Wording};
use crate::{FigureError, words};

/// What is drawn of blocs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum BlocsView {
    /// The agreement of all pairs, ordered by bloc.
    #[default]
    Heat,
    /// The states in their places.
    Scatter,
    /// A map of the world.
    Map,
    /// A grid of tiles.
    Tiles,
}

/// Blocs of states.
pub fn blocs(setting: Setting<'_>, answer: &Answer<Blocs>, view: BlocsView) -> Result<Figure, FigureError> {
    setting.fitted(|canvas| match view {
        BlocsView::Heat => heat(setting, canvas, answer),
        BlocsView::Scatter => scatter(setting, canvas, answer),
        BlocsView::Map => map(setting, canvas, answer, View::Map),
        BlocsView::Tiles => map(setting, canvas, answer, View::Tiles),
    })
}

/// The paint of a bloc by its number, counted from 1.
fn paint(bloc: u16) -> Paint {
    BLOCS[usize::from(bloc).saturating_sub(1).min(BLOCS.len() - 1)]
}

fn title(value: &Blocs) -> String {
    let n = value.blocs.len();
    format!("{n} bloc{} of {} states by their votes", if n == 1 { "" } else { "s" }, value.states.len())
}

fn subtitle(value: &Blocs) -> String {
    let selection = &value.selection;
    let days = match (selection.first, selection.last) {
        (Some(first), Some(last)) => format!(", {} to {}", words::day(first), words::day(last)),
        _ => String::new(),
    };
    format!("{}: {} decisions{days}", capital(&selection.words), selection.decisions)
}

/// How the blocs were found, how firm they are, and what chance does.
fn found(value: &Blocs) -> String {
    let mut sentences = vec![format!(
        "Blocs by {}, their number by {}; n = {} states, {} decisions that divide them.",
        value.method.name(value.places),
        value.method.rule(),
        value.states.len(),
        value.dividing
    )];
    let chance = value.chance.as_ref().map_or_else(String::new, |chance| {
        let [low, high, p] = [chance.low, chance.high, chance.p];
        format!("; by chance {low:.3} to {high:.3} (p = {p:.3}, {} shuffles)", chance.replicates)
    });
    sentences.push(format!("Modularity {:.3}{chance}.", value.modularity));
    if let Some(stability) = &value.stability {
        sentences.push(format!(
            "With decisions drawn anew the adjusted Rand index is {:.2} on the mean (95 %: {:.2} to {:.2}, {} draws): {}.",
            stability.adjusted_rand,
            stability.low,
            stability.high,
            stability.replicates,
            stability.verdict.word()
        ));
    }
    sentences.join(" ")
}

fn described(value: &Blocs, what: &str) -> String {
    let each = value.blocs.iter().map(|bloc| format!("bloc {}: {} states", bloc.bloc, bloc.n));
    format!("{what} {}: {}.", title(value), each.collect::<Vec<_>>().join("; "))
}

fn keys(value: &Blocs) -> Vec<Key> {
    let firmness = |word: Option<&str>| word.map(|word| format!(" ({word})")).unwrap_or_default();
    value
        .blocs
        .iter()
        .map(|bloc| {
            let label = format!("bloc {}{}", bloc.bloc, firmness(bloc.verdict.map(Verdict::word)));
            Key::counted(paint(bloc.bloc), label, bloc.n)
        })
        .collect()
}

fn heat(setting: Setting<'_>, canvas: Canvas, answer: &Answer<Blocs>) -> Result<Figure, FigureError> {
    let value = &answer.value;
    let what = format!(
        "Each row and column is a state; the darker, the greater the mean agreement of the pair, an abstention as half. \
         {}",
        found(value)
    );
    let wording = Wording {
        description: described(value, "A heat map of agreement, ordered by bloc."),
        title: title(value),
        subtitle: subtitle(value),
        caption: setting.caption(what, answer, words::about_all),
    };
    let mut sheet = Sheet::new(canvas, wording)?;
    let places: Vec<usize> = value.by_similarity.iter().filter_map(|state| place_of(value, *state)).collect();
    let domain = domain(value);
    let ramp: Vec<Key> = RAMP
        .iter()
        .enumerate()
        .map(|(step, color)| {
            let middle = domain[0] + (domain[1] - domain[0]) * step as f64 / (RAMP.len() - 1) as f64;
            Key::plain(Paint::plain(*color), format!("{middle:.2}"))
        })
        .collect();
    let legend = Legend::flow(&ramp, &canvas, sheet.width());
    let below = legend.height + canvas.base * 1.2;
    let size = canvas.base;
    let labels: Vec<String> =
        value.blocs.iter().map(|bloc| format!("bloc {}: {}", bloc.bloc, bloc.n)).collect();
    let widest = labels.iter().map(|label| Face::Regular.width(label, size)).fold(0.0, f64::max) + size * 2.6;
    let least = (size * Face::LINE * labels.len() as f64).max(size * 12.0);
    let wanted = (sheet.width() - widest).max(least);
    let at = sheet.block(wanted, least, below)?;
    let side = (at.width - widest).min(at.height);
    let square = Rect::new(at.x + widest + ((at.width - widest) - side) / 2.0, at.y, side, side);
    sheet.extend(cells(value, &places, domain, square));
    sheet.extend(borders(value, square, &canvas, &labels));
    let (left, top) = (sheet.left(), sheet.top());
    sheet.add(legend.at(left, top + size * 0.9));
    sheet.skip(below);
    Ok(Figure { scene: sheet.finish(), data: data_of(value) })
}

fn place_of(value: &Blocs, state: StateId) -> Option<usize> {
    value.states.iter().position(|known| known.state == state)
}

/// The lightest and the darkest agreement.
fn domain(value: &Blocs) -> [f64; 2] {
    let n = value.states.len();
    let all = || (0..n).flat_map(|one| (0..one).filter_map(move |other| value.agreement.get(one, other)));
    let (low, high) = (all().fold(1.0, f64::min), all().fold(0.0, f64::max));
    if high > low { [low, high] } else { [0.0, 1.0] }
}

/// One path a shade: thirty thousand rectangles would be a heavy file. Neighbours of one shade are one rectangle.
fn cells(value: &Blocs, places: &[usize], domain: [f64; 2], at: Rect) -> Vec<Mark> {
    let n = places.len().max(1);
    // Whole hundredths of a pixel, so that neighbours touch.
    let edge = |from: f64, step: usize| ((from + at.width * step as f64 / n as f64) * 100.0).round() / 100.0;
    let mut paths: Vec<(Color, Path)> = RAMP.iter().map(|color| (*color, Path::new())).collect();
    for (row, &one) in places.iter().enumerate() {
        let shade_at = |column: usize| {
            let mean = value.agreement.get(one, *places.get(column)?)?;
            Some(shade(mean, domain))
        };
        let (top, bottom) = (edge(at.y, row), edge(at.y, row + 1));
        let mut from = 0;
        while from < places.len() {
            let color = shade_at(from);
            let mut to = from + 1;
            while to < places.len() && shade_at(to) == color {
                to += 1;
            }
            if let Some((_, path)) = paths.iter_mut().find(|(known, _)| Some(*known) == color) {
                let (left, right) = (edge(at.x, from), edge(at.x, to));
                path.polyline(&[[left, top], [right, top], [right, bottom], [left, bottom]]);
                path.close();
            }
            from = to;
        }
    }
    paths
        .into_iter()
        .filter(|(_, path)| *path != Path::new())
        .map(|(color, path)| Mark::Path { path, style: Style::filled(Paint::plain(color)) })
        .collect()
}

/// Where a bloc ends and the next begins, and their names.
fn borders(value: &Blocs, at: Rect, canvas: &Canvas, labels: &[String]) -> Vec<Mark> {
    let size = canvas.base;
    let n = value.states.len().max(1) as f64;
    let mut marks: Vec<Mark> = Vec::new();
    let line = Stroke::new(Color::INK, canvas.hairline() * 2.0);
    let mut before = 0.0;
    let mut middles = Vec::new();
    for bloc in &value.blocs {
        let (from, to) = (before, before + f64::from(bloc.n));
        middles.push((at.y + at.height * (from + to) / 2.0 / n, size * Face::LINE));
        let swatch = Rect::new(
            at.x - size * 1.2,
            at.y + at.height * from / n,
            size * 0.8,
            at.height * (to - from) / n,
        );
        marks.push(Mark::rect(swatch, Style::filled(paint(bloc.bloc))));
        if to < n {
            let (y, x) = (at.y + at.height * to / n, at.x + at.width * to / n);
            marks.push(Mark::line([at.x - size * 1.2, y], [at.right(), y], line));
            marks.push(Mark::line([x, at.y], [x, at.bottom()], line));
        }
        before = to;
    }
    let tops = apart(&middles, at.y, at.bottom());
    for (label, middle) in labels.iter().zip(tops) {
        let text = Text::new(at.x - size * 1.7, middle + size * 0.35, size, label.clone());
        marks.push(text.anchor(Anchor::End).into());
    }
    marks
}

/// The states in their places, with as many codes as have room.
fn scatter(setting: Setting<'_>, canvas: Canvas, answer: &Answer<Blocs>) -> Result<Figure, FigureError> {
    let value = &answer.value;
    let axes = match value.places {
        BlocPlaces::Scaling => {
            "Places by classical multidimensional scaling of agreement: the nearer, the more alike two states voted; the \
             axes have no meaning of their own."
        }
        BlocPlaces::IdealPoints { dimensions: 1 } => {
            "Places from left to right are ideal points, of mean 0 and standard deviation 1; one above the other stand \
             those that would hide each other."
        }
        BlocPlaces::IdealPoints { .. } => {
            "Places are ideal points, of mean 0 and standard deviation 1 on each axis; the first axis goes across."
        }
    };
    let what = format!("{axes} Codes where there is room. {}", found(value));
    let wording = Wording {
        description: described(value, "States as dots, painted by bloc."),
        title: title(value),
        subtitle: subtitle(value),
        caption: setting.caption(what, answer, words::about_all),
    };
    let mut sheet = Sheet::new(canvas, wording)?;
    let size = canvas.base;
    let legend = Legend::flow(&keys(value), &canvas, sheet.width());
    let below = legend.height + size * 1.2;
    let on_a_line = value.states.iter().all(|state| state.place.len() == 1);
    let at = sheet.block(sheet.width() * if on_a_line { 0.45 } else { 0.75 }, size * 18.0, below)?;
    let frame = Rect::new(at.x, at.y, at.width, at.height);
    let coordinate = |state: &StateInBloc, axis: usize| state.place.get(axis).copied().unwrap_or(0.0);
    let span = |axis: usize| {
        let all = || value.states.iter().map(|state| coordinate(state, axis));
        [all().fold(f64::INFINITY, f64::min), all().fold(f64::NEG_INFINITY, f64::max)]
    };
    let (across, up) = (span(0), span(1));
    let inner = Rect::new(
        frame.x + size * 2.5,
        frame.y + size * 1.2,
        frame.width - size * 5.0,
        frame.height - size * 2.4,
    );
    // One scale for both axes: distances mean something.
    let unit =
        (inner.width / (across[1] - across[0]).max(1e-9)).min(inner.height / (up[1] - up[0]).max(1e-9));
    let centred = |from: f64, length: f64, [low, high]: [f64; 2], turned: bool| {
        let used = (high - low) * unit;
        let start = from + (length - used) / 2.0;
        Linear::new([low, high], if turned { [start + used, start] } else { [start, start + used] })
    };
    let (x, y) = (centred(inner.x, inner.width, across, false), centred(inner.y, inner.height, up, true));
    let rule = Stroke::new(Color::RULE, canvas.hairline() * 1.2);
    sheet.add(Mark::rect(frame, Style { stroke: Some(rule), ..Style::default() }));
    let radius = size * 0.38;
    let mut dots: Vec<(&StateInBloc, [f64; 2])> = value
        .states
        .iter()
        .map(|state| (state, [x.at(coordinate(state, 0)), y.at(coordinate(state, 1))]))
        .collect();
    if on_a_line {
        stack(&mut dots, frame, radius * 2.1, size);
    }
    for (state, [cx, cy]) in &dots {
        let edge = Stroke::new(Color::WHITE, canvas.hairline());
        let mut group = Group::new("member")
            .with("state", state.state.code())
            .with("bloc", state.bloc.to_string())
            .tooltip(format!("{}: bloc {}", state.state.state().name(), state.bloc));
        let style = Style::filled(paint(state.bloc)).edged(edge);
        group.marks.push(Mark::Circle { center: [*cx, *cy], radius, style });
        sheet.add(group);
    }
    sheet.extend(codes(&dots, frame, radius, &canvas));
    let (left, top) = (sheet.left(), sheet.top());
    sheet.add(legend.at(left, top + size * 0.9));
    sheet.skip(below);
    Ok(Figure { scene: sheet.finish(), data: data_of(value) })
}

/// Dots on one line, above and below it where they would hide each other: each as near to it as there is room. Where there
/// are too many for the height they are closer.
fn stack(dots: &mut [(&StateInBloc, [f64; 2])], frame: Rect, step: f64, air: f64) {
    let mut order: Vec<usize> = (0..dots.len()).collect();
    order.sort_by(|&a, &b| dots[a].1[0].total_cmp(&dots[b].1[0]).then(a.cmp(&b)));
    // Where the last dot of each level stands: 0, 1, −1, 2, −2, …
    let mut ends: Vec<f64> = Vec::new();
    let mut levels = vec![0; dots.len()];
    for place in order {
        let x = dots[place].1[0];
        let level = ends.iter().position(|end| x - end >= step).unwrap_or(ends.len());
        if level == ends.len() {
            ends.push(x);
        } else {
            ends[level] = x;
        }
        levels[place] = level;
    }
    let line = frame.y + frame.height / 2.0;
    let step = step.min((frame.height - 2.0 * air) / (ends.len().max(1) + 1) as f64);
    for ((_, at), level) in dots.iter_mut().zip(levels) {
        let away = level.div_ceil(2) as f64 * step;
        at[1] = if level % 2 == 1 { line - away } else { line + away };
    }
}

/// Codes to the right or left of dots, where they hide neither a dot nor a code.
fn codes(dots: &[(&StateInBloc, [f64; 2])], frame: Rect, radius: f64, canvas: &Canvas) -> Vec<Mark> {
    let size = canvas.small().max(6.8);
    let mut taken: Vec<[f64; 4]> = Vec::new();
    let mut marks = Vec::new();
    let meets = |a: [f64; 4], b: &[f64; 4]| a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
    for (place, (state, [cx, cy])) in dots.iter().enumerate() {
        let code = state.state.code();
        let width = Face::Regular.width(code, size);
        for anchor in [Anchor::Start, Anchor::End] {
            let gap = radius + size * 0.25;
            let from = if anchor == Anchor::Start { cx + gap } else { cx - gap - width };
            let bounds = [from, cy - size * 0.65, from + width, cy + size * 0.65];
            let inside = bounds[0] > frame.x + 2.0
                && bounds[2] < frame.right() - 2.0
                && bounds[1] > frame.y
                && bounds[3] < frame.bottom();
            let covers = |(other, (_, [x, y])): (usize, &(&StateInBloc, [f64; 2]))| {
                other != place && meets(bounds, &[x - radius, y - radius, x + radius, y + radius])
            };
            if inside
                && !taken.iter().any(|other| meets(bounds, other))
                && !dots.iter().enumerate().any(covers)
            {
                let text = Text::new(from, cy + size * 0.35, size, code);
                marks.push(text.into());
                taken.push(bounds);
                break;
            }
        }
    }
    marks
}

fn map(
    setting: Setting<'_>,
    canvas: Canvas,
    answer: &Answer<Blocs>,
    view: View,
) -> Result<Figure, FigureError> {
    let value = &answer.value;
    let mut members = Members::new();
    for state in &value.states {
        let words = format!("bloc {}", state.bloc);
        members.insert(
            state.state,
            Painted { paint: paint(state.bloc), category: format!("bloc-{}", state.bloc), words },
        );
    }
    let mut keys = keys(value);
    if let Some(day) = value.selection.last {
        let others = travaux_un::state::states().members_on(day);
        let before = members.len();
        for state in others {
            members.entry(state).or_insert_with(|| Painted {
                paint: OTHER_MEMBER,
                category: "none".to_owned(),
                words: "in no bloc".to_owned(),
            });
        }
        if members.len() > before {
            keys.push(Key::counted(OTHER_MEMBER, "in no bloc", (members.len() - before) as u64));
        }
    }
    if view == View::Map {
        keys.push(Key::plain(LAND, NO_MEMBER));
    }
    let mut caption = setting.caption(found(value), answer, words::about_all);
    if view == View::Map {
        caption.extend(value.selection.last.and_then(member_map::boundaries_of_today));
        caption.push(DISCLAIMER.to_owned());
    }
    let wording = Wording {
        description: described(value, "Each Member State painted by its bloc."),
        title: title(value),
        subtitle: subtitle(value),
        caption,
    };
    let mut sheet = Sheet::new(canvas, wording)?;
    member_map::draw(&mut sheet, view, &members, &Keys::Flow(keys), Reserved::default())?;
    Ok(Figure { scene: sheet.finish(), data: data_of(value) })
}

fn data_of(value: &Blocs) -> Table {
    let columns = ["state", "name", "bloc", "votes", "with_own", "next", "with_next", "axis_1", "axis_2"];
    let mut data = Table::new("blocs", "States by bloc", &columns);
    let number = |number: Option<f64>| number.map_or(Cell::Empty, |number| Cell::Number(number, 4));
    for state in &value.states {
        data.row([
            state.state.into(),
            state.state.state().name().into(),
            state.bloc.into(),
            u64::from(state.votes).into(),
            number(state.with_own),
            state.next.into(),
            number(state.with_next),
            number(state.place.first().copied()),
            number(state.place.get(1).copied()),
        ]);
    }
    data
}
