//! The readers of texts: whatever the bytes, clauses that hang together and problems with their place, and no panic.
//! What was read is aligned with itself, written with tracked changes, and asked for its mandate.
#![no_main]

use libfuzzer_sys::fuzz_target;
use travaux_import::texts::read_text;
use travaux_record::Diagnostics;
use travaux_text::align::align;
use travaux_text::mandate::mandate;
use travaux_text::render::{Pair, Revision, docx};

fuzz_target!(|data: &[u8]| {
    let mut diagnostics = Diagnostics::default();
    let read = read_text("any", data, &mut diagnostics);
    for problem in diagnostics.kept() {
        let _ = problem.to_string();
    }
    let Some(read) = read else { return };
    let text = &read.document;
    for clause in &text.clauses {
        for citation in &clause.citations {
            assert!(clause.text.get(citation.start as usize..citation.end as usize).is_some());
        }
    }
    let alignment = align(text, text);
    let pair = Pair::of(text, text, &alignment);
    docx(&pair, &Revision { author: "any".to_owned(), date: None }).expect("put together in memory");
    mandate(text);
});
