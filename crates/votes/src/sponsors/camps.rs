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
    /// Those no longer there that sponsor the rival's later text; `null` where the record has no sponsors of that.
    pub on_rival: Option<StateSet>,
    /// Of these, those that had sponsored the rival's earlier text as well: they gave up one of two, and did not change
    /// camp. `null` where the record has no sponsors of one of the rival's texts.
    pub had_both: Option<StateSet>,
}

/// The sponsors of a rival's earlier text and of its later one, where there are such texts.
#[derive(Debug, Clone, Copy)]
pub(super) struct RivalRolls<'a> {
    pub(super) earlier: Option<&'a SponsorRoll>,
    pub(super) later: Option<&'a SponsorRoll>,
}

impl RivalRolls<'_> {
    fn sponsors(self) -> [Option<StateSet>; 2] {
        [self.earlier.and_then(sponsors_of), self.later.and_then(sponsors_of)]
    }
}

/// The sponsors of a text, where the record has them.
fn sponsors_of(roll: &SponsorRoll) -> Option<StateSet> {
    roll.is_known().then_some(roll.states)
}

impl Camp {
    /// The sponsors of an earlier text, and what became of them on a later one that has a rival.
    pub(super) fn new(
        earlier: DecisionRef<'_>,
        roll: SponsorRoll,
        later: &SponsorRoll,
        rival: RivalRolls<'_>,
    ) -> Self {
        let changes = sponsors_of(&roll)
            .zip(sponsors_of(later))
            .map(|(earlier, later)| CampChanges::of(earlier, later, rival.sponsors()));
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
            row(format!("no longer there, and sponsors of {rival}"), changes.and_then(|c| c.on_rival)),
            row(
                format!("of these, sponsors of the earlier text of {rival} too"),
                changes.and_then(|c| c.had_both),
            ),
        ]
    }
}

impl CampChanges {
    /// From the sponsors of a camp's two texts, and those of the rival's two.
    fn of(earlier: StateSet, later: StateSet, rival: [Option<StateSet>; 2]) -> Self {
        let (new, no_longer) = (later - earlier, earlier - later);
        let [rival_earlier, rival_later] = rival;
        let on_rival = rival_later.map(|rival| no_longer & rival);
        Self {
            kept: earlier & later,
            new,
            no_longer,
            new_on_both: rival_later.map(|rival| new & rival),
            on_rival,
            had_both: on_rival.zip(rival_earlier).map(|(on_rival, earlier)| on_rival & earlier),
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
