//! The obvious regular expression, beside which the finder stands: with a look at the words before a number and at its
//! session for the Human Rights Council.

use regex::Regex;
use travaux_un::symbol::Symbol;

use super::score::Found;

pub(crate) struct Peer {
    expression: Regex,
}

impl Peer {
    pub(crate) fn new() -> anyhow::Result<Self> {
        // A symbol; a number with its session before, with letters; a number with session or year behind.
        let expression = Regex::new(concat!(
            r"\b(?P<symbol>(?:A|S|E|T|ST|[A-Z]{2,6})/(?:[A-Za-z0-9.()-]+/)*[A-Za-z0-9.-]*[0-9](?: \([A-Za-z0-9. -]+\))?)",
            r"|\b(?P<stroke>(?:E?S-)?[0-9]{1,4}/[0-9]{1,3}(?: [A-Z]\b)?)\b",
            r"|\b(?P<year>[0-9]{1,4}) ?\((?P<of>19[4-9][0-9]|20[0-9]{2})\)",
            r"|\b(?P<behind>[0-9]{1,4}(?: [A-Z])? \((?:E?S-)?[IVX]+\))",
        ))?;
        Ok(Self { expression })
    }

    pub(crate) fn find(&self, text: &str) -> Vec<Found> {
        let mut found = Vec::new();
        for captures in self.expression.captures_iter(text) {
            let Some(all) = captures.get(0) else { continue };
            let symbol = if let Some(symbol) = captures.name("symbol") {
                symbol.as_str().to_owned()
            } else if let Some(stroke) = captures.name("stroke") {
                let first = stroke.as_str().split('/').next().unwrap_or_default();
                let before =
                    &text[text.floor_char_boundary(stroke.start().saturating_sub(60))..stroke.start()];
                let rights =
                    before.contains("Human Rights Council") || first.parse().is_ok_and(|n: u16| n < 31);
                let series = if first.len() == 4 {
                    "E"
                } else if rights {
                    "A/HRC"
                } else {
                    "A"
                };
                format!("{series}/RES/{}", stroke.as_str())
            } else if let Some(behind) = captures.name("behind") {
                format!("A/RES/{}", behind.as_str())
            } else {
                format!("S/RES/{}", all.as_str())
            };
            if let Ok(read) = Symbol::repair(&symbol) {
                found.push(Found {
                    symbol: read.symbol,
                    other: None,
                    span: all.range(),
                    by_symbol: captures.name("symbol").is_some(),
                });
            }
        }
        found
    }
}
