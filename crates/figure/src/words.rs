//! Words of titles and captions.

use travaux_record::{Caveat, Citation, Record};
use travaux_votes::Headline;
use travaux_votes::words::capital;
pub(crate) use travaux_votes::words::{bare_title, day, short};

/// A decision's name and day: `A/RES/75/240 (31 December 2020)`.
pub(crate) fn named(decision: &Headline) -> String {
    match decision.date {
        Some(date) => format!("{} ({})", decision.id, day(date)),
        None => decision.id.clone(),
    }
}

/// `75/32: Advancing … (163-10-7). 75/240: Developments … (92-50-21).`
pub(crate) fn two_texts(first: &Headline, second: &Headline) -> String {
    let one = |headline: &Headline| {
        format!("{}: {} ({}).", short(&headline.id), bare_title(&headline.title), headline.result())
    };
    format!("{} {}", one(first), one(second))
}

/// The sources of an answer by name, each once, with what it is a source of left out.
pub(crate) fn sources(record: &Record, citations: &[Citation]) -> String {
    let mut names: Vec<String> = Vec::new();
    for citation in citations {
        let name = record
            .source(&citation.source)
            .map_or_else(|| citation.source.clone(), |source| source.citation.clone());
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names.join("; ")
}

/// Caveats as sentences; of many decisions on which sources differ, one sentence.
pub(crate) fn caveats<'a>(caveats: impl IntoIterator<Item = &'a Caveat>) -> Vec<String> {
    const FEW: usize = 2;
    let (differing, others): (Vec<&Caveat>, Vec<&Caveat>) =
        caveats.into_iter().partition(|caveat| matches!(caveat, Caveat::SourcesDiffer { .. }));
    let mut sentences: Vec<String> = others.into_iter().map(|caveat| sentence(&caveat.to_string())).collect();
    if differing.len() > FEW {
        sentences.push(differing_in_all(&differing));
    } else {
        sentences.extend(differing.into_iter().map(|caveat| sentence(&caveat.to_string())));
    }
    sentences
}

fn differing_in_all(differing: &[&Caveat]) -> String {
    let mut all_sources: Vec<&str> = Vec::new();
    let mut all_cells = 0;
    for caveat in differing {
        if let Caveat::SourcesDiffer { cells, sources, .. } = caveat {
            all_cells += cells;
            all_sources.extend(
                sources
                    .iter()
                    .map(String::as_str)
                    .filter(|source| !all_sources.contains(source))
                    .collect::<Vec<_>>(),
            );
        }
    }
    format!(
        "On {} decisions a source ({}) differs from the merged record, in {all_cells} cells in all.",
        differing.len(),
        all_sources.join(", ")
    )
}

fn sentence(words: &str) -> String {
    capital(words) + "."
}

/// Whether a caveat is one that a reader of the figure alone must have. How many did not vote, the figure shows.
pub(crate) fn about_all(caveat: &Caveat) -> bool {
    !matches!(caveat, Caveat::NotVoting { .. })
}

/// The same, of a figure that shows votes and neither sponsors nor groups, which its answer speaks of as well.
pub(crate) fn about_votes(caveat: &Caveat) -> bool {
    about_all(caveat)
        && !matches!(
            caveat,
            Caveat::SponsorsAsTabledOnly { .. }
                | Caveat::NoSponsors { .. }
                | Caveat::MembershipNotEstablished { .. }
                | Caveat::MembershipAsListed { .. }
                | Caveat::Note { .. }
        )
}
