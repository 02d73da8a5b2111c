//! Measures how well citations are found in the official texts, against the hyperlinks that the United Nations put into
//! them, beside the obvious regular expression; and how fast.
//!
//! `--misses` prints what is not right in the texts for development, with the words around; those of held-out texts only
//! `--held-out` shows. `--faults` lists the links that are counted apart. `--write` keeps the run as the one with which the next is compared.

mod corpus;
mod peer;
mod score;

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::PathBuf;
use std::time::Instant;

use anyhow::Result;
use travaux_check::{Form, citations};
use travaux_un::symbol::{Repair, Symbol};

use corpus::{Corpus, Fault, Text};
use score::{Case, Found, Score, score};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// A way to find citations.
type Way<'w> = &'w dyn Fn(&str) -> Vec<Found>;

fn main() -> Result<()> {
    let mut out = io::stdout().lock();
    let options: BTreeSet<String> = std::env::args().skip(1).collect();
    let archives = ["ga", "sc", "hrc"].map(|name| {
        (name, PathBuf::from(format!("{ROOT}/../../shared/data/corpus/akn4un-{name}-en.tar.gz")))
    });
    if let Some((_, path)) = archives.iter().find(|(_, path)| !path.is_file()) {
        writeln!(out, "Nothing is measured: there is no archive of official texts at {}.", path.display())?;
        return Ok(());
    }
    let peer = peer::Peer::new()?;
    let mut cases = Vec::new();
    writeln!(
        out,
        "| corpus | texts | way | recall | precision | organ of bare numbers | letters kept | MB/s |"
    )?;
    writeln!(out, "|---|---|---|---|---|---|---|---|")?;
    let mut notes = Vec::new();
    for (name, path) in &archives {
        let corpus = corpus::read(path)?;
        let whole = corpus.texts.iter().map(|text| text.words.as_str()).collect::<Vec<_>>().join("\n\n");
        let linked: BTreeSet<Symbol> = corpus
            .texts
            .iter()
            .flat_map(|text| &text.links)
            .filter(|link| link.fault.is_none())
            .map(|link| link.symbol.whole())
            .collect();
        let ways: [(&str, Way<'_>); 2] = [("travaux", &ours), ("regex", &|text| peer.find(text))];
        for (way, find) in ways {
            let speed = speed(&whole, find);
            let mut sets = [Score::default(), Score::default()];
            for text in &corpus.texts {
                if way == "travaux" && options.contains("--faults") {
                    list_faults(&mut out, text)?;
                }
                let mut here = Vec::new();
                sets[usize::from(text.held_out)].add(&score(text, &find(&text.words), &linked, &mut here));
                if way == "travaux" {
                    cases.append(&mut here);
                }
            }
            let mut all = sets[0].clone();
            all.add(&sets[1]);
            for (set, score) in [("development", &sets[0]), ("held out", &sets[1]), ("all", &all)] {
                row(&mut out, name, set, way, score, speed)?;
            }
            notes.push(apart(name, way, &corpus, &all));
        }
        if *name == "ga" {
            let times = 100_000_000 / whole.len() + 1;
            let long = vec![whole.as_str(); times].join("\n\n");
            let begun = Instant::now();
            let found = citations(&long).len();
            let time = begun.elapsed().as_secs_f64();
            notes.push(format!(
                "{} MB, the texts of {name} {times} times: {found} citations in {time:.2} s.",
                long.len() / 1_000_000
            ));
        }
    }
    writeln!(out)?;
    for note in notes {
        writeln!(out, "{note}")?;
    }
    compare(&mut out, &cases, &options)
}

/// The links that are counted apart, with the rule that says so.
fn list_faults(out: &mut impl Write, text: &Text) -> Result<()> {
    for link in &text.links {
        let rule = link.fault.and_then(|fault| Fault::ALL.iter().find(|(one, _)| *one == fault));
        if let Some((_, rule)) = rule {
            let written = &text.words[link.run.clone()];
            writeln!(out, "fault\t{}\t{}\t{}\t{written}\t{rule}", text.file, link.span.start, link.symbol)?;
        }
    }
    Ok(())
}

fn ours(text: &str) -> Vec<Found> {
    let by_symbol = |form| form == Form::Symbol;
    let found = citations(text);
    let mut tail_of_symbol = false;
    found
        .into_iter()
        .map(|one| {
            tail_of_symbol = by_symbol(one.form) || (one.form == Form::Tail && tail_of_symbol);
            let joint = one.repairs.iter().find(|note| note.repair == Repair::Joint);
            let other = joint.and_then(|note| {
                let second = note.was.strip_prefix(&note.now)?.trim_start_matches(['-', ' ']);
                Symbol::repair(second).ok().map(|read| read.symbol)
            });
            Found { symbol: one.symbol, other, span: one.span, by_symbol: tail_of_symbol }
        })
        .collect()
}

fn speed(text: &str, find: Way<'_>) -> f64 {
    let best = (0..3)
        .map(|_| {
            let begun = Instant::now();
            let found = find(text);
            let time = begun.elapsed().as_secs_f64();
            if found.is_empty() { f64::INFINITY } else { time }
        })
        .fold(f64::INFINITY, f64::min);
    text.len() as f64 / 1e6 / best
}

fn row(out: &mut impl Write, corpus: &str, set: &str, way: &str, score: &Score, speed: f64) -> Result<()> {
    writeln!(
        out,
        "| {corpus} | {set} | {way} | {:.4} of {} | {:.4} ({:.4}) | {:.4} of {} | {:.4} of {} | {speed:.0} |",
        score.recall(),
        score.links,
        score.precision(),
        score.strict(),
        score.organ(),
        score.bare,
        score.series(),
        score.letters,
    )?;
    Ok(())
}

/// What is counted apart, and by which rule.
fn apart(name: &str, way: &str, corpus: &Corpus, score: &Score) -> String {
    let faults: Vec<String> = Fault::ALL
        .iter()
        .map(|(fault, rule)| format!("{} ({rule})", score.faults.get(fault).unwrap_or(&0)))
        .collect();
    format!(
        "{name}, {way}: {} files that are no XML; links elsewhere {}, with an address that is no symbol {}; links with a fault: {}. \
         Citations without a link: {} symbols written out, {} decisions by number, {} numbers that a rule shows to be right, \
         {} others; {} in files without any link; {} at links with a fault; {} at links to another document.",
        corpus.malformed,
        corpus.elsewhere,
        corpus.unread,
        faults.join(", "),
        score.symbols_apart,
        score.decisions_apart,
        score.again,
        score.unlinked,
        score.in_files_apart,
        score.at_faults,
        score.wrong,
    )
}

/// The ids of what is not right, one a line; and what is new and gone since the run that is kept.
fn compare(out: &mut impl Write, cases: &[Case], options: &BTreeSet<String>) -> Result<()> {
    let path = format!("{ROOT}/results/citations.tsv");
    let line = |case: &Case| format!("{}\t{}\t{}\t{}", case.file, case.at, case.symbol, case.verdict.name());
    let now: BTreeSet<String> = cases.iter().map(line).collect();
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    let before: BTreeSet<String> =
        kept.lines().filter(|line| !line.starts_with('#')).map(str::to_owned).collect();
    writeln!(out, "\nNot right: {}; in the run that is kept: {}.", now.len(), before.len())?;
    for gone in before.difference(&now) {
        writeln!(out, "gain\t{gone}")?;
    }
    for new in now.difference(&before) {
        writeln!(out, "loss\t{new}")?;
    }
    for case in cases {
        let shown = if case.held_out { options.contains("--held-out") } else { options.contains("--misses") };
        if shown {
            writeln!(out, "{}\t{}\t{}\t{}", case.verdict.name(), case.file, case.symbol, case.shown)?;
        }
    }
    if options.contains("--write") {
        let head = "# Links that were missed and citations that are not right: file, byte of the text, symbol, verdict.\n";
        let body = now.into_iter().collect::<Vec<_>>().join("\n");
        std::fs::write(&path, format!("{head}{body}\n"))?;
    }
    Ok(())
}
