//! Members that did not vote, and what the record shows of them.

use travaux_votes::absent::Pattern;
use travaux_votes::{Context, Lane, VotesError, absent, find};

use crate::fixture::{bundled, record, state};

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

/// Without another vote of the meeting or day, nothing can be said of that meeting or day.
#[test]
fn nothing_to_compare_with_on_the_day() {
    let record = record();
    let decision = find(&record, "A/C.1/75/L.4").expect("there").decision;
    let on_one_day = absent(Context::new(&record), decision).expect("names").value;
    let nepal = &on_one_day.states[0];
    assert_eq!((nepal.state, on_one_day.occasion.others), (state("NPL"), 1));
    // The other vote of that day has no entry for Nepal.
    assert_eq!((nepal.same_occasion.of, nepal.pattern), (0, Pattern::VotedInSessionOnly));

    let decision = find(&record, "75/240").expect("there").decision;
    let alone = absent(Context::new(&record), decision).expect("names").value;
    assert_eq!(alone.occasion.others, 0);
    assert!(alone.states.iter().all(|line| line.pattern != Pattern::VotedInSession));
}

#[test]
fn states_come_in_the_order_of_their_names() {
    let record = bundled();
    let decision = find(record, "75/240").expect("there").decision;
    let absent = absent(Context::new(record), decision).expect("names").value;
    let names: Vec<&str> = absent
        .states
        .iter()
        .filter(|l| l.pattern == Pattern::VotedInSession)
        .map(|l| l.state.state().name())
        .collect();
    assert!(names.is_sorted() && names.len() > 5, "{names:?}");
}

#[test]
fn without_a_day_there_is_no_before_and_after() {
    let record = bundled();
    let decision = find(record, "70/40 OP15").expect("there").decision;
    assert_eq!(decision.date(), None, "take another decision without a date");
    let absent = absent(Context::new(record), decision).expect("names").value;
    assert!(!absent.states.is_empty());
    assert!(absent.states.iter().all(|l| l.last_vote_before.is_none() && l.first_vote_after.is_none()));
    assert!(absent.states.iter().all(|l| l.pattern == Pattern::VotedInSessionOnly));
}
