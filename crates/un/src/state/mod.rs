//! States: who they are, what they are called and were called, and when they were Members.
//!
//! There is one entry for each *continuous* member of the United Nations. A member that changed its name, its
//! borders or its government keeps its entry (the USSR and the Russian Federation are [one member](State::notes));
//! a member that ended has an entry of its own (Czechoslovakia), as has each of its successors. The observers
//! and the non-members that sponsor texts have entries as well.
//!
//! The facts are the tables in `data/un`, compiled in, each row with its source.

mod load;
mod lookup;
mod names;

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;
use std::sync::LazyLock;

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

pub use self::lookup::UnknownState;
pub(crate) use self::names::nearest;
pub use self::names::normalize_name;
use crate::set::StateSet;

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
pub enum StateKind {
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
    kind: StateKind,
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
        (self.kind != StateKind::FormerMember).then_some(self.code)
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
    pub const fn kind(&self) -> StateKind {
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

/// The states known to this crate.
pub fn states() -> &'static States {
    static STATES: LazyLock<States> =
        LazyLock::new(|| load::load().expect("the tables of data/un are checked by the tests of this crate"));
    &STATES
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
}

impl<'a> IntoIterator for &'a States {
    type Item = &'a State;
    type IntoIter = std::slice::Iter<'a, State>;
    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
