//! Sizes as people write them.

use proptest::prelude::*;
use travaux_figure::{Canvas, Size};

#[test]
fn sizes_are_read() {
    assert_eq!("page".parse(), Ok(Size::Page));
    assert_eq!("Column".parse(), Ok(Size::Column));
    assert_eq!("1200x800".parse(), Ok(Size::Exactly { width: 1200.0, height: 800.0 }));
    assert_eq!("6x4in".parse(), Ok(Size::Exactly { width: 576.0, height: 384.0 }));
    let mm = Canvas::new("160x100mm".parse().expect("it is a size"));
    assert!((mm.width - 604.72).abs() < 0.01 && (mm.height.expect("it is given") - 377.95).abs() < 0.01);
}

#[test]
fn what_is_no_size_is_explained() {
    for (written, why) in [
        ("10", "neither column, page, slide nor a width x height"),
        ("10x", "width and height are to be numbers above nought"),
        ("-5x10", "above nought"),
        ("0x10", "above nought"),
        ("10x10ft", "the unit is none of px, mm, cm, in and pt"),
        ("9e9x10", "neither column, page, slide"),
        ("tiny", "neither column, page, slide"),
        ("999999x10", "longer than 7,600 pixels"),
        ("", "neither column"),
    ] {
        let error = written.parse::<Size>().expect_err(written).to_string();
        assert!(error.contains(why), "{written}: {error}");
    }
}

proptest! {
    #[test]
    fn reading_never_panics(written in "\\PC{0,20}") {
        if let Ok(Size::Exactly { width, height }) = written.parse::<Size>() {
            prop_assert!(width > 0.0 && height > 0.0 && width <= 7600.0 && height <= 7600.0);
        }
    }
}
