//! Hidden votes: what each model and the blend of them say of votes they have not seen.

use std::collections::HashMap;
use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result};
use travaux_ideal::blend::Blend;
use travaux_ideal::neighbours::{NeighbourSettings, Neighbours};
use travaux_ideal::{EmSettings, Fit, Flow, Model, Votes, Walk, em};

use crate::data::{self, Cast};

/// The sessions from which votes are hidden begin here.
const FIRST: i32 = 60;
/// Votes of earlier sessions that the models see too.
const HISTORY: i32 = 46;

pub(crate) fn hidden(out: &mut impl Write, folder: &Path) -> Result<()> {
    let casts: Vec<Cast> =
        data::read(folder, 74)?.into_iter().filter(|cast| cast.session >= HISTORY).collect();
    let scored = |cast: &&Cast| cast.session >= FIRST && data::hidden(cast.rcid, cast.ccode);
    let tuning = |cast: &&Cast| {
        cast.session >= FIRST
            && !data::hidden(cast.rcid, cast.ccode)
            && data::fold(cast.rcid, cast.ccode, 0x5bd1).is_multiple_of(10)
    };
    // Weights are learnt on votes that are not the hidden ones; then all but the hidden ones are fitted again.
    let (_, cases) = predict(casts.iter().filter(|c| !scored(c) && !tuning(c)), casts.iter().filter(tuning))?;
    let (names, test) = predict(casts.iter().filter(|c| !scored(c)), casts.iter().filter(scored))?;
    for (m, name) in names.iter().enumerate() {
        let (accuracy, loss) = score(test.iter().map(|(p, a)| (p[m * 3..m * 3 + 3].to_vec(), *a)));
        writeln!(out, "hidden, {name}: accuracy {accuracy:.4}, log-loss {loss:.4}, {} votes", test.len())?;
    }
    let blend = Blend::learn(names.len(), 3, &cases)?;
    let (accuracy, loss) = score(test.iter().map(|(p, a)| (blend.pool(p), *a)));
    writeln!(
        out,
        "hidden, blend: accuracy {accuracy:.4}, log-loss {loss:.4}; weights {:.2?}, offsets {:.2?}",
        blend.weights, blend.offsets
    )?;
    Ok(())
}

type Cases = Vec<(Vec<f64>, u8)>;

fn predict<'a>(
    seen: impl Iterator<Item = &'a Cast>,
    asked: impl Iterator<Item = &'a Cast>,
) -> Result<(Vec<&'static str>, Cases)> {
    let votes = data::votes(seen, &HashMap::new())?;
    let walk =
        |dimensions: usize| Model { walk: Walk::Given(0.01), ..Model::dynamic().dimensions(dimensions) };
    let fit = |model: Model| -> Result<Fit> {
        Ok(em::fit(
            &votes,
            &model,
            &EmSettings { tolerance: 5e-3, corrected: false, ..EmSettings::default() },
            &mut |_| Flow::Continue,
        )?)
    };
    let fits = [fit(walk(1))?, fit(walk(2))?, fit(walk(3))?];
    let all = Neighbours::new(&votes, NeighbourSettings::default())?;
    let near = Neighbours::new(
        &votes,
        NeighbourSettings { power: 40.0, half_life: Some(2.0), ..NeighbourSettings::default() },
    )?;
    let names = vec!["one dimension", "two", "three", "neighbours", "neighbours of the time"];
    let voters: HashMap<&str, u32> =
        votes.voters().iter().enumerate().map(|(i, name)| (name.as_str(), i as u32)).collect();
    let items: HashMap<&str, u32> =
        votes.items().iter().enumerate().map(|(i, name)| (name.as_str(), i as u32)).collect();
    let mut cases = Vec::new();
    for cast in asked {
        let voter = *voters.get(cast.ccode.to_string().as_str()).context("a voter with hidden votes only")?;
        let item = *items.get(cast.rcid.to_string().as_str()).context("an item with hidden votes only")?;
        let mut p = Vec::with_capacity(15);
        for fit in &fits {
            p.extend(fit.probabilities(&votes, voter, item).unwrap_or_else(|| unanimous(&votes, item)));
        }
        for neighbours in [&all, &near] {
            p.extend(neighbours.probabilities(&votes, voter, item).unwrap_or_else(|| vec![0.05, 0.1, 0.85]));
        }
        cases.push((p, cast.answer));
    }
    Ok((names, cases))
}

/// Of an item on which all agreed: the others nearly never differ.
fn unanimous(votes: &Votes, item: u32) -> Vec<f64> {
    let counts: Vec<f64> = (0..3).map(|answer| votes.who(item, answer).len() as f64 + 0.3).collect();
    let total: f64 = counts.iter().sum();
    counts.iter().map(|count| count / total).collect()
}

fn score(cases: impl Iterator<Item = (Vec<f64>, u8)>) -> (f64, f64) {
    let (mut right, mut loss, mut n) = (0.0, 0.0, 0.0);
    for (p, answer) in cases {
        let best = (0..3).max_by(|&a, &b| p[a].total_cmp(&p[b])).unwrap_or(2);
        right += f64::from(u8::from(best == usize::from(answer)));
        loss -= p[usize::from(answer)].max(1e-6).ln();
        n += 1.0;
    }
    (right / n, loss / n)
}
