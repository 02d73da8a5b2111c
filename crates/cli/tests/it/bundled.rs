//! The bundled record through the binary: that the numbers of the official sources come out of it. (What it must say
//! in full is tested in the crates that answer.)

use insta::assert_snapshot;

use crate::test::Test;

#[test]
fn tallies_as_the_official_record_has_them() {
    let tallies = [
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
    ];
    for (text, tally) in tallies {
        let show = Test::new().args("show --format csv").arg(text).exits(0).text();
        assert!(show.contains(&format!("votes,{tally}\n")), "{text}: {show}");
    }
}

#[test]
fn rivals_of_2020() {
    assert_snapshot!(Test::new().args("compare 75/32 75/240 --format csv").exits(0).text(), @r#"
    A/RES/75/32 \ A/RES/75/240,in favour,against,abstaining,not voting,all
    in favour,73,49,20,21,163
    against,10,0,0,0,10
    abstaining,6,0,1,0,7
    not voting,3,1,0,9,13
    all,92,50,21,30,193
    "#);
}

#[test]
fn two_years_of_one_line() {
    assert_snapshot!(Test::new().args("shift 73/27 75/240 --format csv").exits(0).text(), @r#"
    A/RES/73/27 \ A/RES/75/240,in favour,against,abstaining,not voting,all
    in favour,84,1,15,19,119
    against,0,45,0,1,46
    abstaining,2,4,5,3,14
    not voting,6,0,1,7,14
    all,92,50,21,30,193
    "#);
}

#[test]
fn two_camps_in_two_years() {
    let csv = Test::new().args("balance 73/27 73/266 75/32 75/240 --format csv").exits(0).text();
    let counts: Vec<String> =
        csv.lines().map(|line| line.split(',').take(8).collect::<Vec<_>>().join(",")).collect();
    assert_snapshot!(counts.join("\n"), @r"
    decision,date,result,members,in favour,against,abstaining,not voting
    A/RES/73/27,2018-12-05,119-46-14,193,119,46,14,14
    A/RES/73/266,2018-12-22,138-12-16,193,138,12,16,27
    A/RES/75/32,2020-12-07,163-10-7,193,163,10,7,13
    A/RES/75/240,2020-12-31,92-50-21,193,92,50,21,30
    ");
}

#[test]
fn poles_in_two_years() {
    let csv = Test::new().args("poles 73/266 73/27 75/32 75/240 --format csv").exits(0).text();
    let counts: Vec<&str> = csv.lines().filter_map(|line| Some(line.rsplit_once(',')?.0)).collect();
    assert_snapshot!(counts.join("\n"), @r#"
    first,second,stand,states,share (with its base),share (with its base): out of
    A/RES/73/266,A/RES/73/27,"in favour of the first, against the second",46,46,193
    A/RES/73/266,A/RES/73/27,"in favour of the second, against the first",12,12,193
    A/RES/73/266,A/RES/73/27,"voted on both, at neither pole",100,100,193
    A/RES/73/266,A/RES/73/27,not voting on one or on both,35,35,193
    A/RES/75/32,A/RES/75/240,"in favour of the first, against the second",49,49,193
    A/RES/75/32,A/RES/75/240,"in favour of the second, against the first",10,10,193
    A/RES/75/32,A/RES/75/240,"voted on both, at neither pole",100,100,193
    A/RES/75/32,A/RES/75/240,not voting on one or on both,34,34,193
    "#);
}

#[test]
fn poles_in_two_years_are_firmer_than_chance() {
    let args = "poles 73/266 73/27 75/32 75/240 --firmness --format csv --table";
    assert_snapshot!(Test::new().args(args).arg("split").exits(0).text(), @r#"
    texts,at,states,of (voted on both),by chance,from,to,p
    "73/266, 73/27",either pole,58,158,46.1,39,52,0.0001
    "73/266, 73/27",first pole,46,158,38.4,34,42,0.0001
    "73/266, 73/27",second pole,12,158,7.7,5,11,0.0033
    "75/32, 75/240",either pole,59,159,49.4,43,55,0.0002
    "75/32, 75/240",first pole,49,159,43.8,40,47,0.0013
    "75/32, 75/240",second pole,10,159,5.6,3,8,0.0015
    "#);
    assert_snapshot!(Test::new().args(args).arg("firmness").exits(0).text(), @r#"
    texts,stand,states,decisions,agreement index,from,to,chance,chance from,chance to,p
    "73/266, 73/27",first pole,46,108,0.832,0.791,0.866,0.708,0.655,0.761,0.001
    "73/266, 73/27",second pole,12,108,0.836,0.793,0.881,0.718,0.613,0.826,0.018
    "73/266, 73/27",between,100,108,0.840,0.804,0.874,0.705,0.680,0.730,0.001
    "75/32, 75/240",first pole,49,101,0.834,0.795,0.870,0.732,0.688,0.780,0.001
    "75/32, 75/240",second pole,10,101,0.835,0.788,0.880,0.747,0.641,0.851,0.047
    "75/32, 75/240",between,100,101,0.864,0.828,0.895,0.731,0.708,0.755,0.001
    "#);
}

#[test]
fn cohesion_of_groups_on_two_texts() {
    let csv = "cohesion 75/32 75/240 --by EU,NAM,BRICS --format csv";
    assert_snapshot!(Test::new().args(csv).exits(0).text(), @r#"
    group,code,"Rice, mean","Rice, decisions","agreement, mean","agreement, decisions"
    European Union,EU,1.000,2,1.000,2
    Movement of Non-Aligned Countries,NAM,0.898,2,0.763,2
    BRICS,BRICS,0.600,2,0.400,2
    "#);
    let each = Test::new().args(csv).args("--table decisions").exits(0).text();
    assert_snapshot!(each, @r"
    group,decision,members,in favour,against,abstaining,not voting,Rice,n of Rice,agreement,n of agreement
    EU,A/RES/75/32,27,26,0,0,1,1.000,26,1.000,26
    EU,A/RES/75/240,27,0,27,0,0,1.000,27,1.000,27
    NAM,A/RES/75/32,121,97,8,6,10,0.848,105,0.811,111
    NAM,A/RES/75/240,121,77,2,16,26,0.949,79,0.716,95
    BRICS,A/RES/75/32,5,3,2,0,0,0.200,5,0.400,5
    BRICS,A/RES/75/240,5,3,0,2,0,1.000,3,0.400,5
    ");
}

#[test]
fn agreement_of_two_states_by_all_measures() {
    let args = "agreement RUS CHN --session 75 --measure all --format csv --table pairs";
    assert_snapshot!(Test::new().args(args).exits(0).text(), @r#"
    state,with,n,weighted kappa,from (weighted),to (weighted),raw agreement p,from (p),to (p),"agreement, abstention half",from (half),to (half),S,from (S),to (S),Scott's pi,from (pi),to (pi),Cohen's kappa,from (kappa),to (kappa),"kappa, quadratic weights",from (quadratic),to (quadratic),Lijphart's index,from (Lijphart),to (Lijphart),voting coincidence,from (coincidence),to (coincidence),n (coincidence),consensus-adjusted p,from (consensus p),to (consensus p),n (consensus p),consensus-adjusted S,from (consensus S),to (consensus S),n (consensus S),consensus-adjusted pi,from (consensus pi),to (consensus pi),n (consensus pi)
    RUS,CHN,101,0.621,0.474,0.768,0.782,0.692,0.852,0.861,0.781,0.916,0.723,0.561,0.831,0.538,0.379,0.697,0.545,0.393,0.697,0.680,0.527,0.832,86.139,78.069,91.560,0.925,0.846,0.965,80,0.935,0.903,0.957,338,0.917,0.863,0.950,338,0.619,0.482,0.756,338
    "#);
    let matrix = "agreement RUS CHN USA FRA --since 2000 --format csv";
    assert_snapshot!(Test::new().args(matrix).exits(0).text(), @r#"
    state,RUS,CHN,USA,FRA
    RUS,,2031,2049,2046
    CHN,0.513,,2037,2035
    USA,-0.145,-0.169,,2054
    FRA,0.167,-0.101,0.288,
    "#);
    let closest = "agreement BRA --session 70-75 --format csv";
    assert_snapshot!(Test::new().args(closest).exits(0).text().lines().take(4).collect::<Vec<_>>().join("\n"), @r#"
    state,n,weighted kappa,from (weighted),to (weighted),raw agreement p,from (p),to (p)
    COL,555,0.493,0.387,0.600,0.874,0.844,0.899
    URY,557,0.391,0.285,0.497,0.887,0.858,0.911
    FJI,526,0.380,0.278,0.483,0.844,0.811,0.873
    "#);
}

#[test]
fn agreement_with_nobody_is_refused() {
    assert_snapshot!(Test::new().args("agreement").refuses(), @r#"
    error: no state was named
      hint: name one or several, choose some with --states EXPR, or take --all-pairs
    "#);
    assert_snapshot!(Test::new().args("agreement FRA --session 7x").refuses(), @r#"
    error: invalid value '7x' for '--session <SESSIONS>': expected a session as 75, S-10 or ES-11, or a run as 70-75

    For more information, try '--help'.
    "#);
    assert_snapshot!(Test::new().args("agreement FRA DEU --session 300").refuses(), @r"
    error: the record has no positions by state on any of these: votes in plenary on whole texts, session 300
      hint: take fewer conditions, or more sessions; `travaux status` has what the record covers
    ");
    assert_snapshot!(Test::new().args("agreement FRA --session 75 --figure one.svg").refuses(), @"error: there is nothing to draw: the figure is of all pairs of several states, and one state was asked for");
}

#[test]
fn blocs_of_a_session() {
    let args = "blocs --session 75 --replicates 20 --format csv";
    let csv = Test::new().args(args).exits(0).text();
    let counts: Vec<&str> = csv.lines().filter_map(|line| Some(line.rsplit_once(',')?.0)).collect();
    assert_snapshot!(counts.join("\n"), @r#"
    bloc,states,agreement within,with others,Jaccard,firmness
    1,136,0.923,0.710,0.961,stable
    2,49,0.923,0.724,0.939,stable
    3,2,0.885,0.672,0.487,unstable
    4,2,0.868,0.723,0.537,unstable
    5,2,0.912,0.366,1.000,stable
    6,1,,0.686,0.488,unstable
    "#);
    assert_snapshot!(Test::new().args(args).args("--table summary").exits(0).text(), @r#"
    item,value,from,to,of
    modularity,0.064,,,103 decisions that divide
    modularity by chance,0.010,0.009,0.011,20 shuffles of positions
    p: chance gives as much,0.048,,,20 shuffles of positions
    "adjusted Rand index, decisions drawn anew",0.906,0.642,0.979,20 draws of decisions
    the partition is,stable,,,20 draws of decisions
    the same number of blocs,8,,,20 draws of decisions
    number of blocs chosen by,greatest modularity,,,
    adjusted Rand index with known groups,0.248,,,190 states in one group only
    "variation of information with them, bits",1.936,0.000,7.570,190 states in one group only
    "#);
    assert_snapshot!(Test::new().args(args).args("--table groups").exits(0).text(), @r#"
    group,code,members in blocs,bloc 1,bloc 2,bloc 3,bloc 4,bloc 5,bloc 6,most like it,Jaccard
    Group of African States,AFRICAN,53,53,0,0,0,0,0,bloc 1,0.390
    Group of Asia-Pacific States,APG,55,47,5,1,1,0,1,bloc 1,0.326
    Group of Eastern European States,EEG,23,3,19,0,1,0,0,bloc 2,0.358
    Group of Latin American and Caribbean States,GRULAC,33,33,0,0,0,0,0,bloc 1,0.243
    Group of Western European and other States,WEOG,28,0,26,1,0,1,0,bloc 2,0.510
    "#);
}

#[test]
fn blocs_without_a_time_or_with_few_votes_are_refused() {
    assert_snapshot!(Test::new().args("blocs").refuses(), @r#"
    error: blocs are of a time: the states of 1946 and of today are not the same
      hint: name sessions or days: travaux blocs --session 75, or --since 2018 --until 2020
    "#);
    assert_snapshot!(Test::new().args("blocs --session S-10").refuses(), @r"
    error: the record has no positions by state on any of these: votes in plenary on whole texts, session S-10
      hint: take fewer conditions, or more sessions; `travaux status` has what the record covers
    ");
    assert_snapshot!(Test::invented().args("blocs --session 75").refuses(), @r"
    error: blocs need at least 5 decisions on which states differ, and there are 2
      hint: take more sessions or days, fewer conditions, or a smaller --least-votes
    ");
}

#[test]
fn sponsors_no_longer_there() {
    let json = Test::new().args("sponsors 75/240 --against 73/27 --format json").answers();
    let answer: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    let no_longer = &answer["answer"]["value"]["against"]["no_longer"];
    assert_eq!(no_longer.to_string(), r#"["AGO","BOL","COD","ERI","NAM","NPL","SLE","WSM"]"#);
}

#[test]
fn who_changed_camp() {
    let args = "sponsors 75/32 --against 75/240 --since 73/266 73/27 --format csv --table since";
    assert_snapshot!(Test::new().args(args).exits(0).text(), @r#"
    from,to,who,states,which
    A/RES/73/266,A/RES/75/32,sponsors of both,36,AUS AUT BEL BGR CAN CYP CZE DEU DNK ESP EST FIN FRA GBR GEO GRC HRV HUN IRL ISR ITA JPN LTU LUX LVA MLT MWI NLD POL PRT ROU SVK SVN SWE UKR USA
    A/RES/73/266,A/RES/75/32,new on A/RES/75/32,18,ALB CHL FJI HTI ISL KOR LSO MDA MDG MEX MHL MKD MNE NOR NZL SLE TUR ZMB
    A/RES/73/266,A/RES/75/32,"new, and sponsors of A/RES/75/240 too",2,MDG ZMB
    A/RES/73/266,A/RES/75/32,no longer there (of A/RES/73/266),0,
    A/RES/73/266,A/RES/75/32,"no longer there, and sponsors of A/RES/75/240",0,
    A/RES/73/266,A/RES/75/32,"of these, sponsors of the earlier text of A/RES/75/240 too",0,
    A/RES/73/27,A/RES/75/240,sponsors of both,20,AZE BDI BLR CHN CUB DZA KAZ KHM MDG MWI NIC PAK RUS SUR SYR TJK TKM UZB VEN ZWE
    A/RES/73/27,A/RES/75/240,new on A/RES/75/240,7,COM IRN KGZ LAO MMR PRK ZMB
    A/RES/73/27,A/RES/75/240,"new, and sponsors of A/RES/75/32 too",1,ZMB
    A/RES/73/27,A/RES/75/240,no longer there (of A/RES/73/27),8,AGO BOL COD ERI NAM NPL SLE WSM
    A/RES/73/27,A/RES/75/240,"no longer there, and sponsors of A/RES/75/32",1,SLE
    A/RES/73/27,A/RES/75/240,"of these, sponsors of the earlier text of A/RES/75/32 too",0,
    "#);
}

#[test]
fn people_write_symbols_as_they_like() {
    let show = |text: &str| Test::new().args("show --format csv").arg(text).exits(0).text();
    for written in ["75/240", "A/RES/75/240", "a/res/75/240"] {
        assert_eq!(show(written), show("A/RES/75/240"), "{written}");
    }
}

#[test]
fn each_number_of_voetens_has_one_row() {
    let text = Test::new().args("export --layout voeten --text 75/240 --since 2020-12-31").exits(0).text();
    let mut numbers: Vec<&str> = text.lines().skip(1).filter_map(|line| line.split(',').nth(3)).collect();
    let rows = numbers.len();
    numbers.sort_unstable();
    numbers.dedup();
    assert_eq!(numbers.len(), rows);
    assert!(rows > 193, "{rows}");
}
