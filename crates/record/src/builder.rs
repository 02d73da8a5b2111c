//! The builder of records: takes what importers found, checks that it hangs together, makes tables.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use bytes::Bytes;
use jiff::civil::Date;
use travaux_un::session::Session;
use travaux_un::symbol::Symbol;

use crate::column::{Column, ColumnData, Effort, ParquetTable};
use crate::keyed_rows::{self, KeyedRow};
use crate::lazy_table;
use crate::manifest::Manifest;
use crate::rows::{STATED, TableRow, days, optional, tallies};
use crate::snapshot;
use crate::tables::{Tables, in_table};
use crate::texts::{CLAUSES, StoredText, TEXTS, Texts, write_texts};
use crate::{
    Decision, DecisionId, Document, FailedGate, Position, Reading, Record, RecordError, Source, Sponsorship,
    Stage, Variant,
};

/// How many decisions share a row group of the positions table: at most
/// nineteen thousand rows, decoded in a millisecond.
const DECISIONS_A_GROUP: usize = 96;

/// Fills a record and writes it. Same content, same bytes, in whatever order it was added.
#[derive(Debug, Default)]
pub struct RecordBuilder {
    decisions: BTreeMap<DecisionId, Decision>,
    sponsorships: BTreeSet<Sponsorship>,
    documents: BTreeMap<String, Document>,
    sources: BTreeMap<String, Source>,
    readings: Vec<Reading>,
    variants: BTreeSet<Variant>,
    gates: BTreeSet<FailedGate>,
    texts: BTreeMap<(String, String), StoredText>,
}

impl RecordBuilder {
    /// An empty one.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a source. Everything else names its source by id.
    pub fn source(&mut self, source: Source) {
        self.sources.insert(source.id.clone(), source);
    }

    /// Adds a decision; an id that is there already is an error.
    pub fn decision(&mut self, decision: Decision) -> Result<(), RecordError> {
        let id = decision.id.clone();
        if self.decisions.insert(id.clone(), decision).is_some() {
            return Err(RecordError::Inconsistent(format!("two decisions are named {id}")));
        }
        Ok(())
    }

    /// Adds a sponsorship event.
    pub fn sponsorship(&mut self, event: Sponsorship) {
        self.sponsorships.insert(event);
    }

    /// Adds a document, or what is newly known of it.
    pub fn document(&mut self, document: Document) {
        match self.documents.get_mut(document.symbol.as_str()) {
            None => {
                self.documents.insert(document.symbol.to_string(), document);
            }
            Some(known) => {
                if known.title.is_empty() {
                    known.title = document.title;
                }
                known.adopted = known.adopted.or(document.adopted);
                known.issued = known.issued.or(document.issued);
                known.adopted_as = known.adopted_as.take().or(document.adopted_as);
                known.sponsor_lists.extend(document.sponsor_lists);
                known.sponsor_lists.sort_unstable();
                known.sponsor_lists.dedup();
            }
        }
    }

    /// Adds what a source says of a decision.
    pub fn reading(&mut self, reading: Reading) {
        self.readings.push(reading);
    }

    /// Adds a cell in which a source differs.
    pub fn variant(&mut self, variant: Variant) {
        self.variants.insert(variant);
    }

    /// Adds a check that a decision does not pass.
    pub fn failed_gate(&mut self, gate: FailedGate) {
        self.gates.insert(gate);
    }

    /// Adds a text, in the place of one of the same name and language.
    pub fn text(&mut self, text: StoredText) {
        self.texts.insert(text.key(), text);
    }

    /// Takes over what an earlier record has and this one has not: decisions by their names, sponsors of texts,
    /// documents, and where they are from.
    /// # Errors
    /// When the earlier record has texts that cannot be read.
    pub fn take_over(&mut self, earlier: &Record) -> Result<(), RecordError> {
        let read: HashSet<(String, String)> =
            self.readings.iter().map(|r| (r.source.clone(), r.reference.clone())).collect();
        for decision in earlier.decisions() {
            let id = DecisionId::from(decision.id());
            let elsewhere = |r: &Reading| read.contains(&(r.source.clone(), r.reference.clone()));
            // A vote that had its source's number only may have found its name since.
            if self.decisions.contains_key(&id) || decision.readings().iter().all(elsewhere) {
                continue;
            }
            self.decisions.insert(id, decision.to_decision());
            self.readings.extend(decision.readings().iter().cloned());
            self.variants.extend(decision.variants().iter().cloned());
            self.gates.extend(decision.failed_gates().iter().cloned());
        }
        let texts: HashSet<Symbol> = self.sponsorships.iter().map(|event| event.text.clone()).collect();
        let others = earlier.all_sponsorships().filter(|event| !texts.contains(&event.text));
        self.sponsorships.extend(others.cloned());
        earlier.documents().for_each(|document| self.document(document.clone()));
        for source in earlier.sources() {
            self.sources.entry(source.id.clone()).or_insert_with(|| source.clone()).add(&source);
        }
        for text in earlier.texts()?.map_or(Ok(Vec::new()), Texts::all)? {
            self.texts.entry(text.key()).or_insert(text);
        }
        Ok(())
    }

    /// How many decisions were added.
    pub fn len(&self) -> usize {
        self.decisions.len()
    }

    /// Whether none was added.
    pub fn is_empty(&self) -> bool {
        self.decisions.is_empty()
    }

    /// The record, in memory.
    pub fn build(self) -> Result<Record, RecordError> {
        Record::from_tables(vec![self.into_tables(Effort::Fast)?])
    }

    /// Writes the record as a plain snapshot folder: what the bundled record is.
    pub fn write_snapshot(self, folder: &std::path::Path) -> Result<Manifest, RecordError> {
        snapshot::write(&self.into_tables(Effort::Small)?, folder)
    }

    /// Writes the record as the newest snapshot of a user's record folder and moves its pointer there. What the
    /// folder's record has and this one has not is [taken over](Self::take_over); it stays whole until then.
    pub fn write_to(mut self, folder: &std::path::Path, allow_loss: bool) -> Result<Manifest, RecordError> {
        let locked = snapshot::LockedFolder::open(folder)?;
        if snapshot::exists(folder) {
            match Record::open(folder) {
                Ok(earlier) => self.take_over(&earlier)?,
                // A record that cannot be read any more is given up when the user says so.
                Err(_damaged) if allow_loss => {}
                Err(damaged) => return Err(damaged),
            }
        }
        locked.publish(&self.into_tables(Effort::Fast)?, allow_loss)
    }

    fn check(&self) -> Result<(), RecordError> {
        let unknown_source = |id: &str| !self.sources.contains_key(id);
        if let Some(reading) = self.readings.iter().find(|r| unknown_source(&r.source)) {
            return Err(RecordError::Inconsistent(format!(
                "a reading of {} names the source {:?}, which was not added",
                reading.decision, reading.source
            )));
        }
        let read: HashSet<&DecisionId> = self.readings.iter().map(|r| &r.decision).collect();
        if let Some(id) = self.decisions.keys().find(|id| !read.contains(id)) {
            return Err(RecordError::Inconsistent(format!("the decision {id} has no source")));
        }
        if let Some(reading) = self.readings.iter().find(|r| !self.decisions.contains_key(&r.decision)) {
            return Err(RecordError::Inconsistent(format!(
                "a reading of {}, which is no decision",
                reading.decision
            )));
        }
        if let Some(text) = self.texts.values().find(|text| unknown_source(&text.source)) {
            return Err(RecordError::Inconsistent(format!(
                "the text {} names the source {:?}, which was not added",
                text.name, text.source
            )));
        }
        Ok(())
    }

    fn into_tables(mut self, effort: Effort) -> Result<Tables, RecordError> {
        self.check()?;
        self.cover();
        let mut decisions: Vec<&Decision> = self.decisions.values().collect();
        decisions.sort_by_cached_key(|d| {
            // What has no day stands before what has one, at the opening of its session.
            let opening = d.session.and_then(Session::dates).map(|dates| dates.from);
            let key = (d.text.clone(), d.stage, d.question.clone(), d.id.clone());
            (d.date.or(opening), d.date.is_some(), key)
        });
        let (starts, groups) = groups(&decisions);
        let of_reading =
            |r: &Reading| (r.decision.clone(), r.source.clone(), r.reference.clone(), r.place.clone());
        self.readings.sort_by_cached_key(of_reading);
        // By the text as written, which is what a lookup compares; within a text as they compare.
        let mut sponsorships: Vec<Sponsorship> = self.sponsorships.into_iter().collect();
        sponsorships.sort_by(|a, b| a.text.as_str().cmp(b.text.as_str()));
        let readable = decisions
            .iter()
            .flat_map(|d| d.positions.row().iter())
            .filter(|(_, position)| *position != Position::Unreadable)
            .count() as u64;
        let mut tables = WrittenTables::new(effort);
        tables.write("decisions", &decisions_table(&decisions), &[])?;
        tables.write("positions", &positions_table(&decisions), &groups)?;
        tables.write_keyed(&sponsorships)?;
        tables.write_keyed(&self.documents.into_values().collect::<Vec<_>>())?;
        tables.write_keyed(&self.readings)?;
        tables.write_keyed(&self.variants.into_iter().collect::<Vec<_>>())?;
        tables.write_keyed(&self.gates.into_iter().collect::<Vec<_>>())?;
        if !self.texts.is_empty() {
            tables.write_texts(&self.texts.into_values().collect::<Vec<_>>())?;
        }
        let WrittenTables { files, rows, first_keys, group_sha256, .. } = tables;
        let mut sources: Vec<Source> = self.sources.into_values().collect();
        sources.sort_by(|a, b| (a.precedence, &a.id).cmp(&(b.precedence, &b.id)));
        let manifest = Manifest::new(rows, readable, starts, first_keys, group_sha256, sources, &files);
        Ok(Tables { manifest, files, folder: None })
    }

    /// Notes in each source the first and the last day it has a decision of.
    fn cover(&mut self) {
        let mut days: HashMap<&str, (Date, Date)> = HashMap::new();
        for reading in &self.readings {
            let Some(date) = self.decisions.get(&reading.decision).and_then(|d| d.date) else { continue };
            let (first, last) = days.entry(&reading.source).or_insert((date, date));
            *first = date.min(*first);
            *last = date.max(*last);
        }
        for source in self.sources.values_mut() {
            source.covers = days.get(source.id.as_str()).copied();
        }
    }
}

/// The tables of a snapshot, one after the other as Parquet.
struct WrittenTables {
    effort: Effort,
    files: HashMap<&'static str, Bytes>,
    rows: BTreeMap<String, u64>,
    first_keys: BTreeMap<String, Vec<String>>,
    group_sha256: BTreeMap<String, Vec<String>>,
}

impl WrittenTables {
    fn new(effort: Effort) -> Self {
        Self {
            effort,
            files: HashMap::new(),
            rows: BTreeMap::new(),
            first_keys: BTreeMap::new(),
            group_sha256: BTreeMap::new(),
        }
    }

    fn write(
        &mut self,
        name: &'static str,
        table: &ParquetTable,
        groups: &[usize],
    ) -> Result<(), RecordError> {
        let bytes = table
            .write(name, groups, self.effort)
            .map_err(|source| RecordError::Parquet { table: name.to_owned(), source })?;
        self.rows.insert(name.to_owned(), table.rows() as u64);
        self.files.insert(name, Bytes::from(bytes));
        Ok(())
    }

    fn write_keyed<T: TableRow>(&mut self, rows: &[T]) -> Result<(), RecordError> {
        let (groups, firsts) = keyed_rows::groups(rows, KeyedRow::key);
        self.first_keys.insert(T::TABLE.to_owned(), firsts);
        self.write(T::TABLE, &T::table(rows), &groups)
    }

    /// Writes texts, in the order of their names, and their clauses.
    fn write_texts(&mut self, texts: &[StoredText]) -> Result<(), RecordError> {
        let names: Vec<&str> =
            texts.iter().flat_map(|t| t.document.clauses.iter().map(|_| t.name.as_str())).collect();
        let (heads, clauses) = write_texts(texts);
        let (groups, firsts) = keyed_rows::groups(texts, |text| &text.name);
        self.write_in_parts(TEXTS, &heads, &groups, firsts)?;
        let (groups, firsts) = keyed_rows::groups(&names, |name| name);
        self.write_in_parts(CLAUSES, &clauses, &groups, firsts)
    }

    fn write_in_parts(
        &mut self,
        name: &'static str,
        table: &ParquetTable,
        groups: &[usize],
        firsts: Vec<String>,
    ) -> Result<(), RecordError> {
        self.write(name, table, groups)?;
        let sums = self.files.get(name).map_or(Ok(Vec::new()), lazy_table::sums).map_err(in_table(name))?;
        self.group_sha256.insert(name.to_owned(), sums);
        self.first_keys.insert(name.to_owned(), firsts);
        Ok(())
    }
}

/// Cuts the decisions into groups, and counts the rows of positions in each.
fn groups(decisions: &[&Decision]) -> (Vec<u32>, Vec<usize>) {
    let mut starts = vec![0];
    let mut rows = Vec::new();
    let (mut in_group, mut rows_in_group) = (0, 0);
    for (no, decision) in decisions.iter().enumerate() {
        in_group += 1;
        rows_in_group += decision.positions.row().iter().count();
        // A row group is never empty: decisions without positions join the next ones.
        if in_group >= DECISIONS_A_GROUP && rows_in_group > 0 {
            starts.push(no as u32 + 1);
            rows.push(rows_in_group);
            (in_group, rows_in_group) = (0, 0);
        }
    }
    if in_group > 0 {
        if rows_in_group > 0 || rows.is_empty() {
            starts.push(decisions.len() as u32);
            rows.push(rows_in_group);
        } else if let Some(end) = starts.last_mut() {
            *end = decisions.len() as u32;
        }
    }
    (starts, rows)
}

fn decisions_table(decisions: &[&Decision]) -> ParquetTable {
    let text = |of: fn(&Decision) -> String| ColumnData::Text(decisions.iter().map(|d| of(d)).collect());
    let list = |of: fn(&Decision) -> Vec<String>| ColumnData::List(decisions.iter().map(|d| of(d)).collect());
    let numbers = (0..decisions.len() as i32).map(Some).collect();
    let mut columns = vec![
        Column::new("decision_no", ColumnData::Int(numbers)),
        Column::new("decision", text(|d| d.id.to_string())),
        Column::new("body", text(|d| d.body.name().to_owned())),
        Column::new("session", text(|d| optional(d.session.as_ref()))),
        Column::new(
            "stage",
            text(|d| match d.stage {
                Stage::Plenary => "plenary".to_owned(),
                Stage::Committee(committee) => committee.to_string(),
            }),
        ),
        Column::new("question", text(|d| d.question.kind.word().to_owned())),
        Column::new("label", text(|d| d.question.label.clone().unwrap_or_default())),
        Column::new("text", text(|d| optional(d.text.as_ref()))),
        Column::new("drafts", list(|d| d.drafts.iter().map(ToString::to_string).collect())),
        Column::new("reports", list(|d| d.reports.clone())),
        Column::new("amended_by", list(|d| d.amended_by.iter().map(ToString::to_string).collect())),
        Column::new("meeting", text(|d| optional(d.meeting.as_ref()))),
        Column::new("date", days(decisions, |d| d.date)),
        Column::new("modality", text(|d| d.modality.word().to_owned())),
        Column::new("outcome", text(|d| d.outcome.word().to_owned())),
        Column::new("title", text(|d| d.title.clone())),
        Column::new("committee", text(|d| optional(d.committee.as_ref()))),
        Column::new("agenda", list(|d| d.agenda.clone())),
        Column::new("subjects", list(|d| d.subjects.clone())),
        Column::new("issues", list(|d| d.issues.clone())),
        Column::new("important", ColumnData::Flag(decisions.iter().map(|d| d.important).collect())),
    ];
    columns.extend(tallies(STATED, decisions, |d| d.stated));
    ParquetTable::new(columns)
}

fn positions_table(decisions: &[&Decision]) -> ParquetTable {
    let (mut numbers, mut ids, mut states) = (Vec::new(), Vec::new(), Vec::new());
    let (mut positions, mut corrected) = (Vec::new(), Vec::new());
    for (no, decision) in decisions.iter().enumerate() {
        for (state, position) in decision.positions.row().iter() {
            numbers.push(Some(no as i32));
            ids.push(decision.id.to_string());
            states.push(state.code().to_owned());
            positions.push(position.word().to_owned());
            let later = decision.corrected.iter().find(|(s, _)| *s == state);
            corrected.push(later.map(|(_, p)| p.word().to_owned()).unwrap_or_default());
        }
    }
    ParquetTable::new(vec![
        Column::new("decision_no", ColumnData::Int(numbers)),
        Column::new("decision", ColumnData::Text(ids)),
        Column::new("state", ColumnData::Text(states)),
        Column::new("position", ColumnData::Text(positions)),
        Column::new("corrected", ColumnData::Text(corrected)),
    ])
}
