//! What elements of HTML are to a reader: blocks, what is not shown, notes and references to them.

use html5gum::StartTag;

/// A start tag, with the attributes that matter.
#[derive(Debug, Clone)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a thing that an attribute says, and any may be said together"
)]
pub(super) struct Element {
    pub(super) name: String,
    /// The part of the file that it links to: `fn1` of `href="#fn1"`.
    pub(super) fragment: Option<String>,
    /// It is said to be a reference to a note.
    pub(super) refers: bool,
    /// It is said to lead from a note to where it is referred to.
    pub(super) returns: bool,
    /// It is said to be a note; the digits of its id, if there are some.
    pub(super) note: Option<String>,
    /// It is not shown.
    pub(super) hidden: bool,
    /// A table or a part of one that is there for the layout only.
    pub(super) layout: bool,
    /// The number of the first item of a list.
    pub(super) first: u32,
}

impl Element {
    pub(super) fn of(tag: &StartTag<usize>) -> Self {
        let name = String::from_utf8_lossy(&tag.name).into_owned();
        let value = |key: &str| {
            let value = tag.attributes.get(key.as_bytes());
            value.map(|v| String::from_utf8_lossy(&v.value).into_owned()).unwrap_or_default()
        };
        let has = |key: &str| tag.attributes.contains_key(key.as_bytes());
        let role = format!("{} {} {}", value("role"), value("epub:type"), value("type")).to_ascii_lowercase();
        let class = value("class").to_ascii_lowercase();
        let is = |word: &str| role.split_whitespace().any(|r| r.strip_prefix("doc-").unwrap_or(r) == word);
        let href = value("href");
        let fragment =
            href.split_once('#').map(|(_, fragment)| fragment.to_owned()).filter(|f| !f.is_empty());
        let id = value("id");
        let returns = is("backlink") || class.contains("backref") || class.contains("reversefootnote");
        let names_note =
            !matches!(name.as_str(), "a" | "sup" | "span" | "body" | "html" | "main" | "article");
        let is_note =
            is("footnote") || is("endnote") || is("rearnote") || (names_note && note_id(&id).is_some());
        let style: String = value("style").chars().filter(|c| !c.is_whitespace()).collect();
        Self {
            hidden: is_hidden(&name) || has("hidden") || style.contains("display:none"),
            layout: is("presentation") || is("none"),
            refers: is("noteref")
                || (class.contains("noteref") || class.contains("footnote-ref") || class.contains("fnref")),
            returns,
            note: is_note.then(|| note_id(&id).unwrap_or_default()),
            first: value("start").parse().unwrap_or(1),
            fragment,
            name,
        }
    }

    /// Whether it links to what is a note by its name.
    pub(super) fn links_to_note(&self) -> bool {
        self.fragment.as_deref().is_some_and(|fragment| note_id(fragment).is_some())
    }

    /// Whether it links to where a note is referred to.
    pub(super) fn links_to_reference(&self) -> bool {
        self.fragment.as_deref().is_some_and(|fragment| {
            let fragment = fragment.to_ascii_lowercase();
            [
                "fnref",
                "_ftnref",
                "ftnref",
                "_ednref",
                "ednref",
                "cite_ref",
                "noteref",
                "footnote-ref",
                "ref-fn",
                "fn-ref",
                "enref",
            ]
            .iter()
            .any(|name| fragment.starts_with(name))
        })
    }
}

/// The digits at the end of the name of a note: `fn1`, `_ftn12`, `cite_note-un-5`, `footnote-3`.
fn note_id(id: &str) -> Option<String> {
    let id = id.trim_start_matches('_').to_ascii_lowercase();
    let rest = ["footnote", "endnote", "cite_note", "note", "ftn", "edn", "fn", "en"]
        .iter()
        .find_map(|name| id.strip_prefix(name))?;
    let digits = &rest[rest.trim_end_matches(|c: char| c.is_ascii_digit()).len()..];
    let between = &rest[..rest.len() - digits.len()];
    let is_named = between.is_empty() || between.starts_with(['-', '_', ':', '.']);
    (is_named && (!digits.is_empty() || between.len() > 1) && !between.contains("ref"))
        .then(|| digits.to_owned())
}

/// Elements whose words are not shown.
fn is_hidden(name: &str) -> bool {
    matches!(
        name,
        "script"
            | "style"
            | "template"
            | "title"
            | "noscript"
            | "iframe"
            | "svg"
            | "select"
            | "textarea"
            | "object"
            | "del"
            | "rt"
            | "rp"
    )
}

/// Elements without an end.
pub(super) fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "source"
            | "track"
            | "wbr"
    )
}

/// Elements that begin and end a block.
pub(super) fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "caption"
            | "center"
            | "dd"
            | "details"
            | "dialog"
            | "dir"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "header"
            | "head"
            | "hgroup"
            | "hr"
            | "html"
            | "li"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "p"
            | "pre"
            | "section"
            | "summary"
            | "table"
            | "tbody"
            | "tfoot"
            | "thead"
            | "tr"
            | "ul"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
    )
}

pub(super) fn is_heading(name: &str) -> bool {
    matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}
