//! The keys by which reference managers know what is cited.

/// The series whose keys begin with the name of the body: what stands before the number, and the name.
const BODIES: [(&str, &str); 4] =
    [("A/RES/", "unga"), ("S/RES/", "unsc"), ("A/HRC/RES/", "unhrc"), ("E/RES/", "ecosoc")];

/// A key without signs: `unga-75-240` of a resolution, else the letters and figures of what it is cited by. It may be
/// empty, and that of another.
pub fn key(written: &str) -> String {
    let of_body = |(start, body): &(&str, &str)| {
        written.strip_prefix(start).map(|number| format!("{body}-{}", slugged(number)))
    };
    BODIES.iter().find_map(of_body).unwrap_or_else(|| slugged(written))
}

/// The wished key, or with the first number behind it that makes it one nobody has: `a-page`, `a-page-2`; `source` for
/// what has no letters of its own.
pub fn free_key(wished: &str, is_free: impl Fn(&str) -> bool) -> String {
    let wished = if wished.is_empty() { "source" } else { wished };
    let numbered = (2..).map(|n| format!("{wished}-{n}"));
    std::iter::once(wished.to_owned()).chain(numbered).find(|key| is_free(key)).unwrap_or_default()
}

/// Latin letters and figures, with hyphens for the rest.
pub fn slugged(text: &str) -> String {
    let mut slug = String::new();
    for c in text.chars() {
        if c.is_ascii_alphanumeric() {
            slug.push(c.to_ascii_lowercase());
        } else if !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.trim_matches('-').to_owned()
}
