//! The readers of documents of users: whatever the bytes, blocks in order, every word with its place, and no panic.
//! The first byte of an input chooses the ending of the name, the rest is the file.
#![no_main]

use libfuzzer_sys::fuzz_target;
use travaux_import::Manuscript;
use travaux_record::Diagnostics;

fuzz_target!(|data: &[u8]| {
    let Some((&way, bytes)) = data.split_first() else { return };
    let file = ["any", "any.txt", "any.md", "any.html"][usize::from(way % 4)];
    let mut diagnostics = Diagnostics::default();
    let read = Manuscript::read(file, bytes, &mut diagnostics);
    for problem in diagnostics.kept() {
        let _ = problem.to_string();
    }
    let Some(read) = read else {
        assert!(!diagnostics.is_empty());
        return;
    };
    let mut end = 0;
    for block in &read.blocks {
        assert!(end <= block.span.start && read.text.get(block.span.clone()).is_some());
        assert!(read.places.spot(&read.text, block.span.start).is_some());
        end = block.span.end;
    }
    for reference in &read.note_refs {
        assert!(read.text.is_char_boundary(reference.at));
    }
});
