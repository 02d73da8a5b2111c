//! Integration tests of `travaux-import`: one binary.

mod bad_input;
mod dgacm;
mod files;
mod imported_texts;
mod manuscripts;
mod merging;
mod never_panics;
mod official;
mod texts;
mod texts_official;
mod texts_pdf;
mod tracked;
mod undl;
mod voeten;
