//! The readers of `travaux-figure`: a user's own file of shapes, and sizes as people write them.
#![no_main]

use libfuzzer_sys::fuzz_target;
use travaux_figure::Size;
use travaux_figure::map::World;

fuzz_target!(|data: &[u8]| {
    let Ok(text) = std::str::from_utf8(data) else { return };
    if let Ok(Size::Exactly { width, height }) = text.parse::<Size>() {
        assert!(width > 0.0 && height > 0.0);
    }
    if let Ok(world) = World::parse(text) {
        let drawn = world.draw(640.0, 2.2);
        assert!(drawn.width > 0.0 && drawn.height > 0.0);
    }
});
