//! Voeten's layouts.

use travaux_record::{Outcome, Position, QuestionKind};
use travaux_un::state::StateId;

use crate::files::Files;

const ROLL_CALLS: &str = "rcid,session,date,unres,yes,no,abstain,importantvote,amend,para,short,descr,me,nu,di,hr,co,ec\n\
5728,58,2003-12-08,R/58/54,2,,1,,,1,,\"Text A was adopted. I shall now put to the vote operative paragraph 4 of it\",0,0,1,0,0,0\n\
3,1,1946-01-01,R/1/66,1,2,0,0,1,0,AMENDMENTS,TO ADOPT A CUBAN AMENDMENT,0,0,0,0,0,0\n";
const VOTES: &str = "rcid,ccode,country,vote\n5728,2,USA,2\n5728,20,CAN,1\n5728,220,FRA,1\n5728,31,BHS,8\n5728,990,WSM,9\n3,2,USA,3\n3,40,CUB,1\n3,220,FRA,3\n";

#[test]
fn votes_and_roll_calls_apart_are_joined() {
    let (record, _) = Files::new().with("votes.csv", VOTES).with("rollcalls.csv", ROLL_CALLS).import();
    let decision = record.by_id("voeten:5728").expect("read");
    assert_eq!(decision.tally().map(|t| t.to_string()).as_deref(), Some("2-0-1"));
    let of = |code: &str| decision.positions().of(StateId::from_code(code).expect("a code"));
    // A member that the data say was none has no entry that can be read.
    assert_eq!((of("BHS"), of("WSM")), (Some(Position::NotVoting), Some(Position::Unreadable)));
    let question = decision.question();
    assert_eq!((question.kind, question.label.as_deref()), (QuestionKind::Paragraph, Some("OP4")));
    assert_eq!(decision.issues().collect::<Vec<_>>(), ["di"]);
    let amendment = record.by_id("voeten:3").expect("read");
    assert_eq!(amendment.question().kind, QuestionKind::Amendment);
    assert_eq!(amendment.outcome(), Outcome::NotAdopted, "fewer for than against");
    assert_eq!(decision.outcome(), Outcome::Unknown, "more for than against settle nothing");
}

#[test]
fn the_single_file_of_the_dataverse_gives_the_same() {
    let single = "rcid,resid,session,ccode,member,vote,Country,Countryname,year,date,unres,amend,para,short,descr,importantvote,me,nu,di,hr,co,ec\n\
5728,58082,58,2,1,2,USA,United States of America,2003,2003-12-08,R/58/54,,1,,operative paragraph 4,,0,0,1,0,0,0\n\
5728,58082,58,20,1,1,CAN,Canada,2003,2003-12-08,R/58/54,,1,,operative paragraph 4,,0,0,1,0,0,0\n\
5728,58082,58,220,1,1,FRA,France,2003,2003-12-08,R/58/54,,1,,operative paragraph 4,,0,0,1,0,0,0\n\
5728,58082,58,31,1,8,BHS,Bahamas,2003,2003-12-08,R/58/54,,1,,operative paragraph 4,,0,0,1,0,0,0\n";
    let (one, _) = Files::new().with("single.csv", single).import();
    let (two, _) = Files::new().with("votes.csv", VOTES).with("rollcalls.csv", ROLL_CALLS).import();
    let row =
        |r: &travaux_record::Record| r.by_id("voeten:5728").map(|d| d.positions().iter().collect::<Vec<_>>());
    assert_eq!(row(&one), row(&two));
}

#[test]
fn a_file_without_its_other_half_says_so() {
    let (_, diagnostics) = Files::new().with("rollcalls.csv", ROLL_CALLS).import();
    assert_eq!(diagnostics.iter().filter(|d| d.code == "no-votes").count(), 2);
    let diagnostics = Files::new().with("votes.csv", VOTES).nothing_read();
    assert_eq!(diagnostics.iter().filter(|d| d.code == "no-roll-call").count(), 2);
}
