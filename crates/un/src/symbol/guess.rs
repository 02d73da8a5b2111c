//! What a person may mean by a symbol typed as people type it.

use schemars::JsonSchema;
use serde::Serialize;

use super::marks::{is_letter, is_year};
use super::tidy::typography;
use super::{Symbol, number_line};
use crate::body::{Body, Committee};
use crate::session::{Session, from_roman, roman};

/// A symbol that a text may mean.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Candidate {
    /// The symbol.
    pub symbol: Symbol,
    /// Why it is a candidate, in a few words.
    pub why: &'static str,
}

impl Symbol {
    /// What a person may mean: `75/240`, `GA res. 377 (V) A`, `SC res 2722`, `C.1/75/L.8/Rev.1`, `decision 77/512`.
    ///
    /// Best first: a symbol as written; then resolutions, decisions, other documents. Empty where the session or the body
    /// is missing (`L.8/Rev.1`), since one of a hundred documents would be picked.
    pub fn guess(text: &str) -> Vec<Candidate> {
        let mut found = Found(Vec::new());
        if text.len() > 200 {
            return found.0;
        }
        if let Ok(symbol) = Self::parse(text) {
            found.0.push(Candidate { symbol, why: "as written" });
        } else {
            found.add(text, "as written, repaired");
        }
        let wanted = Wanted::read(text);
        wanted.propose(&mut found);
        found.0
    }
}

struct Found(Vec<Candidate>);

impl Found {
    fn add(&mut self, text: &str, why: &'static str) {
        if let Ok(repaired) = Symbol::repair(text)
            && !self.0.iter().any(|known| known.symbol == repaired.symbol)
        {
            self.0.push(Candidate { symbol: repaired.symbol, why });
        }
    }
}

/// What the words around a number say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Act {
    Resolution,
    Decision,
}

/// A number with what the words in front of it say.
#[derive(Debug)]
struct Wanted {
    body: Option<Body>,
    act: Option<Act>,
    /// The rest in upper case: `75/240`, `377 A (V)`, `C.1/75/L.8`.
    number: String,
}

impl Wanted {
    fn read(text: &str) -> Self {
        const WORDS: [(&str, Option<Body>, Option<Act>); 29] = [
            ("UNITED NATIONS", None, None),
            ("U.N.", None, None),
            ("UN ", None, None),
            ("THE ", None, None),
            ("GENERAL ASSEMBLY", Some(Body::GeneralAssembly), None),
            ("SECURITY COUNCIL", Some(Body::SecurityCouncil), None),
            ("HUMAN RIGHTS COUNCIL", Some(Body::HumanRightsCouncil), None),
            ("ECONOMIC AND SOCIAL COUNCIL", Some(Body::EconomicAndSocialCouncil), None),
            ("UNGA", Some(Body::GeneralAssembly), None),
            ("UNSC", Some(Body::SecurityCouncil), None),
            ("UNHRC", Some(Body::HumanRightsCouncil), None),
            ("ECOSOC", Some(Body::EconomicAndSocialCouncil), None),
            ("GAOR", Some(Body::GeneralAssembly), None),
            ("G.A.", Some(Body::GeneralAssembly), None),
            ("S.C.", Some(Body::SecurityCouncil), None),
            ("GA", Some(Body::GeneralAssembly), None),
            ("SC", Some(Body::SecurityCouncil), None),
            ("HRC", Some(Body::HumanRightsCouncil), None),
            ("DRAFT ", None, None),
            ("RESOLUTIONS", None, Some(Act::Resolution)),
            ("RESOLUTION", None, Some(Act::Resolution)),
            ("RES.", None, Some(Act::Resolution)),
            ("RES/", None, Some(Act::Resolution)),
            ("RES ", None, Some(Act::Resolution)),
            ("DECISIONS", None, Some(Act::Decision)),
            ("DECISION", None, Some(Act::Decision)),
            ("DEC.", None, Some(Act::Decision)),
            ("DEC/", None, Some(Act::Decision)),
            ("NO.", None, None),
        ];
        let text = typography(text).unwrap_or_else(|| text.to_owned());
        let upper = text.to_ascii_uppercase();
        let mut wanted = Self { body: None, act: None, number: String::new() };
        let mut rest = upper.trim_matches(|c: char| matches!(c, ' ' | '.' | ',' | ';' | '"' | '\''));
        while let Some((after, body, act)) = WORDS.iter().find_map(|(word, body, act)| {
            rest.strip_prefix(word).map(|after| (after.trim_start_matches([' ', '/', ',']), *body, *act))
        }) {
            wanted.body = wanted.body.or(body);
            wanted.act = wanted.act.or(act);
            rest = after;
        }
        // `SCRES2722`-like words without a number are left alone.
        rest.clone_into(&mut wanted.number);
        wanted
    }

    fn propose(&self, found: &mut Found) {
        let number = self.number.as_str();
        if number.is_empty() {
            return;
        }
        if let Some((session, rest)) = self.stroke() {
            self.of_session(session, rest, found);
        } else if number.contains('(') {
            for symbol in behind(self.body, self.act, number) {
                found.add(&symbol.0, symbol.1);
            }
        } else if let Ok(n) = number.parse::<u32>() {
            self.bare(n, found);
        }
        if number.starts_with("C.") || number.starts_with("PV.") {
            found.add(&format!("A/{number}"), "General Assembly, as the committee says");
        }
    }

    /// Session and the rest of `75/240`, `ES-11/1`, `75/L.4`; also of `73-27`.
    fn stroke(&self) -> Option<(&str, &str)> {
        let dashed = || {
            let (a, b) = self.number.split_once('-')?;
            let session: u16 = a.parse().ok()?;
            ((31..200).contains(&session) && b.starts_with(|c: char| c.is_ascii_digit())).then_some((a, b))
        };
        let (session, rest) = self.number.split_once('/').or_else(dashed)?;
        let is_session = session.parse::<u16>().is_ok() || is_special(session);
        (is_session && !rest.is_empty()).then_some((session, rest.trim()))
    }

    fn of_session(&self, session: &str, rest: &str, found: &mut Found) {
        if !rest.starts_with(|c: char| c.is_ascii_digit()) {
            self.document(session, rest, found);
            return;
        }
        for (text, why) in numbered(self.body, self.act, session, rest) {
            found.add(&text, why);
        }
    }

    /// `75/L.4`, `75/PV.37`.
    fn document(&self, session: &str, rest: &str, found: &mut Found) {
        if self.body == Some(Body::HumanRightsCouncil) {
            found.add(&format!("A/HRC/{session}/{rest}"), "document of the Human Rights Council");
            return;
        }
        found.add(&format!("A/{session}/{rest}"), "plenary document of the General Assembly");
        if rest.starts_with('L') {
            for committee in Committee::ALL {
                if let Some(segment) = committee.segment().filter(|segment| segment.starts_with("C.")) {
                    found.add(&format!("A/{segment}/{session}/{rest}"), committee.name());
                }
            }
        }
    }

    /// A number alone, where the words say of what.
    fn bare(&self, number: u32, found: &mut Found) {
        if self.act == Some(Act::Decision) || (self.body.is_none() && self.act.is_none()) {
            return;
        }
        let council = number_line::council_year(number).map(|year| format!("S/RES/{number} ({year})"));
        let assembly = number_line::assembly_session(number).map(|session| {
            let kind = match session {
                Session::Regular(_) => "",
                Session::Special(_) => "S-",
                Session::EmergencySpecial(_) => "ES-",
            };
            format!("A/RES/{number} ({kind}{})", roman(session.number()))
        });
        if self.body != Some(Body::GeneralAssembly)
            && let Some(text) = council
        {
            found.add(&text, "Security Council resolution of the year to which the number belongs");
        }
        if matches!(self.body, None | Some(Body::GeneralAssembly))
            && let Some(text) = assembly
        {
            found.add(&text, "General Assembly resolution of the session to which the number belongs");
        }
    }
}

fn is_special(session: &str) -> bool {
    let number = session.strip_prefix("ES-").or_else(|| session.strip_prefix("S-"));
    number.is_some_and(|n| n.parse::<u16>().is_ok())
}

/// What `75/240` may be, best first; `rest` begins with a digit.
pub(super) fn numbered(
    body: Option<Body>,
    act: Option<Act>,
    session: &str,
    rest: &str,
) -> Vec<(String, &'static str)> {
    const RESOLUTION: &str = "General Assembly resolution: session and number";
    const DECISION: &str = "General Assembly decision: session and number";
    const DOCUMENT: &str = "General Assembly document: session and number";
    const HUMAN_RIGHTS: &str = "Human Rights Council: session and number";
    let mut out = Vec::new();
    let number: u32 =
        rest.split(|c: char| !c.is_ascii_digit()).next().and_then(|n| n.parse().ok()).unwrap_or(0);
    let wants = |kind| act.is_none_or(|act| act == kind);
    let name = |kind| if kind == Act::Resolution { "RES" } else { "DEC" };
    if is_year(session) {
        for kind in [Act::Resolution, Act::Decision] {
            if wants(kind)
                && body != Some(Body::SecurityCouncil)
                && (act.is_some() || kind == Act::Resolution)
            {
                out.push((
                    format!("E/{}/{session}/{rest}", name(kind)),
                    "Economic and Social Council: year and number",
                ));
            }
        }
        if act.is_none() && body != Some(Body::EconomicAndSocialCouncil) {
            out.push((format!("S/{session}/{rest}"), "Security Council document: year and number"));
        }
        return out;
    }
    let of_council = |out: &mut Vec<_>| {
        for kind in [Act::Resolution, Act::Decision] {
            if act == Some(kind) || (act.is_none() && kind == Act::Resolution) {
                out.push((format!("A/HRC/{}/{session}/{rest}", name(kind)), HUMAN_RIGHTS));
            }
        }
        if act.is_none() {
            out.push((format!("A/HRC/{session}/{rest}"), HUMAN_RIGHTS));
        }
    };
    if body == Some(Body::HumanRightsCouncil) {
        of_council(&mut out);
        return out;
    }
    // Strokes came with session 31 (S-8, ES-6); before, this shape is one of another body.
    let regular: Option<u16> = session.parse().ok();
    let assembly = regular.is_none_or(|n| n >= 31);
    if assembly {
        // Decisions begin at 301; no session has adopted more than some 340 resolutions.
        let resolution = (format!("A/RES/{session}/{rest}"), RESOLUTION);
        let decision = (format!("A/DEC/{session}/{rest}"), DECISION);
        let decisions_too = wants(Act::Decision) && (number >= 301 || act.is_some());
        if decisions_too && number > 400 {
            out.push(decision.clone());
        }
        if wants(Act::Resolution) {
            out.push(resolution);
        }
        if decisions_too && number <= 400 {
            out.push(decision);
        }
    }
    if act.is_none() {
        out.push((format!("A/{session}/{rest}"), DOCUMENT));
    }
    // The Human Rights Council has met since 2006, three sessions a year.
    if body.is_none() && regular.is_some_and(|n| n < 100) && number < 100 {
        of_council(&mut out);
    }
    out
}

/// What `377 A (V)`, `377 (V) A`, `2722 (2024)` may be; `text` is in upper case.
pub(super) fn behind(body: Option<Body>, act: Option<Act>, text: &str) -> Vec<(String, &'static str)> {
    let Some((head, inner)) = text.split_once('(') else { return Vec::new() };
    let Some((inner, letters)) = inner.split_once(')') else { return Vec::new() };
    let head = head.trim();
    let number = head.trim_end_matches(|c: char| !c.is_ascii_digit());
    let letters_fit = [head[number.len()..].trim(), letters.trim()].iter().all(|text| text.len() <= 8);
    if number.is_empty()
        || !number.bytes().all(|b| b.is_ascii_digit())
        || act == Some(Act::Decision)
        || !letters_fit
    {
        return Vec::new();
    }
    let inner = inner.trim();
    if is_year(inner) {
        return vec![(format!("S/RES/{number} ({inner})"), "Security Council resolution: number and year")];
    }
    let numeral = inner.strip_prefix("ES-").or_else(|| inner.strip_prefix("S-")).unwrap_or(inner);
    if from_roman(numeral).is_none() && numeral.parse::<u16>().is_err() {
        return Vec::new();
    }
    let letter = letters.trim();
    let letter = if is_letter(letter) { letter } else { letters };
    let of = |organ| format!("{organ}/RES/{head} ({inner}){letter}");
    match body {
        Some(Body::EconomicAndSocialCouncil) => {
            vec![(of("E"), "Economic and Social Council resolution: number and session")]
        }
        _ => vec![(of("A"), "General Assembly resolution: number and session")],
    }
}
