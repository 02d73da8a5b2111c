//! Figures of the official record, fit to print: maps, flows, bars and matrices, each drawn from an
//! [`Answer`](travaux_record::Answer), so that a number has one origin.
//!
//! From low to high:
//!
//! - [`scene`]: marks on a page, written as SVG; [`export`] makes PNG and PDF of the same drawing.
//! - [`font`], [`color`], [`palette`], [`scale`]: the type that is measured, what stands for what, numbers to lengths.
//! - [`map`]: where each Member State is drawn, as land and as a tile.
//! - [`marks`]: the shapes that data take: stacked bars, ribbons, dots with intervals, lines with bands, heat maps,
//!   lanes of a timeline.
//! - [`sheet`], [`legend`]: title, caption and keys around them.
//! - [`figures`]: the figures, one module each.
//!
//! The same answer gives the same bytes on every machine. Positions are as cast; *not voting* is never painted as
//! abstaining.

pub mod canvas;
pub mod color;
mod error;
pub mod export;
pub mod figures;
pub mod font;
pub mod legend;
pub mod map;
pub mod marks;
pub mod palette;
pub mod scale;
pub mod scene;
pub mod sheet;
mod words;

pub use canvas::{BadSize, Canvas, Size};
pub use error::FigureError;
pub use export::Format;
pub use figures::{Figure, Setting, View};
