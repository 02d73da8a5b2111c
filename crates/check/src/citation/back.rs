//! Words that point to a document named before: `the same resolution`, *ibid.*

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use travaux_import::{Block, BlockKind, Manuscript};
use travaux_un::symbol::{DocumentKind, Symbol};

use super::follow::{self, follow};
use super::{Citation, Cited, Form, numbers_within};

/// The documents of one kind that may be meant.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
enum Meant {
    #[default]
    None,
    One(Symbol),
    Several,
}

impl Meant {
    fn add(&mut self, symbol: &Symbol) {
        match self {
            Self::None => *self = Self::One(symbol.clone()),
            Self::One(one) if one == symbol => {}
            _ => *self = Self::Several,
        }
    }

    fn join(&mut self, other: &Self) {
        match other {
            Self::None => {}
            Self::One(symbol) => self.add(symbol),
            Self::Several => *self = Self::Several,
        }
    }

    fn one(&self) -> Option<&Symbol> {
        if let Self::One(symbol) = self { Some(symbol) } else { None }
    }
}

/// What words can point to, by the kind of document that they name.
#[derive(Debug, Clone, Default)]
struct Kinds {
    resolution: Meant,
    decision: Meant,
    draft: Meant,
    /// Of any kind.
    any: Meant,
}

impl Kinds {
    fn of(&self, kind: DocumentKind) -> &Meant {
        match kind {
            DocumentKind::Resolution => &self.resolution,
            DocumentKind::Decision => &self.decision,
            _ => &self.draft,
        }
    }

    fn add(&mut self, symbol: &Symbol) {
        match symbol.kind() {
            DocumentKind::Resolution => self.resolution.add(symbol),
            DocumentKind::Decision => self.decision.add(symbol),
            DocumentKind::Draft => self.draft.add(symbol),
            _ => {}
        }
        self.any.add(symbol);
    }

    fn join(&mut self, other: &Self) {
        self.resolution.join(&other.resolution);
        self.decision.join(&other.decision);
        self.draft.join(&other.draft);
        self.any.join(&other.any);
    }
}

/// The references back, in no order.
pub(super) fn references(manuscript: &Manuscript, cited: &Cited) -> Vec<Citation> {
    let within = |span: &Range<usize>| {
        let from = cited.citations.partition_point(|one| one.span.start < span.start);
        let to = cited.citations.partition_point(|one| one.span.start < span.end);
        &cited.citations[from..to]
    };
    let mut back = Vec::new();
    let mut notes: BTreeMap<&str, Kinds> = BTreeMap::new();
    for (label, block) in manuscript.notes() {
        let kinds = notes.entry(label).or_default();
        for one in within(&block.span) {
            kinds.add(&one.symbol);
        }
    }
    for block in &manuscript.blocks {
        if block.kind != BlockKind::Row {
            named_again(manuscript, block, within(&block.span), &notes, &mut back);
        }
    }
    ibidem(manuscript, &within, cited, &mut back);
    back
}

/// What happens in a block, in its order.
enum Event<'m> {
    Cited(&'m Symbol),
    Note(&'m str),
    Named { kind: DocumentKind, span: Range<usize> },
}

/// `the same resolution` and the like, within a block.
fn named_again(
    manuscript: &Manuscript,
    block: &Block,
    citations: &[Citation],
    notes: &BTreeMap<&str, Kinds>,
    back: &mut Vec<Citation>,
) {
    let named = names(&manuscript.text, &block.span, citations);
    if named.is_empty() {
        return;
    }
    let refs = &manuscript.note_refs;
    let refs = &refs[refs.partition_point(|one| one.at < block.span.start)..];
    let refs = refs.iter().take_while(|one| one.at <= block.span.end);
    let mut events: Vec<(usize, Event<'_>)> = citations
        .iter()
        .map(|one| (one.span.start, Event::Cited(&one.symbol)))
        .chain(refs.map(|one| (one.at, Event::Note(&one.label))))
        .chain(named.into_iter().map(|(kind, span)| (span.start, Event::Named { kind, span })))
        .collect();
    events.sort_by_key(|(at, _)| *at);
    let mut kinds = Kinds::default();
    for (_, event) in events {
        match event {
            Event::Cited(symbol) => kinds.add(symbol),
            Event::Note(label) => {
                if let Some(note) = notes.get(label) {
                    kinds.join(note);
                }
            }
            Event::Named { kind, span } => {
                if let Some(symbol) = kinds.of(kind).one() {
                    let paragraph = paragraph_before(&manuscript.text[block.span.start..span.start])
                        .or_else(|| follow(&manuscript.text[span.end..block.span.end]).paragraph);
                    back.push(reference(symbol, span, paragraph));
                }
            }
        }
    }
}

fn reference(symbol: &Symbol, span: Range<usize>, paragraph: Option<String>) -> Citation {
    Citation { symbol: symbol.clone(), span, paragraph, form: Form::Back, repairs: Vec::new() }
}

/// Where a block says `the same resolution`, `this decision`, `the draft`.
fn names(text: &str, block: &Range<usize>, citations: &[Citation]) -> Vec<(DocumentKind, Range<usize>)> {
    let written = &text[block.clone()];
    // Words of a quotation are another text's.
    let quotes: Vec<(usize, bool)> =
        written.match_indices(['“', '”']).map(|(at, quote)| (at, quote == "“")).collect();
    let is_quoted = |at: usize| {
        let before = quotes.partition_point(|(quote, _)| *quote < at);
        quotes[..before].last().is_some_and(|(_, opens)| *opens)
    };
    let mut found = Vec::new();
    for (noun, kind) in [
        ("resolution", DocumentKind::Resolution),
        ("decision", DocumentKind::Decision),
        ("draft", DocumentKind::Draft),
    ] {
        for (at, _) in written.match_indices(noun) {
            let (before, after) = (&written[..at], &written[at + noun.len()..]);
            let (before, kind) = match before.strip_suffix("draft ") {
                Some(before) => (before, DocumentKind::Draft),
                None => (before, kind),
            };
            let Some(determiner) = determiner(before) else { continue };
            let span = block.start + before.len() - determiner..block.start + at + noun.len();
            let next = citations.partition_point(|one| one.span.start < span.start);
            // `the resolution 73/27` is cited by its number.
            let cited = citations.get(next).is_some_and(|one| one.span.start < span.end + 6);
            let plain = matches!(&written[before.len() - determiner..before.len()], "the " | "The ");
            let described = plain && is_described(after);
            if !(cited || described || is_quoted(at)) && stands_alone(noun, after) {
                found.push((kind, span));
            }
        }
    }
    found
}

/// The length of `the same ` and the like at the end of a text.
fn determiner(before: &str) -> Option<usize> {
    const WORDS: [&str; 9] = [
        "the same ",
        "The same ",
        "that same ",
        "this same ",
        "the said ",
        "this ",
        "that ",
        "This ",
        "That ",
    ];
    let length = WORDS.iter().find(|word| before.ends_with(**word)).map(|word| word.len());
    let length = length
        .or_else(|| before.ends_with("the ").then_some(4))
        .or_else(|| before.ends_with("The ").then_some(4))?;
    let word = &before[..before.len() - length];
    (!word.ends_with(|c: char| c.is_alphanumeric())).then_some(length)
}

/// Whether the noun is a document, and not `the resolution of conflicts`, `the decision to withdraw`, `the draft articles`.
fn stands_alone(noun: &str, after: &str) -> bool {
    let bare = after.trim_start_matches([' ', '\u{a0}']);
    if bare.len() == after.len() {
        return !after.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | '/' | '’' | '\''))
            || after.starts_with("’s ")
            || after.starts_with("'s ");
    }
    let word = &bare[..bare.find(|c: char| !c.is_alphanumeric()).unwrap_or(bare.len())];
    match noun {
        "draft" => matches!(
            word,
            "was"
                | "is"
                | "had"
                | "has"
                | "would"
                | "in"
                | "as"
                | "by"
                | "on"
                | "and"
                | "itself"
                | "with"
                | "without"
                | "did"
                | "does"
                | "received"
        ),
        _ if word == "of" => bare[2..].trim_start().starts_with(|c: char| c.is_ascii_digit()),
        _ => !matches!(
            word,
            "to" | "process" | "procedure" | "mechanism" | "making" | "maker" | "makers" | "that" | "whether"
        ),
    }
}

/// Whether the words behind say which one is meant, so that it may be one not yet named: `the resolution “Advancing …”`, `the
/// draft tabled by …`.
fn is_described(after: &str) -> bool {
    const WORDS: [&str; 17] = [
        "on",
        "entitled",
        "titled",
        "called",
        "proposed",
        "tabled",
        "sponsored",
        "submitted",
        "introduced",
        "establishing",
        "creating",
        "adopted",
        "drafted",
        "led",
        "from",
        "concerning",
        "which",
    ];
    let bare = after.trim_start_matches([' ', '\u{a0}', ',']);
    let word = &bare[..bare.find(|c: char| !c.is_alphanumeric()).unwrap_or(bare.len())];
    bare.starts_with(['“', '"', '‘', '«', '(', '*', '_'])
        || (bare.len() < after.len() && WORDS.contains(&word))
}

/// `5` of `paragraph 5 of ` at the end of a text.
fn paragraph_before(before: &str) -> Option<String> {
    let before = before.strip_suffix("of ").or_else(|| before.strip_suffix("in "))?.trim_end();
    let tail = &before[before.ceil_char_boundary(before.len().saturating_sub(40))..];
    let at = ["preambular para", "para", "¶", "OP", "PP"].iter().find_map(|sign| tail.rfind(sign))?;
    let (paragraph, length) = follow::paragraph(&tail[at..])?;
    (at + length == tail.len()).then_some(paragraph)
}

/// The references by *ibid.* and *id.* in the notes.
fn ibidem<'m>(
    manuscript: &'m Manuscript,
    within: &dyn Fn(&Range<usize>) -> &'m [Citation],
    cited: &Cited,
    back: &mut Vec<Citation>,
) {
    for series in series(manuscript) {
        let mut before: Option<(Option<u32>, Option<Symbol>)> = None;
        for (label, block) in series {
            let follows = before
                .take()
                .filter(|(last, _)| label.is_none_or(|label| *last == Some(label.wrapping_sub(1))));
            let meant = follows.and_then(|(_, symbol)| symbol);
            let note =
                Note { text: &manuscript.text, span: &block.span, citations: within(&block.span), cited };
            before = Some((label, note.read(meant.as_ref(), back)));
        }
    }
}

/// The notes, in series whose labels rise: a chapter may begin again at 1.
fn series(manuscript: &Manuscript) -> Vec<Vec<(Option<u32>, &Block)>> {
    let mut all: Vec<Vec<(Option<u32>, &Block)>> = Vec::new();
    let mut seen = BTreeSet::new();
    for (label, block) in manuscript.notes() {
        let number: Option<u32> = label.parse().ok();
        let again = number.is_some_and(|number| {
            seen.contains(&number) || seen.last().is_some_and(|highest| number + 10 < *highest)
        });
        if again {
            seen.clear();
        }
        seen.extend(number);
        match all.last_mut() {
            Some(series) if !again => series.push((number, block)),
            _ => all.push(vec![(number, block)]),
        }
    }
    // Notes of a page may come in another order; those without numbers stay where they are.
    for series in &mut all {
        if series.iter().all(|(number, _)| number.is_some()) {
            series.sort_by_key(|(number, _)| *number);
        }
    }
    all
}

/// A note that is read for *ibid.*
struct Note<'m> {
    text: &'m str,
    span: &'m Range<usize>,
    citations: &'m [Citation],
    cited: &'m Cited,
}

impl Note<'_> {
    /// Adds its references; `meant` is the document of the note before. Returns the document of this one, if it is the only
    /// source there.
    fn read(&self, meant: Option<&Symbol>, back: &mut Vec<Citation>) -> Option<Symbol> {
        let written = &self.text[self.span.clone()];
        let mut one = Meant::None;
        let mut pure = true;
        let mut start = self.span.start;
        for segment in written.split_inclusive(';') {
            let span = start..start + segment.len();
            start = span.end;
            let citations = self.within(&span);
            if let Some((at, length)) = ibid(segment) {
                let source = if one == Meant::None { meant } else { one.one() };
                let place = &segment[at + length..];
                let symbol = source.filter(|_| pure && citations.is_empty() && is_place(place)).cloned();
                let symbol = symbol?;
                let paragraph = follow(place).paragraph;
                back.push(reference(&symbol, span.start + at..span.start + at + length, paragraph));
                one.add(&symbol);
            } else {
                for citation in citations {
                    one.add(&citation.symbol);
                }
                pure &= !citations.is_empty() && self.is_pure(&span, citations);
            }
        }
        let damaged = &self.cited.damaged;
        let damaged = &damaged[damaged.partition_point(|one| one.span.start < self.span.start)..];
        let whole = damaged.first().is_none_or(|one| one.span.start >= self.span.end);
        one.one().filter(|_| pure && whole).cloned()
    }

    fn within(&self, span: &Range<usize>) -> &[Citation] {
        &self.citations[numbers_within(self.citations, span)]
    }

    /// Whether nothing but the citations stands there: no other source, of which numbers, quotation marks and words of
    /// bibliographies tell.
    fn is_pure(&self, span: &Range<usize>, citations: &[Citation]) -> bool {
        const OTHERS: [&str; 17] = [
            "vol.",
            "Vol.",
            " p. ",
            " pp. ",
            "ed.",
            "eds",
            "Press",
            "Journal",
            "Review",
            "Law",
            "http",
            "www",
            "supra",
            "cit",
            "Treaty Series",
            "et al",
            "Yearbook",
        ];
        let mut rest = String::new();
        let mut at = span.start;
        for citation in citations {
            rest.push_str(&self.text[at.min(citation.span.start)..citation.span.start]);
            // A symbol may go on behind the end of a sentence of the note.
            let end = citation.span.end.min(span.end);
            at = (end + follow(&self.text[end..span.end]).length).max(at);
        }
        rest.push_str(&self.text[at.min(span.end)..span.end]);
        !rest.contains(|c: char| c.is_ascii_digit() || matches!(c, '“' | '"' | '‘'))
            && !OTHERS.iter().any(|word| rest.contains(word))
    }
}

/// *Ibid.* or *id.* at the beginning of a text or behind `See`: where, and how long.
fn ibid(segment: &str) -> Option<(usize, usize)> {
    let bare = segment.trim_start_matches([' ', '(', '\u{a0}']);
    let bare = ["See ", "see ", "Cf. ", "cf. ", "See also ", "But see "]
        .iter()
        .find_map(|word| bare.strip_prefix(word))
        .unwrap_or(bare);
    let bare = bare.trim_start();
    let at = segment.len() - bare.len();
    ["Ibidem", "ibidem", "Ibid.", "ibid.", "Ibid", "ibid", "Id.", "id."]
        .iter()
        .find(|word| {
            bare.starts_with(**word) && !bare[word.len()..].starts_with(|c: char| c.is_alphanumeric())
        })
        .map(|word| (at, word.len()))
}

/// Whether *ibid.* ends there or a place in the document follows, and not another volume of the same collection.
fn is_place(after: &str) -> bool {
    let bare = after.trim_start_matches([',', ' ', '\u{a0}', '.']);
    let bare = bare.strip_prefix("at ").unwrap_or(bare);
    if bare.is_empty() || bare.starts_with([';', ')']) {
        return true;
    }
    let placed = follow::paragraph(bare).is_some()
        || ["p. ", "pp. ", "annex", "sect. ", "section "].iter().any(|word| bare.starts_with(word));
    placed && !bare.contains("No.") && !bare.contains("vol.")
}
