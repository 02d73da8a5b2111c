//! The readers of `travaux-import`: whatever the bytes, what could be read and problems with their place, and no panic.
//!
//! The first byte chooses how the file is read and named, the others are the file.
#![no_main]

use std::path::PathBuf;
use std::{env, fs, process};

use libfuzzer_sys::fuzz_target;
use travaux_import::{Format, Options, Quiet, import};

/// The names that are told apart: an archive is known by its ending.
const NAMES: [&str; 2] = ["any.csv", "any.tar"];

fuzz_target!(|data: &[u8]| {
    let Some((&choice, bytes)) = data.split_first() else { return };
    // One more than there are formats: then it is recognised by what the file begins with.
    let ways = Format::ALL.len() + 1;
    let format = Format::ALL.get(usize::from(choice) % ways).copied();
    let name = NAMES[usize::from(choice) / ways % NAMES.len()];

    let path = folder().join(name);
    fs::write(&path, bytes).expect("a file in the folder for temporary files");
    let options = Options { format, precedence: None };
    let Ok(imported) = import(&[path], None, &options, &Quiet) else { return };
    for problem in imported.diagnostics.kept() {
        let _ = problem.to_string();
    }
    imported.builder.build().expect("what was read hangs together");
});

/// A folder of this process alone: several of them look for findings side by side.
fn folder() -> PathBuf {
    let folder = env::temp_dir().join(format!("travaux-fuzz-{}", process::id()));
    fs::create_dir_all(&folder).expect("a folder for temporary files");
    folder
}
