//! For the eye: what is wrong with its words, what cannot be told in a line each, and how much is right.

use super::{of, place, summary};
use crate::checked::Checked;
use crate::finding::{Finding, Verdict};
use std::fmt::Write as _;

/// How much a terminal can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Colours.
    Colours,
    /// No more than characters.
    Plain,
}

/// The check of a document, in lines of at most `width` characters.
pub fn terminal(checked: &Checked, style: Style, width: usize, all: bool) -> String {
    let page = Page { style, width: width.max(40) };
    let mut text = format!("{}\n{}\n", page.strong(&checked.file), wrapped(&summary(checked), 0, page.width));
    for verdict in [Verdict::Wrong, Verdict::CannotTell, Verdict::Right] {
        let findings: Vec<&Finding> = of(checked, verdict).collect();
        if findings.is_empty() || verdict == Verdict::Right && !all {
            continue;
        }
        let _ = writeln!(text, "\n{}", page.heading(verdict, findings.len()));
        for finding in findings {
            text.push_str(&page.finding(finding));
        }
    }
    let unknown: Vec<&str> =
        checked.cited.iter().filter(|cited| !cited.in_record).map(|cited| cited.symbol.as_str()).collect();
    if !unknown.is_empty() {
        let n = travaux_votes::words::counted(unknown.len() as u64, "document");
        let words = format!("{n} cited without a decision in the record: {}.", unknown.join(", "));
        let _ = writeln!(text, "\n{}", wrapped(&words, 0, page.width));
    }
    if checked.right > 0 && !all {
        let _ = writeln!(
            text,
            "\n{} right; --all shows them too.",
            travaux_votes::words::counted(checked.right as u64, "claim")
        );
    }
    text
}

struct Page {
    style: Style,
    width: usize,
}

impl Page {
    fn painted(&self, code: &str, words: &str) -> String {
        match self.style {
            Style::Colours => format!("\u{1b}[{code}m{words}\u{1b}[0m"),
            Style::Plain => words.to_owned(),
        }
    }

    fn strong(&self, words: &str) -> String {
        self.painted("1", words)
    }

    fn heading(&self, verdict: Verdict, n: usize) -> String {
        let words = match verdict {
            Verdict::Wrong => format!("Wrong ({n})"),
            Verdict::CannotTell => format!("Cannot tell ({n})"),
            Verdict::Right => format!("Right ({n})"),
        };
        let code = match verdict {
            Verdict::Wrong => "1;31",
            Verdict::CannotTell => "1;33",
            Verdict::Right => "1;32",
        };
        self.painted(code, &words)
    }

    fn finding(&self, finding: &Finding) -> String {
        let mut text = format!(
            "\n {}  {}: {}\n",
            self.strong(&place(finding)),
            finding.kind.word(),
            wrapped(&finding.claim, 4, self.width).trim_start()
        );
        let mut line = |label: &str, words: &str| {
            text.push_str(&wrapped(&format!("{label:<8}{words}"), 4, self.width));
            text.push('\n');
        };
        if finding.verdict != Verdict::Right {
            line("text", &format!("\u{201c}{}\u{201d}", finding.quote));
        }
        if let Some(says) = &finding.record_says {
            line("record", says);
        }
        for note in &finding.notes {
            line("note", note);
        }
        if let Some(fix) = &finding.fix {
            line("write", &format!("{} instead of {}", fix.with, fix.replace));
        }
        if let Some(query) = &finding.query {
            line("query", query);
        }
        let mut sources: Vec<String> =
            finding.source.iter().map(|s| format!("{}: {} {}", s.of, s.source, s.reference)).collect();
        sources.dedup();
        if finding.verdict == Verdict::Wrong && !sources.is_empty() {
            line("source", &sources.join("; "));
        }
        text
    }
}

/// Words in lines of at most so many characters, all behind a margin; later lines a little further in.
fn wrapped(words: &str, margin: usize, width: usize) -> String {
    let mut lines = String::new();
    let mut line = " ".repeat(margin);
    let mut empty = true;
    for word in words.split_inclusive(' ') {
        let length = line.chars().count() + word.trim_end().chars().count();
        if length > width && !empty {
            lines.push_str(line.trim_end());
            lines.push('\n');
            line = " ".repeat(if margin > 0 { margin + 8 } else { 0 });
        }
        line.push_str(word);
        empty = false;
    }
    lines.push_str(line.trim_end());
    lines
}
