//! Help, wrong inputs and exit codes.

use insta::assert_snapshot;

use crate::test::Test;

#[test]
fn help_teaches_by_example() {
    assert_snapshot!(Test::new().args("--help").answers(), @r#"
    Answers questions about United Nations negotiations from the official record,
    with a source under every number.

    It works offline: the votes of the General Assembly since 1946, with sponsors
    where they are known, are inside the program. A text is named as people write
    it: 75/240, a/res/75/240, A/C.1/75/L.8/Rev.1, or with a part: "70/40 OP15".

    Usage: travaux [OPTIONS] <COMMAND>

    Commands:
      show         Show one decision: the vote, by group, who, sponsors, documents,
                   what came before and after
      compare      Compare two decisions: who stood where on both, with names in
                   every cell
      poles        Show where states stand between two rival texts: at one, at the
                   other, between, or not voting
      shift        Show who moved between two decisions, in the order of time
      balance      Put the tallies of decisions side by side, with the shares of the
                   members and of those voting
      cohesion     Show how far the members of groups voted alike: Rice's index and
                   the agreement index
      agreement    Show how far states voted alike: twelve measures, each with its n
                   and an interval
      blocs        Find blocs of states that vote alike, with how firm they are and
                   how they compare with chance
      ideal        Estimate ideal points from recorded votes, with intervals
      sponsors     Show who sponsored a text and how the sponsors voted, alone or
                   beside another text
      absent       Show who did not vote, and what the record itself knows of why
      series       Show the texts of one title through the years, with their votes
                   and sponsors
      diff         Compare the words of texts: clauses kept, reworded, moved, split,
                   merged, new and gone
      mandate      Show the tasks that a text gives: who, what, by when, reporting
                   to whom; of two texts, side by side
      origins      Trace each clause of a text to earlier clauses in all texts of
                   the record, with what differs
      search       Search the words of all texts: a phrase, words near each other,
                   or words like a passage
      check        Check a document: its citations, tallies, dates, titles, sponsors
                   and votes, against the record
      claims       List the claims of a document as questions, or propose those that
                   no rule reads
      state        Show a state: names, codes, membership and groups through time,
                   votes by session
      states       Ask for a set of states, or whether a count holds
      status       Show what the record covers: sources, sessions, freshness,
                   disagreements, what is missing
      timeline     Show the processes of a case in time: sessions, votes, reports,
                   overlaps, what is due
      report       Write the report of a case: rivals, sponsors, votes, poles,
                   absences, processes, norms
      case         Check, show or propose case files
      cite         Cite documents in a style: for notes, for BibTeX, for Zotero and
                   other reference managers
      import       Read source files into your own record, with every problem
                   located
      export       Export votes, one row a state and decision, in a choice of
                   layouts and formats
      schema       Print the JSON Schema of a command's answer
      completions  Print what a shell needs to complete commands and options
      man          Write the manual pages, one a command, into a folder

    Options:
      -h, --help
              Print help (see a summary with '-h')

      -V, --version
              Print version

    Options of every command:
          --record <DIR>
              Folder of your own record, laid over the bundled one
              
              Without it, the folder that TRAVAUX_RECORD names, or travaux/record in
              your data folder, is used if there is a record in it.

          --no-bundled
              Leave the bundled record out

          --groups <FILE>
              CSV file of your own groups: columns group, state and, if wanted,
              from, to, source

          --strict
              Exit with 1 if anything was found wrong: a source that differs, a
              check not passed, a bad row

      -q, --quiet
              Say nothing on standard error but errors

          --color <WHEN>
              When to use colours; NO_COLOR is respected
              
              [default: auto]

    Examples:
      travaux show 75/240              one decision: its vote, by group, sponsors
      travaux compare 75/32 75/240     two rival texts: who stood where on both
      travaux shift 73/27 75/240       who moved between two votes, with names
      travaux states 'absent(75/240) & in_favour(73/27)'
      travaux diff 74/29 75/240        what changed in the words
      travaux report cyber             a whole negotiation, with figures and notes
      travaux export --session 75 --layout undl --output session75.csv

    Exit codes: 0 answered; 1 answered, and --strict was given and something was
    found wrong; 2 not answered.
    Data go to standard output, everything else to standard error.
    "#);
}

#[test]
fn every_command_has_examples() {
    let help = Test::new().arg("--help").answers();
    let commands: Vec<&str> = help
        .split("Commands:")
        .nth(1)
        .and_then(|rest| rest.split("Options:").next())
        .expect("a list of commands")
        .lines()
        .filter(|line| line.starts_with("  ") && !line.starts_with("   "))
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    assert!(commands.contains(&"compare"), "{commands:?}");
    for command in commands {
        // At 100 columns, so that nothing has been wrapped.
        let help = Test::new().variable("COLUMNS", "100").arg(command).arg("--help").answers();
        let (_, examples) = help.split_once("\nExamples:\n").expect("examples");
        assert!(examples.starts_with("  travaux "), "{command}: {examples}");
        let wide = examples.lines().find(|line| line.chars().count() > 80);
        assert_eq!(wide, None, "{command}: an example is wider than a narrow terminal");
    }
}

#[test]
fn a_wrong_symbol_gets_the_nearest_ones() {
    assert_snapshot!(Test::invented().args("show 75/910").refuses(), @r"
    error: 75/910 is not in the record
      hint: the nearest: A/RES/75/901, A/RES/75/903, A/RES/75/902
      hint: the highest number that the record has in that line is A/RES/75/903
    ");
}

#[test]
fn what_is_no_symbol_at_all_is_said_to_be_none() {
    assert_snapshot!(Test::invented().args("show banana").refuses(), @r"
    error: banana is not in the record
      hint: a decision is written as 75/240, A/C.1/75/L.8/Rev.1, 75/240 PP10 or voeten:5666
    ");
}

#[test]
fn a_wrong_state_gets_the_nearest_three() {
    assert_snapshot!(Test::invented().args("state Frnace").refuses(), @r#"
    error: no state is called "Frnace"
      hint: the nearest: France (FRA), Grenada (GRD), Finland (FIN)
    "#);
}

#[test]
fn a_wrong_group_gets_the_nearest_ones() {
    assert_snapshot!(Test::invented().args("show 75/901 --by EUU").refuses(), @r#"
    error: no group is called "EUU"
      hint: the nearest: European Union, African Union, Group of Eastern European States
    "#);
}

#[test]
fn an_expression_is_marked_where_it_is_wrong() {
    let said = Test::invented().arg("states").arg("absent(75/901) & in_favor(74/901)").refuses();
    assert_snapshot!(said, @r"
    error: no function is called in_favor
      absent(75/901) & in_favor(74/901)
                       ^^^^^^^^
      hint: the nearest: in_favour, sponsors, absent
      hint: the functions are in_favour, against, abstaining, not_voting, voting, sponsors, tabled, joined, withdrew, absent, members, group, count
    ");
}

#[test]
fn an_expression_names_a_decision_that_is_not_there() {
    let said = Test::invented().arg("states").arg("absent(75/910)").refuses();
    assert_snapshot!(said, @r"
    error: 75/910 is not in the record
      absent(75/910)
      ^^^^^^^^^^^^^^
      hint: the nearest: A/RES/75/901, A/RES/75/903, A/RES/75/902
      hint: the highest number that the record has in that line is A/RES/75/903
    ");
}

#[test]
fn positions_of_a_text_adopted_without_a_vote_cannot_be_compared() {
    assert_snapshot!(Test::invented().args("compare 75/901 75/903").refuses(), @r"
    error: the record has no positions by state on A/RES/75/903: it was taken without a vote
      hint: `travaux show A/RES/75/903` has what is known of it
    ");
}

#[test]
fn a_text_adopted_without_a_vote_has_no_tally() {
    assert_snapshot!(Test::invented().args("balance 75/903").refuses(), @r"
    error: the record has no tally of A/RES/75/903
      hint: `travaux show A/RES/75/903` has what is known of it
    ");
    let beside_another = Test::invented().args("balance 75/901 75/903 --format csv").exits(0).text();
    assert!(beside_another.contains("A/RES/75/903,2021-01-05,without a vote,"), "{beside_another}");
}

#[test]
fn a_balance_needs_a_text() {
    let said = Test::invented().args("balance").refuses();
    assert!(said.contains("<TEXT>..."), "{said}");
}

#[test]
fn cohesion_needs_positions_and_known_groups() {
    assert_snapshot!(Test::invented().args("cohesion 75/903").refuses(), @r"
    error: the record has no positions by state on A/RES/75/903: it was taken without a vote
      hint: `travaux show A/RES/75/903` has what is known of it
    ");
    let said = Test::invented().args("cohesion 75/901 --by EU,Atlantis").refuses();
    assert!(said.starts_with("error: no group is called \"Atlantis\"\n  hint: the nearest: "), "{said}");
}

#[test]
fn poles_are_of_pairs() {
    assert_snapshot!(Test::invented().args("poles 75/902 75/901 74/901").refuses(), @r"
    error: 74/901 has no rival: the texts are to be named in pairs
      hint: a text and its rival, then the next: travaux poles 73/266 73/27 75/32 75/240
    ");
    let said = Test::invented().args("poles 75/901").refuses();
    assert!(said.contains("2 values required"), "{said}");
}

#[test]
fn two_earlier_texts_are_of_two_camps() {
    let said = Test::invented().args("sponsors 75/901 --since 74/901 74/901").refuses();
    assert!(said.contains("--against"), "{said}");
    let said = Test::invented().args("sponsors 75/901 --against 75/902 --since 74/901").refuses();
    assert!(said.contains("2 values required"), "{said}");
}

#[test]
fn a_folder_without_a_record_is_refused() {
    assert_snapshot!(Test::new().args("--record nowhere status").refuses(), @r"
    error: no record in nowhere: it has neither a manifest.json nor a pointer named current
      hint: make one with `travaux import FILE…`
    ");
}

#[test]
fn without_any_record_there_is_no_answer() {
    assert_snapshot!(Test::new().args("--no-bundled status").refuses(), @r"
    error: there is no record besides the bundled one
      hint: make one with `travaux import FILE…`, or name its folder with --record
    ");
}

#[test]
fn a_file_of_groups_that_is_missing_is_named() {
    assert_snapshot!(Test::invented().args("--groups mine.csv show 75/901").refuses(), @"error: cannot read mine.csv: No such file or directory (os error 2)");
}

#[test]
fn a_row_of_groups_that_cannot_be_used_is_named_and_strict_counts_it() {
    let test = || Test::invented().file("mine.csv", "group,state\nmine,Frnace\n");
    let output = test().args("--groups mine.csv states").arg("FRA").exits(0);
    assert_snapshot!(output.said(), @r"
    warning: mine.csv:2: no state is called «Frnace»; the nearest names: France (FRA), Grenada (GRD), Finland (FIN)
      hint: the row was left out
    ");
    test().args("--strict --groups mine.csv states").arg("FRA").exits(1);
}

#[test]
fn strict_counts_what_sources_differ_on() {
    Test::invented().args("--strict show 75/901").exits(1);
    Test::invented().args("--strict show 75/902").exits(0);
}

#[test]
fn a_wrong_option_is_no_answer() {
    let said = Test::new().args("show 75/240 --formt json").refuses();
    assert!(said.contains("--format"), "{said}");
}

#[test]
fn the_version_is_an_answer() {
    assert_eq!(Test::new().arg("--version").answers(), format!("travaux {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn completions_and_manual_pages_are_made() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(Test::new().args("completions").arg(shell).answers().contains("compare"), "{shell}");
    }
    let output = Test::new().args("man pages").exits(0);
    assert!(
        String::from_utf8_lossy(&output.made("pages/travaux-compare.1"))
            .contains("travaux compare 75/32 75/240")
    );
    assert_eq!(Test::new().args("--quiet man pages").exits(0).stderr, "");
}

#[test]
fn the_record_of_the_variable_is_used_when_there_is_one() {
    let folder = crate::fixture::folder().display().to_string();
    let with = Test::new().variable("TRAVAUX_RECORD", &folder).args("--no-bundled show 75/901").exits(0);
    assert!(with.text().contains("invented affairs"), "{}", with.text());
    Test::new().variable("TRAVAUX_RECORD", "nowhere").args("--no-bundled show 75/901").exits(2);
}
