//! Times that are known to the day, to the month or to the year.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use serde::de::{self, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A day, a month or a year: what the source says, and no more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum When {
    /// A year.
    Year(i16),
    /// A month of a year.
    Month(i16, i8),
    /// A day.
    Day(Date),
}

impl When {
    /// The first day that it can be.
    pub fn first(self) -> Date {
        match self {
            Self::Year(year) => Date::constant(year, 1, 1),
            Self::Month(year, month) => Date::constant(year, month, 1),
            Self::Day(day) => day,
        }
    }

    /// The last day that it can be.
    pub fn last(self) -> Date {
        match self {
            Self::Year(year) => Date::constant(year, 12, 31),
            Self::Month(year, month) => Date::constant(year, month, 1).last_of_month(),
            Self::Day(day) => day,
        }
    }

    /// The year.
    pub fn year(self) -> i16 {
        self.first().year()
    }
}

impl From<When> for travaux_check::cite::When {
    fn from(when: When) -> Self {
        match when {
            When::Year(year) => Self::Year(year),
            When::Month(year, month) => Self::Month(year, month),
            When::Day(day) => Self::Day(day),
        }
    }
}

/// `31 December 2020`, `December 2020`, `2020`.
impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        travaux_check::cite::When::from(*self).fmt(f)
    }
}

/// What is no day, month or year.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no day (2020-12-31), month (2020-12) or year (2020)")]
pub struct NoTime(String);

impl FromStr for When {
    type Err = NoTime;

    fn from_str(text: &str) -> Result<Self, NoTime> {
        let bad = || NoTime(text.to_owned());
        let number = |part: &str, length: usize| {
            (part.len() == length && part.bytes().all(|b| b.is_ascii_digit()))
                .then(|| part.parse::<i16>().ok())
                .flatten()
        };
        let mut parts = text.split('-');
        let year = parts.next().and_then(|part| number(part, 4)).ok_or_else(bad)?;
        let month = parts.next().map(|part| number(part, 2).ok_or_else(bad)).transpose()?;
        let day = parts.next().map(|part| number(part, 2).ok_or_else(bad)).transpose()?;
        if parts.next().is_some() {
            return Err(bad());
        }
        match (month, day) {
            (None, _) => Ok(Self::Year(year)),
            (Some(month), None) => match i8::try_from(month) {
                Ok(month @ 1..=12) => Ok(Self::Month(year, month)),
                _ => Err(bad()),
            },
            (Some(month), Some(day)) => {
                let (Ok(month), Ok(day)) = (i8::try_from(month), i8::try_from(day)) else {
                    return Err(bad());
                };
                Date::new(year, month, day).map(Self::Day).ok().ok_or_else(bad)
            }
        }
    }
}

impl Serialize for When {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Year(year) => serializer.collect_str(&format_args!("{year:04}")),
            Self::Month(year, month) => serializer.collect_str(&format_args!("{year:04}-{month:02}")),
            Self::Day(day) => serializer.collect_str(day),
        }
    }
}

/// A text, a number of four digits, or TOML's own date.
impl<'de> Deserialize<'de> for When {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct AnyOfThese;
        impl<'de> Visitor<'de> for AnyOfThese {
            type Value = When;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a day (\"2020-12-31\"), a month (\"2020-12\") or a year (\"2020\")")
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<When, E> {
                text.parse().map_err(E::custom)
            }
            fn visit_i64<E: de::Error>(self, year: i64) -> Result<When, E> {
                year.to_string().parse().map_err(E::custom)
            }
            fn visit_map<A: de::MapAccess<'de>>(self, map: A) -> Result<When, A::Error> {
                let date = toml::value::Datetime::deserialize(de::value::MapAccessDeserializer::new(map))?;
                date.to_string().parse().map_err(de::Error::custom)
            }
        }
        deserializer.deserialize_any(AnyOfThese)
    }
}

impl schemars::JsonSchema for When {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "When".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "A day (2020-12-31), a month (2020-12) or a year (2020): what the source says, and no more.",
            "anyOf": [
                { "type": "string", "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$" },
                { "type": "integer", "minimum": 1000, "maximum": 9999 },
            ],
        })
    }
}
