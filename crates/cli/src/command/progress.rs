//! How far long work is, on standard error where that is a terminal; Ctrl-C stops it and keeps what is done.

use std::sync::atomic::{AtomicBool, Ordering};

use indicatif::ProgressBar;
use travaux_ideal::{Flow, Progress};

use crate::settings::Settings;

/// A bar that counts iterations, sweeps or draws.
#[derive(Debug)]
pub(super) struct Bar {
    bar: ProgressBar,
}

impl Bar {
    pub(super) fn new(settings: &Settings, what: &'static str) -> Self {
        let bar = settings
            .console()
            .progress_bar("{msg} [{bar:30}] {pos} of at most {len}, {elapsed}; Ctrl-C keeps what is done");
        bar.set_message(what);
        heed_interrupts();
        Self { bar }
    }

    /// An iteration or a sweep of an engine.
    pub(super) fn observe(&self, progress: &Progress) -> Flow {
        self.count(progress.done as usize, progress.of as usize)
    }

    /// So many are done of so many; from several threads they may come out of order.
    pub(super) fn count(&self, done: usize, of: usize) -> Flow {
        self.bar.set_length(of as u64);
        self.bar.set_position(self.bar.position().max(done as u64));
        if STOPPED.load(Ordering::Relaxed) { Flow::Stop } else { Flow::Continue }
    }

    pub(super) fn finish(&self) {
        self.bar.finish_and_clear();
    }
}

/// The first Ctrl-C raises it.
static STOPPED: AtomicBool = AtomicBool::new(false);

/// From now on the first Ctrl-C stops what is counted; the second ends the program as usual.
#[expect(clippy::exit, reason = "a second Ctrl-C ends the program at once, as one does elsewhere")]
fn heed_interrupts() {
    // Where no handler can be set, Ctrl-C ends the program at once, as it does elsewhere; where this one is set already,
    // that is enough.
    let _ = ctrlc::set_handler(|| {
        if STOPPED.swap(true, Ordering::Relaxed) {
            std::process::exit(130);
        }
    });
}
