//! Case files proposed from a text.

use travaux_case::Case;
use travaux_case::propose::propose;
use travaux_record::{Question, Stage};
use travaux_votes::poles::{Stand, poles};

use crate::fixture::{Made, case, context, decision, record, said};

fn proposed(text: &str, since: Option<i16>) -> (String, Case<'static>) {
    let file = propose(context(), decision(text), since);
    let case = case(&file);
    assert_eq!(said(&case.problems), Vec::<String>::new(), "{file}");
    (file, case)
}

/// The line that has a text, as ids.
#[track_caller]
fn line_with<'c>(case: &'c Case<'_>, text: &str) -> Vec<&'c str> {
    let line = case.lines.iter().find(|line| line.texts.iter().any(|known| known.id() == text));
    line.expect("a line has the text").texts.iter().map(|text| text.id()).collect()
}

fn pairs<'c>(case: &'c Case<'_>) -> Vec<(&'c str, &'c str)> {
    case.rivals.iter().map(|pair| (pair.first.id(), pair.second.id())).collect()
}

#[test]
fn rival_lines_on_outer_space() {
    let (file, case) = proposed("75/36", Some(2014));
    assert_eq!((case.id.as_str(), case.file.rivals.len()), ("75-36", case.rivals.len()));
    assert_eq!(
        case.title,
        "Reducing space threats through norms, rules and principles of responsible behaviours"
    );
    assert_eq!(
        line_with(&case, "A/RES/75/36"),
        ["A/RES/75/36", "A/RES/76/231", "A/RES/78/20", "A/RES/79/22"]
    );
    assert_eq!(
        line_with(&case, "A/RES/75/37"),
        [
            "A/RES/69/32",
            "A/RES/70/27",
            "A/RES/71/32",
            "A/RES/72/27",
            "A/RES/73/31",
            "A/RES/74/33",
            "A/RES/75/37",
            "A/RES/76/23",
            "A/RES/77/42",
            "A/RES/78/21",
            "A/RES/79/20",
        ]
    );
    assert!(pairs(&case).contains(&("A/RES/75/36", "A/RES/75/37")));
    assert!(
        file.contains(
            "[[rivals]] # 33 for the first and against the second, 12 the reverse, 134 between, 14 not voting, of 193\n\
             first = \"A/RES/75/36\"\nsecond = \"A/RES/75/37\"\n"
        ),
        "{file}"
    );
    let years =
        case.texts().into_iter().filter_map(travaux_record::DecisionRef::date).map(jiff::civil::Date::year);
    assert!(years.clone().all(|year| year >= 2014), "{:?}", years.min());
}

/// What the comments say of a pair is what the record says.
#[test]
fn each_pair_has_its_states_at_both_poles() {
    let (file, case) = proposed("75/36", Some(2014));
    for pair in &case.rivals {
        let value = poles(context(), pair.first, pair.second).expect("both have votes").value;
        let (first, second) = (value.n(Stand::FirstPole), value.n(Stand::SecondPole));
        assert!(first >= 5 && second >= 5, "{first} and {second}");
        let told = format!(
            "[[rivals]] # {first} for the first and against the second, {second} the reverse, {} between, {} not voting, of \
             {}\nfirst = \"{}\"\nsecond = \"{}\"\n",
            value.n(Stand::Between),
            value.n(Stand::NotVoting),
            value.members_of_both,
            pair.first.id(),
            pair.second.id()
        );
        assert!(file.contains(&told), "{told}\n{file}");
        assert_eq!(pair.first.session(), pair.second.session());
    }
}

#[test]
fn the_report_of_a_proposal_is_made() {
    let (_, case) = proposed("75/36", Some(2014));
    let made = Made::of(&case);
    assert!(made.text("report.md").contains(
        "75/36 and 75/37: 33 of 193 (17.1 %) were in favour of 75/36 and against 75/37, 12 of 193 (6.2 %) the reverse; 134 of \
         193 (69.4 %) stood between; 14 of 193 (7.3 %) did not vote on one of the two or on both."
    ));
    assert!(
        made.text("report.md").contains("Rivals are here two texts of one session under one agenda item")
    );
    assert!(made.names().contains(&"figures/rivals-75-36-75-37.svg"));
    assert!(!made.names().contains(&"timeline.ics"), "it has no process");
}

#[test]
fn the_rival_of_the_text_on_cyberspace_is_found() {
    let (_, case) = proposed("75/32", None);
    assert_eq!(line_with(&case, "A/RES/75/32"), ["A/RES/73/266", "A/RES/74/28", "A/RES/75/32"]);
    assert!(line_with(&case, "A/RES/75/240").contains(&"A/RES/73/27"));
    let pairs = pairs(&case);
    assert!(pairs.contains(&("A/RES/75/32", "A/RES/75/240")), "{pairs:?}");
    assert!(pairs.contains(&("A/RES/73/266", "A/RES/73/27")), "{pairs:?}");
}

/// A text that is older than what is asked for is still what the case is about.
#[test]
fn the_text_itself_is_always_there() {
    let (file, case) = proposed("75/36", Some(2030));
    assert_eq!(line_with(&case, "A/RES/75/36"), ["A/RES/75/36"]);
    assert!(file.contains("# No pair was found:"), "{file}");
    let (_, case) = proposed("76/19", None);
    assert!(line_with(&case, "A/RES/76/19").contains(&"A/RES/76/19"));
}

#[test]
fn the_same_text_gives_the_same_bytes() {
    let again = || propose(context(), decision("75/32"), Some(2018));
    assert_eq!(again(), again());
}

/// Whatever the text, what is proposed of it can be read, and names what the record has.
#[test]
fn any_text_gives_a_file_that_reads_back() {
    let whole = |question: Question| question.is_whole();
    let texts: Vec<_> = record()
        .decisions()
        .filter(|decision| decision.stage() == Stage::Plenary && whole(decision.question()))
        .collect();
    let step = texts.len() / 12;
    for text in texts.iter().step_by(step).chain(record().decisions().next().as_ref()) {
        let since = text.date().map(|date| date.year() - 1);
        let file = propose(context(), *text, since);
        let case = case(&file);
        assert_eq!(said(&case.problems), Vec::<String>::new(), "{}: {file}", text.id());
        assert!(case.texts().iter().any(|known| known.no() == text.no()), "{}: {file}", text.id());
        let n: usize = case.lines.iter().map(|line| line.texts.len()).sum();
        assert_eq!(case.texts().len(), n, "{}: a text is in two lines: {file}", text.id());
    }
}
