//! A scene as a file: SVG, PNG or PDF.

mod pdf;
mod png;

pub use self::pdf::pdf;
pub use self::png::png;
use std::sync::{Arc, LazyLock};

use resvg::usvg::{self, fontdb};

use crate::font::{FAMILY, Face};

/// The formats of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Lines and text, for pages of the web and programs that draw.
    Svg,
    /// Pixels.
    Png,
    /// Lines and text, for print.
    Pdf,
}

impl Format {
    /// The format that the ending of a file's name stands for.
    pub fn of_ending(ending: &str) -> Option<Self> {
        match ending.to_ascii_lowercase().as_str() {
            "svg" => Some(Self::Svg),
            "png" => Some(Self::Png),
            "pdf" => Some(Self::Pdf),
            _ => None,
        }
    }
}

/// The drawing as usvg reads it, with our font and no other: what is drawn does not depend on the machine.
fn tree(svg: &str) -> Result<usvg::Tree, usvg::Error> {
    static FONTS: LazyLock<Arc<fontdb::Database>> = LazyLock::new(|| {
        let mut fonts = fontdb::Database::new();
        for face in [Face::Regular, Face::Bold, Face::Italic] {
            fonts.load_font_source(fontdb::Source::Binary(Arc::new(face.bytes())));
        }
        fonts.set_sans_serif_family(FAMILY);
        Arc::new(fonts)
    });
    let options = usvg::Options {
        font_family: FAMILY.to_owned(),
        fontdb: Arc::clone(&FONTS),
        ..usvg::Options::default()
    };
    usvg::Tree::from_str(svg, &options)
}
