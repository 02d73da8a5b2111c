//! Places of voters as ideal points, estimated from the same answers: here a model of voting stands behind them.

use super::answers::{Answers, MISSING};
use super::mds::Places;
use crate::em::{self, EmSettings};
use crate::error::IdealError;
use crate::fit::Flow;
use crate::model::Model;
use crate::votes::VotesBuilder;

/// Points are wanted and no intervals, and to no more digits than blocs can tell: what is done a hundred times is then
/// done in seconds.
const QUICK: EmSettings =
    EmSettings { iterations: 100, tolerance: 0.005, corrected: false, calibrated: false };

/// One point a voter, in so many dimensions. Dimensions are turned by the voter `positive`, if it answered; a voter without
/// an answer to an item that divides is in the middle of all.
pub(super) fn estimated(
    answers: &Answers,
    dimensions: usize,
    positive: Option<usize>,
) -> Result<Places, IdealError> {
    let mut votes = VotesBuilder::new(&["no", "abstain", "yes"])?;
    for voter in 0..answers.voters() {
        votes.voter(&voter.to_string())?;
    }
    for number in 0..answers.items() {
        let item = votes.item(&number.to_string(), 0)?;
        for voter in 0..answers.voters() {
            let answer = answers.row(voter)[number];
            if answer != MISSING {
                votes.vote_number(item, voter as u32, answer)?;
            }
        }
    }
    let votes = votes.build()?;
    let mut model = Model::fixed().dimensions(dimensions);
    let stands = votes.stands();
    if let Some(positive) = positive
        && stands.iter().any(|stand| stand.voter as usize == positive && stand.contested > 0)
    {
        model = model.anchor(0, &positive.to_string());
    }
    let fit = em::fit(&votes, &model, &QUICK, &mut |_| Flow::Continue)?;
    let mut of = vec![vec![0.0; dimensions]; answers.voters()];
    for position in fit.positions {
        of[position.voter as usize] = position.mean;
    }
    Ok(Places { of, share: Vec::new() })
}
