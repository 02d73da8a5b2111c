//! Sentences with what they speak of.

use std::collections::BTreeMap;
use std::ops::Range;

use jiff::civil::Date;
use travaux_import::{BlockKind, Manuscript};
use travaux_un::state::{State, StateId, states};

use crate::citation::{Citation, numbers_within};
use crate::prose::{self, Day, Token, year};
use crate::subject::{Subjects, is_act};

/// How a text is named in a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Named {
    /// By its symbol or number.
    Cited,
    /// By its symbol, in a note that the sentence refers to.
    Noted,
    /// By who sponsored it: `the Russian-led resolution`.
    Described,
}

/// A text named in a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Mention {
    /// Where its name begins in the whole text.
    pub(crate) at: usize,
    /// Where its name ends.
    pub(crate) end: usize,
    /// Its number among the subjects.
    pub(crate) subject: usize,
    /// How it is named.
    pub(crate) named: Named,
    /// The number of the citation, where it is cited or noted.
    pub(crate) citation: Option<usize>,
}

/// A sentence, with what it speaks of.
#[derive(Debug)]
pub(crate) struct Sentence<'t> {
    /// The whole text.
    pub(crate) text: &'t str,
    /// Where it stands in it; of one that a page or a figure breaks, the part behind.
    pub(crate) span: Range<usize>,
    /// The part before the break.
    pub(crate) lead: Option<Range<usize>>,
    /// Its words.
    pub(crate) tokens: Vec<Token<'t>>,
    /// The texts it names, in its order.
    pub(crate) mentions: Vec<Mention>,
    /// Where it cites resolutions, decisions and drafts that the record does not have.
    pub(crate) strangers: Vec<usize>,
    /// The texts named before it, the last first, each once.
    pub(crate) before: Vec<usize>,
    /// Those of them that its own paragraph names.
    pub(crate) in_paragraph: Vec<usize>,
    /// The days it names.
    pub(crate) days: Vec<Day>,
}

impl<'t> Sentence<'t> {
    /// A sentence of which no more is asked than its words and days.
    pub(crate) fn bare(text: &'t str, span: Range<usize>) -> Self {
        let tokens = prose::tokens(text, span.clone());
        let days = prose::days(&tokens);
        let none = Vec::new;
        Self {
            text,
            span,
            lead: None,
            tokens,
            mentions: Vec::new(),
            strangers: none(),
            before: none(),
            in_paragraph: none(),
            days,
        }
    }

    /// Its words.
    pub(crate) fn words(&self) -> &'t str {
        &self.text[self.span.clone()]
    }

    /// Whether a place of the text is in it.
    pub(crate) fn holds(&self, at: usize) -> bool {
        self.span.contains(&at) || self.lead.as_ref().is_some_and(|lead| lead.contains(&at))
    }

    /// A place in it, and the part that it stands in: what goes over a break is cut there.
    pub(crate) fn within_a_part(&self, span: Range<usize>) -> (Range<usize>, Range<usize>) {
        match &self.lead {
            Some(lead) if lead.contains(&span.start) => (span.start..span.end.min(lead.end), lead.clone()),
            _ => (span, self.span.clone()),
        }
    }

    /// Where it begins in the text.
    pub(crate) fn start(&self) -> usize {
        self.lead.as_ref().map_or(self.span.start, |lead| lead.start)
    }

    /// A piece of it.
    pub(crate) fn piece(&self, span: Range<usize>) -> &'t str {
        self.text.get(span).unwrap_or_default()
    }

    /// The nearest text named before a place in the sentence.
    pub(crate) fn named_before(&self, at: usize) -> Option<&Mention> {
        self.mentions.iter().rev().find(|mention| mention.at < at)
    }

    /// The nearest text named after a place in the sentence.
    pub(crate) fn named_after(&self, at: usize) -> Option<&Mention> {
        self.mentions.iter().find(|mention| mention.at >= at)
    }

    /// Whether a text is named only to be compared with: `than for the 2018 resolution`.
    fn is_compared(&self, mention: &Mention) -> bool {
        let at = self.token_from(mention.at);
        let before = |words: usize| &self.tokens[at.saturating_sub(words)..at];
        before(4).iter().any(|t| t.is_any(&["than", "compared", "comparison", "unlike"]))
            || mention.named == Named::Described && before(10).iter().any(|t| t.is("against"))
    }

    /// The token that begins at or after a place.
    pub(crate) fn token_from(&self, at: usize) -> usize {
        self.tokens.partition_point(|token| token.at < at)
    }

    /// The two texts that `both` means in this sentence: the last two named, up to its end.
    pub(crate) fn pair(&self) -> Option<[usize; 2]> {
        let named = self.mentions.iter().rev().map(|mention| mention.subject);
        last_two(named.chain(self.before.iter().copied()))
    }
}

/// The first two different ones of texts that come the last first, in the order in which they were named.
pub(crate) fn last_two(mut latest: impl Iterator<Item = usize>) -> Option<[usize; 2]> {
    let second = latest.next()?;
    let first = latest.find(|subject| *subject != second)?;
    Some([first, second])
}

/// The sentences of a document.
#[derive(Debug)]
pub(crate) struct Sentences<'t> {
    all: Vec<Sentence<'t>>,
    /// Where each part of a sentence begins, and which sentence it is of.
    starts: Vec<(usize, usize)>,
}

impl<'t> Sentences<'t> {
    fn new(all: Vec<Sentence<'t>>) -> Self {
        let parts = all.iter().enumerate().flat_map(|(at, sentence)| {
            let lead = sentence.lead.as_ref().map(|lead| (lead.start, at));
            lead.into_iter().chain([(sentence.span.start, at)])
        });
        let mut starts: Vec<(usize, usize)> = parts.collect();
        starts.sort_unstable();
        Self { all, starts }
    }

    /// All of them.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Sentence<'t>> {
        self.all.iter()
    }

    /// The sentence that holds a place of the text.
    pub(crate) fn holding(&self, at: usize) -> Option<&Sentence<'t>> {
        let next = self.starts.partition_point(|(start, _)| *start <= at);
        let (_, number) = self.starts.get(next.checked_sub(1)?)?;
        self.all.get(*number).filter(|sentence| sentence.holds(at))
    }
}

/// The sentences of a document, in its order: first those of its body, then those of its notes.
pub(crate) fn read<'t>(
    manuscript: &'t Manuscript,
    cited: &[Citation],
    subjects: &Subjects<'_>,
) -> Sentences<'t> {
    let is_note = |kind: &BlockKind| matches!(kind, BlockKind::Note { .. });
    let (notes, body): (Vec<_>, Vec<_>) = manuscript.blocks.iter().partition(|block| is_note(&block.kind));
    let mut of_label: BTreeMap<&str, Vec<Range<usize>>> = BTreeMap::new();
    for (label, block) in manuscript.notes() {
        of_label.entry(label).or_default().push(block.span.clone());
    }
    let mut reader =
        Reader { manuscript, cited, subjects, before: Vec::new(), notes: of_label, found: Vec::new() };
    // A paragraph that a page or a figure breaks goes on in a later block.
    let mut broken: Option<(Range<usize>, usize)> = None;
    for block in body {
        let words = &manuscript.text[block.span.clone()];
        if !is_prose(&block.kind, words) {
            reader.aside(block.span.clone());
            continue;
        }
        let lead = broken.take_if(|_| words.starts_with(char::is_lowercase)).map(|(lead, _)| lead);
        let rest = reader.read(block.span.clone(), lead);
        if let Some((_, blocks)) = &mut broken {
            *blocks += 1;
        }
        if broken.as_ref().is_some_and(|(_, blocks)| *blocks > APART) {
            reader.alone(broken.take().map(|(rest, _)| rest));
        }
        match (rest, broken.is_some()) {
            (Some(rest), false) if block.kind == BlockKind::Paragraph => broken = Some((rest, 0)),
            (rest, _) => reader.alone(rest),
        }
    }
    reader.alone(broken.map(|(rest, _)| rest));
    for block in notes {
        reader.before.clear();
        let rest = reader.read(block.span.clone(), None);
        reader.alone(rest);
    }
    Sentences::new(reader.found)
}

/// How many of the texts named last can be meant by what is said later.
const REMEMBERED: usize = 32;
/// How many blocks of prose, such as boxes, may stand in a broken paragraph.
const APART: usize = 3;

/// Whether a block is a paragraph of the argument, and no caption, heading or label of a figure.
fn is_prose(kind: &BlockKind, words: &str) -> bool {
    const CAPTIONS: [&str; 6] = ["figure", "fig.", "table", "source", "map ", "box "];
    let begins =
        |caption: &&str| words.get(..caption.len()).is_some_and(|head| head.eq_ignore_ascii_case(caption));
    let long = words.chars().count() > 120;
    let whole = words.trim_end().ends_with(['.', '!', '?', ':', ';', '\u{201d}', ')']);
    *kind == BlockKind::Paragraph
        && !CAPTIONS.iter().any(begins)
        && (long || whole || words.starts_with(char::is_lowercase))
}

struct Reader<'t, 'a> {
    manuscript: &'t Manuscript,
    cited: &'a [Citation],
    subjects: &'a Subjects<'a>,
    before: Vec<usize>,
    /// The notes of each label, in the order of the text.
    notes: BTreeMap<&'t str, Vec<Range<usize>>>,
    found: Vec<Sentence<'t>>,
}

impl<'t> Reader<'t, '_> {
    /// Reads the sentences of a block, the first with the part of it that stands before a break. Gives back what the block ends with
    /// when that is no whole sentence.
    fn read(&mut self, block: Range<usize>, lead: Option<Range<usize>>) -> Option<Range<usize>> {
        let text = self.manuscript.text.as_str();
        let mut spans = prose::sentences(text, block);
        let unfinished =
            |span: &Range<usize>| !text[span.clone()].ends_with(['.', '!', '?', ':', '\u{201d}', ')', '"']);
        let rest = spans.pop_if(|span| unfinished(span));
        let mut lead = lead;
        let mut in_paragraph: Vec<usize> = Vec::new();
        for span in spans {
            self.push(span, lead.take(), &mut in_paragraph);
        }
        // A block that is one piece in the middle of a sentence.
        match (rest, lead) {
            (Some(rest), Some(lead)) => {
                self.push(rest, Some(lead), &mut in_paragraph);
                None
            }
            (rest, _) => rest,
        }
    }

    /// A piece that no later block goes on with.
    fn alone(&mut self, rest: Option<Range<usize>>) {
        if let Some(span) = rest {
            self.push(span, None, &mut Vec::new());
        }
    }

    /// A block beside the argument, a caption or a heading: the texts that it names are not those that the argument goes on with.
    fn aside(&mut self, block: Range<usize>) {
        let before = self.before.clone();
        let rest = self.read(block, None);
        self.alone(rest);
        self.before = before;
    }

    fn push(&mut self, span: Range<usize>, lead: Option<Range<usize>>, in_paragraph: &mut Vec<usize>) {
        let text = self.manuscript.text.as_str();
        let mut sentence = Sentence::bare(text, span);
        if let Some(lead) = &lead {
            sentence.tokens.splice(0..0, prose::tokens(text, lead.clone()));
            sentence.days = prose::days(&sentence.tokens);
        }
        sentence.lead = lead;
        sentence.before.clone_from(&self.before);
        sentence.in_paragraph.clone_from(in_paragraph);
        self.name(&mut sentence);
        for mention in &sentence.mentions {
            let compared = sentence.is_compared(mention);
            for list in [&mut self.before, &mut *in_paragraph] {
                // What the text is only compared with does not become what it speaks of.
                let kept = list.first().copied().filter(|first| compared && *first != mention.subject);
                list.retain(|subject| *subject != mention.subject);
                list.insert(usize::from(kept.is_some()), mention.subject);
                list.truncate(REMEMBERED);
            }
        }
        self.found.push(sentence);
    }

    fn name(&self, sentence: &mut Sentence<'t>) {
        let cited = |span: &Range<usize>, named: Named, at: Option<usize>| {
            numbers_within(self.cited, span).filter_map(move |number| {
                let citation = &self.cited[number];
                let subject = self.subjects.at(&citation.symbol)?;
                let (from, end) = at.map_or((citation.span.start, citation.span.end), |at| (at, at));
                Some(Mention { at: from, end, subject, named, citation: Some(number) })
            })
        };
        let parts: Vec<Range<usize>> = sentence.lead.iter().cloned().chain([sentence.span.clone()]).collect();
        let mut mentions: Vec<Mention> =
            parts.iter().flat_map(|part| cited(part, Named::Cited, None)).collect();
        for part in &parts {
            let refs = &self.manuscript.note_refs;
            let first = refs.partition_point(|r| r.at <= part.start);
            for note_ref in refs[first..].iter().take_while(|r| r.at <= part.end) {
                if let Some(note) = self.note(&note_ref.label, note_ref.at) {
                    mentions.extend(cited(&note, Named::Noted, Some(note_ref.at)));
                }
            }
        }
        for part in &parts {
            let here = self.cited[numbers_within(self.cited, part)].iter();
            let unknown = here.filter(|c| is_act(&c.symbol) && self.subjects.at(&c.symbol).is_none());
            sentence.strangers.extend(unknown.map(|citation| citation.span.start));
        }
        mentions.sort_by_key(|mention| mention.at);
        sentence.mentions = mentions;
        let described = self.described(sentence);
        sentence.mentions.extend(described);
        sentence.mentions.sort_by_key(|mention| mention.at);
    }

    /// The note of a label: the first that stands behind the reference, or else the last before it.
    fn note(&self, label: &str, at: usize) -> Option<Range<usize>> {
        let of_label = self.notes.get(label)?;
        let behind = of_label.partition_point(|span| span.start < at);
        of_label.get(behind).or(of_label.last()).cloned()
    }

    /// Texts named by who sponsored them: `the 2018 US-sponsored resolution`, `the draft proposed by the Russian Federation`.
    fn described(&self, sentence: &Sentence<'t>) -> Vec<Mention> {
        let tokens = &sentence.tokens;
        if !tokens.iter().any(|t| t.is_any(&LED)) {
            return Vec::new();
        }
        let mut found: Vec<Mention> = Vec::new();
        let mut at = 0;
        // `the US-led resolution in 2020 … the Russian-led resolution`: of one year, if nothing else is said.
        let mut year = None;
        while at < tokens.len() {
            let Some(description) = description(sentence.text, tokens, at) else {
                at += 1;
                continue;
            };
            let (from, to) = (tokens[description.from].at, tokens[description.to - 1].end());
            let number_follows = sentence.mentions.iter().any(|m| {
                m.named == Named::Cited && m.at >= from && sentence.token_from(m.at) <= description.to + 3
            });
            let earlier = found.iter().chain(&sentence.mentions).filter(|m| m.at < from);
            let mut recent: Vec<usize> = earlier.map(|m| m.subject).collect();
            recent.reverse();
            recent.extend(&sentence.before);
            year = description.year.or(year);
            if let Some(subject) = self.meant(&description, year, &recent).filter(|_| !number_follows) {
                found.push(Mention { at: from, end: to, subject, named: Named::Described, citation: None });
            }
            at = description.to;
        }
        found
    }

    /// The text meant: of those cited that the state sponsored, the only one, or the one named last.
    fn meant(&self, description: &Description, year: Option<i16>, recent: &[usize]) -> Option<usize> {
        let mut fit = self.subjects.sponsored_by(description.state, year);
        if fit.is_empty() {
            fit = self.subjects.sponsored_by(description.state, description.year);
        }
        match fit[..] {
            [] => None,
            [one] => Some(one),
            _ => recent.iter().copied().find(|subject| fit.contains(subject)),
        }
    }
}

/// A text described by who sponsored it.
struct Description {
    state: StateId,
    year: Option<i16>,
    from: usize,
    to: usize,
}

const LED: [&str; 10] = [
    "led",
    "sponsored",
    "cosponsored",
    "backed",
    "drafted",
    "initiated",
    "proposed",
    "tabled",
    "submitted",
    "authored",
];
const TEXT: [&str; 4] = ["resolution", "draft", "text", "proposal"];

fn description(text: &str, tokens: &[Token<'_>], at: usize) -> Option<Description> {
    state_first(text, tokens, at).or_else(|| text_first(text, tokens, at))
}

/// `2018 US-sponsored resolution`, `Russian-led 2020 draft resolution in 2018`.
fn state_first(text: &str, tokens: &[Token<'_>], at: usize) -> Option<Description> {
    let (state, taken) = state_or_adjective(text, tokens, at)?;
    let mut next = at + taken;
    if tokens.get(next).is_some_and(Token::is_dash) {
        next += 1;
    }
    if !tokens.get(next)?.is_any(&LED) {
        return None;
    }
    next += 1;
    let noun = (next..tokens.len().min(next + 4)).find(|&i| tokens[i].is_any(&TEXT))?;
    let plural = tokens[noun].text.ends_with('s');
    let noun = if tokens.get(noun + 1).is_some_and(|t| t.is("resolution")) { noun + 1 } else { noun };
    let between = (next..noun).find_map(|i| year(&tokens[i]));
    let before = at.checked_sub(1).and_then(|i| year(&tokens[i]));
    let behind = tokens
        .get(noun + 1)
        .filter(|t| t.is_any(&["in", "of", "from"]))
        .and(tokens.get(noun + 2))
        .and_then(year);
    let to = if behind.is_some() { noun + 3 } else { noun + 1 };
    (!plural).then_some(Description { state, year: between.or(before).or(behind), from: at, to })
}

/// `resolution sponsored by Russia`, `the text proposed by the Russian Federation in 2018`.
fn text_first(text: &str, tokens: &[Token<'_>], at: usize) -> Option<Description> {
    if !tokens[at].is_any(&TEXT) || !tokens.get(at + 1)?.is_any(&LED) || !tokens.get(at + 2)?.is("by") {
        return None;
    }
    let article = usize::from(tokens.get(at + 3)?.is("the"));
    let (state, taken) = prose::state_at(text, tokens, at + 3 + article, today())?;
    let end = at + 3 + article + taken;
    let behind = tokens.get(end).filter(|t| t.is("in")).and(tokens.get(end + 1)).and_then(year);
    let before = at.checked_sub(1).and_then(|i| year(&tokens[i]));
    Some(Description {
        state,
        year: behind.or(before),
        from: at,
        to: end + if behind.is_some() { 2 } else { 0 },
    })
}

/// Names of states are those of the last day that the tables of states know of: documents are written with today's names.
pub(crate) fn today() -> Date {
    Date::constant(2100, 1, 1)
}

fn state_or_adjective(text: &str, tokens: &[Token<'_>], at: usize) -> Option<(StateId, usize)> {
    if !tokens[at].is_capital() {
        return None;
    }
    let led = |ahead: usize| tokens.get(at + ahead).is_some_and(|t| t.is_any(&LED));
    prose::state_at(text, tokens, at, today()).or_else(|| {
        if !(led(1) || led(2)) {
            return None;
        }
        let mut fit =
            states().iter().map(State::id).filter(|id| prose::is_adjective_of(tokens[at].text, *id));
        let one = fit.next()?;
        fit.next().is_none().then_some((one, 1))
    })
}
