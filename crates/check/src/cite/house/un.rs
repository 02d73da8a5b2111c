//! The United Nations Editorial Manual.
//!
//! «Resolutions are identified by the name of the issuing body, written in full, and a number»; titles are not used for
//! identification (*Resolutions and other formal decisions*, I A); documents are identified by their symbol (*Footnotes
//! and other references*, III A); the day is that of actual adoption. Source: <https://www.un.org/dgacm/en/content/editorial-manual>.
//! How the Manual writes an address with the day on which it was seen could not be verified.

use travaux_votes::words::day;

use super::Cited;

pub(super) fn form(cited: &Cited<'_>) -> String {
    let mut parts: Vec<String> = Vec::new();
    match cited.act {
        Some(act) => {
            parts.push(format!("{} {}", act.body, act.in_a_sentence()));
            // The day is that of the decision on the section.
            parts.extend(act.section.as_ref().map(|section| format!(", {section}")));
            let comma = if act.section.is_some() { "," } else { "" };
            parts.extend(cited.document.adopted.map(|date| format!("{comma} of {}", day(date))));
        }
        None => parts.push(cited.symbol().to_owned()),
    }
    parts.extend(cited.paragraph.map(|paragraph| format!(", {paragraph}")));
    let seen = cited.seen();
    parts.extend(seen.map(|(url, date)| format!(", available at {url} (accessed on {})", day(date))));
    parts.concat()
}
