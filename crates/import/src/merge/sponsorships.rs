//! The lists of sponsors of several sources.

use std::collections::{BTreeMap, BTreeSet};

use travaux_record::{DecisionId, RecordBuilder, SponsorEvent, Sponsorship, Variant};
use travaux_un::set::StateSet;
use travaux_un::symbol::Symbol;

use crate::sources::Precedence;

/// Of each list of a text, the one of the best source stands; where another source differs, that is noted.
pub(crate) fn merge_sponsorships(
    events: Vec<Sponsorship>,
    precedence: &Precedence,
    builder: &mut RecordBuilder,
    used: &mut BTreeSet<String>,
) {
    let mut lists: BTreeMap<(Symbol, SponsorEvent), BTreeMap<String, Vec<Sponsorship>>> = BTreeMap::new();
    for event in events {
        let list = lists.entry((event.text.clone(), event.event)).or_default();
        list.entry(event.source.clone()).or_default().push(event);
    }
    for ((text, kind), by_source) in lists {
        let Some(best) = by_source.keys().min_by_key(|id| precedence.rank(id)).cloned() else { continue };
        let states = |source: &str| -> StateSet {
            by_source[source].iter().filter_map(|e| e.sponsor.state()).collect()
        };
        let ours = states(&best);
        for other in by_source.keys().filter(|id| **id != best) {
            let theirs = states(other);
            for state in (ours | theirs) - (ours & theirs) {
                let said = |there: bool| if there { kind.word() } else { "not listed" }.to_owned();
                builder.variant(Variant {
                    decision: DecisionId::from(text.as_str()),
                    field: "sponsor".to_owned(),
                    state: Some(state),
                    source: other.clone(),
                    value: said(theirs.contains(state)),
                    merged: said(ours.contains(state)),
                });
            }
        }
        used.insert(best.clone());
        for event in by_source.into_iter().filter(|(id, _)| *id == best).flat_map(|(_, events)| events) {
            builder.sponsorship(event);
        }
    }
}
