//! Clauses from blocks.

use travaux_text::assemble;
use travaux_text::block::{Block, Place, Role};

fn ids(lines: &[(Place, Role, &str)]) -> Vec<String> {
    let blocks = lines.iter().map(|(p, r, t)| Block::new(*p, *r, t, 1)).collect();
    assemble(blocks).into_iter().map(|c| c.id).collect()
}

#[test]
fn ids_follow_the_numbers_printed() {
    use Place::{Body, Preamble};
    use Role::{Formula, Paragraph};
    let found = ids(&[
        (Preamble, Formula, "The Assembly of Lighthouses,"),
        (Preamble, Paragraph, "Recalling its resolution on lamps,"),
        (Preamble, Paragraph, "Noting the following:"),
        (Preamble, Paragraph, "(a) Oil is dear,"),
        (Preamble, Paragraph, "(b) Wicks are short,"),
        (Body, Paragraph, "1. Welcomes the new lamp;"),
        (Body, Paragraph, "2. Requests the Keeper:"),
        (Body, Paragraph, "(a) To clean the glass;"),
        (Body, Paragraph, "(i) With water;"),
        (Body, Paragraph, "(ii) With sand;"),
        (Body, Paragraph, "(b) To trim the wick;"),
        (Body, Paragraph, "3. Decides to meet again."),
    ]);
    assert_eq!(
        found,
        [
            "Formula",
            "PP1",
            "PP2",
            "PP2 (a)",
            "PP2 (b)",
            "OP1",
            "OP2",
            "OP2 (a)",
            "OP2 (a) (i)",
            "OP2 (a) (ii)",
            "OP2 (b)",
            "OP3"
        ]
    );
}

#[test]
fn after_h_comes_the_letter_i() {
    use Place::Body;
    use Role::Paragraph;
    let mut lines = vec![(Body, Paragraph, "1. Asks keepers:".to_owned())];
    for letter in "abcdefghij".chars() {
        lines.push((Body, Paragraph, format!("({letter}) To do one thing;")));
    }
    let blocks = lines.iter().map(|(p, r, t)| Block::new(*p, *r, t, 1)).collect();
    let found: Vec<String> = assemble(blocks).into_iter().map(|c| c.id).collect();
    assert_eq!(found[9], "OP1 (i)");
    assert_eq!(found[10], "OP1 (j)");
}

#[test]
fn an_unnumbered_operative_paragraph_is_one() {
    use Place::{Annex, Body};
    use Role::{Heading, Paragraph};
    let found = ids(&[
        (Body, Paragraph, "Decides to light:"),
        (Body, Paragraph, "(a) The north lamp;"),
        (Body, Paragraph, "(b) The south lamp."),
        (Annex(1), Heading, "Annex"),
        (Annex(1), Paragraph, "1. Lamps are round."),
        (Annex(1), Paragraph, "(a) Some are square."),
        (Annex(1), Paragraph, "Words without a number."),
    ]);
    assert_eq!(
        found,
        ["OP1", "OP1 (a)", "OP1 (b)", "Annex H1", "Annex para. 1", "Annex para. 1 (a)", "Annex T1"]
    );
}

#[test]
fn numbers_that_begin_anew_get_their_section() {
    use Place::Body;
    use Role::{Heading, Paragraph};
    let found = ids(&[
        (Body, Heading, "I"),
        (Body, Paragraph, "1. Notes one;"),
        (Body, Heading, "II"),
        (Body, Paragraph, "1. Notes another;"),
        (Body, Paragraph, "1. Notes it twice;"),
    ]);
    assert_eq!(found, ["I H1", "I OP1", "II H1", "II OP1", "II OP1 #2"]);
}
