//! OSCOLA, citing international law sources (2006).
//!
//! Author, title, day, number: `UNGA Res 51/210 (17 December 1996) UN Doc A/RES/51/210`, of the first thirty sessions
//! `UNGA Res 3314 (XXIX) (14 December 1974)`; `UNSC Res 1373 (28 September 2001) UN Doc S/RES/1373`; others
//! `UNGA 'Title' UN Doc A/8018`. Sources: the guides of the University of West London
//! (<https://uwl.libguides.com/oscola/int>) and of the Graduate Institute, Geneva
//! (<https://libguides.graduateinstitute.ch/legal_citation/oscola/UN>).
//!
//! Not verified: decisions (`UNGA Dec`), the Human Rights Council (`UNHRC`), the Economic and Social Council (`ECOSOC`),
//! records of meetings (`Verbatim Record`), the place of a paragraph, and that of a section.

use travaux_un::body::Body;
use travaux_un::symbol::DocumentKind;
use travaux_votes::words::day;

use super::super::paragraph::Marks;
use super::{Cited, quoted};

const PARAGRAPHS: Marks = Marks { one: "para ", several: "paras ", preambular: "preambular ", short: false };

pub(super) fn form(cited: &Cited<'_>) -> String {
    let mut parts: Vec<String> = Vec::new();
    let date = cited.day().map(day);
    let author = body(cited.document.body);
    if let Some(act) = cited.act {
        let what = if act.is_decision { "Dec" } else { "Res" };
        let section = act.section.as_ref().map(|section| format!(", {}", section.replace("sect. ", "sect ")));
        let author = author.unwrap_or_else(|| act.body.name());
        parts.push(format!("{author} {what} {}{}", act.number, section.unwrap_or_default()));
        let date = date.or_else(|| Some(act.year_behind?.to_string()));
        parts.extend(date.map(|date| format!("({date})")));
        if act.has_symbol() && !act.is_of_old {
            let symbol = cited.printed_symbol();
            let end = act.year_behind.map(|year| format!(" ({year})")).unwrap_or_default();
            parts.push(format!("UN Doc {}", symbol.strip_suffix(end.as_str()).unwrap_or(symbol)));
        }
    } else {
        let record = match cited.document.kind {
            DocumentKind::VerbatimRecord => Some("Verbatim Record"),
            DocumentKind::SummaryRecord => Some("Summary Record"),
            _ => None,
        };
        match (author, record, &cited.document.title) {
            (Some(author), Some(record), _) => parts.push(format!("{author} {record}")),
            (Some(author), None, Some(title)) => {
                parts.push(format!("{author} ‘{}’", quoted(title, ['“', '”'])));
            }
            (None, None, Some(title)) => parts.push(format!("‘{}’", quoted(title, ['“', '”']))),
            _ => {}
        }
        parts.extend(date.map(|date| format!("({date})")));
        parts.push(format!("UN Doc {}", cited.symbol()));
    }
    parts.extend(cited.paragraph.map(|paragraph| paragraph.written(PARAGRAPHS)));
    if let Some((url, date)) = cited.seen() {
        parts.push(format!("<{url}> accessed {}", day(date)));
    }
    parts.join(" ")
}

const fn body(body: Body) -> Option<&'static str> {
    match body {
        Body::GeneralAssembly => Some("UNGA"),
        Body::SecurityCouncil => Some("UNSC"),
        Body::HumanRightsCouncil => Some("UNHRC"),
        Body::EconomicAndSocialCouncil => Some("ECOSOC"),
        Body::TrusteeshipCouncil => Some("UN Trusteeship Council"),
        _ => None,
    }
}
