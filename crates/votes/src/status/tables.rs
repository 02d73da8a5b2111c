//! The state of the record as tables.

use travaux_record::{Cell, Table, Tabular};

use super::Status;

impl Tabular for Status {
    fn tables(&self) -> Vec<Table> {
        let tables = [
            self.overview(),
            self.by_source(),
            self.by_session(),
            self.differences(),
            self.checks(),
            self.absences(),
        ];
        tables.into_iter().filter(|table| !table.rows.is_empty()).collect()
    }
}

impl Status {
    fn overview(&self) -> Table {
        let mut table = Table::new("record", "The record", &["", ""]);
        table.row(["decisions".into(), self.decisions.into()]);
        table.row(["sponsorship events".into(), self.sponsorships.into()]);
        table.row(["documents".into(), self.documents.into()]);
        if self.texts > 0 {
            table.row(["texts of documents".into(), self.texts.into()]);
            table.row(["clauses of texts".into(), self.clauses.into()]);
        }
        table.row(["first day".into(), self.first.into()]);
        table.row(["last day".into(), self.last.into()]);
        table.row(["last decision".into(), self.last_decision.clone().map_or(Cell::Empty, Cell::Symbol)]);
        table
    }

    fn by_source(&self) -> Table {
        let mut table = Table::new(
            "sources",
            "Sources, the most believed first",
            &["source", "what", "decisions", "from", "to", "terms", "cite as"],
        );
        for source in &self.sources {
            table.row([
                source.id.clone().into(),
                format!("{} ({})", source.title, source.publisher).into(),
                source.decisions.into(),
                source.first.into(),
                source.last.into(),
                source.licence.clone().into(),
                source.citation.clone().into(),
            ]);
        }
        table
    }

    fn by_session(&self) -> Table {
        let mut table = Table::new(
            "sessions",
            "Decisions by session",
            &[
                "session",
                "decisions",
                "recorded votes with names",
                "totals only",
                "not recorded by state",
                "without a vote",
                "how, not stated",
                "in committee",
                "on parts",
                "on what, not stated",
                "whole texts",
                "whole texts with sponsors",
                "last day",
            ],
        );
        for line in &self.sessions {
            table.row([
                line.session.map_or_else(|| "not stated".into(), |s| s.to_string().into()),
                u64::from(line.decisions).into(),
                u64::from(line.recorded).into(),
                u64::from(line.totals_only).into(),
                u64::from(line.not_recorded).into(),
                u64::from(line.without_vote).into(),
                u64::from(line.unknown).into(),
                u64::from(line.in_committee).into(),
                u64::from(line.on_parts).into(),
                u64::from(line.unspecified).into(),
                line.sponsors_known.of.into(),
                line.sponsors_known.part.into(),
                line.last.into(),
            ]);
        }
        table.drop_columns(|head, cells| {
            head.ends_with("not stated") && cells.iter().all(|cell| **cell == Cell::Count(0))
        });
        table
    }

    fn differences(&self) -> Table {
        let mut table = Table::new(
            "disagreements",
            "Where a source differs from the one that the record follows",
            &[
                "what",
                "source that differs",
                "source followed",
                "cells",
                "decisions",
                "of decisions both cover",
            ],
        );
        for line in &self.disagreements {
            table.row([
                line.field.clone().into(),
                line.source.clone().into(),
                line.merged_from.clone().into(),
                line.cells.into(),
                line.decisions.into(),
                if line.both_cover == 0 {
                    Cell::Empty
                } else {
                    Cell::Share { part: line.decisions, of: line.both_cover }
                },
            ]);
        }
        table
    }

    fn checks(&self) -> Table {
        let mut table = Table::new(
            "checks",
            "Checks that decisions do not pass",
            &["check", "source", "decisions", "for example"],
        );
        for line in &self.failed_gates {
            table.row([
                line.gate.word().replace('_', " ").into(),
                line.source.clone().into(),
                line.decisions.into(),
                line.examples.join(", ").into(),
            ]);
        }
        table
    }

    fn absences(&self) -> Table {
        let mut table = Table::new("missing", "What the record does not have", &["missing"]);
        for line in &self.missing {
            table.row([line.clone().into()]);
        }
        table
    }
}
