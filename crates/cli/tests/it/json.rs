//! JSON answers follow the published schemas.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::lighthouse;
use crate::test::Test;

fn published() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/schema")
}

#[track_caller]
fn follows(schema: &str, test: Test) -> Value {
    let text =
        fs::read_to_string(published().join(format!("{schema}.json"))).expect("the schema is published");
    let schema_value: Value = serde_json::from_str(&text).expect("the schema is JSON");
    let answer: Value =
        serde_json::from_str(&test.args("--format json").answers()).expect("the answer is JSON");
    let validator = jsonschema::validator_for(&schema_value).expect("the schema is a schema");
    let errors: Vec<String> =
        validator.iter_errors(&answer).map(|e| format!("{}: {e}", e.instance_path())).collect();
    assert!(errors.is_empty(), "{schema}: {errors:#?}");
    assert_eq!(answer["travaux"]["schema"], schema);
    answer
}

#[test]
fn every_answer_follows_its_schema() {
    let runs = [
        ("show", "show 75/901"),
        ("show", "show 75/903"),
        ("compare", "compare 75/901 75/902"),
        ("shift", "shift 74/901 75/901"),
        ("balance", "balance 75/901 75/903 74/901"),
        ("cohesion", "cohesion 75/901 75/903 74/901 --by EU,BRICS"),
        ("agreement", "agreement FRA GBR RUS --measure all"),
        ("agreement", "agreement CIV --since 2020 --weights series"),
        ("poles", "poles 75/902 75/901 --firmness"),
        ("poles", "poles 75/902 75/901 74/901 75/901"),
        ("sponsors", "sponsors 75/901 --against 74/901"),
        ("sponsors", "sponsors 75/901 --against 75/902 --since 74/901 74/901"),
        ("absent", "absent 75/901"),
        ("series", "series 75/901"),
        ("state", "state CIV"),
        ("states", "states count(absent(75/901))=2"),
        ("cite", "cite 75/901 75/903"),
        ("status", "status"),
    ];
    for (schema, args) in runs {
        follows(schema, Test::invented().args(args));
    }
    let texts = [
        ("diff", "diff 74/29 75/240"),
        ("diff-families", "diff 73/27 74/29 75/240"),
        ("mandate", "mandate 75/32 75/240"),
        ("origins", "origins 75/240"),
        ("search", "search lamps"),
        ("search", "search --near 9 dusk"),
        ("series-text", "series 75/240 --text"),
    ];
    for (schema, args) in texts {
        follows(schema, Test::new().arg("--record").arg(lighthouse::folder()).args(args));
    }
    follows(
        "check",
        Test::new().file("notes.txt", "Resolution 75/240 passed 92-50-21.").args("check notes.txt"),
    );
    // The invented record has too few votes for blocs.
    follows("blocs", Test::new().args("blocs --session 75 --replicates 3"));
    follows("blocs", Test::new().args("blocs --session 75 --method mixture --replicates 0"));
    follows("ideal", Test::new().args("ideal --session 75 --static"));
    follows("ideal", Test::new().args("ideal FRA --session 74-75 --dimensions 2"));
    let votes = "voter,item,answer\na,1,yes\nb,1,no\na,2,no\nb,2,yes\nc,1,yes\nc,2,no\n";
    follows("ideal-input", Test::new().file("votes.csv", votes).args("ideal --input votes.csv"));
}

#[test]
fn an_answer_of_one_command_does_not_pass_by_the_schema_of_another() {
    let text = fs::read_to_string(published().join("shift.json")).expect("the schema is published");
    let schema: Value = serde_json::from_str(&text).expect("the schema is JSON");
    let answer: Value =
        serde_json::from_str(&Test::invented().args("status --format json").answers()).expect("JSON");
    assert!(!jsonschema::is_valid(&schema, &answer));
}

#[test]
fn the_published_schemas_are_current() {
    let output = Test::new().args("schema --write made").exits(0);
    for name in Test::new().arg("schema").answers().lines() {
        let file = format!("{name}.json");
        let published = fs::read_to_string(published().join(&file)).unwrap_or_default();
        let made = String::from_utf8(output.made(&format!("made/{file}"))).expect("text");
        assert!(
            made == published,
            "docs/schema/{file} is not current; run: cargo run -- schema --write docs/schema"
        );
        assert_eq!(Test::new().args("schema").arg(name).answers(), made);
    }
}

#[test]
fn joint_positions_are_told_as_codes() {
    let answer = follows("compare", Test::invented().args("compare 75/901 75/902"));
    let cells = answer["answer"]["value"]["cells"].as_array().expect("cells");
    let both = cells
        .iter()
        .find(|cell| cell["first"] == "in_favour" && cell["second"] == "in_favour")
        .expect("the cell of those in favour of both");
    assert_eq!(both["n"].as_u64().map(|n| n as usize), both["states"].as_array().map(Vec::len));
}

#[test]
fn a_schema_that_is_not_there_is_refused() {
    let said = Test::new().args("schema import").refuses();
    assert!(said.contains("compare"), "{said}");
}
