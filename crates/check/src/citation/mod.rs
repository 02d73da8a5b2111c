//! Finding what a text cites: symbols in every form in which people write them.

use std::ops::Range;

use travaux_un::symbol::{RepairNote, Symbol};

/// A document cited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    /// The document meant.
    pub symbol: Symbol,
    /// Where the symbol stands in the text, in bytes: `73/27` of `UNGA Res. 73/27, ¶ 5`.
    pub span: Range<usize>,
    /// The paragraph cited of it, as written: `5`, `17 and 18`.
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

/// The documents that a text cites, in the order of the text.
pub fn citations(text: &str) -> Vec<Citation> {
    let list = travaux_un::symbol::parse_list(text);
    let form = |inherited| if inherited { Form::Tail } else { Form::Symbol };
    let cited = |mention: travaux_un::symbol::Mention| Citation {
        form: form(mention.inherited),
        symbol: mention.symbol,
        span: mention.span,
        paragraph: mention.paragraph,
        repairs: mention.notes,
    };
    list.mentions.into_iter().map(cited).collect()
}
