//! What a body adopted and numbers in its own line: its resolutions and decisions.

use travaux_un::body::Body;
use travaux_un::symbol::{DocumentKind, PartRole, Symbol};

/// A resolution or decision, as far as its symbol says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Act {
    /// The body that adopted it.
    pub(super) body: Body,
    /// Whether it is a decision, and no resolution.
    pub(super) is_decision: bool,
    /// The number as the body writes it: `73/27`, `377 A (V)`, `1325`, `2016/2`.
    pub(super) number: String,
    /// The year that the Security Council writes behind the number.
    pub(super) year_behind: Option<i16>,
    /// The part that the Digital Library's symbol names: `sect. III`.
    pub(super) section: Option<String>,
    /// The letters of several that were adopted under one number: `A-C`.
    range: Option<String>,
    /// Whether the session stands behind the number: `377 A (V)`.
    pub(super) is_of_old: bool,
}

impl Act {
    /// Of a symbol that names one. A corrigendum to a resolution is none, nor is a resolution of a commission or a
    /// conference, which has a line of its own.
    pub(super) fn of(symbol: &Symbol) -> Option<Self> {
        let is_decision = match symbol.kind() {
            DocumentKind::Resolution => false,
            DocumentKind::Decision => true,
            _ => return None,
        };
        let body = symbol.body();
        let is_of_council = body == Body::HumanRightsCouncil;
        let has_more = |role| match role {
            PartRole::Modifier => true,
            PartRole::Body => !is_of_council,
            _ => false,
        };
        let knows = matches!(
            body,
            Body::GeneralAssembly
                | Body::SecurityCouncil
                | Body::EconomicAndSocialCouncil
                | Body::HumanRightsCouncil
                | Body::TrusteeshipCouncil
        );
        if !knows || symbol.parts().any(|part| has_more(part.role)) {
            return None;
        }
        let nature = symbol.parts().find(|part| part.role == PartRole::Nature)?.text;
        let (_, behind) = symbol.as_str().split_once(&format!("/{nature}/"))?;
        let number = behind.split(" [").next().unwrap_or(behind).to_owned();
        let year_behind = symbol.year().filter(|year| number.ends_with(&format!(" ({year})")));
        let number = match year_behind {
            Some(year) => number.trim_end_matches(&format!(" ({year})")).to_owned(),
            None => number,
        };
        Some(Self {
            body,
            is_decision,
            is_of_old: year_behind.is_none() && number.ends_with(')'),
            number,
            year_behind,
            range: symbol.letters().filter(|letters| letters.contains('-')).map(str::to_owned),
            section: symbol.section().map(|section| section.replace("Sect. ", "sect. ")),
        })
    }

    /// The number with the year behind it where it has one: `1325 (2000)`.
    pub(super) fn number_and_year(&self) -> String {
        match self.year_behind {
            Some(year) => format!("{} ({year})", self.number),
            None => self.number.clone(),
        }
    }

    /// The same as the United Nations writes it in a sentence: `resolutions 377 A to C (V)`.
    pub(super) fn in_a_sentence(&self) -> String {
        let number = self.number_and_year();
        let (one, several) =
            if self.is_decision { ("decision", "decisions") } else { ("resolution", "resolutions") };
        match &self.range {
            Some(range) => {
                let word = if is_a_pair(range) { " and " } else { " to " };
                format!("{several} {}", number.replacen(range, &range.replace('-', word), 1))
            }
            None => format!("{one} {number}"),
        }
    }

    /// Whether documents of it have a symbol: the Assembly's decisions are printed without one.
    pub(super) fn has_symbol(&self) -> bool {
        !(self.is_decision && self.body == Body::GeneralAssembly)
    }
}

/// Whether a range has two letters: `A-B`.
fn is_a_pair(range: &str) -> bool {
    matches!(range.as_bytes(), [first, b'-', last] if last.wrapping_sub(*first) == 1)
}
