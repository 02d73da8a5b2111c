//! Texts in every format, well and ill, in words of our own.

use std::io::{Cursor, Write};

use jiff::civil::date;
use proptest::prelude::*;
use travaux_import::texts::{LARGEST, ReadText, read_text};
use travaux_record::Diagnostics;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

fn read(file: &str, bytes: &[u8]) -> (Option<ReadText>, Vec<String>) {
    let mut diagnostics = Diagnostics::default();
    let read = read_text(file, bytes, &mut diagnostics);
    (read, diagnostics.kept().iter().map(ToString::to_string).collect())
}

fn ids(read: &ReadText) -> Vec<&str> {
    read.document.clauses.iter().map(|c| c.id.as_str()).collect()
}

pub(crate) const AKN: &str = r##"<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><statement name="resolution">
<meta><identification><FRBRWork><FRBRdate date="2031-12-01" name="adoption"/></FRBRWork>
<FRBRExpression><FRBRdate date="2031-12-09"/><FRBRlanguage language="eng"/></FRBRExpression></identification></meta>
<coverPage><p><docNumber refersTo="#symbol">A/RES/86/1</docNumber></p><p><docProponent>[without reference]</docProponent></p></coverPage>
<preface><p><docNumber>86/1.</docNumber><docTitle>Lamps of the northern coast</docTitle></p></preface>
<preamble><formula><p><span class="italic">The General Assembly</span>,</p></formula>
<container name="Recalling"><p xml:space="preserve">
  <span class="italic">Recalling</span> its resolution <a href="https://undocs.org/en/A/RES/85/2">85/2</a> of 2030,<authorialNote marker="1"><p>A/85/9.</p></authorialNote></p></container>
<container name="Noting"><blockList><listIntroduction><span class="italic">Noting</span>:</listIntroduction>
<item><num>(a)</num><p>Oil,</p></item></blockList></container></preamble>
<mainBody><paragraph><num>1.</num><content><p><span class="italic">Welcomes</span> the lamp;</p></content></paragraph>
<paragraph><num>2.</num><list><intro><p><span class="italic">Requests</span> the Keeper:</p></intro>
<point><num>(a)</num><content><p>To clean &amp; to shine;</p></content></point></list></paragraph>
<paragraph class="SingleTxt"><content><p>	(b)	To sleep.</p></content></paragraph></mainBody>
<conclusions><p>9th meeting</p></conclusions>
<attachments><attachment><doc name="annex"><mainBody><paragraph class="H1"><heading>Annex</heading></paragraph>
<paragraph><num>1.</num><content><p>Lamps are round.</p></content></paragraph></mainBody></doc></attachment></attachments>
</statement></akomaNtoso>"##;

pub(crate) const PRINTED: &str = "United Nations\n\nA/RES/86/1\n\nDistr.: General\n\n9 December 2031\n\n\
Resolution adopted by the General Assembly on 1 December 2031\n\n[without reference]\n\n\
86/1. Lamps of the northern coast\n\nThe General Assembly,\n\n\
Recalling its resolution 85/2 of 2030, [note 1]\n\nNoting:\n\n(a) Oil,\n\n1. Welcomes the lamp;\n\n\
2. Requests the Keeper:\n\n(a) To clean & to shine;\n\n(b) To sleep.\n\n9th plenary meeting 1 December 2031\n\n\
Annex\n\n1. Lamps are round.\n\nNOTES\n\n[note 1] A/85/9.\n";

const IDS: [&str; 11] =
    ["Formula", "PP1", "PP2", "PP2 (a)", "OP1", "OP2", "OP2 (a)", "OP2 (b)", "Annex H1", "Annex para. 1", ""];

#[test]
fn one_text_is_the_same_from_xml_and_from_print() {
    for (file, source) in [("a.xml", AKN), ("a.txt", PRINTED)] {
        let (read, told) = read(file, source.as_bytes());
        let read = read.expect("a text");
        assert_eq!(told, Vec::<String>::new(), "{file}");
        assert_eq!(ids(&read), IDS[..10], "{file}");
        let text = &read.document;
        assert_eq!(text.symbol.as_deref(), Some("A/RES/86/1"), "{file}");
        assert_eq!(text.title.as_deref(), Some("Lamps of the northern coast"), "{file}");
        assert_eq!(text.adopted, Some(date(2031, 12, 1)), "{file}");
        assert_eq!(text.issued, Some(date(2031, 12, 9)), "{file}");
        assert_eq!(text.footnotes.len(), 1, "{file}");
        let first = text.clause("PP1").expect("the clause");
        assert_eq!(first.text, "Recalling its resolution 85/2 of 2030,", "{file}");
        assert_eq!(first.opening.as_deref(), Some("Recalling"), "{file}");
        assert_eq!(first.notes.len(), 1, "{file}");
        let cited = &first.citations[0];
        assert_eq!(&first.text[cited.start as usize..cited.end as usize], "85/2", "{file}");
        assert_eq!(cited.symbol.as_deref(), Some("A/RES/85/2"), "{file}");
        assert_eq!(text.clause("OP2 (a)").expect("it").text, "To clean & to shine;", "{file}");
    }
}

#[test]
fn elements_not_understood_are_listed_and_their_words_kept() {
    let source = AKN.replace(
        "<mainBody><paragraph><num>1.",
        "<mainBody><riddle><p>What burns?</p></riddle><paragraph><num>1.",
    );
    let (read, told) = read("a.xml", source.as_bytes());
    let read = read.expect("a text");
    assert_eq!(read.not_understood.get("riddle"), Some(&1));
    assert!(told[0].contains("<riddle> is not understood (1 times)"), "{told:?}");
    assert!(read.document.clauses.iter().any(|c| c.text == "What burns?"));
}

#[test]
fn malformed_xml_is_told_and_the_rest_is_read() {
    let (whole, told) = read("a.xml", AKN.replace("the lamp;</p>", "the lamp;</p></b></content>").as_bytes());
    assert_eq!(ids(&whole.expect("a text")), IDS[..10]);
    assert!(told.iter().any(|t| t.starts_with("a.xml:11: </b> closes nothing")), "{told:?}");
    let cut = &AKN[..AKN.find("To clean").expect("it")];
    let (cut, told) = read("a.xml", cut.as_bytes());
    assert_eq!(ids(&cut.expect("a text"))[..6], IDS[..6]);
    assert!(told.iter().any(|t| t.contains("is the file whole?")), "{told:?}");
}

#[test]
fn nothing_outside_is_opened_and_no_entity_expanded() {
    let bomb = format!(
        "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\"><!ENTITY y \"&x;&x;\">]>{}",
        AKN.replace("the lamp;", "the &x; lamp &#8217;&y;")
    );
    let (read, told) = read("a.xml", bomb.as_bytes());
    assert_eq!(read.expect("a text").document.clause("OP1").expect("it").text, "Welcomes the &x; lamp ’&y;");
    assert!(
        told.iter().any(|t| t.contains("declares entities")) && told.iter().any(|t| t.contains("&x;")),
        "{told:?}"
    );
}

#[test]
fn depth_is_bounded() {
    let deep =
        format!("{}<p>words of the deep</p>{}", "<section>".repeat(100_000), "</section>".repeat(100_000));
    let (read, told) = read("a.xml", deep.as_bytes());
    assert_eq!(read.expect("a text").document.clauses.len(), 1);
    assert!(told[0].contains("nested more than"), "{}", told[0]);
}

#[test]
fn wrong_bytes_are_told_with_their_line() {
    let mut bytes = PRINTED.as_bytes().to_vec();
    let at = PRINTED.find("the lamp").expect("it");
    bytes[at] = 0xff;
    let (damaged, told) = read("a.txt", &bytes);
    assert_eq!(
        damaged.expect("a text").document.clause("OP1").expect("it").text,
        "Welcomes \u{fffd}he lamp;"
    );
    assert!(told[0].starts_with("a.txt:23: holds bytes"), "{told:?}");
    let utf16: Vec<u8> =
        [0xff, 0xfe].into_iter().chain(PRINTED.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    assert_eq!(ids(&read("a.txt", &utf16).0.expect("a text")), IDS[..10]);
}

#[test]
fn no_numbers_no_words_no_text() {
    let bare = "The General Assembly,\n\nRecalling lamps,\n\nWelcomes the lamp of the rock;\n\nRequests the Keeper to sleep.\n";
    let (read_bare, told) = read("a.txt", bare.as_bytes());
    assert_eq!(ids(&read_bare.expect("a text")), ["Formula", "PP1", "OP1", "OP2"]);
    assert!(told[0].contains("2 operative paragraphs have no numbers"), "{told:?}");
    for (file, bytes, what) in [
        ("a.pdf", &b"%PDF-1.7 x"[..], "is a PDF"),
        ("a.txt", b" \n ", "holds no paragraph"),
        ("a.docx", b"PK\x03\x04", "is no zip"),
    ] {
        let (nothing, told) = read(file, bytes);
        assert!(nothing.is_none() && told[0].contains(what) && told[0].contains("hint:"), "{told:?}");
    }
    let (nothing, told) = read("a.txt", &vec![b'a'; LARGEST + 1]);
    assert!(nothing.is_none() && told[0].contains("MiB large"), "{told:?}");
}

pub(crate) fn docx(document: &str, more: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let head = "<w:document xmlns:w=\"w\"><w:body>";
    let parts = [("word/document.xml", format!("{head}{document}</w:body></w:document>"))];
    for (name, part) in parts.into_iter().chain(more.iter().map(|(n, p)| (*n, (*p).to_owned()))) {
        zip.start_file(name, SimpleFileOptions::default()).expect("begun");
        zip.write_all(part.as_bytes()).expect("written");
    }
    zip.finish().expect("whole").into_inner()
}

fn run(text: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

#[test]
fn a_docx_has_numbers_notes_and_changes() {
    let listed = |level: u8, runs: &str| {
        format!(
            "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"7\"/></w:numPr></w:pPr>{runs}</w:p>"
        )
    };
    let paragraph = |runs: &str| format!("<w:p>{runs}</w:p>");
    let body = [
        paragraph(&run("The General Assembly,")),
        paragraph(&format!(
            "<w:r><w:rPr><w:i/></w:rPr><w:t>Recalling</w:t></w:r>{}<w:r><w:footnoteReference w:id=\"2\"/></w:r>",
            run(" its lamps,")
        )),
        listed(0, &run("Requests the Keeper:")),
        listed(1, &run("To clean;")),
        listed(1, &format!("<w:ins>{}</w:ins><w:del><w:r><w:delText>To wake;</w:delText></w:r></w:del>", run("To sleep;"))),
        listed(0, &run("Decides to end.")),
    ]
    .concat();
    let numbering = "<w:numbering xmlns:w=\"w\"><w:abstractNum w:abstractNumId=\"3\">\
        <w:lvl><w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"%1.\"/></w:lvl>\
        <w:lvl><w:numFmt w:val=\"lowerLetter\"/><w:lvlText w:val=\"(%2)\"/></w:lvl></w:abstractNum>\
        <w:num w:numId=\"7\"><w:abstractNumId w:val=\"3\"/></w:num></w:numbering>";
    let notes = "<w:footnotes xmlns:w=\"w\"><w:footnote w:id=\"2\"><w:p><w:r><w:t>A/85/9.</w:t></w:r></w:p></w:footnote></w:footnotes>";
    let file = docx(&body, &[("word/numbering.xml", numbering), ("word/footnotes.xml", notes)]);
    let (read, told) = read("a.docx", &file);
    let read = read.expect("a text");
    assert_eq!(ids(&read), ["Formula", "PP1", "OP1", "OP1 (a)", "OP1 (b)", "OP2"]);
    assert_eq!(read.document.clause("OP1 (b)").expect("it").text, "To sleep;");
    assert_eq!(read.document.clause("PP1").expect("it").notes.len(), 1);
    assert_eq!(read.document.footnotes[0].text, "A/85/9.");
    assert!(told[0].contains("2 tracked changes"), "{told:?}");
}

#[test]
fn a_zip_bomb_is_not_inflated() {
    let bomb = docx(&format!("<w:p>{}</w:p>{}", run("1. Welcomes lamps;"), " ".repeat(80 << 20)), &[]);
    assert!(bomb.len() < 1 << 20);
    let (read, told) = read("a.docx", &bomb);
    assert_eq!(ids(&read.expect("what came first"))[..], ["OP1"]);
    assert!(told.iter().any(|t| t.contains("larger than 64 MiB when inflated")), "{told:?}");
    let (nothing, told) = self::read("b.docx", &docx("", &[("other.xml", "<a/>")]));
    assert!(nothing.is_none() && told[0].contains("holds no paragraph"), "{told:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_make_a_reader_panic(bytes in prop::collection::vec(any::<u8>(), 0..300), head in 0_usize..4) {
        let mut all = [&b""[..], b"<a>", b"PK\x03\x04", b"%PDF"][head].to_vec();
        all.extend(bytes);
        read("any", &all);
    }

    #[test]
    fn no_damage_makes_a_reader_panic(
        source in prop::sample::select(vec![AKN, PRINTED]),
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0_usize..30), 1..6),
    ) {
        let mut bytes = source.as_bytes().to_vec();
        for (at, byte, cut) in damage {
            let at = at.index(bytes.len());
            bytes[at] = byte;
            let end = (at + cut).min(bytes.len() - 1);
            bytes.drain(at..end);
        }
        let (read, _) = read("any", &bytes);
        if let Some(read) = read {
            for clause in &read.document.clauses {
                for citation in &clause.citations {
                    prop_assert!(clause.text.get(citation.start as usize..citation.end as usize).is_some());
                }
                prop_assert!(clause.notes.iter().all(|n| clause.text.is_char_boundary(n.at as usize)));
            }
            let alignment = travaux_text::align::align(&read.document, &read.document);
            prop_assert!(alignment.links.iter().all(|l| !l.before.is_empty() && !l.after.is_empty()));
        }
    }
}
