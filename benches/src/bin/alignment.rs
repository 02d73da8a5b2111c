//! Measures how well clauses are aligned, on the labelled texts, beside three other ways: a line diff, the words that
//! `git diff` keeps, and a greedy matcher of like clauses. Times of reuse and search over the whole corpus follow.
//!
//! With `--wrong` it says which pairs of the texts for development are wrong; those of held-out texts nobody should see.
//! It judges nothing, and says so where the official texts are not at hand.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result};
use travaux_import::texts::{TextFile, read_texts};
use travaux_record::Diagnostics;
use travaux_text::align::align;
use travaux_text::difference::same_words;
use travaux_text::reuse::{self, find_like};
use travaux_text::search::{Room, Search};
use travaux_text::words::Lexicon;
use travaux_text::{Clause, Document, Kind};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// Two ids.
type Pair = (String, String);
/// Pairs, and whether the clause moved, where that can be told.
type Pairs = BTreeMap<Pair, Option<bool>>;
/// A way to pair the clauses of two texts.
type Way = fn(&Document, &Document) -> Result<Pairs>;

const WAYS: [(&str, Way); 4] =
    [("travaux", ours), ("line diff", line_diff), ("git diff, words", git_words), ("greedy matcher", greedy)];

/// The pairs of two texts that a reader found.
struct Labelled {
    set: String,
    what: String,
    before: String,
    after: String,
    pairs: Pairs,
    /// Pairs that count nowhere, whether found or not.
    either: BTreeSet<Pair>,
}

fn main() -> Result<()> {
    let mut out = io::stdout().lock();
    let corpus = ["ga", "hrc", "sc"]
        .map(|c| PathBuf::from(format!("{ROOT}/../../shared/data/corpus/akn4un-{c}-en.tar.gz")));
    if !corpus.iter().all(|p| p.is_file()) {
        writeln!(
            out,
            "Nothing is measured: the archives of official texts are not at {}.",
            corpus[0].display()
        )?;
        return Ok(());
    }
    let begun = Instant::now();
    let files = read_texts(&corpus, &mut Diagnostics::default());
    writeln!(out, "{} texts read in {:.2} s\n", files.len(), begun.elapsed().as_secs_f32())?;
    quality(&mut out, &files, std::env::args().any(|a| a == "--wrong"))?;
    times(&mut out, &files)
}

fn labels() -> Result<Vec<Labelled>> {
    let path = format!("{ROOT}/../crates/text/tests/labels/alignment.tsv");
    let table = std::fs::read_to_string(&path).with_context(|| path)?;
    let mut all: Vec<Labelled> = Vec::new();
    for line in table.lines().filter(|l| !l.starts_with('#')) {
        let cells: Vec<&str> = line.split('\t').collect();
        let &[set, what, before, after, a, b, flag] = cells.as_slice() else { continue };
        if all.last().is_none_or(|l| l.before != before || l.after != after) {
            let [set, what, before, after] = [set, what, before, after].map(str::to_owned);
            all.push(Labelled { set, what, before, after, pairs: Pairs::new(), either: BTreeSet::new() });
        }
        let Some(last) = all.last_mut() else { continue };
        let pair = (a.to_owned(), b.to_owned());
        if flag == "~" {
            last.either.insert(pair);
        } else {
            last.pairs.insert(pair, (flag != "?").then_some(flag == "m"));
        }
    }
    Ok(all)
}

/// The clauses that are labelled: not headings, not annexes.
fn said(document: &Document) -> Vec<&Clause> {
    document.clauses.iter().filter(|c| matches!(c.kind, Kind::Preambular | Kind::Operative)).collect()
}

fn pair(a: &Clause, b: &Clause) -> Pair {
    (a.id.clone(), b.id.clone())
}

#[expect(clippy::unnecessary_wraps, reason = "one type for all ways")]
fn ours(before: &Document, after: &Document) -> Result<Pairs> {
    let alignment = align(before, after);
    let says = |c: &Clause| matches!(c.kind, Kind::Preambular | Kind::Operative);
    let moved: BTreeMap<(u32, u32), bool> = alignment
        .links
        .iter()
        .flat_map(|l| l.before.iter().flat_map(move |&a| l.after.iter().map(move |&b| ((a, b), l.moved))))
        .collect();
    let mut pairs = Pairs::new();
    for (a, b) in alignment.pairs() {
        let (x, y) = (&before.clauses[a as usize], &after.clauses[b as usize]);
        if says(x) && says(y) {
            pairs.insert(pair(x, y), moved.get(&(a, b)).copied());
        }
    }
    Ok(pairs)
}

/// The longest sequence of equal lines, as `diff` finds it.
#[expect(clippy::unnecessary_wraps, reason = "one type for all ways")]
fn line_diff(before: &Document, after: &Document) -> Result<Pairs> {
    let (olds, news) = (said(before), said(after));
    let mut best = vec![vec![0_u32; news.len() + 1]; olds.len() + 1];
    for i in (0..olds.len()).rev() {
        for j in (0..news.len()).rev() {
            let equal = if olds[i].text == news[j].text { best[i + 1][j + 1] + 1 } else { 0 };
            best[i][j] = equal.max(best[i + 1][j]).max(best[i][j + 1]);
        }
    }
    let (mut i, mut j, mut pairs) = (0, 0, Pairs::new());
    while i < olds.len() && j < news.len() {
        if olds[i].text == news[j].text && best[i][j] == best[i + 1][j + 1] + 1 {
            pairs.insert(pair(olds[i], news[j]), Some(false));
            (i, j) = (i + 1, j + 1);
        } else if best[i][j] == best[i + 1][j] {
            i += 1;
        } else {
            j += 1;
        }
    }
    Ok(pairs)
}

/// The words that git keeps, one a line, which is how `git diff --word-diff` compares them: clauses are paired that
/// share half of the words of the shorter one.
fn git_words(before: &Document, after: &Document) -> Result<Pairs> {
    let folder = std::env::temp_dir().join(format!("travaux-alignment-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let mut owners = Vec::new();
    for (name, document) in [("before", before), ("after", after)] {
        let (mut lines, mut owner) = (String::new(), Vec::new());
        for (n, clause) in said(document).iter().enumerate() {
            for word in clause.text.split(' ') {
                lines.push_str(word);
                lines.push('\n');
                owner.push(n);
            }
        }
        std::fs::write(folder.join(name), lines)?;
        owners.push(owner);
    }
    let shown = Command::new("git")
        .args(["diff", "--no-index", "-U1000000"])
        .args([folder.join("before"), folder.join("after")])
        .output()?;
    std::fs::remove_dir_all(&folder)?;
    let mut shared: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    let (mut i, mut j) = (0, 0);
    for line in String::from_utf8_lossy(&shown.stdout).lines().skip_while(|l| !l.starts_with("@@")).skip(1) {
        match line.as_bytes().first() {
            Some(b' ') => {
                *shared.entry((owners[0][i], owners[1][j])).or_default() += 1;
                (i, j) = (i + 1, j + 1);
            }
            Some(b'-') => i += 1,
            Some(b'+') => j += 1,
            _ => {}
        }
    }
    let (olds, news) = (said(before), said(after));
    let words = |c: &Clause| c.text.split(' ').count();
    shared.retain(|&(i, j), n| 2 * *n >= words(olds[i]).min(words(news[j])));
    Ok(shared.into_keys().map(|(i, j)| (pair(olds[i], news[j]), Some(false))).collect())
}

/// The likest pair first, by the words that both have, down to one half.
#[expect(clippy::unnecessary_wraps, reason = "one type for all ways")]
fn greedy(before: &Document, after: &Document) -> Result<Pairs> {
    let (olds, news) = (said(before), said(after));
    let mut lexicon = Lexicon::default();
    let mut bags = |clauses: &[&Clause]| -> Vec<BTreeSet<u32>> {
        clauses.iter().map(|c| lexicon.words(&c.text).into_iter().collect()).collect()
    };
    let (x, y) = (bags(&olds), bags(&news));
    let mut all: Vec<(f32, usize, usize)> = Vec::new();
    for (i, p) in x.iter().enumerate() {
        for (j, q) in y.iter().enumerate() {
            let like = 2.0 * p.intersection(q).count() as f32 / (p.len() + q.len()).max(1) as f32;
            if like >= 0.5 {
                all.push((like, i, j));
            }
        }
    }
    all.sort_by(|p, q| q.0.total_cmp(&p.0).then((p.1, p.2).cmp(&(q.1, q.2))));
    let (mut left, mut right, mut pairs) = (BTreeSet::new(), BTreeSet::new(), Pairs::new());
    for (_, i, j) in all {
        if !left.contains(&i) && !right.contains(&j) {
            left.insert(i);
            right.insert(j);
            pairs.insert(pair(olds[i], news[j]), Some(false));
        }
    }
    Ok(pairs)
}

/// Right, found, wanted.
#[derive(Default, Clone, Copy)]
struct Score([usize; 3]);

impl Score {
    fn add(&mut self, right: usize, found: usize, wanted: usize) {
        self.0 = [self.0[0] + right, self.0[1] + found, self.0[2] + wanted];
    }

    fn shown(self) -> String {
        let [right, found, wanted] = self.0;
        let share = |n: usize, of: usize| {
            if of == 0 { "-".to_owned() } else { format!("{:.3}", n as f32 / of as f32) }
        };
        let f1 = share(2 * right, found + wanted);
        format!("{} | {} | {f1} | {right} of {wanted}", share(right, found), share(right, wanted))
    }
}

/// What became of the clauses of a pair.
fn kind(of: &Pair, pairs: &Pairs, before: &Document, after: &Document) -> &'static str {
    if pairs.keys().filter(|p| p.0 == of.0).count() > 1 {
        "split"
    } else if pairs.keys().filter(|p| p.1 == of.1).count() > 1 {
        "merged"
    } else {
        match (before.clause(&of.0), after.clause(&of.1)) {
            (Some(x), Some(y)) if same_words(&x.text, &y.text) => "kept",
            _ => "reworded",
        }
    }
}

fn quality(out: &mut impl Write, files: &[TextFile], wrong: bool) -> Result<()> {
    let text = |symbol: &str| {
        let mut documents = files.iter().map(|f| &f.read.document);
        documents
            .find(|d| d.symbol.as_deref() == Some(symbol))
            .with_context(|| format!("{symbol} is not there"))
    };
    let labels = labels()?;
    let pairs: usize = labels.iter().map(|l| l.pairs.len()).sum();
    writeln!(out, "{pairs} labelled pairs of {} texts and the next ones of their series\n", labels.len())?;
    writeln!(out, "| way | texts | precision | recall | F1 | pairs |\n|---|---|---|---|---|---|")?;
    let mut kinds: BTreeMap<(String, &str), OfKind> = BTreeMap::new();
    for (name, way) in WAYS {
        let mut scores: BTreeMap<String, Score> = BTreeMap::new();
        for label in &labels {
            let (before, after) = (text(&label.before)?, text(&label.after)?);
            let mut found = way(before, after)?;
            found.retain(|p, _| !label.either.contains(p));
            let right = found.keys().filter(|p| label.pairs.contains_key(*p)).count();
            for what in [label.what.as_str(), "all"] {
                let group = format!("{}, {what}", label.set);
                scores.entry(group).or_default().add(right, found.len(), label.pairs.len());
            }
            if name == "travaux" {
                by_kind(label, &found, before, after, &mut kinds);
                if wrong && label.set == "dev" {
                    show_wrong(out, label, &found)?;
                }
            }
        }
        for (group, score) in scores {
            writeln!(out, "| {name} | {group} | {} |", score.shown())?;
        }
    }
    writeln!(out, "\nOf travaux, by what became of the clauses\n")?;
    writeln!(out, "| set | kind | precision | recall | F1 | pairs | found, whatever called |")?;
    writeln!(out, "|---|---|---|---|---|---|---|")?;
    for ((set, kind), OfKind { called, found }) in kinds {
        let share = found as f32 / called.0[2].max(1) as f32;
        writeln!(out, "| {set} | {kind} | {} | {share:.3} |", called.shown())?;
    }
    Ok(())
}

/// Pairs that were missed, that are none, and moves that were missed or are none.
fn show_wrong(out: &mut impl Write, label: &Labelled, found: &Pairs) -> Result<()> {
    writeln!(out, "{} {}", label.before, label.after)?;
    for ((a, b), moved) in &label.pairs {
        match found.get(&(a.clone(), b.clone())) {
            None => writeln!(out, "  missed  {a} = {b}")?,
            Some(said) if moved.is_some() && said.is_some() && said != moved => {
                writeln!(out, "  {a} = {b}: {}", if *moved == Some(true) { "moved" } else { "not moved" })?;
            }
            Some(_) => {}
        }
    }
    for (a, b) in found.keys().filter(|p| !label.pairs.contains_key(*p)) {
        writeln!(out, "  no pair {a} = {b}")?;
    }
    Ok(())
}

/// Of one kind of pairs: those called so, and those found whatever they were called.
#[derive(Default, Clone, Copy)]
struct OfKind {
    called: Score,
    found: usize,
}

/// A pair is right in its kind if it is of that kind in both. Whether a clause moved is asked only where it can be told.
fn by_kind(
    label: &Labelled,
    found: &Pairs,
    before: &Document,
    after: &Document,
    kinds: &mut BTreeMap<(String, &'static str), OfKind>,
) {
    let mut count = |name: &'static str, wanted: &BTreeSet<&Pair>, have: &BTreeSet<&Pair>| {
        let of = kinds.entry((label.set.clone(), name)).or_default();
        of.called.add(wanted.intersection(have).count(), have.len(), wanted.len());
        of.found += wanted.iter().filter(|p| found.contains_key(**p)).count();
    };
    for name in ["kept", "reworded", "split", "merged"] {
        let wanted = label.pairs.keys().filter(|p| kind(p, &label.pairs, before, after) == name).collect();
        let have = found.keys().filter(|p| kind(p, found, before, after) == name).collect();
        count(name, &wanted, &have);
    }
    let told = |p: &Pair| label.pairs.get(p).is_none_or(Option::is_some);
    let wanted = label.pairs.iter().filter(|(_, m)| **m == Some(true)).map(|(p, _)| p).collect();
    let have = found.iter().filter(|(p, m)| **m == Some(true) && told(p)).map(|(p, _)| p).collect();
    count("moved", &wanted, &have);
}

fn times(out: &mut impl Write, files: &[TextFile]) -> Result<()> {
    let record: Vec<&str> =
        files.iter().flat_map(|f| &f.read.document.clauses).map(|c| c.text.as_str()).collect();
    let of = |s: &str| files.iter().map(|f| &f.read.document).find(|d| d.symbol.as_deref() == Some(s));
    writeln!(out, "\nOver all {} clauses, in memory\n\n| what | time |\n|---|---|", record.len())?;
    for symbol in ["A/RES/75/240", "A/RES/76/211"] {
        let asked: Vec<&str> =
            of(symbol).map(said).unwrap_or_default().iter().map(|c| c.text.as_str()).collect();
        let begun = Instant::now();
        let n: usize =
            find_like(&asked, &record, reuse::Options::default(), |_, _| true).iter().map(Vec::len).sum();
        writeln!(out, "| passages like those of {symbol}: {n} | {:.0} ms |", milliseconds(begun))?;
    }
    for phrase in ["international cooperation", "open-ended working group on security of and in the use of"] {
        let Some(search) = Search::phrase(phrase) else { continue };
        let (begun, mut room) = (Instant::now(), Room::default());
        let n: usize = record.iter().map(|r| search.find_with(r, &mut room).len()).sum();
        writeln!(out, "| \"{phrase}\", on one processor: {n} | {:.0} ms |", milliseconds(begun))?;
    }
    if let (Some(before), Some(after)) = (of("A/RES/76/211"), of("A/RES/77/171")) {
        let begun = Instant::now();
        let links = align(before, after).links.len();
        writeln!(out, "| aligning A/RES/76/211 and 77/171: {links} links | {:.1} ms |", milliseconds(begun))?;
    }
    Ok(())
}

fn milliseconds(begun: Instant) -> f32 {
    begun.elapsed().as_secs_f32() * 1000.0
}
