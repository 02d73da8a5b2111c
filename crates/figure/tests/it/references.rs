//! The pictures of the docs, and others beside these tests, are what the program draws: byte for byte.
//!
//! `UPDATE_FIGURES=1 cargo test -p travaux-figure` writes them anew. Where they differ without that, a page with the
//! old, the new and their difference is written, and the failing test says where.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use travaux_figure::canvas::Canvas;
use travaux_figure::color::Color;
use travaux_figure::marks::{
    DotInterval, Event, HeatMap, Lane, Lanes, LineBand, Link, Shading, Span, dot_intervals, heat_map,
    line_bands,
};
use travaux_figure::palette::{CAMPS, SPONSORS};
use travaux_figure::scene::{Rect, Scene, Text, svg};
use travaux_figure::sheet::{Sheet, Wording};
use travaux_figure::{Size, palette};

use crate::gallery::{ALL, figure};

/// How many of the gallery are pictures of the docs.
const IN_DOCS: usize = 13;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Every reference: its file, and the drawing that it should be.
fn references() -> Vec<(PathBuf, Scene)> {
    let docs = root().join("docs/figures");
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reference");
    let mut all: Vec<(PathBuf, Scene)> = Vec::new();
    for (place, (name, _)) in ALL.iter().enumerate() {
        let (folder, size) = if place < IN_DOCS { (&docs, Size::Page) } else { (&here, Size::Column) };
        // Tiles need more than a column.
        let size = if name.contains("tiles") { Size::Page } else { size };
        all.push((folder.join(format!("{name}.svg")), figure(name, size).scene));
    }
    for name in ["rivals-75-32-75-240", "shift-73-27-75-240", "sponsors-75-32-75-240"] {
        all.push((here.join(format!("{name}-slide.svg")), figure(name, Size::Slide).scene));
    }
    all.push((here.join("marks.svg"), marks()));
    all
}

/// The marks that no figure of today uses, with invented numbers.
fn marks() -> Scene {
    let wording = Wording {
        title: "Marks with invented numbers".to_owned(),
        subtitle: "Dots with intervals, lines with bands, a heat map, lanes of a timeline".to_owned(),
        caption: vec!["None of these numbers is a fact.".to_owned()],
        description: "Examples of marks: dots with intervals, lines with bands, a heat map, lanes."
            .to_owned(),
    };
    let canvas = Canvas::new(Size::Page);
    let mut sheet = Sheet::new(canvas, wording).expect("there is room");
    let section = |sheet: &mut Sheet, title: &str, height: f64| -> Rect {
        let at = sheet.block(height + canvas.base * 2.6, 0.0, 0.0).expect("there is room");
        sheet.add(Text::new(at.x, at.y + canvas.base, canvas.base, title));
        Rect::new(at.x, at.y + canvas.base * 1.8, at.width, height)
    };
    let estimate = |label: &str, value: f64, half: f64, paint| DotInterval {
        label: label.to_owned(),
        value,
        interval: [value - half, value + half * 1.2],
        paint,
    };
    let rows = [
        estimate("Atlantis", -1.4, 0.3, SPONSORS[1]),
        estimate("El Dorado", -0.2, 0.15, SPONSORS[2]),
        estimate("Lilliput", 0.9, 0.5, SPONSORS[0]),
        estimate("Utopia", 1.7, 0.2, SPONSORS[0]),
    ];
    let at = section(&mut sheet, "Dots with intervals", 110.0);
    sheet.extend(dot_intervals(&rows, at, &canvas));
    let line = |label: &str, color, start: f64, slope: f64| LineBand {
        label: label.to_owned(),
        color,
        points: (0..8)
            .map(|year| {
                let value = start + slope * f64::from(year) + if year % 3 == 0 { 0.1 } else { 0.0 };
                (2015.0 + f64::from(year), value, [value - 0.15, value + 0.2])
            })
            .collect(),
    };
    let lines = [
        line("one camp", Color(0x0b, 0x5c, 0xa8), 0.4, 0.09),
        line("the other", Color(0xae, 0x44, 0x10), -0.2, 0.17),
    ];
    let at = section(&mut sheet, "Lines with bands", 140.0);
    let year = |value: f64| format!("{value:.0}");
    sheet.extend(line_bands(&lines, at, &canvas, year));
    let heat = HeatMap {
        rows: ["Atlantis", "El Dorado", "Lilliput"].map(str::to_owned).into(),
        columns: ["AT", "ED", "LI", "UT"].map(str::to_owned).into(),
        cells: vec![
            vec![None, Some(0.91), Some(0.42), Some(0.05)],
            vec![Some(0.91), None, Some(0.66), Some(0.3)],
            vec![Some(0.42), Some(0.66), None, Some(0.77)],
        ],
        shading: Shading::Between([0.0, 1.0]),
    };
    let at = section(&mut sheet, "A heat map", 100.0);
    sheet.extend(heat_map(&heat, at, &canvas, |value| format!("{value:.2}")));
    let span = |from, to, paint, label: &str| Span {
        time: [from, to],
        paint,
        label: label.to_owned(),
        tooltip: label.to_owned(),
    };
    let event = |time, label: &str| Event {
        time,
        paint: palette::IN_SET,
        label: label.to_owned(),
        tooltip: label.to_owned(),
    };
    let tracks = [
        Lane {
            label: "One process".to_owned(),
            spans: vec![span(2019.5, 2021.3, SPONSORS[0], "first mandate")],
            events: vec![event(2018.9, "vote"), event(2021.2, "report")],
        },
        Lane {
            label: "Another".to_owned(),
            spans: vec![
                span(2019.4, 2021.2, SPONSORS[1], "open to all"),
                span(2021.4, 2025.6, CAMPS[1][2], "five more years"),
            ],
            events: vec![event(2018.9, "vote"), event(2020.95, "renewed"), event(2025.5, "report")],
        },
    ];
    let lanes = Lanes::new(&tracks, sheet.width(), canvas).expect("there is time in them");
    let at = section(&mut sheet, "Lanes of a timeline", lanes.height);
    let link = Link { from: (0, 2021.3), to: (1, 2021.4) };
    sheet.extend(lanes.draw(at, &[link], year));
    sheet.finish()
}

#[test]
fn pictures_are_what_is_drawn() {
    let update = std::env::var_os("UPDATE_FIGURES").is_some();
    let mut differing: Vec<(PathBuf, Option<String>, String)> = Vec::new();
    for (path, scene) in references() {
        let drawn = svg(&scene);
        let kept = fs::read_to_string(&path).ok();
        if kept.as_deref() == Some(drawn.as_str()) {
            continue;
        }
        if update {
            fs::create_dir_all(path.parent().expect("it is in a folder")).expect("the folder is made");
            fs::write(&path, drawn).expect("it is written");
        } else {
            differing.push((path, kept, drawn));
        }
    }
    if !differing.is_empty() {
        let page = Path::new(env!("CARGO_TARGET_TMPDIR")).join("figures-that-differ.html");
        fs::write(&page, page_of(&differing)).expect("the page is written");
        let names: Vec<_> = differing.iter().filter_map(|(path, ..)| path.file_name()).collect();
        panic!(
            "{names:?} differ from what is drawn. Look at {}; if the new are right, run \
             UPDATE_FIGURES=1 cargo test -p travaux-figure",
            page.display()
        );
    }
}

/// A page with the old, the new, and the one laid over the other: what is black there is the same in both.
fn page_of(differing: &[(PathBuf, Option<String>, String)]) -> String {
    let mut page = String::from(
        "<!doctype html><meta charset=\"utf-8\"><title>Figures that differ</title><style>\
         body{font:14px sans-serif;margin:2em}.row{display:flex;gap:1em;flex-wrap:wrap}\
         figure{margin:0;width:30vw}img{width:100%;border:1px solid #ccc}.over{position:relative}\
         .over img+img{position:absolute;left:0;top:0;mix-blend-mode:difference}</style>",
    );
    let image = |svg: &str| {
        let encoded: String = svg.bytes().fold(String::new(), |mut out, byte| {
            let _ = write!(out, "%{byte:02x}");
            out
        });
        format!("<img src=\"data:image/svg+xml,{encoded}\" alt=\"\">")
    };
    for (path, kept, drawn) in differing {
        let _ = write!(page, "<h2>{}</h2><div class=\"row\">", path.display());
        let old = kept.as_deref().map_or_else(|| "there is none".to_owned(), image);
        let new = image(drawn);
        let _ = write!(page, "<figure><figcaption>kept</figcaption>{old}</figure>");
        let _ = write!(page, "<figure><figcaption>drawn</figcaption>{new}</figure>");
        let _ = write!(
            page,
            "<figure><figcaption>difference</figcaption><div class=\"over\">{old}{new}</div></figure>"
        );
        page.push_str("</div>");
    }
    page
}

#[test]
fn the_page_of_differences_shows_both() {
    let differing = [(PathBuf::from("x.svg"), Some("<svg/>".to_owned()), "<svg></svg>".to_owned())];
    let page = page_of(&differing);
    assert_eq!(page.matches("<img ").count(), 4);
    assert!(page.contains("%3c%73%76%67%2f%3e"));
}

#[test]
fn no_picture_of_the_docs_is_left_over() {
    let known: Vec<PathBuf> = references().into_iter().map(|(path, _)| path).collect();
    let kept = fs::read_dir(root().join("docs/figures")).expect("the folder is there");
    for entry in kept {
        let path = entry.expect("it can be read").path();
        let name = path.file_name().map(ToOwned::to_owned);
        let is_known = known.iter().any(|known| known.file_name().map(ToOwned::to_owned) == name);
        assert!(is_known || path.extension().is_some_and(|ending| ending == "md"), "{}", path.display());
    }
}
