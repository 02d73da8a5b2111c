//! Names in lists of sponsors: states, states on behalf of groups, offices, and what conversion has torn apart or
//! run together.

use jiff::civil::Date;
use travaux_record::{Diagnostic, Place, Severity, Sponsor};
use travaux_un::state::{StateId, states};

use crate::correction::{self, Patch};
use crate::text::tidy;

/// What a list of names says.
#[derive(Debug, Default)]
pub(crate) struct SponsorNames {
    /// The sponsors, each with the name as written.
    pub(crate) sponsors: Vec<(Sponsor, String)>,
    /// Names that could not be read, or were repaired.
    pub(crate) problems: Vec<NameProblem>,
}

/// Something odd about a name.
#[derive(Debug)]
pub(crate) struct NameProblem {
    severity: Severity,
    code: &'static str,
    message: String,
    hint: Option<String>,
}

impl NameProblem {
    pub(crate) fn at(self, place: Place) -> Diagnostic {
        let diagnostic = Diagnostic::new(self.severity, self.code, place, self.message);
        match self.hint {
            Some(hint) => diagnostic.hint(hint),
            None => diagnostic,
        }
    }
}

impl SponsorNames {
    /// Reads a list, as of a day where names have changed hands. Corrections go before what a name seems to say.
    pub(crate) fn read(names: &[String], date: Option<Date>, corrections: &[Patch]) -> Self {
        let date = date.unwrap_or(Date::MAX);
        let mut read = Self::default();
        let mut at = 0;
        while at < names.len() {
            let name = names[at].trim_end_matches([',', '.', ';', ' ']);
            if let Some(states) = correction::name_means(corrections, name) {
                read.sponsors.extend(states.iter().map(|&s| (Sponsor::State(s), name.to_owned())));
                at += 1;
            } else if let Some(sponsors) = sponsors(name, date) {
                read.note_several(name, sponsors.len());
                read.sponsors.extend(sponsors.into_iter().map(|s| (s, name.to_owned())));
                at += 1;
            } else if let Some(joined) = names.get(at + 1).and_then(|next| joined(name, next, date)) {
                read.sponsors.push(joined);
                at += 2;
            } else {
                read.unknown(name, date);
                at += 1;
            }
        }
        read
    }

    fn note_several(&mut self, name: &str, count: usize) {
        if count > 1 {
            self.problems.push(NameProblem {
                severity: Severity::Note,
                code: "names-run-together",
                message: format!("{name:?} was read as {count} sponsors"),
                hint: None,
            });
        }
    }

    /// An unknown name stays in the list as written, so that nothing is lost and every count can say so.
    fn unknown(&mut self, name: &str, date: Date) {
        if name.is_empty() {
            return;
        }
        let message = match states().find_on(name, date) {
            Err(unknown) => format!("{name:?} is kept as written, as the name of no state: {unknown}"),
            Ok(_) => format!("{name:?} is kept as written"),
        };
        self.problems.push(NameProblem {
            severity: Severity::Warning,
            code: "unknown-sponsor",
            message,
            hint: Some("a name that is right goes into a patch file".to_owned()),
        });
        self.sponsors.push((Sponsor::Office(name.to_owned()), name.to_owned()));
    }
}

/// One name torn over two entries: `SOLOMON`, `ISLANDS`.
fn joined(name: &str, next: &str, date: Date) -> Option<(Sponsor, String)> {
    let both = format!("{name} {next}");
    states().lookup(&both, date).map(|state| (Sponsor::State(state), both))
}

/// The sponsors that an entry names; `None` when it names none that is known.
fn sponsors(name: &str, date: Date) -> Option<Vec<Sponsor>> {
    let lower = name.to_lowercase();
    if let Some(state) = states().lookup(name, date) {
        return Some(vec![Sponsor::State(state)]);
    }
    if is_office(&lower) {
        return Some(vec![Sponsor::Office(name.to_owned())]);
    }
    if !lower.contains(" behalf of ") {
        return run_together(name, date).map(|all| all.into_iter().map(Sponsor::State).collect());
    }
    // `X (on behalf of G)`, `X, on behalf of G`, also among other names: `A, B (on behalf of G), C and D`.
    let mut sponsors = Vec::new();
    let mut rest = name;
    while let Some((before, state, group, after)) = on_behalf(rest, date) {
        sponsors.extend(run_together(before, date)?.into_iter().map(Sponsor::State));
        sponsors.push(Sponsor::OnBehalf { state, group });
        rest = after;
    }
    sponsors.extend(run_together(rest, date)?.into_iter().map(Sponsor::State));
    Some(sponsors)
}

/// Entries that say who introduced a text and name no sponsor.
fn is_office(lower: &str) -> bool {
    const OPENINGS: [&str; 7] = [
        "submitted by",
        "was submitted by",
        "introduced in the committee",
        "the representative of",
        "on the basis of",
        "recommended by",
        "president of the general assembly",
    ];
    OPENINGS.iter().any(|o| lower.starts_with(o))
        || lower.contains("in its capacity as")
        || lower.contains("on the basis of informal consultations")
}

/// Cuts at the first "on behalf of": what stands before the state, the state, the group, what stands after.
fn on_behalf(text: &str, date: Date) -> Option<(&str, StateId, String, &str)> {
    let lower = text.to_ascii_lowercase();
    let at = lower.find(" behalf of ")?;
    // "(on behalf of", ", on behalf of", "(of behalf of" (a misprint that occurs).
    let open = text[..at].rfind(['(', ','])?;
    let in_brackets = text.as_bytes()[open] == b'(';
    let group_start = at + " behalf of ".len();
    let group_end = if in_brackets { group_start + closing(&text[group_start..])? } else { text.len() };
    let names = text[..open].trim_end();
    let cut = [", ", " and ", " AND "].iter().filter_map(|s| names.rfind(s).map(|p| p + s.len())).max();
    // A name may itself contain "and": the longest run of words at the end that is a state.
    let (before, state) = std::iter::once(0)
        .chain(names.match_indices([' ', ',']).map(|(i, _)| i + 1))
        .find_map(|start| Some((start, states().lookup(names[start..].trim_start_matches("and "), date)?)))
        .or_else(|| Some((cut?, states().lookup(&names[cut?..], date)?)))?;
    let after = text[group_end..].trim_start_matches([')', ',', ' ']);
    Some((&names[..before], state, group_name(&text[group_start..group_end]), after))
}

/// The place of the bracket that closes the one already open.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 1;
    for (at, c) in text.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(at);
        }
    }
    None
}

/// The group without "the States Members of the United Nations that are members of the".
fn group_name(written: &str) -> String {
    let written = tidy(written);
    let lower = written.to_ascii_lowercase();
    let mut start = 0;
    for opening in
        ["the states members of the united nations that are ", "members of ", "the ", "members of ", "the "]
    {
        if lower[start..].starts_with(opening) {
            start += opening.len();
        }
    }
    written[start..].to_owned()
}

/// Several states in one entry, with or without commas between: `ANGOLA BAHAMAS`, `Kenya, Norway and Peru`. Every
/// word must belong to a state, and each state takes the longest run of words it can.
fn run_together(text: &str, date: Date) -> Option<Vec<StateId>> {
    const LONGEST_NAME: usize = 10;
    let words: Vec<&str> =
        text.split([' ', ',', ';']).map(|w| w.trim_end_matches('.')).filter(|w| !w.is_empty()).collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        if words[at].eq_ignore_ascii_case("and") || words[at].eq_ignore_ascii_case("subsequently") {
            at += 1;
            continue;
        }
        let end = (at + 1..=words.len().min(at + LONGEST_NAME))
            .rev()
            .find_map(|end| Some((end, states().lookup(&words[at..end].join(" "), date)?)));
        let (end, state) = end?;
        found.push(state);
        at = end;
    }
    Some(found)
}
