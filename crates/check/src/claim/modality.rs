//! Whether there was a vote at all: `adopted by consensus`, `adopted without a vote`, `adopted unanimously`.

use travaux_record::{Modality, Stage};

use super::setting::{is_of_another_body, is_unreal};
use super::{Bond, Desk, bound};
use crate::finding::{Finding, Kind, Verdict};
use crate::sentence::Sentence;
use crate::subject::tallies;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Manner {
    WithoutVote,
    Unanimous,
    Recorded,
}

pub(crate) fn claims(desk: &Desk<'_>, sentence: &Sentence<'_>) -> Vec<Finding> {
    let found = (0..sentence.tokens.len()).find_map(|at| Some((at, manner(sentence, at)?)));
    let Some((at, (manner, taken))) = found else { return Vec::new() };
    let span = sentence.tokens[at].at..sentence.tokens[at + taken - 1].end();
    if is_unreal(sentence, span.start) || is_of_another_body(sentence, span.start) {
        return Vec::new();
    }
    let Some((subject, bond)) = bound(sentence, span.start) else { return Vec::new() };
    if bond != Bond::Named || sentence.mentions.iter().any(|m| m.subject != subject) {
        return Vec::new();
    }
    let subject = desk.subject(subject);
    let committee = sentence.tokens.iter().any(|t| t.is("committee"));
    let decision = subject
        .decisions
        .iter()
        .find(|d| d.question().is_whole() && (d.stage() == Stage::Plenary) != committee);
    let Some(&decision) = decision.filter(|d| d.modality() != Modality::Unknown) else { return Vec::new() };
    let tally = tallies(decision).first().copied();
    let modality = decision.modality();
    let verdict = match (manner, modality) {
        (Manner::WithoutVote, Modality::WithoutVote) | (Manner::Recorded, Modality::RecordedVote) => {
            Verdict::Right
        }
        (Manner::WithoutVote, _) | (Manner::Recorded, Modality::WithoutVote) => Verdict::Wrong,
        (Manner::Recorded, _) | (Manner::Unanimous, Modality::WithoutVote) => Verdict::CannotTell,
        (Manner::Unanimous, _) => match tally {
            Some(tally) if tally.against == 0 && tally.abstaining == 0 => Verdict::Right,
            Some(_) => Verdict::Wrong,
            None => Verdict::CannotTell,
        },
    };
    let mut finding = desk.about(Kind::Question, verdict, span.clone(), sentence, decision);
    let said = match manner {
        Manner::WithoutVote => "without a vote",
        Manner::Unanimous => "unanimously",
        Manner::Recorded => "by a recorded vote",
    };
    finding.claim = format!("{} was adopted {said}", subject.short());
    finding.query = Some(format!("travaux show '{}'", decision.id()));
    let votes = tally.map(|tally| format!(", {tally}")).unwrap_or_default();
    finding.record_says = Some(format!("{} was taken {}{votes}", decision.id(), modality.phrase()));
    if manner == Manner::Unanimous && verdict == Verdict::CannotTell {
        finding.notes.push("without a vote no one was asked: that is not unanimity".to_owned());
    }
    vec![finding]
}

fn manner(sentence: &Sentence<'_>, at: usize) -> Option<(Manner, usize)> {
    let tokens = &sentence.tokens;
    let adopted = |at: usize| {
        tokens[at.saturating_sub(12)..at]
            .iter()
            .any(|t| t.is_any(&["adopted", "adopts", "passed", "approved", "adopt"]))
            || tokens.get(at + 1..(at + 4).min(tokens.len())).is_some_and(|next| {
                next.iter().any(|t| t.is_any(&["adopted", "adopts", "passed", "approved"]))
            })
    };
    let is = |ahead: usize, word: &str| tokens.get(at + ahead).is_some_and(|t| t.is(word));
    let negated = tokens[at.saturating_sub(4)..at].iter().any(|t| t.is_any(&["not", "never"]));
    if negated {
        return None;
    }
    let found = if is(0, "unanimously") {
        (Manner::Unanimous, 1)
    } else if is(0, "by") && (is(1, "consensus") || is(1, "acclamation"))
        || is(0, "without") && (is(1, "objection") || is(1, "dissent"))
    {
        (Manner::WithoutVote, 2)
    } else if is(0, "without") && is(1, "a") && is(2, "vote") {
        (Manner::WithoutVote, 3)
    } else if is(0, "by") && is(1, "a") && is(2, "recorded") && is(3, "vote") {
        (Manner::Recorded, 4)
    } else {
        return None;
    };
    adopted(at).then_some(found)
}
