//! Questions about the words of texts, on a few texts in words of our own.

use std::fs;

use insta::assert_snapshot;

use crate::lighthouse;
use crate::test::Test;

/// A run for a user who imported the texts.
fn reader() -> Test {
    Test::new().arg("--record").arg(lighthouse::folder())
}

/// A file with a text in the folder of the run.
fn with_file(test: Test, name: &str, symbol: &str) -> Test {
    let texts = lighthouse::texts();
    let text = &texts.iter().find(|(of, _)| *of == symbol).expect("a text of that symbol").1;
    test.file(name, text)
}

#[test]
fn diff() {
    assert_snapshot!(reader().args("diff 74/29 75/240").answers(), @r#"
    A/RES/74/29 (2019-12-12) → A/RES/75/240 (2020-12-31)
    1 kept, 4 reworded, 3 new, 1 moved

    kept: Formula

    PP2 → PP1  (moved)
        Noting that oil is dear and that wicks are short,

    PP1 → PP2  (reworded)
        Recalling that [-the-]{+all+} lamps of the northern coast shall be lit at
        dusk and put out {+by keepers+} at dawn,

    OP1  (reworded; stronger: Notes, now Welcomes)
        [-Notes-]{+Welcomes+} the report of the Keeper on oil;

    OP2  (reworded)
        Requests the Keeper to trim the wicks of the eastern rock{+ and of the
        western one+}, and to report thereon to the General Assembly at its
        [-seventy-fifth-]{+eightieth+} session;

    OP3  (new)
        {+Calls upon harbours:+}

    OP3 (a)  (new)
        {+To paint their doors;+}

    OP3 (b)  (new)
        {+To write down which ships whistle;+}

    OP3 → OP4  (reworded)
        Decides to return to the lamps of the northern coast at its
        [-seventy-fifth-]{+seventy-sixth+} session.

    Sources
     1. A/RES/74/29: own-text A_RES_74_29.txt
     2. A/RES/75/240: own-text A_RES_75_240.txt

    Method
     diff: Clauses are aligned by their words, each weighted by how rare it is in
     the two texts, and by their order; numbers of paragraphs decide nothing. Words
     are compared inside aligned clauses. The strength of opening verbs is from a
     table with a reason a row.
    "#);
}

#[test]
fn diff_of_several_is_a_matrix() {
    assert_snapshot!(reader().args("diff 73/27 74/29 75/240").answers(), @r#"
    Clauses by family and text (=: the words of the text before it that has the
    family; ~: other words)
     A/RES/73/27  A/RES/74/29  A/RES/75/240  words
     ───────────────────────────────────────────────────────────────────────────────
     PP1          PP1 =        PP2 ~         Recalling that all lamps of the
                                             northern coast …
                  PP2          PP1 =         Noting that oil is dear and that wicks
                                             …
     OP1          OP1 =        OP1 ~         Welcomes the report of the Keeper on
                                             oil;
                  OP2          OP2 ~         Requests the Keeper to trim the wicks
                                             of …
                               OP3           Calls upon harbours:
                               OP3 (a)       To paint their doors;
                               OP3 (b)       To write down which ships whistle;
     OP2          OP3 ~        OP4 ~         Decides to return to the lamps of the …

    Sources
     1. A/RES/73/27: own-text A_RES_73_27.txt
     2. A/RES/74/29: own-text A_RES_74_29.txt
     3. A/RES/75/240: own-text A_RES_75_240.txt

    Method
     clause families: Each text is aligned with the next one, as «diff» does it;
     clauses that are linked are one family. What skips texts is joined where its
     words are at least 60 % alike and no text would get two clauses by it.
    "#);
}

#[test]
fn mandate() {
    assert_snapshot!(reader().args("mandate 75/240").answers(), @r#"
    Tasks that A/RES/75/240 (2020-12-31) gives
     clause  verb      who       what                        by when        reports
                                                                            to
     ───────────────────────────────────────────────────────────────────────────────
     OP2     requests  the       to trim the wicks of the    at its         the
                       Keeper    eastern rock and of the     eightieth      General
                                 western one, and to report  session        Assembly
                                 thereon to the General
                                 Assembly at its eightieth
                                 session
     ╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌
     OP3     calls     harbours  To paint their doors
     (a)     upon
     OP3     calls     harbours  To write down which ships
     (b)     upon                whistle
     ╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌
     OP4     decides             to return to the lamps of   at its
                                 the northern coast at its   seventy-sixth
                                 seventy-sixth session       session

    Sources
     A/RES/75/240: own-text A_RES_75_240.txt

    Method
     mandate: Tasks are read by rules from operative paragraphs that open with a
     verb that asks, decides or gives a task. Who is to act, by when and to whom it
     is reported stand where a rule finds them, and nothing is guessed. The rules
     are for English. Tasks of two texts are one where their words are aligned, as
     «diff» aligns clauses.
    "#);
}

#[test]
fn mandates_side_by_side() {
    assert_snapshot!(reader().args("mandate 75/32 75/240").answers(), @r#"
    Tasks that both A/RES/75/32 and A/RES/75/240 give
     in A/RES/75/32  task there                           in A/RES/75/240  task here
     ───────────────────────────────────────────────────────────────────────────────
     OP2             decides to return to the lamps of    OP4              the same
                     the northern coast at its
                     seventy-sixth session

    Tasks that only A/RES/75/32 gives
     clause  verb     who        what                 by when             reports to
     ───────────────────────────────────────────────────────────────────────────────
     OP1     invites  all ships  to whistle twice by  by 31 December
                                 31 December 2025     2025

    Tasks that only A/RES/75/240 gives
     clause  verb      who       what                            by when    reports
                                                                            to
     ───────────────────────────────────────────────────────────────────────────────
     OP2     requests  the       to trim the wicks of the        at its     the
                       Keeper    eastern rock and of the         eightieth  General
                                 western one, and to report      session    Assembly
                                 thereon to the General
                                 Assembly at its eightieth
                                 session
     ╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌
     OP3     calls     harbours  To paint their doors
     (a)     upon
     OP3     calls     harbours  To write down which ships
     (b)     upon                whistle

    Sources
     1. A/RES/75/32: own-text A_RES_75_32.txt
     2. A/RES/75/240: own-text A_RES_75_240.txt

    Method
     mandate: Tasks are read by rules from operative paragraphs that open with a
     verb that asks, decides or gives a task. Who is to act, by when and to whom it
     is reported stand where a rule finds them, and nothing is guessed. The rules
     are for English. Tasks of two texts are one where their words are aligned, as
     «diff» aligns clauses.
    "#);
}

#[test]
fn origins() {
    assert_snapshot!(reader().args("origins 75/240").answers(), @r#"
    Where the clauses of A/RES/75/240 (2020-12-31) come from
     - clause: PP1
       comes from: A/RES/75/32 PP1
       date: 2020-12-07
       likeness: 1.00
       what differs: nothing
       nearly so since: A/RES/74/29 (2019)
     - clause: PP2
       comes from: A/RES/74/29 PP1
       date: 2019-12-12
       likeness: 0.90
       what differs: Recalling that [-the-]{+all+} lamps of the northern … dusk and
       put out {+by keepers+} at dawn,
     - clause: OP1
       comes from: A/RES/74/29 OP1
       date: 2019-12-12
       likeness: 0.88
       what differs: [-Notes-]{+Welcomes+} the report of the Keeper on oil;
     - clause: OP2
       comes from: A/RES/74/29 OP2
       date: 2019-12-12
       likeness: 0.86
       what differs: Requests the Keeper to trim the wicks of the eastern rock{+ and
       of the western one+}, and to report thereon to the General Assembly at its
       [-seventy-fifth-]{+eightieth+} session;
     - clause: OP3
       comes from: –
     - clause: OP3 (a)
       comes from: –
     - clause: OP3 (b)
       comes from: –
     - clause: OP4
       comes from: A/RES/75/32 OP2
       date: 2020-12-07
       likeness: 1.00
       what differs: nothing
       nearly so since: A/RES/73/27 (2018)

    How many clauses
     of an earlier clause  clauses
     ─────────────────────────────
     the same words              2
     nearly the same             0
     partly                      3
     no earlier words            3

    Notes
     3 texts were read, the earliest of 2018-12-05; what is not among the texts of
     the record is not found

    Sources
     1. A/RES/75/240: own-text A_RES_75_240.txt
     2. A/RES/73/27: own-text A_RES_73_27.txt
     3. A/RES/74/29: own-text A_RES_74_29.txt
     4. A/RES/75/32: own-text A_RES_75_32.txt

    Method
     origins: Clauses of all earlier texts are found by the runs of three words that
     they share with a clause, rare runs counting more; the likest are compared word
     by word. Likeness is twice the words that both have in the same order, by all
     words of both; below 0.5 nothing is told. Nearly the same is from 0.9 on.
     Likeness shows that words are the same, not who took them from whom.
    "#);
}

#[test]
fn search() {
    assert_snapshot!(reader().args("search wicks --in operative").answers(), @r#"
    «wicks» in 2 clauses of 2 texts
     text          date        clause  words
     ───────────────────────────────────────────────────────────────────────────────
     A/RES/75/240  2020-12-31  OP2     Requests the Keeper to trim the «wicks» of
                                       the eastern rock and of the western one, …
     A/RES/74/29   2019-12-12  OP2     Requests the Keeper to trim the «wicks» of
                                       the eastern rock, and to report thereon to …

    By year
     year  texts  clauses
     ────────────────────
     2019      1        1
     2020      1        1

    Notes
     4 texts were read, the earliest of 2018-12-05; what is not among the texts of
     the record is not found

    Sources
     1. A/RES/74/29: own-text A_RES_74_29.txt
     2. A/RES/75/240: own-text A_RES_75_240.txt

    Method
     search: Every clause of every text of the record is read. Capitals and
     typography do not count, and marks between words do not: words are the same, or
     they are not found. Words near each other may stand in any order.
    "#);
}

#[test]
fn agreed_language() {
    let passage = "Requests the Keeper to trim all wicks of the eastern rock";
    assert_snapshot!(reader().arg("search").arg("--like").arg(passage).args("--most 1").answers(), @r#"
    words like the passage in at least 2 clauses of 2 texts; the likest 1
     text          date        clause  likeness  words
     ───────────────────────────────────────────────────────────────────────────────
     A/RES/75/240  2020-12-31  OP2         0.91  Requests the Keeper to trim
                                                 [-all-]{+the+} wicks of the eastern
                                                 rock and of the western one, and to
                                                 report thereon …

    By year
     year  texts  clauses
     ────────────────────
     2019      1        1
     2020      1        1

    Notes
     4 texts were read, the earliest of 2018-12-05; what is not among the texts of
     the record is not found

    Sources
     A/RES/75/240: own-text A_RES_75_240.txt

    Method
     agreed language: Clauses of all texts are found by the runs of three words that
     they share with the passage, rare runs counting more, and the part of each that
     fits best is compared word by word. Likeness is twice the words that both have
     in the same order, by all words of both; below 0.6 nothing is told.
    "#);
}

#[test]
fn words_of_a_series() {
    assert_snapshot!(reader().args("series 75/240 --text").answers(), @r#"
    Since when the words of A/RES/75/240 (2020-12-31) stand in the series
     clause   since  text          words
     ───────────────────────────────────────────────────────────────────────────────
     PP1      2019   A/RES/74/29   Noting that oil is dear and that wicks are short,
     PP2      2018   A/RES/73/27   Recalling that all lamps of the northern coast
                                   shall be lit at dusk and put out
              2020   A/RES/75/240  by keepers at dawn,
     OP1      2020   A/RES/75/240  Welcomes
              2018   A/RES/73/27   the report of the Keeper on oil;
     OP2      2019   A/RES/74/29   Requests the Keeper to trim the wicks of the
                                   eastern rock
              2020   A/RES/75/240  and of the western one,
              2019   A/RES/74/29   and to report thereon to the General Assembly at
                                   its
              2020   A/RES/75/240  eightieth
              2019   A/RES/74/29   session;
     OP3      2020   A/RES/75/240  Calls upon harbours:
     OP3 (a)  2020   A/RES/75/240  To paint their doors;
     OP3 (b)  2020   A/RES/75/240  To write down which ships whistle;
     OP4      2018   A/RES/73/27   Decides to return to the lamps of the northern
                                   coast at its
              2020   A/RES/75/240  seventy-sixth
              2018   A/RES/73/27   session.

    What left
     (none)

    Notes
     1. A/RES/73/27 is the first text of the series that the record has: its words
        may be older
     2. the texts of A/RES/60/45, A/RES/61/54, A/RES/62/17, A/RES/63/37 and
        A/RES/71/28 are not in the record: they were passed over

    Sources
     1. A/RES/73/27: own-text A_RES_73_27.txt
     2. A/RES/74/29: own-text A_RES_74_29.txt
     3. A/RES/75/240: own-text A_RES_75_240.txt

    Method
     series of words: Each text is aligned with the next one, as «diff» does it, and
     a word that stays keeps the text in which it entered. A word that left and came
     back entered when it came back. Runs of fewer than three words, all shorter
     than five letters, are told with the words around them; of what left, runs of
     fewer than four words are not told.
    "#);
}

#[test]
fn colours_are_for_terminals_and_for_who_asks() {
    let plain = reader().args("diff 74/29 75/240").answers();
    assert!(!plain.contains('\u{1b}'));
    let coloured = reader().args("diff 74/29 75/240 --color always").answers();
    assert!(coloured.contains("\u{1b}[32;4m"), "{coloured}");
    assert!(!coloured.contains("{+"));
}

#[test]
fn a_difference_as_a_page_as_markdown_and_as_a_word_file() {
    let page = reader().args("diff 74/29 75/240 --output diff.html").exits(0).made("diff.html");
    assert!(String::from_utf8_lossy(&page).contains("<ins>Welcomes</ins>"));
    let markdown = reader().args("diff 74/29 75/240 --format markdown").answers();
    assert!(
        markdown.contains("~~Notes~~ **Welcomes**") && markdown.contains("**Method:** diff:"),
        "{markdown}"
    );
    let word = reader().args("diff 74/29 75/240 --output tracked.docx").exits(0).made("tracked.docx");
    assert!(word.starts_with(b"PK"));
    let again = reader().args("diff 74/29 75/240 --output tracked.docx").exits(0).made("tracked.docx");
    assert!(word == again, "the same texts make the same bytes");
}

#[test]
fn files_stand_in_place_of_symbols() {
    let run = || with_file(reader(), "draft.txt", "A/RES/75/240");
    let from_record = reader().args("diff 74/29 75/240 --format csv").exits(0).text();
    assert_eq!(run().args("diff 74/29 draft.txt --format csv").exits(0).text(), from_record);
    // Two files of one text are called as their files.
    let same = run().args("diff 75/240 draft.txt").answers();
    assert!(same.starts_with("75/240 (2020-12-31) → draft.txt (2020-12-31)\n"), "{same}");
    // Without any record too.
    let alone = with_file(with_file(Test::new(), "a.txt", "A/RES/74/29"), "b.txt", "A/RES/75/240");
    assert!(
        alone
            .args("diff a.txt b.txt")
            .answers()
            .starts_with("A/RES/74/29 (2019-12-12) → A/RES/75/240 (2020-12-31)\n")
    );
}

#[test]
fn a_tracked_file_that_was_read_is_the_text_after() {
    let word = reader().args("diff 74/29 75/240 --output t.docx").exits(0).made("t.docx");
    let test = reader();
    fs::write(test.home().join("t.docx"), word).expect("written");
    let output = test.args("diff 75/240 t.docx --format json").exits(0);
    assert!(output.said().contains("tracked changes; they are read as accepted"), "{}", output.said());
    let answer: serde_json::Value = serde_json::from_str(&output.text()).expect("JSON");
    let clauses = answer["answer"]["value"]["clauses"].as_array().expect("clauses");
    assert!(clauses.iter().all(|clause| clause["change"] == "kept"), "{clauses:#?}");
}

#[test]
fn without_texts_one_line_says_how_to_import_them() {
    for args in
        ["diff 74/29 75/240", "mandate 75/240", "origins 75/240", "search lamps", "series 75/240 --text"]
    {
        let said = Test::new().args(args).refuses();
        assert!(said.contains("travaux import FOLDER") && said.lines().count() == 2, "{args}: {said}");
    }
}

#[test]
fn wrong_input_gets_a_hint() {
    assert_snapshot!(reader().args("diff 74/29 75/241").refuses(), @r#"
    error: A/RES/75/241 is not among the 4 texts of the record
      hint: the nearest: A/RES/75/240
      hint: bring texts with `travaux import FOLDER`, such as a copy of https://github.com/UNxml/GAresolutions, or name a file in place of a symbol
    "#);
    assert_snapshot!(reader().args("diff 74/29 no-such.docx").refuses(), @r#"
    error: there is no file no-such.docx
      hint: check the name; a text of the record is named by its symbol: 75/240
    "#);
    assert_snapshot!(reader().args("origins 75/240 --clause OP9").refuses(), @r#"
    error: A/RES/75/240 has no clause OP9
      hint: it has Formula, PP1, PP2, OP1, OP2, OP3, OP3 (a), OP3 (b), OP4
    "#);
    assert_snapshot!(reader().args("search ,").refuses(), @r#"error: "," holds no word to look for"#);
    assert_snapshot!(reader().args("search --like wicks").refuses(), @r#"
    error: a passage needs at least 3 words
      hint: for fewer words, search for them as a phrase: travaux search "…"
    "#);
    assert_snapshot!(reader().args("diff 73/27 74/29 75/240 --output x.docx").refuses(), @r#"
    error: of 3 texts there is no page side by side
      hint: name two texts for html and docx; several give text, md, json, csv or xlsx
    "#);
    assert_snapshot!(reader().args("diff 74/29 75/240 --language Klingon").refuses(), @r#"
    error: "Klingon" is no official language
      hint: it is one of en, fr, es, ru, ar, zh
    "#);
    assert_snapshot!(reader().args("diff 74/29 75/240 --language fr").refuses(), @r#"
    error: A/RES/74/29 is not in the record in French
      hint: it is there in English
    "#);
    let empty = reader().file("empty.txt", "").args("mandate empty.txt").refuses();
    assert_snapshot!(empty, @r#"
    error: empty.txt: holds no paragraph of a text [no-clauses]
      hint: AKN4UN XML, DOCX, PDF and plain text of UN documents can be read
    error: empty.txt holds no text that can be read
    "#);
}

#[test]
fn a_draft_stands_for_what_it_was_adopted_as() {
    let output = reader().args("mandate A/C.1/75/L.8/Rev.1 --format csv").exits(0);
    assert_snapshot!(output.said(), @"note: A/C.1/75/L.8/Rev.1 is not among the texts of the record: this is A/RES/75/240, adopted from it");
    assert_eq!(output.text(), reader().args("mandate 75/240 --format csv").exits(0).text());
}

#[test]
fn a_sponsor_and_a_year_narrow_a_search() {
    let count = |args: &str| -> String {
        let found = reader().args(args).answers();
        found.lines().next().expect("a title").to_owned()
    };
    assert_eq!(count("search lamps"), "«lamps» in 7 clauses of 4 texts");
    assert_eq!(count("search lamps --year 2020"), "«lamps» in 3 clauses of 2 texts");
    assert_eq!(count("search lamps --sponsor RUS"), "«lamps» in 6 clauses of 3 texts");
    assert_eq!(count("search lamps --body SC"), "«lamps» in 0 clauses of 0 texts");
}
