//! The map: every Member has a place, and the same one every time.

#![expect(
    clippy::disallowed_methods,
    reason = "nothing is drawn here: the tests check the geometry in another way"
)]

use jiff::civil::date;
use proptest::prelude::*;
use travaux_figure::map::project::{CENTRAL_MERIDIAN, project};
use travaux_figure::map::simplify::{simplify, weights};
use travaux_figure::map::{Drawn, World};
use travaux_un::set::StateSet;
use travaux_un::state::{StateId, states};

const WIDTHS: [f64; 6] = [320.0, 640.0, 660.0, 850.0, 1200.0, 2400.0];

fn radius(width: f64) -> f64 {
    (width * 0.0034).max(1.5)
}

fn drawn(width: f64) -> Drawn {
    World::bundled().draw(width, radius(width))
}

fn members() -> StateSet {
    states().members_on(date(2025, 1, 1))
}

fn state(code: &str) -> StateId {
    StateId::from_code(code).expect("a code of a state")
}

fn area(ring: &[[f64; 2]]) -> f64 {
    let next = ring.iter().cycle().skip(1);
    ring.iter().zip(next).map(|(a, b)| (a[0] * b[1] - b[0] * a[1]) / 2.0).sum()
}

#[test]
fn each_member_has_one_shape() {
    for width in WIDTHS {
        let shapes = drawn(width).shapes;
        let seen: StateSet = shapes.iter().filter_map(|shape| shape.state).collect();
        assert_eq!(seen, members());
        assert_eq!(shapes.iter().filter(|shape| shape.state.is_some()).count(), 193);
        assert!(shapes.iter().all(|shape| shape.state.is_some() == shape.name.is_none()));
    }
}

#[test]
fn each_member_can_be_seen() {
    for width in WIDTHS {
        let drawn = drawn(width);
        for shape in &drawn.shapes {
            let Some(state) = shape.state else { continue };
            let dot = drawn.dots.iter().any(|dot| dot.state == state);
            assert!(dot || (!shape.rings.is_empty() && shape.area >= 1.2 * radius(width).powi(2)), "{state}");
        }
        // Andorra never has enough land, Brazil always.
        assert!(drawn.dots.iter().any(|dot| dot.state == state("AND")));
        assert!(drawn.dots.iter().all(|dot| dot.state != state("BRA")));
    }
}

#[test]
fn dots_do_not_overlap() {
    for width in WIDTHS {
        // Larger dots than those of the figures, up to the largest that are promised a place.
        for radius in [radius(width), width * 0.006, width * 0.01] {
            let drawn = World::bundled().draw(width, radius);
            assert!(drawn.dots.is_sorted_by_key(|dot| dot.state));
            for (place, a) in drawn.dots.iter().enumerate() {
                for b in &drawn.dots[..place] {
                    let gap = (a.x - b.x).hypot(a.y - b.y) - 2.0 * radius;
                    assert!(gap >= 0.4, "{} and {} at {width} px: {gap}", a.state, b.state);
                }
                assert!(a.x >= radius && a.x <= drawn.width - radius, "{} at {width} px", a.state);
                assert!(a.y >= radius && a.y <= drawn.height - radius, "{} at {width} px", a.state);
            }
        }
    }
}

#[test]
fn dots_stay_near_where_their_states_lie() {
    for width in WIDTHS {
        for dot in drawn(width).dots {
            let moved = (dot.x - dot.anchor_x).hypot(dot.y - dot.anchor_y);
            assert!(moved <= 2.0 * radius(width) + 1.0, "{} at {width} px: {moved}", dot.state);
        }
    }
}

#[test]
fn nothing_leaves_the_map_or_jumps_across_it() {
    for width in WIDTHS {
        let drawn = drawn(width);
        for shape in &drawn.shapes {
            for ring in &shape.rings {
                assert!(ring.len() >= 3);
                for (a, b) in ring.iter().zip(ring.iter().cycle().skip(1)) {
                    assert!(a.map(f64::to_bits) != b.map(f64::to_bits), "a point twice");
                    // The longest straight border is that of Canada and the United States.
                    assert!((a[0] - b[0]).abs() < width * 0.1, "{:?} {:?}", shape.state, shape.name);
                    assert!(a[0] > 0.0 && a[0] < drawn.width && a[1] > 0.0 && a[1] < drawn.height);
                    assert!(
                        a.iter().all(|length| format!("{length:.1}").parse::<f64>().as_ref() == Ok(length))
                    );
                }
            }
        }
    }
}

#[test]
fn figures_stay_light() {
    let points: usize = drawn(640.0).shapes.iter().flat_map(|shape| &shape.rings).map(Vec::len).sum();
    // At most 11 bytes a point, as relative commands with one decimal: 200 KB.
    assert!(points < 18_000, "{points}");
}

#[test]
fn drawing_twice_gives_the_same() {
    let text = include_str!("../../../../data/map/world.json");
    let again = World::parse(text).unwrap();
    for width in WIDTHS {
        assert_eq!(drawn(width), again.draw(width, radius(width)));
    }
}

#[test]
fn odd_sizes_are_no_trouble() {
    for width in [f64::NAN, f64::INFINITY, -1.0, 0.0, 1.0] {
        for radius in [f64::NAN, f64::INFINITY, -1.0, 0.0, 1.0] {
            let drawn = World::bundled().draw(width, radius);
            assert!(drawn.width.is_finite() && drawn.height.is_finite());
        }
    }
}

#[test]
fn lines_enclose_the_areas() {
    let drawn = drawn(1200.0);
    let of = |code: &str| drawn.shapes.iter().find(|shape| shape.state == Some(state(code))).unwrap();
    // The lines that are drawn enclose what the shape has, but for what is too small to see.
    for code in ["BRA", "DZA", "RUS", "ZAF", "KGZ"] {
        let shape = of(code);
        let rings: f64 = shape.rings.iter().map(|ring| area(ring)).sum();
        assert!((rings.abs() / shape.area - 1.0).abs() < 0.01, "{code}: {rings} of {}", shape.area);
    }
}

#[test]
fn shapes_are_whole() {
    let drawn = drawn(1200.0);
    let rings = |code: &str| {
        let mut rings =
            drawn.shapes.iter().find(|shape| shape.state == Some(state(code))).unwrap().rings.clone();
        rings.sort_by(|a, b| area(b).abs().total_cmp(&area(a).abs()));
        rings
    };
    // No border within Somalia or Cyprus.
    assert_eq!(rings("SOM").len(), 1);
    assert_eq!(rings("CYP").len(), 1);
    // Chukotka is part of the mainland: the largest ring of Russia reaches from the Black Sea to the Bering Strait.
    let russia = &rings("RUS")[0];
    let xs = || russia.iter().map(|point| point[0]);
    assert!(xs().fold(0.0, f64::max) - xs().fold(1200.0, f64::min) > 350.0);
    let neutral: Vec<&str> = drawn.shapes.iter().filter_map(|shape| shape.name.as_deref()).collect();
    for name in ["Greenland", "W. Sahara", "Taiwan", "Palestine", "Kosovo", "Puerto Rico", "Siachen Glacier"]
    {
        assert!(neutral.contains(&name), "{name}");
    }
    assert!(!neutral.contains(&"Antarctica"));
}

#[test]
fn each_member_has_its_own_tile() {
    let tiles = World::bundled().tiles();
    let seen: StateSet = tiles.of.iter().map(|&(state, ..)| state).collect();
    assert_eq!(seen, members());
    assert_eq!(tiles.of.len(), 193);
    let mut cells: Vec<(u16, u16)> = tiles.of.iter().map(|&(_, column, row)| (column, row)).collect();
    cells.sort_unstable();
    cells.dedup();
    assert_eq!(cells.len(), 193);
    assert!(cells.iter().all(|&(column, row)| column < tiles.columns && row < tiles.rows));
    assert_eq!((tiles.columns, tiles.rows), (28, 16));
    assert_eq!(tiles.get(state("CSK")), None);
}

#[test]
fn tiles_are_where_they_are_looked_for() {
    let at = |code: &str| World::bundled().tiles().get(state(code)).unwrap();
    for (west, east) in
        [("USA", "PRT"), ("PRT", "ESP"), ("BLZ", "CUB"), ("ESP", "TUR"), ("IND", "JPN"), ("IDN", "FJI")]
    {
        assert!(at(west).0 < at(east).0, "{west} {east}");
    }
    for (north, south) in
        [("CAN", "USA"), ("USA", "MEX"), ("NOR", "DEU"), ("ITA", "TUN"), ("EGY", "ZAF"), ("CHN", "AUS")]
    {
        assert!(at(north).1 < at(south).1, "{north} {south}");
    }
}

#[test]
fn the_projection_is_equal_earth() {
    let near = |a: [f64; 2], b: [f64; 2]| {
        assert!((a[0] - b[0]).abs() < 1e-6 && (a[1] - b[1]).abs() < 1e-6, "{a:?} is not {b:?}");
    };
    // By hand, from the equations with θ = 0: x = 2 √3 π / (3 A1) at the edge of the equator.
    let edge = 2.0 * 3.0_f64.sqrt() * std::f64::consts::PI / (3.0 * 1.340_264);
    near(project(CENTRAL_MERIDIAN + 180.0, 0.0), [edge, 0.0]);
    near(project(CENTRAL_MERIDIAN - 180.0, 0.0), [-edge, 0.0]);
    // With θ = π/3 at the pole.
    let theta = std::f64::consts::FRAC_PI_3;
    let pole =
        1.340_264 * theta - 0.081_106 * theta.powi(3) + 0.000_893 * theta.powi(7) + 0.003_796 * theta.powi(9);
    near(project(CENTRAL_MERIDIAN, 90.0), [0.0, pole]);
    near(project(CENTRAL_MERIDIAN, -90.0), [0.0, -pole]);
    // Parallels are straight.
    assert_eq!(project(-100.0, 48.0)[1].to_bits(), project(60.0, 48.0)[1].to_bits());
}

#[test]
fn the_projection_keeps_areas() {
    // A cell of a degree by a degree has on a globe of radius 1 the area Δλ (sin φ₂ − sin φ₁).
    let degree = 1.0_f64.to_radians();
    for latitude in [-89, -60, -20, 0, 35, 70, 88] {
        for longitude in [-160, 0, 150] {
            let (x, y) = (f64::from(longitude), f64::from(latitude));
            // The sides are curved, so the corners alone would miss a little.
            let steps = || (0..=100).map(|step| f64::from(step) / 100.0);
            let right = steps().map(|step| project(x + 1.0, y + step));
            let left = steps().rev().map(|step| project(x, y + step));
            let cell: Vec<[f64; 2]> = right.chain(left).collect();
            let globe = degree * ((y + 1.0).to_radians().sin() - y.to_radians().sin());
            assert!((area(&cell) / globe - 1.0).abs() < 1e-3, "{x} {y}: {} {globe}", area(&cell));
        }
    }
}

#[test]
fn simplification_keeps_what_can_be_seen() {
    // A notch of 0.5 px² goes at a threshold of 1, one of 2 px² stays.
    let line =
        [[0.0, 0.0], [5.0, 0.0], [5.5, 1.0], [6.0, 0.0], [15.0, 0.0], [16.0, 2.0], [17.0, 0.0], [25.0, 0.0]];
    let simple = simplify(&line, 1.0);
    assert!(!simple.contains(&[5.5, 1.0]));
    assert!(simple.contains(&[16.0, 2.0]));
    assert_eq!(simplify(&[], 1.0), Vec::<[f64; 2]>::new());
    assert_eq!(simplify(&line[..1], 1.0), &line[..1]);
    // A ring stays a triangle, however small.
    let ring = [[0.0, 0.0], [0.1, 0.0], [0.1, 0.1], [0.0, 0.1], [0.0, 0.0]];
    assert_eq!(simplify(&ring, 100.0).len(), 4);
}

#[test]
fn what_is_wrong_with_a_file_is_said() {
    let file = |arcs: &str, geometry: &str| {
        let text = format!(
            r#"{{"type":"Topology","transform":{{"scale":[1,1],"translate":[0,0]}},"arcs":{arcs},
            "objects":{{"world":{{"geometries":[{geometry}]}}}}}}"#
        );
        World::parse(&text).map(|_| ()).map_err(|error| error.to_string())
    };
    let arcs = "[[[0,0],[5,0],[0,5],[-5,-5]]]";
    let shape = |properties: &str, arcs: &str| {
        format!(r#"{{"type":"Polygon","arcs":{arcs},"properties":{properties}}}"#)
    };
    assert_eq!(file(arcs, &shape(r#"{"state":"FRA","tile":[0,0]}"#, "[[0]]")), Ok(()));
    for (arcs, geometry, what) in [
        (arcs, shape(r#"{"state":"XYZ"}"#, "[[0]]"), r#"shape 0: "XYZ" is the code of no state"#),
        (arcs, shape("{}", "[[1]]"), "shape 0: arc 1 is not in the file, which has 1"),
        (arcs, shape("{}", "[[-2147483648]]"), "shape 0: arc -2147483648 is not in the file, which has 1"),
        (arcs, shape("{}", "[[]]"), "shape 0: a ring of it has no arc"),
        (arcs, shape("{}", "[]"), "shape 0: a part of it has no ring"),
        (arcs, shape(r#"{"dot":[0,100]}"#, "[[0]]"), "shape 0: `dot` is no longitude and latitude"),
        ("[[[0,0]]]", shape("{}", "[[0]]"), "arc 0: it has fewer than two points"),
        ("[[[0,0],[0,100]]]", shape("{}", "[[0]]"), "arc 0: 0, 100 is no longitude and latitude"),
        ("[[[-179,0],[358,0]]]", shape("{}", "[[0]]"), "arc 0: it jumps across the map at longitude 179"),
        ("[[[0,0],[5,5]]]", shape("{}", "[[0]]"), "shape 0: a ring of it does not end where it begins"),
        (
            "[[[0,0],[5,5]],[[1,1],[-1,-1]]]",
            shape("{}", "[[0,1]]"),
            "arc 1 does not begin where the arc before it ends",
        ),
        (arcs, format!("{0},{0}", shape(r#"{"state":"FRA"}"#, "[[0]]")), "FRA has two shapes"),
        (
            arcs,
            format!(
                "{},{}",
                shape(r#"{"state":"FRA","tile":[1,2]}"#, "[[0]]"),
                shape(r#"{"state":"BEL","tile":[1,2]}"#, "[[0]]")
            ),
            "BEL and FRA have the same tile",
        ),
        (arcs, String::new(), "there is no shape with an area"),
    ] {
        let error = file(arcs, &geometry).unwrap_err();
        assert!(error.contains(what), "{error}");
    }
}

/// A small file with three squares, for changing at random.
const SMALL: &str = r#"{"type":"Topology","transform":{"scale":[0.5,0.5],"translate":[0,0]},
"arcs":[[[0,0],[20,0]],[[20,0],[0,20],[-20,0],[0,-20]],[[40,0],[20,0],[0,20],[-20,0],[0,-20]]],
"objects":{"world":{"geometries":[{"type":"Polygon","arcs":[[0,1]],"properties":{"state":"FRA","tile":[1,2]}},
{"type":"MultiPolygon","arcs":[[[2]]],"properties":{"name":"Land","dot":[3,4]}}]}}}"#;

proptest! {
    #[test]
    fn parsing_never_panics(text in ".{0,200}") {
        let _ = World::parse(&text);
    }

    #[test]
    fn parsing_a_damaged_file_never_panics(
        changes in prop::collection::vec((0..SMALL.len(), prop::sample::select(b"0123456789-,.[]{}e\"".to_vec())), 1..6),
        width in -10.0..2000.0_f64,
    ) {
        let mut bytes = SMALL.as_bytes().to_vec();
        for (place, byte) in changes {
            bytes[place] = byte;
        }
        if let Ok(world) = World::parse(&String::from_utf8(bytes).unwrap()) {
            let drawn = world.draw(width, width / 300.0);
            prop_assert!(drawn.height.is_finite());
            prop_assert!(drawn.shapes.iter().flat_map(|shape| &shape.rings).flatten().flatten().all(|at| at.is_finite()));
        }
    }

    #[test]
    fn weights_are_of_every_line(points in prop::collection::vec(prop::array::uniform2(-100.0..100.0_f64), 0..40)) {
        let weights = weights(&points);
        prop_assert_eq!(weights.len(), points.len());
        prop_assert!(weights.iter().all(|weight| *weight >= 0.0));
    }
}
