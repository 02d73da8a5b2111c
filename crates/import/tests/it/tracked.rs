//! The tracked changes of a difference: rejecting all gives the text before, accepting all the text after.

use std::io::{Cursor, Read};
use std::path::PathBuf;

use roxmltree::{Document as Xml, Node};
use travaux_import::texts::{read_text, read_texts};
use travaux_record::Diagnostics;
use travaux_text::align::align;
use travaux_text::render::{Pair, Revision, docx};
use travaux_text::{Clause, Document};

use crate::official::shared;

fn made(before: &Document, after: &Document) -> Vec<u8> {
    let alignment = align(before, after);
    let pair = Pair::of(before, after, &alignment);
    docx(&pair, &Revision { author: "travaux".to_owned(), date: None }).expect("written")
}

/// Applies all changes to the XML itself: `keep` are the elements whose contents stay, `drop` those that go.
fn resolved(file: &[u8], accept: bool) -> Vec<String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(file)).expect("a zip");
    let mut source = String::new();
    archive.by_name("word/document.xml").expect("the document").read_to_string(&mut source).expect("text");
    let xml = Xml::parse(&source).expect("well-formed");
    let gone: &[&str] = if accept { &["del", "moveFrom"] } else { &["ins", "moveTo"] };
    let mut paragraphs = Vec::new();
    let mut open = String::new();
    for paragraph in xml.descendants().filter(|n| n.has_tag_name((W, "p"))) {
        words(paragraph, gone, &mut open);
        let mark = paragraph.children().find(|n| n.has_tag_name((W, "pPr")));
        let mark = mark.and_then(|p| p.children().find(|n| n.has_tag_name((W, "rPr"))));
        // A mark that goes joins the paragraph with the next one.
        if !mark.is_some_and(|m| m.children().any(|n| gone.contains(&n.tag_name().name()))) {
            paragraphs.push(std::mem::take(&mut open));
        }
    }
    assert_eq!(paragraphs.pop().as_deref(), Some(""), "the last paragraph holds nothing");
    paragraphs
}

const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

fn words(node: Node<'_, '_>, gone: &[&str], out: &mut String) {
    for child in node.children().filter(Node::is_element) {
        match child.tag_name().name() {
            name if gone.contains(&name) => {}
            "t" | "delText" => out.push_str(child.text().unwrap_or_default()),
            "br" => out.push('\n'),
            _ => words(child, gone, out),
        }
    }
}

fn printed(document: &Document) -> Vec<String> {
    let line = |c: &Clause| match &c.number {
        Some(number) if c.text.is_empty() => number.clone(),
        Some(number) => format!("{number} {}", c.text),
        None => c.text.clone(),
    };
    document.clauses.iter().map(line).collect()
}

fn check(before: &Document, after: &Document) {
    let file = made(before, after);
    assert_eq!(resolved(&file, false), printed(before), "rejected");
    assert_eq!(resolved(&file, true), printed(after), "accepted");
    assert_eq!(file, made(before, after), "the same texts make the same bytes");
}

fn text(words: &str) -> Document {
    read_text("test.txt", words.as_bytes(), &mut Diagnostics::default()).expect("a text").document
}

const OLD: &str = "The Assembly of Lighthouses,\n\nRecalling its resolution on lamps of the northern coast,\n\n\
Noting that oil is dear & wicks are <short>,\n\n1. Welcomes the new lamp of the eastern rock;\n\n\
2. Requests the Keeper:\n\n(a) To clean the glass every morning;\n\n(b) To trim the wick every evening;\n\n\
3. Invites all keepers to write down what passing ships they see by night;\n\n4. Decides to meet again.\n";
const NEW: &str = "The Assembly of Lighthouses,\n\nNoting that oil is dear & wicks are <shorter>,\n\n\
Recalling its resolution on lamps of the northern coast,\n\n1. Endorses the new lamp of the eastern rock;\n\n\
2. Urges all keepers to write down what passing ships they see by night, and by day;\n\n3. Requests the Keeper:\n\n\
(a) To trim the wick every evening;\n\n(b) To paint the door;\n\n4. Decides to meet again.\n";

#[test]
fn rejecting_gives_the_text_before_and_accepting_the_text_after() {
    let (old, new) = (text(OLD), text(NEW));
    check(&old, &new);
    check(&new, &old);
    check(&old, &old);
    check(&old, &Document::default());
    check(&Document::default(), &new);
}

#[test]
fn official_texts_too() {
    let Some(folder) = shared("documents/resolutions/akn4un") else { return };
    let read = read_texts(&[folder], &mut Diagnostics::default());
    let english: Vec<_> = read.iter().filter(|f| f.file.contains(".en.")).map(|f| &f.read.document).collect();
    assert!(english.len() > 10);
    for pair in english.windows(2) {
        check(pair[0], pair[1]);
    }
}

/// A pair for a word processor to try: `tests/tracked-changes.sh` opens it with `LibreOffice`.
#[test]
#[ignore = "writes files for LibreOffice; run by tests/tracked-changes.sh"]
fn write_for_libreoffice() {
    let folder = PathBuf::from(std::env::var("TRACKED_CHANGES").expect("a folder"));
    let write = |name: &str, old: &Document, new: &Document| {
        std::fs::write(folder.join(format!("{name}.docx")), made(old, new)).expect("written");
        std::fs::write(folder.join(format!("{name}.before.txt")), printed(old).join("\n")).expect("written");
        std::fs::write(folder.join(format!("{name}.after.txt")), printed(new).join("\n")).expect("written");
    };
    write("own", &text(OLD), &text(NEW));
    if let Some(folder) = shared("documents/resolutions/akn4un") {
        let read = read_texts(&[folder], &mut Diagnostics::default());
        let of =
            |symbol: &str| &read.iter().find(|f| f.file.contains(symbol)).expect("the file").read.document;
        write("official", of("A_RES_74_29.en"), of("A_RES_75_240.en"));
    }
}
