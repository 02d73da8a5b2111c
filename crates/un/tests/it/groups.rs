//! Groups: who belonged to them when, and a user's own.

use jiff::civil::{Date, date};
use travaux_un::group::{GroupKind, MembershipDates, groups};
use travaux_un::state::{StateId, states};

#[track_caller]
fn members(group: &str, on: Date) -> travaux_un::group::GroupMembers {
    groups().find(group).unwrap_or_else(|error| panic!("{error}")).members_on(on)
}

#[track_caller]
fn id(code: &str) -> StateId {
    StateId::from_code(code).unwrap_or_else(|| panic!("no state {code}"))
}

#[test]
fn sponsor_lists_name_groups_so() {
    for (name, code) in [
        ("GROUP OF AFRICAN STATES", "AFRICAN"),
        ("MOVEMENT OF NON-ALIGNED COUNTRIES", "NAM"),
        ("GROUP OF 77 AND CHINA", "G77"),
        ("the Group of 77 and China", "G77"),
        ("ORGANIZATION OF ISLAMIC COOPERATION", "OIC"),
        ("LEAGUE OF ARAB STATES", "LAS"),
        ("Arab Group", "LAS"),
        ("ASSOCIATION OF SOUTHEAST ASIAN NATIONS", "ASEAN"),
        ("Association of South-East Asian Nations", "ASEAN"),
        ("ECONOMIC COMMUNITY OF CENTRAL AFRICAN STATES", "ECCAS"),
        ("ECONOMIC COMMUNITY OF WEST AFRICAN STATES", "ECOWAS"),
        ("SOUTHERN AFRICAN DEVELOPMENT COMMUNITY", "SADC"),
        ("GROUP OF LATIN AMERICAN AND CARIBBEAN STATES", "GRULAC"),
        ("European Union", "EU"),
        ("weog", "WEOG"),
    ] {
        assert_eq!(groups().find(name).map(travaux_un::group::Group::code), Ok(code), "{name}");
    }
    let unknown = groups().find("African Unon").unwrap_err();
    assert_eq!(unknown.nearest[0], "African Union");
    assert_eq!(unknown.nearest.len(), 3);
}

#[test]
fn every_group_is_found_and_has_members() {
    for group in groups() {
        let names = group.other_names().chain([group.name(), group.code()]);
        for name in names {
            assert_eq!(groups().find(name).map(travaux_un::group::Group::code), Ok(group.code()), "{name}");
            let state_as_well = ["AU", "NAM"].contains(&name);
            assert_eq!(states().find(name).is_ok(), state_as_well, "{name}");
        }
        assert!(!group.members().is_empty(), "{}", group.name());
        assert!(!group.source().is_empty());
        let rows = group.members();
        for (place, row) in rows.iter().enumerate() {
            assert!(!row.source.is_empty());
            if let (Some(from), Some(to)) = (row.period.from, row.period.to) {
                assert!(from <= to, "{} {row:?}", group.code());
            }
            for other in &rows[place + 1..] {
                let apart = row.state != other.state
                    || row.period.to.zip(other.period.from).is_some_and(|(to, from)| to < from);
                assert!(apart, "{}: {row:?} and {other:?}", group.code());
            }
        }
    }
}

#[test]
fn regional_groups_cover_the_members() {
    let on = date(2023, 12, 1);
    let regional = groups().iter().filter(|group| group.kind() == GroupKind::Regional);
    let (mut all, mut places) = (travaux_un::set::StateSet::EMPTY, 0);
    for group in regional {
        let members = group.members_on(on);
        places += members.states.len() + members.observers.len();
        all = all | members.states | members.observers;
        assert!(members.dates_not_established.is_empty(), "{}", group.code());
    }
    assert_eq!(all, states().members_on(on));
    assert_eq!(places, 194, "Türkiye is in two");
    let weog = members("WEOG", on);
    assert_eq!(weog.observers.to_string(), "USA");
    assert!(weog.states.contains(id("ISR")) && weog.states.contains(id("TUR")));
    assert_eq!(weog.states.len(), 28);
    let before = members("WEOG", date(1995, 12, 1));
    assert!(!before.states.contains(id("ISR")));
    assert_eq!(before.dates_not_established.len(), 28);
}

#[test]
fn groups_change() {
    let count = |group, y, m, d| members(group, date(y, m, d)).states.len();
    assert_eq!(count("EU", 2018, 12, 5), 28);
    assert_eq!(count("EU", 2020, 1, 31), 28);
    assert_eq!(count("EU", 2020, 2, 1), 27);
    assert_eq!(count("EU", 1990, 1, 1), 12);
    assert_eq!(count("EU", 2004, 5, 1), 25);
    assert_eq!(count("NATO", 2017, 6, 4), 28);
    assert_eq!(count("NATO", 2018, 12, 5), 29);
    assert_eq!(count("NATO", 2020, 12, 31), 30);
    assert_eq!(count("NATO", 2023, 4, 4), 31);
    assert_eq!(count("NATO", 2024, 3, 7), 32);
    assert_eq!(count("BRICS", 2018, 12, 5), 5);
    assert_eq!(count("BRICS", 2024, 1, 1), 9);
    assert_eq!(count("BRICS", 2025, 1, 6), 10);
    assert_eq!(count("SCO", 2016, 1, 1), 6);
    assert_eq!(count("SCO", 2018, 12, 5), 8);
    assert_eq!(count("SCO", 2024, 7, 4), 10);
    assert_eq!(count("CSTO", 2010, 1, 1), 7);
    assert_eq!(count("CSTO", 2020, 1, 1), 6);
    assert_eq!(count("CIS", 2020, 1, 1), 9);
    assert_eq!(count("ASEAN", 2020, 1, 1), 10);
    assert_eq!(count("ASEAN", 2025, 10, 26), 11);
    assert_eq!(count("LAS", 2020, 1, 1), 21);
    assert_eq!(count("LAS", 2024, 1, 1), 22);
    assert_eq!(count("AU", 2016, 1, 1), 53);
    assert_eq!(count("AU", 2020, 1, 1), 54);
    assert_eq!(count("ECOWAS", 2020, 1, 1), 15);
    assert_eq!(count("ECOWAS", 2025, 1, 29), 12);
    assert_eq!(count("SADC", 2020, 1, 1), 16);
    assert_eq!(count("CARICOM", 2020, 1, 1), 14);
    assert_eq!(count("LDC", 2025, 1, 1), 44);
    assert_eq!(count("P5", 1946, 1, 1), 5);
    assert_eq!(count("G77", 2025, 1, 1), 134);
}

#[test]
fn what_is_not_established_is_said() {
    let union = members("EU", date(2020, 12, 31));
    assert!(union.dates_not_established.is_empty());
    let g77 = members("G77", date(2018, 12, 5));
    assert_eq!(g77.dates_not_established, g77.states);
    let brics = members("BRICS", date(2010, 6, 1));
    assert_eq!(brics.dates_not_established.to_string(), "ZAF");
    let ldc = members("LDC", date(2011, 6, 1));
    assert_eq!(ldc.dates_not_established.to_string(), "MDV");
    let row = &groups().find("SIDS").expect("a group").members()[0];
    assert_eq!(row.dates, MembershipDates::NotEstablished);
}

#[test]
fn a_users_groups() {
    let csv = "\u{feff}Group,State,From,To,Source\n\
        Like-minded,Cuba,,,letter of 2020\n\
        Like-minded,TÜRKÝYE,2018-01-01,2020-12-31,\n\
        like-minded,Yugoslavia,2001-05-01,,\n\
        Like-minded,GE RMANY,,,\n\
        Like-minded,France,2018,,\n\
        Like-minded,France,2020-01-01,2019-01-01,\n\
        ,France,,,\n\
        EU,France,,,\n";
    let (all, problems) = groups().with_user_groups(csv.as_bytes(), "mine.csv");
    let own = all.find("LIKE-MINDED").expect("the group");
    assert_eq!(own.kind(), GroupKind::User);
    assert_eq!(own.members_on(date(2019, 6, 1)).states.to_string(), "CUB SRB TUR");
    assert_eq!(own.members_on(date(2021, 6, 1)).states.to_string(), "CUB SRB");
    assert_eq!(own.members()[0].source, "letter of 2020");
    assert_eq!(own.members()[1].source, "mine.csv");
    assert_eq!(all.find("European Union").unwrap_err().nearest.len(), 3);
    assert_eq!(all.find("EU").map(|group| group.members().len()), Ok(1));
    assert_eq!(all.len(), groups().len() + 1);
    let problems: Vec<String> = problems.iter().map(ToString::to_string).collect();
    insta::assert_snapshot!(problems.join("\n"), @r"
    line 5: no state is called «GE RMANY»; the nearest names: Germany (DEU), Denmark (DNK), Spain (ESP) (the row was left out)
    line 6: «2018» is not a day (write it as 2024-03-07; the row was left out)
    line 7: the membership ends before it begins (the row was left out)
    line 8: the row has no group (the row was left out)
    line 9: «EU» is a known group, European Union (the members in this file are used instead; name it otherwise to have both)
    ");
}

#[test]
fn a_file_that_is_not_a_table_of_groups() {
    for (csv, message) in [
        (&b""[..], "the file is empty"),
        (b"group;state\nA;France\n", "there is no column «group» or no column «state»"),
        (b"group,state\nA,\xff\xfe\n", "the row is not UTF-8"),
    ] {
        let (all, problems) = groups().with_user_groups(csv, "x.csv");
        assert_eq!(all.len(), groups().len());
        assert_eq!(problems.len(), 1);
        assert_eq!(problems[0].message, message);
    }
}

/// What the documentation of the module says of each group.
#[test]
fn the_documentation_says_which_dates_are_established() {
    let mut by_dates: std::collections::BTreeMap<&str, Vec<&str>> = std::collections::BTreeMap::new();
    for group in groups() {
        let has =
            |wanted: fn(MembershipDates) -> bool| group.members().iter().any(|member| wanted(member.dates));
        let days = has(|dates| dates == MembershipDates::Established);
        let years = has(|dates| dates == MembershipDates::Years);
        let listed = has(|dates| matches!(dates, MembershipDates::AsOf(_)));
        let how_far = match (days, years, listed) {
            (true, false, false) => "days",
            (true, true, false) => "days and years",
            (false, true, false) => "years",
            (false, false, false) => "not established",
            // Israel's years are known in a group that is otherwise a list.
            (_, _, true) => "as of",
        };
        by_dates.entry(how_far).or_default().push(group.code());
    }
    assert_eq!(by_dates["days"], ["ASEAN", "CARICOM", "CSTO", "NATO", "P5", "SCO"]);
    assert_eq!(by_dates["days and years"], ["AU", "BRICS", "CIS", "EU", "LAS", "SADC"]);
    assert_eq!(by_dates["years"], ["LDC"]);
    assert_eq!(
        by_dates["as of"],
        ["AFRICAN", "APG", "ECOWAS", "EEG", "G77", "GRULAC", "NAM", "OAS", "OIC", "OSCE", "WEOG"]
    );
    assert_eq!(by_dates["not established"], ["ECCAS", "SIDS"]);
}
