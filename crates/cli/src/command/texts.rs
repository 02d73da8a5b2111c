//! Finding texts as people name them: by a symbol, the name of an own text, or the path of a file.

use std::path::Path;

use anyhow::Result;
use travaux_record::texts::{StoredText, Texts};
use travaux_un::near::nearest;
use travaux_un::symbol::Symbol;
use travaux_votes::lookup;
use travaux_votes::words::listed;

use crate::failure::Failure;
use crate::settings::Settings;

/// How texts come into the record, in one line.
const HOW_TO_IMPORT: &str = "bring texts with `travaux import FOLDER`, such as a copy of https://github.com/UNxml/GAresolutions, \
                             or name a file in place of a symbol";
/// The language that is meant where none is named.
const DEFAULT_LANGUAGE: &str = "eng";

/// The texts of the user's record, opened without the rest of it.
#[derive(Debug)]
pub(crate) struct Shelf<'a> {
    settings: &'a Settings,
    texts: Option<Texts>,
    language: Option<String>,
}

impl<'a> Shelf<'a> {
    /// The texts of the record that the settings name; none where there is none.
    pub(crate) fn open(settings: &'a Settings, language: Option<&str>) -> Result<Self> {
        let texts = settings.own_record(Texts::open)?.flatten();
        Ok(Self { settings, texts, language: language.map(code_of).transpose()? })
    }

    /// All texts, or how to get some.
    pub(crate) fn all(&self) -> Result<&Texts> {
        self.texts.as_ref().ok_or_else(|| {
            Failure::new("the record has no texts of documents: they are not part of the program")
                .hint(HOW_TO_IMPORT)
                .into()
        })
    }

    /// The text that is meant: a file by its path, else a text of the record by symbol or name.
    pub(crate) fn find(&self, asked: &str) -> Result<StoredText> {
        let path = Path::new(asked);
        if path.is_file() {
            return self.read(path);
        }
        if looks_like_a_path(asked) && Symbol::parse(asked).is_err() {
            return Err(Failure::new(format!("there is no file {asked}"))
                .hint("check the name; a text of the record is named by its symbol: 75/240")
                .into());
        }
        let names: Vec<String> = std::iter::once(asked.to_owned())
            .chain(Symbol::guess(asked).into_iter().map(|candidate| candidate.symbol.to_string()))
            .collect();
        for name in &names {
            if let Some(text) = self.in_record(name)? {
                return Ok(text);
            }
        }
        self.by_decision(asked, &names)
    }

    /// The text of that name, if the record has it.
    pub(crate) fn in_record(&self, name: &str) -> Result<Option<StoredText>> {
        self.texts.as_ref().map_or(Ok(None), |texts| self.choose(name, texts.of(name)?))
    }

    /// A draft stands for what it was adopted as, if the record of decisions knows that.
    fn by_decision(&self, asked: &str, names: &[String]) -> Result<StoredText> {
        let record = self.settings.record()?;
        let found = lookup::find_all(&record, asked).unwrap_or_default();
        let documents = names.iter().filter_map(|name| record.document(&Symbol::parse(name).ok()?));
        let adopted: Vec<String> = documents
            .filter_map(|document| document.adopted_as.as_ref().map(ToString::to_string))
            .chain(found.iter().map(|decision| decision.text_str().to_owned()))
            .collect();
        for name in &adopted {
            if let Some(text) = self.in_record(name)? {
                let console = self.settings.console();
                console.note(&format!(
                    "{asked} is not among the texts of the record: this is {name}, adopted from it"
                ));
                return Ok(text);
            }
        }
        Err(self.not_found(asked, adopted.first().map(String::as_str), names)?.into())
    }

    fn not_found(&self, asked: &str, decided: Option<&str>, names: &[String]) -> Result<Failure> {
        let name = decided.filter(|name| !name.is_empty()).unwrap_or(asked);
        let Some(texts) = &self.texts else {
            let message = format!("the text of {name} is not in the record: it has no texts of documents");
            return Ok(Failure::new(message).hint(HOW_TO_IMPORT));
        };
        let heads = texts.heads()?;
        let near = |name: &String| nearest(name, heads.iter().map(|head| head.name.as_str()));
        let mut failure =
            Failure::new(format!("{name} is not among the {} texts of the record", heads.len()));
        if let Some(near) = names.iter().map(near).find(|near| !near.is_empty()) {
            failure = failure.hint(format!("the nearest: {}", near.join(", ")));
        }
        Ok(failure.hint(HOW_TO_IMPORT))
    }

    /// The language that is wanted; else English, else the only one.
    fn choose(&self, name: &str, mut found: Vec<StoredText>) -> Result<Option<StoredText>> {
        if found.is_empty() {
            return Ok(None);
        }
        let wanted = self.language.as_deref().unwrap_or(DEFAULT_LANGUAGE);
        if let Some(at) = found.iter().position(|text| text.language() == wanted) {
            return Ok(Some(found.swap_remove(at)));
        }
        if self.language.is_some() {
            let there: Vec<String> = found.iter().map(|text| in_words(text.language())).collect();
            return Err(Failure::new(format!("{name} is not in the record in {}", in_words(wanted)))
                .hint(format!("it is there in {}", listed(there, "and")))
                .into());
        }
        Ok(Some(found.swap_remove(0)))
    }

    /// A file read as an import would read it; what is wrong with it is told.
    fn read(&self, path: &Path) -> Result<StoredText> {
        let mut diagnostics = travaux_record::Diagnostics::default();
        let text = travaux_import::texts::read_file(path, &mut diagnostics);
        let kept = diagnostics.kept();
        // A file that is named needs no symbol: its name is as good.
        kept.iter()
            .filter(|d| d.code != travaux_import::texts::NO_SYMBOL)
            .for_each(|d| self.settings.console().diagnostic(d));
        text.ok_or_else(|| Failure::new(format!("{} holds no text that can be read", path.display())).into())
    }
}

fn looks_like_a_path(asked: &str) -> bool {
    let lower = asked.to_lowercase();
    [".xml", ".docx", ".txt", ".pdf", ".doc"].iter().any(|ending| lower.ends_with(ending))
}

/// The official languages, by their codes and names.
const LANGUAGES: [[&str; 3]; 6] = [
    ["eng", "en", "English"],
    ["fra", "fr", "French"],
    ["spa", "es", "Spanish"],
    ["rus", "ru", "Russian"],
    ["ara", "ar", "Arabic"],
    ["zho", "zh", "Chinese"],
];

/// The code of three letters of a language: `en`, `eng` and `english` are one.
fn code_of(language: &str) -> Result<String> {
    let is = |names: &&[&str; 3]| names.iter().any(|name| name.eq_ignore_ascii_case(language));
    let unknown = || {
        Failure::new(format!("{language:?} is no official language"))
            .hint("it is one of en, fr, es, ru, ar, zh")
    };
    Ok(LANGUAGES.iter().find(is).map(|names| names[0].to_owned()).ok_or_else(unknown)?)
}

/// A language by its name, or by its code where it is no official one.
fn in_words(code: &str) -> String {
    let found = LANGUAGES.iter().find(|names| names[0] == code);
    let unknown = if code.is_empty() { "a language that is not known" } else { code };
    found.map_or(unknown, |names| names[2]).to_owned()
}

/// The language of texts.
#[derive(Debug, clap::Args)]
pub(crate) struct LanguageArgs {
    /// Language of the texts, where the record has several: en, fr, es, ru, ar, zh [default: en]
    #[arg(long, value_name = "LANGUAGE")]
    pub(crate) language: Option<String>,
}
