//! `travaux completions`: what a shell needs to complete commands and options.

use std::io::Write;

use anyhow::Result;
use clap::CommandFactory;
use clap_complete::Shell;

use crate::args::Cli;
use crate::exit::Exit;
use crate::output::sink::Sink;

const EXAMPLES: &str = "\
Examples:
  travaux completions bash > ~/.local/share/bash-completion/completions/travaux
  travaux completions zsh > ~/.zfunc/_travaux
  travaux completions fish > ~/.config/fish/completions/travaux.fish";

/// Print what a shell needs to complete commands and options
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

pub(crate) fn run(args: &Args) -> Result<Exit> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), crate::PROGRAM, &mut script);
    let mut sink = Sink::open(None, false)?;
    sink.write_all(&script)?;
    sink.finish()?;
    Ok(Exit::Answered)
}
