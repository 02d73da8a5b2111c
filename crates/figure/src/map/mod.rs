//! The world map and the grid of tiles: where each Member State is drawn.
//!
//! The shapes and the grid are [`data/map/world.json`](World::bundled), compiled in. Everything here is geometry:
//! no colours, no votes, no text. Results are the same bytes on every machine, for functions of floats come from
//! `libm` and nothing depends on the order of a hash map.

mod dots;
mod draw;
mod plane;
pub mod project;
pub mod simplify;
mod tiles;
mod world;

pub use self::dots::Dot;
pub use self::draw::{Drawn, Shape};
pub use self::tiles::Tiles;
pub use self::world::{ShapesError, World};
