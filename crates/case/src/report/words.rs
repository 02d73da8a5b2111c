//! Words that the sentences of a report are made of.

use std::borrow::Cow;

use travaux_record::DecisionRef;
use travaux_un::set::StateSet;
pub(super) use travaux_votes::words::{capital, names, number, sentence};
use travaux_votes::words::{counted, short};
use travaux_votes::{Headline, Share};

/// `10 states`, `1 state`.
pub(super) fn states(n: impl Into<u64>) -> String {
    counted(n, "state")
}

/// `49 of 193 (25.4 %)`.
pub(super) fn share(share: Share) -> String {
    travaux_votes::words::share(share.part, share.of)
}

/// The names of a few states, or where they are if they are many: ` (Benin, Haiti and Togo)`.
pub(super) fn in_brackets(set: StateSet) -> String {
    const FEW: usize = 12;
    match set.len() {
        0 => String::new(),
        n if n > FEW => " (named in the data of the figure)".to_owned(),
        _ => format!(" ({})", names(set)),
    }
}

/// A group in the middle of a sentence: `the European Union`, `the permanent members of the Security Council`, `BRICS`.
pub(super) fn the(group: &str) -> Cow<'_, str> {
    let mut words = group.split(' ');
    let (first, second) = (words.next().unwrap_or_default(), words.next());
    let Some(second) = second else {
        return Cow::Borrowed(group);
    };
    // A name that goes on in small letters is a description, and begins with one.
    let is_description = second.starts_with(char::is_lowercase) && !["of", "for", "and"].contains(&second);
    if is_description {
        Cow::Owned(format!("the {}{}", first.to_lowercase(), &group[first.len()..]))
    } else {
        Cow::Owned(format!("the {group}"))
    }
}

/// A text and its result: `75/240 (92-50-21)`.
pub(super) fn with_result(decision: DecisionRef<'_>) -> String {
    format!("{} ({})", short(decision.id()), Headline::of(decision).result())
}

#[cfg(test)]
mod tests {
    use super::the;

    #[test]
    fn groups_in_the_middle_of_a_sentence() {
        for (group, said) in [
            ("European Union", "the European Union"),
            ("BRICS", "BRICS"),
            ("Permanent members of the Security Council", "the permanent members of the Security Council"),
            ("Movement of Non-Aligned Countries", "the Movement of Non-Aligned Countries"),
        ] {
            assert_eq!(the(group), said);
        }
    }
}
