//! Words in quotation marks with a citation, looked up in the text cited, where the user's record has it; and the paragraph that is
//! named with them.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;

use travaux_record::texts::StoredText;

use super::Desk;
use crate::citation::Citation;
use crate::finding::{Finding, Kind, Verdict};
use crate::sentence::{Named, Sentence, Sentences};

/// The fewest words of a quotation that is looked up: fewer stand in many texts.
const FEWEST: usize = 5;
/// The fewest words of a piece between two ellipses that must stand in the text.
const PIECE: usize = 2;
/// What the record has of a draft.
const AS_ADOPTED: &str = "the record has the text as adopted, not the draft";

pub(crate) fn claims(desk: &Desk<'_>, sentences: &Sentences<'_>) -> Vec<Finding> {
    let shelf = Shelf::default();
    let mut found = Vec::new();
    for sentence in sentences.iter() {
        for span in quoted(sentence) {
            found.extend(claim(desk, &shelf, sentence, span));
        }
    }
    found
}

/// The texts that were looked up, by name.
#[derive(Debug, Default)]
struct Shelf {
    texts: RefCell<BTreeMap<String, Option<Rc<[Passage]>>>>,
}

/// A clause, by its id, as words in one spelling.
#[derive(Debug)]
struct Passage {
    id: String,
    words: Vec<String>,
    text: String,
}

impl Shelf {
    /// The clauses of a text; `None` where the record does not have it in English.
    fn clauses(&self, desk: &Desk<'_>, name: &str) -> Option<Rc<[Passage]>> {
        if let Some(known) = self.texts.borrow().get(name) {
            return known.clone();
        }
        let read = || -> Option<Rc<[Passage]>> {
            let texts = desk.context.record.texts().ok()??;
            let stored: Vec<StoredText> = texts.of(name).ok()?;
            let english = stored.into_iter().find(|text| text.language() == "eng")?;
            let passage = |clause: &travaux_record::texts::Clause| Passage {
                id: clause.id.clone(),
                words: words(&clause.text),
                text: clause.text.clone(),
            };
            Some(english.document.clauses.iter().map(passage).collect())
        };
        let clauses = read();
        self.texts.borrow_mut().insert(name.to_owned(), clauses.clone());
        clauses
    }
}

/// What stands in double quotation marks in a sentence, without them.
fn quoted(sentence: &Sentence<'_>) -> Vec<Range<usize>> {
    let text = sentence.words();
    let mut found = Vec::new();
    let mut rest = 0;
    while let Some((open, mark)) =
        text[rest..].char_indices().find(|(_, c)| matches!(c, '\u{201c}' | '"' | '\u{ab}'))
    {
        let from = rest + open + mark.len_utf8();
        let close = text[from..].find(['\u{201d}', '"', '\u{bb}']);
        let Some(close) = close else { break };
        let range = from..from + close;
        if words(&text[range.clone()]).len() >= FEWEST {
            found.push(sentence.span.start + range.start..sentence.span.start + range.end);
        }
        rest = from + close + text[from + close..].chars().next().map_or(1, char::len_utf8);
    }
    found
}

/// The words of a text in small letters, in one spelling.
fn words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words
        .map(|word| {
            word.to_lowercase()
                .replace("our", "or")
                .replace("isation", "ization")
                .replace("programme", "program")
        })
        .collect()
}

/// The pieces of a quotation: what stands between ellipses and additions in brackets.
fn pieces(quote: &str) -> Vec<Vec<String>> {
    let mut plain = String::new();
    let mut rest = quote;
    while let Some(open) = rest.find('[') {
        let Some(close) = rest[open..].find(']') else { break };
        let inside = &rest[open + 1..open + close];
        plain.push_str(&rest[..open]);
        // `[A]cting` is the word itself with another capital; anything longer is the author's.
        plain.push_str(if inside.chars().count() == 1 { inside } else { "\u{2026}" });
        rest = &rest[open + close + 1..];
    }
    plain.push_str(rest);
    let plain = plain.replace("...", "\u{2026}").replace(". . .", "\u{2026}");
    plain.split('\u{2026}').map(words).filter(|piece| piece.len() >= PIECE).collect()
}

fn claim(desk: &Desk<'_>, shelf: &Shelf, sentence: &Sentence<'_>, span: Range<usize>) -> Option<Finding> {
    let cited = |named: Named| matches!(named, Named::Cited | Named::Noted);
    // The citation behind the quotation, or else the one before it.
    let behind = sentence.named_after(span.end).filter(|mention| cited(mention.named));
    let mention =
        behind.or_else(|| sentence.named_before(span.start).filter(|mention| cited(mention.named)))?;
    let citation: &Citation = &desk.cited[mention.citation?];
    let subject = desk.subject(mention.subject);
    let own = shelf.clauses(desk, citation.symbol.as_str());
    let is_own = own.is_some() || subject.symbol == citation.symbol.as_str();
    let clauses = own.or_else(|| shelf.clauses(desk, &subject.symbol))?;
    let quote = &sentence.text[span.clone()];
    let pieces = pieces(quote);
    // A title is judged as such.
    let is_title = holds(&words(subject.title), &pieces.concat());
    if pieces.is_empty() || is_title {
        return None;
    }
    let mut finding = desk.about(Kind::Quotation, Verdict::CannotTell, span, sentence, subject.main);
    finding.symbol = Some(citation.symbol.to_string());
    finding.claim = format!("{} has these words", subject.short());
    let stand: Vec<&Passage> =
        clauses.iter().filter(|clause| pieces.iter().all(|piece| holds(&clause.words, piece))).collect();
    let is_over_several = || {
        let everywhere: Vec<String> =
            clauses.iter().flat_map(|clause| clause.words.iter().cloned()).collect();
        pieces.iter().all(|piece| holds(&everywhere, piece))
    };
    if !stand.is_empty() || is_over_several() {
        let places: Vec<&str> = stand.iter().map(|clause| clause.id.as_str()).collect();
        finding.verdict = Verdict::Right;
        finding.record_says = Some(match places[..] {
            [] => format!("they stand in {}, over several of its clauses", subject.symbol),
            _ => format!("they stand in {} of {}", places.join(", "), subject.symbol),
        });
        if let Some(paragraph) = citation.paragraph.as_deref().filter(|_| is_own && !places.is_empty())
            && !places.iter().any(|place| is_in(place, paragraph))
        {
            finding.verdict = Verdict::Wrong;
            finding.claim = format!("paragraph {paragraph} of {} has these words", subject.short());
        }
        return Some(finding);
    }
    let said: Vec<String> = pieces.concat();
    let likeness = clauses.iter().map(|clause| (in_common(&clause.words, &said), clause));
    let (common, nearest) = likeness.max_by_key(|(common, _)| *common)?;
    // Four words in five, in their order: the passage is meant, and its words are others.
    if said.len() >= 8 && common * 5 >= said.len() * 4 {
        finding.record_says = Some(format!("{} of {} reads: {}", nearest.id, subject.symbol, nearest.text));
        if is_own {
            finding.verdict = Verdict::Wrong;
        } else {
            finding.notes.push(AS_ADOPTED.to_owned());
        }
        return Some(finding);
    }
    finding.record_says = Some(format!("{} does not have these words", subject.symbol));
    let note = if is_own { "the words may be of another text" } else { AS_ADOPTED };
    finding.notes.push(note.to_owned());
    Some(finding)
}

/// Whether words stand in a text one behind the other.
fn holds(text: &[String], piece: &[String]) -> bool {
    text.windows(piece.len()).any(|window| window == piece)
}

/// How many words of a quotation stand in a text in the same order: the longest common subsequence.
fn in_common(text: &[String], said: &[String]) -> usize {
    let mut row = vec![0_usize; said.len() + 1];
    for word in text {
        let mut diagonal = 0;
        for (at, other) in said.iter().enumerate() {
            let above = row[at + 1];
            row[at + 1] = if word == other { diagonal + 1 } else { above.max(row[at]) };
            diagonal = above;
        }
    }
    row[said.len()]
}

/// Whether a clause is in a paragraph as it is cited: `OP4 (b)` in `4`, `PP10` in `PP10`.
fn is_in(clause: &str, paragraph: &str) -> bool {
    let number = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let numbers = paragraph.split(|c: char| !c.is_alphanumeric()).map(number).filter(|n| !n.is_empty());
    let preambular = paragraph.trim_start().starts_with("PP");
    let head = clause.split(' ').next().unwrap_or(clause);
    // Parts and annexes count their paragraphs anew: any of them may be meant.
    let Some(own) = clause.split(' ').find(|part| part.starts_with("OP") || part.starts_with("PP")) else {
        return numbers.into_iter().any(|n| number(head) == n) || clause.starts_with("Annex");
    };
    let same_part = own.starts_with("PP") == preambular;
    same_part && numbers.into_iter().any(|n| number(own) == n)
}
