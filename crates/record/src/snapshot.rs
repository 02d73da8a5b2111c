//! Snapshots on disk: a folder of Parquet tables with a manifest, and a user's folder of snapshots with a pointer.
//!
//! ```text
//! record/                     a user's record
//!   current                   the name of the newest snapshot
//!   lock                      held while somebody writes
//!   snapshots/3f9c2a…/        named by what is in it
//!     manifest.json           schema version, rows, SHA-256 of each table, sources
//!     decisions.parquet  positions.parquet  sponsorships.parquet  documents.parquet
//!     readings.parquet   variants.parquet   failed_gates.parquet
//!     texts.parquet      clauses.parquet    where the user imported texts
//! ```

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

use bytes::Bytes;
use fs4::TryLockError;
use sha2::{Digest, Sha256};

use crate::RecordError;
pub use crate::manifest::{Manifest, SCHEMA_VERSION, hex};
use crate::tables::{TABLES, Tables};
use crate::texts::{CLAUSES, TEXTS};

/// Reads a snapshot: the folder itself, or the one its pointer names. Checks every file against the manifest.
pub(crate) fn read(folder: &Path) -> Result<Tables, RecordError> {
    let (folder, manifest) = read_manifest(folder)?;
    let mut files = HashMap::new();
    for table in TABLES {
        let path = folder.join(format!("{table}.parquet"));
        let bytes = Bytes::from(fs::read(&path).map_err(RecordError::io("read", &path))?);
        if manifest.sha256.get(table).is_none_or(|sum| *sum != hex(&Sha256::digest(&bytes))) {
            return Err(RecordError::damaged(
                format!("{table}.parquet"),
                "it is not the file that manifest.json describes; import its sources again, with --allow-loss",
            ));
        }
        files.insert(table, bytes);
    }
    Ok(Tables { manifest, files, folder: Some(folder) })
}

/// What a snapshot says of itself, and the folder it is in.
pub(crate) fn read_manifest(folder: &Path) -> Result<(PathBuf, Manifest), RecordError> {
    let folder = resolve(folder)?;
    let path = folder.join("manifest.json");
    let text = fs::read_to_string(&path).map_err(RecordError::io("read", &path))?;
    let manifest: Manifest =
        serde_json::from_str(&text).map_err(|e| RecordError::damaged("manifest.json", e.to_string()))?;
    if manifest.schema_version != SCHEMA_VERSION {
        return Err(RecordError::Version { found: manifest.schema_version, known: SCHEMA_VERSION });
    }
    Ok((folder, manifest))
}

/// Whether there is a record in the folder.
pub fn exists(folder: &Path) -> bool {
    resolve(folder).is_ok()
}

fn resolve(folder: &Path) -> Result<PathBuf, RecordError> {
    if folder.join("manifest.json").is_file() {
        return Ok(folder.to_owned());
    }
    let pointer = folder.join("current");
    match fs::read_to_string(&pointer) {
        Ok(name) => Ok(folder.join("snapshots").join(name.trim())),
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => Err(RecordError::NoRecord(folder.to_owned())),
        Err(e) => Err(RecordError::io("read", pointer)(e)),
    }
}

/// Writes the tables and then the manifest into a folder, each file synced.
pub(crate) fn write(tables: &Tables, folder: &Path) -> Result<Manifest, RecordError> {
    fs::create_dir_all(folder).map_err(RecordError::io("make", folder))?;
    for table in TABLES {
        let bytes = tables.files.get(table).map_or(&[][..], |b| b);
        write_synced(&folder.join(format!("{table}.parquet")), bytes)?;
    }
    for table in [TEXTS, CLAUSES] {
        if let Some(bytes) = tables.files.get(table) {
            write_synced(&folder.join(format!("{table}.parquet")), bytes)?;
        }
    }
    write_synced(&folder.join("manifest.json"), tables.manifest.json()?.as_bytes())?;
    Ok(tables.manifest.clone())
}

fn write_synced(path: &Path, bytes: &[u8]) -> Result<(), RecordError> {
    let write = || -> std::io::Result<()> {
        let mut file = File::create(path)?;
        file.write_all(bytes)?;
        file.sync_all()
    };
    write().map_err(RecordError::io("write", path))
}

/// A user's folder that nobody else can write for as long as this lives.
pub(crate) struct LockedFolder<'a> {
    folder: &'a Path,
    _lock: File,
}

impl<'a> LockedFolder<'a> {
    /// Makes the folder if there is none, and keeps others away.
    pub(crate) fn open(folder: &'a Path) -> Result<Self, RecordError> {
        if folder.join("manifest.json").is_file() {
            return Err(RecordError::PlainSnapshot(folder.to_owned()));
        }
        fs::create_dir_all(folder).map_err(RecordError::io("make", folder))?;
        Ok(Self { folder, _lock: lock(folder)? })
    }

    /// Writes the tables as the newest snapshot: a new folder first, then the pointer. A process that dies in
    /// between leaves the old record whole; a folder left half-written is swept by the next one.
    pub(crate) fn publish(&self, tables: &Tables, allow_loss: bool) -> Result<Manifest, RecordError> {
        let folder = self.folder;
        if exists(folder) && !allow_loss {
            refuse_loss(&read(folder)?.manifest, &tables.manifest)?;
        }
        self.write_new(tables, &folder.join("snapshots"), allow_loss)
    }

    fn write_new(&self, tables: &Tables, snapshots: &Path, replace: bool) -> Result<Manifest, RecordError> {
        let folder = self.folder;
        let name = &hex(&Sha256::digest(tables.manifest.json()?.as_bytes()))[..16];
        let unfinished = snapshots.join(format!("{name}.unfinished"));
        if unfinished.exists() {
            fs::remove_dir_all(&unfinished).map_err(RecordError::io("remove", &unfinished))?;
        }
        let manifest = write(tables, &unfinished).inspect_err(|_| {
            // A full disk has room again for what comes next; the next import sweeps what is still left.
            let _ = fs::remove_dir_all(&unfinished);
        })?;
        let finished = snapshots.join(name);
        if replace && finished.exists() {
            fs::remove_dir_all(&finished).map_err(RecordError::io("remove", &finished))?;
        }
        if finished.exists() {
            fs::remove_dir_all(&unfinished).map_err(RecordError::io("remove", &unfinished))?;
        } else {
            fs::rename(&unfinished, &finished).map_err(RecordError::io("rename", &unfinished))?;
        }
        // The snapshot must last before the pointer names it.
        sync_folder(&finished);
        sync_folder(snapshots);
        let pointer = folder.join("current.new");
        write_synced(&pointer, format!("{name}\n").as_bytes())?;
        fs::rename(&pointer, folder.join("current")).map_err(RecordError::io("rename", &pointer))?;
        sync_folder(folder);
        sweep(snapshots, name)?;
        Ok(manifest)
    }
}

fn refuse_loss(old: &Manifest, new: &Manifest) -> Result<(), RecordError> {
    let rows = |m: &Manifest, table: &str| m.rows.get(table).copied().unwrap_or(0);
    for (table, old, new) in [
        ("decisions", rows(old, "decisions"), rows(new, "decisions")),
        ("positions", old.readable_positions, new.readable_positions),
        ("sponsorships", rows(old, "sponsorships"), rows(new, "sponsorships")),
        (TEXTS, rows(old, TEXTS), rows(new, TEXTS)),
    ] {
        if new < old {
            return Err(RecordError::WouldLoseRows { table, old, new });
        }
    }
    Ok(())
}

/// Keeps a second writer away for as long as the file lives.
fn lock(folder: &Path) -> Result<File, RecordError> {
    let path = folder.join("lock");
    let file = File::create(&path).map_err(RecordError::io("make", &path))?;
    match fs4::FileExt::try_lock(&file) {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(RecordError::Locked(folder.to_owned())),
        Err(TryLockError::Error(e)) => Err(RecordError::io("lock", path)(e)),
    }
}

/// Makes a rename last through a power cut, where the platform can.
fn sync_folder(folder: &Path) {
    if let Ok(folder) = File::open(folder) {
        // Not every file system can sync a folder; the rename itself has succeeded.
        let _ = folder.sync_all();
    }
}

/// Removes snapshots that the pointer no longer names.
fn sweep(snapshots: &Path, keep: &str) -> Result<(), RecordError> {
    let entries = fs::read_dir(snapshots).map_err(RecordError::io("read", snapshots))?;
    for entry in entries.flatten() {
        if entry.file_name().to_str() != Some(keep) {
            let path = entry.path();
            fs::remove_dir_all(&path).map_err(RecordError::io("remove", &path))?;
        }
    }
    Ok(())
}
