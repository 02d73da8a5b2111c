//! What does not fit in a symbol that is well formed.

use std::fmt;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use super::{DocumentKind, PartRole, Symbol, number_line};
use crate::body::Body;
use crate::session::Session;

/// Something that does not fit: no error, but a reason to look again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(tag = "doubt", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Doubt {
    /// The day lies outside the session that the symbol names.
    OutsideSession {
        /// The session.
        session: Session,
        /// The day.
        day: Date,
    },
    /// The day lies outside the year that the symbol names.
    OutsideYear {
        /// The year.
        year: i16,
        /// The day.
        day: Date,
    },
    /// The numbers of resolutions run in one line, and this one was reached in another session.
    NumberOfAnotherSession {
        /// The session that the symbol names.
        session: Session,
        /// The session to which the number belongs, if only one comes into question.
        belongs_to: Option<Session>,
    },
    /// The numbers of the Council's resolutions run in one line, and this one was reached in another year.
    NumberOfAnotherYear {
        /// The year that the symbol names.
        year: i16,
        /// The year to which the number belongs.
        belongs_to: i16,
    },
    /// Resolutions of this session are not written so: `75/240` from the thirty-first session (`S-8`, `ES-6`) on, `377 (V)` before.
    FormOfAnotherTime {
        /// The session that the symbol names.
        session: Session,
    },
    /// A document of the Assembly without a session has a number that the series of the first thirty years never reached;
    /// most often a stroke is missing: `A/78423` for `A/78/423`.
    NumberTooHigh {
        /// The number.
        number: u32,
    },
}

impl fmt::Display for Doubt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OutsideSession { session, day } => write!(f, "{day} lies outside session {session}"),
            Self::OutsideYear { year, day } => write!(f, "{day} lies outside {year}"),
            Self::NumberOfAnotherSession { session, belongs_to: Some(other) } => {
                write!(f, "the number belongs to session {other}, not {session}")
            }
            Self::NumberOfAnotherSession { session, belongs_to: None } => {
                write!(f, "session {session} has no such number")
            }
            Self::NumberOfAnotherYear { year, belongs_to } => {
                write!(f, "the number belongs to {belongs_to}, not {year}")
            }
            Self::FormOfAnotherTime { session } => {
                write!(f, "resolutions of session {session} are not written so")
            }
            Self::NumberTooHigh { number } => {
                write!(f, "no document A/{number} exists: a stroke may be missing")
            }
        }
    }
}

/// Above the last document of the series A/1 to A/10xxx of the first thirty sessions.
const SERIES_WITHOUT_SESSION: u32 = 10_999;

impl Symbol {
    /// What does not fit in the symbol itself.
    pub fn doubts(&self) -> Vec<Doubt> {
        let mut doubts = Vec::new();
        let act = self.kind() == DocumentKind::Resolution;
        let parenthesised = |role| {
            self.0
                .pieces
                .iter()
                .any(|p| p.role == role && self.as_str()[..usize::from(p.start)].ends_with('('))
        };
        match (self.body(), self.number()) {
            (Body::GeneralAssembly, Some(number)) if act => {
                let Some(session) = self.session() else { return doubts };
                let old_form = parenthesised(PartRole::Session);
                let old_time = match session {
                    Session::Regular(n) => n <= 30,
                    Session::Special(n) => n <= 7,
                    Session::EmergencySpecial(n) => n <= 5,
                };
                if old_form != old_time {
                    doubts.push(Doubt::FormOfAnotherTime { session });
                } else if old_form && !number_line::can_have(session, number) {
                    let belongs_to = number_line::assembly_session(number);
                    doubts.push(Doubt::NumberOfAnotherSession { session, belongs_to });
                }
            }
            (Body::GeneralAssembly, Some(number))
                if number > SERIES_WITHOUT_SESSION && self.session().is_none() && self.is_plain() =>
            {
                doubts.push(Doubt::NumberTooHigh { number });
            }
            (Body::SecurityCouncil, Some(number)) if act => {
                if let (Some(year), Some(belongs_to)) = (self.year(), number_line::council_year(number))
                    && year != belongs_to
                {
                    doubts.push(Doubt::NumberOfAnotherYear { year, belongs_to });
                }
            }
            _ => {}
        }
        doubts
    }

    /// Whether the symbol is an organ and a number.
    fn is_plain(&self) -> bool {
        self.parts().all(|part| !matches!(part.role, PartRole::Body | PartRole::Nature | PartRole::Year))
    }

    /// What does not fit in the symbol, and whether the document can have been adopted, tabled or spoken on that day.
    ///
    /// A session of the General Assembly and its committees has [dates](Session::dates); a resolution of the Security
    /// Council names its year. Of other symbols a day can say nothing.
    pub fn doubts_on(&self, day: Date) -> Vec<Doubt> {
        let mut doubts = self.doubts();
        let of_assembly = self.body() == Body::GeneralAssembly
            && (self.committee().is_some() || !self.parts().any(|part| part.role == PartRole::Body));
        if let Some(session) = self.session().filter(|_| of_assembly)
            && session.contains(day) == Some(false)
        {
            doubts.push(Doubt::OutsideSession { session, day });
        }
        if let Some(year) = self.year().filter(|&year| year != day.year())
            && self.body() == Body::SecurityCouncil
            && self.kind() == DocumentKind::Resolution
        {
            doubts.push(Doubt::OutsideYear { year, day });
        }
        doubts
    }
}
