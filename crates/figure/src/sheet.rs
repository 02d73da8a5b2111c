//! The sheet: title above, caption below, and room between them for what the figure is about.

use crate::FigureError;
use crate::canvas::Canvas;
use crate::color::Color;
use crate::font::Face;
use crate::scene::{Group, Mark, Rect, Scene, Text};

/// What is written around a figure.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Wording {
    /// What the figure is called.
    pub title: String,
    /// A second line, if there is more to say.
    pub subtitle: String,
    /// Beneath the figure: n, what is counted, caveats, sources. One paragraph each.
    pub caption: Vec<String>,
    /// What the figure shows, for those who do not see it.
    pub description: String,
}

/// A sheet on which a figure is made, from top to bottom.
#[derive(Debug)]
pub struct Sheet {
    /// The page.
    pub canvas: Canvas,
    wording: Wording,
    caption: Vec<Vec<String>>,
    marks: Vec<Mark>,
    /// Where the next block begins.
    top: f64,
}

impl Sheet {
    /// A sheet with its title written.
    pub fn new(canvas: Canvas, wording: Wording) -> Result<Self, FigureError> {
        let (margin, width) = (canvas.margin(), canvas.inner_width());
        // Six words of a title's type: anything narrower is a column of single words.
        let least = canvas.base * 18.0;
        if canvas.width < least {
            return Err(FigureError::TooSmall {
                side: "width",
                needs: libm::ceil(least) as u32,
                has: canvas.width as u32,
            });
        }
        let mut sheet = Self {
            canvas,
            caption: wording
                .caption
                .iter()
                .map(|paragraph| Face::Regular.wrap(paragraph, canvas.small(), width))
                .collect(),
            wording,
            marks: Vec::new(),
            top: margin,
        };
        let title = sheet.wording.title.clone();
        sheet.heading(&title, canvas.title_size(), Face::Bold, Color::INK);
        let subtitle = sheet.wording.subtitle.clone();
        if !subtitle.is_empty() {
            sheet.heading(&subtitle, canvas.base, Face::Regular, Color::INK_SOFT);
        }
        sheet.top += canvas.base * 0.6;
        Ok(sheet)
    }

    fn heading(&mut self, words: &str, size: f64, face: Face, color: Color) {
        for line in face.wrap(words, size, self.canvas.inner_width()) {
            let baseline = self.top + size * Face::ASCENT;
            self.marks
                .push(Text::new(self.canvas.margin(), baseline, size, line).face(face).color(color).into());
            self.top += size * Face::LINE;
        }
    }

    /// The left edge of what may be drawn on.
    pub fn left(&self) -> f64 {
        self.canvas.margin()
    }

    /// The width of what may be drawn on.
    pub fn width(&self) -> f64 {
        self.canvas.inner_width()
    }

    fn caption_height(&self) -> f64 {
        let line = self.canvas.small() * Face::LINE;
        let lines: usize = self.caption.iter().map(Vec::len).sum();
        let gaps = self.caption.len().saturating_sub(1) as f64 * self.canvas.base * 0.25;
        lines as f64 * line + gaps + self.canvas.base * 0.8
    }

    /// The height that is left above the caption, where the height of the page is given.
    pub fn room(&self) -> Option<f64> {
        Some(self.canvas.height? - self.top - self.caption_height() - self.canvas.margin())
    }

    /// Takes a block of the page: `wanted` high, or whatever is left of a given height beside `other` that comes
    /// below; at least `least`.
    pub fn block(&mut self, wanted: f64, least: f64, other: f64) -> Result<Rect, FigureError> {
        let height = match self.room() {
            None => wanted,
            Some(room) if room - other < least => {
                let has = self.canvas.height.unwrap_or_default();
                return Err(FigureError::TooSmall {
                    side: "height",
                    needs: libm::ceil(has + least + other - room) as u32,
                    has: has as u32,
                });
            }
            Some(room) => room - other,
        };
        let at = Rect::new(self.left(), self.top, self.width(), height);
        self.top += height;
        Ok(at)
    }

    /// Leaves a space.
    pub fn skip(&mut self, height: f64) {
        self.top += height;
    }

    /// Where the next block begins.
    pub fn top(&self) -> f64 {
        self.top
    }

    /// Adds marks.
    pub fn add(&mut self, mark: impl Into<Mark>) {
        self.marks.push(mark.into());
    }

    /// Adds several marks.
    pub fn extend(&mut self, marks: impl IntoIterator<Item = Mark>) {
        self.marks.extend(marks);
    }

    /// Writes the caption and closes the page.
    pub fn finish(mut self) -> Scene {
        let canvas = self.canvas;
        let size = canvas.small();
        let height = canvas.height.unwrap_or(self.top + self.caption_height() + canvas.margin());
        let mut top = height - canvas.margin() - self.caption_height() + canvas.base * 0.8;
        let mut caption = Group::new("caption");
        for (place, lines) in self.caption.iter().enumerate() {
            if place > 0 {
                top += canvas.base * 0.25;
            }
            for line in lines {
                let text = Text::new(canvas.margin(), top + size * Face::ASCENT, size, line.clone());
                caption.marks.push(text.color(Color::INK_SOFT).into());
                top += size * Face::LINE;
            }
        }
        self.marks.push(caption.into());
        Scene {
            width: canvas.width,
            height,
            texture_tenths: canvas.base.min(canvas.width / 68.0).max(7.0).round() as u32,
            title: self.wording.title,
            description: self.wording.description,
            marks: self.marks,
        }
    }
}
