//! The grid of tiles: the cells of each part of the world are drawn by hand in `grid.txt`; which Member has which of
//! them is computed.

use std::collections::{BTreeMap, BTreeSet};

use travaux_figure::map::project::project;
use travaux_un::set::StateSet;
use travaux_un::state::StateId;

use crate::assign::cheapest;
use crate::less::{STEP, area_and_middle};
use crate::source::{index, ring};
use crate::{Result, Shape};

/// The form of the grid: a letter for each part of the world.
#[derive(Debug)]
pub(crate) struct Form {
    parts: Vec<PartOfTheWorld>,
}

#[derive(Debug)]
struct PartOfTheWorld {
    members: Vec<StateId>,
    /// Column and row.
    cells: Vec<[usize; 2]>,
}

impl Form {
    /// Reads the form: rows of letters and points, then `letter = codes`. Each member must be in one part, and each
    /// part have as many cells as members.
    pub(crate) fn read(text: &str, members: StateSet) -> Result<Self> {
        let mut cells: BTreeMap<char, Vec<[usize; 2]>> = BTreeMap::new();
        let mut parts: BTreeMap<char, Vec<StateId>> = BTreeMap::new();
        let mut seen = StateSet::new();
        let lines = text.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
        for (row, line) in lines.enumerate() {
            let Some((part, codes)) = line.split_once(" = ") else {
                for (column, letter) in line.chars().enumerate().filter(|&(_, letter)| letter != '.') {
                    cells.entry(letter).or_default().push([column, row]);
                }
                continue;
            };
            let letter = part.chars().next().ok_or("grid.txt: no letter before the sign =")?;
            for code in codes.split_whitespace() {
                let state = StateId::from_code(code).filter(|&state| members.contains(state));
                let state = state.ok_or_else(|| format!("grid.txt: {code} is no Member"))?;
                if !seen.insert(state) {
                    return Err(format!("grid.txt: {code} is there twice").into());
                }
                parts.entry(letter).or_default().push(state);
            }
        }
        if seen != members {
            return Err(format!("grid.txt: {} are in no part", members - seen).into());
        }
        let parts = parts.into_iter().map(|(letter, members)| {
            let cells = cells.remove(&letter).unwrap_or_default();
            if cells.len() != members.len() {
                let (have, need) = (cells.len(), members.len());
                return Err(format!("grid.txt: {letter} has {have} cells and {need} Members").into());
            }
            Ok(PartOfTheWorld { members, cells })
        });
        Ok(Self { parts: parts.collect::<Result<_>>()? })
    }
}

/// Where the Members lie, what lies near what, and the tiles that they have so far; all by number.
struct Board {
    places: Vec<[f64; 2]>,
    /// Whether two share a border.
    borders: Vec<Vec<bool>>,
    tiles: Vec<[f64; 2]>,
}

/// The column and row of each Member.
pub(crate) fn tiles(form: &Form, shapes: &[Shape], lines: &[Vec<[f64; 2]>]) -> BTreeMap<StateId, [usize; 2]> {
    let members: Vec<&Shape> = shapes.iter().filter(|shape| shape.state.is_some()).collect();
    let arcs: Vec<BTreeSet<usize>> = members
        .iter()
        .map(|shape| shape.parts.iter().flatten().flatten().map(|&number| index(number)).collect())
        .collect();
    let borders = arcs.iter().map(|a| arcs.iter().map(|b| !a.is_disjoint(b)).collect()).collect();
    let places: Vec<[f64; 2]> = members.iter().map(|shape| place(shape, lines)).collect();
    let mut board = Board { places, borders, tiles: vec![[0.0; 2]; members.len()] };
    let groups: Vec<Vec<usize>> = form
        .parts
        .iter()
        .map(|part| {
            let number = |state: &StateId| members.iter().position(|shape| shape.state == Some(*state));
            part.members.iter().filter_map(number).collect()
        })
        .collect();
    for (part, group) in form.parts.iter().zip(&groups) {
        board.assign(group, &part.cells);
    }
    // The tiles of a part also lean on the neighbours in other parts, so all are gone over until none moves.
    loop {
        let moved = groups.iter().filter(|group| board.improve(group)).count();
        if moved == 0 {
            break;
        }
    }
    let tiles = board.tiles.iter().map(|tile| tile.map(|step| step as usize));
    members.iter().filter_map(|shape| shape.state).zip(tiles).collect()
}

/// Where a Member lies on the map, y down: the middle of its largest part.
fn place(shape: &Shape, lines: &[Vec<[f64; 2]>]) -> [f64; 2] {
    let [longitude, latitude] = shape.dot.unwrap_or_else(|| {
        let parts = shape.parts.iter().map(|part| area_and_middle(&ring(lines, &part[0])));
        let largest = parts.max_by(|a, b| a.0.abs().total_cmp(&b.0.abs()));
        largest.map_or([0.0; 2], |(_, middle)| middle.map(|steps| steps * STEP))
    });
    let [x, y] = project(longitude, latitude);
    [x, -y]
}

impl Board {
    /// Shares out the cells of a part: each Member is drawn to the column and row of its rank from west to east and
    /// from north to south, which spreads crowded places evenly over the form.
    fn assign(&mut self, group: &[usize], cells: &[[usize; 2]]) {
        let mut wanted = vec![[0.0; 2]; group.len()];
        for axis in 0..2 {
            let mut by_place: Vec<usize> = (0..group.len()).collect();
            by_place.sort_by(|&a, &b| self.places[group[a]][axis].total_cmp(&self.places[group[b]][axis]));
            let mut steps: Vec<usize> = cells.iter().map(|cell| cell[axis]).collect();
            steps.sort_unstable();
            for (member, step) in by_place.into_iter().zip(steps) {
                wanted[member][axis] = step as f64;
            }
        }
        let cells: Vec<[f64; 2]> = cells.iter().map(|cell| cell.map(|step| step as f64)).collect();
        let costs: Vec<Vec<f64>> =
            wanted.iter().map(|&at| cells.iter().map(|&cell| squared(at, cell)).collect()).collect();
        for (&member, cell) in group.iter().zip(cheapest(&costs)) {
            self.tiles[member] = cells[cell];
        }
    }

    /// Exchanges tiles between two or three Members of a part as long as that makes things better; true if it did.
    fn improve(&mut self, group: &[usize]) -> bool {
        let mut moved = false;
        loop {
            let mut best: Option<(f64, Vec<usize>)> = None;
            for (place, &a) in group.iter().enumerate() {
                for (next, &b) in group[..place].iter().enumerate() {
                    let pair = [vec![a, b]];
                    let threes = group[..next].iter().flat_map(|&c| [vec![a, b, c], vec![a, c, b]]);
                    for turn in pair.into_iter().chain(threes) {
                        let gain = self.gain(&turn);
                        if gain > best.as_ref().map_or(1e-9, |(gain, _)| *gain) {
                            best = Some((gain, turn));
                        }
                    }
                }
            }
            let Some((_, turn)) = best else { return moved };
            self.rotate(&turn);
            moved = true;
        }
    }

    /// What is gained when each of these takes the tile of the next.
    fn gain(&mut self, turn: &[usize]) -> f64 {
        let before: f64 = turn.iter().map(|&member| self.badness(member)).sum();
        self.rotate(turn);
        let after: f64 = turn.iter().map(|&member| self.badness(member)).sum();
        for _ in 1..turn.len() {
            self.rotate(turn);
        }
        before - after
    }

    /// Each takes the tile of the next, and the last that of the first.
    fn rotate(&mut self, turn: &[usize]) {
        for pair in turn.windows(2) {
            self.tiles.swap(pair[0], pair[1]);
        }
    }

    /// How wrong a tile is beside the others: neighbours apart, and near ones in the wrong direction.
    fn badness(&self, this: usize) -> f64 {
        let (my_place, my_tile) = (self.places[this], self.tiles[this]);
        let mut bad = 0.0;
        for (other, (&place, &tile)) in self.places.iter().zip(&self.tiles).enumerate() {
            if other == this {
                continue;
            }
            let apart = squared(my_place, place);
            let tiles_apart = squared(my_tile, tile);
            let product = (place[0] - my_place[0]) * (tile[0] - my_tile[0])
                + (place[1] - my_place[1]) * (tile[1] - my_tile[1]);
            let turned = 1.0 - product / (apart * tiles_apart).sqrt().max(1e-12);
            // The direction of the nearest matters most; 0.0025 is the square of 320 km.
            bad += turned * 0.02 / (apart + 0.0025);
            if self.borders[this][other] {
                bad += 0.6 * (tiles_apart - 2.0).max(0.0) + turned;
            }
        }
        bad
    }
}

fn squared(a: [f64; 2], b: [f64; 2]) -> f64 {
    (a[0] - b[0]) * (a[0] - b[0]) + (a[1] - b[1]) * (a[1] - b[1])
}
