//! PDF files of texts, made here: well, ill, and of the official texts laid out in pages.

use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use proptest::prelude::*;
use travaux_import::texts::{ReadText, read_text};
use travaux_record::Diagnostics;

use crate::official::shared;

fn read(bytes: &[u8]) -> (Option<ReadText>, Vec<String>) {
    let mut diagnostics = Diagnostics::default();
    let read = read_text("a.pdf", bytes, &mut diagnostics);
    (read, diagnostics.kept().iter().map(ToString::to_string).collect())
}

fn ids(read: &ReadText) -> Vec<&str> {
    read.document.clauses.iter().map(|c| c.id.as_str()).collect()
}

/// Objects put together to a file: the first is its catalogue, the second its page tree.
fn file(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut out = b"%PDF-1.4\n".to_vec();
    let mut places = Vec::new();
    for (n, object) in objects.iter().enumerate() {
        places.push(out.len());
        out.extend(format!("{} 0 obj\n", n + 1).bytes());
        out.extend(object);
        out.extend(b"\nendobj\n");
    }
    let table = out.len();
    out.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    for place in places {
        out.extend(format!("{place:010} 00000 n \n").bytes());
    }
    out.extend(
        format!("trailer\n<</Size {}/Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n", objects.len() + 1).bytes(),
    );
    out
}

fn stream(dict: &str, content: &[u8]) -> Vec<u8> {
    let mut out = format!("<<{dict}/Length {}>>\nstream\n", content.len()).into_bytes();
    out.extend(content);
    out.extend(b"\nendstream");
    out
}

fn packed(content: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(content).expect("in memory");
    encoder.finish().expect("in memory")
}

/// Pages of these drawings, packed, with Courier, of which every letter has one width.
pub(crate) fn drawn(pages: &[Vec<u8>]) -> Vec<u8> {
    let kids: Vec<String> = (0..pages.len()).map(|n| format!("{} 0 R", 4 + 2 * n)).collect();
    let mut objects = vec![
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        format!(
            "<</Type/Pages/Kids[{}]/Count {}/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>>>",
            kids.join(" "),
            pages.len()
        )
        .into_bytes(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Courier/Encoding/WinAnsiEncoding>>".to_vec(),
    ];
    for (n, page) in pages.iter().enumerate() {
        objects.push(format!("<</Type/Page/Parent 2 0 R/Contents {} 0 R>>", 5 + 2 * n).into_bytes());
        objects.push(stream("/Filter/FlateDecode", &packed(page)));
    }
    file(&objects)
}

/// A line of type.
pub(crate) fn draw(page: &mut Vec<u8>, x: f64, y: f64, size: f64, text: &str) {
    page.extend(format!("BT /F {size} Tf 1 0 0 1 {x} {y} Tm (").bytes());
    for c in text.chars() {
        // As Windows-1252 has it.
        let byte = match c {
            '‘' => 0x91,
            '’' => 0x92,
            '“' => 0x93,
            '”' => 0x94,
            '–' => 0x96,
            '—' => 0x97,
            '\u{2010}' | '\u{2011}' => b'-',
            c => u8::try_from(u32::from(c)).unwrap_or(b'?'),
        };
        if matches!(byte, b'(' | b')' | b'\\') {
            page.push(b'\\');
        }
        page.push(byte);
    }
    page.extend(b") Tj ET\n");
}

/// Lays paragraphs out in pages as the United Nations does: a symbol and a number on each, more room between
/// paragraphs than between lines.
struct Layout {
    symbol: String,
    pages: Vec<Vec<u8>>,
    y: f64,
}

impl Layout {
    const LEFT: f64 = 60.0;
    const SIZE: f64 = 9.0;
    /// So many letters are on a line.
    const WIDE: usize = 88;

    fn new(symbol: &str) -> Self {
        let mut layout = Self { symbol: symbol.to_owned(), pages: Vec::new(), y: 0.0 };
        layout.next_page();
        layout
    }

    fn next_page(&mut self) {
        let mut page = Vec::new();
        let number = self.pages.len() + 1;
        if number > 1 {
            draw(&mut page, Self::LEFT, 800.0, Self::SIZE, &self.symbol);
            draw(&mut page, 380.0, 800.0, Self::SIZE, "Of lamps");
        }
        draw(&mut page, Self::LEFT, 40.0, Self::SIZE, "31-12345 (E)");
        draw(&mut page, 500.0, 40.0, Self::SIZE, &format!("{number}/3"));
        self.pages.push(page);
        self.y = 770.0;
    }

    fn line(&mut self, x: f64, size: f64, text: &str, down: f64) {
        if self.y < 90.0 {
            self.next_page();
        }
        let y = self.y;
        if let Some(page) = self.pages.last_mut() {
            draw(page, x, y, size, text);
        }
        self.y -= down;
    }

    fn paragraph(&mut self, text: &str) {
        let (mut line, mut indent) = (String::new(), 4);
        let mut lines = Vec::new();
        for word in text.split(' ') {
            // A line may end behind a hyphen.
            for part in word.split_inclusive('-') {
                let blank = usize::from(!line.is_empty() && !line.ends_with('-'));
                if indent + line.chars().count() + blank + part.chars().count() > Self::WIDE {
                    lines.push((indent, std::mem::take(&mut line)));
                    indent = 0;
                } else if blank == 1 && word.starts_with(part) {
                    line.push(' ');
                }
                line.push_str(part);
            }
        }
        lines.push((indent, line));
        for (n, (indent, line)) in lines.iter().enumerate() {
            let down = if n + 1 == lines.len() { 17.0 } else { 11.0 };
            self.line(Self::LEFT + *indent as f64 * 5.4, Self::SIZE, line, down);
        }
    }

    fn done(self) -> Vec<u8> {
        drawn(&self.pages)
    }
}

fn lamps() -> Layout {
    let mut layout = Layout::new("A/RES/86/1");
    let page = layout.pages.last_mut().expect("a page");
    draw(page, 60.0, 800.0, 12.0, "United Nations");
    draw(page, 440.0, 800.0, 12.0, "A/RES/86/1");
    draw(page, 60.0, 770.0, 20.0, "General Assembly");
    draw(page, 400.0, 775.0, 9.0, "Distr.: General");
    draw(page, 400.0, 764.0, 9.0, "9 December 2031");
    layout.y = 730.0;
    layout.line(60.0, 12.0, "Resolution adopted by the General Assembly on 1 December 2031", 17.0);
    layout.line(60.0, 9.0, "[without reference]", 20.0);
    layout.line(60.0, 11.0, "86/1. Lamps of the northern coast", 20.0);
    layout.paragraph("The General Assembly,");
    layout
}

#[test]
fn a_printed_text_is_read_over_pages_without_heads_and_feet() {
    let mut layout = lamps();
    layout.paragraph("Recalling its resolution 85/2 of 2030,");
    // What calls the footnote is small and raised.
    let y = layout.y + 17.0 + 3.0;
    draw(layout.pages.last_mut().expect("a page"), 60.0 + 42.0 * 5.4, y, 5.0, "1");
    let long =
        "that oil is dear, that wicks are short, and that the Secretary-General of all lamps has said so in ";
    layout.paragraph(&format!("Noting {}all the harbours of the non-governmental coast,", long.repeat(40)));
    layout.paragraph("1. Welcomes the lamp;");
    layout.paragraph("2. Requests the Keeper:");
    layout.paragraph("(a) To clean & to shine;");
    layout.paragraph("(b) To sleep.");
    layout.line(350.0, 9.0, "9th plenary meeting", 11.0);
    layout.line(350.0, 9.0, "1 December 2031", 17.0);
    assert_eq!(layout.pages.len(), 2);
    // Its words stand at the foot of the page, in small type.
    draw(&mut layout.pages[0], 60.0, 73.0, 5.0, "1");
    draw(&mut layout.pages[0], 66.0, 70.0, 7.5, "A/85/9, and what keepers of lamps have said");
    draw(&mut layout.pages[0], 60.0, 61.0, 7.5, "of it since.");
    let (text, told) = read(&layout.done());
    let text = text.expect("a text");
    assert_eq!(told, Vec::<String>::new());
    assert_eq!(ids(&text), ["Formula", "PP1", "PP2", "OP1", "OP2", "OP2 (a)", "OP2 (b)"]);
    let document = &text.document;
    assert_eq!(document.symbol.as_deref(), Some("A/RES/86/1"));
    assert_eq!(document.title.as_deref(), Some("Lamps of the northern coast"));
    assert_eq!(document.adopted, Some(jiff::civil::date(2031, 12, 1)));
    assert_eq!(document.issued, Some(jiff::civil::date(2031, 12, 9)));
    assert_eq!(document.origin.as_deref(), Some("[without reference]"));
    assert_eq!(document.closing.as_deref(), Some("9th plenary meeting 1 December 2031"));
    let first = document.clause("PP1").expect("the clause");
    assert_eq!(first.text, "Recalling its resolution 85/2 of 2030,");
    assert_eq!(first.notes.len(), 1);
    assert_eq!(document.footnotes[0].text, "A/85/9, and what keepers of lamps have said of it since.");
    let second = document.clause("PP2").expect("the clause");
    assert_eq!(
        second.text,
        format!("Noting {}all the harbours of the non-governmental coast,", long.repeat(40))
    );
}

#[test]
fn numbers_that_end_a_page_are_kept() {
    let mut layout = lamps();
    layout.paragraph("1. Welcomes the lamp;");
    // The last line of the page is the end of a clause, and nothing but numbers.
    layout.line(
        60.0,
        9.0,
        "2. Recalls what the Keeper of the lamp on the rock in the sea was told by resolution",
        11.0,
    );
    layout.y = 96.0;
    layout.line(
        60.0,
        9.0,
        "3. Recalls also what the Keeper of the lamp on the cape by the sea was told by resolution",
        11.0,
    );
    let y = layout.y;
    draw(layout.pages.last_mut().expect("a page"), 60.0, y, 9.0, "85/2 (31)");
    layout.next_page();
    layout.paragraph("4. Decides to meet again.");
    let (text, _) = read(&layout.done());
    let text = text.expect("a text");
    assert_eq!(ids(&text)[1..], ["OP1", "OP2", "OP3", "OP4"]);
    assert!(text.document.clause("OP3").expect("it").text.ends_with("by resolution 85/2 (31)"));
}

#[test]
fn what_holds_no_text_says_what_to_do() {
    for (pages, said) in [(1, "its one page holds no text"), (3, "its 3 pages hold no text")] {
        let (text, told) = read(&drawn(&vec![b"0 0 100 100 re f".to_vec(); pages]));
        assert!(text.is_none());
        assert!(told[0].contains(said) && told[0].contains("ocrmypdf"), "{told:?}");
    }
    let (text, told) = read(&drawn(&[]));
    assert!(text.is_none() && told[0].contains("no page of it is found"), "{told:?}");
    let (text, told) = read(&drawn(&[b"BT /Missing 9 Tf (1. Welcomes the lamp;) Tj ET".to_vec()]));
    assert!(text.is_none() && told[1].contains("none of its pages can be drawn"), "{told:?}");
    let (text, told) = read(b"%PDF-1.4\nbroken");
    assert!(text.is_none() && told[0].contains("is a PDF that cannot be read"), "{told:?}");
}

#[test]
fn what_would_be_read_wrong_is_not_read() {
    let page = b"BT /F 9 Tf 60 700 Td (1. ABC DEF GHI;) Tj ET";
    // The capitals stand for Arabic letters.
    let names =
        b"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <ff> endcodespacerange \
        1 beginbfrange <41> <5a> <0627> endbfrange endcmap end";
    let pdf = file(&[
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        b"<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 595 842]>>".to_vec(),
        b"<</Type/Page/Parent 2 0 R/Contents 5 0 R/Resources<</Font<</F 4 0 R>>>>>>".to_vec(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Courier/ToUnicode 6 0 R>>".to_vec(),
        stream("", page),
        stream("", names),
    ]);
    let (text, told) = read(&pdf);
    assert!(text.is_none() && told[0].contains("from right to left"), "{told:?}");
    let (text, told) = read(&drawn(&[b"BT /F 9 Tf 60 700 Td (1. MMMMMMMMMMMM MMM;) Tj ET".to_vec()]));
    assert!(text.is_none() && told[0].contains("which letters its type shows"), "{told:?}");
}

#[test]
fn what_is_packed_too_well_is_not_unpacked() {
    let bomb = packed(&vec![b' '; 300 << 20]);
    assert!(bomb.len() < 1 << 20);
    let twice = drawn(std::slice::from_ref(&bomb));
    for pdf in [file(&[stream("/Filter/FlateDecode", &bomb)]), twice] {
        let (text, told) = read(&pdf);
        assert!(text.is_none());
        assert!(told[0].contains("far too large when unpacked"), "{told:?}");
    }
    // A page of 20 MB of nothing is left out, and what stands on others is read.
    let mut layout = lamps();
    layout.paragraph("1. Welcomes the lamp;");
    let mut pages = std::mem::take(&mut layout.pages);
    pages.push([&vec![b' '; 20 << 20][..], b"BT (never) Tj ET"].concat());
    let (text, told) = read(&drawn(&pages));
    assert_eq!(ids(&text.expect("a text")), ["Formula", "OP1"]);
    assert!(told.iter().any(|t| t.contains("page 2 cannot be read")), "{told:?}");
}

#[test]
fn what_draws_itself_ends() {
    let mut page = Vec::new();
    draw(&mut page, 60.0, 700.0, 9.0, "1. Welcomes the lamp;");
    page.extend(b"/X Do /X Do /Missing Do\n");
    let fonts = "/Font<</F 4 0 R>>/XObject<</X 6 0 R>>";
    let mut form = Vec::new();
    draw(&mut form, 60.0, 600.0, 9.0, "2. Thanks the Keeper;");
    form.extend(b"/X Do\n");
    let pdf = file(&[
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        // Its own parent.
        b"<</Type/Pages/Kids[3 0 R]/Count 1/Parent 2 0 R>>".to_vec(),
        format!("<</Type/Page/Parent 2 0 R/Contents 5 0 R/Resources<<{fonts}>>>>").into_bytes(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Courier/Encoding/WinAnsiEncoding>>".to_vec(),
        stream("", &page),
        stream(&format!("/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<<{fonts}>>"), &form),
    ]);
    let (text, _) = read(&pdf);
    let text = text.expect("a text");
    assert_eq!(ids(&text)[..2], ["OP1", "OP2"]);
}

#[test]
fn official_texts_laid_out_in_pages_have_the_same_clauses() {
    let Some(folder) = shared("documents/resolutions/akn4un_first_committee_75") else { return };
    let mut files: Vec<_> =
        std::fs::read_dir(folder).expect("a folder").map(|f| f.expect("a file").path()).collect();
    files.sort();
    let (mut texts, mut clauses, mut equal) = (0, 0, 0);
    for path in files.iter().filter(|p| p.extension().is_some_and(|e| e == "xml")) {
        let name = path.display().to_string();
        let bytes = std::fs::read(path).expect("a file");
        let Some(akn) = read_text(&name, &bytes, &mut Diagnostics::default()) else { continue };
        let akn = akn.document;
        // Tables and lists of sponsors are laid out in ways that are not tried here.
        if akn.annexes() > 0 || akn.clauses.iter().any(|c| c.id.contains('T') || c.id.contains('H')) {
            continue;
        }
        let mut layout = Layout::new(akn.symbol.as_deref().unwrap_or("A/RES/75/1"));
        let symbol = layout.symbol.clone();
        draw(layout.pages.last_mut().expect("a page"), 440.0, 800.0, 12.0, &symbol);
        for clause in &akn.clauses {
            let number = clause.number.as_deref().map(|n| format!("{n} ")).unwrap_or_default();
            layout.paragraph(&format!("{number}{}", clause.text));
        }
        let (read, told) = read(&layout.done());
        assert_eq!(told, Vec::<String>::new(), "{name}");
        let read = read.expect("a text");
        let expected: Vec<&str> = akn.clauses.iter().map(|c| c.id.as_str()).collect();
        assert_eq!(ids(&read), expected, "{name}");
        let typed = |text: &str| text.replace(['\u{2010}', '\u{2011}'], "-");
        texts += 1;
        clauses += expected.len();
        equal += akn
            .clauses
            .iter()
            .zip(&read.document.clauses)
            .filter(|(x, y)| typed(&x.text) == typed(&y.text))
            .count();
    }
    assert!(texts > 30, "{texts}");
    assert!(equal * 1_000 >= clauses * 995, "{equal} of {clauses} clauses");
}

#[test]
fn what_is_read_of_official_records_is_what_poppler_finds() {
    for record in ["A_61_PV.107", "A_79_PV.29"] {
        let Some(pdf) = shared(&format!("documents/meeting_records/pdf/{record}.pdf")) else { return };
        let Some(txt) = shared(&format!("documents/meeting_records/{record}.reading-order.txt")) else {
            return;
        };
        let (text, told) = read(&std::fs::read(pdf).expect("a file"));
        assert!(!told.iter().any(|t| t.contains("cannot be read")), "{told:?}");
        let text = text.expect("a text").document;
        let mut found: Vec<String> = text.clauses.iter().flat_map(|c| words(&c.text)).collect();
        found.extend(text.footnotes.iter().flat_map(|n| words(&n.text)));
        found.sort();
        let mut wanted = words(&std::fs::read_to_string(txt).expect("a file"));
        wanted.sort();
        let mut here = found.iter().peekable();
        let mut both = 0;
        for word in &wanted {
            while here.next_if(|w| *w < word).is_some() {}
            both += usize::from(here.next_if(|w| *w == word).is_some());
        }
        // What stands before the first paragraph of such a record is taken for the head of a text.
        assert!(found.len() > 8_000, "{record}: {}", found.len());
        assert!(both * 100 >= found.len() * 99, "{record}: {both} of {}", found.len());
    }
}

fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|w| w.len() > 2).map(str::to_lowercase).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_damage_makes_the_reader_panic(
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0_usize..30), 1..6),
        whole in any::<bool>(),
    ) {
        let mut page = Vec::new();
        draw(&mut page, 60.0, 700.0, 9.0, "1. Welcomes the lamp;");
        // Packed, damage is mostly to the packing; unpacked, to what is drawn.
        let mut bytes = if whole { drawn(&[page]) } else {
            file(&[
                b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
                b"<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 595 842]>>".to_vec(),
                b"<</Type/Page/Parent 2 0 R/Contents 5 0 R/Resources<</Font<</F 4 0 R>>>>>>".to_vec(),
                b"<</Type/Font/Subtype/Type1/BaseFont/Courier/Encoding/WinAnsiEncoding>>".to_vec(),
                stream("", &page),
            ])
        };
        for (at, byte, cut) in damage {
            let at = at.index(bytes.len());
            bytes[at] = byte;
            let end = (at + cut).min(bytes.len() - 1);
            bytes.drain(at..end);
        }
        let (text, told) = read(&bytes);
        prop_assert!(text.is_some() || !told.is_empty());
    }
}
