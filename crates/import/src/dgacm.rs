//! The UN's JSON extract of its machine-readable resolutions: one object a resolution, on a line of its own or
//! not, with the states for, against and abstaining, the sponsors, and adoptions without a vote. General Assembly,
//! Security Council and Human Rights Council files differ in some names of fields.

use std::io::Read;

use serde_json::Value;
use travaux_record::{
    Decision, DecisionId, Diagnostic, Diagnostics, Document, Modality, Outcome, Place, Position, Question,
    SponsorEvent, SponsorList, Sponsorship, Stage, Tally,
};
use travaux_un::body::{Body, Committee};
use travaux_un::state::states;
use travaux_un::symbol::{DocumentKind, MentionRole, Symbol, parse_list};

use crate::correction::{self, Patch};
use crate::entry::Entry;
use crate::readings::Readings;
use crate::sponsor_names::SponsorNames;
use crate::text::{count, day, text, tidy, title};

pub(crate) const SOURCE: &str = "dgacm";

/// No extract is near this size; a file that is has something else in it.
const LARGEST: u64 = 1 << 29;

pub(crate) fn read(
    input: &mut dyn Read,
    file: &str,
    readings: &mut Readings,
    diagnostics: &mut Diagnostics,
) -> (&'static str, u64) {
    let mut bytes = Vec::new();
    if let Err(e) = input.take(LARGEST + 1).read_to_end(&mut bytes) {
        diagnostics.push(
            Diagnostic::error(
                "cut-off",
                Place::file(file),
                format!("the file cannot be read to its end: {e}"),
            )
            .hint("what stands before was read; fetch the file again"),
        );
    }
    if bytes.len() as u64 > LARGEST {
        diagnostics.push(
            Diagnostic::error("too-large", Place::file(file), "the file is larger than half a gigabyte")
                .hint("only its first half gigabyte was read"),
        );
    }
    let (content, latin) = text(&bytes);
    if latin {
        diagnostics.push(
            Diagnostic::warning(
                "not-utf-8",
                Place::file(file),
                "the file is not UTF-8; it was read as Windows-1252",
            )
            .hint("convert the file: iconv -f WINDOWS-1252 -t UTF-8 FILE"),
        );
    }
    let mut rows = 0;
    for (line, object) in objects(&content, file, diagnostics) {
        rows += 1;
        Object { fields: &object, file, line }.read(readings, diagnostics);
    }
    (SOURCE, rows)
}

/// The objects of a file, each with its line: one a line, one after the other, or in an array. After something
/// that is not JSON, reading goes on at the next object.
fn objects(content: &str, file: &str, diagnostics: &mut Diagnostics) -> Vec<(u64, Value)> {
    let mut objects = Vec::new();
    let mut at = 0;
    let (mut counted_to, mut line) = (0, 1);
    while let Some(open) = content[at..].find('{') {
        let start = at + open;
        line += memchr::memchr_iter(b'\n', &content.as_bytes()[counted_to..start]).count() as u64;
        counted_to = start;
        let mut stream = serde_json::Deserializer::from_str(&content[start..]).into_iter::<Value>();
        match stream.next() {
            Some(Ok(value)) => {
                at = start + stream.byte_offset().max(1);
                objects.push((line, value));
            }
            Some(Err(e)) => {
                diagnostics.push(
                    Diagnostic::error("bad-json", Place::line(file, line), format!("not a JSON object: {e}"))
                        .hint("the object was left out; the next one was read"),
                );
                // The next object begins where the next one with a symbol does.
                let next = content[start + 1..].find("{\"symbol\"").map(|n| start + 1 + n);
                at = next.unwrap_or(content.len());
            }
            None => break,
        }
    }
    objects
}

/// One resolution.
struct Object<'a> {
    fields: &'a Value,
    file: &'a str,
    line: u64,
}

impl Object<'_> {
    fn place(&self, field: &str) -> Place {
        Place::line(self.file, self.line).field(field)
    }

    /// A field as text; `N.A.` and absent are empty.
    fn get(&self, field: &str) -> String {
        let value = match self.fields.get(field) {
            Some(Value::String(s)) => tidy(s),
            Some(Value::Number(n)) => n.to_string(),
            _ => String::new(),
        };
        if value == "N.A." { String::new() } else { value }
    }

    fn first(&self, fields: &[&str]) -> String {
        fields.iter().map(|f| self.get(f)).find(|v| !v.is_empty()).unwrap_or_default()
    }

    fn list(&self, field: &str) -> Vec<String> {
        match self.fields.get(field) {
            Some(Value::Array(items)) => items
                .iter()
                .filter_map(|item| match item {
                    Value::String(s) => Some(tidy(s)),
                    // Subjects come as [heading, thesaurus].
                    Value::Array(pair) => pair.first().and_then(Value::as_str).map(tidy),
                    _ => None,
                })
                .filter(|s| !s.is_empty())
                .collect(),
            _ => Vec::new(),
        }
    }

    fn read(&self, readings: &mut Readings, diagnostics: &mut Diagnostics) {
        let written = self.get("symbol");
        let symbol = match Symbol::repair(&written) {
            Ok(repaired) => repaired.symbol,
            Err(error) => {
                diagnostics.push(
                    Diagnostic::error(
                        "bad-symbol",
                        self.place("symbol"),
                        format!("{written:?} is not a document symbol: {error}; the object was left out"),
                    )
                    .hint("every object needs a symbol such as A/RES/75/240"),
                );
                return;
            }
        };
        let mut decision = Decision::new(
            DecisionId::of_text(&symbol, &Question::WHOLE),
            symbol.body(),
            Stage::Plenary,
            Question::WHOLE,
        );
        decision.session = symbol.session().or_else(|| self.get("session").parse().ok());
        decision.title = title(&self.first(&["title", "resolution_title", "agenda_item_name"]));
        let date = self.get("adoption_date");
        decision.date = day(&date);
        if decision.date.is_none() {
            diagnostics.push(
                Diagnostic::warning(
                    "bad-date",
                    self.place("adoption_date"),
                    format!("{symbol} has no day of adoption: {date:?}"),
                )
                .hint("days look like 31 December 2020; a correction goes into a patch file"),
            );
        }
        decision.meeting = Symbol::repair(&self.first(&["pv", "outcome_letter"])).ok().map(|r| r.symbol);
        decision.committee = self.get("committee").trim_start_matches('#').parse::<Committee>().ok();
        decision.outcome = Outcome::Adopted;
        decision.subjects = self.list("subjects");
        let item = self.first(&["agenda_item"]);
        let name = self.get("agenda_item_name");
        decision.agenda = [item, name]
            .into_iter()
            .filter(|part| !part.is_empty())
            .reduce(|a, b| format!("{a}: {b}"))
            .into_iter()
            .collect();
        self.origin(&mut decision);
        let all_known = self.votes(&symbol, &mut decision, &readings.patches, diagnostics);
        self.sponsors(&symbol, &decision, readings, diagnostics);
        decision.text = Some(symbol);
        readings.entries.push(Entry {
            source: SOURCE,
            stated_date: decision.date,
            reference: written.clone(),
            file: self.file.to_owned(),
            line: self.line,
            symbol: written,
            decision,
            // Who did not vote can only be told where everybody who did is known.
            lists_not_voting: !all_known,
            complete: true,
        });
    }

    /// Drafts, amendments and the committee's report, all written into one field.
    fn origin(&self, decision: &mut Decision) {
        let origin = self.first(&["originating_document", "draft_resolution"]);
        let paragraph = self.get("report_paragraph");
        for mention in parse_list(&origin).mentions {
            if mention.role == MentionRole::AmendedBy {
                decision.amended_by.push(mention.symbol);
            } else if mention.symbol.kind() == DocumentKind::Draft || decision.body == Body::SecurityCouncil {
                decision.drafts.push(mention.symbol);
            } else {
                let paragraph = mention.paragraph.as_deref().unwrap_or(&paragraph);
                decision.reports.push(if paragraph.is_empty() {
                    mention.symbol.to_string()
                } else {
                    format!("{}, para. {paragraph}", mention.symbol)
                });
            }
        }
    }

    /// Reads the tally and the names; answers whether every name is known.
    fn votes(
        &self,
        symbol: &Symbol,
        decision: &mut Decision,
        corrections: &[Patch],
        diagnostics: &mut Diagnostics,
    ) -> bool {
        let lists = [
            ("MS_in_favour", Position::InFavour),
            ("MS_against", Position::Against),
            ("MS_abstaining", Position::Abstaining),
        ];
        let kind = format!("{} {}", self.get("adoption_type"), self.get("outcome")).to_lowercase();
        let without = kind.contains("without") || kind.contains("acclamation");
        let counts = lists.map(|(field, _)| count(&self.get(&format!("{field}_count"))));
        if let [Some(in_favour), Some(against), abstaining] = counts
            && in_favour + against > 0
        {
            // An empty list of abstentions goes with a count of "N.A.".
            decision.stated = Some(Tally::new(in_favour, against, abstaining.unwrap_or(0)));
        } else if let [Some(in_favour), None, abstaining] = counts
            && in_favour > 0
        {
            decision.stated = Some(Tally::new(in_favour, 0, abstaining.unwrap_or(0)));
        }
        let (mut named, mut all_known) = (false, true);
        for (field, position) in lists {
            for name in self.list(field) {
                named = true;
                let date = decision.date.unwrap_or(jiff::civil::Date::MAX);
                let corrected = correction::name_means(corrections, &name).and_then(<[_]>::first);
                match corrected.map_or_else(|| states().find_on(&name, date), |&state| Ok(state)) {
                    Ok(state) => {
                        if let Some(first) = decision.positions.set(state, position) {
                            decision.positions.set(state, first);
                            let place = self.place(field);
                            diagnostics.push(if first == position {
                                Diagnostic::note(
                                    "state-twice",
                                    place,
                                    format!("{name} is named twice on {symbol}"),
                                )
                            } else {
                                Diagnostic::warning(
                                    "state-twice",
                                    place,
                                    format!("{name} is named {first} and {position} on {symbol}"),
                                )
                                .hint("the first was kept")
                            });
                        }
                    }
                    Err(unknown) => {
                        all_known = false;
                        diagnostics.push(
                            Diagnostic::error(
                                "unknown-state",
                                self.place(field),
                                format!("{name:?} was left out of the vote on {symbol}: {unknown}"),
                            )
                            .hint("a name that is right goes into a patch file"),
                        );
                    }
                }
            }
        }
        decision.modality = if named {
            Modality::RecordedVote
        } else if without {
            Modality::WithoutVote
        } else if decision.stated.is_some() {
            Modality::TotalsOnly
        } else if kind.contains("recorded vote") {
            diagnostics.push(
                Diagnostic::warning(
                    "no-names",
                    self.place("MS_in_favour"),
                    format!("{symbol} was adopted by a recorded vote, and no state is named"),
                )
                .hint("another source may name them"),
            );
            Modality::NonRecordedVote
        } else {
            Modality::Unknown
        };
        all_known
    }

    fn sponsors(
        &self,
        symbol: &Symbol,
        decision: &Decision,
        readings: &mut Readings,
        diagnostics: &mut Diagnostics,
    ) {
        let mut lists = Vec::new();
        for (field, event, list) in [
            ("sponsors", SponsorEvent::Tabled, SponsorList::Tabled),
            ("additional_sponsors", SponsorEvent::Joined, SponsorList::Joined),
        ] {
            if self.fields.get(field).is_none() {
                continue;
            }
            let names = self.list(field);
            let sponsors = SponsorNames::read(&names, decision.date, &readings.patches);
            for problem in sponsors.problems {
                diagnostics.push(problem.at(self.place(field)));
            }
            for (sponsor, as_written) in sponsors.sponsors {
                readings.sponsorships.push(Sponsorship {
                    text: symbol.clone(),
                    sponsor,
                    event,
                    date: None,
                    as_written,
                    source: SOURCE.to_owned(),
                });
            }
            // An empty first list means that the extract has none, not that nobody tabled the draft.
            if !names.is_empty() || !lists.is_empty() {
                lists.push(list);
            }
        }
        readings.documents.push(Document {
            symbol: symbol.clone(),
            title: decision.title.clone(),
            adopted: decision.date,
            issued: None,
            adopted_as: None,
            sponsor_lists: lists,
            source: SOURCE.to_owned(),
        });
        for draft in &decision.drafts {
            readings.documents.push(Document {
                symbol: draft.clone(),
                title: String::new(),
                adopted: None,
                issued: day(&self.get("draft_resolution_date")),
                adopted_as: Some(symbol.clone()),
                sponsor_lists: Vec::new(),
                source: SOURCE.to_owned(),
            });
        }
    }
}
