//! The commands: one module each, with its arguments and what it does with them.

mod absent;
mod agreement;
mod ask;
mod balance;
mod blocs;
mod case;
mod check;
mod cite;
mod claims;
mod cohesion;
mod compare;
mod completions;
mod diff;
mod export;
mod ideal;
mod import;
mod man;
mod mandate;
mod origins;
mod poles;
mod progress;
mod report;
mod schema;
mod search;
mod selecting;
mod series;
mod shift;
mod show;
mod sponsors;
mod state;
mod states;
mod status;
mod texts;
mod timeline;

use anyhow::Result;
use clap::Subcommand;

use crate::exit::Exit;
use crate::settings::Settings;

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Show(show::Args),
    Compare(compare::Args),
    Poles(poles::Args),
    Shift(shift::Args),
    Balance(balance::Args),
    Cohesion(cohesion::Args),
    Agreement(agreement::Args),
    Blocs(blocs::Args),
    Ideal(ideal::Args),
    Sponsors(sponsors::Args),
    Absent(absent::Args),
    Series(series::Args),
    Diff(diff::Args),
    Mandate(mandate::Args),
    Origins(origins::Args),
    Search(search::Args),
    Check(check::Args),
    Claims(claims::Args),
    State(state::Args),
    States(states::Args),
    Status(status::Args),
    Timeline(timeline::Args),
    Report(report::Args),
    Case(case::Args),
    Cite(cite::Args),
    Import(import::Args),
    Export(export::Args),
    Schema(schema::Args),
    Completions(completions::Args),
    Man(man::Args),
}

impl Command {
    pub(crate) fn run(&self, settings: &Settings) -> Result<Exit> {
        match self {
            Self::Show(args) => show::run(args, settings),
            Self::Compare(args) => compare::run(args, settings),
            Self::Poles(args) => poles::run(args, settings),
            Self::Shift(args) => shift::run(args, settings),
            Self::Balance(args) => balance::run(args, settings),
            Self::Cohesion(args) => cohesion::run(args, settings),
            Self::Agreement(args) => agreement::run(args, settings),
            Self::Blocs(args) => blocs::run(args, settings),
            Self::Ideal(args) => ideal::run(args, settings),
            Self::Sponsors(args) => sponsors::run(args, settings),
            Self::Absent(args) => absent::run(args, settings),
            Self::Series(args) => series::run(args, settings),
            Self::Diff(args) => diff::run(args, settings),
            Self::Mandate(args) => mandate::run(args, settings),
            Self::Origins(args) => origins::run(args, settings),
            Self::Search(args) => search::run(args, settings),
            Self::Check(args) => check::run(args, settings),
            Self::Claims(args) => claims::run(args, settings),
            Self::State(args) => state::run(args, settings),
            Self::States(args) => states::run(args, settings),
            Self::Status(args) => status::run(args, settings),
            Self::Timeline(args) => timeline::run(args, settings),
            Self::Report(args) => report::run(args, settings),
            Self::Case(args) => case::run(args, settings),
            Self::Cite(args) => cite::run(args, settings),
            Self::Import(args) => import::run(args, settings),
            Self::Export(args) => export::run(args, settings),
            Self::Schema(args) => schema::run(args, settings),
            Self::Completions(args) => completions::run(args),
            Self::Man(args) => man::run(args, settings),
        }
    }
}
