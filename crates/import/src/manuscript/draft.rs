//! A manuscript while it is put together: its blocks in the order of the file, and what is to be cut and joined.

use std::ops::Range;

use super::joints::{Hyphens, Joint};
use super::{Block, BlockKind, Manuscript, ManuscriptFormat, NoteRef, Places, Spot};

/// Pieces of the text are no longer than this, so that a place is found without counting along a whole file.
const PIECE: usize = 1024;

/// A manuscript while it is put together.
#[derive(Debug, Default)]
pub(super) struct Draft {
    text: String,
    places: Places,
    blocks: Vec<DraftBlock>,
    cuts: Vec<Cut>,
    /// Whether the last block still takes words.
    open: bool,
    /// Where the next character would come from, if it followed the last.
    next: Option<Spot>,
    piece: usize,
}

/// A block while it is put together.
#[derive(Debug, Clone)]
pub(super) struct DraftBlock {
    pub(super) kind: BlockKind,
    pub(super) span: Range<usize>,
    /// What parts it from the block before.
    pub(super) begins: Begins,
    /// How many of its lines are as wide as text is set; of a label or a caption none is.
    pub(super) wide: u32,
    /// Its number, where it begins an item of a numbered list: the words do not have it.
    pub(super) number: Option<u16>,
    /// The block that it goes on from, when the layout parted the two.
    pub(super) after: Option<usize>,
}

/// What parts a block from the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Begins {
    /// It is a block of its own.
    Apart,
    /// The format says that it is one, such as an item of a list: it goes on from nothing.
    Alone,
    /// It begins a page, or another part of one.
    Page,
    /// Nothing but a number at the beginning of a line: if that is no note, the block before goes on.
    Number,
}

/// What does not stay in the text: the label of a note, where it stands or where it is referred to.
#[derive(Debug, Clone)]
struct Cut {
    span: Range<usize>,
    /// The note referred to.
    refers: Option<String>,
}

impl Draft {
    /// Begins a block.
    pub(super) fn begin(&mut self, kind: BlockKind, begins: Begins) {
        self.end();
        // Blocks never touch: what is cut at the end of one is not at the beginning of the next.
        if !self.text.is_empty() {
            self.text.push('\n');
            self.next = None;
        }
        let at = self.text.len();
        self.blocks.push(DraftBlock { kind, span: at..at, begins, wide: 0, number: None, after: None });
        self.open = true;
    }

    /// Ends the block; one without words is none.
    pub(super) fn end(&mut self) {
        if !self.open {
            return;
        }
        self.open = false;
        let Some(block) = self.blocks.last_mut() else { return };
        block.span.end = block.span.start + self.text[block.span.start..].trim_end().len();
        if block.span.is_empty() {
            let start = block.span.start;
            self.blocks.pop();
            self.cuts.retain(|cut| cut.span.start < start || cut.refers.is_none());
        }
    }

    /// Whether no word is in the open block yet.
    pub(super) fn is_at_beginning(&self) -> bool {
        !self.open || self.blocks.last().is_none_or(|block| block.span.start == self.text.len())
    }

    /// The block that takes words.
    pub(super) fn last(&mut self) -> Option<&mut DraftBlock> {
        self.blocks.last_mut().filter(|_| self.open)
    }

    /// The words of the open block so far.
    pub(super) fn open_words(&self) -> &str {
        match self.blocks.last() {
            Some(block) if self.open => &self.text[block.span.start..],
            _ => "",
        }
    }

    /// Adds words that stand in the file as they are, from a place on. Runs of blanks become one; soft hyphens and
    /// characters without width are left out.
    pub(super) fn push(&mut self, words: &str, at: Spot) {
        let mut at = at;
        for c in words.chars() {
            if c.is_whitespace() {
                self.blank(at);
            } else if !is_invisible(c) {
                self.character(c, at);
            }
            at.column = at.column.saturating_add(1);
            at.byte = at.byte.map(|byte| byte + c.len_utf8());
        }
    }

    /// Adds words that stand for something else in the file, such as an entity, at one place: it has no bytes of its own.
    pub(super) fn push_for(&mut self, words: &str, at: Spot) {
        let at = Spot { byte: None, ..at };
        for c in words.chars() {
            if c.is_whitespace() {
                self.blank(at);
            } else if !is_invisible(c) {
                self.next = None;
                self.character(c, at);
            }
        }
        self.next = None;
    }

    /// Adds a blank, unless there is one.
    pub(super) fn blank(&mut self, at: Spot) {
        if !self.is_at_beginning() && !self.text.ends_with([' ', '\t']) {
            self.character(' ', at);
        }
    }

    /// Adds what parts two cells of a row.
    pub(super) fn cell(&mut self, at: Spot) {
        if self.text.ends_with(' ') {
            self.take_last();
        }
        self.character('\t', at);
    }

    /// Takes the last character off the open block.
    pub(super) fn take_last(&mut self) {
        if !self.is_at_beginning() {
            self.text.pop();
            self.next = None;
            // A reference that stood behind it stands before what comes now.
            let end = self.text.len();
            for cut in self.cuts.iter_mut().rev().take_while(|cut| cut.span.end > end) {
                cut.span = end..end;
            }
        }
    }

    fn character(&mut self, c: char, at: Spot) {
        if !self.open {
            self.begin(BlockKind::Paragraph, Begins::Apart);
        }
        let end = self.text.len();
        if self.next != Some(at) || end - self.piece >= PIECE {
            self.places.push(end, at);
            self.piece = end;
        }
        self.text.push(c);
        let byte = at.byte.map(|byte| byte + c.len_utf8());
        self.next = Some(Spot { column: at.column.saturating_add(1), byte, ..at });
    }

    /// Says that the text refers to a note here.
    pub(super) fn refer(&mut self, label: &str) {
        let end = self.text.len();
        self.cuts.push(Cut { span: end..end, refers: Some(label.to_owned()) });
        self.next = None;
    }

    /// Takes a label out of the text that refers to a note.
    pub(super) fn cut_reference(&mut self, span: Range<usize>, label: &str) {
        self.cuts.push(Cut { span, refers: Some(label.to_owned()) });
    }

    /// Makes a block a note, whose label takes up the first bytes.
    pub(super) fn make_note(&mut self, at: usize, label: &str, length: usize) {
        if let Some(block) = self.blocks.get_mut(at) {
            block.kind = BlockKind::Note { label: label.to_owned() };
            block.begins = Begins::Apart;
            self.cuts.push(Cut { span: block.span.start..block.span.start + length, refers: None });
        }
    }

    /// Makes a block go on from another.
    pub(super) fn go_on(&mut self, at: usize, from: usize) {
        if let Some(block) = self.blocks.get_mut(at) {
            block.after = Some(from);
        }
    }

    pub(super) fn blocks(&self) -> &[DraftBlock] {
        &self.blocks
    }

    pub(super) fn block_mut(&mut self, at: usize) -> Option<&mut DraftBlock> {
        self.blocks.get_mut(at)
    }

    pub(super) fn words(&self, block: &DraftBlock) -> &str {
        &self.text[block.span.clone()]
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Whether the format itself said where notes are referred to.
    pub(super) fn has_references(&self) -> bool {
        !self.cuts.is_empty()
    }

    /// The references to notes so far: where they stand, and their labels.
    pub(super) fn references(&self) -> impl Iterator<Item = (Range<usize>, &str)> {
        self.cuts.iter().filter_map(|cut| Some((cut.span.clone(), cut.refers.as_deref()?)))
    }

    /// Puts the cuts in order; asked of before [`Self::last_words`].
    pub(super) fn sort_cuts(&mut self) {
        self.cuts.sort_by_key(|cut| (cut.span.start, cut.span.end));
    }

    /// The words of a block up to its last, without a reference to a note after that.
    pub(super) fn last_words(&self, block: &DraftBlock) -> &str {
        let mut end = block.span.end;
        let mut cut = self.cuts.partition_point(|cut| cut.span.start <= end);
        while let Some(last) = cut.checked_sub(1).and_then(|at| self.cuts.get(at))
            && last.span.end == end
            && last.span.start >= block.span.start
        {
            end = block.span.start + self.text[block.span.start..last.span.start].trim_end().len();
            cut -= 1;
        }
        &self.text[block.span.start..end]
    }

    /// The manuscript: what was cut is gone, what goes on follows.
    pub(super) fn finish(mut self, file: &str, format: ManuscriptFormat, hyphens: &Hyphens) -> Manuscript {
        self.end();
        self.sort_cuts();
        let mut next: Vec<Option<usize>> = vec![None; self.blocks.len()];
        let mut alone = vec![false; self.blocks.len()];
        for (at, block) in self.blocks.iter().enumerate() {
            // One block goes on from another: a second one would be lost, and stands alone.
            match block.after.and_then(|from| next.get_mut(from)) {
                Some(slot) if slot.is_none() => *slot = Some(at),
                _ => alone[at] = true,
            }
        }
        let mut whole = Whole {
            manuscript: Manuscript {
                file: file.to_owned(),
                format,
                text: String::with_capacity(self.text.len() + 2 * self.blocks.len()),
                blocks: Vec::with_capacity(self.blocks.len()),
                note_refs: Vec::new(),
                places: Places::default(),
            },
            draft: &self,
        };
        for (at, block) in self.blocks.iter().enumerate() {
            if !alone[at] {
                continue;
            }
            let begin = whole.begin();
            whole.copy(block.span.clone());
            let mut last = at;
            while let Some(on) = next.get(last).copied().flatten() {
                let span = self.blocks[on].span.clone();
                whole.join(&self.text[span.clone()], hyphens, span.start);
                whole.copy(span);
                last = on;
            }
            whole.end(begin, &block.kind);
        }
        whole.manuscript
    }
}

/// The manuscript as it is written out.
struct Whole<'d> {
    manuscript: Manuscript,
    draft: &'d Draft,
}

impl Whole<'_> {
    fn begin(&mut self) -> usize {
        if !self.manuscript.text.is_empty() {
            self.manuscript.text.push_str("\n\n");
        }
        self.manuscript.text.len()
    }

    /// Keeps a block that has words; of a block without any the references stay, at the end of the one before.
    fn end(&mut self, begin: usize, kind: &BlockKind) {
        let end = begin + self.manuscript.text[begin..].trim_end().len();
        self.manuscript.text.truncate(end);
        if begin == end {
            let before = self.manuscript.blocks.last().map_or(0, |block| block.span.end);
            self.manuscript.text.truncate(before);
            self.manuscript.places.truncate(before);
        } else {
            self.manuscript.blocks.push(Block { kind: kind.clone(), span: begin..end });
        }
        let length = self.manuscript.text.len();
        for reference in self.manuscript.note_refs.iter_mut().rev().take_while(|r| r.at > length) {
            reference.at = length;
        }
    }

    fn join(&mut self, after: &str, hyphens: &Hyphens, at: usize) {
        match hyphens.joint(&self.manuscript.text, after) {
            Joint::Blank => {
                if let Some(spot) = self.draft.places.spot(&self.draft.text, at) {
                    self.manuscript.places.push(self.manuscript.text.len(), spot);
                }
                self.manuscript.text.push(' ');
            }
            Joint::Whole => {
                self.manuscript.text.pop();
            }
            Joint::Close => {}
        }
    }

    fn copy(&mut self, span: Range<usize>) {
        let cuts = &self.draft.cuts;
        let first = cuts.partition_point(|cut| cut.span.start < span.start);
        let mut from = span.start;
        for cut in cuts.iter().skip(first).take_while(|cut| cut.span.start <= span.end) {
            // What is cut already is not cut twice.
            if cut.span.start < from {
                continue;
            }
            self.words(from..cut.span.start);
            if let Some(label) = &cut.refers {
                let at = self.manuscript.text.len();
                self.manuscript.note_refs.push(NoteRef { at, label: label.clone() });
            }
            from = cut.span.end;
        }
        self.words(from..span.end);
    }

    fn words(&mut self, span: Range<usize>) {
        if span.start >= span.end {
            return;
        }
        let to = self.manuscript.text.len();
        self.draft.places.copy(&self.draft.text, &span, &mut self.manuscript.places, to);
        self.manuscript.text.push_str(&self.draft.text[span]);
    }
}

/// A soft hyphen, a mark of byte order, a blank without width.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
        || (c.is_control() && !c.is_whitespace())
}
