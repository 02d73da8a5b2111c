//! What a case file cites: texts by their symbols, and sources by their ids. One that is neither is told with its place.

use travaux_record::Diagnostic;
use travaux_un::near::nearest;
use travaux_un::symbol::Symbol;
use travaux_votes::{Context, lookup};

use crate::file::{At, CaseFile, Places};

/// Whatever a file cites that nobody can look up.
pub(crate) fn problems(file: &CaseFile, places: &Places, context: Context<'_>) -> Vec<Diagnostic> {
    let ids: Vec<&str> = file.source.iter().map(|source| source.id.as_str()).collect();
    let is_known = |name: &str| {
        ids.contains(&name) || Symbol::parse(name).is_ok() || lookup::known(context.record, name).is_some()
    };
    let mut problems = Vec::new();
    for source in sources(file) {
        let name = source.split(',').next().unwrap_or_default().trim();
        if !is_known(name) {
            let near = nearest(name, ids.iter().copied());
            let hint = if near.is_empty() {
                "add a [[source]] with this id, or write the symbol of a document".to_owned()
            } else {
                format!("the nearest: {}", near.join(", "))
            };
            let message =
                format!("{name:?} is neither a source of this file nor a symbol: it is cited as written");
            problems.push(Diagnostic::warning("unknown-source", places.at(source), message).hint(hint));
        }
    }
    for text in texts(file) {
        if !is_known(text) {
            let message = format!("{:?} is no symbol of a document and no source of this file", text.value);
            problems.push(
                Diagnostic::warning("no-symbol", places.at(text), message)
                    .hint("write a symbol as in A/RES/73/27 or A/75/816, or the id of a [[source]]"),
            );
        }
    }
    problems
}

/// Every source that is named anywhere in the file.
fn sources(file: &CaseFile) -> Vec<&At<String>> {
    let mut lists: Vec<&Vec<At<String>>> = Vec::new();
    lists.extend(file.line.iter().map(|line| &line.sources));
    lists.extend(file.rivals.iter().map(|pair| &pair.sources));
    for process in &file.process {
        lists.push(&process.sources);
        lists.extend(process.mandate.iter().map(|mandate| &mandate.sources));
        lists.extend(process.session.iter().map(|session| &session.sources));
        lists.extend(process.report.iter().map(|report| &report.sources));
        lists.extend(process.topic.iter().map(|topic| &topic.sources));
    }
    for set in &file.norms {
        lists.push(&set.sources);
        lists.extend(set.norm.iter().map(|norm| &norm.sources));
    }
    for initiative in &file.initiative {
        lists.push(&initiative.sources);
        lists.extend(initiative.supporters.iter().map(|supporters| &supporters.sources));
    }
    lists.into_iter().flatten().collect()
}

/// Every text that is named outside the lines and the pairs, which are looked up in the record.
fn texts(file: &CaseFile) -> Vec<&At<String>> {
    let mut texts: Vec<&At<String>> = Vec::new();
    for process in &file.process {
        texts.extend(process.mandate.iter().map(|mandate| &mandate.text));
        texts.extend(process.report.iter().filter_map(|report| report.text.as_ref()));
        texts.extend(process.topic.iter().map(|topic| &topic.text));
    }
    for set in &file.norms {
        texts.extend(&set.text);
        texts.extend(set.norm.iter().flat_map(|norm| &norm.restated).map(|again| &again.text));
    }
    texts.extend(file.initiative.iter().filter_map(|initiative| initiative.text.as_ref()));
    texts
}
