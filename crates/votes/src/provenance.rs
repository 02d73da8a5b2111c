//! Where the facts about a decision are from, and what a careful reader must know of them: computed here, for all
//! answers.

use travaux_record::{Answer, Caveat, Citation, DecisionRef, Modality, Record};
use travaux_un::set::StateSet;

use crate::VotesError;

/// Adds the sources of a decision and every caveat on its positions.
pub(crate) fn note_positions<T>(answer: &mut Answer<T>, record: &Record, decision: DecisionRef<'_>) {
    let row = decision.positions();
    let name = || decision.id().to_owned();
    if row.is_empty() {
        if decision.modality() != Modality::WithoutVote {
            let modality = decision.modality().phrase().to_owned();
            answer.caveat(Caveat::NoPositions { decision: name(), modality });
        }
    } else {
        let members = row.tally().not_voting.unwrap_or(0);
        if members > 0 {
            answer.caveat(Caveat::NotVoting { decision: name(), members });
        }
        let states = decision.corrected().len() as u16;
        if states > 0 {
            answer.caveat(Caveat::CorrectedLater { decision: name(), states });
        }
    }
    note_facts(answer, record, decision);
}

/// Adds the sources of a decision, and where they differ or fail a check.
pub(crate) fn note_facts<T>(answer: &mut Answer<T>, record: &Record, decision: DecisionRef<'_>) {
    let name = || decision.id().to_owned();
    let variants = decision.variants();
    if !variants.is_empty() {
        let mut sources: Vec<String> = variants.iter().map(|v| v.source.clone()).collect();
        sources.sort_unstable();
        sources.dedup();
        answer.caveat(Caveat::SourcesDiffer { decision: name(), cells: variants.len() as u64, sources });
    }
    for gate in decision.failed_gates() {
        let detail = format!("{} ({})", gate.detail, gate.source);
        answer.caveat(Caveat::FailedGate { decision: name(), detail });
    }
    for citation in citations(record, decision) {
        answer.cite(citation);
    }
}

/// The readings of a decision as citations.
pub(crate) fn citations(record: &Record, decision: DecisionRef<'_>) -> Vec<Citation> {
    decision
        .readings()
        .iter()
        .map(|reading| Citation {
            of: decision.id().to_owned(),
            source: reading.source.clone(),
            reference: reading.reference.clone(),
            url: url(record, decision, &reading.source, &reading.reference),
        })
        .collect()
}

fn url(record: &Record, decision: DecisionRef<'_>, source: &str, reference: &str) -> Option<String> {
    match source {
        "undl" if !reference.is_empty() && reference.bytes().all(|b| b.is_ascii_digit()) => {
            Some(format!("https://digitallibrary.un.org/record/{reference}"))
        }
        "dgacm" => decision.text().map(|text| text.url()).filter(|url| !url.is_empty()),
        _ => record.source(source).map(|s| s.url.clone()).filter(|url| !url.is_empty()),
    }
}

/// Adds that the membership of states in groups on the day is not established: names where they are few, and one
/// sentence for all groups whose sources have no dates for most.
pub(crate) fn note_memberships<T>(
    answer: &mut Answer<T>,
    groups: impl IntoIterator<Item = (String, StateSet, StateSet)>,
) {
    const FEW: usize = 8;
    let mut undated: Vec<String> = Vec::new();
    for (group, members, open) in groups {
        match open.len() {
            0 => {}
            1..=FEW => answer.caveat(Caveat::MembershipNotEstablished {
                group,
                states: open.iter().map(|state| state.code().to_owned()).collect(),
            }),
            n => undated.push(format!("{group} (for {n} of {})", members.len())),
        }
    }
    if !undated.is_empty() {
        let detail = format!(
            "the sources of {} give members of another year, or no dates: membership on the day is not established",
            undated.join(", ")
        );
        answer.caveat(Caveat::Note { detail });
    }
}

/// An error where a question about positions is asked of a decision that has none.
pub(crate) fn need_positions(decision: DecisionRef<'_>) -> Result<(), VotesError> {
    if decision.positions().is_empty() {
        return Err(VotesError::NoPositions {
            decision: decision.id().to_owned(),
            modality: decision.modality().phrase(),
        });
    }
    Ok(())
}
