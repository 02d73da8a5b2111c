//! Files to import, in a folder of their own that is removed afterwards.

use std::io::Write;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};

use flate2::Compression;
use flate2::write::GzEncoder;
use travaux_import::{ImportError, Imported, Options, Quiet, import};
use travaux_record::{Diagnostic, Record};

/// Files of a test.
pub(crate) struct Files {
    folder: PathBuf,
    paths: Vec<PathBuf>,
}

impl Files {
    pub(crate) fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let n = COUNT.fetch_add(1, Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("travaux-import-{}-{n}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder");
        Self { folder, paths: Vec::new() }
    }

    #[must_use]
    pub(crate) fn with(mut self, name: &str, content: impl AsRef<[u8]>) -> Self {
        let path = self.folder.join(name);
        std::fs::write(&path, content).expect("written");
        self.paths.push(path);
        self
    }

    /// A folder of files, which is what is imported.
    #[must_use]
    pub(crate) fn within(mut self, name: &str, files: &[(&str, &str)]) -> Self {
        let folder = self.folder.join(name);
        for (name, content) in files {
            let path = folder.join(name);
            std::fs::create_dir_all(path.parent().expect("it is in a folder")).expect("a folder");
            std::fs::write(&path, content).expect("written");
        }
        self.paths.push(folder);
        self
    }

    /// The same, gzipped and cut to so many bytes.
    #[must_use]
    pub(crate) fn with_gzip(self, name: &str, content: &str, keep: usize) -> Self {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(content.as_bytes()).expect("compressed");
        let mut bytes = encoder.finish().expect("compressed");
        bytes.truncate(keep);
        self.with(name, bytes)
    }

    pub(crate) fn paths(&self) -> &[PathBuf] {
        &self.paths
    }

    pub(crate) fn try_import(&self) -> Result<Imported, ImportError> {
        import(&self.paths, None, &Options::default(), &Quiet)
    }

    /// What was wrong with files of which nothing could be read.
    #[track_caller]
    pub(crate) fn nothing_read(&self) -> Vec<Diagnostic> {
        match self.try_import() {
            Err(ImportError::NothingRead(diagnostics)) => diagnostics.kept().to_vec(),
            other => panic!("something was read: {other:?}"),
        }
    }

    #[track_caller]
    pub(crate) fn import(&self) -> (Record, Vec<Diagnostic>) {
        self.import_over(None)
    }

    #[track_caller]
    pub(crate) fn import_over(&self, base: Option<&Record>) -> (Record, Vec<Diagnostic>) {
        let imported = import(&self.paths, base, &Options::default(), &Quiet).expect("something was read");
        let record = imported.builder.build().expect("a valid record");
        record.check().expect("every table can be read");
        (record, imported.diagnostics.kept().to_vec())
    }
}

impl Drop for Files {
    fn drop(&mut self) {
        // Left behind where the system will not let it go.
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// The diagnostic of a code, which must be there once.
#[track_caller]
pub(crate) fn only<'a>(diagnostics: &'a [Diagnostic], code: &str) -> &'a Diagnostic {
    let found: Vec<&Diagnostic> = diagnostics.iter().filter(|d| d.code == code).collect();
    match found.as_slice() {
        [one] => one,
        other => panic!("{} diagnostics of {code}; all are: {diagnostics:#?}", other.len()),
    }
}

pub(crate) const HEAD: &str = "undl_id,ms_code,ms_name,ms_vote,date,session,resolution,draft,committee_report,\
meeting,title,agenda_title,subjects,vote_note,total_yes,total_no,total_abstentions,total_non_voting,total_ms,\
undl_link\n";

/// Rows of the library's layout on one made-up vote of 5 December 2018.
pub(crate) fn undl_rows(votes: &[(&str, &str, &str)], totals: &str) -> String {
    votes
        .iter()
        .map(|(code, name, vote)| {
            format!(
                "900001,{code},{name},{vote},2018-12-05,73,A/RES/73/999,A/C.1/73/L.99,A/73/505,A/73/PV.45,\
                 \"A title, with a comma : resolution / adopted by the General Assembly\",\
                 A/73/251 96 An item,SUBJECT,,{totals},https://digitallibrary.un.org/record/900001\n"
            )
        })
        .collect::<Vec<_>>()
        .concat()
}

pub(crate) const VOTES: [(&str, &str, &str); 4] =
    [("AFG", "AFGHANISTAN", "Y"), ("FRA", "FRANCE", "N"), ("TUR", "TURKEY", "A"), ("ZWE", "ZIMBABWE", "X")];
