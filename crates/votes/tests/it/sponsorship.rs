//! Sponsors: events, groups, comparison.

use travaux_record::{Caveat, SponsorList};
use travaux_un::set::StateSet;
use travaux_votes::sponsors::{Against, OnBehalf, SponsorPart};
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
    let answer =
        sponsors(Context::new(&record), a.decision, Some(Against::text(b.decision)), OnBehalf::Apart);
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
fn members_that_sponsored_neither() {
    let record = record();
    let (a, b) = (find(&record, "75/240").expect("there"), find(&record, "73/27").expect("there"));
    let context = Context::new(&record);
    let answer = sponsors(context, a.decision, Some(Against::text(b.decision)), OnBehalf::Apart);
    let against = answer.value.against.expect("asked for");
    assert_eq!(against.members, Some(a.decision.positions().members()));
    let neither = against.neither.expect("both lists are known");
    assert_eq!(neither.to_string(), "BRA CHE DEU FRA GBR IND KIR USA");
    // The four parts are the members, each once.
    let parts = [against.kept, against.new, against.no_longer, neither];
    assert_eq!(parts.iter().map(StateSet::len).sum::<usize>(), 14);
    assert_eq!(
        parts.into_iter().fold(StateSet::EMPTY, |all, part| all | part),
        against.members.expect("named")
    );
}

#[test]
fn without_names_members_are_those_of_the_day_and_without_a_list_neither_is_not_known() {
    let record = record();
    let (a, b) = (find(&record, "74/29").expect("there"), find(&record, "73/27").expect("there"));
    let context = Context::new(&record);
    let answer = sponsors(context, a.decision, Some(Against::text(b.decision)), OnBehalf::Apart);
    let against = answer.value.against.expect("asked for");
    assert_eq!(against.members.map(|members| members.len()), Some(193));
    assert_eq!(against.neither, None);
}

#[test]
fn two_camps_since_their_earlier_texts() {
    let record = record();
    let texts =
        ["75/240", "75/32", "73/27", "73/28"].map(|text| find(&record, text).expect("there").decision);
    let [first, rival, since @ ..] = texts;
    let answer = sponsors(Context::new(&record), first, Some(Against::rival(rival, since)), OnBehalf::Apart);
    let camps = answer.value.since.expect("asked for");
    assert_eq!((camps.first.earlier.id.as_str(), camps.first.roll.n), ("A/RES/73/27", 4));
    let changes = camps.first.changes.expect("both lists are known");
    assert_eq!(changes.kept.to_string(), "CHN RUS");
    assert_eq!(changes.new.to_string(), "CUB VEN");
    assert_eq!(changes.no_longer.to_string(), "NAM NPL");
    assert_eq!((changes.on_rival, changes.new_on_both), (Some(StateSet::EMPTY), Some(StateSet::EMPTY)));
    // Of the other camp's earlier text the record has no list: who is new is not known.
    assert_eq!((camps.other.earlier.id.as_str(), camps.other.changes), ("A/RES/73/28", None));
    for caveat in [
        Caveat::SponsorsAsTabledOnly { text: "A/RES/73/27".to_owned() },
        Caveat::NoSponsors { text: "A/RES/73/28".to_owned() },
    ] {
        assert!(answer.caveats.contains(&caveat), "{:?}", answer.caveats);
    }
    for text in ["A/RES/75/240", "A/RES/75/32", "A/RES/73/27", "A/RES/73/28"] {
        assert!(answer.sources.iter().any(|source| source.of == text), "{text}: {:?}", answer.sources);
    }
}

#[test]
fn who_went_to_a_rival_without_a_list_is_not_known() {
    let record = record();
    let texts =
        ["75/240", "73/28", "73/27", "74/29"].map(|text| find(&record, text).expect("there").decision);
    let [first, rival, since @ ..] = texts;
    let answer = sponsors(Context::new(&record), first, Some(Against::rival(rival, since)), OnBehalf::Apart);
    let changes = answer.value.since.expect("asked for").first.changes.expect("both lists are known");
    assert_eq!(changes.no_longer.to_string(), "NAM NPL");
    assert_eq!((changes.on_rival, changes.new_on_both), (None, None));
}

#[test]
fn who_changed_camp_and_an_earlier_text_that_is_not_earlier() {
    let record = record();
    let context = Context::new(&record);
    let (new, old) = (find(&record, "75/240").expect("there"), find(&record, "73/27").expect("there"));
    let (new, old) = (new.decision, old.decision);
    let answer = sponsors(context, new, Some(Against::rival(old, [old, new])), OnBehalf::Apart);
    let camps = answer.value.since.expect("asked for");
    let (first, other) = (camps.first.changes.expect("known"), camps.other.changes.expect("known"));
    let codes = |states: Option<StateSet>| states.map(|states| states.to_string());
    assert_eq!(codes(first.on_rival).as_deref(), Some("NAM NPL"));
    assert_eq!(codes(other.on_rival).as_deref(), Some("CUB VEN"));
    let notes: Vec<String> = answer.caveats.iter().map(ToString::to_string).collect();
    let order: Vec<&String> = notes.iter().filter(|note| note.contains("is not earlier than")).collect();
    assert_eq!(order.len(), 1, "{notes:?}");
    assert!(order[0].starts_with("A/RES/75/240 (2020-12-31) is not earlier than A/RES/73/27"), "{order:?}");
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
