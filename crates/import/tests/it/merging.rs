//! Several sources on one vote.

use travaux_record::{DecisionRef, Position, Record};
use travaux_un::state::{StateId, states};

use crate::files::{Files, HEAD, only, undl_rows};

fn state(code: &str) -> StateId {
    StateId::from_code(code).expect("a code")
}

const TOTALS: &str = "190,1,1,1,193";

/// A vote of all 193 members: Afghanistan abstains, France is against, Zimbabwe does not vote, all others are for.
fn positions() -> Vec<(StateId, char)> {
    let members = states().members_on(jiff::civil::date(2018, 12, 5));
    let letter = |code: &str| match code {
        "AFG" => 'A',
        "FRA" => 'N',
        "ZWE" => 'X',
        _ => 'Y',
    };
    members.iter().map(|s| (s, letter(s.code()))).collect()
}

fn library(change: impl Fn(&str, char) -> char, totals: &str) -> String {
    let rows: Vec<(String, String)> = positions()
        .into_iter()
        .map(|(s, p)| (s.code().to_owned(), change(s.code(), p).to_string()))
        .collect();
    let votes: Vec<(&str, &str, &str)> = rows.iter().map(|(c, v)| (c.as_str(), "", v.as_str())).collect();
    format!("{HEAD}{}", undl_rows(&votes, totals))
}

fn voeten(unres: &str) -> (String, String) {
    let mut votes = vec!["rcid,ccode,country,vote\n".to_owned()];
    for (state, letter) in positions() {
        let cow = state.state().cow().last().map_or(0, |(number, _)| number);
        let vote = match letter {
            'Y' => 1,
            'A' => 2,
            'N' => 3,
            _ => 8,
        };
        votes.push(format!("9001,{cow},{},{vote}\n", state.code()));
    }
    let roll_call = format!(
        "rcid,session,date,unres,yes,no,abstain,amend,para,short,descr,me\n9001,73,2018-12-01,{unres},190,1,1,0,0,T,D,1\n"
    );
    (votes.concat(), roll_call)
}

#[test]
fn roll_calls_meet_by_symbol_or_by_their_votes_and_differences_are_listed() {
    for unres in ["R/73/999", "R/73/1"] {
        let (votes, roll_call) = voeten(unres);
        let (record, _) = Files::new()
            .with("votes.csv", library(|code, p| if code == "AFG" { 'Y' } else { p }, "191,1,0,1,193"))
            .with("v.csv", votes)
            .with("r.csv", roll_call)
            .import();
        assert_eq!(record.len(), 1, "{unres}: one vote, two readings");
        let decision = record.by_id("A/RES/73/999").expect("the library's name");
        assert_eq!(decision.readings().len(), 2);
        let cells: Vec<_> = decision.variants().iter().filter(|v| v.field == "position").collect();
        assert_eq!(cells.len(), 1);
        assert_eq!((cells[0].state, cells[0].value.as_str()), (Some(state("AFG")), "abstaining"));
        assert!(decision.variants().iter().any(|v| v.field == "date" && v.value == "2018-12-01"));
        assert_eq!(decision.issues().collect::<Vec<_>>(), ["me"], "what only one source knows is kept");
    }
}

#[test]
fn a_reading_that_does_not_give_its_own_tally_yields_to_one_that_does() {
    let named = |letter: char| -> String {
        let names: Vec<String> = positions()
            .into_iter()
            // The extract forgets one abstention.
            .filter(|(s, p)| *p == letter && s.code() != "AFG")
            .map(|(s, _)| format!("\"{}\"", s.state().name().to_uppercase()))
            .collect();
        names.join(",")
    };
    let extract = format!(
        "{{\"symbol\":\"A/RES/73/999\",\"adoption_date\":\"5 December 2018\",\"adoption_type\":\"By a recorded vote\",\
         \"MS_in_favour_count\":\"190\",\"MS_against_count\":\"1\",\"MS_abstaining_count\":\"1\",\
         \"MS_in_favour\":[{}],\"MS_against\":[{}],\"MS_abstaining\":[]}}",
        named('Y'),
        named('N')
    );
    let (record, diagnostics) =
        Files::new().with("73.json", &extract).with("votes.csv", library(|_, p| p, TOTALS)).import();
    let decision = record.by_id("A/RES/73/999").expect("read");
    assert_eq!(decision.positions().of(state("AFG")), Some(Position::Abstaining));
    assert!(only(&diagnostics, "tally-mismatch").message.contains("states 190-1-1 and names 190-1-0"));
    assert_eq!(decision.failed_gates().len(), 1);
    // Alone, it is kept, and marked.
    let (alone, _) = Files::new().with("73.json", extract).import();
    assert_eq!(alone.by_id("A/RES/73/999").map(|d| d.failed_gates().len()), Some(1));
}

#[test]
fn a_correction_changes_the_cast_or_keeps_what_was_meant_beside_it() {
    let patch = "[[position]]\ndecision = \"A/RES/73/999\"\nstate = \"France\"\nmeant = \"in_favour\"\nreason = \"said so\"\nreference = \"A/73/PV.46\"\n\
                 [[position]]\ndecision = \"A/RES/73/999\"\nstate = \"ZWE\"\ncast = \"in_favour\"\nreason = \"r\"\nreference = \"f\"\n\
                 [[position]]\ndecision = \"A/RES/73/1000\"\nstate = \"ZWE\"\ncast = \"in_favour\"\nreason = \"r\"\nreference = \"f\"\n";
    let (record, diagnostics) =
        Files::new().with("votes.csv", library(|_, p| p, TOTALS)).with("ours.toml", patch).import();
    let decision = record.by_id("A/RES/73/999").expect("read");
    assert_eq!(decision.positions().of(state("FRA")), Some(Position::Against), "as cast");
    assert_eq!(decision.corrected(), [(state("FRA"), Position::InFavour)]);
    assert_eq!(decision.positions().of(state("ZWE")), Some(Position::InFavour));
    assert!(decision.readings().iter().any(|r| r.source == "patch" && r.reference.contains("A/73/PV.46")));
    assert_eq!(only(&diagnostics, "no-such-decision").place.to_string(), "ours.toml:13 (decision)");
}

#[test]
fn new_sources_are_merged_with_the_record_at_hand() {
    let base: Record = {
        let (votes, roll_call) = voeten("R/73/999");
        Files::new()
            .with("votes.csv", library(|_, p| p, TOTALS))
            .with("v.csv", votes)
            .with("r.csv", roll_call)
            .import()
            .0
    };
    let patch = "[[decision]]\ndecision = \"A/RES/73/999\"\nmeeting = \"A/73/PV.46\"\nreason = \"r\"\nreference = \"f\"\n";
    let (record, _) = Files::new().with("ours.toml", patch).import_over(Some(&base));
    let decision = record.by_id("A/RES/73/999").expect("it is in the base");
    assert_eq!(decision.meeting(), "A/73/PV.46");
    assert_eq!(decision.tally().map(|t| t.to_string()).as_deref(), Some("190-1-1"));
    let sources: Vec<&str> = decision.readings().iter().map(|r| r.source.as_str()).collect();
    assert_eq!(sources, ["patch", "undl", "voeten"]);
    // The same votes again change nothing but what they say themselves.
    let (again, _) = Files::new().with("votes.csv", library(|_, p| p, TOTALS)).import_over(Some(&base));
    let one = |r: &Record| {
        r.by_id("A/RES/73/999").map(|d| (d.positions().iter().collect::<Vec<_>>(), d.readings().len()))
    };
    assert_eq!(one(&again), one(&base));
}

#[test]
fn a_correction_outlives_the_next_import_of_its_decision() {
    let base = Files::new().with("votes.csv", library(|_, p| p, TOTALS)).import().0;
    let patch = "[[position]]\ndecision = \"A/RES/73/999\"\nstate = \"ZWE\"\ncast = \"in_favour\"\nreason = \"r\"\nreference = \"f\"\n\
                 [[decision]]\ndecision = \"A/RES/73/999\"\ndate = \"2018-12-06\"\nmeeting = \"A/73/PV.46\"\nreason = \"r\"\nreference = \"f\"\n";
    let (patched, _) = Files::new().with("ours.toml", patch).import_over(Some(&base));
    let (again, _) = Files::new().with("votes.csv", library(|_, p| p, TOTALS)).import_over(Some(&patched));
    for record in [&patched, &again] {
        let decision = record.by_id("A/RES/73/999").expect("it is there");
        assert_eq!(decision.positions().of(state("ZWE")), Some(Position::InFavour));
        assert_eq!(decision.date(), Some(jiff::civil::date(2018, 12, 6)));
        assert_eq!(decision.meeting(), "A/73/PV.46");
        let sources: Vec<&str> = decision.readings().iter().map(|r| r.source.as_str()).collect();
        assert_eq!(sources, ["patch", "patch", "undl"]);
    }
}

#[test]
fn the_order_of_imports_does_not_matter() {
    let (votes, roll_call) = voeten("R/73/1");
    let voeten_first = Files::new().with("v.csv", votes).with("r.csv", roll_call).import().0;
    assert!(voeten_first.by_id("voeten:9001").is_some());
    let (record, _) =
        Files::new().with("votes.csv", library(|_, p| p, TOTALS)).import_over(Some(&voeten_first));
    assert_eq!(record.len(), 1);
    let sources = record.by_id("A/RES/73/999").map(|d| d.readings().len());
    assert_eq!(sources, Some(2), "the numbered vote has found its name");
}

#[test]
fn a_list_of_sponsors_read_anew_can_lose_some() {
    let list = |names: &str| {
        format!("{{\"symbol\":\"A/RES/75/3\",\"adoption_type\":\"Without a vote\",\"sponsors\":[{names}]}}")
    };
    let base = Files::new().with("75.json", list("\"FRANCE\",\"GERMANY\"")).import().0;
    let (record, _) = Files::new().with("75.json", list("\"FRANCE\"")).import_over(Some(&base));
    let text = travaux_un::symbol::Symbol::parse("A/RES/75/3").expect("a symbol");
    let sponsors: Vec<_> = record.sponsorships(&text).iter().filter_map(|s| s.sponsor.state()).collect();
    assert_eq!(sponsors, [state("FRA")]);
}

#[test]
fn one_name_for_two_votes_is_told_apart() {
    let votes: Vec<String> = positions().iter().map(|(s, _)| format!("ga999,{},N\n", s.code())).collect();
    let roll_calls = "column,body,part,draft,resolution,title,stated_yes,stated_no,stated_abstain\n\
                      ga999,General Assembly,as a whole,A/C.1/73/L.99,A/RES/73/999,A title,0,193,0\n";
    let (record, diagnostics) = Files::new()
        .with("votes.csv", library(|_, p| p, TOTALS))
        .with("c.csv", format!("column,ms_code,vote\n{}", votes.concat()))
        .with("r.csv", roll_calls)
        .import();
    only(&diagnostics, "unlike-votes");
    let tally = |id: &str| record.by_id(id).and_then(DecisionRef::tally).map(|t| t.to_string());
    assert_eq!(tally("A/RES/73/999").as_deref(), Some("190-1-1"));
    assert_eq!(tally("session70:ga999").as_deref(), Some("0-193-0"));
}
