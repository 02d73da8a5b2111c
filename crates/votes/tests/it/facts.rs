//! What the bundled record must say, from the official sources (issue 2).

use jiff::civil::date;
use travaux_record::{Caveat, DecisionRef, Modality, QuestionKind, Record, RecordBuilder};
use travaux_un::set::StateSet;
use travaux_votes::series::TitleMatch;
use travaux_votes::shift::MoveKind;
use travaux_votes::sponsors::{Against, CampChanges, OnBehalf, camp_since};
use travaux_votes::status::SessionLine;
use travaux_votes::{
    Context, Lane, Share, balance, compare, evaluate_text, find, record_through, series, shift, show,
    sponsors, status,
};

use crate::fixture::bundled;

const LANES: [(char, Lane); 4] =
    [('Y', Lane::InFavour), ('N', Lane::Against), ('A', Lane::Abstaining), ('-', Lane::NotVoting)];

fn lane(letter: char) -> Lane {
    LANES.into_iter().find(|(l, _)| *l == letter).expect("a letter of a lane").1
}

#[track_caller]
fn decision<'a>(record: &'a Record, written: &str) -> DecisionRef<'a> {
    find(record, written).unwrap_or_else(|e| panic!("{e}: {:?}", e.hints)).decision
}

#[test]
fn tallies() {
    let record = bundled();
    for (text, tally) in [
        ("73/27", "119-46-14"),
        ("73/266", "138-12-16"),
        ("74/28", "163-10-6"),
        ("74/29", "129-6-45"),
        ("75/32", "163-10-7"),
        ("75/240", "92-50-21"),
        ("77/36", "112-52-8"),
        ("77/37", "156-7-14"),
        ("78/16", "161-9-11"),
        ("78/237", "104-53-7"),
    ] {
        let found = decision(record, text);
        let counted = found.positions().tally();
        assert_eq!(counted.to_string(), tally, "{text}");
        assert_eq!(counted.members(), Some(193), "{text}");
    }
}

/// Two rival lines in two years: of the members, and of those voting.
#[test]
fn balance_of_two_camps_in_two_years() {
    let record = bundled();
    let texts = ["73/27", "73/266", "75/32", "75/240"];
    let decisions = texts.map(|text| decision(record, text));
    let answer = balance(Context::new(record), &decisions).expect("votes");
    let share = |part, of| Some(Share::new(part as u64, of as u64));
    for (line, (votes, not_voting)) in answer.value.decisions.iter().zip([
        ([119, 46, 14], 14),
        ([138, 12, 16], 27),
        ([163, 10, 7], 13),
        ([92, 50, 21], 30),
    ]) {
        let id = &line.decision.id;
        let voting: i32 = votes.iter().sum();
        assert_eq!((line.members, line.voting), (Some(193), Some(voting as u16)), "{id}");
        for (lane, n) in [Lane::InFavour, Lane::Against, Lane::Abstaining].into_iter().zip(votes) {
            let count = line.count(lane).expect("counted");
            assert_eq!(count.n, Some(n as u16), "{id}");
            assert_eq!(count.states.map(|states| states.len()), Some(n as usize), "{id}");
            assert_eq!((count.of_members, count.of_voting), (share(n, 193), share(n, voting)), "{id}");
        }
        let absent = line.count(Lane::NotVoting).expect("counted");
        assert_eq!((absent.n, absent.of_voting), (Some(not_voting), None), "{id}");
        assert_eq!(line.present_and_voting, share(votes[0], votes[0] + votes[1]), "{id}");
    }
    let percent = |text: usize| {
        answer.value.decisions[text].count(Lane::InFavour).map(|count| {
            [count.of_members, count.of_voting].map(|share| share.and_then(|share| share.percent))
        })
    };
    assert_eq!(percent(0), Some([Some(61.7), Some(66.5)]));
    assert_eq!(percent(3), Some([Some(47.7), Some(56.4)]));
}

/// The press prints the totals of votes in committee, and neither names nor who did not vote.
#[test]
fn balance_of_votes_in_committee() {
    let record = bundled();
    let texts = ["A/C.1/75/L.4", "A/C.1/75/L.8/Rev.1", "75/240"];
    let decisions = texts.map(|text| decision(record, text));
    let answer = balance(Context::new(record), &decisions).expect("totals");
    let tallies: Vec<String> = answer.value.decisions.iter().map(|line| line.decision.result()).collect();
    assert_eq!(tallies, ["153-11-9", "104-50-20", "92-50-21"]);
    let [first, second, plenary] = answer.value.decisions.as_slice() else { panic!("three were asked for") };
    for (line, voting) in [(first, 173), (second, 174)] {
        assert_eq!((line.members, line.voting), (None, Some(voting)));
        for count in &line.counts {
            assert_eq!((count.states, count.of_members), (None, None), "{:?}", count.lane);
            assert_eq!(count.of_voting.is_some(), count.lane.is_vote(), "{:?}", count.lane);
        }
        assert_eq!(line.count(Lane::NotVoting).map(|count| count.n), Some(None));
        let decision = line.decision.id.clone();
        assert!(answer.caveats.contains(&Caveat::NotVotingUnknown { decision }), "{:?}", answer.caveats);
    }
    assert_eq!(plenary.members, Some(193));
}

#[test]
fn adopted_without_a_vote() {
    let record = bundled();
    let found = decision(record, "76/19");
    assert_eq!(found.modality(), Modality::WithoutVote);
    let roll = sponsors(Context::new(record), found, None, OnBehalf::Apart).value.roll;
    assert_eq!((roll.tabled_n, roll.joined_n), (55, 53));
}

#[test]
fn compare_75_32_75_240() {
    let record = bundled();
    let answer =
        compare(Context::new(record), decision(record, "75/32"), decision(record, "75/240")).expect("votes");
    for (cell, n) in [
        ("YY", 73),
        ("YN", 49),
        ("YA", 20),
        ("Y-", 21),
        ("NY", 10),
        ("AY", 6),
        ("AA", 1),
        ("-Y", 3),
        ("-N", 1),
        ("--", 9),
        ("NN", 0),
        ("NA", 0),
    ] {
        let mut letters = cell.chars().map(lane);
        let (a, b) = (letters.next().expect("two"), letters.next().expect("two"));
        assert_eq!(answer.value.n(a, b), n, "{cell}");
    }
    assert_eq!(answer.value.members_of_both, 193);
    assert!(answer.caveats.contains(&Caveat::NotVoting { decision: "A/RES/75/240".to_owned(), members: 30 }));
    assert!(answer.sources.iter().any(|s| s.of == "A/RES/75/240" && s.url.is_some()));
}

#[test]
fn shift_73_27_75_240() {
    let record = bundled();
    let answer = shift(Context::new(record), decision(record, "73/27"), decision(record, "75/240"))
        .expect("votes")
        .value;
    for (from, row) in
        [('Y', [84, 1, 15, 19]), ('N', [0, 45, 0, 1]), ('A', [2, 4, 5, 3]), ('-', [6, 0, 1, 7])]
    {
        let found = LANES.map(|(_, to)| answer.n(lane(from), to));
        assert_eq!(found, row, "{from}");
    }
    let total = |kind| answer.totals.iter().find(|t| t.kind == kind).map_or(0, |t| t.share.part);
    assert_eq!(total(MoveKind::Kept), 84 + 45 + 5);
    assert_eq!(total(MoveKind::Towards), 2);
    assert_eq!(total(MoveKind::Away), 1 + 15 + 4);
    assert_eq!(total(MoveKind::CeasedVoting), 19 + 1 + 3);
    assert_eq!(total(MoveKind::BeganVoting), 6 + 1);
}

#[test]
fn sponsors_75_240_against_73_27() {
    let record = bundled();
    let (first, other) = (decision(record, "75/240"), decision(record, "73/27"));
    let answer = sponsors(Context::new(record), first, Some(Against::text(other)), OnBehalf::Apart);
    let against = answer.value.against.as_ref().expect("asked for");
    assert_eq!(against.no_longer.to_string(), "AGO BOL COD ERI NAM NPL SLE WSM");
    assert_eq!((answer.value.roll.tabled_n, answer.value.roll.joined_n), (18, 9));
    assert_eq!(answer.value.roll.n, 27);
    assert!(
        answer.caveats.contains(&Caveat::SponsorsAsTabledOnly { text: "A/RES/73/27".to_owned() }),
        "{:?}",
        answer.caveats
    );
    assert!(!answer.caveats.contains(&Caveat::SponsorsAsTabledOnly { text: "A/RES/75/240".to_owned() }));
}

#[test]
fn two_camps_of_sponsors_in_two_years() {
    let record = bundled();
    let [first, rival, since @ ..] =
        ["75/32", "75/240", "73/266", "73/27"].map(|text| decision(record, text));
    let answer = sponsors(Context::new(record), first, Some(Against::rival(rival, since)), OnBehalf::Apart);
    let against = answer.value.against.as_ref().expect("asked for");
    assert_eq!(against.kept.to_string(), "MDG MWI ZMB");
    let parts = [against.kept, against.new, against.no_longer, against.neither.expect("both are known")];
    assert_eq!(parts.map(|part| part.len()), [3, 51, 24, 115]);
    assert_eq!(against.members.map(|members| members.len()), Some(193));

    let camps = answer.value.since.as_ref().expect("asked for");
    assert_eq!((camps.first.earlier.id.as_str(), camps.first.roll.n), ("A/RES/73/266", 36));
    assert_eq!((camps.other.earlier.id.as_str(), camps.other.roll.n), ("A/RES/73/27", 28));
    let of_first = camps.first.changes.expect("both lists are known");
    let of_other = camps.other.changes.expect("both lists are known");
    let sizes = |c: CampChanges| [c.kept, c.new, c.no_longer].map(|states| states.len());
    assert_eq!(sizes(of_first), [36, 18, 0]);
    assert_eq!(sizes(of_other), [20, 7, 8]);
    let codes = |states: Option<StateSet>| states.map(|states| states.to_string()).unwrap_or_default();
    assert_eq!(codes(of_first.new_on_both), "MDG ZMB");
    assert_eq!(codes(of_other.new_on_both), "ZMB");
    assert_eq!(of_first.on_rival, Some(StateSet::EMPTY));
    assert_eq!(codes(of_other.on_rival), "SLE");
    assert_eq!(of_other.had_both, Some(StateSet::EMPTY));

    // Malawi and Zambia sponsored both texts of 2020 and in 2022 that of one camp: neither changed camp.
    let texts = ["75/240", "77/36", "75/32", "77/37"].map(|text| decision(record, text));
    let [earlier, later, rival_earlier, rival_later] = texts;
    let camp = camp_since(Context::new(record), [earlier, later], [Some(rival_earlier), Some(rival_later)]);
    let changes = camp.value.changes.expect("both lists are known");
    assert_eq!(codes(changes.on_rival), "MWI ZMB");
    assert_eq!(codes(changes.had_both), "MWI ZMB");
    let unknown = camp_since(Context::new(record), [earlier, later], [None, Some(rival_later)]).value.changes;
    assert_eq!(unknown.expect("both lists are known").had_both, None);

    let tabled_only: Vec<&Caveat> =
        answer.caveats.iter().filter(|c| matches!(c, Caveat::SponsorsAsTabledOnly { .. })).collect();
    let of = |text: &str| Caveat::SponsorsAsTabledOnly { text: text.to_owned() };
    assert_eq!(tabled_only, [&of("A/RES/73/266"), &of("A/RES/73/27")]);
    for text in ["A/RES/75/32", "A/RES/75/240", "A/RES/73/266", "A/RES/73/27"] {
        assert!(answer.sources.iter().any(|source| source.of == text && source.url.is_some()), "{text}");
    }
}

#[test]
fn expressions() {
    let record = bundled();
    let context = Context::new(record);
    for (text, n) in [
        ("absent(75/240)", 30),
        ("absent(75/240) & in_favour(73/27)", 19),
        ("in_favour(75/32) & in_favour(75/240)", 73),
        ("voting(75/240) | not_voting(75/240)", 193),
        ("members(75/240) - voting(75/240)", 30),
        ("members()", 193),
        ("sponsors(73/27) - sponsors(75/240)", 8),
        ("tabled(75/240)", 18),
        ("FRA | \"Viet Nam\"", 2),
    ] {
        let answer = evaluate_text(context, text).unwrap_or_else(|e| panic!("{e}\n{}", e.pointed()));
        assert_eq!(answer.value.n, n, "{text}");
    }
    for (text, truth) in [
        ("count(absent(75/240) & in_favour(73/27)) = 19", true),
        ("count(in_favour(75/240)) > count(in_favour(75/32))", false),
        ("sponsors(75/240) <= in_favour(75/240)", false),
        ("sponsors(75/240) - in_favour(75/240) = COM | MWI | TKM | ZMB", true),
        ("members(75/240) = voting(75/240) | absent(75/240)", true),
    ] {
        let answer = evaluate_text(context, text).unwrap_or_else(|e| panic!("{e}\n{}", e.pointed()));
        assert_eq!(answer.value.truth, Some(truth), "{text}");
    }
}

/// What the sources leave open is counted apart from what they say.
#[test]
fn status_counts_what_is_known() {
    let record = bundled();
    let status = status(record).value;
    let sum = |n: fn(&SessionLine) -> u32| -> usize { status.sessions.iter().map(|l| n(l) as usize).sum() };
    let count = |wanted: &dyn Fn(DecisionRef<'_>) -> bool| record.decisions().filter(|d| wanted(*d)).count();
    let kinds =
        [QuestionKind::Paragraph, QuestionKind::Amendment, QuestionKind::Motion, QuestionKind::Ruling];
    assert_eq!(sum(|line| line.on_parts), count(&|d| kinds.contains(&d.question().kind)));
    assert_eq!(sum(|line| line.unspecified), count(&|d| d.question().kind == QuestionKind::Unspecified));
    assert_eq!(sum(|line| line.totals_only), count(&|d| d.modality() == Modality::TotalsOnly));
    assert_eq!(sum(|line| line.not_recorded), count(&|d| d.modality() == Modality::NonRecordedVote));
    assert_eq!(count(&|d| d.modality() == Modality::NonRecordedVote && d.stated().is_some()), 0);
    // The first vote of the Assembly; a source has other dates before, which are not in the session.
    assert_eq!(status.first, Some(date(1946, 1, 24)));
}

#[test]
fn the_lists_of_sponsors_are_cited() {
    let record = bundled();
    let context = Context::new(record);
    for text in ["73/27", "73/266", "75/282"] {
        let found = decision(record, text);
        let of_sponsors = sponsors(context, found, None, OnBehalf::Apart).sources;
        let of_show = show(context, found, &[]).expect("known groups").sources;
        for sources in [of_sponsors, of_show] {
            let list = sources.iter().find(|s| s.source == "sponsor-list");
            let list = list.unwrap_or_else(|| panic!("{text}: {sources:?}"));
            assert_eq!((list.of.as_str(), list.reference.as_str()), (found.text_str(), found.text_str()));
            assert!(list.url.is_some(), "{text}");
        }
    }
}

#[test]
fn groups_are_told_by_name_and_a_state_in_two_of_them_is_named() {
    let record = bundled();
    let answer = show(Context::new(record), decision(record, "75/240"), &[]).expect("known groups");
    let notes: Vec<String> = answer.caveats.iter().map(ToString::to_string).collect();
    let of_groups =
        "the regional groups: membership is as listed in 2023; for 2020-12-31 it is not established";
    assert!(notes.iter().any(|note| note == of_groups), "{notes:?}");
    let twice = "Türkiye is counted in more than one of the groups, so their rows add up to 194, with 193 members \
                 in all";
    assert!(notes.iter().any(|note| note == twice), "{notes:?}");
    let none = answer.value.groups.last().expect("there are some");
    assert_eq!(none.name, "in none of these groups: United States of America");
}

#[test]
fn a_detail_that_names_its_source_names_it_once() {
    let record = bundled();
    for found in record.decisions().filter(|d| !d.failed_gates().is_empty()).step_by(50) {
        for caveat in show(Context::new(record), found, &[]).expect("known groups").caveats {
            let Caveat::FailedGate { detail, .. } = &caveat else { continue };
            let named = |source: &str| detail.split([' ', '(', ')']).filter(|word| *word == source).count();
            let times: usize =
                ["undl", "voeten", "dgacm", "session70"].iter().map(|source| named(source)).sum();
            assert_eq!(times, 1, "{detail}");
        }
    }
}

#[test]
fn near_titles_have_their_reason() {
    let record = bundled();
    let texts = series(Context::new(record), decision(record, "75/240")).value.texts;
    let of = |id: &str| texts.iter().find(|text| text.decision.id == id).map(|text| text.title);
    assert_eq!(of("A/RES/73/27"), Some(TitleMatch::Same));
    assert_eq!(of("A/RES/76/19"), Some(TitleMatch::HoldsTheLine));
    let from_76 = series(Context::new(record), decision(record, "76/19")).value.texts;
    let of = |id: &str| from_76.iter().find(|text| text.decision.id == id).map(|text| text.title);
    assert_eq!(of("A/RES/75/240"), Some(TitleMatch::PartOfTheLine));
}

#[test]
fn the_record_goes_through_its_last_day() {
    let record = bundled();
    assert_eq!(record_through(record), status(record).value.last);
    assert!(record_through(record).is_some());
    assert_eq!(record_through(&RecordBuilder::new().build().expect("an empty record")), None);
}

#[test]
fn the_nearest_symbols_of_the_whole_record() {
    let record = bundled();
    let missing = find(record, "75/999").expect_err("no such number");
    assert!(missing.nearest.iter().all(|s| s.starts_with("A/RES/75/")), "{:?}", missing.nearest);
    assert!(missing.hints.iter().any(|h| h.contains("highest number")), "{:?}", missing.hints);
}
