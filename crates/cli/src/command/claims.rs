//! `travaux claims`: what a document claims, and proposals for claims that no rule reads.

use std::io::Write;
use std::path::PathBuf;

use anyhow::Result;
use clap::ValueHint;
use travaux_check::{Proposal, Sidecar, check, proposals, render};
use travaux_votes::words::counted;

use super::ask::Library;
use super::check::{bytes, manuscript};
use crate::exit::Exit;
use crate::output::sink::Sink;
use crate::settings::Settings;

const EXAMPLES: &str = "\
Examples:
  travaux claims chapter.docx
  travaux claims chapter.md --extract > chapter.md.claims.toml

A claim is a question that travaux answers: each stands with its expression, or
its command. With --extract, sentences that no rule reads become a file of
claims to fill in; `travaux check chapter.md` reads it beside the document.";

/// List the claims of a document as questions, or propose those that no rule reads
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Args {
    /// The document: plain text, Markdown, HTML, Word or PDF; - is standard input
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    file: PathBuf,

    /// Propose a file of claims: sentences that count states and that no rule reads
    #[arg(long)]
    extract: bool,

    /// File to write; it appears only when it is whole
    #[arg(long, short, value_name = "FILE", value_hint = ValueHint::FilePath, help_heading = "Output")]
    output: Option<PathBuf>,
}

pub(crate) fn run(args: &Args, settings: &Settings) -> Result<Exit> {
    let library = Library::open(settings)?;
    let (name, bytes) = bytes(&args.file)?;
    let manuscript = manuscript(&name, &bytes, settings)?;
    let sidecar = Sidecar::default();
    let (text, told) = if args.extract {
        let proposals = proposals(library.context(), &manuscript, &sidecar);
        (Proposal::file(&proposals), format!("{} proposed", counted(proposals.len() as u64, "claim")))
    } else {
        let checked = check(library.context(), &manuscript, &sidecar).value;
        let told = format!("{} read", counted(checked.findings.len() as u64, "claim"));
        (render::claims(&checked), told)
    };
    let mut sink = Sink::open(args.output.as_deref(), false)?;
    sink.write_all(text.as_bytes())?;
    sink.finish()?;
    settings.console().note(&told);
    Ok(Exit::Answered)
}
