//! Makes `data/un/adoption_days.csv`: the days on which texts were adopted, as later texts say when they cite them.
//!
//! ```text
//! cargo run --release -p travaux-check --example adoption-days -- ARCHIVE… > data/un/adoption_days.csv
//! ```
//!
//! The archives are those of `travaux import`. A day is kept when at least two in three of the texts that give one give
//! it, and when it does not fall outside the session.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use jiff::civil::Date;
use travaux_check::said_days;
use travaux_import::texts::read_texts;
use travaux_record::Diagnostics;
use travaux_un::symbol::Symbol;

fn main() {
    let paths: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let mut diagnostics = Diagnostics::default();
    let mut said: BTreeMap<Symbol, BTreeMap<Date, BTreeSet<String>>> = BTreeMap::new();
    for text in read_texts(&paths, &mut diagnostics) {
        let document = text.read.document;
        let Some(name) = document.symbol else { continue };
        let clauses: Vec<&str> = document.clauses.iter().map(|clause| clause.text.as_str()).collect();
        for (symbol, day) in said_days(&clauses.join("\n\n")) {
            said.entry(symbol).or_default().entry(day).or_default().insert(name.clone());
        }
    }
    #[expect(clippy::print_stdout, reason = "the table is what this program gives")]
    {
        println!("symbol,adopted,texts,source");
        // In the order in which they are looked up.
        let mut rows: Vec<(&Symbol, Date, &BTreeSet<String>)> = Vec::new();
        for (symbol, days) in &said {
            let texts: usize = days.values().map(BTreeSet::len).sum();
            let most = days.iter().max_by_key(|(day, texts)| (texts.len(), std::cmp::Reverse(**day)));
            let Some((day, by)) = most.filter(|(_, by)| by.len() * 3 >= texts * 2) else { continue };
            if symbol.doubts_on(*day).is_empty() {
                rows.push((symbol, *day, by));
            }
        }
        rows.sort_by_key(|(symbol, ..)| symbol.as_str());
        for (symbol, day, by) in rows {
            let first = by.iter().next().map_or("", String::as_str);
            println!("{symbol},{day},{},{first}", by.len());
        }
    }
}
