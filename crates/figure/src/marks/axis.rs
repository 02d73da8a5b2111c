//! Axes of numbers.

use crate::canvas::Canvas;
use crate::color::Color;
use crate::font::Face;
use crate::scale::Linear;
use crate::scene::{Anchor, Group, Mark, Rect, Stroke, Text};

/// On which side of the box the numbers stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// To the left; grid lines are level.
    Left,
    /// Below; grid lines are upright.
    Below,
}

/// The numbers of a scale, with grid lines across the box.
pub fn value_axis(
    scale: Linear,
    side: Side,
    at: Rect,
    canvas: &Canvas,
    label: impl Fn(f64) -> String,
) -> Mark {
    let size = canvas.small();
    let rule = Stroke::new(Color::RULE, canvas.hairline() * 1.2);
    let length = (scale.range[1] - scale.range[0]).abs();
    let most =
        libm::floor(length / (size * if side == Side::Left { 3.0 } else { 5.0 })).clamp(1.0, 8.0) as usize;
    let mut axis = Group::new("axis");
    for tick in scale.ticks(most) {
        let place = scale.at(tick);
        let words = label(tick);
        match side {
            Side::Left => {
                axis.marks.push(Mark::line([at.x, place], [at.right(), place], rule));
                let text = Text::new(at.x - size * 0.5, place + size * 0.35, size, words);
                axis.marks.push(text.anchor(Anchor::End).color(Color::INK_SOFT).into());
            }
            Side::Below => {
                axis.marks.push(Mark::line([place, at.y], [place, at.bottom()], rule));
                let baseline = at.bottom() + size * (0.4 + Face::ASCENT);
                let text = Text::new(place, baseline, size, words);
                axis.marks.push(text.anchor(Anchor::Middle).color(Color::INK_SOFT).into());
            }
        }
    }
    axis.into()
}
