//! The document as a page, with its claims marked and the findings beside them.

use std::fmt::Write as _;
use travaux_import::{BlockKind, Manuscript};

use super::{place, summary};
use crate::checked::Checked;
use crate::finding::{Finding, Verdict};

const STYLE: &str = "\
:root{color-scheme:light dark;--ink:#1b1b1b;--paper:#fff;--soft:#666;--wrong:#b3261e;--wrong-bg:#fbe4e2;--tell:#7a5900;--tell-bg:#fff3cd;\
--right:#1e6b34;--right-bg:#e3f4e7;--line:#ddd}
@media (prefers-color-scheme:dark){:root{--ink:#e8e8e8;--paper:#161616;--soft:#a5a5a5;--wrong:#ff9d94;--wrong-bg:#4a1c19;--tell:#ffd97a;\
--tell-bg:#43360f;--right:#8fdba4;--right-bg:#173a22;--line:#3a3a3a}}
body{font:1rem/1.55 system-ui,sans-serif;color:var(--ink);background:var(--paper);margin:0 auto;max-width:76rem;padding:1.5rem}
h1{font-size:1.4rem}.block{display:grid;grid-template-columns:minmax(0,42rem) minmax(0,1fr);gap:0 2rem}
.block p,.block h2,.block pre{margin:.5rem 0}.block h2{font-size:1.1rem}.note{font-size:.88rem;color:var(--soft)}
mark{color:inherit;border-bottom:2px solid;padding:0 .1em}
mark.wrong{background:var(--wrong-bg);border-color:var(--wrong)}mark.tell{background:var(--tell-bg);border-color:var(--tell)}
mark.right{background:var(--right-bg);border-color:var(--right)}
aside{font-size:.85rem;border-left:3px solid var(--line);padding:.3rem .8rem;margin:.4rem 0;overflow-wrap:anywhere}
aside.wrong{border-color:var(--wrong)}aside.tell{border-color:var(--tell)}aside.right{border-color:var(--right)}
aside b{display:block}aside.wrong b{color:var(--wrong)}aside.tell b{color:var(--tell)}aside.right b{color:var(--right)}
code{font-size:.8rem;overflow-wrap:anywhere}
@media (max-width:48rem){.block{display:block}}
@media print{body{max-width:none}aside{break-inside:avoid}}
";

/// A page that stands alone: the document, its claims marked, the findings in the margin.
pub fn html(checked: &Checked, manuscript: &Manuscript) -> String {
    let mut page = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n\
         <title>Check of {0}</title>\n<style>{STYLE}</style>\n<h1>Check of {0}</h1>\n<p>{1}</p>\n",
        escaped(&checked.file),
        escaped(&summary(checked))
    );
    for block in &manuscript.blocks {
        let here = |finding: &&Finding| block.span.contains(&finding.span.start);
        let findings: Vec<&Finding> = checked.findings.iter().filter(here).collect();
        let words = marked(&manuscript.text, block.span.clone(), &findings);
        let body = match &block.kind {
            BlockKind::Heading => format!("<h2>{words}</h2>"),
            BlockKind::Note { label } => format!("<p class=\"note\">{} {words}</p>", escaped(label)),
            BlockKind::Row => format!("<p>{}</p>", words.replace('\t', " | ")),
            BlockKind::Paragraph => format!("<p>{words}</p>"),
        };
        let margin: String = findings.iter().map(|finding| aside(finding)).collect();
        let _ = writeln!(page, "<div class=\"block\"><div>{body}</div><div>{margin}</div></div>");
    }
    page.push_str("</html>\n");
    page
}

fn class(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Wrong => "wrong",
        Verdict::CannotTell => "tell",
        Verdict::Right => "right",
    }
}

/// The words of a block with the claims in it marked; of claims that overlap the first is marked.
fn marked(text: &str, block: std::ops::Range<usize>, findings: &[&Finding]) -> String {
    let mut page = String::new();
    let mut at = block.start;
    for finding in findings {
        let (from, to) = (finding.span.start, finding.span.end.min(block.end));
        if from < at || from >= to {
            continue;
        }
        page.push_str(&escaped(&text[at..from]));
        let _ =
            write!(page, "<mark class=\"{}\">{}</mark>", class(finding.verdict), escaped(&text[from..to]));
        at = to;
    }
    page.push_str(&escaped(&text[at..block.end]));
    page
}

fn aside(finding: &Finding) -> String {
    let mut words = format!(
        "<aside class=\"{}\"><b>{}</b>{}: {}",
        class(finding.verdict),
        travaux_votes::words::capital(finding.verdict.words()),
        escaped(&travaux_votes::words::capital(&place(finding))),
        escaped(&travaux_votes::words::sentence(&finding.claim)),
    );
    if let Some(says) = &finding.record_says {
        let _ = write!(words, "<br>The record: {}", escaped(&travaux_votes::words::sentence(says)));
    }
    for note in &finding.notes {
        let _ = write!(words, "<br>{}", escaped(&travaux_votes::words::sentence(note)));
    }
    if let Some(fix) = &finding.fix {
        let _ = write!(
            words,
            "<br>Write <ins>{}</ins> instead of <del>{}</del>.",
            escaped(&fix.with),
            escaped(&fix.replace)
        );
    }
    if let Some(query) = &finding.query {
        let _ = write!(words, "<br><code>{}</code>", escaped(query));
    }
    words + "</aside>"
}

fn escaped(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
