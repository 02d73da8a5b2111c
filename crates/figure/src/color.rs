//! Colours as they are written: red, green and blue of sRGB.

use std::fmt;

/// A colour of sRGB.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Color(pub u8, pub u8, pub u8);

impl Color {
    /// The paper.
    pub const WHITE: Self = Self(255, 255, 255);
    /// Text and rules that must be read.
    pub const INK: Self = Self(0x1f, 0x1f, 0x1f);
    /// Captions and second lines: 7 to 1 on white.
    pub const INK_SOFT: Self = Self(0x55, 0x55, 0x55);
    /// Grid lines.
    pub const RULE: Self = Self(0xd9, 0xd9, 0xd9);

    /// The relative luminance, from 0 to 1 (WCAG 2.2, «relative luminance»).
    pub fn luminance(self) -> f64 {
        let linear = |channel: u8| {
            let value = f64::from(channel) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { libm::pow((value + 0.055) / 1.055, 2.4) }
        };
        0.2126 * linear(self.0) + 0.7152 * linear(self.1) + 0.0722 * linear(self.2)
    }

    /// The contrast with another colour, from 1 to 21 (WCAG 2.2, «contrast ratio»).
    pub fn contrast(self, other: Self) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }

    /// Black or white: whichever is easier to read on this.
    #[must_use]
    pub fn text_on(self) -> Self {
        if self.contrast(Self::INK) >= self.contrast(Self::WHITE) { Self::INK } else { Self::WHITE }
    }
}

impl fmt::Display for Color {
    /// `#0072b2`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }
}
