//! One title through the years, as bars.

use travaux_record::{Answer, Cell, Modality, Table, Tally};
use travaux_votes::series::{Series, SeriesText};
use travaux_votes::{Headline, Lane};

use super::{Figure, Setting};
use crate::canvas::Canvas;
use crate::color::Color;
use crate::font::Face;
use crate::legend::{Key, Legend};
use crate::marks::{Segment, SegmentLabel, Side, stacked_bar, value_axis};
use crate::palette::{WITHOUT_VOTE, lane as paint_of};
use crate::scale::{Bands, Linear};
use crate::scene::{Anchor, Group, Mark, Rect, Stroke, Style, Text};
use crate::sheet::{Sheet, Wording};
use crate::{FigureError, words};

/// Bars of the texts under one title, by date: how many were in favour, against, abstaining, not voting.
pub fn series(setting: Setting<'_>, answer: &Answer<Series>) -> Result<Figure, FigureError> {
    setting.fitted(|canvas| drawn(setting, canvas, answer))
}

fn drawn(setting: Setting<'_>, canvas: Canvas, answer: &Answer<Series>) -> Result<Figure, FigureError> {
    let texts = &answer.value.texts;
    if texts.is_empty() {
        return Err(FigureError::Nothing(format!(
            "there is no text in the series of {}",
            answer.value.decision.id
        )));
    }
    let near = texts.iter().filter(|text| !text.same_title).count();
    let title = format!("{} through the years", words::bare_title(&answer.value.decision.title));
    let mut what = format!("n = {} texts, of which {near} with a near title (in italics).", texts.len());
    if near == 0 {
        what = format!("n = {} texts under this very title.", texts.len());
    }
    what.push_str(" Bars count states; positions are as cast.");
    let wording = Wording {
        description: format!(
            "Stacked bars, one for each text. {}",
            texts.iter().map(|text| format!("{}.", text.decision)).collect::<Vec<_>>().join(" ")
        ),
        title,
        subtitle: format!("The line of {}", words::named(&answer.value.decision)),
        caption: setting.caption(what, answer, words::about_votes),
    };
    let mut sheet = Sheet::new(canvas, wording)?;
    let legend = Legend::flow(&keys(texts), &canvas, sheet.width());
    let size = canvas.base;
    let after = legend.height + size;
    let at = sheet.block(size * 30.0, size * 16.0, after)?;
    sheet.add(bars(texts, at, &canvas)?);
    let (left, top, height) = (sheet.left(), sheet.top(), legend.height);
    sheet.add(legend.at(left, top + size * 0.7));
    sheet.skip(height + size);
    Ok(Figure { scene: sheet.finish(), data: data_of(texts) })
}

/// The parts of a bar from the bottom up.
const PARTS: [Lane; 4] = [Lane::InFavour, Lane::Against, Lane::Abstaining, Lane::NotVoting];

fn part(tally: Tally, lane: Lane) -> u16 {
    match lane {
        Lane::InFavour => tally.in_favour,
        Lane::Against => tally.against,
        Lane::Abstaining => tally.abstaining,
        Lane::NotVoting => tally.not_voting.unwrap_or(0),
        Lane::Unreadable | Lane::NotAMember => 0,
    }
}

fn keys(texts: &[SeriesText]) -> Vec<Key> {
    let voted = |lane: &Lane| {
        texts.iter().any(|text| text.decision.tally.is_some_and(|tally| part(tally, *lane) > 0))
    };
    let mut keys: Vec<Key> =
        PARTS.into_iter().filter(voted).map(|lane| Key::plain(paint_of(lane), lane.phrase())).collect();
    if texts.iter().any(|text| text.decision.tally.is_none()) {
        keys.push(Key::plain(WITHOUT_VOTE, "no tally: adopted without a vote, or not recorded"));
    }
    keys
}

/// The room to the left of the bars for the numbers of their axis.
fn axis_room(canvas: &Canvas) -> f64 {
    canvas.base * 2.8
}

/// Whether each bar has the room for its tally above it.
fn tallies_fit(texts: &[SeriesText], canvas: &Canvas) -> bool {
    let small = canvas.small();
    let step = (canvas.inner_width() - axis_room(canvas)) / texts.len() as f64;
    let tallies = texts.iter().filter_map(|text| text.decision.tally);
    tallies.clone().next().is_some()
        && tallies
            .map(|tally| Face::Regular.width(&tally.to_string(), small))
            .all(|width| width + small * 0.4 <= step)
}

fn bars(texts: &[SeriesText], at: Rect, canvas: &Canvas) -> Result<Group, FigureError> {
    let (size, small) = (canvas.base, canvas.small());
    let names: Vec<&str> = texts.iter().map(|text| words::short(&text.decision.id)).collect();
    let longest = names.iter().map(|name| Face::Italic.width(name, size)).fold(0.0, f64::max);
    let year_width = Face::Regular.width("0000", small);
    let left = axis_room(canvas);
    let bands = Bands {
        n: texts.len(),
        range: [at.x + left, at.right()],
        gap: if texts.len() > 30 { 0.15 } else { 0.3 },
    };
    let step = bands.step();
    let level = longest + size * 0.5 <= step;
    if step < 2.0 {
        return Err(FigureError::TooSmall {
            side: "width",
            needs: libm::ceil(canvas.width + (2.0 - step) * texts.len() as f64) as u32,
            has: canvas.width as u32,
        });
    }
    // Names of all texts where they fit, standing or lying; of every second, third, … where they do not.
    let every = libm::ceil(size * 1.15 / step).max(1.0) as usize;
    let name_height = if level { size * 1.5 } else { longest + size * 0.8 };
    let below = name_height + small * 1.5;
    let above = size * 1.6;
    let plot = Rect::new(at.x + left, at.y + above, at.width - left, at.height - below - above);
    let height = |text: &SeriesText| {
        text.decision.tally.map_or(0.0, |tally| PARTS.iter().map(|lane| f64::from(part(tally, *lane))).sum())
    };
    let voted = texts.iter().any(|text| height(text) > 0.0);
    let most = texts.iter().map(height).fold(0.0, f64::max).max(1.0);
    let scale = Linear::new([0.0, most], [plot.bottom(), plot.y]);
    let per_unit = plot.height / most;
    let mut group = Group::new("series");
    if voted {
        group.marks.push(value_axis(scale, Side::Left, plot, canvas, |value| format!("{value}")));
        let unit = Text::new(plot.x - size * 0.5, plot.y - size * 0.6, small, "states").anchor(Anchor::End);
        group.marks.push(unit.color(Color::INK_SOFT).into());
    }
    let tallies_fit = tallies_fit(texts, canvas);
    let mut last_year = String::new();
    let mut year_end = f64::NEG_INFINITY;
    for (place, (text, name)) in texts.iter().zip(names).enumerate() {
        let middle = bands.middle(place);
        let width = bands.at(place).1.min(size * 7.0);
        let x = middle - width / 2.0;
        let decision = &text.decision;
        let mut one = Group::new("text").with("decision", decision.id.clone()).tooltip(decision.to_string());
        let bar = Rect::new(x, plot.y, width, plot.height);
        one.marks.extend(match decision.tally {
            Some(tally) => vec![tally_bar(decision, tally, bar, per_unit, canvas)],
            None => bar_without_tally(decision, bar, canvas),
        });
        if let Some(tally) = decision.tally.filter(|_| tallies_fit) {
            let total = PARTS.iter().map(|lane| f64::from(part(tally, *lane))).sum::<f64>();
            let label = Text::new(middle, scale.at(total) - small * 0.45, small, tally.to_string());
            one.marks.push(label.anchor(Anchor::Middle).into());
        }
        if place % every == 0 {
            let face = if text.same_title { Face::Regular } else { Face::Italic };
            let label = if level {
                Text::new(middle, plot.bottom() + size * 1.2, size, name).anchor(Anchor::Middle)
            } else {
                let mut label = Text::new(middle + size * 0.35, plot.bottom() + size * 0.5, size, name)
                    .anchor(Anchor::End);
                label.upwards = true;
                label
            };
            one.marks.push(label.face(face).into());
        }
        let year = decision.date.map(|date| date.year().to_string()).unwrap_or_default();
        let year_left = middle - year_width / 2.0;
        if year != last_year && year_left > year_end {
            let label = Text::new(middle, plot.bottom() + name_height + small * 0.9, small, year.clone());
            one.marks.push(label.anchor(Anchor::Middle).color(Color::INK_SOFT).into());
            year_end = year_left + year_width + small * 0.4;
            last_year = year;
        }
        group.marks.push(one.into());
    }
    group.marks.push(Mark::line(
        [plot.x, plot.bottom()],
        [plot.right(), plot.bottom()],
        Stroke::new(Color::INK_SOFT, canvas.hairline() * 1.5),
    ));
    Ok(group)
}

fn tally_bar(decision: &Headline, tally: Tally, at: Rect, per_unit: f64, canvas: &Canvas) -> Mark {
    let segment = |lane| {
        let n = part(tally, lane);
        Segment {
            paint: paint_of(lane),
            value: f64::from(n),
            labels: vec![n.to_string()],
            tooltip: format!("{}: {n} {lane}", decision.id),
        }
    };
    stacked_bar(&PARTS.map(segment), at, per_unit, true, SegmentLabel::Inside, canvas)
}

/// A bar of full height, since all or nobody may have agreed, with the reason in it.
fn bar_without_tally(decision: &Headline, at: Rect, canvas: &Canvas) -> Vec<Mark> {
    let (size, small) = (canvas.base, canvas.small());
    let edge = Stroke::new(Color(0x8c, 0x8c, 0x8c), canvas.hairline());
    let mut marks = vec![Mark::rect(at, Style::filled(WITHOUT_VOTE).edged(edge))];
    let words = if decision.modality == Modality::WithoutVote { "without a vote" } else { "no tally" };
    if Face::Regular.width(words, small) < at.height && small * 1.3 < at.width {
        let x = at.x + at.width / 2.0 + small * 0.36;
        let mut label = Text::new(x, at.bottom() - size * 0.6, small, words);
        label.upwards = true;
        label.halo = Some(WITHOUT_VOTE.ground);
        marks.push(label.into());
    }
    marks
}

fn data_of(texts: &[SeriesText]) -> Table {
    let mut data = Table::new(
        "series",
        "Texts of one title through the years",
        &[
            "decision",
            "date",
            "session",
            "title",
            "result",
            "in favour",
            "against",
            "abstaining",
            "not voting",
        ],
    );
    for text in texts {
        let decision = &text.decision;
        let tally = decision.tally;
        data.row([
            Cell::Symbol(decision.id.clone()),
            decision.date.into(),
            decision.session.map(|session| session.to_string()).into(),
            if text.same_title { "the same" } else { "near" }.into(),
            decision.result().into(),
            tally.map(|tally| tally.in_favour).into(),
            tally.map(|tally| tally.against).into(),
            tally.map(|tally| tally.abstaining).into(),
            tally.and_then(|tally| tally.not_voting).into(),
        ]);
    }
    data
}
