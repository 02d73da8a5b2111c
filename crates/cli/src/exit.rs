//! What the process says to the shell.

use std::process::ExitCode;

/// The exit codes, which scripts may rely on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Exit {
    /// 0: the question was answered. A reader that closes the pipe early is answered too.
    Answered = 0,
    /// 1: answered, but something was found wrong, and `--strict` was given.
    FoundWrong = 1,
    /// 2: not answered: the question, a file or the record cannot be used.
    NotAnswered = 2,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}
