//! Who wrote something.

/// Who wrote something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Author {
    /// The name or names, as written.
    pub as_written: String,
    /// Persons by given and family name, where the text is a list of such names and of nothing else.
    pub persons: Vec<(String, String)>,
}

impl Author {
    /// One name, of an institution or of whom else: programs are not to take it apart.
    pub fn whole(name: impl Into<String>) -> Self {
        Self { as_written: name.into(), persons: Vec::new() }
    }

    /// A name or a list of names.
    pub fn written(text: &str) -> Self {
        Self { persons: persons(text).unwrap_or_default(), ..Self::whole(text) }
    }
}

/// The persons of «Aude Géry, François Delerue and Frédérick Douzet». Two words that begin with capitals may be an
/// institution, and «and» may be a part of its name: only three or more names in a row, none with a word that
/// institutions are called by, are taken for persons.
fn persons(text: &str) -> Option<Vec<(String, String)>> {
    const OF_INSTITUTIONS: [&str; 20] = [
        "Agency",
        "Association",
        "Bank",
        "Center",
        "Centre",
        "Commission",
        "Committee",
        "Council",
        "Department",
        "Foundation",
        "Group",
        "Institute",
        "International",
        "League",
        "Ministry",
        "Nations",
        "Office",
        "Organization",
        "Union",
        "University",
    ];
    let (before, last) = text.rsplit_once(" and ")?;
    let names: Vec<&str> = before.trim_end_matches(',').split(", ").chain([last]).map(str::trim).collect();
    let is_person = |name: &&str| {
        let words: Vec<&str> = name.split(' ').collect();
        let is_name = |word: &&str| {
            word.starts_with(char::is_uppercase)
                && word.chars().all(|c| c.is_alphabetic() || "-’'.".contains(c))
                && !OF_INSTITUTIONS.contains(word)
        };
        (2..=3).contains(&words.len()) && words.iter().all(is_name)
    };
    if names.len() < 3 || !names.iter().all(is_person) {
        return None;
    }
    let parted = names.iter().filter_map(|name| name.rsplit_once(' '));
    Some(parted.map(|(given, family)| (given.to_owned(), family.to_owned())).collect())
}
