//! Texts find their way into a record: from files, folders and archives, each under its symbol and language.

use std::io::{Cursor, Write};

use flate2::Compression;
use flate2::write::GzEncoder;
use travaux_record::Record;
use travaux_record::texts::StoredText;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::files::Files;
use crate::texts::{AKN, PRINTED};

fn tar_gz(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut tar = tar::Builder::new(GzEncoder::new(Vec::new(), Compression::fast()));
    for (name, bytes) in files {
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        header.set_mode(0o644);
        tar.append_data(&mut header, name, *bytes).expect("added");
    }
    tar.into_inner().expect("written").finish().expect("written")
}

fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, SimpleFileOptions::default()).expect("added");
        zip.write_all(bytes).expect("written");
    }
    zip.finish().expect("written").into_inner()
}

fn all(record: &Record) -> Vec<StoredText> {
    record.texts().expect("read").map_or(Vec::new(), |texts| texts.all().expect("read"))
}

fn names(texts: &[StoredText]) -> Vec<(&str, &str, &str)> {
    texts
        .iter()
        .map(|t| (t.name.as_str(), t.document.language.as_deref().unwrap_or_default(), t.source.as_str()))
        .collect()
}

#[test]
fn texts_of_a_folder_go_under_their_symbols() {
    let french = AKN.replace("language=\"eng\"", "language=\"fra\"");
    let files = Files::new().within(
        "texts",
        &[
            ("a.xml", AKN),
            ("deep/b.xml", &french),
            ("printed.txt", PRINTED),
            ("readme.txt", "What these files are.\n\nNobody knows.\n"),
            ("marc.xml", "<?xml version=\"1.0\"?><collection><record/></collection>"),
            ("notes.md", "nothing"),
        ],
    );
    let (record, told) = files.import();
    let kept = all(&record);
    assert_eq!(names(&kept), [("A/RES/86/1", "eng", "akn4un"), ("A/RES/86/1", "fra", "akn4un")]);
    assert_eq!(kept[0].document.clauses.len(), 10);
    let codes: Vec<&str> = told.iter().map(|d| d.code).collect();
    assert_eq!(codes, ["unknown-format", "text-twice", "no-act"], "{told:#?}");
    assert!(record.source("akn4un").is_some_and(|source| source.citation.contains("UNxml")));
}

#[test]
fn archives_are_read_as_folders_are() {
    let inside: [(&str, &[u8]); 3] =
        [("x/a.xml", AKN.as_bytes()), ("x/m.xml", b"<collection/>"), ("x/picture.png", b"\x89PNG")];
    for (name, bytes) in [("texts.tar.gz", tar_gz(&inside)), ("texts.zip", zip(&inside))] {
        let (record, told) = Files::new().with(name, &bytes).import();
        let kept = all(&record);
        assert_eq!(names(&kept), [("A/RES/86/1", "eng", "akn4un")], "{name}");
        assert_eq!(kept[0].file, format!("{name}!x/a.xml"));
        assert_eq!(told.iter().map(|d| d.code).collect::<Vec<_>>(), ["unknown-format"], "{name}");
        let source = record.source("akn4un").expect("declared");
        assert!(source.files[0].starts_with(name), "{:?}", source.files);
    }
}

#[test]
fn a_text_without_a_symbol_is_called_as_its_file() {
    let draft = "The Assembly of Lighthouses,\n\nNoting the light of the lamps and the oil,\n\n1. Welcomes the lamp.\n";
    let (record, told) = Files::new().with("our proposal.txt", draft.as_bytes()).import();
    assert_eq!(names(&all(&record)), [("our proposal", "eng", "own-text")]);
    assert_eq!(told.iter().map(|d| d.code).collect::<Vec<_>>(), ["no-symbol"]);
}

#[test]
fn a_later_import_of_a_text_stands_for_the_earlier_one() {
    let (first, _) = Files::new().with("a.xml", AKN.as_bytes()).import();
    let anew = AKN.replace("Lamps are round.", "Lamps are square.");
    let (second, _) = Files::new().with("a.xml", anew.as_bytes()).import_over(Some(&first));
    let kept = all(&second);
    assert_eq!(kept.len(), 1);
    assert_eq!(kept[0].document.clauses[9].text, "Lamps are square.");
}

#[test]
fn archives_in_ill_health_are_told_and_what_was_read_is_kept() {
    let whole = tar_gz(&[("a.xml", AKN.as_bytes()), ("b.xml", &vec![b' '; 1 << 20])]);
    let (record, told) = Files::new().with("cut.tar.gz", &whole[..whole.len() - 40]).import();
    assert_eq!(all(&record).len(), 1);
    assert!(told.iter().any(|d| d.code == "cut-off"), "{told:#?}");
    let files = Files::new().with("a.xml", AKN.as_bytes()).with("no.zip", b"PK\x03\x04 nothing");
    let (record, told) = files.import();
    assert_eq!(all(&record).len(), 1);
    assert_eq!(told.iter().map(|d| d.code).collect::<Vec<_>>(), ["cut-off"]);
}

#[test]
fn two_texts_with_one_symbol_are_both_kept() {
    let other = AKN.replace("Lamps are round.", "Lamps are square.");
    let files = Files::new().within("texts", &[("A_RES_86_2E.xml", &other), ("A_RES_86_1E.xml", AKN)]);
    let (record, told) = files.import();
    let kept = all(&record);
    assert_eq!(names(&kept), [("A/RES/86/1", "eng", "akn4un"), ("A_RES_86_2E", "eng", "akn4un")]);
    assert_eq!(kept[0].file, "A_RES_86_1E.xml", "the file whose name has the symbol stands for it");
    assert_eq!(told.iter().map(|d| d.code).collect::<Vec<_>>(), ["symbol-twice"]);
}
