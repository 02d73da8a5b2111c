//! The record inside the program: the files of `data/record`, compiled in.

use std::collections::HashMap;

use bytes::Bytes;

use crate::manifest::Manifest;
use crate::tables::Tables;

macro_rules! bundled_tables {
    ($($table:literal),*) => {
        &[$(($table, include_bytes!(concat!("../../../data/record/", $table, ".parquet")))),*]
    };
}

const MANIFEST: &str = include_str!("../../../data/record/manifest.json");
const FILES: &[(&str, &[u8])] = bundled_tables![
    "decisions",
    "positions",
    "sponsorships",
    "documents",
    "readings",
    "variants",
    "failed_gates"
];

/// The bundled tables. Their checksums are tested when the program is built, not each time it runs.
pub(crate) fn tables() -> Tables {
    let manifest: Manifest =
        serde_json::from_str(MANIFEST).expect("the bundled manifest is valid: a test of this crate");
    let files: HashMap<_, _> = FILES.iter().map(|&(table, file)| (table, Bytes::from_static(file))).collect();
    Tables { manifest, files, folder: None }
}
