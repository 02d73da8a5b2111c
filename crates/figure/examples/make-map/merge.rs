//! From the shapes of the source to ours: which shape is whose, and shapes of one state made into one.

use std::collections::BTreeMap;

use jiff::civil::date;
use travaux_un::state::StateId;

use crate::source::{Country, Source, index};
use crate::{Part, Result, Shape};

/// Antarctica, which is left out.
const ANTARCTICA: &str = "ATA";

/// A row of the table of exceptions.
struct Exception {
    shape: String,
    state: Option<StateId>,
}

/// Our shapes: the Members' by code, then the others by name.
pub(crate) fn shapes(source: &Source, table: &str) -> Result<Vec<Shape>> {
    let exceptions = exceptions(table)?;
    for exception in &exceptions {
        if !source.countries.iter().any(|country| country.properties.a3 == exception.shape) {
            return Err(format!("shapes.csv: the source has no shape {}", exception.shape).into());
        }
    }
    let mut members: BTreeMap<StateId, Vec<&Country>> = BTreeMap::new();
    let mut others = Vec::new();
    for country in &source.countries {
        let code = &country.properties.a3;
        if code == ANTARCTICA {
            continue;
        }
        let state = match exceptions.iter().find(|exception| exception.shape == *code) {
            Some(exception) => exception.state,
            None => StateId::from_code(code).filter(|state| state.state().is_member_on(date(2025, 1, 1))),
        };
        match state {
            Some(state) => members.entry(state).or_default().push(country),
            None => others.push(country),
        }
    }
    others.sort_by_key(|country| &country.properties.name);
    let members = members.into_iter().map(|(state, countries)| {
        let parts = match countries.as_slice() {
            [country] => country.arcs.clone(),
            _ => joined(source, &countries)?,
        };
        Ok(Shape { state: Some(state), name: state.state().name().to_owned(), parts, dot: None })
    });
    let others = others.into_iter().map(|country| {
        Ok(Shape {
            state: None,
            name: country.properties.name.clone(),
            parts: country.arcs.clone(),
            dot: None,
        })
    });
    members.chain(others).collect()
}

fn exceptions(table: &str) -> Result<Vec<Exception>> {
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    if reader.headers()? != vec!["shape", "state", "why", "source"] {
        return Err("shapes.csv: the columns are not shape,state,why,source".into());
    }
    let mut exceptions = Vec::new();
    for row in reader.records() {
        let row = row?;
        let state = match &row[1] {
            "" => None,
            code => Some(StateId::from_code(code).ok_or_else(|| format!("shapes.csv: no state {code}"))?),
        };
        exceptions.push(Exception { shape: row[0].to_owned(), state });
    }
    Ok(exceptions)
}

/// The parts of several shapes with the borders between them taken away.
fn joined(source: &Source, countries: &[&Country]) -> Result<Vec<Part>> {
    let parts = countries.iter().flat_map(|country| &country.arcs);
    let mut arcs: Vec<i32> = Vec::new();
    for part in parts {
        let [ring] = part.as_slice() else {
            return Err(format!("{}: cannot join shapes with holes", countries[0].properties.name).into());
        };
        arcs.extend(ring);
    }
    // A border between two of the shapes is in one forwards and in the other backwards.
    let mut open: Vec<i32> = arcs.iter().copied().filter(|&number| !arcs.contains(&!number)).collect();
    let ends = |number: i32| {
        let line = &source.arcs[index(number)];
        // Bits, for these are to be the same point, not near it.
        let [first, last] = [line[0], line[line.len() - 1]].map(|point| point.map(f64::to_bits));
        if number < 0 { (last, first) } else { (first, last) }
    };
    let mut joined = Vec::new();
    while !open.is_empty() {
        let mut ring = vec![open.remove(0)];
        let start = ends(ring[0]).0;
        while let end = ends(ring[ring.len() - 1]).1
            && end != start
        {
            let next = open.iter().position(|&number| ends(number).0 == end);
            let next = next.ok_or("cannot close a ring of joined shapes")?;
            ring.push(open.remove(next));
        }
        joined.push(vec![ring]);
    }
    Ok(joined)
}
