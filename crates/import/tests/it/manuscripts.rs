//! Documents of users: their words, their notes, and where both stand in the file.

use std::path::PathBuf;

use proptest::prelude::*;
use travaux_import::{BlockKind, Manuscript, ManuscriptFormat};
use travaux_record::Diagnostics;

use crate::texts::docx;
use crate::texts_pdf::{draw, drawn};

fn read(file: &str, bytes: &[u8]) -> Manuscript {
    let mut diagnostics = Diagnostics::default();
    let read = Manuscript::read(file, bytes, &mut diagnostics);
    read.unwrap_or_else(|| panic!("{file} is read: {:?}", diagnostics.kept()))
}

/// The one message about a file that is not read.
fn refused(file: &str, bytes: &[u8]) -> String {
    let mut diagnostics = Diagnostics::default();
    assert_eq!(Manuscript::read(file, bytes, &mut diagnostics), None);
    let [diagnostic] = diagnostics.kept() else { panic!("one message: {:?}", diagnostics.kept()) };
    assert!(diagnostic.hint.is_some(), "{diagnostic}");
    diagnostic.to_string()
}

/// Blocks as a test can be read: `# heading`, `| row`, `[3] note`, and references as `{3}`.
fn shown(manuscript: &Manuscript) -> Vec<String> {
    let mut blocks = Vec::new();
    for block in &manuscript.blocks {
        let mut line = match &block.kind {
            BlockKind::Heading => "# ".to_owned(),
            BlockKind::Paragraph => String::new(),
            BlockKind::Row => "| ".to_owned(),
            BlockKind::Note { label } => format!("[{label}] "),
        };
        let mut at = block.span.start;
        let (start, end) = (block.span.start, block.span.end);
        let inside = manuscript.note_refs.iter().filter(|r| start <= r.at && r.at <= end);
        for reference in inside {
            line.push_str(&manuscript.text[at..reference.at]);
            line.extend(["{", &reference.label, "}"]);
            at = reference.at;
        }
        line.push_str(&manuscript.text[at..block.span.end]);
        blocks.push(line);
    }
    blocks
}

/// Each letter of the text stands in the file where its place says.
fn assert_places(manuscript: &Manuscript, bytes: &[u8], but_for: &[char]) {
    let text = &manuscript.text;
    let lines: Vec<&str> = std::str::from_utf8(bytes).expect("text").split('\n').collect();
    let letters = text.char_indices().filter(|(_, c)| !c.is_whitespace() && !but_for.contains(c));
    for (at, c) in letters {
        let spot = manuscript.places.spot(text, at).expect("a place");
        let range = manuscript.places.in_file(text, &(at..at + c.len_utf8())).expect("bytes");
        assert_eq!(std::str::from_utf8(&bytes[range]), Ok(c.to_string().as_str()));
        let line = lines[spot.line as usize - 1].trim_start_matches('\u{feff}');
        assert_eq!(line.chars().nth(spot.column as usize - 1), Some(c), "{spot:?}");
    }
}

const PAGES: &str = "\
The first draft was tabled in the autumn of 2018,1 amidst a long debate in the
committee on what the words meant. A second draft of the group (GGE)2 followed, and
the consensus.3 Reports of 2010,4 20135 and 20156. They were taken note of by the two
organs, and more states joined the text on cyber-

 1 UNGA Res. 73/27 (Dec. 5, 2018).
 2 A/C.1/73/
L.27 (2018).
 3 Ibid., ¶ 5.

 6 The third report.
 4 The first report.
 5 The second report.
 space than ever before, as resolution 75/240 of the Assembly says in its first part,
which two-
thirds of the states supported.

Conclusion

Nothing of cyberspace was settled by what the states wrote in the autumn of that year.
";

#[test]
fn plain_text_of_pages() {
    let manuscript = read("chapter.txt", PAGES.as_bytes());
    assert_eq!(manuscript.format, ManuscriptFormat::Plain);
    assert_eq!(
        shown(&manuscript),
        [
            "The first draft was tabled in the autumn of 2018,{1} amidst a long debate in the committee on what \
             the words meant. A second draft of the group (GGE){2} followed, and the consensus.{3} Reports of \
             2010,{4} 2013{5} and 2015{6}. They were taken note of by the two organs, and more states joined the \
             text on cyberspace than ever before, as resolution 75/240 of the Assembly says in its first part, \
             which two-thirds of the states supported.",
            "[1] UNGA Res. 73/27 (Dec. 5, 2018).",
            "[2] A/C.1/73/L.27 (2018).",
            "[3] Ibid., ¶ 5.",
            "[6] The third report.",
            "[4] The first report.",
            "[5] The second report.",
            "# Conclusion",
            "Nothing of cyberspace was settled by what the states wrote in the autumn of that year.",
        ]
    );
    let at = manuscript.text.find("than ever").expect("there");
    let spot = manuscript.places.spot(&manuscript.text, at).expect("a place");
    assert_eq!((spot.line, spot.column), (14, 8));
}

#[test]
fn numbers_that_are_no_notes_stay() {
    let text = "In 2018,1 state voted. Resolution 73/27 had 119 votes, Table1 shows; COVID19 came later.\n\n\
                1. The Assembly met.\n\n2. It voted on A/C.1/73/L.27/Rev1.\n\n3. It rose at 6.15 p.m.\n";
    assert_eq!(shown(&read("a.txt", text.as_bytes())).len(), 4);
    assert!(read("a.txt", text.as_bytes()).note_refs.is_empty());
    let counted = "See Table1 and Table2, then Table3 and Table4, and at the end also Table5.";
    assert_eq!(shown(&read("a.txt", counted.as_bytes())), [counted]);
}

#[test]
fn raised_digits_are_references() {
    let text = "It was adopted.¹ The area is 12 km² large.\n\n¹ Resolution 73/27.\n";
    assert_eq!(
        shown(&read("a.txt", text.as_bytes())),
        ["It was adopted.{1} The area is 12 km² large.", "[1] Resolution 73/27."]
    );
}

#[test]
fn endnotes_of_plain_text() {
    let text = "The Assembly met.[1] It voted,[2] and it rose.[3] Nobody asked why.[4]\n\nNotes\n\n\
                [1] A/73/PV.45.\n[2] Ibid.\n[3] See A/73/505.\n[4] Ibid.\n";
    assert_eq!(
        shown(&read("a.txt", text.as_bytes())),
        [
            "The Assembly met.{1} It voted,{2} and it rose.{3} Nobody asked why.{4}",
            "Notes",
            "[1] A/73/PV.45.",
            "[2] Ibid.",
            "[3] See A/73/505.",
            "[4] Ibid."
        ]
    );
}

#[test]
fn a_note_goes_on_behind_the_end_of_a_page() {
    let text = "The Assembly met.1 It voted,2 and it rose.3 Nobody asked why.4\n\nNotes\n\n1.“[O]n a point of \
                order.”\n2.Ibid.\n3.Adopted by the Assembly on the report of the First\n\u{c}Committee in \
                December.\n4.Ibid.\n";
    assert_eq!(
        shown(&read("a.txt", text.as_bytes())),
        [
            "The Assembly met.{1} It voted,{2} and it rose.{3} Nobody asked why.{4}",
            "Notes",
            "[1] “[O]n a point of order.”",
            "[2] Ibid.",
            "[3] Adopted by the Assembly on the report of the First Committee in December.",
            "[4] Ibid.",
        ]
    );
}

#[test]
fn paragraphs_without_empty_lines() {
    let text = "\
    The first paragraph begins set in and goes on for some lines, as books are printed
which have no room for empty lines between what they say.
    The second does the same, and says nothing that was not said by the first one or
by somebody else before. It has three lines, of which the last is short, as most are
in books.
    The third ends it all, and then there is nothing more to be said about anything at
all, or so the writer hoped in the evening of a long day.
";
    let shown = shown(&read("a.txt", text.as_bytes()));
    let firsts: Vec<&str> = shown.iter().map(|block| &block[..9]).collect();
    assert_eq!(firsts, ["The first", "The secon", "The third"]);
}

#[test]
fn furniture_of_pages_is_left_out() {
    let lines =
        "The states of the region voted on the text as they had voted in the year before, and\n".repeat(12);
    let page = |number: u32| format!("{number} On the voting of states\n\n{lines}that was all.\n\u{c}");
    let text: String = (1..=4).map(page).collect();
    let shown = shown(&read("a.txt", text.as_bytes()));
    assert_eq!(shown.len(), 4, "{shown:#?}");
    assert!(shown.iter().all(|block| !block.contains("On the voting")), "{shown:#?}");
}

#[test]
fn characters_of_other_encodings() {
    let units: Vec<u8> = "\u{feff}Côte d’Ivoire voted.".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let manuscript = read("a.txt", &units);
    assert_eq!(manuscript.text, "Côte d’Ivoire voted.");
    assert_eq!(manuscript.places.spot(&manuscript.text, 0).expect("a place").byte, None);
    assert_eq!(read("a.txt", b"C\xf4te d\x92Ivoire voted.").text, "Côte d’Ivoire voted.");
    let marked = "\u{feff}Côte d’Ivoire\nvoted.".as_bytes();
    assert_places(&read("a.txt", marked), marked, &[]);
}

const MARKDOWN: &str = "\
---
title: hidden
---

# A *draft*

It was **adopted**[^1] by [119 votes](https://example.org/votes) to 46,<sup>2</sup> says `A/73/PV.45`.
Two lines are one &amp; no more, and two
drafts are not

<sup>2</sup> *Ibid.*, at 5.
<sup>3</sup> Another.

one.

| State | Vote |
|---|---|
| Kenya | yes |
| *Fiji* | no |

- the first
- the second

[^1]: Resolution 73/27.
";

#[test]
fn markdown() {
    let manuscript = read("a.md", MARKDOWN.as_bytes());
    assert_eq!(manuscript.format, ManuscriptFormat::Markdown);
    assert_eq!(
        shown(&manuscript),
        [
            "# A draft",
            "It was adopted{1} by 119 votes to 46,{2} says A/73/PV.45. Two lines are one & no more, and two \
             drafts are not one.",
            "[2] Ibid., at 5.",
            "[3] Another.",
            "| State\tVote",
            "| Kenya\tyes",
            "| Fiji\tno",
            "the first",
            "the second",
            "[1] Resolution 73/27.",
        ]
    );
    assert_places(&manuscript, MARKDOWN.as_bytes(), &['&']);
    assert_eq!(read("a.txt", MARKDOWN.as_bytes()).format, ManuscriptFormat::Markdown);
}

const HTML: &str = r##"<!DOCTYPE html>
<html><head><title>Hidden</title><style>p { color: red }</style></head>
<body>
<h1>A <em>draft</em></h1>
<p>It was adopted<a href="#fn1" role="doc-noteref"><sup>1</sup></a> by
119&nbsp;votes&#32;to 46,<sup>2</sup> on 12&nbsp;km<sup>2</sup> &amp; the 19<sup>th</sup> floor.<br>Then it
was <a href="https://example.org/">printed in two languages</a>.</p>
<script>var hidden = "<p>";</script>
<table><tr><th>State</th><th>Vote</th></tr>
<tr><td><p>Kenya</p></td><td></td><td>yes</td></tr></table>
<ul><li>the first<li>the second <b>item</b></ul>
<p hidden>hidden</p>
<p><sup>2</sup> Ibid.</p>
<section role="doc-endnotes"><ol>
<li id="fn1"><p>Resolution 73/27. <a href="#fnref1" role="doc-backlink">↩︎</a></p></li>
</ol></section>
<div id="ftn3"><p><a href="#_ftnref3" name="_ftn3">[3]</a> A/73/PV.45.</p></div>
</body></html>
"##;

#[test]
fn html() {
    let manuscript = read("a.txt", HTML.as_bytes());
    assert_eq!(manuscript.format, ManuscriptFormat::Html);
    assert_eq!(
        shown(&manuscript),
        [
            "# A draft",
            "It was adopted{1} by 119 votes to 46,{2} on 12 km2 & the 19th floor. Then it was printed in two \
             languages.",
            "| State\tVote",
            "| Kenya\t\tyes",
            "the first",
            "the second item",
            "[2] Ibid.",
            "[1] Resolution 73/27.",
            "[3] A/73/PV.45.",
        ]
    );
    assert_places(&manuscript, HTML.as_bytes(), &['&']);
}

#[test]
fn a_word_broken_behind_a_reference() {
    let text = "A word that is bro-<sup>1</sup>\nken, é and spoken again as broken.<sup>2</sup>\n";
    let shown = shown(&read("a.md", text.as_bytes()));
    assert_eq!(shown, ["A word that is bro{1}ken, é and spoken again as broken.{2}"]);
}

#[test]
fn notes_that_are_a_numbered_list() {
    let expected = [
        "It met{1} and voted.{2} Then it rose.{3}",
        "the first",
        "# Notes",
        "[1] A/73/PV.45.",
        "[2] Ibid.",
        "[3] See resolution 73/27.",
    ];
    let markdown = "It met<sup>1</sup> and voted.<sup>2</sup> Then it rose.<sup>3</sup>\n\n1. the first\n\n\
                    ## Notes\n\n1. A/73/PV.45.\n2. *Ibid.*\n3. See resolution 73/27.\n";
    assert_eq!(shown(&read("a.md", markdown.as_bytes())), expected);
    let html = "<p>It met<sup>1</sup> and voted.<sup>2</sup> Then it rose.<sup>3</sup><ol><li>the first</ol>\
                <h2>Notes</h2><ol><li>A/73/PV.45.<li><i>Ibid.</i><li>See resolution 73/27.</ol>";
    assert_eq!(shown(&read("a.html", html.as_bytes())), expected);
}

#[test]
fn html_that_never_ends() {
    let mut diagnostics = Diagnostics::default();
    let text = "<p>A vote was taken.\n<svg><text>hidden <p>and lost";
    let manuscript = Manuscript::read("a.html", text.as_bytes(), &mut diagnostics).expect("words");
    assert_eq!(shown(&manuscript), ["A vote was taken."]);
    assert!(diagnostics.kept()[0].to_string().starts_with("a.html:2: begins an element"));
    let deep = format!("{}word{}", "<div><a><sup>".repeat(100_000), "</b></sup>".repeat(1000));
    assert_eq!(read("a.html", deep.as_bytes()).text, "word");
}

#[test]
fn html_in_markdown() {
    let text = "It met.\n\n<table>\n<tr><td>Kenya</td><td>yes</td></tr>\n</table>\n\nIt rose.\n";
    let manuscript = read("a.md", text.as_bytes());
    assert_eq!(shown(&manuscript), ["It met.", "| Kenya\tyes", "It rose."]);
    assert_places(&manuscript, text.as_bytes(), &[]);
}

fn run(text: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

fn paragraph(runs: &str) -> String {
    format!("<w:p>{runs}</w:p>")
}

/// Notes of a DOCX, with the separator that each such part begins with.
fn notes_part(root: &str, item: &str, notes: &[(u32, &str)]) -> String {
    let notes: Vec<String> = notes
        .iter()
        .map(|(id, words)| {
            let mark = format!("<w:r><w:{item}Ref/></w:r>");
            format!("<w:{item} w:id=\"{id}\">{}</w:{item}>", paragraph(&(mark + &run(words))))
        })
        .collect();
    let notes = notes.concat();
    format!(
        "<w:{root} xmlns:w=\"w\"><w:{item} w:id=\"-1\" w:type=\"separator\"><w:p/></w:{item}>{notes}</w:{root}>"
    )
}

#[test]
fn docx_with_notes_tables_and_changes() {
    let raised = |text: &str| {
        format!("<w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:t>{text}</w:t></w:r>")
    };
    let call = |item: &str, id: u32| format!("<w:r><w:{item}Reference w:id=\"{id}\"/></w:r>");
    let heading = format!("<w:p><w:pPr><w:pStyle w:val=\"Titre1\"/></w:pPr>{}</w:p>", run("A draft"));
    let field =
        "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>HYPERLINK x</w:instrText></w:r>";
    let first = [
        run("It was adopted"),
        call("footnote", 5),
        run(" by "),
        format!("<w:del><w:r><w:delText>118</w:delText></w:r></w:del><w:ins>{}</w:ins>", run("119")),
        format!("{field}<w:hyperlink>{}</w:hyperlink>", run(" votes")),
        run(" on the 5"),
        raised("th"),
        call("footnote", 3),
        run(" of December, or 3 km"),
        raised("2"),
        run("."),
        call("endnote", 2),
        "<w:r><w:footnoteReference w:customMarkFollows=\"1\" w:id=\"6\"/><w:t>*</w:t></w:r>".to_owned(),
    ];
    let cell = |text: &str| format!("<w:tc><w:tcPr/>{}</w:tc>", paragraph(&run(text)));
    let table = format!("<w:tbl><w:tr>{}{}{}</w:tr></w:tbl>", cell("Kenya"), cell(""), cell("yes"));
    let body = [heading, paragraph(&first.concat()), table, paragraph(&run("It rose."))].concat();
    let styles = "<w:styles xmlns:w=\"w\"><w:style w:styleId=\"Titre1\"><w:name w:val=\"heading 1\"/></w:style></w:styles>";
    let footnotes =
        notes_part("footnotes", "footnote", &[(3, " Ibid."), (5, " Resolution 73/27."), (6, " A mark.")]);
    let endnotes = notes_part("endnotes", "endnote", &[(2, " The end.")]);
    let bytes = docx(
        &body,
        &[("word/styles.xml", styles), ("word/footnotes.xml", &footnotes), ("word/endnotes.xml", &endnotes)],
    );
    let manuscript = read("a.docx", &bytes);
    assert_eq!(manuscript.format, ManuscriptFormat::Docx);
    assert_eq!(
        shown(&manuscript),
        [
            "# A draft",
            "It was adopted{1} by 119 votes on the 5th{2} of December, or 3 km2.{i}{*}",
            "| Kenya\t\tyes",
            "It rose.",
            "[1] Resolution 73/27.",
            "[2] Ibid.",
            "[i] The end.",
            "[*] A mark.",
        ]
    );
    let place = |words: &str| {
        let at = manuscript.text.find(words).expect("there");
        let spot = manuscript.places.spot(&manuscript.text, at).expect("a place");
        (spot.line, spot.column)
    };
    assert_eq!(
        [place("adopted"), place("yes"), place("rose"), place("Ibid")],
        [(2, 8), (5, 1), (6, 4), (2, 40)]
    );
}

#[test]
fn docx_with_notes_that_are_a_numbered_list() {
    let raised = |text: &str| {
        format!("<w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:t>{text}</w:t></w:r>")
    };
    let listed = |text: &str| {
        let number = "<w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"7\"/></w:numPr></w:pPr>";
        format!("<w:p>{number}{}</w:p>", run(text))
    };
    let numbering = "<w:numbering xmlns:w=\"w\"><w:abstractNum w:abstractNumId=\"1\"><w:lvl w:ilvl=\"0\">\
                     <w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"%1.\"/></w:lvl>\
                     </w:abstractNum><w:num w:numId=\"7\"><w:abstractNumId w:val=\"1\"/></w:num></w:numbering>";
    let first = [run("It met"), raised("1"), run(" and voted."), raised("2"), run(" It rose."), raised("3")];
    let notes = ["A/73/PV.45.", "Ibid.", "See A/73/505."].map(listed).concat();
    let body = paragraph(&first.concat()) + &paragraph(&run("Notes")) + &notes;
    let manuscript = read("a.docx", &docx(&body, &[("word/numbering.xml", numbering)]));
    let expected =
        ["It met{1} and voted.{2} It rose.{3}", "Notes", "[1] A/73/PV.45.", "[2] Ibid.", "[3] See A/73/505."];
    assert_eq!(shown(&manuscript), expected);
}

#[test]
fn docx_that_is_damaged() {
    assert!(refused("a.docx", b"PK\x03\x04 no more").contains("is no zip"));
    let whole = docx(&paragraph(&run("Words.")), &[]);
    assert!(refused("a.docx", &whole[..whole.len() / 2]).contains("is no zip"));
    assert!(refused("a.docx", &docx("", &[])).contains("holds no words"));
}

/// Lines of type one below the other, of this size; `^3^` stands raised. Says how high the next would be.
fn lines(page: &mut Vec<u8>, from: f64, size: f64, leading: f64, lines: &[&str]) -> f64 {
    let mut y = from;
    for line in lines {
        let mut x = 60.0;
        for (n, part) in line.split('^').enumerate() {
            let (size, up) = if n % 2 == 1 { (0.6 * size, 0.4 * size) } else { (size, 0.0) };
            draw(page, x, y + up, size, part);
            x += part.chars().count() as f64 * 0.6 * size;
        }
        y -= leading;
    }
    y
}

#[test]
fn pdf_with_notes_over_pages() {
    let (mut first, mut second) = (Vec::new(), Vec::new());
    draw(&mut first, 60.0, 800.0, 9.0, "On the voting of states");
    draw(&mut first, 500.0, 800.0, 9.0, "7");
    let y = lines(&mut first, 760.0, 10.0, 12.0, &["The vote of 2018"]);
    let y = lines(
        &mut first,
        y - 10.0,
        10.0,
        12.0,
        &[
            "The text was adopted in 2018^1^ by 119 votes to 46, which was more than any",
            "text on the use of cyber-",
            "space had before it.^2^ Its symbol was A/C.1/73/",
            "L.27, and it stood for a room of 3 km^2^ in the minds of those who were there.",
        ],
    );
    draw(&mut first, 60.0, y - 20.0, 10.0, "Kenya");
    draw(&mut first, 200.0, y - 20.0, 10.0, "yes");
    lines(
        &mut first,
        y - 50.0,
        10.0,
        12.0,
        &[
            "In the next year nothing of that was heard again, and those who had spoken for",
            "it were not heard again in the halls and in the rooms of the tall General",
        ],
    );
    lines(
        &mut first,
        110.0,
        7.5,
        9.0,
        &["^1^ Resolution 73/27, of which the draft", "is A/C.1/73/L.27.", "^2^ Ibid."],
    );
    draw(&mut second, 60.0, 800.0, 9.0, "On the voting of states");
    draw(&mut second, 500.0, 800.0, 9.0, "8");
    lines(
        &mut second,
        760.0,
        10.0,
        12.0,
        &[
            "Assembly, which met in cyberspace.",
            "The end was near, and the next text was on the table of the committee, with a",
            "new title.",
        ],
    );
    let manuscript = read("a.pdf", &drawn(&[first, second]));
    assert_eq!(manuscript.format, ManuscriptFormat::Pdf);
    assert_eq!(
        shown(&manuscript),
        [
            "# The vote of 2018",
            "The text was adopted in 2018{1} by 119 votes to 46, which was more than any text on the use of \
             cyberspace had before it.{2} Its symbol was A/C.1/73/L.27, and it stood for a room of 3 km2 in the \
             minds of those who were there.",
            "| Kenya\tyes",
            "In the next year nothing of that was heard again, and those who had spoken for it were not heard \
             again in the halls and in the rooms of the tall General Assembly, which met in cyberspace.",
            "[1] Resolution 73/27, of which the draft is A/C.1/73/L.27.",
            "[2] Ibid.",
            "The end was near, and the next text was on the table of the committee, with a new title.",
        ]
    );
    let at = manuscript.text.find("which met").expect("there");
    let spot = manuscript.places.spot(&manuscript.text, at).expect("a place");
    assert_eq!((spot.page, spot.line, spot.column, spot.byte), (Some(2), 3, 11, None));
}

#[test]
fn pdf_of_a_draft_with_room_between_lines_and_notes_at_its_end() {
    let mut page = Vec::new();
    let y = lines(
        &mut page,
        760.0,
        12.0,
        28.0,
        &[
            "The text was adopted in December 2018^1^ by 119 votes, which was",
            "more than anybody had thought.^2^ The group met once more in May",
            "and reported to the Assembly.^3^",
        ],
    );
    lines(&mut page, y - 40.0, 12.0, 28.0, &["Notes", "1. Resolution 73/27.", "2. A/73/PV.45.", "3. Ibid."]);
    assert_eq!(
        shown(&read("a.pdf", &drawn(&[page]))),
        [
            "The text was adopted in December 2018{1} by 119 votes, which was more than anybody had thought.{2} The \
             group met once more in May and reported to the Assembly.{3}",
            "Notes",
            "[1] Resolution 73/27.",
            "[2] A/73/PV.45.",
            "[3] Ibid.",
        ]
    );
}

#[test]
fn what_cannot_be_read_is_told() {
    assert_eq!(refused("a.txt", b""), "a.txt: is empty\n  hint: is it the right file, and was it saved?");
    assert!(refused("a.txt", b" \n\n\t").contains("is empty"));
    assert!(refused("a.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR").contains("is no text"));
    assert!(refused("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1").contains("save it as DOCX"));
    assert!(refused("a.rtf", b"{\\rtf1 words}").contains("is RTF"));
    assert!(refused("a.md", &vec![b'a'; (64 << 20) + 1]).contains("the most that is read is 64"));
    assert!(refused("a.pdf", b"%PDF-1.4\nno more").contains("is a PDF that cannot be read"));
    assert!(refused("a.md", b"---\ntitle: x\n---\n").contains("holds no words"));
}

/// Pieces that the readers have rules for.
fn fragments() -> impl Strategy<Value = String> {
    let pieces = [
        "word",
        "2018,1",
        "201510",
        "(GGE)2",
        "cyber-",
        "space",
        "A/C.1/73/",
        "L.27",
        "\n",
        "\n\n",
        "\r\n",
        "\u{c}",
        "  ",
        " ",
        "\t",
        "12 Note.",
        "[3] ",
        "³",
        "*",
        "**",
        "#",
        "# ",
        "<sup>1</sup>",
        "[^1]",
        "[^1]: ",
        "| a | b |\n|---|---|\n",
        "&amp;",
        "é",
        "漢",
        "\u{ad}",
        "\u{a0}",
        "`",
        "- ",
        "1. ",
        "<p>",
        "</p>",
        "<!--",
        "http://x.y/",
        "/",
        ".",
        "--",
    ];
    prop::collection::vec(prop::sample::select(pieces.to_vec()), 0..60).prop_map(|pieces| pieces.concat())
}

fn hangs_together(manuscript: &Manuscript) {
    let mut end = 0;
    for block in &manuscript.blocks {
        assert!(block.span.start >= end && !manuscript.text[block.span.clone()].trim().is_empty());
        end = block.span.end;
        assert!(manuscript.places.spot(&manuscript.text, block.span.start).is_some());
    }
    assert!(manuscript.note_refs.windows(2).all(|pair| pair[0].at <= pair[1].at));
    assert!(manuscript.note_refs.iter().all(|r| manuscript.text.is_char_boundary(r.at)));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn words_stand_where_their_places_say(text in fragments(), ending in prop::sample::select(vec!["a.txt", "a.md", "a.html"])) {
        let mut diagnostics = Diagnostics::default();
        if let Some(manuscript) = Manuscript::read(ending, text.as_bytes(), &mut diagnostics) {
            hangs_together(&manuscript);
            // Letters that no rule changes stand in the file as they do in the text.
            for (at, c) in manuscript.text.char_indices().filter(|(_, c)| matches!(c, 'w' | 'o' | 'é' | '漢' | 'G')) {
                if let Some(range) = manuscript.places.in_file(&manuscript.text, &(at..at + c.len_utf8())) {
                    prop_assert_eq!(&text[range], c.to_string());
                }
            }
        } else {
            prop_assert!(!diagnostics.is_empty());
        }
    }

    #[test]
    fn no_bytes_make_a_reader_panic(
        head in prop::sample::select(vec![&b""[..], b"%PDF-1.4\n", b"PK\x03\x04", b"<html>", b"# ", b"\xff\xfe"]),
        bytes in prop::collection::vec(any::<u8>(), 0..400),
    ) {
        let mut diagnostics = Diagnostics::default();
        let whole = [head, &bytes].concat();
        match Manuscript::read("any", &whole, &mut diagnostics) {
            Some(manuscript) => hangs_together(&manuscript),
            None => prop_assert!(!diagnostics.is_empty()),
        }
    }
}

/// The two renditions of a published chapter, which are not in the repository.
#[expect(clippy::print_stderr, reason = "a test that is skipped says so")]
fn seed(name: &str) -> Option<Vec<u8>> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/seeds").join(name);
    let bytes = std::fs::read(path).ok();
    if bytes.is_none() {
        eprintln!("skipped: ../shared/seeds/{name} is not at hand");
    }
    bytes
}

fn labels<'m>(labels: impl Iterator<Item = &'m str>) -> Vec<u32> {
    let mut labels: Vec<u32> = labels.map(|label| label.parse().expect("a number")).collect();
    labels.sort_unstable();
    labels
}

/// No year has a label behind it, and no sentence goes on in another block.
fn assert_chapter(manuscript: &Manuscript) {
    let all: Vec<u32> = (1..=61).collect();
    assert_eq!(labels(manuscript.note_refs.iter().map(|r| r.label.as_str())), all);
    for number in manuscript.text.split(|c: char| !c.is_ascii_digit()).filter(|n| n.len() >= 5) {
        assert!(!number.starts_with("20") || number.len() == 8, "{number}");
    }
    for words in [
        "reports in 2010, 2013 and 2015.",
        "reached a large consensus with 153 states",
        "in October 2021; that",
    ] {
        assert!(manuscript.text.contains(words), "{words}");
    }
}

#[test]
fn a_chapter_as_text_of_its_pages() {
    let Some(bytes) = seed("000_40706adbbc90c525.txt") else { return };
    let manuscript = read("000.txt", &bytes);
    assert_eq!(manuscript.format, ManuscriptFormat::Plain);
    assert_chapter(&manuscript);
    // The first five are not in that file.
    assert_eq!(labels(manuscript.notes().map(|(label, _)| label)), (6..=61).collect::<Vec<_>>());
}

#[test]
fn a_chapter_as_markdown() {
    let Some(bytes) = seed("001_de67861f50d14e4a.txt") else { return };
    let manuscript = read("001.txt", &bytes);
    assert_eq!(manuscript.format, ManuscriptFormat::Markdown);
    assert_chapter(&manuscript);
    assert_eq!(labels(manuscript.notes().map(|(label, _)| label)), (1..=61).collect::<Vec<_>>());
    assert_places(&manuscript, &bytes, &[]);
}
