//! The title written with a citation: in quotation marks beside the symbol, or between `UNGA,` and the symbol.

use std::ops::Range;

use travaux_un::months::MONTHS;
use travaux_un::symbol::{DocumentKind, Symbol};

use super::Desk;
use crate::citation::{Citation, Form};
use crate::finding::{Finding, Kind, Verdict};
use crate::sentence::{Sentence, Sentences};
use crate::subject::normal;

/// A title as a document writes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Written {
    /// Where it stands in the text.
    pub(crate) span: Range<usize>,
    /// Whether it stands in quotation marks.
    pub(crate) quoted: bool,
}

pub(crate) fn claims(desk: &Desk<'_>, sentences: &Sentences<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for citation in desk.cited.iter().filter(|citation| citation.form != Form::Back) {
        let Some(written) = written(desk, citation) else { continue };
        let Some(sentence) = sentences.holding(citation.span.start) else { continue };
        found.extend(judged(desk, sentence, citation, &written));
    }
    found
}

/// The title that stands beside a symbol.
pub(crate) fn written(desk: &Desk<'_>, citation: &Citation) -> Option<Written> {
    let text = &desk.manuscript.text;
    let block = desk.block_at(citation.span.start)?;
    let before = before(desk, citation, block.span.start);
    let behind = citation.span.end..block.span.end;
    // In `68/262, entitled "…", ES-11/1, entitled "…"` the first title is that of the first text.
    let of_earlier =
        before.start > block.span.start && quoted_after(text, before.start..citation.span.start).is_some();
    quoted_before(text, before.clone(), citation.span.start)
        .filter(|_| !of_earlier)
        .or_else(|| quoted_after(text, behind))
        .or_else(|| named_before(text, before).filter(|_| !of_earlier))
}

/// What stands between the citation before, or the last semicolon, and a citation.
fn before(desk: &Desk<'_>, citation: &Citation, block: usize) -> Range<usize> {
    let at = desk.cited.partition_point(|other| other.span.start < citation.span.start);
    let earlier = at.checked_sub(1).map(|i| desk.cited[i].span.end).filter(|end| *end <= citation.span.start);
    let from = earlier.unwrap_or(block).max(block);
    let piece = &desk.manuscript.text[from..citation.span.start];
    let from = piece.rfind(';').map_or(from, |semicolon| from + semicolon + 1);
    from..citation.span.start
}

const OPEN: [char; 4] = ['\u{201c}', '"', '\u{ab}', '\u{2018}'];
const CLOSE: [char; 4] = ['\u{201d}', '"', '\u{bb}', '\u{2019}'];

/// `"Title" (UNGA Res. 73/27`, `"Title," A/C.1/75/L.4`.
fn quoted_before(text: &str, before: Range<usize>, symbol: usize) -> Option<Written> {
    let piece = &text[before.clone()];
    let close = piece.rfind(|c| CLOSE[..3].contains(&c))?;
    // Only words that lead to a symbol may stand between.
    let between = &text[before.start + close..symbol];
    let leads = |word: &str| {
        const LEAD: [&str; 18] = [
            "",
            "unga",
            "un",
            "u.n",
            "ga",
            "g.a",
            "res",
            "resolution",
            "doc",
            "document",
            "in",
            "see",
            "united",
            "nations",
            "draft",
            "general",
            "assembly",
            "contained",
        ];
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        LEAD.contains(&bare.as_str())
    };
    if between.len() > 60 || !between.split_whitespace().all(leads) {
        return None;
    }
    let open = piece[..close].rfind(|c| OPEN[..3].contains(&c))?;
    let from = before.start + open + piece[open..].chars().next()?.len_utf8();
    title(text, from..before.start + close, true)
}

/// `73/27, entitled "Title"`, `73/27 ("Title")`, `resolution 73/27, "Title"`.
fn quoted_after(text: &str, behind: Range<usize>) -> Option<Written> {
    let piece = &text[behind.clone()];
    let open = piece.char_indices().take(60).find(|(_, c)| OPEN[..3].contains(c))?.0;
    let between = &piece[..open];
    let leads = |word: &str| {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        let of_a_day = bare.bytes().all(|b| b.is_ascii_digit())
            || MONTHS.iter().any(|month| month.eq_ignore_ascii_case(&bare));
        let joins = ["entitled", "titled", "called", "on", "under", "the", "title", "named", "of"];
        of_a_day || joins.contains(&bare.as_str())
    };
    let near = between.chars().all(|c| c.is_whitespace() || matches!(c, ',' | '(' | ':'));
    let said = ["entitled", "titled", "called", "title", "named"].iter().any(|word| between.contains(word));
    if !(near || said && between.split_whitespace().all(leads)) {
        return None;
    }
    let from = open + piece[open..].chars().next()?.len_utf8();
    let close = piece[from..].find(|c| CLOSE[..3].contains(&c))?;
    title(text, behind.start + from..behind.start + from + close, true)
}

/// `UNGA, Title, A/C.1/75/L.4`: in notes, where emphasis marks the title.
fn named_before(text: &str, before: Range<usize>) -> Option<Written> {
    const BODIES: [&str; 8] = [
        "UNGA,",
        "UNGA:",
        "UN General Assembly,",
        "UN General Assembly:",
        "United Nations General Assembly,",
        "United Nations General Assembly:",
        "G.A.,",
        "UNSC,",
    ];
    let piece = &text[before.clone()];
    let from = BODIES.iter().filter_map(|body| Some(piece.rfind(body)? + body.len())).max()?;
    // The first letter decides: a symbol or a number right behind is no title.
    let rest = piece[from..].trim_start();
    let start = before.end - rest.len();
    title(text, start..before.end, false)
}

fn title(text: &str, range: Range<usize>, quoted: bool) -> Option<Written> {
    let words = &text[range.clone()];
    let ends = |c: char| c.is_whitespace() || matches!(c, ',' | '.' | '(' | ':' | '\u{201d}' | '"');
    let trimmed = words.trim_end_matches(ends);
    let trimmed = trimmed
        .strip_suffix("UN Doc")
        .or_else(|| trimmed.strip_suffix("U.N. Doc"))
        .unwrap_or(trimmed)
        .trim_end_matches(ends);
    let lead = trimmed.len() - trimmed.trim_start().len();
    let span = range.start + lead..range.start + trimmed.len();
    let count = trimmed.split_whitespace().count();
    let capital = trimmed.trim_start().chars().next().is_some_and(char::is_uppercase);
    (capital && (3..=60).contains(&count)).then_some(Written { span, quoted })
}

fn judged(
    desk: &Desk<'_>,
    sentence: &Sentence<'_>,
    citation: &Citation,
    written: &Written,
) -> Option<Finding> {
    let text = &desk.manuscript.text[written.span.clone()];
    let span = written.span.start.min(citation.span.start)..written.span.end.max(citation.span.end);
    let quoted = sentence.span.start.min(span.start)..sentence.span.end.max(span.end);
    let Some(subject) =
        desk.subjects.at(&citation.symbol).map(|at| desk.subject(at)).filter(|s| !s.title.is_empty())
    else {
        return of_report(desk, citation, text, span, quoted);
    };
    let is_own = subject.decisions.iter().any(|d| {
        d.text_str() == citation.symbol.as_str() || d.drafts().any(|draft| draft == citation.symbol.as_str())
    });
    let (said, own) = (normal(text), normal(subject.title));
    let finding = |verdict: Verdict| {
        let mut finding = desk.about(Kind::Title, verdict, span.clone(), sentence, subject.main);
        finding.quote = super::quote(&desk.manuscript.text, &span, quoted.clone());
        finding.symbol = Some(citation.symbol.to_string());
        finding.claim = format!("the title of {} is \u{201c}{text}\u{201d}", citation.symbol);
        finding.query = Some(format!("travaux show '{}'", subject.main.id()));
        let name = if is_own { String::new() } else { format!(" ({})", subject.symbol) };
        finding.record_says = Some(format!("\u{201c}{}\u{201d}{name}", subject.title));
        finding
    };
    match likeness(&said, &own) {
        Likeness::Same => Some(finding(Verdict::Right)),
        Likeness::Shortened => {
            let mut right = finding(Verdict::Right);
            right.notes.push("the title is shortened".to_owned());
            Some(right)
        }
        likeness => {
            let other = of_another(desk, &said, &citation.symbol);
            let certain = match likeness {
                Likeness::Near => is_own && written.quoted && !runs_through(&said, &own),
                // The right beginning and then other words: columns of a page run into each other more often than authors err so.
                _ => other.is_some() || is_own && !begins_alike(&said, &own),
            };
            let mut finding = finding(if certain { Verdict::Wrong } else { Verdict::CannotTell });
            if let Some(other) = other {
                finding.notes.push(format!("that is the title of {other}"));
            }
            if !is_own {
                finding.notes.push(format!("the record knows {} by {}", citation.symbol, subject.symbol));
            }
            Some(finding)
        }
    }
}

/// The report of a committee bears the title of the item of the agenda; other documents of the Assembly are not in the record.
fn of_report(
    desk: &Desk<'_>,
    citation: &Citation,
    text: &str,
    span: Range<usize>,
    quoted: Range<usize>,
) -> Option<Finding> {
    let name = citation.symbol.as_str();
    let decision = desk.subjects.on_report(name)?;
    let items: Vec<String> = decision.agenda().map(normal).collect();
    let said = normal(text);
    let fits = items
        .iter()
        .any(|item| !said.is_empty() && (item.contains(said.trim()) || ends_with_item(item, &said)));
    let verdict = if fits { Verdict::Right } else { Verdict::CannotTell };
    let mut finding = desk.finding(Kind::Title, verdict, span, quoted);
    finding.symbol = Some(name.to_owned());
    finding.claim = format!("the title of {name} is \u{201c}{text}\u{201d}");
    finding.query = Some(format!("travaux show '{}'", decision.id()));
    finding.record_says =
        decision.agenda().next().map(|item| format!("{name} reports on \u{201c}{item}\u{201d}"));
    finding.source = desk.subjects.sources(decision);
    Some(finding)
}

/// Whether the words of an item, without its number, are the beginning of a title.
fn ends_with_item(item: &str, said: &str) -> bool {
    let words: Vec<&str> = item.split(' ').collect();
    (0..words.len().saturating_sub(3)).any(|from| said.starts_with(&words[from..].join(" ")))
}

/// A text of the record with this title, of the same session before others.
fn of_another(desk: &Desk<'_>, said: &str, but: &Symbol) -> Option<String> {
    let mut fitting = desk.subjects.titled(said).filter(|decision| decision.text_str() != but.as_str());
    let first = fitting.next()?;
    let same = |d: &travaux_record::DecisionRef<'_>| d.session() == but.session();
    let best = if same(&first) { first } else { fitting.find(same).unwrap_or(first) };
    Some(best.text_str().to_owned())
}

/// Whether one title has all words of the other in their order: words were left out or put in, or another column runs through it; titles
/// in the sources differ so too.
fn runs_through(said: &str, own: &str) -> bool {
    let holds = |long: &str, short: &str| {
        let mut words = long.split(' ');
        short.split(' ').all(|word| words.any(|other| other == word))
    };
    holds(said, own) || holds(own, said)
}

/// Whether two titles begin with the same word.
fn begins_alike(said: &str, own: &str) -> bool {
    said.split(' ').next() == own.split(' ').next()
}

/// How like a title is to that of the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Likeness {
    Same,
    Shortened,
    Near,
    Other,
}

fn likeness(said: &str, own: &str) -> Likeness {
    if said == own {
        return Likeness::Same;
    }
    let (said_words, own_words): (Vec<&str>, Vec<&str>) =
        (said.split(' ').collect(), own.split(' ').collect());
    if said_words.len() >= 4 && own_words.windows(said_words.len()).any(|window| window == said_words) {
        return Likeness::Shortened;
    }
    // A title and then what kind of document it is: `Title: report of the Group`.
    if own_words.len() >= 3 && said_words.starts_with(&own_words) {
        return Likeness::Same;
    }
    let common = said_words.iter().filter(|word| own_words.contains(word)).count();
    if 2 * common * 10 >= 7 * (said_words.len() + own_words.len()) { Likeness::Near } else { Likeness::Other }
}

/// Whether a document is a report, a letter or a note, of which the record has no title.
pub(crate) fn is_report(symbol: &Symbol) -> bool {
    symbol.kind() == DocumentKind::General
}
