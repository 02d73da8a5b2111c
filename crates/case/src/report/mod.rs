//! The report of a case: composed from answers by rules.
//!
//! One module a section. Each asks the questions that it needs and writes sentences, tables and figures from the
//! answers; no number is typed by hand. What the answers warn of is gathered for the last section.

mod model;
pub mod render;
mod section;
mod words;

pub use self::model::{Block, Inline, Prose, Report, Section};

use std::collections::BTreeSet;

use travaux_figure::{Figure, FigureError, Setting, Size};
use travaux_record::{Answer, Caveat, Method};
use travaux_votes::record_through;
use travaux_votes::words::day;

use crate::Case;
use crate::cite::Notes;

/// What the sections share while a report is written.
#[derive(Debug)]
pub(crate) struct Desk<'a> {
    pub(crate) case: &'a Case<'a>,
    pub(crate) notes: Notes<'a>,
    methods: Vec<Method>,
    caveats: Vec<Caveat>,
    datasets: BTreeSet<String>,
}

impl<'a> Desk<'a> {
    fn new(case: &'a Case<'a>) -> Self {
        let notes = Notes::new(case.context.record, &case.file);
        Self { case, notes, methods: Vec::new(), caveats: Vec::new(), datasets: BTreeSet::new() }
    }

    /// Takes an answer's value, and keeps what it warns of for the section on methods.
    pub(crate) fn take<'v, T>(&mut self, answer: &'v Answer<T>) -> &'v T {
        self.take_if(answer, |caveat| Some(caveat.clone()))
    }

    /// The same of an answer over many votes, which a reader of its caveats cannot guess: they are told with what they are
    /// about.
    pub(crate) fn take_about<'v, T>(&mut self, about: &str, answer: &'v Answer<T>) -> &'v T {
        let of = |detail: &String| format!("{about}: {detail}");
        self.take_if(answer, |caveat| {
            Some(match caveat {
                Caveat::Note { detail } => Caveat::Note { detail: of(detail) },
                Caveat::Coverage { detail } => Caveat::Coverage { detail: of(detail) },
                other => other.clone(),
            })
        })
    }

    /// The same without notes, where another answer on the same votes tells them.
    pub(crate) fn take_without_notes<'v, T>(&mut self, answer: &'v Answer<T>) -> &'v T {
        self.take_if(answer, |caveat| (!matches!(caveat, Caveat::Note { .. })).then(|| caveat.clone()))
    }

    fn take_if<'v, T>(&mut self, answer: &'v Answer<T>, told: impl Fn(&Caveat) -> Option<Caveat>) -> &'v T {
        if !self.methods.iter().any(|method| method.name == answer.method.name) {
            self.methods.push(answer.method);
        }
        for caveat in answer.caveats.iter().filter_map(told) {
            if !self.caveats.contains(&caveat) {
                self.caveats.push(caveat);
            }
        }
        self.datasets.extend(answer.sources.iter().map(|source| source.source.clone()));
        &answer.value
    }

    /// The setting of the report's figures.
    pub(crate) fn setting(&self) -> Setting<'a> {
        Setting { record: self.case.context.record, size: Size::Page }
    }

    /// A figure as a block; what cannot be drawn is said in its place.
    pub(crate) fn figure(name: &str, drawn: Result<Figure, FigureError>) -> Block {
        match drawn {
            Ok(figure) => Block::Figure { name: name.to_owned(), figure: Box::new(figure) },
            Err(error) => Prose::new().say(words::sentence(&format!("no figure here: {error}"))).into(),
        }
    }
}

/// Writes the report of a case.
pub fn report(case: &Case<'_>) -> Report {
    let mut desk = Desk::new(case);
    let sections = section::ALL
        .iter()
        .map(|(id, title, write)| Section { id, title, blocks: write(&mut desk) })
        .filter(|section| !section.blocks.is_empty())
        .collect();
    let through = record_through(case.context.record);
    Report {
        title: case.title.clone(),
        summary: case.summary.clone(),
        made_from: format!(
            "Made by travaux {} from the record{} and the case file «{}». Positions are as cast.",
            env!("CARGO_PKG_VERSION"),
            through.map(|through| format!(" up to {}", day(through))).unwrap_or_default(),
            case.id
        ),
        sections,
        notes: desk.notes.into_notes(),
    }
}
