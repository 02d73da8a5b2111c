//! The UN's JSON extract.

use travaux_record::{Modality, Position, Sponsor, SponsorEvent};
use travaux_un::state::StateId;
use travaux_un::symbol::Symbol;

use crate::files::{Files, only};

const VOTE: &str = r#"{"symbol": "A/RES/75/999", "title": "A title", "session": "Seventy-fifth session",
 "adoption_date": "7 December 2020", "originating_document": "A/75/L.5 and A/75/L.5/Add.1, as orally revised and as amended in A/75/L.9",
 "report_paragraph": "N.A.", "committee": "Without reference to a Main Committee", "agenda_item": "Agenda item 7",
 "agenda_item_name": "An item", "adoption_type": "By a recorded vote", "MS_in_favour_count": "2",
 "MS_against_count": "1", "MS_abstaining_count": "N.A.", "pv": "A/75/PV.37", "MS_in_favour": ["CÔTE D’IVOIRE", "TÜRKÝYE"],
 "MS_against": ["FRANCE"], "MS_abstaining": [], "sponsors": ["NIGERIA (ON BEHALF OF THE STATES MEMBERS OF THE UNITED NATIONS THAT ARE MEMBERS OF THE GROUP OF AFRICAN STATES) AND PORTUGAL", "SUBMITTED BY THE CHAIR"],
 "additional_sponsors": ["SOLOMON", "ISLANDS", "ANGOLA BAHAMAS", "PO RTUGAL"], "subjects": [["A SUBJECT", "UNBIS Thesaurus"]]}"#;

fn state(code: &str) -> StateId {
    StateId::from_code(code).expect("a code")
}

#[test]
fn a_vote_is_read_and_those_not_named_are_the_members_that_did_not_vote() {
    let (record, _) = Files::new().with("75.json", VOTE).import();
    let decision = record.by_id("A/RES/75/999").expect("read");
    let tally = decision.tally().expect("a vote");
    assert_eq!((tally.to_string().as_str(), tally.not_voting), ("2-1-0", Some(190)));
    assert_eq!(decision.positions().of(state("TUR")), Some(Position::InFavour));
    assert_eq!(decision.drafts().collect::<Vec<_>>(), ["A/75/L.5", "A/75/L.5/Add.1"]);
    assert_eq!(decision.amended_by().collect::<Vec<_>>(), ["A/75/L.9"]);
    assert_eq!(decision.agenda().collect::<Vec<_>>(), ["Agenda item 7: An item"]);
    assert!(decision.failed_gates().is_empty(), "{:?}", decision.failed_gates());
}

#[test]
fn sponsors_are_states_groups_and_offices_and_what_is_torn_is_mended() {
    let (record, diagnostics) = Files::new().with("75.json", VOTE).import();
    let text = Symbol::parse("A/RES/75/999").expect("a symbol");
    let sponsors = |event: SponsorEvent| -> Vec<Sponsor> {
        record.sponsorships(&text).iter().filter(|s| s.event == event).map(|s| s.sponsor.clone()).collect()
    };
    let tabled = sponsors(SponsorEvent::Tabled);
    assert!(tabled.contains(&Sponsor::State(state("PRT"))));
    let behalf = Sponsor::OnBehalf { state: state("NGA"), group: "GROUP OF AFRICAN STATES".to_owned() };
    assert!(tabled.contains(&behalf), "{tabled:?}");
    assert!(tabled.contains(&Sponsor::Office("SUBMITTED BY THE CHAIR".to_owned())));
    let joined = sponsors(SponsorEvent::Joined);
    for code in ["SLB", "AGO", "BHS"] {
        assert!(joined.contains(&Sponsor::State(state(code))), "{code}: {joined:?}");
    }
    assert!(joined.contains(&Sponsor::Office("PO RTUGAL".to_owned())), "kept as written");
    assert!(only(&diagnostics, "unknown-sponsor").message.contains("Portugal"));
}

#[test]
fn a_correction_says_what_a_printed_name_means() {
    let patch = "[[name]]\nprinted = \"PO RTUGAL\"\nstate = \"PRT\"\nreason = \"a blank\"\nreference = \"the list\"\n";
    let (record, diagnostics) = Files::new().with("75.json", VOTE).with("ours.toml", patch).import();
    let text = Symbol::parse("A/RES/75/999").expect("a symbol");
    let corrected = |s: &travaux_record::Sponsorship| {
        s.event == SponsorEvent::Joined && s.sponsor == Sponsor::State(state("PRT"))
    };
    assert!(record.sponsorships(&text).iter().any(corrected));
    assert!(diagnostics.iter().all(|d| d.code != "unknown-sponsor"), "{diagnostics:#?}");
}

#[test]
fn objects_one_after_the_other_in_an_array_and_after_a_broken_one_are_read() {
    let one =
        r#"{"symbol":"A/RES/75/1","adoption_date":"2020-09-21 00:00:00","adoption_type":"Without a vote"}"#;
    let two = one.replace("75/1", "75/2");
    let broken = r#"{"symbol":"A/RES/75/3","adoption_date":}"#;
    let contents = [format!("{one}{two}"), format!("[{one},\n{two}]"), format!("\"{one}\n{broken}\n{two}")];
    for content in contents {
        let (record, diagnostics) = Files::new().with("75.json", &content).import();
        let modality = |id: &str| record.by_id(id).map(travaux_record::DecisionRef::modality);
        assert_eq!(modality("A/RES/75/1"), Some(Modality::WithoutVote), "{content}");
        assert_eq!(modality("A/RES/75/2"), Some(Modality::WithoutVote), "{content}");
        assert_eq!(content.contains("\":}"), diagnostics.iter().any(|d| d.code == "bad-json"));
    }
}

#[test]
fn the_same_object_twice_is_one_decision_and_a_note() {
    let (record, diagnostics) = Files::new().with("75.json", format!("{VOTE}\n{VOTE}")).import();
    assert_eq!(record.len(), 1);
    only(&diagnostics, "twice");
}
