//! Which state a name or a code stands for, today or on a day.

use std::collections::HashMap;
use std::fmt;
use std::sync::LazyLock;

use jiff::civil::Date;

use super::names::{nearest, normalize_name};
use super::{CodeScheme, NameForm, Period, StateId, States, states};

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

    pub(super) fn unknown(name: &str) -> UnknownState {
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
