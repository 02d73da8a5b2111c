//! The Bluebook, rule 21.7.
//!
//! Resolutions by body, number, paragraph and day: `G.A. Res. 47/1, ¶ 33`, `S.C. Res. 1325, ¶ 8`; meetings by the Official
//! Records: `U.N. GAOR, 56th Sess., 1st plen. mtg., U.N. Doc. A/56/PV.1 (Sept. 12, 2001)`; other documents by title,
//! paragraph and `U.N. Doc.`. Source: the guides to rule 21.7 of the law libraries of the University of San Diego
//! (<https://lawlibguides.sandiego.edu/c.php?g=1306053&p=9598569>, 18th edition) and of the Graduate Institute, Geneva
//! (<https://libguides.graduateinstitute.ch/un/citation>). Both put `U.N. Doc.` and the symbol, which repeats the number,
//! between the number and the day of a resolution; here it is left out.
//!
//! Not verified: decisions (`G.A. Dec.`), `E.S.C.`, `T.C.`, the Human Rights Council, committees and special sessions in
//! records of meetings, `pmbl.` before a paragraph of the preamble, `§` for a section, `2d` and `3d`.

use jiff::civil::Date;
use travaux_un::body::Body;
use travaux_un::session::Session;

use super::super::paragraph::Marks;
use super::{Cited, Meeting, ordinal};

const PARAGRAPHS: Marks = Marks { one: "¶ ", several: "¶¶ ", preambular: "pmbl. ", short: true };

pub(super) fn form(cited: &Cited<'_>) -> String {
    let paragraph = cited.paragraph.map(|paragraph| paragraph.written(PARAGRAPHS));
    let mut parts: Vec<String> = Vec::new();
    if let Some(act) = cited.act {
        let what = if act.is_decision { "Dec." } else { "Res." };
        parts.push(format!("{} {what} {}", body(act.body), act.number));
        parts.extend(act.section.as_ref().map(|section| section.replace("sect. ", "§ ")));
        parts.extend(paragraph);
    } else {
        match (&cited.meeting, &cited.document.title) {
            (Some(meeting), _) => parts.extend(official_records(cited.document.body, meeting)),
            (None, title) => parts.extend(title.clone()),
        }
        parts.push(format!("U.N. Doc. {}", cited.symbol()));
        // A paragraph stands behind what it is of, which here may be the symbol alone.
        let place = parts.len() - usize::from(parts.len() > 1);
        if let Some(paragraph) = paragraph {
            parts.insert(place, paragraph);
        }
    }
    let year = cited.act.and_then(|act| act.year_behind).map(|year| year.to_string());
    let date = cited.day().map(american).or(year).map(|date| format!(" ({date})"));
    let seen = cited.seen().map(|(url, date)| format!(", {url} (last visited {})", american(date)));
    parts.join(", ") + &date.unwrap_or_default() + &seen.unwrap_or_default()
}

const fn body(body: Body) -> &'static str {
    match body {
        Body::GeneralAssembly => "G.A.",
        Body::SecurityCouncil => "S.C.",
        Body::EconomicAndSocialCouncil => "E.S.C.",
        Body::TrusteeshipCouncil => "T.C.",
        other => other.name(),
    }
}

/// `U.N. GAOR, 75th Sess., 1st Comm., 13th mtg.`
fn official_records(body: Body, meeting: &Meeting) -> Vec<String> {
    let mut parts = vec![if body == Body::SecurityCouncil { "U.N. SCOR" } else { "U.N. GAOR" }.to_owned()];
    parts.extend(meeting.session.map(|session| {
        let number = short_ordinal(session.number().into());
        match session {
            Session::Regular(_) => format!("{number} Sess."),
            Session::Special(_) => format!("{number} Special Sess."),
            Session::EmergencySpecial(_) => format!("{number} Emergency Special Sess."),
        }
    }));
    parts.extend(meeting.committee.map(|committee| format!("{} Comm.", short_ordinal(committee.into()))));
    let plenary = body == Body::GeneralAssembly && meeting.committee.is_none();
    let number = short_ordinal(meeting.number);
    parts.push(if plenary { format!("{number} plen. mtg.") } else { format!("{number} mtg.") });
    parts
}

/// The Bluebook has `2d` and `3d` for `2nd` and `3rd`.
fn short_ordinal(n: u32) -> String {
    ordinal(n).replace("nd", "d").replace("rd", "d")
}

/// `Dec. 5, 2018`: months as in table 12.
fn american(date: Date) -> String {
    const MONTHS: [&str; 12] =
        ["Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."];
    let month = MONTHS[usize::from(date.month().unsigned_abs()) - 1];
    format!("{month} {}, {}", date.day(), date.year())
}
