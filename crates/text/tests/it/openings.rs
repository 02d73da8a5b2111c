//! Strengths of opening phrases.

use travaux_text::opening::{Scale, Shift, shift, strength};

#[test]
fn verbs_have_a_scale_a_rank_and_a_degree() {
    let of = |p| strength(p).map(|s| (s.scale, s.rank, s.degree));
    assert_eq!(of("Notes"), Some((Scale::Reception, 1, 0)));
    assert_eq!(of("Also takes note with appreciation"), Some((Scale::Reception, 1, 1)));
    assert_eq!(of("Noting with grave concern"), Some((Scale::Criticism, 1, 2)));
    assert_eq!(of("Expresses its deep concern"), Some((Scale::Criticism, 1, 1)));
    assert_eq!(of("Further calls upon"), Some((Scale::Call, 3, 0)));
    assert_eq!(of("Strongly condemns"), Some((Scale::Criticism, 4, 1)));
    assert_eq!(of("Gravely concerned"), Some((Scale::Criticism, 1, 2)));
    assert_eq!(of("Elects"), None);
    assert_eq!(of("Frobnicates"), None);
}

#[test]
fn a_change_of_strength_is_named() {
    assert_eq!(shift("Notes", "Welcomes"), Shift::Stronger);
    assert_eq!(shift("Requests", "Also invites"), Shift::Weaker);
    assert_eq!(shift("Notes", "Notes with appreciation"), Shift::MorePressed);
    assert_eq!(shift("Notes also", "Further notes"), Shift::Same);
    assert_eq!(shift("Takes note", "Noting"), Shift::Same);
    assert_eq!(shift("Notes", "Requests"), Shift::OtherScale);
    assert_eq!(shift("Notes", "Elects"), Shift::Unknown);
}
