//! Whose resolutions: the names of bodies as they stand before and behind numbers.

use std::ops::Range;

/// A body that adopts resolutions, as a text names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Who {
    Assembly,
    Security,
    HumanRights,
    Economic,
    /// `the Council`: which, the shape of the number tells.
    Council,
    Environment,
    /// The Economic and Social Commission for Asia and the Pacific.
    AsiaPacific,
    /// The Commission on Human Rights, up to 2006.
    RightsCommission,
    /// A body whose resolutions have no symbol that their number tells, within the United Nations or not.
    Other,
}

/// Abbreviations, with what they name.
pub(super) fn abbreviation(word: &str) -> Option<Who> {
    Some(match word {
        "UNGA" | "GA" | "UNGAR" => Who::Assembly,
        "UNSC" | "SC" | "UNSCR" | "UNSCRs" | "SCR" | "SCRs" => Who::Security,
        "HRC" | "UNHRC" => Who::HumanRights,
        "ECOSOC" => Who::Economic,
        "UNEA" => Who::Environment,
        "ESCAP" => Who::AsiaPacific,
        "IAEA" | "OPCW" | "WHO" | "WHA" | "UNESCO" | "ILO" | "IMO" | "ICAO" | "ITU" | "WTO" | "OAS"
        | "EU" | "AU" | "OSCE" | "NATO" | "ICRC" | "IPU" | "WIPO" | "FAO" | "UPU" | "WMO" | "CITES"
        | "MEPC" | "MSC" | "UNFCCC" | "UNCCD" | "CBD" | "UNIDO" => Who::Other,
        _ => return None,
    })
}

/// The body in whose name `word` stands, from `start` on; and where the name begins and ends.
pub(super) fn named(text: &str, start: usize, word: &str) -> Option<(Who, Range<usize>)> {
    let before = &text[..start];
    let ends = |name: &str| before.ends_with(name).then(|| start - name.len());
    let mut end = start + word.len();
    let rest = &text[end..];
    let (who, start) = match word {
        "Assembly" | "ASSEMBLY" => {
            if let Some(at) = ends("General ").or_else(|| ends("GENERAL ")) {
                (if is_another(rest) { Who::Other } else { Who::Assembly }, at)
            } else if let Some(at) = ends("Environment ") {
                (Who::Environment, at)
            } else if ["Health ", "Parliamentary ", "National ", "Legislative ", "Constituent "]
                .iter()
                .any(|name| before.ends_with(name))
            {
                (Who::Other, start)
            } else {
                (Who::Assembly, start)
            }
        }
        "Council" | "COUNCIL" => {
            let security = ends("Security ").or_else(|| ends("SECURITY "));
            if let Some(at) = ends("Human Rights ").or_else(|| ends("HUMAN RIGHTS ")) {
                (Who::HumanRights, at)
            } else if let Some(at) = security.filter(|at| !text[..*at].ends_with("Peace and ")) {
                (Who::Security, at)
            } else if let Some(at) = ends("Economic and Social ") {
                (Who::Economic, at)
            } else if is_alone(before) {
                (Who::Council, start)
            } else {
                (Who::Other, start)
            }
        }
        "Commission" => {
            end += long_name(rest);
            if rest.starts_with(" on Human Rights") {
                (Who::RightsCommission, start)
            } else if ends("Economic and Social ").is_some() && rest.starts_with(" for Asia and the Pacific")
            {
                (Who::AsiaPacific, start)
            } else {
                (Who::Other, start)
            }
        }
        "Conference" | "Parliament" | "Congress" | "Union" | "Agency" | "Organization" | "Organisation"
        | "Board" | "Authority" | "Institute" | "Meeting" | "Forum" | "Parties" | "Convention" => {
            end += long_name(rest);
            (Who::Other, start)
        }
        _ => (abbreviation(word)?, start),
    };
    Some((who, start..end))
}

/// Whether an assembly is another organisation's: `General Assembly of the World Tourism Organization`.
fn is_another(rest: &str) -> bool {
    rest.strip_prefix(" of the ")
        .is_some_and(|of| of.starts_with(|c: char| c.is_uppercase()) && !of.starts_with("United Nations"))
}

/// How far a name goes on: ` on the Status of Women`, ` of the States Parties to the Convention`.
fn long_name(rest: &str) -> usize {
    const SMALL: [&str; 8] = ["of", "on", "the", "to", "for", "and", "in", "against"];
    let rest = &rest[..rest.floor_char_boundary(160)];
    let (mut end, mut at) = (0, 0);
    let mut before = "";
    while let Some(word) = rest[at..].strip_prefix(' ') {
        let length = word.find(|c: char| !c.is_alphanumeric()).unwrap_or(word.len());
        at += 1 + length;
        let (word, behind) = word.split_at(length);
        // Not the abbreviation, the symbol or the principal organ that comes next.
        let shouted = word.bytes().all(|b| b.is_ascii_uppercase()) || behind.starts_with('/');
        if shouted
            || (before == "and"
                && ["General", "Assembly", "Security", "Council", "Human", "Economic"].contains(&word))
        {
            break;
        }
        if word.starts_with(|c: char| c.is_uppercase()) {
            end = at;
        } else if length == 0 || !SMALL.contains(&word) {
            break;
        }
        before = word;
    }
    end
}

/// Whether `Council` stands without a name: after a lower-case word, or at a beginning.
fn is_alone(before: &str) -> bool {
    let Some(before) = before.strip_suffix(' ') else { return true };
    let word =
        &before[before.rfind(|c: char| !c.is_alphanumeric()).map_or(0, |at| at + char_len(before, at))..];
    !word.starts_with(|c: char| c.is_uppercase())
        || matches!(word, "The" | "Recalling" | "Welcoming" | "Noting")
}

fn char_len(text: &str, at: usize) -> usize {
    text[at..].chars().next().map_or(1, char::len_utf8)
}

/// The body of whom a text goes on to speak: `Human Rights Council` and its length.
pub(super) fn leading(text: &str) -> Option<(Who, usize)> {
    const NAMES: [(&str, Who); 22] = [
        ("General Assembly", Who::Assembly),
        ("Assembly", Who::Assembly),
        ("UNGA", Who::Assembly),
        ("Security Council", Who::Security),
        ("UNSC", Who::Security),
        ("Human Rights Council", Who::HumanRights),
        ("HRC", Who::HumanRights),
        ("Economic and Social Council", Who::Economic),
        ("ECOSOC", Who::Economic),
        ("Council", Who::Council),
        ("United Nations Environment Assembly", Who::Environment),
        ("Environment Assembly", Who::Environment),
        ("Commission on Human Rights", Who::RightsCommission),
        ("Economic and Social Commission for Asia and the Pacific", Who::AsiaPacific),
        ("Commission", Who::Other),
        ("Committee", Who::Other),
        ("Conference", Who::Other),
        ("General Conference", Who::Other),
        ("World Health Assembly", Who::Other),
        ("Governing Council", Who::Other),
        ("Executive", Who::Other),
        ("International", Who::Other),
    ];
    let text = text
        .strip_prefix("United Nations ")
        .map_or(text, |rest| if rest.starts_with("Environment Assembly") { text } else { rest });
    let fits = |name: &str| {
        text.strip_prefix(name).is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric()))
    };
    let (name, who) = NAMES.into_iter().find(|(name, _)| fits(name))?;
    let another = who == Who::Assembly && is_another(&text[name.len()..]);
    Some((if another { Who::Other } else { who }, name.len()))
}

/// Whether the words between a body and `resolution` make it the one whose resolution it is: `'s`, `, in its`.
pub(super) fn belongs(who: Who, between: &str) -> bool {
    const WORDS: [&str; 42] = [
        "s",
        "in",
        "its",
        "by",
        "through",
        "under",
        "with",
        "of",
        "previous",
        "relevant",
        "earlier",
        "subsequent",
        "recent",
        "draft",
        "adopted",
        "to",
        "pursuant",
        "set",
        "out",
        "contained",
        "entitled",
        "most",
        "latest",
        "first",
        "landmark",
        "other",
        "all",
        "unanimously",
        "adopting",
        "recalled",
        "session",
        "as",
        "expressed",
        "per",
        "following",
        "special",
        "submitted",
        "paragraph",
        "paragraphs",
        "section",
        "on",
        "the",
    ];
    // Conferences are named on many occasions; only a possessive makes a resolution theirs.
    let bare = between.trim_matches(|c: char| c == ' ' || c == ',');
    if matches!(who, Who::Other)
        && !matches!(bare, "" | "'s" | "’s")
        && !bare.split(' ').any(|word| word == "its")
    {
        return false;
    }
    between.len() <= 60
        && !between.contains(['.', ';', ':'])
        && between
            .split(|c: char| !c.is_alphanumeric())
            .all(|word| word.bytes().all(|b| b.is_ascii_digit()) || WORDS.contains(&word))
}
