//! What was found against what is linked.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use travaux_un::body::Body;
use travaux_un::symbol::{DocumentKind, Symbol};

use super::corpus::{Fault, Text, day};

/// A citation that some way found.
pub(crate) struct Found {
    pub(crate) symbol: Symbol,
    /// The other symbol of a document that has two.
    pub(crate) other: Option<Symbol>,
    pub(crate) span: Range<usize>,
    /// Whether the symbol stands in the text as a whole.
    pub(crate) by_symbol: bool,
}

/// What became of a link or of a citation.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Verdict {
    /// Nothing was found where a link is.
    Missed,
    /// Another document was found.
    Wrong,
    /// A number was found where there is no link.
    Unlinked,
    /// The letter of the series was lost or is another.
    Letter,
}

impl Verdict {
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Missed => "missed",
            Self::Wrong => "wrong",
            Self::Unlinked => "unlinked",
            Self::Letter => "letter",
        }
    }
}

/// One thing that is not right: ids only, no words of the text.
pub(crate) struct Case {
    pub(crate) file: String,
    pub(crate) at: usize,
    pub(crate) symbol: String,
    pub(crate) verdict: Verdict,
    pub(crate) held_out: bool,
    /// What stands there, for the terminal.
    pub(crate) shown: String,
}

#[derive(Default, Clone)]
pub(crate) struct Score {
    pub(crate) links: usize,
    pub(crate) right: usize,
    pub(crate) wrong: usize,
    /// Citations without a link, that the rules do not explain.
    pub(crate) unlinked: usize,
    /// Symbols written out, or in a list with one, where there is no link.
    pub(crate) symbols_apart: usize,
    /// Decisions by number: the United Nations links none.
    pub(crate) decisions_apart: usize,
    /// Numbers without a link that a rule shows to be right: see [`explained`].
    pub(crate) again: usize,
    /// All in files without any link.
    pub(crate) in_files_apart: usize,
    /// At links with a fault.
    pub(crate) at_faults: usize,
    pub(crate) faults: BTreeMap<Fault, usize>,
    pub(crate) bare: usize,
    pub(crate) bare_right: usize,
    pub(crate) letters: usize,
    pub(crate) letters_right: usize,
}

impl Score {
    pub(crate) fn recall(&self) -> f64 {
        self.right as f64 / self.links.max(1) as f64
    }

    pub(crate) fn precision(&self) -> f64 {
        let found = self.right + self.wrong + self.again + self.unlinked;
        (self.right + self.again) as f64 / found.max(1) as f64
    }

    /// With every citation that has no link for a wrong one, but symbols written out and decisions.
    pub(crate) fn strict(&self) -> f64 {
        let found = self.right + self.wrong + self.again + self.unlinked;
        self.right as f64 / found.max(1) as f64
    }

    pub(crate) fn organ(&self) -> f64 {
        self.bare_right as f64 / self.bare.max(1) as f64
    }

    pub(crate) fn series(&self) -> f64 {
        self.letters_right as f64 / self.letters.max(1) as f64
    }

    pub(crate) fn add(&mut self, other: &Self) {
        self.links += other.links;
        self.right += other.right;
        self.wrong += other.wrong;
        self.unlinked += other.unlinked;
        self.symbols_apart += other.symbols_apart;
        self.decisions_apart += other.decisions_apart;
        self.again += other.again;
        self.in_files_apart += other.in_files_apart;
        self.at_faults += other.at_faults;
        for (fault, count) in &other.faults {
            *self.faults.entry(*fault).or_default() += count;
        }
        self.bare += other.bare;
        self.bare_right += other.bare_right;
        self.letters += other.letters;
        self.letters_right += other.letters_right;
    }
}

/// `linked` are the documents that are linked anywhere in the corpus.
pub(crate) fn score(text: &Text, found: &[Found], linked: &BTreeSet<Symbol>, cases: &mut Vec<Case>) -> Score {
    let mut score = Score::default();
    let overlap = |a: &Range<usize>, b: &Range<usize>| a.start < b.end && b.start < a.end;
    let mut case = |span: &Range<usize>, symbol: &Symbol, verdict| {
        let from = text.words.floor_char_boundary(span.start.saturating_sub(90));
        let to = text.words.ceil_char_boundary((span.end + 50).min(text.words.len()));
        let show = |range: Range<usize>| text.words[range].replace('\n', "⏎");
        let shown = format!("{}<<{}>>{}", show(from..span.start), show(span.clone()), show(span.end..to));
        let symbol = symbol.as_str().to_owned();
        cases.push(Case {
            file: text.file.clone(),
            at: span.start,
            symbol,
            verdict,
            held_out: text.held_out,
            shown,
        });
    };
    let mut first = 0;
    // Links and citations both rise; a citation may be looked at for two links.
    for link in &text.links {
        while found.get(first).is_some_and(|one| one.span.end <= link.run.start) {
            first += 1;
        }
        if let Some(fault) = link.fault {
            *score.faults.entry(fault).or_default() += 1;
            continue;
        }
        let here: Vec<&Found> = found[first..]
            .iter()
            .take_while(|one| one.span.start < link.run.end)
            .filter(|one| overlap(&one.span, &link.span))
            .collect();
        let whole = link.symbol.whole();
        let is_it = |one: &&&Found| {
            one.symbol.whole() == whole || one.other.as_ref() == Some(&link.symbol)
                // A link to the document of which a part is cited.
                || one.symbol.as_str().strip_prefix(link.symbol.as_str()).is_some_and(|rest| rest.starts_with(" ("))
        };
        let right = here.iter().find(|one| one.symbol == link.symbol).or_else(|| here.iter().find(is_it));
        score.links += 1;
        score.right += usize::from(right.is_some());
        let bare = text.words[link.run.clone()].starts_with(|c: char| c.is_ascii_digit());
        if bare && !here.is_empty() {
            score.bare += 1;
            score.bare_right += usize::from(right.is_some());
        }
        match (right, here.first()) {
            (None, None) => case(&link.span, &link.symbol, Verdict::Missed),
            (None, Some(one)) => {
                score.wrong += 1;
                case(&link.span, &one.symbol, Verdict::Wrong);
            }
            (Some(one), _) => {
                if let Some(letter) = letter(text, link.span.clone()) {
                    score.letters += 1;
                    let kept = one.symbol.letters().is_some_and(|letters| letters.starts_with(letter));
                    score.letters_right += usize::from(kept);
                    if !kept {
                        case(&link.span, &one.symbol, Verdict::Letter);
                    }
                }
            }
        }
    }
    if text.links.is_empty() {
        score.in_files_apart = found.len();
        return score;
    }
    for one in found {
        let at = text.links.partition_point(|link| link.run.end <= one.span.start);
        let near = text.links[at..].iter().take_while(|link| link.run.start < one.span.end);
        let mut faulty = false;
        let mut is_linked = false;
        for link in near {
            if overlap(&link.run, &one.span) {
                is_linked |= link.fault.is_none();
                faulty |= link.fault.is_some();
            }
        }
        if is_linked {
            continue;
        }
        if faulty {
            score.at_faults += 1;
        } else if one.by_symbol {
            score.symbols_apart += 1;
        } else if one.symbol.kind() == DocumentKind::Decision {
            score.decisions_apart += 1;
        } else if explained(text, one, linked) {
            score.again += 1;
        } else {
            score.unlinked += 1;
            case(&one.span, &one.symbol, Verdict::Unlinked);
        }
    }
    score
}

/// Whether a number without a link is right by one of these rules: the date beside it lies in the session or year of
/// its symbol; the year in its parenthesis is that of its number; the same document is linked elsewhere, in this file or another; the words `General Assembly resolution`
/// or the like open its list, and name its body, or, for bodies whose symbols no number tells, its block does.
fn explained(text: &Text, one: &Found, linked: &BTreeSet<Symbol>) -> bool {
    let whole = one.symbol.whole();
    if linked.contains(&whole) {
        return true;
    }
    let year = one.symbol.year().filter(|_| one.symbol.as_str().starts_with("S/RES/"));
    let by_number = || Symbol::repair(&format!("S/RES/{}", one.symbol.number().unwrap_or_default())).ok();
    if year.is_some() && by_number().is_some_and(|read| read.symbol == one.symbol) {
        return true;
    }
    if let Some(day) = day(&text.words[one.span.end..]) {
        let session = one.symbol.session().filter(|_| one.symbol.body() == Body::GeneralAssembly);
        let year = one.symbol.year();
        let rights = one.symbol.session().filter(|_| one.symbol.body() == Body::HumanRightsCouncil);
        let fits = session.is_some_and(|session| session.contains(day) == Some(true))
            || year.is_some_and(|year| year == day.year())
            || rights.is_some_and(|session| day.year() == 2005 + session.number().div_ceil(3) as i16);
        if fits {
            return true;
        }
    }
    let block = text.words[..one.span.start].rfind("\n\n").map_or(0, |at| at + 2);
    let before = &text.words[block..one.span.start];
    let Some(at) = before.rfind("resolution") else { return false };
    let own = [("UNEP/EA", "Environment Assembly"), ("E/CN.4/", "Commission on Human Rights")];
    if let Some((_, name)) = own.iter().find(|(head, _)| one.symbol.as_str().starts_with(head)) {
        return text.words[block..].split("\n\n").next().is_some_and(|block| block.contains(name));
    }
    before[..at].trim_end().ends_with(one.symbol.body().name())
}

/// The letter that stands behind the digits of a link, in it or behind a blank.
fn letter(text: &Text, span: Range<usize>) -> Option<char> {
    let written = &text.words[span.clone()];
    let digits = written.rfind(|c: char| c.is_ascii_digit())? + 1;
    if written[digits..].contains(')') {
        // `217 A (III)`.
        let open = written.find('(')?;
        return written[..open].trim_end().chars().next_back().filter(char::is_ascii_uppercase);
    }
    if !written.contains('/') {
        return None;
    }
    let mut rest = text.words[span.start + digits..].trim_start_matches([' ', '\u{a0}']).chars();
    let letter = rest.next().filter(char::is_ascii_uppercase)?;
    let next = rest.next().unwrap_or(' ');
    (!next.is_alphanumeric() && !matches!(next, '/' | '\'' | '’')).then_some(letter)
}
