//! Cases as the record knows them: what does not fit is told with its place, and a report is made of the rest.

use travaux_case::Case;
use travaux_record::DecisionRef;
use travaux_un::set::StateSet;

use crate::fixture::{Made, case, context, decision, said, state, with_head};

/// The Markdown of the report.
fn markdown(case: &Case<'_>) -> String {
    Made::of(case).text("report.md").to_owned()
}

/// The section of what is open.
#[track_caller]
fn open(case: &Case<'_>) -> String {
    let text = markdown(case);
    let (_, behind) = text.split_once("### What is open\n\n").expect("the report says what is open");
    behind.split_once("\n\n").map_or(behind, |(list, _)| list).to_owned()
}

#[test]
fn the_bundled_cases_fit_but_for_known_gaps() {
    for (id, text) in travaux_case::bundled::CASES {
        let case = case(text);
        for problem in &case.problems {
            assert_eq!(problem.code, "not-in-the-record", "{id}: {problem}");
        }
        assert_eq!(case.problems.len(), case.missing.len(), "{id}");
    }
}

#[test]
fn a_text_that_the_record_does_not_hold_is_a_gap_that_the_report_names() {
    let case = with_head(
        r#"[[line]]
id = "a"
name = "A line"
texts = [
  "A/RES/73/27",
  "A/RES/75/999",
  "A/RES/75/240",
]

[[rivals]]
first = "A/RES/75/32"
second = "A/RES/75/999"
"#,
    );
    assert_eq!(
        said(&case.problems),
        [
            "case.toml:10: warning not-in-the-record: the record has no decision on A/RES/75/999: the report has a gap there \
             (the nearest: A/RES/75/299, A/RES/75/199, A/RES/75/99; the highest number that the record has in that line is \
             A/RES/75/328)",
            "case.toml:16: warning not-in-the-record: the record has no decision on A/RES/75/999: the report has a gap there \
             (the nearest: A/RES/75/299, A/RES/75/199, A/RES/75/99; the highest number that the record has in that line is \
             A/RES/75/328)",
        ]
    );
    assert_eq!(case.missing, ["A/RES/75/999"]);
    let texts: Vec<&str> = case.lines[0].texts.iter().map(|text| text.id()).collect();
    assert_eq!(texts, ["A/RES/73/27", "A/RES/75/240"]);
    assert_eq!(case.lines[0].missing, ["A/RES/75/999"]);
    assert!(case.rivals.is_empty());
    assert_eq!(open(&case), "- The record has no decision on A/RES/75/999.");
    assert!(markdown(&case).contains("The record does not have 75/999."));
    assert!(markdown(&case).contains(
        "The case names 3 texts in 1 line; the record has 2 of them: 2 with a tally and 0 without."
    ));
}

#[test]
fn a_text_that_is_no_symbol_is_told_how_to_be_written() {
    let case = with_head("[[line]]\nid = \"a\"\nname = \"A line\"\ntexts = [\"banana\"]\n");
    assert_eq!(
        said(&case.problems),
        [
            "case.toml:8: warning not-in-the-record: the record has no decision on banana: the report has a gap there (a decision \
          is written as 75/240, A/C.1/75/L.8/Rev.1, 75/240 PP10 or voeten:5666)"
        ]
    );
    assert_eq!(open(&case), "- The record has no decision on banana.");
}

#[test]
fn texts_are_in_the_order_of_time_and_once_however_they_are_written() {
    let case = with_head(
        "[[line]]\nid = \"a\"\nname = \"A line\"\ntexts = [\"75/240\", \"a/res/73/27\", \"A/RES/75/240\", \"74/29\"]\n",
    );
    assert_eq!(said(&case.problems), Vec::<String>::new());
    let texts: Vec<&str> = case.lines[0].texts.iter().map(|text| text.id()).collect();
    assert_eq!(texts, ["A/RES/73/27", "A/RES/74/29", "A/RES/75/240"]);
}

#[test]
fn a_pair_without_votes_is_told_and_left_out_of_the_poles_alone() {
    let case = with_head("[[rivals]]\nfirst = \"A/RES/76/19\"\nsecond = \"A/RES/75/240\"\n");
    assert_eq!(
        said(&case.problems),
        [
            "case.toml:5: warning pair-without-votes: A/RES/76/19 and A/RES/75/240 have no votes by state on both: how states \
          stood on them is left out (a text adopted without a vote has sponsors, if the record has its list)"
        ]
    );
    assert!(!case.rivals[0].has_votes());
    let text = markdown(&case);
    assert!(text.contains("## What was rival to what\n"));
    assert!(!text.contains("## Two poles or two blocs\n"));
    assert_eq!(
        open(&case),
        "- A/RES/76/19 and A/RES/75/240 have no votes by state on both: how states stood on them is left out."
    );
}

#[test]
fn a_pair_that_stands_twice_makes_no_file_twice() {
    let pair = "[[rivals]]\nfirst = \"A/RES/75/32\"\nsecond = \"A/RES/75/240\"\n";
    let made = Made::of(&with_head(&format!("{pair}{pair}")));
    let mut names = made.names();
    names.sort_unstable();
    let all = names.len();
    names.dedup();
    assert_eq!(names.len(), all, "two files have one name: {names:?}");
}

#[test]
fn a_step_that_two_lines_have_makes_no_file_twice() {
    let texts = "texts = [\"A/RES/73/27\", \"A/RES/75/240\"]\n";
    let made = Made::of(&with_head(&format!(
        "[[line]]\nid = \"a\"\nname = \"A line\"\n{texts}[[line]]\nid = \"b\"\nname = \"The same again\"\n{texts}"
    )));
    let mut names = made.names();
    names.sort_unstable();
    let all = names.len();
    names.dedup();
    assert_eq!(names.len(), all, "two files have one name: {names:?}");
}

#[test]
fn sessions_that_overlap_and_ends_before_beginnings_are_told() {
    let case = with_head(
        r#"[[process]]
id = "a"
name = "A group"
from = "2021"
to = "2019-06-03"

[[process.session]]
name = "first session"
from = "2020-02-10"
to = "2020-02-14"
status = "held"

[[process.session]]
name = "second session"
from = "2020-02-14"
to = "2020-02-18"
status = "held"

[[process.session]]
name = "second session, as planned"
from = "2020-02-10"
to = "2020-02-18"
status = "planned"

[[process.session]]
name = "third session"
from = "2020-05-05"
to = "2020-05-04"
status = "held"

[[process.session]]
name = "fourth session"
from = "2020-02"
to = "2020-02-12"
status = "held"
"#,
    );
    assert_eq!(
        said(&case.problems),
        [
            "case.toml:5: warning ends-before-it-begins: A group ends (3 June 2019) before it begins (2021) (from and to may \
             have changed places)",
            "case.toml:17: warning overlapping-sessions: first session and second session of A group overlap (a process has \
             one session at a time)",
            "case.toml:29: warning ends-before-it-begins: third session of A group ends before it begins (from and to may \
             have changed places)",
        ]
    );
    assert_eq!(
        open(&case),
        "- A group ends (3 June 2019) before it begins (2021).\n\
         - First session and second session of A group overlap.\n\
         - Third session of A group ends before it begins."
    );
}

/// A year that has begun may be that in which it ended.
#[test]
fn times_that_may_fit_are_not_told() {
    let case =
        with_head("[[process]]\nid = \"a\"\nname = \"A group\"\nfrom = \"2019-06-03\"\nto = \"2019\"\n");
    assert_eq!(said(&case.problems), Vec::<String>::new());
}

#[test]
fn unknown_states_are_left_out_and_told_with_the_nearest() {
    let case = with_head(
        r#"[[process]]
id = "a"
name = "A group"
membership = "limited"
members = [
  "France",
  "Germny",
  "usa",
]

[[initiative]]
id = "b"
name = "A call"
states = ["DEU", "Frnace"]
"#,
    );
    assert_eq!(
        said(&case.problems),
        [
            "case.toml:11: warning unknown-state: no state is called \"Germny\": it is left out (the nearest: Germany (DEU), \
             Georgia (GEO), Argentina (ARG))",
            "case.toml:18: warning unknown-state: no state is called \"Frnace\": it is left out (the nearest: France (FRA), \
             Grenada (GRD), Finland (FIN))",
        ]
    );
    let set = |codes: &[&str]| codes.iter().map(|code| state(code)).collect::<StateSet>();
    assert_eq!(case.processes[0].members, set(&["FRA", "USA"]));
    assert_eq!(case.supporters, [set(&["DEU"])]);
}

/// «Yugoslavia» is the name of two states, and not of none.
#[test]
fn a_name_of_two_states_is_told_to_be_one() {
    let case = with_head("[[initiative]]\nid = \"b\"\nname = \"A call\"\nstates = [\"Yugoslavia\"]\n");
    assert_eq!(case.problems.len(), 1);
    let problem = &case.problems[0];
    assert!(problem.message.contains("more than one state"), "{problem}");
    assert!(!problem.message.contains("no state is called"), "{problem}");
}

#[test]
fn unknown_groups_are_left_out_and_told() {
    let case = case(
        "[case]\nid = \"small\"\ntitle = \"A small case\"\ngroups = [\n  \"EU\",\n  \"NATOO\",\n  \"Non-Aligned Movement\",\n]\n",
    );
    assert_eq!(
        said(&case.problems),
        [
            "case.toml:6: warning unknown-group: no group is called \"NATOO\": it is left out (the nearest: North Atlantic Treaty \
          Organization, Collective Security Treaty Organization, Movement of Non-Aligned Countries)"
        ]
    );
    assert_eq!(case.groups, ["EU", "NAM"]);
}

#[test]
fn a_process_that_follows_none_of_the_file_is_told() {
    let case = with_head(
        r#"[[process]]
id = "gge1"
name = "The first group"

[[process]]
id = "gge2"
name = "The second group"
follows = ["gge", "committee"]
"#,
    );
    assert_eq!(
        said(&case.problems),
        [
            "case.toml:12: warning unknown-process: no process has the id \"gge\" (there are gge1, gge2)",
            "case.toml:12: warning unknown-process: no process has the id \"committee\" (there are gge1, gge2)",
        ]
    );
    assert!(case.processes.iter().all(|facts| facts.follows.is_empty()));
}

#[test]
fn a_circle_of_hand_overs_is_cut_and_told() {
    let case = with_head(
        r#"[[process]]
id = "a"
name = "Group A"
follows = ["c"]

[[process]]
id = "b"
name = "Group B"
follows = ["a"]

[[process]]
id = "c"
name = "Group C"
follows = ["b"]

[[process]]
id = "d"
name = "Group D"
follows = ["d", "a"]
"#,
    );
    assert_eq!(
        said(&case.problems),
        [
            "case.toml:5: warning cycle: Group A follows Group C, which follows it: the hand-over is left out (a process takes \
             over from one that came before it)",
            "case.toml:20: warning cycle: Group D follows Group D, which follows it: the hand-over is left out (a process \
             takes over from one that came before it)",
        ]
    );
    let follows: Vec<&[usize]> = case.processes.iter().map(|facts| facts.follows.as_slice()).collect();
    assert_eq!(follows, [&[][..], &[0], &[1], &[0]]);
    assert!(markdown(&case).contains(
        "Which was to follow, without a beginning on file: Group B after Group A; Group C after Group B; Group D after Group A."
    ));
}

#[test]
fn an_id_that_stands_twice_is_told_where_it_stands_again() {
    let case = with_head(
        r#"[[line]]
id = "a"
name = "A line"
texts = []

[[process]]
id = "a"
name = "A group"

[[process]]
id = "a"
name = "Another group"

[[source]]
id = "s"
title = "A page"

[[source]]
id = "s"
title = "Another page"
"#,
    );
    assert_eq!(
        said(&case.problems),
        [
            "case.toml:14: warning id-twice: the id \"a\" stands twice (what refers to it means the first)",
            "case.toml:22: warning id-twice: the id \"s\" stands twice (what refers to it means the first)",
        ]
    );
}

#[test]
fn members_listed_of_an_open_process_are_told() {
    let case = with_head(
        "[[process]]\nid = \"a\"\nname = \"A group\"\nmembership = \"open\"\nmembers = [\"FRA\"]\n",
    );
    assert_eq!(
        said(&case.problems),
        [
            "case.toml:5: warning open-with-members: A group is open to all, and its members are listed (membership = \
          \"limited\", or no list)"
        ]
    );
}

#[test]
fn a_set_of_norms_refers_to_sets_and_symbols() {
    let case = with_head(
        r#"[[norms]]
id = "gge2015"
name = "Norms of 2015"
count = 11

[[norms]]
id = "others"
name = "Others"
refers_to = ["gge2015", "A/70/174", "gge2051"]
"#,
    );
    assert_eq!(
        said(&case.problems),
        [
            "case.toml:13: warning unknown-set: \"gge2051\" is neither a set of norms of this file nor a symbol (there are gge2015, \
          others)"
        ]
    );
    assert!(markdown(&case).contains("It refers to «Norms of 2015», A/70/174 and gge2051."));
}

#[test]
fn pairs_are_in_the_order_of_time_and_know_the_pair_before() {
    let case = with_head(
        r#"[[line]]
id = "rus"
name = "One"
texts = ["A/RES/73/27", "A/RES/74/29", "A/RES/75/240"]

[[line]]
id = "usa"
name = "The other"
texts = ["A/RES/73/266", "A/RES/74/28", "A/RES/75/32"]

[[rivals]]
first = "A/RES/75/32"
second = "A/RES/75/240"

[[rivals]]
first = "A/RES/73/266"
second = "A/RES/73/27"

[[rivals]]
first = "A/RES/74/28"
second = "A/RES/74/29"
"#,
    );
    let slugs: Vec<String> = case.rivals.iter().map(travaux_case::Pair::slug).collect();
    assert_eq!(slugs, ["73-266-73-27", "74-28-74-29", "75-32-75-240"]);
    assert!(case.pair_before(&case.rivals[0]).is_none());
    assert_eq!(
        case.pair_before(&case.rivals[2]).map(travaux_case::Pair::slug).as_deref(),
        Some("74-28-74-29")
    );
    let earlier = case.earlier_vote(case.rivals[2].second).expect("the text before");
    assert_eq!(earlier.id(), "A/RES/74/29");
    assert_eq!(case.line_of(case.rivals[2].first).map(|line| line.id.as_str()), Some("usa"));
}

#[test]
fn a_file_without_a_head_is_a_case_without_a_title() {
    let (read, _) = travaux_case::file::read("[[open]]\nwhat = \"all\"\n", "case.toml");
    let case = Case::new(read, context());
    assert_eq!((case.id.as_str(), case.title.as_str()), ("case", "A case without a title"));
}

#[test]
fn a_source_that_nobody_knows_is_cited_as_it_is_written() {
    let case = with_head(
        "[[line]]\nid = \"a\"\nname = \"A line\"\ntexts = [\"A/RES/75/240\"]\nsources = [\"a page, p. 3\"]\n",
    );
    assert!(markdown(&case).contains(": «a page», p. 3.\n"));
}

#[test]
fn what_is_cited_and_cannot_be_looked_up_is_told() {
    let case = with_head(
        r#"[[line]]
id = "a"
name = "A line"
texts = ["A/RES/75/240"]
sources = ["the-site, p. 3", "A/RES/75/240, OP1", "the-sites"]

[[process]]
id = "b"
name = "A group"
sources = ["nobody"]

[[process.mandate]]
text = "resolution on a group"

[[source]]
id = "the-site"
title = "A page"
"#,
    );
    assert_eq!(
        said(&case.problems),
        [
            "case.toml:9: warning unknown-source: \"the-sites\" is neither a source of this file nor a symbol: it is cited as \
             written (the nearest: the-site)",
            "case.toml:14: warning unknown-source: \"nobody\" is neither a source of this file nor a symbol: it is cited as \
             written (add a [[source]] with this id, or write the symbol of a document)",
            "case.toml:17: warning no-symbol: \"resolution on a group\" is no symbol of a document and no source of this file \
             (write a symbol as in A/RES/73/27 or A/75/816, or the id of a [[source]])",
        ]
    );
}

#[test]
fn a_question_that_cannot_be_asked_is_told_with_its_line() {
    let case = with_head(
        "[[question]]\nquestion = \"Who?\"\nask = \"against(75/240)\"\n\n[[question]]\nquestion = \"And?\"\nask = \"present(75/240)\"\n",
    );
    let told = said(&case.problems);
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(
        told[0].starts_with("case.toml:11: warning bad-question: \"present(75/240)\" cannot be asked: "),
        "{told:?}"
    );
}

/// Which text of a pair comes first is that of the earlier pairs, however the file has it.
#[test]
fn pairs_have_one_side_first() {
    let case = with_head(
        r#"[[line]]
id = "a"
name = "One line"
texts = ["73/27", "75/240", "77/36"]
[[line]]
id = "b"
name = "Another line"
texts = ["73/266", "75/32"]
[[line]]
id = "c"
name = "A third line"
texts = ["77/37"]
[[rivals]]
first = "73/27"
second = "73/266"
[[rivals]]
first = "75/32"
second = "75/240"
[[rivals]]
first = "77/37"
second = "77/36"
"#,
    );
    let pairs: Vec<[&str; 2]> = case.rivals.iter().map(|pair| [pair.first.id(), pair.second.id()]).collect();
    assert_eq!(
        pairs,
        [["A/RES/73/27", "A/RES/73/266"], ["A/RES/75/240", "A/RES/75/32"], ["A/RES/77/37", "A/RES/77/36"]]
    );
    let before = |place: usize| case.pair_before(&case.rivals[place]).map(|pair| pair.rivals);
    assert_eq!([before(0), before(1), before(2)], [None, Some(0), None], "unlike lines are not compared");
    let text_before = |text: &str| case.text_before(decision(text)).map(DecisionRef::id);
    assert_eq!(text_before("75/240"), Some("A/RES/73/27"));
    assert_eq!(text_before("77/37"), None);
}
