//! A decision: tally, groups, who, sponsors, documents, what came before and after.

mod tables;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;
use travaux_record::{
    Answer, Caveat, DecisionRef, Gate, Method, Position, PositionRow, SponsorList, Stage, Tally,
};
use travaux_un::body::Body;
use travaux_un::group::Group;
use travaux_un::set::StateSet;
use travaux_un::state::StateId;

use crate::lookup::related;
use crate::provenance::{note_memberships, note_positions};
use crate::series::neighbours;
use crate::sponsors::{OnBehalf, SponsorRoll};
use crate::words::{name_key, names};
use crate::{Context, Headline, LaneCount, Share, VotesError};

/// Everything the record has on a decision.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Shown {
    /// The decision.
    pub decision: Headline,
    /// The body that took it.
    pub body: Body,
    /// The committee that had the item, for a decision taken in plenary.
    pub committee: Option<String>,
    /// The tally counted from the names; `null` where there are none.
    pub counted: Option<Tally>,
    /// The tally as the best source states it.
    pub stated: Option<Tally>,
    /// Members on the day, as far as the source names them; `null` without names.
    pub members: Option<u16>,
    /// The positions: how many, which, and the shares of those voting and of all members.
    pub positions: Vec<PositionShare>,
    /// Positions as states later said they had meant them. The vote as cast stands.
    pub corrected: Vec<Correction>,
    /// The tally of each group; members in none of the groups asked for come last, under the code `none`.
    pub groups: Vec<GroupTally>,
    /// The sponsors in short.
    pub sponsors: SponsorSummary,
    /// The documents of the decision.
    pub documents: Documents,
    /// Other decisions on the same text: on paragraphs, in committee, on amendments; by date.
    pub related: Vec<Related>,
    /// The text before it under the same title.
    pub previous: Option<Headline>,
    /// The text after it under the same title.
    pub next: Option<Headline>,
    /// What each source says.
    pub readings: Vec<ReadingLine>,
    /// Every cell in which a source differs from the merged record.
    pub variants: Vec<VariantLine>,
    /// The checks it does not pass.
    pub failed_gates: Vec<GateLine>,
}

/// The states that took a position.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
pub struct PositionShare {
    /// The position.
    pub position: Position,
    /// How many.
    pub n: u16,
    /// Of those in favour, against or abstaining; `null` for those that are not.
    pub of_voting: Option<Share>,
    /// Of the members on the day.
    pub of_members: Share,
    /// Which.
    pub states: StateSet,
}

/// A position cast, and the one that the state later said it had meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Correction {
    /// The state.
    pub state: StateId,
    /// As cast; `null` if the record has none.
    pub cast: Option<Position>,
    /// As meant.
    pub meant: Position,
}

/// The tally of a group.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct GroupTally {
    /// The code of the group.
    pub group: String,
    /// Its name.
    pub name: String,
    /// Members of the group on the day that were members of the body.
    pub members: u16,
    /// Their positions.
    pub positions: Vec<LaneCount>,
    /// Those of them of whom no source says that they were in the group on that day.
    pub dates_not_established: StateSet,
}

/// The sponsors of a text in short; `sponsors` has the whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SponsorSummary {
    /// States in their own name on the list printed on the draft.
    pub tabled: u16,
    /// States in their own name that joined later.
    pub joined: u16,
    /// States that withdrew.
    pub withdrew: u16,
    /// States in their own name as of adoption.
    pub states: StateSet,
    /// "On behalf of", as written.
    pub on_behalf_of: Vec<String>,
    /// Sponsors that are not states: the President, a chair.
    pub offices: Vec<String>,
    /// Which lists of sponsors the record has; with `tabled` alone, others may have joined.
    pub lists: Vec<SponsorList>,
}

/// The documents of a decision.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Documents {
    /// The drafts it was adopted from.
    pub drafts: Vec<String>,
    /// The committee's report, with the paragraph.
    pub reports: Vec<String>,
    /// Drafts that amended it.
    pub amended_by: Vec<String>,
    /// The record of the meeting.
    pub meeting: Option<String>,
    /// Agenda items as the source prints them.
    pub agenda: Vec<String>,
    /// Subject headings.
    pub subjects: Vec<String>,
    /// Issue codes of the academic data set.
    pub issues: Vec<String>,
    /// Whether the United States Department of State named it an important vote.
    pub important: Option<bool>,
}

/// Another decision on the same text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Related {
    /// How it is related.
    pub relation: Relation,
    /// The decision.
    pub decision: Headline,
}

/// How another decision on the same text is related.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// On a part of the text, an amendment or a motion.
    PartOfText,
    /// On the draft, in committee.
    InCommittee,
    /// On the text adopted, in plenary.
    InPlenary,
    /// On the whole text, at the same stage.
    SameText,
}

/// What a source says of the decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ReadingLine {
    /// The source.
    pub source: String,
    /// Its own number.
    pub reference: String,
    /// Where in the source.
    pub place: String,
    /// The symbol as the source writes it.
    pub symbol: String,
    /// The date it gives.
    pub date: Option<Date>,
    /// The tally it states.
    pub stated: Option<Tally>,
    /// The tally of the names it gives.
    pub counted: Option<Tally>,
}

/// A cell in which a source differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct VariantLine {
    /// The source.
    pub source: String,
    /// What differs.
    pub field: String,
    /// Whose position, when it is one.
    pub state: Option<StateId>,
    /// What the source says.
    pub value: String,
    /// What the merged record says.
    pub merged: String,
}

/// A check the decision does not pass.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct GateLine {
    /// The source whose reading fails.
    pub source: String,
    /// The check.
    pub gate: Gate,
    /// What was expected and found.
    pub detail: String,
}

const METHOD: Method = Method {
    name: "show",
    summary: "Votes are counted from the names, as cast; the tally that the source states is given beside it. Shares \
              of those voting leave out members that did not vote, shares of members do not. Groups are as they were \
              on the day, observers not counted.",
};

/// Everything the record has on a decision, with the tallies of these groups (codes or names; with none, of the five
/// regional groups).
pub fn show(
    context: Context<'_>,
    decision: DecisionRef<'_>,
    groups: &[&str],
) -> Result<Answer<Shown>, VotesError> {
    let row = decision.positions();
    let groups = context.groups_or_regional(groups)?;
    let tallies = group_tallies(decision, &groups);
    let roll = SponsorRoll::of(context, decision, OnBehalf::Apart);
    let (previous, next) = neighbours(context.record, decision);
    let value = Shown {
        decision: Headline::of(decision),
        body: decision.body(),
        committee: decision.committee().map(|c| c.to_string()),
        counted: (!row.is_empty()).then(|| row.tally()),
        stated: decision.stated(),
        members: (!row.is_empty()).then(|| row.members().len() as u16),
        positions: positions(row),
        corrected: corrections(decision),
        groups: tallies,
        sponsors: SponsorSummary {
            tabled: roll.tabled_n,
            joined: roll.joined_n,
            withdrew: roll.withdrew_n,
            states: roll.states,
            on_behalf_of: roll
                .on_behalf
                .iter()
                .map(|g| format!("{} on behalf of {}", g.state.state().name(), g.as_written))
                .collect(),
            offices: roll.offices.clone(),
            lists: roll.lists.clone(),
        },
        documents: documents(decision),
        related: related(context.record, decision)
            .into_iter()
            .map(|other| Related { relation: Relation::of(other, decision), decision: Headline::of(other) })
            .collect(),
        previous: previous.map(Headline::of),
        next: next.map(Headline::of),
        readings: decision
            .readings()
            .iter()
            .map(|r| ReadingLine {
                source: r.source.clone(),
                reference: r.reference.clone(),
                place: r.place.clone(),
                symbol: r.symbol.clone(),
                date: r.date,
                stated: r.stated,
                counted: r.counted,
            })
            .collect(),
        variants: variants(decision),
        failed_gates: decision
            .failed_gates()
            .iter()
            .map(|g| GateLine { source: g.source.clone(), gate: g.gate, detail: g.detail.clone() })
            .collect(),
    };
    let mut answer = Answer::new(value, METHOD);
    note_positions(&mut answer, context.record, decision);
    let members: Vec<StateSet> = answer.value.groups.iter().map(GroupTally::states).collect();
    if let Some(date) = decision.date() {
        let of_groups = groups.iter().zip(&members).map(|(group, members)| (*group, date, *members));
        note_memberships(&mut answer, context.groups, of_groups);
    }
    note_counted_twice(&mut answer, &members);
    roll.note(&mut answer, context, decision);
    Ok(answer)
}

fn corrections(decision: DecisionRef<'_>) -> Vec<Correction> {
    let row = decision.positions();
    let mut lines: Vec<Correction> = decision
        .corrected()
        .into_iter()
        .map(|(state, meant)| Correction { state, cast: row.of(state), meant })
        .collect();
    lines.sort_by_cached_key(|line| name_key(line.state));
    lines
}

fn variants(decision: DecisionRef<'_>) -> Vec<VariantLine> {
    let mut lines: Vec<VariantLine> = decision
        .variants()
        .iter()
        .map(|v| VariantLine {
            source: v.source.clone(),
            field: v.field.clone(),
            state: v.state,
            value: v.value.clone(),
            merged: v.merged.clone(),
        })
        .collect();
    lines.sort_by_cached_key(|line| (line.source.clone(), line.field.clone(), line.state.map(name_key)));
    lines
}

fn positions(row: PositionRow<'_>) -> Vec<PositionShare> {
    if row.is_empty() {
        return Vec::new();
    }
    let voting = row.tally().voting();
    let members = row.members().len() as u16;
    Position::ALL
        .into_iter()
        .map(|position| {
            let states = row.states(position);
            let n = states.len() as u16;
            let of_voting = Position::CAST.contains(&position).then(|| Share::new(n, voting));
            PositionShare { position, n, of_voting, of_members: Share::new(n, members), states }
        })
        .filter(|share| share.position != Position::Unreadable || share.n > 0)
        .collect()
}

fn group_tallies(decision: DecisionRef<'_>, groups: &[&Group]) -> Vec<GroupTally> {
    let row = decision.positions();
    let Some(date) = decision.date().filter(|_| !row.is_empty()) else { return Vec::new() };
    let members = row.members();
    let tally = |code: &str, name: &str, states: StateSet, dates_not_established: StateSet| GroupTally {
        group: code.to_owned(),
        name: name.to_owned(),
        members: states.len() as u16,
        positions: LaneCount::sort(row, states),
        dates_not_established,
    };
    let mut others = members;
    let mut tallies: Vec<GroupTally> = Vec::with_capacity(groups.len() + 1);
    for group in groups {
        let of_group = group.members_on(date);
        let states = of_group.states & members;
        others -= states;
        tallies.push(tally(group.code(), group.name(), states, of_group.dates_not_established & states));
    }
    if !others.is_empty() {
        let name = if others.len() <= 5 {
            format!("in none of these groups: {}", names(others))
        } else {
            "in none of these groups".to_owned()
        };
        tallies.push(tally("none", &name, others, StateSet::EMPTY));
    }
    tallies
}

/// Says which states are in more than one of the groups: the rows of the groups then add up to more than the members.
fn note_counted_twice(answer: &mut Answer<Shown>, groups: &[StateSet]) {
    const FEW: usize = 8;
    let (mut once, mut again) = (StateSet::EMPTY, StateSet::EMPTY);
    for group in groups {
        again |= once & *group;
        once |= *group;
    }
    if again.is_empty() {
        return;
    }
    let who = if again.len() <= FEW { names(again) } else { format!("{} states", again.len()) };
    let sum: usize = groups.iter().map(StateSet::len).sum();
    let detail = format!(
        "{who} {} counted in more than one of the groups, so their rows add up to {sum}, with {} members in all",
        if again.len() == 1 { "is" } else { "are" },
        once.len()
    );
    answer.caveat(Caveat::Note { detail });
}

fn documents(decision: DecisionRef<'_>) -> Documents {
    Documents {
        drafts: decision.drafts().map(str::to_owned).collect(),
        reports: decision.reports().map(str::to_owned).collect(),
        amended_by: decision.amended_by().map(str::to_owned).collect(),
        meeting: Some(decision.meeting()).filter(|m| !m.is_empty()).map(str::to_owned),
        agenda: decision.agenda().map(str::to_owned).collect(),
        subjects: decision.subjects().map(str::to_owned).collect(),
        issues: decision.issues().map(str::to_owned).collect(),
        important: decision.important(),
    }
}

impl Relation {
    fn of(other: DecisionRef<'_>, decision: DecisionRef<'_>) -> Self {
        if !other.question().is_whole() {
            return Self::PartOfText;
        }
        match (other.stage(), decision.stage()) {
            (a, b) if a == b => Self::SameText,
            (Stage::Committee(_), _) => Self::InCommittee,
            (Stage::Plenary, _) => Self::InPlenary,
        }
    }

    /// In words.
    pub const fn phrase(self) -> &'static str {
        match self {
            Self::PartOfText => "on a part of the text",
            Self::InCommittee => "on the draft, in committee",
            Self::InPlenary => "on the text, in plenary",
            Self::SameText => "on the same text or draft",
        }
    }
}
