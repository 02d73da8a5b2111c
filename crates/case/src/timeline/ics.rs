//! The timeline as a calendar (RFC 5545), for programs that keep appointments.

use jiff::civil::Date;

use super::model::{MarkKind, Timeline};
use super::text::told_once;
use crate::cite::slugged;
use crate::file::When;

/// Sessions, decisions and reports whose day is known, each once, as events of whole days. `stamp` is the day of the
/// record: the same case and record give the same bytes.
pub fn ics(timeline: &Timeline, stamp: Date) -> String {
    let mut lines = Lines::default();
    lines.add("BEGIN", "VCALENDAR");
    lines.add("VERSION", "2.0");
    lines.add("PRODID", concat!("-//travaux//", env!("CARGO_PKG_VERSION"), "//EN"));
    let case = slugged(&timeline.case);
    let mut days: Vec<Date> = Vec::new();
    for (lane, mark) in told_once(timeline) {
        let (When::Day(from), When::Day(to)) = (mark.from, mark.to) else { continue };
        // The end of an event of whole days is the day after, and later than its beginning (3.6.1).
        let Ok(after) = to.max(from).tomorrow() else { continue };
        days.push(from);
        let of_the_day = days.iter().filter(|day| **day == from).count();
        lines.add("BEGIN", "VEVENT");
        lines.add("UID", &format!("{case}-{}-{of_the_day}@travaux", basic(from)));
        lines.add("DTSTAMP", &format!("{}T000000Z", basic(stamp)));
        lines.add("DTSTART;VALUE=DATE", &basic(from));
        lines.add("DTEND;VALUE=DATE", &basic(after));
        lines.add("SUMMARY", &escaped(&format!("{}: {}", lane.name, mark.name)));
        lines.add("CATEGORIES", &escaped(mark.kind.phrase()));
        if let Some(place) = &mark.place {
            lines.add("LOCATION", &escaped(place));
        }
        lines.add("STATUS", status(mark.kind));
        let what = format!("{} of the case {}", mark.kind.phrase(), timeline.case);
        lines.add("DESCRIPTION", &escaped(&what));
        lines.add("END", "VEVENT");
    }
    lines.add("END", "VCALENDAR");
    lines.0
}

fn status(kind: MarkKind) -> &'static str {
    match kind {
        MarkKind::SessionNotHeld => "CANCELLED",
        MarkKind::SessionPlanned => "TENTATIVE",
        MarkKind::Decision | MarkKind::SessionHeld | MarkKind::Report => "CONFIRMED",
    }
}

/// `20201231`.
fn basic(day: Date) -> String {
    format!("{:04}{:02}{:02}", day.year(), day.month(), day.day())
}

/// Text as a value (3.3.11): a break becomes `\n`, and no other sign of control stands in it.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.replace("\r\n", "\n").chars() {
        match c {
            '\n' | '\r' => out.push_str("\\n"),
            '\\' | ';' | ',' => out.extend(['\\', c]),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// The lines of a calendar, ended and folded as it asks for.
#[derive(Debug, Default)]
struct Lines(String);

impl Lines {
    /// Adds a line. One of more than 75 octets goes on in the next, behind a blank that counts (3.1); no sign is parted.
    fn add(&mut self, name: &str, value: &str) {
        const LONGEST: usize = 75;
        let mut length = 0;
        for c in name.chars().chain([':']).chain(value.chars()) {
            if length + c.len_utf8() > LONGEST {
                self.0.push_str("\r\n ");
                length = 1;
            }
            self.0.push(c);
            length += c.len_utf8();
        }
        self.0.push_str("\r\n");
    }
}
