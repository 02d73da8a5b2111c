//! Corrections of ours: what a patch file holds, and readers and the merge apply.

use jiff::civil::Date;
use travaux_record::Position;
use travaux_un::state::StateId;
use travaux_un::symbol::Symbol;

/// One correction.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Patch {
    pub(crate) change: Change,
    pub(crate) reason: String,
    pub(crate) reference: String,
    pub(crate) place: String,
}

/// What is corrected.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Change {
    /// A name in lists of sponsors.
    Name { printed: String, states: Vec<StateId> },
    /// The position cast.
    Cast { decision: String, state: StateId, position: Position },
    /// The position that a state later said it had meant.
    Meant { decision: String, state: StateId, position: Position },
    /// The day or the meeting of a decision.
    When { decision: String, date: Option<Date>, meeting: Option<Symbol> },
}

impl Change {
    /// As it stands in a reading of the record, so that a later import can make the correction again.
    pub(crate) fn written(&self) -> String {
        match self {
            Self::Name { printed, .. } => format!("name {printed}"),
            Self::Cast { state, position, .. } => format!("cast {} {}", state.code(), position.word()),
            Self::Meant { state, position, .. } => format!("meant {} {}", state.code(), position.word()),
            Self::When { date, meeting, .. } => {
                let date = date.map(|d| format!("date {d}"));
                let meeting = meeting.as_ref().map(|m| format!("meeting {m}"));
                date.into_iter().chain(meeting).collect::<Vec<_>>().join("; ")
            }
        }
    }

    /// The reverse of [`Change::written`], for a decision.
    pub(crate) fn of_reading(decision: &str, written: &str) -> Option<Self> {
        let decision = decision.to_owned();
        let mut words = written.splitn(3, ' ');
        let (kind, state, position) = (words.next()?, words.next(), words.next());
        let of_state = || Some((StateId::from_code(state?)?, Position::from_word(position?)?));
        match kind {
            "cast" => of_state().map(|(state, position)| Self::Cast { decision, state, position }),
            "meant" => of_state().map(|(state, position)| Self::Meant { decision, state, position }),
            "date" | "meeting" => {
                let part =
                    |name: &str| written.split("; ").find_map(|p| p.strip_prefix(name)?.strip_prefix(' '));
                let date = part("date").and_then(|d| d.parse().ok());
                let meeting = part("meeting").and_then(|m| Symbol::parse(m).ok());
                Some(Self::When { decision, date, meeting })
            }
            _ => None,
        }
    }
}

/// The states that a printed name means by a correction; none for what is no name at all.
pub(crate) fn name_means<'a>(patches: &'a [Patch], name: &str) -> Option<&'a [StateId]> {
    patches.iter().find_map(|patch| match &patch.change {
        Change::Name { printed, states } if printed == name => Some(states.as_slice()),
        _ => None,
    })
}
