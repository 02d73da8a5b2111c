//! Where states stand between two rival texts: at the one, at the other, between them, or nowhere.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use travaux_record::{Answer, DecisionRef, Method, Table, Tabular};
use travaux_un::set::StateSet;

use crate::firmness::{Firmness, tables_of};
use crate::matrix::Matrix;
use crate::provenance::{need_positions, note_positions};
use crate::words::counted;
use crate::{Context, Headline, Lane, Share, VotesError};

/// Where a state stands on a pair of rival texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Stand {
    /// In favour of the first text and against the second.
    FirstPole,
    /// In favour of the second text and against the first.
    SecondPole,
    /// A vote on both, and not in favour of one and against the other.
    Between,
    /// A member on both days that did not vote on one of the texts, or on both.
    NotVoting,
    /// No readable entry, or a member on one of the days only.
    NotComparable,
}

impl Stand {
    /// All of them, in the order in which they are printed.
    pub const ALL: [Self; 5] =
        [Self::FirstPole, Self::SecondPole, Self::Between, Self::NotVoting, Self::NotComparable];

    /// The stand of a position on the first text and one on the second.
    pub const fn of(first: Lane, second: Lane) -> Self {
        use Lane::{Against, InFavour, NotAMember, NotVoting, Unreadable};
        match (first, second) {
            (Unreadable | NotAMember, _) | (_, Unreadable | NotAMember) => Self::NotComparable,
            (NotVoting, _) | (_, NotVoting) => Self::NotVoting,
            (InFavour, Against) => Self::FirstPole,
            (Against, InFavour) => Self::SecondPole,
            _ => Self::Between,
        }
    }

    /// In words.
    pub const fn phrase(self) -> &'static str {
        match self {
            Self::FirstPole => "in favour of the first, against the second",
            Self::SecondPole => "in favour of the second, against the first",
            Self::Between => "voted on both, at neither pole",
            Self::NotVoting => "not voting on one or on both",
            Self::NotComparable => "not comparable",
        }
    }

    /// In few words, for tables beside one that has the long ones.
    pub const fn short(self) -> &'static str {
        match self {
            Self::FirstPole => "first pole",
            Self::SecondPole => "second pole",
            Self::Between => "between",
            Self::NotVoting => "not voting",
            Self::NotComparable => "not comparable",
        }
    }
}

impl std::fmt::Display for Stand {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.phrase())
    }
}

/// Where states stand on a pair of rival texts.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Poles {
    /// The first text.
    pub first: Headline,
    /// The second.
    pub second: Headline,
    /// How many states were members on both days: the base of the shares.
    pub members_of_both: u16,
    /// Every stand, also where nobody is in it; each state is in one.
    pub stands: Vec<StandCount>,
}

/// The states with one stand.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
pub struct StandCount {
    /// The stand.
    pub stand: Stand,
    /// How many, of the members on both days; those that are not comparable, of all states named on either day.
    pub share: Share,
    /// Which.
    pub states: StateSet,
}

const METHOD: Method = Method {
    name: "poles",
    summary: "Each state is counted once, by its position on the first text and on the second, both as cast. A pole is \
              a vote in favour of one text and against the other; between them is every other vote on both; members \
              that did not vote on one of them are apart. That the two texts are rivals is the asker's judgement.",
};

const WITH_FIRMNESS: Method = Method {
    name: "poles",
    summary: "Each state is counted once, by its position on the first text and on the second, both as cast. A pole is \
              a vote in favour of one text and against the other; between them is every other vote on both; members \
              that did not vote on one of them are apart. That the two texts are rivals is the asker's judgement. For \
              chance, the votes on the second text are shuffled 9,999 times among the states that voted on both. The \
              agreement index of the states of each stand is its mean over the other decisions in plenary on whole \
              texts of the same sessions, with decisions drawn anew 1,000 times for the interval, and as many states \
              drawn 1,000 times from those that voted on both texts for chance.",
};

/// Where states stand on two rival texts.
pub fn poles(
    context: Context<'_>,
    first: DecisionRef<'_>,
    second: DecisionRef<'_>,
) -> Result<Answer<Poles>, VotesError> {
    need_positions(first)?;
    need_positions(second)?;
    let matrix = Matrix::new(first.positions(), second.positions());
    let members_of_both = matrix.union(|a, b| a.is_member() && b.is_member()).len() as u16;
    let named = matrix.union(|_, _| true).len() as u16;
    let count = |stand: Stand| {
        let states = matrix.union(|a, b| Stand::of(a, b) == stand);
        let base = if stand == Stand::NotComparable { named } else { members_of_both };
        StandCount { stand, share: Share::new(states.len() as u16, base), states }
    };
    let value = Poles {
        first: Headline::of(first),
        second: Headline::of(second),
        members_of_both,
        stands: Stand::ALL.map(count).into(),
    };
    let mut answer = Answer::new(value, METHOD);
    note_positions(&mut answer, context.record, first);
    note_positions(&mut answer, context.record, second);
    Ok(answer)
}

impl Poles {
    /// The states with a stand.
    pub fn states(&self, stand: Stand) -> StateSet {
        self.count(stand).map_or(StateSet::EMPTY, |count| count.states)
    }

    /// The number of states with a stand.
    pub fn n(&self, stand: Stand) -> u16 {
        self.count(stand).map_or(0, |count| count.share.part as u16)
    }

    fn count(&self, stand: Stand) -> Option<&StandCount> {
        self.stands.iter().find(|count| count.stand == stand)
    }
}

/// Several pairs of rival texts, such as those of two camps through the years.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct RivalPairs {
    /// The pairs, in the order in which they were asked for.
    pub pairs: Vec<Poles>,
    /// How firm the poles of each pair are, where that was asked for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub firmness: Vec<Firmness>,
}

impl RivalPairs {
    /// Puts answers on single pairs side by side, with the caveats and sources of all.
    pub fn gather(answers: &[&Answer<Poles>]) -> Answer<Self> {
        let pairs = answers.iter().map(|answer| answer.value.clone()).collect();
        let mut all = Answer::new(Self { pairs, firmness: Vec::new() }, METHOD);
        for answer in answers {
            all.heed(answer);
        }
        all
    }

    /// The same with how firm the poles of each pair are.
    pub fn gather_with_firmness(answers: &[&Answer<Poles>], firmness: &[Answer<Firmness>]) -> Answer<Self> {
        let mut all = Self::gather(answers);
        all.method = WITH_FIRMNESS;
        for answer in firmness {
            all.value.firmness.push(answer.value.clone());
            all.heed(answer);
        }
        all
    }
}

/// A row a pair and stand; those not comparable where there are any.
fn table_of(pairs: &[&Poles]) -> Table {
    let title = match pairs {
        [one] => format!("Where states stand on {} (first) and {} (second)", one.first, one.second),
        several => {
            let pairs = counted(several.len() as u64, "pair");
            format!("Where states stand on {pairs} of texts, by their votes on the first and the second")
        }
    };
    let columns = ["first", "second", "stand", "states", "share (with its base)", "which"];
    let mut table = Table::new("poles", title, &columns);
    for pair in pairs {
        let shown = |count: &&StandCount| count.stand != Stand::NotComparable || count.share.part > 0;
        for count in pair.stands.iter().filter(shown) {
            table.row([
                pair.first.cell(),
                pair.second.cell(),
                count.stand.phrase().into(),
                count.share.part.into(),
                count.share.cell(),
                count.states.into(),
            ]);
        }
    }
    table
}

impl Tabular for Poles {
    fn tables(&self) -> Vec<Table> {
        vec![table_of(&[self])]
    }
}

impl Tabular for RivalPairs {
    fn tables(&self) -> Vec<Table> {
        let mut tables = vec![table_of(&self.pairs.iter().collect::<Vec<_>>())];
        if !self.firmness.is_empty() {
            tables.extend(tables_of(&self.firmness));
        }
        tables
    }
}
