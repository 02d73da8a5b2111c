//! The official texts as plain text, and their hyperlinks as what is to be found in it.

use std::fs::File;
use std::io::{BufReader, Read};
use std::ops::Range;
use std::path::Path;

use anyhow::Result;
use flate2::read::GzDecoder;
use jiff::civil::Date;
use roxmltree::Node;
use travaux_un::body::Body;
use travaux_un::months::MONTHS;
use travaux_un::session::Session;
use travaux_un::symbol::{DocumentKind, PartRole, Symbol};

/// A text with its links.
pub(crate) struct Text {
    /// The name of the file.
    pub(crate) file: String,
    /// Its blocks, apart by blank lines.
    pub(crate) words: String,
    pub(crate) links: Vec<Link>,
    /// Whether it was set aside while the finder was made: a third of all files, by their names.
    pub(crate) held_out: bool,
}

/// A citation that the United Nations marked.
pub(crate) struct Link {
    pub(crate) span: Range<usize>,
    /// The characters around it up to the next blank, with what belongs to the number behind that.
    pub(crate) run: Range<usize>,
    pub(crate) symbol: Symbol,
    pub(crate) fault: Option<Fault>,
}

/// Why a link is not to be found. Each is a rule.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Fault {
    /// Nothing but letters, blanks or signs is linked.
    NoNumber,
    /// The numbers of the address do not stand in the text.
    OtherNumbers,
    /// What the text calls a resolution is linked to a document that is none.
    NoResolution,
    /// The words before it name another body than the address.
    OtherBody,
    /// The date beside it lies years off the session of the address.
    OtherDate,
    /// A number alone is linked, and its paragraph speaks neither of a resolution nor of a decision.
    NoWord,
}

impl Fault {
    pub(crate) const ALL: [(Self, &'static str); 6] = [
        (Self::NoNumber, "no digit is linked"),
        (Self::OtherNumbers, "the numbers of the address do not stand in the text"),
        (
            Self::NoResolution,
            "a number behind `resolution`, or with a year behind it, is linked to another document",
        ),
        (
            Self::OtherBody,
            "`General Assembly` or `Human Rights Council resolution` stands before it, and the address is another body's",
        ),
        (Self::OtherDate, "the date behind a number lies two years or more off the session of the address"),
        (Self::NoWord, "a number is linked where the paragraph speaks of no resolution, decision or session"),
    ];
}

/// The texts of an archive, and how many files and addresses could not be read.
pub(crate) struct Corpus {
    pub(crate) texts: Vec<Text>,
    pub(crate) malformed: usize,
    pub(crate) unread: usize,
    pub(crate) elsewhere: usize,
}

pub(crate) fn read(path: &Path) -> Result<Corpus> {
    let mut corpus = Corpus { texts: Vec::new(), malformed: 0, unread: 0, elsewhere: 0 };
    let mut archive = tar::Archive::new(GzDecoder::new(BufReader::new(File::open(path)?)));
    for entry in archive.entries()? {
        let mut entry = entry?;
        let path = entry.path()?.into_owned();
        if path.extension().is_none_or(|end| end != "xml") {
            continue;
        }
        let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let mut xml = String::new();
        if entry.read_to_string(&mut xml).is_err() {
            corpus.malformed += 1;
            continue;
        }
        match roxmltree::Document::parse(&xml) {
            Ok(document) => {
                let text = text(file, document.root_element(), &mut corpus);
                corpus.texts.push(text);
            }
            Err(_) => corpus.malformed += 1,
        }
    }
    corpus.texts.sort_by(|a, b| a.file.cmp(&b.file));
    Ok(corpus)
}

/// A third of the files by a sum over their names (FNV-1a).
fn held_out(file: &str) -> bool {
    let sum = file
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |sum, byte| (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    (sum >> 32).is_multiple_of(3)
}

#[derive(Default)]
struct Builder {
    text: String,
    /// The links as they come: address and span.
    links: Vec<(String, Range<usize>)>,
}

impl Builder {
    /// Text with its blanks made one.
    fn push(&mut self, text: &str) {
        for c in text.chars() {
            if c.is_whitespace() && c != '\u{a0}' {
                if !self.text.is_empty() && !self.text.ends_with([' ', '\n']) {
                    self.text.push(' ');
                }
            } else {
                self.text.push(c);
            }
        }
    }

    fn break_block(&mut self) {
        let end = self.text.trim_end_matches(' ').len();
        self.text.truncate(end);
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push_str("\n\n");
        }
    }
}

/// Elements without links: what says of the document itself what it is.
const APART: [&str; 4] = ["meta", "coverPage", "preface", "conclusions"];

const BLOCKS: [&str; 20] = [
    "p",
    "num",
    "heading",
    "subheading",
    "crossHeading",
    "td",
    "th",
    "tr",
    "table",
    "content",
    "paragraph",
    "list",
    "item",
    "point",
    "container",
    "section",
    "attachment",
    "formula",
    "intro",
    "doc",
];

fn text(file: String, root: Node<'_, '_>, corpus: &mut Corpus) -> Text {
    let mut builder = Builder::default();
    let mut notes = Vec::new();
    walk(root, &mut builder, &mut notes);
    let Builder { text, links } = builder;
    let links = gold(&text, links, corpus);
    Text { held_out: held_out(&file), file, words: text, links }
}

/// Notes are read when the block that refers to them has ended, so that they do not stand within its sentences.
fn walk<'a>(node: Node<'a, 'a>, builder: &mut Builder, notes: &mut Vec<Node<'a, 'a>>) {
    for child in node.children() {
        if child.is_text() {
            builder.push(child.text().unwrap_or_default());
            continue;
        }
        let name = child.tag_name().name();
        match name {
            _ if APART.contains(&name) => {}
            "sup" => {}
            "eol" => builder.push(" "),
            "authorialNote" => notes.push(child),
            "a" => {
                let start = builder.text.len();
                walk(child, builder, notes);
                let address = child.attribute("href").unwrap_or_default().to_owned();
                builder.links.push((address, start..builder.text.len()));
            }
            _ if BLOCKS.contains(&name) => {
                let own = notes.is_empty();
                if own {
                    builder.break_block();
                }
                let mut within = Vec::new();
                walk(child, builder, &mut within);
                builder.break_block();
                for note in within {
                    let mut deeper = Vec::new();
                    walk(note, builder, &mut deeper);
                    builder.break_block();
                }
            }
            _ => walk(child, builder, notes),
        }
    }
}

/// The links that go to documents, joined where one number was linked in pieces.
fn gold(text: &str, links: Vec<(String, Range<usize>)>, corpus: &mut Corpus) -> Vec<Link> {
    let mut gold: Vec<Link> = Vec::new();
    for (address, span) in links {
        let end = span.end.min(text.len());
        let Some(written) = text.get(span.start.min(end)..end) else { continue };
        let start = span.start + (written.len() - written.trim_start().len());
        let written = written.trim();
        if written.is_empty() {
            continue;
        }
        let lower = address.to_ascii_lowercase();
        if !["undocs.org/", "docs.un.org/"].iter().any(|host| lower.contains(host)) {
            corpus.elsewhere += 1;
            continue;
        }
        // The volume of the *Official Records* that holds the document is not part of its symbol.
        let cut = lower.find("(supp)").map_or(address.as_str(), |at| &address[..at]);
        let Ok(read) = Symbol::repair(cut.trim()) else {
            corpus.unread += 1;
            continue;
        };
        let span = start..start + written.len();
        if let Some(last) = gold.last_mut()
            && last.symbol.whole() == read.symbol.whole()
            && text
                .get(last.span.end..span.start)
                .is_some_and(|between| between.trim().is_empty() && !between.contains('\n'))
        {
            last.span.end = span.end;
            continue;
        }
        gold.push(Link { run: span.clone(), span, symbol: read.symbol, fault: None });
    }
    for link in &mut gold {
        link.run = run(text, &link.span);
        link.fault = fault(text, link);
        // `A/79/49`, with the volume only in the address.
        if !text[link.run.clone()].contains('(')
            && link.symbol.parts().any(|part| part.role == PartRole::Volume)
        {
            let bare = link.symbol.as_str().split(" (").next().unwrap_or_default();
            if let Ok(symbol) = Symbol::parse(bare) {
                link.symbol = symbol;
            }
        }
    }
    gold
}

/// What stands around a link up to the next blank, and a parenthesis or letter behind.
fn run(text: &str, span: &Range<usize>) -> Range<usize> {
    let of_run = |c: char| c.is_alphanumeric() || matches!(c, '/' | '.' | '-' | '\u{2010}'..='\u{2015}');
    let mut start = span.start;
    for (at, c) in text[..span.start].char_indices().rev() {
        if !of_run(c) {
            break;
        }
        start = at;
    }
    let mut end = span.end;
    for _ in 0..2 {
        end += text[end..].find(|c| !of_run(c)).unwrap_or(text.len() - end);
        let rest = &text[end..];
        let bare = rest.trim_start_matches([' ', '\u{a0}']);
        let behind = bare
            .strip_prefix('(')
            .filter(|inner| inner.starts_with(|c: char| c.is_ascii_digit() || c.is_ascii_uppercase()));
        if let Some(close) = behind.and_then(|inner| inner.find(')')).filter(|close| *close < 20) {
            end += rest.len() - bare.len() + close + 2;
        }
    }
    start..end
}

/// ` of 4 December 1998`, also behind letters.
pub(crate) fn day(text: &str) -> Option<Date> {
    let text = text.trim_start_matches([' ', '\u{a0}', 'A', 'B', 'C', 'D', 'E']);
    let mut words = text.strip_prefix("of ")?.split([' ', '\u{a0}', ',', ';', '.']);
    let day = words.next()?.parse().ok()?;
    let month = words.next()?;
    let month = MONTHS.iter().position(|name| *name == month)? as i8 + 1;
    let year = words.next()?.parse().ok()?;
    Date::new(year, month, day).ok()
}

fn numbers(text: &str) -> Vec<&str> {
    text.split(|c: char| !c.is_ascii_digit()).filter(|digits| !digits.is_empty()).collect()
}

fn bare_or_special(run: &str) -> bool {
    run.starts_with(|c: char| c.is_ascii_digit()) || run.starts_with("S-") || run.starts_with("S‑")
}

fn fault(text: &str, link: &Link) -> Option<Fault> {
    let written = &text[link.span.clone()];
    if !written.contains(|c: char| c.is_ascii_digit()) {
        return Some(Fault::NoNumber);
    }
    let run = &text[link.run.clone()];
    let mut there = numbers(run).into_iter();
    // Years and volumes in parentheses may differ in form.
    let address = link.symbol.as_str().split(" (").next().unwrap_or_default();
    if !numbers(address).into_iter().all(|number| there.any(|other| other == number)) {
        return Some(Fault::OtherNumbers);
    }
    let act = matches!(link.symbol.kind(), DocumentKind::Resolution | DocumentKind::Decision)
        || link.symbol.as_str().contains("/Res.");
    let bare = run.starts_with(|c: char| c.is_ascii_digit());
    let before = text[..link.run.start].trim_end();
    let called = ["resolution", "resolutions", "Resolution"].iter().any(|word| before.ends_with(word));
    let dated = bare && run.ends_with(')') && !run.contains('/');
    if !act && bare && (called || dated) {
        return Some(Fault::NoResolution);
    }
    if act && bare_or_special(run) {
        let said = ["resolutions", "resolution"]
            .iter()
            .find_map(|word| before.strip_suffix(word))
            .unwrap_or(before)
            .trim_end();
        let bodies = [("Human Rights Council", "A/HRC/"), ("General Assembly", "A/RES/")];
        if bodies.iter().any(|(name, head)| {
            said.len() < before.len() && said.ends_with(name) && !link.symbol.as_str().starts_with(head)
        }) {
            return Some(Fault::OtherBody);
        }
    }
    if act
        && link.symbol.body() == Body::GeneralAssembly
        && let Some(dates) = link.symbol.session().and_then(Session::dates)
        && let Some(until) = dates.until
        && let Some(day) = day(&text[link.run.end..])
        && !(dates.from.year() - 1..=until.year() + 1).contains(&day.year())
    {
        return Some(Fault::OtherDate);
    }
    if act && bare {
        let from = text[..link.run.start].rfind("\n\n").unwrap_or(0);
        let to = text[link.run.end..].find("\n\n").map_or(text.len(), |at| at + link.run.end);
        let block = text[from..to].to_lowercase();
        let spoken = ["resolution", "decision", "résolution", "res."].iter().any(|word| block.contains(word));
        let alone = block.trim().len() < 60 || dated;
        if !spoken && !alone {
            return Some(Fault::NoWord);
        }
    }
    None
}
