//! The merge of what several sources say into one record, and the gates that every recorded vote should pass.

mod one_decision;
mod positions_match;
mod same_vote;
mod sponsorships;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use travaux_record::{
    DecisionId, Diagnostic, Diagnostics, Document, Place, Record, RecordBuilder, Sponsorship,
};
use travaux_un::symbol::Symbol;

use self::one_decision::{Merged, entries_of, patches_of, split_place};
use self::same_vote::{add_not_voting, combine_parts, distinct, match_numbered, match_parts, part_unlike};
use self::sponsorships::merge_sponsorships;
use crate::correction::{Change, Patch};
use crate::entry::Entry;
use crate::readings::Readings;
use crate::sources::Precedence;
use crate::{ImportError, patch, sources};

/// Merges readings with each other and with those of a base record.
pub(crate) fn merge(
    readings: Readings,
    base: Option<&Record>,
    precedence: &Precedence,
    diagnostics: &mut Diagnostics,
) -> Result<RecordBuilder, ImportError> {
    let Readings { mut entries, mut sponsorships, mut documents, texts, patches, files, .. } = readings;
    if let Some(base) = base {
        entries.extend(numbered_in_base(&entries, base));
    }
    let mut entries = distinct(combine_parts(entries), diagnostics);
    match_parts(&mut entries);
    match_numbered(&mut entries, base);
    part_unlike(&mut entries, precedence, diagnostics);
    add_not_voting(&mut entries);
    documents.sort();
    documents.dedup();
    let drafts = drafts_of(&documents, &entries);

    let mut by_id: BTreeMap<DecisionId, Vec<Entry>> = BTreeMap::new();
    for entry in entries {
        by_id.entry(entry.decision.id.clone()).or_default().push(entry);
    }
    let mut patched: BTreeMap<DecisionId, Vec<&Patch>> = BTreeMap::new();
    for patch in &patches {
        if let Change::Cast { decision, .. }
        | Change::Meant { decision, .. }
        | Change::When { decision, .. } = &patch.change
        {
            patched.entry(DecisionId::from(decision.as_str())).or_default().push(patch);
        }
    }
    for id in patched.keys() {
        by_id.entry(id.clone()).or_default();
    }

    let mut builder = RecordBuilder::new();
    let mut used: BTreeSet<String> = BTreeSet::new();
    for (id, mut entries) in by_id {
        if let Some(known) = base.and_then(|b| b.by_id(id.as_str())) {
            // What is read anew stands for what was read before.
            let read_before = entries_of(known)
                .into_iter()
                .filter(|old| {
                    entries.iter().all(|new| (new.source, &new.reference) != (old.source, &old.reference))
                })
                .collect::<Vec<_>>();
            entries.extend(read_before);
        }
        let patches = patched.remove(&id).unwrap_or_default();
        // Corrections made before are made again, and yield to new ones.
        let made_before = base.and_then(|b| b.by_id(id.as_str())).map(patches_of).unwrap_or_default();
        let superseded = |old: &&Patch| patches.iter().any(|new| new.change == old.change);
        let made_before = made_before.iter().filter(|old| !superseded(old));
        let patches: Vec<&Patch> = made_before.chain(patches.iter().copied()).collect();
        if entries.is_empty() {
            diagnostics.extend(patches.iter().map(|patch| no_such_decision(&id, patch)));
            continue;
        }
        entries.sort_by_key(|e| precedence.rank(e.source));
        let added = drafts.get(id.as_str()).map_or(&[][..], Vec::as_slice);
        let merged = Merged::new(id, &entries, &patches, added);
        merged.fill(&mut builder, &mut used, diagnostics)?;
    }

    if let Some(base) = base {
        // A list read anew stands for what its source said before.
        let read: BTreeSet<(&Symbol, &str)> =
            sponsorships.iter().map(|s| (&s.text, s.source.as_str())).collect();
        let texts: BTreeSet<&Symbol> = read.iter().map(|(text, _)| *text).collect();
        let known: Vec<Sponsorship> = texts
            .iter()
            .flat_map(|text| base.sponsorships(text))
            .filter(|event| !read.contains(&(&event.text, event.source.as_str())))
            .cloned()
            .collect();
        let known_documents: Vec<_> =
            documents.iter().filter_map(|d| base.document(&d.symbol).cloned()).collect();
        sponsorships.extend(known);
        documents.extend(known_documents);
    }
    merge_sponsorships(sponsorships, precedence, &mut builder, &mut used);
    for document in documents {
        used.insert(document.source.clone());
        builder.document(document);
    }
    for text in texts {
        used.insert(text.source.clone());
        builder.text(text);
    }
    if files.contains_key(patch::SOURCE) {
        // Corrections of names leave no reading of their own: the source says that they were made.
        used.insert(patch::SOURCE.to_owned());
    }
    for id in used {
        let declared = precedence.source(&id).or_else(|| base.and_then(|b| b.source(&id)));
        if let Some(source) = declared {
            let mut source = source.clone();
            if let Some(known) = base.and_then(|b| b.source(&id)) {
                source.files.extend(known.files.iter().cloned());
            }
            if let Some(read) = sources::known(&id).and_then(|id| files.get(id)) {
                source.files.extend(read.iter().cloned());
            }
            source.files.sort();
            source.files.dedup();
            builder.source(source);
        }
    }
    Ok(builder)
}

/// The votes of a base record that only have their source's number, of the sessions that new votes are of: they may
/// be the same votes.
fn numbered_in_base(entries: &[Entry], base: &Record) -> Vec<Entry> {
    let sessions: BTreeSet<_> = entries
        .iter()
        .filter(|e| !e.decision.positions.row().is_empty())
        .filter_map(|e| e.decision.session)
        .collect();
    let read: HashSet<(&str, &str)> = entries.iter().map(|e| (e.source, e.reference.as_str())).collect();
    base.decisions()
        .filter(|d| d.session().is_some_and(|session| sessions.contains(&session)))
        .filter(|d| {
            d.readings().iter().all(|r| d.id() == DecisionId::of_source(&r.source, &r.reference).as_str())
        })
        .flat_map(entries_of)
        .filter(|e| !read.contains(&(e.source, e.reference.as_str())))
        .collect()
}

fn no_such_decision(id: &DecisionId, patch: &Patch) -> Diagnostic {
    let (file, line) = split_place(&patch.place);
    Diagnostic::error(
        "no-such-decision",
        Place::line(&file, line).field("decision"),
        format!("no decision is named {id}; the correction was left out"),
    )
    .hint("travaux show SYMBOL prints the names of decisions")
}

/// The drafts that documents say were adopted as each text, so far as the entries do not know them.
fn drafts_of(documents: &[Document], entries: &[Entry]) -> HashMap<String, Vec<Symbol>> {
    let known: HashSet<(&str, &str)> = entries
        .iter()
        .flat_map(|e| e.decision.drafts.iter().map(|d| (e.decision.id.as_str(), d.as_str())))
        .collect();
    let mut drafts: HashMap<String, Vec<Symbol>> = HashMap::new();
    for document in documents {
        if let Some(adopted) = &document.adopted_as
            && !known.contains(&(adopted.as_str(), document.symbol.as_str()))
        {
            let list = drafts.entry(adopted.to_string()).or_default();
            if !list.contains(&document.symbol) {
                list.push(document.symbol.clone());
            }
        }
    }
    drafts
}
