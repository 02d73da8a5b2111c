//! Case files: whatever the text, what could be read of it is looked up in the bundled record, and its report is made.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use travaux_case::Case;
use travaux_case::file::read;
use travaux_case::report::{render, report};
use travaux_record::Record;
use travaux_votes::Context;

/// Opened once: it is larger than any case.
static RECORD: LazyLock<Record> = LazyLock::new(Record::bundled);

fuzz_target!(|text: &str| {
    let lines = text.split('\n').count() as u64;
    let (read, problems) = read(text, "any.toml");
    let case = Case::new(read, Context::new(&RECORD));
    for problem in problems.iter().chain(&case.problems) {
        assert!(problem.place.line.is_some_and(|line| (1..=lines).contains(&line)), "{problem}");
    }
    let files = render::files(&report(&case), &case);
    assert!(files.iter().all(|(_, bytes)| std::str::from_utf8(bytes).is_ok()));
});
