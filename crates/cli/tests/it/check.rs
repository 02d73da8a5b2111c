//! `travaux check` and `travaux claims`: what they print, and what they say to the shell.

use serde_json::Value;

use crate::lighthouse;
use crate::test::Test;

const NOTES: &str = "# Notes\n\nResolution 75/240 was adopted by 92 votes to 50, with 20 abstentions.[^1] \
                     It had 27 sponsors.\n\n[^1]: UNGA Res. 75/240 (Dec. 31, 2020).\n";

fn notes() -> Test {
    Test::new().file("notes.md", NOTES)
}

#[test]
fn a_wrong_number_is_told_with_what_the_record_says() {
    let output = notes().args("check notes.md").exits(1);
    insta::assert_snapshot!(output.text(), @r#"
    notes.md
    1 document cited, 3 claims checked: 1 wrong, 2 right, 0 that the record cannot
    tell.

    Wrong (1)

     line 3  tally: 75/240: 92 in favour, 50 against, 20 abstaining
        text    “Resolution 75/240 was adopted by 92 votes to 50, with 20
                abstentions.”
        record  A/RES/75/240 in plenary on 31 December 2020: 92 in favour, 50
                against, 21 abstaining
        write   21 instead of 20
        query   count(in_favour(75/240)) = 92; count(against(75/240)) = 50;
                count(abstaining(75/240)) = 20
        source  A/RES/75/240: dgacm A/RES/75/240; A/RES/75/240: undl 3896180;
                A/RES/75/240: voeten 9149

    2 claims right; --all shows them too.
    "#);
}

#[test]
fn a_document_without_a_wrong_claim_is_answered() {
    let right = NOTES.replace("20 abstentions", "21 abstentions");
    let output = Test::new().file("notes.md", &right).args("check notes.md --all").exits(0);
    insta::assert_snapshot!(output.text(), @r#"
    notes.md
    1 document cited, 3 claims checked: 0 wrong, 3 right, 0 that the record cannot
    tell.

    Right (3)

     line 3  tally: 75/240: 92 in favour, 50 against, 21 abstaining
        record  A/RES/75/240 in plenary on 31 December 2020: 92 in favour, 50
                against, 21 abstaining
        query   count(in_favour(75/240)) = 92; count(against(75/240)) = 50;
                count(abstaining(75/240)) = 21

     line 3  sponsors: 75/240 had 27 sponsors
        record  A/RES/75/240: 18 sponsors as tabled, 27 as of adoption
        note    27 is the number as of adoption
        query   count(sponsors(75/240)) = 27

     line 5  date: 75/240 is of 31 December 2020
        record  A/RES/75/240 was taken on 31 December 2020
        query   travaux show 'A/RES/75/240'
    "#);
}

#[test]
fn a_document_that_cites_nothing_is_said_to_cite_nothing() {
    let output = Test::new().file("poem.txt", "The lamps are lit.\n").args("check poem.txt").exits(0);
    assert!(output.text().contains("No document of the United Nations is cited"), "{}", output.text());
}

#[test]
fn a_file_that_is_no_text_is_refused_with_what_can_be_read() {
    let test = Test::new();
    std::fs::write(test.home().join("photo.jpg"), [0xff, 0xd8, 0xff, 0xe0, 0, 0, 1, 2, 3]).expect("written");
    let said = test.args("check photo.jpg").refuses();
    assert!(said.contains("plain text, Markdown, HTML, Word and PDF can be read"), "{said}");
}

#[test]
fn sarif_has_an_error_at_the_place() {
    let output = notes().args("check notes.md --format sarif").exits(1);
    let log: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(log["version"], "2.1.0");
    let results = log["runs"][0]["results"].as_array().expect("results");
    let wrong: Vec<&Value> = results.iter().filter(|result| result["level"] == "error").collect();
    let [wrong] = wrong[..] else { panic!("{results:#?}") };
    assert_eq!(wrong["ruleId"], "tally");
    assert_eq!(wrong["kind"], "fail");
    let place = &wrong["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "notes.md");
    assert_eq!(place["region"]["startLine"], 3);
    let rules = log["runs"][0]["tool"]["driver"]["rules"].as_array().expect("rules");
    assert!(results.iter().all(|r| rules.iter().any(|rule| rule["id"] == r["ruleId"])));
}

#[test]
fn json_has_a_finding_an_object() {
    let output = notes().args("check notes.md --format json").exits(1);
    let answer: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let findings = answer["answer"]["value"]["findings"].as_array().expect("findings");
    let wrong = findings.iter().find(|finding| finding["verdict"] == "wrong").expect("one is wrong");
    assert_eq!(wrong["kind"], "tally");
    assert_eq!(wrong["symbol"], "A/RES/75/240");
    assert_eq!(wrong["line"], 3);
    assert_eq!(wrong["fix"]["with"], "21");
    assert!(wrong["record_says"].as_str().is_some_and(|says| says.contains("21 abstaining")), "{wrong}");
    assert!(!wrong["source"].as_array().expect("sources").is_empty());
}

#[test]
fn the_page_marks_the_claim_and_escapes_the_text() {
    let test = Test::new().file("notes.txt", "Resolution 75/240 <b>passed</b> 92-50-20 & more.\n");
    let output = test.args("check notes.txt --format html").exits(1);
    let page = output.text();
    assert!(page.contains("<mark class=\"wrong\">92-50-20</mark>"), "{page}");
    assert!(page.contains("&lt;b&gt;passed") && !page.contains("<b>passed"), "{page}");
}

#[test]
fn a_patch_mends_what_is_wrong_and_nothing_else() {
    let test = notes().args("check notes.md --fix --output mended.md");
    let home = test.home().to_owned();
    test.exits(1);
    let mended = std::fs::read_to_string(home.join("mended.md")).expect("a copy");
    assert_eq!(mended, NOTES.replace("20 abstentions", "21 abstentions"));
    let patch = notes().args("check notes.md --fix").exits(1);
    insta::assert_snapshot!(patch.text(), @r#"
    --- notes.md
    +++ notes.md
    @@ -3,1 +3,1 @@
    -Resolution 75/240 was adopted by 92 votes to 50, with 20 abstentions.[^1] It had 27 sponsors.
    +Resolution 75/240 was adopted by 92 votes to 50, with 21 abstentions.[^1] It had 27 sponsors.
    "#);
}

#[test]
fn claims_beside_a_document_are_judged_and_findings_passed_over() {
    let sidecar = "[[claim]]\nquote = \"It had 27 sponsors\"\nexpression = \"count(not_voting(75/240)) = 31\"\n\n\
                   [[skip]]\nquote = \"92 votes to 50\"\nreason = \"another vote is meant\"\n\n[[claim]]\nquoted = 1\n";
    let output = notes().file("notes.md.claims.toml", sidecar).args("check notes.md").exits(1);
    let text = output.text();
    assert!(text.contains("expression: count(not_voting(75/240)) = 31"), "{text}");
    assert!(!text.contains("20 abstaining"), "{text}");
    assert!(output.stderr.contains("notes.md.claims.toml:9"), "{}", output.stderr);
}

#[test]
fn a_mark_in_the_text_is_a_claim() {
    let text = "Thirty were away [check: count(not_voting(75/240)) = 30], or so [check: count(nobody(75/240)) = 1].\n";
    let output = Test::new().file("notes.txt", text).args("check notes.txt --all").exits(0);
    insta::assert_snapshot!(output.text(), @r#"
    notes.txt
    No document cited, 2 claims checked: 0 wrong, 1 right, 1 that the record cannot
    tell.

    Cannot tell (1)

     line 1  expression: count(nobody(75/240)) = 1
        text    “[check: count(nobody(75/240)) = 1]”
        record  column 7: no function is called nobody; nearest: count, group,
                joined
        query   count(nobody(75/240)) = 1

    Right (1)

     line 1  expression: count(not_voting(75/240)) = 30
        record  30 states: Antigua and Barbuda, Benin, Burkina Faso, Cameroon,
                Central African Republic, Comoros, Congo, Democratic Republic of the
                Congo, Dominica, Eswatini, Ghana, Grenada, Guinea, Guinea-Bissau,
                Haiti, Liberia, Marshall Islands, Micronesia (Federated States of),
                Nauru, Saint Kitts and Nevis, Sao Tome and Principe, Seychelles,
                Sierra Leone, Somalia, South Sudan, Turkmenistan, Tuvalu, United
                Republic of Tanzania, Vanuatu and Zambia
        query   count(not_voting(75/240)) = 30
    "#);
}

#[test]
fn claims_are_questions() {
    let output = notes().args("claims notes.md").exits(0);
    insta::assert_snapshot!(output.text(), @r#"
    line 3: tally: 75/240: 92 in favour, 50 against, 20 abstaining
        count(in_favour(75/240)) = 92; count(against(75/240)) = 50; count(abstaining(75/240)) = 20
    line 3: sponsors: 75/240 had 27 sponsors
        count(sponsors(75/240)) = 27
    line 5: date: 75/240 is of 31 December 2020
        travaux show 'A/RES/75/240'
    "#);
}

#[test]
fn sentences_that_no_rule_reads_are_proposed_as_comments() {
    let text = "Resolution 75/240 was divisive. Some 40 states on two continents gave the resolution lukewarm support.\n";
    let output = Test::new().file("notes.txt", text).args("claims notes.txt --extract").exits(0);
    let proposed = output.text();
    assert!(proposed.contains("# [[claim]]"), "{proposed}");
    assert!(toml::from_str::<toml::Table>(&proposed).expect("TOML").is_empty());
    let commented = proposed.lines().filter_map(|line| line.strip_prefix("# "));
    let claims: Vec<&str> = commented.filter(|line| line.contains(" = ") || line.starts_with('[')).collect();
    let claims = claims.join("\n");
    assert!(toml::from_str::<toml::Table>(&claims).is_ok(), "{claims}");
}

#[test]
fn quotations_are_looked_up_in_the_texts_of_the_record() {
    let text = "The Assembly noted \u{201c}that oil is dear and that wicks are short\u{201d} (resolution 74/29).\n\n\
                The Assembly noted \u{201c}that oil is dear and that the wicks are short\u{201d} (resolution 74/29).\n\n\
                It asked \u{201c}to trim the wicks of the eastern rock\u{201d} (UNGA Res. 74/29, para. 1).\n\n\
                It asked \u{201c}to trim the wicks \u{2026} and to report thereon\u{201d} (UNGA Res. 74/29, para. 2).\n\n\
                It spoke of \u{201c}a moon that never sets on the sea\u{201d} (resolution 74/29).\n";
    let test = Test::new().file("notes.txt", text).arg("--record").arg(lighthouse::folder());
    let output = test.args("check notes.txt --all").exits(1);
    insta::assert_snapshot!(output.text(), @r#"
    notes.txt
    1 document cited, 5 claims checked: 2 wrong, 2 right, 1 that the record cannot
    tell.

    Wrong (2)

     line 3  quotation: 74/29 has these words
        text    “The Assembly noted “that oil is dear and that the wicks are short”
                (resolution 74/29).”
        record  PP2 of A/RES/74/29 reads: Noting that oil is dear and that wicks are
                short,
        source  A/RES/74/29: dgacm A/RES/74/29; A/RES/74/29: undl 3839871;
                A/RES/74/29: voeten 9093

     line 5  quotation: paragraph 1 of 74/29 has these words
        text    “It asked “to trim the wicks of the eastern rock” (UNGA Res. 74/29,
                para. 1).”
        record  they stand in OP2 of A/RES/74/29
        source  A/RES/74/29: dgacm A/RES/74/29; A/RES/74/29: undl 3839871;
                A/RES/74/29: voeten 9093

    Cannot tell (1)

     line 9  quotation: 74/29 has these words
        text    “It spoke of “a moon that never sets on the sea” (resolution
                74/29).”
        record  A/RES/74/29 does not have these words
        note    the words may be of another text

    Right (2)

     line 1  quotation: 74/29 has these words
        record  they stand in PP2 of A/RES/74/29

     line 7  quotation: 74/29 has these words
        record  they stand in OP2 of A/RES/74/29
    "#);
}

#[test]
fn notes_that_contradict_each_other_are_each_judged() {
    let text = "Resolution 75/240 was adopted.[^1] So it stands.[^2]\n\n[^1]: UNGA Res. 75/240 (Dec. 31, 2020).\n\
                [^2]: UNGA Res. 75/240 (Dec. 30, 2020).\n[^2]: UNGA Res. 73/27 (Dec. 5, 2018).\n";
    let output = Test::new().file("notes.md", text).args("check notes.md").exits(1);
    let said = output.text();
    assert!(said.contains("3 claims checked: 1 wrong, 2 right"), "{said}");
    assert!(said.contains(" line 4  date: 75/240 is of 30 December 2020"), "{said}");
}

#[test]
fn documents_that_the_record_does_not_have_are_named() {
    let text = "CEDAW/C/GC/30 and TD/B/67/3 agree with WHO resolution WHA73.1.\n";
    let output = Test::new().file("notes.txt", text).args("check notes.txt").exits(0);
    insta::assert_snapshot!(output.text(), @"
    notes.txt
    2 documents cited, 0 claims checked: 0 wrong, 0 right, 0 that the record cannot
    tell.

    2 documents cited without a decision in the record: CEDAW/C/GC/30, TD/B/67/3.
    ");
}
