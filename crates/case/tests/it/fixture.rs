//! The bundled record, and case files written in the tests.

use std::sync::LazyLock;

use travaux_case::file::{Read, read};
use travaux_case::report::{Report, render, report};
use travaux_case::{Case, bundled};
use travaux_record::{DecisionRef, Diagnostic, Record, Severity};
use travaux_un::state::StateId;
use travaux_votes::{Context, find};

/// The bundled record, opened once for all tests.
pub(crate) fn record() -> &'static Record {
    static BUNDLED: LazyLock<Record> = LazyLock::new(Record::bundled);
    assert!(BUNDLED.len() > 5000, "data/record is a placeholder: make it as data/README.md says");
    &BUNDLED
}

pub(crate) fn context() -> Context<'static> {
    Context::new(record())
}

pub(crate) fn state(code: &str) -> StateId {
    StateId::from_code(code).expect("a code of the table")
}

pub(crate) fn decision(text: &str) -> DecisionRef<'static> {
    find(record(), text).expect("the record has it").decision
}

/// The text of the case that comes with the program.
pub(crate) fn cyber() -> &'static str {
    bundled::find("cyber").expect("it comes with the program")
}

/// A file without problems of its own.
#[track_caller]
pub(crate) fn readable(text: &str) -> Read {
    let (read, problems) = read(text, "case.toml");
    assert_eq!(said(&problems), Vec::<String>::new(), "{text}");
    read
}

/// A file that can be read, looked up in the bundled record.
#[track_caller]
pub(crate) fn case(text: &str) -> Case<'static> {
    Case::new(readable(text), context())
}

/// The same, behind a head of four lines: what follows begins in line 5.
#[track_caller]
pub(crate) fn with_head(text: &str) -> Case<'static> {
    case(&format!("{HEAD}{text}"))
}

pub(crate) const HEAD: &str = "[case]\nid = \"small\"\ntitle = \"A small case\"\n\n";

/// Problems as lines: where, how much it matters, what, what to do.
pub(crate) fn said(problems: &[Diagnostic]) -> Vec<String> {
    let word = |severity| match severity {
        Severity::Note => "note",
        Severity::Warning => "warning",
        Severity::Error => "error",
    };
    problems
        .iter()
        .map(|problem| {
            let Diagnostic { severity, code, place, message, hint } = problem;
            let hint = hint.as_deref().unwrap_or_default();
            format!("{place}: {} {code}: {message} ({hint})", word(*severity))
        })
        .collect()
}

/// A report with its files.
pub(crate) struct Made {
    pub(crate) report: Report,
    pub(crate) files: Vec<render::File>,
}

impl Made {
    pub(crate) fn of(case: &Case<'_>) -> Self {
        let report = report(case);
        let files = render::files(&report, case);
        Self { report, files }
    }

    /// A file of the report, as text.
    #[track_caller]
    pub(crate) fn text(&self, name: &str) -> &str {
        let (_, bytes) = self.files.iter().find(|(known, _)| known == name).expect("the report has the file");
        std::str::from_utf8(bytes).expect("it is text")
    }

    pub(crate) fn names(&self) -> Vec<&str> {
        self.files.iter().map(|(name, _)| name.as_str()).collect()
    }
}
