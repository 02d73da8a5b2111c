//! The measure of text is that of the program that draws it.

use std::sync::Arc;

use proptest::prelude::*;
use resvg::usvg::{self, fontdb};
use travaux_figure::font::{FAMILY, Face};
use travaux_un::state::states;

/// How long usvg draws a line, kerning included.
fn drawn_length(text: &str, face: Face, size: f64) -> f64 {
    let mut fonts = fontdb::Database::new();
    for face in [Face::Regular, Face::Bold, Face::Italic] {
        fonts.load_font_source(fontdb::Source::Binary(Arc::new(face.bytes())));
    }
    let options =
        usvg::Options { font_family: FAMILY.to_owned(), fontdb: Arc::new(fonts), ..usvg::Options::default() };
    let style = match face {
        Face::Regular => "",
        Face::Bold => "font-weight=\"700\"",
        Face::Italic => "font-style=\"italic\"",
    };
    let svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"2000\" height=\"100\"><text x=\"0\" y=\"50\" \
         font-family=\"{FAMILY}\" font-size=\"{size}\" {style}>{text}</text></svg>"
    );
    let tree = usvg::Tree::from_str(&svg, &options).expect("it is SVG");
    let Some(usvg::Node::Text(text)) = tree.root().children().first() else { panic!("there is no text") };
    f64::from(text.bounding_box().right())
}

#[test]
fn names_of_states_are_as_long_as_they_are_drawn() {
    for state in states().iter().filter(|state| state.name().len() % 3 == 0) {
        let name = state.name();
        for face in [Face::Regular, Face::Bold, Face::Italic] {
            let (measured, drawn) = (face.width(name, 20.0), drawn_length(name, face, 20.0));
            // Kerning only takes away; ours may be longer by a hair, and never shorter than what is drawn by more
            // than the overhang of an italic letter.
            assert!(drawn <= measured + 1.2, "{name}: measured {measured}, drawn {drawn}");
            assert!(measured <= drawn * 1.04 + 2.0, "{name}: measured {measured}, drawn {drawn}");
        }
    }
}

#[test]
fn every_name_of_a_state_can_be_drawn() {
    let face = ttf_parser::Face::parse(Face::Regular.bytes(), 0).expect("the font can be read");
    for state in states() {
        for c in state.name().chars() {
            assert!(face.glyph_index(c).is_some(), "{}: {c:?}", state.name());
        }
    }
}

proptest! {
    #[test]
    fn wrapped_lines_fit_and_lose_no_word(text in "[A-Za-zéü/,\\- ]{0,120}", width in 40.0_f64..400.0) {
        let lines = Face::Regular.wrap(&text, 12.0, width);
        for line in &lines {
            let one_piece = !line.trim().contains(' ') && line.trim_end_matches(['/', '-', ',']).split(['/', '-', ',']).count() == 1;
            prop_assert!(Face::Regular.width(line, 12.0) <= width + 1e-9 || one_piece, "{line:?} in {width}");
        }
        let letters = |s: &str| s.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        prop_assert_eq!(letters(&lines.concat()), letters(&text));
    }

    #[test]
    fn a_shortened_text_fits(text in "\\PC{0,60}", width in 0.0_f64..300.0) {
        let short = Face::Bold.shortened(&text, 12.0, width);
        prop_assert!(Face::Bold.width(&short, 12.0) <= width);
    }
}
