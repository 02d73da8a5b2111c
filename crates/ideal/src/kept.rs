//! Draws that are kept while they are made, so that an interruption of [`crate::gibbs`] costs what was drawn since, and the
//! bytes in which a run is kept.
//!
//! What is kept is of these votes, this model and these settings: anything else is refused, for its draws would be of
//! another posterior. Only the number of sweeps may differ.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::error::IdealError;
use crate::fit::{Flow, Progress};
use crate::gibbs::{self, Checkpoint, GibbsSettings, Sample};
use crate::model::Model;
use crate::votes::Votes;

/// Why a run could not be kept, or gone on with.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct KeepError {
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub hint: String,
}

/// Where a run is kept: a file, as a rule. This crate has no files and no clock.
pub trait Keep {
    /// What was kept before, if anything was: the bytes that [`Keep::keep`] had.
    fn kept(&mut self) -> Result<Option<Vec<u8>>, KeepError>;
    /// Keeps these bytes in place of those before.
    fn keep(&mut self, bytes: &[u8]) -> Result<(), KeepError>;
    /// Whether it is time to. Asked after every tenth sweep.
    fn is_due(&mut self) -> bool;
}

/// Draws from the posterior, keeps what is drawn from time to time and at the end, and goes on from what was kept. The result
/// is, bit for bit, that of [`gibbs::fit`].
pub fn fit(
    votes: &Votes,
    model: &Model,
    settings: &GibbsSettings,
    place: &mut dyn Keep,
    observe: &mut dyn FnMut(&Progress) -> Flow,
) -> Result<Sample, IdealError> {
    let run = Run::new(votes, model, settings);
    let from = place.kept()?.map(|bytes| run.read(&bytes)).transpose()?;
    let mut keep = |checkpoint: &Checkpoint| {
        if place.is_due() {
            place.keep(&run.bytes(checkpoint)?)?;
        }
        Ok(())
    };
    let sample = gibbs::draw(votes, model, settings, from, observe, &mut keep)?;
    place.keep(&run.bytes(&sample.checkpoint)?)?;
    Ok(sample)
}

/// What a run is of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Run {
    /// Of the votes and the model.
    fingerprint: [u8; 32],
    settings: GibbsSettings,
}

#[derive(Serialize)]
struct Written<'a> {
    run: &'a Run,
    checkpoint: &'a Checkpoint,
}

#[derive(Deserialize)]
struct Read {
    run: Run,
    checkpoint: Checkpoint,
}

/// The beginning of the bytes; the number is that of their form.
const HEAD: &[u8] = b"travaux-ideal gibbs 1\n";
/// Then a sum over the rest, so that what is damaged is not gone on with.
const SUM: usize = 32;

impl Run {
    fn new(votes: &Votes, model: &Model, settings: &GibbsSettings) -> Self {
        Self { fingerprint: fingerprint(votes, model), settings: *settings }
    }

    fn bytes(&self, checkpoint: &Checkpoint) -> Result<Vec<u8>, IdealError> {
        let rest = postcard::to_stdvec(&Written { run: self, checkpoint }).map_err(|error| {
            IdealError::Keep(KeepError {
                message: format!("the run cannot be written: {error}"),
                hint: "run it without a checkpoint".to_owned(),
            })
        })?;
        let sum: [u8; SUM] = Sha256::digest(&rest).into();
        Ok([HEAD, &sum, &rest].concat())
    }

    fn read(&self, bytes: &[u8]) -> Result<Checkpoint, IdealError> {
        let anew = "name another file, or remove this one to begin anew";
        let refused = |message: String| IdealError::Keep(KeepError { message, hint: anew.to_owned() });
        let Some(rest) = bytes.strip_prefix(HEAD) else {
            return Err(refused("this is no checkpoint of a run of gibbs".to_owned()));
        };
        let damaged = || refused("the checkpoint is damaged, or not whole".to_owned());
        let (sum, rest) = rest.split_at_checked(SUM).ok_or_else(damaged)?;
        let found: [u8; SUM] = Sha256::digest(rest).into();
        if found != sum {
            return Err(damaged());
        }
        let Read { run, checkpoint } = postcard::from_bytes(rest).map_err(|error| {
            refused(format!("the checkpoint cannot be read: {error}; it may be of another version"))
        })?;
        if run.fingerprint != self.fingerprint {
            return Err(refused(
                "the checkpoint is of other votes, of another model, or of another version of this program"
                    .to_owned(),
            ));
        }
        let GibbsSettings { seed, chains, warmup, thin, sweeps: _ } = run.settings;
        let theirs = GibbsSettings { sweeps: self.settings.sweeps, ..run.settings };
        if theirs != self.settings {
            let mine = self.settings;
            return Err(IdealError::Keep(KeepError {
                message: format!(
                    "the checkpoint is of seed {seed}, {chains} chains, {warmup} sweeps of warm-up and a draw in {thin} sweeps; \
                     asked for are seed {}, {} chains, {} sweeps of warm-up and a draw in {}",
                    mine.seed, mine.chains, mine.warmup, mine.thin
                ),
                hint: "ask for the same again; only the number of sweeps may be another".to_owned(),
            }));
        }
        Ok(checkpoint)
    }
}

/// The same for the same votes and model, and for no others that anybody will meet.
fn fingerprint(votes: &Votes, model: &Model) -> [u8; 32] {
    let mut hash = Sha256::new();
    let mut words = |words: &str| {
        hash.update((words.len() as u64).to_le_bytes());
        hash.update(words.as_bytes());
    };
    words(env!("CARGO_PKG_VERSION"));
    // Every field of a model is in what is printed of it, numbers with all their digits.
    words(&format!("{model:?}"));
    for names in [votes.answers(), votes.voters(), votes.items()] {
        words(&names.len().to_string());
        for name in names {
            words(name);
        }
    }
    for period in votes.periods() {
        words(&period.to_string());
    }
    for item in 0..votes.items().len() as u32 {
        hash.update(votes.item_period(item).to_le_bytes());
        hash.update(votes.text(item).to_le_bytes());
        for answer in 0..votes.answers().len() as u8 {
            let who = votes.who(item, answer);
            hash.update((who.len() as u64).to_le_bytes());
            for stand in who {
                hash.update(stand.to_le_bytes());
            }
        }
    }
    hash.finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::simulate::Simulation;

    /// A place in memory that is due every so many times it is asked.
    #[derive(Default)]
    struct Memory {
        bytes: Option<Vec<u8>>,
        every: u32,
        asked: u32,
        kept: u32,
    }

    impl Keep for Memory {
        fn kept(&mut self) -> Result<Option<Vec<u8>>, KeepError> {
            Ok(self.bytes.clone())
        }

        fn keep(&mut self, bytes: &[u8]) -> Result<(), KeepError> {
            self.kept += 1;
            self.bytes = Some(bytes.to_owned());
            Ok(())
        }

        fn is_due(&mut self) -> bool {
            self.asked += 1;
            self.every > 0 && self.asked.is_multiple_of(self.every)
        }
    }

    fn votes(seed: u64) -> Votes {
        let simulation =
            Simulation { voters: 14, items: 12, periods: 3, walk: 0.05, ..Simulation::default() };
        simulation.draw(seed).expect("it can be drawn").votes
    }

    const SETTINGS: GibbsSettings = GibbsSettings { seed: 5, chains: 2, warmup: 20, sweeps: 60, thin: 2 };

    fn go(memory: &mut Memory, votes: &Votes, settings: &GibbsSettings) -> Result<Sample, IdealError> {
        fit(votes, &Model::dynamic(), settings, memory, &mut |_| Flow::Continue)
    }

    #[test]
    fn stretches_and_interruptions_change_no_bit() {
        let votes = votes(1);
        let whole =
            gibbs::fit(&votes, &Model::dynamic(), &SETTINGS, &mut |_| Flow::Continue).expect("it fits");
        let mut memory = Memory { every: 2, ..Memory::default() };
        assert_eq!(go(&mut memory, &votes, &SETTINGS).as_ref(), Ok(&whole));
        assert_eq!(memory.kept, 4);
        // Stopped in the warm-up, again among the draws, and gone on from the bytes.
        let mut memory = Memory::default();
        for until in [10, 50] {
            let stop = &mut |progress: &Progress| {
                if progress.done >= until { Flow::Stop } else { Flow::Continue }
            };
            let stopped = fit(&votes, &Model::dynamic(), &SETTINGS, &mut memory, stop).expect("it fits");
            assert_eq!(stopped.checkpoint.sweeps(), until);
        }
        assert_eq!(go(&mut memory, &votes, &SETTINGS).as_ref(), Ok(&whole));
        // What is whole is told again, and can be made longer.
        let bytes = memory.bytes.clone();
        assert_eq!(go(&mut memory, &votes, &SETTINGS).as_ref(), Ok(&whole));
        assert_eq!(memory.bytes, bytes);
        let longer = GibbsSettings { sweeps: 100, ..SETTINGS };
        let at_once =
            gibbs::fit(&votes, &Model::dynamic(), &longer, &mut |_| Flow::Continue).expect("it fits");
        assert_eq!(go(&mut memory, &votes, &longer).as_ref(), Ok(&at_once));
    }

    #[track_caller]
    fn refuses(bytes: &[u8], votes: &Votes, settings: &GibbsSettings, what: &str) {
        let mut memory = Memory { bytes: Some(bytes.to_owned()), ..Memory::default() };
        match go(&mut memory, votes, settings) {
            Err(IdealError::Keep(error)) => assert!(error.message.contains(what), "{error:?}"),
            other => panic!("{other:?}"),
        }
        assert_eq!(memory.bytes.as_deref(), Some(bytes), "what is not ours is not written over");
    }

    #[test]
    fn what_is_of_another_run_is_refused() {
        let (mine, other) = (votes(1), votes(2));
        let mut memory = Memory::default();
        go(&mut memory, &mine, &SETTINGS).expect("it fits");
        let bytes = memory.bytes.expect("it was kept");
        refuses(&bytes, &other, &SETTINGS, "of other votes");
        refuses(&bytes, &mine, &GibbsSettings { seed: 6, ..SETTINGS }, "seed 5, 2 chains");
        refuses(&bytes, &mine, &GibbsSettings { chains: 3, ..SETTINGS }, "3 chains");
        refuses(b"voter,item,answer\n", &mine, &SETTINGS, "no checkpoint");
        refuses(b"", &mine, &SETTINGS, "no checkpoint");
        refuses(&bytes[..bytes.len() - 1], &mine, &SETTINGS, "damaged");
        refuses(&bytes[..HEAD.len() + 3], &mine, &SETTINGS, "damaged");
        let mut changed = bytes;
        let last = changed.len() - 1;
        changed[last] ^= 1;
        refuses(&changed, &mine, &SETTINGS, "damaged");
        let model = Model::dynamic().anchor(0, "v3");
        changed[last] ^= 1;
        let mut memory = Memory { bytes: Some(changed), ..Memory::default() };
        let error = fit(&mine, &model, &SETTINGS, &mut memory, &mut |_| Flow::Continue);
        assert!(matches!(error, Err(IdealError::Keep(_))), "{error:?}");
    }
}
