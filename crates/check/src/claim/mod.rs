//! Claims, one module a kind: how each is recognised in a sentence, and how it is judged.

mod adoption;
mod counts;
mod dates;
mod extent;
mod groups;
mod modality;
mod own;
mod positions;
mod quotations;
mod sets;
mod setting;
mod sponsors;
mod sums;
mod symbols;
mod tallies;
mod titles;
mod twice;

use std::ops::Range;

pub(crate) use dates::dated;

use travaux_import::{Block, Manuscript};
use travaux_record::DecisionRef;
use travaux_un::symbol::Symbol;
use travaux_votes::Context;

use crate::citation::{Citation, numbers_within};
use crate::finding::{Finding, Kind, Verdict};
use crate::sentence::{Mention, Named, Sentence, Sentences};
use crate::sidecar::Sidecar;
use crate::subject::{Subject, Subjects};

/// The longest quotation of a finding, in characters; longer sentences are cut around the claim.
const QUOTE: usize = 240;

/// What claims are judged with.
#[derive(Debug)]
pub(crate) struct Desk<'a> {
    pub(crate) context: Context<'a>,
    pub(crate) manuscript: &'a Manuscript,
    pub(crate) cited: &'a [Citation],
    pub(crate) subjects: &'a Subjects<'a>,
    /// Damaged numbers of resolutions, and which text is meant where that is certain.
    pub(crate) damaged: &'a [(Range<usize>, Option<Symbol>)],
}

impl<'a> Desk<'a> {
    /// A finding about words of the document.
    pub(crate) fn finding(
        &self,
        kind: Kind,
        verdict: Verdict,
        span: Range<usize>,
        quoted: Range<usize>,
    ) -> Finding {
        let spot = self.manuscript.places.spot(&self.manuscript.text, span.start);
        Finding {
            kind,
            verdict,
            quote: quote(&self.manuscript.text, &span, quoted),
            page: spot.and_then(|spot| spot.page),
            line: spot.map_or(0, |spot| spot.line),
            column: spot.map_or(0, |spot| spot.column),
            symbol: None,
            claim: String::new(),
            query: None,
            record_says: None,
            notes: Vec::new(),
            source: Vec::new(),
            fix: None,
            span,
        }
    }

    /// A finding about a decision.
    pub(crate) fn about(
        &self,
        kind: Kind,
        verdict: Verdict,
        span: Range<usize>,
        sentence: &Sentence<'_>,
        decision: DecisionRef<'_>,
    ) -> Finding {
        let (span, quoted) = sentence.within_a_part(span);
        let mut finding = self.finding(kind, verdict, span, quoted);
        finding.symbol = Some(decision.id().to_owned());
        finding.source = self.subjects.sources(decision);
        finding
    }

    /// The citations that begin in a range of the text.
    pub(crate) fn cited_in(&self, range: Range<usize>) -> &'a [Citation] {
        &self.cited[numbers_within(self.cited, &range)]
    }

    /// The block that holds a place of the text.
    pub(crate) fn block_at(&self, at: usize) -> Option<&'a Block> {
        let next = self.manuscript.blocks.partition_point(|block| block.span.start <= at);
        self.manuscript.blocks.get(next.checked_sub(1)?).filter(|block| at <= block.span.end)
    }

    pub(crate) fn subject(&self, at: usize) -> &Subject<'a> {
        self.subjects.get(at)
    }
}

/// How certain it is that a claim speaks of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Bond {
    /// The text is named elsewhere: the claim is bound by the thread of the document.
    Thread,
    /// The text is described in the sentence.
    Described,
    /// The text is named in the sentence.
    Named,
}

/// The text that a claim at a place of a sentence speaks of: the last named before it; else the next cited; else the last that the
/// paragraph named before; else the next described; else the last that the document named before. None where the text
/// meant is one that the record does not have.
pub(crate) fn bound(sentence: &Sentence<'_>, at: usize) -> Option<(usize, Bond)> {
    let named = |mention: &Mention| {
        let bond = if mention.named == Named::Described { Bond::Described } else { Bond::Named };
        (mention.subject, bond)
    };
    let (before, next) = (sentence.named_before(at), sentence.named_after(at));
    let stranger_before = sentence.strangers.iter().rev().find(|stranger| **stranger < at);
    if stranger_before.is_some_and(|stranger| before.is_none_or(|mention| mention.at < *stranger)) {
        return None;
    }
    if let Some(mention) = before {
        return Some(named(mention));
    }
    let cited_next = next.filter(|mention| mention.named != Named::Described);
    let stranger_next = sentence.strangers.iter().find(|stranger| **stranger >= at);
    if stranger_next.is_some_and(|stranger| cited_next.is_none_or(|mention| *stranger < mention.at)) {
        return None;
    }
    let threaded = |subject: Option<&usize>| Some((*subject?, Bond::Thread));
    cited_next
        .map(named)
        .or_else(|| threaded(sentence.in_paragraph.first()))
        .or_else(|| next.map(named))
        .or_else(|| threaded(sentence.before.first()))
}

/// All claims of a document.
pub(crate) fn all(desk: &Desk<'_>, sentences: &Sentences<'_>, sidecar: &Sidecar) -> Vec<Finding> {
    let mut found = Vec::new();
    for sentence in sentences.iter() {
        found.extend(dates::claims(desk, sentence));
        found.extend(adoption::claims(desk, sentence));
        found.extend(modality::claims(desk, sentence));
        let counts = counts::counts(sentence);
        found.extend(tallies::claims(desk, sentence, &counts));
        found.extend(sponsors::claims(desk, sentence));
        found.extend(positions::claims(desk, sentence));
        found.extend(groups::claims(desk, sentence));
        found.extend(sets::claims(desk, sentence, &counts));
        found.extend(sums::claims(desk, sentence));
    }
    found.extend(own::claims(desk, sidecar));
    found.extend(symbols::claims(desk, sentences));
    found.extend(titles::claims(desk, sentences));
    found.extend(quotations::claims(desk, sentences));
    found.extend(twice::claims(desk, sentences));
    let contradictions = twice::contradictions(desk, &found);
    found.extend(contradictions);
    found
}

fn quote(text: &str, span: &Range<usize>, within: Range<usize>) -> String {
    let all = &text[within.clone()];
    if all.chars().count() <= QUOTE {
        return all.to_owned();
    }
    let half = QUOTE.saturating_sub(text[span.clone()].chars().count()) / 2;
    let before: Vec<usize> =
        text[within.start..span.start].char_indices().map(|(at, _)| at + within.start).collect();
    let from = before
        .len()
        .checked_sub(half)
        .map_or(within.start, |at| before.get(at).copied().unwrap_or(span.start));
    let behind = text[span.end..within.end].char_indices().map(|(at, _)| at + span.end).nth(half);
    let to = behind.unwrap_or(within.end);
    // Whole words.
    let from = if from == within.start {
        from
    } else {
        text[from..].find(' ').map_or(from, |blank| from + blank + 1).min(span.start)
    };
    let to = if to == within.end { to } else { text[..to].rfind(' ').unwrap_or(to).max(span.end) };
    let (open, close) =
        (if from > within.start { "… " } else { "" }, if to < within.end { " …" } else { "" });
    format!("{open}{}{close}", &text[from..to])
}
