//! What to write instead, as a patch of the file or a mended copy: for documents that are text.

use std::fmt::Write as _;
use std::ops::Range;

use travaux_import::Manuscript;

use crate::checked::Checked;
use crate::finding::Verdict;

/// What can be mended in a document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mending {
    /// Bytes of the file to replace, with what to write there; in order, not overlapping.
    pub edits: Vec<(Range<usize>, String)>,
    /// Lines of findings that say what to write and whose words could not be found in the file as they stand.
    pub left: Vec<u32>,
}

impl Mending {
    /// What can be mended of what was found wrong. Of a Word file or a PDF nothing can.
    pub fn of(checked: &Checked, manuscript: &Manuscript, bytes: &[u8]) -> Self {
        let mut mending = Self::default();
        for finding in checked.findings.iter().filter(|finding| finding.verdict == Verdict::Wrong) {
            let Some(fix) = &finding.fix else { continue };
            let range = manuscript.places.in_file(&manuscript.text, &fix.span);
            let range = range.filter(|range| bytes.get(range.clone()) == Some(fix.replace.as_bytes()));
            let free = |range: &Range<usize>| {
                mending.edits.iter().all(|(known, _)| range.end <= known.start || known.end <= range.start)
            };
            match range.filter(free) {
                Some(range) => mending.edits.push((range, fix.with.clone())),
                None => mending.left.push(finding.line),
            }
        }
        mending.edits.sort_by_key(|(range, _)| range.start);
        mending
    }

    /// The file with all that is mended.
    pub fn mended(&self, bytes: &[u8]) -> Vec<u8> {
        let mut mended = Vec::with_capacity(bytes.len());
        let mut at = 0;
        for (range, with) in &self.edits {
            mended.extend_from_slice(&bytes[at..range.start]);
            mended.extend_from_slice(with.as_bytes());
            at = range.end;
        }
        mended.extend_from_slice(&bytes[at..]);
        mended
    }

    /// The same as a unified diff without context, which `patch` and `git apply --unidiff-zero` take.
    pub fn patch(&self, file: &str, bytes: &[u8]) -> String {
        if self.edits.is_empty() {
            return String::new();
        }
        let mut patch = format!("--- {file}\n+++ {file}\n");
        let mut shift = 0_i64;
        let mut edits = self.edits.as_slice();
        while let Some((first, _)) = edits.first() {
            // Lines that edits share, and lines that one edit goes over, are one hunk.
            let start = bytes[..first.start].iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
            let mut end = line_end(bytes, first.end);
            let mut taken = 1;
            while let Some((next, _)) = edits.get(taken).filter(|(next, _)| next.start < end) {
                end = line_end(bytes, next.end);
                taken += 1;
            }
            let old = String::from_utf8_lossy(&bytes[start..end]).into_owned();
            let local = Self {
                edits: edits[..taken]
                    .iter()
                    .map(|(range, with)| (range.start - start..range.end - start, with.clone()))
                    .collect(),
                left: Vec::new(),
            };
            let new = String::from_utf8_lossy(&local.mended(&bytes[start..end])).into_owned();
            let line = memchr::memchr_iter(b'\n', &bytes[..start]).count() as i64 + 1;
            let (before, after) = (old.lines().count() as i64, new.lines().count() as i64);
            let _ = writeln!(patch, "@@ -{line},{before} +{},{after} @@", line + shift);
            for (sign, lines) in [('-', &old), ('+', &new)] {
                for line in lines.lines() {
                    let _ = writeln!(patch, "{sign}{line}");
                }
                if !lines.ends_with('\n') {
                    patch.push_str("\\ No newline at end of file\n");
                }
            }
            shift += after - before;
            edits = &edits[taken..];
        }
        patch
    }
}

fn line_end(bytes: &[u8], from: usize) -> usize {
    bytes[from..].iter().position(|byte| *byte == b'\n').map_or(bytes.len(), |at| from + at + 1)
}
