//! Numbers that are not meant exactly: `more than 100`, `about 120`, `fewer than ten`.

use crate::prose::Token;

/// How a number is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Extent {
    /// The number itself.
    #[default]
    Exact,
    /// `at least 90`.
    AtLeast,
    /// `more than 100`.
    MoreThan,
    /// `up to 50`.
    AtMost,
    /// `fewer than 10`.
    FewerThan,
    /// `about 120`.
    About,
    /// `nearly 120`.
    Nearly,
}

impl Extent {
    /// What the words right before a number say of it.
    pub(crate) fn before(tokens: &[Token<'_>], at: usize) -> Self {
        let is = |back: usize, words: &[&str]| {
            at.checked_sub(back).and_then(|i| tokens.get(i)).is_some_and(|t| t.is_any(words))
        };
        let denied = |back: usize| is(back, &["no", "not"]);
        if is(1, &["than"]) {
            if is(2, &["more", "greater"]) {
                return if denied(3) { Self::AtMost } else { Self::MoreThan };
            }
            if is(2, &["fewer", "less"]) {
                return if denied(3) { Self::AtLeast } else { Self::FewerThan };
            }
        }
        if is(1, &["least"]) && is(2, &["at"]) {
            return Self::AtLeast;
        }
        if is(1, &["most"]) && is(2, &["at"]) || is(1, &["to"]) && is(2, &["up"]) {
            return Self::AtMost;
        }
        if is(1, &["over", "exceeding"]) || is(1, &["of"]) && is(2, &["upwards"]) {
            return Self::MoreThan;
        }
        if is(1, &["under"]) {
            return Self::FewerThan;
        }
        let about = ["about", "around", "some", "approximately", "roughly", "circa", "estimated"];
        if is(1, &about) {
            return Self::About;
        }
        if is(1, &["nearly", "almost", "barely"]) || is(1, &["to"]) && is(2, &["close"]) {
            return Self::Nearly;
        }
        Self::Exact
    }

    /// Whether a number that is meant so can be said of another; not known where readers would differ.
    pub(crate) fn fits(self, said: u32, own: u32) -> Option<bool> {
        let (within, far) = (own.abs_diff(said) * 20 <= said.max(20), own.abs_diff(said) * 4 > said.max(4));
        match self {
            Self::Exact => Some(own == said),
            Self::AtLeast => Some(own >= said),
            Self::MoreThan => Some(own > said),
            Self::AtMost => Some(own <= said),
            Self::FewerThan => Some(own < said),
            Self::About if within => Some(true),
            Self::Nearly if own < said && own * 10 >= said * 9 => Some(true),
            Self::Nearly if own > said => Some(false),
            Self::About | Self::Nearly => far.then_some(false),
        }
    }

    /// The words that say so, before the number.
    pub(crate) fn words(self) -> &'static str {
        match self {
            Self::Exact => "",
            Self::AtLeast => "at least ",
            Self::MoreThan => "more than ",
            Self::AtMost => "at most ",
            Self::FewerThan => "fewer than ",
            Self::About => "about ",
            Self::Nearly => "nearly ",
        }
    }

    /// The comparison in the language of sets, where there is one.
    pub(crate) fn comparison(self) -> &'static str {
        match self {
            Self::Exact | Self::About | Self::Nearly => "=",
            Self::AtLeast => ">=",
            Self::MoreThan => ">",
            Self::AtMost => "<=",
            Self::FewerThan => "<",
        }
    }
}
