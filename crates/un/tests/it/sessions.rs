//! Sessions: how they are written, and when they sat.

use jiff::civil::date;
use travaux_un::body::Committee;
use travaux_un::session::Session::{self, EmergencySpecial, Regular, Special};

#[test]
fn sessions_are_read_as_the_record_writes_them() {
    for (text, session) in [
        ("75", Regular(75)),
        ("75th session", Regular(75)),
        ("XXX", Regular(30)),
        ("Seventy-fifth session", Regular(75)),
        ("Eightieth session", Regular(80)),
        ("Nineteenth regular session", Regular(19)),
        ("One hundred and first session", Regular(101)),
        ("S-10", Special(10)),
        ("S-VI", Special(6)),
        ("Tenth special session", Special(10)),
        ("Thirty-second special session", Special(32)),
        ("ES-11", EmergencySpecial(11)),
        ("ES-II", EmergencySpecial(2)),
        ("Eleventh emergency special session", EmergencySpecial(11)),
    ] {
        assert_eq!(text.parse(), Ok(session), "{text}");
        assert_eq!(session.to_string().parse(), Ok(session));
        let json = serde_json::to_string(&session).unwrap();
        assert_eq!(serde_json::from_str::<Session>(&json).unwrap(), session);
    }
    for text in ["", "0", "S-", "ES", "seventy-fiftieth session", "IIII", "75/240", "special session"] {
        assert!(text.parse::<Session>().is_err(), "{text}");
    }
}

#[test]
fn regular_sessions_open_in_september() {
    for n in 2..=120_u16 {
        let dates = Regular(n).dates().unwrap();
        assert_eq!(Regular(n).opened_in(), Some(1945 + n.cast_signed()));
        if ![6, 7, 11, 19].contains(&n) {
            assert_eq!(dates.from.month(), 9, "session {n}");
        }
        assert_eq!(Regular(n).contains(dates.from), Some(true));
        assert_eq!(Regular(n).contains(dates.until.unwrap()), Some(true));
        // The second had closed on 29 November.
        if n != 2 {
            assert_eq!(Session::on(date(1945 + n.cast_signed(), 12, 1)), Some(Regular(n)));
        }
        if dates.established {
            assert_eq!(Session::on(dates.until.unwrap()), Some(Regular(n)));
        }
    }
    assert_eq!(Regular(75).dates().unwrap().from, date(2020, 9, 15));
    assert_eq!(Regular(19).dates().unwrap().from, date(1964, 12, 1));
    assert_eq!(Regular(68).contains(date(2018, 12, 27)), Some(false));
    assert_eq!(Session::on(date(1946, 12, 15)), Some(Regular(1)));
    assert_eq!(Session::on(date(1947, 5, 1)), None);
    assert_eq!(Session::on(date(1944, 5, 1)), None);
    assert_eq!(Session::on(date(2018, 12, 5)), Some(Regular(73)));
    assert_eq!(Regular(0).dates(), None);
    assert_eq!(Regular(u16::MAX).dates(), None);
}

/// Where no source gives a day, the answer is a window that rule 1 guarantees.
#[test]
fn days_that_no_source_gives_are_windows() {
    let sixteenth = Regular(16).dates().unwrap();
    assert_eq!((sixteenth.from, sixteenth.until), (date(1961, 9, 1), Some(date(1962, 9, 17))));
    assert!(!sixteenth.established);
    // The day before the sixteenth opened is not known, so the fifteenth may have lasted to the end of September.
    let fifteenth = Regular(15).dates().unwrap();
    assert_eq!((fifteenth.from, fifteenth.until), (date(1960, 9, 20), Some(date(1961, 9, 29))));
    assert!(!fifteenth.established);
    assert_eq!(Session::on(date(1961, 9, 20)), None);
    assert_eq!(Regular(15).contains(date(1961, 9, 20)), Some(true));
    assert_eq!(Regular(16).contains(date(1961, 9, 20)), Some(true));

    assert_eq!(Regular(81).dates().unwrap().from, date(2026, 9, 1));
    assert_eq!(Special(26).dates().unwrap().until, Some(date(2001, 12, 31)));
    assert_eq!(Special(26).opened_in(), Some(2001));
    assert_eq!(EmergencySpecial(11).dates().unwrap().until, None);
    assert!(EmergencySpecial(11).dates().unwrap().established);
}

/// Recorded votes of the Digital Library, first and last day of each.
#[test]
fn special_sessions_hold_their_votes() {
    for (session, day) in [
        (Special(1), date(1947, 5, 5)),
        (Special(2), date(1948, 4, 19)),
        (Special(3), date(1961, 8, 25)),
        (Special(4), date(1963, 6, 27)),
        (Special(6), date(1974, 4, 30)),
        (Special(14), date(1986, 9, 20)),
        (EmergencySpecial(1), date(1956, 11, 2)),
        (EmergencySpecial(4), date(1960, 9, 20)),
        (EmergencySpecial(7), date(1982, 9, 24)),
        (EmergencySpecial(10), date(2025, 6, 12)),
        (EmergencySpecial(11), date(2022, 3, 2)),
    ] {
        assert_eq!(session.contains(day), Some(true), "{session}");
    }
    assert_eq!(Special(99).dates(), None);
    assert_eq!(Special(99).contains(date(2020, 1, 1)), None);
}

#[test]
fn committees_are_named_in_many_ways() {
    for text in
        ["First Committee", "#firstCommittee", "C.1", "A/C.1", "A/C.1/", "first-committee", "1st Committee"]
    {
        assert_eq!(Committee::named(text), Some(Committee::First), "{text}");
    }
    assert_eq!(Committee::named("#fifthCommittee"), Some(Committee::Fifth));
    assert_eq!(
        Committee::named("Special Political and Decolonization Committee (Fourth Committee)"),
        Some(Committee::Fourth)
    );
    assert_eq!(Committee::named("Special Political Committee"), Some(Committee::SpecialPolitical));
    assert_eq!(Committee::named("Without reference to a Main Committee"), None);
    for committee in Committee::ALL {
        assert_eq!(committee.name().parse(), Ok(committee));
    }
}
