//! The official texts: every one is read, and has as many clauses as a plain query of its XML finds.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;

use flate2::read::GzDecoder;
use roxmltree::{Document as Xml, Node};
use travaux_import::texts::read_text;
use travaux_record::{Diagnostics, Severity};
use travaux_text::{Document, Kind};

use crate::official::shared;

/// How many of each: preambular, in the body or annexes, headings, tables, numbered operative paragraphs.
type Counts = BTreeMap<&'static str, usize>;

fn name<'n>(node: Node<'n, '_>) -> &'n str {
    node.tag_name().name()
}

fn has_words(node: Node<'_, '_>) -> bool {
    node.children().any(|c| match c.text() {
        Some(text) if c.is_text() => !text.trim().is_empty(),
        _ => c.is_element() && name(c) != "authorialNote" && has_words(c),
    })
}

fn is_inside(node: Node<'_, '_>, names: &[&str]) -> bool {
    node.ancestors().skip(1).any(|a| names.contains(&name(a)))
}

/// Whether an annex begins here though it is no attachment.
fn heads_annex(node: Node<'_, '_>) -> bool {
    let is_heading = ["heading", "subheading"].contains(&name(node));
    is_heading && node.text().is_some_and(|t| t.trim_start().starts_with("Annex"))
}

fn by_query(xml: &Xml<'_>) -> Counts {
    let mut counts = Counts::new();
    let mut add = |what| *counts.entry(what).or_default() += 1;
    let outside = [
        "authorialNote",
        "coverPage",
        "preface",
        "formula",
        "conclusions",
        "meta",
        "table",
        "p",
        "crossHeading",
    ];
    let mut in_annex = false;
    for node in xml.descendants().filter(Node::is_element) {
        in_annex |= heads_annex(node);
        if name(node) == "table" && !is_inside(node, &["table"]) {
            add("table");
        }
        let body_number = name(node) == "num"
            && node
                .parent()
                .is_some_and(|p| name(p) == "paragraph" && p.children().filter(Node::is_element).count() > 1)
            && !is_inside(node, &["attachment", "preamble"]);
        let number = node.text().unwrap_or_default().trim();
        // Two resolutions (S/RES/1617, S/RES/1855) have their annexes in the body, with numbers of their own.
        let body_number = body_number && !in_annex;
        if body_number && number.strip_suffix('.').is_some_and(|n| n.bytes().all(|b| b.is_ascii_digit())) {
            add("numbered");
        }
        if name(node) == "docTitle"
            && is_inside(node, &["component"])
            && !is_inside(node, &["coverPage"])
            && has_words(node)
        {
            add("heading"); // The title of one text of several.
        }
        if is_inside(node, &outside) || !has_words(node) {
            continue;
        }
        let heading = || {
            let holder = node.ancestors().find(|a| name(*a) == "paragraph");
            let class = holder.and_then(|p| p.attribute("class")).unwrap_or_default();
            class.starts_with('H') && class[1..].bytes().all(|b| b.is_ascii_digit())
        };
        match name(node) {
            "p" | "listIntroduction" if is_inside(node, &["preamble"]) => add("preambular"),
            "crossHeading" if node.attribute("refersTo") == Some("#preamble") => add("preambular"),
            "p" | "listIntroduction" if heading() => add("heading"),
            "p" | "listIntroduction" => add("body"),
            // One has the name of a clause and heads a section (S/RES/2363).
            "block" if node.text().is_some_and(|t| !t.trim().is_empty()) => add("heading"),
            "heading" | "subheading" | "crossHeading" => add("heading"),
            // A number that nothing follows heads a section.
            "num" if !node.next_siblings().skip(1).any(|s| s.is_element()) => add("heading"),
            "num" if node.parent().is_some_and(|p| !["paragraph", "point", "item"].contains(&name(p))) => {
                add("heading");
            }
            _ => {}
        }
    }
    counts
}

fn by_reader(document: &Document) -> Counts {
    let mut counts = Counts::new();
    for clause in &document.clauses {
        let what = match clause.kind {
            Kind::Formula => continue,
            Kind::Preambular => "preambular",
            Kind::Heading => "heading",
            Kind::Table => "table",
            Kind::Operative | Kind::Paragraph => "body",
        };
        // A paragraph that is only the number of a list has no words for the query to find.
        *counts.entry(what).or_default() += usize::from(!clause.text.is_empty());
        let number = clause.number.as_deref().unwrap_or_default();
        let in_body = clause.annex == 0 && what == "body" && clause.level == 0;
        if in_body && number.strip_suffix('.').is_some_and(|n| n.bytes().all(|b| b.is_ascii_digit())) {
            *counts.entry("numbered").or_default() += 1;
        }
    }
    counts
}

#[test]
fn every_official_text_has_the_clauses_that_its_xml_has() {
    for (archive, least) in [("ga", 1982), ("hrc", 188), ("sc", 2140)] {
        let Some(path) = shared(&format!("corpus/akn4un-{archive}-en.tar.gz")) else { return };
        let mut tar = tar::Archive::new(GzDecoder::new(File::open(path).expect("opens")));
        let mut read = 0;
        let mut differ = Vec::new();
        for entry in tar.entries().expect("an archive") {
            let mut entry = entry.expect("an entry");
            let file = entry.path().expect("a name").display().to_string();
            if !file.ends_with(".xml") {
                continue;
            }
            let mut bytes = Vec::new();
            entry.read_to_end(&mut bytes).expect("read");
            let mut diagnostics = Diagnostics::default();
            let Some(text) = read_text(&file, &bytes, &mut diagnostics) else {
                // Twelve statements have neither preamble nor body.
                assert_eq!(archive, "sc", "{file} was refused");
                continue;
            };
            read += 1;
            assert_eq!(text.not_understood, BTreeMap::new(), "{file}");
            let ids: std::collections::BTreeSet<_> = text.document.clauses.iter().map(|c| &c.id).collect();
            assert_eq!(ids.len(), text.document.clauses.len(), "ids of {file} are not unique");
            let Ok(source) = std::str::from_utf8(&bytes) else { panic!("{file} is not UTF-8") };
            // 119 statements have an end tag too many: a strict reader refuses them, and so cannot check them.
            let Ok(xml) = Xml::parse(source) else {
                assert!(
                    diagnostics.count_from(Severity::Warning) > 0,
                    "{file} is malformed, and nothing was said"
                );
                continue;
            };
            let (wanted, found) = (by_query(&xml), by_reader(&text.document));
            if wanted != found {
                differ.push(format!("{file}: the query finds {wanted:?}, the reader {found:?}"));
            }
        }
        assert!(
            differ.is_empty(),
            "{} of {read} differ:\n{}",
            differ.len(),
            differ[..differ.len().min(20)].join("\n")
        );
        assert!(read >= least, "only {read} of {archive} were read");
    }
}
