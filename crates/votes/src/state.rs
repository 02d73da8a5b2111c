//! A state: names and codes through time, membership, groups, positions and sponsorships by session.

use std::collections::BTreeMap;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;
use travaux_record::{
    Answer, Caveat, Cell, Citation, Method, Position, Sponsor, SponsorEvent, Table, Tabular,
};
use travaux_un::group::{MembershipDates, Standing};
use travaux_un::session::Session;
use travaux_un::state::{Code, CodeScheme, Language, NameForm, Period, State, StateId, StateKind};

use crate::Context;

/// What the record and the tables know of a state.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct StateProfile {
    /// The state.
    pub state: StateId,
    /// Its short name in English.
    pub name: String,
    /// Its formal name in English.
    pub formal_name: Option<String>,
    /// What it is to the United Nations today.
    pub kind: StateKind,
    /// What a reader of its votes should know.
    pub notes: Option<String>,
    /// Its names in English through time.
    pub names: Vec<NameLine>,
    /// Its codes.
    pub codes: Vec<CodeLine>,
    /// When it was a Member.
    pub memberships: Vec<MembershipLine>,
    /// States it continued, and that continued it.
    pub successions: Vec<SuccessionLine>,
    /// Its groups, with dates.
    pub groups: Vec<GroupLine>,
    /// Its positions on recorded votes of the record, by session.
    pub positions: Vec<SessionPositions>,
    /// Its sponsorships, by session of the text.
    pub sponsorships: Vec<SessionSponsorships>,
}

/// A name and when it was in use.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct NameLine {
    /// The name.
    pub name: String,
    /// What sort of name.
    pub form: NameForm,
    /// When.
    pub period: Period,
    /// Who says so.
    pub source: String,
}

/// A code and when it meant this state.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CodeLine {
    /// The system of codes: `iso3`, `iso2`, `m49`, `cow`, `library`.
    pub scheme: String,
    /// The code.
    pub code: String,
    /// When.
    pub period: Period,
}

/// A time of membership.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct MembershipLine {
    /// When.
    pub period: Period,
    /// Who says so.
    pub source: String,
}

/// A predecessor or a successor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SuccessionLine {
    /// The earlier state.
    pub predecessor: StateId,
    /// The later state.
    pub successor: StateId,
    /// The first day of the new order.
    pub date: Date,
    /// Who says so.
    pub source: String,
}

/// A membership of a group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct GroupLine {
    /// The code of the group.
    pub group: String,
    /// Its name.
    pub name: String,
    /// As a member or an observer.
    pub standing: Standing,
    /// When, as far as known.
    pub period: Period,
    /// How far the dates are known.
    pub dates: MembershipDates,
    /// Who says so.
    pub source: String,
}

/// The positions of a state in a session: all recorded votes of the record, in plenary and in committee, on whole
/// texts and on parts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SessionPositions {
    /// The session; `null` where the source does not say.
    pub session: Option<Session>,
    /// Recorded votes in which it was a member: the base.
    pub votes: u32,
    /// In favour.
    pub in_favour: u32,
    /// Against.
    pub against: u32,
    /// Abstaining.
    pub abstaining: u32,
    /// Not voting.
    pub not_voting: u32,
    /// Entries that cannot be read.
    pub unreadable: u32,
}

/// The sponsorships of a state in a session, in its own name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SessionSponsorships {
    /// The session of the text.
    pub session: Option<Session>,
    /// Texts of the session of which the record has a list of sponsors: the base.
    pub texts_with_sponsors: u32,
    /// Texts it was on the printed list of.
    pub tabled: u32,
    /// Texts it joined later.
    pub joined: u32,
    /// Texts it withdrew from.
    pub withdrew: u32,
}

const METHOD: Method = Method {
    name: "state",
    summary: "Positions are as cast, on every recorded vote of the record in which the state was a member: in plenary \
              and in committee, on whole texts and on parts. Sponsorships are those in its own name, by the session \
              of the text; the base is the texts of the session of which the record has sponsors.",
};

/// What the record and the tables know of a state.
pub fn state(context: Context<'_>, state: StateId) -> Answer<StateProfile> {
    let facts = state.state();
    let value = StateProfile {
        state,
        name: facts.name().to_owned(),
        formal_name: facts.formal_name().map(str::to_owned),
        kind: facts.kind(),
        notes: facts.notes().map(str::to_owned),
        names: names(facts),
        codes: facts.codes().iter().map(CodeLine::of).collect(),
        memberships: facts
            .memberships()
            .iter()
            .map(|m| MembershipLine { period: m.period, source: m.source.to_owned() })
            .collect(),
        successions: facts
            .predecessors()
            .iter()
            .chain(facts.successors())
            .map(|s| SuccessionLine {
                predecessor: s.predecessor,
                successor: s.successor,
                date: s.date,
                source: s.source.to_owned(),
            })
            .collect(),
        groups: groups(context, state),
        positions: positions(context, state),
        sponsorships: sponsorships(context, state),
    };
    let mut answer = Answer::new(value, METHOD);
    let open: Vec<&str> = answer
        .value
        .groups
        .iter()
        .filter(|group| matches!(group.dates, MembershipDates::AsOf(_) | MembershipDates::NotEstablished))
        .map(|group| group.name.as_str())
        .collect();
    if !open.is_empty() {
        let detail = format!("since when it has belonged to them is not established: {}", open.join(", "));
        answer.caveat(Caveat::Note { detail });
    }
    for membership in facts.memberships() {
        answer.cite(Citation {
            of: state.code().to_owned(),
            source: membership.source.to_owned(),
            reference: String::new(),
            url: None,
        });
    }
    for source in context.record.sources() {
        answer.cite(Citation {
            of: "positions and sponsorships".to_owned(),
            source: source.id,
            reference: source.citation,
            url: Some(source.url).filter(|url| !url.is_empty()),
        });
    }
    answer
}

fn names(facts: &State) -> Vec<NameLine> {
    let mut names: Vec<NameLine> = facts
        .names()
        .iter()
        .filter(|name| name.language == Language::English && name.form != NameForm::Printed)
        .map(|name| NameLine {
            name: name.name.to_owned(),
            form: name.form,
            period: name.period,
            source: name.source.to_owned(),
        })
        .collect();
    names.sort_by(|a, b| (a.period.from, a.form, &a.name).cmp(&(b.period.from, b.form, &b.name)));
    names
}

impl CodeLine {
    fn of(code: &Code) -> Self {
        let scheme = match code.scheme {
            CodeScheme::Iso2 => "iso2",
            CodeScheme::M49 => "m49",
            CodeScheme::Cow => "cow",
            CodeScheme::Library => "library",
        };
        Self { scheme: scheme.to_owned(), code: code.code.to_owned(), period: code.period }
    }
}

fn groups(context: Context<'_>, state: StateId) -> Vec<GroupLine> {
    context
        .groups
        .iter()
        .flat_map(|group| group.members().iter().map(move |member| (group, member)))
        .filter(|(_, member)| member.state == state)
        .map(|(group, member)| GroupLine {
            group: group.code().to_owned(),
            name: group.name().to_owned(),
            standing: member.standing,
            period: member.period,
            dates: member.dates,
            source: member.source.to_string(),
        })
        .collect()
}

fn positions(context: Context<'_>, state: StateId) -> Vec<SessionPositions> {
    let mut sessions: BTreeMap<Option<Session>, SessionPositions> = BTreeMap::new();
    for decision in context.record.decisions() {
        let Some(position) = decision.positions().of(state) else { continue };
        let session = decision.session();
        let line = sessions.entry(session).or_insert(SessionPositions {
            session,
            votes: 0,
            in_favour: 0,
            against: 0,
            abstaining: 0,
            not_voting: 0,
            unreadable: 0,
        });
        line.votes += 1;
        match position {
            Position::InFavour => line.in_favour += 1,
            Position::Against => line.against += 1,
            Position::Abstaining => line.abstaining += 1,
            Position::NotVoting => line.not_voting += 1,
            Position::Unreadable => line.unreadable += 1,
        }
    }
    sessions.into_values().collect()
}

fn sponsorships(context: Context<'_>, state: StateId) -> Vec<SessionSponsorships> {
    let mut sessions: BTreeMap<Option<Session>, SessionSponsorships> = BTreeMap::new();
    let mut last_text = "";
    for event in context.record.all_sponsorships() {
        let session = event.text.session();
        let line = sessions.entry(session).or_insert(SessionSponsorships {
            session,
            texts_with_sponsors: 0,
            tabled: 0,
            joined: 0,
            withdrew: 0,
        });
        // The events come text by text.
        if event.text.as_str() != last_text {
            line.texts_with_sponsors += 1;
            last_text = event.text.as_str();
        }
        if event.sponsor == Sponsor::State(state) {
            match event.event {
                SponsorEvent::Tabled => line.tabled += 1,
                SponsorEvent::Joined => line.joined += 1,
                SponsorEvent::Withdrew => line.withdrew += 1,
            }
        }
    }
    sessions.into_values().collect()
}

fn session_cell(session: Option<Session>) -> Cell {
    session.map_or_else(|| "not stated".into(), |session| session.to_string().into())
}

impl Tabular for StateProfile {
    fn tables(&self) -> Vec<Table> {
        let mut positions = Table::new(
            "positions",
            format!("{}: positions by session, on all recorded votes of the record", self.name),
            &["session", "recorded votes", "in favour", "against", "abstaining", "not voting"],
        );
        for line in &self.positions {
            positions.row([
                session_cell(line.session),
                u64::from(line.votes).into(),
                u64::from(line.in_favour).into(),
                u64::from(line.against).into(),
                u64::from(line.abstaining).into(),
                u64::from(line.not_voting).into(),
            ]);
        }
        let mut sponsorships = Table::new(
            "sponsorships",
            format!("{}: texts sponsored in its own name, by session", self.name),
            &["session", "texts with sponsors on record", "tabled", "joined", "withdrew"],
        );
        for line in &self.sponsorships {
            sponsorships.row([
                session_cell(line.session),
                u64::from(line.texts_with_sponsors).into(),
                u64::from(line.tabled).into(),
                u64::from(line.joined).into(),
                u64::from(line.withdrew).into(),
            ]);
        }
        let mut tables = vec![self.who()];
        tables.extend([self.named(), self.in_groups(), positions, sponsorships]);
        tables.retain(|table| !table.rows.is_empty());
        tables
    }
}

impl StateProfile {
    fn who(&self) -> Table {
        let mut table = Table::new(
            "state",
            format!("{} ({})", self.name, self.state.code()),
            &["", "from", "to", "source"],
        );
        for membership in &self.memberships {
            table.row([
                "Member of the United Nations".into(),
                membership.period.from.into(),
                membership.period.to.into(),
                membership.source.clone().into(),
            ]);
        }
        for succession in &self.successions {
            let words = if succession.successor == self.state {
                format!("continues, in whole or in part, {}", succession.predecessor.state().name())
            } else {
                format!("continued, in whole or in part, by {}", succession.successor.state().name())
            };
            table.row([words.into(), succession.date.into(), Cell::Empty, succession.source.clone().into()]);
        }
        for code in &self.codes {
            table.row([
                format!("{} {}", scheme_name(&code.scheme), code.code).into(),
                code.period.from.into(),
                code.period.to.into(),
                Cell::Empty,
            ]);
        }
        if let Some(notes) = &self.notes {
            table.row([notes.clone().into(), Cell::Empty, Cell::Empty, Cell::Empty]);
        }
        table
    }

    fn named(&self) -> Table {
        let mut table = Table::new(
            "names",
            format!("{}: names in English through time", self.name),
            &["name", "sort", "from", "to", "source"],
        );
        for name in &self.names {
            let sort = match name.form {
                NameForm::Short => "short",
                NameForm::Formal => "formal",
                NameForm::Printed => "as printed",
                NameForm::Former => "former",
            };
            table.row([
                name.name.clone().into(),
                sort.into(),
                name.period.from.into(),
                name.period.to.into(),
                name.source.clone().into(),
            ]);
        }
        table
    }

    fn in_groups(&self) -> Table {
        let mut table = Table::new(
            "groups",
            format!("{}: groups, with dates where a source has them", self.name),
            &["group", "standing", "from", "to", "dates", "source"],
        );
        for group in &self.groups {
            let standing = match group.standing {
                Standing::Member => "member",
                Standing::Observer => "observer",
            };
            let dates = match group.dates {
                MembershipDates::Established => "established".to_owned(),
                MembershipDates::Years => "to the year".to_owned(),
                MembershipDates::AsOf(year) => format!("as of {year}; since when is not established"),
                MembershipDates::NotEstablished => "not established".to_owned(),
            };
            table.row([
                group.name.clone().into(),
                standing.into(),
                group.period.from.into(),
                group.period.to.into(),
                dates.into(),
                group.source.clone().into(),
            ]);
        }
        table
    }
}

fn scheme_name(scheme: &str) -> &'static str {
    match scheme {
        "iso2" => "ISO 3166-1 alpha-2",
        "m49" => "M49",
        "cow" => "Correlates of War",
        _ => "Digital Library",
    }
}
