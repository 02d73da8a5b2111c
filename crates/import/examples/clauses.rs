//! Prints the clauses of texts, one a line; with `--count`, only what was read.
#![allow(clippy::print_stdout, reason = "a program for the terminal")]
use std::path::PathBuf;
fn main() {
    let mut args: Vec<String> = std::env::args().skip(1).collect();
    let count = args.first().is_some_and(|a| a == "--count");
    if count {
        args.remove(0);
    }
    let mut diagnostics = travaux_record::Diagnostics::default();
    let start = std::time::Instant::now();
    let files = travaux_import::texts::read_texts(
        &args.iter().map(PathBuf::from).collect::<Vec<_>>(),
        &mut diagnostics,
    );
    if count {
        let clauses: usize = files.iter().map(|f| f.read.document.clauses.len()).sum();
        println!("{} files, {clauses} clauses, {:?}", files.len(), start.elapsed());
        for (s, code, n) in diagnostics.counts() {
            println!("{s:?} {code} {n}");
        }
        for d in diagnostics.kept().iter().take(40) {
            println!("{d}");
        }
        return;
    }
    for f in &files {
        let d = &f.read.document;
        println!("== {:?} {:?} {:?} {:?} {:?}", d.symbol, d.title, d.adopted, d.origin, d.closing);
        for c in &d.clauses {
            println!(
                "{} | {} | {:?} | {}",
                c.id,
                c.number.as_deref().unwrap_or(""),
                c.opening.as_deref().unwrap_or(""),
                c.text
            );
        }
        for n in &d.footnotes {
            println!("  [{}] {}", n.mark, n.text);
        }
    }
    for d in diagnostics.kept() {
        println!("{d}");
    }
}
