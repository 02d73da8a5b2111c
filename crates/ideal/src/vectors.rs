//! The vector instructions of a machine change no bit of a fit: the loops compiled for the best level that it has give what
//! those without any level give.

use crate::em::{EmSettings, Frame, interval};
use crate::fit::Flow;
use crate::model::Model;
use crate::simulate::Simulation;
use crate::votes::Votes;

/// The bits of all that a fit finds.
fn bits<const K: usize>(votes: &Votes, model: &Model, arch: pulp::Arch) -> Vec<u64> {
    let frame = Frame { arch, ..Frame::new(votes, model) };
    let settings = EmSettings::default();
    let (state, _) = frame.converge::<K>(frame.start(), &settings, &mut |_| Flow::Continue, &mut Vec::new());
    let (item_covariances, log_likelihood) = interval::items(&frame, &state, &state.expected());
    let corrected = interval::covariances(&frame, &state, &item_covariances);
    let means = state.means.iter().flatten();
    let covariances = state.covariances.iter().chain(&corrected).flatten().flatten();
    let items = state.items.iter().flatten();
    let rest = state.walk.iter().chain([&log_likelihood]);
    means.chain(covariances).chain(items).chain(rest).map(|value| value.to_bits()).collect()
}

#[test]
fn the_level_of_vectors_changes_no_bit() {
    let simulated =
        Simulation { voters: 60, items: 40, periods: 4, walk: 0.05, sparse: 0.2, ..Simulation::default() };
    let votes = simulated.draw(3).expect("it can be drawn").votes;
    let (one, two) = (Model::dynamic(), Model::dynamic().dimensions(2));
    let plain = bits::<1>(&votes, &one, pulp::Arch::Scalar);
    assert!(plain == bits::<1>(&votes, &one, pulp::Arch::new()), "in one dimension");
    let plain = bits::<2>(&votes, &two, pulp::Arch::Scalar);
    assert!(plain == bits::<2>(&votes, &two, pulp::Arch::new()), "in two dimensions");
}
