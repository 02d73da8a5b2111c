//! Runs the built binary. Each module is one part of what a user meets.

mod answers;
mod bundled;
mod cases;
mod check;
mod check_formats;
mod check_reports;
mod cite;
mod examples;
mod export;
mod figures;
mod fixture;
mod ideal;
mod import;
mod json;
mod lighthouse;
mod output;
mod test;
mod texts;
mod usage;
