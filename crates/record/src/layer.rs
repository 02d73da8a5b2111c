//! One snapshot, decoded: the decisions and their positions first, the other tables when asked for.

use std::sync::{LazyLock, OnceLock};

use travaux_un::state::StateId;

use crate::column::{ListColumn, ParquetFile, TextColumn};
use crate::keyed_rows::KeyedRows;
use crate::position::ROW;
use crate::tables::{Tables, in_table};
use crate::texts::Texts;
use crate::{Document, FailedGate, Position, PositionRow, Reading, RecordError, Sponsorship, Variant};

/// A snapshot, opened.
pub(crate) struct Layer {
    pub(crate) tables: Tables,
    pub(crate) columns: Columns,
    positions: PositionChunks,
    pub(crate) sponsorships: KeyedRows<Sponsorship>,
    pub(crate) documents: KeyedRows<Document>,
    pub(crate) readings: KeyedRows<Reading>,
    pub(crate) variants: KeyedRows<Variant>,
    pub(crate) failed_gates: KeyedRows<FailedGate>,
    texts: OnceLock<Option<Texts>>,
}

impl std::fmt::Debug for Layer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Layer").field("decisions", &self.len()).finish_non_exhaustive()
    }
}

/// The decisions table, column by column.
pub(crate) struct Columns {
    pub(crate) id: TextColumn,
    pub(crate) body: TextColumn,
    pub(crate) session: TextColumn,
    pub(crate) stage: TextColumn,
    pub(crate) question: TextColumn,
    pub(crate) label: TextColumn,
    pub(crate) text: TextColumn,
    pub(crate) drafts: ListColumn,
    pub(crate) reports: ListColumn,
    pub(crate) amended_by: ListColumn,
    pub(crate) meeting: TextColumn,
    pub(crate) date: Vec<Option<i32>>,
    pub(crate) modality: TextColumn,
    pub(crate) outcome: TextColumn,
    pub(crate) title: TextColumn,
    pub(crate) committee: TextColumn,
    pub(crate) agenda: ListColumn,
    pub(crate) subjects: ListColumn,
    pub(crate) issues: ListColumn,
    pub(crate) important: Vec<Option<bool>>,
    pub(crate) stated: [Vec<Option<i32>>; 4],
}

impl Columns {
    fn read(file: &ParquetFile) -> Result<Self, parquet::errors::ParquetError> {
        Ok(Self {
            id: file.text("decision", None)?,
            body: file.text("body", None)?,
            session: file.text("session", None)?,
            stage: file.text("stage", None)?,
            question: file.text("question", None)?,
            label: file.text("label", None)?,
            text: file.text("text", None)?,
            drafts: file.list("drafts", None)?,
            reports: file.list("reports", None)?,
            amended_by: file.list("amended_by", None)?,
            meeting: file.text("meeting", None)?,
            date: file.int("date", None)?,
            modality: file.text("modality", None)?,
            outcome: file.text("outcome", None)?,
            title: file.text("title", None)?,
            committee: file.text("committee", None)?,
            agenda: file.list("agenda", None)?,
            subjects: file.list("subjects", None)?,
            issues: file.list("issues", None)?,
            important: file.flag("important")?,
            stated: [
                file.int("stated_in_favour", None)?,
                file.int("stated_against", None)?,
                file.int("stated_abstaining", None)?,
                file.int("stated_not_voting", None)?,
            ],
        })
    }
}

/// Positions of a run of decisions, and the corrections among them.
#[derive(Default)]
struct Chunk {
    cells: Vec<u8>,
    corrected: Vec<(u32, StateId, Position)>,
}

/// The positions table: each row group holds whole decisions and is decoded when one of them is asked for, so
/// that a question about two decisions does not pay for eighty years.
struct PositionChunks {
    file: ParquetFile,
    /// The first decision of each chunk; one more at the end.
    starts: Vec<u32>,
    chunks: Vec<OnceLock<Chunk>>,
}

impl PositionChunks {
    fn chunk(&self, row: usize) -> (&Chunk, usize) {
        let place = self.starts.partition_point(|&start| start as usize <= row) - 1;
        let first = self.starts[place] as usize;
        let decisions = self.starts[place + 1] as usize - first;
        let chunk = self.chunks[place].get_or_init(|| {
            // The bytes were checked against the manifest when the snapshot was opened, so this only fails on
            // a snapshot that was written wrong; its positions are then missing, and every gate says so.
            self.decode(place, first, decisions).unwrap_or_default()
        });
        (chunk, row - first)
    }

    fn decode(
        &self,
        group: usize,
        first: usize,
        decisions: usize,
    ) -> Result<Chunk, parquet::errors::ParquetError> {
        let mut chunk = Chunk { cells: vec![0; decisions * ROW], corrected: Vec::new() };
        let numbers = self.file.int("decision_no", Some(group))?;
        let mut states: Vec<u8> = Vec::with_capacity(numbers.len());
        let places = state_places();
        self.file.each_text("state", Some(group), |code| {
            states.push(place_of_letters(code).map_or(NO_STATE, |at| places[at]));
            Ok(())
        })?;
        let mut at = 0;
        self.file.each_text("position", Some(group), |word| {
            if let (Some(byte), Some(no)) = (position_byte(word), numbers[at]) {
                let row = no as usize - first;
                chunk.cells[row * ROW + usize::from(states[at])] = byte;
            }
            at += 1;
            Ok(())
        })?;
        if self.file.is_all_null("corrected", group)? {
            return Ok(chunk);
        }
        let mut at = 0;
        self.file.each_text("corrected", Some(group), |word| {
            let position = position_byte(word).and_then(Position::from_byte);
            let state = StateId::from_index(usize::from(states[at]));
            if let (Some(position), Some(state), Some(no)) = (position, state, numbers[at]) {
                chunk.corrected.push(((no as usize - first) as u32, state, position));
            }
            at += 1;
            Ok(())
        })?;
        Ok(chunk)
    }
}

/// A code that is no state's, in the last column of a row, which no state has.
const NO_STATE: u8 = u8::MAX;

/// The place of each three-letter code in the table of states, by its letters: a million codes are looked up when
/// the whole history is read.
fn state_places() -> &'static [u8] {
    static PLACES: LazyLock<Vec<u8>> = LazyLock::new(|| {
        let mut places = vec![NO_STATE; 26 * 26 * 26];
        for state in travaux_un::state::states() {
            if let Some(at) = place_of_letters(state.id().code().as_bytes()) {
                places[at] = state.id().index() as u8;
            }
        }
        places
    });
    &PLACES
}

fn place_of_letters(code: &[u8]) -> Option<usize> {
    let [a, b, c] = *code else { return None };
    let letter = |byte: u8| byte.is_ascii_uppercase().then(|| usize::from(byte - b'A'));
    Some((letter(a)? * 26 + letter(b)?) * 26 + letter(c)?)
}

/// The byte of a position's word.
fn position_byte(word: &[u8]) -> Option<u8> {
    // The words in the order in which they are frequent; `Position::from_word` is the same, slower.
    let position = match word {
        b"in_favour" => Position::InFavour,
        b"abstaining" => Position::Abstaining,
        b"not_voting" => Position::NotVoting,
        b"against" => Position::Against,
        b"unreadable" => Position::Unreadable,
        _ => return None,
    };
    Some(position.byte())
}

impl Layer {
    pub(crate) fn open(tables: Tables) -> Result<Self, RecordError> {
        let decisions = tables.open("decisions")?;
        let columns = Columns::read(&decisions).map_err(in_table("decisions"))?;
        let file = tables.open("positions")?;
        let starts = tables.manifest.position_groups.clone();
        let whole = starts.first() == Some(&0)
            && starts.last().copied() == Some(columns.id.len() as u32)
            && starts.len() == file.groups().len() + 1
            && starts.windows(2).all(|w| w[0] < w[1]);
        if !whole && !columns.id.is_empty() {
            return Err(RecordError::damaged("manifest.json", "position_groups do not fit the tables"));
        }
        let chunks = (1..starts.len()).map(|_| OnceLock::new()).collect();
        Ok(Self {
            columns,
            positions: PositionChunks { file, starts, chunks },
            sponsorships: KeyedRows::open(&tables)?,
            documents: KeyedRows::open(&tables)?,
            readings: KeyedRows::open(&tables)?,
            variants: KeyedRows::open(&tables)?,
            failed_gates: KeyedRows::open(&tables)?,
            texts: OnceLock::new(),
            tables,
        })
    }

    pub(crate) fn len(&self) -> usize {
        self.columns.id.len()
    }

    pub(crate) fn id(&self, row: usize) -> &str {
        self.columns.id.get(row)
    }

    pub(crate) fn positions(&self, row: usize) -> PositionRow<'_> {
        let (chunk, at) = self.positions.chunk(row);
        PositionRow(chunk.cells.get(at * ROW..(at + 1) * ROW).unwrap_or(PositionRow::EMPTY.0))
    }

    /// The positions of a decision that states later said they had meant.
    pub(crate) fn corrected(&self, row: usize) -> impl Iterator<Item = (StateId, Position)> + '_ {
        let (chunk, at) = self.positions.chunk(row);
        chunk.corrected.iter().filter(move |(row, ..)| *row as usize == at).map(|&(_, s, p)| (s, p))
    }

    /// The texts, opened when first asked for.
    pub(crate) fn texts(&self) -> Result<Option<&Texts>, RecordError> {
        if self.texts.get().is_none() {
            let opened = Texts::of_tables(&self.tables)?;
            return Ok(self.texts.get_or_init(|| opened).as_ref());
        }
        Ok(self.texts.get().and_then(Option::as_ref))
    }

    /// Decodes every table; what a lazy reading would hide, this returns.
    pub(crate) fn check(&self) -> Result<(), RecordError> {
        self.sponsorships.check()?;
        self.documents.check()?;
        self.readings.check()?;
        self.variants.check()?;
        self.failed_gates.check()?;
        if let Some(texts) = self.texts()? {
            texts.check()?;
        }
        for (place, pair) in self.positions.starts.windows(2).enumerate() {
            let (first, end) = (pair[0] as usize, pair[1] as usize);
            self.positions.decode(place, first, end - first).map_err(in_table("positions"))?;
        }
        Ok(())
    }
}
