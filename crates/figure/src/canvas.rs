//! How large a figure is, and how large its type is for that.

use std::fmt;
use std::str::FromStr;

/// How large a figure is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Size {
    /// As wide as a column of a journal, 90 mm; as high as it needs to be.
    Column,
    /// As wide as the text of a page, 180 mm; as high as it needs to be.
    Page,
    /// A slide or a screen: 1,280 × 720 pixels.
    Slide,
    /// So many pixels (1/96 inch) wide and high.
    Exactly {
        /// How wide.
        width: f64,
        /// How high.
        height: f64,
    },
}

/// Pixels in a millimetre (CSS Values 4, §6.2).
const PER_MM: f64 = 96.0 / 25.4;
/// The largest side, in pixels: a poster of 2 m. Beyond it a raster image would fill the memory.
const LARGEST: f64 = 7600.0;

/// A size that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{written:?} is no size: {why}")]
pub struct BadSize {
    written: String,
    why: &'static str,
}

impl FromStr for Size {
    type Err = BadSize;

    /// `column`, `page`, `slide`, `1200x800` (pixels), `160x100mm`, `16x10cm`, `6x4in`.
    fn from_str(written: &str) -> Result<Self, BadSize> {
        let bad = |why| BadSize { written: written.to_owned(), why };
        let lower = written.trim().to_ascii_lowercase();
        match lower.as_str() {
            "column" => return Ok(Self::Column),
            "page" => return Ok(Self::Page),
            "slide" => return Ok(Self::Slide),
            _ => {}
        }
        let split = lower.find(|c: char| c.is_ascii_alphabetic() && c != 'x').unwrap_or(lower.len());
        let (numbers, unit) = lower.split_at(split);
        let (width, height) = numbers.split_once(['x', '×']).ok_or_else(|| {
            bad("it is neither column, page, slide nor a width x height as in 1200x800 or 160x100mm")
        })?;
        let factor = match unit {
            "" | "px" => 1.0,
            "mm" => PER_MM,
            "cm" => 10.0 * PER_MM,
            "in" => 96.0,
            "pt" => 96.0 / 72.0,
            _ => return Err(bad("the unit is none of px, mm, cm, in and pt")),
        };
        let side =
            |text: &str| text.trim().parse::<f64>().ok().filter(|side| side.is_finite() && *side > 0.0);
        let (Some(width), Some(height)) = (side(width), side(height)) else {
            return Err(bad("width and height are to be numbers above nought"));
        };
        let (width, height) = (width * factor, height * factor);
        if width > LARGEST || height > LARGEST {
            return Err(bad("a side is longer than 7,600 pixels (2 m)"));
        }
        Ok(Self::Exactly { width, height })
    }
}

impl fmt::Display for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Column => f.write_str("column"),
            Self::Page => f.write_str("page"),
            Self::Slide => f.write_str("slide"),
            Self::Exactly { width, height } => write!(f, "{}x{}", width.round(), height.round()),
        }
    }
}

/// The page of a figure: how wide, how high if that is given, and the sizes of type and space.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Canvas {
    /// How wide, in pixels.
    pub width: f64,
    /// How high, where it is given; else as high as the figure needs.
    pub height: Option<f64>,
    /// The size of labels, from which all others follow.
    pub base: f64,
    /// The smallest size of labels that can still be read there.
    pub least_base: f64,
}

/// The smallest labels in print: 7.2 pt. Journals ask for 6 to 8 pt in figures.
const LEAST_IN_PRINT: f64 = 9.6;

impl Canvas {
    /// The page of a size.
    pub fn new(size: Size) -> Self {
        match size {
            Size::Column => {
                Self { width: 90.0 * PER_MM, height: None, base: LEAST_IN_PRINT, least_base: LEAST_IN_PRINT }
            }
            Size::Page => {
                Self { width: 180.0 * PER_MM, height: None, base: 10.0, least_base: LEAST_IN_PRINT }
            }
            Size::Slide => Self { width: 1280.0, height: Some(720.0), base: 17.0, least_base: 12.0 },
            Size::Exactly { width, height } => {
                let base = (width / 68.0).min(height / 40.0).clamp(LEAST_IN_PRINT, 34.0);
                Self { width, height: Some(height), base, least_base: LEAST_IN_PRINT }
            }
        }
    }

    /// The same page with labels a little smaller, if these can still be read.
    pub fn smaller(self) -> Option<Self> {
        let base = self.base * 0.95;
        (base >= self.least_base).then_some(Self { base, ..self })
    }

    /// The size of the title.
    pub fn title_size(&self) -> f64 {
        self.base * 1.35
    }

    /// The size of the caption and of names in a crowd.
    pub fn small(&self) -> f64 {
        self.base * 0.85
    }

    /// The space around everything.
    pub fn margin(&self) -> f64 {
        self.base * 1.4
    }

    /// The width between the margins.
    pub fn inner_width(&self) -> f64 {
        self.width - 2.0 * self.margin()
    }

    /// The width of fine lines: a third of a point where type is of 7.5 pt.
    pub fn hairline(&self) -> f64 {
        self.base * 0.05
    }
}
