//! HTML: the two texts side by side, on a page that needs nothing else.

use std::fmt::Write;

use super::{Pair, Row, word};
use crate::align::Change;
use crate::difference::Op;

const STYLE: &str = "body{font:16px/1.45 Georgia,serif;margin:2rem auto;max-width:80rem;padding:0 1rem;color:#222}\
table{border-collapse:collapse;width:100%;table-layout:fixed}td,th{vertical-align:top;padding:.5rem .75rem;\
border-top:1px solid #ddd;text-align:left;overflow-wrap:anywhere}\
.id{font:600 .8rem/1.6 sans-serif;color:#555}.said{font:.8rem/1.6 sans-serif;color:#555}\
del{background:#fde2e0;color:#8c1d18}ins{background:#dff3e3;color:#0d5223;text-decoration:underline}\
.kept td{color:#777}col.w{width:8rem}";

/// A difference as a page of HTML.
pub fn html(pair: &Pair<'_>) -> String {
    let (a, b) = (escape(pair.names[0]), escape(pair.names[1]));
    let language = match pair.after.language.as_deref() {
        Some("fra") => "fr",
        Some("spa") => "es",
        Some("rus") => "ru",
        Some("ara") => "ar",
        Some("zho") => "zh",
        _ => "en",
    };
    let direction = if language == "ar" { " dir=\"rtl\"" } else { "" };
    let mut out = format!(
        "<!doctype html>\n<html lang=\"{language}\"{direction}>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{a} → {b}</title>\n<style>{STYLE}</style>\n\
         <h1>{a} → {b}</h1>\n<p>{}</p>\n<table>\n<colgroup><col class=\"w\"><col><col></colgroup>\n\
         <thead><tr><th scope=\"col\">Clause</th><th scope=\"col\">{a}</th><th scope=\"col\">{b}</th></tr></thead>\n<tbody>\n",
        pair.summary()
    );
    for row in pair.rows() {
        let (left, right) = cells(&row);
        // Writing to a string cannot fail.
        let _ = writeln!(
            out,
            "<tr class=\"{}\"><td><span class=\"id\">{}</span><br><span class=\"said\">{}</span></td><td>{left}</td><td>{right}</td></tr>",
            word(row.link.change),
            escape(&row.ids()),
            escape(&row.said()),
        );
    }
    out.push_str("</tbody>\n</table>\n</html>\n");
    out
}

fn cells(row: &Row<'_>) -> (String, String) {
    let (mut left, mut right) = (String::new(), String::new());
    for (cell, clause) in [(&mut left, row.before), (&mut right, row.after)] {
        if let Some(number) = clause.and_then(|c| c.number.as_deref()) {
            cell.push_str(&escape(number));
            cell.push(' ');
        }
    }
    if row.link.change == Change::Kept {
        left.push_str(&escape(row.before.map_or("", |c| c.text.as_str())));
        right.push_str(&escape(row.after.map_or("", |c| c.text.as_str())));
        return (left, right);
    }
    for piece in row.pieces() {
        match piece.op {
            Op::Kept => {
                left.push_str(&escape(&piece.before));
                right.push_str(&escape(&piece.after));
            }
            Op::Gone => marked(&mut left, "del", &piece.before),
            Op::New => marked(&mut right, "ins", &piece.after),
        }
    }
    (left, right)
}

fn marked(cell: &mut String, name: &str, text: &str) {
    let bare = text.trim_end();
    // Writing to a string cannot fail.
    let _ = write!(cell, "<{name}>{}</{name}>{}", escape(bare), &text[bare.len()..]);
}

/// Words as they stand in HTML and XML, also in the value of an attribute.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            _ => out.push(c),
        }
    }
    out
}
