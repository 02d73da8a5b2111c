//! Snapshots on disk: same content, same bytes; nothing is lost when something goes wrong.

use std::fs;

use travaux_record::{
    Decision, DecisionId, Position, Question, Reading, Record, RecordBuilder, RecordError, Stage, snapshot,
};
use travaux_un::body::Body;

use crate::fixture::{bare_decision, builder, full_decision, reading, source, state, symbol};
use crate::folder::Folder;

#[test]
fn the_same_content_gives_the_same_bytes() {
    let (one, other) = (Folder::new("same-1"), Folder::new("same-2"));
    builder().write_snapshot(one.path()).expect("written");
    // The other way round.
    let mut reversed = RecordBuilder::new();
    reversed.source(source("one", 10));
    for decision in [bare_decision(), full_decision()] {
        reversed.decision(decision).expect("a new decision");
    }
    let again = builder();
    again.write_snapshot(other.path()).expect("written");
    for entry in fs::read_dir(one.path()).expect("a folder") {
        let name = entry.expect("an entry").file_name();
        let read = |folder: &Folder| fs::read(folder.path().join(&name)).expect("a file");
        assert!(read(&one) == read(&other), "{} differs", name.display());
    }
}

#[test]
fn a_written_record_opens_and_a_damaged_one_says_what_is_wrong() {
    let folder = Folder::new("damaged");
    builder().write_to(folder.path(), false).expect("written");
    let record = Record::open(folder.path()).expect("it opens");
    record.check().expect("every table can be read");
    assert_eq!(record.len(), 2);
    let name = fs::read_to_string(folder.path().join("current")).expect("the pointer");
    let table = folder.path().join("snapshots").join(name.trim()).join("decisions.parquet");
    let mut bytes = fs::read(&table).expect("the table");
    let middle = bytes.len() / 2;
    bytes[middle] ^= 0xff;
    fs::write(&table, bytes).expect("written");
    let error = Record::open(folder.path()).expect_err("it is damaged");
    assert!(matches!(&error, RecordError::Damaged { file, .. } if file == "decisions.parquet"), "{error}");
}

#[test]
fn a_killed_import_leaves_the_old_record_whole() {
    let folder = Folder::new("killed");
    builder().write_to(folder.path(), false).expect("written");
    // What a process leaves that dies while it writes: a folder half-written, and a pointer not yet renamed.
    let unfinished = folder.path().join("snapshots/0123456789abcdef.unfinished");
    fs::create_dir_all(&unfinished).expect("made");
    fs::write(unfinished.join("decisions.parquet"), b"PAR1 half").expect("written");
    fs::write(folder.path().join("current.new"), b"0123456789abcdef\n").expect("written");
    assert_eq!(Record::open(folder.path()).expect("the old one opens").len(), 2);
    builder().write_to(folder.path(), false).expect("the next import goes through");
    assert!(!unfinished.exists(), "what was left half-written is swept");
    assert_eq!(Record::open(folder.path()).expect("it opens").len(), 2);
}

#[test]
fn an_import_that_would_lose_rows_is_refused_unless_told() {
    let folder = Folder::new("loss");
    builder().write_to(folder.path(), false).expect("written");
    let smaller = || {
        let mut smaller = RecordBuilder::new();
        smaller.source(source("one", 10));
        smaller.reading(reading(&full_decision().id));
        let mut decision = full_decision();
        decision.positions.set(state("FRA"), Position::Unreadable);
        smaller.decision(decision).expect("a new decision");
        smaller
    };
    let positions = |record: &Record| {
        let row = record.by_id("A/RES/75/240")?.positions();
        Some(row.iter().filter(|(_, position)| *position != Position::Unreadable).count())
    };
    let error = smaller().write_to(folder.path(), false).expect_err("it would lose a position");
    assert!(matches!(error, RecordError::WouldLoseRows { table: "positions", old: 4, new: 3 }), "{error}");
    assert_eq!(positions(&Record::open(folder.path()).expect("the old one")), Some(4));
    smaller().write_to(folder.path(), true).expect("told to");
    assert_eq!(positions(&Record::open(folder.path()).expect("the new one")), Some(3));
}

#[test]
fn a_second_import_keeps_what_the_first_brought() {
    let folder = Folder::new("two");
    builder().write_to(folder.path(), false).expect("written");
    let mut second = RecordBuilder::new();
    second.source(source("two", 20));
    let id = DecisionId::of_source("two", "1");
    second.reading(Reading { source: "two".to_owned(), ..reading(&id) });
    second.decision(Decision::new(id, Body::GeneralAssembly, Stage::Plenary, Question::WHOLE)).expect("new");
    second.write_to(folder.path(), false).expect("written");
    let record = Record::open(folder.path()).expect("it opens");
    record.check().expect("every table can be read");
    let ids: Vec<&str> = record.decisions().map(travaux_record::DecisionRef::id).collect();
    assert_eq!(ids, ["two:1", "A/C.1/75/L.8/Rev.1 PP10", "A/RES/75/240"]);
    assert_eq!(
        record.by_id("A/RES/75/240").map(travaux_record::DecisionRef::to_decision),
        Some(full_decision())
    );
    assert_eq!(record.sponsorships(&symbol("A/RES/75/240")).len(), 4);
    assert_eq!(record.by_id("A/RES/75/240").map(|d| d.variants().len()), Some(1));
    assert_eq!(record.sources().len(), 2);
}

#[test]
fn a_second_writer_is_kept_away() {
    let folder = Folder::new("second");
    fs::create_dir_all(folder.path()).expect("made");
    let lock = fs::File::create(folder.path().join("lock")).expect("made");
    lock.lock().expect("locked");
    let error = builder().write_to(folder.path(), false).expect_err("somebody is writing");
    assert!(matches!(error, RecordError::Locked(_)), "{error}");
    drop(lock);
    builder().write_to(folder.path(), false).expect("now it can be written");
}

#[test]
fn a_folder_without_a_record_and_one_of_a_newer_layout_are_told_apart() {
    let folder = Folder::new("none");
    fs::create_dir_all(folder.path()).expect("made");
    assert!(!snapshot::exists(folder.path()));
    assert!(matches!(Record::open(folder.path()), Err(RecordError::NoRecord(_))));
    builder().write_snapshot(folder.path()).expect("written");
    let manifest = folder.path().join("manifest.json");
    let newer = fs::read_to_string(&manifest)
        .expect("the manifest")
        .replace("\"schema_version\": 1", "\"schema_version\": 99");
    fs::write(&manifest, newer).expect("written");
    assert!(matches!(Record::open(folder.path()), Err(RecordError::Version { found: 99, .. })));
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_a_clear_error_and_leaves_the_old_record() {
    // /dev/full takes a file and no bytes: a table that is a link to it cannot be written.
    let folder = Folder::new("full");
    builder().write_to(folder.path(), false).expect("written");
    let plain = Folder::new("full-plain");
    fs::create_dir_all(plain.path()).expect("made");
    std::os::unix::fs::symlink("/dev/full", plain.path().join("positions.parquet")).expect("linked");
    let error = builder().write_snapshot(plain.path()).expect_err("the disk is full");
    assert!(error.to_string().contains("positions.parquet"), "{error}");
    assert!(matches!(error, RecordError::Io { doing: "write", .. }));
    assert_eq!(Record::open(folder.path()).expect("the old one").len(), 2);
}

#[test]
fn a_plain_snapshot_takes_no_imports_and_a_damaged_record_can_be_given_up() {
    let plain = Folder::new("plain");
    builder().write_snapshot(plain.path()).expect("written");
    let error = builder().write_to(plain.path(), false).expect_err("it would hide behind the snapshot");
    assert!(matches!(error, RecordError::PlainSnapshot(_)), "{error}");
    let damaged = Folder::new("given-up");
    fs::create_dir_all(damaged.path()).expect("made");
    fs::write(damaged.path().join("current"), "gone\n").expect("written");
    builder().write_to(damaged.path(), false).expect_err("the record it names is not there");
    builder().write_to(damaged.path(), true).expect("told to give it up");
    assert_eq!(Record::open(damaged.path()).expect("it opens").len(), 2);
}
