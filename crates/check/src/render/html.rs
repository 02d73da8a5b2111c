//! The document as a page, with its claims marked and the findings beside them.

use std::fmt::Write as _;

use travaux_import::{BlockKind, Manuscript};
use travaux_text::render::escape;

use super::{place, summary};
use crate::checked::Checked;
use crate::finding::{Finding, Verdict};

const STYLE: &str = "\
:root{color-scheme:light dark;--ink:#1b1b1b;--paper:#fff;--soft:#666;--wrong:#b3261e;--wrong-bg:#fbe4e2;--tell:#7a5900;--tell-bg:#fff3cd;\
--right:#1e6b34;--right-bg:#e3f4e7;--line:#ddd}
@media (prefers-color-scheme:dark){:root{--ink:#e8e8e8;--paper:#161616;--soft:#a5a5a5;--wrong:#ff9d94;--wrong-bg:#4a1c19;--tell:#ffd97a;\
--tell-bg:#43360f;--right:#8fdba4;--right-bg:#173a22;--line:#3a3a3a}}
body{font:1rem/1.55 system-ui,sans-serif;color:var(--ink);background:var(--paper);margin:0 auto;max-width:76rem;padding:1.5rem}
h1{font-size:1.4rem;overflow-wrap:anywhere}a{color:inherit}nav{font-size:.9rem;margin:.4rem 0}.block{display:grid;grid-template-columns:minmax(0,42rem) minmax(0,1fr);gap:0 2rem}
.block p,.block h2,.block pre{margin:.5rem 0}.block h2{font-size:1.1rem}.note{font-size:.88rem;color:var(--soft)}
.n{font-size:.7em;vertical-align:super;line-height:0;padding-left:.15em;text-decoration:none;color:var(--soft)}
mark{color:inherit;border-bottom:2px solid;padding:0 .1em}
mark.wrong{background:var(--wrong-bg);border-color:var(--wrong)}mark.tell{background:var(--tell-bg);border-color:var(--tell)}
mark.right{background:var(--right-bg);border-color:var(--right)}
aside{font-size:.85rem;border-left:3px solid var(--line);padding:.3rem .8rem;margin:.4rem 0;overflow-wrap:anywhere}
aside.wrong{border-color:var(--wrong)}aside.tell{border-color:var(--tell)}aside.right{border-color:var(--right)}
aside b{display:block}aside:target,.n:target{outline:2px solid}aside.wrong b{color:var(--wrong)}aside.tell b{color:var(--tell)}aside.right b{color:var(--right)}
code{font-size:.8rem;overflow-wrap:anywhere}
@media (max-width:48rem){.block{display:block}}
@media print{body{max-width:none}aside{break-inside:avoid}}
";

/// A page that stands alone: the document, its claims marked, the findings in the margin.
pub fn html(checked: &Checked, manuscript: &Manuscript) -> String {
    let mut page = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n\
         <title>Check of {0}</title>\n<style>{STYLE}</style>\n<h1>Check of {0}</h1>\n<p>{1}</p>\n{2}",
        escape(&checked.file),
        escape(&summary(checked)),
        jumps(checked)
    );
    for block in &manuscript.blocks {
        let here = |numbered: &Numbered<'_>| block.span.contains(&numbered.1.span.start);
        let findings: Vec<Numbered<'_>> = numbered(checked).filter(here).collect();
        let words = marked(&manuscript.text, block.span.clone(), &findings);
        let body = match &block.kind {
            BlockKind::Heading => format!("<h2>{words}</h2>"),
            BlockKind::Note { label } => format!("<p class=\"note\">{} {words}</p>", escape(label)),
            BlockKind::Row => format!("<p>{}</p>", words.replace('\t', " | ")),
            BlockKind::Paragraph => format!("<p>{words}</p>"),
        };
        let margin: String = findings.iter().map(|(n, finding)| aside(*n, finding)).collect();
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

/// A finding with its number in the document.
type Numbered<'c> = (usize, &'c Finding);

fn numbered(checked: &Checked) -> impl Iterator<Item = Numbered<'_>> {
    (1..).zip(&checked.findings)
}

/// Links to what is wrong and to what cannot be told.
fn jumps(checked: &Checked) -> String {
    let mut text = String::new();
    for verdict in [Verdict::Wrong, Verdict::CannotTell] {
        let links: Vec<String> = numbered(checked)
            .filter(|(_, finding)| finding.verdict == verdict)
            .map(|(n, _)| format!("<a href=\"#f{n}\">{n}</a>"))
            .collect();
        if !links.is_empty() {
            let words = travaux_votes::words::capital(verdict.words());
            let _ = writeln!(text, "<nav>{words}: {}</nav>", links.join(" "));
        }
    }
    text
}

/// The words of a block with the claims in it marked; of claims that overlap the first is marked.
fn marked(text: &str, block: std::ops::Range<usize>, findings: &[Numbered<'_>]) -> String {
    let mut page = String::new();
    let mut at = block.start;
    for (n, finding) in findings {
        let (from, to) = (finding.span.start, finding.span.end.min(block.end));
        if from < at || from >= to {
            continue;
        }
        page.push_str(&escape(&text[at..from]));
        let _ = write!(
            page,
            "<mark class=\"{}\">{}</mark><a class=\"n\" id=\"m{n}\" href=\"#f{n}\">{n}</a>",
            class(finding.verdict),
            escape(&text[from..to])
        );
        at = to;
    }
    page.push_str(&escape(&text[at..block.end]));
    page
}

fn aside(n: usize, finding: &Finding) -> String {
    let mut words = format!(
        "<aside class=\"{}\" id=\"f{n}\"><b>{n} {}</b>{}: {}",
        class(finding.verdict),
        travaux_votes::words::capital(finding.verdict.words()),
        escape(&travaux_votes::words::capital(&place(finding))),
        escape(&travaux_votes::words::sentence(&finding.claim)),
    );
    if let Some(says) = &finding.record_says {
        let _ = write!(words, "<br>The record: {}", escape(&travaux_votes::words::sentence(says)));
    }
    for note in &finding.notes {
        let _ = write!(words, "<br>{}", escape(&travaux_votes::words::sentence(note)));
    }
    if let Some(fix) = &finding.fix {
        let _ = write!(
            words,
            "<br>Write <ins>{}</ins> instead of <del>{}</del>.",
            escape(&fix.with),
            escape(&fix.replace)
        );
    }
    if let Some(query) = &finding.query {
        let _ = write!(words, "<br><code>{}</code>", escape(query));
    }
    if finding.verdict == Verdict::Wrong && !finding.source.is_empty() {
        let sources: Vec<String> = finding.source.iter().map(source).collect();
        let _ = write!(words, "<br>Source: {}", sources.join(", "));
    }
    words + "</aside>"
}

fn source(source: &travaux_record::Citation) -> String {
    let name = format!("{} {}", source.source, source.reference);
    match &source.url {
        Some(url) => format!("<a href=\"{}\">{}</a>", escape(url), escape(name.trim())),
        None => escape(name.trim()),
    }
}
