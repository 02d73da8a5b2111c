//! Citations: what a case cites, as numbered notes, as BibTeX and as CSL-JSON.
//!
//! A resolution is cited by its symbol, title and the day of its adoption, with the vote (United Nations Editorial
//! Manual: the date is that of actual adoption). CSL has no type for it; `legislation` is what styles agree on most.

use serde_json::{Value, json};
use travaux_record::{DecisionRef, Record, Source};
use travaux_un::symbol::Symbol;
use travaux_votes::words::{bare_title, day, sentence};
use travaux_votes::{Headline, lookup};

use crate::file::schema::SourceEntry;
use crate::file::{CaseFile, When};

/// Something that is cited: its fields, as reference managers know them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// What it is cited by in other programs: `unga-75-240`. In the notes of a report each key is that of one thing.
    pub key: String,
    cited: Cited,
    kind: Kind,
    author: Option<Author>,
    title: String,
    /// The symbol of a document of the United Nations.
    number: Option<String>,
    container: Option<String>,
    issued: Option<When>,
    session: Option<String>,
    meeting: Option<String>,
    /// An address of the web, without signs that end an address.
    url: Option<String>,
    /// Where it is to be seen, if that is no address of the web.
    elsewhere: Option<String>,
    note: Option<String>,
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

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Resolution,
    Document,
    Dataset,
    Other,
}

/// Who wrote something.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Author {
    as_written: String,
    /// Persons by given and family name, where the text is a list of such names and of nothing else.
    persons: Vec<(String, String)>,
}

impl Author {
    /// One name, of an institution or of whom else: programs are not to take it apart.
    fn whole(name: impl Into<String>) -> Self {
        Self { as_written: name.into(), persons: Vec::new() }
    }

    fn written(text: &str) -> Self {
        Self { persons: persons(text).unwrap_or_default(), ..Self::whole(text) }
    }

    fn bibtex(&self) -> String {
        if self.persons.is_empty() {
            return format!("{{{}}}", escaped(&self.as_written));
        }
        let names = self.persons.iter().map(|(given, family)| escaped(&format!("{family}, {given}")));
        names.collect::<Vec<_>>().join(" and ")
    }

    fn csl(&self) -> Value {
        if self.persons.is_empty() {
            return json!([{ "literal": self.as_written }]);
        }
        self.persons.iter().map(|(given, family)| json!({ "family": family, "given": given })).collect()
    }
}

/// The persons of «Aude Géry, François Delerue and Frédérick Douzet». Two words that begin with capitals may be an
/// institution, and «and» may be a part of its name: only three or more names in a row, none with a word that
/// institutions are called by, are taken for persons.
fn persons(text: &str) -> Option<Vec<(String, String)>> {
    const OF_INSTITUTIONS: [&str; 20] = [
        "Agency",
        "Association",
        "Bank",
        "Center",
        "Centre",
        "Commission",
        "Committee",
        "Council",
        "Department",
        "Foundation",
        "Group",
        "Institute",
        "International",
        "League",
        "Ministry",
        "Nations",
        "Office",
        "Organization",
        "Union",
        "University",
    ];
    let (before, last) = text.rsplit_once(" and ")?;
    let names: Vec<&str> = before.trim_end_matches(',').split(", ").chain([last]).map(str::trim).collect();
    let is_person = |name: &&str| {
        let words: Vec<&str> = name.split(' ').collect();
        let is_name = |word: &&str| {
            word.starts_with(char::is_uppercase)
                && word.chars().all(|c| c.is_alphabetic() || "-’'.".contains(c))
                && !OF_INSTITUTIONS.contains(word)
        };
        (2..=3).contains(&words.len()) && words.iter().all(is_name)
    };
    if names.len() < 3 || !names.iter().all(is_person) {
        return None;
    }
    let parted = names.iter().filter_map(|name| name.rsplit_once(' '));
    Some(parted.map(|(given, family)| (given.to_owned(), family.to_owned())).collect())
}

impl Reference {
    /// With what it is cited by, and a title; the rest is not known.
    fn bare(cited: Cited, kind: Kind, title: impl Into<String>) -> Self {
        let (Cited::Text(by) | Cited::Entry(by) | Cited::Dataset(by)) = &cited;
        Self {
            key: key(by),
            cited,
            kind,
            author: None,
            title: title.into(),
            number: None,
            container: None,
            issued: None,
            session: None,
            meeting: None,
            url: None,
            elsewhere: None,
            note: None,
        }
    }

    /// Of a decision of the record.
    pub fn of_decision(decision: DecisionRef<'_>) -> Self {
        let headline = Headline::of(decision);
        let symbol = decision.text();
        let written = symbol.as_ref().map_or_else(|| decision.id().to_owned(), Symbol::to_string);
        let cited = Cited::Text(decision.id().to_owned());
        Self {
            author: Some(Author::whole(format!("United Nations, {}", decision.body()))),
            url: symbol.map(|symbol| symbol.url()).filter(|url| !url.is_empty()),
            number: Some(written),
            issued: decision.date().map(When::Day),
            session: decision.session().map(|session| format!("{}, session {session}", decision.body())),
            meeting: Some(decision.meeting()).filter(|meeting| !meeting.is_empty()).map(str::to_owned),
            note: Some(match headline.tally {
                Some(_) => format!("recorded vote, {}", headline.result()),
                None => headline.result(),
            }),
            ..Self::bare(cited, Kind::Resolution, bare_title(decision.title()))
        }
    }

    /// Of a document of the United Nations that the record has no decision on.
    pub fn of_symbol(symbol: &Symbol, record: &Record) -> Self {
        let document = record.document(symbol);
        let title = document.map_or("", |document| bare_title(&document.title));
        Self {
            author: Some(Author::whole("United Nations")),
            number: Some(symbol.to_string()),
            issued: document.and_then(|document| document.adopted.or(document.issued)).map(When::Day),
            session: symbol.session().map(|session| format!("session {session}")),
            url: Some(symbol.url()).filter(|url| !url.is_empty()),
            ..Self::bare(Cited::Text(symbol.to_string()), Kind::Document, title)
        }
    }

    fn of_entry(entry: &SourceEntry) -> Self {
        let symbol = Symbol::parse(&entry.id).ok();
        let (cited, kind) = match &symbol {
            Some(symbol) => (Cited::Text(symbol.to_string()), Kind::Document),
            None => (Cited::Entry(entry.id.clone()), Kind::Other),
        };
        let given = entry.url.as_deref().map(str::trim).filter(|url| !url.is_empty());
        let on_the_web = given.filter(|url| is_of_the_web(url)).map(address);
        Self {
            author: entry.author.as_deref().map(Author::written),
            url: on_the_web.or_else(|| symbol.as_ref().map(Symbol::url)).filter(|url| !url.is_empty()),
            elsewhere: given.filter(|url| !is_of_the_web(url)).map(str::to_owned),
            number: symbol.map(|symbol| symbol.to_string()),
            container: entry.container.clone(),
            issued: entry.date,
            note: entry.note.clone(),
            ..Self::bare(cited, kind, entry.title.clone())
        }
    }

    /// Of a source of the record itself.
    pub fn of_source(source: &Source) -> Self {
        Self {
            author: Some(Author::whole(source.publisher.clone())),
            url: Some(source.url.as_str()).filter(|url| is_of_the_web(url)).map(address),
            note: Some(source.citation.clone()).filter(|citation| !citation.is_empty()),
            ..Self::bare(Cited::Dataset(source.id.clone()), Kind::Dataset, source.title.clone())
        }
    }

    /// As a note: `General Assembly resolution 75/240, Developments …, 31 December 2020 (recorded vote, 92-50-21)`.
    pub fn in_words(&self, place: Option<&str>) -> String {
        let mut parts: Vec<String> = Vec::new();
        let by = self.author.as_ref().map(|author| author.as_written.clone());
        match (&self.kind, &self.number) {
            (_, Some(number)) if number.starts_with("A/RES/") => {
                parts.push(format!("General Assembly resolution {}", &number["A/RES/".len()..]));
            }
            (Kind::Resolution | Kind::Document, Some(number)) => {
                parts.extend(by.filter(|_| self.kind == Kind::Document && !self.title.is_empty()));
                parts.push(number.clone());
            }
            // How a source of the record wishes to be named begins with its author.
            (Kind::Dataset, _) => parts.extend(self.note.clone().or(by)),
            _ => parts.extend(by),
        }
        let is_named = self.kind == Kind::Dataset && parts.iter().any(|part| part.contains(&self.title));
        if !self.title.is_empty() && !is_named {
            parts.push(format!("«{}»", self.title));
        }
        parts.extend(self.container.clone());
        parts.extend(self.issued.map(|when| when.to_string()));
        parts.extend(self.elsewhere.clone());
        parts.extend(place.map(str::to_owned));
        let cited = parts.join(", ");
        match (&self.kind, &self.note) {
            (Kind::Resolution, Some(note)) => format!("{cited} ({note})."),
            (Kind::Document | Kind::Other, Some(note)) => format!("{cited}. {}", sentence(note)),
            (Kind::Dataset, _) | (_, None) => format!("{cited}."),
        }
    }

    /// In a few words, for a note after the first.
    fn short(&self) -> String {
        match (&self.kind, &self.number) {
            (_, Some(number)) if number.starts_with("A/RES/") => {
                format!("Resolution {}", &number["A/RES/".len()..])
            }
            (_, Some(number)) => number.clone(),
            _ => self
                .author
                .as_ref()
                .map_or_else(|| format!("«{}»", self.title), |author| author.as_written.clone()),
        }
    }

    /// Where to see it on the web.
    pub fn url(&self) -> Option<&str> {
        self.url.as_deref()
    }

    /// The title, or what stands for one.
    fn title(&self) -> &str {
        if self.title.is_empty() { self.number.as_deref().unwrap_or_default() } else { &self.title }
    }

    /// What a careful reader must know, as one text.
    fn remarks(&self) -> Option<String> {
        let note = self.note.as_ref().map(|note| match self.kind {
            Kind::Dataset => format!("Cited as: {note}"),
            _ => note.clone(),
        });
        let remarks: Vec<String> = self.elsewhere.iter().cloned().chain(note).collect();
        (!remarks.is_empty()).then(|| remarks.join("; "))
    }

    /// Entries that BibTeX and biblatex both know: `techreport` has the number and the institution of a document.
    fn bibtex(&self) -> String {
        let is_of_the_un = matches!(self.kind, Kind::Resolution | Kind::Document);
        let mut fields: Vec<(&str, String)> = Vec::new();
        fields.extend(self.author.iter().map(|author| ("author", author.bibtex())));
        fields.push(("title", format!("{{{}}}", escaped(self.title()))));
        if is_of_the_un {
            fields.push(("institution", "United Nations".to_owned()));
            fields.push(("type", if self.is_resolution() { "Resolution" } else { "Document" }.to_owned()));
        }
        fields.extend(self.number.iter().map(|number| ("number", escaped(number))));
        fields.extend(self.container.iter().map(|container| ("howpublished", escaped(container))));
        fields.extend(self.issued.map(|when| ("date", iso(when))));
        fields.extend(self.issued.map(|when| ("year", when.year().to_string())));
        fields.extend(self.url.iter().map(|url| ("url", url.clone())));
        fields.extend(self.remarks().map(|note| ("note", escaped(&note))));
        let fields: Vec<String> =
            fields.iter().map(|(name, value)| format!("  {name} = {{{value}}}")).collect();
        let entry = if is_of_the_un { "techreport" } else { "misc" };
        format!("@{entry}{{{},\n{}\n}}\n", self.key, fields.join(",\n"))
    }

    fn is_resolution(&self) -> bool {
        self.number.as_ref().is_some_and(|number| number.contains("/RES/"))
    }

    fn csl(&self) -> Value {
        let mut item = json!({
            "id": self.key,
            "type": match self.kind {
                Kind::Resolution => "legislation",
                Kind::Document => "report",
                Kind::Dataset => "dataset",
                Kind::Other if self.url.is_some() => "webpage",
                Kind::Other => "document",
            },
            "title": self.title(),
        });
        let mut put = |name: &str, value: Value| item[name] = value;
        match (&self.author, self.kind) {
            (Some(author), Kind::Resolution) => put("authority", json!(author.as_written)),
            (Some(author), _) => put("author", author.csl()),
            (None, _) => {}
        }
        if self.kind == Kind::Document {
            put("publisher", json!("United Nations"));
        }
        for (name, value) in [
            ("number", &self.number),
            ("container-title", &self.container),
            ("event-title", &self.session),
            // CSL: what belongs to the history of a piece of legislation; here the record of the meeting.
            ("references", &self.meeting),
            ("URL", &self.url),
            ("note", &self.remarks()),
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

/// What BibTeX would take for a sign of its own, escaped; on one line.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' | '%' | '$' | '#' | '_' => {
                out.push('\\');
                out.push(c);
            }
            '{' | '}' | '\\' => {}
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// A key without signs: `unga-75-240` of a resolution, else the letters and figures of what it is cited by. It may be
/// empty, and that of another.
fn key(written: &str) -> String {
    if let Some(number) = written.strip_prefix("A/RES/") {
        return format!("unga-{}", slugged(number));
    }
    slugged(written)
}

/// Latin letters and figures, with hyphens for the rest.
pub(crate) fn slugged(text: &str) -> String {
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
        } else if let Some(found) = lookup::known(self.record, name) {
            Reference::of_decision(found.decision)
        } else {
            match Symbol::parse(name) {
                Ok(symbol) => Reference::of_symbol(&symbol, self.record),
                // What neither the file nor the record knows is cited as it is written.
                Err(_) => Reference::bare(Cited::Entry(name.to_owned()), Kind::Other, name),
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

    /// A key that nothing else has: `a-page`, `a-page-2`; `source` of what has no letters for one.
    fn free_key(&self, wished: &str) -> String {
        let wished = if wished.is_empty() { "source" } else { wished };
        let is_free = |key: &str| self.cited.iter().all(|note| note.reference.key != key);
        let numbered = (2..).map(|n| format!("{wished}-{n}"));
        std::iter::once(wished.to_owned()).chain(numbered).find(|key| is_free(key)).unwrap_or_default()
    }

    /// The notes, the first first.
    pub fn into_notes(self) -> Vec<Note> {
        self.cited
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
