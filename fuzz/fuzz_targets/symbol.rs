//! Readers of symbols: none panics, and what they read stays what it is.
#![no_main]

use libfuzzer_sys::fuzz_target;
use travaux_un::symbol::{Symbol, parse_list};

fuzz_target!(|text: &str| {
    match Symbol::parse(text) {
        Ok(symbol) => is_canonical(&symbol),
        Err(error) => assert!(error.position() <= text.len()),
    }
    if let Ok(repaired) = Symbol::repair(text) {
        is_canonical(&repaired.symbol);
    }
    for candidate in Symbol::guess(text) {
        is_canonical(&candidate.symbol);
    }
    for mention in parse_list(text).mentions {
        is_canonical(&mention.symbol);
    }
});

/// A symbol prints as a text that is read as the same symbol, and every question about it has an answer.
fn is_canonical(symbol: &Symbol) {
    let again = Symbol::parse(symbol.as_str()).expect("a symbol's own text");
    assert_eq!(&again, symbol);
    assert_eq!(again.as_str(), symbol.as_str());
    let _ =
        (symbol.kind(), symbol.body(), symbol.committee(), symbol.session(), symbol.year(), symbol.number());
    let _ = (symbol.doubts(), symbol.url(), symbol.is_revision_of(&symbol.base()));
    assert!(!symbol.each().is_empty());
    assert_eq!(symbol.whole().whole(), symbol.whole());
}
