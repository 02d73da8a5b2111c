//! `--figure`: files that are whole or not there, data beside them, and words for what cannot be drawn.

use std::fs;

use crate::test::Test;

#[test]
fn each_command_draws() {
    for command in [
        "show 75/240",
        "compare 75/32 75/240",
        "shift 73/27 75/240",
        "balance 75/32 75/240",
        "poles 73/266 73/27 75/32 75/240",
        "series 75/240",
        "sponsors 76/19",
        "sponsors 75/32 --against 75/240 --since 73/266 73/27",
        "states EU:",
    ] {
        let test = match command {
            "states EU:" => Test::new().arg("states").arg("against(75/240) & group(EU)"),
            command => Test::new().args(command),
        };
        let output = test.args("--figure made.svg --data").exits(0);
        assert_eq!(output.text(), "", "{command}: the tables were not asked for");
        assert!(output.said().starts_with("note: made.svg is "), "{command}: {}", output.said());
        let svg = String::from_utf8(output.made("made.svg")).expect("it is text");
        assert!(svg.starts_with("<svg ") && svg.ends_with("</svg>\n"), "{command}");
        let data = String::from_utf8(output.made("made.csv")).expect("it is text");
        assert!(data.lines().count() > 2, "{command}: {data}");
    }
}

#[test]
fn the_ending_says_the_format() {
    for (name, begins) in [("made.svg", &b"<svg "[..]), ("made.PNG", b"\x89PNG\r\n"), ("made.pdf", b"%PDF-")]
    {
        let output = Test::new().args("balance 75/240 --size column --quiet --figure").arg(name).exits(0);
        assert_eq!(output.said(), "");
        assert!(output.made(name).starts_with(begins), "{name}");
    }
}

#[test]
fn a_figure_can_be_piped() {
    let svg = Test::new().args("show 75/240 --quiet --figure -").answers();
    assert!(svg.starts_with("<svg "));
    assert_eq!(svg.matches(" data-state=\"").count(), 193);
}

#[test]
fn the_answer_comes_too_where_it_is_asked_for() {
    let output = Test::new().args("compare 75/32 75/240 --quiet --figure made.svg --format json").exits(0);
    assert!(output.text().contains("\"schema\": \"compare\""));
    assert!(!output.made("made.svg").is_empty());
}

#[test]
fn the_same_command_makes_the_same_bytes() {
    let made = |format: &str| {
        let name = format!("made.{format}");
        let run = Test::new().args("compare 75/32 75/240 --view tiles --quiet --figure").arg(name.clone());
        run.exits(0).made(&name)
    };
    for format in ["svg", "png", "pdf"] {
        assert_eq!(made(format), made(format), "{format}");
    }
}

#[test]
fn what_cannot_be_drawn_is_explained() {
    for (command, said) in [
        (
            "show 76/19 --figure made.svg",
            "error: there is nothing to draw: the record has no positions by state on A/RES/76/19, which was taken \
             without a vote\n",
        ),
        (
            "compare 75/240 76/19 --figure made.svg",
            "error: the record has no positions by state on A/RES/76/19: it was taken without a vote\n  hint: \
             `travaux show A/RES/76/19` has what is known of it\n",
        ),
        (
            "show 75/240 --figure made.jpg",
            "error: made.jpg does not say in its ending what kind of figure it is to be\n  hint: end its name in \
             .svg, .png or .pdf\n",
        ),
        (
            "show 75/240 --figure no/such/folder/made.svg",
            "error: cannot write no/such/folder/made.svg: No such file or directory (os error 2)\n",
        ),
        (
            "sponsors 75/240 --figure made.svg --size 300x200",
            "error: the size is too small: this figure needs at least 427 pixels of height, and has 200\n  hint: try \
             --size page or --size slide, or give the width and height, such as --size 1200x800\n",
        ),
        (
            "show 75/240 --figure - --data",
            "error: --data puts a file beside that of the figure, which has none\n  hint: name a file with --figure\n",
        ),
        (
            "show 75/240 --figure - --format csv",
            "error: the figure and the answer cannot both go to standard output\n  hint: name a file with --figure or \
             with --output\n",
        ),
    ] {
        let test = Test::new().args(command);
        let home = test.home().to_owned();
        assert_eq!(test.refuses(), said, "{command}");
        let left: Vec<_> = fs::read_dir(home).expect("the folder is there").collect();
        assert!(left.is_empty(), "{command} leaves {left:?}");
    }
}

#[test]
fn options_of_a_figure_need_one() {
    for option in ["--data", "--size page", "--view tiles"] {
        let said = Test::new().args("show 75/240").args(option).refuses();
        assert!(said.contains("--figure <FILE>"), "{option}: {said}");
    }
    let said = Test::new().args("show 75/240 --figure made.svg --size tiny").refuses();
    assert!(
        said.contains("\"tiny\" is no size: it is neither column, page, slide nor a width x height"),
        "{said}"
    );
}

/// An invented record has members that no map would miss, and few of them.
#[test]
fn a_small_record_is_drawn_as_it_is() {
    let output = Test::invented().args("show 75/901 --quiet --figure made.svg --data").exits(0);
    let svg = String::from_utf8(output.made("made.svg")).expect("it is text");
    let data = String::from_utf8(output.made("made.csv")).expect("it is text");
    assert_eq!(svg.matches(" data-state=\"").count(), data.lines().count() - 1);
}
