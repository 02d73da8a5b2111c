//! Measures the agreement of all pairs of states once the record is loaded: what a service pays that keeps it in memory.
//! Whole processes are measured by `travaux-benches`.

use std::io::{self, Write};
use std::time::Instant;

use anyhow::Result;
use travaux_record::Record;
use travaux_votes::agreement::{AgreementQuery, Between, Measure};
use travaux_votes::{Context, Selection, agreement};

const RUNS: usize = 11;

fn main() -> Result<()> {
    let record = Record::bundled();
    let context = Context::new(&record);
    let everything = Selection { questions: Vec::new(), ..Selection::default() };
    let cases: [(&str, Selection, Vec<Measure>); 3] = [
        ("raw agreement, whole texts", Selection::default(), vec![Measure::RawAgreement]),
        ("weighted kappa and p, all questions", everything.clone(), Vec::new()),
        ("all twelve measures, all questions", everything, Measure::ALL.into()),
    ];
    let mut out = io::stdout().lock();
    for (name, selection, measures) in cases {
        let query = AgreementQuery { selection, measures, ..AgreementQuery::default() };
        // The first run decodes the positions.
        let answer = agreement(context, &Between::All, &query)?.value;
        let mut times: Vec<f64> = Vec::with_capacity(RUNS);
        for _ in 0..RUNS {
            let start = Instant::now();
            agreement(context, &Between::All, &query)?;
            times.push(start.elapsed().as_secs_f64() * 1000.0);
        }
        times.sort_by(f64::total_cmp);
        writeln!(
            out,
            "{name}: {} states, {} pairs, {} decisions: median {:.1} ms, {:.1} to {:.1}",
            answer.states.len(),
            answer.pairs.len(),
            answer.selection.decisions,
            times[RUNS / 2],
            times[0],
            times[RUNS - 1],
        )?;
    }
    Ok(())
}
