//! Groups of states with dated membership: the regional groups, political groups, organizations and lists.
//!
//! A group changes: the European Union of 2018 has a member that the one of 2021 has not. So the question is
//! always who was in the group *on a day*, and the answer says for which states the source has no dates.
//!
//! # Which groups have established dates
//!
//! | how far the dates are known | groups |
//! |---|---|
//! | [established](MembershipDates::Established): the days | `ASEAN`, `CARICOM`, `CSTO`, `NATO`, `P5`, `SCO` |
//! | days, but for some members only the [years](MembershipDates::Years) | `AU` (members of 2002), `BRICS` (2006 and 2010), `CIS`, `EU` (the United Kingdom's joining), `LAS` (Syria), `SADC` (1992) |
//! | [years](MembershipDates::Years) | `LDC` |
//! | [as of](MembershipDates::AsOf) one year, right for that year only | `AFRICAN`, `APG`, `EEG`, `GRULAC`, `WEOG` (2023), `ECOWAS` (2015), `G77`, `NAM`, `OAS`, `OIC`, `OSCE` (2025) |
//! | [not established](MembershipDates::NotEstablished) | `ECCAS`, `SIDS` |
//!
//! For the last two rows [`members_on`](Group::members_on) answers with the members of the list whatever the day, and names all of
//! them in [`dates_not_established`](GroupMembers::dates_not_established) (but for the year of the list): say so wherever
//! such an answer is shown.
//!
//! ```
//! use travaux_un::group::groups;
//!
//! let union = groups().find("European Union")?;
//! assert_eq!(union.members_on(jiff::civil::date(2018, 12, 5)).states.len(), 28);
//! assert_eq!(union.members_on(jiff::civil::date(2020, 12, 31)).states.len(), 27);
//! # Ok::<(), travaux_un::group::UnknownGroup>(())
//! ```

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::LazyLock;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::set::StateSet;
use crate::state::{Period, StateId, nearest, normalize_name, states};
use crate::table::{Table, TableError};

/// What sort of group it is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum GroupKind {
    /// One of the regional groups of Member States, by which seats are shared out.
    Regional,
    /// A group that negotiates together: the Group of 77, the Non-Aligned Movement.
    Political,
    /// An international organization.
    Organization,
    /// A list that somebody keeps: the least developed countries, the permanent members.
    List,
    /// A group of the user's own file.
    User,
}

/// How far the dates of a membership are known; the [module](self) says it of each group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MembershipDates {
    /// The source gives the days.
    Established,
    /// The source gives a year in which it began or ended, and not the day: such a period runs from 1 January
    /// or to 31 December, and in that year the membership is not established.
    Years,
    /// The source gives the members of one year, and does not say since when.
    AsOf(i16),
    /// The source gives no time at all.
    NotEstablished,
}

/// In what quality a state belongs to a group.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// As a member.
    Member,
    /// As an observer: the United States in the Western European and other States.
    Observer,
}

/// One time for which a state belonged to a group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GroupMember {
    /// The state.
    pub state: StateId,
    /// Its standing.
    pub standing: Standing,
    /// From its first day as a member to its last, where known.
    pub period: Period,
    /// How far the dates are known.
    pub dates: MembershipDates,
    /// Who says so.
    pub source: Cow<'static, str>,
}

impl GroupMember {
    /// Whether a source says that the membership, which covers the day, did so.
    fn is_established_on(&self, date: Date) -> bool {
        let in_year_of = |end: Option<Date>, edge: (i8, i8)| {
            end.is_some_and(|end| (end.month(), end.day()) == edge && end.year() == date.year())
        };
        match self.dates {
            MembershipDates::Established => true,
            MembershipDates::Years => {
                !in_year_of(self.period.from, (1, 1)) && !in_year_of(self.period.to, (12, 31))
            }
            MembershipDates::AsOf(year) => year == date.year(),
            MembershipDates::NotEstablished => false,
        }
    }
}

/// Who belonged to a group on a day.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct GroupMembers {
    /// The members.
    pub states: StateSet,
    /// The observers, who are not among the members.
    pub observers: StateSet,
    /// Those of the members and observers for whom no source says that they were so on that day, only that they
    /// were in another year or at a time not stated.
    pub dates_not_established: StateSet,
}

/// A group of states.
#[derive(Debug, Clone)]
pub struct Group {
    code: Cow<'static, str>,
    name: Cow<'static, str>,
    other_names: Vec<Cow<'static, str>>,
    kind: GroupKind,
    source: Cow<'static, str>,
    members: Vec<GroupMember>,
}

impl Group {
    /// A short code: `EU`, `WEOG`.
    pub fn code(&self) -> &str {
        &self.code
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Other names under which it is found, as sponsor lists print them.
    pub fn other_names(&self) -> impl Iterator<Item = &str> {
        self.other_names.iter().map(AsRef::as_ref)
    }

    /// What sort of group it is.
    pub const fn kind(&self) -> GroupKind {
        self.kind
    }

    /// Where its name is from, and what the source says about its membership as a whole.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// Every membership that is known, with its source: none for a group of which only the name is.
    pub fn members(&self) -> &[GroupMember] {
        &self.members
    }

    /// Who belonged to it on a day.
    pub fn members_on(&self, date: Date) -> GroupMembers {
        let mut found = GroupMembers::default();
        for member in self.members.iter().filter(|member| member.period.contains(date)) {
            match member.standing {
                Standing::Member => found.states.insert(member.state),
                Standing::Observer => found.observers.insert(member.state),
            };
            if !member.is_established_on(date) {
                found.dates_not_established.insert(member.state);
            }
        }
        found
    }
}

/// The known groups.
#[derive(Debug, Clone)]
pub struct Groups {
    all: Vec<Group>,
    /// Normalised codes and names, and the place of their group.
    index: BTreeMap<String, usize>,
}

/// The groups known to this crate.
pub fn groups() -> &'static Groups {
    static GROUPS: LazyLock<Groups> =
        LazyLock::new(|| load().expect("the tables of data/un are checked by the tests of this crate"));
    &GROUPS
}

impl Groups {
    fn new(all: Vec<Group>) -> Self {
        let mut index = BTreeMap::new();
        for (place, group) in all.iter().enumerate() {
            for name in [&group.code, &group.name].into_iter().chain(&group.other_names) {
                index.entry(normalize_name(name)).or_insert(place);
            }
        }
        Self { all, index }
    }

    /// The groups, in the order of their codes; a user's own after them.
    pub fn iter(&self) -> std::slice::Iter<'_, Group> {
        self.all.iter()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// The group of this code or name, however spelt (see [`normalize_name`]).
    ///
    /// Two codes of groups are codes of states as well: `AU` (Australia) and `NAM` (Namibia).
    pub fn find(&self, name: &str) -> Result<&Group, UnknownGroup> {
        if let Some(&place) = self.index.get(&normalize_name(name)) {
            return Ok(&self.all[place]);
        }
        let known = self.index.iter().map(|(key, &place)| (key, place));
        let nearest = nearest(name, known, 3);
        let nearest = nearest.into_iter().map(|place| self.all[place].name.to_string()).collect();
        Err(UnknownGroup { name: name.to_owned(), nearest })
    }

    /// These groups and those of a user's own file, which comes as CSV with a header: the columns `group` and
    /// `state`, and if wanted `from`, `to` (days, as `2024-03-07`, both included) and `source`. States may be named as
    /// anybody names them. `file` is what the source of a row is called where the row does not say.
    ///
    /// A group of the file takes the place of a known one with its name. Rows that cannot be used are
    /// left out, and every one of them is reported.
    #[must_use]
    pub fn with_user_groups(&self, csv: &[u8], file: &str) -> (Self, Vec<GroupProblem>) {
        let mut reader = UserGroups { file, known: self, groups: Vec::new(), problems: Vec::new() };
        reader.read(csv);
        let UserGroups { groups: own, problems, .. } = reader;

        let replaced = |group: &Group| {
            own.iter().any(|mine| self.find(&mine.name).is_ok_and(|known| known.code == group.code))
        };
        let mut all: Vec<Group> = self.all.iter().filter(|group| !replaced(group)).cloned().collect();
        all.extend(own);
        (Self::new(all), problems)
    }
}

impl<'a> IntoIterator for &'a Groups {
    type Item = &'a Group;
    type IntoIter = std::slice::Iter<'a, Group>;
    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// A name that is no group's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownGroup {
    /// The name that was looked up.
    pub name: String,
    /// The names of up to three groups that are nearest to it, the nearest first.
    pub nearest: Vec<String>,
}

impl std::error::Error for UnknownGroup {}

impl fmt::Display for UnknownGroup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no group is called «{}»; the nearest names: {}", self.name, self.nearest.join(", "))
    }
}

/// Something in a user's file of groups that could not be used, or that should be known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GroupProblem {
    /// The line of the file, from 1.
    pub line: u64,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub hint: String,
}

impl fmt::Display for GroupProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {} ({})", self.line, self.message, self.hint)
    }
}

/// The reading of a user's file.
struct UserGroups<'a> {
    file: &'a str,
    known: &'a Groups,
    groups: Vec<Group>,
    problems: Vec<GroupProblem>,
}

impl UserGroups<'_> {
    fn problem(&mut self, line: u64, message: impl Into<String>, hint: impl Into<String>) {
        self.problems.push(GroupProblem { line, message: message.into(), hint: hint.into() });
    }

    fn read(&mut self, csv: &[u8]) {
        let mut rows =
            csv::ReaderBuilder::new().has_headers(false).flexible(true).trim(csv::Trim::All).from_reader(csv);
        let mut record = csv::ByteRecord::new();
        let mut columns: Option<Columns> = None;
        loop {
            let line = rows.position().line();
            match rows.read_byte_record(&mut record) {
                Ok(true) => {}
                Ok(false) => break,
                Err(error) => {
                    self.problem(line, error.to_string(), "the rest of the file was not read");
                    break;
                }
            }
            let line = record.position().map_or(line, csv::Position::line);
            let cells: Result<Vec<&str>, _> = record.iter().map(std::str::from_utf8).collect();
            let Ok(cells) = cells else {
                self.problem(line, "the row is not UTF-8", "save the file as UTF-8");
                continue;
            };
            if let Some(columns) = &columns {
                self.row(line, columns, &cells);
                continue;
            }
            columns = Columns::find(&cells);
            if columns.is_none() {
                let hint = if cells.iter().any(|cell| cell.contains([';', '\t'])) {
                    "separate the cells with commas; the first line is group,state,from,to,source"
                } else {
                    "the first line is group,state or group,state,from,to,source"
                };
                self.problem(line, "there is no column «group» or no column «state»", hint);
                return;
            }
        }
        if columns.is_none() && self.problems.is_empty() {
            self.problem(1, "the file is empty", "the first line is group,state,from,to,source");
        }
    }

    fn row(&mut self, line: u64, columns: &Columns, cells: &[&str]) {
        let cell = |place: Option<usize>| place.and_then(|at| cells.get(at)).copied().unwrap_or_default();
        let (group, state) = (cell(Some(columns.group)), cell(Some(columns.state)));
        if group.is_empty() || state.is_empty() {
            let missing = if group.is_empty() { "group" } else { "state" };
            self.problem(line, format!("the row has no {missing}"), "the row was left out");
            return;
        }
        let mut day = |cell: &str| match cell.parse::<Date>() {
            Ok(date) => Ok(Some(date)),
            Err(_) if cell.is_empty() => Ok(None),
            Err(_) => {
                self.problem(
                    line,
                    format!("«{cell}» is not a day"),
                    "write it as 2024-03-07; the row was left out",
                );
                Err(())
            }
        };
        let (Ok(from), Ok(to)) = (day(cell(columns.from)), day(cell(columns.to))) else { return };
        if from.zip(to).is_some_and(|(from, to)| from > to) {
            self.problem(line, "the membership ends before it begins", "the row was left out");
            return;
        }
        let found = match from.or(to) {
            Some(date) => states().find_on(state, date),
            None => states().find(state),
        };
        let state = match found {
            Ok(state) => state,
            Err(unknown) => {
                self.problem(line, unknown.to_string(), "the row was left out");
                return;
            }
        };
        let source = match cell(columns.source) {
            "" => self.file,
            source => source,
        };
        let member = GroupMember {
            state,
            standing: Standing::Member,
            period: Period { from, to },
            dates: MembershipDates::Established,
            source: source.to_owned().into(),
        };
        self.add(line, group, member);
    }

    fn add(&mut self, line: u64, name: &str, member: GroupMember) {
        let key = normalize_name(name);
        if let Some(group) = self.groups.iter_mut().find(|group| normalize_name(&group.name) == key) {
            group.members.push(member);
            return;
        }
        if let Ok(known) = self.known.find(name) {
            let message = format!("«{name}» is a known group, {}", known.name);
            self.problem(
                line,
                message,
                "the members in this file are used instead; name it otherwise to have both",
            );
        }
        self.groups.push(Group {
            code: name.to_owned().into(),
            name: name.to_owned().into(),
            other_names: Vec::new(),
            kind: GroupKind::User,
            source: self.file.to_owned().into(),
            members: vec![member],
        });
    }
}

/// Where the columns of a user's file stand.
struct Columns {
    group: usize,
    state: usize,
    from: Option<usize>,
    to: Option<usize>,
    source: Option<usize>,
}

impl Columns {
    fn find(header: &[&str]) -> Option<Self> {
        let place = |column: &str| header.iter().position(|cell| cell.eq_ignore_ascii_case(column));
        Some(Self {
            group: place("group")?,
            state: place("state")?,
            from: place("from"),
            to: place("to"),
            source: place("source"),
        })
    }
}

/// Reads the compiled-in tables.
fn load() -> Result<Groups, TableError> {
    let table = Table {
        name: "groups.csv",
        columns: ["group", "name", "kind", "other_names", "source"],
        text: include_str!("../../../data/un/groups.csv"),
    };
    let mut all = Vec::new();
    for row in table.rows()? {
        let [code, name, kind, other_names, source] = row.cells;
        let kind = match kind {
            "regional" => GroupKind::Regional,
            "political" => GroupKind::Political,
            "organization" => GroupKind::Organization,
            "list" => GroupKind::List,
            other => return Err(table.error(row.line, format!("kind {other}"))),
        };
        all.push(Group {
            code: code.into(),
            name: name.into(),
            other_names: other_names.split(" | ").filter(|name| !name.is_empty()).map(Into::into).collect(),
            kind,
            source: source.into(),
            members: Vec::new(),
        });
    }
    let table = Table {
        name: "group_members.csv",
        columns: ["group", "state", "standing", "from", "to", "dates", "source"],
        text: include_str!("../../../data/un/group_members.csv"),
    };
    for row in table.rows()? {
        let [group, state, standing, from, to, dates, source] = row.cells;
        let place = all
            .iter()
            .position(|known: &Group| known.code == group)
            .ok_or_else(|| table.error(row.line, format!("no group {group}")))?;
        let state =
            StateId::from_code(state).ok_or_else(|| table.error(row.line, format!("no state {state}")))?;
        let standing = match standing {
            "member" => Standing::Member,
            "observer" => Standing::Observer,
            other => return Err(table.error(row.line, format!("standing {other}"))),
        };
        let dates = match dates.strip_prefix("as of ") {
            Some(year) => MembershipDates::AsOf(
                year.parse().map_err(|error| table.error(row.line, format!("year {year}: {error}")))?,
            ),
            None if dates == "established" => MembershipDates::Established,
            None if dates == "years" => MembershipDates::Years,
            None if dates == "not established" => MembershipDates::NotEstablished,
            None => return Err(table.error(row.line, format!("dates {dates}"))),
        };
        let day = |cell: &str, rest: &str| match cell.len() {
            4 => table.date(row.line, &format!("{cell}-{rest}")),
            _ => table.date(row.line, cell),
        };
        let period = Period { from: day(from, "01-01")?, to: day(to, "12-31")? };
        all[place].members.push(GroupMember { state, standing, period, dates, source: source.into() });
    }
    Ok(Groups::new(all))
}
