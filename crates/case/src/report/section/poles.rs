//! Where states stand between the two texts of each pair, how that changed, and how closely the known groups vote
//! together.

use travaux_figure::{View, figures};
use travaux_record::{Answer, Cell, Table};
use travaux_un::set::StateSet;
use travaux_votes::Share;
use travaux_votes::cohesion::{Cohesion, GroupOnDecision, Index, cohesion};
use travaux_votes::compare::{JointPositions, compare};
use travaux_votes::poles::{Poles, Stand, poles};
use travaux_votes::words::{counted, listed, short};

use super::super::model::{Block, Prose};
use super::super::{Desk, words};
use crate::Pair;

type Answers<'c> = Vec<(&'c Pair<'c>, Answer<Poles>)>;

pub(super) fn write(desk: &mut Desk<'_>) -> Vec<Block> {
    let case = desk.case;
    let pairs: Vec<&Pair<'_>> = case.rivals.iter().filter(|pair| pair.has_votes()).collect();
    if pairs.is_empty() {
        return Vec::new();
    }
    let answers: Answers<'_> = pairs
        .iter()
        .filter_map(|pair| Some((*pair, poles(case.context, pair.first, pair.second).ok()?)))
        .collect();
    let (mut items, mut maps) = (Vec::new(), Vec::new());
    for (pair, answer) in &answers {
        let value = desk.take(answer);
        let Ok(joint) = compare(case.context, pair.first, pair.second) else { continue };
        let prose = one(value, desk.take(&joint));
        let prose = prose.decision(&mut desk.notes, pair.first).decision(&mut desk.notes, pair.second);
        items.push(prose.into_inlines());
        let name = format!("rivals-{}", pair.slug());
        maps.push(Desk::figure(&name, figures::joint(desk.setting(), &joint, View::Map)));
    }
    let mut blocks: Vec<Block> =
        vec![verdict(&answers).into(), Block::List(items), Block::Table(stands(&answers))];
    blocks.extend(maps);
    blocks.extend(changes(desk, &answers));
    blocks.extend(groups(desk, &pairs));
    blocks
}

/// On how many pairs more states stood between the poles than at them.
fn verdict(answers: &Answers<'_>) -> Prose {
    let more_between =
        |value: &Poles| value.n(Stand::Between) > value.n(Stand::FirstPole) + value.n(Stand::SecondPole);
    let n = answers.len();
    let between = answers.iter().filter(|(_, answer)| more_between(&answer.value)).count();
    let on = match (n, between) {
        (1, 1) => "More members stood between the two poles than at them.".to_owned(),
        (1, _) => "No more members stood between the two poles than at them.".to_owned(),
        (n, k) if n == k => {
            format!("On each of the {n} pairs more members stood between the poles than at them.")
        }
        (n, 0) => format!("On none of the {n} pairs did more members stand between the poles than at them."),
        (n, k) => format!("On {k} of the {n} pairs more members stood between the poles than at them."),
    };
    Prose::new()
        .say(
            "A pole is here a vote in favour of one text and against its rival, the first pole that of the text named first; \
             between the poles is any other pair of votes, also in favour of both.",
        )
        .then(on)
}

/// How many stood at each pole, between them and in which way, or did not vote.
fn one(value: &Poles, joint: &JointPositions) -> Prose {
    let (first, second) = (short(&value.first.id), short(&value.second.id));
    let part = |stand: Stand| words::share(Share::new(value.n(stand), value.members_of_both));
    let mut prose = Prose::new().say(format!(
        "{first} and {second}: {} were in favour of {first} and against {second}, {} the reverse; {} stood between; {} did \
         not vote on one of the two or on both.",
        part(Stand::FirstPole),
        part(Stand::SecondPole),
        part(Stand::Between),
        part(Stand::NotVoting)
    ));
    let ways = between(joint);
    if !ways.is_empty() {
        prose = prose.then(format!("Of those between, {}.", listed(ways, "and")));
    }
    prose
}

/// In which ways states voted on both without standing at a pole, the most frequent first.
fn between(joint: &JointPositions) -> Vec<String> {
    let (first, second) = (short(&joint.first.id), short(&joint.second.id));
    let mut ways: Vec<(u16, String)> = joint
        .cells
        .iter()
        .filter(|cell| cell.n > 0 && Stand::of(cell.first, cell.second) == Stand::Between)
        .map(|cell| {
            let how = match (cell.first, cell.second) {
                (one, other) if one == other => one.on_text("both"),
                (one, other) => format!("{} and {}", one.on_text(first), other.on_text(second)),
            };
            let verb = if cell.n == 1 { "was" } else { "were" };
            (cell.n, format!("{} {verb} {how}", cell.n))
        })
        .collect();
    ways.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    ways.into_iter().map(|(_, way)| way).collect()
}

const STANDS: [Stand; 4] = [Stand::FirstPole, Stand::SecondPole, Stand::Between, Stand::NotVoting];

const fn place(stand: Stand) -> &'static str {
    match stand {
        Stand::FirstPole => "the first pole",
        Stand::SecondPole => "the second pole",
        Stand::Between => "between",
        Stand::NotVoting => "not voting",
        Stand::NotComparable => "not comparable",
    }
}

/// How stands changed from the pair before to each: every change, so that the numbers add up.
fn changes(desk: &Desk<'_>, answers: &Answers<'_>) -> Vec<Block> {
    let before = |pair: &Pair<'_>| {
        let before = desk.case.pair_before(pair)?;
        answers.iter().find(|(known, _)| known.rivals == before.rivals).map(|(_, answer)| &answer.value)
    };
    let steps: Vec<(&Poles, &Poles)> =
        answers.iter().filter_map(|(pair, answer)| Some((before(pair)?, &answer.value))).collect();
    if steps.is_empty() {
        return Vec::new();
    }
    let mut table = Table::new(
        "changes",
        "Who changed their stand",
        &["from", "to", "stood", "stands", "states", "which"],
    );
    let mut items = Vec::new();
    for (earlier, later) in steps {
        items.push(step(earlier, later).into_inlines());
        for (from, to, states) in moves(earlier, later) {
            table.row([
                pair_name(earlier).into(),
                pair_name(later).into(),
                place(from).into(),
                place(to).into(),
                states.len().into(),
                Cell::States(states),
            ]);
        }
    }
    vec![
        Block::Heading("Who changed their stand from pair to pair".to_owned()),
        Block::List(items),
        Block::Table(table),
    ]
}

fn pair_name(value: &Poles) -> String {
    format!("{} and {}", short(&value.first.id), short(&value.second.id))
}

/// The changes of stand that occurred.
fn moves(earlier: &Poles, later: &Poles) -> Vec<(Stand, Stand, StateSet)> {
    let all = STANDS.into_iter().flat_map(|from| STANDS.into_iter().map(move |to| (from, to)));
    all.filter(|(from, to)| from != to)
        .map(|(from, to)| (from, to, earlier.states(from) & later.states(to)))
        .filter(|(_, _, states)| !states.is_empty())
        .collect()
}

/// How many kept their stand, and how many went from where to where.
fn step(earlier: &Poles, later: &Poles) -> Prose {
    let kept = STANDS.map(|stand| (earlier.states(stand) & later.states(stand)).len() as u16);
    let moves = moves(earlier, later);
    let moved: u16 = moves.iter().map(|(_, _, states)| states.len() as u16).sum();
    let stayed: u16 = kept.iter().sum();
    let share = words::share(Share::new(stayed, stayed + moved));
    let [first, second, between, missing] = kept;
    let mut prose = Prose::new().say(format!(
        "From {} to {}: {share} stood where they had stood: {first} at the first pole, {second} at the second, {between} \
         between, {missing} not voting.",
        pair_name(earlier),
        pair_name(later)
    ));
    if !moves.is_empty() {
        let parts: Vec<String> = moves
            .iter()
            .map(|(from, to, states)| format!("{} from {} to {}", states.len(), place(*from), place(*to)))
            .collect();
        prose = prose.then(format!("The other {moved}: {}.", parts.join(", ")));
    }
    prose
}

fn stands(answers: &Answers<'_>) -> Table {
    let mut table = Table::new(
        "poles",
        "Where states stood on the pairs of rivals",
        &[
            "pair",
            "members on both days",
            "first pole",
            "second pole",
            "between",
            "not voting on one or both",
        ],
    );
    for (_, answer) in answers {
        let value = &answer.value;
        let share = |stand: Stand| {
            value
                .stands
                .iter()
                .find(|count| count.stand == stand)
                .map_or(Cell::Empty, |count| Cell::Share { part: count.share.part, of: count.share.of })
        };
        table.row([
            pair_name(value).into(),
            value.members_of_both.into(),
            share(Stand::FirstPole),
            share(Stand::SecondPole),
            share(Stand::Between),
            share(Stand::NotVoting),
        ]);
    }
    table
}

/// The cohesion of the groups of interest on the rival texts.
fn groups(desk: &mut Desk<'_>, pairs: &[&Pair<'_>]) -> Vec<Block> {
    let case = desk.case;
    let wanted: Vec<&str> = case.groups.iter().map(String::as_str).collect();
    let mut texts = case.rival_texts();
    texts.retain(|text| {
        pairs.iter().any(|pair| pair.first.no() == text.no() || pair.second.no() == text.no())
    });
    let Ok(answer) = cohesion(case.context, &texts, &wanted) else { return Vec::new() };
    let value = desk.take(&answer);
    let mut blocks =
        vec![Block::Heading("How closely groups vote together".to_owned()), closest(value).into()];
    blocks.extend(few_for_or_against(value).map(Block::from));
    blocks.extend(codes(value).map(Block::from));
    blocks.push(Block::Table(table(value, "The agreement index, with the number of votes cast", |on| {
        on.agreement
    })));
    blocks.push(Block::Table(table(value, "Rice's index, with the number of votes for or against", |on| {
        on.rice
    })));
    blocks
}

/// The most and the least cohesive group on the whole.
fn closest(value: &Cohesion) -> Prose {
    let mut means: Vec<(&str, f64, u16)> = value
        .groups
        .iter()
        .filter_map(|group| {
            group.mean_agreement.map(|mean| (group.name.as_str(), mean.value, mean.decisions))
        })
        .collect();
    means.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(b.0)));
    let scale = "The index is 1 where all that voted gave one answer, and 0 where they were split evenly over the three.";
    match means.as_slice() {
        [] => Prose::new().say("No group has a vote to measure."),
        [(name, mean, n)] => Prose::new()
            .say(format!("The mean agreement index of {} is {mean:.3} on {}.", words::the(name), counted(*n, "text")))
            .then(scale),
        [first, .., last] => Prose::new()
            .say(format!(
                "By the mean of the agreement index {} voted most alike ({:.3} on {}) and {} least ({:.3} on {}).",
                words::the(first.0),
                first.1,
                counted(first.2, "text"),
                words::the(last.0),
                last.1,
                counted(last.2, "text")
            ))
            .then(scale),
    }
}

/// Where Rice's index is of less than half of the votes cast, since the others abstained.
fn few_for_or_against(value: &Cohesion) -> Option<Prose> {
    let few = value.groups.iter().flat_map(|group| group.on.iter().map(move |on| (group, on)));
    let few: Vec<String> = few
        .filter_map(|(group, on)| {
            let (rice, cast) = (on.rice.map_or(0, |index| index.n), on.agreement?.n);
            (rice * 2 < cast)
                .then(|| format!("{} on {} ({rice} of {cast})", words::the(&group.name), short(&on.decision)))
        })
        .collect();
    (!few.is_empty()).then(|| {
        Prose::new().say(format!(
            "Rice's index leaves abstentions out. It is of less than half of the votes cast by {}.",
            listed(few, "and")
        ))
    })
}

/// A row a text, a column a group by its code.
fn table(value: &Cohesion, title: &str, of: impl Fn(&GroupOnDecision) -> Option<Index>) -> Table {
    let mut table = Table::new("cohesion", title, &["text"]);
    table.columns.extend(value.groups.iter().map(|group| group.group.clone()));
    for decision in &value.decisions {
        let mut row = vec![Cell::from(short(&decision.id))];
        row.extend(value.groups.iter().map(|group| {
            let on = group.on.iter().find(|on| on.decision == decision.id);
            let cell = on.and_then(&of).map(|index| format!("{:.3} (n = {})", index.value, index.n));
            Cell::from(cell.unwrap_or_default())
        }));
        table.rows.push(row);
    }
    table
}

/// What the codes at the head of the columns stand for, where they are not the names themselves.
fn codes(value: &Cohesion) -> Option<Prose> {
    let named = value.groups.iter().filter(|group| group.group != group.name);
    let named: Vec<String> =
        named.map(|group| format!("{} is {}", group.group, words::the(&group.name))).collect();
    (!named.is_empty()).then(|| Prose::new().say(format!("In the tables {}.", listed(named, "and"))))
}
