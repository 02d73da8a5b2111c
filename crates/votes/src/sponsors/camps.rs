//! Two camps, two texts each: who stayed with a camp, who joined it, who left it and for whom.

use schemars::JsonSchema;
use serde::Serialize;
use travaux_record::{Cell, DecisionRef, Table};
use travaux_un::set::StateSet;

use super::SponsorRoll;
use crate::Headline;

/// The two camps since their earlier texts.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct SponsorsSince {
    /// The camp of the first text.
    pub first: Camp,
    /// The camp of the other text.
    pub other: Camp,
}

/// The sponsors of one camp's earlier text beside those of its later one.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Camp {
    /// The decision on the earlier text.
    pub earlier: Headline,
    /// Its sponsors.
    pub roll: SponsorRoll,
    /// Who stayed, who joined and who left; `null` where the record has no sponsors of the one text or the other.
    pub changes: Option<CampChanges>,
}

/// Who stayed with a camp, who joined it and who left it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CampChanges {
    /// Sponsors of both of its texts.
    pub kept: StateSet,
    /// Sponsors of the later text that are not among those of the earlier.
    pub new: StateSet,
    /// Sponsors of the earlier text that are not among those of the later.
    pub no_longer: StateSet,
    /// Those new that sponsor the rival's later text as well; `null` where the record has no sponsors of that.
    pub new_on_both: Option<StateSet>,
    /// Those no longer there that sponsor the rival's later text, so that they changed camp; `null` where the record has
    /// no sponsors of that.
    pub to_rival: Option<StateSet>,
}

impl Camp {
    /// The sponsors of an earlier text, and what became of them on a later one that has a rival.
    pub(super) fn new(
        earlier: DecisionRef<'_>,
        roll: SponsorRoll,
        later: &SponsorRoll,
        rival: &SponsorRoll,
    ) -> Self {
        let sponsors = |roll: &SponsorRoll| roll.is_known().then_some(roll.states);
        let both = sponsors(&roll).zip(sponsors(later));
        let changes = both.map(|(earlier, later)| CampChanges::of(earlier, later, sponsors(rival)));
        Self { earlier: Headline::of(earlier), roll, changes }
    }

    /// The lines of the camp in the table of both.
    fn rows(&self, later: &Headline, rival: &Headline) -> Vec<Vec<Cell>> {
        let (earlier, later, rival) = (&self.earlier.id, &later.id, &rival.id);
        let row = |what: String, states: Option<StateSet>| {
            let which = states.map_or_else(|| Cell::from("not known"), Cell::from);
            let n = states.map(|states| states.len());
            vec![Cell::Symbol(earlier.clone()), Cell::Symbol(later.clone()), what.into(), n.into(), which]
        };
        let changes = self.changes;
        vec![
            row("sponsors of both".to_owned(), changes.map(|c| c.kept)),
            row(format!("new on {later}"), changes.map(|c| c.new)),
            row(format!("new, and sponsors of {rival} too"), changes.and_then(|c| c.new_on_both)),
            row(format!("no longer there (of {earlier})"), changes.map(|c| c.no_longer)),
            row(format!("no longer there, and sponsors of {rival}"), changes.and_then(|c| c.to_rival)),
        ]
    }
}

impl CampChanges {
    fn of(earlier: StateSet, later: StateSet, rival: Option<StateSet>) -> Self {
        let (new, no_longer) = (later - earlier, earlier - later);
        Self {
            kept: earlier & later,
            new,
            no_longer,
            new_on_both: rival.map(|rival| new & rival),
            to_rival: rival.map(|rival| no_longer & rival),
        }
    }
}

impl SponsorsSince {
    /// Both camps in one table.
    pub(super) fn table(&self, first: &Headline, other: &Headline) -> Table {
        let title = format!("The camps of {} and of {} since their earlier texts", first.id, other.id);
        let mut table = Table::new("since", title, &["from", "to", "who", "states", "which"]);
        table.rows = self.first.rows(first, other);
        table.rows.extend(self.other.rows(other, first));
        table
    }
}
