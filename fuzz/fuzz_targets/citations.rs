//! The finder of citations: whatever the text, symbols that can be read again, spans in order, and no panic. The same text
//! is read as a manuscript whose paragraphs are notes by turns.
#![no_main]

use libfuzzer_sys::fuzz_target;
use travaux_check::{Citation, citations_in, cited};
use travaux_import::{Block, BlockKind, Manuscript, ManuscriptFormat, NoteRef, Places};
use travaux_un::symbol::Symbol;

fuzz_target!(|text: &str| {
    let found = cited(text);
    hang_together(text, &found.citations);
    for damaged in &found.damaged {
        assert!(text.get(damaged.span.clone()).is_some());
    }
    let manuscript = manuscript(text);
    hang_together(text, &citations_in(&manuscript));
});

fn hang_together(text: &str, found: &[Citation]) {
    for one in found {
        assert!(text.get(one.span.clone()).is_some_and(|written| !written.is_empty()));
        assert_eq!(Symbol::parse(one.symbol.as_str()).ok().as_ref(), Some(&one.symbol));
    }
    assert!(found.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start));
}

fn manuscript(text: &str) -> Manuscript {
    let (mut blocks, mut note_refs) = (Vec::new(), Vec::new());
    let mut start = 0;
    for (n, piece) in text.split("\n\n").enumerate() {
        let span = start..start + piece.len();
        let label = (n / 2).to_string();
        let kind = if n % 2 == 0 { BlockKind::Paragraph } else { BlockKind::Note { label: label.clone() } };
        if n % 2 == 0 {
            note_refs.push(NoteRef { at: span.end, label });
        }
        start = span.end + 2;
        blocks.push(Block { kind, span });
    }
    Manuscript {
        file: "any.txt".to_owned(),
        format: ManuscriptFormat::Plain,
        text: text.to_owned(),
        blocks,
        note_refs,
        places: Places::default(),
    }
}
