//! How many were in favour, against, abstaining, not voting.

use std::collections::BTreeSet;
use std::ops::Range;

use travaux_record::{DecisionRef, PositionRow, QuestionKind, Reading, Stage, Tally};

use super::counts::{self, Counts};
use super::extent::Extent;
use super::setting::{is_of_a_region, is_of_another_body, is_of_another_text, is_unreal};
use super::{Bond, Desk, bound, sets};
use crate::finding::{Finding, Fix, Kind, Verdict};
use crate::sentence::{Named, Sentence, last_two};
use crate::subject::{Subject, tallies, where_taken};

pub(crate) fn claims(desk: &Desk<'_>, sentence: &Sentence<'_>, all: &[Counts]) -> Vec<Finding> {
    let first_is_before = all.first().is_some_and(|counts| {
        let first = sentence.mentions.first();
        first.is_some_and(|mention| counts.span.start < mention.at && mention.named != Named::Described)
    });
    let mut from = sentence.start();
    let mut found = Vec::new();
    let order = Order::of(sentence, all);
    for (number, counts) in all.iter().enumerate().filter(|(_, counts)| !counts.each[0].part) {
        let said = Said::before(sentence, from..counts.span.start, counts.span.end);
        let since = from;
        from = counts.span.end;
        if sets::second(sentence, counts).is_some() {
            continue;
        }
        let behind = sentence.named_after(counts.span.start).filter(|_| first_is_before);
        let about = behind.map(|m| (m.subject, Bond::Named)).or_else(|| bound(sentence, counts.span.start));
        let about = match &order {
            Order::Free => about,
            Order::Unclear => None,
            Order::Each(subjects) => subjects.get(number).map(|subject| (*subject, Bond::Named)),
        };
        let pointed = Pointed::of(sentence, since, counts);
        let about = match pointed {
            Pointed::At(subject) => Some((subject, Bond::Named)),
            Pointed::Unclear => None,
            Pointed::No => about,
        };
        let unreal = is_unreal(sentence, counts.span.start);
        let Some((subject, bond)) = about.filter(|_| !unreal) else {
            found.extend(of_stranger(desk, sentence, counts).filter(|_| !unreal && pointed == Pointed::No));
            continue;
        };
        let finding = judged(desk, sentence, counts, &said, (subject, bond));
        // One number behind several texts can be of all of them together.
        let of_several = counts.each.len() == 1 && named_between(sentence, since, counts.span.start) > 1;
        let at = counts.span.start;
        let elsewhere = is_of_another_body(sentence, at)
            || is_of_a_region(sentence, at)
            || is_of_another_text(sentence, at)
            || is_of_another_year(sentence, at, desk.subject(subject));
        let doubtful = of_several && order == Order::Free && pointed == Pointed::No || elsewhere;
        found.extend(finding.filter(|finding| !doubtful || finding.verdict == Verdict::Right));
    }
    found
}

/// A tally of a text that the record does not have.
fn of_stranger(desk: &Desk<'_>, sentence: &Sentence<'_>, counts: &Counts) -> Option<Finding> {
    let stranger = *sentence
        .strangers
        .iter()
        .rev()
        .find(|at| **at < counts.span.start)
        .or(sentence.strangers.first())?;
    let citation = desk.cited_in(stranger..stranger + 1).first().filter(|_| counts.each.len() >= 2)?;
    let (span, quoted) = sentence.within_a_part(counts.span.clone());
    let mut finding = desk.finding(Kind::Tally, Verdict::CannotTell, span, quoted);
    finding.symbol = Some(citation.symbol.to_string());
    finding.claim = format!("{}: {}", citation.symbol, counts.words());
    finding.record_says = Some(format!("the record does not have {}", citation.symbol));
    Some(finding)
}

/// In which order several tallies belong to several texts.
#[derive(Debug, PartialEq, Eq)]
enum Order {
    /// Each to the text that it stands with.
    Free,
    /// `… respectively`: each to the text of its number.
    Each(Vec<usize>),
    /// `… respectively`, of texts and tallies that are not as many.
    Unclear,
}

impl Order {
    fn of(sentence: &Sentence<'_>, all: &[Counts]) -> Self {
        let first = all.first().map_or(0, |counts| counts.span.start);
        let named_first = sentence.mentions.iter().all(|mention| mention.at < first);
        if !named_first || !sentence.tokens.iter().any(|t| t.is("respectively")) {
            return Self::Free;
        }
        let mut subjects: Vec<usize> = Vec::new();
        for mention in &sentence.mentions {
            if !subjects.contains(&mention.subject) {
                subjects.push(mention.subject);
            }
        }
        if subjects.len() < 2 {
            Self::Free
        } else if subjects.len() == all.len() {
            Self::Each(subjects)
        } else {
            Self::Unclear
        }
    }
}

/// What `the former` or `the latter` before a tally points at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Pointed {
    /// No such word stands there.
    No,
    /// A text.
    At(usize),
    /// Fewer than two texts are named before.
    Unclear,
}

impl Pointed {
    fn of(sentence: &Sentence<'_>, since: usize, counts: &Counts) -> Self {
        let between = sentence.token_from(since)..sentence.token_from(counts.span.start);
        let word = sentence.tokens[between].iter().rev().find(|t| t.is_any(&["former", "latter"]));
        let Some(word) = word else { return Self::No };
        let before = sentence.mentions.iter().rev().filter(|mention| mention.at < word.at).map(|m| m.subject);
        match last_two(before.chain(sentence.before.iter().copied())) {
            Some([first, second]) => Self::At(if word.is("former") { first } else { second }),
            None => Self::Unclear,
        }
    }
}

/// Whether a year that is not that of the text stands before a tally in its clause, and no text does; `1957 (XVIII)` is no year.
fn is_of_another_year(sentence: &Sentence<'_>, at: usize, subject: &Subject<'_>) -> bool {
    let tokens = &sentence.tokens;
    let year = sentence.days.iter().rev().find(|day| tokens[day.from].at < at && day.month.is_none());
    let Some(day) = year else { return false };
    let from = tokens[day.from].at;
    let named = sentence.mentions.iter().any(|mention| mention.at < at && mention.end > from)
        || sentence.named_before(from).is_some()
            && !tokens[..day.from].iter().rev().take(4).any(|t| t.text == ";");
    !named && day.year.is_some_and(|year| !subject.is_of_year(year))
}

/// How many texts are named between two places of a sentence.
fn named_between(sentence: &Sentence<'_>, from: usize, to: usize) -> usize {
    let between = sentence.mentions.iter().filter(|mention| from <= mention.at && mention.at < to);
    between.map(|mention| mention.subject).collect::<BTreeSet<_>>().len()
}

/// What the words before a tally say it is of.
#[derive(Debug, Default, PartialEq, Eq)]
struct Said {
    committee: bool,
    plenary: bool,
    question: Option<Asked>,
}

/// What was put to the vote, as the words say.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Asked {
    Whole,
    Division,
    Preamble,
    Paragraph(&'static str, u32),
}

impl Said {
    /// Reads the words from the tally before, or the beginning of the sentence, to this one.
    fn before(sentence: &Sentence<'_>, words: Range<usize>, end: usize) -> Self {
        let (from, to) = (sentence.token_from(words.start), sentence.token_from(words.end));
        let mut said = Self::default();
        let tokens = &sentence.tokens;
        for at in from..to {
            let token = &tokens[at];
            let next = tokens.get(at + 1);
            let before = at.checked_sub(1).map(|i| &tokens[i]);
            if token.is("committee")
                && before.is_some_and(|t| {
                    t.is_any(&["first", "second", "third", "fourth", "fifth", "sixth", "the", "in", "main"])
                })
            {
                (said.committee, said.plenary) = (true, false);
            }
            if token.is_any(&["plenary", "UNGA", "GA"])
                || token.is("assembly") && before.is_some_and(|t| t.is_any(&["general", "the"]))
            {
                // `UNGA Res. 73/27` says what the text is, not where the vote was.
                let names_text = next.is_some_and(|t| {
                    t.is_any(&["Res", "resolution", "resolutions", "Resolution", "A", "First", "decision"])
                });
                if !names_text {
                    (said.committee, said.plenary) = (false, true);
                }
            }
            if let Some(asked) = asked(sentence, at) {
                said.question = Some(asked);
            }
        }
        let behind = sentence.piece(end..sentence.span.end);
        let next_words = behind.get(..40.min(behind.len())).unwrap_or_default().to_ascii_lowercase();
        if !said.plenary && !said.committee && next_words.contains(" in committee") {
            said.committee = true;
        }
        said
    }

    fn stage_fits(&self, decision: DecisionRef<'_>) -> bool {
        match decision.stage() {
            Stage::Committee(_) => !self.plenary,
            Stage::Plenary => !self.committee,
        }
    }

    fn question_fits(&self, decision: DecisionRef<'_>) -> bool {
        let question = decision.question();
        let label = question.label.as_deref().unwrap_or_default();
        match &self.question {
            None | Some(Asked::Whole) => question.is_whole(),
            Some(Asked::Division) => question.kind == QuestionKind::Motion && label.contains("division"),
            Some(Asked::Preamble) => label.eq_ignore_ascii_case("preamble"),
            Some(Asked::Paragraph(kind, n)) => {
                let bare =
                    label.trim_start_matches("para. ").trim_start_matches(|c: char| c.is_ascii_alphabetic());
                let same = bare == n.to_string();
                same && (kind.is_empty()
                    || label.starts_with(kind)
                    || !label.starts_with(char::is_alphabetic))
            }
        }
    }

    fn words(&self) -> String {
        let question = match &self.question {
            None => String::new(),
            Some(Asked::Whole) => " on the whole text".to_owned(),
            Some(Asked::Division) => " on the motion for division".to_owned(),
            Some(Asked::Preamble) => " on the preamble".to_owned(),
            Some(Asked::Paragraph("PP", n)) => format!(" on preambular paragraph {n}"),
            Some(Asked::Paragraph("OP", n)) => format!(" on operative paragraph {n}"),
            Some(Asked::Paragraph(_, n)) => format!(" on paragraph {n}"),
        };
        let stage = if self.committee {
            " in committee"
        } else if self.plenary {
            " in plenary"
        } else {
            ""
        };
        format!("{question}{stage}")
    }
}

/// `operative paragraph 1`, `OP1`, `the preamble`, `division`, `as a whole`.
fn asked(sentence: &Sentence<'_>, at: usize) -> Option<Asked> {
    let tokens = &sentence.tokens;
    let is = |at: usize, words: &[&str]| tokens.get(at).is_some_and(|t| t.is_any(words));
    let number = |at: usize| tokens.get(at).and_then(|t| t.text.parse::<u32>().ok());
    let token = &tokens[at];
    if token.is("whole") && is(at.wrapping_sub(1), &["a"]) {
        return Some(Asked::Whole);
    }
    if token.is("division") {
        return Some(Asked::Division);
    }
    if token.is("preamble") {
        return Some(Asked::Preamble);
    }
    let point = |at: usize| at + usize::from(is(at, &["."]));
    // `73/27, PP5 (recorded vote …)` says where in the text something stands.
    if at
        .checked_sub(1)
        .and_then(|i| tokens.get(i))
        .is_some_and(|t| matches!(t.text, "," | "(" | "\u{b6}") || t.is("at"))
    {
        return None;
    }
    if token.is_any(&["paragraph", "para"]) {
        let n = number(point(at + 1))?;
        let kind = match at.checked_sub(1).map(|i| &tokens[i]) {
            Some(t) if t.is_any(&["operative", "op"]) => "OP",
            Some(t) if t.is_any(&["preambular", "pp"]) => "PP",
            _ => "",
        };
        return Some(Asked::Paragraph(kind, n));
    }
    let kind = ["OP", "PP"].into_iter().find(|sign| token.text == *sign)?;
    Some(Asked::Paragraph(kind, number(point(at + 1))?))
}

fn judged(
    desk: &Desk<'_>,
    sentence: &Sentence<'_>,
    counts: &Counts,
    said: &Said,
    (at, bond): (usize, Bond),
) -> Option<Finding> {
    let subject = desk.subject(at);
    let fitting: Vec<DecisionRef<'_>> =
        subject.decisions.iter().copied().filter(|d| said.stage_fits(*d) && said.question_fits(*d)).collect();
    let finding = |kind: Kind, verdict: Verdict, decision: DecisionRef<'_>| {
        let mut finding = desk.about(kind, verdict, counts.span.clone(), sentence, decision);
        finding.claim = format!("{}{}: {}", subject.short(), said.words(), counts.words());
        finding.query = Some(query(counts, decision));
        finding
    };
    // The number is that of what is spoken of.
    if let Some((decision, tally)) = matching(&fitting, counts) {
        let mut right = finding(Kind::Tally, Verdict::Right, decision);
        right.record_says = Some(says(decision, tally, counts));
        if decision.no() != subject.main.no() && !said.committee && said.question.is_none() {
            right.notes.push(format!(
                "that is the vote {}; {}",
                where_taken(decision),
                main_says(subject, counts)
            ));
        }
        return Some(right);
    }
    let exact = counts.are_exact();
    // Readers would differ on whether `about` and `nearly` fit.
    let open = |d: &DecisionRef<'_>| tallies(*d).into_iter().any(|tally| counts.are(tally).is_none());
    if !exact && fitting.iter().any(open) {
        return None;
    }
    // It is that of another vote on the same text.
    if let Some((decision, tally)) = matching(&subject.decisions, counts).filter(|_| exact) {
        let kind = if said.question_fits(decision) { Kind::Tally } else { Kind::Question };
        let certain = counts.each.len() >= 2 || bond == Bond::Named;
        // Without a word on what was put, a vote on a part is not what a reader would think of, and may yet be meant.
        let told = said.question.is_some() || said.stage_fits(decision) || said.committee || said.plenary;
        let verdict = if certain && told { Verdict::Wrong } else { Verdict::CannotTell };
        let mut other = finding(kind, verdict, decision);
        other.record_says = Some(says(decision, tally, counts));
        return Some(other);
    }
    let decision = fitting.iter().copied().find(|d| !tallies(*d).is_empty());
    let Some(decision) = decision else {
        let mut unknown = finding(Kind::Tally, Verdict::CannotTell, subject.main);
        unknown.query = None;
        unknown.record_says = Some(format!("the record has no tally of {}{}", subject.short(), said.words()));
        return Some(unknown);
    };
    let tally = tallies(decision)[0];
    // Later corrections can make the number true.
    if let Some(corrected) = corrected(decision).filter(|tally| counts.are(*tally) == Some(true)) {
        let mut later = finding(Kind::Tally, Verdict::Right, decision);
        later.record_says = Some(says(decision, tally, counts));
        later.notes.push(format!("{corrected} counts positions as states later said they had meant them"));
        return Some(later);
    }
    // A source whose reading the record does not follow.
    let readings = fitting.iter().flat_map(|d| d.readings().iter());
    let says_so =
        |r: &&Reading| [r.stated, r.counted].into_iter().flatten().any(|t| counts.are(t) == Some(true));
    if let Some(source) = readings.filter(says_so).map(|r| &r.source).next() {
        let mut so_says = finding(Kind::Tally, Verdict::Right, decision);
        so_says.record_says = Some(says(decision, tally, counts));
        so_says
            .notes
            .push(format!("the numbers are those of the source {source}, which the record does not follow"));
        return Some(so_says);
    }
    let elsewhere =
        sentence.mentions.iter().map(|m| m.subject).chain(sentence.before.iter().copied()).find_map(
            |other| {
                let other = desk.subject(other);
                (exact && counts.each.len() >= 3).then(|| matching(&other.decisions, counts)).flatten()
            },
        );
    let near = counts.alike(tally) + 1 >= counts.each.len() && counts.each.len() >= 2;
    let certain = match bond {
        Bond::Named => true,
        Bond::Described => elsewhere.is_none() && (near || counts.each.len() >= 3),
        Bond::Thread => elsewhere.is_none() && near,
    };
    let verdict = if certain { Verdict::Wrong } else { Verdict::CannotTell };
    if bond == Bond::Thread && counts.each.len() == 1 {
        // One number that nothing ties to a text: no claim of a tally.
        return None;
    }
    let mut finding = finding(Kind::Tally, verdict, decision);
    finding.record_says = Some(says(decision, tally, counts));
    if let Some((other, _)) = elsewhere {
        finding.notes.push(format!(
            "{} is the vote on {}, {}",
            counts.words(),
            other.id(),
            where_taken(other)
        ));
    }
    if verdict == Verdict::Wrong && exact {
        finding.fix = fix(sentence, counts, tally);
    }
    Some(finding)
}

/// The first vote whose tally has every number.
fn matching<'a>(decisions: &[DecisionRef<'a>], counts: &Counts) -> Option<(DecisionRef<'a>, Tally)> {
    decisions.iter().find_map(|decision| {
        let tally = tallies(*decision).into_iter().find(|tally| counts.are(*tally) == Some(true))?;
        Some((*decision, tally))
    })
}

fn says(decision: DecisionRef<'_>, tally: Tally, counts: &Counts) -> String {
    let day =
        decision.date().map(|date| format!(" on {}", travaux_votes::words::day(date))).unwrap_or_default();
    format!("{} {}{day}: {}", decision.id(), where_taken(decision), counts::tally_words(tally, counts))
}

fn main_says(subject: &Subject<'_>, counts: &Counts) -> String {
    match tallies(subject.main).first() {
        Some(tally) => says(subject.main, *tally, counts),
        None => format!("of {} the record has no tally", subject.main.id()),
    }
}

fn corrected(decision: DecisionRef<'_>) -> Option<Tally> {
    let row: PositionRow<'_> = decision.positions();
    let later = decision.corrected();
    if row.is_empty() || later.is_empty() {
        return None;
    }
    let mut positions: travaux_record::Positions = row.iter().collect();
    for (state, position) in later {
        positions.set(state, position);
    }
    Some(positions.row().tally())
}

/// The claim in the language of sets; of a vote without names, the command that shows its tally.
fn query(counts: &Counts, decision: DecisionRef<'_>) -> String {
    if decision.positions().is_empty() {
        return format!("travaux show '{}'", decision.id());
    }
    let each = counts.each.iter().map(|count| {
        let function = counts::function(count.position);
        let text = travaux_votes::words::short(decision.id());
        match count.extent {
            Extent::About | Extent::Nearly => format!("count({function}({text}))"),
            extent => format!("count({function}({text})) {} {}", extent.comparison(), count.n),
        }
    });
    each.collect::<Vec<_>>().join("; ")
}

/// The one number to write instead, where one is wrong and stands in figures.
fn fix(sentence: &Sentence<'_>, counts: &Counts, tally: Tally) -> Option<Fix> {
    let mut wrong =
        counts.each.iter().filter(|count| tally.of(count.position).map(u32::from) != Some(count.n));
    let count = wrong.next().filter(|_| wrong.next().is_none())?;
    let token = sentence.tokens.get(count.from)?;
    let right = tally.of(count.position)?;
    let figures = token.text.bytes().all(|b| b.is_ascii_digit());
    figures.then(|| Fix {
        replace: token.text.to_owned(),
        with: right.to_string(),
        span: token.at..token.end(),
    })
}
