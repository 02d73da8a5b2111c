//! How firm the poles are, which blocs the same votes make, and where states stood on all votes of the time: each with
//! its uncertainty.

mod blocs;
mod points;
mod poles;

use travaux_votes::words::short;

use super::super::Desk;
use super::super::model::Block;
use crate::Pair;

pub(super) fn write(desk: &mut Desk<'_>) -> Vec<Block> {
    let pairs: Vec<Pair<'_>> = desk.case.rivals.iter().copied().filter(Pair::has_votes).collect();
    let mut blocks = poles::write(desk, &pairs);
    blocks.extend(blocs::write(desk, &pairs));
    blocks.extend(points::write(desk, &pairs));
    blocks
}

/// `75/32 and 75/240`.
fn named(pair: &Pair<'_>) -> String {
    format!("{} and {}", short(pair.first.id()), short(pair.second.id()))
}
