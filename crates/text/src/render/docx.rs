//! DOCX with real tracked changes: rejecting all gives the text before, accepting all the text after.
//!
//! The paragraphs that both texts have in one order are the frame. Between two of them stand first those of the text
//! before (deleted, or moved from here), then those of the text after (inserted, or moved to here): so both orders hold.
//! Of a clause that was split or merged, the likest part is its partner, and the others are inserted or deleted.
//! Footnotes are not written. Numbers are words of their paragraphs, so that they too are tracked.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::Pair;
use super::html::escape;
use crate::align::{Change, Link};
use crate::difference::{Op, compare};
use crate::{Clause, Kind};

/// Who is said to have made the changes, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    /// The author that Word shows.
    pub author: String,
    /// The moment, as `2026-11-24T12:00:00Z`; Word shows none where there is none.
    pub date: Option<String>,
}

/// The file.
///
/// # Errors
/// When the parts cannot be put together, which they can in memory but for a lack of it.
pub fn docx(pair: &Pair<'_>, revision: &Revision) -> Result<Vec<u8>, std::io::Error> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    // The same texts make the same bytes: no clock.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    let document = Writer::new(pair, revision).document();
    for (name, part) in [
        ("[Content_Types].xml", CONTENT_TYPES),
        ("_rels/.rels", RELATIONS),
        ("word/_rels/document.xml.rels", DOCUMENT_RELATIONS),
        ("word/styles.xml", STYLES),
        ("word/settings.xml", SETTINGS),
        ("word/document.xml", document.as_str()),
    ] {
        zip.start_file(name, options)?;
        zip.write_all(part.as_bytes())?;
    }
    Ok(zip.finish()?.into_inner())
}

/// What happens to a whole paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Whole {
    Inserted,
    Deleted,
    MovedFrom(u32),
    MovedTo(u32),
}

/// Bytes of a paragraph.
#[derive(Debug, Clone, Copy)]
struct Span {
    start: usize,
    end: usize,
}

struct Writer<'p> {
    pair: &'p Pair<'p>,
    by: String,
    id: u32,
    out: String,
}

impl<'p> Writer<'p> {
    fn new(pair: &'p Pair<'p>, revision: &Revision) -> Self {
        let mut by = format!("w:author=\"{}\"", escape(&revision.author));
        if let Some(date) = &revision.date {
            let _ = write!(by, " w:date=\"{}\"", escape(date));
        }
        Self { pair, by, id: 0, out: String::new() }
    }

    fn next(&mut self) -> u32 {
        self.id += 1;
        self.id
    }

    fn document(mut self) -> String {
        self.out.push_str(HEAD);
        let (before, after) = (&self.pair.before.clauses, &self.pair.after.clauses);
        // The partner of each clause, and whether it stays in its place.
        let mut partners: BTreeMap<usize, (usize, bool)> = BTreeMap::new();
        for link in &self.pair.alignment.links {
            if let Some((a, b)) = primary(link, before, after) {
                partners.insert(a, (b, !link.moved));
            }
        }
        // The frame must run on in both texts, whichever part of a split clause was taken.
        let mut last = None;
        for (b, stays) in partners.values_mut() {
            *stays = *stays && last.is_none_or(|l| l < *b);
            if *stays {
                last = Some(*b);
            }
        }
        let moves: BTreeMap<usize, (usize, u32)> = partners
            .iter()
            .filter(|(_, (_, stays))| !stays)
            .enumerate()
            .map(|(n, (&a, &(b, _)))| (b, (a, n as u32 + 1)))
            .collect();
        let names: BTreeMap<usize, u32> = moves.values().map(|&(a, name)| (a, name)).collect();
        let mut at = 0;
        for (a, clause) in before.iter().enumerate() {
            match partners.get(&a) {
                Some(&(b, true)) => {
                    self.of_after(at, b, &moves);
                    self.both(clause, &after[b]);
                    at = b + 1;
                }
                Some(_) => self.whole(clause, Whole::MovedFrom(names.get(&a).copied().unwrap_or(0))),
                None => self.whole(clause, Whole::Deleted),
            }
        }
        self.of_after(at, after.len(), &moves);
        self.out.push_str(TAIL);
        self.out
    }

    /// Paragraphs that only the text after has here.
    fn of_after(&mut self, from: usize, to: usize, moves: &BTreeMap<usize, (usize, u32)>) {
        let after = &self.pair.after.clauses;
        for (b, clause) in after.iter().enumerate().take(to).skip(from) {
            match moves.get(&b) {
                Some(&(_, name)) => self.whole(clause, Whole::MovedTo(name)),
                None => self.whole(clause, Whole::Inserted),
            }
        }
    }

    fn both(&mut self, a: &Clause, b: &Clause) {
        let (x, y) = (printed(a), printed(b));
        let italics = (opening_end(a), opening_end(b));
        self.out.push_str("<w:p>");
        self.properties(b, None);
        let mut places = (0, 0);
        for piece in compare(&x, &y) {
            if piece.op == Op::Kept && piece.before == piece.after {
                self.runs(&piece.after, places.1, italics.1, "w:t");
            } else {
                if !piece.before.is_empty() {
                    self.tracked("w:del", &piece.before, places.0, italics.0, "w:delText");
                }
                if !piece.after.is_empty() {
                    self.tracked("w:ins", &piece.after, places.1, italics.1, "w:t");
                }
            }
            places.0 += piece.before.len();
            places.1 += piece.after.len();
        }
        self.out.push_str("</w:p>\n");
    }

    fn whole(&mut self, clause: &Clause, whole: Whole) {
        let text = printed(clause);
        let end = opening_end(clause);
        let (element, words, range) = match whole {
            Whole::Inserted => ("w:ins", "w:t", None),
            Whole::Deleted => ("w:del", "w:delText", None),
            Whole::MovedFrom(name) => ("w:moveFrom", "w:t", Some(("w:moveFromRange", name))),
            Whole::MovedTo(name) => ("w:moveTo", "w:t", Some(("w:moveToRange", name))),
        };
        self.out.push_str("<w:p>");
        self.properties(clause, Some(element));
        // Writing to a string cannot fail.
        let range = range.map(|(range, name)| {
            let id = self.next();
            let _ = write!(self.out, "<{range}Start w:id=\"{id}\" w:name=\"move{name}\" {}/>", self.by);
            (range, id)
        });
        self.tracked(element, &text, 0, end, words);
        if let Some((range, id)) = range {
            let _ = write!(self.out, "<{range}End w:id=\"{id}\"/>");
        }
        self.out.push_str("</w:p>\n");
    }

    /// The style of a paragraph, and what happens to its mark.
    fn properties(&mut self, clause: &Clause, mark: Option<&str>) {
        let style = match clause.kind {
            Kind::Heading => "Heading1",
            _ => "Normal",
        };
        let indent = u32::from(clause.level) * 567;
        let _ = write!(self.out, "<w:pPr><w:pStyle w:val=\"{style}\"/>");
        if indent > 0 {
            let _ = write!(self.out, "<w:ind w:left=\"{indent}\"/>");
        }
        if let Some(element) = mark {
            let id = self.next();
            let _ = write!(self.out, "<w:rPr><{element} w:id=\"{id}\" {}/></w:rPr>", self.by);
        }
        self.out.push_str("</w:pPr>");
    }

    fn tracked(&mut self, element: &str, text: &str, at: usize, italics: Span, words: &str) {
        let id = self.next();
        let _ = write!(self.out, "<{element} w:id=\"{id}\" {}>", self.by);
        self.runs(text, at, italics, words);
        let _ = write!(self.out, "</{element}>");
    }

    /// Runs of a text that begins at byte `at` of its paragraph; the opening phrase is in italics.
    fn runs(&mut self, text: &str, at: usize, italics: Span, words: &str) {
        let cut = |place: usize| place.saturating_sub(at).min(text.len());
        let (from, to) = (cut(italics.start), cut(italics.end));
        for (part, italic) in [(text.get(..from), false), (text.get(from..to), true), (text.get(to..), false)]
        {
            let Some(part) = part.filter(|p| !p.is_empty()) else { continue };
            let style = if italic { "<w:rPr><w:i/></w:rPr>" } else { "" };
            let _ = write!(self.out, "<w:r>{style}");
            for (n, line) in part.split('\n').enumerate() {
                if n > 0 {
                    self.out.push_str("<w:br/>");
                }
                if !line.is_empty() {
                    let _ = write!(self.out, "<{words} xml:space=\"preserve\">{}</{words}>", escape(line));
                }
            }
            self.out.push_str("</w:r>");
        }
    }
}

/// The pair of a link that is written as one paragraph: the likest, by the words that both have.
fn primary(link: &Link, before: &[Clause], after: &[Clause]) -> Option<(usize, usize)> {
    if matches!(link.change, Change::New | Change::Gone) {
        return None;
    }
    let mut best: Option<(usize, (usize, usize))> = None;
    for &a in &link.before {
        for &b in &link.after {
            let (x, y) = (before.get(a as usize)?, after.get(b as usize)?);
            let kept = match (link.before.len(), link.after.len()) {
                (1, 1) => 1,
                _ => {
                    compare(&x.text, &y.text).iter().filter(|p| p.op == Op::Kept).map(|p| p.after.len()).sum()
                }
            };
            if best.is_none_or(|(most, _)| kept > most) {
                best = Some((kept, (a as usize, b as usize)));
            }
        }
    }
    best.map(|(_, pair)| pair)
}

/// A clause as a paragraph of its own: number and words.
fn printed(clause: &Clause) -> String {
    match &clause.number {
        Some(number) if !clause.text.is_empty() => format!("{number} {}", clause.text),
        Some(number) => number.clone(),
        None => clause.text.clone(),
    }
}

/// Where the opening phrase stands in the paragraph.
fn opening_end(clause: &Clause) -> Span {
    let start = clause.number.as_ref().map_or(0, |n| n.len() + 1);
    match &clause.opening {
        Some(opening) if clause.text.starts_with(opening.as_str()) => {
            Span { start, end: start + opening.len() }
        }
        _ => Span { start: 0, end: 0 },
    }
}

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>\n";
/// The last paragraph holds nothing and is in both texts: its mark cannot be deleted.
const TAIL: &str = "<w:p/><w:sectPr><w:pgSz w:w=\"12240\" w:h=\"15840\"/></w:sectPr></w:body></w:document>\n";
const CONTENT_TYPES: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/><Override PartName=\"/word/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml\"/><Override PartName=\"/word/settings.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml\"/></Types>\n";
const RELATIONS: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>\n";
const DOCUMENT_RELATIONS: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles\" Target=\"styles.xml\"/><Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/settings\" Target=\"settings.xml\"/></Relationships>\n";
const STYLES: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:styles xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/><w:pPr><w:spacing w:after=\"120\"/></w:pPr><w:rPr><w:rFonts w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\" w:cs=\"Times New Roman\"/><w:sz w:val=\"20\"/></w:rPr></w:style><w:style w:type=\"paragraph\" w:styleId=\"Heading1\"><w:name w:val=\"heading 1\"/><w:basedOn w:val=\"Normal\"/><w:rPr><w:b/></w:rPr></w:style></w:styles>\n";
const SETTINGS: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:settings xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:trackRevisions/></w:settings>\n";
