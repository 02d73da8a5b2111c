//! `travaux case`, `report` and `timeline`: case files in, reports out, and words for what is wrong.

use std::fs;
use std::path::Path;

use insta::assert_snapshot;
use serde_json::Value;

use crate::test::Test;

/// What stands before everything that is wrong in it: a case with one text that the record has.
const HEAD: &str =
    "[case]\nid = \"small\"\ntitle = \"A small case\"\n\n[[line]]\nid = \"a\"\nname = \"A line\"\n";

fn small(rest: &str) -> String {
    format!("{HEAD}{rest}")
}

const BAD: &str = r#"texts = ["A/RES/75/240", "A/RES/75/999"]
colour = "red"

[[process]]
id = "a"
name = "A group"
seats = "fifteen"
"#;

#[test]
fn the_cases_that_come_with_the_program_are_listed() {
    assert_snapshot!(Test::new().args("case list").answers(), @r"
    cyber          State behaviour in cyberspace: the negotiation at the United Nations since 1998
    outer-space    Outer space and its weapons: rival texts at the General Assembly since 2014
    ");
}

#[test]
fn a_case_that_is_shown_can_be_checked_as_ones_own() {
    for id in ["cyber", "outer-space"] {
        let shown = Test::new().args("case show").arg(id).answers();
        assert_eq!(shown, published(id));
        let own = Test::new().file("mine.toml", &shown).args("case check mine.toml").exits(0);
        let bundled = Test::new().args("case check").arg(id).exits(0);
        assert_eq!(own.text(), bundled.text());
        assert_eq!(own.said().replace("mine.toml:", &format!("{id}.toml:")), bundled.said());
        assert!(
            bundled.said().lines().all(|line| line.starts_with("warning: ") || line.starts_with("  hint: "))
        );
    }
}

fn published(id: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases").join(format!("{id}.toml"));
    fs::read_to_string(path).expect("the case is in the repository")
}

#[test]
fn what_a_case_has_is_counted() {
    let output = Test::new().args("case check cyber").exits(0);
    assert_eq!(
        output.text(),
        "cyber: 6 lines, 5 pairs of rivals, 11 processes, 7 sets of norms, 6 initiatives, 12 questions; 0 errors, 17 warnings\n"
    );
    assert_eq!(output.said().matches("warning: ").count(), 17);
    assert!(
        output.said().starts_with(
            "warning: cyber.toml:21: the record has no decision on A/RES/53/70: the report has a gap there \
             [not-in-the-record]\n  hint: the nearest: "
        ),
        "{}",
        output.said()
    );
}

#[test]
fn what_is_wrong_in_a_file_is_told_with_its_line() {
    let output = Test::new().file("bad.toml", &small(BAD)).args("case check bad.toml").exits(0);
    assert_eq!(
        output.text(),
        "small: 1 line, 0 pairs of rivals, 0 processes, 0 sets of norms, 0 initiatives, 0 questions; 1 error, 2 warnings\n"
    );
    assert_snapshot!(output.said(), @r#"
    warning: bad.toml:8: the record has no decision on A/RES/75/999: the report has a gap there [not-in-the-record]
      hint: the nearest: A/RES/75/299, A/RES/75/199, A/RES/75/99; the highest number that the record has in that line is A/RES/75/328
    warning: bad.toml:9: nothing is called "colour" here: it is left out [unknown-key]
      hint: `travaux schema case` has every key, with what it is
    error: bad.toml:14: this process cannot be read: invalid type: string "fifteen", expected u16 [bad-entry]
      hint: the entry is left out; the rest of the file is used
    "#);
}

#[test]
fn strict_fails_on_what_is_wrong_and_on_nothing_else() {
    let bad = || Test::new().file("bad.toml", &small(BAD));
    let good = || Test::new().file("good.toml", &small("texts = [\"A/RES/75/240\"]\n"));
    for command in ["case check", "report", "timeline"] {
        let run = |test: Test, file: &str| test.args(command).arg(file).arg("--strict").arg("--quiet");
        let output = run(bad(), "bad.toml").exits(1);
        assert_eq!(output.said(), "", "{command}");
        run(good(), "good.toml").exits(0);
    }
    let said = good().args("case check good.toml --strict").answers();
    assert!(said.ends_with("; 0 errors, 0 warnings\n"), "{said}");
}

#[test]
fn a_case_is_proposed_from_a_text() {
    let proposed = Test::new().args("case new 75/36 --since 2014").answers();
    assert!(proposed.starts_with("# A case proposed from A/RES/75/36, since 2014: "), "{proposed}");
    assert!(proposed.contains("first = \"A/RES/75/36\"\nsecond = \"A/RES/75/37\"\n"), "{proposed}");
    let output = Test::new().args("case new 75/36 --since 2014 --output mine.toml").exits(0);
    assert_eq!((output.text(), output.said()), (String::new(), String::new()));
    assert_eq!(String::from_utf8(output.made("mine.toml")).expect("text"), proposed);
    let checked = Test::new().file("mine.toml", &proposed).args("case check mine.toml --strict").answers();
    assert!(checked.starts_with("75-36: ") && checked.ends_with("; 0 errors, 0 warnings\n"), "{checked}");
}

#[test]
fn nothing_is_proposed_from_what_is_no_text() {
    assert_snapshot!(Test::new().args("case new banana").refuses(), @r"
    error: banana is not in the record
      hint: a decision is written as 75/240, A/C.1/75/L.8/Rev.1, 75/240 PP10 or voeten:5666
    ");
}

#[test]
fn an_id_that_is_no_case_is_told_which_there_are() {
    for command in ["case show banana", "case check banana", "report banana", "timeline banana"] {
        assert_eq!(
            Test::new().args(command).refuses(),
            "error: no case called \"banana\" comes with the program\n  hint: there are cyber, outer-space\n",
            "{command}"
        );
    }
}

#[test]
fn a_file_that_is_not_there_is_said_not_to_be() {
    for command in ["case check mine.toml", "report mine.toml", "timeline mine.toml"] {
        let test = Test::new().args(command);
        let home = test.home().to_owned();
        assert_eq!(
            test.refuses(),
            "error: cannot read mine.toml: No such file or directory (os error 2)\n",
            "{command}"
        );
        assert_eq!(fs::read_dir(home).expect("the folder is there").count(), 0, "{command} leaves nothing");
    }
}

#[test]
fn a_file_in_another_encoding_is_told_its_line() {
    let test = Test::new().args("case check mine.toml");
    fs::write(test.home().join("mine.toml"), b"[case]\nid = \"a\"\ntitle = \"Pr\xe4sidium\"\n")
        .expect("the file is written");
    assert_eq!(
        test.refuses(),
        "error: mine.toml:3: the file is not UTF-8\n  hint: save it as UTF-8, which TOML asks for\n"
    );
}

#[test]
fn a_file_of_rubbish_is_refused_with_what_is_wrong_in_it() {
    for command in ["case check any.toml", "report any.toml", "timeline any.toml"] {
        let test = Test::new().file("any.toml", "{\"lines\": [\"75/240\"]}\n").args(command);
        let home = test.home().to_owned();
        let said = test.refuses();
        assert!(
            said.starts_with("error: any.toml:1: invalid key-value pair, expected key [bad-toml]\n  hint: "),
            "{said}"
        );
        let end = "error: any.toml has nothing of a case that can be read\n  hint: `travaux case show cyber` prints one that can be\n";
        assert!(said.ends_with(end), "{said}");
        assert_eq!(fs::read_dir(home).expect("the folder is there").count(), 1, "{command} leaves nothing");
    }
    let said = Test::new().file("empty.toml", "").args("report empty.toml").refuses();
    assert!(
        said.starts_with("error: empty.toml:1: the file has no table [case] with id and title"),
        "{said}"
    );
    assert!(said.contains("\nerror: empty.toml has nothing of a case that can be read\n"), "{said}");
}

/// Files below a folder, by their paths from there, in order.
fn files_in(folder: &Path) -> Vec<String> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().and_then(|name| name.to_str()).expect("a name").to_owned();
        if path.is_dir() {
            names.extend(files_in(&path).into_iter().map(|below| format!("{name}/{below}")));
        } else {
            names.push(name);
        }
    }
    names.sort_unstable();
    names
}

#[test]
fn a_report_is_a_folder() {
    let test = Test::new().args("report cyber --out made/here");
    let home = test.home().to_owned();
    let output = test.exits(0);
    assert_eq!(output.text(), "");
    let files = files_in(&home.join("made/here"));
    assert_eq!(
        output.said(),
        format!(
            "note: 17 gaps in this case are known: its report lists them, and so does `travaux case check cyber`\nnote: {} \
             files are in made/here; begin with made/here/report.html\n",
            files.len()
        )
    );
    for name in [
        "report.html",
        "report.md",
        "report.typ",
        "references.bib",
        "references.json",
        "timeline.ics",
        "figures/timeline.svg",
        "figures/timeline.csv",
        "figures/rivals-75-32-75-240.svg",
        "figures/balance.csv",
    ] {
        assert!(files.iter().any(|known| known == name), "{name}: {files:?}");
    }
    let page = String::from_utf8(output.made("made/here/report.html")).expect("text");
    assert!(page.starts_with("<!DOCTYPE html><html lang=\"en\">"));
    assert!(page.contains("49 of 193 (25.4 %)"));
    assert_eq!(files_in(&home).len(), files.len(), "nothing was written beside the folder");
}

#[test]
fn a_report_without_a_folder_is_named_after_its_case() {
    let test = Test::new().file("good.toml", &small("texts = [\"A/RES/75/240\"]\n")).args("report good.toml");
    let output = test.exits(0);
    assert!(
        output.said().ends_with(" files are in small-report; begin with small-report/report.html\n"),
        "{}",
        output.said()
    );
    let text = String::from_utf8(output.made("small-report/report.md")).expect("text");
    assert!(text.starts_with("# A small case\n"), "{text}");
}

/// The id is an author's, and the folder is the user's.
#[test]
fn no_id_leads_out_of_the_folder() {
    let text = "[case]\nid = \"../up\"\ntitle = \"A case\"\n[[line]]\nid = \"a\"\nname = \"A\"\ntexts = []\n";
    let test = Test::new().file("case/mine.toml", text).args("report case/mine.toml --quiet");
    let beside = test.home().join("../up-report");
    test.exits(0);
    let led_out = beside.exists();
    if led_out {
        fs::remove_dir_all(&beside).expect("what was written there is removed");
    }
    assert!(!led_out, "the report went to {}", beside.display());
}

#[test]
fn a_report_tells_of_what_is_wrong_in_its_file() {
    let output = Test::new().file("bad.toml", &small(BAD)).args("report bad.toml --out made").exits(0);
    assert!(output.said().contains("error: bad.toml:14: this process cannot be read: "), "{}", output.said());
    let text = String::from_utf8(output.made("made/report.md")).expect("text");
    assert!(text.contains("- The record has no decision on A/RES/75/999."), "{text}");
    assert!(
        text.contains("- This process cannot be read: invalid type: string \"fifteen\", expected u16."),
        "{text}"
    );
}

#[test]
fn a_timeline_has_its_overlaps() {
    let output = Test::new().variable("COLUMNS", "200").args("timeline cyber").exits(0);
    let text = output.text();
    for line in [
        "What happened when",
        "From when to when",
        "Which processes overlap",
        "Which process follows which",
        "What was due when",
    ] {
        assert!(text.contains(line), "{line}: {text}");
    }
    assert!(text.contains("OEWG 2019–2021") && text.contains("368"), "{text}");
    let csv = Test::new().args("timeline cyber --quiet --format csv --table overlaps").answers();
    assert_eq!(
        csv.lines().nth(1),
        Some(
            "GGE 6,OEWG 2019–2021,2019-12-31,2021-01-01,368,yes,\"rules, norms and principles, international law, \
             confidence-building, capacity-building, who may be consulted, report\",,institutional dialogue,25"
        ),
        "{csv}"
    );
}

#[test]
fn a_timeline_is_a_calendar_too() {
    let output = Test::new().args("timeline cyber --ics made.ics").exits(0);
    assert_eq!(output.text(), "", "the tables were not asked for");
    assert!(output.said().ends_with("note: the calendar is in made.ics\n"), "{}", output.said());
    let calendar = String::from_utf8(output.made("made.ics")).expect("text");
    assert!(calendar.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"));
    assert!(calendar.ends_with("END:VCALENDAR\r\n"));
    // It is the one of the report.
    let report = Test::new().args("report cyber --out made --quiet").exits(0).made("made/timeline.ics");
    assert_eq!(String::from_utf8(report).expect("text"), calendar);
    let both = Test::new().args("timeline cyber --ics made.ics --format json --quiet").exits(0);
    assert!(both.text().contains("\"schema\": \"timeline\""));
    assert!(!both.made("made.ics").is_empty());
}

#[test]
fn a_timeline_is_drawn() {
    let output = Test::new().args("timeline cyber --quiet --figure made.svg --data").exits(0);
    assert!(output.made("made.svg").starts_with(b"<svg "));
    assert!(output.made("made.csv").starts_with(b"from,to,where,kind,what,place\n"));
}

#[test]
fn a_case_without_processes_has_the_times_of_its_texts() {
    let file = small("texts = [\"A/RES/73/27\", \"A/RES/75/240\"]\n");
    let csv = Test::new().file("mine.toml", &file).args("timeline mine.toml --format csv").exits(0).text();
    assert_snapshot!(csv, @r#"
    from,to,where,kind,what,place
    5 December 2018,,A line,decision,"73/27, 119-46-14",
    31 December 2020,,A line,decision,"75/240, 92-50-21",
    "#);
}

/// What the published schema says of a value.
#[track_caller]
fn errors_of(schema: &str, value: &Value) -> Vec<String> {
    let schema: Value = serde_json::from_str(schema).expect("the schema is JSON");
    assert!(jsonschema::meta::is_valid(&schema), "it is a JSON Schema");
    let validator = jsonschema::validator_for(&schema).expect("the schema is a schema");
    validator.iter_errors(value).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

/// A case file as JSON; TOML's own dates as texts.
fn as_json(value: toml::Value) -> Value {
    match value {
        toml::Value::Datetime(date) => Value::String(date.to_string()),
        toml::Value::Array(items) => Value::Array(items.into_iter().map(as_json).collect()),
        toml::Value::Table(table) => {
            Value::Object(table.into_iter().map(|(key, value)| (key, as_json(value))).collect())
        }
        other => serde_json::to_value(other).expect("what TOML has, JSON has"),
    }
}

fn case_as_json(text: &str) -> Value {
    as_json(toml::Value::Table(text.parse().expect("TOML")))
}

#[test]
fn the_bundled_cases_follow_their_schema() {
    let schema = Test::new().args("schema case").answers();
    for id in ["cyber", "outer-space"] {
        assert_eq!(errors_of(&schema, &case_as_json(&published(id))), Vec::<String>::new(), "{id}");
    }
    let proposed = Test::new().args("case new 75/36 --since 2014").answers();
    assert_eq!(errors_of(&schema, &case_as_json(&proposed)), Vec::<String>::new());
    let dates = "[[process]]\nid = \"a\"\nname = \"A group\"\nfrom = 2019-06-03\nto = \"2021-03\"\n";
    assert_eq!(errors_of(&schema, &case_as_json(dates)), Vec::<String>::new());
}

#[test]
fn the_schema_knows_what_is_wrong_where_the_program_does() {
    let schema = Test::new().args("schema case").answers();
    for wrong in [
        "colour = \"red\"\n",
        "[line]\nid = \"a\"\nname = \"A\"\ntexts = []\n",
        "[[line]]\nid = \"a\"\nname = \"A\"\n",
        "[[process]]\nid = \"a\"\nname = \"A\"\nseats = \"fifteen\"\n",
        "[[process]]\nid = \"a\"\nname = \"A\"\nfrom = \"31 December 2020\"\n",
        "[[process]]\nid = \"a\"\nname = \"A\"\n[[process.session]]\nname = \"one\"\nstatus = \"over\"\n",
    ] {
        let errors = errors_of(&schema, &case_as_json(wrong));
        assert!(!errors.is_empty(), "{wrong}");
        let file = format!("[case]\nid = \"small\"\ntitle = \"A small case\"\n{wrong}");
        let file =
            if wrong.starts_with("colour") { format!("{wrong}{}", small("texts = []\n")) } else { file };
        Test::new().file("mine.toml", &file).args("case check mine.toml --strict --quiet").exits(1);
    }
}

/// Years are numbers in a file where an author writes them so, and the schema lets them be.
#[test]
fn a_year_may_be_a_number_by_the_schema_as_by_the_program() {
    let file = "[case]\nid = \"small\"\ntitle = \"A\"\n[[process]]\nid = \"a\"\nname = \"A\"\nfrom = 2019\n";
    Test::new().file("mine.toml", file).args("case check mine.toml --strict").exits(0);
    let schema = Test::new().args("schema case").answers();
    assert_eq!(errors_of(&schema, &case_as_json(file)), Vec::<String>::new());
}

#[test]
fn a_timeline_in_json_follows_its_schema() {
    let schema = Test::new().args("schema timeline").answers();
    let text = Test::new().args("timeline cyber --format json --quiet").answers();
    let answer: Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(errors_of(&schema, &answer), Vec::<String>::new());
    assert_eq!(answer["travaux"]["schema"], "timeline");
    let overlap = &answer["answer"]["value"]["overlaps"][0];
    assert_eq!(overlap["days"], 368);
    assert_eq!(overlap["at_least"], true);
    assert_eq!(overlap["members_of_both"].as_array().map(Vec::len), Some(25));
}
