//! `travaux cite`: styles, files, what is said beside, and what is refused.

use insta::assert_snapshot;

use crate::test::Test;

#[test]
fn each_style_by_its_name() {
    for (style, citation) in [
        ("un", "General Assembly resolution 73/27 of 5 December 2018, para. 5\n"),
        ("bluebook", "G.A. Res. 73/27, ¶ 5 (Dec. 5, 2018)\n"),
        ("oscola", "UNGA Res 73/27 (5 December 2018) UN Doc A/RES/73/27 para 5\n"),
    ] {
        let test = Test::new().args("cite 73/27 --paragraph 5 --style").arg(style);
        assert_eq!(test.answers(), citation);
    }
    for (style, beginning) in [
        ("chicago", "UN General Assembly, Resolution 73/27, “"),
        ("csl", "[\n  {\n"),
        ("bibtex", "@techreport{unga-73-27,\n"),
        ("ris", "TY  - STAT\n"),
    ] {
        let text = Test::new().args("cite 73/27 --style").arg(style).answers();
        assert!(text.starts_with(beginning), "{text}");
    }
}

#[test]
fn several_documents_each_on_a_line() {
    let output = Test::new().args("cite 73/27 a/res/75/240").arg("377 A (V), para. 1").exits(0);
    assert_snapshot!(output.text(), @r"
    General Assembly resolution 73/27 of 5 December 2018
    General Assembly resolution 75/240 of 31 December 2020
    General Assembly resolution 377 A (V) of 3 November 1950, para. 1
    ");
    assert_snapshot!(output.said(), @r"
    note: the record has no title of A/RES/377 A (V): left out
    note: A/RES/377 A (V): day and vote are those of A/RES/377 A-C (V), which holds it
    ");
}

#[test]
fn the_ending_of_a_file_chooses_the_style() {
    for (file, style) in
        [("a.bib", "bibtex"), ("a.ris", "ris"), ("a.json", "csl"), ("a.txt", "un"), ("A.BIB", "bibtex")]
    {
        let made = Test::new().args("cite 73/27 76/19 --output").arg(file).exits(0).made(file);
        let named = Test::new().args("cite 73/27 76/19 --style").arg(style).answers();
        assert_eq!(String::from_utf8(made).expect("text"), named, "{file}");
    }
    // A style that is named stands; the endings of tables are those of tables.
    let made = Test::new().args("cite 73/27 --style ris --output a.bib").exits(0).made("a.bib");
    assert!(made.starts_with(b"TY  - STAT"));
    let made = Test::new().args("cite 73/27 --output a.csv").exits(0).made("a.csv");
    assert!(made.starts_with(b"symbol,un,bluebook,"), "{}", String::from_utf8_lossy(&made));
    let made = Test::new().args("cite 73/27 --format json --output a.json").exits(0).made("a.json");
    assert!(String::from_utf8_lossy(&made).contains("\"schema\": \"cite\""));
}

#[test]
fn the_parts_as_a_table() {
    assert_snapshot!(Test::invented().args("cite 75/901 --format csv --table parts").answers(), @r#"
    symbol,kind,body,session,title,adopted,meeting,vote,url
    A/RES/75/901,resolution,General Assembly,75,Developments in the field of invented affairs,2020-12-31,A/75/PV.99,"recorded vote, 5-4-1",https://undocs.org/en/A/RES/75/901
    "#);
}

#[test]
fn what_cannot_be_read_is_told_and_the_rest_is_cited() {
    let output = Test::new().args("cite L.8/Rev.1 73/27").exits(0);
    assert_eq!(output.text(), "General Assembly resolution 73/27 of 5 December 2018\n");
    assert_snapshot!(output.said(), @r#"
    warning: "L.8/Rev.1" names no document
      hint: the number of a draft begins anew each session and in each committee; name both, as A/C.1/75/L.8/Rev.1
    "#);
    assert_eq!(Test::new().args("cite L.8/Rev.1 73/27 --strict").exits(1).text(), output.text());
    assert_snapshot!(Test::new().args("cite nonsense").refuses(), @r#"
    error: "nonsense" names no document
      hint: a document is written as 73/27, a/res/75/240, A/75/394, S/RES/1325 (2000) or "73/27, para. 5"
    "#);
    assert_snapshot!(Test::new().args("cite 73/27 75/240 --paragraph 5").refuses(), @r"
    error: --paragraph is of one document, and there are several
      hint: write each behind its document: '73/27, para. 5' '75/240 PP10'
    ");
    let said = Test::new().args("cite 73/27 --paragraph five").refuses();
    assert!(said.contains("\"five\" names no paragraph"), "{said}");
}

#[test]
fn a_document_that_the_record_does_not_have_is_cited_by_its_symbol() {
    let output = Test::new().arg("cite").arg("S/RES/1325 (2000)").args("--style bluebook").exits(0);
    assert_eq!(output.text(), "S.C. Res. 1325 (2000)\n");
    assert_snapshot!(output.said(), @"note: the record has nothing of S/RES/1325 (2000): it is cited as far as its symbol says");
    let quiet = Test::new().arg("cite").arg("S/RES/1325 (2000)").args("--style bluebook -q");
    assert_eq!(quiet.answers(), output.text());
}

#[test]
fn another_day_in_a_source_is_told_and_counts_as_something_wrong() {
    let output = Test::new().args("cite 51/10").exits(0);
    assert_snapshot!(output.text() + &output.said(), @r"
    General Assembly resolution 51/10 of 29 October 1996
    note: A/RES/51/10: another day is in a source: voeten has 1996-10-03
    ");
    assert_eq!(Test::new().args("cite 51/10 --strict -q").exits(1).stderr, "");
    assert_eq!(Test::new().args("cite 73/27 --strict").exits(0).stderr, "");
}
