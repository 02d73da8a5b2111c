//! Resolutions whose numbers run in one line through the years: which session or year a number belongs to.

use std::sync::LazyLock;

use crate::session::Session;
use crate::table::{Table, TableError};

/// The numbers that resolutions of the Security Council are known to have in a year.
#[derive(Debug)]
struct CouncilYear {
    year: i16,
    first: u32,
    last: u32,
}

/// The year in which the Security Council adopted the resolution of a number; `None` for one after the table
/// `data/un/council_resolutions.csv`, and for the few between two years that no source gives to either.
pub(super) fn council_year(number: u32) -> Option<i16> {
    static YEARS: LazyLock<Vec<CouncilYear>> =
        LazyLock::new(|| council().expect("the tables of data/un are checked by the tests of this crate"));
    let place = YEARS.partition_point(|row| row.last < number);
    YEARS.get(place).filter(|row| row.first <= number).map(|row| row.year)
}

/// Reads the compiled-in table.
fn council() -> Result<Vec<CouncilYear>, TableError> {
    let table = Table {
        name: "council_resolutions.csv",
        columns: ["year", "first", "last", "source"],
        text: include_str!("../../../../data/un/council_resolutions.csv"),
    };
    let mut years = Vec::new();
    for row in table.rows()? {
        let [year, first, last, _source] = row.cells;
        let wrong = |error: std::num::ParseIntError| table.error(row.line, error.to_string());
        years.push(CouncilYear {
            year: year.parse().map_err(wrong)?,
            first: first.parse().map_err(wrong)?,
            last: last.parse().map_err(wrong)?,
        });
    }
    let rises = |one: &CouncilYear, next: &CouncilYear| one.year < next.year && one.last < next.first;
    if !years.is_sorted_by(rises) {
        return Err(table.error(0, "the numbers do not rise with the years"));
    }
    Ok(years)
}

/// Numbers that resolutions of each session are known to have, up to the thirtieth session.
///
/// Source: lowest and highest number of each session in the Digital Library's list of recorded votes, widened by
/// S-VI and S-VII from A/9559 and A/10301. Numbers between two rows belong to one of the two sessions.
#[rustfmt::skip]
const ASSEMBLY: &[(u32, u32, Session)] = {
    use Session::{EmergencySpecial as Es, Regular as R, Special as S};
    &[
        (1, 102, R(1)), (104, 107, S(1)), (108, 184, R(2)), (185, 189, S(2)), (191, 287, R(3)), (288, 375, R(4)),
        (376, 501, R(5)), (502, 608, R(6)), (609, 712, R(7)), (713, 806, R(8)), (807, 906, R(9)), (908, 995, R(10)),
        (997, 1003, Es(1)), (1004, 1008, Es(2)), (1009, 1133, R(11)), (1134, 1236, R(12)), (1238, 1238, Es(3)),
        (1239, 1350, R(13)), (1351, 1471, R(14)), (1474, 1475, Es(4)), (1493, 1620, R(15)), (1622, 1622, S(3)),
        (1627, 1747, R(16)), (1752, 1871, R(17)), (1873, 1880, S(4)), (1881, 1992, R(18)), (2012, 2132, R(20)),
        (2134, 2247, R(21)), (2248, 2251, S(5)), (2252, 2257, Es(5)), (2262, 2373, R(22)), (2379, 2492, R(23)),
        (2498, 2619, R(24)), (2621, 2750, R(25)), (2752, 2901, R(26)), (2908, 3049, R(27)), (3055, 3199, R(28)),
        (3200, 3202, S(6)), (3206, 3360, R(29)), (3362, 3362, S(7)), (3366, 3541, R(30)),
    ]
};

/// The last number of the line: 3541 (XXX).
pub(super) const ASSEMBLY_LAST: u32 = 3541;

/// The session that adopted the Assembly's resolution of a number; `None` where two sessions come into question.
pub(super) fn assembly_session(number: u32) -> Option<Session> {
    ASSEMBLY.iter().find(|row| row.0 <= number && number <= row.1).map(|row| row.2)
}

/// Whether a session can have adopted the Assembly's resolution of a number.
pub(super) fn can_have(session: Session, number: u32) -> bool {
    let Some(row) = ASSEMBLY.iter().position(|row| row.2 == session) else {
        return session == Session::Regular(19) && (1993..2012).contains(&number);
    };
    let after = row.checked_sub(1).map_or(0, |before| ASSEMBLY[before].1);
    let before = ASSEMBLY.get(row + 1).map_or(ASSEMBLY_LAST + 1, |next| next.0);
    after < number && number < before
}
