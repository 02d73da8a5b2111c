//! The scene: marks on a page, in the order in which they are painted. Lengths are CSS pixels (1/96 inch), x to the
//! right and y downwards.

mod hatch;
mod path;
mod svg;
mod texture;

pub use self::path::Path;
pub use self::svg::{svg, svg_inline};
pub use self::texture::{Paint, Texture};
use crate::color::Color;
use crate::font::Face;

/// A page with marks on it.
#[derive(Debug, Clone, PartialEq)]
pub struct Scene {
    /// How wide.
    pub width: f64,
    /// How high.
    pub height: f64,
    /// How large textures are, in tenths of those on a page with type of 10 pixels.
    pub texture_tenths: u32,
    /// What the figure is called.
    pub title: String,
    /// What the figure shows, for those who do not see it.
    pub description: String,
    /// What is painted, the first at the bottom.
    pub marks: Vec<Mark>,
}

/// How a line is drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stroke {
    /// In which colour.
    pub color: Color,
    /// How wide.
    pub width: f64,
    /// The lengths of dash and gap, where it is not continuous.
    pub dash: Option<(f64, f64)>,
}

impl Stroke {
    /// A continuous line.
    pub const fn new(color: Color, width: f64) -> Self {
        Self { color, width, dash: None }
    }
}

/// How an area is painted.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Style {
    /// The inside; nothing where there is none.
    pub fill: Option<Paint>,
    /// The edge.
    pub stroke: Option<Stroke>,
    /// How much of what lies behind is hidden, from 0 to 1; everything where it is none.
    pub opacity: Option<f64>,
}

impl Style {
    /// Filled, without an edge.
    pub const fn filled(fill: Paint) -> Self {
        Self { fill: Some(fill), stroke: None, opacity: None }
    }

    /// With this edge.
    #[must_use]
    pub const fn edged(mut self, stroke: Stroke) -> Self {
        self.stroke = Some(stroke);
        self
    }

    /// See-through to this degree.
    #[must_use]
    pub const fn opaque(mut self, opacity: f64) -> Self {
        self.opacity = Some(opacity);
        self
    }
}

/// Which point of a line of text is at its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Anchor {
    /// Its beginning.
    #[default]
    Start,
    /// Its middle.
    Middle,
    /// Its end.
    End,
}

/// A line of text.
#[derive(Debug, Clone, PartialEq)]
pub struct Text {
    /// Where the anchor is.
    pub x: f64,
    /// Where the baseline is.
    pub y: f64,
    /// The words.
    pub content: String,
    /// The size of the type.
    pub size: f64,
    /// Upright, bold or italic.
    pub face: Face,
    /// The colour.
    pub color: Color,
    /// What is at `x`.
    pub anchor: Anchor,
    /// Whether it runs upwards instead of to the right.
    pub upwards: bool,
    /// An edge around the letters, to lift them off what lies behind.
    pub halo: Option<Color>,
}

impl Text {
    /// A line that begins at a place.
    pub fn new(x: f64, y: f64, size: f64, content: impl Into<String>) -> Self {
        Self {
            x,
            y,
            content: content.into(),
            size,
            face: Face::Regular,
            color: Color::INK,
            anchor: Anchor::Start,
            upwards: false,
            halo: None,
        }
    }

    /// In this face.
    #[must_use]
    pub const fn face(mut self, face: Face) -> Self {
        self.face = face;
        self
    }

    /// In this colour.
    #[must_use]
    pub const fn color(mut self, color: Color) -> Self {
        self.color = color;
        self
    }

    /// With this point at its place.
    #[must_use]
    pub const fn anchor(mut self, anchor: Anchor) -> Self {
        self.anchor = anchor;
        self
    }

    /// How long the line is.
    pub fn length(&self) -> f64 {
        self.face.width(&self.content, self.size)
    }

    /// The box the line fills, edge to edge: left, top, right, bottom.
    pub fn bounds(&self) -> [f64; 4] {
        let length = self.length();
        let before = match self.anchor {
            Anchor::Start => 0.0,
            Anchor::Middle => length / 2.0,
            Anchor::End => length,
        };
        let (ascent, descent) = (self.size * Face::ASCENT, self.size * Face::DESCENT);
        if self.upwards {
            [self.x - ascent, self.y + before - length, self.x + descent, self.y + before]
        } else {
            [self.x - before, self.y - ascent, self.x - before + length, self.y + descent]
        }
    }
}

impl From<Text> for Mark {
    fn from(text: Text) -> Self {
        Self::Text(text)
    }
}

/// Something painted.
#[derive(Debug, Clone, PartialEq)]
pub enum Mark {
    /// Lines and areas of any shape.
    Path {
        /// The shape.
        path: Path,
        /// How it is painted.
        style: Style,
    },
    /// A rectangle.
    Rect {
        /// Left, top, width and height.
        at: Rect,
        /// How it is painted.
        style: Style,
    },
    /// A circle.
    Circle {
        /// The middle.
        center: [f64; 2],
        /// The radius.
        radius: f64,
        /// How it is painted.
        style: Style,
    },
    /// A line of text.
    Text(Text),
    /// Marks that belong together.
    Group(Group),
}

impl Mark {
    /// A straight line.
    pub fn line(from: [f64; 2], to: [f64; 2], stroke: Stroke) -> Self {
        let mut path = Path::new();
        path.move_to(from);
        path.line_to(to);
        Self::Path { path, style: Style { stroke: Some(stroke), ..Style::default() } }
    }

    /// A rectangle.
    pub fn rect(at: Rect, style: Style) -> Self {
        Self::Rect { at, style }
    }
}

/// Left, top, width and height.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Rect {
    /// The left edge.
    pub x: f64,
    /// The upper edge.
    pub y: f64,
    /// How wide.
    pub width: f64,
    /// How high.
    pub height: f64,
}

impl Rect {
    /// A rectangle by its upper left corner and its size.
    pub const fn new(x: f64, y: f64, width: f64, height: f64) -> Self {
        Self { x, y, width, height }
    }

    /// The right edge.
    pub fn right(self) -> f64 {
        self.x + self.width
    }

    /// The lower edge.
    pub fn bottom(self) -> f64 {
        self.y + self.height
    }
}

/// Marks that belong together, with what a page can find them by.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Group {
    /// A class for style sheets: `member`, `land`, `legend`.
    pub class: &'static str,
    /// Attributes `data-…`: name without `data-`, and value.
    pub data: Vec<(&'static str, String)>,
    /// What a pointer resting on it is told.
    pub tooltip: Option<String>,
    /// Where its origin is on the page.
    pub origin: [f64; 2],
    /// The marks.
    pub marks: Vec<Mark>,
}

impl Group {
    /// An empty group of a class.
    pub fn new(class: &'static str) -> Self {
        Self { class, ..Self::default() }
    }

    /// With an attribute.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.data.push((name, value.into()));
        self
    }

    /// With words for a pointer.
    #[must_use]
    pub fn tooltip(mut self, words: impl Into<String>) -> Self {
        self.tooltip = Some(words.into());
        self
    }

    /// Moved to a place.
    #[must_use]
    pub fn at(mut self, x: f64, y: f64) -> Self {
        self.origin = [x, y];
        self
    }

    /// With these marks.
    #[must_use]
    pub fn marks(mut self, marks: Vec<Mark>) -> Self {
        self.marks = marks;
        self
    }
}

impl From<Group> for Mark {
    fn from(group: Group) -> Self {
        Self::Group(group)
    }
}

impl Scene {
    /// Every line of text with the box it fills on the page, for tests that nothing overlaps or leaves the page.
    pub fn texts(&self) -> Vec<(&Text, [f64; 4])> {
        fn gather<'a>(marks: &'a [Mark], [dx, dy]: [f64; 2], into: &mut Vec<(&'a Text, [f64; 4])>) {
            for mark in marks {
                match mark {
                    Mark::Text(text) => {
                        let [left, top, right, bottom] = text.bounds();
                        into.push((text, [left + dx, top + dy, right + dx, bottom + dy]));
                    }
                    Mark::Group(group) => {
                        gather(&group.marks, [dx + group.origin[0], dy + group.origin[1]], into);
                    }
                    Mark::Path { .. } | Mark::Rect { .. } | Mark::Circle { .. } => {}
                }
            }
        }
        let mut texts = Vec::new();
        gather(&self.marks, [0.0, 0.0], &mut texts);
        texts
    }

    /// Every group on the page, outer before inner.
    pub fn groups(&self) -> Vec<&Group> {
        fn gather<'a>(marks: &'a [Mark], into: &mut Vec<&'a Group>) {
            for mark in marks {
                if let Mark::Group(group) = mark {
                    into.push(group);
                    gather(&group.marks, into);
                }
            }
        }
        let mut groups = Vec::new();
        gather(&self.marks, &mut groups);
        groups
    }
}
