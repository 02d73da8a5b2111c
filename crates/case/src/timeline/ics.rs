//! The timeline as a calendar (RFC 5545), for programs that keep appointments.

use ics::properties::{Categories, Description, DtEnd, DtStart, Location, Status, Summary};
use ics::{Event, ICalendar, escape_text, parameters};
use jiff::civil::Date;

use super::model::{MarkKind, Timeline};
use crate::file::When;

/// Sessions, decisions and reports whose day is known, as events of whole days. `stamp` is the day of the record: the
/// same case and record give the same bytes.
pub fn ics(timeline: &Timeline, stamp: Date) -> String {
    let mut calendar = ICalendar::new("2.0", concat!("-//travaux//", env!("CARGO_PKG_VERSION"), "//EN"));
    let mut number = 0;
    for lane in &timeline.lanes {
        for mark in &lane.marks {
            let (When::Day(from), When::Day(to)) = (mark.from, mark.to) else { continue };
            number += 1;
            let uid = format!("{}-{number}-{}@travaux", timeline.case, basic(from));
            let mut event = Event::new(uid, format!("{}T000000Z", basic(stamp)));
            let mut start = DtStart::new(basic(from));
            start.append(parameters!("VALUE" => "DATE"));
            event.push(start);
            // The end of an event of whole days is the day after.
            if let Ok(after) = to.tomorrow() {
                let mut end = DtEnd::new(basic(after));
                end.append(parameters!("VALUE" => "DATE"));
                event.push(end);
            }
            event.push(Summary::new(escape_text(format!("{}: {}", lane.name, mark.name))));
            event.push(Categories::new(escape_text(mark.kind.phrase())));
            if let Some(place) = &mark.place {
                event.push(Location::new(escape_text(place.clone())));
            }
            let status = match mark.kind {
                MarkKind::SessionNotHeld => Status::cancelled(),
                MarkKind::SessionPlanned => Status::tentative(),
                MarkKind::Decision | MarkKind::SessionHeld | MarkKind::Report => Status::confirmed(),
            };
            event.push(status);
            event.push(Description::new(escape_text(format!(
                "{} of the case {}",
                mark.kind.phrase(),
                timeline.case
            ))));
            calendar.add_event(event);
        }
    }
    calendar.to_string()
}

/// `20201231`.
fn basic(day: Date) -> String {
    format!("{:04}{:02}{:02}", day.year(), day.month(), day.day())
}
