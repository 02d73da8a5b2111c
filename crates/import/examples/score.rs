//! Prints the quality of alignments on the labelled texts.
#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "a program for the terminal")]
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use travaux_text::{
    Document, Kind,
    align::{Change, align},
};
type P = (String, String);
fn main() {
    let labels = std::fs::read_to_string("crates/text/tests/labels/alignment.tsv").unwrap();
    let show = std::env::args().nth(1).unwrap_or_default();
    let mut texts: BTreeMap<(String, String, String, String), BTreeMap<P, String>> = BTreeMap::new();
    for line in labels.lines().filter(|l| !l.starts_with('#')) {
        let c: Vec<&str> = line.split('\t').collect();
        texts
            .entry((c[0].into(), c[1].into(), c[2].into(), c[3].into()))
            .or_default()
            .insert((c[4].into(), c[5].into()), c[6].into());
    }
    let wanted: BTreeSet<&str> = texts.keys().flat_map(|k| [k.2.as_str(), k.3.as_str()]).collect();
    let mut d = travaux_record::Diagnostics::default();
    let files = travaux_import::texts::read_texts(&[PathBuf::from("/tmp/labelled")], &mut d);
    let docs: BTreeMap<&str, &Document> = files
        .iter()
        .filter_map(|f| Some((f.read.document.symbol.as_deref()?, &f.read.document)))
        .filter(|(s, _)| wanted.contains(s))
        .collect();
    let mut tot: BTreeMap<(String, String), [usize; 3]> = BTreeMap::new();
    let mut kinds: BTreeMap<(String, &str), [usize; 3]> = BTreeMap::new();
    for ((set, what, a, b), truth) in &texts {
        let (da, db) = (docs[a.as_str()], docs[b.as_str()]);
        let t = std::time::Instant::now();
        let al = align(da, db);
        let el = t.elapsed();
        let body = |k: Kind| matches!(k, Kind::Preambular | Kind::Operative);
        let mut found: BTreeMap<P, (Change, bool)> = BTreeMap::new();
        for l in &al.links {
            for &x in &l.before {
                for &y in &l.after {
                    let (cx, cy) = (&da.clauses[x as usize], &db.clauses[y as usize]);
                    if body(cx.kind) && body(cy.kind) {
                        found.insert((cx.id.clone(), cy.id.clone()), (l.change, l.moved));
                    }
                }
            }
        }
        let hit = found.keys().filter(|k| truth.contains_key(*k)).count();
        let e = tot.entry((set.clone(), what.clone())).or_default();
        e[0] += hit;
        e[1] += found.len();
        e[2] += truth.len();
        let deg = |m: &mut dyn Iterator<Item = &P>| {
            let mut c: BTreeMap<String, u32> = BTreeMap::new();
            for p in m {
                *c.entry(format!("a{}", p.0)).or_default() += 1;
                *c.entry(format!("b{}", p.1)).or_default() += 1;
            }
            c
        };
        let dt = deg(&mut truth.keys());
        let df = deg(&mut found.keys());
        let same = |p: &P| {
            let x = &da.clause(&p.0).unwrap().text;
            let y = &db.clause(&p.1).unwrap().text;
            travaux_text::difference::same_words(x, y)
        };
        let kind = |p: &P, deg: &BTreeMap<String, u32>| {
            if deg[&format!("a{}", p.0)] > 1 {
                "split"
            } else if deg[&format!("b{}", p.1)] > 1 {
                "merged"
            } else if same(p) {
                "kept"
            } else {
                "reworded"
            }
        };
        for p in truth.keys() {
            let k = kind(p, &dt);
            let e = kinds.entry((set.clone(), k)).or_default();
            e[2] += 1;
            if found.contains_key(p) && (k != "split" && k != "merged" || kind(p, &df) == k) {
                e[0] += 1;
            }
        }
        for p in found.keys() {
            kinds.entry((set.clone(), kind(p, &df))).or_default()[1] += 1;
        }
        let mt: BTreeSet<&P> = truth.iter().filter(|(_, f)| *f == "m").map(|(p, _)| p).collect();
        let mf: BTreeSet<&P> = found
            .iter()
            .filter(|(p, f)| f.1 && truth.get(*p).is_none_or(|x| x != "?"))
            .map(|(p, _)| p)
            .collect();
        let e = kinds.entry((set.clone(), "moved")).or_default();
        e[0] += mt.intersection(&mf).count();
        e[1] += mf.len();
        e[2] += mt.len();
        println!(
            "{set} {what} {a} {b}: found {} of {}, {} wrong, {el:?}",
            hit,
            truth.len(),
            found.len() - hit
        );
        if *set == show {
            for l in &al.links { if l.likeness < 0.6 && l.likeness > 0.0 { println!("   {:?} {:?} {:.2}", l.before.iter().map(|&x| da.clauses[x as usize].id.as_str()).collect::<Vec<_>>(), l.after.iter().map(|&x| db.clauses[x as usize].id.as_str()).collect::<Vec<_>>(), l.likeness); } }
            for p in truth.keys() {
                if !found.contains_key(p) {
                    println!("   missed {p:?}");
                }
            }
            for p in found.keys() {
                if !truth.contains_key(p) {
                    println!("   wrong {p:?}");
                }
            }
            for p in &mf {
                if !mt.contains(p) {
                    println!("   wrongly moved {p:?}");
                }
            }
        }
    }
    for (k, [h, f, t]) in &tot {
        println!(
            "{k:?}: precision {:.3} recall {:.3} F1 {:.3} ({h} {f} {t})",
            *h as f32 / *f as f32,
            *h as f32 / *t as f32,
            2.0 * *h as f32 / (*f + *t) as f32
        );
    }
    for (k, [h, f, t]) in &kinds {
        println!(
            "{k:?}: precision {:.3} recall {:.3} ({h} {f} {t})",
            *h as f32 / *f as f32,
            *h as f32 / *t as f32
        );
    }
}
