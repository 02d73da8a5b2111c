//! The real files: read where they are at hand, and said to be missing where not.

use std::collections::BTreeMap;
use std::path::PathBuf;

use travaux_import::{Options, Quiet, import};
use travaux_record::Record;

#[expect(clippy::print_stderr, reason = "a test that is skipped says so")]
pub(crate) fn shared(path: &str) -> Option<PathBuf> {
    let path = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data")).join(path);
    if path.exists() {
        return Some(path);
    }
    eprintln!("skipped: {} is not at hand", path.display());
    None
}

/// The command of `data/README.md` gives the bundled record, byte for byte.
#[test]
fn the_bundled_record_is_what_its_sources_give() {
    let Some(data) = shared("") else { return };
    let ours = concat!(env!("CARGO_MANIFEST_DIR"), "/../../data");
    let list = std::fs::read_to_string(format!("{ours}/bundled.txt")).expect("the list of files");
    let paths: Vec<PathBuf> = list
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| {
            line.strip_prefix("data/").map_or_else(|| data.join(line), |own| PathBuf::from(ours).join(own))
        })
        .collect();
    let imported = import(&paths, None, &Options::default(), &Quiet).expect("the files can be read");
    let folder = std::env::temp_dir().join(format!("travaux-bundled-{}", std::process::id()));
    imported.builder.write_snapshot(&folder).expect("written");
    for entry in std::fs::read_dir(format!("{ours}/record")).expect("the bundled record") {
        let name = entry.expect("an entry").file_name();
        let bundled = std::fs::read(PathBuf::from(ours).join("record").join(&name)).expect("a file");
        let made = std::fs::read(folder.join(&name)).expect("the same file was made");
        assert!(bundled == made, "{} is not what its sources give", name.display());
    }
    std::fs::remove_dir_all(folder).expect("removed");
}

/// Voeten's roll calls meet the library's where an independent matching says so.
#[test]
fn roll_calls_of_two_sources_meet_as_an_independent_matching_says() {
    let Some(roll_calls) = shared("unga/voeten_rollcalls.csv.gz") else { return };
    let record = Record::bundled();
    let mut names: BTreeMap<(&str, &str), &str> = BTreeMap::new();
    let decisions: Vec<_> = record.decisions().collect();
    for decision in &decisions {
        for reading in decision.readings() {
            names.insert((&reading.source, &reading.reference), decision.id());
        }
    }
    let file = std::fs::File::open(roll_calls).expect("the file");
    let mut rows = csv::Reader::from_reader(flate2::read::GzDecoder::new(file));
    let head = rows.headers().expect("a head").clone();
    let column = |name: &str| head.iter().position(|h| h == name).expect("the column");
    let (rcid, undl) = (column("rcid"), column("undl_id_matched"));
    let (mut agree, mut differ, mut missed) = (0, 0, 0);
    for row in rows.records() {
        let row = row.expect("a row");
        let ours = names[&("voeten", &row[rcid])];
        match names.get(&("undl", &row[undl])) {
            Some(theirs) if *theirs == ours => agree += 1,
            Some(_) if ours.starts_with("voeten:") => missed += 1,
            Some(_) => differ += 1,
            None => {}
        }
    }
    eprintln!("roll calls matched: {agree} agree, {differ} differ, {missed} not matched here");
    assert!(agree >= 4840, "{agree} agree");
    assert_eq!(differ, 0, "a roll call met another vote");
    assert!(missed <= 12, "{missed} were not matched");
}

/// The extracts in the corpus archives are read: General Assembly, Security Council, Human Rights Council.
#[test]
fn the_extracts_of_the_corpus_are_read() {
    for (archive, least, errors) in
        // The four: "CHILEs" twice, and "CÔTE." and "D'IVOIRE" apart.
        [
            ("akn4un-ga-en.tar.gz", 1900, 0),
            ("akn4un-sc-en.tar.gz", 1470, 4),
            ("akn4un-hrc-en.tar.gz", 180, 0),
        ]
    {
        let Some(path) = shared(&format!("corpus/{archive}")) else { return };
        let imported = import(&[path], None, &Options::default(), &Quiet).expect("the archive can be read");
        let bad = imported.diagnostics.count_from(travaux_record::Severity::Error);
        let kept: Vec<String> = imported
            .diagnostics
            .kept()
            .iter()
            .filter(|d| d.severity == travaux_record::Severity::Error)
            .map(ToString::to_string)
            .collect();
        let record = imported.builder.build().expect("a valid record");
        eprintln!("{archive}: {} decisions, {bad} errors", record.len());
        assert!(record.len() >= least, "{archive}: {}", record.len());
        assert!(bad <= errors, "{archive}: {kept:#?}");
    }
}
