//! A few texts in words of our own under symbols that the record of votes knows, so that examples can be run and
//! questions that need both be asked. No resolution ever had these words.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use travaux_import::{Options, Quiet, import};

use crate::test::empty_folder;

/// A text as it is printed.
fn printed(symbol: &str, day: &str, paragraphs: &[&str]) -> String {
    let number = symbol.trim_start_matches("A/RES/");
    format!(
        "United Nations\n\n{symbol}\n\nResolution adopted by the General Assembly on {day}\n\n\
         {number}. Lamps of the northern coast\n\nThe General Assembly,\n\n{}\n",
        paragraphs.join("\n\n")
    )
}

const COAST: &str =
    "Recalling that the lamps of the northern coast shall be lit at dusk and put out at dawn,";
const OIL: &str = "Noting that oil is dear and that wicks are short,";
const AGAIN: &str = "Decides to return to the lamps of the northern coast at its";

/// The texts, by symbol.
pub(crate) fn texts() -> Vec<(&'static str, String)> {
    let again = |number: u8, session: &str| format!("{number}. {AGAIN} {session} session.");
    vec![
        (
            "A/RES/73/27",
            printed(
                "A/RES/73/27",
                "5 December 2018",
                &[COAST, "1. Notes the report of the Keeper on oil;", &again(2, "seventy-fourth")],
            ),
        ),
        (
            "A/RES/74/29",
            printed(
                "A/RES/74/29",
                "12 December 2019",
                &[
                    COAST,
                    OIL,
                    "1. Notes the report of the Keeper on oil;",
                    "2. Requests the Keeper to trim the wicks of the eastern rock, and to report thereon to the General Assembly at its seventy-fifth session;",
                    &again(3, "seventy-fifth"),
                ],
            ),
        ),
        (
            "A/RES/75/32",
            printed(
                "A/RES/75/32",
                "7 December 2020",
                &[
                    OIL,
                    "1. Invites all ships to whistle twice by 31 December 2025;",
                    &again(2, "seventy-sixth"),
                ],
            ),
        ),
        (
            "A/RES/75/240",
            printed(
                "A/RES/75/240",
                "31 December 2020",
                &[
                    OIL,
                    "Recalling that all lamps of the northern coast shall be lit at dusk and put out by keepers at dawn,",
                    "1. Welcomes the report of the Keeper on oil;",
                    "2. Requests the Keeper to trim the wicks of the eastern rock and of the western one, and to report thereon to the General Assembly at its eightieth session;",
                    "3. Calls upon harbours:",
                    "(a) To paint their doors;",
                    "(b) To write down which ships whistle;",
                    &again(4, "seventy-sixth"),
                ],
            ),
        ),
    ]
}

/// The folder of a user's record with these texts, written once a process.
pub(crate) fn folder() -> PathBuf {
    static FOLDER: OnceLock<PathBuf> = OnceLock::new();
    FOLDER
        .get_or_init(|| {
            let home = empty_folder();
            let files: Vec<PathBuf> =
                texts().iter().map(|(symbol, text)| file(&home, symbol, text)).collect();
            let imported = import(&files, None, &Options::default(), &Quiet).expect("the texts are read");
            assert!(imported.diagnostics.is_empty(), "{:?}", imported.diagnostics.kept());
            let folder = home.join("record");
            imported.builder.write_snapshot(&folder).expect("the record is written");
            folder
        })
        .clone()
}

fn file(home: &Path, symbol: &str, text: &str) -> PathBuf {
    let path = home.join(symbol.replace('/', "_")).with_extension("txt");
    std::fs::write(&path, text).expect("the file is written");
    path
}
