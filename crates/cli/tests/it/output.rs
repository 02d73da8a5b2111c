//! The formats of an answer, and how they go out.

use std::io::Read;
use std::process::Stdio;

use insta::assert_snapshot;

use crate::test::Test;

#[test]
fn csv_is_one_table_and_names_the_others() {
    let output = Test::invented().args("shift 74/901 75/901 --format csv").exits(0);
    assert_snapshot!(output.text(), @r#"
    A/RES/74/901 \ A/RES/75/901,in favour,against,abstaining,not voting,all
    in favour,4,0,1,2,7
    against,0,3,0,0,3
    abstaining,0,1,0,0,1
    not voting,0,0,0,0,0
    not a member,1,0,0,0,1
    all,5,4,1,2,12
    "#);
    assert_snapshot!(output.said(), @"note: this is the table shift; the answer also has totals, moves (choose with --table)");
}

#[test]
fn csv_has_codes_and_both_parts_of_a_share() {
    assert_snapshot!(Test::invented().args("shift 74/901 75/901 --format csv --table totals").answers(), @r#"
    item,states,share (with its base),share (with its base): out of,which
    the same vote,7,7,11,ARG CHN DEU EGY GBR RUS USA
    moved towards the text,0,0,11,
    moved away from the text,2,2,11,BOL FRA
    "did not vote, then voted",0,0,11,
    "voted, then did not vote",2,2,11,CIV TUR
    did not vote either time,0,0,11,
    not a member the first time,1,1,12,NGA
    "#);
}

#[test]
fn a_table_that_is_not_there_is_refused_with_those_that_are() {
    assert_snapshot!(Test::invented().args("shift 74/901 75/901 --format csv --table sums").refuses(), @r#"
    error: the answer has no table named "sums"
      hint: its tables: shift, totals, moves
    "#);
}

#[test]
fn markdown_has_all_tables_notes_and_sources() {
    assert_snapshot!(Test::invented().args("compare 75/901 75/902 --format md").answers(), @r#"
    ### A/RES/75/901 (2020-12-31, 5-4-1) (rows) and A/RES/75/902 (2020-12-31, 8-2-1) (columns): states by position on each

    | A/RES/75/901 \\ A/RES/75/902 | in favour | against | abstaining | not voting | all |
    | --- | ---: | ---: | ---: | ---: | ---: |
    | in favour | 2 | 2 | 0 | 1 | 5 |
    | against | 4 | 0 | 0 | 0 | 4 |
    | abstaining | 0 | 0 | 1 | 0 | 1 |
    | not voting | 2 | 0 | 0 | 0 | 2 |
    | all | 8 | 2 | 1 | 1 | 12 |

    ### Who stood where on A/RES/75/901 and A/RES/75/902

    | on A/RES/75/901 | on A/RES/75/902 | states | which |
    | --- | --- | ---: | --- |
    | in favour | in favour | 2 | Argentina, Egypt |
    | in favour | against | 2 | China, Russian Federation |
    | in favour | not voting | 1 | Nigeria |
    | against | in favour | 4 | France, Germany, United Kingdom of Great Britain and Northern Ireland, United States of America |
    | abstaining | abstaining | 1 | Bolivia (Plurinational State of) |
    | not voting | in favour | 2 | Côte d'Ivoire, Türkiye |

    ### A/RES/75/901 and A/RES/75/902: how far the votes agree

    |  | states | of those voting on both |
    | --- | ---: | --- |
    | members on both days | 12 |  |
    | voted on both | 9 |  |
    | the same vote on both | 3 | 3 of 9 (33.3 %) |
    | in favour of one, against the other | 6 | 6 of 9 (66.7 %) |

    **Notes**

    1. 2 members did not vote on A/RES/75/901; the record does not tell absence, presence without voting and loss of the vote apart
    2. A/RES/75/901: positions are as cast; 1 state later said it had meant another
    3. A/RES/75/901: voeten differs from the merged record in 1 cell
    4. A/RES/75/901: the names give 5-4-1, the source states 6-4-1 (voeten)
    5. 1 member did not vote on A/RES/75/902; the record does not tell absence, presence without voting and loss of the vote apart

    **Sources**

    1. A/RES/75/901: undl 4000001 <https://digitallibrary.un.org/record/4000001>; voeten 9001 <https://example.org/voeten>
    2. A/RES/75/902: undl 4000002 <https://digitallibrary.un.org/record/4000002>

    **Method:** joint positions: Each state is counted once, in the cell of its position on the first decision and its position on the second, both as cast; states that were members on one of the two days only have a lane of their own.
    "#);
}

#[test]
fn nothing_is_wider_than_the_screen() {
    for width in [40, 60, 80, 100, 140] {
        for args in [
            "show 75/901",
            "compare 75/901 75/902",
            "sponsors 75/901 --against 74/901",
            "status",
            "state FRA",
        ] {
            let text = Test::invented().variable("COLUMNS", &width.to_string()).args(args).answers();
            for line in text.lines() {
                // A link is one word, however long.
                let fits = line.chars().count() <= width || line.split_whitespace().count() == 1;
                assert!(fits, "{args} at {width} columns: {line:?}");
            }
        }
    }
}

#[test]
fn colours_only_where_they_are_wanted() {
    let show = || Test::invented().args("show 75/901");
    let escape = '\u{1b}';
    assert!(!show().answers().contains(escape), "a pipe gets no colours");
    let colours = show().args("--color always").answers();
    assert!(colours.contains(escape));
    assert!(!colours.contains('\u{e007f}'), "no marks are left");
    assert_eq!(strip(&colours), show().answers(), "colours change nothing else");
    assert!(!show().args("--color never").answers().contains(escape));
    assert!(!show().variable("NO_COLOR", "1").answers().contains(escape));
    let forced = show().variable("CLICOLOR_FORCE", "1");
    assert!(forced.answers().contains(escape));
}

fn strip(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        if c == '\u{1b}' {
            rest.by_ref().take_while(|&c| c != 'm').for_each(drop);
        } else {
            plain.push(c);
        }
    }
    plain
}

#[test]
fn a_reader_that_stops_early_is_no_failure() {
    for args in ["export --layout voeten", "show 75/901 --format json", "status"] {
        let mut child = Test::invented()
            .args(args)
            .command()
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the binary runs");
        drop(child.stdout.take());
        let mut said = String::new();
        child.stderr.take().expect("a pipe").read_to_string(&mut said).expect("text");
        let status = child.wait().expect("the binary ends");
        assert!(status.success(), "{args}: {said}");
        assert!(!said.contains("error"), "{args}: {said}");
    }
}

#[test]
fn the_ending_of_a_file_is_its_format() {
    let output = Test::invented().args("shift 74/901 75/901 --output shift.md").exits(0);
    assert_eq!(output.text(), "");
    assert!(String::from_utf8_lossy(&output.made("shift.md")).starts_with("### From A/RES/74/901"));
}

#[test]
fn a_file_that_cannot_be_written_is_named() {
    assert_snapshot!(Test::invented().args("show 75/901 --output no/such/folder.md").refuses(), @"error: cannot write no/such/folder.md: No such file or directory (os error 2)");
}

#[test]
fn a_workbook_is_the_same_bytes_each_time() {
    let make =
        || Test::invented().args("compare 75/901 75/902 --output rivals.xlsx").exits(0).made("rivals.xlsx");
    let workbook = make();
    assert_eq!(&workbook[..2], b"PK");
    std::thread::sleep(std::time::Duration::from_millis(2100)); // a zip archive counts in steps of two seconds
    assert!(make() == workbook, "the two workbooks differ");
}

#[test]
fn parquet_has_the_columns_of_the_csv_with_types() {
    use parquet::file::reader::{FileReader, SerializedFileReader};
    use parquet::record::Field;

    let ask = || Test::new().args("agreement RUS CHN USA --since 2015 --quiet");
    let made = ask().args("--output pairs.parquet").exits(0).made("pairs.parquet");
    assert_eq!(ask().args("--format parquet").exits(0).stdout, made, "by its format too, and the same bytes");
    let reader = SerializedFileReader::new(bytes::Bytes::from(made)).expect("it is Parquet");
    let rows: Vec<Vec<(String, Field)>> = reader
        .get_row_iter(None)
        .expect("it has rows")
        .map(|row| row.expect("it can be read").into_columns())
        .collect();
    let csv = ask().args("--format csv").answers();
    let mut lines = csv.lines().map(|line| line.split(',').collect::<Vec<_>>());
    let heads = lines.next().expect("a head");
    assert_eq!(rows.len(), csv.lines().count() - 1);
    for (row, line) in rows.iter().zip(lines) {
        for ((name, field), (head, cell)) in row.iter().zip(heads.iter().zip(line)) {
            assert_eq!(name, head);
            match field {
                Field::Str(text) => assert_eq!(text, cell),
                Field::Int(n) => assert_eq!(n.to_string(), cell),
                Field::Double(x) => {
                    let places = cell.split_once('.').map_or(0, |(_, places)| places.len());
                    assert_eq!(format!("{x:.places$}"), cell);
                }
                Field::Null => assert_eq!(cell, ""),
                other => panic!("{name}: {other:?}"),
            }
        }
    }
    let typed = |wanted: fn(&Field) -> bool| rows[0].iter().any(|(_, field)| wanted(field));
    assert!(
        typed(|field| matches!(field, Field::Int(_))) && typed(|field| matches!(field, Field::Double(_)))
    );
    let said = ask().args("--format parquet --table nothing").refuses();
    assert!(said.contains("no table named \"nothing\""), "{said}");
}
