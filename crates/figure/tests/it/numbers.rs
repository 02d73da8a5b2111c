//! What is drawn is what the record has: counted anew from the drawing.

use std::collections::{BTreeMap, BTreeSet};

use travaux_figure::scene::{Group, svg};
use travaux_figure::{Figure, Size};
use travaux_record::Cell;

use crate::gallery::{ALL, decision, figure};

/// The groups of members: code of the state, and position.
fn members(figure: &Figure) -> Vec<(String, String)> {
    let value = |group: &Group, name: &str| {
        group.data.iter().find(|(known, _)| *known == name).map(|(_, value)| value.clone())
    };
    figure
        .scene
        .groups()
        .into_iter()
        .filter(|group| group.class == "member")
        .map(|group| (value(group, "state").expect("a state"), value(group, "position").expect("a position")))
        .collect()
}

#[test]
fn a_map_has_exactly_193_members() {
    for name in
        ["vote-75-240", "vote-75-32-tiles", "rivals-75-32-75-240", "sponsors-75-32-75-240", "sponsors-76-19"]
    {
        let figure = figure(name, Size::Page);
        let states: BTreeSet<String> = members(&figure).into_iter().map(|(state, _)| state).collect();
        assert_eq!(states.len(), 193, "{name}");
        let file = svg(&figure.scene);
        assert_eq!(file.matches(" data-state=\"").count(), 193, "{name}");
    }
}

#[test]
fn a_map_paints_the_tally() {
    let mut counts: BTreeMap<String, u16> = BTreeMap::new();
    for (_, position) in members(&figure("vote-75-240", Size::Column)) {
        *counts.entry(position).or_default() += 1;
    }
    let tally = decision("75/240").tally().expect("it has a tally");
    let expected = [
        ("abstaining", tally.abstaining),
        ("against", tally.against),
        ("in_favour", tally.in_favour),
        ("not_voting", tally.not_voting.expect("it is known")),
    ];
    assert_eq!(counts, expected.map(|(word, n)| (word.to_owned(), n)).into());
}

#[test]
fn each_member_is_painted_with_its_own_two_positions() {
    let (one, other) = (decision("75/32"), decision("75/240"));
    let painted = members(&figure("rivals-75-32-75-240", Size::Page));
    for (state, position) in painted {
        let id = travaux_un::state::StateId::from_code(&state).expect("a code");
        let word =
            |of: travaux_record::DecisionRef<'_>| of.positions().of(id).map_or("not_a_member", |p| p.word());
        assert_eq!(position, format!("{}/{}", word(one), word(other)), "{state}");
    }
}

#[test]
fn members_that_are_no_more_are_named_beside_the_map() {
    let figure = figure("vote-40-12", Size::Page);
    let texts = figure.scene.texts();
    for name in ["Czechoslovakia", "German Democratic Republic", "Yugoslavia", "Democratic Yemen"] {
        let beside = format!("{name} (not on the map)");
        assert!(texts.iter().any(|(text, _)| text.content == beside), "{name}");
    }
    let on_map = members(&figure).len();
    assert_eq!(on_map + 4, 159);
    assert_eq!(figure.data.rows.len(), 159);
}

#[test]
fn two_memberships_have_lanes_of_their_own() {
    let figure = figure("rivals-40-12-75-240", Size::Page);
    let positions: Vec<String> = members(&figure).into_iter().map(|(_, position)| position).collect();
    assert!(positions.iter().any(|position| position.starts_with("not_a_member/")));
    assert_eq!(positions.len() + 4, figure.data.rows.len(), "four members of 1985 have no shape");
}

#[test]
fn data_have_a_row_for_every_state_and_as_many_cells_as_heads() {
    for (name, draw) in ALL {
        let figure = draw(Size::Page).expect("it can be drawn");
        let data = &figure.data;
        assert!(!data.rows.is_empty(), "{name}");
        assert!(data.rows.iter().all(|row| row.len() == data.columns.len()), "{name}");
        if data.columns[0] == "state" {
            let states: BTreeSet<String> = data.rows.iter().map(|row| format!("{:?}", row[0])).collect();
            assert_eq!(states.len(), data.rows.len(), "{name}: a state stands twice");
            assert!(data.rows.iter().all(|row| matches!(row[0], Cell::State(_))), "{name}");
        }
    }
}

#[test]
fn everything_says_what_it_is() {
    for (name, draw) in ALL {
        let scene = draw(Size::Page).expect("it can be drawn").scene;
        assert!(!scene.title.is_empty(), "{name} has no title");
        assert!(scene.description.len() > 40, "{name} is not described: {}", scene.description);
        let all: String = scene.texts().iter().map(|(text, _)| text.content.clone() + " ").collect();
        for word in ["Sources: ", "Record up to 5 September 2025", "Drawn by travaux"] {
            assert!(all.contains(word), "{name} does not say {word:?}");
        }
        assert!(all.contains("n = ") || name.starts_with("balance"), "{name} has no n");
        let map = scene.groups().iter().any(|group| group.class == "map");
        let disclaimer =
            all.contains("do not imply official endorsement or acceptance by the United Nations");
        assert_eq!(map, disclaimer, "{name}");
        let file = svg(&scene);
        for part in ["<title id=\"title\">", "<desc id=\"description\">", "role=\"img\""] {
            assert!(file.contains(part), "{name} lacks {part}");
        }
    }
}

/// The bars of two pairs of texts: what their parts say.
#[test]
fn the_parts_of_poles_are_the_counts() {
    let figure = figure("poles-four-texts", Size::Page);
    let groups = figure.scene.groups();
    let parts = groups.iter().filter(|group| group.class == "part");
    let told: Vec<&str> = parts.filter_map(|part| part.tooltip.as_deref()).collect();
    let expected = [[46, 100, 35, 12], [49, 100, 34, 10]];
    let labels = [
        "in favour of the first, against the second",
        "voted on both, at neither pole",
        "not voting on one or on both",
        "in favour of the second, against the first",
    ];
    let parts = expected.iter().flat_map(|bar| bar.iter().zip(labels));
    assert_eq!(told.len(), 8);
    for (told, (n, label)) in told.iter().zip(parts) {
        assert!(told.starts_with(&format!("{label}: {n} of 193, ")), "{told}");
    }
    for (one, other) in [("A/RES/73/266", "A/RES/73/27"), ("A/RES/75/32", "A/RES/75/240")] {
        let data = vec![("first", one.to_owned()), ("second", other.to_owned())];
        assert_eq!(figure.scene.groups().into_iter().filter(|group| group.data == data).count(), 1);
    }
}

/// Members on one of the days only are in no bar, and counted beside it.
#[test]
fn poles_of_two_memberships() {
    let figure = figure("poles-40-12-75-240", Size::Page);
    let (one, other) = (decision("40/12").positions().members(), decision("75/240").positions().members());
    let (both, either) = ((one & other).len(), (one | other).len());
    let texts = figure.scene.texts();
    let said = format!("n = {both} (and {} members on one of the days only, not in the bar)", either - both);
    assert!(texts.iter().any(|(text, _)| text.content.ends_with(&said)), "{said}");
    let counts: Vec<u64> = figure
        .data
        .rows
        .iter()
        .map(|row| if let Cell::Count(n) = row[3] { n } else { panic!("a number of states") })
        .collect();
    assert_eq!(counts.iter().sum::<u64>(), either as u64);
    assert_eq!(
        counts[..4].iter().sum::<u64>(),
        both as u64,
        "the record has an entry for each that can be read"
    );
}

#[test]
fn the_sponsors_of_two_camps_are_those_of_the_lists() {
    let figure = figure("sponsors-75-32-75-240", Size::Page);
    let mut counts: BTreeMap<String, u16> = BTreeMap::new();
    for (_, part) in members(&figure) {
        *counts.entry(part).or_default() += 1;
    }
    let expected = [("both", 3), ("first only", 51), ("neither", 115), ("other only", 24)];
    assert_eq!(counts, expected.map(|(word, n)| (word.to_owned(), n)).into());
}
