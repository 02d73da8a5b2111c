//! Which decisions a question over many of them is about: sessions, days, topics, stages and kinds of question.

use std::collections::BTreeMap;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;
use travaux_record::{
    Answer, Caveat, Citation, DecisionRef, Modality, Position, QuestionKind, Record, Stage,
};
use travaux_un::body::Committee;
use travaux_un::session::Session;
use travaux_un::state::StateId;

use crate::VotesError;
use crate::series::line_of;
use crate::words::{counted, day, listed, short};

/// Which decisions: each field narrows the choice, an empty one does not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selection {
    /// Of these sessions.
    pub sessions: Vec<Session>,
    /// From this day on.
    pub since: Option<Date>,
    /// Up to this day.
    pub until: Option<Date>,
    /// With one of these issue codes of Voeten's data.
    pub issues: Vec<Issue>,
    /// With these words in the title or in a subject heading, in any case of letters.
    pub topic: Option<String>,
    /// Of items of these main committees.
    pub committees: Vec<Committee>,
    /// In plenary, in committee or both.
    pub stages: Stages,
    /// On these kinds of question.
    pub questions: Vec<QuestionKind>,
    /// These alone, by their ids.
    pub decisions: Vec<String>,
}

impl Default for Selection {
    /// Votes in plenary on whole texts. Paragraphs, amendments and motions are covered unevenly by the sources, and votes
    /// in committee are mostly taken again in plenary.
    fn default() -> Self {
        Self {
            sessions: Vec::new(),
            since: None,
            until: None,
            issues: Vec::new(),
            topic: None,
            committees: Vec::new(),
            stages: Stages::Plenary,
            questions: vec![QuestionKind::Whole],
            decisions: Vec::new(),
        }
    }
}

/// Where decisions were taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Stages {
    /// In plenary.
    #[default]
    Plenary,
    /// In committee.
    Committee,
    /// In either.
    Both,
}

/// An issue as Voeten's data code it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Issue {
    /// `me`.
    MiddleEast,
    /// `nu`.
    Nuclear,
    /// `di`.
    Disarmament,
    /// `hr`.
    HumanRights,
    /// `co`.
    Colonialism,
    /// `ec`.
    Economic,
}

impl Issue {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::MiddleEast,
        Self::Nuclear,
        Self::Disarmament,
        Self::HumanRights,
        Self::Colonialism,
        Self::Economic,
    ];

    /// The code in the data.
    pub const fn code(self) -> &'static str {
        match self {
            Self::MiddleEast => "me",
            Self::Nuclear => "nu",
            Self::Disarmament => "di",
            Self::HumanRights => "hr",
            Self::Colonialism => "co",
            Self::Economic => "ec",
        }
    }

    /// In words.
    pub const fn phrase(self) -> &'static str {
        match self {
            Self::MiddleEast => "the Middle East",
            Self::Nuclear => "nuclear weapons and material",
            Self::Disarmament => "arms control and disarmament",
            Self::HumanRights => "human rights",
            Self::Colonialism => "colonialism",
            Self::Economic => "economic development",
        }
    }
}

/// Which positions are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PositionsAs {
    /// As cast.
    #[default]
    Cast,
    /// As states later said they had meant them, where they did.
    Corrected,
}

/// How much a decision counts beside others like it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Weighting {
    /// Each decision counts once.
    #[default]
    Decisions,
    /// Each title counts once: of *k* decisions of the selection under one title, each counts 1/*k*.
    Series,
}

/// The decisions of a selection, as an answer shows them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Selected {
    /// What was chosen, in words.
    pub words: String,
    /// How many decisions with positions by state there are.
    pub decisions: u32,
    /// How many lines of titles they are.
    pub titles: u32,
    /// The first day on which one was taken.
    pub first: Option<Date>,
    /// The last.
    pub last: Option<Date>,
    /// Texts of the selection that were adopted without a vote, as far as the record has them.
    pub without_vote: u32,
}

/// The decisions of a selection.
#[derive(Debug)]
pub(crate) struct Chosen<'a> {
    /// With positions by state, by date.
    pub(crate) votes: Vec<DecisionRef<'a>>,
    /// How much each of them counts.
    pub(crate) weights: Vec<f64>,
    /// Adopted without a vote, by date; with a day, so that it is known who was a member.
    pub(crate) without_vote: Vec<(DecisionRef<'a>, Date)>,
    /// Whether each of the votes is of a session of which the record has texts adopted without a vote.
    pub(crate) with_consensus: Vec<bool>,
    pub(crate) selected: Selected,
    /// Decisions that would have been chosen, had they an issue code.
    no_issue: u32,
}

impl Selection {
    /// Whether a decision is of the selection, issue codes aside.
    fn takes(&self, decision: DecisionRef<'_>) -> bool {
        let stage = decision.stage();
        let staged = match self.stages {
            Stages::Plenary => stage == Stage::Plenary,
            Stages::Committee => stage != Stage::Plenary,
            Stages::Both => true,
        };
        let of_committee = || match stage {
            Stage::Committee(committee) => self.committees.contains(&committee),
            Stage::Plenary => decision.committee().is_some_and(|c| self.committees.contains(&c)),
        };
        staged
            && (self.decisions.is_empty() || self.decisions.iter().any(|id| id == decision.id()))
            && (self.questions.is_empty() || self.questions.contains(&decision.question().kind))
            && (self.sessions.is_empty() || decision.session().is_some_and(|s| self.sessions.contains(&s)))
            && self.since.is_none_or(|since| decision.date().is_some_and(|day| since <= day))
            && self.until.is_none_or(|until| decision.date().is_some_and(|day| day <= until))
            && (self.committees.is_empty() || of_committee())
            && self.topic.as_deref().is_none_or(|topic| speaks_of(decision, topic))
    }

    fn takes_issue(&self, decision: DecisionRef<'_>) -> bool {
        self.issues.is_empty()
            || decision.issues().any(|code| self.issues.iter().any(|issue| issue.code() == code))
    }

    /// The decisions, in one pass over the record.
    pub(crate) fn choose<'a>(
        &self,
        record: &'a Record,
        weighting: Weighting,
    ) -> Result<Chosen<'a>, VotesError> {
        let (mut votes, mut without_vote, mut no_issue) = (Vec::new(), Vec::new(), 0);
        let mut consensus_sessions: Vec<Session> = Vec::new();
        for decision in record.decisions() {
            let modality = decision.modality();
            if modality == Modality::WithoutVote
                && let Some(session) = decision.session()
                && !consensus_sessions.contains(&session)
            {
                consensus_sessions.push(session);
            }
            if !self.takes(decision) {
                continue;
            }
            if !self.takes_issue(decision) {
                no_issue +=
                    u32::from(decision.issues().next().is_none() && modality == Modality::RecordedVote);
                continue;
            }
            match (modality, decision.date()) {
                (Modality::WithoutVote, Some(day)) => without_vote.push((decision, day)),
                _ if !decision.positions().is_empty() => votes.push(decision),
                _ => {}
            }
        }
        if votes.is_empty() {
            return Err(VotesError::NothingSelected { selection: self.words() });
        }
        let of_series = series_sizes(&votes);
        let weights = match weighting {
            Weighting::Decisions => vec![1.0; votes.len()],
            Weighting::Series => of_series.each.iter().map(|&n| 1.0 / f64::from(n)).collect(),
        };
        let with_consensus = votes
            .iter()
            .map(|decision| decision.session().is_some_and(|s| consensus_sessions.contains(&s)))
            .collect();
        let days = || votes.iter().filter_map(|decision| decision.date());
        let selected = Selected {
            words: self.words(),
            decisions: votes.len() as u32,
            titles: of_series.titles,
            first: days().min(),
            last: days().max(),
            without_vote: without_vote.len() as u32,
        };
        Ok(Chosen { votes, weights, without_vote, with_consensus, selected, no_issue })
    }

    /// The selection in words: `votes in plenary on whole texts, sessions 70 to 75`.
    pub fn words(&self) -> String {
        let stage = match self.stages {
            Stages::Plenary => "votes in plenary",
            Stages::Committee => "votes in committee",
            Stages::Both => "votes in plenary and in committee",
        };
        let questions: Vec<&str> = self.questions.iter().map(|kind| plural(*kind)).collect();
        let mut parts = vec![if !self.decisions.is_empty() {
            named(&self.decisions)
        } else if questions.is_empty() {
            stage.to_owned()
        } else {
            format!("{stage} on {}", listed(questions, "and"))
        }];
        if !self.sessions.is_empty() {
            let noun = if self.sessions.len() == 1 { "session" } else { "sessions" };
            parts.push(format!("{noun} {}", sessions_in_words(&self.sessions)));
        }
        match (self.since, self.until) {
            (Some(since), Some(until)) => parts.push(format!("{} to {}", day(since), day(until))),
            (Some(since), None) => parts.push(format!("since {}", day(since))),
            (None, Some(until)) => parts.push(format!("up to {}", day(until))),
            (None, None) => {}
        }
        if !self.issues.is_empty() {
            parts.push(format!("coded {}", listed(self.issues.iter().map(|issue| issue.phrase()), "or")));
        }
        if let Some(topic) = &self.topic {
            parts.push(format!("with «{topic}» in title or subjects"));
        }
        if !self.committees.is_empty() {
            let committees = listed(self.committees.iter().map(|committee| committee.name()), "and the");
            parts.push(format!("items of the {committees}"));
        }
        parts.join(", ")
    }
}

const fn plural(kind: QuestionKind) -> &'static str {
    match kind {
        QuestionKind::Whole => "whole texts",
        QuestionKind::Paragraph => "paragraphs",
        QuestionKind::Amendment => "amendments",
        QuestionKind::Motion => "motions",
        QuestionKind::Ruling => "rulings",
        QuestionKind::Unspecified => "questions not specified",
    }
}

/// `votes on 75/32 and 75/240`; how many they are where that is a long list.
fn named(decisions: &[String]) -> String {
    const FEW: usize = 12;
    if decisions.len() > FEW {
        return format!("votes on {} texts that were named", decisions.len());
    }
    format!("votes on {}", listed(decisions.iter().map(|id| short(id)), "and"))
}

/// `70 to 75 and ES-11`: runs of regular sessions put together.
fn sessions_in_words(sessions: &[Session]) -> String {
    let mut sorted: Vec<Session> = sessions.to_vec();
    sorted.sort_unstable();
    sorted.dedup();
    let mut runs: Vec<(Session, Session)> = Vec::new();
    for session in sorted {
        if let Some(run) = runs.last_mut()
            && let (Session::Regular(last), Session::Regular(this)) = (run.1, session)
            && this == last + 1
        {
            run.1 = session;
        } else {
            runs.push((session, session));
        }
    }
    let run = |(first, last): &(Session, Session)| {
        if first == last { first.to_string() } else { format!("{first} to {last}") }
    };
    listed(runs.iter().map(run), "and")
}

fn speaks_of(decision: DecisionRef<'_>, topic: &str) -> bool {
    let topic = topic.to_lowercase();
    decision.title().to_lowercase().contains(&topic)
        || decision.subjects().any(|subject| subject.to_lowercase().contains(&topic))
}

struct SeriesSizes {
    /// Of each decision: how many of the selection have its title.
    each: Vec<u32>,
    titles: u32,
}

/// A decision without a title is a line of its own.
fn series_sizes(votes: &[DecisionRef<'_>]) -> SeriesSizes {
    let lines: Vec<String> = votes.iter().map(|decision| line_of(decision.title())).collect();
    let mut sizes: BTreeMap<&str, u32> = BTreeMap::new();
    let mut untitled = 0;
    for line in &lines {
        if line.is_empty() {
            untitled += 1;
        } else {
            *sizes.entry(line).or_default() += 1;
        }
    }
    let each = lines.iter().map(|line| sizes.get(line.as_str()).copied().unwrap_or(1)).collect();
    SeriesSizes { each, titles: sizes.len() as u32 + untitled }
}

impl Chosen<'_> {
    /// The positions on one of the votes, as they are to be counted, in the order of states.
    pub(crate) fn positions(decision: DecisionRef<'_>, positions: PositionsAs) -> Vec<(StateId, Position)> {
        let mut row: Vec<(StateId, Position)> = decision.positions().iter().collect();
        if positions == PositionsAs::Corrected {
            for (state, meant) in decision.corrected() {
                row.retain(|(known, _)| *known != state);
                row.push((state, meant));
            }
            row.sort_by_key(|(state, _)| *state);
        }
        row
    }

    /// Adds what a careful reader must know of the decisions, and where they are from.
    pub(crate) fn note<T>(&self, answer: &mut Answer<T>, record: &Record, positions: PositionsAs) {
        let (mut differing, mut failing, mut corrected) = (0_u64, 0_u64, 0_u64);
        for decision in &self.votes {
            differing += u64::from(!decision.variants().is_empty());
            failing += u64::from(!decision.failed_gates().is_empty());
            corrected += u64::from(!decision.corrected().is_empty());
        }
        let of = self.votes.len();
        if differing > 0 {
            let detail = format!(
                "on {differing} of the {of} decisions a source differs from the merged record; travaux show \
                 says where"
            );
            answer.caveat(Caveat::Note { detail });
        }
        if failing > 0 {
            let detail =
                format!("{failing} of the {of} decisions do not pass a check; travaux show says which");
            answer.caveat(Caveat::Note { detail });
        }
        if corrected > 0 {
            let which = match positions {
                PositionsAs::Cast => "the positions cast are counted",
                PositionsAs::Corrected => "what they later said is counted",
            };
            let detail = format!(
                "on {corrected} of the {of} decisions states later said they had meant another position: {which}"
            );
            answer.caveat(Caveat::Note { detail });
        }
        if self.no_issue > 0 {
            let detail = format!(
                "{} of the rest of the selection have no issue code and are left out: only Voeten's data have codes",
                counted(self.no_issue, "vote")
            );
            answer.caveat(Caveat::Coverage { detail });
        }
        let n = self.selected.without_vote;
        if n > 0 {
            let detail = format!(
                "{} of the selection {} adopted without a vote: votes are taken on what is disputed, and how often \
                 differs by year and topic",
                counted(n, "text"),
                if n == 1 { "was" } else { "were" }
            );
            answer.caveat(Caveat::Note { detail });
        }
        for source in record.sources() {
            answer.cite(Citation {
                of: "positions".to_owned(),
                source: source.id,
                reference: source.citation,
                url: Some(source.url).filter(|url| !url.is_empty()),
            });
        }
    }
}
