//! Paints can be told apart: by readers who do not see colours as most do, in greyscale, and from the paper.

use travaux_figure::color::Color;
use travaux_figure::palette::{
    BELOW_NOUGHT, BLOCS, CAMPS, IN_SET, LAND, OTHER_MEMBER, RAMP, SPONSORS, WITHOUT_VOTE, lane, pair, stand,
};
use travaux_figure::scene::Paint;
use travaux_votes::{Lane, Stand};

type Matrix = [[f64; 3]; 3];

/// How colours look to those without working cones of one kind: Machado, Oliveira and Fernandes (2009), severity 1,
/// on linear light. The first is how they look to others.
const SIGHTS: [(&str, Matrix); 4] = [
    ("trichromat", [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]),
    (
        "protanope",
        [
            [0.152_286, 1.052_583, -0.204_868],
            [0.114_503, 0.786_281, 0.099_216],
            [-0.003_882, -0.048_116, 1.051_998],
        ],
    ),
    (
        "deuteranope",
        [
            [0.367_322, 0.860_646, -0.227_968],
            [0.280_085, 0.672_501, 0.047_413],
            [-0.011_820, 0.042_940, 0.968_881],
        ],
    ),
    (
        "tritanope",
        [
            [1.255_528, -0.076_749, -0.178_779],
            [-0.078_411, 0.930_809, 0.147_602],
            [0.004_733, 0.691_367, 0.303_900],
        ],
    ),
];

fn linear(color: Color) -> [f64; 3] {
    [color.0, color.1, color.2].map(|channel| {
        let value = f64::from(channel) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { libm::pow((value + 0.055) / 1.055, 2.4) }
    })
}

fn through(matrix: &Matrix, light: [f64; 3]) -> [f64; 3] {
    matrix.map(|row| row.iter().zip(light).map(|(a, b)| a * b).sum::<f64>().clamp(0.0, 1.0))
}

/// CIE L*a*b* under D65 of linear sRGB.
fn lab(light: [f64; 3]) -> [f64; 3] {
    let to_xyz = [[0.412_4, 0.357_6, 0.180_5], [0.212_6, 0.715_2, 0.072_2], [0.019_3, 0.119_2, 0.950_5]];
    let white = [0.950_47, 1.0, 1.088_83];
    let f = |t: f64| if t > 0.008_856 { libm::cbrt(t) } else { 7.787 * t + 16.0 / 116.0 };
    let mut place = 0;
    let xyz = to_xyz.map(|row: [f64; 3]| {
        let value = row.iter().zip(light).map(|(a, b)| a * b).sum::<f64>() / white[place];
        place += 1;
        f(value)
    });
    [116.0 * xyz[1] - 16.0, 500.0 * (xyz[0] - xyz[1]), 200.0 * (xyz[1] - xyz[2])]
}

/// The distance of two colours as somebody sees them (ΔE, CIE 1976); 2 can just be seen.
fn distance(matrix: &Matrix, one: Color, other: Color) -> f64 {
    let (a, b) = (lab(through(matrix, linear(one))), lab(through(matrix, linear(other))));
    a.iter().zip(b).map(|(a, b)| (a - b) * (a - b)).sum::<f64>().sqrt()
}

fn lightness(color: Color) -> f64 {
    lab(linear(color))[0]
}

/// Checks that all paints of a figure can be told apart by colour, whoever looks, unless a texture tells them apart;
/// and without colour by texture or by lightness.
fn told_apart(what: &str, paints: &[Paint], least: f64) {
    for (place, one) in paints.iter().enumerate() {
        for other in &paints[place + 1..] {
            let texture = |paint: &Paint| paint.texture.map(|(texture, _)| texture);
            let textures_differ = texture(one) != texture(other);
            for (sight, matrix) in &SIGHTS {
                let apart = distance(matrix, one.ground, other.ground);
                assert!(
                    apart >= least || textures_differ,
                    "{what}: a {sight} sees {one:?} and {other:?} {apart:.1} apart"
                );
            }
            let greys = (lightness(one.ground) - lightness(other.ground)).abs();
            assert!(
                textures_differ || greys >= 12.0,
                "{what}: {one:?} and {other:?} are one grey ({greys:.1})"
            );
        }
    }
}

#[test]
fn positions_are_told_apart() {
    let paints: Vec<Paint> = Lane::ALL.into_iter().map(lane).collect();
    told_apart("positions", &paints, 20.0);
    // The four of every table by colour alone as well.
    for (place, one) in Lane::SHOWN.into_iter().enumerate() {
        for other in &Lane::SHOWN[place + 1..] {
            for (sight, matrix) in &SIGHTS {
                let apart = distance(matrix, lane(one).ground, lane(*other).ground);
                assert!(apart >= 20.0, "a {sight} sees {one} and {other} {apart:.1} apart");
            }
        }
    }
}

#[test]
fn joint_positions_are_told_apart() {
    let shown: Vec<Paint> =
        Lane::SHOWN.into_iter().flat_map(|a| Lane::SHOWN.into_iter().map(move |b| pair(a, b))).collect();
    assert_eq!(shown.len(), 16);
    told_apart("joint positions", &shown, 20.0);
    // Whom a family is about, blue or red, is seen by everybody.
    let leaning = [
        (pair(Lane::InFavour, Lane::Against), pair(Lane::Against, Lane::InFavour)),
        (pair(Lane::InFavour, Lane::Abstaining), pair(Lane::Abstaining, Lane::InFavour)),
        (pair(Lane::InFavour, Lane::NotVoting), pair(Lane::NotVoting, Lane::InFavour)),
    ];
    for (one, other) in leaning {
        for (sight, matrix) in &SIGHTS {
            let apart = distance(matrix, one.ground, other.ground);
            assert!(apart >= 10.0, "a {sight} sees {one:?} and {other:?} {apart:.1} apart");
        }
    }
}

#[test]
fn stands_are_told_apart() {
    let paints: Vec<Paint> = Stand::ALL.into_iter().map(stand).collect();
    told_apart("stands", &paints, 15.0);
    for one in Lane::ALL {
        for other in Lane::ALL {
            let at = Stand::of(one, other);
            if matches!(at, Stand::FirstPole | Stand::SecondPole) {
                assert_eq!(stand(at), pair(one, other), "a pole is painted as on the map");
            }
        }
    }
}

#[test]
fn blocs_are_told_apart() {
    told_apart("blocs", &BLOCS, 20.0);
}

#[test]
fn sponsors_and_sets_are_told_apart() {
    let [first, other, both] = SPONSORS;
    told_apart("sponsors", &[first, other, both, OTHER_MEMBER, LAND], 15.0);
    told_apart("a set", &[IN_SET, OTHER_MEMBER, LAND], 15.0);
    for camp in CAMPS {
        told_apart("a camp", &camp, 15.0);
    }
    let bars: Vec<Paint> = Lane::SHOWN.into_iter().map(lane).chain([WITHOUT_VOTE]).collect();
    told_apart("a series", &bars, 20.0);
}

#[test]
fn texts_can_be_read() {
    for ink in [Color::INK, Color::INK_SOFT] {
        assert!(ink.contrast(Color::WHITE) >= 7.0, "{ink}");
    }
    // On every paint that words are written on; WCAG 2.2 asks for 4.5 to 1.
    let grounds = Lane::ALL
        .into_iter()
        .flat_map(|a| Lane::ALL.into_iter().map(move |b| pair(a, b)))
        .chain(Lane::ALL.into_iter().map(lane))
        .chain(CAMPS.into_iter().flatten())
        .chain(SPONSORS)
        .chain(BELOW_NOUGHT)
        .map(|paint| paint.ground)
        .chain(RAMP);
    for ground in grounds {
        let contrast = ground.contrast(ground.text_on());
        assert!(contrast >= 4.5, "{ground}: {contrast:.2}");
    }
}

#[test]
fn textures_can_be_seen_on_their_ground() {
    let paints = Lane::ALL
        .into_iter()
        .flat_map(|a| Lane::ALL.into_iter().map(move |b| pair(a, b)))
        .chain(Lane::ALL.into_iter().map(lane))
        .chain(BELOW_NOUGHT);
    for paint in paints {
        let Some((_, ink)) = paint.texture else { continue };
        let contrast = ink.contrast(paint.ground);
        assert!(contrast >= 1.7, "{paint:?}: {contrast:.2}");
    }
}

#[test]
fn a_ramp_darkens_step_by_step() {
    for pair in RAMP.windows(2) {
        assert!(lightness(pair[0]) - lightness(pair[1]) >= 5.0, "{pair:?}");
    }
}

/// The two halves of a ramp from nought are equally dark step by step, and each sign is seen by everybody.
#[test]
fn below_nought_is_as_dark_as_above_and_is_told_apart() {
    for pair in BELOW_NOUGHT.windows(2) {
        assert!(lightness(pair[0].ground) - lightness(pair[1].ground) >= 5.0, "{pair:?}");
    }
    for (step, (below, above)) in BELOW_NOUGHT.iter().zip(&RAMP[1..]).enumerate() {
        let apart = (lightness(below.ground) - lightness(*above)).abs();
        assert!(apart <= 3.0, "step {step}: {apart:.1}");
        for (sight, matrix) in &SIGHTS {
            let apart = distance(matrix, below.ground, *above);
            // The palest step of each side is near to nought itself.
            let least = if step == 0 { 10.0 } else { 20.0 };
            assert!(apart >= least, "a {sight} sees step {step} {apart:.1} apart");
        }
        assert!(below.texture.is_some());
    }
}
