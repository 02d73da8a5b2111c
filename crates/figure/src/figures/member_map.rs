//! A map or a grid of tiles on which every Member is painted: what the figures of states share.

use std::collections::BTreeMap;

use jiff::civil::Date;
use travaux_un::state::{State, StateId, states};

use crate::canvas::Canvas;
use crate::color::Color;
use crate::legend::{Key, Keys, Legend};
use crate::map::{Drawn, World};
use crate::palette::LAND;
use crate::scene::{Anchor, Group, Mark, Paint, Path, Rect, Stroke, Style, Text};
use crate::sheet::Sheet;
use crate::{FigureError, View};

/// The words that the United Nations asks for under a map.
pub(super) const DISCLAIMER: &str = "The boundaries and names shown and the designations used on this map do not imply \
                                     official endorsement or acceptance by the United Nations.";

/// What a map of an earlier day must say: the shapes are those of today's Members, of whom the last was admitted on
/// 14 July 2011 (data/un/memberships.csv, South Sudan).
pub(super) fn boundaries_of_today(day: Date) -> Option<String> {
    let last =
        states().iter().flat_map(State::memberships).filter_map(|membership| membership.period.from).max()?;
    (day < last).then(|| "Land is drawn with the boundaries of today.".to_owned())
}

/// What is not a Member's land, in the legend.
pub(super) const NO_MEMBER: &str = "not a Member State on the day";

/// The narrowest map, in units of the base, on which the smallest Members can be told apart.
const LEAST_WIDTH: f64 = 27.0;

/// The side of a tile in units of its letters, and the smallest letters, in pixels (5 pt).
const LETTERS: f64 = 2.75;
const LEAST_LETTERS: f64 = 6.7;

/// How one state is painted.
#[derive(Debug, Clone)]
pub(super) struct Painted {
    /// The paint.
    pub(super) paint: Paint,
    /// What it is painted for: `in_favour`, `in_favour/against`.
    pub(super) category: String,
    /// What a pointer is told behind the name.
    pub(super) words: String,
}

/// All states that are painted.
pub(super) type Members = BTreeMap<StateId, Painted>;

/// What must have room beside the map and its legend.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Reserved {
    /// To the right, over the whole height.
    pub(super) right: f64,
    /// Below.
    pub(super) below: f64,
}

/// Where the map and its legend are.
struct Layout {
    legend: Legend,
    /// The width of the map, and how wide the legend beside it is; nought for a legend below.
    width: f64,
    beside: f64,
    /// What is below the map.
    after: f64,
}

/// Draws the members, and the legend below or, on a page that is broad and low, beside; returns what is reserved to
/// the right.
pub(super) fn draw(
    sheet: &mut Sheet,
    view: View,
    members: &Members,
    keys: &Keys,
    reserved: Reserved,
) -> Result<Rect, FigureError> {
    let canvas = sheet.canvas;
    let gutter = canvas.base * 1.6;
    let gap = canvas.base * 0.8;
    let begin = sheet.top();
    let room = sheet.room();
    let width = if reserved.right > 0.0 { sheet.width() - reserved.right - gutter } else { sheet.width() };
    let strip = strip_of(members, &canvas, width);
    let strip_height = if strip.height > 0.0 { strip.height + gap * 0.5 } else { 0.0 };
    let layout =
        layout(view, keys, &canvas, width, room.map(|room| room - strip_height - reserved.below), gap);
    let after = layout.after + strip_height + reserved.below;
    let block = match view {
        View::Map | View::Matrix => map(sheet, members, layout.width, after)?,
        View::Tiles => tiles(sheet, members, layout.width, after)?,
    };
    let left = sheet.left();
    if layout.beside > 0.0 {
        let free = sheet.top() - begin - layout.legend.height;
        if free < 0.0 {
            let has = canvas.height.unwrap_or_default();
            return Err(FigureError::TooSmall {
                side: "height",
                needs: libm::ceil(has - free) as u32,
                has: has as u32,
            });
        }
        sheet.add(layout.legend.at(left + layout.width + gutter, begin + free / 2.0));
    } else {
        let height = layout.legend.height;
        sheet.skip(strip_height);
        sheet.add(layout.legend.at(left, sheet.top() + gap));
        sheet.skip(height + gap * 2.0);
    }
    if strip.height > 0.0 {
        sheet.add(strip.at(left, block.bottom() + gap * 0.5));
        if layout.beside > 0.0 {
            sheet.skip(strip_height);
        }
    }
    let right = Rect::new(left + width + gutter, begin, reserved.right, sheet.top() - begin);
    Ok(right)
}

/// The legend below, or beside where that leaves the map larger.
fn layout(view: View, keys: &Keys, canvas: &Canvas, width: f64, room: Option<f64>, gap: f64) -> Layout {
    let below = keys.below(canvas, width);
    let after = below.height + gap * 2.0;
    let under = Layout { legend: below, width, beside: 0.0, after };
    let Some(room) = room else { return under };
    let aspect = match view {
        View::Map | View::Matrix => {
            let drawn = World::bundled().draw(1000.0, dot_radius(1000.0));
            drawn.width / drawn.height
        }
        View::Tiles => {
            let grid = World::bundled().tiles();
            f64::from(grid.columns) / f64::from(grid.rows)
        }
    };
    let (legend, beside) = keys.beside(canvas);
    let narrow = width - beside - canvas.base * 1.6;
    if narrow.min(aspect * room) > width.min(aspect * (room - after)) && legend.height <= room {
        Layout { legend, width: narrow, beside, after: 0.0 }
    } else {
        under
    }
}

/// The members that have neither a shape nor a tile: those that are no more.
fn without_place(members: &Members) -> Vec<StateId> {
    let tiles = World::bundled().tiles();
    members.keys().copied().filter(|state| tiles.get(*state).is_none()).collect()
}

/// Members without a place, by name, so that none is lost.
fn strip_of(members: &Members, canvas: &Canvas, width: f64) -> Legend {
    let keys: Vec<Key> = without_place(members)
        .iter()
        .filter_map(|state| {
            Some(Key::plain(members.get(state)?.paint, format!("{} (not on the map)", state.state().name())))
        })
        .collect();
    Legend::flow(&keys, canvas, width)
}

fn group_of(state: StateId, painted: &Painted) -> Group {
    Group::new("member")
        .with("state", state.code())
        .with("position", painted.category.clone())
        .tooltip(format!("{}: {}", state.state().name(), painted.words))
}

/// The radius of the dots on a map of a width.
fn dot_radius(width: f64) -> f64 {
    (width * 0.0035).max(1.5)
}

fn map(sheet: &mut Sheet, members: &Members, wide: f64, after: f64) -> Result<Rect, FigureError> {
    let world = World::bundled();
    let canvas = sheet.canvas;
    let least_width = canvas.base * LEAST_WIDTH;
    narrow(&canvas, wide, least_width)?;
    let mut width = wide;
    let mut drawn = world.draw(width, dot_radius(width));
    let least_height = drawn.height * least_width / width;
    let at = sheet.block(drawn.height, least_height, after)?;
    if at.height < drawn.height {
        width *= at.height / drawn.height;
        drawn = world.draw(width, dot_radius(width));
        while drawn.height > at.height {
            width -= 1.0;
            drawn = world.draw(width, dot_radius(width));
        }
    }
    let marks = map_marks(&drawn, dot_radius(width), members, &canvas);
    let (x, y) = (at.x + (wide - drawn.width) / 2.0, at.y + (at.height - drawn.height) / 2.0);
    sheet.add(Group::new("map").at(x, y).marks(marks));
    Ok(at)
}

/// An error where there is less width than is needed.
fn narrow(canvas: &Canvas, has: f64, least: f64) -> Result<(), FigureError> {
    if has >= least {
        return Ok(());
    }
    Err(FigureError::TooSmall {
        side: "width",
        needs: libm::ceil(canvas.width + least - has) as u32,
        has: canvas.width as u32,
    })
}

fn map_marks(drawn: &Drawn, radius: f64, members: &Members, canvas: &Canvas) -> Vec<Mark> {
    let edge = Stroke::new(Color(0x8c, 0x8c, 0x8c), canvas.hairline() * 0.8);
    let quiet_edge = Stroke::new(Color(0xbd, 0xbd, 0xbd), canvas.hairline() * 0.7);
    let dot_edge = Stroke::new(Color(0x40, 0x40, 0x40), canvas.hairline());
    let mut shapes: Vec<_> = drawn.shapes.iter().collect();
    // The large below the small, so that no dot is under its neighbour's land.
    shapes.sort_by(|a, b| b.area.total_cmp(&a.area));
    let (mut land, mut above) = (Vec::new(), Vec::new());
    for shape in shapes {
        let path = Path::of_rings(&shape.rings);
        let painted = shape.state.and_then(|state| Some((state, members.get(&state)?)));
        let Some((state, painted)) = painted else {
            if !shape.rings.is_empty() {
                land.push(Mark::Path { path, style: Style::filled(LAND).edged(quiet_edge) });
            }
            continue;
        };
        let mut group = group_of(state, painted);
        if !shape.rings.is_empty() {
            group.marks.push(Mark::Path { path, style: Style::filled(painted.paint).edged(edge) });
        }
        match drawn.dots.iter().find(|dot| dot.state == state) {
            None => land.push(group.into()),
            Some(dot) => {
                group.marks.push(Mark::Circle {
                    center: [dot.x, dot.y],
                    radius,
                    style: Style::filled(painted.paint).edged(dot_edge),
                });
                above.push(group.into());
            }
        }
    }
    land.extend(above);
    land
}

fn tiles(sheet: &mut Sheet, members: &Members, wide: f64, after: f64) -> Result<Rect, FigureError> {
    let grid = World::bundled().tiles();
    let canvas = sheet.canvas;
    let (columns, rows) = (f64::from(grid.columns), f64::from(grid.rows));
    // Three letters of 5 pt, and a little air.
    let least = LEAST_LETTERS * LETTERS;
    narrow(&canvas, wide, least * columns)?;
    let wanted = wide / columns * rows;
    let at = sheet.block(wanted, least * rows, after)?;
    let side = (wide / columns).min(at.height / rows);
    let mut group =
        Group::new("tiles").at(at.x + (wide - side * columns) / 2.0, at.y + (at.height - side * rows) / 2.0);
    let edge = Stroke::new(Color(0x8c, 0x8c, 0x8c), canvas.hairline());
    let size = side / LETTERS;
    for &(state, column, row) in &grid.of {
        let (x, y) = (f64::from(column) * side, f64::from(row) * side);
        let tile = Rect::new(x + side * 0.03, y + side * 0.03, side * 0.94, side * 0.94);
        let label = |color: Color| {
            let text = Text::new(x + side / 2.0, y + side * 0.33 + size * 0.36, size, state.code());
            Mark::from(text.anchor(Anchor::Middle).color(color))
        };
        let Some(painted) = members.get(&state) else {
            group.marks.push(Mark::rect(tile, Style::filled(LAND)));
            group.marks.push(label(Color(0x6a, 0x6a, 0x6a)));
            continue;
        };
        let mut one = group_of(state, painted);
        // The letters on the ground alone, the texture below them.
        let ground = painted.paint.ground;
        one.marks.push(Mark::rect(tile, Style::filled(ground.into()).edged(edge)));
        if painted.paint.texture.is_some() {
            let band = Rect::new(tile.x, tile.y + tile.height * 0.62, tile.width, tile.height * 0.38);
            one.marks.push(Mark::rect(band, Style::filled(painted.paint).edged(edge)));
        }
        one.marks.push(label(ground.text_on()));
        group.marks.push(one.into());
    }
    sheet.add(group);
    Ok(at)
}
