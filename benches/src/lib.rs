//! What the benchmarks of whole processes share: the binary, running it, and printing what came of it.

pub mod measure;
pub mod report;

use std::env;
use std::path::PathBuf;

use anyhow::{Result, bail};

/// The environment variable that names the binary to measure.
const BINARY_VARIABLE: &str = "TRAVAUX_BIN";

/// The binary to measure: the one that is named, or the one that was built into the same folder as this one.
pub fn binary() -> Result<PathBuf> {
    if let Some(named) = env::var_os(BINARY_VARIABLE).filter(|named| !named.is_empty()) {
        let named = PathBuf::from(named);
        if !named.is_file() {
            bail!("{BINARY_VARIABLE} names {}, and there is no such file", named.display());
        }
        return Ok(named);
    }
    let beside = env::current_exe()?.with_file_name(format!("travaux{}", env::consts::EXE_SUFFIX));
    if !beside.is_file() {
        bail!(
            "there is no binary {}; build it with `cargo build --release`, or name another with {BINARY_VARIABLE}",
            beside.display()
        );
    }
    Ok(beside)
}
