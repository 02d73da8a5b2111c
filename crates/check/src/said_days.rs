//! The days that a text writes with what it cites.

use jiff::civil::Date;
use travaux_un::symbol::Symbol;

use crate::citation::{Form, citations, numbers_within};
use crate::claim::dated;
use crate::prose::sentences;
use crate::sentence::Sentence;
use crate::subject::is_adopted;

/// Resolutions and decisions that a text cites with a day: `resolution 53/70 of 4 December 1998`. Blocks are apart by a blank line.
///
/// A day behind a list is that of its last text; what stands before it in the list is not given.
pub fn said_days(text: &str) -> Vec<(Symbol, Date)> {
    let cited = citations(text);
    let mut found = Vec::new();
    let mut start = 0;
    for block in text.split("\n\n") {
        for span in sentences(text, start..start + block.len()) {
            let sentence = Sentence::bare(text, span);
            let here = cited[numbers_within(&cited, &sentence.span)].iter();
            let acts = here.filter(|citation| citation.form != Form::Back && is_adopted(&citation.symbol));
            found.extend(
                acts.filter_map(|citation| {
                    Some((citation.symbol.clone(), dated(&sentence, citation)?.date()?))
                }),
            );
        }
        start += block.len() + 2;
    }
    found
}
