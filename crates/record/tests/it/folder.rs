//! Folders for records of these tests.

use std::fs;
use std::path::{Path, PathBuf};

/// A folder that is removed when the test is over.
pub(crate) struct Folder(PathBuf);

impl Folder {
    pub(crate) fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("travaux-record-{name}-{}", std::process::id()));
        if path.exists() {
            fs::remove_dir_all(&path).expect("an old folder can be removed");
        }
        Self(path)
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // Left behind where the system will not let it go; the next run removes it.
        let _ = fs::remove_dir_all(&self.0);
    }
}
