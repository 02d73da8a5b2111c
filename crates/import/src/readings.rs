//! Everything that readers return.

use std::collections::BTreeMap;

use travaux_record::texts::StoredText;
use travaux_record::{Document, Sponsorship};

use crate::correction::Patch;
use crate::entry::Entry;
use crate::parts::{CommitteeParts, VoetenParts};

/// Everything that was read.
#[derive(Debug, Default)]
pub struct Readings {
    /// Readings of decisions.
    pub entries: Vec<Entry>,
    /// Sponsorship events.
    pub sponsorships: Vec<Sponsorship>,
    /// Documents.
    pub documents: Vec<Document>,
    /// Texts.
    pub texts: Vec<StoredText>,
    /// Corrections.
    pub(crate) patches: Vec<Patch>,
    /// The files of each source, as `name sha256:…`.
    pub(crate) files: BTreeMap<&'static str, Vec<String>>,
    pub(crate) voeten: VoetenParts,
    pub(crate) committee: CommitteeParts,
}
