//! The one font: it measures text here and draws it in PNG and PDF, so that what fits when it is laid out fits when it
//! is drawn. Noto Sans, by the SIL Open Font License.

use std::sync::LazyLock;

/// The name of the font in a file.
pub const FAMILY: &str = "Noto Sans";

/// Upright, bold or italic.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Face {
    /// Upright.
    #[default]
    Regular,
    /// Bold.
    Bold,
    /// Italic.
    Italic,
}

/// The widths of the glyphs of one face, in ems, by character.
struct Widths {
    of: Vec<f64>,
    /// Of a character that the table above does not hold.
    face: ttf_parser::Face<'static>,
}

/// Characters up to here are measured from a table: those of Latin scripts with their marks.
const TABLE: u32 = 0x180;

impl Widths {
    fn new(bytes: &'static [u8]) -> Self {
        let face =
            ttf_parser::Face::parse(bytes, 0).expect("the crate's font can be read: a test draws with it");
        let of = (0..TABLE).map(|code| char::from_u32(code).map_or(0.0, |c| advance(&face, c))).collect();
        Self { of, face }
    }

    fn of(&self, c: char) -> f64 {
        self.of.get(c as usize).copied().unwrap_or_else(|| advance(&self.face, c))
    }
}

fn advance(face: &ttf_parser::Face<'_>, c: char) -> f64 {
    let glyph = face.glyph_index(c).unwrap_or_default();
    f64::from(face.glyph_hor_advance(glyph).unwrap_or_default()) / f64::from(face.units_per_em())
}

impl Face {
    /// How far letters rise above the baseline, in ems: the height of a capital and a little for its accent.
    pub const ASCENT: f64 = 0.78;
    /// How far they hang below it.
    pub const DESCENT: f64 = 0.22;
    /// From one baseline to the next.
    pub const LINE: f64 = 1.3;

    /// The font as a file.
    pub fn bytes(self) -> &'static [u8] {
        match self {
            Self::Regular => notosans::REGULAR_TTF,
            Self::Bold => notosans::BOLD_TTF,
            Self::Italic => notosans::ITALIC_TTF,
        }
    }

    fn widths(self) -> &'static Widths {
        static REGULAR: LazyLock<Widths> = LazyLock::new(|| Widths::new(Face::Regular.bytes()));
        static BOLD: LazyLock<Widths> = LazyLock::new(|| Widths::new(Face::Bold.bytes()));
        static ITALIC: LazyLock<Widths> = LazyLock::new(|| Widths::new(Face::Italic.bytes()));
        match self {
            Self::Regular => &REGULAR,
            Self::Bold => &BOLD,
            Self::Italic => &ITALIC,
        }
    }

    /// How long a line of text is, in pixels. Kerning, which makes it shorter by a hair, is left out.
    pub fn width(self, text: &str, size: f64) -> f64 {
        let widths = self.widths();
        text.chars().map(|c| widths.of(c)).sum::<f64>() * size
    }

    /// Breaks a text into lines that are no longer than `width`, at blanks, and where a word alone is too long behind
    /// a stroke, a hyphen or a comma. A word that still does not fit has a line of its own and is longer.
    pub fn wrap(self, text: &str, size: f64, width: f64) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        let mut line = String::new();
        for word in text.split_whitespace() {
            for (place, piece) in self.pieces(word, size, width).into_iter().enumerate() {
                let glue = if line.is_empty() || place > 0 { "" } else { " " };
                if !line.is_empty()
                    && self.width(&line, size) + self.width(glue, size) + self.width(piece, size) > width
                {
                    lines.push(std::mem::take(&mut line));
                    line.push_str(piece);
                } else {
                    line.push_str(glue);
                    line.push_str(piece);
                }
            }
        }
        if !line.is_empty() {
            lines.push(line);
        }
        lines
    }

    fn pieces(self, word: &str, size: f64, width: f64) -> Vec<&str> {
        if self.width(word, size) <= width {
            return vec![word];
        }
        word.split_inclusive(['/', '-', ',']).collect()
    }

    /// The text, or as much of it as fits with an ellipsis.
    pub fn shortened(self, text: &str, size: f64, width: f64) -> String {
        if self.width(text, size) <= width {
            return text.to_owned();
        }
        let mut short: String = text.to_owned();
        while short.pop().is_some() {
            let candidate = format!("{}…", short.trim_end());
            if self.width(&candidate, size) <= width {
                return candidate;
            }
        }
        String::new()
    }
}
