//! What a file says of how it was made.

use std::env;

/// The program with its version, and the command: `travaux 0.1.0: travaux compare 75/32 75/240`.
///
/// Where the output went is left out: the same answer is the same file wherever it is put.
pub(crate) fn made_by() -> String {
    let mut words = vec![crate::PROGRAM.to_owned()];
    let mut typed = env::args().skip(1);
    while let Some(word) = typed.next() {
        if matches!(word.as_str(), "--output" | "-o" | "--record" | "--color") {
            typed.next();
        } else if !["--output=", "-o", "--record=", "--color=", "--quiet", "-q"]
            .iter()
            .any(|w| word.starts_with(w))
        {
            words.push(quoted(&word));
        }
    }
    format!("{} {}: {}", crate::PROGRAM, env!("CARGO_PKG_VERSION"), words.join(" "))
}

/// A word as a shell takes it.
fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./:,=%+@".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}
