//! The sections of a report, one module each.

mod absences;
mod firm;
mod initiatives;
mod mandates;
mod methods;
mod norms;
mod poles;
mod processes;
mod questions;
mod rivals;
mod since;
mod sponsorship;
mod texts;
mod votes;
mod wording;

use super::{Block, Desk};

/// A section: its name for links, its heading, and what writes it. One that writes nothing is left out.
type Entry = (&'static str, &'static str, fn(&mut Desk<'_>) -> Vec<Block>);

/// All sections, in the order of the report. A later one that has something to say of texts or votes is added here.
pub(super) const ALL: [Entry; 14] = [
    ("texts", "The texts", texts::write),
    ("rivals", "What was rival to what", rivals::write),
    ("sponsorship", "Who sponsored what, and how that changed", sponsorship::write),
    ("votes", "The votes, and who moved", votes::write),
    ("poles", "Two poles or two blocs", poles::write),
    ("firmness", "How firm the poles are, and which blocs there are", firm::write),
    ("absences", "Who did not vote", absences::write),
    ("processes", "The processes and their overlaps", processes::write),
    ("mandates", "The mandates side by side", mandates::write),
    ("norms", "Norms", norms::write),
    ("initiatives", "Initiatives beside the Assembly", initiatives::write),
    ("questions", "Questions asked of the record", questions::write),
    ("since", "What happened since", since::write),
    ("methods", "Methods, caveats, and what is open", methods::write),
];
