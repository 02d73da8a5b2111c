//! The days that a text writes with what it cites.

use jiff::civil::Date;
use travaux_un::symbol::{DocumentKind, Symbol};

use crate::citation::{Form, citations};
use crate::claim::dated;
use crate::prose::sentences;
use crate::sentence::Sentence;

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
            let first = cited.partition_point(|citation| citation.span.start < sentence.span.start);
            let here = cited[first..].iter().take_while(|citation| citation.span.start < sentence.span.end);
            let acts = here.filter(|citation| {
                citation.form != Form::Back
                    && matches!(citation.symbol.kind(), DocumentKind::Resolution | DocumentKind::Decision)
            });
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
