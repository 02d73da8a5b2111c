//! Measures whole processes of the release binary, as a user waits for them, and prints the figures.
//!
//! It judges nothing: no figure makes it fail. `benches/README.md` has the figures of named machines.

mod cases;

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::{Parser, ValueHint};

use travaux_benches::measure::{self, Case, Measured};
use travaux_benches::{binary, report};

/// Measure whole processes of travaux and print wall time and peak memory
#[derive(Debug, Parser)]
#[command(name = "travaux-benches")]
struct Args {
    /// Voting data of the UN Digital Library, to measure the import of
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath, default_value = UNDL_VOTES)]
    votes: PathBuf,

    /// Folder of archives of texts (AKN4UN), to measure questions about texts with
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath, default_value = CORPUS)]
    corpus: PathBuf,

    /// How often each command is run, after one run that is not counted
    #[arg(long, value_name = "N", default_value_t = 11, value_parser = clap::value_parser!(u32).range(1..))]
    runs: u32,

    /// Write every single run to this file too
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    csv: Option<PathBuf>,
}

const UNDL_VOTES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/data/unga/undl_votes.csv.gz");

const CORPUS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/data/corpus");

fn main() -> Result<()> {
    let args = Args::parse();
    let binary = binary()?;
    let mut out = io::stdout().lock();
    report::machine(&mut out, &binary, args.runs)?;

    let mut all = measure::measure(cases::questions(&binary), args.runs)?;
    writeln!(out, "\nQuestions of the bundled record\n")?;
    report::table(&mut out, &all)?;

    let drawn = measure_figures(&mut out, &binary, args.runs)?;
    all.extend(drawn);

    let reports = measure::measure(cases::reports(&binary), args.runs)?;
    writeln!(out, "\nReports\n")?;
    report::table(&mut out, &reports)?;
    all.extend(reports);

    if args.corpus.is_dir() {
        all.extend(measure_texts(&mut out, &binary, &args)?);
    } else {
        writeln!(out, "\nTexts are not measured: there is no folder {}.", args.corpus.display())?;
    }

    if args.votes.is_file() {
        let import = measure_import(&mut out, &binary, &args)?;
        all.extend(import);
    } else {
        writeln!(out, "\nThe import is not measured: there is no file {}.", args.votes.display())?;
        writeln!(out, "Name the UN Digital Library's voting data (CSV, gzipped or not) as the argument.")?;
    }
    if let Some(path) = &args.csv {
        report::csv(path, &all)?;
    }
    Ok(())
}

fn measure_texts(out: &mut impl Write, binary: &Path, args: &Args) -> Result<Vec<Measured>> {
    // The import takes seconds, and three runs tell as much as eleven.
    let record = cases::thrown_away("texts");
    let import = || cases::import_of_texts(binary, &args.corpus, record.clone());
    let mut all = measure::measure(vec![import()], args.runs.min(3))?;
    // Once more, and what it writes stays.
    measure::warm_up(&mut Case { writes: None, ..import() })?;
    let questions = measure::measure(cases::questions_of_texts(binary, &record), args.runs);
    fs::remove_dir_all(&record)?;
    all.extend(questions?);
    writeln!(out, "\nTexts: archives in {}\n", args.corpus.display())?;
    report::table(out, &all)?;
    Ok(all)
}

fn measure_figures(out: &mut impl Write, binary: &Path, runs: u32) -> Result<Vec<Measured>> {
    let mut cases = cases::figures(binary);
    let of_ours = cases.len();
    let peer = cases::figure_peer();
    let missing = peer.as_ref().err().cloned();
    cases.extend(peer);
    let measured = measure::measure(cases, runs)?;
    let (ours, others) = measured.split_at(of_ours);
    writeln!(out, "\nFigures\n")?;
    report::table(out, &measured)?;
    report::comparison(out, &ours[..1], others)?;
    if let Some(missing) = missing {
        writeln!(out, "{missing}")?;
    }
    Ok(measured)
}

fn measure_import(out: &mut impl Write, binary: &Path, args: &Args) -> Result<Vec<Measured>> {
    let (peers, missing) = cases::peers(&args.votes);
    let mut cases = cases::imports(binary, &args.votes);
    let of_ours = cases.len();
    cases.extend(peers);
    let measured = measure::measure(cases, args.runs)?;
    let (ours, others) = measured.split_at(of_ours);

    let bytes = args.votes.metadata()?.len();
    writeln!(out, "\nImport of {} ({:.1} MB)\n", args.votes.display(), report::megabytes(bytes))?;
    report::table(out, &measured)?;
    report::comparison(out, ours, others)?;
    for peer in missing {
        writeln!(out, "{peer}")?;
    }
    Ok(measured)
}
