//! Sponsors: events, groups, comparison.

use travaux_record::{Caveat, SponsorList};
use travaux_votes::sponsors::{OnBehalf, SponsorPart};
use travaux_votes::{Context, Lane, find, sponsors};

use crate::fixture::record;

#[test]
fn as_of_adoption() {
    let record = record();
    let decision = find(&record, "75/240").expect("there").decision;
    let roll = sponsors(Context::new(&record), decision, None, OnBehalf::Apart).value.roll;
    assert_eq!(roll.states.to_string(), "CHN CUB RUS VEN");
    assert_eq!((roll.n, roll.tabled_n, roll.joined_n, roll.withdrew_n), (4, 3, 2, 1));
    assert_eq!(roll.not_in_favour.to_string(), "VEN");
    assert_eq!(roll.lists, [SponsorList::Tabled, SponsorList::Joined]);
    assert_eq!(roll.texts, ["A/C.1/75/L.8/Rev.1"]);
}

#[test]
fn beside_another_text() {
    let record = record();
    let (a, b) = (find(&record, "75/240").expect("there"), find(&record, "73/27").expect("there"));
    let answer = sponsors(Context::new(&record), a.decision, Some(b.decision), OnBehalf::Apart);
    let against = answer.value.against.expect("asked for");
    assert_eq!(against.kept.to_string(), "CHN RUS");
    assert_eq!(against.new.to_string(), "CUB VEN");
    assert_eq!(against.no_longer.to_string(), "NAM NPL");
    let gone = against.votes.iter().find(|v| v.who == SponsorPart::NoLonger).expect("always there");
    let on_first = |lane| gone.on_first.iter().find(|c| c.lane == lane).map(|c| c.states.to_string());
    assert_eq!(on_first(Lane::Abstaining).as_deref(), Some("NAM"));
    assert_eq!(on_first(Lane::NotVoting).as_deref(), Some("NPL"));
    assert!(answer.caveats.contains(&Caveat::SponsorsAsTabledOnly { text: "A/RES/73/27".to_owned() }));
}

#[test]
fn groups_are_expanded_and_not_counted_unless_asked() {
    let record = record();
    let decision = find(&record, "75/32").expect("there").decision;
    let apart = sponsors(Context::new(&record), decision, None, OnBehalf::Apart).value.roll;
    assert_eq!(apart.n, 0);
    assert_eq!(apart.on_behalf[0].group.as_deref(), Some("EU"));
    assert_eq!(apart.on_behalf[0].members_n, Some(27));
    let counted = sponsors(Context::new(&record), decision, None, OnBehalf::Counted).value.roll;
    assert_eq!(counted.n, 27);
    // Not all members of the group have an entry in this small vote.
    assert_eq!(counted.votes.iter().find(|c| c.lane == Lane::InFavour).map(|c| c.n), Some(2));
}

#[test]
fn a_text_without_a_list_says_so() {
    let record = record();
    let decision = find(&record, "74/29").expect("there").decision;
    let answer = sponsors(Context::new(&record), decision, None, OnBehalf::Apart);
    assert_eq!(answer.caveats, [Caveat::NoSponsors { text: "A/RES/74/29".to_owned() }]);
}
