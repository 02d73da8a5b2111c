//! The integration tests of the crate, as one binary.

mod bad_input;
mod export;
mod font;
mod gallery;
mod ideal;
mod layout;
mod map;
mod numbers;
mod palette;
mod references;
mod scale;
mod scene;
mod size;
