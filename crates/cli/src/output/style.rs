//! The few styles there are. Everything printed can be understood without them.

use anstyle::{AnsiColor, Effects, Style};

pub(crate) const TITLE: Style = Style::new().effects(Effects::BOLD);
pub(crate) const FAINT: Style = Style::new().effects(Effects::DIMMED);
pub(crate) const HINT: Style = AnsiColor::Cyan.on_default();
pub(crate) const SYMBOL: Style = AnsiColor::Cyan.on_default();
pub(crate) const ERROR: Style = AnsiColor::Red.on_default().effects(Effects::BOLD);
pub(crate) const WARNING: Style = AnsiColor::Yellow.on_default().effects(Effects::BOLD);

/// The style of a word that names a position, the colours of the board in the hall.
pub(crate) fn of_position(word: &str) -> Option<Style> {
    match word {
        "in favour" => Some(AnsiColor::Green.on_default()),
        "against" => Some(AnsiColor::Red.on_default()),
        "abstaining" => Some(AnsiColor::Yellow.on_default()),
        "not voting" | "not a member" => Some(FAINT),
        _ => None,
    }
}

/// The text in a style, if styles are wanted.
pub(crate) fn paint(text: &str, style: Style, wanted: bool) -> String {
    if wanted { format!("{style}{text}{style:#}") } else { text.to_owned() }
}
