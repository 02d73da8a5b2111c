//! Measures `travaux check` as a whole process: on documents that are named, and on a text of 100 MB made of sentences of our own.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use std::{env, process};

use anyhow::{Context, Result, bail};
use clap::Parser;
use wait4::Wait4;

/// Measure `travaux check` as a whole process, and print wall time, processor time and peak memory
#[derive(Debug, Parser)]
#[command(name = "checking")]
struct Args {
    /// Documents to check; without them, the plain texts in ../shared/seeds
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,

    /// How often each is checked, after one run that is not counted; the text of 100 MB three times at most
    #[arg(long, value_name = "N", default_value_t = 11, value_parser = clap::value_parser!(u32).range(1..))]
    runs: u32,

    /// Write every single run to this file too
    #[arg(long, value_name = "FILE")]
    csv: Option<PathBuf>,
}

const SEEDS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/seeds");

/// The environment variable that names the binary to measure.
const BINARY_VARIABLE: &str = "TRAVAUX_BIN";

/// How large the long text is, in bytes.
const LONG: usize = 100_000_000;

/// A paragraph of the long text, with a claim, and one without.
const PARAGRAPHS: [&str; 3] = [
    "Resolution 75/240 was adopted by 92 votes to 50, with 21 abstentions. It had 27 sponsors, and France voted against it.\n\n",
    "The delegations met in the morning and went on in the afternoon, for nobody was content with the words on the table.\n\n",
    "The chair read the list of speakers, 14 in all, and asked whether anyone wished to add to it before the lunch of the group.\n\n",
];

#[derive(Debug, Clone, Copy)]
struct Run {
    wall: Duration,
    cpu: Duration,
    peak: u64,
}

fn main() -> Result<()> {
    let args = Args::parse();
    let binary = binary()?;
    let files = if args.files.is_empty() { seeds()? } else { args.files.clone() };
    let mut out = io::stdout().lock();
    let mut rows = vec!["case,run,wall_ms,cpu_ms,peak_mb".to_owned()];
    writeln!(
        out,
        "{:44}  {:>9}  {:>9}  {:>9}  {:>9}  {:>9}",
        "", "median ms", "min ms", "max ms", "CPU ms", "peak MB"
    )?;
    for (n, file) in files.iter().enumerate() {
        let name = format!("travaux check document {} ({} KB)", n + 1, file.metadata()?.len() / 1000);
        told(&mut out, &mut rows, &name, &measured(&binary, file, args.runs)?)?;
    }
    for (name, paragraphs) in [("with claims", &PARAGRAPHS[..]), ("without", &PARAGRAPHS[1..])] {
        let long = env::temp_dir().join(format!("travaux-benches-{}-long.txt", process::id()));
        write_long(&long, paragraphs)?;
        let runs = measured(&binary, &long, args.runs.min(3));
        fs::remove_file(&long).with_context(|| format!("cannot remove {}", long.display()))?;
        let runs = runs?;
        told(&mut out, &mut rows, &format!("travaux check text of 100 MB {name}"), &runs)?;
        let rate = LONG as f64 / 1e6 / median(&runs, |run| run.cpu).as_secs_f64();
        writeln!(out, "    {rate:.1} MB a second of processor time")?;
    }
    if let Some(path) = &args.csv {
        fs::write(path, rows.join("\n") + "\n")
            .with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(())
}

fn binary() -> Result<PathBuf> {
    if let Some(named) = env::var_os(BINARY_VARIABLE).filter(|named| !named.is_empty()) {
        return Ok(named.into());
    }
    let beside = env::current_exe()?.with_file_name(format!("travaux{}", env::consts::EXE_SUFFIX));
    if !beside.is_file() {
        bail!(
            "there is no binary {}; build it with `cargo build --release`, or name another with {BINARY_VARIABLE}",
            beside.display()
        );
    }
    Ok(beside)
}

fn seeds() -> Result<Vec<PathBuf>> {
    if !Path::new(SEEDS).is_dir() {
        return Ok(Vec::new());
    }
    let mut files = Vec::new();
    for entry in fs::read_dir(SEEDS).with_context(|| format!("cannot read {SEEDS}"))? {
        files.push(entry?.path());
    }
    files.retain(|path| path.extension().is_some_and(|ending| ending == "txt"));
    files.sort();
    Ok(files)
}

/// Paragraphs in turn, up to the size.
fn write_long(path: &Path, paragraphs: &[&str]) -> Result<()> {
    let cannot = || format!("cannot write {}", path.display());
    let mut file = BufWriter::new(fs::File::create(path).with_context(cannot)?);
    let mut written = 0;
    for paragraph in paragraphs.iter().cycle() {
        if written >= LONG {
            break;
        }
        file.write_all(paragraph.as_bytes()).with_context(cannot)?;
        written += paragraph.len();
    }
    file.flush().with_context(cannot)
}

fn measured(binary: &Path, file: &Path, runs: u32) -> Result<Vec<Run>> {
    once(binary, file)?;
    (0..runs).map(|_| once(binary, file)).collect()
}

/// One process. It ends with 0 or, where something in the document is wrong, with 1.
fn once(binary: &Path, file: &Path) -> Result<Run> {
    let mut command = Command::new(binary);
    command.arg("check").arg(file).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.env("TRAVAUX_RECORD", env::temp_dir().join(format!("travaux-benches-{}", process::id())));
    let start = Instant::now();
    let used = command.spawn()?.wait4()?;
    let wall = start.elapsed();
    if !matches!(used.status.code(), Some(0 | 1)) {
        bail!("the check of {} ended with {}", file.display(), used.status);
    }
    Ok(Run { wall, cpu: used.rusage.utime + used.rusage.stime, peak: used.rusage.maxrss })
}

fn median<T: Ord>(runs: &[Run], value: impl Fn(&Run) -> T) -> T {
    let mut values: Vec<T> = runs.iter().map(value).collect();
    values.sort();
    values.swap_remove(values.len() / 2)
}

fn told(out: &mut impl Write, rows: &mut Vec<String>, name: &str, runs: &[Run]) -> Result<()> {
    let ms = |duration: Duration| duration.as_secs_f64() * 1e3;
    let mb = |bytes: u64| bytes as f64 / 1e6;
    let walls = || runs.iter().map(|run| run.wall);
    writeln!(
        out,
        "{name:44}  {:>9.1}  {:>9.1}  {:>9.1}  {:>9.1}  {:>9.1}",
        ms(median(runs, |run| run.wall)),
        ms(walls().min().unwrap_or_default()),
        ms(walls().max().unwrap_or_default()),
        ms(median(runs, |run| run.cpu)),
        mb(runs.iter().map(|run| run.peak).max().unwrap_or_default()),
    )?;
    for (n, run) in runs.iter().enumerate() {
        rows.push(format!("{name},{},{:.2},{:.2},{:.1}", n + 1, ms(run.wall), ms(run.cpu), mb(run.peak)));
    }
    Ok(())
}
