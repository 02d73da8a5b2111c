//! Bodies of the United Nations, and the Main Committees of the General Assembly.

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The body to which a document belongs, as its symbol tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Body {
    /// The General Assembly with its committees and subsidiary bodies (`A/`).
    GeneralAssembly,
    /// The Security Council (`S/`).
    SecurityCouncil,
    /// The Economic and Social Council with its commissions (`E/`).
    EconomicAndSocialCouncil,
    /// The Human Rights Council (`A/HRC/`).
    HumanRightsCouncil,
    /// The Trusteeship Council (`T/`).
    TrusteeshipCouncil,
    /// The Secretariat (`ST/`).
    Secretariat,
    /// A conference called by the Assembly or by the Economic and Social Council (`A/CONF.`, `E/CONF.`).
    Conference,
    /// Any other: treaty bodies, conferences of parties, programmes with a series of their own (`CRC/`, `NPT/`, `TD/`).
    Other,
}

impl Body {
    /// The name in English.
    pub const fn name(self) -> &'static str {
        match self {
            Self::GeneralAssembly => "General Assembly",
            Self::SecurityCouncil => "Security Council",
            Self::EconomicAndSocialCouncil => "Economic and Social Council",
            Self::HumanRightsCouncil => "Human Rights Council",
            Self::TrusteeshipCouncil => "Trusteeship Council",
            Self::Secretariat => "Secretariat",
            Self::Conference => "United Nations conference",
            Self::Other => "other body",
        }
    }
}

impl fmt::Display for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// A Main Committee of the General Assembly (rule 98 of its rules of procedure, A/520/Rev.20), of today or of the past.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Committee {
    /// Disarmament and International Security (`A/C.1/`).
    First,
    /// Economic and Financial (`A/C.2/`).
    Second,
    /// Social, Humanitarian and Cultural (`A/C.3/`).
    Third,
    /// Special Political and Decolonization since 1993, before that trusteeship and decolonization (`A/C.4/`).
    Fourth,
    /// Administrative and Budgetary (`A/C.5/`).
    Fifth,
    /// Legal (`A/C.6/`).
    Sixth,
    /// The Special Political Committee, merged into the Fourth by resolution 47/233 (`A/SPC/`).
    SpecialPolitical,
    /// The Ad Hoc Political Committee, forerunner of the Special Political Committee.
    ///
    /// It had a new symbol each session, which this crate does not list: the committee is known by name only.
    AdHocPolitical,
}

impl Committee {
    /// All of them, those of today first.
    pub const ALL: [Self; 8] = [
        Self::First,
        Self::Second,
        Self::Third,
        Self::Fourth,
        Self::Fifth,
        Self::Sixth,
        Self::SpecialPolitical,
        Self::AdHocPolitical,
    ];

    /// The name: `First Committee`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::First => "First Committee",
            Self::Second => "Second Committee",
            Self::Third => "Third Committee",
            Self::Fourth => "Fourth Committee",
            Self::Fifth => "Fifth Committee",
            Self::Sixth => "Sixth Committee",
            Self::SpecialPolitical => "Special Political Committee",
            Self::AdHocPolitical => "Ad Hoc Political Committee",
        }
    }

    /// Its segment in a symbol: `C.1`, `SPC`; `None` for the Ad Hoc Political Committee.
    pub const fn segment(self) -> Option<&'static str> {
        match self {
            Self::First => Some("C.1"),
            Self::Second => Some("C.2"),
            Self::Third => Some("C.3"),
            Self::Fourth => Some("C.4"),
            Self::Fifth => Some("C.5"),
            Self::Sixth => Some("C.6"),
            Self::SpecialPolitical => Some("SPC"),
            Self::AdHocPolitical => None,
        }
    }

    /// The committee that a text of the record names: `First Committee`, `#fifthCommittee` (AKN4UN), `C.1`, `A/C.1`, `SPC`.
    ///
    /// `None` says that it names none, as in `Without reference to a Main Committee`.
    pub fn named(text: &str) -> Option<Self> {
        let text = text.trim().trim_start_matches('#');
        let text = text.strip_prefix("A/").unwrap_or(text).trim_end_matches('/');
        // One spelling for `First Committee`, `firstCommittee`, `first-committee`, `FIRST COMMITTEE`, `1st Committee`.
        let key: String =
            text.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect();
        let key = key.strip_suffix("committee").unwrap_or(&key);
        match key {
            "first" | "1st" | "c1" => Some(Self::First),
            "second" | "2nd" | "c2" => Some(Self::Second),
            "third" | "3rd" | "c3" => Some(Self::Third),
            "fourth"
            | "4th"
            | "c4"
            | "specialpoliticalanddecolonization"
            | "specialpoliticalanddecolonizationcommitteefourth" => Some(Self::Fourth),
            "fifth" | "5th" | "c5" => Some(Self::Fifth),
            "sixth" | "6th" | "c6" => Some(Self::Sixth),
            "specialpolitical" | "spc" => Some(Self::SpecialPolitical),
            "adhocpolitical" | "ahc" | "ahpc" => Some(Self::AdHocPolitical),
            _ => None,
        }
    }
}

impl fmt::Display for Committee {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// A text that names no Main Committee.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{text}` names no Main Committee: expected `First Committee` to `Sixth Committee`, or `C.1` to `C.6`"
)]
pub struct ParseCommitteeError {
    text: String,
}

impl FromStr for Committee {
    type Err = ParseCommitteeError;

    fn from_str(text: &str) -> Result<Self, ParseCommitteeError> {
        Self::named(text).ok_or_else(|| ParseCommitteeError { text: text.chars().take(60).collect() })
    }
}
