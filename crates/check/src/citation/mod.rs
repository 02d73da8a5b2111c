//! Finding what a text cites: symbols in every form in which people write them.
//!
//! `scan` goes over the words of a text once and keeps whole symbols, numbers, and the words that say of what the
//! numbers are. `resolve` then decides, block by block, which document a number means: what was said of a list may stand
//! behind it (`resolutions 5/1 and 5/2 of the Human Rights Council`).

mod back;
mod body;
mod follow;
mod number;
mod resolve;
mod scan;

use std::ops::Range;

use travaux_import::Manuscript;
use travaux_un::symbol::{RepairNote, Symbol};

/// A document cited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    /// The document meant.
    pub symbol: Symbol,
    /// Where the symbol stands in the text, in bytes: `73/27` of `UNGA Res. 73/27, ¶ 5`.
    pub span: Range<usize>,
    /// The paragraph cited of it, as written without its sign: `5`, `17 and 18`; `PP10` for one of the preamble, however
    /// it is written.
    pub paragraph: Option<String>,
    /// How it is written.
    pub form: Form,
    /// What had to be changed to read it; empty if it was canonical, or a number after a word such as `resolution`.
    pub repairs: Vec<RepairNote>,
}

/// How a document is cited.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// By its symbol: `A/RES/73/27`.
    Symbol,
    /// By its number, and a word that says of what: `resolution 73/27`, `UNGA Res. 73/27`.
    Number,
    /// By the end of a symbol or number, whose beginning stands before: `Add.1` in `A/75/L.4 and Add.1`, `54/49` in
    /// `resolutions 53/70 and 54/49`.
    Tail,
    /// By words that point to a document named before: `ibid.`, `the same resolution`.
    Back,
}

/// A resolution or decision whose number is damaged: `Res. /27`, with the session lost.
///
/// It is no [`Citation`], since it names no document; what is left of it, with the date beside it, may be enough to
/// find the one meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Damaged {
    /// Where it stands in the text, in bytes: `/27`.
    pub span: Range<usize>,
    /// The beginning of the symbols among which it is: `A/RES`, `A/DEC`, `A/HRC/RES`.
    pub series: &'static str,
    /// The number within the session.
    pub number: u32,
    /// The year of the date that stands beside it.
    pub year: Option<i16>,
    /// The paragraph cited of it, as in [`Citation::paragraph`].
    pub paragraph: Option<String>,
}

/// What a text cites.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cited {
    /// The documents, in the order of the text.
    pub citations: Vec<Citation>,
    /// What is cited by a damaged number, in the order of the text.
    pub damaged: Vec<Damaged>,
}

/// The documents that a text cites, in the order of the text.
///
/// Blocks of the text are apart by a blank line; a list ends with its block. A bare number is taken where words say of what
/// it is (`resolution 51/22`), in a list with such numbers, or where the text has the same number elsewhere with
/// such words. Of which body, tell in this order: words beside it (`Human Rights Council resolution`, `of the Human
/// Rights Council`); its shape (`2018/17`, `1325 (2000)`, `377 A (V)`); the date beside it, since sessions have
/// years; the other numbers of its list; and the body that speaks in the text (`The Human Rights Council,`).
pub fn citations(text: &str) -> Vec<Citation> {
    cited(text).citations
}

/// The documents that a text cites, and what it cites by damaged numbers.
pub fn cited(text: &str) -> Cited {
    scan::Scanner::new(text).cited()
}

/// The citations that begin in a range of the text, by their numbers among all, which are in its order.
pub(crate) fn numbers_within(cited: &[Citation], range: &Range<usize>) -> Range<usize> {
    let from = cited.partition_point(|citation| citation.span.start < range.start);
    from..cited.partition_point(|citation| citation.span.start < range.end).max(from)
}

/// The documents that a manuscript cites, in the order of its text: also by words that point back.
///
/// `the same resolution`, `that resolution`, `the draft` are taken where the paragraph so far, with the notes to which it
/// refers, cites exactly one document of that kind. *Ibid.* and *id.* are taken where the note before, by its label,
/// cites exactly one document and nothing else, or is such an *ibid.* itself. All others point to nothing certain, and
/// are left out.
pub fn citations_in(manuscript: &Manuscript) -> Vec<Citation> {
    cited_in(manuscript).citations
}

/// The documents that a manuscript cites, as [`citations_in`], and what it cites by damaged numbers.
pub fn cited_in(manuscript: &Manuscript) -> Cited {
    let mut cited = cited(&manuscript.text);
    let back = back::references(manuscript, &cited);
    cited.citations.extend(back);
    cited.citations.sort_by_key(|citation| citation.span.start);
    cited
}
