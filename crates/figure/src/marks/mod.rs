//! The shapes that data take. Each function draws into a box and returns marks; what they mean is the figure's to say.

mod axis;
mod dot_interval;
mod heat_map;
mod lanes;
mod line_band;
mod ribbon;
mod stacked_bar;

pub use self::axis::{Side, value_axis};
pub use self::dot_interval::{DotInterval, dot_intervals};
pub(crate) use self::heat_map::shade;
pub use self::heat_map::{HeatMap, Shading, heat_map};
pub use self::lanes::{Event, Lane, Lanes, Link, Span};
pub use self::line_band::{LineBand, line_bands};
pub use self::ribbon::ribbon;
pub use self::stacked_bar::{Segment, SegmentLabel, stacked_bar};
