//! A decision as tables.

use travaux_record::{Cell, Position, SponsorList, Table, Tabular};

use travaux_un::set::StateSet;

use super::{GroupTally, Shown};
use crate::{Lane, Share};

impl Tabular for Shown {
    fn tables(&self) -> Vec<Table> {
        let mut tables = vec![self.facts()];
        tables.extend([self.by_position(), self.by_group(), self.others(), self.sources()]);
        tables.extend([self.corrections(), self.differences(), self.checks()]);
        tables.retain(|table| !table.rows.is_empty());
        tables
    }
}

impl Shown {
    fn facts(&self) -> Table {
        let decision = &self.decision;
        let title = if decision.title.is_empty() {
            decision.id.clone()
        } else {
            format!("{}: {}", decision.id, decision.title)
        };
        let mut table = Table::new("decision", title, &["", ""]);
        let mut fact = |name: &str, cell: Cell| {
            if cell != Cell::Empty {
                table.row([name.into(), cell]);
            }
        };
        fact("taken", decision.modality.phrase().into());
        fact("outcome", decision.outcome.word().replace('_', " ").into());
        fact("votes", decision.tally.map(|t| t.to_string()).into());
        if let (Some(counted), Some(stated)) = (self.counted, self.stated)
            && !counted.same_votes(stated)
        {
            fact("votes as stated", stated.to_string().into());
        }
        fact("members on the day", self.members.into());
        fact("date", decision.date.into());
        fact("session", decision.session.map(|s| s.to_string()).into());
        fact("body", self.body.name().into());
        fact("stage", decision.occasion().into());
        if !decision.stage.contains("Committee") {
            fact("committee with the item", self.committee.clone().into());
        }
        fact("meeting", self.documents.meeting.clone().map_or(Cell::Empty, Cell::Symbol));
        fact("drafts", self.documents.drafts.join("; ").into());
        fact("amended by", self.documents.amended_by.join("; ").into());
        fact("reports", self.documents.reports.join("; ").into());
        fact("agenda", self.documents.agenda.join("; ").into());
        fact("subjects", self.documents.subjects.join("; ").into());
        fact("sponsors", self.sponsors_in_words().into());
        if !self.sponsors.states.is_empty() {
            fact("sponsors by name", self.sponsors.states.into());
        }
        fact("under this title before", self.previous.as_ref().map(ToString::to_string).into());
        fact("under this title after", self.next.as_ref().map(ToString::to_string).into());
        table
    }

    /// `27 as of adoption: 18 as tabled, 9 joined`.
    fn sponsors_in_words(&self) -> String {
        let sponsors = &self.sponsors;
        let mut words: Vec<String> = Vec::new();
        match sponsors.lists.as_slice() {
            [] if sponsors.states.is_empty() => {}
            [SponsorList::Tabled] => {
                if !sponsors.states.is_empty() {
                    words.push(format!(
                        "{} as tabled; those that joined are not known",
                        sponsors.states.len()
                    ));
                }
            }
            _ => {
                let withdrew = match sponsors.withdrew {
                    0 => String::new(),
                    n => format!(", {n} withdrew"),
                };
                if !sponsors.states.is_empty() {
                    words.push(format!(
                        "{} as of adoption: {} as tabled, {} joined{withdrew}",
                        sponsors.states.len(),
                        sponsors.tabled,
                        sponsors.joined
                    ));
                }
            }
        }
        words.extend(sponsors.on_behalf_of.iter().cloned());
        words.extend(sponsors.offices.iter().cloned());
        words.join("; ")
    }

    fn by_position(&self) -> Table {
        let mut table = Table::new(
            "positions",
            format!("Who voted how on {}", self.decision.id),
            &["position", "states", "of those voting", "of members", "which"],
        );
        for share in &self.positions {
            table.row([
                share.position.phrase().into(),
                share.n.into(),
                share.of_voting.map_or(Cell::Empty, Share::cell),
                share.of_members.cell(),
                share.states.into(),
            ]);
        }
        table
    }

    fn by_group(&self) -> Table {
        let mut table = Table::new("groups", format!("{} by group, as of the day", self.decision.id), &[]);
        table.columns = vec!["group".into(), "members".into()];
        table.columns.extend(Lane::SHOWN.iter().map(|lane| lane.phrase().to_owned()));
        for group in &self.groups {
            let mut row = vec![Cell::from(group.name.clone()), group.members.into()];
            row.extend(Lane::SHOWN.iter().map(|&lane| Cell::from(group.n(lane))));
            table.rows.push(row);
        }
        table
    }

    fn others(&self) -> Table {
        let mut table = Table::new(
            "related",
            format!("Other decisions on the text of {}", self.decision.id),
            &["", "decision", "date", "where and on what", "result"],
        );
        for other in &self.related {
            table.row([
                other.relation.phrase().into(),
                other.decision.cell(),
                other.decision.date.into(),
                other.decision.occasion().into(),
                other.decision.result().into(),
            ]);
        }
        table
    }

    fn sources(&self) -> Table {
        let mut table = Table::new(
            "sources",
            format!("What each source says of {}", self.decision.id),
            &["source", "its number", "its symbol", "date", "votes as stated", "votes as named", "place"],
        );
        for reading in &self.readings {
            table.row([
                reading.source.clone().into(),
                reading.reference.clone().into(),
                reading.symbol.clone().into(),
                reading.date.into(),
                reading.stated.map(|t| t.to_string()).into(),
                reading.counted.map(|t| t.to_string()).into(),
                reading.place.clone().into(),
            ]);
        }
        table
    }

    fn corrections(&self) -> Table {
        let mut table = Table::new(
            "corrected",
            "States that later said they had meant another vote (the vote as cast stands)",
            &["state", "cast", "meant"],
        );
        for correction in &self.corrected {
            table.row([
                correction.state.into(),
                correction.cast.map(Position::phrase).into(),
                correction.meant.phrase().into(),
            ]);
        }
        table
    }

    fn differences(&self) -> Table {
        let mut table = Table::new(
            "differences",
            format!("Where sources differ on {}", self.decision.id),
            &["source", "what", "state", "the source says", "the record says"],
        );
        for variant in &self.variants {
            table.row([
                variant.source.clone().into(),
                variant.field.clone().into(),
                variant.state.into(),
                variant.value.clone().into(),
                variant.merged.clone().into(),
            ]);
        }
        table
    }

    fn checks(&self) -> Table {
        let mut table = Table::new(
            "checks",
            format!("Checks that {} does not pass", self.decision.id),
            &["check", "source", "what was found"],
        );
        for gate in &self.failed_gates {
            table.row([
                gate.gate.word().replace('_', " ").into(),
                gate.source.clone().into(),
                gate.detail.clone().into(),
            ]);
        }
        table
    }
}

impl GroupTally {
    /// The members of the group that were members of the body.
    pub(super) fn states(&self) -> StateSet {
        self.positions.iter().fold(StateSet::EMPTY, |all, count| all | count.states)
    }

    /// How many members of the group were in a lane.
    pub fn n(&self, lane: Lane) -> u16 {
        self.positions.iter().find(|count| count.lane == lane).map_or(0, |count| count.n)
    }
}
