//! Who sponsored a text, from when on, and how the sponsors voted.

use schemars::JsonSchema;
use serde::Serialize;
use travaux_record::{Answer, Caveat, Cell, DecisionRef, Method, SponsorList, Table, Tabular};
use travaux_un::set::StateSet;
use travaux_un::state::states;

use crate::provenance::{note_facts, trusted_date};
use crate::words::counted;
use crate::{Context, Headline, Lane, LaneCount};

mod camps;
mod roll;

use camps::RivalRolls;

pub use camps::{Camp, CampChanges, SponsorsSince};
pub use roll::{EventLine, OnBehalf, OnBehalfOf, SponsorRoll};

/// The sponsors of a text, and how they compare with those of another.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Sponsors {
    /// The decision on the text.
    pub decision: Headline,
    /// Its sponsors.
    pub roll: SponsorRoll,
    /// The comparison, if one was asked for.
    pub against: Option<SponsorsAgainst>,
    /// Both camps since their earlier texts, if these were named.
    pub since: Option<SponsorsSince>,
}

/// The sponsors of one text beside those of another.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct SponsorsAgainst {
    /// The decision on the other text.
    pub decision: Headline,
    /// Its sponsors.
    pub roll: SponsorRoll,
    /// How the sponsors of each, those of both, those new and those no longer there voted on both.
    pub votes: Vec<SponsorVotes>,
    /// Sponsors of both.
    pub kept: StateSet,
    /// Sponsors of the first that are not among those of the other.
    pub new: StateSet,
    /// Sponsors of the other that are not among those of the first.
    pub no_longer: StateSet,
    /// Members that sponsored neither, as sponsors are counted here: in their own name, unless members of groups are
    /// counted too; `null` where the record has no sponsors of one of the texts, or the members are not known.
    pub neither: Option<StateSet>,
    /// The members on the day of the decision on the first text: as the source names them, or by the table of
    /// memberships where there are no names; `null` where the day is not known either.
    pub members: Option<StateSet>,
}

/// How some of the sponsors voted on the two texts.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct SponsorVotes {
    /// Which sponsors.
    pub who: SponsorPart,
    /// How many.
    pub n: u16,
    /// Their names.
    pub states: StateSet,
    /// On the first text; empty without names.
    pub on_first: Vec<LaneCount>,
    /// On the other; empty without names.
    pub on_other: Vec<LaneCount>,
}

/// Some of the sponsors of two texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SponsorPart {
    /// All sponsors of the first text.
    OfFirst,
    /// All sponsors of the other.
    OfOther,
    /// Sponsors of both.
    Kept,
    /// Sponsors of the first only.
    New,
    /// Sponsors of the other only.
    NoLonger,
}

/// What the sponsors of a text are compared with.
#[derive(Debug, Clone, Copy)]
pub struct Against<'a> {
    /// The other text: a rival, or an earlier text of the same camp.
    pub text: DecisionRef<'a>,
    /// For two camps in two years: the earlier text of the first camp, and that of the other.
    pub since: Option<[DecisionRef<'a>; 2]>,
}

impl<'a> Against<'a> {
    /// Another text.
    pub fn text(text: DecisionRef<'a>) -> Self {
        Self { text, since: None }
    }

    /// A rival text, and the texts that the two camps had before: that of the first camp, and that of the rival.
    pub fn rival(text: DecisionRef<'a>, since: [DecisionRef<'a>; 2]) -> Self {
        Self { text, since: Some(since) }
    }

    /// All of its texts.
    fn all(self) -> impl Iterator<Item = DecisionRef<'a>> {
        std::iter::once(self.text).chain(self.since.into_iter().flatten())
    }
}

const METHOD: Method = Method {
    name: "sponsors",
    summary: "Sponsors as of adoption are the states that tabled the text or joined it and did not withdraw, in their \
              own name; members of a group on behalf of which it was sponsored are shown apart, by their membership \
              on the day, unless asked to be counted. How they voted is as cast.",
};

/// The sponsors of a decision's text, and how they compare with those of another, or of a rival and two earlier texts.
pub fn sponsors(
    context: Context<'_>,
    decision: DecisionRef<'_>,
    against: Option<Against<'_>>,
    on_behalf: OnBehalf,
) -> Answer<Sponsors> {
    let roll_of = |decision| SponsorRoll::of(context, decision, on_behalf);
    let roll = roll_of(decision);
    let other = against.map(|against| beside(decision, &roll, against.text, roll_of(against.text)));
    let since = against.and_then(|against| against.since).zip(other.as_ref()).map(|(since, other)| {
        let [first, second] = since;
        let (before, before_rival) = (roll_of(first), roll_of(second));
        let rival = RivalRolls { earlier: Some(&before_rival), later: Some(&other.roll) };
        let of_first = Camp::new(first, before.clone(), &roll, rival);
        let rival = RivalRolls { earlier: Some(&before), later: Some(&roll) };
        let of_other = Camp::new(second, before_rival.clone(), &other.roll, rival);
        SponsorsSince { first: of_first, other: of_other }
    });
    let value = Sponsors { decision: Headline::of(decision), roll, against: other, since };
    let decisions = [decision].into_iter().chain(against.iter().flat_map(|against| against.all()));
    let rolls: Vec<SponsorRoll> = value.rolls().into_iter().cloned().collect();
    let mut answer = Answer::new(value, METHOD);
    for (decision, roll) in decisions.zip(rolls) {
        roll.note(&mut answer, context, decision);
        note_facts(&mut answer, context.record, decision);
    }
    if let Some(Against { text, since: Some([first, other]) }) = against {
        note_order(&mut answer, first, decision);
        note_order(&mut answer, other, text);
    }
    answer
}

/// Who stayed with a camp, who joined it and who left it, from one of its texts to a later one; and who of them sponsors
/// a rival of the later text, or had sponsored the rival's earlier one.
pub fn camp_since(
    context: Context<'_>,
    [earlier, later]: [DecisionRef<'_>; 2],
    rival: [Option<DecisionRef<'_>>; 2],
) -> Answer<Camp> {
    let roll_of = |decision| SponsorRoll::of(context, decision, OnBehalf::Apart);
    let (before, after) = (roll_of(earlier), roll_of(later));
    let [rival_earlier, rival_later] = rival.map(|text| text.map(roll_of));
    let rolls = RivalRolls { earlier: rival_earlier.as_ref(), later: rival_later.as_ref() };
    let mut answer = Answer::new(Camp::new(earlier, before.clone(), &after, rolls), METHOD);
    let others = rival.into_iter().zip([&rival_earlier, &rival_later]);
    let others = others.filter_map(|(text, roll)| text.zip(roll.as_ref()));
    for (decision, roll) in [(earlier, &before), (later, &after)].into_iter().chain(others) {
        roll.note(&mut answer, context, decision);
        note_facts(&mut answer, context.record, decision);
    }
    note_order(&mut answer, earlier, later);
    answer
}

/// Says that a text named as the earlier of a camp is not earlier.
fn note_order<T>(answer: &mut Answer<T>, earlier: DecisionRef<'_>, later: DecisionRef<'_>) {
    if let (Some(before), Some(after)) = (earlier.date(), later.date())
        && before >= after
    {
        let detail = format!(
            "{} ({before}) is not earlier than {} ({after}): who is new and who is no longer there is told as if it were",
            earlier.id(),
            later.id()
        );
        answer.caveat(Caveat::Note { detail });
    }
}

/// The members on the day of a decision.
fn members_on_day(decision: DecisionRef<'_>) -> Option<StateSet> {
    let row = decision.positions();
    if row.is_empty() {
        trusted_date(decision).map(|date| states().members_on(date))
    } else {
        Some(row.members())
    }
}

fn beside(
    first: DecisionRef<'_>,
    roll: &SponsorRoll,
    other: DecisionRef<'_>,
    other_roll: SponsorRoll,
) -> SponsorsAgainst {
    let kept = roll.states & other_roll.states;
    let new = roll.states - other_roll.states;
    let no_longer = other_roll.states - roll.states;
    let sort = |decision: DecisionRef<'_>, states: StateSet| {
        let row = decision.positions();
        if row.is_empty() { Vec::new() } else { LaneCount::sort(row, states) }
    };
    let votes = [
        (SponsorPart::OfFirst, roll.states),
        (SponsorPart::OfOther, other_roll.states),
        (SponsorPart::Kept, kept),
        (SponsorPart::New, new),
        (SponsorPart::NoLonger, no_longer),
    ]
    .into_iter()
    .map(|(who, states)| SponsorVotes {
        who,
        n: states.len() as u16,
        states,
        on_first: sort(first, states),
        on_other: sort(other, states),
    })
    .collect();
    let members = members_on_day(first);
    let known = roll.is_known() && other_roll.is_known();
    let neither = members.filter(|_| known).map(|members| members - roll.states - other_roll.states);
    let decision = Headline::of(other);
    SponsorsAgainst { decision, roll: other_roll, votes, kept, new, no_longer, neither, members }
}

impl SponsorPart {
    /// In words; of two rival texts neither comes after the other.
    fn phrase(self, first: &str, other: &str, rivals: bool) -> String {
        match self {
            Self::New if rivals => format!("sponsors of {first} only"),
            Self::NoLonger if rivals => format!("sponsors of {other} only"),
            Self::OfFirst => format!("sponsors of {first}"),
            Self::OfOther => format!("sponsors of {other}"),
            Self::Kept => "sponsors of both".to_owned(),
            Self::New => format!("new on {first}"),
            Self::NoLonger => format!("no longer there (of {other})"),
        }
    }
}

impl SponsorRoll {
    /// What a reader should know of the lists, in a few words.
    fn lists_known(&self) -> &'static str {
        match self.lists.as_slice() {
            [] => "no list on record",
            [SponsorList::Tabled] => "as tabled only",
            [SponsorList::Joined] => "those that joined only",
            _ => "as tabled and joined by adoption",
        }
    }

    fn table(&self, decision: &Headline) -> Table {
        let title = format!("Sponsors of {} ({})", decision.id, self.lists_known());
        let mut table = Table::new("sponsors", title, &["", "states", "which"]);
        // Where the record has no list, the number is not nought but unknown.
        let known = |list, n| self.lists.contains(&list) || n > 0;
        let tabled_known = known(SponsorList::Tabled, self.tabled_n);
        let joined_known = known(SponsorList::Joined, self.joined_n);
        let part = |label: &str, known: bool, n: u16, states: StateSet| {
            let (n, which) =
                if known { (n.into(), states.into()) } else { (Cell::Empty, Cell::from("not known")) };
            [label.into(), n, which]
        };
        if joined_known {
            table.row(part("as of adoption", true, self.n, self.states));
        } else if self.states != self.tabled {
            // Some withdrew.
            table.row(part("known", true, self.n, self.states));
        }
        table.row(part("on the printed list", tabled_known, self.tabled_n, self.tabled));
        table.row(part("joined by adoption", joined_known, self.joined_n, self.joined));
        if self.withdrew_n > 0 {
            table.row(["withdrew".into(), self.withdrew_n.into(), self.withdrew.into()]);
        }
        for group in &self.on_behalf {
            let name = group.state.state().name();
            let label = format!("{name} on behalf of {}", group.as_written);
            let members = if group.members_n.is_some() { group.members.into() } else { "not known".into() };
            table.row([label.into(), group.members_n.into(), members]);
        }
        for office in &self.offices {
            table.row(["not a state".into(), Cell::Empty, office.clone().into()]);
        }
        for count in self.votes.iter().filter(|count| count.n > 0) {
            table.row([format!("sponsors {}", count.lane).into(), count.n.into(), count.states.into()]);
        }
        table
    }
}

impl Sponsors {
    /// The lists of sponsors of all texts, in the order in which these were named.
    fn rolls(&self) -> Vec<&SponsorRoll> {
        let camps = self.since.iter().flat_map(|since| [&since.first.roll, &since.other.roll]);
        std::iter::once(&self.roll)
            .chain(self.against.iter().map(|against| &against.roll))
            .chain(camps)
            .collect()
    }

    /// Every event on the list of the first text.
    fn events(&self) -> Table {
        let mut events = Table::new(
            "events",
            format!("Every event on the list of {}", self.decision.id),
            &["event", "state", "on behalf of", "as written", "date", "text", "source"],
        );
        for event in &self.roll.events {
            events.row([
                event.event.word().into(),
                event.state.into(),
                event.on_behalf_of.clone().into(),
                event.as_written.clone().into(),
                event.date.into(),
                Cell::Symbol(event.text.clone()),
                event.source.clone().into(),
            ]);
        }
        events
    }
}

impl SponsorsAgainst {
    /// Sponsors of both, of the one alone, of the other alone and, beside rival texts, of neither.
    fn changes(&self, first: &Headline, rivals: bool) -> Table {
        let (first, other) = (&first.id, &self.decision.id);
        let title = format!("Sponsors of {first} beside those of {other}");
        let mut changes = Table::new("against", title, &["", "states", "which"]);
        for (who, states) in [
            (SponsorPart::Kept, self.kept),
            (SponsorPart::New, self.new),
            (SponsorPart::NoLonger, self.no_longer),
        ] {
            changes.row([who.phrase(first, other, rivals).into(), states.len().into(), states.into()]);
        }
        // Where one text came before the other, those that sponsored neither are no camp.
        if let (true, Some(neither), Some(members)) = (rivals, self.neither, self.members) {
            let label = format!("sponsors of neither, of {}", counted(members.len() as u64, "member"));
            changes.row([label.into(), neither.len().into(), neither.into()]);
        }
        changes
    }

    /// How the sponsors of each voted on both.
    fn votes(&self, first: &Headline, rivals: bool) -> Table {
        let (first, other) = (&first.id, &self.decision.id);
        let mut votes = Table::new("votes", format!("How the sponsors voted on {first} and on {other}"), &[]);
        votes.columns = vec!["who".into(), "states".into(), "on".into()];
        votes.columns.extend(Lane::SHOWN.iter().map(|lane| lane.phrase().to_owned()));
        votes.columns.push("not in favour, by name".into());
        for part in &self.votes {
            for (on, counts) in [(first, &part.on_first), (other, &part.on_other)] {
                if counts.is_empty() {
                    continue;
                }
                let who = part.who.phrase(first, other, rivals);
                let mut row = vec![who.into(), part.n.into(), Cell::Symbol(on.clone())];
                row.extend(Lane::SHOWN.iter().map(|lane| {
                    Cell::from(counts.iter().find(|count| count.lane == *lane).map_or(0, |count| count.n))
                }));
                let others = counts
                    .iter()
                    .filter(|count| count.lane != Lane::InFavour)
                    .fold(StateSet::EMPTY, |all, count| all | count.states);
                row.push(others.into());
                votes.rows.push(row);
            }
        }
        votes
    }
}

impl Tabular for Sponsors {
    fn tables(&self) -> Vec<Table> {
        let mut tables = vec![self.roll.table(&self.decision)];
        if let Some(against) = &self.against {
            let rivals = self.since.is_some();
            tables.push(against.changes(&self.decision, rivals));
            tables.extend(self.since.iter().map(|since| since.table(&self.decision, &against.decision)));
            tables.push(against.roll.table(&against.decision));
            let camps = self.since.iter().flat_map(|since| [&since.first, &since.other]);
            tables.extend(camps.map(|camp| camp.roll.table(&camp.earlier)));
            tables.push(against.votes(&self.decision, rivals));
        }
        tables.push(self.events());
        tables
    }
}
