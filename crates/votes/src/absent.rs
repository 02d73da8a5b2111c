//! Who did not vote, and what the record itself knows of why: never more.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;
use travaux_record::{Answer, Caveat, Cell, DecisionRef, Method, Modality, Position, Table, Tabular};
use travaux_un::set::StateSet;
use travaux_un::state::StateId;

use crate::provenance::{need_positions, note_facts, note_positions};
use crate::series::neighbours;
use crate::words::{counted, name_key};
use crate::{Context, Headline, Lane, Share, VotesError};

/// The members that did not vote on a decision.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Absent {
    /// The decision.
    pub decision: Headline,
    /// Those that did not vote, of the members on the day.
    pub share: Share,
    /// The other recorded votes of the same occasion.
    pub occasion: Occasion,
    /// How many other recorded votes the record has of the session.
    pub others_of_session: u32,
    /// The text before it under the same title.
    pub earlier: Option<Headline>,
    /// State by state.
    pub states: Vec<AbsentState>,
}

/// The other recorded votes of the same meeting or, where the meeting is not known, of the same day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Occasion {
    /// The record of the meeting; `null` where it is the day.
    pub meeting: Option<String>,
    /// The day.
    pub date: Option<Date>,
    /// How many other recorded votes there were.
    pub others: u32,
}

/// A member that did not vote.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct AbsentState {
    /// The state.
    pub state: StateId,
    /// What the record shows.
    pub pattern: Pattern,
    /// On how many of the other recorded votes of the same meeting or day it voted.
    pub same_occasion: Share,
    /// On how many of the other recorded votes of the session it voted.
    pub session: Share,
    /// The last day before on which it voted, in the session.
    pub last_vote_before: Option<Date>,
    /// The first day after on which it voted, in the session.
    pub first_vote_after: Option<Date>,
    /// How it voted on the text before it under the same title; `null` where there is none with names.
    pub on_earlier: Option<Lane>,
    /// Why it did not vote, where a source says so; `null` is "not known".
    pub cause: Option<String>,
}

/// What the record shows of a member that did not vote. None of these is a cause.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Pattern {
    /// It voted on other questions of the same meeting or day.
    VotedOnSameOccasion,
    /// It voted on none of the others of that meeting or day, and did in the session.
    VotedInSession,
    /// It voted in the session; the record has no other vote of that meeting or day to compare with.
    VotedInSessionOnly,
    /// It voted on nothing in the session.
    NotInSession,
    /// The record has no other recorded vote to compare with.
    NothingToCompare,
}

impl Pattern {
    /// In words.
    pub const fn phrase(self) -> &'static str {
        match self {
            Self::VotedOnSameOccasion => "voted on others of the same meeting or day",
            Self::VotedInSession => "voted on no other of that meeting or day, but in the session",
            Self::VotedInSessionOnly => {
                "voted in the session; no other vote of that meeting or day to compare with"
            }
            Self::NotInSession => "no vote in the session",
            Self::NothingToCompare => "no other recorded vote to compare with",
        }
    }
}

const METHOD: Method = Method {
    name: "absent",
    summary: "Members that did not vote, with what the record shows of each: on how many of the other recorded votes of \
              the same meeting (or day) and of the session it voted, and how it voted on the text before it under the \
              same title. The record has no causes: absence, presence without voting and loss of the vote under \
              Article 19 of the Charter look the same in it.",
};

/// The members that did not vote on a decision.
pub fn absent(context: Context<'_>, decision: DecisionRef<'_>) -> Result<Answer<Absent>, VotesError> {
    need_positions(decision)?;
    let record = context.record;
    let row = decision.positions();
    let missing = row.states(Position::NotVoting);
    let named = |other: &DecisionRef<'_>| {
        other.no() != decision.no()
            && other.modality() == Modality::RecordedVote
            && !other.positions().is_empty()
    };
    let of_session: Vec<DecisionRef<'_>> = match decision.session() {
        Some(session) => record.in_session(session).filter(named).collect(),
        None => Vec::new(),
    };
    let (occasion, of_occasion) = occasion(decision, &of_session);
    let mut before = neighbours(record, decision).0;
    while let Some(other) = before.filter(|other| other.positions().is_empty()) {
        before = neighbours(record, other).0;
    }
    let mut states: Vec<AbsentState> = missing
        .iter()
        .map(|state| {
            let mut line = state_line(state, decision, &of_session, &of_occasion);
            line.on_earlier = before.map(|other| Lane::of(other.positions(), state));
            line
        })
        .collect();
    states.sort_by_cached_key(|line| (line.pattern, name_key(line.state)));
    let value = Absent {
        decision: Headline::of(decision),
        share: Share::new(missing.len() as u16, row.members().len() as u16),
        occasion,
        others_of_session: of_session.len() as u32,
        earlier: before.map(Headline::of),
        states,
    };
    let mut answer = Answer::new(value, METHOD);
    note_positions(&mut answer, record, decision);
    if let Some(other) = before {
        note_facts(&mut answer, record, other);
    }
    answer.caveat(Caveat::Coverage {
        detail:
            "why they did not vote is not known: the record has no causes of absence, and no list of members \
                 without a vote under Article 19 of the Charter"
                .to_owned(),
    });
    Ok(answer)
}

fn occasion<'a>(
    decision: DecisionRef<'a>,
    of_session: &[DecisionRef<'a>],
) -> (Occasion, Vec<DecisionRef<'a>>) {
    let meeting = Some(decision.meeting()).filter(|meeting| !meeting.is_empty());
    let same = |other: &&DecisionRef<'a>| match meeting {
        Some(meeting) => other.meeting() == meeting,
        None => {
            other.date().is_some() && other.date() == decision.date() && other.stage() == decision.stage()
        }
    };
    let others: Vec<DecisionRef<'a>> = of_session.iter().filter(same).copied().collect();
    let occasion =
        Occasion { meeting: meeting.map(str::to_owned), date: decision.date(), others: others.len() as u32 };
    (occasion, others)
}

fn state_line(
    state: StateId,
    decision: DecisionRef<'_>,
    of_session: &[DecisionRef<'_>],
    of_occasion: &[DecisionRef<'_>],
) -> AbsentState {
    let lane = |other: &DecisionRef<'_>| Lane::of(other.positions(), state);
    let share = |others: &[DecisionRef<'_>]| {
        let member = others.iter().filter(|other| lane(other).is_member()).count();
        let voted = others.iter().filter(|other| lane(other).is_vote()).count();
        Share::new(voted as u64, member as u64)
    };
    let (same_occasion, session) = (share(of_occasion), share(of_session));
    let voting_days =
        || of_session.iter().filter(|other| lane(other).is_vote()).filter_map(|other| other.date());
    let day = decision.date();
    let pattern = match (session.of, session.part, same_occasion.of, same_occasion.part) {
        (0, ..) => Pattern::NothingToCompare,
        (_, _, _, 1..) => Pattern::VotedOnSameOccasion,
        (_, 1.., 0, _) => Pattern::VotedInSessionOnly,
        (_, 1.., ..) => Pattern::VotedInSession,
        (_, 0, ..) => Pattern::NotInSession,
    };
    AbsentState {
        state,
        pattern,
        same_occasion,
        session,
        last_vote_before: day.and_then(|day| voting_days().filter(|date| *date < day).max()),
        first_vote_after: day.and_then(|day| voting_days().filter(|date| *date > day).min()),
        on_earlier: None,
        cause: None,
    }
}

impl Absent {
    /// The states of a pattern.
    pub fn with(&self, pattern: Pattern) -> StateSet {
        self.states.iter().filter(|line| line.pattern == pattern).map(|line| line.state).collect()
    }
}

impl Occasion {
    /// `2 other votes at A/75/PV.48`; nothing where neither the meeting nor the day is known.
    fn phrase(&self) -> Option<String> {
        let votes = match self.others {
            0 => "no other vote".to_owned(),
            n => counted(n, "other vote"),
        };
        match (&self.meeting, self.date) {
            (Some(meeting), _) => Some(format!("{votes} at {meeting}")),
            (None, Some(date)) => Some(format!("{votes} on {date}")),
            (None, None) => None,
        }
    }
}

impl Tabular for Absent {
    fn tables(&self) -> Vec<Table> {
        let mut patterns = Table::new(
            "patterns",
            format!("{} of {} members did not vote on {}", self.share.part, self.share.of, self.decision),
            &["what the record shows", "states", "which"],
        );
        for pattern in [
            Pattern::VotedOnSameOccasion,
            Pattern::VotedInSession,
            Pattern::VotedInSessionOnly,
            Pattern::NotInSession,
            Pattern::NothingToCompare,
        ] {
            let states = self.with(pattern);
            if !states.is_empty() {
                patterns.row([pattern.phrase().into(), states.len().into(), states.into()]);
            }
        }
        let of_session = format!("{} of the session", counted(self.others_of_session, "other recorded vote"));
        let beside = match self.occasion.phrase() {
            Some(occasion) => format!("{occasion} and {of_session}"),
            None => format!("{of_session} (its meeting and its day are not on record)"),
        };
        let mut table =
            Table::new("absent", format!("What the record shows of each, beside {beside}"), &["state"]);
        let of_occasion = if self.occasion.meeting.is_some() { "of the meeting" } else { "of the day" };
        table.columns.extend(
            [&format!("voted, of others {of_occasion}"), "voted, of others of the session"]
                .map(str::to_owned),
        );
        table.columns.extend(["last vote before", "first vote after"].map(str::to_owned));
        if let Some(earlier) = &self.earlier {
            table.columns.push(format!("on {}", earlier.id));
        }
        table.columns.push("why".into());
        for line in &self.states {
            let mut row = vec![
                Cell::from(line.state),
                line.same_occasion.cell(),
                line.session.cell(),
                line.last_vote_before.into(),
                line.first_vote_after.into(),
            ];
            if self.earlier.is_some() {
                row.push(line.on_earlier.map(Lane::phrase).into());
            }
            row.push(line.cause.clone().into());
            table.rows.push(row);
        }
        table.drop_empty_columns();
        vec![patterns, table]
    }
}
