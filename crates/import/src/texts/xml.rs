//! XML as a tree in an arena, bounded in depth and size.
//!
//! Read from events, so that a file with an end tag too many or too few is still read: 119 statements of the
//! President of the Security Council are published so. Nothing outside the file is ever opened, and no entity is
//! expanded but the five of XML and characters by their number.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use travaux_record::{Diagnostic, Diagnostics, Place};

/// Deeper elements are taken for children of the deepest allowed.
const DEEPEST: usize = 256;
/// More nodes than this are not kept. The longest official text has 40,000.
const MOST_NODES: usize = 4_000_000;

/// An element or a run of characters.
#[derive(Debug)]
pub(crate) enum Node {
    Element { name: String, attributes: Vec<(String, String)>, children: Vec<usize>, line: u64 },
    Text(String),
}

/// A document. Node 0 is above all others.
#[derive(Debug)]
pub(crate) struct Tree {
    nodes: Vec<Node>,
}

impl Tree {
    pub(crate) fn node(&self, at: usize) -> Option<&Node> {
        self.nodes.get(at)
    }

    pub(crate) fn name(&self, at: usize) -> &str {
        if let Some(Node::Element { name, .. }) = self.node(at) { name } else { "" }
    }

    pub(crate) fn line(&self, at: usize) -> u64 {
        if let Some(Node::Element { line, .. }) = self.node(at) { *line } else { 0 }
    }

    pub(crate) fn children(&self, at: usize) -> &[usize] {
        if let Some(Node::Element { children, .. }) = self.node(at) { children } else { &[] }
    }

    /// An attribute, by its name without prefix.
    pub(crate) fn attribute(&self, at: usize, wanted: &str) -> Option<&str> {
        let Some(Node::Element { attributes, .. }) = self.node(at) else { return None };
        attributes.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.as_str())
    }

    /// The first element of this name below, in the order of the file.
    pub(crate) fn find(&self, at: usize, wanted: &str) -> Option<usize> {
        self.children(at)
            .iter()
            .find_map(|&c| if self.name(c) == wanted { Some(c) } else { self.find(c, wanted) })
    }

    /// All characters below.
    pub(crate) fn text(&self, at: usize) -> String {
        let mut out = String::new();
        self.push_text(at, &mut out);
        out
    }

    fn push_text(&self, at: usize, out: &mut String) {
        match self.node(at) {
            Some(Node::Text(text)) => out.push_str(text),
            Some(Node::Element { children, .. }) => children.iter().for_each(|&c| self.push_text(c, out)),
            None => {}
        }
    }
}

/// Counts lines up to a place that only moves on.
struct Lines<'t> {
    text: &'t str,
    seen: usize,
    line: u64,
}

impl Lines<'_> {
    fn at(&mut self, position: u64) -> u64 {
        let position = (position as usize).min(self.text.len());
        if position > self.seen {
            let passed = &self.text.as_bytes()[self.seen..position];
            self.line += memchr::memchr_iter(b'\n', passed).count() as u64;
            self.seen = position;
        }
        self.line
    }
}

/// Builds the tree. What is not well-formed is told and passed over.
pub(crate) fn parse(file: &str, text: &str, diagnostics: &mut Diagnostics) -> Tree {
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.expand_empty_elements = false;
    let mut builder = Builder {
        tree: Tree { nodes: vec![element(String::new(), Vec::new(), 1)] },
        open: vec![0],
        file,
        full: false,
    };
    let mut lines = Lines { text, seen: 0, line: 1 };
    let mut last_error = u64::MAX;
    loop {
        let line = lines.at(reader.buffer_position());
        match reader.read_event() {
            Ok(Event::Eof) => break,
            Ok(event) => builder.add(&event, line, diagnostics),
            Err(error) => {
                let message = format!("is not well-formed: {error}");
                let diagnostic = Diagnostic::warning("xml-malformed", Place::line(file, line), message);
                diagnostics.push(diagnostic.hint("what could be read before and after is kept"));
                // The reader stays where it is after some errors: then there is no more to have.
                if reader.buffer_position() == last_error || reader.buffer_position() >= text.len() as u64 {
                    break;
                }
                last_error = reader.buffer_position();
            }
        }
        if builder.full {
            let message = format!("has more than {MOST_NODES} elements; the rest was not read");
            diagnostics.push(Diagnostic::error("xml-too-large", Place::line(file, line), message));
            break;
        }
    }
    if builder.open.len() > 1 {
        let name = builder.open.last().map(|&n| builder.tree.name(n).to_owned()).unwrap_or_default();
        let place = Place::line(file, lines.at(text.len() as u64));
        let diagnostic =
            Diagnostic::warning("xml-malformed", place, format!("ends before <{name}> is closed"));
        diagnostics.push(diagnostic.hint("is the file whole? what there is of it was read"));
    }
    builder.tree
}

fn element(name: String, attributes: Vec<(String, String)>, line: u64) -> Node {
    Node::Element { name, attributes, children: Vec::new(), line }
}

struct Builder<'f> {
    tree: Tree,
    open: Vec<usize>,
    file: &'f str,
    full: bool,
}

impl Builder<'_> {
    fn add(&mut self, event: &Event<'_>, line: u64, diagnostics: &mut Diagnostics) {
        match event {
            Event::Start(start) => {
                let at = self.element(start, line);
                if self.open.len() < DEEPEST {
                    self.open.push(at);
                } else {
                    let message = format!("elements are nested more than {DEEPEST} deep");
                    diagnostics.push(Diagnostic::warning(
                        "xml-too-deep",
                        Place::line(self.file, line),
                        message,
                    ));
                }
            }
            Event::Empty(start) => {
                self.element(start, line);
            }
            Event::End(end) => self.close(&local(end.name().as_ref()), line, diagnostics),
            Event::Text(text) => self.text(text),
            Event::CData(text) => self.text(text),
            Event::GeneralRef(entity) => {
                let name: &str = entity;
                let known = resolve(name);
                if known.is_none() {
                    let message = format!("the entity &{name}; is not expanded");
                    let diagnostic = Diagnostic::warning("xml-entity", Place::line(self.file, line), message);
                    diagnostics.push(
                        diagnostic.hint("its name stands in the text; nothing outside the file is opened"),
                    );
                }
                self.text(&known.map_or_else(|| format!("&{name};"), String::from));
            }
            Event::DocType(doctype) => {
                let doctype: &str = doctype;
                if doctype.contains("ENTITY") || doctype.contains("SYSTEM") || doctype.contains("PUBLIC") {
                    let place = Place::line(self.file, line);
                    let message = "declares entities or names another file; neither is used";
                    diagnostics.push(Diagnostic::warning("xml-entity", place, message));
                }
            }
            Event::Decl(_) | Event::PI(_) | Event::Comment(_) | Event::Eof => {}
        }
    }

    fn element(&mut self, start: &BytesStart<'_>, line: u64) -> usize {
        let attributes = start
            .attributes()
            .with_checks(false)
            .filter_map(Result::ok)
            .map(|a| (local(a.key.as_ref()), unescape(&a.value)))
            .collect();
        self.push(element(local(start.name().as_ref()), attributes, line))
    }

    fn text(&mut self, text: &str) {
        let above = self.open.last().copied().unwrap_or(0);
        // Characters and entities come one by one: one run is one node.
        if let Some(&last) = self.tree.children(above).last()
            && let Some(Node::Text(run)) = self.tree.nodes.get_mut(last)
        {
            run.push_str(text);
            return;
        }
        self.push(Node::Text(text.to_owned()));
    }

    fn push(&mut self, node: Node) -> usize {
        let at = self.tree.nodes.len();
        if at >= MOST_NODES {
            self.full = true;
            return 0;
        }
        self.tree.nodes.push(node);
        let above = self.open.last().copied().unwrap_or(0);
        if let Some(Node::Element { children, .. }) = self.tree.nodes.get_mut(above) {
            children.push(at);
        }
        at
    }

    fn close(&mut self, name: &str, line: u64, diagnostics: &mut Diagnostics) {
        let found = self.open.iter().rposition(|&n| n != 0 && self.tree.name(n) == name);
        match found {
            Some(at) if at + 1 == self.open.len() => {
                self.open.pop();
            }
            Some(at) => {
                let inner = self.open.last().map(|&n| self.tree.name(n).to_owned()).unwrap_or_default();
                let message = format!("</{name}> stands where </{inner}> should");
                diagnostics.push(Diagnostic::warning("xml-malformed", Place::line(self.file, line), message));
                self.open.truncate(at);
            }
            None => {
                let message = format!("</{name}> closes nothing");
                diagnostics.push(Diagnostic::warning("xml-malformed", Place::line(self.file, line), message));
            }
        }
    }
}

/// A name without its prefix.
fn local(name: &str) -> String {
    name.rsplit_once(':').map_or(name, |(_, local)| local).to_owned()
}

fn resolve(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "nbsp" => Some('\u{a0}'),
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code).filter(|c| *c != '\0')
        }
    }
}

fn unescape(value: &str) -> String {
    if !value.contains('&') {
        return value.to_owned();
    }
    let mut out = String::with_capacity(value.len());
    let mut rest = value;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        if let Some((c, tail)) = after.split_once(';').and_then(|(name, tail)| Some((resolve(name)?, tail))) {
            out.push(c);
            rest = tail;
        } else {
            out.push('&');
            rest = after;
        }
    }
    out.push_str(rest);
    out
}
