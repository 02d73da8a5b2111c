//! The declared sources and their precedence, which is data: `sources.toml`.

use serde::Deserialize;
use travaux_record::Source;

use crate::ImportError;

const DECLARED: &str = include_str!("sources.toml");

/// The ids of the declared sources.
const IDS: [&str; 9] =
    ["patch", "dgacm", "akn4un", "undl", "session70", "voeten", "press", "sponsor-list", "own-text"];

/// The declared id that is the same word.
pub(crate) fn known(id: &str) -> Option<&'static str> {
    IDS.into_iter().find(|known| *known == id)
}

/// The sources and whom to believe.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Precedence {
    sources: Vec<Source>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    source: Vec<Declared>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Declared {
    id: String,
    title: String,
    publisher: String,
    url: String,
    licence: String,
    citation: String,
    precedence: u16,
}

impl Precedence {
    /// As the project declares them.
    pub fn declared() -> Result<Self, ImportError> {
        Self::from_toml(DECLARED)
    }

    /// As a user declares them: the same table, with other ranks.
    pub fn from_toml(text: &str) -> Result<Self, ImportError> {
        let file: File = toml::from_str(text).map_err(|e| ImportError::Sources(e.to_string()))?;
        if let Some(missing) = IDS.iter().find(|id| file.source.iter().all(|s| s.id != **id)) {
            return Err(ImportError::Sources(format!("the source {missing} is not declared")));
        }
        let sources = file
            .source
            .into_iter()
            .map(|s| Source {
                id: s.id,
                title: s.title,
                publisher: s.publisher,
                url: s.url,
                licence: s.licence,
                citation: s.citation,
                precedence: s.precedence,
                files: Vec::new(),
                covers: None,
            })
            .collect();
        Ok(Self { sources })
    }

    /// The rank of a source; those that are not declared come last.
    pub(crate) fn rank(&self, source: &str) -> u16 {
        self.source(source).map_or(u16::MAX, |s| s.precedence)
    }

    pub(crate) fn source(&self, id: &str) -> Option<&Source> {
        self.sources.iter().find(|s| s.id == id)
    }
}
