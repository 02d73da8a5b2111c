//! What a snapshot says of itself: `manifest.json`.

use std::collections::{BTreeMap, HashMap};

use bytes::Bytes;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::texts::{CLAUSES, TEXTS};
use crate::{RecordError, Source};

/// The version of the tables' layout.
pub const SCHEMA_VERSION: u32 = 1;

/// What a snapshot says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The version of the layout: [`SCHEMA_VERSION`].
    pub schema_version: u32,
    /// Rows of each table.
    pub rows: BTreeMap<String, u64>,
    /// How many of the positions are entries that could be read: what a worse file must not take away unasked.
    pub readable_positions: u64,
    /// SHA-256 of each table's file.
    pub sha256: BTreeMap<String, String>,
    /// The first decision of each row group of the positions table, and the number of decisions.
    pub position_groups: Vec<u32>,
    /// Of each table that is sorted by a key, the first key of each row group.
    pub first_keys: BTreeMap<String, Vec<String>>,
    /// Of each table of texts, the SHA-256 of each row group and of the footer: they are read in parts.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub group_sha256: BTreeMap<String, Vec<String>>,
    /// The sources, by precedence.
    pub sources: Vec<Source>,
}

impl Manifest {
    pub(crate) fn new(
        rows: BTreeMap<String, u64>,
        readable_positions: u64,
        position_groups: Vec<u32>,
        first_keys: BTreeMap<String, Vec<String>>,
        group_sha256: BTreeMap<String, Vec<String>>,
        sources: Vec<Source>,
        files: &HashMap<&'static str, Bytes>,
    ) -> Self {
        let sha256 = crate::tables::TABLES
            .iter()
            .chain(&[TEXTS, CLAUSES])
            .filter_map(|&table| Some((table.to_owned(), hex(&Sha256::digest(files.get(table)?)))))
            .collect();
        Self {
            schema_version: SCHEMA_VERSION,
            rows,
            readable_positions,
            sha256,
            position_groups,
            first_keys,
            group_sha256,
            sources,
        }
    }

    pub(crate) fn json(&self) -> Result<String, RecordError> {
        serde_json::to_string_pretty(self)
            .map(|json| json + "\n")
            .map_err(|e| RecordError::Inconsistent(format!("the manifest cannot be written: {e}")))
    }
}

/// Lower-case hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::new(), |mut s, b| {
        // Writing into a string cannot fail.
        let _ = write!(s, "{b:02x}");
        s
    })
}
