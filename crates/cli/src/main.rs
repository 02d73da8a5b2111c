//! The binary `travaux`: arguments, dispatch, exit codes. The work is done in the libraries.

mod args;
mod command;
mod console;
mod exit;
mod failure;
mod output;
mod provenance;
mod settings;

use std::process::ExitCode;

use clap::Parser;
use exit::Exit;
use settings::Settings;

/// The name of the program.
const PROGRAM: &str = "travaux";

fn main() -> ExitCode {
    let cli = match args::Cli::try_parse() {
        Ok(cli) => cli,
        Err(usage) => {
            // Help and version are answers; where nobody reads them there is nobody to tell.
            let _ = usage.print();
            return if usage.use_stderr() { Exit::NotAnswered } else { Exit::Answered }.into();
        }
    };
    let settings = Settings::new(&cli.common);
    let exit = cli.command.run(&settings).unwrap_or_else(|error| {
        if failure::is_broken_pipe(&error) {
            return Exit::Answered;
        }
        settings.console().error(&error);
        Exit::NotAnswered
    });
    exit.into()
}
