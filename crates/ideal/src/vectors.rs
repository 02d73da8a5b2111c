//! The vector instructions of a machine change no bit of a fit: the loops compiled for the best level that it has give what
//! those without any level give.

use crate::em::{EmSettings, Frame, State};
use crate::fit::Flow;
use crate::model::Model;
use crate::simulate::Simulation;
use crate::votes::Votes;

fn fitted<const K: usize>(votes: &Votes, model: &Model, arch: pulp::Arch) -> State<K> {
    let frame = Frame { arch, ..Frame::new(votes, model) };
    frame.converge::<K>(frame.start(), &EmSettings::default(), &mut |_| Flow::Continue, &mut Vec::new()).0
}

fn bits<const K: usize>(state: &State<K>) -> Vec<u64> {
    let means = state.means.iter().flatten();
    let covariances = state.covariances.iter().flatten().flatten();
    let items = state.items.iter().flatten();
    let rest = state.walk.iter().chain([&state.log_likelihood]);
    means.chain(covariances).chain(items).chain(rest).map(|value| value.to_bits()).collect()
}

#[test]
fn the_level_of_vectors_changes_no_bit() {
    let simulated =
        Simulation { voters: 60, items: 40, periods: 4, walk: 0.05, sparse: 0.2, ..Simulation::default() };
    let votes = simulated.draw(3).expect("it can be drawn").votes;
    let (one, two) = (Model::dynamic(), Model::dynamic().dimensions(2));
    let plain = bits(&fitted::<1>(&votes, &one, pulp::Arch::Scalar));
    assert!(plain == bits(&fitted::<1>(&votes, &one, pulp::Arch::new())), "in one dimension");
    let plain = bits(&fitted::<2>(&votes, &two, pulp::Arch::Scalar));
    assert!(plain == bits(&fitted::<2>(&votes, &two, pulp::Arch::new())), "in two dimensions");
}
