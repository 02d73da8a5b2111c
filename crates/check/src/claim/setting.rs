//! What words around a claim say of it: that it did not happen, or that it happened in another body.

use crate::prose::Token;
use crate::sentence::Sentence;

/// How many words before a claim can say something of it: a list without an end is no sentence.
const REACH: usize = 80;

/// Whether words speak of what might have been: `if 92 had voted`, `was expected to win 130 votes`.
pub(crate) fn is_unreal(sentence: &Sentence<'_>, at: usize) -> bool {
    const CONDITIONS: [&str; 5] = ["if", "unless", "had", "suppose", "should"];
    const THOUGHT: [&str; 23] = [
        "if",
        "unless",
        "would",
        "whether",
        "expected",
        "expects",
        "needed",
        "needs",
        "required",
        "requires",
        "predicted",
        "forecast",
        "hoped",
        "hoping",
        "assuming",
        "suppose",
        "supposing",
        "wanted",
        "threatened",
        "planned",
        "efforts",
        "attempts",
        "short",
    ];
    let tokens = &sentence.tokens;
    if tokens.first().is_some_and(|t| t.is_any(&CONDITIONS)) {
        return true;
    }
    let to = sentence.token_from(at).min(tokens.len());
    let ends = |t: &Token<'_>| matches!(t.text, "," | ";" | ":" | "(" | "\u{2014}");
    let near = to.saturating_sub(REACH);
    let from = tokens[near..to].iter().rposition(ends).map_or(near, |i| near + i + 1);
    let might = |pair: &[Token<'_>]| pair[0].is_any(&["could", "might"]) && pair[1].is("have");
    tokens[from..to].iter().any(|t| t.is_any(&THOUGHT)) || tokens[from..to].windows(2).any(might)
}

/// Names of bodies that vote too, each with the words that it consists of.
const OTHERS: [&[&str]; 27] = [
    &["security", "council"],
    &["human", "rights", "council"],
    &["rights", "council"],
    &["economic", "and", "social", "council"],
    &["trusteeship", "council"],
    &["council", "of", "europe"],
    &["general", "conference"],
    &["board", "of", "governors"],
    &["world", "health", "assembly"],
    &["parliamentary", "assembly"],
    &["national", "assembly"],
    &["commission", "on"],
    &["rights", "commission"],
    &["parliament"],
    &["congress"],
    &["senate"],
    &["bundestag"],
    &["duma"],
    &["knesset"],
    &["house", "of"],
    &["iaea"],
    &["unesco"],
    &["ecosoc"],
    &["hrc"],
    &["unsc"],
    &["wto"],
    &["opcw"],
];

/// Whether the body spoken of last before a place is not the Assembly: its votes are not those on a text of the Assembly.
pub(crate) fn is_of_another_body(sentence: &Sentence<'_>, at: usize) -> bool {
    let tokens = &sentence.tokens;
    let to = sentence.token_from(at).min(tokens.len());
    let named = |i: usize, name: &[&str]| {
        let words = name.iter().enumerate();
        words.clone().count() <= to - i
            && words.clone().all(|(ahead, word)| tokens[i + ahead].is(word))
            && tokens[i].is_capital()
    };
    let near = to.saturating_sub(REACH);
    let Some(other) = (near..to).rev().find(|&i| OTHERS.iter().any(|name| named(i, name))) else {
        return false;
    };
    let own = |i: usize| {
        named(i, &["general", "assembly"])
            || tokens[i].is_any(&["unga", "ga", "plenary", "committee"])
            || tokens[i].text == "Assembly" && i > 0 && tokens[i - 1].is("the")
    };
    if (other + 1..to).any(own) {
        return false;
    }
    // `…, resolution ES-11/1 was adopted by`: the text itself is what is spoken of.
    let of_text = ["was", "were", "is", "passed", "received", "won", "got", "drew", "had", "which", "("];
    !sentence.mentions.iter().any(|mention| {
        mention.at > tokens[other].at
            && mention.at < at
            && tokens.get(sentence.token_from(mention.end)).is_some_and(|t| t.is_any(&of_text))
    })
}

/// Whether the words before a number say that it counts the states of a region or group only: `in Africa, 20 states voted for it`.
pub(crate) fn is_of_a_region(sentence: &Sentence<'_>, at: usize) -> bool {
    const REGIONS: [&str; 27] = [
        "Africa",
        "African",
        "Europe",
        "European",
        "Asia",
        "Asian",
        "America",
        "Latin",
        "Caribbean",
        "Pacific",
        "Arab",
        "Western",
        "Eastern",
        "EU",
        "NATO",
        "BRICS",
        "ASEAN",
        "NAM",
        "P5",
        "WEOG",
        "GRULAC",
        "OIC",
        "G77",
        "Oceania",
        "AU",
        "CARICOM",
        "SIDS",
    ];
    let tokens = &sentence.tokens;
    let to = sentence.token_from(at).min(tokens.len());
    let in_it = |i: usize| {
        let before = i.checked_sub(1).and_then(|i| tokens.get(i));
        let behind = tokens.get(i + 1);
        before.is_some_and(|t| t.is_any(&["in", "from", "among", "amongst", "of", "within", "the"]))
            && !behind.is_some_and(Token::is_dash)
            || behind.is_some_and(|t| t.is_any(&["states", "countries", "members", "member", "group"]))
    };
    (to.saturating_sub(REACH)..to).any(|i| REGIONS.contains(&tokens[i].text) && in_it(i))
}

/// Whether the words of the clause before a claim speak of another text or another year: an amendment, a predecessor, `three years later`.
pub(crate) fn is_of_another_text(sentence: &Sentence<'_>, at: usize) -> bool {
    const TEXTS: [&str; 8] =
        ["amendment", "amendments", "predecessor", "successor", "motion", "later", "earlier", "previous"];
    let tokens = &sentence.tokens;
    let to = sentence.token_from(at).min(tokens.len());
    let near = to.saturating_sub(REACH);
    let ends = |t: &Token<'_>| matches!(t.text, ";" | ":" | "(" | "\u{2014}");
    let from = tokens[near..to].iter().rposition(ends).map_or(near, |i| near + i + 1);
    // `the motion for division` is a question on the text itself.
    let division = tokens[from..to].iter().any(|t| t.is("division"));
    !division && tokens[from..to].iter().any(|t| t.is_any(&TEXTS))
}
