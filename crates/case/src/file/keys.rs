//! The keys that each table of a case file can have, from its published schema.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde_json::Value;
use travaux_un::near::nearest;
use travaux_votes::words::listed;

use super::schema::CaseFile;

/// The keys of each table by its path, `process.session`; those of the file itself under the empty path.
static TABLES: LazyLock<BTreeMap<String, Vec<String>>> = LazyLock::new(|| {
    let schema = schemars::schema_for!(CaseFile).to_value();
    let mut tables = BTreeMap::new();
    gather(&schema, &schema, "", &mut tables);
    tables
});

/// What to do about a key that its table does not have.
pub(super) fn hint(key: &str, table: &str) -> String {
    // Of a key that most tables have, the list of them would say nothing.
    const FEW: usize = 3;
    let (here, elsewhere) = (of(table), tables_with(key));
    let near = nearest(key, here.iter().copied());
    match (elsewhere.len(), near.is_empty()) {
        (1..=FEW, _) => format!("it is a key of {}", elsewhere.join(", ")),
        (_, false) => format!("the nearest: {}", near.join(", ")),
        (0, true) => "`travaux schema case` has every key, with what it is".to_owned(),
        (_, true) => format!("here there are {}", listed(here, "and")),
    }
}

/// The keys of a table.
fn of(table: &str) -> Vec<&'static str> {
    TABLES.get(table).into_iter().flatten().map(String::as_str).collect()
}

/// The tables that have a key, as they are written.
fn tables_with(key: &str) -> Vec<String> {
    let with = TABLES.iter().filter(|(path, keys)| !path.is_empty() && keys.iter().any(|known| known == key));
    with.map(|(path, _)| if path == "case" { "[case]".to_owned() } else { format!("[[{path}]]") }).collect()
}

fn gather(root: &Value, table: &Value, path: &str, into: &mut BTreeMap<String, Vec<String>>) {
    let Some(properties) = table.get("properties").and_then(Value::as_object) else { return };
    into.insert(path.to_owned(), properties.keys().cloned().collect());
    for (key, value) in properties {
        if let Some(below) = table_of(root, value) {
            let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
            gather(root, below, &path, into);
        }
    }
}

/// The table that a value is, or is a list of, or can be.
fn table_of<'s>(root: &'s Value, value: &'s Value) -> Option<&'s Value> {
    if let Some(name) = value.get("$ref").and_then(Value::as_str) {
        let definition = root.pointer(name.strip_prefix('#')?)?;
        return definition.get("properties").is_some().then_some(definition);
    }
    if let Some(items) = value.get("items") {
        return table_of(root, items);
    }
    value.get("anyOf").and_then(Value::as_array)?.iter().find_map(|one| table_of(root, one))
}

#[cfg(test)]
mod tests {
    use super::{hint, of, tables_with};

    #[test]
    fn tables_have_their_own_keys() {
        assert!(of("").contains(&"process") && of("process").contains(&"session"));
        assert!(of("process.session").contains(&"status") && !of("process").contains(&"status"));
        assert!(of("norms.norm.restated").contains(&"text"));
        assert!(of("nothing").is_empty());
        assert_eq!(tables_with("outcome"), ["[[process.report]]"]);
        assert_eq!(tables_with("groups"), ["[case]"]);
    }

    #[test]
    fn a_key_is_told_where_it_belongs_or_what_is_near() {
        assert_eq!(hint("title", ""), "it is a key of [case], [[source]]");
        assert_eq!(hint("trid", "open"), "the nearest: tried");
        assert_eq!(hint("note", "open"), "here there are tried and what");
        assert_eq!(hint("zzzzzz", "open"), "`travaux schema case` has every key, with what it is");
    }
}
