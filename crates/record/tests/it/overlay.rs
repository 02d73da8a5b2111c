//! A user's record over the bundled one.

use std::fs;

use travaux_record::{Record, SponsorEvent};

use crate::fixture::{builder, sponsorship, symbol};

#[test]
fn where_both_speak_the_users_stands_and_the_rest_stays() {
    let folder = std::env::temp_dir().join(format!("travaux-record-overlay-{}", std::process::id()));
    builder().write_to(&folder, true).expect("written");
    let bundled = Record::bundled();
    let both = Record::open_over_bundled(&folder).expect("it opens");
    fs::remove_dir_all(&folder).expect("removed");
    // The fixture has one decision that the bundled record has too (with three votes), and one under a name of it.
    let tally = |record: &Record, id: &str| {
        record.by_id(id).and_then(travaux_record::DecisionRef::tally).map(|t| t.to_string())
    };
    assert_eq!(tally(&bundled, "A/RES/75/240").as_deref(), Some("92-50-21"));
    assert_eq!(tally(&both, "A/RES/75/240").as_deref(), Some("2-1-0"));
    assert_eq!(tally(&both, "A/RES/75/32").as_deref(), Some("163-10-7"));
    assert_eq!(both.len(), bundled.len());
    let events = both.sponsorships(&symbol("A/RES/75/240"));
    assert_eq!(events.len(), 4);
    assert!(events.contains(&sponsorship("CHN", SponsorEvent::Tabled)));
    assert_eq!(both.sponsorships(&symbol("A/RES/75/32")), bundled.sponsorships(&symbol("A/RES/75/32")));
    let dates: Vec<_> = both.decisions().filter_map(travaux_record::DecisionRef::date).collect();
    assert!(dates.is_sorted(), "the decisions of both are in one order");
}
