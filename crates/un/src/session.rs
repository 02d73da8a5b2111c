//! Sessions of the General Assembly: how they are written, when they sat.
//!
//! A symbol also counts the sessions of other bodies (`A/HRC/54/L.1`). A [`Session`] does not know whose it is: ask only
//! one of the Assembly for its dates.
//!
//! The dates are those of `data/un/sessions.csv`, each with its source.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;
use std::sync::LazyLock;

use jiff::civil::Date;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::table::{Table, TableError};

/// A session of the General Assembly, or of the body that a symbol names.
///
/// It prints as the record writes it: `75`, `S-10`, `ES-11`. It is read from that, from the roman numerals of the
/// first thirty years (`ES-II`, `S-VI`, `XXX`) and from words (`Seventy-fifth session`, `Eleventh emergency special session`,
/// `75th session`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Session {
    /// A regular session: `75`.
    Regular(u16),
    /// A special session: `S-10`.
    Special(u16),
    /// An emergency special session, called under resolution 377 A (V): `ES-11`.
    EmergencySpecial(u16),
}

/// The days on which a decision of a session can fall, both ends included.
///
/// Where no source gives the day on which a session opened or closed, it is the earliest or the latest day on which it
/// can have done so; [`established`](Self::established) tells the two apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SessionDates {
    /// The day the session opened, or the earliest on which it can have.
    pub from: Date,
    /// The last day, or the latest that it can have been; `None` for a session that was adjourned and can be resumed
    /// (`ES-10`, `ES-11`).
    pub until: Option<Date>,
    /// Whether sources give both days. If not, `from` and `until` are wider than the session, and two sessions can
    /// claim the same day.
    pub established: bool,
}

/// A text that names no session.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` names no session: expected `75`, `S-10`, `ES-11`, or the words for it")]
pub struct ParseSessionError {
    text: String,
}

impl Session {
    /// The days on which a decision of this session *of the General Assembly* can fall; `None` for a special session that
    /// the table `data/un/sessions.csv` does not have.
    ///
    /// A regular session lasts until the eve of the next (rule 2 of the rules of procedure, A/520/Rev.20), if no source says
    /// when it closed. For some sessions no source for the day was found; these, and all regular sessions
    /// after the table, opened in September of 1945 + *n* (rule 1), and the window begins with that month and ends with the
    /// last day before the next session's. Of some special sessions only the year is known.
    ///
    /// ```
    /// use jiff::civil::date;
    /// use travaux_un::session::Session;
    ///
    /// let dates = Session::Regular(75).dates().unwrap();
    /// assert_eq!((dates.from, dates.until), (date(2020, 9, 15), Some(date(2021, 9, 13))));
    /// assert!(dates.established);
    /// assert!(!Session::Regular(16).dates().unwrap().established);
    /// ```
    pub fn dates(self) -> Option<SessionDates> {
        let (opened, closed) = match (table().get(&self), self) {
            (Some(known), Self::Regular(n)) => {
                let next = || Some(Self::Regular(n.checked_add(1)?).opened()?.eve());
                (known.opened, Some(known.closed.or_else(next)?))
            }
            (Some(known), _) => (known.opened, known.closed),
            (None, Self::Regular(n)) => {
                (self.opened()?, Some(Self::Regular(n.checked_add(1)?).opened()?.eve()))
            }
            (None, _) => return None,
        };
        Some(SessionDates {
            from: opened.earliest,
            until: closed.map(|closed| closed.latest),
            established: opened.is_day() && closed.is_none_or(When::is_day),
        })
    }

    /// When a session opened: as the table has it, or by rule 1 of the rules of procedure.
    fn opened(self) -> Option<When> {
        match (table().get(&self), self) {
            (Some(known), _) => Some(known.opened),
            (None, Self::Regular(n @ 1..)) => When::month(1945_i16.checked_add_unsigned(n)?, 9),
            (None, _) => None,
        }
    }

    /// The regular session in course that day: the one whose [dates](Self::dates) hold it. `None` where none does, and in the
    /// weeks in which it can have been either of two, since the day on which the later opened is not established.
    pub fn on(day: Date) -> Option<Self> {
        let year = u16::try_from(day.year()).ok()?.checked_sub(1945)?;
        let mut sessions = [year, year.checked_sub(1)?]
            .into_iter()
            .map(Self::Regular)
            .filter(|session| session.contains(day) == Some(true));
        sessions.next().filter(|_| sessions.next().is_none())
    }

    /// The year in which this session of the General Assembly opened: 1945 + *n* for regular session *n*, but 1946 for the
    /// first and the known years of special sessions.
    pub fn opened_in(self) -> Option<i16> {
        self.dates().map(|dates| dates.from.year())
    }

    /// Whether a decision of that day can belong to this session of the General Assembly; `None` where no dates are known.
    /// Where they are not [established](SessionDates::established), `true` does not exclude another session.
    pub fn contains(self, day: Date) -> Option<bool> {
        let dates = self.dates()?;
        Some(dates.from <= day && dates.until.is_none_or(|until| day <= until))
    }

    /// The number, whatever the kind of session.
    pub const fn number(self) -> u16 {
        match self {
            Self::Regular(n) | Self::Special(n) | Self::EmergencySpecial(n) => n,
        }
    }
}

/// When something happened, as far as it is known: on a day, or between two.
#[derive(Debug, Clone, Copy)]
struct When {
    earliest: Date,
    latest: Date,
}

impl When {
    /// `1958-09-16`, a month `1961-09` or a year `1988`.
    fn read(text: &str) -> Option<Self> {
        match text.len() {
            4 => {
                let year = text.parse().ok()?;
                Some(Self { earliest: Date::new(year, 1, 1).ok()?, latest: Date::new(year, 12, 31).ok()? })
            }
            7 => {
                let (year, month) = text.split_once('-')?;
                Self::month(year.parse().ok()?, month.parse().ok()?)
            }
            _ => text.parse().ok().map(|day| Self { earliest: day, latest: day }),
        }
    }

    fn month(year: i16, month: i8) -> Option<Self> {
        let earliest = Date::new(year, month, 1).ok()?;
        Some(Self { earliest, latest: earliest.last_of_month() })
    }

    /// The day before.
    fn eve(self) -> Self {
        let eve = |day: Date| day.yesterday().unwrap_or(day);
        Self { earliest: eve(self.earliest), latest: eve(self.latest) }
    }

    fn is_day(self) -> bool {
        self.earliest == self.latest
    }
}

/// What the table knows of a session.
#[derive(Debug)]
struct Known {
    opened: When,
    /// Missing: on the eve of the next, for a regular session; not yet, for another.
    closed: Option<When>,
}

fn table() -> &'static BTreeMap<Session, Known> {
    static SESSIONS: LazyLock<BTreeMap<Session, Known>> =
        LazyLock::new(|| load().expect("the tables of data/un are checked by the tests of this crate"));
    &SESSIONS
}

/// Reads the compiled-in table.
fn load() -> Result<BTreeMap<Session, Known>, TableError> {
    let table = Table {
        name: "sessions.csv",
        columns: ["kind", "number", "opened", "closed", "source"],
        text: include_str!("../../../data/un/sessions.csv"),
    };
    let mut sessions = BTreeMap::new();
    for row in table.rows()? {
        let [kind, number, opened, closed, _source] = row.cells;
        let number =
            number.parse().map_err(|error| table.error(row.line, format!("number {number}: {error}")))?;
        let session = match kind {
            "regular" => Session::Regular(number),
            "special" => Session::Special(number),
            "emergency special" => Session::EmergencySpecial(number),
            other => return Err(table.error(row.line, format!("kind {other}"))),
        };
        let when = |cell| When::read(cell).ok_or_else(|| table.error(row.line, format!("{cell} is no time")));
        let closed = if closed.is_empty() { None } else { Some(when(closed)?) };
        sessions.insert(session, Known { opened: when(opened)?, closed });
    }
    Ok(sessions)
}

impl fmt::Display for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&match self {
            Self::Regular(n) => n.to_string(),
            Self::Special(n) => format!("S-{n}"),
            Self::EmergencySpecial(n) => format!("ES-{n}"),
        })
    }
}

impl FromStr for Session {
    type Err = ParseSessionError;

    fn from_str(text: &str) -> Result<Self, ParseSessionError> {
        read(text).ok_or_else(|| ParseSessionError { text: text.chars().take(60).collect() })
    }
}

fn read(text: &str) -> Option<Session> {
    let lower = text.trim().to_ascii_lowercase();
    let words = lower.strip_suffix("session").unwrap_or(&lower).trim();
    let (name, kind): (&str, fn(u16) -> Session) = if let Some(name) = words.strip_suffix("emergency special")
    {
        (name, Session::EmergencySpecial)
    } else if let Some(name) = words.strip_suffix("special") {
        (name, Session::Special)
    } else if let Some(name) = words.strip_prefix("es-") {
        (name, Session::EmergencySpecial)
    } else if let Some(name) = words.strip_prefix("s-") {
        (name, Session::Special)
    } else {
        (words.strip_suffix("regular").unwrap_or(words), Session::Regular)
    };
    let name = name.trim();
    let number = arabic(name).or_else(|| from_roman(&name.to_ascii_uppercase())).or_else(|| ordinal(name))?;
    (number > 0).then(|| kind(number))
}

/// `75`, `75th`, `1st`.
fn arabic(text: &str) -> Option<u16> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (digits, suffix) = text.split_at(end);
    matches!(suffix, "" | "st" | "nd" | "rd" | "th").then(|| digits.parse().ok())?
}

/// `seventy-fifth`, `twelfth`, `one hundredth`, `one hundred and first`: as far as sessions will go for a while.
pub fn ordinal(text: &str) -> Option<u16> {
    const ONES: [&str; 19] = [
        "first",
        "second",
        "third",
        "fourth",
        "fifth",
        "sixth",
        "seventh",
        "eighth",
        "ninth",
        "tenth",
        "eleventh",
        "twelfth",
        "thirteenth",
        "fourteenth",
        "fifteenth",
        "sixteenth",
        "seventeenth",
        "eighteenth",
        "nineteenth",
    ];
    const TENS: [(&str, &str); 8] = [
        ("twenty", "twentieth"),
        ("thirty", "thirtieth"),
        ("forty", "fortieth"),
        ("fifty", "fiftieth"),
        ("sixty", "sixtieth"),
        ("seventy", "seventieth"),
        ("eighty", "eightieth"),
        ("ninety", "ninetieth"),
    ];
    if text == "one hundredth" {
        return Some(100);
    }
    if let Some(rest) = text.strip_prefix("one hundred and ") {
        return ordinal(rest).filter(|&n| n < 100).map(|n| 100 + n);
    }
    let unit = |word: &str| ONES.iter().position(|&name| name == word).map(|i| i as u16 + 1);
    unit(text).or_else(|| {
        (20..).step_by(10).zip(TENS).find_map(|(value, (cardinal, ordinal))| {
            if text == ordinal {
                return Some(value);
            }
            let rest = text.strip_prefix(cardinal)?.strip_prefix(['-', ' '])?;
            unit(rest).filter(|&n| n < 10).map(|n| value + n)
        })
    })
}

const ROMAN: [(u16, &str); 13] = [
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
];

/// The roman numeral of `n` (the sessions and parts of documents stay far below 4000).
pub fn roman(mut n: u16) -> String {
    let mut out = String::new();
    for (value, digits) in ROMAN {
        while n >= value {
            out.push_str(digits);
            n -= value;
        }
    }
    out
}

/// Reads a roman numeral in upper case, in its one correct spelling, up to 399 (more are words: `MD`, `DC`).
pub(crate) fn from_roman(text: &str) -> Option<u16> {
    if text.is_empty() || text.len() > 12 {
        return None;
    }
    let mut n = 0;
    let mut rest = text;
    for (value, digits) in ROMAN {
        while let Some(tail) = rest.strip_prefix(digits) {
            n += value;
            rest = tail;
        }
    }
    (rest.is_empty() && n < 400 && roman(n) == text).then_some(n)
}

impl Serialize for Session {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Session {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

impl JsonSchema for Session {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Session".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "description": "a session as the record writes it: 75, S-10, ES-11",
            "pattern": "^(S-|ES-)?[1-9][0-9]*$"
        })
    }
}
