//! One chapter as plain text, Markdown, HTML, a Word file and a PDF: what is found does not depend on the format.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use serde_json::Value;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::test::Test;

const HEADING: &str = "Two tracks at the Assembly";

/// Paragraphs; `{1}` calls a note.
const PARAGRAPHS: [&str; 2] = [
    "In 2018 the General Assembly voted on a first pair of rival texts. Resolution 73/27 was adopted by 119 votes \
     to 46, with 14 abstentions.{1} Two years later came a second pair. Resolution 75/240 was adopted by 92 votes \
     to 50, with 20 abstentions.{2} It had 27 sponsors.",
    "The two camps hardly met. France and Germany voted against resolution 75/240. Iran voted in favour of \
     resolution 75/32, and all sponsors of resolution 75/240 voted for it.",
];

const NOTES: [&str; 2] = ["UNGA Res. 73/27 (Dec. 5, 2018).", "UNGA Res. 75/240 (Jan. 4, 2021)."];

/// What is found: how it is judged, of what kind, and what is claimed. Readers put notes in different places, so in alphabetical order.
const FOUND: [&str; 8] = [
    "right date: 73/27 is of 5 December 2018",
    "right position: France and Germany: against on 75/240",
    "right sponsors: 75/240 had 27 sponsors",
    "right tally: 73/27: 119 in favour, 46 against, 14 abstaining",
    "wrong date: 75/240 is of 4 January 2021",
    "wrong position: Iran (Islamic Republic of): in favour on 75/32",
    "wrong states: all states that sponsored 75/240 were in favour on 75/240",
    "wrong tally: 75/240: 92 in favour, 50 against, 20 abstaining",
];

#[track_caller]
fn is_found(name: &str, bytes: &[u8]) {
    let test = Test::new();
    std::fs::write(test.home().join(name), bytes).expect("the chapter is written");
    let output = test.args("check --format json").arg(name).exits(1);
    assert_eq!(output.stderr, "", "{name}");
    let answer: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let findings = answer["answer"]["value"]["findings"].as_array().expect("findings");
    let word = |finding: &Value, field: &str| finding[field].as_str().expect("a word").to_owned();
    let mut found: Vec<String> = findings
        .iter()
        .map(|f| format!("{} {}: {}", word(f, "verdict"), word(f, "kind"), word(f, "claim")))
        .collect();
    found.sort();
    assert_eq!(found, FOUND, "{name}");
}

/// A paragraph with its calls of notes written as a format writes them.
fn called(paragraph: &str, call: impl Fn(usize) -> String) -> String {
    (1..=NOTES.len()).fold(paragraph.to_owned(), |text, n| text.replace(&format!("{{{n}}}"), &call(n)))
}

/// Lines of at most so many characters.
fn lines(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        let last = lines.last_mut().expect("there is one");
        if last.is_empty() {
            last.push_str(word);
        } else if last.len() + 1 + word.len() <= width {
            last.push(' ');
            last.push_str(word);
        } else {
            lines.push(word.to_owned());
        }
    }
    lines
}

#[test]
fn a_chapter_as_plain_text() {
    let mut text = format!("{HEADING}\n\n");
    for paragraph in PARAGRAPHS {
        text.push_str(&lines(&called(paragraph, |n| format!("[{n}]")), 72).join("\n"));
        text.push_str("\n\n");
    }
    text += "Notes\n\n";
    for (n, note) in NOTES.iter().enumerate() {
        let _ = writeln!(text, "[{}] {note}", n + 1);
    }
    is_found("chapter.txt", text.as_bytes());
}

#[test]
fn a_chapter_as_markdown() {
    let mut text = format!("# {HEADING}\n\n");
    for paragraph in PARAGRAPHS {
        text += &(called(paragraph, |n| format!("[^{n}]")) + "\n\n");
    }
    for (n, note) in NOTES.iter().enumerate() {
        let _ = writeln!(text, "[^{}]: {note}", n + 1);
    }
    is_found("chapter.md", text.as_bytes());
}

#[test]
fn a_chapter_as_a_page_of_the_web() {
    let mut page = format!(
        "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>{HEADING}</title></head><body><article><h1>{HEADING}</h1>"
    );
    for paragraph in PARAGRAPHS {
        let call = |n| format!("<sup><a href=\"#fn{n}\" id=\"ref{n}\">{n}</a></sup>");
        let _ = writeln!(page, "<p>{}</p>", called(paragraph, call));
    }
    page += "<ol>";
    for (n, note) in NOTES.iter().enumerate() {
        let _ = write!(page, "<li id=\"fn{0}\">{note} <a href=\"#ref{0}\">↩</a></li>", n + 1);
    }
    page += "</ol></article></body></html>";
    is_found("chapter.html", page.as_bytes());
}

#[test]
fn a_chapter_as_a_word_file() {
    let run = |text: &str| format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>");
    let mut body = format!("<w:p><w:pPr><w:pStyle w:val=\"Heading1\"/></w:pPr>{}</w:p>", run(HEADING));
    for paragraph in PARAGRAPHS {
        let call = |n| {
            format!(
                "</w:t></w:r><w:r><w:footnoteReference w:id=\"{n}\"/></w:r><w:r><w:t xml:space=\"preserve\">"
            )
        };
        let _ = write!(body, "<w:p>{}</w:p>", called(&run(paragraph), call));
    }
    let mut notes = String::new();
    for (n, note) in NOTES.iter().enumerate() {
        let _ = write!(notes, "<w:footnote w:id=\"{}\"><w:p>{}</w:p></w:footnote>", n + 1, run(note));
    }
    let parts = [
        ("word/document.xml", format!("<w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>")),
        ("word/footnotes.xml", format!("<w:footnotes xmlns:w=\"w\">{notes}</w:footnotes>")),
    ];
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, part) in parts {
        zip.start_file(name, SimpleFileOptions::default()).expect("begun");
        zip.write_all(part.as_bytes()).expect("written");
    }
    is_found("chapter.docx", &zip.finish().expect("whole").into_inner());
}

/// Words on a page, in Courier, of which every letter is 0.6 of its size wide.
fn draw(page: &mut String, (x, y): (f64, f64), size: f64, words: &str) {
    let words = words.replace('\\', "\\\\").replace('(', "\\(").replace(')', "\\)");
    let _ = writeln!(page, "BT /F {size} Tf 1 0 0 1 {x} {y} Tm ({words}) Tj ET");
}

/// A line with its calls of notes raised and small, as printers set them; `^1^` is a call.
fn draw_line(page: &mut String, y: f64, size: f64, line: &str) {
    let mut x = 60.0;
    for (n, piece) in line.split('^').enumerate() {
        let (rise, piece_size) = if n % 2 == 1 { (0.4 * size, 0.6 * size) } else { (0.0, size) };
        if !piece.is_empty() {
            draw(page, (x, y + rise), piece_size, piece);
        }
        x += 0.6 * piece_size * piece.chars().count() as f64;
    }
}

#[test]
fn a_chapter_as_a_pdf() {
    let mut page = String::new();
    draw_line(&mut page, 780.0, 14.0, HEADING);
    let mut y = 745.0;
    for paragraph in PARAGRAPHS {
        for line in lines(&called(paragraph, |n| format!("^{n}^")), 78) {
            draw_line(&mut page, y, 10.0, &line);
            y -= 12.0;
        }
        y -= 12.0;
    }
    for (n, note) in NOTES.iter().enumerate() {
        draw_line(&mut page, 110.0 - 9.0 * n as f64, 7.5, &format!("^{}^ {note}", n + 1));
    }
    let objects = [
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Kids[4 0 R]/Count 1/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>>>".to_owned(),
        "<</Type/Font/Subtype/Type1/BaseFont/Courier/Encoding/WinAnsiEncoding>>".to_owned(),
        "<</Type/Page/Parent 2 0 R/Contents 5 0 R>>".to_owned(),
        format!("<</Length {}>>\nstream\n{page}\nendstream", page.len()),
    ];
    let mut file = "%PDF-1.4\n".to_owned();
    let mut places = Vec::new();
    for (n, object) in objects.iter().enumerate() {
        places.push(file.len());
        let _ = writeln!(file, "{} 0 obj\n{object}\nendobj", n + 1);
    }
    let table = file.len();
    let _ = writeln!(file, "xref\n0 {}\n0000000000 65535 f ", objects.len() + 1);
    for place in places {
        let _ = writeln!(file, "{place:010} 00000 n ");
    }
    let _ = writeln!(file, "trailer\n<</Size {}/Root 1 0 R>>\nstartxref\n{table}\n%%EOF", objects.len() + 1);
    is_found("chapter.pdf", file.as_bytes());
}
