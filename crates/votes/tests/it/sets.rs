//! The language of sets: reading, printing, evaluating, complaining.

use jiff::civil::date;
use proptest::prelude::*;
use travaux_un::state::StateId;
use travaux_votes::sets::{Comparison, Expr, Operator, Quantity, Relation, SetExpr, SetKind, Show, When};
use travaux_votes::{Context, evaluate_on, evaluate_text};

use crate::fixture::record;

#[track_caller]
fn canonical(written: &str, printed: &str) {
    let expr = Expr::parse(written).unwrap_or_else(|e| panic!("{e}\n{}", e.pointed()));
    assert_eq!(expr.to_string(), printed);
    assert_eq!(Expr::parse(printed).expect("the canonical form reads"), expr);
}

#[test]
fn canonical_forms() {
    canonical("absent(75/240)&in_favour( 73/27 )", "not_voting(75/240) & in_favour(73/27)");
    canonical("France", "FRA");
    canonical("\"Viet Nam\" | Viet Nam | “Guinea-Bissau”", "VNM | VNM | GNB");
    canonical("IN_FAVOUR (a/res/75/240)", "in_favour(a/res/75/240)");
    canonical("in_favour(377 A  (V))", "in_favour(377 A (V))");
    canonical("group(EU)", "group(EU)");
    canonical(
        "group( \"Group of 77, and China\" ,2020-12-31)",
        "group(\"Group of 77, and China\", 2020-12-31)",
    );
    canonical("group(EU, A/C.1/75/L.8/Rev.1 PP10)", "group(EU, A/C.1/75/L.8/Rev.1 PP10)");
    canonical("members( )", "members()");
    canonical("count( FRA )", "count(FRA)");
    canonical("count(FRA)==1", "count(FRA) = 1");
    canonical("18 ≤ count(FRA)", "18 <= count(FRA)");
    canonical("FRA <= (DEU|FRA)", "FRA <= DEU | FRA");
}

#[test]
fn precedence() {
    // & before | and -, which are read from left to right.
    canonical("FRA - DEU & ITA | ESP", "FRA - DEU & ITA | ESP");
    canonical("(FRA - (DEU & ITA)) | ESP", "FRA - DEU & ITA | ESP");
    canonical("FRA - (DEU - ITA)", "FRA - (DEU - ITA)");
    canonical("(FRA | DEU) & ITA", "(FRA | DEU) & ITA");
    canonical("((FRA))", "FRA");
}

fn value(text: &str) -> String {
    let record = record();
    match evaluate_text(Context::new(&record), text) {
        Ok(answer) => match answer.value.truth {
            Some(truth) => format!("{truth}: {}", answer.value.states),
            None => answer.value.states.to_string(),
        },
        Err(error) => {
            format!("{error}{}", error.hint.as_ref().map(|hint| format!(" [{hint}]")).unwrap_or_default())
        }
    }
}

#[test]
fn values() {
    assert_eq!(value("in_favour(75/240)"), "CHN CUB IND KIR RUS");
    assert_eq!(value("absent(75/240) & in_favour(73/27)"), "NPL");
    assert_eq!(value("in_favour(73/27) - in_favour(75/240)"), "NAM NPL");
    assert_eq!(value("in_favour(73/27) - in_favour(75/240) & FRA"), "CHN CUB IND NAM NPL RUS");
    assert_eq!(value("against(75/240) & group(EU)"), "DEU FRA");
    assert_eq!(value("sponsors(75/240)"), "CHN CUB RUS VEN");
    assert_eq!(value("tabled(75/240) | joined(75/240)"), "BRA CHN CUB RUS VEN");
    assert_eq!(value("withdrew(75/240)"), "BRA");
    assert_eq!(value("in_favour(A/C.1/75/L.8/Rev.1 PP10)"), "CHN CUB RUS");
    assert_eq!(value("count(voting(75/240)) = 11"), "true: BRA CHE CHN CUB DEU FRA IND KIR NAM RUS USA");
    assert_eq!(value("count(FRA) >= count(FRA | DEU)"), "false: FRA");
    assert_eq!(value("tabled(75/240) <= in_favour(75/240)"), "true: CHN CUB RUS");
    assert_eq!(value("FRA != DEU"), "true: FRA");
}

#[test]
fn a_group_takes_the_one_day() {
    // Great Britain was a member of the European Union on the first day and not on the second.
    assert_eq!(value("against(73/27) & group(EU)"), "DEU FRA GBR");
    assert_eq!(value("absent(75/240) & group(EU)"), "");
    assert_eq!(value("absent(75/240) & group(EU, 73/27)"), "GBR");
    assert_eq!(value("absent(75/240) & group(EU, 2019-12-31)"), "GBR");
    assert!(
        value("group(EU)")
            .starts_with("column 1: group(EU) has no day, and nothing else in the expression has one")
    );
    assert!(
        value("against(75/240) & against(73/27) & group(EU)").starts_with("column 36: group(EU) has no day")
    );
}

#[test]
fn a_day_from_outside_is_that_of_groups_without_one() {
    let record = record();
    let context = Context::new(&record);
    let on = |text, day| evaluate_on(context, text, day).map(|answer| answer.value.states);
    let gbr = StateId::from_code("GBR").expect("a code");
    assert!(on("group(EU)", date(2018, 12, 5)).expect("reads").contains(gbr));
    assert!(!on("group(EU)", date(2020, 12, 31)).expect("reads").contains(gbr));
    // The day that the expression speaks of itself goes before.
    let states = on("absent(75/240) & group(EU)", date(2018, 12, 5)).expect("reads");
    assert!(states.is_empty());
    assert!(Expr::parse("FRA | group(EU)").expect("reads").has_group_without_day());
    assert!(!Expr::parse("FRA | group(EU, 75/240)").expect("reads").has_group_without_day());
}

#[test]
fn parts_are_shown_with_their_meaning() {
    let record = record();
    let answer =
        evaluate_text(Context::new(&record), "absent(75/240) & group(EU, 73/27)").expect("reads").value;
    let parts: Vec<(&str, &str, u16)> =
        answer.parts.iter().map(|p| (p.expression.as_str(), p.meaning.as_str(), p.n)).collect();
    assert_eq!(parts[0], ("not_voting(75/240)", "A/RES/75/240 (2020-12-31, 5-4-2)", 3));
    assert_eq!(parts[1].1, "European Union on 2018-12-05, the day of A/RES/73/27");
}

#[test]
fn errors_are_located_and_helpful() {
    for (text, message) in [
        ("", "column 1: the expression ends here; expected a function"),
        ("75/240", "[say which states: in_favour(75/240), absent(75/240), sponsors(75/240)]"),
        ("in_favor(75/240)", "column 1: no function is called in_favor; nearest: in_favour"),
        ("FRA & yes(75/240)", "column 7: no function is called yes; nearest: in_favour"),
        ("FRA & Frnce", "column 7: no state is called Frnce; nearest: France (FRA)"),
        ("EU", "[EU is a group: write group(EU)"),
        ("FRA and DEU", "[sets are put together with &"),
        ("(FRA | DEU", "column 1: this parenthesis is never closed; expected `)`"),
        ("FRA)", "column 4: ) cannot stand here; expected `&`, `|`, `-`, a comparison or the end"),
        ("in_favour(75/240", "column 10: this parenthesis is never closed"),
        ("in_favour()", "in_favour() names no decision [write it as in_favour(75/240)]"),
        ("in_favour(75/420)", "column 1: 75/420 is not in the record; nearest: A/RES/75/240"),
        ("in_favour(74/29)", "the record has no positions on A/RES/74/29: it was taken without a vote"),
        ("in_favour(against(75/240))", "column 11: a decision is wanted here, not a set"),
        ("count(FRA) = DEU", "column 14: a set is compared with a number; expected count(…)"),
        ("FRA < DEU", "column 5: sets are not compared with <"),
        ("18", "a number by itself says nothing about states"),
        ("FRA = DEU = ITA", "column 11: a second comparison"),
        ("FRA & count(DEU)", "count(…) is a number, not a set"),
        ("group(EUU, 2020-12-31)", "column 1: no group is called EUU; nearest: "),
        ("group(EU, 2020-13-31)", "column 11: 2020-13-31 is no day"),
        ("Bolivia (Plurinational State of)", "[a name with parentheses stands in quotes"),
        ("\"Viet Nam", "column 1: this quotation mark is never closed"),
        ("Guinea-Bissa", "[a name with hyphens, commas or parentheses stands in quotes"),
    ] {
        let found = value(text);
        assert!(found.contains(message), "{text}\n  {found}\n  {message}");
    }
}

#[test]
fn pointed_errors() {
    let error = Expr::parse("FRA & Frnce").expect_err("a slip");
    assert_eq!(error.pointed(), "FRA & Frnce\n      ^^^^^");
}

#[test]
fn size_is_bounded() {
    assert!(Expr::parse(&"(".repeat(100_000)).is_err());
    assert!(Expr::parse(&format!("FRA{}", " | FRA".repeat(100_000))).is_err());
    assert!(Expr::parse(&format!("FRA{}", " | FRA".repeat(500))).is_ok());
}

fn decisions() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("75/240".to_owned()),
        Just("A/C.1/75/L.8/Rev.1 PP10".to_owned()),
        Just("377 A (V)".to_owned()),
        Just("voeten:5666".to_owned()),
        "[A-Z]/[1-9]{1,3}( [a-z]{1,3})?( \\([IVX]{1,4}\\))?",
    ]
}

fn whens() -> impl Strategy<Value = When> {
    prop_oneof![
        decisions().prop_map(When::Decision),
        (1946_i16..2030, 1_i8..13, 1_i8..29).prop_map(|(y, m, d)| When::Day(date(y, m, d))),
    ]
}

fn set_exprs() -> impl Strategy<Value = SetExpr> {
    let single = prop_oneof![
        (0_usize..200).prop_map(|i| SetKind::State(StateId::from_index(i).expect("there are more"))),
        (0_usize..Show::ALL.len(), decisions())
            .prop_map(|(i, decision)| SetKind::Shown { show: Show::ALL[i], decision }),
        proptest::option::of(whens()).prop_map(SetKind::Members),
        ("[A-Za-zé&+\",()]{1,6}( [a-z0-9\",)]{1,4})?", proptest::option::of(whens()))
            .prop_map(|(name, when)| SetKind::Group { name, when }),
    ]
    .prop_map(SetExpr::new);
    single.prop_recursive(5, 24, 2, |inner| {
        let operators = prop_oneof![Just(Operator::Or), Just(Operator::Without), Just(Operator::And)];
        (operators, inner.clone(), inner).prop_map(|(operator, left, right)| {
            SetExpr::new(SetKind::Combined { operator, left: Box::new(left), right: Box::new(right) })
        })
    })
}

fn comparisons() -> impl Strategy<Value = Comparison> {
    prop_oneof![
        Just(Comparison::Equal),
        Just(Comparison::NotEqual),
        Just(Comparison::Less),
        Just(Comparison::AtMost),
        Just(Comparison::Greater),
        Just(Comparison::AtLeast),
    ]
}

fn exprs() -> impl Strategy<Value = Expr> {
    let relations = prop_oneof![Just(Relation::Same), Just(Relation::NotSame), Just(Relation::Within)];
    let right = prop_oneof![set_exprs().prop_map(Quantity::Count), (0_u32..300).prop_map(Quantity::Number)];
    prop_oneof![
        set_exprs().prop_map(Expr::Set),
        set_exprs().prop_map(Expr::Count),
        (set_exprs(), comparisons(), right).prop_map(|(left, comparison, right)| Expr::Compare {
            left: Quantity::Count(left),
            comparison,
            right
        }),
        (set_exprs(), relations, set_exprs()).prop_map(|(left, relation, right)| Expr::Relate {
            left,
            relation,
            right
        }),
    ]
}

proptest! {
    #[test]
    fn what_is_printed_reads_back(expr in exprs()) {
        let printed = expr.to_string();
        let read = Expr::parse(&printed).map_err(|e| TestCaseError::fail(format!("{e}\n{}", e.pointed())))?;
        prop_assert_eq!(&read, &expr, "{}", printed);
        prop_assert_eq!(read.to_string(), printed);
    }

    #[test]
    fn arbitrary_text_never_panics(text in "\\PC{0,60}") {
        if let Err(error) = Expr::parse(&text) {
            let _ = (error.to_string(), error.pointed());
        }
    }

    #[test]
    fn text_like_expressions_never_panics(
        pieces in proptest::collection::vec(
            prop_oneof![
                Just("in_favour("), Just("group("), Just("count("), Just(")"), Just("("), Just("&"), Just("|"),
                Just("-"), Just("="), Just("<="), Just("75/240"), Just("FRA"), Just("\""), Just("“"), Just(","),
                Just(" "), Just("é"), Just("18"), Just("members("),
            ],
            0..14,
        )
    ) {
        let text = pieces.concat();
        if let Err(error) = Expr::parse(&text) {
            prop_assert!(error.span.end <= text.len());
            let _ = (error.to_string(), error.pointed());
        }
    }
}
