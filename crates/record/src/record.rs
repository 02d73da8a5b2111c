//! The record in memory: one snapshot, or one laid over another.

use std::collections::HashMap;
use std::path::Path;
use std::sync::OnceLock;

use travaux_un::session::Session;
use travaux_un::symbol::Symbol;

use crate::layer::Layer;
use crate::tables::Tables;
use crate::texts::Texts;
use crate::{DecisionRef, Document, RecordError, Source, Sponsorship, bundled, snapshot};

/// The number of a decision in one record: its place in the order of the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DecisionNo(pub(crate) u32);

impl DecisionNo {
    /// The place, counted from 0.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// What happened: decisions, positions, sponsorships, documents and their sources. Immutable.
#[derive(Debug)]
pub struct Record {
    layers: Vec<Layer>,
    /// Which row of which layer each decision is.
    order: Vec<(u8, u32)>,
    by_symbol: OnceLock<HashMap<Box<str>, Vec<u32>>>,
}

impl Record {
    /// The record that travels inside the program.
    ///
    /// # Panics
    /// Never with the files that were compiled in: a test opens them.
    pub fn bundled() -> Self {
        Self::from_tables(vec![bundled::tables()]).expect("the bundled record opens: a test of this crate")
    }

    /// The record in a folder: a snapshot, or a folder with a pointer to one.
    pub fn open(folder: &Path) -> Result<Self, RecordError> {
        Self::from_tables(vec![snapshot::read(folder)?])
    }

    /// A user's record laid over the bundled one: where both have a decision or the sponsors of a text, the
    /// user's stands. (It was merged with the bundled one by precedence when it was imported.)
    pub fn open_over_bundled(folder: &Path) -> Result<Self, RecordError> {
        Self::from_tables(vec![bundled::tables(), snapshot::read(folder)?])
    }

    /// A record that was just built, without writing it.
    pub(crate) fn from_tables(tables: Vec<Tables>) -> Result<Self, RecordError> {
        let layers = tables.into_iter().map(Layer::open).collect::<Result<Vec<_>, _>>()?;
        let mut order: Vec<(u8, u32)> = Vec::new();
        if let [only] = layers.as_slice() {
            order.extend((0..only.len() as u32).map(|row| (0, row)));
        } else {
            let mut place: HashMap<&str, usize> = HashMap::new();
            for (l, layer) in layers.iter().enumerate() {
                for row in 0..layer.len() {
                    let entry = (l as u8, row as u32);
                    let at = *place.entry(layer.id(row)).or_insert(order.len());
                    if at == order.len() {
                        order.push(entry);
                    } else {
                        order[at] = entry;
                    }
                }
            }
            let key = |&(l, row): &(u8, u32)| {
                let decision =
                    DecisionRef { layer: &layers[usize::from(l)], row: row as usize, no: DecisionNo(0) };
                (
                    decision.date().or_else(|| decision.session()?.dates().map(|dates| dates.from)),
                    decision.date().is_some(),
                )
            };
            // Both layers are in the order of dates already; a stable sort keeps the rest of their order.
            order.sort_by_key(key);
        }
        Ok(Self { layers, order, by_symbol: OnceLock::new() })
    }

    /// How many decisions there are.
    pub fn len(&self) -> usize {
        self.order.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.order.is_empty()
    }

    /// A decision by its number in this record.
    ///
    /// # Panics
    /// When the number is of another record that has more.
    pub fn decision(&self, no: DecisionNo) -> DecisionRef<'_> {
        let (layer, row) = self.order[no.index()];
        DecisionRef { layer: &self.layers[usize::from(layer)], row: row as usize, no }
    }

    /// All decisions, by date.
    pub fn decisions(&self) -> impl ExactSizeIterator<Item = DecisionRef<'_>> + DoubleEndedIterator {
        (0..self.order.len() as u32).map(|no| self.decision(DecisionNo(no)))
    }

    /// The decision of that name.
    pub fn by_id(&self, id: &str) -> Option<DecisionRef<'_>> {
        self.indexed(id).find(|d| d.id() == id)
    }

    /// Every decision on a text: of that symbol, or adopted from the draft of that symbol; by date.
    pub fn on_text(&self, text: &Symbol) -> Vec<DecisionRef<'_>> {
        self.indexed(text.as_str()).collect()
    }

    /// The decisions of a session, by date.
    pub fn in_session(&self, session: Session) -> impl Iterator<Item = DecisionRef<'_>> {
        self.decisions().filter(move |d| d.session() == Some(session))
    }

    fn indexed(&self, key: &str) -> impl Iterator<Item = DecisionRef<'_>> + use<'_> {
        let index = self.by_symbol.get_or_init(|| {
            let mut index: HashMap<Box<str>, Vec<u32>> = HashMap::with_capacity(2 * self.len());
            for decision in self.decisions() {
                let mut add = |key: &str| {
                    let numbers = index.entry(key.into()).or_default();
                    if !key.is_empty() && numbers.last() != Some(&decision.no.0) {
                        numbers.push(decision.no.0);
                    }
                };
                add(decision.id());
                add(decision.text_str());
                decision.drafts().for_each(add);
            }
            index
        });
        let numbers = index.get(key).map_or(&[][..], Vec::as_slice);
        numbers.iter().map(|&no| self.decision(DecisionNo(no)))
    }

    /// Every symbol that some decision is on, for "did you mean".
    pub fn symbols(&self) -> impl Iterator<Item = &str> {
        self.decisions().map(DecisionRef::text_str).filter(|s| !s.is_empty())
    }

    /// The sponsorship events of a text, in the order of the source; of the last layer that has any.
    pub fn sponsorships(&self, text: &Symbol) -> &[Sponsorship] {
        self.layers
            .iter()
            .rev()
            .map(|layer| layer.sponsorships.of(text.as_str()))
            .find(|events| !events.is_empty())
            .unwrap_or(&[])
    }

    /// All sponsorship events, by text.
    pub fn all_sponsorships(&self) -> impl Iterator<Item = &Sponsorship> {
        self.layers.iter().enumerate().flat_map(move |(l, layer)| {
            let above = &self.layers[l + 1..];
            let stands = |event: &&Sponsorship| {
                above.iter().all(|layer| layer.sponsorships.of(event.text.as_str()).is_empty())
            };
            layer.sponsorships.all().filter(stands)
        })
    }

    /// A document by its symbol.
    pub fn document(&self, symbol: &Symbol) -> Option<&Document> {
        self.layers.iter().rev().find_map(|layer| layer.documents.of(symbol.as_str()).first())
    }

    /// All documents, by symbol within each layer.
    pub fn documents(&self) -> impl Iterator<Item = &Document> {
        self.layers.iter().enumerate().flat_map(move |(l, layer)| {
            let above = &self.layers[l + 1..];
            let stands = |document: &&Document| {
                above.iter().all(|layer| layer.documents.of(document.symbol.as_str()).is_empty())
            };
            layer.documents.all().filter(stands)
        })
    }

    /// The texts of documents: of the user's layer, for the bundled one has none.
    ///
    /// # Errors
    /// When the tables of texts are damaged: they are not looked at when a record is opened.
    pub fn texts(&self) -> Result<Option<&Texts>, RecordError> {
        for layer in self.layers.iter().rev() {
            if let Some(texts) = layer.texts()? {
                return Ok(Some(texts));
            }
        }
        Ok(None)
    }

    /// The sources, by precedence. What several layers know of one is put together.
    pub fn sources(&self) -> Vec<Source> {
        let mut sources: Vec<Source> = Vec::new();
        for source in self.layers.iter().rev().flat_map(|layer| &layer.tables.manifest.sources) {
            if let Some(known) = sources.iter_mut().find(|s| s.id == source.id) {
                known.add(source);
            } else {
                sources.push(source.clone());
            }
        }
        sources.sort_by(|a, b| (a.precedence, &a.id).cmp(&(b.precedence, &b.id)));
        sources
    }

    /// A source by its id.
    pub fn source(&self, id: &str) -> Option<&Source> {
        self.layers.iter().rev().flat_map(|layer| &layer.tables.manifest.sources).find(|s| s.id == id)
    }

    /// The manifests of the snapshots that make up the record, the bundled one first.
    pub fn manifests(&self) -> impl Iterator<Item = &snapshot::Manifest> {
        self.layers.iter().map(|l| &l.tables.manifest)
    }

    /// Decodes everything once and returns what a lazy reading would hide.
    pub fn check(&self) -> Result<(), RecordError> {
        self.layers.iter().try_for_each(Layer::check)
    }
}
