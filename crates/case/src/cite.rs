//! Citations: what a case cites, as numbered notes. BibTeX and CSL-JSON of it are written by
//! [`travaux_check::cite`](mod@travaux_check::cite), which knows how documents of the United Nations are cited.

use travaux_check::cite::{Author, Entry, Kind, free_key};
use travaux_record::{DecisionRef, Record, Source};
use travaux_un::symbol::Symbol;
use travaux_votes::lookup;
use travaux_votes::words::{day, sentence};

use crate::file::CaseFile;
use crate::file::schema::SourceEntry;

pub(crate) use travaux_check::cite::slugged;

/// Something that is cited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// What it is cited by in other programs: `unga-75-240`. In the notes of a report each key is that of one thing.
    pub key: String,
    cited: Cited,
    /// Its fields, as reference managers know them.
    entry: Entry,
    /// Where it is to be seen, if that is no address of the web.
    elsewhere: Option<String>,
}

/// What is cited: two things are one only if this is the same. Keys are not enough, for they have no letters but Latin.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Cited {
    /// A decision of the record, or a document of the United Nations, by its symbol.
    Text(String),
    /// A source of the file, or what the file names and nobody knows.
    Entry(String),
    /// A source of the record.
    Dataset(String),
}

impl Reference {
    fn new(cited: Cited, entry: Entry) -> Self {
        Self { key: entry.key.clone(), cited, entry, elsewhere: None }
    }

    /// Of a decision of the record.
    pub fn of_decision(decision: DecisionRef<'_>) -> Self {
        Self::new(Cited::Text(decision.id().to_owned()), Entry::of_decision(decision))
    }

    /// Of a document of the United Nations that the record has no decision on.
    pub fn of_symbol(symbol: &Symbol, record: &Record) -> Self {
        Self::new(Cited::Text(symbol.to_string()), Entry::of_symbol(symbol, record))
    }

    fn of_entry(entry: &SourceEntry) -> Self {
        let symbol = Symbol::parse(&entry.id).ok();
        let (cited, kind) = match &symbol {
            Some(symbol) => (Cited::Text(symbol.to_string()), Kind::Document),
            None => (Cited::Entry(entry.id.clone()), Kind::Other),
        };
        let by = symbol.as_ref().map_or(entry.id.as_str(), Symbol::as_str);
        let given = entry.url.as_deref().map(str::trim).filter(|url| !url.is_empty());
        let on_the_web = given.filter(|url| is_of_the_web(url)).map(address);
        let fields = Entry {
            author: entry.author.as_deref().map(Author::written),
            url: on_the_web.or_else(|| symbol.as_ref().map(Symbol::url)).filter(|url| !url.is_empty()),
            container: entry.container.clone(),
            day: entry.date.map(Into::into),
            note: entry.note.clone(),
            ..Entry::bare(by, kind, entry.title.clone())
        };
        Self {
            elsewhere: given.filter(|url| !is_of_the_web(url)).map(str::to_owned),
            ..Self::new(cited, Entry { number: symbol.map(|symbol| symbol.to_string()), ..fields })
        }
    }

    /// Of a source of the record itself.
    pub fn of_source(source: &Source) -> Self {
        let entry = Entry {
            author: Some(Author::whole(source.publisher.clone())),
            url: Some(source.url.as_str()).filter(|url| is_of_the_web(url)).map(address),
            note: Some(source.citation.clone()).filter(|citation| !citation.is_empty()),
            ..Entry::bare(&source.id, Kind::Dataset, source.title.clone())
        };
        Self::new(Cited::Dataset(source.id.clone()), entry)
    }

    /// What nobody knows, as it is written.
    fn as_written(name: &str) -> Self {
        Self::new(Cited::Entry(name.to_owned()), Entry::bare(name, Kind::Other, name))
    }

    /// As a note: `General Assembly resolution 75/240, Developments …, 31 December 2020 (recorded vote, 92-50-21)`.
    pub fn in_words(&self, place: Option<&str>) -> String {
        let Entry { kind, author, title, number, container, day, note, .. } = &self.entry;
        let mut parts: Vec<String> = Vec::new();
        let by = author.as_ref().map(|author| author.as_written.clone());
        match (kind, number) {
            (_, Some(number)) if number.starts_with("A/RES/") => {
                parts.push(format!("General Assembly resolution {}", &number["A/RES/".len()..]));
            }
            (Kind::Resolution | Kind::Document, Some(number)) => {
                parts.extend(by.filter(|_| *kind == Kind::Document && !title.is_empty()));
                parts.push(number.clone());
            }
            // How a source of the record wishes to be named begins with its author.
            (Kind::Dataset, _) => parts.extend(note.clone().or(by)),
            _ => parts.extend(by),
        }
        let is_named = *kind == Kind::Dataset && parts.iter().any(|part| part.contains(title.as_str()));
        if !title.is_empty() && !is_named {
            parts.push(format!("«{title}»"));
        }
        parts.extend(container.clone());
        parts.extend(day.map(|when| when.to_string()));
        parts.extend(self.elsewhere.clone());
        parts.extend(place.map(str::to_owned));
        let cited = parts.join(", ");
        match (kind, note) {
            (Kind::Resolution, Some(note)) => format!("{cited} ({note})."),
            (Kind::Document | Kind::Other, Some(note)) => format!("{cited}. {}", sentence(note)),
            (Kind::Dataset, _) | (_, None) => format!("{cited}."),
        }
    }

    /// In a few words, for a note after the first.
    fn short(&self) -> String {
        let Entry { author, title, number, .. } = &self.entry;
        match (number, author) {
            (Some(number), _) if number.starts_with("A/RES/") => {
                format!("Resolution {}", &number["A/RES/".len()..])
            }
            (Some(number), _) => number.clone(),
            (None, Some(author)) => author.as_written.clone(),
            (None, None) => format!("«{title}»"),
        }
    }

    /// Where to see it on the web.
    pub fn url(&self) -> Option<&str> {
        self.entry.url.as_deref()
    }

    /// What a careful reader must know, as one text.
    fn remarks(&self) -> Option<String> {
        let note = self.entry.note.as_ref().map(|note| match self.entry.kind {
            Kind::Dataset => format!("Cited as: {note}"),
            _ => note.clone(),
        });
        let remarks: Vec<String> = self.elsewhere.iter().cloned().chain(note).collect();
        (!remarks.is_empty()).then(|| remarks.join("; "))
    }

    /// For reference managers: with the key that it has among others, and with all that a reader must know in the note.
    fn for_programs(&self) -> Entry {
        Entry { key: self.key.clone(), note: self.remarks(), ..self.entry.clone() }
    }
}

/// Whether an address is one of the web; others are printed and never linked.
fn is_of_the_web(address: &str) -> bool {
    let scheme = address.split_once("://").map_or("", |(scheme, _)| scheme);
    ["http", "https"].iter().any(|known| scheme.eq_ignore_ascii_case(known))
}

/// An address without signs that cannot stand in one (RFC 3986, 2), and that pages and bibliographies would take for
/// their own.
fn address(written: &str) -> String {
    let mut out = String::with_capacity(written.len());
    for c in written.trim().chars() {
        if c.is_ascii_control() || c.is_whitespace() || "\"<>\\^`{|}".contains(c) {
            let mut bytes = [0; 4];
            out.extend(c.encode_utf8(&mut bytes).bytes().map(|byte| format!("%{byte:02X}")));
        } else {
            out.push(c);
        }
    }
    out
}

/// The notes of a report, numbered in the order in which they are first needed.
#[derive(Debug)]
pub struct Notes<'a> {
    record: &'a Record,
    sources: &'a [crate::file::At<SourceEntry>],
    cited: Vec<Note>,
}

/// A note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// What it cites.
    pub reference: Reference,
    /// Where in it.
    pub place: Option<String>,
    /// The number of the note that cited the same before, in full.
    pub earlier: Option<usize>,
}

impl Note {
    /// Where to see it, unless an earlier note says it.
    pub fn url(&self) -> Option<&str> {
        self.reference.url().filter(|_| self.earlier.is_none())
    }

    /// The note as a sentence, without its address; in short where an earlier note has it in full.
    pub fn in_words(&self) -> String {
        match self.earlier {
            Some(earlier) => {
                let place = self.place.as_ref().map(|place| format!(", {place}")).unwrap_or_default();
                format!("{} (note {earlier}){place}.", self.reference.short())
            }
            None => self.reference.in_words(self.place.as_deref()),
        }
    }
}

impl<'a> Notes<'a> {
    /// No notes yet.
    pub fn new(record: &'a Record, file: &'a CaseFile) -> Self {
        Self { record, sources: &file.source, cited: Vec::new() }
    }

    /// The number of the note that cites a decision.
    pub fn decision(&mut self, decision: DecisionRef<'_>) -> usize {
        self.number(Reference::of_decision(decision), None)
    }

    /// The number of the note that cites a source of the record.
    pub fn dataset(&mut self, id: &str) -> Option<usize> {
        let source = self.record.source(id)?;
        let reference = Reference::of_source(source);
        Some(self.number(reference, None))
    }

    /// The number of the note that cites what a case file names: `A/RES/73/27, para. 5`, or an id of its sources.
    pub fn written(&mut self, written: &str) -> usize {
        let (name, place) = match written.split_once(',') {
            Some((name, place)) => (name.trim(), Some(place.trim().to_owned())),
            None => (written.trim(), None),
        };
        self.cited(name, place)
    }

    /// The number of the note that cites a text at a paragraph.
    pub fn cited(&mut self, name: &str, place: Option<String>) -> usize {
        let entry = self.sources.iter().find(|entry| entry.id == name);
        let reference = if let Some(entry) = entry {
            Reference::of_entry(entry)
        } else if let Some(found) = lookup::known(self.record, name) {
            Reference::of_decision(found.decision)
        } else {
            match Symbol::parse(name) {
                Ok(symbol) => Reference::of_symbol(&symbol, self.record),
                // What neither the file nor the record knows is cited as it is written.
                Err(_) => Reference::as_written(name),
            }
        };
        self.number(reference, place)
    }

    fn number(&mut self, mut reference: Reference, place: Option<String>) -> usize {
        let same = |note: &Note| note.reference.cited == reference.cited;
        if let Some(known) = self.cited.iter().position(|note| same(note) && note.place == place) {
            return known + 1;
        }
        let earlier = self.cited.iter().position(same);
        reference.key = match earlier {
            Some(earlier) => self.cited[earlier].reference.key.clone(),
            None => self.free_key(&reference.key),
        };
        self.cited.push(Note { reference, place, earlier: earlier.map(|first| first + 1) });
        self.cited.len()
    }

    fn free_key(&self, wished: &str) -> String {
        free_key(wished, |key| self.cited.iter().all(|note| note.reference.key != key))
    }

    /// The notes, the first first.
    pub fn into_notes(self) -> Vec<Note> {
        self.cited
    }
}

/// What the notes cite, each once, by key.
fn references(notes: &[Note]) -> Vec<Entry> {
    let mut references: Vec<&Reference> = notes.iter().map(|note| &note.reference).collect();
    references.sort_by(|a, b| a.key.cmp(&b.key));
    references.dedup_by(|a, b| a.key == b.key);
    references.into_iter().map(Reference::for_programs).collect()
}

/// What is cited, as BibTeX.
pub fn bibtex(notes: &[Note]) -> String {
    travaux_check::cite::bibtex(&references(notes))
}

/// What is cited, as CSL-JSON, which Zotero and pandoc read.
pub fn csl_json(notes: &[Note]) -> String {
    travaux_check::cite::csl_json(&references(notes))
}

/// The day of a decision in words, or that it is not known.
pub(crate) fn day_of(decision: DecisionRef<'_>) -> String {
    decision.date().map_or_else(|| "a day that is not known".to_owned(), day)
}
