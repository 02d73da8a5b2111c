//! What areas are filled with: a colour, or a colour with a texture on it, which tells areas apart in greyscale.

use crate::color::Color;

/// What an area is filled with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Paint {
    /// The ground.
    pub ground: Color,
    /// Lines or dots on it, and their colour.
    pub texture: Option<(Texture, Color)>,
}

/// Lines or dots on a ground.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Texture {
    /// Lines that rise to the right.
    Rising,
    /// Lines that fall to the right.
    Falling,
    /// Level lines.
    Level,
    /// Upright lines.
    Upright,
    /// Dots.
    Dots,
    /// Lines that cross.
    Crossed,
    /// Lines that rise to the right, far apart.
    RisingSparse,
    /// Lines that fall to the right, far apart.
    FallingSparse,
    /// Level lines, far apart.
    LevelSparse,
    /// Upright lines, far apart.
    UprightSparse,
    /// Dots, far apart.
    DotsSparse,
    /// Lines that cross, far apart.
    CrossedSparse,
    /// Rings, far apart.
    RingsSparse,
}

impl Texture {
    /// All of them.
    pub const ALL: [Self; 13] = [
        Self::Rising,
        Self::Falling,
        Self::Level,
        Self::Upright,
        Self::Dots,
        Self::Crossed,
        Self::RisingSparse,
        Self::FallingSparse,
        Self::LevelSparse,
        Self::UprightSparse,
        Self::DotsSparse,
        Self::CrossedSparse,
        Self::RingsSparse,
    ];

    /// A name for the file.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Rising => "rising",
            Self::Falling => "falling",
            Self::Level => "level",
            Self::Upright => "upright",
            Self::Dots => "dots",
            Self::Crossed => "crossed",
            Self::RisingSparse => "rising-sparse",
            Self::FallingSparse => "falling-sparse",
            Self::LevelSparse => "level-sparse",
            Self::UprightSparse => "upright-sparse",
            Self::DotsSparse => "dots-sparse",
            Self::CrossedSparse => "crossed-sparse",
            Self::RingsSparse => "rings-sparse",
        }
    }

    /// How wide its lines are, or those of its rings; of dots the radius.
    pub(crate) const fn weight(self) -> f64 {
        match self {
            Self::Rising | Self::Falling => 1.3,
            Self::Level | Self::Upright => 1.2,
            Self::Crossed | Self::CrossedSparse => 0.7,
            Self::RisingSparse
            | Self::FallingSparse
            | Self::LevelSparse
            | Self::UprightSparse
            | Self::Dots
            | Self::DotsSparse
            | Self::RingsSparse => 0.9,
        }
    }

    /// The side of the square that is repeated.
    pub(crate) const fn side(self) -> u8 {
        match self {
            Self::Level | Self::Upright | Self::Crossed => 4,
            Self::Rising | Self::Falling | Self::Dots | Self::LevelSparse | Self::UprightSparse => 6,
            Self::RisingSparse
            | Self::FallingSparse
            | Self::DotsSparse
            | Self::CrossedSparse
            | Self::RingsSparse => 8,
        }
    }
}

impl Paint {
    /// A colour alone.
    pub const fn plain(ground: Color) -> Self {
        Self { ground, texture: None }
    }

    /// A colour with a texture on it.
    pub const fn textured(ground: Color, texture: Texture, ink: Color) -> Self {
        Self { ground, texture: Some((texture, ink)) }
    }

    /// The name of its definition in a file.
    pub(crate) fn id(self) -> Option<String> {
        let (texture, ink) = self.texture?;
        let bare = |color: Color| color.to_string().trim_start_matches('#').to_owned();
        Some(format!("{}-{}-{}", texture.name(), bare(ink), bare(self.ground)))
    }
}

impl From<Color> for Paint {
    fn from(color: Color) -> Self {
        Self::plain(color)
    }
}
