//! Rows of a CSV file, one at a time, at a bounded cost for whatever a broken file holds.
//!
//! The fields of a row are split by `csv-core`; the rows are framed here, so that a line without end or a
//! quotation mark that is never closed costs at most [`LONGEST`] bytes of memory, is reported with its line, and
//! the rest of the file is still read.

use std::io::Read;

use csv_core::ReadRecordResult;
use travaux_record::{Diagnostic, Diagnostics, Place};

/// The longest row that is read. The longest in the library's file has four thousand bytes.
const LONGEST: usize = 1 << 20;
const BLOCK: usize = 1 << 18;

/// A source of framed rows.
pub(crate) struct CsvRows<R> {
    input: R,
    file: String,
    buffer: Vec<u8>,
    /// Where in the buffer the next row begins.
    start: usize,
    /// Up to where it was looked at.
    looked: usize,
    in_quotes: bool,
    /// Line breaks seen inside the row so far.
    inner_lines: u64,
    line: u64,
    ended: bool,
    header: Vec<String>,
    fields: Fields,
}

/// The fields of a row.
pub(crate) struct Fields {
    reader: csv_core::Reader,
    bytes: Vec<u8>,
    ends: Vec<usize>,
    count: usize,
}

impl Default for Fields {
    fn default() -> Self {
        Self { reader: csv_core::Reader::new(), bytes: Vec::new(), ends: Vec::new(), count: 0 }
    }
}

impl Fields {
    pub(crate) fn get(&self, place: usize) -> &[u8] {
        if place >= self.count {
            return &[];
        }
        let start = if place == 0 { 0 } else { self.ends[place - 1] };
        &self.bytes[start..self.ends[place]]
    }

    pub(crate) fn len(&self) -> usize {
        self.count
    }

    fn split(&mut self, row: &[u8]) {
        // Making a reader builds its whole table of states: it is made once and reset.
        self.reader.reset();
        self.bytes.resize((row.len() + 1).max(self.bytes.len()), 0);
        self.ends.resize(self.ends.len().max(64), 0);
        let (mut read, mut written, mut ended) = (0, 0, 0);
        loop {
            // Empty input tells csv-core that the row is over, whether or not it ends in a line break.
            let (result, n, w, e) =
                self.reader.read_record(&row[read..], &mut self.bytes[written..], &mut self.ends[ended..]);
            read += n;
            written += w;
            ended += e;
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull => self.bytes.resize(self.bytes.len() * 2, 0),
                ReadRecordResult::OutputEndsFull => self.ends.resize(self.ends.len() * 2, 0),
                ReadRecordResult::Record | ReadRecordResult::End => break,
            }
        }
        self.count = ended;
    }
}

/// A row, framed.
pub(crate) struct Row {
    pub(crate) line: u64,
    start: usize,
    end: usize,
}

impl<R: Read> CsvRows<R> {
    /// Reads the head; `None` and a diagnostic when the file is empty.
    pub(crate) fn open(input: R, file: &str, diagnostics: &mut Diagnostics) -> Option<Self> {
        let mut rows = Self {
            input,
            file: file.to_owned(),
            buffer: Vec::with_capacity(2 * BLOCK),
            start: 0,
            looked: 0,
            in_quotes: false,
            inner_lines: 0,
            line: 1,
            ended: false,
            header: Vec::new(),
            fields: Fields::default(),
        };
        let Some(head) = rows.next_row(diagnostics) else {
            diagnostics.push(
                Diagnostic::error("empty-file", Place::file(file), "the file is empty")
                    .hint("a download may have been cut off; fetch it again"),
            );
            return None;
        };
        rows.split(&head);
        rows.header = (0..rows.fields.len())
            .map(|i| {
                let (name, _) = crate::text::text(rows.fields.get(i));
                crate::text::tidy(name.trim_start_matches('\u{feff}'))
            })
            .collect();
        Some(rows)
    }

    pub(crate) fn file(&self) -> &str {
        &self.file
    }

    pub(crate) fn header(&self) -> &[String] {
        &self.header
    }

    /// The place of a column, by any of its names; letters are compared without case.
    pub(crate) fn column(&self, names: &[&str]) -> Option<usize> {
        self.header.iter().position(|h| names.iter().any(|n| h.eq_ignore_ascii_case(n)))
    }

    /// The places of columns without which the file cannot be read; `None` and one diagnostic for each missing.
    pub(crate) fn required<const N: usize>(
        &self,
        names: [&'static str; N],
        diagnostics: &mut Diagnostics,
    ) -> Option<[usize; N]> {
        let mut places = [0; N];
        let mut missing = false;
        for (place, name) in places.iter_mut().zip(names) {
            if let Some(found) = self.column(&[name]) {
                *place = found;
            } else {
                missing = true;
                diagnostics.push(
                    Diagnostic::error(
                        "missing-column",
                        Place::line(&self.file, 1).field(name),
                        format!("there is no column {name}"),
                    )
                    .hint(self.column_hint(name)),
                );
            }
        }
        (!missing).then_some(places)
    }

    fn column_hint(&self, name: &str) -> String {
        let letters =
            |s: &str| s.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_lowercase();
        let wanted = letters(name);
        let near = self.header.iter().find(|h| letters(h).contains(&wanted) || wanted.contains(&letters(h)));
        match near.filter(|h| !h.is_empty()) {
            Some(near) => format!("the column {near:?} may be meant; rename it to {name}"),
            None => format!("the file has: {}", self.header.join(", ")),
        }
    }

    /// The next row that could be framed.
    pub(crate) fn next_row(&mut self, diagnostics: &mut Diagnostics) -> Option<Row> {
        loop {
            if let Some(row) = self.frame() {
                if self.buffer[row.start..row.end].iter().all(u8::is_ascii_whitespace) {
                    continue;
                }
                return Some(row);
            }
            if self.buffer.len() - self.start > LONGEST {
                self.give_up_row(diagnostics);
                continue;
            }
            if self.ended {
                return self.last_row(diagnostics);
            }
            self.fill(diagnostics);
        }
    }

    /// Finds the end of the row in what is in the buffer.
    fn frame(&mut self) -> Option<Row> {
        while let Some(at) = memchr::memchr2(b'"', b'\n', &self.buffer[self.looked..]) {
            let at = self.looked + at;
            self.looked = at + 1;
            if self.buffer[at] == b'"' {
                self.in_quotes = !self.in_quotes;
            } else if self.in_quotes {
                self.inner_lines += 1;
            } else {
                let row = Row { line: self.line, start: self.start, end: at + 1 };
                self.line += 1 + self.inner_lines;
                self.inner_lines = 0;
                self.start = at + 1;
                return Some(row);
            }
        }
        self.looked = self.buffer.len();
        None
    }

    fn fill(&mut self, diagnostics: &mut Diagnostics) {
        self.buffer.drain(..self.start);
        self.looked -= self.start;
        self.start = 0;
        let full = self.buffer.len();
        self.buffer.resize(full + BLOCK, 0);
        match self.input.read(&mut self.buffer[full..]) {
            Ok(0) => self.ended = true,
            Ok(n) => {
                self.buffer.truncate(full + n);
                return;
            }
            Err(e) if e.kind() == std::io::ErrorKind::Interrupted => {}
            Err(e) => {
                self.ended = true;
                diagnostics.push(
                    Diagnostic::error(
                        "cut-off",
                        Place::line(&self.file, self.line),
                        format!("the file cannot be read past this line: {e}"),
                    )
                    .hint("what stands before was read; fetch the file again"),
                );
            }
        }
        self.buffer.truncate(full);
    }

    /// A row that is too long: either its quotation mark is never closed, and then only its first line is given
    /// up; or it has no end, and then everything up to the next line break is passed over unread.
    fn give_up_row(&mut self, diagnostics: &mut Diagnostics) {
        let place = Place::line(&self.file, self.line);
        let first_end = memchr::memchr(b'\n', &self.buffer[self.start..]);
        if let (true, Some(end)) = (self.in_quotes, first_end) {
            diagnostics.push(
                Diagnostic::error("open-quote", place, "a quotation mark in this line is never closed")
                    .hint("the line was left out; double the mark (\"\") or remove it"),
            );
            self.restart(self.start + end + 1);
            self.line += 1;
            return;
        }
        let mut passed = self.buffer.len() - self.start;
        loop {
            self.buffer.resize(BLOCK, 0);
            let n = self.input.read(&mut self.buffer).unwrap_or(0);
            self.buffer.truncate(n);
            if n == 0 {
                self.ended = true;
                self.restart(0);
                break;
            }
            if let Some(end) = memchr::memchr(b'\n', &self.buffer) {
                passed += end;
                self.restart(end + 1);
                break;
            }
            passed += n;
        }
        self.line += 1;
        diagnostics.push(
            Diagnostic::error("long-line", place, format!("a line of {passed} bytes was left out")).hint(
                format!("a line of this format has a few hundred bytes; more than {LONGEST} are not read"),
            ),
        );
    }

    fn restart(&mut self, at: usize) {
        self.start = at;
        self.looked = at;
        self.in_quotes = false;
        self.inner_lines = 0;
    }

    /// What is left when the file has ended without a line break.
    fn last_row(&mut self, diagnostics: &mut Diagnostics) -> Option<Row> {
        if self.start == self.buffer.len() {
            return None;
        }
        if self.in_quotes
            && let Some(end) = memchr::memchr(b'\n', &self.buffer[self.start..])
        {
            diagnostics.push(
                Diagnostic::error(
                    "open-quote",
                    Place::line(&self.file, self.line),
                    "a quotation mark in this line is never closed",
                )
                .hint("the line was left out; double the mark (\"\") or remove it"),
            );
            self.restart(self.start + end + 1);
            self.line += 1;
            return self.next_row(diagnostics);
        }
        let row = Row { line: self.line, start: self.start, end: self.buffer.len() };
        self.start = self.buffer.len();
        self.looked = self.start;
        Some(row)
    }

    /// The bytes of a row, until the next one is asked for.
    pub(crate) fn bytes(&self, row: &Row) -> &[u8] {
        &self.buffer[row.start..row.end]
    }

    /// Splits a row into its fields.
    pub(crate) fn split(&mut self, row: &Row) -> &Fields {
        let Self { fields, buffer, .. } = self;
        fields.split(&buffer[row.start..row.end]);
        fields
    }

    /// The next row with its fields as text, for the small tables. Rows that are too short are completed with
    /// empty fields and reported.
    pub(crate) fn next_text(&mut self, diagnostics: &mut Diagnostics) -> Option<(u64, Vec<String>)> {
        let row = self.next_row(diagnostics)?;
        let width = self.header.len();
        let file = self.file.clone();
        let fields = self.split(&row);
        if fields.len() != width {
            diagnostics.push(Diagnostic::warning(
                "field-count",
                Place::line(&file, row.line),
                format!("the row has {} fields where the head has {width}", fields.len()),
            ));
        }
        let texts = (0..width).map(|i| crate::text::tidy(&crate::text::text(fields.get(i)).0)).collect();
        Some((row.line, texts))
    }
}
