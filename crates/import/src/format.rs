//! The formats that can be imported, by name.

use std::fmt;
use std::str::FromStr;

/// A format that can be imported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Format {
    /// The UN Digital Library's voting data, one row a state and resolution; or its outcomes, one row a resolution.
    Undl,
    /// The UN's JSON Lines extract of its machine-readable resolutions.
    Dgacm,
    /// Voeten's data, one row a state and roll call with the roll call beside it (Dataverse).
    Voeten,
    /// Voeten's votes alone (`rcid,ccode,country,vote`); the roll calls come in another file.
    VoetenVotes,
    /// Voeten's roll calls alone; the votes come in another file.
    VoetenRollCalls,
    /// Votes in committee, one row a state; the roll calls come in another file.
    CommitteeVotes,
    /// Roll calls in committee and plenary, with their parts; the votes come in another file.
    CommitteeRollCalls,
    /// Totals of committee votes from press releases.
    CommitteeTotals,
    /// Sponsors of named texts, one row each.
    Sponsors,
    /// The texts of documents: AKN4UN, DOCX, plain text.
    Texts,
    /// Our own corrections (TOML).
    Patch,
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 11] = [
        Self::Undl,
        Self::Dgacm,
        Self::Voeten,
        Self::VoetenVotes,
        Self::VoetenRollCalls,
        Self::CommitteeVotes,
        Self::CommitteeRollCalls,
        Self::CommitteeTotals,
        Self::Sponsors,
        Self::Texts,
        Self::Patch,
    ];

    /// The word for it on the command line.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Undl => "undl",
            Self::Dgacm => "dgacm",
            Self::Voeten => "voeten",
            Self::VoetenVotes => "voeten-votes",
            Self::VoetenRollCalls => "voeten-rollcalls",
            Self::CommitteeVotes => "committee-votes",
            Self::CommitteeRollCalls => "committee-rollcalls",
            Self::CommitteeTotals => "committee-totals",
            Self::Sponsors => "sponsors",
            Self::Texts => "texts",
            Self::Patch => "patch",
        }
    }

    /// What it is, in a line.
    pub const fn description(self) -> &'static str {
        match self {
            Self::Undl => "UN Digital Library voting data (CSV, layouts of 2024 to 2026, plain or gzipped)",
            Self::Dgacm => "the UN's JSON Lines extract of resolutions, with sponsors",
            Self::Voeten => "Voeten's data in one file (Dataverse CSV)",
            Self::VoetenVotes => "Voeten's votes, beside a file of roll calls",
            Self::VoetenRollCalls => "Voeten's roll calls, beside a file of votes",
            Self::CommitteeVotes => "votes by state in committee, beside a file of roll calls",
            Self::CommitteeRollCalls => "roll calls in committee, beside a file of votes",
            Self::CommitteeTotals => "totals of committee votes, from press releases",
            Self::Sponsors => "a table of sponsors of named texts",
            Self::Texts => "texts of documents (AKN4UN XML, DOCX, plain text), as clauses",
            Self::Patch => "corrections, each with its reason and reference (TOML)",
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.word())
    }
}

/// The name of no format.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no format is named {0:?}; there are {list}", list = Format::ALL.map(Format::word).join(", "))]
pub struct UnknownFormat(String);

impl FromStr for Format {
    type Err = UnknownFormat;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|f| f.word() == s).ok_or_else(|| UnknownFormat(s.to_owned()))
    }
}
