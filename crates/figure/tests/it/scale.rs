//! Scales: round ticks, and labels that keep apart.

use proptest::prelude::*;
use travaux_figure::scale::{Bands, Linear, apart};

#[test]
fn ticks_are_round() {
    let scale = Linear::new([0.0, 193.0], [0.0, 500.0]);
    assert_eq!(scale.ticks(5), [0.0, 50.0, 100.0, 150.0]);
    assert_eq!(Linear::new([-1.2, 0.9], [0.0, 1.0]).ticks(5), [-1.0, -0.5, 0.0, 0.5]);
    assert!(Linear::new([3.0, 3.0], [0.0, 1.0]).ticks(5).is_empty());
    assert!(Linear::new([f64::NAN, 3.0], [0.0, 1.0]).ticks(5).is_empty());
}

#[test]
fn bands_share_the_room() {
    let bands = Bands { n: 4, range: [100.0, 200.0], gap: 0.2 };
    assert_eq!(bands.at(0), (102.5, 20.0));
    assert!((bands.middle(3) - 187.5).abs() < 1e-9);
}

proptest! {
    #[test]
    fn labels_keep_apart_and_in_order(wanted in prop::collection::vec((0.0_f64..400.0, 5.0_f64..20.0), 1..15)) {
        // There is room for all of them: 15 labels of 20.
        let places = apart(&wanted, 0.0, 400.0);
        let mut spans: Vec<(f64, f64, f64)> =
            places.iter().zip(&wanted).map(|(&place, &(middle, length))| (place - length / 2.0, place + length / 2.0, middle)).collect();
        spans.sort_by(|a, b| a.0.total_cmp(&b.0));
        for pair in spans.windows(2) {
            prop_assert!(pair[0].1 <= pair[1].0 + 1e-9, "{spans:?}");
            prop_assert!(pair[0].2 <= pair[1].2 + 1e-9, "the order is kept");
        }
        prop_assert!(spans.first().is_some_and(|span| span.0 >= -1e-9));
        prop_assert!(spans.last().is_some_and(|span| span.1 <= 400.0 + 1e-9));
    }

    #[test]
    fn ticks_are_few_and_within(low in -1e6_f64..1e6, length in 1e-3_f64..1e6, most in 1_usize..12) {
        let ticks = Linear::new([low, low + length], [0.0, 1.0]).ticks(most);
        prop_assert!(ticks.len() <= most + 1);
        prop_assert!(ticks.iter().all(|tick| *tick >= low - length * 1e-6 && *tick <= low + length * (1.0 + 1e-6)));
    }
}
