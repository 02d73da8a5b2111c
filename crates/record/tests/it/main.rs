//! Integration tests of `travaux-record`: one binary.

mod bundled;
mod fixture;
mod folder;
mod overlay;
mod round_trip;
mod snapshots;
mod texts;
