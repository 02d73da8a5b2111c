//! The Chicago Manual of Style: notes.
//!
//! Body, resolution, title, day, address: `UN General Assembly, Resolution 45/1, “Title,” September 18, 1990, …`, with the
//! symbol, which must be included; records of meetings by session, committee and meeting. Source: the guide of the library
//! of Emory University (<https://guides.main.library.emory.edu/c.php?g=50463&p=325126>). The Manual itself could not be
//! read: the order of symbol and day, decisions, and how a paragraph is written (`para. 5`) are not verified.

use jiff::civil::Date;
use travaux_un::body::Body;
use travaux_un::session::Session;

use super::super::paragraph::Marks;
use super::{Cited, Meeting, ordinal, quoted};

const PARAGRAPHS: Marks =
    Marks { one: "para. ", several: "paras. ", preambular: "preambular ", short: false };

pub(super) fn form(cited: &Cited<'_>) -> String {
    let document = cited.document;
    let mut parts = vec![body(document.body).to_owned()];
    if let Some(act) = cited.act {
        let what = if act.is_decision { "Decision" } else { "Resolution" };
        let number = if document.adopted.is_some() { act.number.clone() } else { act.number_and_year() };
        parts.push(format!("{what} {number}"));
    } else if let Some(meeting) = &cited.meeting {
        parts.extend(meeting_in_words(document.body, meeting));
    } else {
        parts.extend(document.committee.map(|committee| committee.name().to_owned()));
    }
    let title = document.title.as_ref().filter(|_| cited.meeting.is_none());
    let before = parts.join(", ");
    let mut parts: Vec<String> = Vec::new();
    if cited.act.is_none_or(super::Act::has_symbol) {
        parts.push(cited.printed_symbol().to_owned());
    }
    parts.extend(cited.act.and_then(|act| act.section.clone()));
    parts.extend(cited.paragraph.map(|paragraph| paragraph.written(PARAGRAPHS)));
    parts.extend(cited.day().map(american));
    let seen = cited.accessed.filter(|_| document.url.is_some());
    parts.extend(seen.map(|date| format!("accessed {}", american(date))));
    parts.extend(document.url.clone());
    let behind = parts.join(", ");
    let title = title.map(|title| quoted(title, ['‘', '’']));
    match (title, behind.is_empty()) {
        // American usage: the comma stands inside the marks.
        (Some(title), false) => format!("{before}, “{title},” {behind}"),
        (Some(title), true) => format!("{before}, “{title}”"),
        (None, false) => format!("{before}, {behind}"),
        (None, true) => before,
    }
}

const fn body(body: Body) -> &'static str {
    match body {
        Body::GeneralAssembly => "UN General Assembly",
        Body::SecurityCouncil => "UN Security Council",
        Body::EconomicAndSocialCouncil => "UN Economic and Social Council",
        Body::HumanRightsCouncil => "UN Human Rights Council",
        Body::TrusteeshipCouncil => "UN Trusteeship Council",
        Body::Secretariat => "UN Secretariat",
        _ => "United Nations",
    }
}

/// `75th Session`, `First Committee`, `13th Meeting`.
fn meeting_in_words(body: Body, meeting: &Meeting) -> Vec<String> {
    const COMMITTEES: [&str; 6] = ["First", "Second", "Third", "Fourth", "Fifth", "Sixth"];
    let mut parts = Vec::new();
    parts.extend(meeting.session.map(|session| {
        let number = ordinal(session.number().into());
        match session {
            Session::Regular(_) => format!("{number} Session"),
            Session::Special(_) => format!("{number} Special Session"),
            Session::EmergencySpecial(_) => format!("{number} Emergency Special Session"),
        }
    }));
    let committee = meeting.committee.and_then(|n| COMMITTEES.get(usize::from(n) - 1));
    parts.extend(committee.map(|name| format!("{name} Committee")));
    let plenary = if body == Body::GeneralAssembly && committee.is_none() { "Plenary " } else { "" };
    parts.push(format!("{} {plenary}Meeting", ordinal(meeting.number)));
    parts
}

fn american(date: Date) -> String {
    date.strftime("%B %-d, %Y").to_string()
}
