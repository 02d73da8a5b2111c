//! The column layouts of the field, as rows of values. A layout says which decisions it has no place for, and
//! which of its columns the record cannot fill.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use clap::ValueEnum;
use jiff::civil::Date;
use travaux_record::{DecisionRef, Position, QuestionKind, Reading, Record, Stage, Tally};
use travaux_un::session::Session;
use travaux_un::set::StateSet;
use travaux_un::state::{State, states};
use travaux_un::symbol::Symbol;
use travaux_votes::Headline;

/// The layouts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Layout {
    /// Everything the record has on votes, one row a state and decision
    Own,
    /// The columns of the UN Digital Library's voting data
    Undl,
    /// The columns of Voeten's United Nations General Assembly Voting Data
    Voeten,
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Text,
    Int,
    Day,
}

/// A column: its name, what it holds, and what it means.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ColumnSpec {
    pub(crate) name: &'static str,
    pub(crate) kind: Kind,
    pub(crate) meaning: &'static str,
}

impl ColumnSpec {
    /// Whether the record can never fill it.
    pub(crate) fn is_always_empty(self) -> bool {
        self.meaning.starts_with("always empty")
    }
}

const fn text(name: &'static str, meaning: &'static str) -> ColumnSpec {
    ColumnSpec { name, kind: Kind::Text, meaning }
}

const fn int(name: &'static str, meaning: &'static str) -> ColumnSpec {
    ColumnSpec { name, kind: Kind::Int, meaning }
}

const fn day(name: &'static str, meaning: &'static str) -> ColumnSpec {
    ColumnSpec { name, kind: Kind::Day, meaning }
}

const OWN: &[ColumnSpec] = &[
    text("vote_id", "the decision, by its name in the record"),
    text("symbol", "the text adopted, or the draft put to the vote"),
    text("motion_kind", "whole, paragraph, amendment, motion, ruling, unspecified"),
    text("motion_scope", "which paragraph, amendment or motion"),
    text("stage", "plenary, or the committee"),
    day("date", "the day of the decision"),
    text("meeting", "the record of the meeting"),
    text("modality", "recorded_vote, totals_only, non_recorded_vote, without_vote, unknown"),
    int("in_favour", "the tally of the decision: counted from the names, else as the source states it"),
    int("against", "of the same tally"),
    int("abstaining", "of the same tally"),
    int("not_voting", "of the same tally; empty where the source does not say"),
    text("state_id", "the state's code; empty where no positions are on record"),
    text("position", "in_favour, against, abstaining, not_voting, unreadable; as cast"),
    text("position_corrected", "what the state later said it had meant"),
    text("non_voting_cause", "why a member did not vote: unknown throughout, the sources do not say"),
    text("source_id", "the source whose reading the record follows"),
    text("source_ref", "that source's own number or key"),
];

const UNDL: &[ColumnSpec] = &[
    text("undl_id", "the Digital Library's number of the voting record; empty where it is not in the record"),
    text("ms_code", "the Library's code of the Member State"),
    text("ms_name", "the Member State's name on the day, in capitals"),
    text("ms_vote", "Y, N, A; X for a member that did not vote; ? for an entry that cannot be read"),
    day("date", "the day of the vote"),
    text("session", "the session"),
    text("resolution", "the symbol, as the Library writes it where the record has its reading"),
    text("draft", "the drafts"),
    text("committee_report", "the committee's report"),
    text("meeting", "the record of the meeting"),
    text("title", "the title"),
    text("agenda_title", "agenda items"),
    text("subjects", "subject headings"),
    text("vote_note", "always empty: the record has no vote notes"),
    int("total_yes", "counted from the names"),
    int("total_no", "counted from the names"),
    int("total_abstentions", "counted from the names"),
    int("total_non_voting", "counted from the names"),
    int("total_ms", "members on the day, counted from the names"),
    text("undl_link", "the voting record on the web"),
];

const VOETEN: &[ColumnSpec] = &[
    int("rcid", "Voeten's number of the roll call; empty where it is not in his data"),
    int("resid", "always empty: the record does not keep it"),
    int("session", "the number of the session"),
    int("ccode", "the Correlates of War number of the state"),
    int("member", "1 for a member on the day"),
    int("vote", "1 yes, 2 abstain, 3 no, 8 did not vote, 9 not a member"),
    text("Country", "the state's code (ISO 3166 letters where it has any, not those of Correlates of War)"),
    text("Countryname", "the state's name"),
    int("year", "the year in which the session opened"),
    day("date", "the day of the vote"),
    text("unres", "the symbol in the form R/73/27"),
    int("amend", "1 for a vote on an amendment"),
    int("para", "1 for a vote on a paragraph"),
    text("short", "the title"),
    text("descr", "what was put to the vote when it was not the whole text, and agenda items"),
    int("importantvote", "1 for a vote the United States Department of State called important"),
    int("me", "1 for the issue Middle East; the six are empty where the vote is not in Voeten's data"),
    int("nu", "1 for nuclear weapons and material"),
    int("di", "1 for arms control and disarmament"),
    int("hr", "1 for human rights"),
    int("co", "1 for colonialism"),
    int("ec", "1 for economic development"),
];

/// A value in a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Value<'a> {
    Empty,
    Text(Cow<'a, str>),
    Int(i64),
    Day(Date),
}

impl<'a> Value<'a> {
    fn text(text: impl Into<Cow<'a, str>>) -> Self {
        let text = text.into();
        if text.is_empty() { Self::Empty } else { Self::Text(text) }
    }

    fn int(n: impl Into<i64>) -> Self {
        Self::Int(n.into())
    }

    fn flag(flag: bool) -> Self {
        Self::Int(i64::from(flag))
    }

    fn joined(values: impl Iterator<Item = &'a str>, between: &str) -> Self {
        let values: Vec<&str> = values.collect();
        match values.as_slice() {
            [] => Self::Empty,
            [only] => Self::text(*only),
            several => Self::text(several.join(between)),
        }
    }
}

impl<T: Into<Self>> From<Option<T>> for Value<'_> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Empty, Into::into)
    }
}

impl From<Date> for Value<'_> {
    fn from(date: Date) -> Self {
        Self::Day(date)
    }
}

/// What a layout could not say, counted by reason.
pub(crate) type Losses = BTreeMap<&'static str, u64>;

/// The states that rows are made for.
#[derive(Debug)]
pub(crate) enum Wanted {
    All,
    These(StateSet),
    /// Others each day.
    OnTheDay(BTreeMap<Date, StateSet>),
}

/// Makes the rows of one layout.
#[derive(Debug)]
pub(crate) struct Rows<'r> {
    layout: Layout,
    /// Ids of sources, the one believed most first.
    precedence: Vec<String>,
    wanted: &'r Wanted,
    /// Rows of the decision at hand are made for these states only.
    only: Option<StateSet>,
    losses: Losses,
}

impl Layout {
    pub(crate) const fn columns(self) -> &'static [ColumnSpec] {
        match self {
            Self::Own => OWN,
            Self::Undl => UNDL,
            Self::Voeten => VOETEN,
        }
    }

    /// Why a decision has no place in the layout.
    fn no_place_for(self, decision: DecisionRef<'_>) -> Option<&'static str> {
        if self == Self::Own {
            return None;
        }
        if decision.positions().is_empty() {
            return Some("left out, because the layout has no row for decisions without a recorded vote");
        }
        if decision.stage() != Stage::Plenary {
            return Some("left out, because the layout cannot tell votes in committee from those in plenary");
        }
        if self == Self::Undl && !decision.question().is_whole() {
            return Some(
                "left out, because the layout cannot tell votes on parts of a text from those on the whole",
            );
        }
        None
    }
}

impl<'r> Rows<'r> {
    pub(crate) fn new(layout: Layout, record: &Record, wanted: &'r Wanted) -> Self {
        let precedence = record.sources().into_iter().map(|source| source.id).collect();
        Self { layout, precedence, wanted, only: None, losses: Losses::new() }
    }

    /// What could not be said so far.
    pub(crate) fn losses(self) -> Losses {
        self.losses
    }

    /// Hands each row of a decision to a function.
    pub(crate) fn of<E>(
        &mut self,
        decision: DecisionRef<'r>,
        each: &mut dyn FnMut(&[Value<'r>]) -> Result<(), E>,
    ) -> Result<(), E> {
        if let Some(reason) = self.layout.no_place_for(decision) {
            *self.losses.entry(reason).or_default() += 1;
            return Ok(());
        }
        self.only = match self.wanted {
            Wanted::All => None,
            Wanted::These(states) => Some(*states),
            Wanted::OnTheDay(on) => {
                let Some(states) = decision.date().and_then(|day| on.get(&day)) else {
                    *self
                        .losses
                        .entry("left out, because the record has no date for the group to be taken on")
                        .or_default() += 1;
                    return Ok(());
                };
                Some(*states)
            }
        };
        match self.layout {
            Layout::Own => self.own(decision, each),
            Layout::Undl => self.undl(decision, each),
            Layout::Voeten => self.voeten(decision, each),
        }
    }

    fn wants(&self, state: travaux_un::state::StateId) -> bool {
        self.only.is_none_or(|only| only.contains(state))
    }

    /// The reading that the record follows: of the source believed most, among those whose names give the
    /// record's tally if there are any.
    fn followed(&self, decision: DecisionRef<'r>) -> Option<&'r Reading> {
        let rank = |reading: &Reading| {
            let agrees = reading.counted.is_some() && reading.counted == decision.tally();
            let rank = self.precedence.iter().position(|id| *id == reading.source);
            (!agrees, rank.unwrap_or(usize::MAX))
        };
        decision.readings().iter().min_by_key(|reading| rank(reading))
    }

    fn own<E>(
        &self,
        decision: DecisionRef<'r>,
        each: &mut dyn FnMut(&[Value<'r>]) -> Result<(), E>,
    ) -> Result<(), E> {
        let question = decision.question();
        let source = self.followed(decision);
        let corrected = decision.corrected();
        let tally = decision.tally();
        let count = |n: fn(Tally) -> Option<u16>| tally.and_then(n).map_or(Value::Empty, Value::int);
        let mut row = vec![
            Value::text(decision.id()),
            Value::text(decision.text_str()),
            Value::text(question.kind.word()),
            Value::text(question.label.unwrap_or_default()),
            Value::text(decision.stage().to_string()),
            decision.date().into(),
            Value::text(decision.meeting()),
            Value::text(decision.modality().word()),
            count(|tally| Some(tally.in_favour)),
            count(|tally| Some(tally.against)),
            count(|tally| Some(tally.abstaining)),
            count(|tally| tally.not_voting),
            Value::Empty,
            Value::Empty,
            Value::Empty,
            Value::Empty,
            Value::text(source.map_or("", |s| &s.source)),
            Value::text(source.map_or("", |s| &s.reference)),
        ];
        let positions = decision.positions();
        if positions.is_empty() && self.only.is_none() {
            return each(&row);
        }
        for (state, position) in positions.iter().filter(|(state, _)| self.wants(*state)) {
            let later = corrected.iter().find(|(s, _)| *s == state).map(|(_, p)| p.word());
            row[12] = Value::text(state.code());
            row[13] = Value::text(position.word());
            row[14] = Value::text(later.unwrap_or_default());
            row[15] = Value::text(if position == Position::NotVoting { "unknown" } else { "" });
            each(&row)?;
        }
        Ok(())
    }

    fn undl<E>(
        &mut self,
        decision: DecisionRef<'r>,
        each: &mut dyn FnMut(&[Value<'r>]) -> Result<(), E>,
    ) -> Result<(), E> {
        let reading = decision.readings().iter().find(|reading| reading.source == "undl");
        if reading.is_none() {
            *self
                .losses
                .entry("without undl_id, because the record has the vote from other sources")
                .or_default() += 1;
        }
        let id = reading.map_or("", |reading| reading.reference.as_str());
        let tally = decision.positions().tally();
        let text = decision.text();
        let adopted = text.as_ref().is_some_and(is_adopted_text);
        let drafts = match (&text, adopted) {
            (Some(draft), false) => Value::text(draft.to_string()),
            _ => Value::joined(decision.drafts(), " | "),
        };
        let resolution = match reading {
            Some(reading) if !reading.symbol.is_empty() => reading.symbol.as_str(),
            _ if adopted => decision.text_str(),
            _ => "",
        };
        let link =
            if id.is_empty() { String::new() } else { format!("https://digitallibrary.un.org/record/{id}") };
        let mut row = vec![
            Value::text(id),
            Value::Empty,
            Value::Empty,
            Value::Empty,
            decision.date().into(),
            Value::text(decision.session().map(|s| s.to_string()).unwrap_or_default()),
            Value::text(resolution),
            drafts,
            Value::joined(decision.reports(), " | "),
            Value::text(decision.meeting()),
            Value::text(decision.title()),
            Value::joined(decision.agenda(), " | "),
            Value::joined(decision.subjects(), " | "),
            Value::Empty,
            Value::int(tally.in_favour),
            Value::int(tally.against),
            Value::int(tally.abstaining),
            Value::int(tally.not_voting.unwrap_or(0)),
            Value::int(tally.members().unwrap_or(0)),
            Value::text(link),
        ];
        for (id, position) in decision.positions().iter().filter(|(state, _)| self.wants(*state)) {
            let state = id.state();
            row[1] = Value::text(library_code(state, decision.date()));
            row[2] =
                Value::text(decision.date().map_or(state.name(), |day| state.name_on(day)).to_uppercase());
            row[3] = Value::text(position.letter().to_string());
            each(&row)?;
        }
        Ok(())
    }

    fn voeten<E>(
        &mut self,
        decision: DecisionRef<'r>,
        each: &mut dyn FnMut(&[Value<'r>]) -> Result<(), E>,
    ) -> Result<(), E> {
        let reading = decision.readings().iter().find(|reading| reading.source == "voeten");
        if reading.is_none() {
            *self
                .losses
                .entry("without rcid and issues, because the vote is not in Voeten's data")
                .or_default() += 1;
        }
        let question = decision.question();
        let session = decision.session();
        let number = |text: &str| text.parse::<i64>().map_or(Value::Empty, Value::Int);
        let issue = |code: &str| match reading {
            Some(_) => Value::flag(decision.issues().any(|issue| issue == code)),
            None => Value::Empty,
        };
        let part = (!question.is_whole()).then(|| Headline::part_in_words(&question));
        let agenda: Vec<&str> = decision.agenda().collect();
        let description: Vec<&str> = part.as_deref().into_iter().chain(agenda).collect();
        let mut row = vec![
            reading.map_or(Value::Empty, |reading| number(&reading.reference)),
            Value::Empty,
            session.map_or(Value::Empty, |session| Value::int(session.number())),
            Value::Empty,
            Value::Empty,
            Value::Empty,
            Value::Empty,
            Value::Empty,
            session.and_then(Session::opened_in).map_or(Value::Empty, Value::int),
            decision.date().into(),
            Value::text(decision.text().map(|text| short_symbol(&text)).unwrap_or_default()),
            Value::flag(question.kind == QuestionKind::Amendment),
            Value::flag(question.kind == QuestionKind::Paragraph),
            Value::text(decision.title()),
            Value::text(description.join(" | ")),
            decision.important().map_or(Value::Empty, Value::flag),
            issue("me"),
            issue("nu"),
            issue("di"),
            issue("hr"),
            issue("co"),
            issue("ec"),
        ];
        let positions = decision.positions();
        let number = |state: &State| cow(state, decision.date());
        let mut taken: BTreeSet<u16> = positions.iter().filter_map(|(id, _)| number(id.state())).collect();
        for state in states().iter().filter(|state| !state.memberships().is_empty()) {
            let position = positions.of(state.id());
            let number = number(state);
            // A number stands for one row: where a state continued another's (345, Yugoslavia and Serbia), for the one
            // that was the member.
            let again = position.is_none() && number.is_some_and(|number| !taken.insert(number));
            if again || !self.wants(state.id()) {
                continue;
            }
            let vote = match position {
                Some(Position::InFavour) => 1,
                Some(Position::Abstaining) => 2,
                Some(Position::Against) => 3,
                Some(Position::NotVoting | Position::Unreadable) => 8,
                None => 9,
            };
            row[3] = number.map_or(Value::Empty, Value::int);
            row[4] = Value::flag(position.is_some());
            row[5] = Value::int(vote);
            row[6] = Value::text(state.id().code());
            row[7] = Value::text(state.name());
            each(&row)?;
        }
        Ok(())
    }
}

/// Whether the symbol is of something adopted, and not of a draft.
fn is_adopted_text(symbol: &Symbol) -> bool {
    let text = symbol.as_str();
    text.contains("/RES/") || text.contains("/DEC/")
}

/// The Library's code on the day; where it has none, the record's, which is the same for nearly all.
fn library_code(state: &'static State, day: Option<Date>) -> &'static str {
    let valid = state.library_codes().find(|(_, period)| day.is_none_or(|day| period.contains(day)));
    valid.map_or(state.id().code(), |(code, _)| code)
}

fn cow(state: &State, day: Option<Date>) -> Option<u16> {
    let valid = state.cow().find(|(_, period)| day.is_some_and(|day| period.contains(day)));
    valid.or_else(|| state.cow().next()).map(|(number, _)| number)
}

/// `R/73/27` for `A/RES/73/27`, `R/15/1514` for `A/RES/1514(XV)`; other symbols as they are.
fn short_symbol(symbol: &Symbol) -> String {
    match (symbol.as_str().strip_prefix("A/RES/"), symbol.session(), symbol.number()) {
        (Some(_), Some(session), Some(number)) => {
            format!("R/{session}/{number}{}", symbol.letters().unwrap_or_default())
        }
        _ => symbol.to_string(),
    }
}
