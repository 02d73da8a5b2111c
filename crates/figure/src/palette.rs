//! Which colour and texture stands for what. Colours are chosen so that readers who do not see red, green or blue as
//! others do can tell them apart, textures so that they can be told apart in greyscale; a test measures both.

use travaux_votes::{Lane, Stand};

use crate::color::Color;
use crate::scene::{Paint, Texture};

/// Land that is not a Member's: it has no vote.
pub const LAND: Paint = Paint::plain(Color(0xee, 0xee, 0xee));
/// A Member that is not among those a map is about.
pub const OTHER_MEMBER: Paint = Paint::plain(Color(0xbd, 0xbd, 0xbd));

const BLUE: Color = Color(0x0b, 0x5c, 0xa8);
const BLUE_MID: Color = Color(0x7f, 0xb4, 0xe0);
const BLUE_PALE: Color = Color(0xcf, 0xe2, 0xf3);
const RED: Color = Color(0xe8, 0x74, 0x3b);
const RED_MID: Color = Color(0xf6, 0xae, 0x72);
const RED_PALE: Color = Color(0xfb, 0xde, 0xc4);
const RED_DARK: Color = Color(0xae, 0x44, 0x10);
const YELLOW: Color = Color(0xf4, 0xd2, 0x4e);
const YELLOW_DARK: Color = Color(0xa0, 0x7b, 0x00);
const PURPLE: Color = Color(0xb2, 0x8b, 0xc9);
const PURPLE_DARK: Color = Color(0x6d, 0x45, 0x86);
const SAND: Color = Color(0xeb, 0xdd, 0x9e);
const SAND_DARK: Color = Color(0x8a, 0x78, 0x20);
const SLATE: Color = Color(0x4d, 0x4d, 0x4d);
const GREY: Color = Color(0x80, 0x80, 0x80);
const NEAR_WHITE: Color = Color(0xfa, 0xfa, 0xfa);

/// The paint of a position, or of being no member.
pub const fn lane(lane: Lane) -> Paint {
    match lane {
        Lane::InFavour => Paint::plain(BLUE),
        Lane::Against => Paint::textured(RED, Texture::Rising, RED_DARK),
        Lane::Abstaining => Paint::textured(YELLOW, Texture::Dots, YELLOW_DARK),
        Lane::NotVoting => Paint::textured(NEAR_WHITE, Texture::FallingSparse, GREY),
        Lane::Unreadable => Paint::textured(NEAR_WHITE, Texture::Crossed, GREY),
        Lane::NotAMember => LAND,
    }
}

/// The paint of a position on one decision and one on another. Blue leans to the first text, red to the second; what
/// is full and plain is a clear divide, what is textured is ambiguous, what is pale and sparse is less involved.
pub const fn pair(first: Lane, second: Lane) -> Paint {
    use Lane::{Abstaining, Against, InFavour, NotAMember, NotVoting, Unreadable};
    match (first, second) {
        (InFavour, Against) => Paint::plain(BLUE),
        (Against, InFavour) => Paint::plain(RED),
        (InFavour, InFavour) => Paint::textured(PURPLE, Texture::Level, PURPLE_DARK),
        (InFavour, Abstaining) => Paint::textured(BLUE_MID, Texture::Rising, BLUE),
        (Abstaining, InFavour) => Paint::textured(RED_MID, Texture::Falling, RED_DARK),
        (Abstaining, Abstaining) => Paint::textured(SAND, Texture::Dots, SAND_DARK),
        (Abstaining, Against) => Paint::textured(BLUE_MID, Texture::Upright, BLUE),
        (Against, Abstaining) => Paint::textured(RED_MID, Texture::Crossed, RED_DARK),
        (Against, Against) => Paint::textured(SLATE, Texture::Dots, NEAR_WHITE),
        (InFavour, NotVoting) => Paint::textured(BLUE_PALE, Texture::RisingSparse, BLUE),
        (NotVoting, InFavour) => Paint::textured(RED_PALE, Texture::FallingSparse, RED),
        (NotVoting, Against) => Paint::textured(BLUE_PALE, Texture::UprightSparse, BLUE),
        (Against, NotVoting) => Paint::textured(RED_PALE, Texture::LevelSparse, RED_DARK),
        (Abstaining, NotVoting) => Paint::textured(SAND, Texture::CrossedSparse, SAND_DARK),
        (NotVoting, Abstaining) => Paint::textured(SAND, Texture::RingsSparse, SAND_DARK),
        (NotVoting, NotVoting) => Paint::textured(NEAR_WHITE, Texture::DotsSparse, GREY),
        (Unreadable, _) | (_, Unreadable) => Paint::textured(NEAR_WHITE, Texture::Crossed, GREY),
        (NotAMember, _) | (_, NotAMember) => {
            Paint::textured(OTHER_MEMBER.ground, Texture::LevelSparse, SLATE)
        }
    }
}

/// The paint of where a state stands between two texts, whichever two votes it is.
pub const fn stand(stand: Stand) -> Paint {
    match stand {
        Stand::FirstPole => pair(Lane::InFavour, Lane::Against),
        Stand::SecondPole => pair(Lane::Against, Lane::InFavour),
        Stand::Between => pair(Lane::InFavour, Lane::InFavour),
        Stand::NotVoting => lane(Lane::NotVoting),
        Stand::NotComparable => lane(Lane::Unreadable),
    }
}

/// The same for a dot, which is too small for a texture.
pub const fn stand_dot(of: Stand) -> Paint {
    Paint::plain(stand(of).ground)
}

/// What chance brings about, beside what was found.
pub const CHANCE: Paint = OTHER_MEMBER;

/// Sponsors of the first text only, of the second only, and of both.
pub const SPONSORS: [Paint; 3] = [
    Paint::plain(BLUE),
    Paint::textured(RED, Texture::Rising, RED_DARK),
    Paint::textured(PURPLE, Texture::Level, PURPLE_DARK),
];

/// Those that left, stayed with and joined each of two camps.
pub const CAMPS: [[Paint; 3]; 2] = [
    [
        Paint::textured(NEAR_WHITE, Texture::RisingSparse, BLUE),
        Paint::plain(BLUE),
        Paint::textured(BLUE_MID, Texture::Upright, BLUE),
    ],
    [
        Paint::textured(NEAR_WHITE, Texture::RisingSparse, RED_DARK),
        Paint::plain(RED),
        Paint::textured(RED_MID, Texture::Upright, RED_DARK),
    ],
];

/// Blocs, the largest first; those after the last have the last.
pub const BLOCS: [Paint; 8] = [
    Paint::plain(BLUE),
    Paint::plain(RED),
    Paint::textured(YELLOW, Texture::Dots, YELLOW_DARK),
    Paint::textured(PURPLE, Texture::Level, PURPLE_DARK),
    Paint::textured(BLUE_MID, Texture::Rising, BLUE),
    Paint::textured(RED_MID, Texture::Falling, RED_DARK),
    Paint::textured(SAND, Texture::Upright, SAND_DARK),
    Paint::textured(SLATE, Texture::Crossed, NEAR_WHITE),
];

/// States in a set.
pub const IN_SET: Paint = Paint::plain(BLUE);

/// A text adopted without a vote.
pub const WITHOUT_VOTE: Paint =
    Paint::textured(Color(0xf3, 0xf3, 0xf3), Texture::LevelSparse, Color(0xc4, 0xc4, 0xc4));

/// Lines that must be told apart, dark enough to be read as words too: the hues of Okabe and Ito (2008), darkened.
pub const LINES: [Color; 8] = [
    Color(0x0b, 0x5c, 0xa8),
    Color(0xb8, 0x4a, 0x0a),
    Color(0x00, 0x73, 0x55),
    Color(0x9b, 0x3f, 0x7a),
    Color(0x8a, 0x6d, 0x00),
    Color(0x1f, 0x1f, 0x1f),
    Color(0x2f, 0x7f, 0x9e),
    Color(0x7a, 0x1f, 0x1f),
];

/// A ramp for heat maps, from little to much, each step darker than the one before.
pub const RAMP: [Color; 7] = [
    Color(0xf5, 0xf8, 0xfb),
    Color(0xd8, 0xe7, 0xf3),
    Color(0xb3, 0xd0, 0xe8),
    Color(0x84, 0xb2, 0xd9),
    Color(0x52, 0x90, 0xc6),
    Color(0x25, 0x6d, 0xad),
    Color(0x0a, 0x48, 0x83),
];

/// The other half of a ramp that goes both ways from nought, from little to much below it: as dark as the steps of [`RAMP`]
/// after its first, and textured, since in greyscale they would be the same.
pub const BELOW_NOUGHT: [Paint; 6] = [
    Paint::textured(Color(0xfb, 0xe2, 0xd3), Texture::Rising, Color(0xd6, 0x78, 0x45)),
    Paint::textured(Color(0xf5, 0xc4, 0xa6), Texture::Rising, Color(0xb4, 0x50, 0x1e)),
    Paint::textured(Color(0xea, 0xa0, 0x74), Texture::Rising, Color(0x9a, 0x40, 0x12)),
    Paint::textured(Color(0xd6, 0x78, 0x45), Texture::Rising, Color(0x80, 0x31, 0x0a)),
    Paint::textured(Color(0xb4, 0x50, 0x1e), Texture::Rising, Color(0xf5, 0xc4, 0xa6)),
    Paint::textured(Color(0x80, 0x31, 0x0a), Texture::Rising, Color(0xea, 0xa0, 0x74)),
];
