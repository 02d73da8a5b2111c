//! The day of a document, as exactly as it is known.

use std::fmt;

use jiff::civil::Date;

/// A year, a month or a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// A year.
    Year(i16),
    /// A month of a year.
    Month(i16, i8),
    /// A day.
    Day(Date),
}

impl When {
    /// The year.
    pub fn year(self) -> i16 {
        match self {
            Self::Year(year) | Self::Month(year, _) => year,
            Self::Day(day) => day.year(),
        }
    }

    /// Year, month and day, as many of them as are known, as numbers.
    pub fn numbers(self) -> Vec<i16> {
        match self {
            Self::Year(year) => vec![year],
            Self::Month(year, month) => vec![year, month.into()],
            Self::Day(day) => vec![day.year(), day.month().into(), day.day().into()],
        }
    }

    /// `2020-12-31`, `2020-12`, `2020`; with strokes for RIS.
    pub(super) fn with(self, between: &str) -> String {
        match self {
            Self::Year(year) => format!("{year:04}"),
            Self::Month(year, month) => format!("{year:04}{between}{month:02}"),
            Self::Day(day) => {
                format!("{:04}{between}{:02}{between}{:02}", day.year(), day.month(), day.day())
            }
        }
    }
}

/// `31 December 2020`, `December 2020`, `2020`.
impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Year(year) => write!(f, "{year}"),
            Self::Month(year, month) => write!(f, "{}", Date::constant(year, month, 1).strftime("%B %Y")),
            Self::Day(day) => write!(f, "{}", day.strftime("%-d %B %Y")),
        }
    }
}
