//! What is measured: questions that people ask, an import, and other tools on the same file.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{env, process};

use travaux_benches::measure::{self, Case};

/// Questions of the bundled record.
pub(crate) fn questions(binary: &Path) -> Vec<Case> {
    let questions: [(&[&str], &'static str); 12] = [
        (&["compare", "75/32", "75/240"], "50 ms, 80 MB"),
        (&["shift", "73/27", "75/240"], ""),
        (&["sponsors", "75/240", "--against", "73/27"], ""),
        (&["show", "75/240"], ""),
        (&["series", "75/240"], ""),
        (&["state", "FRA"], ""),
        (&["status"], ""),
        (&["states", "absent(75/240) & in_favour(73/27)"], ""),
        (&["agreement", "RUS", "CHN", "USA", "FRA", "--since", "2000"], ""),
        (&["agreement", "--all-pairs", "--format", "csv"], ""),
        (&["blocs", "--session", "75"], ""),
        (&["poles", "75/32", "75/240", "--firmness"], ""),
    ];
    asked(binary, &own_record(), &questions)
}

/// Questions, each with what it should stay under.
fn asked(binary: &Path, record: &Path, questions: &[(&[&str], &'static str)]) -> Vec<Case> {
    let case = |&(args, goal): &(&[&str], _)| Case {
        name: format!("travaux {}", args.join(" ")),
        goal,
        about: "",
        writes: None,
        codes: &[0],
        command: travaux(binary, args, record),
    };
    questions.iter().map(case).collect()
}

/// The import of texts into an empty record.
pub(crate) fn import_of_texts(binary: &Path, corpus: &Path, record: PathBuf) -> Case {
    let mut command = travaux(binary, &["import"], &record);
    command.arg(corpus).arg("--quiet");
    Case {
        name: "travaux import of all archives of texts".to_owned(),
        goal: "10 s for the 1,990 files of the Assembly alone",
        about: "reads texts and JSON extracts, merges with the bundled record, writes the user's own",
        writes: Some(record),
        codes: &[0],
        command,
    }
}

/// Questions about texts, of a record that has them.
pub(crate) fn questions_of_texts(binary: &Path, record: &Path) -> Vec<Case> {
    let questions: [(&[&str], &'static str); 9] = [
        (&["diff", "74/29", "75/240"], "30 ms"),
        (&["diff", "76/211", "77/171"], "30 ms"),
        (&["diff", "76/211", "77/171", "--format", "json"], ""),
        (&["mandate", "75/32", "75/240"], ""),
        (&["origins", "75/240"], "500 ms"),
        (&["search", "international cooperation"], "100 ms"),
        (&["search", "women peace security", "--near", "12"], "100 ms"),
        (&["search", "--like", "Stressing the need to enhance cooperation among States"], ""),
        (&["series", "78/16", "--text"], ""),
    ];
    asked(binary, record, &questions)
}

/// Figures as whole processes, into files that are thrown away. The first is the one that other tools are set beside.
pub(crate) fn figures(binary: &Path) -> Vec<Case> {
    let figures: [(&[&str], &str, &'static str); 7] = [
        (&["compare", "75/32", "75/240"], "png", "1 s"),
        (&["compare", "75/32", "75/240"], "svg", "60 ms"),
        (&["compare", "75/32", "75/240"], "pdf", ""),
        (&["compare", "75/32", "75/240", "--view", "tiles"], "svg", "60 ms"),
        (&["show", "75/240"], "svg", "60 ms"),
        (&["sponsors", "75/32", "--against", "75/240", "--since", "73/266", "73/27"], "svg", "60 ms"),
        (&["shift", "73/27", "75/240"], "svg", "60 ms"),
    ];
    let case = |(args, ending, goal): (&[&str], _, _)| {
        let file = thrown_away(ending);
        let mut command = travaux(binary, args, &own_record());
        command.arg("--quiet").arg("--figure").arg(&file);
        Case {
            name: format!("travaux {} --figure .{ending}", args.join(" ")),
            goal,
            about: "opens the record, answers, draws and writes",
            writes: Some(file),
            codes: &[0],
            command,
        }
    };
    figures.into_iter().map(case).collect()
}

/// The reports of the cases that come with the program, into a folder that is thrown away.
pub(crate) fn reports(binary: &Path) -> Vec<Case> {
    let case = |id: &str| {
        let folder = thrown_away(id);
        let mut command = travaux(binary, &["report", id], &own_record());
        command.arg("--quiet").arg("--out").arg(&folder);
        Case {
            name: format!("travaux report {id}"),
            goal: "2 s",
            about: "opens the record, answers, draws all figures, writes all files",
            writes: Some(folder),
            codes: &[0],
            command,
        }
    };
    ["cyber", "outer-space"].into_iter().map(case).collect()
}

/// Another tool that makes a picture of 300 dots to the inch from the SVG of the same figure, and a sentence where it
/// cannot be measured.
pub(crate) fn figure_peer() -> Result<Case, String> {
    const SVG: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/figures/rivals-75-32-75-240.svg");
    let version = Command::new("rsvg-convert").arg("--version").stdin(Stdio::null()).output();
    let version = version.ok().and_then(|output| String::from_utf8(output.stdout).ok());
    let Some(version) = version else {
        return Err("rsvg-convert is not measured: it is not here; Debian has it in librsvg2-bin".to_owned());
    };
    let file = thrown_away("peer.png");
    let mut command = Command::new("rsvg-convert");
    command.args(["-d", "300", "-p", "300", "-o"]).arg(&file).arg(SVG).stdin(Stdio::null());
    let mut case = Case {
        name: version.trim_end().to_owned(),
        goal: "",
        about: "makes a PNG of 300 dots to the inch from that figure's SVG",
        writes: Some(file),
        codes: &[0],
        command,
    };
    match measure::warm_up(&mut case) {
        Ok(()) => Ok(case),
        Err(error) => Err(format!("rsvg-convert is not measured: {error:#}")),
    }
}

pub(crate) fn thrown_away(ending: &str) -> PathBuf {
    env::temp_dir().join(format!("travaux-benches-{}.{ending}", process::id()))
}

/// The import of a file of votes: read and merged alone, as other tools can be asked to; then all that a user
/// waits for.
pub(crate) fn imports(binary: &Path, votes: &Path) -> Vec<Case> {
    let imports: [(&[&str], _, _); 2] = [
        (
            &["import", "--no-bundled", "--dry-run"],
            "reads all columns, resolves states and symbols, checks dates and tallies, merges; writes nothing",
            None,
        ),
        (
            &["import"],
            "does that, merges with the bundled record and writes the user's own",
            Some(own_record()),
        ),
    ];
    let case = |(args, about, writes): (&[&str], _, _)| {
        let mut command = travaux(binary, args, &own_record());
        command.arg(votes);
        Case {
            name: format!("travaux {}", args.join(" ")),
            goal: "2 s, 400 MB",
            about,
            writes,
            codes: &[0],
            command,
        }
    };
    imports.into_iter().map(case).collect()
}

/// Where the user's own record would be. There is none but while one is written: questions are answered from the
/// bundled record, whatever the user of this machine has.
fn own_record() -> PathBuf {
    env::temp_dir().join(format!("travaux-benches-{}", process::id()))
}

fn travaux(binary: &Path, args: &[&str], own_record: &Path) -> Command {
    let mut command = Command::new(binary);
    command.args(args).env("TRAVAUX_RECORD", own_record).stdin(Stdio::null());
    command
}

struct Peer {
    module: &'static str,
    about: &'static str,
    program: &'static str,
}

const PEERS: [Peer; 2] = [
    Peer {
        module: "duckdb",
        about: "counts rows and distinct decisions, and keeps no other column",
        program: "import duckdb, sys; \
            query = 'select count(*), count(distinct undl_id) from read_csv(?)'; \
            print(duckdb.sql(query, params=[sys.argv[1]]).fetchall()[0])",
    },
    Peer {
        module: "pandas",
        about: "reads all columns into a table, then counts rows and distinct decisions",
        program: "import pandas, sys; table = pandas.read_csv(sys.argv[1]); \
            print((len(table), table['undl_id'].nunique()))",
    },
];

/// Other tools that read the same file, and a sentence for each that cannot be measured.
pub(crate) fn peers(votes: &Path) -> (Vec<Case>, Vec<String>) {
    let mut cases = Vec::new();
    let mut missing = Vec::new();
    for Peer { module, about, program } in PEERS {
        let Some((python, version)) = python_with(module) else {
            missing.push(format!(
                "{module} is not measured: python3 does not have it here; pip install {module}"
            ));
            continue;
        };
        let mut command = Command::new(python);
        command.args(["-c", program]).arg(votes).stdin(Stdio::null());
        let mut case =
            Case { name: format!("{module} {version}"), goal: "", about, writes: None, codes: &[0], command };
        // Another version may not know the call: that is no failure of ours.
        match measure::warm_up(&mut case) {
            Ok(()) => cases.push(case),
            Err(error) => missing.push(format!("{module} is not measured: {error:#}")),
        }
    }
    (cases, missing)
}

/// The interpreter itself, not a script that looks for it (as pyenv's, which costs a tenth of a second), and the
/// version of a module that it has.
fn python_with(module: &str) -> Option<(PathBuf, String)> {
    let program = format!("import {module}, sys; print(sys.executable); print({module}.__version__)");
    let output = Command::new("python3").args(["-c", &program]).stdin(Stdio::null()).output().ok()?;
    if !output.status.success() {
        return None;
    }
    let said = String::from_utf8(output.stdout).ok()?;
    let (python, version) = said.trim_end().split_once('\n')?;
    Some((PathBuf::from(python.trim_end()), version.to_owned()))
}
