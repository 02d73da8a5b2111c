//! From segments to a symbol: what each number is, and the canonical text.
//!
//! The grammar reads a number without knowing whether it is a session, a year or the number of the document; its place
//! among the segments tells, and the faults of this module are about places.

use std::ops::Range;

use super::error::Fault;
use super::marks::is_year;
use super::parse::{Parenthesis, Segment, Tail};
use super::part::{PartRole, Pieces};
use super::series::Class;
use crate::session::{Session, roman};

/// Decides what each number is and writes the canonical text.
pub(super) fn assemble(
    organ: &'static str,
    organ_session: Option<&str>,
    segments: &[(Segment<'_>, Range<usize>)],
) -> Result<Pieces, Fault> {
    let mut out = Pieces::new(organ);
    if let Some(session) = organ_session {
        out.dot();
        out.push(PartRole::Session, session);
    }
    let last = segments.iter().rposition(|(segment, _)| !is_modifier(segment));
    let Some(last) = last.filter(|&i| closes(&segments[i].0)) else {
        let end = segments.last().map_or(0, |(_, span)| span.end);
        return Err(Fault::new(end, "the number of a document"));
    };
    let mut act = false;
    let mut run = 0;
    for (i, (segment, span)) in segments.iter().enumerate() {
        let at = span.start;
        out.stroke();
        run = if matches!(segment, Segment::Number { .. } | Segment::Session(_) | Segment::Roman(_)) {
            run + 1
        } else {
            0
        };
        if run > 2 && i <= last {
            return Err(Fault::new(at, "at most a session or year and a number in a row"));
        }
        match segment {
            _ if i < last && is_modifier(segment) => {
                return Err(Fault::new(at, "the number of the document before what modifies it"));
            }
            Segment::Session(session) => out.push(PartRole::Session, &session.to_string()),
            Segment::Roman(text) => out.push(PartRole::Session, text),
            Segment::State(code) => out.push(PartRole::Body, code),
            Segment::Named { name, class, meeting } => {
                act |= matches!(*name, "RES" | "DEC") && ["A", "S", "E", "T"].contains(&organ);
                out.push(
                    role(*class),
                    &meeting.map_or_else(|| (*name).to_owned(), |n| format!("{name}({n})")),
                );
            }
            Segment::Numbered { name, class: Class::Nature, number, tail } => {
                if i < last {
                    return Err(Fault::new(span.end, "the end of the symbol, or `/Rev.`, `/Add.`, `/Corr.`"));
                }
                out.push(PartRole::Nature, name);
                out.dot();
                out.push(PartRole::Number, number);
                push_tail(&mut out, tail, at, act)?;
            }
            Segment::Numbered { name, class, number, tail } => {
                let allowed = tail.letters.is_none() && tail.section.is_none();
                if !allowed || (*class == Class::Body && !tail.parentheses.is_empty()) {
                    return Err(Fault::new(span.end, "`/` after the number"));
                }
                out.push(role(*class), &format!("{name}.{number}"));
                push_tail(&mut out, tail, at, false)?;
            }
            Segment::Number { number, tail } if i < last => {
                if *tail != Tail::default() {
                    return Err(Fault::new(span.start + number.len(), "`/` after a session or year"));
                }
                if is_year(number) {
                    out.push(PartRole::Year, number);
                } else if number.len() <= 3 {
                    out.push(PartRole::Session, number);
                } else {
                    return Err(Fault::new(at, "a session, or a year from 1945 to 2100"));
                }
            }
            Segment::Number { number, tail } => {
                let in_series = run == 2;
                let in_parenthesis = tail
                    .parentheses
                    .iter()
                    .any(|p| matches!(p, Parenthesis::Session(_) | Parenthesis::Year(_)));
                let end = span.end;
                if act && !in_series && !in_parenthesis {
                    let fault = Fault::new(end, "the session or year of a resolution");
                    return Err(match organ {
                        "S" => fault.hint(format!("S/RES/{number} wants its year, as in S/RES/1325 (2000)")),
                        "A" => fault.hint(format!("either {organ}/RES/75/{number} or, up to the thirtieth session, {organ}/RES/{number} (XXX)")),
                        _ => fault,
                    });
                }
                if in_series && in_parenthesis {
                    return Err(Fault::new(end, "one session, before the number or behind it"));
                }
                out.push(PartRole::Number, number);
                push_tail(&mut out, tail, at, act)?;
            }
        }
    }
    Ok(out)
}

fn role(class: Class) -> PartRole {
    match class {
        Class::Body => PartRole::Body,
        Class::Nature => PartRole::Nature,
        Class::Modifier => PartRole::Modifier,
    }
}

fn is_modifier(segment: &Segment<'_>) -> bool {
    matches!(
        segment,
        Segment::Numbered { class: Class::Modifier, .. } | Segment::Named { class: Class::Modifier, .. }
    )
}

/// Whether a segment can be the last of a document's symbol.
fn closes(segment: &Segment<'_>) -> bool {
    matches!(segment, Segment::Number { .. } | Segment::Numbered { class: Class::Nature, .. })
}

fn push_tail(out: &mut Pieces, tail: &Tail<'_>, at: usize, act: bool) -> Result<(), Fault> {
    if let Some(letters) = tail.letters {
        out.blank();
        out.push(PartRole::Letters, letters);
    }
    for parenthesis in &tail.parentheses {
        match parenthesis {
            Parenthesis::Session(_) | Parenthesis::Year(_) if !act => {
                return Err(Fault::new(
                    at,
                    "a session or year in parentheses only behind the number of a resolution",
                ));
            }
            Parenthesis::Session(session) => {
                let number = roman(session.number());
                out.parenthesis(
                    PartRole::Session,
                    &match session {
                        Session::Regular(_) => number,
                        Session::Special(_) => format!("S-{number}"),
                        Session::EmergencySpecial(_) => format!("ES-{number}"),
                    },
                );
            }
            Parenthesis::Year(year) => out.parenthesis(PartRole::Year, year),
            Parenthesis::Volume { label, numbers } => {
                let mut text = (*label).to_owned();
                for (i, (joint, number)) in numbers.iter().flatten().enumerate() {
                    text.push_str(if i == 0 { " " } else { joint });
                    text.push_str(number);
                }
                out.parenthesis(PartRole::Volume, &text);
            }
        }
    }
    if let Some(section) = tail.section {
        out.section(section);
    }
    Ok(())
}
