//! Tallies side by side: order, totals without names, decisions without a tally, and every count under its base.

use travaux_record::{Caveat, DecisionRef, Record};
use travaux_un::set::StateSet;
use travaux_votes::balance::BalanceLine;
use travaux_votes::{Context, Lane, VotesError, balance, find};

use crate::fixture::{bundled, record};

fn decisions<'a, const N: usize>(record: &'a Record, texts: [&str; N]) -> [DecisionRef<'a>; N] {
    texts.map(|text| find(record, text).expect("there").decision)
}

#[test]
fn the_order_is_the_askers() {
    let record = record();
    let asked = decisions(&record, ["75/240", "73/27", "75/32"]);
    let answer = balance(Context::new(&record), &asked).expect("votes").value;
    let ids: Vec<&str> = answer.decisions.iter().map(|line| line.decision.id.as_str()).collect();
    assert_eq!(ids, ["A/RES/75/240", "A/RES/73/27", "A/RES/75/32"]);
}

#[test]
fn totals_alone_have_shares_of_those_voting() {
    let record = record();
    let answer = balance(Context::new(&record), &decisions(&record, ["48/75 B"])).expect("totals");
    let line = &answer.value.decisions[0];
    assert_eq!((line.members, line.voting), (None, Some(105)));
    let in_favour = line.count(Lane::InFavour).expect("stated");
    assert_eq!((in_favour.n, in_favour.states, in_favour.of_members), (Some(100), None, None));
    assert_eq!(in_favour.of_voting.map(|share| (share.part, share.of)), Some((100, 105)));
    assert_eq!(line.present_and_voting.map(|share| (share.part, share.of)), Some((100, 102)));
    assert_eq!(line.count(Lane::NotVoting).map(|count| count.n), Some(None));
    let decision = || "A/RES/48/75 B".to_owned();
    assert!(answer.caveats.contains(&Caveat::NotVotingUnknown { decision: decision() }));
    assert!(answer.caveats.iter().any(|caveat| matches!(caveat, Caveat::NoPositions { .. })));
}

#[test]
fn a_decision_without_a_vote_keeps_its_place() {
    let record = record();
    let asked = decisions(&record, ["73/27", "74/29", "75/240"]);
    let answer = balance(Context::new(&record), &asked).expect("two of them have votes");
    let line = &answer.value.decisions[1];
    assert_eq!((line.members, line.voting, line.present_and_voting), (None, None, None));
    assert!(line.counts.is_empty());
    let no_tally =
        Caveat::NoTally { decision: "A/RES/74/29".to_owned(), modality: "without a vote".to_owned() };
    assert!(answer.caveats.contains(&no_tally), "{:?}", answer.caveats);
    assert!(answer.sources.iter().any(|source| source.of == "A/RES/74/29"));
}

#[test]
fn without_any_tally_there_is_no_answer() {
    let record = record();
    let context = Context::new(&record);
    let Err(error) = balance(context, &decisions(&record, ["74/29"])) else { panic!("it has no tally") };
    assert!(matches!(&error, VotesError::NoTally { decisions } if decisions == &["A/RES/74/29"]));
    assert_eq!(error.to_string(), "the record has no tally of A/RES/74/29");
    assert!(matches!(balance(context, &[]), Err(VotesError::NoTally { .. })));
}

fn n(line: &BalanceLine, lane: Lane) -> u16 {
    line.count(lane).and_then(|count| count.n).unwrap_or(0)
}

/// Every decision of the record: the lanes are the members, each once, and every count is under its base.
#[test]
fn counts_add_up_to_their_bases() {
    let record = bundled();
    let all: Vec<DecisionRef<'_>> = record.decisions().collect();
    let answer = balance(Context::new(record), &all).expect("most have a tally").value;
    assert_eq!(answer.decisions.len(), all.len());
    let mut unreadable = 0;
    for (line, decision) in answer.decisions.iter().zip(&all) {
        let id = decision.id();
        assert_eq!(line.counts.is_empty(), decision.tally().is_none(), "{id}");
        assert_eq!(n(line, Lane::NotAMember), 0, "{id}");
        let votes = n(line, Lane::InFavour) + n(line, Lane::Against) + n(line, Lane::Abstaining);
        assert_eq!(line.voting.unwrap_or(0), votes, "{id}");
        if let Some(members) = line.members {
            assert_eq!(members, votes + n(line, Lane::NotVoting) + n(line, Lane::Unreadable), "{id}");
        }
        let mut named = StateSet::EMPTY;
        for count in &line.counts {
            if let Some(states) = count.states {
                assert_eq!(count.n.map(usize::from), Some(states.len()), "{id}");
                assert!((named & states).is_empty(), "{id}");
                named |= states;
            }
            assert_eq!(
                count.of_members.map(|share| share.of),
                line.members.filter(|_| count.n.is_some()).map(u64::from),
                "{id}"
            );
            assert_eq!(
                count.of_voting.map(|share| share.of),
                line.voting.filter(|_| count.lane.is_vote()).map(u64::from),
                "{id}"
            );
        }
        assert_eq!(named, decision.positions().members(), "{id}");
        unreadable += u32::from(n(line, Lane::Unreadable) > 0);
    }
    assert!(unreadable > 0, "the record has entries that cannot be read");
}
