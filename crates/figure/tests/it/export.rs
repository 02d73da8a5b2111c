//! Files: the same bytes every time, small enough, with what a printer and a reader need.

use travaux_figure::{Format, Size};

use crate::gallery::{ALL, figure};

#[test]
fn a_world_is_at_most_300_kilobytes() {
    for (name, draw) in ALL {
        for size in [Size::Column, Size::Page, Size::Slide] {
            let Ok(figure) = draw(size) else { continue };
            let bytes = figure.to_bytes(Format::Svg).expect("it can be written").len();
            assert!(bytes <= 300_000, "{name} at {size}: {bytes} bytes");
        }
    }
}

#[test]
fn the_same_answer_gives_the_same_bytes() {
    for (name, draw) in ALL {
        let file =
            || draw(Size::Page).expect("it can be drawn").to_bytes(Format::Svg).expect("it can be written");
        assert_eq!(file(), file(), "{name}");
    }
    for format in [Format::Png, Format::Pdf] {
        let file = || figure("vote-75-240", Size::Column).to_bytes(format).expect("it can be written");
        assert_eq!(file(), file(), "{format:?}");
    }
}

#[test]
fn a_png_has_300_dots_to_the_inch_and_its_words() {
    let figure = figure("vote-75-240", Size::Column);
    let bytes = figure.to_bytes(Format::Png).expect("it can be written");
    let reader = png::Decoder::new(std::io::Cursor::new(&bytes)).read_info().expect("it is a PNG");
    let info = reader.info();
    // 90 mm at 300 dots to the inch.
    assert_eq!(info.width, 1063);
    assert_eq!(info.pixel_dims.map(|dims| (dims.xppu, dims.yppu)), Some((11_811, 11_811)));
    let words: Vec<String> =
        info.utf8_text.iter().map(|chunk| chunk.get_text().expect("it is text")).collect();
    assert_eq!(words, [figure.scene.title.clone(), figure.scene.description.clone()]);
}

#[test]
fn a_png_is_no_empty_page() {
    let bytes = figure("rivals-75-32-75-240", Size::Column).to_bytes(Format::Png).expect("it can be written");
    let mut reader = png::Decoder::new(std::io::Cursor::new(&bytes)).read_info().expect("it is a PNG");
    let mut pixels = vec![0; reader.output_buffer_size().expect("it has a size")];
    reader.next_frame(&mut pixels).expect("it can be decoded");
    let (mut dark, mut colored) = (0_u32, 0_u32);
    for pixel in pixels.chunks_exact(3) {
        let (low, high) = (pixel.iter().min(), pixel.iter().max());
        let (Some(&low), Some(&high)) = (low, high) else { continue };
        dark += u32::from(high < 90);
        colored += u32::from(high - low > 60);
    }
    // Text that was not drawn, as with a font that is missing, would leave hardly a dark pixel.
    assert!(dark > 20_000, "{dark} dark pixels");
    assert!(colored > 60_000, "{colored} coloured pixels");
}

#[test]
fn a_pdf_has_its_text_as_text() {
    let bytes = figure("balance-four-texts", Size::Page).to_bytes(Format::Pdf).expect("it can be written");
    assert!(bytes.starts_with(b"%PDF-"));
    let has = |needle: &[u8]| bytes.windows(needle.len()).any(|window| window == needle);
    // Fonts are embedded, and letters can be read back from glyphs.
    assert!(has(b"/FontFile2") && has(b"/ToUnicode"), "text is not text");
    assert!(has(b"NotoSans"), "the font is another");
    assert!(has(b"/StructTreeRoot") && has(b"/Alt"), "the figure is not described");
}
