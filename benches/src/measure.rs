//! Runs processes and takes their time and memory.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use wait4::Wait4;

/// A process to measure.
#[derive(Debug)]
pub struct Case {
    /// What it is called in the table.
    pub name: String,
    /// What the project wants to stay under, for the reader to compare; or nothing.
    pub goal: &'static str,
    /// What it does, where cases that stand side by side do different things; or nothing.
    pub about: &'static str,
    /// A folder that it makes, which each run must find missing.
    pub writes: Option<PathBuf>,
    /// The codes with which it may end: 0, and 1 for a check that finds something wrong.
    pub codes: &'static [i32],
    /// The process.
    pub command: Command,
}

impl Case {
    fn ended_well(&self, status: ExitStatus) -> bool {
        status.code().is_some_and(|code| self.codes.contains(&code))
    }
}

/// One process from its start to its end.
#[derive(Debug, Clone, Copy)]
pub struct Run {
    /// From its start to its end.
    pub wall: Duration,
    /// User and system time of all its threads.
    pub cpu: Duration,
    /// The most memory that was resident at once, in bytes.
    pub peak: u64,
}

/// What came of a case; there is at least one run.
#[derive(Debug)]
pub struct Measured {
    /// What was run.
    pub case: Case,
    /// Each run.
    pub runs: Vec<Run>,
}

impl Measured {
    /// The median of a figure.
    pub fn median_of<T: Ord>(&self, value: impl Fn(&Run) -> T) -> T {
        let mut values: Vec<T> = self.runs.iter().map(value).collect();
        values.sort();
        values.swap_remove(values.len() / 2)
    }

    /// The shortest wall time.
    pub fn shortest(&self) -> Duration {
        self.runs.iter().map(|run| run.wall).min().unwrap_or_default()
    }

    /// The longest wall time.
    pub fn longest(&self) -> Duration {
        self.runs.iter().map(|run| run.wall).max().unwrap_or_default()
    }

    /// The most memory of all runs.
    pub fn peak(&self) -> u64 {
        self.runs.iter().map(|run| run.peak).max().unwrap_or_default()
    }
}

/// Runs each case once to fill the caches of the system, then all of them in turn: what else the machine does
/// meanwhile falls on all alike.
pub fn measure(cases: Vec<Case>, runs: u32) -> Result<Vec<Measured>> {
    let mut all: Vec<Measured> = cases.into_iter().map(|case| Measured { case, runs: Vec::new() }).collect();
    for measured in &mut all {
        warm_up(&mut measured.case)?;
    }
    for _ in 0..runs {
        for measured in &mut all {
            let run = once(&mut measured.case).with_context(|| failed(&measured.case))?;
            clear(&measured.case)?;
            measured.runs.push(run);
        }
    }
    Ok(all)
}

fn failed(case: &Case) -> String {
    format!("cannot measure {}", case.name)
}

fn clear(case: &Case) -> Result<()> {
    match &case.writes {
        Some(path) if path.exists() => {
            let removed = if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
            removed.with_context(|| format!("cannot remove {}", path.display()))
        }
        _ => Ok(()),
    }
}

/// A process that fails is no measurement: what it said is the error.
pub fn warm_up(case: &mut Case) -> Result<()> {
    let output = case.command.output().with_context(|| failed(case))?;
    clear(case)?;
    if !case.ended_well(output.status) {
        let said = String::from_utf8_lossy(&output.stderr);
        bail!("{}: it ended with {}\n{}", failed(case), output.status, said.trim_end());
    }
    Ok(())
}

/// Linux counts the memory of the process that starts another into the peak of that other, so this one stays
/// small: it keeps nothing of what the others print.
fn once(case: &mut Case) -> Result<Run> {
    case.command.stdout(Stdio::null()).stderr(Stdio::null());
    let start = Instant::now();
    let used = case.command.spawn()?.wait4()?;
    let wall = start.elapsed();
    if !case.ended_well(used.status) {
        bail!("it ended with {}, though it had not in the run before", used.status);
    }
    Ok(Run { wall, cpu: used.rusage.utime + used.rusage.stime, peak: used.rusage.maxrss })
}
