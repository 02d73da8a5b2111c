//! Every report that travaux makes passes its own check: nothing in it is wrong, and nothing cannot be told.

use serde_json::Value;

use crate::test::Test;

/// What the check of a document finds that is not right.
fn not_right(name: &str, bytes: &[u8]) -> Vec<String> {
    let test = Test::new();
    std::fs::write(test.home().join(name), bytes).expect("the report is written");
    let output = test.args("check --format json --output check.json").arg(name).run();
    let answer: Value = serde_json::from_slice(&output.made("check.json")).expect("JSON");
    let value = &answer["answer"]["value"];
    assert!(value["right"].as_u64() > Some(0), "no claim of {name} is read");
    let findings = value["findings"].as_array().expect("findings");
    let others = findings.iter().filter(|finding| finding["verdict"] != "right");
    others
        .map(|f| {
            let word = |field: &str| f[field].as_str().unwrap_or_default();
            format!(
                "{name}:{} {} {}: {}\n    record: {}\n    text: {}",
                f["line"],
                word("verdict"),
                word("kind"),
                word("claim"),
                word("record_says"),
                word("quote")
            )
        })
        .collect()
}

#[track_caller]
fn passes(case: &str) {
    let report = Test::new().args("report --quiet --out report").arg(case).exits(0);
    let mut found = Vec::new();
    for file in ["report.md", "report.html"] {
        found.extend(not_right(file, &report.made(&format!("report/{file}"))));
    }
    assert!(found.is_empty(), "{} findings:\n{}", found.len(), found.join("\n"));
}

#[test]
fn the_report_on_cyberspace_passes() {
    passes("cyber");
}

#[test]
fn the_report_on_outer_space_passes() {
    passes("outer-space");
}
