//! Shares that the text works out itself: `119 of 193 (61.7 %)`.

use super::Desk;
use crate::finding::{Finding, Kind, Verdict};
use crate::prose::{Token, number_at};
use crate::sentence::Sentence;

pub(crate) fn claims(desk: &Desk<'_>, sentence: &Sentence<'_>) -> Vec<Finding> {
    let all = 0..sentence.tokens.len();
    all.filter_map(|at| share(desk, sentence, at).or_else(|| added(desk, sentence, at))).collect()
}

/// `92 + 50 + 21 = 163`.
fn added(desk: &Desk<'_>, sentence: &Sentence<'_>, at: usize) -> Option<Finding> {
    let tokens = &sentence.tokens;
    let mark = |at: usize, mark: &str| tokens.get(at).is_some_and(|t| t.text == mark);
    let figures = |at: usize| tokens.get(at).filter(|t| t.text.starts_with(|c: char| c.is_ascii_digit()));
    let number = |at: usize| figures(at).and_then(|_| number_at(tokens, at)).map(|(n, _)| n);
    if at > 0 && (mark(at - 1, "+") || mark(at - 1, "-") || mark(at - 1, "/") || mark(at - 1, ".")) {
        return None;
    }
    let mut parts = vec![number(at)?];
    let mut next = at + 1;
    while mark(next, "+") {
        parts.push(number(next + 1)?);
        next += 2;
    }
    if parts.len() < 2 || !mark(next, "=") {
        return None;
    }
    let said = number(next + 1)?;
    let decimal =
        |i: usize| mark(i, ".") && tokens.get(i + 1).is_some_and(|t| !t.apart) && number(i + 1).is_some();
    if decimal(next + 2) {
        return None;
    }
    let sum: u32 = parts.iter().sum();
    let words: Vec<String> = parts.iter().map(ToString::to_string).collect();
    let verdict = if sum == said { Verdict::Right } else { Verdict::Wrong };
    let span = tokens[at].at..tokens[next + 1].end();
    let mut finding = desk.finding(Kind::Sum, verdict, span, sentence.span.clone());
    finding.claim = format!("{} = {said}", words.join(" + "));
    finding.record_says = Some(format!("{} = {sum}", words.join(" + ")));
    Some(finding)
}

/// `N of M (x %)`, `N out of M, or x per cent`.
fn share(desk: &Desk<'_>, sentence: &Sentence<'_>, at: usize) -> Option<Finding> {
    let tokens = &sentence.tokens;
    let (part, taken) = number_at(tokens, at)?;
    let mut next = at + taken;
    while tokens
        .get(next)
        .is_some_and(|t| t.is_any(&["out", "states", "votes", "members", "countries", "member"]))
    {
        next += 1;
    }
    if !tokens.get(next)?.is("of") {
        return None;
    }
    next += 1;
    next += usize::from(tokens.get(next).is_some_and(|t| t.is_any(&["the", "all"])));
    let (whole, taken) = number_at(tokens, next).filter(|(whole, _)| *whole > 0 && *whole >= part)?;
    next += taken;
    while tokens.get(next).is_some_and(|t| {
        t.is_any(&[
            "states",
            "votes",
            "members",
            "countries",
            "member",
            "(",
            ",",
            "or",
            "about",
            "some",
            "cast",
        ])
    }) {
        next += 1;
    }
    let (value, places, end) = percent(sentence, next)?;
    let exact = f64::from(part) * 100.0 / f64::from(whole);
    let scale = 10_f64.powi(i32::try_from(places).ok()?);
    // Rounded or cut: either is a way of writing it.
    let said = (value * scale).round();
    let right = [(exact * scale).round(), (exact * scale).floor()].iter().any(|way| (way - said).abs() < 0.5);
    let span = tokens[at].at..tokens[end - 1].end();
    let verdict = if right { Verdict::Right } else { Verdict::Wrong };
    let mut finding = desk.finding(Kind::Sum, verdict, span, sentence.span.clone());
    finding.claim = format!("{part} of {whole} is {value:.places$} %");
    finding.record_says = Some(format!("{part} of {whole} is {exact:.1} %"));
    Some(finding)
}

fn percent(sentence: &Sentence<'_>, at: usize) -> Option<(f64, usize, usize)> {
    let tokens = &sentence.tokens;
    let digits = |t: &&Token<'_>| !t.text.is_empty() && t.text.bytes().all(|b| b.is_ascii_digit());
    let whole = tokens.get(at).filter(digits)?;
    let point = tokens.get(at + 1).is_some_and(|t| !t.apart && matches!(t.text, "." | ","));
    let part = tokens.get(at + 2).filter(|t| point && !t.apart).filter(digits);
    let (text, places, end) = match part {
        Some(part) => (format!("{}.{}", whole.text, part.text), part.text.len(), at + 3),
        None => (whole.text.to_owned(), 0, at + 1),
    };
    let sign = tokens.get(end)?;
    let taken = if sign.text == "%" || sign.is("percent") {
        1
    } else {
        usize::from(sign.is("per") && tokens.get(end + 1)?.is("cent")) * 2
    };
    (taken > 0).then_some((text.parse().ok()?, places, end + taken))
}
