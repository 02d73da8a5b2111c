//! States: who they are, what they are called and were called, and when they were Members.
//!
//! There is one entry for each *continuous* member of the United Nations. A member that changed its name, its
//! borders or its government keeps its entry (the USSR and the Russian Federation are [one member](State::notes));
//! a member that ended has an entry of its own (Czechoslovakia), as has each of its successors. The observers
//! and the non-members that sponsor texts have entries as well.
//!
//! The facts are the tables in `data/un`, compiled in, each row with its source.

mod names;

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;
use std::str::FromStr;
use std::sync::LazyLock;

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

pub(crate) use self::names::nearest;
pub use self::names::normalize_name;
use crate::set::StateSet;
use crate::table::{Table, TableError};

/// A state, as an index into the compiled-in table, which is in the order of the codes.
///
/// It is written as its three-letter code: that of ISO 3166-1, or for a former member the one it had
/// (`CSK`, `DDR`, `YMD`, `YUG`; `EAZ` is the Digital Library's for Zanzibar). The index is for arrays and may
/// differ from one version of this crate to the next; the code does not.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StateId(u8);

impl StateId {
    /// The three-letter code.
    pub fn code(self) -> &'static str {
        self.state().code
    }

    /// The place in the table, from 0.
    pub const fn index(self) -> usize {
        self.0 as usize
    }

    /// The state at a place in the table.
    pub fn from_index(index: usize) -> Option<Self> {
        states().all.get(index).map(|state| state.id)
    }

    /// The state with this three-letter code, in capitals or not.
    ///
    /// Only the code of the entry itself: a code that meant different states at different times (`YUG`) or that
    /// is another's former code (`SUN`) is [`States::by_library_code`]'s to resolve.
    pub fn from_code(code: &str) -> Option<Self> {
        let bytes: [u8; 3] = code.as_bytes().try_into().ok()?;
        let code = bytes.map(|byte| byte.to_ascii_uppercase());
        let all = &states().all;
        let place = all.binary_search_by(|state| state.code.as_bytes().cmp(&code)).ok()?;
        Self::from_index(place)
    }

    /// What is known about the state.
    pub fn state(self) -> &'static State {
        // An id is only ever made from a place in the table.
        &states().all[self.index()]
    }
}

impl fmt::Display for StateId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.code())
    }
}

impl fmt::Debug for StateId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for StateId {
    type Err = UnknownState;
    fn from_str(code: &str) -> Result<Self, UnknownState> {
        Self::from_code(code).ok_or_else(|| States::unknown(code))
    }
}

/// The code.
impl Serialize for StateId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

/// The code.
impl<'de> Deserialize<'de> for StateId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let code = Cow::<'de, str>::deserialize(deserializer)?;
        code.parse().map_err(serde::de::Error::custom)
    }
}

impl schemars::JsonSchema for StateId {
    fn schema_name() -> Cow<'static, str> {
        "StateId".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "A state, by its three-letter code: ISO 3166-1 alpha-3, or for a former member the \
                code it had (CSK, DDR, EAZ, YMD, YUG).",
            "type": "string",
            "pattern": "^[A-Z]{3}$",
        })
    }
}

/// A stretch of time; both days are in it, and a missing one leaves that end open.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Period {
    /// The first day.
    pub from: Option<Date>,
    /// The last day.
    pub to: Option<Date>,
}

impl Period {
    /// All of time.
    pub const ALWAYS: Self = Self { from: None, to: None };

    /// Whether the day lies in the period.
    pub fn contains(&self, date: Date) -> bool {
        self.from.is_none_or(|from| from <= date) && self.to.is_none_or(|to| date <= to)
    }
}

/// An official language of the United Nations.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Language {
    Arabic,
    Chinese,
    English,
    French,
    Russian,
    Spanish,
}

impl Language {
    /// The six, in the order in which the United Nations lists them in English.
    pub const ALL: [Self; 6] =
        [Self::Arabic, Self::Chinese, Self::English, Self::French, Self::Russian, Self::Spanish];

    /// The two-letter code of ISO 639-1.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Arabic => "ar",
            Self::Chinese => "zh",
            Self::English => "en",
            Self::French => "fr",
            Self::Russian => "ru",
            Self::Spanish => "es",
        }
    }

    fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.code() == code)
    }
}

/// What a state is to the United Nations today.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A Member State.
    Member,
    /// A Member State whose membership ended.
    FormerMember,
    /// A non-member State with a standing invitation to take part as an observer.
    Observer,
    /// A non-member State that sponsors or supports texts.
    Other,
}

/// What sort of name a [`Name`] is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum NameForm {
    /// The short name in use.
    Short,
    /// The formal name in use: `the French Republic`.
    Formal,
    /// A spelling that a source prints.
    Printed,
    /// A name no longer in use.
    Former,
}

/// A name of a state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Name {
    /// The name as its source prints it.
    pub name: &'static str,
    /// The language it is in.
    pub language: Language,
    /// What sort of name it is.
    pub form: NameForm,
    /// When it was in use, as far as the source says.
    pub period: Period,
    /// Who says so.
    pub source: &'static str,
}

/// A time of membership.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Membership {
    /// From the day of admission to the last day.
    pub period: Period,
    /// Who says so.
    pub source: &'static str,
}

/// One state, or part of it, continued as another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Succession {
    /// The earlier state.
    pub predecessor: StateId,
    /// The later state.
    pub successor: StateId,
    /// The first day of the new order.
    pub date: Date,
    /// Who says so.
    pub source: &'static str,
}

/// A system of codes for states.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CodeScheme {
    /// ISO 3166-1 alpha-2.
    Iso2,
    /// The numbers of the UN Statistics Division's M49, which are also those of ISO 3166-1.
    M49,
    /// The numbers of the Correlates of War project, which Voeten's data use.
    Cow,
    /// The codes of the UN Digital Library's voting data.
    Library,
}

/// A code of a state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Code {
    /// The system of codes.
    pub scheme: CodeScheme,
    /// The code.
    pub code: &'static str,
    /// When it meant this state.
    pub period: Period,
    /// Who says so.
    pub source: &'static str,
}

/// A state: its names, codes and memberships.
#[derive(Debug)]
pub struct State {
    id: StateId,
    code: &'static str,
    kind: Kind,
    notes: &'static str,
    names: Vec<Name>,
    codes: Vec<Code>,
    memberships: Vec<Membership>,
    predecessors: Vec<Succession>,
    successors: Vec<Succession>,
}

impl State {
    /// Its identity.
    pub const fn id(&self) -> StateId {
        self.id
    }

    /// The short name that the United Nations uses today, in English; for a former member the last it had.
    pub fn name(&self) -> &'static str {
        self.name_in(Language::English)
    }

    /// The formal name in English, `the French Republic`, where a source has one.
    pub fn formal_name(&self) -> Option<&'static str> {
        self.names
            .iter()
            .find(|name| name.form == NameForm::Formal && name.language == Language::English)
            .map(|name| name.name)
    }

    /// The short name in English on a day: `Dahomey` in 1970.
    ///
    /// Of the names known to have come into use by that day, the last: where no source says when a name changed,
    /// the old one stands until the first roll call that prints the new one.
    pub fn name_on(&self, date: Date) -> &'static str {
        let of_the_time = |name: &&Name| {
            name.language == Language::English && matches!(name.form, NameForm::Short | NameForm::Former)
        };
        let begun = self
            .names
            .iter()
            .filter(of_the_time)
            .filter(|name| name.period.from.is_none_or(|from| from <= date))
            // No beginning, `None`, comes before every other.
            .max_by_key(|name| name.period.from);
        begun.map_or_else(|| self.name(), |name| name.name)
    }

    /// The short name in a language; where the sources have none in it, as for former members, in English.
    pub fn name_in(&self, language: Language) -> &'static str {
        let short = |language| {
            self.names.iter().find(|name| name.form == NameForm::Short && name.language == language)
        };
        short(language).or_else(|| short(Language::English)).map_or(self.code, |name| name.name)
    }

    /// All its names, in the order of the table: by language, form and name.
    pub fn names(&self) -> &[Name] {
        &self.names
    }

    /// The two-letter code of ISO 3166-1, if it has one today.
    pub fn iso2(&self) -> Option<&'static str> {
        self.current_code(CodeScheme::Iso2)
    }

    /// The three-letter code of ISO 3166-1, if it has one today.
    pub fn iso3(&self) -> Option<&'static str> {
        (self.kind != Kind::FormerMember).then_some(self.code)
    }

    /// The number in M49, if it has one today.
    pub fn m49(&self) -> Option<u16> {
        self.current_code(CodeScheme::M49).and_then(|code| code.parse().ok())
    }

    fn current_code(&self, scheme: CodeScheme) -> Option<&'static str> {
        self.codes.iter().find(|code| code.scheme == scheme && code.period.to.is_none()).map(|code| code.code)
    }

    /// Its numbers in the Correlates of War project, each with the time for which it stood.
    pub fn cow(&self) -> impl Iterator<Item = (u16, Period)> {
        self.codes_in(CodeScheme::Cow).filter_map(|code| Some((code.code.parse().ok()?, code.period)))
    }

    /// Its codes in the UN Digital Library's voting data, each with the time for which it stood.
    pub fn library_codes(&self) -> impl Iterator<Item = (&'static str, Period)> {
        self.codes_in(CodeScheme::Library).map(|code| (code.code, code.period))
    }

    fn codes_in(&self, scheme: CodeScheme) -> impl Iterator<Item = &Code> {
        self.codes.iter().filter(move |code| code.scheme == scheme)
    }

    /// All its codes, with their sources.
    pub fn codes(&self) -> &[Code] {
        &self.codes
    }

    /// When it was a Member, in the order of time; Syria and Indonesia were twice.
    pub fn memberships(&self) -> &[Membership] {
        &self.memberships
    }

    /// Whether it was a Member on a day.
    pub fn is_member_on(&self, date: Date) -> bool {
        self.memberships.iter().any(|membership| membership.period.contains(date))
    }

    /// What it is to the United Nations today.
    pub const fn kind(&self) -> Kind {
        self.kind
    }

    /// The states of which it, or a part of it, was one.
    pub fn predecessors(&self) -> &[Succession] {
        &self.predecessors
    }

    /// The states that continued it, or a part of it.
    pub fn successors(&self) -> &[Succession] {
        &self.successors
    }

    /// What a reader of its votes should know, if anything.
    pub fn notes(&self) -> Option<&'static str> {
        (!self.notes.is_empty()).then_some(self.notes)
    }
}

/// All the states.
#[derive(Debug)]
pub struct States {
    all: Vec<State>,
}

/// What a name or a code can mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Meaning {
    state: StateId,
    period: Period,
    /// Whether it is the state's name today.
    current: bool,
}

/// A normalised name or a code in small letters, and one thing that it can mean.
#[derive(Debug)]
struct Entry {
    key: String,
    meaning: Meaning,
}

/// The states known to this crate.
pub fn states() -> &'static States {
    static STATES: LazyLock<States> =
        LazyLock::new(|| load().expect("the tables of data/un are checked by the tests of this crate"));
    &STATES
}

/// All names and codes, in the order of their keys; made when the first name is looked up, as not every use of the table
/// looks up names.
fn index() -> &'static [Entry] {
    static INDEX: LazyLock<Vec<Entry>> = LazyLock::new(|| {
        let mut index = Vec::with_capacity(states().iter().map(|state| state.names.len() + 4).sum());
        for state in states() {
            let id = state.id;
            let mut add = |key, period, current| {
                index.push(Entry { key, meaning: Meaning { state: id, period, current } });
            };
            for name in &state.names {
                let current = name.form == NameForm::Short && name.period.to.is_none();
                add(normalize_name(name.name), name.period, current);
            }
            let mut own = Period::ALWAYS;
            for code in &state.codes {
                if matches!(code.scheme, CodeScheme::Iso2 | CodeScheme::Library) {
                    add(code.code.to_ascii_lowercase(), code.period, false);
                }
                // What else the code has meant, a library code says: YUG.
                if code.scheme == CodeScheme::Library && code.code == state.code {
                    own = code.period;
                }
            }
            add(state.code.to_ascii_lowercase(), own, true);
        }
        index.sort_unstable_by(|one, other| one.key.cmp(&other.key));
        index
    });
    &INDEX
}

/// What a normalised name or a code in small letters can mean; nothing if it is unknown.
fn meanings(key: &str) -> impl Iterator<Item = &'static Meaning> + Clone + use<> {
    let index = index();
    let from = index.partition_point(|entry| entry.key.as_str() < key);
    let same = index[from..].iter().take_while(|entry| entry.key == key).count();
    index[from..from + same].iter().map(|entry| &entry.meaning)
}

impl States {
    /// The states, in the order of their codes.
    pub fn iter(&self) -> std::slice::Iter<'_, State> {
        self.all.iter()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// Whether there are none; there are some.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// What is known about a state.
    pub fn get(&self, id: StateId) -> &State {
        &self.all[id.index()]
    }

    /// The Member States on a day.
    pub fn members_on(&self, date: Date) -> StateSet {
        self.all.iter().filter(|state| state.is_member_on(date)).map(State::id).collect()
    }

    /// The state of this name or code, however spelt (see [`normalize_name`]) and in any of the six languages.
    ///
    /// A name that several states had at different times stands for the one that has it today (`Congo`); if none
    /// has, it is an error that names them all (`Yugoslavia`). With a date at hand, use
    /// [`find_on`](Self::find_on).
    ///
    /// ```
    /// use travaux_un::state::states;
    ///
    /// assert_eq!(states().find("CÔTE D\u{2019}IVOIRE")?.code(), "CIV");
    /// assert_eq!(states().find("the former Yugoslav Republic of Macedonia")?.code(), "MKD");
    /// let unknown = states().find("GE RMANY").unwrap_err();
    /// assert_eq!(unknown.nearest[0].code(), "DEU");
    /// # Ok::<(), travaux_un::state::UnknownState>(())
    /// ```
    pub fn find(&self, name: &str) -> Result<StateId, UnknownState> {
        Self::find_when(name, None)
    }

    /// The state that this name or code stood for on a day.
    ///
    /// `Yugoslavia` is the Socialist Federal Republic until 31 October 2000, and from its admission on
    /// 1 November 2000 the Federal Republic, which is Serbia's entry. A name that two states had on that day
    /// (`Congo` in 1962) is an error that names both.
    pub fn find_on(&self, name: &str, date: Date) -> Result<StateId, UnknownState> {
        Self::find_when(name, Some(date))
    }

    /// The same as [`find_on`](Self::find_on) for readers that try many names: `None` where that is an error, and no
    /// search for the nearest names, which takes a thousand times as long as the look-up.
    pub fn lookup(&self, name: &str, date: Date) -> Option<StateId> {
        resolve(meanings(&normalize_name(name)), Some(date)).ok()
    }

    fn find_when(name: &str, date: Option<Date>) -> Result<StateId, UnknownState> {
        let mut known = meanings(&normalize_name(name)).peekable();
        if known.peek().is_none() {
            return Err(Self::unknown(name));
        }
        resolve(known, date).map_err(|nearest| UnknownState {
            name: name.to_owned(),
            ambiguous: true,
            nearest,
        })
    }

    /// The state that a code of the UN Digital Library's voting data stood for on a day; capitals or not.
    pub fn by_library_code(&self, code: &str, date: Date) -> Option<StateId> {
        let code: [u8; 3] = code.as_bytes().try_into().ok()?;
        codes().library.get(&code.map(|byte| byte.to_ascii_uppercase()))?.on(date)
    }

    /// The state that a number of the Correlates of War project stood for on a day.
    pub fn by_cow(&self, number: u16, date: Date) -> Option<StateId> {
        codes().cow.get(&number)?.on(date)
    }

    fn unknown(name: &str) -> UnknownState {
        let short = name.chars().count() <= 3;
        let known = index()
            .iter()
            .filter(|entry| short || entry.key.chars().count() > 3)
            .map(|entry| (&entry.key, entry.meaning.state));
        UnknownState { name: name.to_owned(), ambiguous: false, nearest: nearest(name, known, 3) }
    }
}

/// What a code stands for: nearly always one state, whatever the day.
#[derive(Debug, Default)]
struct CodeMeanings {
    only: Option<StateId>,
    all: Vec<Meaning>,
}

impl CodeMeanings {
    fn on(&self, date: Date) -> Option<StateId> {
        self.only.or_else(|| resolve(self.all.iter(), Some(date)).ok())
    }

    fn add(&mut self, meaning: Meaning) {
        let is_only = self.all.iter().all(|known| known.state == meaning.state);
        self.only = is_only.then_some(meaning.state);
        self.all.push(meaning);
    }
}

/// The codes by which imports name states. Every row of an import asks, so they are hash maps, which are never iterated.
#[derive(Debug, Default)]
struct Codes {
    library: HashMap<[u8; 3], CodeMeanings>,
    cow: HashMap<u16, CodeMeanings>,
}

fn codes() -> &'static Codes {
    static CODES: LazyLock<Codes> = LazyLock::new(|| {
        let mut codes = Codes::default();
        for state in states() {
            for code in &state.codes {
                let meaning = Meaning { state: state.id, period: code.period, current: false };
                let known = match code.scheme {
                    CodeScheme::Library => {
                        code.code.as_bytes().try_into().ok().map(|key| codes.library.entry(key).or_default())
                    }
                    CodeScheme::Cow => code.code.parse().ok().map(|key| codes.cow.entry(key).or_default()),
                    CodeScheme::Iso2 | CodeScheme::M49 => None,
                };
                if let Some(known) = known {
                    known.add(meaning);
                }
            }
        }
        codes
    });
    &CODES
}

/// The state meant, if only one can be; else, of those that can be, the one of that day or, without a day, the one
/// that has the name today. In error, all that it may be.
fn resolve<'a>(
    meanings: impl Iterator<Item = &'a Meaning> + Clone,
    date: Option<Date>,
) -> Result<StateId, Vec<StateId>> {
    let mut states = meanings.clone().map(|meaning| meaning.state);
    if let Some(first) = states.next()
        && states.all(|other| other == first)
    {
        return Ok(first);
    }
    let fitting = match date {
        Some(date) => distinct(meanings.clone().filter(|meaning| meaning.period.contains(date))),
        None => distinct(meanings.clone().filter(|meaning| meaning.current)),
    };
    match fitting[..] {
        [only] => Ok(only),
        [] => Err(distinct(meanings)),
        _ => Err(fitting),
    }
}

fn distinct<'a>(meanings: impl Iterator<Item = &'a Meaning>) -> Vec<StateId> {
    let mut states: Vec<StateId> = meanings.map(|meaning| meaning.state).collect();
    states.sort_unstable();
    states.dedup();
    states
}

impl<'a> IntoIterator for &'a States {
    type Item = &'a State;
    type IntoIter = std::slice::Iter<'a, State>;
    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// A name that is no state's, or more than one's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownState {
    /// The name that was looked up.
    pub name: String,
    /// Whether the name is known, and stands for more than one state.
    pub ambiguous: bool,
    /// The states it stands for, or else up to three whose names are nearest to it, the nearest first.
    pub nearest: Vec<StateId>,
}

impl std::error::Error for UnknownState {}

impl fmt::Display for UnknownState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.ambiguous {
            write!(f, "«{}» stands for more than one state: ", self.name)?;
        } else {
            write!(f, "no state is called «{}»; the nearest names: ", self.name)?;
        }
        for (place, id) in self.nearest.iter().enumerate() {
            let blank = if place == 0 { "" } else { ", " };
            write!(f, "{blank}{} ({id})", id.state().name())?;
        }
        Ok(())
    }
}

macro_rules! table {
    ($file:literal, $($column:literal),+) => {
        Table {
            name: $file,
            columns: [$($column),+],
            text: include_str!(concat!("../../../../data/un/", $file)),
        }
    };
}

/// Reads the compiled-in tables.
fn load() -> Result<States, TableError> {
    let table = table!("states.csv", "state", "kind", "notes", "source");
    let mut all = Vec::with_capacity(256);
    for row in table.rows()? {
        let [code, kind, notes, _source] = row.cells;
        let kind = match kind {
            "member" => Kind::Member,
            "former member" => Kind::FormerMember,
            "observer" => Kind::Observer,
            "other" => Kind::Other,
            other => return Err(table.error(row.line, format!("kind {other}"))),
        };
        let index = u8::try_from(all.len()).map_err(|error| {
            table.error(row.line, format!("more states than an id can tell apart: {error}"))
        })?;
        all.push(State {
            id: StateId(index),
            code,
            kind,
            notes,
            names: Vec::new(),
            codes: Vec::new(),
            memberships: Vec::new(),
            predecessors: Vec::new(),
            successors: Vec::new(),
        });
    }
    if !all.is_sorted_by(|one, next| one.code < next.code) {
        return Err(table.error(0, "not in the order of the codes"));
    }

    let table = table!("names.csv", "state", "language", "form", "name", "from", "to", "source");
    for row in table.rows()? {
        let [code, language, form, name, from, to, source] = row.cells;
        let language = Language::from_code(language)
            .ok_or_else(|| table.error(row.line, format!("language {language}")))?;
        let form = match form {
            "short" => NameForm::Short,
            "formal" => NameForm::Formal,
            "printed" => NameForm::Printed,
            "former" => NameForm::Former,
            other => return Err(table.error(row.line, format!("form {other}"))),
        };
        let period = Period { from: table.date(row.line, from)?, to: table.date(row.line, to)? };
        let place = place(&all, table, row.line, code)?;
        all[place].names.push(Name { name, language, form, period, source });
    }

    let table = table!("codes.csv", "state", "scheme", "code", "from", "to", "source");
    for row in table.rows()? {
        let [state, scheme, code, from, to, source] = row.cells;
        let scheme = match scheme {
            "iso2" => CodeScheme::Iso2,
            "m49" => CodeScheme::M49,
            "cow" => CodeScheme::Cow,
            "library" => CodeScheme::Library,
            other => return Err(table.error(row.line, format!("scheme {other}"))),
        };
        let period = Period { from: table.date(row.line, from)?, to: table.date(row.line, to)? };
        let place = place(&all, table, row.line, state)?;
        all[place].codes.push(Code { scheme, code, period, source });
    }

    let table = table!("memberships.csv", "state", "from", "to", "source");
    for row in table.rows()? {
        let [code, from, to, source] = row.cells;
        let period = Period { from: table.date(row.line, from)?, to: table.date(row.line, to)? };
        let place = place(&all, table, row.line, code)?;
        all[place].memberships.push(Membership { period, source });
    }

    let table = table!("successions.csv", "predecessor", "successor", "date", "source");
    for row in table.rows()? {
        let [earlier, later, date, source] = row.cells;
        let (earlier, later) = (place(&all, table, row.line, earlier)?, place(&all, table, row.line, later)?);
        let date = table.date(row.line, date)?.ok_or_else(|| table.error(row.line, "no date"))?;
        let succession = Succession { predecessor: all[earlier].id, successor: all[later].id, date, source };
        all[earlier].successors.push(succession);
        all[later].predecessors.push(succession);
    }
    Ok(States { all })
}

/// Where a state stands in the table.
fn place<const N: usize>(
    all: &[State],
    table: Table<N>,
    line: usize,
    code: &str,
) -> Result<usize, TableError> {
    let place = all.binary_search_by(|state| state.code.cmp(code)).ok();
    place.ok_or_else(|| table.error(line, format!("no state {code}")))
}
