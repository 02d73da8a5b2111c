//! SARIF 2.1.0 (OASIS), which editors and code hosts show beside the text.

use serde_json::{Value, json};
use std::fmt::Write as _;

use crate::checked::Checked;
use crate::finding::{Finding, Kind, Verdict};

const KINDS: [Kind; 12] = [
    Kind::Symbol,
    Kind::Date,
    Kind::Title,
    Kind::Tally,
    Kind::Question,
    Kind::Sponsors,
    Kind::Position,
    Kind::States,
    Kind::Sum,
    Kind::Quotation,
    Kind::Twice,
    Kind::Expression,
];

/// What a reader can do about a result.
const HELP: &str = "The query of a result can be typed: `travaux states` answers an expression. What is wrong can be mended with \
                    `travaux check FILE --fix`. A finding that does not apply is passed over by a [[skip]] in FILE.claims.toml.";

/// The check of a document as a SARIF log. A wrong claim is an error; one that the record cannot tell is a note; one that is right is a
/// result that passed.
pub fn sarif(checked: &Checked, version: &str) -> Value {
    json!({
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "travaux",
                "version": version,
                "rules": KINDS.iter().map(|kind| json!({
                    "id": kind.word(),
                    "name": kind.word(),
                    "shortDescription": { "text": kind.about() },
                    "fullDescription": { "text": format!("{}, compared with the official record.", kind.about()) },
                    "help": { "text": HELP },
                })).collect::<Vec<_>>(),
            }},
            "columnKind": "unicodeCodePoints",
            "results": checked.findings.iter().map(|finding| result(&checked.file, finding)).collect::<Vec<_>>(),
        }],
    })
}

fn result(file: &str, finding: &Finding) -> Value {
    let (kind, level) = match finding.verdict {
        Verdict::Wrong => ("fail", "error"),
        Verdict::CannotTell => ("review", "none"),
        Verdict::Right => ("pass", "none"),
    };
    let says = finding.record_says.iter().cloned().chain(finding.notes.iter().cloned());
    let says: Vec<String> = says.map(|words| travaux_votes::words::sentence(&words)).collect();
    let region = json!({
        "startLine": finding.line.max(1),
        "startColumn": finding.column.max(1),
        "snippet": { "text": finding.quote },
    });
    json!({
        "ruleId": finding.kind.word(),
        "kind": kind,
        "level": level,
        "message": { "text": format!("{} {}", travaux_votes::words::sentence(&finding.claim), says.join(" ")).trim() },
        "locations": [{ "physicalLocation": { "artifactLocation": { "uri": uri(file) }, "region": region } }],
        "properties": {
            "verdict": finding.verdict.words(),
            "symbol": finding.symbol,
            "query": finding.query,
            "page": finding.page,
        },
    })
}

/// A path as a relative reference, and one from the root as an address: blanks and marks that an address cannot have are escaped.
fn uri(file: &str) -> String {
    let file = file.replace('\\', "/");
    let from_root = file.starts_with('/');
    let mut text = if from_root { "file://".to_owned() } else { String::new() };
    for byte in file.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' | b'~' => {
                text.push(char::from(byte));
            }
            _ => {
                let _ = write!(text, "%{byte:02X}");
            }
        }
    }
    text
}
