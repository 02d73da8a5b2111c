//! The item of the agenda that a text was taken under, as the sources print it.

use travaux_record::DecisionRef;

/// An item of the agenda: its number, and the part of it if it has parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Item {
    /// `101` of «101 (a)».
    pub(crate) number: u32,
    /// `101 (a)`.
    pub(crate) written: String,
}

/// The first item of a decision, of «Agenda item 101 (a): Prevention …» or «A/69/251 94b No first placement …».
pub(crate) fn item(decision: DecisionRef<'_>) -> Option<Item> {
    decision.agenda().find_map(parse)
}

fn parse(text: &str) -> Option<Item> {
    let behind = match text.strip_prefix("Agenda item") {
        Some(rest) => rest.trim_start(),
        // The library prints the symbol of the agenda first.
        None if text.starts_with("A/") => text.split_once(' ')?.1.trim_start(),
        None => text,
    };
    let digits = behind.find(|c: char| !c.is_ascii_digit()).unwrap_or(behind.len());
    let number: u32 = behind[..digits].parse().ok()?;
    let rest = behind[digits..].trim_start();
    let letter = rest.trim_start_matches('(').chars().next().filter(char::is_ascii_lowercase);
    let ends = |at: usize| rest[at..].chars().next().is_none_or(|c| !c.is_alphanumeric());
    let part = match (letter, rest.starts_with('(')) {
        (Some(letter), true) => format!(" ({letter})"),
        (Some(letter), false) if ends(1) => format!(" ({letter})"),
        _ => String::new(),
    };
    Some(Item { number, written: format!("{number}{part}") })
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn items_are_read_as_both_sources_print_them() {
        for (text, written) in [
            ("Agenda item 101 (a): Prevention of an arms race in outer space", "101 (a)"),
            ("Agenda item 98: Developments in the field", "98"),
            ("A/69/251 94b No first placement of weapons in outer space.", "94 (b)"),
            ("A/60/251 86 Developments in the field of information", "86"),
            ("A/72/251 97b No first placement", "97 (b)"),
        ] {
            assert_eq!(parse(text).map(|item| item.written).as_deref(), Some(written), "{text}");
        }
        for text in ["", "Report of the Committee", "A/ES-10/1", "Agenda item: none"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
