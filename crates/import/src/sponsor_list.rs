//! A table of sponsors of named texts: `resolution,draft,draft_date,iso3,name_in_source,role,source`.

use std::collections::BTreeMap;
use std::io::Read;

use travaux_record::{
    Diagnostic, Diagnostics, Document, Place, Sponsor, SponsorEvent, SponsorList, Sponsorship,
};
use travaux_un::state::states;
use travaux_un::symbol::{MentionRole, Symbol, parse_list};

use crate::csv_rows::CsvRows;
use crate::readings::Readings;
use crate::text::day;

pub(crate) const SOURCE: &str = "sponsor-list";

pub(crate) fn read(
    input: &mut dyn Read,
    file: &str,
    readings: &mut Readings,
    diagnostics: &mut Diagnostics,
) -> (&'static str, u64) {
    let Some(mut rows) = CsvRows::open(input, file, diagnostics) else { return (SOURCE, 0) };
    let Some([text, draft, name, role]) =
        rows.required(["resolution", "draft", "name_in_source", "role"], diagnostics)
    else {
        return (SOURCE, 0);
    };
    let code = rows.column(&["iso3"]);
    let draft_date = rows.column(&["draft_date"]);
    let said_by = rows.column(&["source"]);
    let mut lists: BTreeMap<String, (Symbol, Vec<SponsorList>)> = BTreeMap::new();
    let mut count = 0;
    while let Some((line, cells)) = rows.next_text(diagnostics) {
        count += 1;
        let place = |field: &str| Place::line(file, line).field(field);
        let symbol = match Symbol::repair(&cells[text]) {
            Ok(repaired) => repaired.symbol,
            Err(error) => {
                diagnostics.push(Diagnostic::error(
                    "bad-symbol",
                    place("resolution"),
                    format!("{:?} is not a document symbol: {error}; the row was left out", cells[text]),
                ));
                continue;
            }
        };
        let event = match cells[role].to_lowercase() {
            r if r.contains("additional") || r.contains("joined") => SponsorEvent::Joined,
            r if r.contains("withdr") => SponsorEvent::Withdrew,
            r if r.contains("draft") || r.contains("tabled") => SponsorEvent::Tabled,
            other => {
                diagnostics.push(
                    Diagnostic::error(
                        "unknown-role",
                        place("role"),
                        format!("the role {other:?} is not known"),
                    )
                    .hint("roles are: listed on the draft, additional sponsor, withdrew"),
                );
                continue;
            }
        };
        let by_code = code.and_then(|c| travaux_un::state::StateId::from_code(&cells[c]));
        let sponsor = match by_code.map_or_else(|| states().find(&cells[name]), Ok) {
            Ok(state) => Sponsor::State(state),
            Err(unknown) => {
                diagnostics.push(Diagnostic::warning(
                    "unknown-sponsor",
                    place("name_in_source"),
                    format!("{:?} is kept as written, as the name of no state: {unknown}", cells[name]),
                ));
                Sponsor::Office(cells[name].clone())
            }
        };
        let issued = draft_date.and_then(|c| day(&cells[c]));
        for mention in parse_list(&cells[draft]).mentions {
            if mention.role != MentionRole::AmendedBy {
                readings.documents.push(Document {
                    symbol: mention.symbol,
                    title: String::new(),
                    adopted: None,
                    issued,
                    adopted_as: Some(symbol.clone()),
                    sponsor_lists: Vec::new(),
                    source: SOURCE.to_owned(),
                });
            }
        }
        let known = &mut lists.entry(symbol.to_string()).or_insert_with(|| (symbol.clone(), Vec::new())).1;
        known.push(if event == SponsorEvent::Joined { SponsorList::Joined } else { SponsorList::Tabled });
        let only_tabled =
            said_by.is_some_and(|c| cells[c].to_lowercase().contains("additional sponsors not known"));
        if event == SponsorEvent::Tabled && !only_tabled {
            // The list as a whole is known: where nobody is named as having joined, nobody had.
            known.push(SponsorList::Joined);
        }
        readings.sponsorships.push(Sponsorship {
            text: symbol,
            sponsor,
            event,
            date: issued.filter(|_| event == SponsorEvent::Tabled),
            as_written: cells[name].clone(),
            source: SOURCE.to_owned(),
        });
    }
    for (_, (symbol, mut known)) in lists {
        known.sort_unstable();
        known.dedup();
        readings.documents.push(Document {
            symbol,
            title: String::new(),
            adopted: None,
            issued: None,
            adopted_as: None,
            sponsor_lists: known,
            source: SOURCE.to_owned(),
        });
    }
    (SOURCE, count)
}
