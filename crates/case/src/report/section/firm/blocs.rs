//! The blocs that the votes of the case make, how firm they are, and where their states stood between the rivals.

use travaux_figure::figures::{self, BlocsView};
use travaux_record::{Cell, Table};
use travaux_votes::blocs::{Blocs, BlocsQuery, Verdict, blocs};
use travaux_votes::words::{counted, listed};
use travaux_votes::{Selection, Stand};

use super::super::super::model::{Block, Prose};
use super::super::super::{Desk, words};
use super::{Stands, named};

pub(super) fn write(desk: &mut Desk<'_>, stands: &[Stands<'_>]) -> Vec<Block> {
    let case = desk.case;
    let texts: Vec<String> = case
        .main_texts()
        .into_iter()
        .filter(|text| !text.positions().is_empty())
        .map(|text| text.id().to_owned())
        .collect();
    if texts.is_empty() {
        return Vec::new();
    }
    let heading = Block::Heading("The blocs that these votes make".to_owned());
    let query = BlocsQuery {
        // With votes on half of so few texts a state has a place.
        least_votes: Some((texts.len() as u32).div_ceil(2)),
        selection: Selection { decisions: texts, ..Selection::default() },
        ..BlocsQuery::default()
    };
    let groups: Vec<&str> = case.groups.iter().map(String::as_str).collect();
    let answer = match blocs(case.context, &query, &groups) {
        Ok(answer) => answer,
        Err(error) => return vec![heading, Prose::new().say(words::sentence(&error.to_string())).into()],
    };
    let value = desk.take_about("blocs", &answer);
    let mut blocks = vec![heading, found(value).into(), firm(value).into(), Block::Table(each(value))];
    if !stands.is_empty() {
        blocks.push(Block::Table(crossed(value, stands)));
    }
    blocks.extend(beside(value).map(Block::from));
    blocks.push(Desk::figure("blocs", figures::blocs(desk.setting(), &answer, BlocsView::Map)));
    blocks
}

/// Blocs of no more states are named.
const FEW: u16 = 12;

/// How many blocs, of how many states each.
fn found(value: &Blocs) -> Prose {
    let of = format!(
        "on {} that divide states, of {} with votes by state; {} voted on at least {} of them",
        counted(value.dividing, "text"),
        value.selection.decisions,
        words::states(value.states.len() as u64),
        value.least_votes
    );
    let sizes = value.blocs.iter().map(|bloc| {
        let few = if bloc.n <= FEW { words::in_brackets(bloc.states) } else { String::new() };
        format!("one of {}{few}", words::states(bloc.n))
    });
    let which = match value.blocs.len() {
        1 => {
            "They make one bloc: the votes of the case divide nobody from the others on the whole.".to_owned()
        }
        n => format!("They make {n} blocs: {}.", listed(sizes, "and")),
    };
    Prose::new()
        .say(format!(
            "Blocs are here sets of states that voted more alike than the results alone bring about, {of}."
        ))
        .then(which)
        .then(
            "A bloc is a finding about these votes, and no alliance; the data of the figure name its states.",
        )
}

/// How firm the partition and its blocs are, and whether there is more than chance.
fn firm(value: &Blocs) -> Prose {
    let mut prose = Prose::new();
    if let Some(stability) = &value.stability {
        prose = prose.then(format!(
            "The partition is {}: with the texts drawn anew {} times its adjusted Rand index is {:.2} on the mean (95 %: {:.2} \
             to {:.2}), where 1 is the same partition and 0 what chance gives.",
            stability.verdict.word(),
            stability.replicates,
            stability.adjusted_rand,
            stability.low,
            stability.high
        ));
    }
    let shaken: Vec<String> = value
        .blocs
        .iter()
        .filter(|bloc| bloc.verdict == Some(Verdict::Unstable))
        .map(|bloc| format!("bloc {}", bloc.bloc))
        .collect();
    if !shaken.is_empty() {
        let (verb, it) = if shaken.len() == 1 { ("is", "it") } else { ("are", "they") };
        prose = prose.then(words::sentence(&format!(
            "{} {verb} unstable: with other texts of the same kind {it} would mostly be gone",
            listed(shaken, "and")
        )));
    }
    if let Some(chance) = &value.chance {
        let said = if chance.p > 0.05 { "no more than chance brings about" } else { "more than chance" };
        prose = prose.then(format!(
            "The modularity, {:.3}, is {said}: with the positions on each text shuffled it is {:.3} on the mean (95 %: {:.3} to \
             {:.3}; p = {:.3}, {}).",
            value.modularity,
            chance.mean,
            chance.low,
            chance.high,
            chance.p,
            counted(chance.replicates, "shuffle")
        ));
    }
    prose
}

/// A row a bloc.
fn each(value: &Blocs) -> Table {
    let columns =
        ["bloc", "states", "agreement within", "with others", "Jaccard, texts drawn anew", "firmness"];
    let mut table = Table::new("blocs", "The blocs, the largest first", &columns);
    let number = |number: Option<f64>| number.map_or(Cell::Empty, |number| Cell::Number(number, 3));
    for bloc in &value.blocs {
        table.row([
            bloc.bloc.into(),
            bloc.n.into(),
            number(bloc.within),
            number(bloc.across),
            number(bloc.jaccard),
            bloc.verdict.map_or(Cell::Empty, |verdict| verdict.word().into()),
        ]);
    }
    table
}

/// Where the states of each bloc stood on each pair.
fn crossed(value: &Blocs, stands: &[Stands<'_>]) -> Table {
    const STANDS: [Stand; 4] = [Stand::FirstPole, Stand::SecondPole, Stand::Between, Stand::NotVoting];
    let columns = ["pair", "bloc", "states", "first pole", "second pole", "between", "not voting"];
    let mut table = Table::new("blocs_and_poles", "Where the states of each bloc stood", &columns);
    for Stands { pair, poles } in stands {
        for bloc in &value.blocs {
            let mut row: Vec<Cell> = vec![named(pair).into(), bloc.bloc.into(), bloc.n.into()];
            row.extend(STANDS.map(|stand| Cell::from((bloc.states & poles.states(stand)).len())));
            table.rows.push(row);
        }
    }
    table
}

/// The bloc that is most like each group of interest.
fn beside(value: &Blocs) -> Option<Prose> {
    let parts: Vec<String> = value
        .groups
        .iter()
        .filter(|group| group.members > 0)
        .filter_map(|group| {
            let most = group.in_blocs.iter().max()?;
            let place = group.in_blocs.iter().position(|n| n == most)?;
            Some(format!("{most} of {} of {} in bloc {}", group.members, words::the(&group.name), place + 1))
        })
        .collect();
    if parts.is_empty() {
        return None;
    }
    let day = value.selection.last.map(|day| format!(" (as on {})", travaux_votes::words::day(day)));
    let prose = format!(
        "Of known groups{}, by the most of their members: {}.",
        day.unwrap_or_default(),
        listed(parts, "and")
    );
    Some(Prose::new().say(prose))
}
