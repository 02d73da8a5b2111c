//! Work on many passages, shared among the processors.

use std::ops::Range;

/// The numbers below `n` in runs, each on a processor; what comes of each run, in order.
pub(crate) fn on_all<T: Send>(n: usize, each: impl Fn(Range<usize>) -> T + Sync) -> Vec<T> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let share = n.div_ceil(threads).max(1);
    std::thread::scope(|scope| {
        let each = &each;
        let running: Vec<_> = (0..threads)
            .map(|t| (t * share).min(n)..((t + 1) * share).min(n))
            .map(|range| scope.spawn(move || each(range)))
            .collect();
        // A thread that panicked has found nothing; it has nothing that can.
        running.into_iter().filter_map(|part| part.join().ok()).collect()
    })
}
