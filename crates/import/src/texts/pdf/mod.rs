//! A PDF: its characters, put together to the paragraphs that are printed, then read as any printed text.
//!
//! The characters come out of `pdf-extract`, which panics on much. It is given a document made harmless (`tame.rs`), a
//! page at a time, in a thread of its own whose panics are caught: a page it cannot read is lost with a diagnostic, and no
//! other. What a line is, what a paragraph, a running head, a footnote, is found by where characters stand (`layout.rs`).

mod layout;
mod tame;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Once;
use std::thread;

use pdf_extract::{MediaBox, OutputDev, OutputError, Transform, output_doc_page};
use travaux_record::{Diagnostic, Diagnostics, Place};

use super::{ReadText, plain};
use layout::{Glyph, Page};
pub(crate) use layout::{Laid, Line, Measures};
use tame::Refused;

/// The thread in which PDF files are taken apart.
const THREAD: &str = "travaux-pdf";
/// Its stack: deep, for a file may be.
const STACK: usize = 64 << 20;
/// So many characters of a page are read.
const CHARACTERS: usize = 100_000;

pub(super) fn read(file: &str, bytes: &[u8], diagnostics: &mut Diagnostics) -> Option<ReadText> {
    let pages = pages(file, bytes, diagnostics)?;
    let text = layout::text(&pages);
    if let Some(problem) = misread(file, &text) {
        diagnostics.push(problem);
        return None;
    }
    Some(plain::read(file, text.as_bytes(), diagnostics))
}

/// Reads a file to the lines on its pages.
pub(crate) fn lay(file: &str, bytes: &[u8], diagnostics: &mut Diagnostics) -> Option<Laid> {
    let pages = pages(file, bytes, diagnostics)?;
    if let Some(problem) = misread(file, &layout::text(&pages)) {
        diagnostics.push(problem);
        return None;
    }
    layout::laid(&pages)
}

/// The pages of a file that hold text, and what is wrong with the others.
fn pages(file: &str, bytes: &[u8], diagnostics: &mut Diagnostics) -> Option<Vec<Page>> {
    let taken = take_apart(bytes);
    let Taken { pages, lost, total, left_out } = match taken {
        Ok(taken) => taken,
        Err(refused) => {
            diagnostics.push(refusal(file, &refused));
            return None;
        }
    };
    for page in &lost {
        let message = format!("page {page} cannot be read");
        let diagnostic =
            Diagnostic::warning("pdf-page", Place::file(file).field(&format!("page {page}")), message);
        diagnostics.push(
            diagnostic
                .hint("compare the text with the printed page; the Word file of the document is read whole"),
        );
    }
    if left_out > 0 {
        let message = format!("{left_out} pages after the first {} are not read", tame::PAGES);
        diagnostics.push(Diagnostic::warning("pdf-pages", Place::file(file), message));
    }
    if !pages.iter().any(|page| page.glyphs.iter().any(|g| g.text.chars().any(char::is_alphabetic))) {
        diagnostics.push(without_text(file, total, lost.len()));
        return None;
    }
    Some(pages)
}

/// So many times the same letter stands in one row where letters have no names in the file.
const SAME: usize = 10;

/// What would be read wrong is not read: lines drawn from right to left, and letters that only look like themselves.
fn misread(file: &str, text: &str) -> Option<Diagnostic> {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let from_right =
        text.chars().filter(|c| matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fefc}')).count();
    let place = Place::file(file);
    if 3 * from_right > letters {
        let message =
            "is set from right to left, and its letters come as they are drawn, not as they are read";
        return Some(
            Diagnostic::error("pdf-right-to-left", place, message)
                .hint("take the XML or the Word file of the document, which are read in all languages"),
        );
    }
    let characters: Vec<char> = text.chars().collect();
    let same = characters
        .chunk_by(|x, y| x == y)
        .any(|run| run.len() >= SAME && run.first().is_some_and(|c| c.is_alphabetic()));
    same.then(|| {
        Diagnostic::error("pdf-letters", place, "does not say which letters its type shows")
            .hint("take the XML or the Word file of the document, or have the text recognised, with `ocrmypdf --force-ocr`")
    })
}

/// Whether pages are pictures, or could not be read, is not the same.
fn without_text(file: &str, pages: usize, lost: usize) -> Diagnostic {
    let place = Place::file(file);
    let message = match (pages, lost) {
        (0, _) => return refusal(file, &Refused::Broken("no page of it is found".to_owned())),
        (pages, lost) if pages == lost => {
            return refusal(file, &Refused::Broken("none of its pages can be drawn".to_owned()));
        }
        (1, _) => "its one page holds no text: it is a picture of a page".to_owned(),
        _ => format!("its {pages} pages hold no text: they are pictures of pages"),
    };
    Diagnostic::error("pdf-without-text", place, message)
        .hint("take the Word file of the document, or have the text recognised first, with `ocrmypdf`")
}

fn refusal(file: &str, refused: &Refused) -> Diagnostic {
    let place = Place::file(file);
    match refused {
        Refused::TooLarge => {
            let message = format!("is a PDF of more than {} MiB", tame::LARGEST >> 20);
            Diagnostic::error("pdf-too-large", place, message)
                .hint("take the part that holds the text, or the Word file of the document")
        }
        Refused::Bomb => Diagnostic::error(
            "pdf-too-large",
            place,
            "is a PDF that would become far too large when unpacked",
        )
        .hint("make text of it with `pdftotext`, or take the Word file of the document"),
        Refused::Locked(why) => Diagnostic::error(
            "pdf-locked",
            place,
            format!("is a PDF that does not open without a password: {why}"),
        )
        .hint("save it without the password, or take the Word file of the document"),
        Refused::Broken(why) => {
            Diagnostic::error("pdf-broken", place, format!("is a PDF that cannot be read: {why}"))
                .hint("open it in a reader and print it to a new PDF, or take the Word file of the document")
        }
    }
}

/// The pages of a file, and what could not be read.
struct Taken {
    pages: Vec<Page>,
    /// The numbers of the pages that could not be read.
    lost: Vec<u32>,
    total: usize,
    left_out: usize,
}

fn take_apart(bytes: &[u8]) -> Result<Taken, Refused> {
    quiet_panics();
    thread::scope(|scope| {
        let builder = thread::Builder::new().name(THREAD.to_owned()).stack_size(STACK);
        let worker = builder
            .spawn_scoped(scope, || {
                let tame = catch_unwind(|| tame::load(bytes)).unwrap_or_else(|_| {
                    Err(Refused::Broken("its objects are not what they should be".to_owned()))
                })?;
                let (mut pages, mut lost) = (Vec::new(), tame.lost.clone());
                for &number in &tame.pages {
                    let mut device = Device { page: Page { number, ..Page::default() } };
                    let drawn = catch_unwind(AssertUnwindSafe(|| {
                        output_doc_page(&tame.document, &mut device, number)
                    }));
                    // Of a page that breaks off, what came before is kept.
                    if !matches!(drawn, Ok(Ok(()))) {
                        lost.push(number);
                    }
                    pages.push(device.page);
                }
                lost.sort_unstable();
                let total = tame.pages.len() + tame.lost.len();
                Ok(Taken { pages, lost, total, left_out: tame.left_out })
            })
            .map_err(|e| Refused::Broken(format!("no thread for it: {e}")))?;
        worker
            .join()
            .unwrap_or_else(|_| Err(Refused::Broken("its objects are not what they should be".to_owned())))
    })
}

/// What is caught here is told in a diagnostic, and not printed as well. Panics of all other threads are told as before.
fn quiet_panics() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let tell = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            if thread::current().name() != Some(THREAD) {
                tell(info);
            }
        }));
    });
}

/// Takes the characters of a page as they are drawn.
#[derive(Default)]
struct Device {
    page: Page,
}

impl OutputDev for Device {
    fn begin_page(
        &mut self,
        _: u32,
        media: &MediaBox,
        _: Option<(f64, f64, f64, f64)>,
    ) -> Result<(), OutputError> {
        self.page.bottom = media.lly.min(media.ury);
        self.page.height = (media.ury - media.lly).abs();
        Ok(())
    }

    fn end_page(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn output_character(
        &mut self,
        place: &Transform,
        width: f64,
        _: f64,
        font_size: f64,
        text: &str,
    ) -> Result<(), OutputError> {
        if self.page.glyphs.len() >= CHARACTERS {
            return Err(OutputError::FormatError(std::fmt::Error));
        }
        // Type that does not stand upright is no part of the text.
        if place.m12.abs() > 0.1 * place.m11.abs() || place.m11 <= 0.0 {
            return Ok(());
        }
        let glyph = Glyph {
            x: place.m31,
            y: place.m32,
            size: (font_size * place.m22).abs(),
            width: width * font_size * place.m11,
            text: text.to_owned(),
        };
        if [glyph.x, glyph.y, glyph.size, glyph.width].iter().all(|n| n.is_finite()) {
            self.page.glyphs.push(glyph);
        }
        Ok(())
    }

    fn begin_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), OutputError> {
        Ok(())
    }
}
