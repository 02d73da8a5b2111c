//! Blocs as tables.

use travaux_record::{Cell, Table, Tabular};

use super::{Blocs, Distance, Verdict};
use crate::words::{counted, day};

const PLACES: usize = 3;

fn decimal(value: Option<f64>) -> Cell {
    value.map_or(Cell::Empty, |value| Cell::Number(value, PLACES))
}

fn word(verdict: Option<Verdict>) -> Cell {
    verdict.map(Verdict::word).map_or(Cell::Empty, Cell::from)
}

impl Tabular for Blocs {
    fn tables(&self) -> Vec<Table> {
        let mut tables =
            vec![self.each(), self.summary(), self.beside(), self.members(), self.numbers(), self.others()];
        tables.retain(|table| !table.rows.is_empty());
        tables
    }
}

impl Blocs {
    fn base(&self) -> String {
        let selection = &self.selection;
        let days = match (selection.first, selection.last) {
            (Some(first), Some(last)) => format!(", {} to {}", day(first), day(last)),
            _ => String::new(),
        };
        format!(
            "{} ({}{days}; {} of them divide)",
            selection.words,
            counted(selection.decisions, "decision"),
            self.dividing
        )
    }

    fn each(&self) -> Table {
        let title = format!(
            "{} of {} by {}: {}",
            counted(self.blocs.len() as u64, "bloc"),
            counted(self.states.len() as u64, "state"),
            self.method.name(self.places),
            self.base()
        );
        let columns = ["bloc", "states", "agreement within", "with others", "Jaccard", "firmness", "which"];
        let mut table = Table::new("blocs", title, &columns);
        for bloc in &self.blocs {
            table.row([
                bloc.bloc.into(),
                bloc.n.into(),
                decimal(bloc.within),
                decimal(bloc.across),
                decimal(bloc.jaccard),
                word(bloc.verdict),
                bloc.states.into(),
            ]);
        }
        table
    }

    fn summary(&self) -> Table {
        let mut table =
            Table::new("summary", "How firm, and beside chance", &["", "value", "from", "to", "of"]);
        let mut row = |what: &str, value: Cell, low: Option<f64>, high: Option<f64>, of: Cell| {
            table.row([what.into(), value, decimal(low), decimal(high), of]);
        };
        let decisions = || Cell::from(format!("{} decisions that divide", self.dividing));
        row("modularity", decimal(Some(self.modularity)), None, None, decisions());
        if let Some(chance) = &self.chance {
            let what = if chance.positions_shuffled { "shuffles of positions" } else { "shuffles of states" };
            let of = || Cell::from(format!("{} {what}", chance.replicates));
            row(
                "modularity by chance",
                decimal(Some(chance.mean)),
                Some(chance.low),
                Some(chance.high),
                of(),
            );
            row("p: chance gives as much", decimal(Some(chance.p)), None, None, of());
        }
        if let Some(stability) = &self.stability {
            let of = || Cell::from(format!("{} draws of decisions", stability.replicates));
            let value = decimal(Some(stability.adjusted_rand));
            row(
                "adjusted Rand index, decisions drawn anew",
                value,
                Some(stability.low),
                Some(stability.high),
                of(),
            );
            row("the partition is", stability.verdict.word().into(), None, None, of());
            if let Some(same) = stability.same_number {
                row("the same number of blocs", u64::from(same).into(), None, None, of());
            }
        }
        row("number of blocs chosen by", self.method.rule().into(), None, None, Cell::Empty);
        if let Some(Distance { n, adjusted_rand, variation_of_information, at_most }) = self.distance {
            let of = || Cell::from(format!("{n} states in one group only"));
            row("adjusted Rand index with known groups", decimal(adjusted_rand), None, None, of());
            let most = Some(at_most);
            let information = decimal(Some(variation_of_information));
            row("variation of information with them, bits", information, Some(0.0), most, of());
        }
        table
    }

    fn beside(&self) -> Table {
        let mut table =
            Table::new("groups", "Known groups beside the blocs", &["group", "code", "members in blocs"]);
        table.columns.extend(self.blocs.iter().map(|bloc| format!("bloc {}", bloc.bloc)));
        table.columns.extend(["most like it".to_owned(), "Jaccard".to_owned()]);
        for group in &self.groups {
            let mut row: Vec<Cell> =
                vec![group.name.as_str().into(), group.group.as_str().into(), group.members.into()];
            row.extend(group.in_blocs.iter().map(|n| Cell::from(*n)));
            row.push(group.nearest.map(|bloc| format!("bloc {bloc}")).into());
            row.push(decimal(group.jaccard));
            table.rows.push(row);
        }
        table
    }

    fn members(&self) -> Table {
        let columns = ["state", "bloc", "votes", "with own", "firmness", "next bloc", "with next"];
        let title = "States by bloc, and how often each is with its own when decisions are drawn anew";
        let mut table = Table::new("states", title, &columns);
        for state in &self.states {
            table.row([
                state.state.into(),
                state.bloc.into(),
                u64::from(state.votes).into(),
                decimal(state.with_own),
                word(state.verdict),
                state.next.into(),
                decimal(state.with_next),
            ]);
        }
        table
    }

    fn numbers(&self) -> Table {
        let mut table = Table::new(
            "numbers",
            "Numbers of blocs that were tried: the least BIC is chosen",
            &["blocs", "BIC"],
        );
        for choice in &self.choice {
            table.row([choice.blocs.into(), Cell::Number(choice.bic, 1)]);
        }
        table
    }

    fn others(&self) -> Table {
        let title =
            format!("States with fewer than {} votes on decisions that divide: in no bloc", self.least_votes);
        let mut table = Table::new("left_out", title, &["state", "votes"]);
        for left in &self.left_out {
            table.row([left.state.into(), u64::from(left.votes).into()]);
        }
        table
    }
}
