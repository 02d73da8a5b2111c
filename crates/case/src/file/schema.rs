//! What can stand in a case file: the types of its tables, as an author writes them.
//!
//! Nothing here is looked up: a symbol is a text, a state is a name. What they mean is for
//! [`Case`](crate::Case) to find out.

use schemars::JsonSchema;
use serde::Deserialize;

use super::at::At;
use super::when::When;

/// A case: one negotiation with its lines of texts, its processes, its norms and what stands beside them.
///
/// Facts only, each with its sources. A source is a text of the United Nations by its symbol, with the place in it
/// behind a comma (`A/RES/73/27, para. 5`), or the id of one of the sources of this file, likewise
/// (`gp-digital-2019, p. 3`).
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct CaseFile {
    /// What the case is.
    pub case: Option<At<Head>>,
    /// Sources that are no documents of the United Nations, or that the record does not hold.
    #[serde(default)]
    pub source: Vec<At<SourceEntry>>,
    /// Lines: texts that one camp sponsors, through the years.
    #[serde(default)]
    pub line: Vec<At<Line>>,
    /// Pairs of rival texts, the earlier pair first.
    #[serde(default)]
    pub rivals: Vec<At<Rivals>>,
    /// Processes that texts created: groups of experts, working groups, programmes, committees.
    #[serde(default)]
    pub process: Vec<At<Process>>,
    /// Registers of norms.
    #[serde(default)]
    pub norms: Vec<At<NormSet>>,
    /// Initiatives outside the United Nations, or beside its processes.
    #[serde(default)]
    pub initiative: Vec<At<Initiative>>,
    /// Questions that the report answers, beside those it answers of every case.
    #[serde(default)]
    pub question: Vec<At<Question>>,
    /// What could not be established.
    #[serde(default)]
    pub open: Vec<At<Open>>,
}

/// What the case is.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Head {
    /// A short name for commands and files: `cyber`.
    pub id: String,
    /// The title of the report.
    pub title: String,
    /// A sentence or two on what it is about.
    pub summary: Option<String>,
    /// Groups of states whose cohesion is of interest, by their codes: `EU`, `NAM`.
    #[serde(default)]
    pub groups: Vec<At<String>>,
    /// By which rule its pairs were taken for rivals, where one did: left out where each pair has its own sources.
    pub rivals_are: Option<String>,
}

/// A source that is cited by its id.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct SourceEntry {
    /// What it is cited by: `gp-digital-2019`. For a document of the United Nations that the record does not hold, its
    /// symbol.
    pub id: String,
    /// Who wrote or published it.
    pub author: Option<String>,
    /// The title.
    pub title: String,
    /// Where it appeared.
    pub container: Option<String>,
    /// When: a day, a month or a year.
    pub date: Option<When>,
    /// Where to see it.
    pub url: Option<String>,
    /// Anything a careful reader must know: a copy without a date, an excerpt.
    pub note: Option<String>,
}

/// Texts that one camp sponsors, through the years.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Line {
    /// What the file calls it by: `rus`.
    pub id: String,
    /// What readers call it.
    pub name: String,
    /// Whose texts they are.
    pub camp: Option<String>,
    /// The texts, by their symbols, in the order of time.
    pub texts: Vec<At<String>>,
    /// Anything that a reader must know.
    pub note: Option<String>,
    /// Who says that they are one line.
    #[serde(default)]
    pub sources: Vec<At<String>>,
}

/// Two texts that were rivals.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Rivals {
    /// One.
    pub first: At<String>,
    /// The other.
    pub second: At<String>,
    /// What they were rivals for.
    pub about: Option<String>,
    /// Who says so.
    #[serde(default)]
    pub sources: Vec<At<String>>,
}

/// A process with its mandate.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Process {
    /// What the file calls it by: `oewg1`.
    pub id: String,
    /// Its name.
    pub name: String,
    /// A short name for figures: `OEWG 2019–2021`.
    pub short: Option<String>,
    /// What kind of process it is: `group of governmental experts`.
    pub kind: Option<String>,
    /// The texts that created or renewed it.
    #[serde(default)]
    pub mandate: Vec<At<Mandate>>,
    /// Who may belong to it; left out where it is not established.
    pub membership: Option<Membership>,
    /// How many members it has, where their number is limited.
    pub seats: Option<u16>,
    /// The members, by name or code.
    #[serde(default)]
    pub members: Vec<At<String>>,
    /// Who chairs it.
    #[serde(default)]
    pub chair: Vec<String>,
    /// How it decides: `consensus`.
    pub decision_rule: Option<String>,
    /// Who may be consulted.
    pub consulted: Option<String>,
    /// When it began.
    pub from: Option<When>,
    /// When it ended, or is to end.
    pub to: Option<When>,
    /// Its sessions, planned and held.
    #[serde(default)]
    pub session: Vec<At<Session>>,
    /// Its reports.
    #[serde(default)]
    pub report: Vec<At<Report>>,
    /// Processes that it took over from, by their ids.
    #[serde(default)]
    pub follows: Vec<At<String>>,
    /// What its mandate is about, each topic with its place.
    #[serde(default)]
    pub topic: Vec<At<Topic>>,
    /// Anything that a reader must know.
    pub note: Option<String>,
    /// Who says all this, where an entry does not say it itself.
    #[serde(default)]
    pub sources: Vec<At<String>>,
}

/// A text that created or renewed a process.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Mandate {
    /// The text.
    pub text: At<String>,
    /// The paragraph: `OP5`.
    pub paragraph: Option<String>,
    /// Anything that a reader must know.
    pub note: Option<String>,
    /// Who says so, besides the text.
    #[serde(default)]
    pub sources: Vec<At<String>>,
}

/// Who may belong to a process.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Membership {
    /// All Member States.
    Open,
    /// Some states only.
    Limited,
}

/// A session of a process.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Session {
    /// Which: `first substantive session`.
    pub name: String,
    /// When it began.
    pub from: Option<When>,
    /// When it ended.
    pub to: Option<When>,
    /// Where.
    pub place: Option<String>,
    /// Whether it took place.
    pub status: SessionStatus,
    /// Who says so.
    #[serde(default)]
    pub sources: Vec<At<String>>,
}

/// Whether a session took place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SessionStatus {
    /// It did.
    Held,
    /// It was planned; whether it was held then is not established.
    Planned,
    /// It was held at another time.
    Postponed,
    /// It was not held.
    Cancelled,
}

impl SessionStatus {
    /// In a word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Held => "held",
            Self::Planned => "planned",
            Self::Postponed => "postponed",
            Self::Cancelled => "cancelled",
        }
    }
}

/// A report of a process.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Report {
    /// Its symbol, if there is one.
    pub text: Option<At<String>>,
    /// What came of it: `consensus report`, `no consensus`.
    pub outcome: Option<String>,
    /// The session of the Assembly that it was due to.
    pub due_session: Option<u16>,
    /// When it was made.
    pub date: Option<When>,
    /// Who says so.
    #[serde(default)]
    pub sources: Vec<At<String>>,
}

/// A topic of a mandate.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Topic {
    /// Which.
    pub topic: TopicKind,
    /// The text that gives it.
    pub text: At<String>,
    /// The paragraph.
    pub paragraph: Option<String>,
    /// What it says on it, in our own words.
    pub note: Option<String>,
    /// Who says so, where the text itself was not read.
    #[serde(default)]
    pub sources: Vec<At<String>>,
}

/// What mandates are about: the headings under which they can be set side by side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TopicKind {
    /// Existing and potential threats.
    Threats,
    /// Rules, norms and principles.
    Norms,
    /// How international law applies.
    InternationalLaw,
    /// Confidence-building measures.
    ConfidenceBuilding,
    /// Capacity-building.
    CapacityBuilding,
    /// Regular institutional dialogue.
    InstitutionalDialogue,
    /// Concepts, terms and definitions.
    Concepts,
    /// Who may be consulted.
    Consultation,
    /// To whom and when it reports.
    Reporting,
}

impl TopicKind {
    /// All of them, in the order in which they are set side by side.
    pub const ALL: [Self; 9] = [
        Self::Threats,
        Self::Norms,
        Self::InternationalLaw,
        Self::ConfidenceBuilding,
        Self::CapacityBuilding,
        Self::InstitutionalDialogue,
        Self::Concepts,
        Self::Consultation,
        Self::Reporting,
    ];

    /// As a heading.
    pub const fn phrase(self) -> &'static str {
        match self {
            Self::Threats => "threats",
            Self::Norms => "rules, norms and principles",
            Self::InternationalLaw => "international law",
            Self::ConfidenceBuilding => "confidence-building",
            Self::CapacityBuilding => "capacity-building",
            Self::InstitutionalDialogue => "institutional dialogue",
            Self::Concepts => "concepts and terms",
            Self::Consultation => "who may be consulted",
            Self::Reporting => "report",
        }
    }
}

/// A register of norms.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct NormSet {
    /// What the file calls it by: `gge2015`.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The text that it stands in.
    pub text: Option<At<String>>,
    /// When it was made.
    pub date: Option<When>,
    /// Its norms.
    #[serde(default)]
    pub norm: Vec<At<Norm>>,
    /// How many norms it has, where not all are listed here.
    pub count: Option<u16>,
    /// Other sets, or texts, that it refers to.
    #[serde(default)]
    pub refers_to: Vec<At<String>>,
    /// Anything that a reader must know.
    pub note: Option<String>,
    /// Who says so.
    #[serde(default)]
    pub sources: Vec<At<String>>,
}

/// A norm.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Norm {
    /// What the file calls it by: `gge2015-a`.
    pub id: String,
    /// What it is about, in our own words and few of them.
    pub name: String,
    /// The paragraph where it stands first.
    pub paragraph: Option<String>,
    /// Where it stands again.
    #[serde(default)]
    pub restated: Vec<At<Restatement>>,
    /// Who says so, besides the text of the set.
    #[serde(default)]
    pub sources: Vec<At<String>>,
}

/// Where a norm stands again.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Restatement {
    /// The text.
    pub text: At<String>,
    /// The paragraph.
    pub paragraph: Option<String>,
    /// How it differs, in our own words.
    pub note: Option<String>,
}

/// An initiative outside the United Nations, or beside its processes.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Initiative {
    /// What the file calls it by: `paris-call`.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What kind of initiative it is: `call with supporters of all kinds`.
    pub kind: Option<String>,
    /// Who began it.
    pub by: Option<String>,
    /// When it began.
    pub from: Option<When>,
    /// When it ended, if it did.
    pub to: Option<When>,
    /// A document of the United Nations that it was distributed as.
    pub text: Option<At<String>>,
    /// States that support it, by name or code.
    #[serde(default)]
    pub states: Vec<At<String>>,
    /// The day of the list that the states were read from.
    pub states_on: Option<When>,
    /// How many supporters of a kind it had on a day.
    #[serde(default)]
    pub supporters: Vec<At<Supporters>>,
    /// Anything that a reader must know.
    pub note: Option<String>,
    /// Who says so.
    #[serde(default)]
    pub sources: Vec<At<String>>,
}

/// How many supporters of a kind an initiative had on a day.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Supporters {
    /// The day.
    pub on: When,
    /// Of which kind: `states`, `companies`.
    pub kind: String,
    /// How many.
    pub n: u32,
    /// Who says so.
    #[serde(default)]
    pub sources: Vec<At<String>>,
}

/// A question that the report answers.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Question {
    /// The question, as a reader would put it.
    pub question: String,
    /// A set of states, or a statement on one, in the language of `travaux states`.
    pub ask: At<String>,
}

/// What could not be established.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Open {
    /// What.
    pub what: String,
    /// What was looked at.
    pub tried: Option<String>,
}
