//! Correct citations of documents of the United Nations: in the words of four house styles, and as entries for reference
//! managers.
//!
//! The day of a citation is that of adoption (United Nations Editorial Manual), never that of issue. What the record does
//! not know is left out and said; what it does not have at all is cited as far as the symbol says.
//!
//! [`cite`] answers. [`house`] has the styles that people read, one module a style, each with the source of its forms.
//! [`Entry`] is what reference managers know of a thing, whoever cites it; [`bibtex()`], [`csl_json`] and [`ris()`] write it.

mod act;
mod author;
mod bibtex;
mod csl;
mod document;
mod entry;
pub mod house;
mod key;
mod paragraph;
mod ris;
mod when;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;
use travaux_record::{Answer, Cell, Method, Record, Table, Tabular};
use travaux_un::symbol::{Candidate, Symbol};
use travaux_votes::lookup;

use crate::citation::citations;

pub use author::Author;
pub use bibtex::bibtex;
pub use csl::csl_json;
pub use document::CitedDocument;
pub use entry::{Entry, Kind};
pub use house::Forms;
pub use key::{free_key, key, slugged};
pub use paragraph::{Paragraph, ParseParagraphError};
pub use ris::ris;
pub use when::When;

const METHOD: Method = Method {
    name: "citation",
    summary: "each document as its symbol names it, with title, day of adoption and vote as the record has them; the day \
              is never that of issue, and what is not known is left out",
};

/// A document as somebody asked for it: `73/27`, `a/res/75/240, para. 5`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    text: String,
    /// What the text may mean, the likeliest first, and never nothing.
    first: Symbol,
    others: Vec<Symbol>,
    paragraph: Option<Paragraph>,
}

/// A text that names no document.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{text:?} names no document")]
pub struct UnreadableError {
    text: String,
    /// What to write.
    pub hint: &'static str,
}

impl Asked {
    /// Reads what a person wrote: most often one document, with a paragraph behind it if there is one. A source's own number
    /// (`undl:1655128`) is looked up in the record; a line of prose has the documents that stand in it.
    pub fn read(record: &Record, text: &str) -> Result<Vec<Self>, UnreadableError> {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let (name, paragraph) = Paragraph::split(&text);
        let mut symbols = Symbol::guess(name).into_iter().map(|Candidate { symbol, .. }| symbol);
        if let Some(first) = symbols.next() {
            return Ok(vec![Self { first, others: symbols.collect(), text: name.to_owned(), paragraph }]);
        }
        let numbered = name.contains(':').then(|| lookup::known(record, name)).flatten();
        if let Some(symbol) = numbered.and_then(|found| found.decision.text()) {
            return Ok(vec![Self { paragraph, ..Self::of(&symbol) }]);
        }
        let mentioned = citations(&text).into_iter().map(|citation| Self {
            paragraph: citation.paragraph.and_then(|paragraph| paragraph.parse().ok()),
            ..Self::of(&citation.symbol)
        });
        let mentioned: Vec<Self> = mentioned.collect();
        if mentioned.is_empty() {
            return Err(UnreadableError { hint: hint(name), text: text.chars().take(80).collect() });
        }
        Ok(mentioned)
    }

    /// A document by its symbol.
    pub fn of(symbol: &Symbol) -> Self {
        Self { text: symbol.to_string(), first: symbol.clone(), others: Vec::new(), paragraph: None }
    }

    /// The same with a paragraph.
    #[must_use]
    pub fn at(self, paragraph: Paragraph) -> Self {
        Self { paragraph: Some(paragraph), ..self }
    }

    /// The paragraph.
    pub fn paragraph(&self) -> Option<&Paragraph> {
        self.paragraph.as_ref()
    }

    fn text(&self) -> &str {
        &self.text
    }

    fn first(&self) -> &Symbol {
        &self.first
    }

    fn symbols(&self) -> impl Iterator<Item = &Symbol> {
        std::iter::once(&self.first).chain(&self.others)
    }

    /// Whether the text is the symbol, but for the size of letters and for blanks.
    fn is_canonical(&self, symbol: &Symbol) -> bool {
        let plain = |text: &str| text.replace(' ', "").to_ascii_lowercase();
        plain(&self.text) == plain(symbol.as_str())
    }
}

fn hint(name: &str) -> &'static str {
    if name.trim_start().to_ascii_uppercase().starts_with("L.") {
        "the number of a draft begins anew each session and in each committee; name both, as A/C.1/75/L.8/Rev.1"
    } else {
        "a document is written as 73/27, a/res/75/240, A/75/394, S/RES/1325 (2000) or \"73/27, para. 5\""
    }
}

/// Documents that are cited.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Citations {
    /// In the order in which they were asked for.
    pub documents: Vec<CitedDocument>,
    /// The day on which they were seen on the web, if that is known.
    pub accessed: Option<Date>,
}

/// Cites documents. `accessed` is the day on which somebody saw them on the web; nothing is assumed without it.
pub fn cite(record: &Record, asked: &[Asked], accessed: Option<Date>) -> Answer<Citations> {
    let value = Citations { documents: Vec::with_capacity(asked.len()), accessed };
    let mut answer = Answer::new(value, METHOD);
    for one in asked {
        let mut found = document::find(record, one, accessed);
        found.caveats.into_iter().for_each(|caveat| answer.caveat(caveat));
        found.sources.into_iter().for_each(|source| answer.cite(source));
        let key = answer.value.key_of(&found.document);
        key.clone_into(&mut found.document.key);
        found.document.entry.key = key;
        answer.value.documents.push(found.document);
    }
    answer
}

/// The styles in which documents are cited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// The United Nations Editorial Manual.
    Un,
    /// The Bluebook.
    Bluebook,
    /// OSCOLA.
    Oscola,
    /// The Chicago Manual of Style.
    Chicago,
    /// CSL-JSON.
    Csl,
    /// BibTeX and biblatex.
    Bibtex,
    /// RIS.
    Ris,
}

impl Citations {
    /// The key of a document: that of the same document before, else one that no other has.
    fn key_of(&self, document: &CitedDocument) -> String {
        if let Some(known) = self.documents.iter().find(|known| known.symbol == document.symbol) {
            return known.key.clone();
        }
        free_key(&document.entry.key, |key| self.documents.iter().all(|known| known.key != key))
    }

    /// The documents for reference managers: each once, with the paragraphs that are cited of it before its note.
    pub fn entries(&self) -> Vec<Entry> {
        let mut entries: Vec<(Entry, Vec<&str>)> = Vec::new();
        for document in &self.documents {
            let place = document.paragraph.as_deref();
            match entries.iter_mut().find(|(entry, _)| entry.key == document.key) {
                Some((_, places)) => places.extend(place.filter(|place| !places.contains(place))),
                None => entries.push((document.entry.clone(), place.into_iter().collect())),
            }
        }
        let noted = |(mut entry, places): (Entry, Vec<&str>)| {
            let parts: Vec<String> = places.into_iter().map(str::to_owned).chain(entry.note.take()).collect();
            entry.note = (!parts.is_empty()).then(|| parts.join("; "));
            entry
        };
        entries.into_iter().map(noted).collect()
    }

    /// All of them in a style, each on a line or as an entry.
    pub fn in_style(&self, style: Style) -> String {
        let lines = |form: fn(&Forms) -> &str| {
            let lines = self.documents.iter().map(|document| form(&document.citation).to_owned() + "\n");
            lines.collect::<Vec<_>>().concat()
        };
        match style {
            Style::Un => lines(|forms| &forms.un),
            Style::Bluebook => lines(|forms| &forms.bluebook),
            Style::Oscola => lines(|forms| &forms.oscola),
            Style::Chicago => lines(|forms| &forms.chicago),
            Style::Csl => csl_json(&self.entries()),
            Style::Bibtex => bibtex(&self.entries()),
            Style::Ris => ris(&self.entries()),
        }
    }
}

impl Tabular for Citations {
    fn tables(&self) -> Vec<Table> {
        let mut citations =
            Table::new("citations", "Citations", &["symbol", "un", "bluebook", "oscola", "chicago", "key"]);
        let mut parts = Table::new(
            "parts",
            "Parts",
            &["symbol", "kind", "body", "session", "year", "title", "adopted", "meeting", "vote", "url"],
        );
        for document in &self.documents {
            let symbol = || Cell::Symbol(document.symbol.to_string());
            let Forms { un, bluebook, oscola, chicago } = &document.citation;
            let [un, bluebook, oscola, chicago] =
                [un, bluebook, oscola, chicago].map(|form| Cell::from(form.as_str()));
            citations.row([symbol(), un, bluebook, oscola, chicago, document.key.as_str().into()]);
            parts.row([
                symbol(),
                house::kind_in_words(document.kind).into(),
                document.body.name().into(),
                document.session.map(|session| session.to_string()).into(),
                document.year.map(|year| year.to_string()).into(),
                document.title.clone().into(),
                document.adopted.or(document.held).into(),
                document.meeting.clone().into(),
                document.vote.clone().into(),
                document.url.clone().into(),
            ]);
        }
        parts.drop_empty_columns();
        vec![citations, parts]
    }
}
