//! The writer of SVG: a path says where it goes, and text stays text.

use proptest::prelude::*;
use resvg::usvg;
use travaux_figure::color::Color;
use travaux_figure::scene::{Mark, Path, Scene, Stroke, Style, Text, svg};

fn page(marks: Vec<Mark>) -> Scene {
    Scene {
        width: 400.0,
        height: 300.0,
        texture_tenths: 10,
        title: "A title".to_owned(),
        description: "What it shows".to_owned(),
        marks,
    }
}

/// The points of the first path after that of the paper, as another program reads the file.
fn points_read(file: &str) -> Vec<[f64; 2]> {
    let tree = usvg::Tree::from_str(file, &usvg::Options::default()).expect("it is SVG");
    // The file's size in millimetres makes the whole a group.
    let Some(usvg::Node::Group(whole)) = tree.root().children().first() else { panic!("there is no group") };
    let Some(usvg::Node::Path(path)) = whole.children().get(1) else { panic!("there is no path") };
    path.data()
        .segments()
        .filter_map(|segment| match segment {
            usvg::tiny_skia_path::PathSegment::MoveTo(p) | usvg::tiny_skia_path::PathSegment::LineTo(p) => {
                Some([f64::from(p.x), f64::from(p.y)])
            }
            _ => None,
        })
        .collect()
}

proptest! {
    #[test]
    fn a_path_leads_where_it_was_told(
        points in prop::collection::vec((-300_000_i32..300_000, -300_000_i32..300_000), 3..40),
    ) {
        // Hundredths, so that some must be rounded to the tenth.
        let points: Vec<[f64; 2]> =
            points.into_iter().map(|(x, y)| [f64::from(x) / 100.0, f64::from(y) / 100.0]).collect();
        let mut path = Path::new();
        path.polyline(&points);
        path.close();
        let style = Style { stroke: Some(Stroke::new(Color::INK, 1.0)), ..Style::default() };
        let file = svg(&page(vec![Mark::Path { path, style }]));
        let mut expected: Vec<[f64; 2]> = points.iter().map(|p| p.map(|v| (v * 10.0).round() / 10.0)).collect();
        expected.dedup();
        // A line without length is not drawn, and so not read.
        prop_assume!(expected.len() >= 3);
        let mut read = points_read(&file);
        read.dedup_by(|a, b| (a[0] - b[0]).abs() < 0.01 && (a[1] - b[1]).abs() < 0.01);
        prop_assert_eq!(read.len(), expected.len());
        for (is, should) in read.iter().zip(&expected) {
            prop_assert!((is[0] - should[0]).abs() < 0.02 && (is[1] - should[1]).abs() < 0.02, "{is:?} {should:?}");
        }
    }

    #[test]
    fn any_text_makes_a_file_that_can_be_read(content in ".{0,40}") {
        let mut scene = page(vec![Text::new(10.0, 20.0, 12.0, content.clone()).into()]);
        scene.title = content.clone();
        scene.description = content;
        let read = usvg::Tree::from_str(&svg(&scene), &usvg::Options::default());
        prop_assert!(read.is_ok(), "{:?}", read.err());
    }
}

#[test]
fn a_file_is_small_where_it_can_be() {
    let mut path = Path::new();
    path.polyline(&[[10.0, 10.0], [10.5, 10.2], [10.5, 14.2], [3.1, 14.2], [2.9, 14.5]]);
    path.close();
    let file = svg(&page(vec![Mark::Path { path, style: Style::filled(Color::INK.into()) }]));
    assert!(file.contains(" d=\"m10 10 .5.2v4h-7.4l-.2.3z\""), "{file}");
}

#[test]
fn a_title_cannot_break_the_file() {
    let mut scene = page(Vec::new());
    scene.title = "«A & B» <c> \"d\"\u{0}".to_owned();
    let file = svg(&scene);
    assert!(file.contains("<title id=\"title\">«A &amp; B» &lt;c&gt; &quot;d&quot; </title>"), "{file}");
}
