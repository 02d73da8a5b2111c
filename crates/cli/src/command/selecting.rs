//! What the commands have in common that ask about many decisions: which ones, and how each is counted.

use std::str::FromStr;

use anyhow::Result;
use clap::ValueEnum;
use jiff::civil::{Date, date};
use travaux_record::QuestionKind;
use travaux_un::body::Committee;
use travaux_un::session::Session;
use travaux_votes::selection::{Issue, PositionsAs, Selection, Stages, Weighting};

use crate::failure::Failure;

/// Which decisions are counted.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Which votes")]
pub(crate) struct SelectionArgs {
    /// Only these sessions: 75, 70-75, S-10, ES-11
    #[arg(long, value_delimiter = ',', value_name = "SESSIONS")]
    session: Vec<Sessions>,

    /// Only from this day, or the first of this year, on
    #[arg(long, value_name = "DAY", value_parser = first_day)]
    since: Option<Date>,

    /// Only up to this day, or the last of this year
    #[arg(long, value_name = "DAY", value_parser = last_day)]
    until: Option<Date>,

    /// Only votes with one of these issue codes of Voeten's data
    #[arg(long, value_enum, value_delimiter = ',', value_name = "ISSUES")]
    issue: Vec<IssueArg>,

    /// Only texts with these words in the title or a subject heading
    #[arg(long, value_name = "WORDS")]
    topic: Option<String>,

    /// Only items of these main committees, by number: 1 to 6
    #[arg(long, value_delimiter = ',', value_name = "NUMBERS", value_parser = committee)]
    committee: Vec<Committee>,

    /// Where the votes were taken
    #[arg(long, value_enum, default_value_t = StageArg::Plenary)]
    stage: StageArg,

    /// What was put to the vote; `all` takes every kind
    #[arg(long, value_enum, value_delimiter = ',', value_name = "KINDS", default_values_t = [QuestionArg::Whole])]
    question: Vec<QuestionArg>,
}

/// Which position of a state is counted.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Which votes")]
pub(crate) struct PositionsArgs {
    /// Positions as cast, or as states later said they had meant them
    #[arg(long, value_enum, default_value_t = PositionsArg::Cast)]
    positions: PositionsArg,
}

/// How a decision is counted.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Which votes")]
pub(crate) struct CountingArgs {
    /// Let each decision count once, or each title once, however often it came back
    #[arg(long, value_enum, default_value_t = WeightsArg::Decisions)]
    weights: WeightsArg,
}

/// One session, or a run of regular ones.
#[derive(Debug, Clone)]
struct Sessions(Vec<Session>);

impl FromStr for Sessions {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if let Ok(one) = text.parse::<Session>() {
            return Ok(Self(vec![one]));
        }
        let run = text.split_once('-').and_then(|(from, to)| {
            let (from, to) = (from.trim().parse::<u16>().ok()?, to.trim().parse::<u16>().ok()?);
            (0 < from && from <= to && to < 1000).then(|| (from..=to).map(Session::Regular).collect())
        });
        run.map(Self).ok_or_else(|| "expected a session as 75, S-10 or ES-11, or a run as 70-75".to_owned())
    }
}

/// The names are the codes of the data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum IssueArg {
    /// The Middle East
    Me,
    /// Nuclear weapons and material
    Nu,
    /// Arms control and disarmament
    Di,
    /// Human rights
    Hr,
    /// Colonialism
    Co,
    /// Economic development
    Ec,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum StageArg {
    /// In plenary
    Plenary,
    /// In committee
    Committee,
    /// In both
    Both,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum QuestionArg {
    /// Texts as a whole
    Whole,
    /// Paragraphs
    Paragraph,
    /// Amendments
    Amendment,
    /// Motions
    Motion,
    /// Rulings of the chair
    Ruling,
    /// Questions that the source does not specify
    Unspecified,
    /// All of these
    All,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum PositionsArg {
    /// As cast
    Cast,
    /// As later corrected, where they were
    Corrected,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum WeightsArg {
    /// Each decision once
    Decisions,
    /// Each title once: of k decisions under one title, each counts 1/k
    Series,
}

impl SelectionArgs {
    /// What is meant.
    pub(crate) fn selection(&self) -> Selection {
        let all = self.question.contains(&QuestionArg::All);
        Selection {
            sessions: self.session.iter().flat_map(|sessions| sessions.0.iter().copied()).collect(),
            since: self.since,
            until: self.until,
            issues: self.issue.iter().map(|issue| issue.meant()).collect(),
            topic: self.topic.clone(),
            committees: self.committee.clone(),
            stages: match self.stage {
                StageArg::Plenary => Stages::Plenary,
                StageArg::Committee => Stages::Committee,
                StageArg::Both => Stages::Both,
            },
            questions: if all {
                Vec::new()
            } else {
                self.question.iter().filter_map(|kind| kind.meant()).collect()
            },
            decisions: Vec::new(),
        }
    }

    /// The same; refused where it narrows nothing, for a question that is about a part of the record.
    pub(crate) fn narrowed(&self, example: &str) -> Result<Selection> {
        let selection = self.selection();
        if selection.sessions.is_empty() && selection.since.is_none() && selection.until.is_none() {
            return Err(Failure::new(
                "blocs are of a time: the states of 1946 and of today are not the same",
            )
            .hint(format!("name sessions or days: {example}"))
            .into());
        }
        Ok(selection)
    }
}

impl PositionsArgs {
    pub(crate) fn positions(&self) -> PositionsAs {
        match self.positions {
            PositionsArg::Cast => PositionsAs::Cast,
            PositionsArg::Corrected => PositionsAs::Corrected,
        }
    }
}

impl CountingArgs {
    pub(crate) fn weighting(&self) -> Weighting {
        match self.weights {
            WeightsArg::Decisions => Weighting::Decisions,
            WeightsArg::Series => Weighting::Series,
        }
    }
}

impl IssueArg {
    const fn meant(self) -> Issue {
        match self {
            Self::Me => Issue::MiddleEast,
            Self::Nu => Issue::Nuclear,
            Self::Di => Issue::Disarmament,
            Self::Hr => Issue::HumanRights,
            Self::Co => Issue::Colonialism,
            Self::Ec => Issue::Economic,
        }
    }
}

impl QuestionArg {
    const fn meant(self) -> Option<QuestionKind> {
        match self {
            Self::Whole => Some(QuestionKind::Whole),
            Self::Paragraph => Some(QuestionKind::Paragraph),
            Self::Amendment => Some(QuestionKind::Amendment),
            Self::Motion => Some(QuestionKind::Motion),
            Self::Ruling => Some(QuestionKind::Ruling),
            Self::Unspecified => Some(QuestionKind::Unspecified),
            Self::All => None,
        }
    }
}

fn first_day(text: &str) -> Result<Date, String> {
    day_of(text, 1, 1)
}

fn last_day(text: &str) -> Result<Date, String> {
    day_of(text, 12, 31)
}

/// A day, or this day of a year.
fn day_of(text: &str, month: i8, day: i8) -> Result<Date, String> {
    let year = text.parse::<i16>().ok().filter(|year| text.len() == 4 && *year >= 0);
    if let Some(year) = year {
        return Ok(date(year, month, day));
    }
    text.parse().map_err(|e: jiff::Error| format!("expected a day as 2020-12-31, or a year as 2020 ({e})"))
}

fn committee(text: &str) -> Result<Committee, String> {
    let wanted = text.strip_prefix("C.").unwrap_or(text);
    let has = |committee: &Committee| {
        committee.segment().and_then(|segment| segment.strip_prefix("C.")) == Some(wanted)
    };
    Committee::ALL
        .into_iter()
        .find(has)
        .ok_or_else(|| "expected the number of a main committee, 1 to 6".to_owned())
}
