//! Source files into a record.

use insta::assert_snapshot;

use crate::test::Test;

const HEAD: &str = "undl_id,ms_code,ms_name,ms_vote,date,session,resolution,draft,committee_report,meeting,title,\
                    agenda_title,subjects,vote_note,total_yes,total_no,total_abstentions,total_non_voting,total_ms,\
                    undl_link\n";

fn row(code: &str, name: &str, vote: &str) -> String {
    format!("1,{code},{name},{vote},2020-12-31,75,A/RES/75/901,,,A/75/PV.99,Invented,,,,1,1,0,0,2,\n")
}

fn votes() -> String {
    format!("{HEAD}{}{}", row("FRA", "FRANCE", "Y"), row("CIV", "CÔTE D'IVOIRE", "N"))
}

fn damaged() -> String {
    format!("{}{}", votes(), row("FRN", "FRNACE", "Y"))
}

#[test]
fn a_record_is_written_and_answers() {
    let test = Test::new().file("votes.csv", &votes());
    let home = test.home().to_owned();
    let output = test.args("--no-bundled import votes.csv --out record").exits(0);
    assert_eq!(output.text(), "");
    assert_snapshot!(output.said(), @r"
    warning: votes.csv:2: A/RES/75/901: without a row: AFG AGO ALB AND ARE ARG ARM ATG AUS AUT and 181 more [names-not-members]
      hint: kept and marked; a correction with its reason and reference goes into a patch file
    errors: 0, warnings: 1, notes: 0
    Read
     file       as    source  rows  decisions
     ────────────────────────────────────────
     votes.csv  undl  undl       2          1
    note: the record in record has 1 decision, 193 positions, 0 sponsorships and 0 documents
    ");
    let show = Test::new()
        .arg("--no-bundled")
        .arg("--record")
        .arg(home.join("record"))
        .args("show 75/901 --format csv");
    assert!(show.exits(0).text().contains("1-1-0"));
}

#[test]
fn a_problem_is_located_and_the_rest_is_read() {
    let output =
        Test::new().file("votes.csv", &damaged()).args("--no-bundled import votes.csv --out record").exits(0);
    assert_snapshot!(output.said(), @r#"
    error: votes.csv:4 (ms_code): the row of "FRN" "FRNACE" was left out: no state is called «FRNACE»; the nearest names: France (FRA), Grenada (GRD), Finland (FIN) [unknown-state]
      hint: a name that is right goes into a patch file
    warning: votes.csv:2: A/RES/75/901: without a row: AFG AGO ALB AND ARE ARG ARM ATG AUS AUT and 181 more [names-not-members]
      hint: kept and marked; a correction with its reason and reference goes into a patch file
    errors: 1, warnings: 1, notes: 0
    Read
     file       as    source  rows  decisions
     ────────────────────────────────────────
     votes.csv  undl  undl       3          1
    note: the record in record has 1 decision, 193 positions, 0 sponsorships and 0 documents
    "#);
}

#[test]
fn strict_writes_nothing_when_anything_is_wrong() {
    let test = Test::new().file("votes.csv", &damaged());
    let record = test.home().join("record");
    let output = test.args("--strict --no-bundled import votes.csv --out record").exits(1);
    assert!(output.stderr.contains("nothing was written"), "{}", output.stderr);
    assert!(!record.exists());
}

#[test]
fn a_dry_run_writes_nothing() {
    let test = Test::new().file("votes.csv", &votes());
    let record = test.home().join("record");
    test.args("--no-bundled import votes.csv --out record --dry-run").exits(0);
    assert!(!record.exists());
}

#[test]
fn a_file_that_is_missing_is_named() {
    assert_snapshot!(Test::new().args("--no-bundled import nowhere.csv").refuses(), @r"
    error: nothing could be read: nowhere.csv: cannot be opened: No such file or directory (os error 2)
      hint: check the name; a name with blanks needs quotation marks
    ");
}

#[test]
fn a_file_of_no_known_format_is_named() {
    let said = Test::new()
        .file("notes.log", "To be done tomorrow.\n")
        .args("--no-bundled import notes.log")
        .refuses();
    assert_snapshot!(said, @r"
    error: nothing could be read: notes.log:1: no known format has a head like this
      hint: say which it is with --as FORMAT, one of
        undl: UN Digital Library voting data (CSV, layouts of 2024 to 2026, plain or gzipped)
        dgacm: the UN's JSON Lines extract of resolutions, with sponsors
        voeten: Voeten's data in one file (Dataverse CSV)
        voeten-votes: Voeten's votes, beside a file of roll calls
        voeten-rollcalls: Voeten's roll calls, beside a file of votes
        committee-votes: votes by state in committee, beside a file of roll calls
        committee-rollcalls: roll calls in committee, beside a file of votes
        committee-totals: totals of committee votes, from press releases
        sponsors: a table of sponsors of named texts
        texts: texts of documents (AKN4UN XML, DOCX, plain text), as clauses
        patch: corrections, each with its reason and reference (TOML)
    ");
}

#[test]
fn a_users_own_record_is_where_the_platform_has_it() {
    let test = Test::new().file("votes.csv", &votes());
    let output = test.args("--no-bundled import votes.csv").exits(0);
    assert!(output.said().contains("HOME/"), "{}", output.said());
}

#[test]
fn quiet_says_nothing() {
    let output =
        Test::new().file("votes.csv", &votes()).args("--quiet --no-bundled import votes.csv").exits(0);
    assert_eq!(output.stderr, "");
}

#[test]
fn formats_are_listed_with_what_they_are() {
    let help = Test::new().args("import --help").answers();
    assert!(help.contains("undl") && help.contains("UN Digital Library"), "{help}");
}
