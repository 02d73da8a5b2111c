//! The figures, one module each. Each takes an answer and gives a [`Figure`].

mod agreement;
mod balance;
mod blocs;
mod camps;
mod decision;
mod firmness;
mod ideal;
mod joint;
mod member_map;
mod points_by_stand;
mod poles;
mod series;
mod shift;
mod sponsorship;
mod states;

pub use self::agreement::agreement;
pub use self::balance::balance;
pub use self::blocs::{BlocsView, blocs};
pub use self::decision::decision;
pub use self::firmness::firmness;
pub use self::ideal::ideal;
pub use self::joint::{Family, joint};
pub use self::points_by_stand::points_by_stand;
pub use self::poles::poles;
pub use self::series::series;
pub use self::shift::shift;
pub use self::sponsorship::sponsorship;
pub use self::states::states;

use std::fmt::Write;

use travaux_record::{Answer, Caveat, Record, Table};
use travaux_votes::record_through;

use crate::canvas::{Canvas, Size};
use crate::export::{Format, pdf, png};
use crate::scene::{Scene, svg};
use crate::{FigureError, words};

/// A figure with its data.
#[derive(Debug, Clone)]
pub struct Figure {
    /// The drawing.
    pub scene: Scene,
    /// What it shows, as a table: a row a state, or a row a bar.
    pub data: Table,
}

impl Figure {
    /// As a file. A PNG has 300 pixels to the inch, as printers ask for.
    pub fn to_bytes(&self, format: Format) -> Result<Vec<u8>, FigureError> {
        match format {
            Format::Svg => Ok(svg(&self.scene).into_bytes()),
            Format::Png => png(&self.scene, PRINT),
            Format::Pdf => pdf(&self.scene),
        }
    }
}

/// Pixels to the inch in print.
const PRINT: u32 = 300;

/// How a figure lays its states out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum View {
    /// A map of the world.
    #[default]
    Map,
    /// A grid of tiles, one a Member, of one size whatever the size of the land.
    Tiles,
    /// A table of two decisions, with names.
    Matrix,
}

/// What a figure is made with, beside its answer.
#[derive(Debug, Clone, Copy)]
pub struct Setting<'a> {
    /// The record that the answer was drawn from: its sources are named in the caption, and its last day.
    pub record: &'a Record,
    /// How large the figure is.
    pub size: Size,
}

impl Setting<'_> {
    /// Draws on the page; where the type is too large for it, with smaller type, as long as that can be read.
    pub fn fitted(
        &self,
        draw: impl Fn(Canvas) -> Result<Figure, FigureError>,
    ) -> Result<Figure, FigureError> {
        let mut canvas = Canvas::new(self.size);
        loop {
            match (draw(canvas), canvas.smaller()) {
                (Err(FigureError::TooSmall { .. }), Some(smaller)) => canvas = smaller,
                (result, _) => return result,
            }
        }
    }

    /// The caption: what is counted, what a careful reader must know, and where it is from.
    pub fn caption<T>(&self, what: String, answer: &Answer<T>, concerns: fn(&Caveat) -> bool) -> Vec<String> {
        let mut caption = vec![what];
        let caveats = words::caveats(answer.caveats.iter().filter(|caveat| concerns(caveat)));
        if !caveats.is_empty() {
            caption.push(caveats.join(" "));
        }
        let mut from = format!("Sources: {}.", words::sources(self.record, &answer.sources));
        if let Some(day) = record_through(self.record) {
            let _ = write!(from, " Record up to {}.", words::day(day));
        }
        from.push_str(concat!(" Drawn by travaux ", env!("CARGO_PKG_VERSION"), "."));
        caption.push(from);
        caption
    }
}
