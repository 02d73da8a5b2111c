//! What cannot be drawn is said, and why.

use travaux_figure::{FigureError, Size, View, figures};
use travaux_votes::show;
use travaux_votes::sponsors::{OnBehalf, sponsors};

use crate::gallery::{ALL, context, decision, setting};

#[test]
fn a_decision_without_names_has_no_map() {
    let answer = show(context(), decision("76/19"), &[]).expect("it is in the record");
    let error = figures::decision(setting(Size::Page), &answer, View::Map).expect_err("there are no names");
    assert_eq!(
        error.to_string(),
        "there is nothing to draw: the record has no positions by state on A/RES/76/19, which was taken without a vote"
    );
}

#[test]
fn a_text_without_a_list_has_no_map_of_sponsors() {
    let answer = sponsors(context(), decision("40/12"), None, OnBehalf::Apart);
    let error = figures::sponsorship(setting(Size::Page), &answer, View::Map).expect_err("there is no list");
    assert_eq!(error.to_string(), "there is nothing to draw: the record has no sponsors of A/RES/40/12");
}

#[test]
fn no_pair_has_no_bar() {
    let error = figures::poles(setting(Size::Page), &[]).expect_err("there is no pair");
    assert_eq!(error.to_string(), "there is nothing to draw: no pair of texts was named");
}

#[test]
fn a_page_that_is_too_small_is_refused_with_what_it_needs() {
    for (name, draw) in ALL {
        for (width, height) in [(20.0, 20.0), (1.0, 5000.0), (300.0, 90.0)] {
            match draw(Size::Exactly { width, height }) {
                Err(FigureError::TooSmall { needs, has, .. }) => assert!(needs > has, "{name}"),
                other => panic!("{name} on {width} x {height}: {:?}", other.map(|figure| figure.scene.title)),
            }
        }
    }
}

/// Whatever the size, there is a figure or a reason: no panic, and no page of another size.
#[test]
fn any_size_gives_a_figure_or_a_reason() {
    for (name, draw) in ALL {
        for width in [120.0, 333.0, 512.0, 1111.0, 4000.0] {
            for height in [150.0, 420.0, 777.0, 3000.0] {
                if let Ok(figure) = draw(Size::Exactly { width, height }) {
                    assert_eq!((figure.scene.width, figure.scene.height), (width, height), "{name}");
                }
            }
        }
    }
}
