//! Citations: what a case cites, as numbered notes, as BibTeX and as CSL-JSON.
//!
//! A resolution is cited by its symbol, title and the day of its adoption, with the vote (United Nations Editorial
//! Manual: the date is that of actual adoption). CSL has no type for it; `legislation` is what styles agree on most.

use serde_json::{Value, json};
use travaux_record::{DecisionRef, Record, Source};
use travaux_un::symbol::Symbol;
use travaux_votes::Headline;
use travaux_votes::words::{bare_title, day};

use crate::file::schema::SourceEntry;
use crate::file::{CaseFile, When};

/// Something that is cited: its fields, as reference managers know them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// What it is cited by: `unga-75-240`.
    pub key: String,
    kind: Kind,
    author: Option<String>,
    title: String,
    /// The symbol of a document of the United Nations.
    number: Option<String>,
    container: Option<String>,
    issued: Option<When>,
    session: Option<String>,
    meeting: Option<String>,
    url: Option<String>,
    note: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Resolution,
    Document,
    Dataset,
    Other,
}

impl Reference {
    /// Of a decision of the record.
    pub fn of_decision(decision: DecisionRef<'_>) -> Self {
        let headline = Headline::of(decision);
        let symbol = decision.text();
        let written = symbol.as_ref().map_or_else(|| decision.id().to_owned(), Symbol::to_string);
        Self {
            key: key(&written),
            kind: Kind::Resolution,
            author: Some(format!("United Nations, {}", decision.body())),
            title: bare_title(decision.title()).to_owned(),
            url: symbol.map(|symbol| symbol.url()).filter(|url| !url.is_empty()),
            number: Some(written),
            container: None,
            issued: decision.date().map(When::Day),
            session: decision.session().map(|session| session.to_string()),
            meeting: Some(decision.meeting()).filter(|meeting| !meeting.is_empty()).map(str::to_owned),
            note: Some(match headline.tally {
                Some(_) => format!("recorded vote, {}", headline.result()),
                None => headline.result(),
            }),
        }
    }

    /// Of a document of the United Nations that the record has no decision on.
    pub fn of_symbol(symbol: &Symbol) -> Self {
        Self {
            key: key(symbol.as_str()),
            kind: Kind::Document,
            author: Some("United Nations".to_owned()),
            title: String::new(),
            number: Some(symbol.to_string()),
            container: None,
            issued: None,
            session: symbol.session().map(|session| session.to_string()),
            meeting: None,
            url: Some(symbol.url()).filter(|url| !url.is_empty()),
            note: None,
        }
    }

    fn of_entry(entry: &SourceEntry) -> Self {
        let symbol = Symbol::parse(&entry.id).ok();
        Self {
            key: key(&entry.id),
            kind: if symbol.is_some() { Kind::Document } else { Kind::Other },
            author: entry.author.clone(),
            title: entry.title.clone(),
            url: entry.url.clone().or_else(|| symbol.as_ref().map(Symbol::url)).filter(|url| !url.is_empty()),
            number: symbol.map(|symbol| symbol.to_string()),
            container: entry.container.clone(),
            issued: entry.date,
            session: None,
            meeting: None,
            note: entry.note.clone(),
        }
    }

    /// Of a source of the record itself.
    pub fn of_source(source: &Source) -> Self {
        Self {
            key: key(&source.id),
            kind: Kind::Dataset,
            author: Some(source.publisher.clone()),
            title: source.title.clone(),
            number: None,
            container: None,
            issued: None,
            session: None,
            meeting: None,
            url: Some(source.url.clone()).filter(|url| !url.is_empty()),
            note: Some(format!("to be named as: {}", source.citation)),
        }
    }

    /// As a note: `General Assembly resolution 75/240, Developments …, 31 December 2020 (recorded vote, 92-50-21)`.
    pub fn in_words(&self, place: Option<&str>) -> String {
        let mut parts: Vec<String> = Vec::new();
        match (&self.kind, &self.number) {
            (Kind::Resolution, Some(number)) if number.starts_with("A/RES/") => {
                parts.push(format!("General Assembly resolution {}", &number["A/RES/".len()..]));
            }
            (Kind::Resolution | Kind::Document, Some(number)) => {
                parts.extend(
                    self.author.clone().filter(|_| self.kind == Kind::Document && !self.title.is_empty()),
                );
                parts.push(number.clone());
            }
            _ => parts.extend(self.author.clone()),
        }
        if !self.title.is_empty() {
            parts.push(format!("«{}»", self.title));
        }
        parts.extend(self.container.clone());
        parts.extend(self.issued.map(|when| when.to_string()));
        parts.extend(place.map(str::to_owned));
        let note = self.note.as_ref().map(|note| format!(" ({note})")).unwrap_or_default();
        format!("{}{note}.", parts.join(", "))
    }

    /// In a few words, for a note after the first.
    fn short(&self) -> String {
        match (&self.kind, &self.number) {
            (Kind::Resolution, Some(number)) if number.starts_with("A/RES/") => {
                format!("Resolution {}", &number["A/RES/".len()..])
            }
            (_, Some(number)) => number.clone(),
            _ => self.author.clone().unwrap_or_else(|| format!("«{}»", self.title)),
        }
    }

    /// Where to see it.
    pub fn url(&self) -> Option<&str> {
        self.url.as_deref()
    }

    fn bibtex(&self) -> String {
        let mut fields: Vec<(&str, String)> = Vec::new();
        fields.extend(self.author.iter().map(|author| ("author", format!("{{{}}}", escaped(author)))));
        let title =
            if self.title.is_empty() { self.number.clone().unwrap_or_default() } else { self.title.clone() };
        fields.push(("title", format!("{{{}}}", escaped(&title))));
        fields.extend(self.number.iter().map(|number| ("number", escaped(number))));
        fields.extend(self.container.iter().map(|container| ("howpublished", escaped(container))));
        fields.extend(self.issued.map(|when| ("date", iso(when))));
        fields.extend(self.issued.map(|when| ("year", when.year().to_string())));
        fields.extend(self.url.iter().map(|url| ("url", url.clone())));
        fields.extend(self.note.iter().map(|note| ("note", escaped(note))));
        let fields: Vec<String> =
            fields.iter().map(|(name, value)| format!("  {name} = {{{value}}}")).collect();
        format!("@misc{{{},\n{}\n}}\n", self.key, fields.join(",\n"))
    }

    fn csl(&self) -> Value {
        let mut item = json!({
            "id": self.key,
            "type": match self.kind {
                Kind::Resolution => "legislation",
                Kind::Document => "report",
                Kind::Dataset => "dataset",
                Kind::Other => "document",
            },
            "title": if self.title.is_empty() { self.number.clone().unwrap_or_default() } else { self.title.clone() },
        });
        let mut put = |name: &str, value: Value| item[name] = value;
        if let Some(author) = &self.author {
            let name = if self.kind == Kind::Resolution { "authority" } else { "author" };
            let value =
                if self.kind == Kind::Resolution { json!(author) } else { json!([{ "literal": author }]) };
            put(name, value);
        }
        for (name, value) in [
            ("number", &self.number),
            ("container-title", &self.container),
            ("collection-title", &self.session),
            ("event-title", &self.meeting),
            ("URL", &self.url),
            ("note", &self.note),
        ] {
            if let Some(value) = value {
                put(name, json!(value));
            }
        }
        if let Some(when) = self.issued {
            let first = when.first();
            let parts = match when {
                When::Year(year) => json!([[year]]),
                When::Month(year, month) => json!([[year, month]]),
                When::Day(_) => json!([[first.year(), first.month(), first.day()]]),
            };
            put("issued", json!({ "date-parts": parts }));
        }
        item
    }
}

fn iso(when: When) -> String {
    match when {
        When::Year(year) => format!("{year:04}"),
        When::Month(year, month) => format!("{year:04}-{month:02}"),
        When::Day(day) => day.to_string(),
    }
}

/// What BibTeX would take for a sign of its own, escaped.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' | '%' | '$' | '#' | '_' => {
                out.push('\\');
                out.push(c);
            }
            '{' | '}' | '\\' => {}
            c => out.push(c),
        }
    }
    out
}

/// A key without signs: `unga-75-240` of a resolution, else the letters and figures of what it is cited by.
fn key(written: &str) -> String {
    if let Some(number) = written.strip_prefix("A/RES/") {
        return format!("unga-{}", slugged(number));
    }
    slugged(written)
}

fn slugged(text: &str) -> String {
    let mut slug = String::new();
    for c in text.chars() {
        if c.is_ascii_alphanumeric() {
            slug.push(c.to_ascii_lowercase());
        } else if !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.trim_matches('-').to_owned()
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
        } else if let Ok(found) = travaux_votes::find(self.record, name) {
            Reference::of_decision(found.decision)
        } else {
            Symbol::parse(name).map_or_else(|_| unknown(name), |symbol| Reference::of_symbol(&symbol))
        };
        self.number(reference, place)
    }

    fn number(&mut self, reference: Reference, place: Option<String>) -> usize {
        let same = |note: &Note| note.reference.key == reference.key;
        if let Some(known) = self.cited.iter().position(|note| same(note) && note.place == place) {
            return known + 1;
        }
        let earlier = self.cited.iter().position(same).map(|first| first + 1);
        self.cited.push(Note { reference, place, earlier });
        self.cited.len()
    }

    /// The notes, the first first.
    pub fn into_notes(self) -> Vec<Note> {
        self.cited
    }
}

/// A source that neither the file nor the record knows is cited as it is written.
fn unknown(name: &str) -> Reference {
    Reference {
        key: key(name),
        kind: Kind::Other,
        author: None,
        title: name.to_owned(),
        number: None,
        container: None,
        issued: None,
        session: None,
        meeting: None,
        url: None,
        note: None,
    }
}

/// What the notes cite, each once, by key.
fn references(notes: &[Note]) -> Vec<&Reference> {
    let mut references: Vec<&Reference> = notes.iter().map(|note| &note.reference).collect();
    references.sort_by(|a, b| a.key.cmp(&b.key));
    references.dedup_by(|a, b| a.key == b.key);
    references
}

/// What is cited, as BibTeX.
pub fn bibtex(notes: &[Note]) -> String {
    references(notes).into_iter().map(Reference::bibtex).collect::<Vec<_>>().join("\n")
}

/// What is cited, as CSL-JSON, which Zotero and pandoc read.
pub fn csl_json(notes: &[Note]) -> String {
    let items: Vec<Value> = references(notes).into_iter().map(Reference::csl).collect();
    let mut text = serde_json::to_string_pretty(&items).unwrap_or_default();
    text.push('\n');
    text
}

/// The day of a decision in words, or that it is not known.
pub(crate) fn day_of(decision: DecisionRef<'_>) -> String {
    decision.date().map_or_else(|| "a day that is not known".to_owned(), day)
}
