//! Voeten's roll calls of the General Assembly, and the published estimates.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use anyhow::{Context, Result};
use flate2::read::GzDecoder;
use travaux_ideal::{Votes, VotesBuilder};

/// Answers, low to high: Bailey, Strezhnev and Voeten's order.
pub(crate) const ANSWERS: [&str; 3] = ["no", "abstain", "yes"];

/// One vote as the file has it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cast {
    pub(crate) rcid: u32,
    pub(crate) ccode: u32,
    pub(crate) session: i32,
    /// 0 no, 1 abstain, 2 yes.
    pub(crate) answer: u8,
}

/// The votes cast in sessions 1 to `last`, by roll call.
pub(crate) fn read(folder: &Path, last: i32) -> Result<Vec<Cast>> {
    let mut sessions = HashMap::new();
    let mut reader = csv::Reader::from_reader(GzDecoder::new(open(folder, "unga/voeten_rollcalls.csv.gz")?));
    for row in reader.records() {
        let row = row?;
        sessions.insert(row[0].parse::<u32>()?, row[1].parse::<i32>()?);
    }
    let mut casts = Vec::new();
    let mut reader = csv::Reader::from_reader(GzDecoder::new(open(folder, "unga/voeten_votes.csv.gz")?));
    let mut row = csv::StringRecord::new();
    while reader.read_record(&mut row)? {
        let rcid = row[0].parse()?;
        let session = *sessions.get(&rcid).context("a vote on an unknown roll call")?;
        let answer = match &row[3] {
            "1" => 2,
            "2" => 1,
            "3" => 0,
            _ => continue,
        };
        if session <= last {
            casts.push(Cast { rcid, ccode: row[1].parse()?, session, answer });
        }
    }
    Ok(casts)
}

fn open(folder: &Path, name: &str) -> Result<std::fs::File> {
    let path = folder.join(name);
    std::fs::File::open(&path).with_context(|| format!("failed to open {}", path.display()))
}

/// The title of each roll call that is the only one of its title in its session, on a whole text, where another session
/// has the title too: the same text again.
pub(crate) fn titles(folder: &Path, last: i32) -> Result<HashMap<u32, String>> {
    let mut reader = csv::Reader::from_reader(GzDecoder::new(open(folder, "unga/voeten_rollcalls.csv.gz")?));
    let mut by_title: BTreeMap<String, Vec<(i32, u32)>> = BTreeMap::new();
    for row in reader.records() {
        let row = row?;
        let (rcid, session) = (row[0].parse::<u32>()?, row[1].parse::<i32>()?);
        if session > last || &row[8] == "1" || &row[9] == "1" {
            continue;
        }
        let words = row[11].to_lowercase();
        let words: Vec<&str> =
            words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        by_title.entry(words.join(" ")).or_default().push((session, rcid));
    }
    let mut out = HashMap::new();
    for (title, calls) in by_title {
        let alone = |session: i32| calls.iter().filter(|call| call.0 == session).count() == 1;
        for &(session, rcid) in &calls {
            if alone(session) {
                out.insert(rcid, title.clone());
            }
        }
    }
    Ok(out)
}

/// Votes for the models: voters are named by COW code, items by roll call, periods are sessions.
///
/// Roll calls of one title are one text, which bridges their sessions.
pub(crate) fn votes<'a>(
    casts: impl Iterator<Item = &'a Cast>,
    titles: &HashMap<u32, String>,
) -> Result<Votes> {
    let mut builder = VotesBuilder::new(&ANSWERS)?;
    let mut items = HashMap::new();
    for cast in casts {
        let voter = builder.voter(&cast.ccode.to_string())?;
        let item = if let Some(&item) = items.get(&cast.rcid) {
            item
        } else {
            let item = builder.item(&cast.rcid.to_string(), cast.session)?;
            if let Some(title) = titles.get(&cast.rcid) {
                builder.bridge(item, title)?;
            }
            items.insert(cast.rcid, item);
            item
        };
        builder.vote_number(item, voter, cast.answer)?;
    }
    Ok(builder.build()?)
}

/// Whether a vote is one of those that predictions are scored on: 32-bit FNV-1a of `rcid|ccode` is 0 modulo 10.
pub(crate) fn hidden(rcid: u32, ccode: u32) -> bool {
    fold(rcid, ccode, 0).is_multiple_of(10)
}

/// 32-bit FNV-1a of `rcid|ccode`, from another offset where `salt` is not 0.
pub(crate) fn fold(rcid: u32, ccode: u32, salt: u32) -> u32 {
    let mut hash = 0x811c_9dc5_u32 ^ salt;
    for byte in format!("{rcid}|{ccode}").bytes() {
        hash = (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    }
    hash
}

/// The published position of each (COW code, session).
pub(crate) fn published(folder: &Path) -> Result<HashMap<(u32, i32), f64>> {
    let mut out = HashMap::new();
    let bytes = std::fs::read(folder.join("reference/ideal_points_bsv_apr2020.csv"))?;
    let mut reader = csv::Reader::from_reader(bytes.as_slice());
    for row in reader.byte_records() {
        let row = row?;
        let text = |i: usize| std::str::from_utf8(&row[i]);
        out.insert((text(1)?.parse()?, text(2)?.parse()?), text(4)?.parse()?);
    }
    Ok(out)
}
