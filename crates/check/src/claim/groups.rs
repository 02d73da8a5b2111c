//! What the members of a group did: `all EU members voted against`, `none of the BRICS countries abstained`, `26 EU states voted for`.

use travaux_un::group::{Group, groups};
use travaux_votes::evaluate_text;
use travaux_votes::words::names;

use super::positions::{Act, act};
use super::setting::{is_of_another_body, is_unreal};
use super::{Bond, Desk, bound, counts};
use crate::finding::{Finding, Kind, Verdict};
use crate::prose::{Token, number_at};
use crate::sentence::Sentence;

/// How many of the members.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Share {
    All,
    None,
    Number(u32),
}

pub(crate) fn claims(desk: &Desk<'_>, sentence: &Sentence<'_>) -> Vec<Finding> {
    (0..sentence.tokens.len()).filter_map(|at| claim(desk, sentence, at)).collect()
}

/// `all`, `none of the`, `26 of the`; and the token behind.
fn share(tokens: &[Token<'_>], at: usize) -> Option<(Share, usize)> {
    let token = tokens.get(at)?;
    let (share, taken) = if token.is_any(&["all", "every"]) {
        (Share::All, 1)
    } else if token.is_any(&["no", "none"]) {
        (Share::None, 1)
    } else {
        let part = tokens[at.saturating_sub(2)..at].iter().any(|t| {
            t.is_any(&[
                "than", "least", "over", "some", "about", "nearly", "almost", "other", "but", "except",
                "save", "further", "the", "/",
            ])
        });
        let (n, taken) = number_at(tokens, at).filter(|_| !part)?;
        (Share::Number(n), taken)
    };
    // `all 27`: the number is of the group, and is judged with it by the state of its members.
    let mut next = at + taken;
    while tokens.get(next).is_some_and(|t| t.is_any(&["of", "the"])) {
        next += 1;
    }
    Some((share, next))
}

const MEMBERS: [&str; 6] = ["members", "member", "states", "state", "countries", "country"];

/// A group named by its code or name, with or without `members of` before and `member states` behind.
fn group_at(sentence: &Sentence<'_>, at: usize) -> Option<(&'static Group, usize)> {
    const LONGEST: usize = 6;
    let tokens = &sentence.tokens;
    let noun = |i: usize| tokens.get(i).is_some_and(|t| t.is_any(&MEMBERS));
    let mut from = at;
    while noun(from) || from > at && tokens.get(from).is_some_and(|t| t.is_any(&["of", "the"])) {
        from += 1;
    }
    let first = tokens.get(from).filter(|t| t.is_capital())?;
    for to in (from + 1..=tokens.len().min(from + LONGEST)).rev() {
        let name = sentence.piece(first.at..tokens[to - 1].end());
        let is_name = |own: &str| own.eq_ignore_ascii_case(name);
        let found = groups()
            .iter()
            .find(|group| group.code() == name || is_name(group.name()) || group.other_names().any(is_name));
        if let Some(group) = found {
            let mut end = to;
            while noun(end) {
                end += 1;
            }
            return (end > to || from > at || tokens[at - 1].is("the")).then_some((group, end));
        }
    }
    None
}

fn claim(desk: &Desk<'_>, sentence: &Sentence<'_>, at: usize) -> Option<Finding> {
    let tokens = &sentence.tokens;
    let (share, next) = share(tokens, at)?;
    let (group, end) = group_at(sentence, next)?;
    let (Act::Voted(position), to) = act(tokens, end)? else { return None };
    let span = tokens[at].at..tokens[to - 1].end();
    let other_number = (end..to).any(|i| number_at(tokens, i).is_some());
    let partial = tokens[at.saturating_sub(2)..at].iter().any(|t| t.is_any(&["not", "nearly", "almost"]));
    if other_number || partial || is_unreal(sentence, span.end) || is_of_another_body(sentence, span.start) {
        return None;
    }
    let behind = sentence.named_after(span.end).filter(|m| sentence.token_from(m.at) <= to + 12);
    let (subject, bond) = behind.map(|m| (m.subject, Bond::Named)).or_else(|| bound(sentence, span.start))?;
    let subject = desk.subject(subject);
    let committee = tokens.iter().any(|t| t.is("committee"));
    if bond != Bond::Named || committee || subject.main.positions().is_empty() {
        return None;
    }
    let function = counts::function(position);
    let (members, did) = (format!("group({})", group.code()), format!("{function}({})", subject.short()));
    let (many, expression) = match share {
        Share::All => ("all".to_owned(), format!("{members} <= {did}")),
        Share::None => ("none".to_owned(), format!("count({members} & {did}) = 0")),
        Share::Number(n) => (n.to_string(), format!("count({members} & {did}) = {n}")),
    };
    let answer = evaluate_text(desk.context, &expression).ok()?;
    let truth = answer.value.truth?;
    // Of some groups the members of a year are known, and not those of the day.
    let established =
        subject.date().is_some_and(|day| group.members_on(day).dates_not_established.is_empty());
    let verdict = match (truth, established) {
        (true, _) => Verdict::Right,
        (false, true) => Verdict::Wrong,
        (false, false) => Verdict::CannotTell,
    };
    let mut finding = desk.about(Kind::States, verdict, span, sentence, subject.main);
    finding.claim = format!("{many} of {}: {} on {}", group.name(), counts::words(position), subject.short());
    finding.query = Some(answer.value.expression);
    let set = if share == Share::All { format!("{members} - {did}") } else { format!("{members} & {did}") };
    let shown = evaluate_text(desk.context, &set).ok()?.value;
    let who = if shown.states.is_empty() { String::new() } else { format!(": {}", names(shown.states)) };
    let were = if share == Share::All { "were not" } else { "were" };
    let counted = travaux_votes::words::counted(shown.n, "member");
    finding.record_says = Some(format!("{counted} {were} {}{who}", counts::words(position)));
    finding.source = answer.sources;
    Some(finding)
}
