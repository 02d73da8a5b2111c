//! `travaux schema`: the published JSON Schemas of the answers.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use clap::ValueHint;
use schemars::{JsonSchema, Schema, schema_for};
use serde_json::json;
use travaux_text::questions;
use travaux_votes::sets::Evaluated;
use travaux_votes::{
    absent, agreement, balance, blocs, cohesion, compare, ideal, poles, series, shift, show, sponsors, state,
    status,
};

use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::sink::Sink;
use crate::output::{Envelope, SCHEMA_VERSION};
use crate::settings::Settings;

const EXAMPLES: &str = "\
Examples:
  travaux schema                      the names of the schemas
  travaux schema compare > compare.json
  travaux schema --write docs/schema  all of them, as they are published

Every JSON answer says which schema it follows:
  {\"travaux\": {\"schema\": \"compare\", \"version\": 1}, \"answer\": …}
The version changes when a field changes its name or meaning or goes away; new
fields may come at any time.";

/// Print the JSON Schema of a command's answer
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// The command; without it, the names of all schemas are printed
    command: Option<String>,

    /// Write all schemas into a folder, one file a command
    #[arg(long, value_name = "DIR", conflicts_with = "command", value_hint = ValueHint::DirPath)]
    write: Option<PathBuf>,
}

/// The name of the schema of case files.
const CASE: &str = "case";

/// The name of a schema and what makes it.
type Published = (&'static str, fn() -> Schema);

/// The commands that answer in JSON, with the type of their answer.
const SCHEMAS: [Published; 26] = [
    (super::show::NAME, schema_for_answer::<show::Shown>),
    (super::compare::NAME, schema_for_answer::<compare::JointPositions>),
    (super::poles::NAME, schema_for_answer::<poles::RivalPairs>),
    (super::shift::NAME, schema_for_answer::<shift::Shift>),
    (super::balance::NAME, schema_for_answer::<balance::Balance>),
    (super::cohesion::NAME, schema_for_answer::<cohesion::Cohesion>),
    (super::agreement::NAME, schema_for_answer::<agreement::Agreement>),
    (super::blocs::NAME, schema_for_answer::<blocs::Blocs>),
    (super::ideal::NAME, schema_for_answer::<ideal::IdealPoints>),
    (super::ideal::OF_INPUT, schema_for_answer::<super::ideal::AnyPoints>),
    (super::sponsors::NAME, schema_for_answer::<sponsors::Sponsors>),
    (super::absent::NAME, schema_for_answer::<absent::Absent>),
    (super::series::NAME, schema_for_answer::<series::Series>),
    (super::series::OF_WORDS, schema_for_answer::<questions::Phrases>),
    (super::diff::NAME, schema_for_answer::<questions::Diff>),
    (super::diff::OF_SEVERAL, schema_for_answer::<questions::Families>),
    (super::mandate::NAME, schema_for_answer::<questions::Mandates>),
    (super::origins::NAME, schema_for_answer::<questions::Origins>),
    (super::search::NAME, schema_for_answer::<questions::FoundClauses>),
    (super::check::NAME, schema_for_answer::<travaux_check::Checked>),
    (super::state::NAME, schema_for_answer::<state::StateProfile>),
    (super::states::NAME, schema_for_answer::<Evaluated>),
    (super::status::NAME, schema_for_answer::<status::Status>),
    (super::timeline::NAME, schema_for_answer::<travaux_case::timeline::Timeline>),
    (super::cite::NAME, schema_for_answer::<travaux_check::cite::Citations>),
    // No answer, but what an author writes.
    (CASE, || schema_for!(travaux_case::file::CaseFile)),
];

fn schema_for_answer<T: JsonSchema + 'static>() -> Schema {
    schema_for!(Envelope<'static, T>)
}

/// A schema as it is published.
fn text_of(name: &str, schema: fn() -> Schema) -> Result<String> {
    let mut schema = schema();
    schema.insert("title".to_owned(), json!(format!("travaux {name}")));
    // The name and the version are fixed in each file, so that an answer cannot pass by another's schema.
    for (field, value) in [("schema", json!(name)), ("version", json!(SCHEMA_VERSION))] {
        if let Some(property) = schema.pointer_mut(&format!("/$defs/Header/properties/{field}")) {
            property["const"] = value;
        }
    }
    Ok(serde_json::to_string_pretty(&schema)? + "\n")
}

pub(crate) fn run(args: &Args, settings: &Settings) -> Result<Exit> {
    if let Some(folder) = &args.write {
        return write_all(folder, settings);
    }
    let text = match args.command.as_deref() {
        None => SCHEMAS.map(|(name, _)| name).join("\n") + "\n",
        Some(wanted) => {
            let (name, schema) = SCHEMAS.iter().find(|(name, _)| *name == wanted).ok_or_else(|| {
                let names: Vec<&str> = SCHEMAS.iter().map(|(name, _)| *name).collect();
                Failure::new(format!("there is no schema named {wanted:?}"))
                    .hint(format!("there are {}", names.join(", ")))
            })?;
            text_of(name, *schema)?
        }
    };
    let mut sink = Sink::open(None, false)?;
    sink.write_all(text.as_bytes())?;
    sink.finish()?;
    Ok(Exit::Answered)
}

fn write_all(folder: &Path, settings: &Settings) -> Result<Exit> {
    fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    for (name, schema) in SCHEMAS {
        let path = folder.join(format!("{name}.json"));
        let mut sink = Sink::open(Some(&path), false)?;
        sink.write_all(text_of(name, schema)?.as_bytes())?;
        sink.finish()?;
    }
    settings.console().note(&format!("{} schemas are in {}", SCHEMAS.len(), folder.display()));
    Ok(Exit::Answered)
}
