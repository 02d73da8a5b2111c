//! What the questions answer on the invented record, as a terminal of 80 columns shows it.

use insta::assert_snapshot;

use crate::test::Test;

fn answer(args: &str) -> String {
    Test::invented().args(args).answers()
}

#[test]
fn compare() {
    assert_snapshot!(answer("compare 75/902 75/901"), @r#"
    A/RES/75/902 (2020-12-31, 8-2-1) (rows) and A/RES/75/901 (2020-12-31, 5-4-1)
    (columns): states by position on each
     A/RES/75/902 \ A/RES/75/901  in favour  against  abstaining  not voting  all
     ────────────────────────────────────────────────────────────────────────────
     in favour                            2        4           0           2    8
     against                              2        0           0           0    2
     abstaining                           0        0           1           0    1
     not voting                           1        0           0           0    1
     all                                  5        4           1           2   12

    Who stood where on A/RES/75/902 and A/RES/75/901
     on A/RES/75/902  on A/RES/75/901  states  which
     ───────────────────────────────────────────────────────────────────────────────
     in favour        in favour             2  Argentina, Egypt
     ╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌
     in favour        against               4  France, Germany, United Kingdom of
                                               Great Britain and Northern Ireland,
                                               United States of America
     ╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌
     in favour        not voting            2  Côte d'Ivoire, Türkiye
     against          in favour             2  China, Russian Federation
     abstaining       abstaining            1  Bolivia (Plurinational State of)
     not voting       in favour             1  Nigeria

    A/RES/75/902 and A/RES/75/901: how far the votes agree
                                          states  of those voting on both
     ────────────────────────────────────────────────────────────────────
     members on both days                     12
     voted on both                             9
     the same vote on both                     3          3 of 9 (33.3 %)
     in favour of one, against the other       6          6 of 9 (66.7 %)

    Notes
     1. 1 member did not vote on A/RES/75/902; the record does not tell absence,
        presence without voting and loss of the vote apart
     2. 2 members did not vote on A/RES/75/901; the record does not tell absence,
        presence without voting and loss of the vote apart
     3. A/RES/75/901: positions are as cast; 1 state later said it had meant another
     4. A/RES/75/901: voeten differs from the merged record in 1 cell
     5. A/RES/75/901: the names give 5-4-1, the source states 6-4-1 (voeten)

    Sources
     1. A/RES/75/902: undl 4000002 <https://digitallibrary.un.org/record/4000002>
     2. A/RES/75/901: undl 4000001 <https://digitallibrary.un.org/record/4000001>;
        voeten 9001 <https://example.org/voeten>

    Method
     joint positions: Each state is counted once, in the cell of its position on the
     first decision and its position on the second, both as cast; states that were
     members on one of the two days only have a lane of their own.
    "#);
}

#[test]
fn shift() {
    assert_snapshot!(answer("shift 74/901 75/901"), @r#"
    From A/RES/74/901 (2019-12-12, 7-3-1) (rows) to A/RES/75/901 (2020-12-31, 5-4-1)
    (columns): states by position
     A/RES/74/901 \ A/RES/75/901  in favour  against  abstaining  not voting  all
     ────────────────────────────────────────────────────────────────────────────
     in favour                            4        0           1           2    7
     against                              0        3           0           0    3
     abstaining                           0        1           0           0    1
     not voting                           0        0           0           0    0
     not a member                         1        0           0           0    1
     all                                  5        4           1           2   12

    From A/RES/74/901 to A/RES/75/901: who kept their vote and who moved
                        states    share (with its  which
                                            base)
     ───────────────────────────────────────────────────────────────────────────────
     the same vote           7   7 of 11 (63.6 %)  Argentina, China, Egypt, Germany,
                                                   Russian Federation, United
                                                   Kingdom of Great Britain and
                                                   Northern Ireland,
                                                   United States of America
     ╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌
     moved towards the       0    0 of 11 (0.0 %)
     text
     moved away from         2   2 of 11 (18.2 %)  Bolivia (Plurinational State of),
     the text                                      France
     did not vote,           0    0 of 11 (0.0 %)
     then voted
     voted, then did         2   2 of 11 (18.2 %)  Côte d'Ivoire, Türkiye
     not vote
     did not vote            0    0 of 11 (0.0 %)
     either time
     not a member the        1    1 of 12 (8.3 %)  Nigeria
     first time

    Every way from A/RES/74/901 to A/RES/75/901, with names
     on A/RES/74/901  on A/RES/75/901  states  which
     ───────────────────────────────────────────────────────────────────────────────
     in favour        in favour             4  Argentina, China, Egypt,
                                               Russian Federation
     in favour        abstaining            1  Bolivia (Plurinational State of)
     in favour        not voting            2  Côte d'Ivoire, Türkiye
     ╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌
     against          against               3  Germany, United Kingdom of Great
                                               Britain and Northern Ireland,
                                               United States of America
     ╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌
     abstaining       against               1  France
     not a member     in favour             1  Nigeria

    Notes
     1. 2 members did not vote on A/RES/75/901; the record does not tell absence,
        presence without voting and loss of the vote apart
     2. A/RES/75/901: positions are as cast; 1 state later said it had meant another
     3. A/RES/75/901: voeten differs from the merged record in 1 cell
     4. A/RES/75/901: the names give 5-4-1, the source states 6-4-1 (voeten)

    Sources
     1. A/RES/74/901: undl 4000000 <https://digitallibrary.un.org/record/4000000>
     2. A/RES/75/901: undl 4000001 <https://digitallibrary.un.org/record/4000001>;
        voeten 9001 <https://example.org/voeten>

    Method
     shift: Each state is counted once, by its position on the earlier decision and
     on the later, both as cast. Towards the text is from against to abstaining or
     in favour and from abstaining to in favour; away from it is the reverse; not
     voting is a lane of its own and never a step between.
    "#);
}

#[test]
fn shift_is_in_the_order_of_time_however_asked() {
    let asked = answer("shift 75/901 74/901 --format csv --table moves");
    assert!(asked.starts_with("on A/RES/74/901,on A/RES/75/901,"), "{asked}");
}

#[test]
fn balance() {
    assert_snapshot!(answer("balance 75/901 75/903 74/901"), @r"
    The tallies of 3 decisions
     decision      date        result   members      in  against  abstaining     not
                                                 favour                       voting
     ───────────────────────────────────────────────────────────────────────────────
     A/RES/75/901  2020-12-31  5-4-1         12       5        4           1       2
     A/RES/75/903  2021-01-05  without
                               a vote
     A/RES/74/901  2019-12-12  7-3-1         11       7        3           1       0

     decision             in   against,  abstaining,        not         in  against,
                     favour,         of   of members    voting,    favour,  of those
                          of    members                      of   of those    voting
                     members                            members     voting
     ───────────────────────────────────────────────────────────────────────────────
     A/RES/75/901    5 of 12    4 of 12      1 of 12    2 of 12    5 of 10   4 of 10
                    (41.7 %)   (33.3 %)      (8.3 %)   (16.7 %)   (50.0 %)  (40.0 %)
     A/RES/75/903
     A/RES/74/901    7 of 11    3 of 11      1 of 11    0 of 11    7 of 11   3 of 11
                    (63.6 %)   (27.3 %)      (9.1 %)    (0.0 %)   (63.6 %)  (27.3 %)

     decision      abstaining, of those voting      in favour, of those in favour or
                                                                             against
     ───────────────────────────────────────────────────────────────────────────────
     A/RES/75/901             1 of 10 (10.0 %)                       5 of 9 (55.6 %)
     A/RES/75/903
     A/RES/74/901              1 of 11 (9.1 %)                      7 of 10 (70.0 %)

    Who voted how on each
     decision      position    states  which
     ───────────────────────────────────────────────────────────────────────────────
     A/RES/75/901  in favour        5  Argentina, China, Egypt, Nigeria,
                                       Russian Federation
     ╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌
     A/RES/75/901  against          4  France, Germany, United Kingdom of Great
                                       Britain and Northern Ireland,
                                       United States of America
     ╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌
     A/RES/75/901  abstaining       1  Bolivia (Plurinational State of)
     A/RES/75/901  not voting       2  Côte d'Ivoire, Türkiye
     ╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌
     A/RES/74/901  in favour        7  Argentina, Bolivia (Plurinational State of),
                                       China, Côte d'Ivoire, Egypt,
                                       Russian Federation, Türkiye
     ╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌
     A/RES/74/901  against          3  Germany, United Kingdom of Great Britain and
                                       Northern Ireland, United States of America
     A/RES/74/901  abstaining       1  France

    Notes
     1. 2 members did not vote on A/RES/75/901; the record does not tell absence,
        presence without voting and loss of the vote apart
     2. A/RES/75/901: positions are as cast; 1 state later said it had meant another
     3. A/RES/75/901: voeten differs from the merged record in 1 cell
     4. A/RES/75/901: the names give 5-4-1, the source states 6-4-1 (voeten)
     5. the record has no tally of A/RES/75/903: it was taken without a vote

    Sources
     1. A/RES/75/901: undl 4000001 <https://digitallibrary.un.org/record/4000001>;
        voeten 9001 <https://example.org/voeten>
     2. A/RES/75/903: undl 4000005 <https://digitallibrary.un.org/record/4000005>
     3. A/RES/74/901: undl 4000000 <https://digitallibrary.un.org/record/4000000>

    Method
     balance: Votes are counted from the names, as cast, or are as the source states
     them where there are no names. Members are all those on the day; those voting
     are those in favour, against or abstaining. The Assembly's rules of procedure
     (rule 86, in committee rule 126) call «present and voting» only those that cast
     an affirmative or negative vote, so the share of those in favour in these two
     is given too.
    ");
}

#[test]
fn sponsors() {
    assert_snapshot!(answer("sponsors 75/901 --against 74/901"), @r"
    Sponsors of A/RES/75/901 (as tabled and joined by adoption)
                          states  which
     ───────────────────────────────────────────────────────────────────────────────
     as of adoption            3  China, Egypt, Russian Federation
     on the printed list       3  Bolivia (Plurinational State of), China,
                                  Russian Federation
     joined by adoption        1  Egypt
     withdrew                  1  Bolivia (Plurinational State of)
     sponsors in favour        3  China, Egypt, Russian Federation

    Sponsors of A/RES/75/901 beside those of A/RES/74/901
                                        states  which
     ────────────────────────────────────────────────────────────────────
     sponsors of both                        2  China, Russian Federation
     new on A/RES/75/901                     1  Egypt
     no longer there (of A/RES/74/901)       1  Nigeria

    Sponsors of A/RES/74/901 (as tabled only)
                            states  which
     ─────────────────────────────────────────────────────────────────
     on the printed list         3  China, Nigeria, Russian Federation
     joined by adoption             not known
     sponsors in favour          2  China, Russian Federation
     sponsors not a member       1  Nigeria

    How the sponsors voted on A/RES/75/901 and on A/RES/74/901
     who           states on                 in against abstaining      not not in
                                         favour                      voting favour,
                                                                            by name
     ───────────────────────────────────────────────────────────────────────────────
     sponsors of        3 A/RES/75/901        3       0          0        0
     A/RES/75/901
     sponsors of        3 A/RES/74/901        3       0          0        0
     A/RES/75/901
     sponsors of        3 A/RES/75/901        3       0          0        0
     A/RES/74/901
     sponsors of        3 A/RES/74/901        2       0          0        0 Nigeria
     A/RES/74/901
     sponsors of        2 A/RES/75/901        2       0          0        0
     both
     sponsors of        2 A/RES/74/901        2       0          0        0
     both
     new on             1 A/RES/75/901        1       0          0        0
     A/RES/75/901
     new on             1 A/RES/74/901        1       0          0        0
     A/RES/75/901
     ╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌
     no longer          1 A/RES/75/901        1       0          0        0
     there (of
     A/RES/74/901)
     ╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌
     no longer          1 A/RES/74/901        0       0          0        0 Nigeria
     there (of
     A/RES/74/901)

    Every event on the list of A/RES/75/901
     event    state                on as written     date text                source
                               behalf
                                   of
     ───────────────────────────────────────────────────────────────────────────────
     tabled   Bolivia                 Bolivia             A/C.1/75/L.90/Rev.1 undl
              (Plurinational          (Plurinational
              State of)               State of)
     ╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌
     tabled   China                   China               A/C.1/75/L.90/Rev.1 undl
     tabled   Russian                 Russian             A/C.1/75/L.90/Rev.1 undl
              Federation              Federation
     joined   Egypt                   Egypt               A/C.1/75/L.90/Rev.1 undl
     ╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌
     withdrew Bolivia                 Bolivia             A/C.1/75/L.90/Rev.1 undl
              (Plurinational          (Plurinational
              State of)               State of)

    Notes
     1. A/RES/75/901: voeten differs from the merged record in 1 cell
     2. A/RES/75/901: the names give 5-4-1, the source states 6-4-1 (voeten)
     3. sponsors of A/RES/74/901 are known only as tabled: others may have joined by
        adoption

    Sources
     1. A/RES/75/901: undl A/C.1/75/L.90/Rev.1 <https://example.org/undl>; undl
        4000001 <https://digitallibrary.un.org/record/4000001>; voeten 9001
        <https://example.org/voeten>
     2. A/RES/74/901: undl A/C.1/74/L.90 <https://example.org/undl>; undl 4000000
        <https://digitallibrary.un.org/record/4000000>

    Method
     sponsors: Sponsors as of adoption are the states that tabled the text or joined
     it and did not withdraw, in their own name; members of a group on behalf of
     which it was sponsored are shown apart, by their membership on the day, unless
     asked to be counted. How they voted is as cast.
    ");
}

#[test]
fn absent() {
    assert_snapshot!(answer("absent 75/901"), @r"
    2 of 12 members did not vote on A/RES/75/901 (2020-12-31, 5-4-1)
     what the record shows                            states  which
     ───────────────────────────────────────────────────────────────────────────────
     voted in the session; no other vote of that           2  Côte d'Ivoire, Türkiye
     meeting or day to compare with

    What the record shows of each, beside no other vote at A/75/PV.99 and 3 other
    recorded votes of the session
     state                voted, of others of the  last vote before  on A/RES/74/901
                                          session
     ───────────────────────────────────────────────────────────────────────────────
     Côte d'Ivoire               3 of 3 (100.0 %)  2020-11-09        in favour
     Türkiye                     3 of 3 (100.0 %)  2020-11-09        in favour

    Notes
     1. 2 members did not vote on A/RES/75/901; the record does not tell absence,
        presence without voting and loss of the vote apart
     2. A/RES/75/901: positions are as cast; 1 state later said it had meant another
     3. A/RES/75/901: voeten differs from the merged record in 1 cell
     4. A/RES/75/901: the names give 5-4-1, the source states 6-4-1 (voeten)
     5. why they did not vote is not known: the record has no causes of absence, and
        no list of members without a vote under Article 19 of the Charter

    Sources
     1. A/RES/75/901: undl 4000001 <https://digitallibrary.un.org/record/4000001>;
        voeten 9001 <https://example.org/voeten>
     2. A/RES/74/901: undl 4000000 <https://digitallibrary.un.org/record/4000000>

    Method
     absent: Members that did not vote, with what the record shows of each: on how
     many of the other recorded votes of the same meeting (or day) and of the
     session it voted, and how it voted on the text before it under the same title.
     The record has no causes: absence, presence without voting and loss of the vote
     under Article 19 of the Charter look the same in it.
    ");
}

#[test]
fn series() {
    assert_snapshot!(answer("series 75/901"), @r"
    «Developments in the field of invented affairs» through the years
     session  date        text          result  not voting  sponsors     title
     ────────────────────────────────────────────────────────────────────────────
     74       2019-12-12  A/RES/74/901  7-3-1            0  3 as tabled  the same
     75       2020-12-31  A/RES/75/901  5-4-1            2  3            the same

    Notes
     1. sponsors of A/RES/74/901 are known only as tabled: others may have joined by
        adoption
     2. texts adopted without a vote are in the record from session 75 on only: a
        year without an entry before that may have had a text adopted without a vote
     3. A/RES/75/901: voeten differs from the merged record in 1 cell
     4. A/RES/75/901: the names give 5-4-1, the source states 6-4-1 (voeten)

    Sources
     1. A/RES/74/901: undl 4000000 <https://digitallibrary.un.org/record/4000000>;
        undl A/C.1/74/L.90 <https://example.org/undl>
     2. A/RES/75/901: undl 4000001 <https://digitallibrary.un.org/record/4000001>;
        voeten 9001 <https://example.org/voeten>; undl A/C.1/75/L.90/Rev.1
        <https://example.org/undl>

    Method
     series: Texts with the same title are one line, when case, marks and the
     library's additions («: resolution / adopted by the General Assembly») are left
     aside. Near titles are those whose words have a Sørensen–Dice coefficient of at
     least 0.8, and those of which one holds the other; they are marked, since a
     near title may be another subject.
    ");
}

#[test]
fn show() {
    assert_snapshot!(answer("show 75/901 --by P5"), @r"
    A/RES/75/901: Developments in the field of invented affairs
     taken                    by a recorded vote
     outcome                  adopted
     votes                    5-4-1
     members on the day       12
     date                     2020-12-31
     session                  75
     body                     General Assembly
     stage                    plenary
     committee with the item  First Committee
     meeting                  A/75/PV.99
     drafts                   A/C.1/75/L.90; A/C.1/75/L.90/Rev.1
     reports                  A/75/990, para. 17
     agenda                   Item 90 - Invented affairs
     subjects                 INVENTIONS
     sponsors                 3 as of adoption: 3 as tabled, 1 joined, 1 withdrew
     sponsors by name         China, Egypt, Russian Federation
     under this title before  A/RES/74/901 (2019-12-12, 7-3-1)

    Who voted how on A/RES/75/901
     position    states      of those   of members  which
                               voting
     ───────────────────────────────────────────────────────────────────────────────
     in favour        5       5 of 10      5 of 12  Argentina, China, Egypt,
                             (50.0 %)     (41.7 %)  Nigeria, Russian Federation
     ╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌
     against          4       4 of 10      4 of 12  France, Germany, United Kingdom
                             (40.0 %)     (33.3 %)  of Great Britain and Northern
                                                    Ireland,
                                                    United States of America
     ╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌
     abstaining       1       1 of 10      1 of 12  Bolivia (Plurinational State of)
                             (10.0 %)      (8.3 %)
     not voting       2                    2 of 12  Côte d'Ivoire, Türkiye
                                          (16.7 %)

    A/RES/75/901 by group, as of the day
     group                       members  in favour  against  abstaining  not voting
     ───────────────────────────────────────────────────────────────────────────────
     Permanent members of the          5          2        3           0           0
     Security Council
     in none of these groups           7          3        1           1           2

    Other decisions on the text of A/RES/75/901
                          decision             date        where and on what  result
     ───────────────────────────────────────────────────────────────────────────────
     on the draft, in     A/C.1/75/L.90/Rev.1  2020-11-09  First Committee    7-4-1
     committee
     on a part of the     A/RES/75/901 OP3     2020-12-31  plenary, OP3       5-4-3
     text

    What each source says of A/RES/75/901
     source  its number  its symbol    date        votes as    votes as   place
                                                   stated      named
     ───────────────────────────────────────────────────────────────────────────────
     undl    4000001     A/RES/75/901  2020-12-31  5-4-1       5-4-1      undl.csv:3
     voeten  9001        A/RES/75/901  2020-12-31  6-4-1       5-4-1      undl.csv:3

    States that later said they had meant another vote (the vote as cast stands)
     state          cast        meant
     ────────────────────────────────────
     Côte d'Ivoire  not voting  in favour

    Where sources differ on A/RES/75/901
     source  what      state          the source says  the record says
     ─────────────────────────────────────────────────────────────────
     voeten  position  Côte d'Ivoire  abstaining       not_voting

    Checks that A/RES/75/901 does not pass
     check              source  what was found
     ────────────────────────────────────────────────────────────────────────
     names equal tally  voeten  the names give 5-4-1, the source states 6-4-1

    Notes
     1. 2 members did not vote on A/RES/75/901; the record does not tell absence,
        presence without voting and loss of the vote apart
     2. A/RES/75/901: positions are as cast; 1 state later said it had meant another
     3. A/RES/75/901: voeten differs from the merged record in 1 cell
     4. A/RES/75/901: the names give 5-4-1, the source states 6-4-1 (voeten)

    Sources
     A/RES/75/901: undl 4000001 <https://digitallibrary.un.org/record/4000001>;
     voeten 9001 <https://example.org/voeten>; undl A/C.1/75/L.90/Rev.1
     <https://example.org/undl>

    Method
     show: Votes are counted from the names, as cast; the tally that the source
     states is given beside it. Shares of those voting leave out members that did
     not vote, shares of members do not. Groups are as they were on the day,
     observers not counted.
    ");
}

#[test]
fn show_of_a_text_adopted_without_a_vote() {
    assert_snapshot!(answer("show 75/903"), @r"
    A/RES/75/903: Promotion of agreement on invented affairs
     taken    without a vote
     outcome  adopted
     date     2021-01-05
     session  75
     body     General Assembly
     stage    plenary

    What each source says of A/RES/75/903
     source  its number  its symbol    date          votes as   votes as  place
                                                       stated      named
     ───────────────────────────────────────────────────────────────────────────────
     undl    4000005     A/RES/75/903  2021-01-05                         undl.csv:7

    Notes
     the record has no sponsors of A/RES/75/903

    Sources
     A/RES/75/903: undl 4000005 <https://digitallibrary.un.org/record/4000005>

    Method
     show: Votes are counted from the names, as cast; the tally that the source
     states is given beside it. Shares of those voting leave out members that did
     not vote, shares of members do not. Groups are as they were on the day,
     observers not counted.
    ");
}

#[test]
fn status() {
    assert_snapshot!(answer("status"), @r"
    The record
     decisions           6
     sponsorship events  8
     documents           2
     first day           2019-12-12
     last day            2021-01-05
     last decision       A/RES/75/903

    Sources, the most believed first
     source  what          decisions  from        to          terms     cite as
     ───────────────────────────────────────────────────────────────────────────────
     undl    Invented              6  2019-12-12  2021-01-05  invented  Nobody, undl
             source undl
             (nobody)
     ╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌
     voeten  Invented              1  2020-12-31  2020-12-31  invented  Nobody,
             source                                                     voeten
             voeten
             (nobody)

    Decisions by session
     session decisions recorded   totals      not  without        in      on   whole
                          votes     only recorded   a vote committee   parts   texts
                           with          by state
                          names
     ───────────────────────────────────────────────────────────────────────────────
     74              1        1        0        0        0         0       0       1
     75              5        4        0        0        1         1       1       4

     session  whole texts with sponsors  last day
     ──────────────────────────────────────────────
     74                               1  2019-12-12
     75                               2  2021-01-05

    Where a source differs from the one that the record follows
     what      source that       source followed  cells  decisions      of decisions
               differs                                                    both cover
     ───────────────────────────────────────────────────────────────────────────────
     position  voeten            undl                 1          1  1 of 1 (100.0 %)

    Checks that decisions do not pass
     check              source  decisions  for example
     ──────────────────────────────────────────────────
     names equal tally  voeten          1  A/RES/75/901

    What the record does not have
     missing
     ───────────────────────────────────────────────────────────────────────────────
     texts adopted without a vote are in the record from session 75 on only: a year
     without an entry before that may have had a text adopted without a vote
     votes in committee, but for session 75 (1 in all, not every one there was)
     votes on paragraphs, amendments, motions and rulings, but for session 75 (1 in
     all, not every one there was)
     those that joined as sponsors by adoption, for 1 text known by the printed list
     alone
     why a member did not vote, in any session; and members without a vote under
     Article 19 of the Charter

    Sources
     the record: undl Nobody, undl <https://example.org/undl>; voeten Nobody, voeten
     <https://example.org/voeten>

    Method
     status: Counted over the whole record. A difference between sources is counted
     for the source that differs and the most believed other source that covers the
     decision; the base is the decisions that both cover.
    ");
}

#[test]
fn states() {
    let states = Test::invented().arg("states").arg("absent(75/901) & in_favour(74/901)").answers();
    assert_snapshot!(states, @r"
    not_voting(75/901) & in_favour(74/901)
     states  which
     ──────────────────────────────
          2  Côte d'Ivoire, Türkiye

    The sets it names
     set                 meaning           states  which
     ───────────────────────────────────────────────────────────────────────────────
     not_voting(75/901)  A/RES/75/901           2  Côte d'Ivoire, Türkiye
                         (2020-12-31,
                         5-4-1)
     ╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌
     in_favour(74/901)   A/RES/74/901           7  Argentina,
                         (2019-12-12,              Bolivia (Plurinational State of),
                         7-3-1)                    China, Côte d'Ivoire, Egypt,
                                                   Russian Federation, Türkiye

    Notes
     1. 2 members did not vote on A/RES/75/901; the record does not tell absence,
        presence without voting and loss of the vote apart
     2. A/RES/75/901: positions are as cast; 1 state later said it had meant another
     3. A/RES/75/901: voeten differs from the merged record in 1 cell
     4. A/RES/75/901: the names give 5-4-1, the source states 6-4-1 (voeten)

    Sources
     1. A/RES/75/901: undl 4000001 <https://digitallibrary.un.org/record/4000001>;
        voeten 9001 <https://example.org/voeten>
     2. A/RES/74/901: undl 4000000 <https://digitallibrary.un.org/record/4000000>

    Method
     sets of states: The expression is evaluated over sets: & is in both, | in
     either, - in the left and not in the right; & binds tighter than | and -, which
     are read from left to right. Positions are as cast; sponsors are those in their
     own name as of adoption; groups are as they were on the day.
    ");
}

#[test]
fn a_comparison_that_is_false_is_answered() {
    let states = Test::invented().arg("states").arg("count(absent(75/901)) = 3").answers();
    assert_snapshot!(states, @r"
    count(not_voting(75/901)) = 3: false
     states  which
     ──────────────────────────────
          2  Côte d'Ivoire, Türkiye

    The sets it names
     set                 meaning                      states  which
     ───────────────────────────────────────────────────────────────────────────────
     not_voting(75/901)  A/RES/75/901 (2020-12-31,         2  Côte d'Ivoire, Türkiye
                         5-4-1)

    Notes
     1. 2 members did not vote on A/RES/75/901; the record does not tell absence,
        presence without voting and loss of the vote apart
     2. A/RES/75/901: positions are as cast; 1 state later said it had meant another
     3. A/RES/75/901: voeten differs from the merged record in 1 cell
     4. A/RES/75/901: the names give 5-4-1, the source states 6-4-1 (voeten)

    Sources
     A/RES/75/901: undl 4000001 <https://digitallibrary.un.org/record/4000001>;
     voeten 9001 <https://example.org/voeten>

    Method
     sets of states: The expression is evaluated over sets: & is in both, | in
     either, - in the left and not in the right; & binds tighter than | and -, which
     are read from left to right. Positions are as cast; sponsors are those in their
     own name as of adoption; groups are as they were on the day.
    ");
}

#[test]
fn a_user_has_groups_of_their_own() {
    let states = Test::invented()
        .file("mine.csv", "group,state\nneighbours,Argentina\nneighbours,Bolivia (Plurinational State of)\n")
        .args("--groups mine.csv states")
        .arg("group(neighbours) & in_favour(75/901)")
        .args("--format csv")
        .exits(0);
    assert_snapshot!(states.text(), @r"
    states,which
    1,ARG
    ");
}
