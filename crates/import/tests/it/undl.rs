//! The library's layouts.

use travaux_record::{Modality, Outcome, Position};
use travaux_un::state::StateId;

use crate::files::{Files, HEAD, VOTES, undl_rows};

fn state(code: &str) -> StateId {
    StateId::from_code(code).expect("a code")
}

#[test]
fn a_recorded_vote_is_read_with_all_that_stands_beside_it() {
    let content = format!("{HEAD}{}", undl_rows(&VOTES, "1,1,1,1,4"));
    let (record, diagnostics) = Files::new().with("votes.csv", content).import();
    let decision = record.by_id("A/RES/73/999").expect("it was read");
    assert_eq!(decision.tally().map(|t| t.to_string()).as_deref(), Some("1-1-1"));
    assert_eq!(decision.positions().of(state("ZWE")), Some(Position::NotVoting));
    let no_row = decision.positions().of(state("DEU"));
    assert_eq!(no_row, Some(Position::Unreadable), "a member without a row is not taken for no member");
    assert_eq!(decision.positions().of(state("DDR")), None, "what was not a member has no position");
    assert_eq!(decision.title(), "A title, with a comma");
    assert_eq!(decision.drafts().collect::<Vec<_>>(), ["A/C.1/73/L.99"]);
    assert_eq!(decision.meeting(), "A/73/PV.45");
    assert_eq!((decision.modality(), decision.outcome()), (Modality::RecordedVote, Outcome::Adopted));
    let reading = &decision.readings()[0];
    assert_eq!((reading.source.as_str(), reading.reference.as_str()), ("undl", "900001"));
    assert_eq!(reading.place, "votes.csv:2");
    // Four names are not the 193 members of the day.
    assert!(diagnostics.iter().all(|d| d.code == "names-not-members"), "{diagnostics:#?}");
}

#[test]
fn the_older_layout_without_a_note_and_the_gzipped_file_give_the_same() {
    let content = format!("{HEAD}{}", undl_rows(&VOTES, "1,1,1,1,4"));
    let older: String = content.replace(",vote_note", "").replace("SUBJECT,,", "SUBJECT,");
    let (new, _) = Files::new().with("new.csv", &content).import();
    for files in [
        Files::new().with("older.csv", &older),
        Files::new().with_gzip("votes.csv.gz", &content, usize::MAX),
        Files::new().with("bom.csv", format!("\u{feff}{content}")),
        Files::new().with("crlf.csv", content.replace('\n', "\r\n")),
    ] {
        let (record, _) = files.import();
        let one = |r: &travaux_record::Record| {
            r.by_id("A/RES/73/999").map(travaux_record::DecisionRef::to_decision)
        };
        assert_eq!(one(&record), one(&new));
    }
}

#[test]
fn names_and_codes_of_their_day_are_followed() {
    let votes = [
        ("", "Côte d’Ivoire", "Y"),
        ("", "CÔTE D'IVOIRE", "Y"),
        ("SRB", "YUGOSLAVIA", "N"),
        ("LAO", "LAO PEOPLE'S DEMOCRATIC REPUBLIC", "A"),
    ];
    let content = format!("{HEAD}{}", undl_rows(&votes, "1,1,1,0,3"));
    let (record, diagnostics) = Files::new().with("votes.csv", content).import();
    let decision = record.by_id("A/RES/73/999").expect("it was read");
    assert_eq!(decision.positions().of(state("CIV")), Some(Position::InFavour));
    assert_eq!(decision.positions().of(state("SRB")), Some(Position::Against));
    assert_eq!(
        diagnostics.iter().filter(|d| d.code == "state-twice").count(),
        1,
        "the same name twice is noted"
    );
}

#[test]
fn the_security_councils_file_and_the_list_of_outcomes_are_the_same_format() {
    let council = "undl_id,ms_code,ms_name,permanent_member,ms_vote,date,resolution,draft,meeting,description,\
agenda,subjects,vote_note,modality,total_yes,total_no,total_abstentions,total_non_voting,total_ms,undl_link\n\
4033397,CHN,CHINA,True,A,2024-01-10,S/RES/2722(2024),S/2024/37,S/PV.9527,on attacks,Red Sea,HOUTHIS,,vote,1,0,1,0,15,\n\
4033397,FRA,FRANCE,True,Y,2024-01-10,S/RES/2722(2024),S/2024/37,S/PV.9527,on attacks,Red Sea,HOUTHIS,,vote,1,0,1,0,15,\n";
    let outcomes = "undl_id,date,session,resolution,title,modality,total_yes,total_no,total_abstentions\n\
1,2021-12-06,76,A/RES/76/19,Developments,without a vote,,,\n\
2,1950-11-03,5,A/RES/377(V)[A],Uniting,\"vote, non-recorded\",,,\n\
3,2018-12-05,73,A/RES/73/998,Something,\"vote, recorded\",100,2,3\n";
    let (record, _) = Files::new().with("sc.csv", council).with("outcomes.csv", outcomes).import();
    let modality = |id: &str| record.by_id(id).map(travaux_record::DecisionRef::modality);
    assert_eq!(modality("S/RES/2722 (2024)"), Some(Modality::RecordedVote));
    assert_eq!(modality("A/RES/76/19"), Some(Modality::WithoutVote));
    assert_eq!(modality("A/RES/377 A (V)"), Some(Modality::NonRecordedVote));
    assert_eq!(modality("A/RES/73/998"), Some(Modality::TotalsOnly));
    let council = record.by_id("S/RES/2722 (2024)").expect("it was read");
    assert_eq!(council.positions().of(state("CHN")), Some(Position::Abstaining));
}
