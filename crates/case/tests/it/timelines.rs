//! Processes in time: overlaps with their days, hand-overs, what was due, the calendar and the figure.

use std::collections::BTreeSet;

use std::collections::BTreeMap;

use jiff::civil::{Date, date};
use travaux_case::Case;
use travaux_case::timeline::{MarkKind, Overlap, Timeline, figure, ics, tables};
use travaux_figure::scene::svg;
use travaux_figure::{Setting, Size};
use travaux_record::{Cell, Table};
use travaux_votes::record_through;

use crate::fixture::{case, cyber, record, state, with_head};

fn timeline(text: &str) -> Timeline {
    Timeline::of(&with_head(text)).value
}

/// A process from one time to another.
fn process(id: &str, from: &str, to: &str) -> String {
    format!("[[process]]\nid = \"{id}\"\nname = \"Group {id}\"\nfrom = \"{from}\"\nto = \"{to}\"\n")
}

fn overlap_of(first: (&str, &str), second: (&str, &str)) -> Option<Overlap> {
    let text = process("a", first.0, first.1) + &process("b", second.0, second.1);
    let mut found = timeline(&text).overlaps;
    assert!(found.len() <= 1);
    found.pop()
}

#[test]
fn days_of_an_overlap_count_both_ends() {
    for (first, second, from, to, days) in [
        // 3 January is the only day of both.
        (("2020-01-01", "2020-01-03"), ("2020-01-03", "2020-01-09"), "2020-01-03", "2020-01-03", 1),
        // All of February of a leap year.
        (("2020-01-15", "2020-02-29"), ("2020-02-01", "2020-03-09"), "2020-02-01", "2020-02-29", 29),
        // One within the other, two years long.
        (("2018-01-01", "2022-01-01"), ("2019-06-03", "2021-06-02"), "2019-06-03", "2021-06-02", 731),
    ] {
        for (one, other) in [(first, second), (second, first)] {
            let overlap = overlap_of(one, other).expect("they overlap");
            assert_eq!((overlap.from.to_string(), overlap.to.to_string()), (from.to_owned(), to.to_owned()));
            assert_eq!(overlap.days, days, "{one:?} {other:?}");
            assert!(!overlap.at_least);
        }
    }
    assert_eq!(overlap_of(("2020-01-01", "2020-01-03"), ("2020-01-04", "2020-01-09")), None);
}

#[test]
fn years_and_months_count_the_days_that_are_sure() {
    // From the last day of 2019 to the first of 2021: 1 + 366 + 1 days.
    let overlap = overlap_of(("2019", "2021"), ("2019-06-03", "2021-03-12")).expect("they overlap");
    assert_eq!((overlap.from, overlap.to), (date(2019, 12, 31), date(2021, 1, 1)));
    assert_eq!((overlap.days, overlap.at_least), (368, true));
    // From the last day of January to the first of March.
    let overlap = overlap_of(("2020-01", "2020-03"), ("2019", "2021")).expect("they overlap");
    assert_eq!((overlap.from, overlap.to), (date(2020, 1, 31), date(2020, 3, 1)));
    assert_eq!((overlap.days, overlap.at_least), (31, true));
    // They may have overlapped, and it is not sure.
    assert_eq!(overlap_of(("2019", "2021"), ("2021", "2025")), None);
    assert_eq!(overlap_of(("2020", "2020"), ("2020", "2020")), None);
}

/// A process whose end is unknown overlaps with nothing that is known.
#[test]
fn times_that_are_not_established_are_told_and_not_guessed() {
    let text = format!(
        "{}[[process]]\nid = \"b\"\nname = \"Group b\"\nfrom = \"2020\"\n\n[[process.session]]\nname = \"one\"\nstatus = \
         \"held\"\n",
        process("a", "2020", "2022")
    );
    let answer = Timeline::of(&with_head(&text));
    assert_eq!(answer.value.overlaps, []);
    assert_eq!(answer.value.lanes[1].span, None);
    assert_eq!(answer.value.lanes[1].undated_sessions, 1);
    let caveats: Vec<String> = answer.caveats.iter().map(ToString::to_string).collect();
    assert!(
        caveats
            .iter()
            .any(|caveat| caveat.contains("Group b: when it ended, or is to end, is not established")),
        "{caveats:?}"
    );
    assert!(caveats.iter().any(|caveat| caveat.contains("Group b: 1 session without a date")), "{caveats:?}");
}

fn topic(topic: &str) -> String {
    format!("[[process.topic]]\ntopic = \"{topic}\"\ntext = \"A/RES/75/240\"\n")
}

#[test]
fn topics_are_of_both_or_of_one() {
    let text = process("a", "2020", "2022")
        + &topic("reporting")
        + &topic("norms")
        + &topic("norms")
        + &topic("threats")
        + &process("b", "2020", "2022")
        + &topic("norms")
        + &topic("institutional_dialogue");
    let overlap = timeline(&text).overlaps.remove(0);
    assert_eq!(overlap.shared_topics, ["rules, norms and principles"]);
    assert_eq!(overlap.first_only, ["threats", "report"]);
    assert_eq!(overlap.second_only, ["institutional dialogue"]);
}

#[test]
fn members_of_both_are_known_where_both_lists_are() {
    let of = |first: &str, second: &str| {
        let text = format!("{}{first}{}{second}", process("a", "2020", "2022"), process("b", "2020", "2022"));
        timeline(&text).overlaps.remove(0).members_of_both
    };
    let some = "membership = \"limited\"\nmembers = [\"FRA\", \"DEU\"]\n";
    let others = "membership = \"limited\"\nmembers = [\"USA\", \"DEU\"]\n";
    let open = "membership = \"open\"\n";
    let set = |codes: &[&str]| codes.iter().map(|code| state(code)).collect();
    assert_eq!(of(some, others), Some(set(&["DEU"])));
    assert_eq!(of(some, open), Some(set(&["DEU", "FRA"])));
    assert_eq!(of(open, others), Some(set(&["DEU", "USA"])));
    assert_eq!(of(open, open), None);
    assert_eq!(of(some, "membership = \"limited\"\n"), None);
    assert_eq!(of(some, ""), None);
}

#[test]
fn hand_overs_and_what_was_due_are_in_order() {
    let text = r#"[[process]]
id = "b"
name = "Second group"
short = "B"
follows = ["a"]

[[process.report]]
text = "A/75/1"
due_session = 75
outcome = "no consensus"

[[process.report]]
due_session = 71

[[process]]
id = "a"
name = "First group"
short = "A"

[[process.report]]
text = "A/71/1"
due_session = 71

[[process.report]]
text = "A/70/1"
date = "2015-07-22"
"#;
    let timeline = timeline(text);
    assert_eq!(timeline.hand_overs, [("B".to_owned(), "A".to_owned())]);
    let due: Vec<String> = timeline
        .due
        .iter()
        .map(|due| {
            let words = |text: &Option<String>| text.clone().unwrap_or_else(|| "-".to_owned());
            format!("{} {} {} {}", due.session, due.process, words(&due.text), words(&due.outcome))
        })
        .collect();
    assert_eq!(due, ["71 A A/71/1 -", "71 B - -", "75 B A/75/1 no consensus"]);
}

#[test]
fn the_two_groups_of_2019_ran_side_by_side() {
    let timeline = Timeline::of(&case(cyber())).value;
    assert_eq!(timeline.overlaps.len(), 1);
    let overlap = &timeline.overlaps[0];
    assert_eq!((overlap.first.as_str(), overlap.second.as_str()), ("GGE 6", "OEWG 2019–2021"));
    assert_eq!((overlap.from, overlap.to), (date(2019, 12, 31), date(2021, 1, 1)));
    assert_eq!((overlap.days, overlap.at_least), (368, true));
    assert_eq!(
        overlap.shared_topics,
        [
            "rules, norms and principles",
            "international law",
            "confidence-building",
            "capacity-building",
            "who may be consulted",
            "report"
        ]
    );
    assert_eq!(overlap.first_only, Vec::<String>::new());
    assert_eq!(overlap.second_only, ["institutional dialogue"]);
    assert_eq!(overlap.members_of_both.map(|states| states.len()), Some(25));

    let hand_overs: Vec<String> =
        timeline.hand_overs.iter().map(|(later, earlier)| format!("{later} < {earlier}")).collect();
    assert_eq!(
        hand_overs,
        [
            "GGE 2 < GGE 1",
            "GGE 3 < GGE 2",
            "GGE 4 < GGE 3",
            "GGE 5 < GGE 4",
            "GGE 6 < GGE 5",
            "OEWG 2021–2025 < OEWG 2019–2021",
            "Programme of action < OEWG 2021–2025",
            "Future mechanism < OEWG 2021–2025",
        ]
    );
    let due: Vec<(u16, &str)> = timeline.due.iter().map(|due| (due.session, due.process.as_str())).collect();
    assert_eq!(
        due,
        [
            (75, "OEWG 2019–2021"),
            (76, "GGE 6"),
            (78, "Cybercrime committee"),
            (78, "Programme of action"),
            (80, "OEWG 2021–2025"),
        ]
    );
}

#[test]
fn a_lane_has_sessions_votes_and_reports_by_date() {
    let timeline = Timeline::of(&case(cyber())).value;
    let lane = timeline.lanes.iter().find(|lane| lane.name == "OEWG 2019–2021").expect("its lane");
    assert!(!lane.is_line);
    let marks: Vec<String> = lane
        .marks
        .iter()
        .map(|mark| format!("{}: {}, {}", mark.kind.phrase(), mark.name, mark.from))
        .collect();
    assert_eq!(
        marks,
        [
            "decision: 73/27, 119-46-14, 5 December 2018",
            "session: organizational session (held), 3 June 2019",
            "session: first substantive session (held), 9 September 2019",
            "session: informal intersessional meeting with other parties (held), 2 December 2019",
            "session: second substantive session (held), 10 February 2020",
            "session not held: intersessional informal exchange (COVID-19) (cancelled), 30 March 2020",
            "session not held: intersessional informal exchange (COVID-19) (cancelled), 28 May 2020",
            "session not held: third substantive session, as first planned (postponed), 6 July 2020",
            "session: third substantive session (held), 8 March 2021",
            "report: A/75/816, consensus report, 12 March 2021",
        ]
    );
}

/// The rows of a table as words.
#[track_caller]
fn rows(tables: &[Table], name: &str) -> Vec<Vec<String>> {
    let table = tables.iter().find(|table| table.name == name).expect("the table is there");
    table.rows.iter().map(|row| row.iter().map(travaux_votes::words::cell).collect()).collect()
}

#[test]
fn tables_tell_each_vote_once_and_leave_out_what_is_empty() {
    let tables = tables(&Timeline::of(&case(cyber())).value);
    let names: Vec<&str> = tables.iter().map(|table| table.name.as_str()).collect();
    assert_eq!(names, ["events", "spans", "overlaps", "hand_overs", "due"]);
    let events = rows(&tables, "events");
    let votes: Vec<&Vec<String>> = events.iter().filter(|row| row[4] == "73/27, 119-46-14").collect();
    assert_eq!(votes.len(), 1);
    assert_eq!(votes[0][..2], ["5 December 2018", ""]);
    let spans = rows(&tables, "spans");
    assert!(spans.contains(&vec!["GGE 6".to_owned(), "2019".to_owned(), "2021".to_owned()]));
    assert!(spans.contains(&vec![
        "Cybercrime committee".to_owned(),
        "not established".to_owned(),
        String::new()
    ]));
    let overlaps = rows(&tables, "overlaps");
    assert_eq!(overlaps[0][..5], ["GGE 6", "OEWG 2019–2021", "2019-12-31", "2021-01-01", "368"]);
    assert_eq!(overlaps[0][9], "25");
    let empty = travaux_case::timeline::tables(&timeline(""));
    assert_eq!(empty, []);
}

/// That the days are at least so many stands in the table as in the sentence.
#[test]
fn the_table_says_which_days_are_at_least_so_many() {
    let sure = process("a", "2020-01-01", "2020-01-09") + &process("b", "2020-01-01", "2020-01-09");
    let unsure = process("a", "2019", "2021") + &process("b", "2019", "2021");
    let cells = |text: &str| -> Vec<Cell> {
        let tables = tables(&timeline(text));
        let table = tables.iter().find(|table| table.name == "overlaps").expect("they overlap");
        let fixed = |name: &str| ["from", "to", "days"].contains(&name);
        let row = table.rows[0].iter().zip(&table.columns);
        row.filter(|(_, column)| !fixed(column)).map(|(cell, _)| cell.clone()).collect()
    };
    assert_ne!(cells(&sure), cells(&unsure), "nothing but the days tells them apart");
}

/// One of the two times is wrong, and nothing says which.
#[test]
fn an_end_before_the_beginning_is_no_time() {
    let text = format!(
        "{}[[process.session]]\nname = \"one\"\nfrom = \"2020-02-14\"\nto = \"2019\"\nstatus = \"held\"\n",
        process("a", "2021", "2020")
    );
    let timeline = timeline(&text);
    assert_eq!(timeline.lanes[0].span, None);
    assert_eq!(timeline.lanes[0].marks, []);
    assert_eq!(timeline.lanes[0].undated_sessions, 1);
}

/// Calendars.
mod calendars {
    use super::*;

    fn stamp() -> Date {
        record_through(record()).expect("the record has days")
    }

    fn calendar(case: &Case<'_>) -> String {
        ics(&Timeline::of(case).value, stamp())
    }

    /// Lines with what was folded put together again (RFC 5545, 3.1).
    fn unfolded(text: &str) -> Vec<String> {
        text.replace("\r\n ", "").split_terminator("\r\n").map(str::to_owned).collect()
    }

    /// The events, each with its fields by name.
    fn events(text: &str) -> Vec<BTreeMap<String, String>> {
        let mut events: Vec<BTreeMap<String, String>> = Vec::new();
        let mut is_open = false;
        for line in unfolded(text) {
            let (name, value) = line.split_once(':').expect("a name and a value");
            match (name, value) {
                ("BEGIN", "VEVENT") => {
                    assert!(!is_open, "an event within an event");
                    is_open = true;
                    events.push(BTreeMap::new());
                }
                ("END", "VEVENT") => {
                    assert!(is_open);
                    is_open = false;
                }
                _ if is_open => {
                    let fields = events.last_mut().expect("an event is open");
                    assert_eq!(fields.insert(name.to_owned(), value.to_owned()), None, "{line}");
                }
                _ => {}
            }
        }
        assert!(!is_open);
        events
    }

    #[track_caller]
    fn event<'e>(events: &'e [BTreeMap<String, String>], summary: &str) -> &'e BTreeMap<String, String> {
        events.iter().find(|event| event["SUMMARY"] == summary).expect("the calendar has the event")
    }

    #[test]
    fn it_is_a_calendar_from_its_first_line_to_its_last() {
        let text = calendar(&case(cyber()));
        assert!(text.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//travaux//"), "{}", &text[..80]);
        assert!(text.ends_with("END:VEVENT\r\nEND:VCALENDAR\r\n"));
        assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
        assert_eq!(text.matches('\r').count(), text.matches("\r\n").count());
        assert_eq!(text.matches("BEGIN:VEVENT").count(), text.matches("END:VEVENT").count());
    }

    #[test]
    fn no_line_is_longer_than_75_octets() {
        for text in [calendar(&case(cyber())), calendar(&with_a_long_name())] {
            let long: Vec<(usize, &str)> = text
                .split("\r\n")
                .map(|line| (line.len(), line))
                .filter(|(length, _)| *length > 75)
                .collect();
            assert!(long.is_empty(), "{long:#?}");
            assert!(text.contains("\r\n "), "nothing was folded");
        }
    }

    fn long_name() -> String {
        "Präsidium — ".repeat(40)
    }

    fn with_a_long_name() -> Case<'static> {
        with_head(&format!(
            "{}[[process.session]]\nname = \"{}\"\nfrom = \"2020-02-10\"\nto = \"2020-02-14\"\nstatus = \"held\"\n",
            process("a", "2020", "2021"),
            long_name()
        ))
    }

    #[test]
    fn what_is_folded_is_whole_again() {
        let events = events(&calendar(&with_a_long_name()));
        assert_eq!(events.len(), 1);
        assert_eq!(events[0]["SUMMARY"], format!("Group a: {} (held)", long_name()));
    }

    #[test]
    fn there_is_an_event_for_all_that_is_known_to_the_day() {
        let case = case(cyber());
        let timeline = Timeline::of(&case).value;
        let is_day = |when| matches!(when, travaux_case::file::When::Day(_));
        let marks = timeline.lanes.iter().flat_map(|lane| &lane.marks);
        let known: Vec<_> = marks.filter(|mark| is_day(mark.from) && is_day(mark.to)).collect();
        // A vote that created a process stands in two lanes.
        let is_vote = |mark: &travaux_case::timeline::Mark| mark.kind == MarkKind::Decision;
        let votes: BTreeSet<&str> =
            known.iter().filter(|mark| is_vote(mark)).map(|mark| mark.name.as_str()).collect();
        let known = votes.len() + known.iter().filter(|mark| !is_vote(mark)).count();
        let events = events(&calendar(&case));
        assert_eq!(events.len(), known);
        let mut uids: Vec<&String> = events.iter().map(|event| &event["UID"]).collect();
        uids.sort_unstable();
        uids.dedup();
        assert_eq!(uids.len(), known, "no two events have one UID");
        let stamps: Vec<&String> = events.iter().map(|event| &event["DTSTAMP"]).collect();
        let stamp = format!("{}T000000Z", stamp().strftime("%Y%m%d"));
        assert!(stamps.iter().all(|known| **known == stamp), "{stamp}");
    }

    #[test]
    fn the_end_is_the_day_after() {
        let events = events(&calendar(&case(cyber())));
        let session = event(&events, "OEWG 2019–2021: organizational session (held)");
        assert_eq!(session["DTSTART;VALUE=DATE"], "20190603");
        assert_eq!(session["DTEND;VALUE=DATE"], "20190605");
        assert_eq!(session["LOCATION"], "New York");
        assert_eq!(session["STATUS"], "CONFIRMED");
        let vote = event(&events, "The joint text of 2021: 76/19\\, without a vote");
        assert_eq!(vote["DTSTART;VALUE=DATE"], "20211206");
        assert_eq!(vote["DTEND;VALUE=DATE"], "20211207");
        assert_eq!(vote["CATEGORIES"], "decision");
    }

    #[test]
    fn what_was_not_held_is_cancelled_and_what_was_planned_tentative() {
        let events = events(&calendar(&case(cyber())));
        let status = |summary: &str| event(&events, summary)["STATUS"].clone();
        assert_eq!(
            status("OEWG 2019–2021: third substantive session\\, as first planned (postponed)"),
            "CANCELLED"
        );
        assert_eq!(
            status("OEWG 2019–2021: intersessional informal exchange (COVID-19) (cancelled)"),
            "CANCELLED"
        );
        assert_eq!(status("GGE 6: second session (planned)"), "TENTATIVE");
        assert_eq!(status("OEWG 2019–2021: A/75/816\\, consensus report"), "CONFIRMED");
    }

    /// A year or a month is no day to put into a calendar.
    #[test]
    fn what_is_known_to_the_year_is_left_out() {
        let text = calendar(&case(cyber()));
        assert!(!text.contains("fourth substantive session (held)"));
        assert!(!text.contains("sixth session\\, as decided"));
    }

    #[test]
    fn the_same_case_makes_the_same_bytes() {
        assert_eq!(calendar(&case(cyber())), calendar(&case(cyber())));
    }

    /// RFC 5545, 3.8.2.2: the end is later than the beginning, also where the file has them the wrong way round.
    #[test]
    fn no_event_ends_before_it_begins() {
        let text = format!(
            "{}[[process.session]]\nname = \"one\"\nfrom = \"2020-02-14\"\nto = \"2020-02-10\"\nstatus = \"held\"\n",
            process("a", "2020", "2021")
        );
        for event in events(&calendar(&with_head(&text))) {
            assert!(event["DTSTART;VALUE=DATE"] < event["DTEND;VALUE=DATE"], "{event:?}");
        }
    }

    #[test]
    fn a_vote_that_created_a_process_is_one_event() {
        let events = events(&calendar(&case(cyber())));
        let votes = events.iter().filter(|event| event["SUMMARY"].contains(": 75/240\\, "));
        assert_eq!(votes.count(), 1);
    }

    #[test]
    fn of_a_session_without_a_beginning_there_is_its_end() {
        let text = format!(
            "{}[[process.session]]\nname = \"one\"\nto = \"2020-02-14\"\nstatus = \"held\"\n",
            process("a", "2020", "2021")
        );
        let events = events(&calendar(&with_head(&text)));
        assert_eq!(events.len(), 1);
        assert_eq!(events[0]["SUMMARY"], "Group a: end of one (held)");
        assert_eq!(events[0]["DTSTART;VALUE=DATE"], "20200214");
        assert_eq!(events[0]["DTEND;VALUE=DATE"], "20200215");
    }

    /// A file may have anything in its texts: they stay within their line.
    #[test]
    fn no_text_breaks_out_of_its_line() {
        let text = r#"[case]
id = "a, b; c\r\nBEGIN:VEVENT\r\nX-ANY:"
title = "A case"

[[process]]
id = "a"
name = "A, B; C\\D\nEND:VEVENT"

[[process.session]]
name = "one\r\ntwo"
from = "2020-02-10"
to = "2020-02-14"
place = "Geneva\nBEGIN:VEVENT"
status = "held"
"#;
        let made = calendar(&case(text));
        assert_eq!(made.matches('\n').count(), made.matches("\r\n").count());
        let lines = unfolded(&made);
        assert_eq!(lines.iter().filter(|line| *line == "BEGIN:VEVENT").count(), 1, "{made}");
        assert_eq!(lines.iter().filter(|line| *line == "END:VEVENT").count(), 1, "{made}");
        let events = events(&made);
        assert_eq!(events[0]["SUMMARY"], "A\\, B\\; C\\\\D\\nEND:VEVENT: one\\ntwo (held)");
        assert_eq!(events[0]["LOCATION"], "Geneva\\nBEGIN:VEVENT");
    }
}

#[test]
fn it_draws_on_a_page_and_on_a_slide() {
    let case = case(cyber());
    let answer = Timeline::of(&case);
    for size in [Size::Page, Size::Slide] {
        let setting = Setting { record: record(), size };
        let figure = figure(setting, &answer, "State behaviour in cyberspace").expect("it is drawn");
        let drawn = svg(&figure.scene);
        assert!(drawn.starts_with("<svg ") && drawn.ends_with("</svg>\n"));
        assert!(drawn.contains("OEWG 2021–2025"), "{size:?}");
        assert!(figure.scene.description.contains("GGE 6, 2019 to 2021: "), "{}", figure.scene.description);
        assert_eq!(figure.data.name, "events");
        let (width, height) = (figure.scene.width, figure.scene.height);
        assert!(width > 0.0 && height > 0.0);
    }
}

#[test]
fn a_case_without_times_is_not_drawn_and_says_why() {
    let case = with_head("[[process]]\nid = \"a\"\nname = \"Group a\"\n");
    let answer = Timeline::of(&case);
    let setting = Setting { record: record(), size: Size::Page };
    let error = figure(setting, &answer, "A small case").expect_err("there is nothing to draw");
    assert_eq!(error.to_string(), "there is nothing to draw: no time of the case is known");
}

/// Times as far apart as they can be written are drawn, or refused in words.
#[test]
fn times_as_far_apart_as_can_be_written_do_no_harm() {
    for (from, to) in [("0000", "9999"), ("0001-01-01", "9999-12-31"), ("2020-01-01", "2020-01-01")] {
        let case = with_head(&process("a", from, to));
        let answer = Timeline::of(&case);
        let setting = Setting { record: record(), size: Size::Page };
        if let Ok(figure) = figure(setting, &answer, "A small case") {
            let drawn = svg(&figure.scene);
            assert!(drawn.len() < 1_000_000, "{from} to {to}: {} bytes", drawn.len());
        }
        assert!(ics(&answer.value, date(2026, 1, 1)).ends_with("END:VCALENDAR\r\n"));
    }
}

#[test]
fn kinds_of_marks_have_their_words() {
    assert_eq!(MarkKind::SessionNotHeld.phrase(), "session not held");
    assert_eq!(MarkKind::SessionPlanned.phrase(), "session planned");
}
