//! The joint positions of all states on two decisions: the kernel of `compare` and `shift`.

use travaux_record::PositionRow;
use travaux_un::set::StateSet;
use travaux_un::state::StateId;

use crate::Lane;

const LANES: usize = Lane::ALL.len();

/// For every pair of lanes, the states that were in the one on the first decision and in the other on the second.
#[derive(Debug, Clone)]
pub(crate) struct Matrix([[StateSet; LANES]; LANES]);

impl Matrix {
    /// One pass over the two rows of bytes. States that were members on neither day are in no cell.
    pub(crate) fn new(first: PositionRow<'_>, second: PositionRow<'_>) -> Self {
        let mut cells = [[StateSet::EMPTY; LANES]; LANES];
        for (index, (&one, &other)) in first.as_bytes().iter().zip(second.as_bytes()).enumerate() {
            if one | other == 0 {
                continue;
            }
            let Some(state) = StateId::from_index(index) else { continue };
            cells[Lane::of_byte(one).index()][Lane::of_byte(other).index()].insert(state);
        }
        Self(cells)
    }

    pub(crate) fn cell(&self, first: Lane, second: Lane) -> StateSet {
        self.0[first.index()][second.index()]
    }

    /// The states of all cells for which `wanted` holds.
    pub(crate) fn union(&self, wanted: impl Fn(Lane, Lane) -> bool) -> StateSet {
        let mut states = StateSet::EMPTY;
        for (first, second, cell) in self.cells() {
            if wanted(first, second) {
                states |= cell;
            }
        }
        states
    }

    /// Every cell, in the order of the lanes.
    pub(crate) fn cells(&self) -> impl Iterator<Item = (Lane, Lane, StateSet)> {
        Lane::ALL.into_iter().flat_map(move |first| {
            Lane::ALL.into_iter().map(move |second| (first, second, self.cell(first, second)))
        })
    }

    /// The cells a table shows: the sixteen of members on both days, and the others where somebody is in them.
    pub(crate) fn shown(&self) -> impl Iterator<Item = (Lane, Lane, StateSet)> {
        self.cells().filter(|(first, second, states)| {
            !states.is_empty() || (Lane::SHOWN.contains(first) && Lane::SHOWN.contains(second))
        })
    }
}
