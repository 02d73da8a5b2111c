//! BibTeX: entries that BibTeX and biblatex both know.

use super::{Author, Entry, Kind};

/// Entries as BibTeX, with a line between them.
pub fn bibtex<'a>(entries: impl IntoIterator<Item = &'a Entry>) -> String {
    entries.into_iter().map(one).collect::<Vec<_>>().join("\n")
}

/// `techreport` has the number and the institution of a document; neither program has a type for resolutions that the
/// other knows.
fn one(entry: &Entry) -> String {
    let mut fields: Vec<(&str, String)> = Vec::new();
    fields.extend(entry.author.iter().map(|author| ("author", names(author))));
    fields.push(("title", format!("{{{}}}", escaped(entry.title()))));
    if entry.is_of_the_un() {
        fields.push(("institution", "United Nations".to_owned()));
        fields.push(("type", entry.type_of_document().to_owned()));
    }
    fields.extend(entry.number.iter().map(|number| ("number", escaped(number))));
    fields.extend(entry.container.iter().map(|container| ("howpublished", escaped(container))));
    fields.extend(entry.day.map(|day| ("date", day.with("-"))));
    fields.extend(entry.day.map(|day| ("year", day.year().to_string())));
    fields.extend(entry.url.iter().map(|url| ("url", url.clone())));
    fields.extend(entry.accessed.map(|day| ("urldate", day.to_string())));
    fields.extend(entry.note.iter().map(|note| ("note", escaped(note))));
    let fields: Vec<String> = fields.iter().map(|(name, value)| format!("  {name} = {{{value}}}")).collect();
    let kind = if matches!(entry.kind, Kind::Resolution | Kind::Document) { "techreport" } else { "misc" };
    format!("@{kind}{{{},\n{}\n}}\n", entry.key, fields.join(",\n"))
}

fn names(author: &Author) -> String {
    if author.persons.is_empty() {
        return format!("{{{}}}", escaped(&author.as_written));
    }
    let names = author.persons.iter().map(|(given, family)| escaped(&format!("{family}, {given}")));
    names.collect::<Vec<_>>().join(" and ")
}

/// What BibTeX and LaTeX would take for a sign of their own, escaped; on one line. Letters stay as they are, in UTF-8.
///
/// A brace is named: BibTeX counts braces whether or not a backslash stands before them.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' | '%' | '$' | '#' | '_' => {
                out.push('\\');
                out.push(c);
            }
            '{' => out.push_str("\\textbraceleft{}"),
            '}' => out.push_str("\\textbraceright{}"),
            '\\' => out.push_str("\\textbackslash{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}
