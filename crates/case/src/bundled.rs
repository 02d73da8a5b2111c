//! The case files that travel inside the program.

/// The id and the text of each.
pub const CASES: [(&str, &str); 2] = [
    ("cyber", include_str!("../../../cases/cyber.toml")),
    ("outer-space", include_str!("../../../cases/outer-space.toml")),
];

/// The text of the case file of that id.
pub fn find(id: &str) -> Option<&'static str> {
    CASES.iter().find(|(known, _)| *known == id).map(|(_, text)| *text)
}
