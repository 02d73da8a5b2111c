//! How firm the poles are, which blocs the same votes make, and where states stood on all votes of the time: each with
//! its uncertainty.

mod blocs;
mod points;
mod poles;

use travaux_votes::poles::Poles;
use travaux_votes::words::short;

use super::super::Desk;
use super::super::model::Block;
use crate::Pair;

/// A pair of rival texts with votes, and where states stand on it.
struct Stands<'c> {
    pair: Pair<'c>,
    poles: Poles,
}

pub(super) fn write(desk: &mut Desk<'_>) -> Vec<Block> {
    let case = desk.case;
    let pairs: Vec<Pair<'_>> = case.rivals.iter().copied().filter(Pair::has_votes).collect();
    let of_pair = |pair: &Pair<'_>| travaux_votes::poles(case.context, pair.first, pair.second).ok();
    let stands: Vec<Stands<'_>> =
        pairs.iter().filter_map(|pair| Some(Stands { pair: *pair, poles: of_pair(pair)?.value })).collect();
    let mut blocks = poles::write(desk, &pairs);
    blocks.extend(blocs::write(desk, &stands));
    blocks.extend(points::write(desk, &stands));
    blocks
}

/// `75/32 and 75/240`.
fn named(pair: &Pair<'_>) -> String {
    format!("{} and {}", short(pair.first.id()), short(pair.second.id()))
}
