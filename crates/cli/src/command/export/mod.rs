//! `travaux export`: the votes of the record in the column layouts of the field.

mod layout;
mod writer;

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::ValueHint;
use jiff::civil::Date;
use travaux_record::{DecisionRef, Record};
use travaux_un::session::Session;
use travaux_votes::lookup;
use travaux_votes::words::counted;

use self::layout::{Layout, Losses, Rows, Wanted};
use self::writer::{ExportFormat, SHEET_ROWS, Writer};
use super::ask::Library;
use crate::args::of_ending;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::sink::Sink;
use crate::provenance;
use crate::settings::Settings;

const EXAMPLES: &str = "\
Examples:
  travaux export > votes.csv               the whole record, our own columns
  travaux export --session 75 --layout undl --output session75.csv
  travaux export --since 2018-01-01 --layout voeten --output voeten.csv
  travaux export --text 73/27,75/240 --states 'group(EU)' --output eu.xlsx
  travaux export --output votes.parquet    for DuckDB, pandas, R and Spark

Beside a file goes FILE.README.txt, with the sources, the columns and what the
layout cannot say; a workbook has them in its sheet of notes.";

/// Export votes, one row a state and decision, in a choice of layouts and formats
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// The columns
    #[arg(long, value_enum, default_value_t = Layout::Own)]
    layout: Layout,

    /// Format of the file [default: by its name, else csv]
    #[arg(long, short, value_enum)]
    format: Option<ExportFormat>,

    /// File to write; it appears only when it is whole
    #[arg(long, short, value_name = "FILE", value_hint = ValueHint::FilePath)]
    output: Option<PathBuf>,

    /// Write no FILE.README.txt beside the file
    #[arg(long)]
    no_readme: bool,

    /// Only these sessions: 75, S-10, ES-11
    #[arg(long, value_delimiter = ',', value_name = "SESSIONS")]
    session: Vec<Session>,

    /// Only from this day on
    #[arg(long, value_name = "YYYY-MM-DD")]
    since: Option<Date>,

    /// Only up to this day
    #[arg(long, value_name = "YYYY-MM-DD")]
    until: Option<Date>,

    /// Only decisions on these texts, their paragraphs and amendments, in plenary and in committee
    #[arg(long, value_delimiter = ',', value_name = "TEXTS")]
    text: Vec<String>,

    /// Only these states: an expression as `travaux states` takes it; a group without a day is as on the day of
    /// each decision
    #[arg(long, value_name = "EXPR")]
    states: Option<String>,
}

impl Args {
    fn format(&self) -> ExportFormat {
        self.format.or_else(|| of_ending(self.output.as_deref())).unwrap_or(ExportFormat::Csv)
    }
}

pub(crate) fn run(args: &Args, settings: &Settings) -> Result<Exit> {
    let library = Library::open(settings)?;
    let decisions = choose(args, library.record)?;
    let wanted = match &args.states {
        None => Wanted::All,
        Some(expression) => wanted(&library, expression, &decisions)?,
    };
    if decisions.is_empty() {
        settings.console().warn("no decision of the record is in this selection", None);
    }
    let format = args.format();
    if format == ExportFormat::Xlsx {
        refuse_too_many(args.layout, library.record, &wanted, &decisions)?;
    }
    let binary = matches!(format, ExportFormat::Parquet | ExportFormat::Xlsx);
    let sink = Sink::open(args.output.as_deref(), binary)?;
    let last_day = decisions.iter().filter_map(|decision| decision.date()).max();
    let mut writer = Writer::new(format, args.layout.columns(), sink, last_day)?;
    let mut rows = Rows::new(args.layout, library.record, &wanted);
    let mut written: u64 = 0;
    for decision in &decisions {
        rows.of(*decision, &mut |row| {
            written += 1;
            writer.row(row)
        })?;
    }
    let losses = rows.losses();
    let notes = notes(args.layout, library.record, &losses, written, decisions.len());
    writer.finish(&notes)?;
    for (reason, decisions) in &losses {
        settings.console().note(&format!("{reason}: {decisions}"));
    }
    if let Some(path) = args.output.as_deref() {
        let are = if written == 1 { "is" } else { "are" };
        settings.console().note(&format!("{} {are} in {}", counted(written, "row"), path.display()));
        if !args.no_readme && format != ExportFormat::Xlsx {
            readme(path, &notes)?;
        }
    }
    Ok(settings.exit(false))
}

/// The decisions asked for, by date.
fn choose<'r>(args: &Args, record: &'r Record) -> Result<Vec<DecisionRef<'r>>> {
    let mut texts = Vec::new();
    for text in &args.text {
        let found = lookup::find_all(record, text).map_err(|e| super::ask::explain(e.into()))?;
        texts.extend(found.iter().map(|decision| decision.no()));
    }
    let wanted = |decision: &DecisionRef<'_>| {
        (args.text.is_empty() || texts.contains(&decision.no()))
            && (args.session.is_empty() || decision.session().is_some_and(|s| args.session.contains(&s)))
            && args.since.is_none_or(|since| decision.date().is_some_and(|day| since <= day))
            && args.until.is_none_or(|until| decision.date().is_some_and(|day| day <= until))
    };
    Ok(record.decisions().filter(wanted).collect())
}

/// The states that an expression means; where a group in it has no day, on the day of each decision.
fn wanted(library: &Library, expression: &str, decisions: &[DecisionRef<'_>]) -> Result<Wanted> {
    let fixed = library.evaluate(expression);
    let by_day = travaux_votes::Expr::parse(expression).is_ok_and(|expr| expr.has_group_without_day());
    match fixed {
        Ok(answer) => Ok(Wanted::These(answer.value.states)),
        Err(_) if by_day => {
            let mut on = BTreeMap::new();
            for day in decisions.iter().filter_map(|decision| decision.date()) {
                if let Entry::Vacant(entry) = on.entry(day) {
                    entry.insert(library.evaluate_on(expression, day)?.value.states);
                }
            }
            Ok(Wanted::OnTheDay(on))
        }
        Err(error) => Err(error),
    }
}

fn refuse_too_many(
    layout: Layout,
    record: &Record,
    wanted: &Wanted,
    decisions: &[DecisionRef<'_>],
) -> Result<()> {
    let mut rows = Rows::new(layout, record, wanted);
    let mut count: u32 = 0;
    for decision in decisions {
        rows.of(*decision, &mut |_| {
            count += 1;
            if count <= SHEET_ROWS {
                return Ok(());
            }
            Err(Failure::new(format!("a workbook's sheet holds {SHEET_ROWS} rows, and there are more"))
                .hint("choose less with --session, --since, --until, --text or --states")
                .hint("or write CSV or Parquet"))
        })?;
    }
    Ok(())
}

/// Where the rows are from and what they cannot say.
fn notes(
    layout: Layout,
    record: &Record,
    losses: &Losses,
    rows: u64,
    decisions: usize,
) -> Vec<(String, String)> {
    let mut notes = vec![
        ("Made by".to_owned(), provenance::made_by()),
        ("Rows".to_owned(), format!("{rows}, from {} of the record", counted(decisions as u64, "decision"))),
    ];
    notes.extend(
        losses.iter().map(|(reason, decisions)| ("Note".to_owned(), format!("{reason}: {decisions}"))),
    );
    notes.push((
        "Note".to_owned(),
        "Positions are as cast. A member that did not vote is not a member that abstained.".to_owned(),
    ));
    let empty = layout.columns().iter().filter(|column| column.is_always_empty());
    notes.extend(empty.map(|column| ("Note".to_owned(), format!("{} is {}", column.name, column.meaning))));
    for source in record.sources() {
        let covers = source.covers.map(|(from, to)| format!(" Covers {from} to {to}.")).unwrap_or_default();
        let url = if source.url.is_empty() { String::new() } else { format!(" <{}>", source.url) };
        notes.push((
            "Source".to_owned(),
            format!("{}: {}.{url}{covers} Terms: {}.", source.id, source.citation, source.licence),
        ));
    }
    for column in layout.columns() {
        notes.push((format!("Column {}", column.name), column.meaning.to_owned()));
    }
    notes
}

/// Writes the notes into a file beside the data.
fn readme(path: &Path, notes: &[(String, String)]) -> Result<()> {
    if path.metadata().is_ok_and(|found| !found.is_file()) {
        // A device has nothing beside it.
        return Ok(());
    }
    let mut name = path.as_os_str().to_owned();
    name.push(".README.txt");
    let mut sink = Sink::open(Some(Path::new(&name)), false)?;
    for (what, text) in notes {
        writeln!(sink, "{what}: {text}")?;
    }
    sink.finish()
}
