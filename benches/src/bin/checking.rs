//! Measures `travaux check` as a whole process: on documents that are named, and on a text of 100 MB made of sentences of our own.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{env, process};

use anyhow::{Context, Result};
use clap::Parser;
use travaux_benches::measure::{self, Case};
use travaux_benches::{binary, report};

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

/// How large the long text is, in bytes.
const LONG: usize = 100_000_000;

/// A paragraph of the long text, with a claim, and one without.
const PARAGRAPHS: [&str; 3] = [
    "Resolution 75/240 was adopted by 92 votes to 50, with 21 abstentions. It had 27 sponsors, and France voted against it.\n\n",
    "The delegations met in the morning and went on in the afternoon, for nobody was content with the words on the table.\n\n",
    "The chair read the list of speakers, 14 in all, and asked whether anyone wished to add to it before the lunch of the group.\n\n",
];

fn main() -> Result<()> {
    let args = Args::parse();
    let binary = binary()?;
    let files = if args.files.is_empty() { seeds()? } else { args.files.clone() };
    let mut out = io::stdout().lock();
    report::machine(&mut out, &binary, args.runs)?;

    let mut cases = Vec::new();
    for (n, file) in files.iter().enumerate() {
        let name = format!("travaux check document {} ({} KB)", n + 1, file.metadata()?.len() / 1000);
        cases.push(check(&binary, file, name, "500 ms"));
    }
    let mut all = measure::measure(cases, args.runs)?;
    writeln!(out, "\nDocuments\n")?;
    report::table(&mut out, &all)?;

    let mut long = Vec::new();
    for (name, paragraphs) in [("with claims", &PARAGRAPHS[..]), ("without", &PARAGRAPHS[1..])] {
        let file = env::temp_dir().join(format!("travaux-benches-{}-long.txt", process::id()));
        write_long(&file, paragraphs)?;
        let case = check(&binary, &file, format!("travaux check text of 100 MB {name}"), "");
        let measured = measure::measure(vec![case], args.runs.min(3));
        fs::remove_file(&file).with_context(|| format!("cannot remove {}", file.display()))?;
        long.extend(measured?);
    }
    writeln!(out, "\nLong texts\n")?;
    report::table(&mut out, &long)?;
    writeln!(out)?;
    for measured in &long {
        let rate = LONG as f64 / 1e6 / measured.median_of(|run| run.cpu).as_secs_f64();
        writeln!(out, "{}: {rate:.1} MB a second of processor time", measured.case.name)?;
    }
    all.extend(long);
    if let Some(path) = &args.csv {
        report::csv(path, &all)?;
    }
    Ok(())
}

/// A check of a document, without a record of the user's own. It ends with 1 where something in the document is wrong.
fn check(binary: &Path, file: &Path, name: String, goal: &'static str) -> Case {
    let mut command = Command::new(binary);
    command.arg("check").arg(file).stdin(Stdio::null());
    command.env("TRAVAUX_RECORD", env::temp_dir().join(format!("travaux-benches-{}", process::id())));
    Case { name, goal, about: "", writes: None, codes: &[0, 1], command }
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
