//! A state's profile, a user's own groups, and the schemas of all answers.

use travaux_record::{Answer, Caveat};
use travaux_un::group::groups;
use travaux_un::session::Session;
use travaux_votes::{Context, VotesError, evaluate_text, find, show, state as profile};

use crate::fixture::{record, state};

#[test]
fn positions_by_session() {
    let record = record();
    let venezuela = profile(Context::new(&record), state("VEN")).value;
    let lines: Vec<_> = venezuela
        .positions
        .iter()
        .map(|l| (l.session, l.votes, l.in_favour, l.against, l.abstaining, l.not_voting))
        .collect();
    assert_eq!(
        lines,
        [(Some(Session::Regular(73)), 3, 1, 0, 0, 2), (Some(Session::Regular(75)), 2, 0, 0, 0, 2)]
    );
    let sponsorships: Vec<_> = venezuela
        .sponsorships
        .iter()
        .map(|l| (l.session, l.texts_with_sponsors, l.tabled, l.joined, l.withdrew))
        .collect();
    assert_eq!(
        sponsorships,
        [(Some(Session::Regular(73)), 1, 0, 0, 0), (Some(Session::Regular(75)), 2, 0, 1, 0)]
    );
    assert_eq!(venezuela.memberships.len(), 1);
    assert!(venezuela.groups.iter().any(|group| group.group == "GRULAC"));
}

#[test]
fn a_users_own_group() {
    let record = record();
    let csv = b"group,state,from,to\nFriends,Namibia,,\nFriends,Nepal,,2019-12-31\n";
    let (own, problems) = groups().with_user_groups(csv, "friends.csv");
    assert!(problems.is_empty(), "{problems:?}");
    let context = Context::with_groups(&record, &own);
    let states = |text| evaluate_text(context, text).map(|answer| answer.value.states.to_string());
    assert_eq!(states("in_favour(73/27) & group(Friends)").as_deref(), Ok("NAM NPL"));
    assert_eq!(states("absent(75/240) & group(Friends)").as_deref(), Ok(""));

    let decision = find(&record, "75/240").expect("there").decision;
    let shown = show(context, decision, &["friends"]).expect("the group is known").value;
    assert_eq!((shown.groups[0].members, shown.groups[1].members), (1, 13));
    let error = show(Context::new(&record), decision, &["Friends"]).expect_err("not known to all");
    assert!(matches!(error, VotesError::UnknownGroup(_)));
}

#[test]
fn a_decision_without_a_vote_is_shown_without_positions() {
    let record = record();
    let decision = find(&record, "74/29").expect("there").decision;
    let answer = show(Context::new(&record), decision, &[]).expect("known groups");
    assert_eq!((answer.value.counted, answer.value.members), (None, None));
    assert!(answer.value.positions.is_empty() && answer.value.groups.is_empty());
    assert_eq!(answer.value.previous.as_ref().map(|h| h.id.as_str()), Some("A/RES/73/27"));
    assert_eq!(answer.value.next.as_ref().map(|h| h.id.as_str()), Some("A/RES/75/240"));
    // Nobody was asked, so nobody was absent and no positions are missing.
    assert_eq!(answer.caveats, [Caveat::NoSponsors { text: "A/RES/74/29".to_owned() }]);
}

#[test]
fn every_answer_has_a_schema() {
    fn properties<T: schemars::JsonSchema>() -> usize {
        let schema = schemars::schema_for!(Answer<T>);
        schema.get("properties").and_then(|p| p.as_object()).map_or(0, serde_json::Map::len)
    }
    for n in [
        properties::<travaux_votes::show::Shown>(),
        properties::<travaux_votes::compare::JointPositions>(),
        properties::<travaux_votes::shift::Shift>(),
        properties::<travaux_votes::sponsors::Sponsors>(),
        properties::<travaux_votes::absent::Absent>(),
        properties::<travaux_votes::series::Series>(),
        properties::<travaux_votes::state::StateProfile>(),
        properties::<travaux_votes::sets::Evaluated>(),
        properties::<travaux_votes::status::Status>(),
    ] {
        assert_eq!(n, 4);
    }
}
