//! Panels beside the map of rival sponsors: who stayed with each camp, who joined it and who left since its earlier
//! text.

use travaux_votes::Headline;
use travaux_votes::sponsors::{Camp, CampChanges, Sponsors};
use travaux_votes::words::by_name;

use crate::canvas::Canvas;
use crate::color::Color;
use crate::font::Face;
use crate::legend::swatch;
use crate::marks::{Segment, SegmentLabel, stacked_bar};
use crate::palette::CAMPS;
use crate::scene::{Group, Mark, Paint, Rect, Text};
use crate::words;

/// What became of one camp since its earlier text.
pub(super) struct Change<'a> {
    earlier: &'a Headline,
    earlier_n: u16,
    later: &'a Headline,
    later_n: u16,
    rival: &'a Headline,
    changes: Option<CampChanges>,
    /// The paints of those that left, stayed and joined.
    paints: [Paint; 3],
}

impl<'a> Change<'a> {
    fn new(
        camp: &'a Camp,
        (later, later_n): (&'a Headline, u16),
        rival: &'a Headline,
        paints: [Paint; 3],
    ) -> Self {
        let (earlier, earlier_n, changes) = (&camp.earlier, camp.roll.n, camp.changes);
        Self { earlier, earlier_n, later, later_n, rival, changes, paints }
    }

    pub(super) fn in_words(&self) -> String {
        match self.changes {
            None => format!("{} since {}: not known.", self.later.id, self.earlier.id),
            Some(changes) => format!(
                "{} since {}: {} stayed, {} joined, {} left.",
                self.later.id,
                self.earlier.id,
                changes.kept.len(),
                changes.new.len(),
                changes.no_longer.len()
            ),
        }
    }
}

/// What became of both camps; nothing where no earlier texts were named.
pub(super) fn panels(value: &Sponsors) -> Vec<Change<'_>> {
    let Some((since, against)) = value.since.as_ref().zip(value.against.as_ref()) else { return Vec::new() };
    let first = (&value.decision, value.roll.n);
    let other = (&against.decision, against.roll.n);
    vec![
        Change::new(&since.first, first, other.0, CAMPS[0]),
        Change::new(&since.other, other, first.0, CAMPS[1]),
    ]
}

/// A panel with its marks.
pub(super) struct Panel {
    pub(super) height: f64,
    marks: Vec<Mark>,
}

impl Panel {
    pub(super) fn at(self, [x, y]: [f64; 2]) -> Mark {
        Group::new("camp").at(x, y).marks(self.marks).into()
    }
}

/// The panels with all names, or, where the page is too low for them, with numbers only.
pub(super) fn lay(panels: &[Change<'_>], canvas: &Canvas, width: f64, room: f64) -> Vec<Panel> {
    // Both bars have one scale.
    let longest = panels
        .iter()
        .filter_map(|panel| panel.changes)
        .map(|changes| changes.kept.len() + changes.new.len() + changes.no_longer.len())
        .max()
        .unwrap_or(1);
    let lay = |named: bool| -> Vec<Panel> {
        panels.iter().map(|panel| one_panel(panel, canvas, width, longest as f64, named)).collect()
    };
    let full = lay(true);
    if full.iter().map(|panel| panel.height).sum::<f64>() <= room { full } else { lay(false) }
}

fn one_panel(change: &Change<'_>, canvas: &Canvas, width: f64, longest: f64, named: bool) -> Panel {
    let (size, small) = (canvas.base, canvas.small());
    let mut marks: Vec<Mark> = Vec::new();
    let mut y = 0.0;
    let head = format!(
        "{} ({} sponsors) since {} ({})",
        words::short(&change.later.id),
        change.later_n,
        words::short(&change.earlier.id),
        change.earlier_n
    );
    for line in Face::Bold.wrap(&head, size, width) {
        marks.push(Text::new(0.0, y + size * Face::ASCENT, size, line).face(Face::Bold).into());
        y += size * Face::LINE;
    }
    let Some(changes) = change.changes else {
        let text = Text::new(0.0, y + small, small, "not known: the record lacks a list of sponsors");
        marks.push(text.color(Color::INK_SOFT).into());
        return Panel { height: y + size * 2.0, marks };
    };
    y += size * 0.3;
    let groups = [("left", changes.no_longer), ("stayed", changes.kept), ("joined", changes.new)];
    let bar = Rect::new(0.0, y, width, size * 2.0);
    let segments: Vec<Segment> = groups
        .iter()
        .zip(change.paints)
        .map(|(&(word, states), paint)| Segment {
            paint,
            value: states.len() as f64,
            labels: vec![format!("{word} {}", states.len()), states.len().to_string()],
            tooltip: format!("{word}: {}", travaux_votes::words::names(states)),
        })
        .collect();
    marks.push(stacked_bar(&segments, bar, width / longest, false, SegmentLabel::Inside, canvas));
    y += bar.height + size * 0.5;
    for (&(word, states), paint) in groups.iter().zip(change.paints) {
        if word == "stayed" {
            continue;
        }
        let names = if states.is_empty() {
            "none".to_owned()
        } else if named {
            by_name(states).iter().map(|state| state.state().name()).collect::<Vec<_>>().join(", ")
        } else {
            "names are in the data".to_owned()
        };
        let text = format!("{} {}: {names}", travaux_votes::words::capital(word), states.len());
        let chip = Rect::new(0.0, y + small * 0.2, small * 0.8, small * 0.8);
        marks.push(swatch(paint, chip, canvas));
        for line in Face::Regular.wrap(&text, small, width - small * 1.2) {
            marks.push(Text::new(small * 1.2, y + small * 0.92, small, line).into());
            y += small * 1.25;
        }
        y += small * 0.3;
    }
    let rival = words::short(&change.rival.id);
    let went_over = changes.on_rival.map(|states| states - changes.had_both.unwrap_or_default());
    for (states, what) in [
        (went_over, format!("Left and now with {rival}")),
        (changes.had_both, format!("Left, and with {rival} as with its earlier text")),
        (changes.new_on_both, format!("Joined, and with {rival} too")),
    ] {
        let Some(states) = states.filter(|states| !states.is_empty()) else { continue };
        let text = format!("{what}: {}", travaux_votes::words::names(states));
        for line in Face::Italic.wrap(&text, small, width - small * 1.2) {
            marks.push(Text::new(small * 1.2, y + small * 0.92, small, line).face(Face::Italic).into());
            y += small * 1.25;
        }
        y += small * 0.3;
    }
    Panel { height: y + size * 0.5, marks }
}
