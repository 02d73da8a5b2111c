//! The file: `TopoJSON`, one line an arc and a shape.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde_json::json;
use travaux_un::state::StateId;

use crate::Shape;
use crate::less::STEP;
use crate::source::index;

/// The text of the file. `lines` are in steps of the grid.
pub(crate) fn file(
    shapes: &[Shape],
    lines: &[Vec<[f64; 2]>],
    tiles: &BTreeMap<StateId, [usize; 2]>,
) -> String {
    // Arcs are numbered anew, in the order of their first use.
    let mut numbers: BTreeMap<usize, i32> = BTreeMap::new();
    let mut order = Vec::new();
    let mut renumbered = |number: i32| {
        let arc = index(number);
        let new = *numbers.entry(arc).or_insert_with(|| {
            order.push(arc);
            order.len() as i32 - 1
        });
        if number < 0 { !new } else { new }
    };
    let mut geometries = Vec::new();
    for shape in shapes {
        let arcs: Vec<Vec<Vec<i32>>> = shape
            .parts
            .iter()
            .map(|part| part.iter().map(|ring| ring.iter().map(|&n| renumbered(n)).collect()).collect())
            .collect();
        let mut properties = serde_json::Map::new();
        match shape.state {
            Some(state) => {
                properties.insert("state".to_owned(), json!(state.code()));
                if let Some(tile) = tiles.get(&state) {
                    properties.insert("tile".to_owned(), json!(tile));
                }
            }
            None => {
                properties.insert("name".to_owned(), json!(shape.name));
            }
        }
        if let Some(dot) = shape.dot {
            properties.insert("dot".to_owned(), json!(dot.map(|degrees| (degrees / STEP).round() * STEP)));
        }
        geometries
            .push(json!({ "type": "MultiPolygon", "arcs": arcs, "properties": properties }).to_string());
    }
    let arcs: Vec<String> = order.iter().map(|&arc| deltas(&lines[arc])).collect();
    format!(
        "{{\"type\":\"Topology\",\"transform\":{{\"scale\":[{STEP},{STEP}],\"translate\":[0,0]}},\
         \"objects\":{{\"world\":{{\"type\":\"GeometryCollection\",\"geometries\":[\n{}\n]}}}},\"arcs\":[\n{}\n]}}\n",
        geometries.join(",\n"),
        arcs.join(",\n"),
    )
}

/// The points of an arc, each as its difference from the one before.
fn deltas(line: &[[f64; 2]]) -> String {
    let mut before = [0_i64; 2];
    let mut text = String::from("[");
    for (place, point) in line.iter().enumerate() {
        let point = point.map(|step| step as i64);
        let comma = if place > 0 { "," } else { "" };
        let [x, y] = [point[0] - before[0], point[1] - before[1]];
        // Writing to a string does not fail.
        let _ = write!(text, "{comma}[{x},{y}]");
        before = point;
    }
    text.push(']');
    text
}
