//! Nothing overlaps, nothing leaves the page, nothing is too small to read.

use travaux_figure::scene::Scene;
use travaux_figure::{FigureError, Size};

use crate::gallery::ALL;

const SIZES: [Size; 6] = [
    Size::Column,
    Size::Page,
    Size::Slide,
    Size::Exactly { width: 900.0, height: 700.0 },
    Size::Exactly { width: 700.0, height: 1000.0 },
    Size::Exactly { width: 2400.0, height: 1350.0 },
];

/// 5 pt, the letters of tiles; all other text has 6 pt at least.
const LEAST_LETTERS: f64 = 6.6;

fn check(name: &str, size: Size, scene: &Scene) {
    let texts = scene.texts();
    assert!(texts.len() > 5, "{name} at {size}: there is hardly any text");
    for (text, [left, top, right, bottom]) in &texts {
        let within = *left >= 0.0 && *top >= 0.0 && *right <= scene.width && *bottom <= scene.height;
        assert!(within, "{name} at {size}: {:?} leaves the page", text.content);
        assert!(text.size >= LEAST_LETTERS, "{name} at {size}: {:?} is too small", text.content);
        assert!(!text.content.is_empty(), "{name} at {size}: an empty line");
    }
    for (place, (one, a)) in texts.iter().enumerate() {
        for (other, b) in &texts[place + 1..] {
            // A hair is left for letters without descenders.
            let hair = 0.12 * one.size.min(other.size);
            let overlap =
                a[0] + hair < b[2] && b[0] + hair < a[2] && a[1] + hair < b[3] && b[1] + hair < a[3];
            assert!(!overlap, "{name} at {size}: {:?} is on {:?}", one.content, other.content);
        }
    }
}

#[test]
fn texts_keep_apart_and_on_the_page() {
    for (name, draw) in ALL {
        for size in SIZES {
            match draw(size) {
                Ok(figure) => check(name, size, &figure.scene),
                // A column has no room for 28 tiles with letters beside each other.
                Err(FigureError::TooSmall { .. }) => {
                    assert!(name.contains("tiles") && size == Size::Column, "{name} does not fit {size}");
                }
                Err(error) => panic!("{name} at {size}: {error}"),
            }
        }
    }
}

#[test]
fn a_page_is_as_wide_as_asked_for() {
    for (name, draw) in ALL {
        let figure = draw(Size::Slide).expect("it can be drawn");
        assert_eq!((figure.scene.width, figure.scene.height), (1280.0, 720.0), "{name}");
        let page = draw(Size::Page).expect("it can be drawn").scene;
        // 180 mm.
        assert!((page.width - 680.3).abs() < 0.1, "{name}");
        assert!(page.height > 200.0 && page.height < 1100.0, "{name} is {} high", page.height);
    }
}
