//! The column layouts of the field.

use std::fs::File;
use std::io::Write;

use insta::assert_snapshot;

use crate::test::Test;

#[test]
fn own_layout() {
    let output = Test::invented().args("export --text 75/901 --states").arg("CIV|GBR|FRA").exits(0);
    assert_snapshot!(output.text(), @r"
    vote_id,symbol,motion_kind,motion_scope,stage,date,meeting,modality,in_favour,against,abstaining,not_voting,state_id,position,position_corrected,non_voting_cause,source_id,source_ref
    A/C.1/75/L.90/Rev.1,A/C.1/75/L.90/Rev.1,whole,,First Committee,2020-11-09,,recorded_vote,7,4,1,0,CIV,in_favour,,,undl,4000004
    A/C.1/75/L.90/Rev.1,A/C.1/75/L.90/Rev.1,whole,,First Committee,2020-11-09,,recorded_vote,7,4,1,0,FRA,against,,,undl,4000004
    A/C.1/75/L.90/Rev.1,A/C.1/75/L.90/Rev.1,whole,,First Committee,2020-11-09,,recorded_vote,7,4,1,0,GBR,against,,,undl,4000004
    A/RES/75/901,A/RES/75/901,whole,,plenary,2020-12-31,A/75/PV.99,recorded_vote,5,4,1,2,CIV,not_voting,in_favour,unknown,undl,4000001
    A/RES/75/901,A/RES/75/901,whole,,plenary,2020-12-31,A/75/PV.99,recorded_vote,5,4,1,2,FRA,against,,,undl,4000001
    A/RES/75/901,A/RES/75/901,whole,,plenary,2020-12-31,A/75/PV.99,recorded_vote,5,4,1,2,GBR,against,,,undl,4000001
    A/RES/75/901 OP3,A/RES/75/901,paragraph,OP3,plenary,2020-12-31,,recorded_vote,5,4,3,0,CIV,abstaining,,,undl,4000003
    A/RES/75/901 OP3,A/RES/75/901,paragraph,OP3,plenary,2020-12-31,,recorded_vote,5,4,3,0,FRA,against,,,undl,4000003
    A/RES/75/901 OP3,A/RES/75/901,paragraph,OP3,plenary,2020-12-31,,recorded_vote,5,4,3,0,GBR,against,,,undl,4000003
    ");
    assert_snapshot!(output.said(), @"");
}

#[test]
fn own_layout_keeps_what_was_adopted_without_a_vote() {
    let text = Test::invented().args("export --text 75/903").answers();
    assert_snapshot!(text, @r"
    vote_id,symbol,motion_kind,motion_scope,stage,date,meeting,modality,in_favour,against,abstaining,not_voting,state_id,position,position_corrected,non_voting_cause,source_id,source_ref
    A/RES/75/903,A/RES/75/903,whole,,plenary,2021-01-05,,without_vote,,,,,,,,,undl,4000005
    ");
}

/// A vote of which the record has totals only is no empty row.
#[test]
fn own_layout_has_tallies() {
    let text =
        Test::new().args("export --text").arg("A/C.1/75/L.8/Rev.1 OP1").args("--format jsonl").answers();
    let row = text
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).expect("JSON"))
        .find(|row| row["vote_id"] == "A/C.1/75/L.8/Rev.1 OP1")
        .expect("the vote on the paragraph");
    assert_eq!(row["modality"], "totals_only");
    assert_eq!(
        (&row["in_favour"], &row["against"], &row["abstaining"]),
        (&92.into(), &52.into(), &24.into())
    );
    assert!(row["not_voting"].is_null() && row["state_id"].is_null(), "{row}");
}

/// The United Kingdom was a member of the European Union on the day of the one and not on that of the other.
#[test]
fn a_group_is_as_on_the_day_of_each_decision() {
    let text = Test::new().args("export --text 73/27,75/240 --states group(EU)").exits(0).text();
    let members = |vote: &str| -> Vec<String> {
        let of_vote = text.lines().filter(|line| line.starts_with(&format!("{vote},")));
        of_vote.map(|line| line.split(',').nth(12).expect("a state").to_owned()).collect()
    };
    assert_eq!((members("A/RES/73/27").len(), members("A/RES/75/240").len()), (28, 27));
    assert!(members("A/RES/73/27").contains(&"GBR".to_owned()));
    // Where the expression has a day of its own, it is that one for all.
    let text = Test::new().args("export --text 73/27 --states group(EU,75/240)").exits(0).text();
    assert!(!text.contains(",GBR,"));
    let said = Test::new().args("export --text 73/27 --states group(EUU)").refuses();
    assert!(said.contains("no group is called EUU"), "{said}");
}

#[test]
fn library_layout() {
    let output = Test::invented().args("export --layout undl --session 75 --states").arg("CIV|GBR").exits(0);
    assert_snapshot!(output.text(), @r#"
    undl_id,ms_code,ms_name,ms_vote,date,session,resolution,draft,committee_report,meeting,title,agenda_title,subjects,vote_note,total_yes,total_no,total_abstentions,total_non_voting,total_ms,undl_link
    4000001,CIV,CÔTE D'IVOIRE,X,2020-12-31,75,A/RES/75/901,A/C.1/75/L.90 | A/C.1/75/L.90/Rev.1,"A/75/990, para. 17",A/75/PV.99,Developments in the field of invented affairs,Item 90 - Invented affairs,INVENTIONS,,5,4,1,2,12,https://digitallibrary.un.org/record/4000001
    4000001,GBR,UNITED KINGDOM OF GREAT BRITAIN AND NORTHERN IRELAND,N,2020-12-31,75,A/RES/75/901,A/C.1/75/L.90 | A/C.1/75/L.90/Rev.1,"A/75/990, para. 17",A/75/PV.99,Developments in the field of invented affairs,Item 90 - Invented affairs,INVENTIONS,,5,4,1,2,12,https://digitallibrary.un.org/record/4000001
    4000002,CIV,CÔTE D'IVOIRE,Y,2020-12-31,75,A/RES/75/902,,,,"Advancing responsible behaviour in invented affairs, with ""marks"", commas | and a bar",,,,8,2,1,1,12,https://digitallibrary.un.org/record/4000002
    4000002,GBR,UNITED KINGDOM OF GREAT BRITAIN AND NORTHERN IRELAND,Y,2020-12-31,75,A/RES/75/902,,,,"Advancing responsible behaviour in invented affairs, with ""marks"", commas | and a bar",,,,8,2,1,1,12,https://digitallibrary.un.org/record/4000002
    "#);
    assert_snapshot!(output.said(), @r"
    note: left out, because the layout cannot tell votes in committee from those in plenary: 1
    note: left out, because the layout cannot tell votes on parts of a text from those on the whole: 1
    note: left out, because the layout has no row for decisions without a recorded vote: 1
    ");
}

#[test]
fn voeten_layout() {
    let output = Test::invented()
        .args("export --layout voeten --since 2020-12-01 --until 2020-12-31 --states")
        .arg("CIV|GBR|SUN|NLD")
        .exits(0);
    assert_snapshot!(output.text(), @r#"
    rcid,resid,session,ccode,member,vote,Country,Countryname,year,date,unres,amend,para,short,descr,importantvote,me,nu,di,hr,co,ec
    9001,,75,437,1,8,CIV,Côte d'Ivoire,2020,2020-12-31,R/75/901,0,0,Developments in the field of invented affairs,Item 90 - Invented affairs,1,0,0,1,0,0,0
    9001,,75,200,1,3,GBR,United Kingdom of Great Britain and Northern Ireland,2020,2020-12-31,R/75/901,0,0,Developments in the field of invented affairs,Item 90 - Invented affairs,1,0,0,1,0,0,0
    9001,,75,210,0,9,NLD,Netherlands (Kingdom of the),2020,2020-12-31,R/75/901,0,0,Developments in the field of invented affairs,Item 90 - Invented affairs,1,0,0,1,0,0,0
    9001,,75,365,1,1,RUS,Russian Federation,2020,2020-12-31,R/75/901,0,0,Developments in the field of invented affairs,Item 90 - Invented affairs,1,0,0,1,0,0,0
    ,,75,437,1,2,CIV,Côte d'Ivoire,2020,2020-12-31,R/75/901,0,1,Developments in the field of invented affairs,OP3,,,,,,,
    ,,75,200,1,3,GBR,United Kingdom of Great Britain and Northern Ireland,2020,2020-12-31,R/75/901,0,1,Developments in the field of invented affairs,OP3,,,,,,,
    ,,75,210,0,9,NLD,Netherlands (Kingdom of the),2020,2020-12-31,R/75/901,0,1,Developments in the field of invented affairs,OP3,,,,,,,
    ,,75,365,1,1,RUS,Russian Federation,2020,2020-12-31,R/75/901,0,1,Developments in the field of invented affairs,OP3,,,,,,,
    ,,75,437,1,1,CIV,Côte d'Ivoire,2020,2020-12-31,R/75/902,0,0,"Advancing responsible behaviour in invented affairs, with ""marks"", commas | and a bar",,,,,,,,
    ,,75,200,1,1,GBR,United Kingdom of Great Britain and Northern Ireland,2020,2020-12-31,R/75/902,0,0,"Advancing responsible behaviour in invented affairs, with ""marks"", commas | and a bar",,,,,,,,
    ,,75,210,0,9,NLD,Netherlands (Kingdom of the),2020,2020-12-31,R/75/902,0,0,"Advancing responsible behaviour in invented affairs, with ""marks"", commas | and a bar",,,,,,,,
    ,,75,365,1,3,RUS,Russian Federation,2020,2020-12-31,R/75/902,0,0,"Advancing responsible behaviour in invented affairs, with ""marks"", commas | and a bar",,,,,,,,
    "#);
    assert_snapshot!(output.said(), @"note: without rcid and issues, because the vote is not in Voeten's data: 2");
}

#[test]
fn json_lines_are_objects_of_the_same_columns() {
    let text = Test::invented().args("export --text 75/901 --states CIV --format jsonl").answers();
    let first = text.lines().next().expect("a row");
    assert_snapshot!(first, @r#"
    {"vote_id":"A/C.1/75/L.90/Rev.1","symbol":"A/C.1/75/L.90/Rev.1","motion_kind":"whole","motion_scope":null,"stage":"First Committee","date":"2020-11-09","meeting":null,"modality":"recorded_vote","in_favour":7,"against":4,"abstaining":1,"not_voting":0,"state_id":"CIV","position":"in_favour","position_corrected":null,"non_voting_cause":null,"source_id":"undl","source_ref":"4000004"}
    "#);
    for line in text.lines() {
        serde_json::from_str::<serde_json::Value>(line).expect("JSON");
    }
}

#[test]
fn a_file_has_its_provenance_beside_it() {
    let output = Test::invented().args("export --layout undl --session 75 --output votes.csv").exits(0);
    assert_eq!(output.text(), "");
    assert!(String::from_utf8_lossy(&output.made("votes.csv")).starts_with("undl_id,ms_code,"));
    assert_snapshot!(String::from_utf8_lossy(&output.made("votes.csv.README.txt")), @r"
    Made by: travaux 0.1.0: travaux --no-bundled export --layout undl --session 75
    Rows: 24, from 5 decisions of the record
    Note: left out, because the layout cannot tell votes in committee from those in plenary: 1
    Note: left out, because the layout cannot tell votes on parts of a text from those on the whole: 1
    Note: left out, because the layout has no row for decisions without a recorded vote: 1
    Note: Positions are as cast. A member that did not vote is not a member that abstained.
    Note: vote_note is always empty: the record has no vote notes
    Source: undl: Nobody, undl. <https://example.org/undl> Covers 2019-12-12 to 2021-01-05. Terms: invented.
    Source: voeten: Nobody, voeten. <https://example.org/voeten> Covers 2020-12-31 to 2020-12-31. Terms: invented.
    Column undl_id: the Digital Library's number of the voting record; empty where it is not in the record
    Column ms_code: the Library's code of the Member State
    Column ms_name: the Member State's name on the day, in capitals
    Column ms_vote: Y, N, A; X for a member that did not vote; ? for an entry that cannot be read
    Column date: the day of the vote
    Column session: the session
    Column resolution: the symbol, as the Library writes it where the record has its reading
    Column draft: the drafts
    Column committee_report: the committee's report
    Column meeting: the record of the meeting
    Column title: the title
    Column agenda_title: agenda items
    Column subjects: subject headings
    Column vote_note: always empty: the record has no vote notes
    Column total_yes: counted from the names
    Column total_no: counted from the names
    Column total_abstentions: counted from the names
    Column total_non_voting: counted from the names
    Column total_ms: members on the day, counted from the names
    Column undl_link: the voting record on the web
    ");
}

#[test]
fn what_a_layout_can_never_fill_is_noted() {
    let output = Test::invented().args("export --layout voeten --output votes.csv").exits(0);
    let readme = String::from_utf8_lossy(&output.made("votes.csv.README.txt")).into_owned();
    assert!(readme.contains("Note: resid is always empty: the record does not keep it\n"), "{readme}");
}

#[test]
fn parquet_and_workbooks_are_the_same_bytes_each_time() {
    for name in ["votes.parquet", "votes.xlsx"] {
        let make = || Test::invented().args("export --output").arg(name).exits(0).made(name);
        let made = make();
        let magic: &[u8] = if name.ends_with("parquet") { b"PAR1" } else { b"PK" };
        assert!(made.starts_with(magic), "{name}");
        assert!(make() == made, "{name} differs from run to run");
    }
}

#[test]
fn what_is_no_session_or_day_is_refused() {
    let said = Test::invented().args("export --session banana").refuses();
    assert!(said.contains("names no session"), "{said}");
    Test::invented().args("export --since 2020-13-01").refuses();
}

#[test]
fn a_selection_without_a_decision_is_said() {
    let output = Test::invented().args("export --session 12").exits(0);
    assert_snapshot!(output.said(), @"warning: no decision of the record is in this selection");
    Test::invented().args("--strict export --session 12").exits(1);
}

#[test]
fn what_is_exported_for_the_library_can_be_imported_again() {
    let output = Test::invented().args("export --layout undl --output votes.csv --no-readme").exits(0);
    let test = Test::new();
    let mut copy = File::create(test.home().join("votes.csv")).expect("the file is made");
    copy.write_all(&output.made("votes.csv")).expect("the file is written");
    drop(copy);
    let imported = test.args("--no-bundled import votes.csv --out again").exits(0);
    assert!(imported.stderr.contains("votes.csv"), "{}", imported.stderr);
    assert!(!imported.made("again/manifest.json").is_empty());
}

/// A link stays a link, and a device is written to and not replaced.
#[cfg(unix)]
#[test]
fn what_is_no_plain_file_is_not_replaced() {
    let folder = std::env::temp_dir().join(format!("travaux-link-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let (real, link) = (folder.join("real.csv"), folder.join("link.csv"));
    std::fs::write(&real, "old").expect("written");
    std::os::unix::fs::symlink(&real, &link).expect("linked");
    let to_link = format!("export --text 75/903 --no-readme --output {}", link.display());
    Test::invented().args(&to_link).exits(0);
    assert!(link.symlink_metadata().expect("it is there").is_symlink());
    assert!(std::fs::read_to_string(&real).expect("a file").contains("A/RES/75/903"));
    Test::invented().args("export --text 75/903 --no-readme --output /dev/null").exits(0);
    assert!(!std::fs::metadata("/dev/null").expect("it is there").is_file());
    std::fs::remove_dir_all(folder).expect("removed");
}
