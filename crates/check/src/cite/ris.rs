//! RIS, as reference managers read it.
//!
//! A tag means another thing in each type of entry. Those taken here are where Zotero's reader of RIS puts the symbol, the
//! session and the meeting of a statute (`STAT`), and the number and the institution of a report (`RPRT`).

use super::{Author, Entry, Kind};

/// Entries as RIS, with a line between them.
pub fn ris<'a>(entries: impl IntoIterator<Item = &'a Entry>) -> String {
    entries.into_iter().map(one).collect::<Vec<_>>().join("\n")
}

fn one(entry: &Entry) -> String {
    let (kind, number) = match entry.kind {
        Kind::Resolution => ("STAT", "M1"),
        Kind::Document => ("RPRT", "SN"),
        Kind::Dataset => ("DATA", "M1"),
        Kind::Other if entry.url.is_some() => ("ELEC", "M1"),
        Kind::Other => ("GEN", "M1"),
    };
    let mut lines: Vec<(&str, String)> = vec![("TY", kind.to_owned()), ("ID", entry.key.clone())];
    lines.extend(entry.author.iter().flat_map(names).map(|name| ("AU", name)));
    lines.push(("TI", entry.title().to_owned()));
    lines.extend(entry.number.iter().map(|symbol| (number, symbol.clone())));
    lines.extend(entry.container.iter().map(|container| ("T2", container.clone())));
    if entry.kind == Kind::Document {
        lines.push(("M3", entry.type_of_document().to_owned()));
    }
    if entry.is_of_the_un() {
        lines.push(("PB", "United Nations".to_owned()));
    }
    if entry.kind == Kind::Resolution {
        lines.extend(entry.session.iter().map(|session| ("ET", session.clone())));
        lines.extend(entry.meeting.iter().map(|meeting| ("OP", meeting.clone())));
    }
    lines.extend(entry.day.map(|day| ("PY", format!("{:04}", day.year()))));
    lines.extend(entry.day.map(|day| ("DA", day.with("/"))));
    lines.extend(entry.url.iter().map(|url| ("UR", url.clone())));
    lines.extend(entry.accessed.map(|day| ("Y2", super::When::Day(day).with("/"))));
    lines.extend(entry.note.iter().map(|note| ("N1", note.clone())));
    lines.push(("ER", String::new()));
    let lines: Vec<String> =
        lines.iter().map(|(tag, value)| format!("{tag}  - {}\n", on_one_line(value))).collect();
    lines.concat()
}

/// Readers part a name at its first comma, which an institution's name must not have.
fn names(author: &Author) -> Vec<String> {
    if author.persons.is_empty() {
        return vec![author.as_written.replace(", ", " ")];
    }
    author.persons.iter().map(|(given, family)| format!("{family}, {given}")).collect()
}

fn on_one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}
