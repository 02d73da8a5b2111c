//! Case files: TOML in, entries and located problems out. One bad entry costs that entry, not the file.

mod at;
mod keys;
pub mod schema;
mod when;

use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeTable, DeValue, ValueDeserializer};
use travaux_record::{Diagnostic, Place};

pub use self::at::At;
pub use self::schema::CaseFile;
pub use self::when::{NoTime, When};

/// A case file as read: its entries, and how its places are told.
#[derive(Debug, Clone)]
pub struct Read {
    /// The entries that could be read.
    pub file: CaseFile,
    /// The places in it.
    pub places: Places,
}

/// Where in a file something is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Places {
    file: String,
    /// Where each line begins, in bytes.
    lines: Vec<usize>,
}

impl Places {
    fn new(file: &str, text: &str) -> Self {
        let breaks = text.bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(at, _)| at + 1);
        Self { file: file.to_owned(), lines: std::iter::once(0).chain(breaks).collect() }
    }

    /// The place of a byte.
    pub fn of(&self, offset: usize) -> Place {
        let line = self.lines.partition_point(|begin| *begin <= offset).max(1);
        Place::line(&self.file, line as u64)
    }

    /// The place of a value.
    pub fn at<T>(&self, value: &At<T>) -> Place {
        self.of(value.offset)
    }
}

/// Reads a case file; `name` is what it is called in messages.
pub fn read(text: &str, name: &str) -> (Read, Vec<Diagnostic>) {
    let mut reader = Reader { places: Places::new(name, text), problems: Vec::new() };
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in errors {
        let offset = error.span().map_or(0, |span| span.start);
        reader.problem(
            "bad-toml",
            offset,
            error.message().to_owned(),
            "what can be read of the file is used",
        );
    }
    let mut file = CaseFile::default();
    let mut has_head = false;
    for (key, value) in table.into_inner() {
        let offset = key.span().start;
        match key.get_ref().as_ref() {
            "case" => {
                has_head = true;
                file.case = reader.entry("case", value);
            }
            "source" => file.source = reader.entries("source", value),
            "line" => file.line = reader.entries("line", value),
            "rivals" => file.rivals = reader.entries("rivals", value),
            "process" => file.process = reader.entries("process", value),
            "norms" => file.norms = reader.entries("norms", value),
            "initiative" => file.initiative = reader.entries("initiative", value),
            "question" => file.question = reader.entries("question", value),
            "open" => file.open = reader.entries("open", value),
            other => reader.unknown_key(other, offset, ""),
        }
    }
    if !has_head {
        reader.problem(
            "no-case",
            0,
            "the file has no table [case] with id and title".to_owned(),
            "begin it with [case]",
        );
    }
    reader.problems.sort_by_key(|problem| problem.place.line);
    (Read { file, places: reader.places }, reader.problems)
}

struct Reader {
    places: Places,
    problems: Vec<Diagnostic>,
}

impl Reader {
    fn problem(&mut self, code: &'static str, offset: usize, message: String, hint: &str) {
        self.problems.push(Diagnostic::error(code, self.places.of(offset), message).hint(hint));
    }

    fn unknown_key(&mut self, key: &str, offset: usize, table: &str) {
        let message = format!("nothing is called {key:?} here: it is left out");
        let problem = Diagnostic::warning("unknown-key", self.places.of(offset), message);
        self.problems.push(problem.hint(keys::hint(key, table)));
    }

    /// The tables of a kind: each that can be read, though others cannot.
    fn entries<T: DeserializeOwned>(&mut self, table: &str, value: Spanned<DeValue<'_>>) -> Vec<At<T>> {
        let offset = value.span().start;
        let DeValue::Array(array) = value.into_inner() else {
            let message = format!("{table} is no list of tables");
            self.problem("not-a-list", offset, message, &format!("write [[{table}]] with two brackets"));
            return Vec::new();
        };
        array.into_iter().filter_map(|entry| self.entry(table, entry)).collect()
    }

    fn entry<T: DeserializeOwned>(&mut self, table: &str, value: Spanned<DeValue<'_>>) -> Option<At<T>> {
        let span = value.span();
        let keys = Keys::of(&value);
        let mut unknown: Vec<String> = Vec::new();
        let deserializer = ValueDeserializer::from(value);
        match serde_ignored::deserialize(deserializer, |path| unknown.push(path.to_string())) {
            Ok(entry) => {
                for path in unknown {
                    let path = bare(&path);
                    let offset = keys.offset(&path).unwrap_or(span.start);
                    let (above, key) = path.rsplit_once('.').unwrap_or(("", &path));
                    self.unknown_key(key, offset, &table_path(table, above));
                }
                Some(At { value: entry, offset: span.start })
            }
            Err(error) => {
                let offset = error.span().map_or(span.start, |span| span.start);
                let message = format!("this {table} cannot be read: {}", error.message());
                self.problem(
                    "bad-entry",
                    offset,
                    message,
                    "the entry is left out; the rest of the file is used",
                );
                None
            }
        }
    }
}

/// A path without the steps that only say that a value is kept with its place.
fn bare(path: &str) -> String {
    let steps = path.split('.').filter(|step| !step.starts_with('$') && *step != "?");
    steps.collect::<Vec<_>>().join(".")
}

/// The path of a table without the places in lists: `process.session` of `session.2` in a process.
fn table_path(table: &str, below: &str) -> String {
    let steps = below.split('.').filter(|step| !step.is_empty() && step.parse::<usize>().is_err());
    std::iter::once(table).chain(steps).collect::<Vec<_>>().join(".")
}

/// Where each key of an entry stands, by its path: `session.2.place`.
struct Keys(Vec<(String, usize)>);

impl Keys {
    fn of(value: &Spanned<DeValue<'_>>) -> Self {
        fn gather(value: &DeValue<'_>, path: &str, into: &mut Vec<(String, usize)>) {
            let below = |key: &str| if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
            match value {
                DeValue::Table(table) => {
                    for (key, value) in table {
                        let path = below(key.get_ref());
                        into.push((path.clone(), key.span().start));
                        gather(value.get_ref(), &path, into);
                    }
                }
                DeValue::Array(array) => {
                    for (place, value) in array.iter().enumerate() {
                        gather(value.get_ref(), &below(&place.to_string()), into);
                    }
                }
                _ => {}
            }
        }
        let mut keys = Vec::new();
        gather(value.get_ref(), "", &mut keys);
        Self(keys)
    }

    fn offset(&self, path: &str) -> Option<usize> {
        self.0.iter().find(|(known, _)| known == path).map(|(_, offset)| *offset)
    }
}
