//! The reports of the docs are what the program writes of the bundled cases: byte for byte.
//!
//! `UPDATE_REPORTS=1 cargo test -p travaux-case` writes them anew.

use std::collections::BTreeSet;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use travaux_case::Case;
use travaux_case::bundled::CASES;
use travaux_case::file::read;
use travaux_case::report::{render, report};
use travaux_record::Record;
use travaux_votes::Context;

/// Not in the docs: a page that holds each figure again, and a source for typesetting.
const LEFT_OUT: [&str; 2] = ["report.html", "report.typ"];

fn folder(id: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/reports").join(id)
}

fn files(id: &str, text: &str) -> Vec<render::File> {
    let record = Record::bundled();
    let case = Case::new(read(text, id).0, Context::new(&record));
    let files = render::files(&report(&case), &case);
    files.into_iter().filter(|(name, _)| !LEFT_OUT.contains(&name.as_str())).collect()
}

/// The files below a folder, by their paths from there.
fn names_in(folder: &Path) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(&next).into_iter().flatten() {
            let path = entry.expect("the folder can be read").path();
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path.strip_prefix(folder).expect("it is below");
                names.insert(name.to_str().expect("names are text").to_owned());
            }
        }
    }
    names
}

#[test]
fn the_docs_have_the_reports_as_they_are_made() {
    for (id, text) in CASES {
        let folder = folder(id);
        let files = files(id, text);
        if env::var_os("UPDATE_REPORTS").is_some() {
            if folder.exists() {
                fs::remove_dir_all(&folder).expect("the old report is removed");
            }
            for (name, bytes) in &files {
                let path = folder.join(name);
                fs::create_dir_all(path.parent().expect("it is in a folder")).expect("the folder is made");
                fs::write(path, bytes).expect("the file is written");
            }
        }
        let made: BTreeSet<String> = files.iter().map(|(name, _)| name.clone()).collect();
        assert_eq!(names_in(&folder), made, "{id}: other files; UPDATE_REPORTS=1 writes them anew");
        for (name, bytes) in &files {
            let kept = fs::read(folder.join(name)).expect("it is listed");
            assert!(kept == *bytes, "{id}/{name} differs; UPDATE_REPORTS=1 writes it anew");
        }
    }
}
