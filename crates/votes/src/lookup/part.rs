//! The part of a text that a person names behind its symbol: `PP10`, `OP 1`, `para. 3`, `preambular paragraph 4`.

use travaux_record::{Question, QuestionKind};

/// A part as asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Part {
    /// In capitals, without blanks.
    key: String,
}

impl Part {
    pub(super) fn is(&self, question: &Question) -> bool {
        if question.is_whole() {
            return false;
        }
        match &question.label {
            Some(label) => key(label) == self.key || question.to_string() == self.key,
            None => question.kind != QuestionKind::Unspecified && key(question.kind.word()) == self.key,
        }
    }
}

fn key(label: &str) -> String {
    label.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_uppercase).collect()
}

/// Cuts what was asked for into the text and the part of it.
pub(super) fn split_part(asked: &str) -> (String, Option<Part>) {
    let words: Vec<&str> = asked.split(' ').collect();
    let start = (1..words.len()).find(|&place| begins_part(words[place]));
    let Some(start) = start else { return (asked.to_owned(), None) };
    let text = words[..start].join(" ").trim_end_matches([',', ':']).to_owned();
    (text, Some(Part { key: part_key(&words[start..]) }))
}

fn begins_part(word: &str) -> bool {
    let word = word.to_ascii_lowercase();
    let numbered = |prefix: &str| {
        word.strip_prefix(prefix)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(|c: char| c.is_ascii_digit()))
    };
    numbered("pp")
        || numbered("op")
        || [
            "para",
            "para.",
            "paras",
            "paras.",
            "paragraph",
            "paragraphs",
            "preambular",
            "operative",
            "amendment",
            "motion",
            "ruling",
        ]
        .contains(&word.as_str())
}

/// `para. 3` is an operative paragraph unless it is called preambular.
fn part_key(words: &[&str]) -> String {
    let mut kind = "";
    let mut rest = String::new();
    for word in words {
        match word.to_ascii_lowercase().trim_end_matches('.') {
            "preambular" => kind = "PP",
            "operative" => kind = "OP",
            "para" | "paras" | "paragraph" | "paragraphs" => {
                if kind.is_empty() {
                    kind = "OP";
                }
            }
            _ => rest.push_str(&key(word)),
        }
    }
    if rest.starts_with("PP") || rest.starts_with("OP") { rest } else { format!("{kind}{rest}") }
}
