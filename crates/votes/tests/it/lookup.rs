//! Decisions as people write them.

use travaux_record::{DecisionRef, Stage};
use travaux_votes::{find, find_all};

use crate::fixture::{bundled, record};

#[track_caller]
fn finds(written: &str, id: &str) {
    let record = record();
    let found = find(&record, written).unwrap_or_else(|e| panic!("{written}: {e} {:?}", e.hints));
    assert_eq!(found.decision.id(), id, "{written}");
}

#[test]
fn as_people_write_them() {
    finds("75/240", "A/RES/75/240");
    finds("a/res/75/240", "A/RES/75/240");
    finds("  A/RES/75/240 ", "A/RES/75/240");
    finds("resolution 75/240", "A/RES/75/240");
    finds("74/29", "A/RES/74/29");
    finds("A/RES/48/75 B", "A/RES/48/75 B");
    finds("48/75 B", "A/RES/48/75 B");
    finds("48/75b", "A/RES/48/75 B");
    finds("voeten:5666", "voeten:5666");
    finds("Voeten: 5666", "voeten:5666");
    finds("undl:3896240", "A/RES/75/240");
}

#[test]
fn a_draft_with_a_vote_of_its_own_is_that_vote() {
    finds("A/C.1/75/L.4", "A/C.1/75/L.4");
    finds("a/c.1/75/l.4", "A/C.1/75/L.4");
    let record = record();
    assert!(find(&record, "A/C.1/75/L.4").expect("there").notes.is_empty());
}

#[test]
fn a_draft_without_one_is_the_resolution_and_says_so() {
    let record = record();
    let found = find(&record, "A/C.1/73/L.27/Rev.1").expect("there");
    assert_eq!(found.decision.id(), "A/RES/73/27");
    let notes: Vec<String> = found.notes.iter().map(ToString::to_string).collect();
    assert_eq!(notes.len(), 1);
    assert!(notes[0].contains("A/C.1/73/L.27/Rev.1 is a draft of A/RES/73/27"), "{notes:?}");
    // A vote on a paragraph of the draft is not a vote on the draft.
    finds("A/C.1/75/L.8/Rev.1", "A/RES/75/240");
}

#[test]
fn parts() {
    for written in ["A/C.1/75/L.8/Rev.1 PP10", "75/240 PP10", "75/240 pp 10", "75/240, preambular para. 10"] {
        finds(written, "A/C.1/75/L.8/Rev.1 PP10");
    }
    let record = record();
    let notes = find(&record, "75/240 PP10").expect("there").notes;
    assert_eq!(notes.len(), 1);
    assert!(notes[0].to_string().contains("in the First Committee, on A/C.1/75/L.8/Rev.1"), "{}", notes[0]);
    let missing = find(&record, "75/240 OP1").expect_err("no vote on it");
    assert_eq!(missing.hints, ["separate votes on record for A/RES/75/240: PP10"]);
    let missing = find(&record, "73/27 OP1").expect_err("no vote on it");
    assert_eq!(missing.hints, ["the record has no separate vote on a part of A/RES/73/27"]);
}

#[test]
fn related_decisions_are_listed() {
    let record = record();
    let ids: Vec<&str> = find_all(&record, "75/240").expect("there").iter().map(|d| d.id()).collect();
    assert_eq!(ids, ["A/RES/75/240", "A/C.1/75/L.8/Rev.1 PP10"]);
    let ids: Vec<&str> = find_all(&record, "A/C.1/75/L.4").expect("there").iter().map(|d| d.id()).collect();
    assert_eq!(ids, ["A/C.1/75/L.4", "A/RES/75/32"]);
}

#[test]
fn the_nearest_are_named() {
    let record = record();
    let missing = find(&record, "75/204").expect_err("not there");
    assert_eq!(missing.nearest[0], "A/RES/75/240");
    assert_eq!(
        missing.to_string(),
        format!("«75/204» is not in the record; nearest: {}", missing.nearest.join(", "))
    );
    let missing = find(&record, "48/75").expect_err("only a part is there");
    assert_eq!(missing.nearest, ["A/RES/48/75 B"]);
    assert!(missing.hints[0].contains("name one, as A/RES/48/75 B"), "{:?}", missing.hints);
    let missing = find(&record, "A/C.1/73/L.27/Rev.3").expect_err("only an earlier revision is there");
    assert_eq!(missing.nearest, ["A/C.1/73/L.27/Rev.1"]);
    assert_eq!(missing.hints, ["the record has other revisions of A/C.1/73/L.27"]);
    let missing = find(&record, "L.8/Rev.1").expect_err("which?");
    assert!(missing.hints[0].contains("name both"), "{:?}", missing.hints);
    let missing = find(&record, "undl:1").expect_err("no such number");
    assert_eq!(missing.hints, ["the source undl has no decision under the number 1"]);
    let missing = find(&record, "90/1").expect_err("not yet");
    assert!(missing.hints.iter().any(|h| h.contains("the record ends on 2020-12-31")), "{:?}", missing.hints);
}

#[test]
fn a_draft_is_found_by_its_later_revision() {
    let record = record();
    let found = find(&record, "A/C.1/73/L.27").expect("its revision is there");
    assert_eq!(found.decision.id(), "A/RES/73/27");
    let notes: Vec<String> = found.notes.iter().map(ToString::to_string).collect();
    assert_eq!(
        notes[0],
        "the record has nothing on A/C.1/73/L.27 itself, and has its revision A/C.1/73/L.27/Rev.1"
    );
    assert!(notes[1].starts_with("A/C.1/73/L.27/Rev.1 is a draft of A/RES/73/27"), "{notes:?}");
}

#[test]
fn what_is_no_decision_is_told_what_it_is() {
    let record = record();
    let hints = |asked| find(&record, asked).expect_err("no decision").hints;
    assert_eq!(
        hints("A/73/PV.45"),
        ["A/73/PV.45 is the record of a meeting, and its decisions are A/RES/73/27 and A/RES/73/28"]
    );
    assert_eq!(
        hints("A/73/PV.46"),
        ["A/73/PV.46 is the record of a meeting, and no decision on record names it"]
    );
    assert_eq!(
        hints("A/75/394"),
        ["A/75/394 is a report; the decisions on what it recommends are A/RES/75/240"]
    );
    assert_eq!(
        hints("decision 75/512"),
        ["the record has no text numbered as a decision of session 75 of the General Assembly"]
    );
}

#[test]
fn old_resolutions_have_their_session_behind_the_number() {
    let hints = |asked| find(bundled(), asked).expect_err("in parts").hints;
    let of_377 = hints("377 (V)");
    assert!(of_377[0].starts_with("A/RES/377 (V) was adopted in parts"), "{of_377:?}");
    assert_eq!(of_377.len(), 1);
    let beyond = hints("999 (V)");
    assert!(
        beyond[0].starts_with("the highest number that the record has in that line is A/RES/"),
        "{beyond:?}"
    );
}

/// A meeting that went on another day has a symbol of its own, and is listed with it.
#[test]
fn a_meeting_that_was_resumed() {
    let missing = find(bundled(), "A/75/PV.48").expect_err("a meeting");
    assert!(missing.hints[0].contains("; of A/75/PV.48 (Resumption 1): "), "{:?}", missing.hints);
    assert!(missing.hints[0].contains("A/RES/75/240"), "{:?}", missing.hints);
}

/// Several votes on one label, and labels that name their kind themselves.
#[test]
fn parts_are_named_once() {
    let missing = find(bundled(), "75/240 OP7").expect_err("no vote on it");
    assert_eq!(missing.hints, ["separate votes on record for A/RES/75/240: OP1, PP10, motion for division"]);
    let missing = find(bundled(), "70/40 OP9").expect_err("no vote on it");
    assert_eq!(missing.hints, ["separate votes on record for A/RES/70/40: OP15, OP19, OP5"]);
}

/// Whatever text the record has is found by its symbol, and the vote on the whole of it in plenary is preferred.
#[test]
fn every_text_of_the_bundled_record_is_found() {
    let record = bundled();
    for decision in record.decisions().step_by(7).filter(|d| !d.text_str().is_empty()) {
        let found = find(record, decision.text_str()).expect("its own symbol").decision;
        assert_eq!(found.text_str(), decision.text_str());
        let whole = |d: &DecisionRef<'_>| d.question().is_whole() && d.stage() == Stage::Plenary;
        assert!(whole(&found) || !whole(&decision), "{found:?} {decision:?}");
        assert_eq!(find(record, decision.id()).expect("its own name").decision.id(), decision.id());
    }
}

#[test]
fn nothing_panics() {
    let record = record();
    for text in [
        "",
        " ",
        "()",
        "é",
        "PP10",
        "75/240 PP",
        "75/240 (",
        "::",
        "A/RES/75/240 PP10 PP10",
        "\u{202e}",
        "75/240é",
    ] {
        let _ = find(&record, text);
    }
}
