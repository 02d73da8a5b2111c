//! CSL-JSON, which Zotero and pandoc read.

use serde_json::{Value, json};

use super::{Author, Entry, Kind, When};

/// Entries as CSL-JSON, with the fields that CSL 1.0.2 knows.
pub fn csl_json<'a>(entries: impl IntoIterator<Item = &'a Entry>) -> String {
    let items: Vec<Value> = entries.into_iter().map(one).collect();
    let mut text = serde_json::to_string_pretty(&items).unwrap_or_default();
    text.push('\n');
    text
}

/// CSL has no type for a resolution; `legislation` is what styles agree on most.
fn one(entry: &Entry) -> Value {
    let mut item = json!({
        "id": entry.key,
        "type": match entry.kind {
            Kind::Resolution => "legislation",
            Kind::Document => "report",
            Kind::Dataset => "dataset",
            Kind::Other if entry.url.is_some() => "webpage",
            Kind::Other => "document",
        },
        "title": entry.title(),
    });
    let mut put = |name: &str, value: Value| item[name] = value;
    match (&entry.author, entry.kind) {
        (Some(author), Kind::Resolution) => put("authority", json!(author.as_written)),
        (Some(author), _) => put("author", names(author)),
        (None, _) => {}
    }
    if entry.kind == Kind::Document {
        put("publisher", json!("United Nations"));
    }
    for (name, value) in [
        ("number", &entry.number),
        ("container-title", &entry.container),
        ("event-title", &entry.session),
        // CSL: what belongs to the history of a piece of legislation; here the record of the meeting.
        ("references", &entry.meeting),
        ("URL", &entry.url),
        ("note", &entry.note),
    ] {
        if let Some(value) = value {
            put(name, json!(value));
        }
    }
    for (name, day) in [("issued", entry.day), ("accessed", entry.accessed.map(When::Day))] {
        if let Some(day) = day {
            put(name, json!({ "date-parts": [day.numbers()] }));
        }
    }
    item
}

fn names(author: &Author) -> Value {
    if author.persons.is_empty() {
        return json!([{ "literal": author.as_written }]);
    }
    author.persons.iter().map(|(given, family)| json!({ "family": family, "given": given })).collect()
}
