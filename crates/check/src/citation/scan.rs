//! One pass over the words of a text, which keeps what may be cited and the words that say what it is.

use std::ops::Range;

use travaux_un::body::Body;
use travaux_un::months::MONTHS;
use travaux_un::symbol::{DocumentKind, PartRole, Repair, RepairNote, Symbol};

use super::body::{self, Who};
use super::follow::{self, Follow, follow};
use super::number::{self, Number, Shape};
use super::resolve::{self, Unsaid};
use super::{Citation, Cited, Form};

/// Whether a number is that of a resolution or of a decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Act {
    Resolution,
    Decision,
}

/// A word that says of what the numbers behind it are.
#[derive(Debug, Clone)]
pub(super) struct Cue {
    pub(super) act: Act,
    /// The body that the text names beside it.
    pub(super) said: Option<Who>,
    /// The body that the block names last before it, near or far.
    pub(super) last: Option<Who>,
    end: usize,
}

/// What stands in a block, in its order.
#[derive(Debug)]
pub(super) enum Item {
    /// A symbol that is complete.
    Whole(Citation),
    /// A number whose document is not decided yet.
    Number(Mention),
    /// `/27`, with the session lost.
    Lost { span: Range<usize>, number: u32, cue: usize, follow: Follow },
}

/// A number where it stands.
#[derive(Debug, Clone)]
pub(super) struct Mention {
    pub(super) number: Number,
    pub(super) span: Range<usize>,
    pub(super) follow: Follow,
    /// The cue in whose reach it stands.
    pub(super) cue: Option<usize>,
    /// Whether nothing but a list stands between.
    pub(super) tight: bool,
    /// Whether it stands as a part of a list does, behind a comma or a word that joins.
    pub(super) joined: bool,
    /// Whether words say so without a cue: `the 73/27 resolution`, `paragraph 5 of 73/27`.
    pub(super) called: bool,
    pub(super) form: Form,
}

/// The items of a block, and what the words around them say.
#[derive(Debug, Default)]
pub(super) struct Block {
    pub(super) items: Vec<Item>,
    pub(super) cues: Vec<Cue>,
    /// The bodies that the block names, each once.
    pub(super) names: Vec<Who>,
}

#[derive(Debug)]
pub(super) struct Scanner<'t> {
    text: &'t str,
    at: usize,
    block: Block,
    cue: Option<usize>,
    /// Whether nothing but a list stands between the last cue or item and here.
    near: bool,
    /// Whether a sentence ended since the cue.
    past: bool,
    /// The body named last, and where.
    named: Option<(Who, Range<usize>)>,
    /// The paragraph of which a document is still to come: `paragraph 20 of`; and where that ends.
    pending: Option<(String, usize)>,
    /// The reports of other bodies number resolutions of their own: `Supplement No. 7 (E/2020/27), chap. I, resolution 59/1`.
    report: Option<Who>,
    /// The body that speaks.
    home: Option<Who>,
    unsaid: Unsaid,
    out: Cited,
}

impl<'t> Scanner<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self {
            text,
            at: 0,
            block: Block::default(),
            cue: None,
            near: false,
            past: false,
            named: None,
            pending: None,
            report: None,
            home: None,
            unsaid: Unsaid::default(),
            out: Cited::default(),
        }
    }

    pub(super) fn cited(mut self) -> Cited {
        self.begin_block();
        while let Some(&byte) = self.text.as_bytes().get(self.at) {
            match byte {
                b' ' => self.at += 1,
                _ if byte.is_ascii_alphanumeric() => self.word(),
                b'\n' => self.line_end(),
                b'.' | b'!' | b'?' => self.stop(),
                b'/' => self.lost(),
                0x80.. => self.other(),
                _ => self.at += 1,
            }
        }
        self.end_block();
        self.unsaid.settle(&mut self.out.citations);
        self.out
    }

    fn begin_block(&mut self) {
        if self.home.is_some() {
            return;
        }
        // No more than a name is looked at: blank lines may go on for the whole text.
        let rest = &self.text[self.at..self.text.floor_char_boundary(self.at + 80)];
        let rest = rest.trim_start_matches(['\n', ' ', '\t', '“', '"', '\u{a0}']);
        let Some(name) = rest.strip_prefix("The ") else { return };
        if let Some((who, length)) = body::leading(name)
            && name[length..].starts_with(',')
        {
            self.home = Some(who);
        }
    }

    fn end_block(&mut self) {
        let block = std::mem::take(&mut self.block);
        resolve::block(block, self.home, &mut self.out, &mut self.unsaid);
        self.cue = None;
        self.near = false;
        self.past = false;
        self.named = None;
        self.pending = None;
        self.report = None;
    }

    fn line_end(&mut self) {
        let rest = &self.text.as_bytes()[self.at + 1..];
        let blanks = rest.iter().take_while(|b| matches!(b, b' ' | b'\t' | b'\r')).count();
        self.at += 1 + blanks;
        if rest.get(blanks) == Some(&b'\n') {
            self.end_block();
            self.begin_block();
        }
    }

    /// A full stop ends a list, unless it ends an abbreviation.
    fn stop(&mut self) {
        self.at += 1;
        let rest = &self.text[self.at..];
        if rest.starts_with([' ', '\n']) && rest[1..].starts_with(|c: char| c.is_uppercase() || c == '“') {
            let before = &self.text.as_bytes()[..self.at - 1];
            let word = before.iter().rev().take_while(|b| b.is_ascii_alphabetic()).count();
            let word = &self.text[before.len() - word..before.len()];
            if !is_abbreviation(word) {
                self.near = false;
                self.past = true;
                self.report = None;
            }
        }
    }

    /// A character that is not ASCII.
    fn other(&mut self) {
        let Some(c) = self.text[self.at..].chars().next() else { return };
        if c.is_alphabetic() {
            self.word();
            return;
        }
        let start = self.at;
        self.at += c.len_utf8();
        if matches!(c, '¶' | '§') {
            self.paragraph(start);
        }
    }

    fn word(&mut self) {
        let start = self.at;
        let end = word_end(self.text, start);
        let word = &self.text[start..end];
        let bytes = self.text.as_bytes();
        let next = bytes.get(end).copied().unwrap_or(b' ');
        let first = bytes[start];
        if first.is_ascii_digit() {
            return self.digits(start, end);
        }
        if next == b'/' || next == b'.' {
            if self.abbreviated(start, end)
                || self.misread(start, end)
                || self.whole(start, end)
                || self.prefixed(start, end)
            {
                return;
            }
        } else if matches!(word, "S" | "ES")
            && !is_glued(self.text, start)
            && self.session_number(start, start)
        {
            return;
        }
        if word.len() == 1
            && first.is_ascii_uppercase()
            && (self.letter(start) || next == b' ' && self.whole(start, end))
        {
            return;
        }
        self.at = end;
        match word {
            "resolution" | "resolutions" | "Resolution" | "Resolutions" | "RESOLUTION" | "RESOLUTIONS"
            | "Res" | "res" | "RES" | "résolution" | "résolutions" | "Résolution" | "Résolutions"
                if !self.text[..start].ends_with('/') =>
            {
                self.begin_cue(Act::Resolution, start, end);
            }
            "decision" | "decisions" | "Decision" | "Decisions" | "DECISION" | "DECISIONS" => {
                self.begin_cue(Act::Decision, start, end);
            }
            "Dec" | "dec" | "Decs"
                if number::number(self.text[end..].trim_start_matches(['.', ' '])).is_some_and(
                    |(number, _)| matches!(number.shape, Shape::Session { .. } | Shape::Year { .. }),
                ) =>
            {
                self.begin_cue(Act::Decision, start, end);
            }
            "para" | "paras" | "paragraph" | "paragraphs" | "Paragraph" | "Paragraphs" | "Para" | "Paras"
            | "OP" | "PP" | "op" => self.paragraph(start),
            "preambular" => {}
            "http" | "https" | "www" | "undocs" | "docs" => self.address(start, end),
            "Supplement" => self.supplement(end),
            "Add" | "Rev" | "Corr" | "Amend" | "L" | "SR" | "PV" | "CRP" | "WP"
                if next == b'.' && self.modifier(start) => {}
            _ if word.starts_with("UNSCR") && word.len() > 7 => self.run_together(start, end),
            _ if is_run_together(word) => self.run_together(start, end),
            _ => {
                if first.is_ascii_uppercase()
                    && let Some((who, span)) = body::named(self.text, start, word)
                {
                    self.at = span.end;
                    self.name(who, span);
                    if matches!(word, "UNSCR" | "UNSCRs" | "SCR" | "SCRs" | "UNGAR") {
                        self.begin_cue(Act::Resolution, start, end);
                    }
                } else if self.near && !is_passing(word) {
                    self.near = false;
                }
            }
        }
    }

    fn name(&mut self, who: Who, span: Range<usize>) {
        if !self.block.names.contains(&who) {
            self.block.names.push(who);
        }
        // `resolution of the General Assembly 73/27`.
        if let Some(cue) = self.cue {
            let cue = &mut self.block.cues[cue];
            let between = self.text.get(cue.end..span.start).unwrap_or_default();
            if matches!(between.trim(), "of the" | "of" | "by the") && cue.said.is_none() {
                cue.said = Some(who);
                self.near = true;
            }
        }
        self.named = Some((who, span));
    }

    fn begin_cue(&mut self, act: Act, start: usize, end: usize) {
        let beside = self.named.as_ref().filter(|(who, span)| {
            let between = self.text.get(span.end..start).unwrap_or("-");
            // The abbreviation that is a cue itself.
            span.end == end || body::belongs(*who, between)
        });
        let said = beside.map(|(who, _)| *who).or(self.report);
        let last = self.named.as_ref().map(|(who, _)| *who);
        self.block.cues.push(Cue { act, said, last, end });
        self.cue = Some(self.block.cues.len() - 1);
        self.near = true;
        self.past = false;
    }

    /// `G.A.`, `S.C.`, `H.R.C.`, `U.N.`
    fn abbreviated(&mut self, start: usize, end: usize) -> bool {
        if end - start > 1 {
            return false;
        }
        let rest = &self.text[start..];
        let found = [
            ("G.A.", Some(Who::Assembly)),
            ("S.C.", Some(Who::Security)),
            ("H.R.C.", Some(Who::HumanRights)),
            ("U.N.", None),
        ]
        .into_iter()
        .find(|(name, _)| rest.starts_with(name));
        let Some((name, who)) = found else { return false };
        self.at = start + name.len();
        if let Some(who) = who {
            self.name(who, start..self.at);
        }
        true
    }

    /// A symbol with its organ.
    fn whole(&mut self, start: usize, end: usize) -> bool {
        let written = &self.text[start..end];
        if written.len() > 6 || (is_glued(self.text, start) && !self.is_range(start)) {
            return false;
        }
        // In small letters only what cannot be a word: `a/res/73/27`, but not `a/c` or `s/he`.
        let lower = !written.bytes().all(|b| b.is_ascii_uppercase());
        if lower && !self.text[end..].starts_with("/res/") {
            return false;
        }
        let Some(found) = Symbol::leading(&self.text[start..]) else { return false };
        let span = start..start + found.length;
        // More numbers behind a stroke: the numbering is another's.
        let rest = self.text[span.end..].strip_prefix('/');
        if is_of_others(&found.symbol)
            || rest.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
        {
            self.at = span.end;
            return true;
        }
        if let Some((first, last, dash)) = two_symbols(&self.text[span.clone()]) {
            self.push_whole(first, start..start + dash.start, Form::Symbol, Vec::new());
            self.push_whole(last, start + dash.end..span.end, Form::Symbol, Vec::new());
        } else {
            self.push_whole(found.symbol, span, Form::Symbol, found.notes);
        }
        true
    }

    /// `UNGA/RES/73/27`, `SC/RES/1325 (2000)`, `HRC/RES/51/22`: an abbreviation for the organ.
    fn prefixed(&mut self, start: usize, end: usize) -> bool {
        let organ = match &self.text[start..end] {
            "UNGA" | "GA" => "A",
            "UNSC" | "SC" => "S",
            "HRC" | "UNHRC" => "A/HRC",
            "ECOSOC" => "E",
            _ => return false,
        };
        let rest = &self.text[end..];
        if !["/RES/", "/Res/", "/res/", "/DEC/"].iter().any(|nature| rest.starts_with(nature))
            || is_glued(self.text, start)
        {
            return false;
        }
        let whole = format!("{organ}{}", &rest[..rest.floor_char_boundary(60)]);
        let Some(found) = Symbol::leading(&whole).filter(|found| found.length > organ.len()) else {
            return false;
        };
        let span = start..end + found.length - organ.len();
        let mut notes = found.notes;
        notes.push(note(Repair::Spelling, &self.text[start..end], organ));
        self.push_whole(found.symbol, span, Form::Symbol, notes);
        true
    }

    /// `AIRES/73/27`, `A/RES173/27`: a stroke scanned as a letter or digit.
    fn misread(&mut self, start: usize, end: usize) -> bool {
        let rest = &self.text[start..self.text.floor_char_boundary(start + 40)];
        let stroke = match &rest[..end - start] {
            "AIRES" | "AlRES" | "A1RES" => 1,
            "A" if rest[1..].starts_with("/RES1") => 5,
            _ => return false,
        };
        if is_glued(self.text, start) {
            return false;
        }
        let now = format!("{}/{}", &rest[..stroke], &rest[stroke + 1..]);
        let Some(found) = Symbol::leading(&now).filter(|found| found.notes.is_empty()) else { return false };
        let span = start..start + found.length;
        let note = note(Repair::Stroke, &self.text[span.clone()], found.symbol.as_str());
        self.push_whole(found.symbol, span, Form::Symbol, vec![note]);
        true
    }

    fn push_whole(&mut self, symbol: Symbol, span: Range<usize>, form: Form, repairs: Vec<RepairNote>) {
        if let Some((first, last, dash)) = ends_of_range(&symbol, &self.text[span.clone()]) {
            self.push_whole(first, span.start..span.start + dash.start, form, repairs);
            return self.push_whole(last, span.start + dash.end..span.end, Form::Tail, Vec::new());
        }
        let mut paragraph = follow(&self.text[span.end..]).paragraph;
        if paragraph.is_none() {
            paragraph = self.pending_for(span.start);
        }
        self.at = span.end;
        let act = match symbol.kind() {
            DocumentKind::Resolution => Some(Act::Resolution),
            DocumentKind::Decision => Some(Act::Decision),
            _ => None,
        };
        let body = symbol.body();
        let end = span.end;
        self.block.items.push(Item::Whole(Citation { symbol, span, paragraph, form, repairs }));
        self.near = act.is_some();
        if let Some(act) = act {
            let said = Some(match body {
                Body::GeneralAssembly => Who::Assembly,
                Body::SecurityCouncil => Who::Security,
                Body::HumanRightsCouncil => Who::HumanRights,
                Body::EconomicAndSocialCouncil => Who::Economic,
                _ => Who::Other,
            });
            self.block.cues.push(Cue { act, said, last: said, end });
            self.cue = Some(self.block.cues.len() - 1);
            self.past = false;
        }
    }

    /// Digits: a number, or nothing.
    fn digits(&mut self, start: usize, end: usize) {
        self.at = end;
        let word = &self.text[start..end];
        // A footnote mark ran into a special session: `2011,3S-18/1`.
        let special = word.trim_start_matches(|c: char| c.is_ascii_digit());
        if matches!(special, "S" | "ES") && word.len() - special.len() <= 2 {
            let begin = end - special.len();
            if self.session_number(begin, start) {
                return;
            }
        }
        if is_glued(self.text, start) && !self.is_range(start) {
            return;
        }
        if self.session_number(start, start) || self.tail_number(start, end) || self.bare(start) {
            return;
        }
        if !word.bytes().all(|b| b.is_ascii_digit()) {
            self.near = false;
        }
    }

    /// Whether a dash joins what begins here to the item before: `74/28–74/30`.
    fn is_range(&self, start: usize) -> bool {
        self.last_end().is_some_and(|end| {
            self.text.get(end..start).is_some_and(|between| matches!(between, "–" | "-" | "—" | "‑"))
        })
    }

    fn last_end(&self) -> Option<usize> {
        self.block.items.last().map(|item| match item {
            Item::Whole(citation) => citation.span.end,
            Item::Number(mention) => mention.span.end,
            Item::Lost { span, .. } => span.end,
        })
    }

    /// A number with a stroke or parenthesis.
    fn session_number(&mut self, start: usize, word: usize) -> bool {
        let Some((number, length)) = number::number(&self.text[start..]) else { return false };
        let tight = self.near && self.cue.is_some();
        let spaced = number.repairs.iter().any(|note| note.repair == Repair::Blank);
        if spaced && !tight {
            return false;
        }
        let span = start..start + length;
        let first = self.is_first(word);
        self.push_number(number, span, first, tight);
        true
    }

    /// Whether no item stands between the cue and here.
    fn is_first(&self, start: usize) -> bool {
        let Some(cue) = self.cue else { return false };
        self.last_end().is_none_or(|end| end < self.block.cues[cue].end) && start >= self.block.cues[cue].end
    }

    fn push_number(&mut self, number: Number, span: Range<usize>, first: bool, tight: bool) {
        let mut follow = follow(&self.text[span.end..]);
        // `UNGA 73/27`.
        let mut called = self.named.as_ref().is_some_and(|(who, name)| {
            *who == Who::Assembly && matches!(self.text.get(name.end..span.start), Some(" " | "\u{a0}"))
        });
        if let Some(paragraph) = self.pending_for(span.start) {
            called = true;
            follow.paragraph.get_or_insert(paragraph);
        }
        self.at = span.end;
        let cue = self.cue.filter(|_| tight || !self.past);
        let joined = is_joined(&self.text[..span.start]);
        called |= ["resolution", "Resolution"].iter().any(|word| {
            let behind = self.text[span.end..].strip_prefix([' ', '\n', '\u{a0}']);
            behind.and_then(|rest| rest.strip_prefix(word)).is_some_and(|rest| !rest.starts_with('s'))
        });
        let form = if first || cue.is_none() { Form::Number } else { Form::Tail };
        self.block.items.push(Item::Number(Mention {
            number,
            span,
            follow,
            cue,
            tight,
            joined,
            called,
            form,
        }));
    }

    /// `1325` behind `UNSCR` or `Security Council resolution`.
    fn bare(&mut self, start: usize) -> bool {
        let (Some(cue), true) = (self.cue, self.near) else { return false };
        let direct = {
            let from = self
                .last_end()
                .filter(|end| *end > self.block.cues[cue].end)
                .unwrap_or(self.block.cues[cue].end);
            let between = self.text.get(from..start).unwrap_or("?");
            between
                .split([' ', ',', '.', '\u{a0}', '\n'])
                .all(|word| matches!(word, "" | "and" | "or" | "No" | "Nos" | "no" | "&"))
        };
        if !direct || self.block.cues[cue].act == Act::Decision {
            return false;
        }
        let Some((number, length)) = number::bare(&self.text[start..]) else { return false };
        if follow::month(self.text[start + length..].trim_start()).is_some() {
            return false;
        }
        let first = self.is_first(start);
        self.push_number(number, start..start + length, first, true);
        true
    }

    /// `2` of `Add.1 and 2`, `Add.1–3`.
    fn tail_number(&mut self, start: usize, end: usize) -> bool {
        let Some(Item::Whole(last)) = self.block.items.last() else { return false };
        if last.form != Form::Tail && !self.is_range(start)
            || end - start > 2
            || !self.joins(last.span.end, start)
        {
            return false;
        }
        let next = self.text.as_bytes().get(end).copied().unwrap_or(b' ');
        if next == b'/' || next.is_ascii_alphanumeric() {
            return false;
        }
        let modifier = last.symbol.parts().filter(|part| part.role == PartRole::Modifier).last();
        let Some((stem, _)) = modifier.and_then(|_| last.symbol.as_str().rsplit_once('.')) else {
            return false;
        };
        let Ok(symbol) = Symbol::parse(&format!("{stem}.{}", &self.text[start..end])) else { return false };
        self.push_whole(symbol, start..end, Form::Tail, Vec::new());
        true
    }

    /// Whether nothing but a list's signs stands between.
    fn joins(&self, from: usize, to: usize) -> bool {
        self.text.get(from..to).is_some_and(|between| {
            between.len() <= 12
                && between
                    .split([' ', ',', '(', '\u{a0}', '\n'])
                    .all(|word| matches!(word, "" | "and" | "&" | "or" | "-" | "–" | "to"))
        })
    }

    /// `Add.1` in `A/75/L.4 and Add.1`, `L.9` in `A/C.1/75/L.8 and L.9`.
    fn modifier(&mut self, start: usize) -> bool {
        let Some(Item::Whole(last)) = self.block.items.last() else { return false };
        if !self.joins(last.span.end, start) || last.span.end == start {
            return false;
        }
        let rest = &self.text[start..self.text.floor_char_boundary(start + 40)];
        let run = &rest[..rest
            .find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '/')))
            .unwrap_or(rest.len())];
        let run = run.trim_end_matches(['.', '/']);
        let Some((name, _)) = run.split_once('.') else { return false };
        let text = last.symbol.as_str();
        let sign = format!("/{name}.");
        let stem = match text.find(&sign) {
            Some(at) => &text[..at],
            None if matches!(name, "L" | "SR" | "PV" | "CRP" | "WP") => return false,
            None => text,
        };
        let Ok(symbol) = Symbol::parse(&format!("{stem}/{run}")) else { return false };
        let span = start..start + run.len();
        self.push_whole(symbol, span, Form::Tail, Vec::new());
        true
    }

    /// `C` of `47/54 A and C`.
    fn letter(&mut self, start: usize) -> bool {
        let Some(end) = self.last_end().filter(|end| self.joins(*end, start)) else { return false };
        let Some((letters, span)) =
            number::letter(&self.text[start..self.text.floor_char_boundary(start + 40)], start)
        else {
            return false;
        };
        if end == start {
            return false;
        }
        match self.block.items.last() {
            Some(Item::Number(last)) if last.number.letters.is_some() => {
                let mut mention = last.clone();
                mention.number.letters = Some(letters);
                mention.number.repairs.clear();
                mention.form = Form::Tail;
                mention.span = span.clone();
                mention.follow.paragraph = follow(&self.text[span.end..]).paragraph;
                self.at = span.end;
                self.block.items.push(Item::Number(mention));
                true
            }
            Some(Item::Whole(last)) if last.symbol.letters().is_some() => {
                let whole = last.symbol.whole();
                let text = whole.as_str();
                let at = text.find(" (").unwrap_or(text.len());
                let Ok(symbol) = Symbol::parse(&format!("{} {letters}{}", &text[..at], &text[at..])) else {
                    return false;
                };
                self.push_whole(symbol, span, Form::Tail, Vec::new());
                true
            }
            _ => false,
        }
    }

    /// `Res. /27`: the session is lost.
    fn lost(&mut self) {
        let start = self.at;
        self.at += 1;
        let Some(cue) = self
            .cue
            .filter(|cue| self.near && self.is_first(start) && start - self.block.cues[*cue].end <= 4)
        else {
            return;
        };
        let between = &self.text[self.block.cues[cue].end..start];
        let rest = self.text[start + 1..].trim_start_matches(' ');
        let Some((Number { shape: Shape::Bare { number }, .. }, length)) = number::bare(rest) else { return };
        if between.is_empty() || !between.bytes().all(|b| matches!(b, b'.' | b' ')) || number == 0 {
            return;
        }
        let span = start..self.text.len() - rest.len() + length;
        self.at = span.end;
        let follow = follow(&self.text[span.end..]);
        self.block.items.push(Item::Lost { span, number, cue, follow });
    }

    /// An address of a document; any address is passed over as a whole.
    fn address(&mut self, start: usize, end: usize) {
        let rest = &self.text[start..];
        let is_address =
            ["://", ".org/", ".un.org/", "."].iter().any(|sign| self.text[end..].starts_with(sign));
        if !is_address {
            self.near = false;
            return;
        }
        let length = rest
            .find(|c: char| c.is_whitespace() || matches!(c, '"' | '<' | '>' | ']' | '”' | '’'))
            .unwrap_or(rest.len());
        let run = rest[..length].trim_end_matches(['.', ',', ';', ':']);
        let run = if run.contains('(') { run } else { run.trim_end_matches(')') };
        self.at = start + run.len().max(end - start);
        let of_documents = ["undocs.org/", "docs.un.org/", "documents.un.org/", "symbol="]
            .iter()
            .any(|host| run.get(..run.floor_char_boundary(60)).is_some_and(|head| head.contains(host)));
        if of_documents && let Ok(repaired) = Symbol::repair(run) {
            self.push_whole(repaired.symbol, start..start + run.len(), Form::Symbol, repaired.notes);
        } else {
            self.near = false;
        }
    }

    /// `UNSCR1325`, `Res1325`: words and numbers run together, which only the first of them allows to read.
    fn run_together(&mut self, start: usize, end: usize) {
        let digits = self.text[start..end].trim_start_matches(|c: char| c.is_ascii_alphabetic());
        let at = end - digits.len();
        if self.text[start..at].starts_with("UNSCR") {
            self.name(Who::Security, start..at);
            self.begin_cue(Act::Resolution, start, at);
            self.at = at;
            if !(self.session_number(at, at) || self.bare(at)) {
                self.at = end;
            }
        } else {
            // `PP10`, `OP1`.
            self.paragraph(start);
        }
    }

    /// `paragraph 20 of resolution 61/250 B`: the paragraph stands before its document.
    fn paragraph(&mut self, start: usize) {
        let before = &self.text[..start];
        let start = ["preambular ", "operative "]
            .iter()
            .find(|word| before.ends_with(*word))
            .map_or(start, |word| start - word.len());
        let Some((paragraph, length)) =
            follow::paragraph(&self.text[start..self.text.floor_char_boundary(start + 120)])
        else {
            return;
        };
        let end = start + length;
        self.at = end.max(self.at);
        if self.text[end..].starts_with(" of ") || self.text[end..].starts_with(" in ") {
            self.pending = Some((paragraph, end + 3));
        }
    }

    fn pending_for(&mut self, start: usize) -> Option<String> {
        const WORDS: [&str; 26] = [
            "its",
            "the",
            "General",
            "Assembly",
            "Security",
            "Council",
            "Human",
            "Rights",
            "Economic",
            "and",
            "Social",
            "draft",
            "resolution",
            "resolutions",
            "decision",
            "document",
            "same",
            "Res",
            "UN",
            "UNGA",
            "UNSC",
            "United",
            "Nations",
            "UNSCR",
            "HRC",
            "Doc",
        ];
        let (paragraph, end) = self.pending.take()?;
        let between = self.text.get(end..start).filter(|between| between.len() <= 80)?;
        between
            .split(|c: char| !c.is_alphanumeric())
            .all(|word| word.is_empty() || word.len() == 1 || WORDS.contains(&word))
            .then_some(paragraph)
    }

    /// `Supplement No. 53 (A/74/53)`: whose report it is, and so whose resolutions its chapters have.
    fn supplement(&mut self, end: usize) {
        let rest = &self.text[end..self.text.floor_char_boundary(end + 24)];
        let Some(number) = rest.strip_prefix(" No. ").or_else(|| rest.strip_prefix(" No.\u{a0}")) else {
            self.near = false;
            return;
        };
        let digits = number.find(|c: char| !c.is_ascii_digit()).unwrap_or(number.len());
        self.report = match &number[..digits] {
            "49" => Some(Who::Assembly),
            "53" => Some(Who::HumanRights),
            _ => Some(Who::Other),
        };
        self.near = false;
    }
}

/// The end of the word at `start`.
fn word_end(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let mut end = start;
    while let Some(&byte) = bytes.get(end) {
        if byte.is_ascii_alphanumeric() {
            end += 1;
        } else if byte < 0x80 {
            break;
        } else {
            let c = text[end..].chars().next().unwrap_or(' ');
            if !c.is_alphabetic() {
                break;
            }
            end += c.len_utf8();
        }
    }
    end
}

/// Whether a full stop behind a word ends no sentence.
fn is_abbreviation(word: &str) -> bool {
    const WORDS: [&str; 33] = [
        "Res", "res", "Dec", "dec", "No", "Nos", "no", "nos", "Doc", "doc", "Docs", "chap", "Chap", "sect",
        "Sect", "para", "paras", "vol", "Vol", "annex", "suppl", "Suppl", "op", "art", "arts", "pp", "cf",
        "Cf", "al", "ibid", "Ibid", "Add", "Corr",
    ];
    WORDS.contains(&word)
        || (word.len() == 1 && word != "I")
        || (word.len() == 3 && follow::month(word).is_some())
}

/// Whether what begins here goes on something: `WT/DS/…`, `2019/2020`, `1.5/2`.
fn is_glued(text: &str, start: usize) -> bool {
    let before = &text[..start];
    let Some(last) = before.chars().next_back() else { return false };
    match last {
        // But behind the asterisk of a reissue the second symbol of a document begins: `A/79/5*-S/2024/7*`.
        '-' | '\u{2010}'..='\u{2015}' => !before[..before.len() - last.len_utf8()].ends_with('*'),
        '/' | '_' | '@' | '$' | '€' | '£' | '#' | '\\' | '=' => true,
        // A footnote mark, or the number of a section: `1.5/2`.
        // So is what another organisation's symbol ends with: `CM/Res.1225`.
        '.' => {
            let run = &before[before.ceil_char_boundary(before.len().saturating_sub(16))..before.len() - 1];
            let word = run.rsplit(' ').next().unwrap_or_default();
            run.ends_with(|c: char| c.is_ascii_digit()) || word.contains('/')
        }
        _ => false,
    }
}

/// Whether a number stands as one of a list.
fn is_joined(before: &str) -> bool {
    let bare = before.trim_end();
    if bare.ends_with([',', '(', ';', '[', '“']) {
        return true;
    }
    let tail = &bare[bare.ceil_char_boundary(bare.len().saturating_sub(12))..];
    let word = tail.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    matches!(
        word,
        "and"
            | "or"
            | "of"
            | "in"
            | "with"
            | "to"
            | "under"
            | "by"
            | "also"
            | "see"
            | "See"
            | "from"
            | "its"
            | "both"
            | "recently"
            | "namely"
    )
}

/// Words that may stand between the numbers of a list.
fn is_passing(word: &str) -> bool {
    const WORDS: [&str; 37] = [
        "and",
        "or",
        "of",
        "to",
        "as",
        "well",
        "also",
        "its",
        "both",
        "the",
        "on",
        "respectively",
        "adopted",
        "dated",
        "No",
        "no",
        "Nos",
        "number",
        "numbers",
        "annex",
        "annexes",
        "section",
        "sections",
        "sect",
        "sects",
        "part",
        "parts",
        "see",
        "See",
        "in",
        "particular",
        "inter",
        "alia",
        "UN",
        "Doc",
        "at",
        "subsequent",
    ];
    WORDS.contains(&word)
        || MONTHS.contains(&word)
        || word.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'I' | b'V' | b'X'))
        || (word.len() == 1 && word.as_bytes()[0].is_ascii_uppercase())
        || (word.len() == 3 && follow::month(word).is_some())
}

/// `PP10`, `OP1`.
fn is_run_together(word: &str) -> bool {
    let digits = word.strip_prefix("PP").or_else(|| word.strip_prefix("OP"));
    digits.is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()))
}

/// Whether the numbering is another organisation's: the Organisation for the Prohibition of Chemical Weapons puts the year
/// last (`S/1974/2021`), and no year has so many documents of the Security Council.
fn is_of_others(symbol: &Symbol) -> bool {
    symbol.body() == Body::SecurityCouncil
        && symbol.kind() == DocumentKind::General
        && symbol.year().is_some()
        && symbol.number().is_some_and(|number| number >= 1900)
}

/// `A/RES/73/27–A/RES/73/29`: two documents of one series, which are not two symbols of one document.
fn two_symbols(written: &str) -> Option<(Symbol, Symbol, Range<usize>)> {
    written.char_indices().filter(|(_, c)| matches!(c, '-' | '\u{2010}'..='\u{2015}')).find_map(
        |(at, dash)| {
            let behind = at + dash.len_utf8();
            let first = Symbol::parse(&written[..at]).ok()?;
            let last = Symbol::parse(&written[behind..]).ok()?;
            (first.body() == last.body() && first.kind() == last.kind()).then_some((first, last, at..behind))
        },
    )
}

/// `SR.11–13`: the first and the last record, and where the dash stands.
fn ends_of_range(symbol: &Symbol, written: &str) -> Option<(Symbol, Symbol, Range<usize>)> {
    let part = symbol.parts().last().filter(|part| {
        matches!(part.role, PartRole::Number | PartRole::Modifier) && part.text.contains('-')
    })?;
    let (first, last) = part.text.split_once('-')?;
    let stem = symbol.as_str().strip_suffix(part.text)?;
    // `Add.1-3`: the name stands once.
    let name = &first[..first.find(|c: char| c.is_ascii_digit())?];
    let first = Symbol::parse(&format!("{stem}{first}")).ok()?;
    let last = Symbol::parse(&format!("{stem}{name}{last}")).ok()?;
    let (at, dash) =
        written.char_indices().rev().find(|(_, c)| matches!(c, '-' | '\u{2010}'..='\u{2015}'))?;
    Some((first, last, at..at + dash.len_utf8()))
}

fn note(repair: Repair, was: &str, now: &str) -> RepairNote {
    RepairNote { repair, was: was.to_owned(), now: now.to_owned() }
}
