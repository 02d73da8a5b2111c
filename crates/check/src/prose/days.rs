//! Days, months and years as prose writes them.

use std::ops::Range;

use jiff::civil::Date;
use travaux_un::months::MONTHS;

use super::{Token, number_at};

/// A day, as far as the text tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(clippy::struct_field_names, reason = "a day has a year, a month and a day")]
pub(crate) struct Day {
    /// The year.
    pub(crate) year: Option<i16>,
    /// The month, from 1.
    pub(crate) month: Option<i8>,
    /// The day of the month.
    pub(crate) day: Option<i8>,
    /// The tokens.
    pub(crate) from: usize,
    /// The token after the last.
    pub(crate) to: usize,
}

impl Day {
    /// Whether a date is this day, this month or this year, as far as it is told.
    pub(crate) fn is(&self, date: Date) -> bool {
        self.year.is_none_or(|year| year == date.year())
            && self.month.is_none_or(|month| month == date.month())
            && self.day.is_none_or(|day| day == date.day())
    }

    /// The date, where the text tells all of it.
    pub(crate) fn date(&self) -> Option<Date> {
        Date::new(self.year?, self.month?, self.day?).ok()
    }

    /// Where it stands in the whole text.
    pub(crate) fn span(&self, tokens: &[Token<'_>]) -> Range<usize> {
        tokens[self.from].at..tokens[self.to - 1].end()
    }
}

/// The days named in a sentence: `Dec. 5, 2018`, `5 December 2018`, `December 7th`, `2018-12-05`, `December 2018`, and years
/// that stand alone.
pub(crate) fn days(tokens: &[Token<'_>]) -> Vec<Day> {
    let mut found: Vec<Day> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let day = iso(tokens, at).or_else(|| month_first(tokens, at)).or_else(|| day_first(tokens, at));
        let day = day.or_else(|| year_alone(tokens, at));
        match day {
            Some(day) => {
                at = day.to;
                found.push(day);
                if let Some((first, second)) = second_of_month(tokens, day) {
                    at = second.to;
                    found.pop();
                    found.extend([first, second]);
                }
            }
            None => at += 1,
        }
    }
    found
}

fn month(token: &Token<'_>) -> Option<i8> {
    let word = token.text;
    let full = MONTHS.iter().position(|name| name.eq_ignore_ascii_case(word));
    let short = || {
        let long_enough = word.len() == 3 || word.eq_ignore_ascii_case("sept");
        let begins = |name: &&str| name.get(..word.len()).is_some_and(|head| head.eq_ignore_ascii_case(word));
        long_enough.then(|| MONTHS.iter().position(begins)).flatten()
    };
    if !token.is_capital() {
        return None;
    }
    full.or_else(short).map(|at| at as i8 + 1)
}

/// The year that a token is.
pub(crate) fn year(token: &Token<'_>) -> Option<i16> {
    let year: i16 = (token.text.len() == 4).then(|| token.text.parse().ok()).flatten()?;
    (1945..=2100).contains(&year).then_some(year)
}

fn day_number(tokens: &[Token<'_>], at: usize) -> Option<(i8, usize)> {
    let token = tokens.get(at)?;
    if token.text.len() > 2 || !token.text.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let (value, _) = number_at(tokens, at)?;
    let ordinal = tokens.get(at + 1).is_some_and(|t| !t.apart && t.is_any(&["st", "nd", "rd", "th"]));
    (1..=31).contains(&value).then_some((value as i8, 1 + usize::from(ordinal)))
}

/// `December 5, 2018`, `Dec. 5`, `December 7th`, `December 2018`.
fn month_first(tokens: &[Token<'_>], at: usize) -> Option<Day> {
    let month = month(tokens.get(at)?)?;
    let mut next = at + 1;
    let is = |at: usize, mark: &str| tokens.get(at).is_some_and(|t| t.text == mark);
    if is(next, ".") {
        next += 1;
    }
    if let Some(year) = tokens.get(next).and_then(year) {
        return Some(Day { year: Some(year), month: Some(month), day: None, from: at, to: next + 1 });
    }
    let Some((day, taken)) = day_number(tokens, next) else {
        // A month alone is told from a name or a verb (`May`, `March`) by what stands around it: not taken.
        return None;
    };
    next += taken;
    // Two days: `October 5–6`. Neither is told.
    if tokens.get(next).is_some_and(Token::is_dash) && day_number(tokens, next + 1).is_some() {
        let year = tokens.get(next + 3).and_then(year);
        return Some(Day { year, month: Some(month), day: None, from: at, to: next + 2 });
    }
    let comma = usize::from(is(next, ","));
    let year = tokens.get(next + comma).and_then(year);
    let to = if year.is_some() { next + comma + 1 } else { next };
    Some(Day { year, month: Some(month), day: Some(day), from: at, to })
}

/// The day behind `and` in `December 5 and 22, 2018`: both are of one month and year.
fn second_of_month(tokens: &[Token<'_>], first: Day) -> Option<(Day, Day)> {
    let begins_with_month = month(tokens.get(first.from)?).is_some();
    if first.year.is_some() || first.day.is_none() || !begins_with_month || !tokens.get(first.to)?.is("and") {
        return None;
    }
    let (day, taken) = day_number(tokens, first.to + 1)?;
    let next = first.to + 1 + taken;
    let comma = usize::from(tokens.get(next).is_some_and(|t| t.text == ","));
    let year = tokens.get(next + comma).and_then(year);
    // `December 5 and 22 states`: a number of something else.
    if year.is_none() && tokens.get(next).is_some_and(|t| !matches!(t.text, "," | "." | ")" | ";")) {
        return None;
    }
    let to = if year.is_some() { next + comma + 1 } else { next };
    Some((Day { year, ..first }, Day { year, month: first.month, day: Some(day), from: first.to + 1, to }))
}

/// `5 December 2018`, `5 Dec.`, `7th of December`.
fn day_first(tokens: &[Token<'_>], at: usize) -> Option<Day> {
    let (day, taken) = day_number(tokens, at)?;
    let mut next = at + taken;
    if tokens.get(next).is_some_and(|t| t.is("of")) {
        next += 1;
    }
    let month = month(tokens.get(next)?)?;
    next += 1;
    if tokens.get(next).is_some_and(|t| t.text == "." && !t.apart)
        && tokens.get(next - 1).is_some_and(|t| t.text.len() <= 4)
    {
        next += 1;
    }
    let comma = usize::from(tokens.get(next).is_some_and(|t| t.text == ","));
    let year = tokens.get(next + comma).and_then(year);
    let to = if year.is_some() { next + comma + 1 } else { next };
    Some(Day { year, month: Some(month), day: Some(day), from: at, to })
}

/// `2018-12-05`.
fn iso(tokens: &[Token<'_>], at: usize) -> Option<Day> {
    let year = tokens.get(at).and_then(year)?;
    let part = |n: usize| -> Option<i8> {
        let dash = tokens.get(at + n).filter(|t| t.text == "-" && !t.apart)?;
        let number = tokens.get(at + n + 1).filter(|t| t.at == dash.end() && t.text.len() == 2)?;
        number.text.parse().ok()
    };
    let (month, day) = (part(1)?, part(3)?);
    let date = Date::new(year, month, day).ok()?;
    Some(Day { year: Some(year), month: Some(date.month()), day: Some(date.day()), from: at, to: at + 5 })
}

fn year_alone(tokens: &[Token<'_>], at: usize) -> Option<Day> {
    let year = tokens.get(at).and_then(year)?;
    // A part of a symbol, a span of years or a decimal number is no year.
    let glued = |t: &Token<'_>| !t.apart && matches!(t.text, "/" | "." | "-" | "\u{2013}");
    let before = at.checked_sub(1).and_then(|i| tokens.get(i)).filter(|_| !tokens[at].apart);
    if before.is_some_and(|t| matches!(t.text, "/" | "." | "-" | "\u{2013}")) {
        return None;
    }
    let after = tokens.get(at + 1).filter(|t| glued(t));
    if after
        .is_some_and(|t| tokens.get(at + 2).is_some_and(|n| !n.apart && n.at == t.end() && n.text.len() > 1))
    {
        return None;
    }
    Some(Day { year: Some(year), month: None, day: None, from: at, to: at + 1 })
}
