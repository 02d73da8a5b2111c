//! Prints the figures.

use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result};

use crate::measure::Measured;

/// Where and of what the figures are.
pub fn machine(out: &mut impl Write, binary: &Path, runs: u32) -> Result<()> {
    let built = binary.metadata()?;
    let age = built.modified()?.elapsed().unwrap_or_default().as_secs() / 60;
    let size = megabytes(built.len());
    let cores = thread::available_parallelism()?;
    writeln!(out, "{}, {size:.1} MB, built {age} minutes ago", binary.display())?;
    write!(out, "{} {}, cores: {cores}", std::env::consts::OS, std::env::consts::ARCH)?;
    // Only Linux says it in a file; elsewhere the reader knows it from elsewhere.
    if let Ok(load) = fs::read_to_string("/proc/loadavg") {
        let load: Vec<&str> = load.split_ascii_whitespace().take(3).collect();
        write!(out, ", load average {}", load.join(" "))?;
    }
    writeln!(out)?;
    writeln!(
        out,
        "runs: {runs} after one to warm up; wall time of the whole process; 1 MB = 1,000,000 bytes"
    )?;
    Ok(())
}

/// A row a case.
pub fn table(out: &mut impl Write, all: &[Measured]) -> io::Result<()> {
    let width = all.iter().map(|measured| measured.case.name.chars().count()).max().unwrap_or_default();
    writeln!(
        out,
        "{:width$}  {:>9}  {:>9}  {:>9}  {:>9}  {:>9}  goal: under",
        "", "median ms", "min ms", "max ms", "CPU ms", "peak MB"
    )?;
    for measured in all {
        let row = format!(
            "{:width$}  {:>9.1}  {:>9.1}  {:>9.1}  {:>9.1}  {:>9.1}  {}",
            measured.case.name,
            milliseconds(measured.median_of(|run| run.wall)),
            milliseconds(measured.shortest()),
            milliseconds(measured.longest()),
            milliseconds(measured.median_of(|run| run.cpu)),
            megabytes(measured.peak()),
            measured.case.goal,
        );
        writeln!(out, "{}", row.trim_end())?;
    }
    Ok(())
}

/// What each case does, and how ours compare with the others.
pub fn comparison(out: &mut impl Write, ours: &[Measured], others: &[Measured]) -> io::Result<()> {
    writeln!(out)?;
    for Measured { case, .. } in ours.iter().chain(others) {
        writeln!(out, "{}: {}", case.name, case.about)?;
    }
    let wall = |measured: &Measured| measured.median_of(|run| run.wall).as_secs_f64();
    for (our, other) in ours.iter().flat_map(|our| others.iter().map(move |other| (our, other))) {
        writeln!(
            out,
            "{} / {}: {:.2} of the median time, {:.2} of the peak memory",
            our.case.name,
            other.case.name,
            wall(our) / wall(other),
            megabytes(our.peak()) / megabytes(other.peak()),
        )?;
    }
    Ok(())
}

/// A row a run.
pub fn csv(path: &Path, all: &[Measured]) -> Result<()> {
    let cannot = || format!("cannot write {}", path.display());
    let mut writer = csv::Writer::from_path(path).with_context(cannot)?;
    writer.write_record(["case", "run", "wall_ms", "cpu_ms", "peak_mb"]).with_context(cannot)?;
    for Measured { case, runs } in all {
        for (index, run) in runs.iter().enumerate() {
            let row = [
                case.name.clone(),
                (index + 1).to_string(),
                format!("{:.2}", milliseconds(run.wall)),
                format!("{:.2}", milliseconds(run.cpu)),
                format!("{:.1}", megabytes(run.peak)),
            ];
            writer.write_record(row).with_context(cannot)?;
        }
    }
    writer.flush().with_context(cannot)
}

fn milliseconds(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1e3
}

/// Bytes in megabytes.
pub fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}
