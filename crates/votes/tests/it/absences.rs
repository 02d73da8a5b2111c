//! Members that did not vote, and what the record shows of them.

use travaux_votes::absent::Pattern;
use travaux_votes::{Context, Lane, VotesError, absent, find};

use crate::fixture::{record, state};

#[test]
fn what_the_record_shows() {
    let record = record();
    let decision = find(&record, "73/27").expect("there").decision;
    let absent = absent(Context::new(&record), decision).expect("names").value;
    assert_eq!((absent.share.part, absent.share.of), (2, 14));
    assert_eq!(absent.occasion.meeting.as_deref(), Some("A/73/PV.45"));
    assert_eq!((absent.occasion.others, absent.others_of_session), (1, 2));
    let of = |code| absent.states.iter().find(|line| line.state == state(code)).expect("did not vote");
    // Venezuela voted on the other text of the meeting; Kiribati on nothing, and was no member on the other day.
    assert_eq!(of("VEN").pattern, Pattern::VotedOnSameOccasion);
    assert_eq!((of("VEN").same_occasion.part, of("VEN").same_occasion.of), (1, 1));
    assert_eq!((of("VEN").session.part, of("VEN").session.of), (1, 2));
    assert_eq!(of("KIR").pattern, Pattern::NotInSession);
    assert_eq!((of("KIR").session.part, of("KIR").session.of), (0, 1));
    assert!(absent.states.iter().all(|line| line.cause.is_none()));
}

#[test]
fn the_text_before_it_is_the_last_with_names() {
    let record = record();
    let decision = find(&record, "75/240").expect("there").decision;
    let absent = absent(Context::new(&record), decision).expect("names").value;
    // 74/29 was adopted without a vote.
    assert_eq!(absent.earlier.as_ref().map(|h| h.id.as_str()), Some("A/RES/73/27"));
    let on_earlier: Vec<(&str, Option<Lane>)> =
        absent.states.iter().map(|line| (line.state.code(), line.on_earlier)).collect();
    assert!(on_earlier.contains(&("NPL", Some(Lane::InFavour))));
    assert!(on_earlier.contains(&("GBR", Some(Lane::Against))));
    assert!(on_earlier.contains(&("VEN", Some(Lane::NotVoting))));
}

#[test]
fn nobody_was_absent_where_nobody_was_asked() {
    let record = record();
    let decision = find(&record, "74/29").expect("there").decision;
    let error = absent(Context::new(&record), decision).expect_err("no vote");
    assert!(matches!(error, VotesError::NoPositions { .. }));
    assert_eq!(
        error.to_string(),
        "the record has no positions by state on A/RES/74/29: it was taken without a vote"
    );
}
