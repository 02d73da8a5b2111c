//! Anybody's votes: a file of voter, item, period and answer in, CSV or Parquet, and points out.

mod csv;
mod gathered;
mod parquet;
mod problems;

use std::collections::{BTreeSet, HashMap};
use std::fs::File;
use std::io::Read;
use std::path::Path;

use anyhow::{Context, Result};
use schemars::JsonSchema;
use serde::Serialize;
use travaux_ideal::{EmSettings, Fit, IdealError, Model, Votes, em, gibbs, kept};
use travaux_record::{Answer, Caveat, Cell, Citation, Method, Table, Tabular};

use self::gathered::{Gathered, Said};
use self::problems::Problems;
use super::checkpoint::explained;
use super::{Args, PriorsArg};
use crate::command::progress::Bar;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::give;
use crate::settings::Settings;

/// Answers that are known by their names, from low to high.
const KNOWN: [&[&str]; 4] = [
    &["no", "abstain", "yes"],
    &["no", "abstention", "yes"],
    &["nay", "abstain", "yea"],
    &["against", "abstaining", "in favour"],
];

pub(super) fn run(args: &Args, path: &Path, settings: &Settings) -> Result<Exit> {
    let name = path.display().to_string();
    let mut problems = Problems::new(settings.console(), &name);
    let reading = settings.console().progress_bar("reading: {pos} rows, {elapsed}");
    let gathered = gather(path, Gathered::new(args.most_votes, reading.clone()), &mut problems);
    reading.finish_and_clear();
    let gathered = gathered?;
    if gathered.answers.is_empty() {
        return Err(Failure::new(format!("{name} has no votes that count"))
            .hint("a row is a vote: voter, item, answer, and period where there are several")
            .into());
    }
    let answers = answers(&args.answers, &gathered.answers)?;
    let built = gathered.votes(&answers, &mut problems);
    problems.finish();
    let votes = built.map_err(|error| match error.downcast::<IdealError>() {
        Ok(IdealError::NoVotes) => Failure::new(format!("{name} has no votes that count"))
            .hint(format!("the answers that count are {}; name others with --answers", answers.join(", ")))
            .into(),
        Ok(other) => other.into(),
        Err(other) => other,
    })?;
    let is_dynamic = !args.is_static && votes.periods().len() > 1;
    let mut model =
        Model::of(is_dynamic, args.priors == PriorsArg::Published).dimensions(usize::from(args.dimensions));
    if let Some(positive) = &args.positive {
        model = model.anchor(0, positive);
    }
    let bar = Bar::new(settings, "fitting");
    let fit = match args.gibbs() {
        None => em::fit(&votes, &model, &EmSettings::default(), &mut |progress| bar.observe(progress))?,
        Some(gibbs) => {
            let observe = &mut |progress: &_| bar.observe(progress);
            match args.checkpoint() {
                Some(mut place) => kept::fit(&votes, &model, &gibbs, &mut place, observe),
                None => gibbs::fit(&votes, &model, &gibbs, observe),
            }
            .map_err(|error| explained(error, args.checkpoint.as_deref()))?
            .fit
        }
    };
    bar.finish();
    let mut answer = Answer::new(AnyPoints::of(&votes, &fit, is_dynamic, &answers), METHOD);
    for warning in &fit.warnings {
        answer.caveat(Caveat::Note { detail: travaux_votes::ideal::in_words(warning, str::to_owned) });
    }
    if problems.left_out() > 0 {
        let rows = travaux_votes::words::counted(problems.left_out(), "row");
        answer.caveat(Caveat::Coverage { detail: format!("left out of the file: {rows}") });
    }
    let (of, source) = ("votes".to_owned(), "file".to_owned());
    answer.cite(Citation { of, source, reference: name.clone(), url: None });
    give(settings, &args.render, super::OF_INPUT, &answer)
}

const METHOD: Method = Method {
    name: "ideal points",
    summary: "Probit item response with ordered answers (Bailey, Strezhnev and Voeten 2017): an answer is where β θ + ε falls between \
              the cut points of the item; θ is the voter's position in the period, which walks at random from period to \
              period where there are several. The same item in several periods keeps its parameters. Items with one answer alone \
              are not fitted. All points have mean 0 and standard deviation 1; intervals are of 95 %.",
};

/// Where the voters of a file stood.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub(crate) struct AnyPoints {
    /// The answers that count, from low to high.
    answers: Vec<String>,
    /// `em` or `gibbs`.
    engine: &'static str,
    /// Whether positions move from period to period.
    dynamic: bool,
    /// How many dimensions there are.
    dimensions: usize,
    /// Votes on items on which not all gave one answer.
    votes: usize,
    /// The log-likelihood of these.
    log_likelihood: f64,
    /// Points by voter and period.
    points: Vec<AnyPoint>,
    /// The items that were fitted.
    items: Vec<AnyItem>,
}

/// Where a voter stood.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
struct AnyPoint {
    /// The voter.
    voter: String,
    /// The period; `null` where positions do not move.
    period: Option<i32>,
    /// Votes in it, or in all.
    votes: u32,
    /// By dimension: mean, standard deviation, and the ends of the 95 % interval.
    at: Vec<[f64; 4]>,
}

/// An item with its parameters.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
struct AnyItem {
    /// The item, with its period.
    item: String,
    /// How many voted on it.
    votes: usize,
    /// By dimension.
    discrimination: Vec<f64>,
    /// Its cut points, from low to high.
    cuts: Vec<f64>,
}

impl AnyPoints {
    fn of(votes: &Votes, fit: &Fit, dynamic: bool, answers: &[String]) -> Self {
        let dimensions = fit.model.dimensions;
        let mut points: Vec<AnyPoint> = Vec::new();
        let mut place: HashMap<u32, usize> = HashMap::new();
        for position in &fit.positions {
            if let (false, Some(&known)) = (dynamic, place.get(&position.voter)) {
                points[known].votes += position.votes;
                continue;
            }
            place.insert(position.voter, points.len());
            points.push(AnyPoint {
                voter: votes.voters()[position.voter as usize].clone(),
                period: dynamic.then(|| votes.periods()[position.period as usize]),
                votes: position.votes,
                at: (0..dimensions)
                    .map(|d| {
                        [position.mean[d], position.sd[d], position.low[d], position.high[d]].map(rounded)
                    })
                    .collect(),
            });
        }
        let items = votes.items().iter().enumerate().filter_map(|(number, name)| {
            let found = fit.item(votes.text(number as u32))?;
            Some(AnyItem {
                item: name.clone(),
                votes: votes.item_votes(number as u32),
                discrimination: found.discrimination.iter().copied().map(rounded).collect(),
                cuts: found.cuts.iter().copied().map(rounded).collect(),
            })
        });
        Self {
            answers: answers.to_vec(),
            engine: fit.engine.name(),
            dynamic,
            dimensions,
            votes: fit.votes,
            log_likelihood: (fit.log_likelihood * 10.0).round() / 10.0,
            points,
            items: items.collect(),
        }
    }
}

fn rounded(value: f64) -> f64 {
    travaux_votes::words::rounded(value, 4)
}

impl Tabular for AnyPoints {
    fn tables(&self) -> Vec<Table> {
        let of = |what: &str, dimension: usize| {
            if self.dimensions == 1 { what.to_owned() } else { format!("{what} {}", dimension + 1) }
        };
        let mut points =
            Table::new("points", "Ideal points, with 95 % intervals", &["voter", "period", "votes"]);
        for dimension in 0..self.dimensions {
            points.columns.extend(["position", "sd", "from", "to"].map(|what| of(what, dimension)));
        }
        for point in &self.points {
            let mut row: Vec<Cell> = vec![
                point.voter.clone().into(),
                point.period.map(|period| period.to_string()).into(),
                u64::from(point.votes).into(),
            ];
            row.extend(point.at.iter().flatten().map(|value| Cell::Number(*value, 3)));
            points.rows.push(row);
        }
        points.drop_empty_columns();
        let mut items = Table::new("items", "Items that tell voters apart", &["item", "votes"]);
        items.columns.extend((0..self.dimensions).map(|dimension| of("discrimination", dimension)));
        items.columns.push("cuts".to_owned());
        for item in &self.items {
            let mut row: Vec<Cell> = vec![item.item.clone().into(), (item.votes as u64).into()];
            row.extend(item.discrimination.iter().map(|beta| Cell::Number(*beta, 3)));
            let cuts: Vec<String> = item.cuts.iter().map(|cut| format!("{cut:.3}")).collect();
            row.push(cuts.join("; ").into());
            items.rows.push(row);
        }
        vec![points, items]
    }
}

/// Reads a file of either form.
fn gather(path: &Path, mut gathered: Gathered, problems: &mut Problems<'_>) -> Result<Gathered> {
    let name = path.display().to_string();
    let cannot = || format!("cannot read {name}");
    let mut file = File::open(path).with_context(cannot)?;
    let mut head = Vec::new();
    file.by_ref().take(parquet::MAGIC.len() as u64).read_to_end(&mut head).with_context(cannot)?;
    if head == parquet::MAGIC {
        parquet::read(&name, file, &mut gathered, problems)?;
    } else {
        // What was read of it comes first, for a pipe cannot be turned back.
        csv::read(&name, head.chain(file), &mut gathered, problems)?;
    }
    Ok(gathered)
}

/// Where in a file the columns of voter, item and answer are, and that of periods if it has one.
fn columns(name: &str, heads: &[&str]) -> Result<([usize; 3], Option<usize>)> {
    let column = |wanted: &str| heads.iter().position(|head| head.eq_ignore_ascii_case(wanted));
    let need = |wanted: &str| {
        column(wanted).ok_or_else(|| {
            Failure::new(format!("{name} has no column «{wanted}»")).hint(format!(
                "its columns are {}; voter, item and answer are needed, period where there are several",
                heads.join(", ")
            ))
        })
    };
    Ok(([need("voter")?, need("item")?, need("answer")?], column("period")))
}

/// The answers from low to high: as asked for, or those that are known, or numbers.
fn answers(asked: &[String], said: &[Said]) -> Result<Vec<String>> {
    if !asked.is_empty() {
        return Ok(asked.to_vec());
    }
    let found: BTreeSet<String> = said.iter().map(|said| said.word.clone()).collect();
    for known in KNOWN {
        if !found.is_empty() && found.iter().all(|answer| known.contains(&answer.as_str())) {
            return Ok(known
                .iter()
                .filter(|answer| found.contains(**answer))
                .map(|&answer| answer.to_owned())
                .collect());
        }
    }
    let mut numbers: Vec<(i64, String)> =
        found.iter().filter_map(|answer| Some((answer.parse().ok()?, answer.clone()))).collect();
    if numbers.len() == found.len() && numbers.len() > 1 {
        numbers.sort();
        return Ok(numbers.into_iter().map(|(_, answer)| answer).collect());
    }
    let some: Vec<&str> = found.iter().take(8).map(String::as_str).collect();
    Err(Failure::new(format!("which answer is high and which low is not known: {}", some.join(", ")))
        .hint("name those that count from low to high: --answers no,abstain,yes; others are left out")
        .into())
}
