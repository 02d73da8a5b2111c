//! The builder of runs: what is typed, and what is expected of it.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::fixture;

/// A run of the binary.
#[must_use]
pub(crate) struct Test {
    args: Vec<OsString>,
    variables: Vec<(&'static str, String)>,
    home: PathBuf,
}

/// What came of it.
pub(crate) struct Output {
    pub(crate) code: i32,
    pub(crate) stdout: Vec<u8>,
    pub(crate) stderr: String,
    home: PathBuf,
}

impl Test {
    /// A run on the bundled record, for a user without one of their own.
    pub(crate) fn new() -> Self {
        Self { args: Vec::new(), variables: vec![("COLUMNS", "80".to_owned())], home: empty_folder() }
    }

    /// A run on the small invented record of these tests.
    pub(crate) fn invented() -> Self {
        Self::new().arg("--no-bundled").arg("--record").arg(fixture::folder())
    }

    pub(crate) fn arg(mut self, arg: impl Into<OsString>) -> Self {
        self.args.push(arg.into());
        self
    }

    /// Arguments with blanks between them.
    pub(crate) fn args(self, args: &str) -> Self {
        args.split(' ').fold(self, Self::arg)
    }

    pub(crate) fn variable(mut self, name: &'static str, value: &str) -> Self {
        self.variables.push((name, value.to_owned()));
        self
    }

    /// The folder that is the user's home, and where the run takes place.
    pub(crate) fn home(&self) -> &Path {
        &self.home
    }

    /// A file in the folder where the run takes place.
    pub(crate) fn file(self, name: &str, content: &str) -> Self {
        let path = self.home.join(name);
        fs::create_dir_all(path.parent().expect("the file is in the home folder"))
            .expect("the folder is made");
        fs::write(path, content).expect("the file is written");
        self
    }

    pub(crate) fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_travaux"));
        command
            .args(&self.args)
            .env_clear()
            .env("HOME", &self.home)
            .envs(self.variables.iter().map(|(name, value)| (name, value)))
            .current_dir(&self.home)
            .stdin(Stdio::null());
        command
    }

    /// Whatever comes of it.
    pub(crate) fn run(self) -> Output {
        let output = self.command().output().expect("the binary runs");
        Output {
            code: output.status.code().expect("the process was not killed"),
            stdout: output.stdout,
            stderr: String::from_utf8(output.stderr).expect("standard error is UTF-8"),
            home: self.home,
        }
    }

    /// Expects this exit code.
    #[track_caller]
    pub(crate) fn exits(self, code: i32) -> Output {
        let output = self.run();
        assert_eq!(
            output.code,
            code,
            "standard output: {}\nstandard error: {}",
            output.text(),
            output.stderr
        );
        output
    }

    /// Expects an answer, and nothing on standard error.
    #[track_caller]
    pub(crate) fn answers(self) -> String {
        let output = self.exits(0);
        assert_eq!(output.stderr, "");
        output.text()
    }

    /// Expects no answer; returns what was said.
    #[track_caller]
    pub(crate) fn refuses(self) -> String {
        let output = self.exits(2);
        assert_eq!(output.text(), "");
        output.said()
    }
}

impl Output {
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.stdout).into_owned()
    }

    /// Standard error with the folder of the run taken out.
    pub(crate) fn said(&self) -> String {
        let home = self.home.display().to_string();
        self.stderr.replace(&home, "HOME")
    }

    /// A file that the run made.
    #[track_caller]
    pub(crate) fn made(&self, name: &str) -> Vec<u8> {
        fs::read(self.home.join(name)).expect("the run made the file")
    }
}

/// A new empty folder for one run.
pub(crate) fn empty_folder() -> PathBuf {
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    let next = NEXT.fetch_add(1, Ordering::Relaxed);
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{}-{next}", std::process::id()));
    if folder.exists() {
        fs::remove_dir_all(&folder).expect("what an earlier process left is removed");
    }
    fs::create_dir_all(&folder).expect("the folder is made");
    folder
}
