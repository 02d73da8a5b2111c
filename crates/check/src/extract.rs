//! Proposals for the file of claims beside a document: sentences that no rule reads and that say something which can be checked.

use crate::claim::Desk;
use crate::finding::Finding;
use crate::prose::{Token, number_at};
use crate::sentence::{Sentence, Sentences};
use std::fmt::Write as _;

/// A sentence that may hold a claim, with an expression to go on from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// The line.
    pub line: u32,
    /// The words of the document.
    pub quote: String,
    /// An expression in the language of `travaux states`, where the words give one away.
    pub expression: Option<String>,
}

impl Proposal {
    /// Proposals as a file of claims. Each is a comment until its expression is made right and the signs before it taken away.
    pub fn file(proposals: &[Self]) -> String {
        let mut text = String::from(
            "# Claims that no rule reads. Make the expression say what the words say, take away the signs\n\
             # before its three lines, and `travaux check` judges it. `travaux states --help` has the language.\n",
        );
        for proposal in proposals {
            let quote = toml::Value::String(proposal.quote.clone());
            let expression = proposal.expression.as_deref().unwrap_or("count() = 0");
            let expression = toml::Value::String(expression.to_owned());
            let _ = writeln!(
                text,
                "\n# line {}\n# [[claim]]\n# quote = {quote}\n# expression = {expression}",
                proposal.line
            );
        }
        text
    }
}

const ACTS: [(&[&str], &str); 5] = [
    (&["sponsored", "sponsors", "cosponsored", "cosponsors", "sponsorship", "sponsor"], "sponsors"),
    (&["absent", "absence", "absentees"], "not_voting"),
    (&["abstained", "abstaining", "abstentions", "abstention", "abstain"], "abstaining"),
    (&["against", "opposed", "opposition", "rejected"], "against"),
    (&["favour", "favor", "supported", "support", "voted", "votes", "backed"], "in_favour"),
];

pub(crate) fn proposals(desk: &Desk<'_>, sentences: &Sentences<'_>, findings: &[Finding]) -> Vec<Proposal> {
    let read = |sentence: &Sentence<'_>| {
        let first = findings.partition_point(|finding| finding.span.start < sentence.span.start);
        findings.get(first).is_some_and(|finding| finding.span.start < sentence.span.end)
    };
    let open = sentences.iter().filter(|sentence| !read(sentence));
    open.filter_map(|sentence| proposal(desk, sentence)).collect()
}

fn proposal(desk: &Desk<'_>, sentence: &Sentence<'_>) -> Option<Proposal> {
    let tokens = &sentence.tokens;
    let (_, function) = ACTS.iter().find(|(words, _)| tokens.iter().any(|t| t.is_any(words)))?;
    let spoken_of = tokens.iter().any(|t| t.is_any(&["resolution", "resolutions", "vote", "draft"]));
    let thread = sentence.in_paragraph.first().or(sentence.before.first().filter(|_| spoken_of));
    let subject = sentence.mentions.first().map(|m| m.subject).or(thread.copied())?;
    let subject = desk.subject(subject);
    let number = (0..tokens.len()).find_map(|at| number_of_states(tokens, at));
    let quantifier =
        tokens.iter().any(|t| t.is_any(&["all", "most", "majority", "none", "half", "every", "fewer"]));
    let expression = match number {
        Some(n) => format!("count({function}({})) = {n}", subject.short()),
        None if quantifier => format!("count({function}({})) > 96", subject.short()),
        None => return None,
    };
    let spot = desk.manuscript.places.spot(sentence.text, sentence.span.start);
    Some(Proposal {
        line: spot.map_or(0, |spot| spot.line),
        quote: sentence.words().to_owned(),
        expression: Some(expression),
    })
}

/// A number before a word for states.
fn number_of_states(tokens: &[Token<'_>], at: usize) -> Option<u32> {
    let (n, taken) = number_at(tokens, at).filter(|(n, _)| *n <= 193)?;
    let noun = [
        "states",
        "countries",
        "members",
        "member",
        "delegations",
        "nations",
        "votes",
        "sponsors",
        "additional",
        "others",
    ];
    tokens.get(at + taken)?.is_any(&noun).then_some(n)
}
