//! The automatic numbers of paragraphs, which Word counts and does not write.

use std::collections::BTreeMap;

use crate::texts::xml::Tree;

/// Automatic numbers: lists, their levels, and how far each has counted.
#[derive(Debug, Default)]
pub(crate) struct Numbering {
    /// The list that a number of `w:num` stands for.
    lists: BTreeMap<String, String>,
    /// Of each list, the format, the pattern and the first number of each level.
    levels: BTreeMap<String, Vec<(String, String, u32)>>,
    counters: BTreeMap<String, Vec<Option<u32>>>,
}

/// Word has nine levels.
const LEVELS: usize = 9;

impl Numbering {
    pub(crate) fn read(tree: &Tree) -> Self {
        let mut numbering = Self::default();
        let Some(root) = tree.find(0, "numbering") else { return numbering };
        for &child in tree.children(root) {
            match tree.name(child) {
                "abstractNum" => {
                    let Some(id) = tree.attribute(child, "abstractNumId") else { continue };
                    let mut levels = Vec::new();
                    for &level in tree.children(child).iter().filter(|&&l| tree.name(l) == "lvl").take(LEVELS)
                    {
                        let value = |name| tree.find(level, name).and_then(|v| tree.attribute(v, "val"));
                        levels.push((
                            value("numFmt").unwrap_or("decimal").to_owned(),
                            value("lvlText").unwrap_or_default().to_owned(),
                            value("start").and_then(|s| s.parse().ok()).unwrap_or(1),
                        ));
                    }
                    numbering.levels.insert(id.to_owned(), levels);
                }
                "num" => {
                    let list = tree.find(child, "abstractNumId").and_then(|a| tree.attribute(a, "val"));
                    if let (Some(id), Some(list)) = (tree.attribute(child, "numId"), list) {
                        numbering.lists.insert(id.to_owned(), list.to_owned());
                    }
                }
                _ => {}
            }
        }
        numbering
    }

    /// The number of a paragraph as it is printed, by its properties.
    pub(crate) fn of_paragraph(&mut self, tree: &Tree, properties: usize) -> Option<String> {
        let numbered = tree.find(properties, "numPr")?;
        let value = |name| tree.find(numbered, name).and_then(|v| tree.attribute(v, "val"));
        self.next(value("numId")?, value("ilvl").unwrap_or("0"))
    }

    /// The next number of a list at a level, as it is printed.
    fn next(&mut self, id: &str, level: &str) -> Option<String> {
        let list = self.lists.get(id)?;
        let levels = self.levels.get(list)?;
        let level: usize = level.parse().ok().filter(|l| *l < levels.len())?;
        let counters = self.counters.entry(list.clone()).or_insert_with(|| vec![None; LEVELS]);
        let start = levels.get(level)?.2;
        let counter = counters.get_mut(level)?;
        *counter = Some(counter.map_or(start, |n| n.saturating_add(1)));
        counters.iter_mut().skip(level + 1).for_each(|c| *c = None);
        let mut printed = levels.get(level)?.1.clone();
        for (at, (format, _, first)) in levels.iter().enumerate() {
            let n = counters.get(at).copied().flatten().unwrap_or(*first);
            printed = printed.replace(&format!("%{}", at + 1), &written(n, format)?);
        }
        Some(printed).filter(|p| p.chars().any(char::is_alphanumeric))
    }
}

fn written(n: u32, format: &str) -> Option<String> {
    Some(match format {
        "decimal" | "decimalZero" => n.to_string(),
        "lowerLetter" => letters(n),
        "upperLetter" => letters(n).to_uppercase(),
        "lowerRoman" => travaux_text::number::roman(n),
        "upperRoman" => travaux_text::number::roman(n).to_uppercase(),
        // Bullets and the like print no number.
        _ => return Some(String::new()),
    })
}

fn letters(n: u32) -> String {
    let n = n.max(1) - 1;
    let letter = char::from(b'a' + (n % 26) as u8);
    letter.to_string().repeat((n / 26 + 1).min(4) as usize)
}
