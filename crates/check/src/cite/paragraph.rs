//! The paragraph of a document that is cited.

use std::fmt;
use std::str::FromStr;

/// One or more paragraphs, operative or preambular.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    is_preambular: bool,
    /// As written: `5`, `17 and 18`, `4 (b)`.
    numbers: String,
}

/// What is no paragraph.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{text:?} names no paragraph: expected 5, `4 (b)`, `17 and 18`, OP5 or PP10")]
pub struct ParseParagraphError {
    text: String,
}

impl FromStr for Paragraph {
    type Err = ParseParagraphError;

    /// Reads `5`, `4 (b)`, `17 and 18`, `OP5`, `PP10`, `para. 5`, `¶ 5`, `preambular para. 10`.
    fn from_str(text: &str) -> Result<Self, ParseParagraphError> {
        let mut is_preambular = false;
        let mut rest = text.trim();
        while let Some((mark, after)) = MARKS.iter().find_map(|mark| Some((mark, cut(rest, mark.0)?))) {
            is_preambular |= mark.1;
            rest = after.trim_start_matches(['.', ' ', '\u{a0}']);
        }
        let numbers = rest.split_whitespace().collect::<Vec<_>>().join(" ");
        if !is_numbers(&numbers) {
            return Err(ParseParagraphError { text: text.chars().take(60).collect() });
        }
        Ok(Self { is_preambular, numbers })
    }
}

/// What may stand before the number, and whether it says that the paragraph is preambular. Longer words come first.
const MARKS: [(&str, bool); 14] = [
    ("preambular", true),
    ("pmbl", true),
    ("pps", true),
    ("pp", true),
    ("operative", false),
    ("ops", false),
    ("op", false),
    ("paragraphs", false),
    ("paragraph", false),
    ("paras", false),
    ("para", false),
    ("¶¶", false),
    ("¶", false),
    ("§", false),
];

/// The text behind a word, in whatever letters, if it begins with it.
fn cut<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    let head = text.get(..word.len())?;
    head.eq_ignore_ascii_case(word).then(|| &text[word.len()..])
}

fn is_numbers(text: &str) -> bool {
    let is_mark = |c: char| c.is_ascii_alphanumeric() || "()-–,. ".contains(c);
    let is_word = |word: &str| {
        let word = word.trim_matches(['(', ')', ',', '.']);
        word.starts_with(|c: char| c.is_ascii_digit())
            || word.len() == 1
            || matches!(
                word,
                "and" | "to" | "bis" | "ter" | "ii" | "iii" | "iv" | "vi" | "vii" | "viii" | "ix"
            )
    };
    text.starts_with(|c: char| c.is_ascii_digit())
        && text.len() <= 40
        && text.chars().all(is_mark)
        && text.split(' ').all(is_word)
}

/// How a style writes paragraphs.
#[derive(Debug, Clone, Copy)]
pub(super) struct Marks {
    /// Before one.
    pub(super) one: &'static str,
    /// Before several.
    pub(super) several: &'static str,
    /// Before these, where they are preambular.
    pub(super) preambular: &'static str,
    /// Whether `17 and 18` is written `17, 18` and `17 to 19` with a dash.
    pub(super) short: bool,
}

impl Paragraph {
    /// Cuts the paragraph off what a person wrote: `73/27, para. 5`, `73/27 OP5`, `73/27 ¶ 5`.
    pub fn split(text: &str) -> (&str, Option<Self>) {
        let starts = text.char_indices().filter(|(at, c)| *at > 0 && (c.is_whitespace() || *c == ','));
        for (at, _) in starts {
            let rest = text[at..].trim_start_matches([',', ' ', '\u{a0}', '\t']);
            let is_marked = MARKS.iter().any(|(mark, _)| cut(rest, mark).is_some());
            // A citation may have its day behind the paragraph: `¶ 5 (Dec. 5, 2018)`.
            let without_day = || rest.rsplit_once(" (").and_then(|(rest, _)| rest.parse().ok());
            let paragraph = is_marked.then(|| rest.parse().ok().or_else(without_day)).flatten();
            if let Some(paragraph) = paragraph {
                return (text[..at].trim_end_matches([',', ' ', '\t']), Some(paragraph));
            }
        }
        (text, None)
    }

    /// In the manner of a style.
    pub(super) fn written(&self, marks: Marks) -> String {
        let is_several = [" and ", " to ", ",", "-", "–"].iter().any(|mark| self.numbers.contains(mark));
        let mark = if is_several { marks.several } else { marks.one };
        let numbers = self.numbers.replace('-', "–");
        let numbers =
            if marks.short { numbers.replace(" and ", ", ").replace(" to ", "–") } else { numbers };
        let preambular = if self.is_preambular { marks.preambular } else { "" };
        format!("{preambular}{mark}{numbers}")
    }
}

/// `para. 5`, `paras. 17 and 18`, `preambular para. 10`: as the United Nations writes it.
impl fmt::Display for Paragraph {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let marks = Marks { one: "para. ", several: "paras. ", preambular: "preambular ", short: false };
        f.write_str(&self.written(marks))
    }
}
