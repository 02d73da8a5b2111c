//! The sponsors of one text: the events gathered, and who they leave as sponsors at adoption.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;
use travaux_record::{
    Answer, Caveat, Citation, DecisionRef, Sponsor, SponsorEvent, SponsorList, Sponsorship,
};
use travaux_un::group::Group;
use travaux_un::set::StateSet;
use travaux_un::state::StateId;
use travaux_un::symbol::Symbol;

use crate::provenance::{note_memberships, url};
use crate::words::name_key;
use crate::{Context, LaneCount};

/// Whether members of a group on behalf of which a text was sponsored count as its sponsors.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum OnBehalf {
    /// They are shown apart; sponsors are the states in their own name.
    #[default]
    Apart,
    /// They count, and so does the state that submitted the text for the group.
    Counted,
}

/// The sponsors of one text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SponsorRoll {
    /// The symbols under which the record has them: the draft, or the resolution.
    pub texts: Vec<String>,
    /// Which lists the record has. With `tabled` alone others may have joined by adoption.
    pub lists: Vec<SponsorList>,
    /// Whether members of groups are counted.
    pub members_of_groups: OnBehalf,
    /// How many sponsored it as of adoption.
    pub n: u16,
    /// The sponsors as of adoption: tabled or joined, and did not withdraw.
    pub states: StateSet,
    /// How many were on the list printed on the draft.
    pub tabled_n: u16,
    /// Those on the list printed on the draft.
    pub tabled: StateSet,
    /// How many joined later.
    pub joined_n: u16,
    /// Those that joined later.
    pub joined: StateSet,
    /// How many withdrew.
    pub withdrew_n: u16,
    /// Those that withdrew.
    pub withdrew: StateSet,
    /// Groups on behalf of which it was sponsored.
    pub on_behalf: Vec<OnBehalfOf>,
    /// Sponsors that are not states.
    pub offices: Vec<String>,
    /// How the sponsors voted on the text; empty without names.
    pub votes: Vec<LaneCount>,
    /// Sponsors that did not vote in favour of it.
    pub not_in_favour: StateSet,
    /// Every event.
    pub events: Vec<EventLine>,
}

/// A group on behalf of which a text was sponsored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct OnBehalfOf {
    /// The state that submitted the text.
    pub state: StateId,
    /// The group as written.
    pub as_written: String,
    /// The code of the group, where it is known.
    pub group: Option<String>,
    /// How many members it had on the day; `null` where the group or its members are not known.
    pub members_n: Option<u16>,
    /// Its members on the day.
    pub members: StateSet,
    /// Those of them of whom no source says that they were in the group on that day.
    pub dates_not_established: StateSet,
}

/// An event in the life of the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct EventLine {
    /// What happened.
    pub event: SponsorEvent,
    /// The state; `null` for the President or a chair.
    pub state: Option<StateId>,
    /// On behalf of which group, as written.
    pub on_behalf_of: Option<String>,
    /// The name as the source has it.
    pub as_written: String,
    /// When, if known to the day.
    pub date: Option<Date>,
    /// The text.
    pub text: String,
    /// The source.
    pub source: String,
}

impl SponsorRoll {
    /// The sponsors of a decision's text, gathered from all symbols under which the record has them.
    pub fn of(context: Context<'_>, decision: DecisionRef<'_>, on_behalf: OnBehalf) -> Self {
        let record = context.record;
        let symbols: Vec<Symbol> = decision
            .text()
            .into_iter()
            .chain(decision.drafts().filter_map(|s| Symbol::parse(s).ok()))
            .collect();
        let mut texts = Vec::new();
        let mut lists: Vec<SponsorList> = Vec::new();
        let mut events: Vec<&Sponsorship> = Vec::new();
        for symbol in &symbols {
            let of_symbol = record.sponsorships(symbol);
            if !of_symbol.is_empty() {
                texts.push(symbol.to_string());
            }
            events.extend(of_symbol);
            lists.extend(record.document(symbol).iter().flat_map(|document| &document.sponsor_lists));
        }
        if lists.is_empty() {
            lists.extend(events.iter().filter_map(|event| match event.event {
                SponsorEvent::Tabled => Some(SponsorList::Tabled),
                SponsorEvent::Joined => Some(SponsorList::Joined),
                SponsorEvent::Withdrew => None,
            }));
        }
        lists.sort_unstable();
        lists.dedup();

        let groups = groups_of(context, decision, &events);
        let counted = |event: &&Sponsorship, wanted: SponsorEvent| {
            event.event == wanted
                && (matches!(event.sponsor, Sponsor::State(_)) || on_behalf == OnBehalf::Counted)
        };
        let states = |wanted: SponsorEvent| -> StateSet {
            events
                .iter()
                .filter(|event| counted(event, wanted))
                .filter_map(|event| event.sponsor.state())
                .collect()
        };
        let mut tabled = states(SponsorEvent::Tabled);
        if on_behalf == OnBehalf::Counted {
            tabled = groups.iter().fold(tabled, |all, group| all | group.members);
        }
        // A state on two lists was there from the first.
        let joined = states(SponsorEvent::Joined) - tabled;
        let withdrew = states(SponsorEvent::Withdrew);
        let came_back: StateSet =
            withdrew.iter().filter(|state| joined_after_withdrawing(&events, *state)).collect();
        let sponsors = (tabled | joined) - (withdrew - came_back);

        events.sort_by_cached_key(|event| {
            (event.event, event.date, event.sponsor.state().map(name_key), event.as_written.clone())
        });
        let row = decision.positions();
        let votes = if row.is_empty() { Vec::new() } else { LaneCount::sort(row, sponsors) };
        let not_in_favour = votes
            .iter()
            .filter(|count| count.lane != crate::Lane::InFavour)
            .fold(StateSet::EMPTY, |all, count| all | count.states);
        let mut offices: Vec<String> = events
            .iter()
            .filter_map(|event| match &event.sponsor {
                Sponsor::Office(office) => Some(office.clone()),
                _ => None,
            })
            .collect();
        offices.dedup();
        Self {
            texts,
            lists,
            members_of_groups: on_behalf,
            n: sponsors.len() as u16,
            states: sponsors,
            tabled_n: tabled.len() as u16,
            tabled,
            joined_n: joined.len() as u16,
            joined,
            withdrew_n: withdrew.len() as u16,
            withdrew,
            on_behalf: groups,
            offices,
            votes,
            not_in_favour,
            events: events.into_iter().map(EventLine::of).collect(),
        }
    }

    /// Whether the record knows who sponsored the text: a state, a group or an office, or a list that is empty.
    pub fn is_known(&self) -> bool {
        !self.events.is_empty() || !self.lists.is_empty()
    }

    /// Adds what a reader of the list must know, and where it is from.
    pub(crate) fn note<T>(&self, answer: &mut Answer<T>, context: Context<'_>, decision: DecisionRef<'_>) {
        let text = || Self::name(decision);
        self.cite(answer, context, decision);
        if !self.is_known() {
            answer.caveat(Caveat::NoSponsors { text: text() });
        } else if self.lists == [SponsorList::Tabled] {
            answer.caveat(Caveat::SponsorsAsTabledOnly { text: text() });
        }
        for group in &self.on_behalf {
            if group.members_n.is_none() {
                let detail = format!(
                    "{} was sponsored on behalf of «{}», which the tables of groups cannot expand",
                    text(),
                    group.as_written
                );
                answer.caveat(Caveat::Note { detail });
            }
        }
        let memberships = self.on_behalf.iter().filter_map(|known| {
            let group = context.groups.find(known.group.as_deref()?).ok()?;
            Some((group, decision.date()?, known.members))
        });
        note_memberships(answer, context.groups, memberships);
    }

    /// Adds the sources of the lists: the text, and the symbol under which the source has its sponsors.
    pub(crate) fn cite<T>(&self, answer: &mut Answer<T>, context: Context<'_>, decision: DecisionRef<'_>) {
        let mut lists: Vec<(&str, &str)> = Vec::new();
        for event in &self.events {
            let list = (event.source.as_str(), event.text.as_str());
            if !lists.contains(&list) {
                lists.push(list);
            }
        }
        for (source, text) in lists {
            answer.cite(Citation {
                of: Self::name(decision),
                source: source.to_owned(),
                reference: text.to_owned(),
                url: url(context.record, Symbol::parse(text).ok().as_ref(), source, text),
            });
        }
    }

    /// The text by the symbol that a reader knows it by.
    fn name(decision: DecisionRef<'_>) -> String {
        let text = decision.text_str();
        if text.is_empty() { decision.id().to_owned() } else { text.to_owned() }
    }
}

impl EventLine {
    fn of(event: &Sponsorship) -> Self {
        Self {
            event: event.event,
            state: event.sponsor.state(),
            on_behalf_of: match &event.sponsor {
                Sponsor::OnBehalf { group, .. } => Some(group.clone()),
                _ => None,
            },
            as_written: event.as_written.clone(),
            date: event.date,
            text: event.text.to_string(),
            source: event.source.clone(),
        }
    }
}

fn joined_after_withdrawing(events: &[&Sponsorship], state: StateId) -> bool {
    let last = |wanted: SponsorEvent| {
        events
            .iter()
            .filter(|e| e.event == wanted && e.sponsor.state() == Some(state))
            .filter_map(|e| e.date)
            .max()
    };
    matches!((last(SponsorEvent::Joined), last(SponsorEvent::Withdrew)), (Some(joined), Some(left)) if joined > left)
}

/// The groups on behalf of which the text was sponsored, with their members on the day of the decision.
fn groups_of(context: Context<'_>, decision: DecisionRef<'_>, events: &[&Sponsorship]) -> Vec<OnBehalfOf> {
    let mut found: Vec<OnBehalfOf> = Vec::new();
    for event in events.iter().filter(|event| event.event != SponsorEvent::Withdrew) {
        let Sponsor::OnBehalf { state, group: as_written } = &event.sponsor else { continue };
        if found.iter().any(|known| known.state == *state && known.as_written == *as_written) {
            continue;
        }
        let group = group_named(context, as_written);
        let members = group.zip(decision.date()).map(|(group, date)| group.members_on(date));
        let members = members.filter(|members| !members.states.is_empty());
        found.push(OnBehalfOf {
            state: *state,
            as_written: as_written.clone(),
            group: group.map(|group| group.code().to_owned()),
            members_n: members.map(|members| members.states.len() as u16),
            members: members.unwrap_or_default().states,
            dates_not_established: members
                .map_or(StateSet::EMPTY, |members| members.dates_not_established & members.states),
        });
    }
    found
}

/// The group that a list of sponsors names: by itself, or as «States Members of the United Nations that are members of
/// the …».
fn group_named<'a>(context: Context<'a>, as_written: &str) -> Option<&'a Group> {
    let behind = ["members of the ", "Members of the ", "participants in the "]
        .iter()
        .filter_map(|words| as_written.rfind(words).map(|at| &as_written[at + words.len()..]));
    std::iter::once(as_written).chain(behind).find_map(|name| context.groups.find(name).ok())
}
