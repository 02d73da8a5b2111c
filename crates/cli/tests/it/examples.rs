//! Every example of every `--help` is run: an example that fails teaches nothing.

#![cfg(unix)]

use std::path::Path;
use std::process::Command;

use crate::fixture;
use crate::lighthouse;
use crate::test::Test;

/// Whether it needs files that a reader would have and a test has not.
fn needs_files(example: &str) -> bool {
    example.starts_with("travaux import ") || example.contains(" my-case.toml")
}

/// Whether it asks about the words of texts, which are in a user's record only.
fn of_texts(example: &str) -> bool {
    ["diff", "mandate", "origins", "search"]
        .iter()
        .any(|command| example.starts_with(&format!("travaux {command} ")))
        || example.contains(" --text")
}

/// The examples of a help text, without what is said of each behind two blanks.
fn examples(help: &str) -> Vec<String> {
    let (_, examples) = help.split_once("Examples:\n").expect("examples");
    examples
        .lines()
        .take_while(|line| !line.is_empty())
        .filter(|line| line.starts_with("  travaux "))
        .map(|line| line.trim_start().split("  ").next().expect("a command").to_owned())
        .collect()
}

fn help(command: &str) -> String {
    // Wide, so that nothing has been wrapped.
    let test = Test::new().variable("COLUMNS", "100");
    if command.is_empty() { test.arg("--help").answers() } else { test.arg(command).arg("--help").answers() }
}

/// Runs a line as a shell does, in a new folder that is the user's home, with a record beside it.
fn run(line: &str) {
    let test = Test::new();
    let home = test.home();
    std::os::unix::fs::symlink(fixture::folder(), home.join("record")).expect("a record is there");
    // A reader has texts, and drafts of their own.
    for (symbol, name) in [("A/RES/74/29", "last-year.txt"), ("A/RES/75/240", "our-draft.txt")] {
        let texts = lighthouse::texts();
        let text = texts.iter().find(|(of, _)| *of == symbol).expect("a text of that symbol");
        std::fs::write(home.join(name), &text.1).expect("the file is written");
    }
    std::fs::write(home.join("paragraph.txt"), "Noting that oil is dear,").expect("the file is written");
    // A reader has documents to check.
    for name in
        ["chapter.docx", "chapter.pdf", "chapter.txt", "chapter.md", "briefing.md", "notes.md", "notes.txt"]
    {
        std::fs::write(home.join(name), "Resolution 75/240 passed 92-50-21.\n").expect("the file is written");
    }
    // A reader has the folders that output goes to.
    for folder in [".local/share/bash-completion/completions", ".zfunc", ".config/fish/completions"] {
        std::fs::create_dir_all(home.join(folder)).expect("the folder is made");
    }
    let program = Path::new(env!("CARGO_BIN_EXE_travaux")).parent().expect("it is in a folder");
    let output = Command::new("/bin/sh")
        .args(["-c", line])
        .env_clear()
        .env("PATH", format!("{}:/usr/bin:/bin", program.display()))
        .env("HOME", home)
        .envs(of_texts(line).then(|| ("TRAVAUX_RECORD", lighthouse::folder())))
        .current_dir(home)
        .output()
        .expect("the shell runs");
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{line}\n{said}");
    assert!(!said.contains("warning:"), "{line}\n{said}");
}

#[test]
fn every_example_is_answered() {
    let main = help("");
    let commands: Vec<&str> = main
        .split("Commands:")
        .nth(1)
        .and_then(|rest| rest.split("Options:").next())
        .expect("a list of commands")
        .lines()
        .filter(|line| line.starts_with("  ") && !line.starts_with("   "))
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    let mut lines = examples(&main);
    for command in &commands {
        lines.extend(examples(&help(command)));
    }
    assert!(lines.len() > 2 * commands.len(), "{lines:?}");
    for line in lines.iter().filter(|line| !needs_files(line)) {
        run(line);
    }
}
