//! Anybody's votes: a file of voter, item, period and answer in, points out.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs::File;
use std::path::Path;

use anyhow::{Context, Result};
use schemars::JsonSchema;
use serde::Serialize;
use travaux_ideal::{EmSettings, Fit, IdealError, Model, Votes, VotesBuilder, em, gibbs};
use travaux_record::{Answer, Caveat, Cell, Citation, Diagnostic, Method, Place, Table, Tabular};

use super::Args;
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
/// Problems with rows are told one by one up to this number, and then counted.
const TOLD: usize = 20;

pub(super) fn run(args: &Args, path: &Path, settings: &Settings) -> Result<Exit> {
    let rows = read(path, settings)?;
    let answers = answers(&args.answers, &rows.votes)?;
    let (votes, skipped) = built(&rows.votes, &answers, path, settings)?;
    let is_dynamic = !args.is_static && votes.periods().len() > 1;
    let mut model =
        if is_dynamic { Model::dynamic() } else { Model::fixed() }.dimensions(usize::from(args.dimensions));
    if let Some(positive) = &args.positive {
        model = model.anchor(0, positive);
    }
    let bar = Bar::new(settings, "fitting");
    let fit = match args.gibbs() {
        None => em::fit(&votes, &model, &EmSettings::default(), &mut |progress| bar.observe(progress))?,
        Some(gibbs) => gibbs::fit(&votes, &model, &gibbs, &mut |progress| bar.observe(progress))?.fit,
    };
    bar.finish();
    let mut answer = Answer::new(AnyPoints::of(&votes, &fit, is_dynamic, &answers), METHOD);
    for warning in &fit.warnings {
        answer.caveat(Caveat::Note { detail: travaux_votes::ideal::in_words(warning, str::to_owned) });
    }
    if rows.bad + skipped > 0 {
        let detail = format!("{} rows of the file were left out", rows.bad + skipped);
        answer.caveat(Caveat::Coverage { detail });
    }
    let reference = path.display().to_string();
    answer.cite(Citation { of: "votes".to_owned(), source: "file".to_owned(), reference, url: None });
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

/// The rows of a file, and how many could not be read.
struct Rows {
    votes: Vec<Row>,
    bad: usize,
}

struct Row {
    line: u64,
    voter: String,
    item: String,
    period: i32,
    answer: String,
}

fn read(path: &Path, settings: &Settings) -> Result<Rows> {
    let file = File::open(path).with_context(|| format!("cannot read {}", path.display()))?;
    let mut reader = csv::ReaderBuilder::new().flexible(true).trim(csv::Trim::All).from_reader(file);
    let headers = reader.headers().with_context(|| format!("{} has no head", path.display()))?.clone();
    let column = |name: &str| headers.iter().position(|head| head.eq_ignore_ascii_case(name));
    let need = |name: &str| {
        column(name).ok_or_else(|| {
            Failure::new(format!("{} has no column «{name}»", path.display())).hint(format!(
                "its columns are {}; voter, item and answer are needed, period where there are several",
                headers.iter().collect::<Vec<_>>().join(", ")
            ))
        })
    };
    let (voter, item, answer, period) = (need("voter")?, need("item")?, need("answer")?, column("period"));
    let mut rows = Rows { votes: Vec::new(), bad: 0 };
    let problem = |line: u64, message: String, hint: &str, bad: &mut usize| {
        *bad += 1;
        if *bad <= TOLD {
            let place = Place::line(&path.display().to_string(), line);
            settings.console().diagnostic(&Diagnostic::warning("bad-row", place, message).hint(hint));
        }
    };
    for record in reader.records() {
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                let line = error.position().map_or(0, csv::Position::line);
                problem(
                    line,
                    format!("the row cannot be read: {error}"),
                    "the row is left out",
                    &mut rows.bad,
                );
                continue;
            }
        };
        let line = record.position().map_or(0, csv::Position::line);
        let cell = |at: usize| record.get(at).unwrap_or_default();
        let (voter, item, answer) = (cell(voter), cell(item), cell(answer));
        if voter.is_empty() || item.is_empty() {
            problem(line, "no voter, or no item".to_owned(), "the row is left out", &mut rows.bad);
            continue;
        }
        let written = period.map_or("1", cell);
        let Ok(period) = written.parse::<i32>() else {
            let message = format!("the period {written:?} is no whole number");
            problem(
                line,
                message,
                "number periods in their order, such as years; the row is left out",
                &mut rows.bad,
            );
            continue;
        };
        let [voter, item, answer] = [voter, item, answer].map(str::to_owned);
        // No answer is a vote that is missing, and costs nothing.
        if !answer.is_empty() {
            rows.votes.push(Row { line, voter, item, period, answer });
        }
    }
    if rows.bad > TOLD {
        settings.console().note(&format!("{} more rows could not be used", rows.bad - TOLD));
    }
    Ok(rows)
}

/// The answers from low to high: as asked for, or those that are known, or numbers.
fn answers(asked: &[String], rows: &[Row]) -> Result<Vec<String>> {
    if !asked.is_empty() {
        return Ok(asked.to_vec());
    }
    let found: BTreeSet<String> = rows.iter().map(|row| row.answer.to_lowercase()).collect();
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

/// The votes, and how many rows were no vote that counts.
fn built(rows: &[Row], answers: &[String], path: &Path, settings: &Settings) -> Result<(Votes, usize)> {
    let mut builder = VotesBuilder::new(answers)?;
    let mut items: HashMap<(&str, i32), u32> = HashMap::new();
    let mut skipped: BTreeMap<&str, (usize, u64)> = BTreeMap::new();
    for row in rows {
        let Some(answer) = answers.iter().position(|answer| answer.eq_ignore_ascii_case(&row.answer)) else {
            skipped.entry(&row.answer).or_insert((0, row.line)).0 += 1;
            continue;
        };
        let key = (row.item.as_str(), row.period);
        let item = if let Some(&item) = items.get(&key) {
            item
        } else {
            let item = builder.item(&format!("{} ({})", row.item, row.period), row.period)?;
            // The same item in several periods is the same text.
            builder.bridge(item, &row.item)?;
            items.insert(key, item);
            item
        };
        let voter = builder.voter(&row.voter)?;
        builder.vote_number(item, voter, answer as u8)?;
    }
    let mut n = 0;
    for (answer, (times, line)) in skipped {
        n += times;
        let place = Place::line(&path.display().to_string(), line);
        let message =
            format!("{answer:?} is none of the answers ({}): {times} rows are left out", answers.join(", "));
        settings.console().diagnostic(
            &Diagnostic::warning("unknown-answer", place, message)
                .hint("name all that count with --answers, low to high"),
        );
    }
    match builder.build() {
        Ok(votes) => Ok((votes, n)),
        Err(IdealError::NoVotes) => {
            Err(Failure::new(format!("{} has no votes that count", path.display())).into())
        }
        Err(error) => Err(error.into()),
    }
}
