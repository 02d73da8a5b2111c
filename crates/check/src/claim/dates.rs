//! The day or year written with a citation: `UNGA Res. 73/27, ¶ 5 (Dec. 5, 2018)`, `resolution 53/70 of 4 December 1998`.

use jiff::civil::Date;
use travaux_un::adoption::{SaidDay, adoption_day};
use travaux_un::body::Body;
use travaux_un::months::MONTHS;
use travaux_un::session::Session;
use travaux_un::symbol::DocumentKind;
use travaux_votes::words::day as in_words;

use super::Desk;
use crate::citation::{Citation, Form};
use crate::finding::{Finding, Fix, Kind, Verdict};
use crate::prose::{Day, Token};
use crate::sentence::Sentence;
use crate::subject::{Subject, is_adopted, where_taken};

pub(crate) fn claims(desk: &Desk<'_>, sentence: &Sentence<'_>) -> Vec<Finding> {
    let here = desk.cited_in(sentence.start()..sentence.span.end).iter();
    here.filter(|citation| sentence.holds(citation.span.start))
        .filter(|citation| citation.form != Form::Back || citation.paragraph.is_some())
        .filter_map(|citation| {
            let day = dated(sentence, citation)?;
            judged(desk, sentence, citation, day)
        })
        .collect()
}

/// The day written with a citation.
pub(crate) fn dated<'s>(sentence: &'s Sentence<'_>, citation: &Citation) -> Option<&'s Day> {
    let tokens = &sentence.tokens;
    let mut at = sentence.token_from(citation.span.end);
    let paragraph = |t: &Token<'_>| {
        t.is_any(&[
            ",",
            "¶",
            "¶¶",
            "§",
            "para",
            "paras",
            "paragraph",
            "paragraphs",
            "at",
            "op",
            "operative",
            "preambular",
            ".",
            "and",
        ])
    };
    let limit = at + 10;
    while at < limit
        && tokens
            .get(at)
            .is_some_and(|t| paragraph(t) || t.text.len() <= 2 && t.text.bytes().all(|b| b.is_ascii_digit()))
    {
        if let Some(day) = starting(sentence, at).filter(|day| day.month.is_some() && day.day.is_some()) {
            return Some(day);
        }
        at += 1;
    }
    let open = tokens.get(at)?;
    let next = if open.text == "(" {
        let adopted = tokens.get(at + 1).is_some_and(|t| t.is("adopted"));
        let on = adopted && tokens.get(at + 2).is_some_and(|t| t.is("on"));
        at + 1 + usize::from(adopted) + usize::from(on)
    } else if open.is("of") {
        at + 1
    } else {
        return None;
    };
    let day = starting(sentence, next)?;
    let closed = open.text != "(" || tokens.get(day.to).is_some_and(|t| matches!(t.text, ")" | "," | ";"));
    (closed && (day.month.is_some() || open.text == "(")).then_some(day)
}

fn starting<'s>(sentence: &'s Sentence<'_>, token: usize) -> Option<&'s Day> {
    sentence.days.iter().find(|day| day.from == token)
}

fn judged(desk: &Desk<'_>, sentence: &Sentence<'_>, citation: &Citation, day: &Day) -> Option<Finding> {
    match desk.subjects.at(&citation.symbol) {
        Some(subject) => of_known(desk, sentence, citation, day, desk.subject(subject)),
        None => of_unknown(desk, sentence, citation, day),
    }
}

fn span(sentence: &Sentence<'_>, citation: &Citation, day: &Day) -> std::ops::Range<usize> {
    citation.span.start.min(day.span(&sentence.tokens).start)..day.span(&sentence.tokens).end
}

fn of_known(
    desk: &Desk<'_>,
    sentence: &Sentence<'_>,
    citation: &Citation,
    day: &Day,
    subject: &Subject<'_>,
) -> Option<Finding> {
    let date = subject.date()?;
    let is_draft = citation.symbol.kind() == DocumentKind::Draft;
    let fits = |decision: &&travaux_record::DecisionRef<'_>| decision.date().is_some_and(|date| day.is(date));
    let finding = |verdict: Verdict| {
        let mut finding =
            desk.about(Kind::Date, verdict, span(sentence, citation, day), sentence, subject.main);
        finding.claim = format!("{} is of {}", subject.short(), told(day));
        finding.query = Some(format!("travaux show '{}'", subject.main.id()));
        finding.record_says = Some(format!("{} was taken on {}", subject.main.id(), in_words(date)));
        finding
    };
    if day.is(date) {
        return Some(finding(Verdict::Right));
    }
    if let Some(other) = subject.decisions.iter().find(fits).filter(|_| is_draft || day.day.is_none()) {
        let mut right = finding(Verdict::Right);
        right.notes.push(format!("that is the day of the vote {}", where_taken(*other)));
        return Some(right);
    }
    if is_draft {
        // A draft is dated by the day of its issue, which the record may not have.
        let session = citation.symbol.session();
        let fits = day.year.is_none_or(|year| session.is_some_and(|session| years(session).contains(&year)));
        if fits {
            return None;
        }
    }
    let mut wrong = finding(Verdict::Wrong);
    if let Some(other) = subject.decisions.iter().find(fits) {
        wrong.notes.push(format!("{} is the day of the vote {}", told(day), where_taken(*other)));
    }
    let of_another = desk.subjects.iter().map(|(_, other)| other).find(|other| {
        other.symbol != subject.symbol
            && day.day.is_some()
            && day.date().is_some()
            && other.date() == day.date()
    });
    if let Some(other) = of_another {
        wrong.notes.push(format!("{} is the day of {}", told(day), other.symbol));
    } else if day.date().is_some_and(|told| told > date && (told - date).get_days() <= 92) {
        wrong.notes.push("a document is often issued some weeks after its text was adopted: the day of issue is not that of adoption".to_owned());
    }
    wrong.fix = fix(sentence, day, date);
    Some(wrong)
}

fn of_unknown(desk: &Desk<'_>, sentence: &Sentence<'_>, citation: &Citation, day: &Day) -> Option<Finding> {
    let symbol = &citation.symbol;
    let mut finding =
        desk.finding(Kind::Date, Verdict::CannotTell, span(sentence, citation, day), sentence.span.clone());
    finding.symbol = Some(symbol.to_string());
    finding.claim = format!("{symbol} is of {}", told(day));
    if let (Some(year), Some(said)) = (symbol.year(), day.year) {
        // A report of a body can be issued in the year before or after the one in its symbol.
        if (year - said).abs() > 1 {
            finding.verdict = Verdict::Wrong;
            finding.record_says = Some(format!("the symbol itself is of {year}"));
        } else {
            return None;
        }
        return Some(finding);
    }
    let session = symbol.session().filter(|_| symbol.body() == Body::GeneralAssembly)?;
    let dates = session.dates()?;
    let until = dates.until.map_or_else(|| "now".to_owned(), in_words);
    let lasted = format!("session {session} lasted from {} to {until}", in_words(dates.from));
    let adopted = is_adopted(symbol);
    if adopted && let Some(said) = adoption_day(symbol) {
        judge_by(&mut finding, sentence, day, said);
        return Some(finding);
    }
    match (adopted, day.date()) {
        (true, Some(date)) => {
            // A session may end a day or two into the next: its last texts are adopted then.
            let near = |days: i64| {
                date.checked_add(jiff::Span::new().days(days)).ok().and_then(|day| session.contains(day))
            };
            let inside = [0, -SLACK, SLACK].into_iter().filter_map(near).any(|inside| inside);
            session.contains(date)?;
            finding.verdict = if inside { Verdict::CannotTell } else { Verdict::Wrong };
            let sense = if inside { "the day falls into it" } else { "no text of it can be of that day" };
            finding.record_says = Some(format!("the record does not have {symbol}; {lasted}: {sense}"));
        }
        (_, None) if day.year.is_some() => {
            let inside = years(session).contains(&day.year?);
            if inside {
                return None;
            }
            // Documents of a session are issued from some months before it opens.
            let far =
                !years(session).iter().any(|year| day.year.is_some_and(|said| (said - year).abs() <= 1));
            finding.verdict = if adopted || far { Verdict::Wrong } else { Verdict::CannotTell };
            finding.record_says = Some(lasted);
        }
        _ => return None,
    }
    Some(finding)
}

/// Judges a day beside the one that other texts say; one of them alone can be mistaken.
pub(crate) fn judge_by(finding: &mut Finding, sentence: &Sentence<'_>, day: &Day, said: SaidDay) {
    finding.verdict = match (day.is(said.day), said.texts) {
        (true, _) => Verdict::Right,
        (false, 1) => Verdict::CannotTell,
        (false, _) => Verdict::Wrong,
    };
    let texts = travaux_votes::words::counted(u64::from(said.texts), "text");
    let (say, first) = if said.texts == 1 { ("says", "") } else { ("say", "the first ") };
    let right = in_words(said.day);
    finding.record_says =
        Some(format!("{texts} that cite it {say} that it is of {right}: {first}{}", said.source));
    if finding.verdict == Verdict::Wrong {
        finding.fix = fix(sentence, day, said.day);
    }
}

/// By how many days a session may be longer than the table of sessions has it.
const SLACK: i64 = 10;

fn years(session: Session) -> Vec<i16> {
    let Some(dates) = session.dates() else { return Vec::new() };
    let last = dates.until.map_or(dates.from.year(), Date::year);
    (dates.from.year()..=last.max(dates.from.year())).collect()
}

/// A day in plain words, as far as the text tells it.
pub(crate) fn told(day: &Day) -> String {
    let month = day.month.and_then(|month| MONTHS.get(month as usize - 1)).copied();
    let parts = [day.day.map(|d| d.to_string()), month.map(str::to_owned), day.year.map(|y| y.to_string())];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// The right day in the form of the wrong one.
pub(crate) fn fix(sentence: &Sentence<'_>, day: &Day, right: Date) -> Option<Fix> {
    let span = day.span(&sentence.tokens);
    let written = sentence.piece(span.clone());
    let first = &sentence.tokens[day.from];
    let month = MONTHS[right.month() as usize - 1];
    let with = match (day.day, day.month) {
        (Some(_), Some(_)) if first.text.len() == 4 => right.to_string(),
        (Some(_), Some(_)) if first.is_capital() => {
            let (short, point) = (
                first.text.len() <= 4 && first.text.len() < month.len(),
                sentence.tokens[day.from + 1].text == ".",
            );
            let name = if short { month.get(..3).unwrap_or(month) } else { month };
            // May has no point.
            let point = if short && point && name.len() < month.len() { "." } else { "" };
            let year = day.year.map(|_| format!(", {}", right.year())).unwrap_or_default();
            format!("{name}{point} {}{year}", right.day())
        }
        (Some(_), Some(_)) => {
            let year = day.year.map(|_| format!(" {}", right.year())).unwrap_or_default();
            format!("{} {month}{year}", right.day())
        }
        (None, Some(_)) => format!("{month} {}", right.year()),
        _ => right.year().to_string(),
    };
    (with != written).then(|| Fix { replace: written.to_owned(), with, span })
}
