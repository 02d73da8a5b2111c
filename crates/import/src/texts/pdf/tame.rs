//! A PDF made harmless before its characters are taken out.
//!
//! `pdf-extract` follows whatever a file says: a form that draws itself, or a page that is its own parent, would end the
//! whole process by overflow of the stack, which nothing catches. So pages are given what they inherit, and forms are
//! drawn one level deep. Before anything is unpacked at all, it is measured how large the file would become.

use std::collections::BTreeMap;
use std::io::Read;

use flate2::read::ZlibDecoder;
use pdf_extract::content::{Content, Operation};
use pdf_extract::{Dictionary, Document, Object, ObjectId, Stream};

/// The largest file.
pub(super) const LARGEST: usize = 32 << 20;
/// What its parts may be together when unpacked.
const UNPACKED: u64 = 256 << 20;
/// What the drawing of a page may be when unpacked.
const DRAWING: u64 = 8 << 20;
/// So many pages are read.
pub(super) const PAGES: usize = 1_000;
/// So many forms a page may draw.
const FORMS: usize = 200;
/// So far up what a page inherits is looked for.
const ANCESTORS: usize = 32;

/// Why a file is not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Refused {
    /// It is larger than [`LARGEST`].
    TooLarge,
    /// It would be larger than [`UNPACKED`] when unpacked.
    Bomb,
    /// It opens only with a password.
    Locked(String),
    /// Its structure cannot be read.
    Broken(String),
}

/// A file whose pages can be drawn.
pub(super) struct Tame {
    pub(super) document: Document,
    /// The numbers of its pages, from 1.
    pub(super) pages: Vec<u32>,
    /// And of those that cannot be drawn, or are too much.
    pub(super) lost: Vec<u32>,
    /// How many pages there are beyond those.
    pub(super) left_out: usize,
}

pub(super) fn load(bytes: &[u8]) -> Result<Tame, Refused> {
    if bytes.len() > LARGEST {
        return Err(Refused::TooLarge);
    }
    if is_bomb(bytes) {
        return Err(Refused::Bomb);
    }
    let mut document = Document::load_mem(bytes).map_err(|e| Refused::Broken(e.to_string()))?;
    if document.is_encrypted() {
        // Many files are locked against changes only, and open without a password.
        document.decrypt("").map_err(|e| Refused::Locked(e.to_string()))?;
    }
    let all: Vec<(u32, ObjectId)> = document.get_pages().into_iter().collect();
    let left_out = all.len().saturating_sub(PAGES);
    let (mut pages, mut lost) = (Vec::new(), Vec::new());
    for (number, id) in all.into_iter().take(PAGES) {
        let list = if tame_page(&mut document, id).is_some() { &mut pages } else { &mut lost };
        list.push(number);
    }
    Ok(Tame { document, pages, lost, left_out })
}

/// Whether the packed parts of a file are more than it may become.
fn is_bomb(bytes: &[u8]) -> bool {
    let mut left = UNPACKED;
    let mut scratch = vec![0; 1 << 16];
    for at in memchr::memmem::find_iter(bytes, b"stream") {
        let rest = &bytes[at + b"stream".len()..];
        let start = rest.iter().take(2).take_while(|b| matches!(b, b'\r' | b'\n')).count();
        // Packed twice is unpacked twice.
        let Some(size) = unpacked(&rest[start..], left, &mut scratch) else { return true };
        left -= size;
    }
    // LZW unpacks to some thousand times its size, and nobody packs with it any more.
    let names = without_escapes(bytes);
    memchr::memmem::find(&names, b"LZWDecode").is_some() && bytes.len() > 1 << 16
}

/// How large a part is when unpacked, once and twice together; none if that is more than what is left.
fn unpacked(packed: &[u8], left: u64, scratch: &mut [u8]) -> Option<u64> {
    let mut size = 0;
    for layers in 1..=2 {
        let once: Box<dyn Read> = Box::new(ZlibDecoder::new(packed));
        let mut reader = if layers == 1 { once } else { Box::new(ZlibDecoder::new(once)) };
        loop {
            // What is not packed, or is broken, ends here; the reader proper meets it again.
            let read = reader.read(scratch).unwrap_or(0) as u64;
            if read == 0 {
                break;
            }
            size += read;
            if size > left {
                return None;
            }
        }
    }
    Some(size)
}

/// Names may have characters written as `#5A`.
fn without_escapes(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let code = bytes.get(at + 1..at + 3).and_then(|hex| std::str::from_utf8(hex).ok());
        match code.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(code) if byte == b'#' => {
                out.push(code);
                at += 3;
            }
            _ => {
                out.push(byte);
                at += 1;
            }
        }
    }
    out
}

/// Gives a page what it inherits, and drops what it must not draw.
fn tame_page(document: &mut Document, id: ObjectId) -> Option<()> {
    let page = document.get_dictionary(id).ok()?.clone();
    let resources =
        inherited(document, &page, b"Resources").and_then(|o| o.as_dict().ok().cloned()).unwrap_or_default();
    let media = inherited(document, &page, b"MediaBox").and_then(|o| media_box(document, &o));
    let drawing = decode(&drawing_of(document, &page)?);
    let forms = resolved_dict(document, resources.get(b"XObject").ok()).unwrap_or_default();
    let mut drawn: BTreeMap<Vec<u8>, Option<ObjectId>> = BTreeMap::new();
    let mut operations: Vec<Operation> = Vec::with_capacity(drawing.operations.len());
    let mut times = 0;
    for operation in drawing.operations {
        if operation.operator == "Do" {
            let Some(name) = operation.operands.first().and_then(|o| o.as_name().ok()) else { continue };
            times += 1;
            if !drawn.contains_key(name) {
                let form = tame_form(document, forms.get(name).ok(), &resources);
                drawn.insert(name.to_vec(), form);
            }
            let form = drawn.get(name).copied().flatten();
            if form.is_none() || times > FORMS {
                continue;
            }
        }
        operations.push(operation);
    }
    let mut own = without_forms(&resources);
    let kept: Dictionary =
        drawn.into_iter().filter_map(|(name, form)| Some((name, Object::Reference(form?)))).collect();
    own.set("XObject", kept);
    let content = Content { operations }.encode().ok()?;
    let content = document.add_object(Stream::new(Dictionary::new(), content));
    let page = document.get_object_mut(id).ok()?.as_dict_mut().ok()?;
    page.remove(b"Parent");
    page.remove(b"ArtBox");
    page.set("MediaBox", media.unwrap_or_else(|| A4.map(Object::Real).to_vec()));
    page.set("Resources", own);
    page.set("Contents", Object::Reference(content));
    Some(())
}

const A4: [f32; 4] = [0.0, 0.0, 595.0, 842.0];

/// A form that draws no other form; none if it is an image, or cannot be read.
fn tame_form(document: &mut Document, form: Option<&Object>, of_page: &Dictionary) -> Option<ObjectId> {
    let (_, form) = document.dereference(form?).ok()?;
    let form = form.as_stream().ok()?;
    if form.dict.get(b"Subtype").and_then(Object::as_name).ok() != Some(b"Form") {
        return None;
    }
    let mut dict = form.dict.clone();
    let content = bounded(form)?;
    let resources = resolved_dict(document, dict.get(b"Resources").ok()).unwrap_or_else(|| of_page.clone());
    let mut drawing = decode(&content);
    drawing.operations.retain(|o| o.operator != "Do");
    dict.set("Resources", without_forms(&resources));
    dict.remove(b"Filter");
    dict.remove(b"DecodeParms");
    Some(document.add_object(Stream::new(dict, drawing.encode().ok()?)))
}

/// What can be read of a drawing.
fn decode(drawing: &[u8]) -> Content<Vec<Operation>> {
    Content::decode(drawing).unwrap_or(Content { operations: Vec::new() })
}

fn without_forms(resources: &Dictionary) -> Dictionary {
    let mut resources = resources.clone();
    resources.remove(b"XObject");
    resources
}

fn resolved_dict(document: &Document, object: Option<&Object>) -> Option<Dictionary> {
    let (_, object) = document.dereference(object?).ok()?;
    object.as_dict().ok().cloned()
}

/// What a page says, or the nearest of those it belongs to.
fn inherited(document: &Document, page: &Dictionary, key: &[u8]) -> Option<Object> {
    let mut dict = page.clone();
    for _ in 0..ANCESTORS {
        if let Ok(object) = dict.get(key) {
            return document.dereference(object).ok().map(|(_, object)| object.clone());
        }
        dict = resolved_dict(document, dict.get(b"Parent").ok())?;
    }
    None
}

/// Four numbers, each perhaps an object of its own.
fn media_box(document: &Document, object: &Object) -> Option<Vec<Object>> {
    let corners: Vec<Object> = object
        .as_array()
        .ok()?
        .iter()
        .filter_map(|corner| document.dereference(corner).ok()?.1.as_float().ok().map(Object::Real))
        .collect();
    (corners.len() == 4).then_some(corners)
}

/// The unpacked drawing of a page, its parts put together.
fn drawing_of(document: &Document, page: &Dictionary) -> Option<Vec<u8>> {
    let (_, contents) = document.dereference(page.get(b"Contents").ok()?).ok()?;
    let parts = match contents {
        Object::Array(parts) => parts.clone(),
        Object::Stream(_) => vec![contents.clone()],
        _ => return None,
    };
    let mut drawing = Vec::new();
    for part in &parts {
        let Ok((_, Object::Stream(part))) = document.dereference(part) else { continue };
        drawing.extend(bounded(part)?);
        drawing.push(b'\n');
        if drawing.len() as u64 > DRAWING {
            return None;
        }
    }
    Some(drawing)
}

/// What a part is unpacked, if that is not too much.
fn bounded(stream: &Stream) -> Option<Vec<u8>> {
    let flat = stream.filters().unwrap_or_default() == [b"FlateDecode"];
    if flat && stream.dict.get(b"DecodeParms").is_err() {
        let mut out = Vec::new();
        let mut reader = ZlibDecoder::new(stream.content.as_slice()).take(DRAWING + 1);
        // What could be read of a broken part is read.
        let _ended = reader.read_to_end(&mut out);
        return (out.len() as u64 <= DRAWING).then_some(out);
    }
    // Whatever else there is was measured with the whole file.
    stream.get_plain_content().ok().filter(|content| content.len() as u64 <= DRAWING)
}
