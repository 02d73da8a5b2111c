//! What a text cites.

use std::time::Instant;

use proptest::prelude::*;
use travaux_check::{Citation, Form, citations, citations_in, cited};
use travaux_import::{Block, BlockKind, Manuscript, ManuscriptFormat, NoteRef, Places};
use travaux_un::symbol::{Repair, Symbol};

/// Symbols with their paragraphs, as `A/RES/73/27 ¶ 5`.
fn found(text: &str) -> Vec<String> {
    citations(text)
        .into_iter()
        .map(|one| match one.paragraph {
            Some(paragraph) => format!("{} ¶ {paragraph}", one.symbol),
            None => one.symbol.to_string(),
        })
        .collect()
}

#[track_caller]
fn check(cases: &[(&str, &[&str])]) {
    let wrong: Vec<String> = cases
        .iter()
        .filter(|(text, expected)| found(text) != *expected)
        .map(|(text, expected)| format!("{text}\n  expected {expected:?}\n  found    {:?}", found(text)))
        .collect();
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}

#[test]
fn symbols_are_read_in_prose() {
    check(&[
        ("See A/RES/73/27.", &["A/RES/73/27"]),
        ("The draft (A/C.1/73/L.27/Rev.1) was revised.", &["A/C.1/73/L.27/Rev.1"]),
        ("UN Doc. A/RES/73/27", &["A/RES/73/27"]),
        ("U.N. Doc. A/C.1/73/L.27/Rev.1 (2018)", &["A/C.1/73/L.27/Rev.1"]),
        ("A/68/98, at ¶ 19", &["A/68/98 ¶ 19"]),
        ("draft resolution A/C.1/75/L.8/Rev.1 was adopted", &["A/C.1/75/L.8/Rev.1"]),
        ("document A/75/394, para. 17", &["A/75/394 ¶ 17"]),
        ("A/75/L.4 and Add.1", &["A/75/L.4", "A/75/L.4/Add.1"]),
        ("A/75/L.4 and Add.1 and 2", &["A/75/L.4", "A/75/L.4/Add.1", "A/75/L.4/Add.2"]),
        ("A/C.1/75/L.8 and L.9", &["A/C.1/75/L.8", "A/C.1/75/L.9"]),
        ("A/73/251 and A/73/251/Add.1–3", &["A/73/251", "A/73/251/Add.1", "A/73/251/Add.3"]),
        ("A/C.6/73/SR.1 to SR.20", &["A/C.6/73/SR.1", "A/C.6/73/SR.20"]),
        ("https://www.un.org/view_doc.asp?symbol=A/RES/73/27", &["A/RES/73/27"]),
        ("(A/56/120-S/2001/460, annex)", &["A/56/120"]),
        ("See A/C.6/56/SR.15–19.", &["A/C.6/56/SR.15", "A/C.6/56/SR.19"]),
        ("A/75/6 (Sect. 3)/Add.1 and Corr.1", &["A/75/6 (Sect. 3)/Add.1", "A/75/6 (Sect. 3)/Add.1/Corr.1"]),
        ("A/72/PV.76 (Resumption 1) was issued later", &["A/72/PV.76 (Resumption 1)"]),
        ("S/RES/1325 (2000) and 1820 (2008)", &["S/RES/1325 (2000)", "S/RES/1820 (2008)"]),
        ("S/RES/1325", &["S/RES/1325 (2000)"]),
        ("A/HRC/RES/51/22 and A/HRC/51/L.7", &["A/HRC/RES/51/22", "A/HRC/51/L.7"]),
        ("TD/B/C.I/12 and CCW/CONF.VI/2", &["TD/B/C.I/12", "CCW/CONF.VI/2"]),
        ("E/CN.4/2001/2, E/2020/27 and ST/SGB/2003/7", &["E/CN.4/2001/2", "E/2020/27", "ST/SGB/2003/7"]),
        ("A/CONF.192/15 and NPT/CONF.2010/50 (Vol. I)", &["A/CONF.192/15", "NPT/CONF.2010/50 (Vol. I)"]),
        ("UNGA/RES/73/27 and HRC/RES/51/22", &["A/RES/73/27", "A/HRC/RES/51/22"]),
        ("See https://undocs.org/en/A/RES/73/27, last visited in May.", &["A/RES/73/27"]),
        ("(https://undocs.org/A/C.1/73/L.27)", &["A/C.1/73/L.27"]),
        ("as in a/res/73/27", &["A/RES/73/27"]),
        ("A/RES/73/27–A/RES/73/29", &["A/RES/73/27", "A/RES/73/29"]),
        ("A/75/394.The Committee met.", &["A/75/394"]),
        ("A/75/394.12 It met.", &["A/75/394"]),
        ("A/RES/75/254 A–C", &["A/RES/75/254 A-C"]),
    ]);
}

#[test]
fn numbers_are_read_behind_words() {
    check(&[
        ("UNGA Res. 73/27, ¶ 5 (Dec. 5, 2018)", &["A/RES/73/27 ¶ 5"]),
        ("G.A. Res. 73/27, ¶ 5 (Dec. 5, 2018)", &["A/RES/73/27 ¶ 5"]),
        ("UNGA Res 73/27 (5 December 2018) UN Doc A/RES/73/27", &["A/RES/73/27", "A/RES/73/27"]),
        ("G.A. Res. 377 (V) A", &["A/RES/377 A (V)"]),
        ("G.A. Res. 377 A (V), U.N. Doc. A/1775", &["A/RES/377 A (V)", "A/1775"]),
        ("GA Res 73/27", &["A/RES/73/27"]),
        ("UNGA Res.73/27", &["A/RES/73/27"]),
        ("resolution No. 73/27", &["A/RES/73/27"]),
        ("resolutions 53/70, 54/49 and 55/28", &["A/RES/53/70", "A/RES/54/49", "A/RES/55/28"]),
        (
            "Recalling its resolutions 53/70 of 4 December 1998, 54/49 of 1 December 1999 and 55/28,",
            &["A/RES/53/70", "A/RES/54/49", "A/RES/55/28"],
        ),
        ("resolutions 74/28 to 74/30", &["A/RES/74/28", "A/RES/74/30"]),
        ("resolutions 74/28–74/30", &["A/RES/74/28", "A/RES/74/30"]),
        ("resolution 1514 (XV) of 14 December 1960", &["A/RES/1514 (XV)"]),
        ("resolution 3201 (S-VI)", &["A/RES/3201 (S-VI)"]),
        ("resolutions S-24/2 and ES-10/15", &["A/RES/S-24/2", "A/RES/ES-10/15"]),
        ("decision 72/512", &["A/DEC/72/512"]),
        ("decisions 77/512 and 77/513 B", &["A/DEC/77/512", "A/DEC/77/513 B"]),
        ("General Assembly Dec. 72/512", &["A/DEC/72/512"]),
        ("RESOLUTION 73/27", &["A/RES/73/27"]),
        ("resolution 73/27.12", &["A/RES/73/27"]),
        ("resolution 73/27¹²", &["A/RES/73/27"]),
        ("resolution 73/27\u{a0}of 5 December", &["A/RES/73/27"]),
        ("73/27 (in full: resolution 73/27)", &["A/RES/73/27", "A/RES/73/27"]),
        ("G.A. Res. 3314, U.N. GAOR, 29th Sess.", &["A/RES/3314 (XXIX)"]),
        ("UNGA 73/27 was adopted", &["A/RES/73/27"]),
        ("its annual resolution (most recently 77/36)", &["A/RES/77/36"]),
        ("Those who voted for the 75/240 resolution abstained.", &["A/RES/75/240"]),
        ("the vote on 73/27 of 5 December 2018", &["A/RES/73/27"]),
    ]);
}

#[test]
fn the_body_is_the_one_that_is_named() {
    check(&[
        ("resolution 51/22 of the Human Rights Council", &["A/HRC/RES/51/22"]),
        ("resolution 51/22, adopted by the Human Rights Council", &["A/HRC/RES/51/22"]),
        ("resolution 51/22 of 7 October 2022 of the Human Rights Council", &["A/HRC/RES/51/22"]),
        ("Human Rights Council resolutions 51/22 and 52/3", &["A/HRC/RES/51/22", "A/HRC/RES/52/3"]),
        ("resolutions 51/22 and 52/3 of the Human Rights Council", &["A/HRC/RES/51/22", "A/HRC/RES/52/3"]),
        ("HRC Res. 51/22", &["A/HRC/RES/51/22"]),
        ("the Human Rights Council, in its resolution 51/22, decided", &["A/HRC/RES/51/22"]),
        ("the Human Rights Council’s resolution 5/1", &["A/HRC/RES/5/1"]),
        ("The Human Rights Council,\n\nRecalling its resolution 51/22,", &["A/HRC/RES/51/22"]),
        ("The Human Rights Council,\n\nRecalling General Assembly resolution 60/251,", &["A/RES/60/251"]),
        (
            "Human Rights Council resolutions 28/6 of 26 March 2015 and General Assembly resolution 69/170",
            &["A/HRC/RES/28/6", "A/RES/69/170"],
        ),
        (
            "resolutions 69/170 of 18 December 2014 and 37/5 of 22 March 2018",
            &["A/RES/69/170", "A/HRC/RES/37/5"],
        ),
        ("Economic and Social Council resolution 2018/17", &["E/RES/2018/17"]),
        ("ECOSOC resolution 1996/31", &["E/RES/1996/31"]),
        ("resolution 2018/17 of 2 July 2018", &["E/RES/2018/17"]),
        ("Economic and Social Council decision 2017/230", &["E/DEC/2017/230"]),
        ("Economic and Social Council resolution 155 C (VII)", &["E/RES/155 C (VII)"]),
        ("Commission on Human Rights resolution 2005/74", &["E/CN.4/RES/2005/74"]),
        ("UNSCR 1325", &["S/RES/1325 (2000)"]),
        ("SCR 1325", &["S/RES/1325 (2000)"]),
        ("The Security Council met; under resolution 1325 it acts.", &["S/RES/1325 (2000)"]),
        ("Resolution 1325 is known.", &[]),
        ("UNSCR1325", &["S/RES/1325 (2000)"]),
        ("Security Council resolution 1325", &["S/RES/1325 (2000)"]),
        ("Security Council resolutions 1325 and 1820", &["S/RES/1325 (2000)", "S/RES/1820 (2008)"]),
        ("SC Res. 1325 (2000)", &["S/RES/1325 (2000)"]),
        ("S.C. Res. 1540, ¶ 2 (Apr. 28, 2004)", &["S/RES/1540 (2004) ¶ 2"]),
        ("resolution 1325 (2000)", &["S/RES/1325 (2000)"]),
        (
            "Council resolution 1325 (2000) and Assembly resolution 73/27",
            &["S/RES/1325 (2000)", "A/RES/73/27"],
        ),
        ("United Nations Environment Assembly resolution 5/14", &["UNEP/EA.5/Res.14"]),
        ("resolution of the General Assembly 73/27", &["A/RES/73/27"]),
        (
            "Official Records of the General Assembly, Seventy-third Session, Supplement No. 53 (A/73/53), chap. IV, \
             sect. A, resolution 37/17.",
            &["A/73/53", "A/HRC/RES/37/17"],
        ),
        (
            "Official Records of the Economic and Social Council, 2020, Supplement No. 7 (E/2020/27), chap. I, sect. C, \
             resolution 59/1, annex.",
            &["E/2020/27"],
        ),
    ]);
}

#[test]
fn letters_of_a_series_are_kept() {
    check(&[
        ("resolution 75/254 A of 31 December 2020", &["A/RES/75/254 A"]),
        ("resolutions 75/254 A and B", &["A/RES/75/254 A", "A/RES/75/254 B"]),
        ("resolution 47/54 A–F", &["A/RES/47/54 A-F"]),
        ("resolution 47/54 A to F", &["A/RES/47/54 A-F"]),
        ("resolution 47/120b", &["A/RES/47/120 B"]),
        ("resolution 53/77 AA of 4 December 1998", &["A/RES/53/77 AA"]),
        ("resolution 217 A (III)", &["A/RES/217 A (III)"]),
        ("GA Res 377A(V) and Resolution 217A (III)", &["A/RES/377 A (V)", "A/RES/217 A (III)"]),
        ("resolution 73/102 B.", &["A/RES/73/102 B"]),
        ("In resolution 73/27 A working group was asked for.", &["A/RES/73/27"]),
        ("Of resolution 73/27 I know nothing.", &["A/RES/73/27"]),
    ]);
}

#[test]
fn paragraphs_are_taken_with_their_document() {
    check(&[
        ("resolution 73/27, op. ¶ 4", &["A/RES/73/27 ¶ 4"]),
        ("resolution 73/27, op. para. 4", &["A/RES/73/27 ¶ 4"]),
        ("resolution 73/27, preambular para. 10", &["A/RES/73/27 ¶ PP10"]),
        ("A/C.1/73/L.27, PP10", &["A/C.1/73/L.27 ¶ PP10"]),
        ("A/C.1/73/L.27, OP 1", &["A/C.1/73/L.27 ¶ 1"]),
        ("OP5 of 73/27", &["A/RES/73/27 ¶ 5"]),
        ("A/70/174, pp. 7–8, para. 13 (c)", &["A/70/174 ¶ 13 (c)"]),
        ("A/RES/73/27, preamble, para. 3", &["A/RES/73/27 ¶ PP3"]),
        ("A/68/98*, para. 19", &["A/68/98 ¶ 19"]),
        ("OP1 of A/C.1/73/L.27", &["A/C.1/73/L.27 ¶ 1"]),
        ("paragraph 20 of resolution 61/250 B", &["A/RES/61/250 B ¶ 20"]),
        ("paragraphs 3 and 4 of General Assembly resolution 73/27", &["A/RES/73/27 ¶ 3 and 4"]),
        ("preambular paragraph 10 of resolution 73/27", &["A/RES/73/27 ¶ PP10"]),
        ("A/75/394, paras. 17 and 18", &["A/75/394 ¶ 17 and 18"]),
        ("resolution 73/27, paras. 5–7", &["A/RES/73/27 ¶ 5–7"]),
        ("resolution 73/27, para. 5 (a)", &["A/RES/73/27 ¶ 5 (a)"]),
        ("resolution 73/27 of 5 December 2018, para. 5", &["A/RES/73/27 ¶ 5"]),
        ("resolution 73/27, para. 5, and 54/49", &["A/RES/73/27 ¶ 5", "A/RES/54/49"]),
    ]);
}

#[test]
fn what_is_no_citation_is_passed_over() {
    check(&[
        ("The press release GA/DIS/3659 tells of it.", &[]),
        ("SG/SM/12345 and SC/14000", &[]),
        ("HIV/AIDS and ISO/IEC 27001, and/or both", &[]),
        ("open 24/7, since 9/11, in 2019/2020", &[]),
        ("a 50/50 gender balance, three quarters (3/4)", &[]),
        ("The resolution asks for 50/50 gender balance.", &[]),
        ("the resolution, for the period 2017/18", &[]),
        ("the resolutions of 2018/2019 on security", &[]),
        ("the Executive Council of the OPCW (S/2338/2024, EC-99/DG.5)", &[]),
        ("OPCW, S/1974/2021", &[]),
        ("WT/DS/135 and WT/MIN(01)/DEC/2", &[]),
        ("GOV/2019/32, GC(63)/RES/10 of the IAEA", &[]),
        ("UNESCO 40 C/5 and 202 EX/4", &[]),
        ("MSC 98/23 and MEPC 72/17", &[]),
        ("Treaty Series, vol. 1249, No. 20378", &[]),
        ("decision 21/COP.13 and decision 1/CP.16", &[]),
        ("decision 42/I of the Committee", &[]),
        ("World Health Assembly resolution 73/1", &[]),
        ("resolution 668 (XXI) adopted by the General Assembly of the World Tourism Organization", &[]),
        ("Commission on the Status of Women resolution 59/1", &[]),
        ("resolutions CM/Res.1153 (XLVIII) of 1988", &[]),
        ("s/he may a/b", &[]),
        ("Fourth World Conference on Women, chap. I, resolution 1, annex I", &[]),
        ("11/9/2001 and 1.5/2", &[]),
        ("100 MB/s, km/h, $3/4", &[]),
        ("https://example.org/A/RES/73/27", &[]),
        ("", &[]),
    ]);
}

#[test]
fn damage_is_mended_and_noted() {
    let cases: &[(&str, &str, Repair)] = &[
        ("A/C.1/73/\nL.27", "A/C.1/73/L.27", Repair::Blank),
        ("A/C.1/73/ L.27", "A/C.1/73/L.27", Repair::Blank),
        ("A/C.1/73/L. 27", "A/C.1/73/L.27", Repair::Blank),
        ("A/RES/73/ 27", "A/RES/73/27", Repair::Blank),
        ("resolution 73 / 27", "A/RES/73/27", Repair::Blank),
        ("A/C.l/73/L.27", "A/C.1/73/L.27", Repair::Digit),
        ("A/C.I/73/L.27", "A/C.1/73/L.27", Repair::Digit),
        ("A/C.1/73/L.2l", "A/C.1/73/L.21", Repair::Digit),
        ("A/7l/PV.3", "A/71/PV.3", Repair::Digit),
        ("AIRES/73/27", "A/RES/73/27", Repair::Stroke),
        ("A/RES173/27", "A/RES/73/27", Repair::Stroke),
        ("A/73/L45", "A/73/L.45", Repair::Point),
        ("G.A. Res. 377 (V) A", "A/RES/377 A (V)", Repair::Order),
        ("resolution 47/120b", "A/RES/47/120 B", Repair::Case),
        ("UNGA/RES/73/27", "A/RES/73/27", Repair::Spelling),
        ("S/RES/1325", "S/RES/1325 (2000)", Repair::Year),
    ];
    for (text, symbol, repair) in cases {
        let found = citations(text);
        let [one] = found.as_slice() else { panic!("{text}: {found:?}") };
        assert_eq!(one.symbol.as_str(), *symbol, "{text}");
        assert!(one.repairs.iter().any(|note| note.repair == *repair), "{text}: {:?}", one.repairs);
    }
    for text in ["resolution 73/27", "A/RES/73/27", "resolutions 53/70 and 54/49", "A/75/L.4 and Add.1"] {
        assert!(citations(text).iter().all(|one| one.repairs.is_empty()), "{text}");
    }
}

#[test]
fn a_number_without_its_session_is_reported_apart() {
    let cited = cited("UNGA Res. /27 (5 December 2018), para. 5");
    assert_eq!(cited.citations, []);
    let [one] = cited.damaged.as_slice() else { panic!("{cited:?}") };
    assert_eq!((one.series, one.number, one.year), ("A/RES", 27, Some(2018)));
    assert_eq!(one.paragraph.as_deref(), Some("5"));
    assert_eq!(&"UNGA Res. /27"[one.span.clone()], "/27");
}

#[test]
fn forms_tell_how_a_document_is_cited() {
    let text = "A/75/L.4 and Add.1; resolutions 53/70 and 54/49";
    let found = citations(text);
    let forms: Vec<(Form, &str)> = found.iter().map(|one| (one.form, &text[one.span.clone()])).collect();
    assert_eq!(
        forms,
        [(Form::Symbol, "A/75/L.4"), (Form::Tail, "Add.1"), (Form::Number, "53/70"), (Form::Tail, "54/49")]
    );
}

#[test]
fn blocks_do_not_reach_into_each_other() {
    assert_eq!(found("A list of resolutions\n\n24/7 and 60/40"), [""; 0]);
    assert_eq!(found("Human Rights Council\n\nresolution 51/22"), ["A/RES/51/22"]);
}

/// Pieces of which citations and what looks like them are made.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[A-Za-z0-9 ./()¶–-]{0,6}",
        prop::sample::select(vec![
            "resolution ",
            "A/RES/",
            "73/27",
            " and ",
            "Human Rights Council ",
            "S-",
            "ES‑10/15",
            "\n\n",
            "\n",
            "para. 4",
            " (V)",
            " A",
            "Add.1",
            "SR.1–3",
            "UNSCR",
            "https://",
            "undocs.org/",
            "Supplement No. 53",
            "Res. /27",
            "é",
            "§ 1",
            ". ",
            "A/66/371-S/2011/592",
            "of 5 December 2018",
            "OP",
            "PP1",
            "G.A.",
            "\u{a0}",
            "ibid.",
            "Ibid., ",
            "the same resolution",
            "; ",
        ])
        .prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

fn hangs_together(text: &str, found: &[Citation]) -> Result<(), TestCaseError> {
    for one in found {
        prop_assert!(text.get(one.span.clone()).is_some_and(|written| !written.is_empty()), "{one:?}");
        prop_assert_eq!(Symbol::parse(one.symbol.as_str()).ok(), Some(one.symbol.clone()));
    }
    prop_assert!(found.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start), "{:?}", found);
    Ok(())
}

proptest! {
    #[test]
    fn spans_are_in_order_on_any_text(text in pieces()) {
        hangs_together(&text, &citations(&text))?;
    }

    #[test]
    fn references_back_are_in_order_on_any_manuscript(lines in prop::collection::vec((pieces(), 0..4_u8), 0..6)) {
        let lines: Vec<String> = lines
            .into_iter()
            .map(|(line, label)| (line.replace('[', ""), label))
            .map(|(line, label)| if label == 0 { format!("{line}[1]") } else { format!("[{label}] {line}") })
            .collect();
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let manuscript = manuscript(&lines);
        hangs_together(&manuscript.text, &citations_in(&manuscript))?;
    }

    #[test]
    fn any_characters_are_read(text in any::<String>()) {
        hangs_together(&text, &citations(&text))?;
    }

    #[test]
    fn what_follows_a_block_changes_no_symbol_in_it(number in 1_u32..400, session in 31_u16..80, after in "[a-z ]{0,40}") {
        let text = format!("resolution {session}/{number}, and\n\n{after}");
        prop_assert_eq!(found(&text), [format!("A/RES/{session}/{number}")]);
    }
}

/// Time grows with the text, whatever it is made of. The bound is wide: a square would need a hundred times as much.
#[test]
fn time_is_linear() {
    for piece in [
        "A/",
        "resolution ",
        "73/27, ",
        "Add.1 and ",
        "A/RES/73/27",
        "(",
        "S-",
        "para. 1 and ",
        "Council ",
        "/",
        "1",
        "A ",
        "https://undocs.org/",
        "Commission on the ",
        "UNSCR",
        "¶ 1, ",
        "A/75/L.4 and Add.1 and 2, ",
        "the same resolution ",
        "[1]",
        "ibid.; ",
        "\n",
        "\n \n",
        "“the draft ",
        ". A",
        "Res. ",
    ] {
        let small = piece.repeat(40_000 / piece.len());
        let large = piece.repeat(400_000 / piece.len());
        let time = |text: &str| {
            let begun = Instant::now();
            std::hint::black_box(citations_in(&manuscript(&[text])));
            begun.elapsed().as_secs_f64()
        };
        // Other work of the machine makes a run slow, but not all of them.
        let linear = (0..5).any(|_| time(&large) < 40.0 * time(&small) + 0.1);
        assert!(linear, "`{piece}`");
    }
}

/// A manuscript of paragraphs and notes: a line `[12] …` is a note, and `[12]` elsewhere refers to it.
fn manuscript(lines: &[&str]) -> Manuscript {
    let mut made = Manuscript {
        file: "any.txt".to_owned(),
        format: ManuscriptFormat::Plain,
        text: String::new(),
        blocks: Vec::new(),
        note_refs: Vec::new(),
        places: Places::default(),
    };
    for line in lines {
        let (kind, mut rest) = match line.strip_prefix('[').and_then(|rest| rest.split_once("] ")) {
            Some((label, rest)) => (BlockKind::Note { label: label.to_owned() }, rest),
            None => (BlockKind::Paragraph, *line),
        };
        let start = made.text.len();
        while let Some((before, after)) = rest.split_once('[') {
            made.text.push_str(before);
            let (label, after) = after.split_once(']').expect("a label ends");
            made.note_refs.push(NoteRef { at: made.text.len(), label: label.to_owned() });
            rest = after;
        }
        made.text.push_str(rest);
        made.blocks.push(Block { kind, span: start..made.text.len() });
        made.text.push_str("\n\n");
    }
    made
}

#[test]
fn words_point_back_to_the_only_document_that_can_be_meant() {
    let cases: &[(&[&str], &[&str])] = &[
        (&["The vote on resolution 73/27 was close. The same resolution asked for more."], &["A/RES/73/27"]),
        (&["Resolution 73/27 was adopted; paragraph 5 of that resolution is new."], &["A/RES/73/27 ¶ 5"]),
        (&["Under resolution 73/27, the draft fell."], &[]),
        (&["A/C.1/73/L.27 was tabled. The draft was revised."], &["A/C.1/73/L.27"]),
        (&["A/C.1/73/L.27 was tabled. The draft resolution had sponsors."], &["A/C.1/73/L.27"]),
        (&["A/C.1/73/L.27 and L.37: the draft was revised."], &[]),
        (&["Resolutions 73/27 and 73/266 differ; that resolution is longer."], &[]),
        (&["Resolution 73/27 speaks of the resolution of disputes."], &[]),
        (&["Resolution 73/27 and the decision to vote on the draft articles."], &[]),
        (&["Decision 72/512 was short. This decision is procedural."], &["A/DEC/72/512"]),
        (&["Resolution 73/27 was adopted.", "The resolution is long."], &[]),
        (&["It was adopted.[1] The resolution is long.", "[1] UNGA Res. 73/27."], &["A/RES/73/27"]),
        (
            &["After 2018[1] and again[2] the resolution changed.", "[1] A/RES/73/27.", "[2] A/RES/75/240."],
            &[],
        ),
        (&["Resolution 73/27 said: “this resolution stands”."], &[]),
        (&["The resolution 73/27 was adopted."], &[]),
        (&["Resolution 73/27 was adopted, and the resolution “Norms” fell."], &[]),
        (&["Resolution 73/27 was adopted, as was the resolution on norms."], &[]),
        (&["Resolution 73/27 was adopted; this same resolution on norms is short."], &["A/RES/73/27"]),
    ];
    for (lines, expected) in cases {
        let found = back(lines);
        assert_eq!(found, *expected, "{lines:?}");
    }
}

#[test]
fn ibidem_is_the_only_source_of_the_note_before() {
    let cases: &[(&[&str], &[&str])] = &[
        (&["[51] UNGA Res. 73/27, ¶ 5 (Dec. 5, 2018).", "[52] Ibid., para. 6."], &["A/RES/73/27 ¶ 6"]),
        (&["[51] A/68/98, at ¶ 19.", "[52] Id. at ¶ 20.", "[53] Ibid."], &["A/68/98 ¶ 20", "A/68/98"]),
        (&["[1] See A/RES/73/27.", "[2] See ibid., preambular para. 10."], &["A/RES/73/27 ¶ PP10"]),
        (&["[1] A/RES/73/27; A/RES/75/240.", "[2] Ibid."], &[]),
        (&["[1] A/RES/73/27; Muster, Cyber Law (Press, 2019).", "[2] Ibid."], &[]),
        (&["[1] A/RES/73/27, in Muster, “Norms”.", "[2] Ibid."], &[]),
        (&["[1] A. Muster, Norms.", "[2] Ibid., para. 3."], &[]),
        (&["[1] A/RES/73/27.", "[2] A. Muster, Norms.", "[3] Ibid."], &[]),
        (&["[1] A/RES/73/27.", "[3] Ibid."], &[]),
        (&["[2] Ibid., para. 3.", "[1] A/RES/73/27."], &["A/RES/73/27 ¶ 3"]),
        (&["[1] A/RES/73/27.", "[1] Ibid."], &[]),
        (&["[1] A/RES/73/27.", "[2] Ibid., vol. 2131, No. 20378."], &[]),
        (&["[1] A/63/53.", "[2] Ibid., Sixty-fourth Session, Supplement No. 53 (A/64/53)."], &[]),
        (&["[1] A/75/394, para. 17; ibid., para. 19."], &["A/75/394 ¶ 19"]),
        (&["[1] UNGA Res. /27.", "[2] Ibid."], &[]),
        (&["[1] Ibid."], &[]),
        (&["[1] A/RES/73/27.", "[2] Ibid., para. 3; A/RES/75/240.", "[3] Ibid."], &["A/RES/73/27 ¶ 3"]),
    ];
    for (lines, expected) in cases {
        let found = back(lines);
        assert_eq!(found, *expected, "{lines:?}");
    }
}

/// What is cited by words that point back.
fn back(lines: &[&str]) -> Vec<String> {
    let manuscript = manuscript(lines);
    let all = citations_in(&manuscript);
    assert!(all.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start), "{all:?}");
    let back = all.into_iter().filter(|one| one.form == Form::Back);
    back.map(|one| match one.paragraph {
        Some(paragraph) => format!("{} ¶ {paragraph}", one.symbol),
        None => one.symbol.to_string(),
    })
    .collect()
}
