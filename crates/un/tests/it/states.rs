//! States against the record: who was a Member when, and every name that a source prints.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use jiff::civil::{Date, date};
use proptest::prelude::*;
use travaux_un::set::StateSet;
use travaux_un::state::{Language, NameForm, StateId, StateKind, normalize_name, states};

fn code(id: StateId) -> &'static str {
    id.code()
}

#[track_caller]
fn id(code: &str) -> StateId {
    StateId::from_code(code).unwrap_or_else(|| panic!("no state {code}"))
}

/// A file of the data shared with the project, if this machine has it.
#[expect(clippy::print_stdout, reason = "a test that did nothing says so")]
fn shared(path: &str) -> Option<Box<dyn Read>> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared").join(path);
    if !path.exists() {
        println!("skipped: {} is not on this machine", path.display());
        return None;
    }
    if path.extension().is_some_and(|extension| extension == "gz") {
        let gzip = Command::new("gzip").arg("-dc").arg(&path).stdout(Stdio::piped()).spawn();
        let Ok(gzip) = gzip else {
            println!("skipped: gzip is not on this machine");
            return None;
        };
        return Some(Box::new(BufReader::new(gzip.stdout?)));
    }
    Some(Box::new(BufReader::new(File::open(path).ok()?)))
}

fn rows(path: &str) -> Vec<BTreeMap<String, String>> {
    let Some(file) = shared(path) else { return Vec::new() };
    csv::Reader::from_reader(file).deserialize().map(|row| row.expect("a row")).collect()
}

#[test]
fn tables_are_sorted_plain_and_sourced() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../data/un");
    for table in [
        "article19",
        "codes",
        "council_resolutions",
        "group_members",
        "groups",
        "memberships",
        "names",
        "sessions",
        "states",
        "successions",
    ] {
        let text = std::fs::read_to_string(folder.join(table).with_extension("csv")).expect(table);
        assert!(!text.contains("\"\"") && !text.contains('\r'), "{table}: the reader knows no such thing");
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let last = reader.headers().expect("a header").len() - 1;
        assert_eq!(&reader.headers().expect("a header")[last], "source", "{table}");
        let rows: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>().expect(table);
        assert_eq!(rows.len() + 1, text.lines().count(), "{table}: a cell with a line break");
        for pair in rows.windows(2) {
            // Numbers of sessions and resolutions are in the order of numbers.
            let by_number = ["article19", "council_resolutions", "sessions"].contains(&table);
            let in_order = by_number || pair[0].iter().lt(pair[1].iter());
            assert!(in_order, "{table}: {:?} before {:?}", pair[0], pair[1]);
        }
        for row in &rows {
            assert!(!row[last].is_empty(), "{table}: {row:?} has no source");
        }
    }
}

#[test]
fn fifty_one_founding_members_and_193_now() {
    assert_eq!(states().members_on(date(1945, 10, 23)).len(), 0);
    assert_eq!(states().members_on(date(1945, 12, 31)).len(), 51);
    assert_eq!(states().members_on(date(2011, 7, 13)).len(), 192);
    assert_eq!(states().members_on(date(2011, 7, 14)).len(), 193);
    assert_eq!(states().members_on(date(2025, 9, 5)).len(), 193);
    let kinds = |kind| states().iter().filter(|state| state.kind() == kind).count();
    assert_eq!(
        [StateKind::Member, StateKind::FormerMember, StateKind::Observer, StateKind::Other].map(kinds),
        [193, 5, 2, 2]
    );
}

#[test]
fn a_member_has_no_two_memberships_at_once() {
    for state in states() {
        for pair in state.memberships().windows(2) {
            assert!(pair[0].period.to < pair[1].period.from, "{}", state.name());
        }
        let open = state.memberships().iter().any(|membership| membership.period.to.is_none());
        assert_eq!(open, state.kind() == StateKind::Member, "{}", state.name());
    }
}

#[test]
fn codes_round_trip() {
    for state in states() {
        let id = state.id();
        assert_eq!(StateId::from_index(id.index()), Some(id));
        assert_eq!(id.code().parse::<StateId>().expect("own code"), id);
        assert_eq!(id.to_string(), id.code());
        let json = serde_json::to_string(&id).expect("json");
        assert_eq!(json, format!("\"{id}\""));
        assert_eq!(serde_json::from_str::<StateId>(&json).expect("id"), id);
        assert_eq!(states().get(id).id(), id);
    }
    assert_eq!(StateId::from_index(states().len()), None);
    assert_eq!(StateId::from_code("fra"), Some(id("FRA")));
    assert_eq!(StateId::from_code("SUN"), None);
    assert!(serde_json::from_str::<StateId>("\"XXX\"").is_err());
}

#[test]
fn every_name_finds_its_state() {
    for state in states() {
        for name in state.names() {
            let date = name.period.from.or(name.period.to);
            let found = match date {
                Some(date) => states().find_on(name.name, date),
                None => states().find(name.name),
            };
            match found {
                Ok(found) => assert_eq!(found, state.id(), "{name:?}"),
                // The bare name before 1971, which the Library did not print.
                Err(both) => {
                    assert_eq!(normalize_name(name.name), "congo", "{name:?}");
                    assert!(both.ambiguous && both.nearest.contains(&state.id()));
                }
            }
        }
        for language in Language::ALL {
            let name = state.name_in(language);
            let has_own = state.names().iter().any(|name| name.language == language);
            if name != "Yugoslavia" && name != "Congo" {
                assert_eq!(states().find(name).expect(name), state.id());
            }
            assert!(has_own || language != Language::English, "{name}");
        }
    }
}

#[test]
fn members_have_names_in_six_languages_and_codes() {
    for state in states().iter().filter(|state| state.kind() != StateKind::FormerMember) {
        for language in Language::ALL {
            let short =
                |name: &&travaux_un::state::Name| name.form == NameForm::Short && name.language == language;
            assert_eq!(state.names().iter().filter(short).count(), 1, "{} {language:?}", state.name());
        }
        assert_eq!(state.iso3(), Some(state.id().code()));
        assert_eq!(state.iso2().map(str::len), Some(2), "{}", state.name());
        assert!(state.m49().is_some(), "{}", state.name());
        assert_eq!(states().find(state.iso2().expect("code")).map(code), Ok(state.id().code()));
    }
    assert_eq!(id("CIV").state().name(), "Côte d'Ivoire");
    assert_eq!(id("FRA").state().formal_name(), Some("the French Republic"));
    assert_eq!(id("DEU").state().name_in(Language::Russian), "Германия");
    assert_eq!(id("CHN").state().name_in(Language::Chinese), "中国");
    assert_eq!(id("YUG").state().iso3(), None);
    assert_eq!(id("TUR").state().m49(), Some(792));
}

#[test]
fn spellings_as_people_write_them() {
    for (names, code) in [
        (&["TÜRKİYE", "TÜRKÝYE", "TURKEY", "Turkey", "Turkiye", "tur", "TR"][..], "TUR"),
        (&["Côte d’Ivoire", "Cote d'Ivoire", "Ivory Coast", "CÔTE D'IVOIRE", "CO\u{302}TE D'IVOIRE"], "CIV"),
        (&["The Bahamas", "Bahamas (the)", "BAHAMAS"], "BHS"),
        (&["the Niger", "NIGER"], "NER"),
        (&["Gambia (Republic of The)", "The Gambia", "Gambie (la)"], "GMB"),
        (&["LAO PEOPLE'S DEMOCRATIC", "Lao People’s Democratic Republic", "LAOS"], "LAO"),
        (&["Bolivia", "Bolivia (Plurinational State of)", "Plurinational State of Bolivia"], "BOL"),
        (&["Bolivarian Republic of Venezuela", "VENEZUELA (BOLIVARIAN REPUBLIC)", "Venezuela"], "VEN"),
        (&["Kingdom of the Netherlands", "Netherlands (Kingdom of the)", "the Netherlands"], "NLD"),
        (&["North Macedonia", "The former Yugoslav Republic of Macedonia", "Macédoine du Nord"], "MKD"),
        (&["Congo (Leopoldville)", "Zaire", "Democratic Republic of the Congo", "DR Congo"], "COD"),
        (&["Dahomey"], "BEN"),
        (&["Burma"], "MMR"),
        (&["Siam"], "THA"),
        (&["Ceylon"], "LKA"),
        (&["Surinam"], "SUR"),
        (&["MICRONESIA (FEDERATES STATES OF)", "Micronesia (Federated States of)"], "FSM"),
        (&["USSR", "SUN", "Soviet Union", "Российская Федерация", "Russia"], "RUS"),
        (&["UK", "Royaume-Uni", "United Kingdom", "大不列颠及北爱尔兰联合王国"], "GBR"),
        (&["États-Unis", "USA", "Estados Unidos de América", "United States"], "USA"),
        (&["Holy See"], "VAT"),
        (&["State of Palestine", "Palestine"], "PSE"),
        (&["German Federal Republic", "GERMANY, FEDERAL REPUBLIC OF"], "DEU"),
        (&["Swaziland", "SWZ"], "SWZ"),
        (&["Congo", "Republic of the Congo"], "COG"),
    ] {
        for name in names {
            assert_eq!(states().find(name).map(StateId::code), Ok(code), "{name}");
        }
    }
}

#[test]
fn names_and_codes_by_date() {
    let on = |name, y| states().find_on(name, date(y, 7, 1)).map(StateId::code).map_err(|e| e.to_string());
    assert_eq!(on("YUGOSLAVIA", 1980), Ok("YUG"));
    assert_eq!(on("YUGOSLAVIA", 1999), Ok("YUG"));
    assert_eq!(on("YUG", 2001), Ok("SRB"));
    assert_eq!(on("Yugoslavia", 2018), Ok("SRB"));
    assert_eq!(on("SUN", 1980), Ok("RUS"));
    assert_eq!(on("Congo", 1980), Ok("COG"));
    let both = "«Congo» stands for more than one state: Democratic Republic of the Congo (COD), Congo (COG)";
    assert_eq!(on("Congo", 1965), Err(both.to_owned()));
    let yugoslavia = states().find("Yugoslavia").unwrap_err();
    assert_eq!((yugoslavia.ambiguous, yugoslavia.nearest), (true, vec![id("SRB"), id("YUG")]));

    let library = |code, y| states().by_library_code(code, date(y, 7, 1)).map(StateId::code);
    assert_eq!(library("YUG", 1995), Some("YUG"));
    assert_eq!(library("YUG", 2002), Some("SRB"));
    assert_eq!(library("SCG", 2004), Some("SRB"));
    assert_eq!(library("SUN", 1970), Some("RUS"));
    assert_eq!(library("DDR", 1980), Some("DDR"));
    assert_eq!(library("XXX", 1980), None);

    let cow = |number, y| states().by_cow(number, date(y, 7, 1)).map(StateId::code);
    assert_eq!(cow(713, 1960), Some("CHN"));
    assert_eq!(cow(710, 1980), Some("CHN"));
    assert_eq!(cow(345, 1990), Some("YUG"));
    assert_eq!(cow(345, 2018), Some("SRB"));
    assert_eq!(cow(255, 2000), Some("DEU"));
    assert_eq!(cow(260, 1980), Some("DEU"));
    assert_eq!(cow(680, 1980), Some("YMD"));
    assert_eq!(cow(1, 1980), None);

    let name = |code, y| id(code).state().name_on(date(y, 7, 1));
    assert_eq!(name("BEN", 1970), "Dahomey");
    assert_eq!(name("BEN", 1980), "Benin");
    assert_eq!(name("EGY", 1950), "Egypt");
    assert_eq!(name("EGY", 1965), "United Arab Republic");
    assert_eq!(name("EGY", 1990), "Egypt");
    assert_eq!(name("CAF", 1978), "Central African Empire");
    assert_eq!(name("CAF", 1990), "Central African Republic");
    assert_eq!(name("KHM", 1965), "Cambodia");
    assert_eq!(name("KHM", 1972), "Khmer Republic");
    assert_eq!(name("RUS", 1970), "USSR");
    assert_eq!(name("RUS", 2000), "Russian Federation");
    assert_eq!(name("SRB", 2001), "Yugoslavia");
    assert_eq!(name("SRB", 2004), "Serbia and Montenegro");
    assert_eq!(name("FRA", 1970), "France");
    assert_eq!(name("YUG", 1970), "Yugoslavia");
}

#[test]
fn an_unknown_name_comes_with_the_nearest_three() {
    let nearest = |name: &str| {
        let unknown = states().find(name).unwrap_err();
        assert!(!unknown.ambiguous);
        assert_eq!(unknown.nearest.len(), 3);
        unknown.nearest[0].code()
    };
    assert_eq!(nearest("GE RMANY"), "DEU");
    assert_eq!(nearest("IR ELAND"), "IRL");
    assert_eq!(nearest("CZECHI A"), "CZE");
    assert_eq!(nearest("Austrlia"), "AUS");
    nearest("XQZ");
    let message = states().find("GE RMANY").unwrap_err().to_string();
    assert_eq!(
        message,
        "no state is called «GE RMANY»; the nearest names: Germany (DEU), Denmark (DNK), Spain (ESP)"
    );
}

#[test]
fn successions_stand_on_both_sides() {
    let successors: Vec<&str> = id("CSK").state().successors().iter().map(|s| s.successor.code()).collect();
    assert_eq!(successors, ["CZE", "SVK"]);
    assert_eq!(id("SSD").state().predecessors()[0].predecessor, id("SDN"));
}

/// Every row of the Library's voting data: its name and its code mean the same state, and the states of a roll
/// call are the Members of the day.
#[test]
fn the_members_of_every_roll_call() {
    let Some(file) = shared("data/unga/undl_votes.csv.gz") else { return };
    let mut reader = csv::Reader::from_reader(file);
    let mut calls: BTreeMap<String, (Date, StateSet)> = BTreeMap::new();
    let mut found: BTreeMap<[String; 3], StateId> = BTreeMap::new();
    let mut record = csv::StringRecord::new();
    while reader.read_record(&mut record).expect("a row") {
        let [code, name, day] = [&record[1], &record[2], &record[4]];
        let date: Date = day.parse().expect("a date");
        let state = *found.entry([code, name, day].map(str::to_owned)).or_insert_with(|| {
            let state = states().find_on(name, date).unwrap_or_else(|error| panic!("{day}: {error}"));
            assert_eq!(states().by_library_code(code, date), Some(state), "{code} {name} {day}");
            state
        });
        let call = calls.entry(record[0].to_owned()).or_insert((date, StateSet::EMPTY));
        assert!(call.1.insert(state), "{} twice in {}", &record[2], &record[0]);
    }
    assert_eq!(calls.len(), 5430);

    // What the Library prints before the Assembly admitted the State, on the days on which it does.
    let too_early = BTreeMap::from([
        ("MNG", date(1961, 10, 27)),
        ("JPN", date(1956, 12, 18)),
        ("ARE", date(1971, 12, 9)),
        ("WSM", date(1976, 12, 15)),
        ("DMA", date(1978, 12, 18)),
    ]);
    let mut seen = BTreeSet::new();
    for (call, (date, voting)) in calls {
        let members = states().members_on(date);
        for state in members - voting {
            // Admitted in the course of the day, after this roll call.
            assert!(admitted_on(state, date), "{state} was not in {call} of {date}");
        }
        for state in voting - members {
            let admission = too_early.get(state.code());
            assert!(admission.is_some_and(|admission| date < *admission), "{state} was in {call} of {date}");
            seen.insert(state.code());
        }
    }
    assert_eq!(seen, too_early.keys().copied().collect());
}

fn admitted_on(state: StateId, date: Date) -> bool {
    state.state().memberships().iter().any(|membership| membership.period.from == Some(date))
}

#[test]
fn voetens_countries() {
    for row in rows("data/unga/voeten_countries.csv") {
        let expected = match (row["country"].as_str(), row["ccode"].as_str()) {
            ("GFR", _) => "DEU",
            ("TWN", _) => "CHN",
            ("YAR", "678") => "YEM",
            ("YAR", _) => "YMD",
            (country, _) => country,
        };
        let number = row["ccode"].parse().expect("a number");
        let on = date(2018, 1, 1);
        let found = states().by_cow(number, on).map(StateId::code);
        // The numbers 678 to 680, 710 and 713, 255 and 260 each stand for one state, whatever the day.
        assert_eq!(found, Some(expected), "{row:?}");
        assert_eq!(states().find(&row["name"]).map(StateId::code), Ok(expected), "{row:?}");
    }
}

#[test]
fn the_lists_of_countries() {
    for (path, name, code) in [
        ("un_regional_groups.csv", "Name", "Code"),
        ("g77.csv", "Name", "Code"),
        ("arab_group.csv", "Name", "Code"),
        ("european_union_current.csv", "Name", "Code"),
        ("organisation_memberships_current.csv", "name", "iso3"),
    ] {
        for row in rows(&format!("data/documents/states/{path}")) {
            assert_eq!(
                states().find(&row[name]).map(StateId::code),
                Ok(row[code].as_str()),
                "{path} {row:?}"
            );
        }
    }
    for row in rows("data/documents/states/country_codes_iso_m49_unterm.csv") {
        let Some(state) = StateId::from_code(&row["ISO3166-1-Alpha-3"]) else { continue };
        for (column, name) in row.iter().filter(|(column, _)| {
            column.starts_with("UNTERM")
                || column.starts_with("official_name")
                || *column == "CLDR display name"
        }) {
            let name = name.trim_end_matches([' ', '*']);
            if !name.is_empty() {
                assert_eq!(states().find(name), Ok(state), "{column} {name}");
            }
        }
    }
    for row in rows("data/documents/facts/sponsors_cyber_resolutions.csv") {
        let found = states().find(&row["name_in_source"]).map(StateId::code);
        assert_eq!(found, Ok(row["iso3"].as_str()), "{row:?}");
    }
    for row in rows("data/documents/facts/plenary_rollcalls_cyber_2018_2020.csv") {
        assert_eq!(states().find(&row["member_state"]).map(StateId::code), Ok(row["iso3"].as_str()));
    }
    let france = BTreeMap::from([("ROM", "ROU"), ("MTG", "MNE"), ("SCG", "SRB")]);
    for row in rows("data/documents/paris_call/state_supporters.csv") {
        let found = states().find(&row["name_in_source"]).unwrap_or_else(|error| panic!("{error}"));
        let given = row["nationality_code"].as_str();
        let given = france.get(given).copied().unwrap_or(given);
        if let (3, Some(state)) = (given.len(), StateId::from_code(given)) {
            assert_eq!(found, state, "{row:?}");
        }
    }
}

/// Votes and sponsors as the Department for General Assembly and Conference Management prints them. What is not a
/// name of one state is a group, several names in one cell, a phrase, or a broken word.
#[test]
fn names_in_the_metadata_of_resolutions() {
    let mut names = BTreeSet::new();
    for session in ["74", "75", "76", "77", "78", "79", "ES-10", "ES-11"] {
        let path = format!("data/documents/resolutions/ga_metadata/ga_session_{session}.jsonl");
        let Some(mut file) = shared(&path) else { return };
        let mut text = String::new();
        file.read_to_string(&mut text).expect("text");
        for line in text.lines() {
            let resolution: serde_json::Value = serde_json::from_str(line).expect("json");
            for field in ["MS_in_favour", "MS_against", "MS_abstaining", "sponsors", "additional_sponsors"] {
                for name in resolution[field].as_array().into_iter().flatten() {
                    let name = name.as_str().unwrap_or_default().trim();
                    names.insert((name.to_owned(), field.starts_with("MS")));
                }
            }
        }
    }
    let mut unknown = BTreeSet::new();
    for (name, voted) in names {
        if states().find(&name).is_err() {
            assert!(!voted, "{name} voted");
            unknown.insert(name.to_uppercase());
        }
    }
    let phrases = [
        "ON BEHALF",
        "OF BEHALF",
        "SUBMITTED BY",
        "REPRESENTATIVE OF",
        "INFORMAL CONSULTATIONS",
        "IN ITS CAPACITY",
        " AND ",
        "ON THE BASIS",
        "ANNEX:",
        "SUBSEQUENTLY",
        "AMENDMENT",
    ];
    unknown.retain(|name| !phrases.iter().any(|phrase| name.contains(phrase)));
    let unknown: Vec<&str> = unknown.iter().map(String::as_str).collect();
    assert_eq!(
        unknown,
        [
            "",
            "ANGOLA BAHAMAS",
            "BARBADOS. DOMINICAN REPUBLIC",
            "CHILE,DOMINICAN REPUBLIC",
            "CZECHI A",
            "GE RMANY",
            "IR ELAND",
            "ISLANDS",
            "MALTAS",
            "MAURITANI A",
            "NORTHERN IRELAND",
            "PRINCIPE",
            "SOLOMON",
            "THE OF KOREA",
            "THEREPUBLIC OF KOREA",
            "THEUNITED REPUBLIC OF TANZANIA",
            "UNITED KINGDOMAND URUGUAY",
        ]
    );
}

fn any_state() -> impl Strategy<Value = StateId> {
    (0..states().len()).prop_map(|index| StateId::from_index(index).expect("a state"))
}

fn any_states() -> impl Strategy<Value = BTreeSet<StateId>> {
    prop::collection::btree_set(any_state(), 0..=60)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_set_is_a_set(one in any_states(), other in any_states(), state in any_state()) {
        let (a, b): (StateSet, StateSet) = (one.iter().copied().collect(), other.iter().copied().collect());
        prop_assert_eq!(a.len(), one.len());
        prop_assert_eq!(a.is_empty(), one.is_empty());
        prop_assert!(a.iter().eq(one.iter().copied()));
        prop_assert_eq!(a.iter().len(), one.len());
        prop_assert_eq!(a.contains(state), one.contains(&state));
        prop_assert_eq!(a.is_subset(&b), one.is_subset(&other));
        prop_assert!((a | b).iter().eq(one.union(&other).copied()));
        prop_assert!((a & b).iter().eq(one.intersection(&other).copied()));
        prop_assert!((a - b).iter().eq(one.difference(&other).copied()));
        prop_assert_eq!(a.union(b) - b, a.difference(b));
        let (mut set, mut model) = (a, one);
        prop_assert_eq!(set.insert(state), model.insert(state));
        prop_assert_eq!(set.remove(state), model.remove(&state));
        prop_assert!(set.iter().eq(model.into_iter()));
        let json = serde_json::to_string(&a).expect("json");
        prop_assert_eq!(serde_json::from_str::<StateSet>(&json).expect("a set"), a);
    }

    #[test]
    fn any_string_is_looked_up_without_a_panic(name in any::<String>()) {
        let normal = normalize_name(&name);
        prop_assert_eq!(normalize_name(&normal), normal.clone());
        if let Err(unknown) = states().find(&name) {
            prop_assert!(unknown.ambiguous || unknown.nearest.len() == 3);
        }
        let _ = states().find_on(&name, date(1975, 1, 1));
        let _ = states().by_library_code(&name, date(1975, 1, 1));
        let _ = StateId::from_code(&name);
    }

    #[test]
    fn the_look_of_a_name_does_not_matter(state in any_state(), pick in any::<prop::sample::Index>()) {
        let names = state.state().names();
        let name = names[pick.index(names.len())].name;
        let normal = normalize_name(name);
        prop_assert_eq!(normalize_name(&name.to_uppercase()), normal.clone());
        prop_assert_eq!(normalize_name(&name.replace('\'', "’")), normal.clone());
        prop_assert_eq!(normalize_name(&format!("  the {name} ")), normal);
    }
}
