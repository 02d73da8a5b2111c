//! Symbols: the forms of the field, repairs, guesses, lists, order, and real input where it is present.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use jiff::civil::date;
use proptest::prelude::*;
use travaux_un::body::{Body, Committee};
use travaux_un::session::Session;
use travaux_un::symbol::{DocumentKind, Doubt, MentionRole, PartRole, Repair, Symbol, parse_list};

#[track_caller]
fn symbol(text: &str) -> Symbol {
    match Symbol::parse(text) {
        Ok(symbol) => symbol,
        Err(error) => panic!("{error}"),
    }
}

#[track_caller]
fn repaired(text: &str, canonical: &str, kinds: &[Repair]) {
    match Symbol::repair(text) {
        Ok(found) => {
            assert_eq!(found.symbol.as_str(), canonical);
            assert_eq!(
                found.notes.iter().map(|note| note.repair).collect::<Vec<_>>(),
                kinds,
                "{:?}",
                found.notes
            );
        }
        Err(error) => panic!("{error}"),
    }
}

#[track_caller]
fn guessed(text: &str, expected: &[&str]) {
    let found: Vec<String> =
        Symbol::guess(text).iter().map(|candidate| candidate.symbol.to_string()).collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn canonical_forms_print_as_they_are_read() {
    for text in [
        "A/RES/75/240",
        "A/RES/75/254 A",
        "A/RES/47/54 A-F",
        "A/RES/377 (V)",
        "A/RES/377 A (V)",
        "A/RES/ES-11/1",
        "A/RES/S-10/2",
        "A/RES/1004 (ES-II)",
        "A/RES/3201 (S-VI)",
        "A/RES/17 (I) [RULE-73]",
        "A/RES/39/236 [Sect. III]",
        "A/RES/50/38 B [Sect. II]",
        "A/DEC/77/512",
        "S/RES/2722 (2024)",
        "S/PRST/2017/8",
        "S/PV.8979 (Resumption 1)",
        "S/2016/738/Rev.1",
        "A/75/PV.37",
        "A/72/PV.76 (Resumption 1)",
        "A/PV.2441",
        "A/C.1/75/L.8/Rev.1",
        "A/C.6/64/SR.1-28/Corrigendum",
        "A/75/6 (Sect. 3)/Add.1/Corr.1",
        "A/75/6 (Sect. 29A)",
        "A/39/696 (Part II)",
        "A/60/18 (SUPP)",
        "A/HRC/RES/54/1",
        "A/HRC/54/L.13/Rev.1",
        "A/HRC/WG.6/47/COD/1",
        "A/CONF.192/BMS/2022/1",
        "A/INF/75/3",
        "E/RES/1980/67",
        "E/RES/155 (VII)",
        "E/CN.4/Sub.2/1998/12",
        "CRPD/C/PRK/1",
        "CCW/CONF.VI/11",
        "ICCD/COP(14)/23/Add.1",
        "UNEP/EA.5/Res.14",
        "UNEP/CBD/BS/COP-MOP/5/17",
        "GC.18/INF/4",
        "ISBA/26/A/19",
        "NPT/CONF.2020/PC.I/WP.13",
        "ST/SGB/2013/4/Amend.1",
    ] {
        assert_eq!(symbol(text).as_str(), text);
    }
}

#[test]
fn blanks_before_letters_and_parentheses_are_optional() {
    for (text, canonical) in [
        ("A/RES/75/254A", "A/RES/75/254 A"),
        ("A/RES/1514(XV)", "A/RES/1514 (XV)"),
        ("A/72/PV.76(Resumption1)", "A/72/PV.76 (Resumption 1)"),
        ("NPT/CONF.2010/50(Vol.I)", "NPT/CONF.2010/50 (Vol. I)"),
    ] {
        assert_eq!(symbol(text).as_str(), canonical);
    }
}

#[test]
fn strict_reading_says_where_and_what() {
    for (text, position) in [
        ("", 0),
        ("B/RES/75/240", 0),
        ("A/RES/75", 8),
        ("A/RES/", 6),
        ("A/HCR/33/24", 2),
        ("A/77/L45", 5),
        ("A/RES/75/240.", 12),
        ("A/RES/75/0240", 9),
        ("A/RES/1514 (15)", 12),
        ("A/74/A/74/379", 5),
        ("S/RES/1325", 10),
    ] {
        let error = Symbol::parse(text).expect_err(text);
        assert_eq!(error.position(), position, "{error}");
        assert!(!error.expected().is_empty());
    }
    assert_eq!(Symbol::parse("A/HCR/33/24").unwrap_err().hint(), Some("nearest: HRC"));
}

#[test]
fn questions_are_answered_from_the_parts() {
    let draft = symbol("A/C.1/75/L.8/Rev.1");
    assert_eq!(draft.kind(), DocumentKind::Draft);
    assert_eq!(draft.body(), Body::GeneralAssembly);
    assert_eq!(draft.committee(), Some(Committee::First));
    assert_eq!(draft.session(), Some(Session::Regular(75)));
    assert_eq!(draft.number(), Some(8));
    assert_eq!(draft.revision(), Some(1));
    assert!(draft.is_revision_of(&symbol("A/C.1/75/L.8")));
    assert!(!draft.is_revision_of(&symbol("A/C.1/74/L.8")));
    assert!(!draft.is_revision_of(&symbol("A/C.1/75/L.8/Add.1")));
    assert!(!draft.is_revision_of(&draft));
    let roles: Vec<PartRole> = draft.parts().map(|part| part.role).collect();
    assert_eq!(
        roles,
        [
            PartRole::Organ,
            PartRole::Body,
            PartRole::Session,
            PartRole::Nature,
            PartRole::Number,
            PartRole::Modifier
        ]
    );

    let old = symbol("A/RES/377 A (V)");
    assert_eq!(
        (old.kind(), old.session(), old.letters()),
        (DocumentKind::Resolution, Some(Session::Regular(5)), Some("A"))
    );
    assert_eq!(old.whole().as_str(), "A/RES/377 (V)");
    assert_eq!(old.url(), "https://undocs.org/en/A/RES/377(V)");
    assert_eq!(symbol("A/RES/1004 (ES-II)").session(), Some(Session::EmergencySpecial(2)));
    assert_eq!(symbol("A/RES/50/38 B [Sect. II]").whole().as_str(), "A/RES/50/38");
    assert_eq!(symbol("A/RES/50/38 B [Sect. II]").section(), Some("Sect. II"));
    assert_eq!(symbol("A/RES/75/254 A").url(), "https://undocs.org/en/A/RES/75/254A");
    assert_eq!(symbol("S/RES/2722 (2024)").year(), Some(2024));
    assert_eq!(symbol("E/CN.4/1998/53/Add.2").year(), Some(1998));
    assert_eq!(symbol("A/HRC/54/L.1").body(), Body::HumanRightsCouncil);
    assert_eq!(symbol("A/CONF.192/15").body(), Body::Conference);
    assert_eq!(symbol("A/75/394").kind(), DocumentKind::General);
    assert_eq!(symbol("ST/SGB/2013/4").kind(), DocumentKind::AdministrativeIssuance);
    let each: Vec<String> = symbol("A/RES/78/254 A-C").each().iter().map(Symbol::to_string).collect();
    assert_eq!(each, ["A/RES/78/254 A", "A/RES/78/254 B", "A/RES/78/254 C"]);
}

#[test]
fn order_is_by_body_nature_session_and_number() {
    let sorted = [
        "A/394",
        "A/75/9",
        "A/75/394",
        "A/75/394/Add.1",
        "A/75/394/Add.10",
        "A/RES/377 (V)",
        "A/RES/31/4",
        "A/RES/75/9",
        "A/RES/75/32",
        "A/RES/75/32 A",
        "A/RES/S-10/2",
        "A/RES/ES-11/1",
        "A/C.1/75/L.8",
        "A/C.1/75/L.8/Rev.1",
        "A/C.1/75/L.10",
        "A/C.2/75/L.1",
        "S/RES/2722 (2024)",
    ];
    let mut symbols: Vec<Symbol> = sorted.iter().rev().map(|text| symbol(text)).collect();
    symbols.sort();
    assert_eq!(symbols.iter().map(Symbol::as_str).collect::<Vec<_>>(), sorted);
}

#[test]
fn repairs_are_noted() {
    use Repair::{
        Address, Blank, Case, DoubledHead, FileName, Joint, Language, LeadingZero, LibraryPart, Numeral,
        Order, Point, Punctuation, Spelling, Stroke, Typography, Voeten, Year,
    };
    repaired("A/RES/75/240", "A/RES/75/240", &[]);
    repaired("a/res/75/240", "A/RES/75/240", &[Case, Case]);
    repaired("A/RES/47/120b", "A/RES/47/120 B", &[Case]);
    repaired("A/77/L45/Rev.1", "A/77/L.45/Rev.1", &[Point]);
    repaired("A/74/A/74/379/Add.1", "A/74/379/Add.1", &[DoubledHead]);
    repaired("A/C.6/79.SR.37", "A/C.6/79/SR.37", &[Stroke]);
    repaired("A64/PV.62", "A/64/PV.62", &[Stroke]);
    repaired("/en/A/RES/217 (III)", "A/RES/217 (III)", &[Language]);
    repaired("A/RES/75/240.", "A/RES/75/240", &[Punctuation]);
    repaired("A/75/123*", "A/75/123", &[Punctuation]);
    repaired("https://undocs.org/en/A/RES/75/240", "A/RES/75/240", &[Address]);
    repaired("https://docs.un.org/A/RES/1514(XV)", "A/RES/1514 (XV)", &[Address]);
    repaired("http://www.un.org/ga/search/view_doc.asp?symbol=S/PRST/2010/25", "S/PRST/2010/25", &[Address]);
    repaired(
        "https://undocs.org/Home/Mobile?FinalSymbol=A%2FRES%2F75%2F240&Language=E",
        "A/RES/75/240",
        &[Address],
    );
    repaired(
        "https://digitallibrary.un.org/record/3933854/files/A_RES_75_311-EN.pdf?ln=en",
        "A/RES/75/311",
        &[Address, FileName],
    );
    repaired("A_RES_77_188-2228883E.xml", "A/RES/77/188", &[FileName]);
    repaired("A/RES\u{2044}75/240\u{a0}", "A/RES/75/240", &[Typography]);
    repaired("A/RES/ES\u{2011}11/1", "A/RES/ES-11/1", &[Typography]);
    repaired("A/34/PV. 82", "A/34/PV.82", &[Blank]);
    repaired("A/RES/ES11/1", "A/RES/ES-11/1", &[Point]);
    repaired("S/PRST/2017/08", "S/PRST/2017/8", &[LeadingZero]);
    repaired("A/RES/377 (V) A", "A/RES/377 A (V)", &[Order]);
    repaired("A/2116 (Pt.2)", "A/2116 (Part 2)", &[Spelling]);
    repaired("A/77/PV.58 (resumed)", "A/77/PV.58 (Resumption)", &[Spelling]);
    repaired("S/RES/1325", "S/RES/1325 (2000)", &[Year]);
    repaired("E/2015/27-E/CN.6/2015/10", "E/2015/27", &[Joint]);
    repaired("A/RES/104(S-1)", "A/RES/104 (S-I)", &[Numeral]);
    for (library, canonical) in [
        ("A/RES/620(VII)[A]", "A/RES/620 A (VII)"),
        ("A/RES/32/84[A]", "A/RES/32/84 A"),
        ("A/RES/2311(XXII)[SectionIII]", "A/RES/2311 (XXII) [Sect. III]"),
        ("A/RES/48/75[B-C]", "A/RES/48/75 B-C"),
        ("A/RES/33/116[A-I]", "A/RES/33/116 A [Sect. I]"),
        ("A/RES/944(X)[I-II]", "A/RES/944 (X) [Sect. I-II]"),
        ("A/RES/377(V)[AE]", "A/RES/377 A (V) [Sect. E]"),
        ("A/RES/377(V)[AANNEX]", "A/RES/377 A (V) [ANNEX]"),
        ("A/RES/36/235IV", "A/RES/36/235 [Sect. IV]"),
        ("A/RES/37/235C-II", "A/RES/37/235 C [Sect. II]"),
    ] {
        repaired(library, canonical, &[LibraryPart]);
    }
    // What has no other form keeps its brackets, and the missing blanks are optional.
    repaired("A/RES/17(I)[RULE-73]", "A/RES/17 (I) [RULE-73]", &[]);
    repaired("A/RES/63(I)[PARA.8]", "A/RES/63 (I) [PARA.8]", &[]);
    repaired("A/RES/996(ES-IandII)", "A/RES/996 (ES-I)", &[Numeral]);
    repaired("A/RES/1004(ES-II)", "A/RES/1004 (ES-II)", &[]);
    repaired("R/73/27", "A/RES/73/27", &[Voeten]);
    repaired("R/45/36B", "A/RES/45/36 B", &[Voeten]);
    repaired("R/50/38B/II", "A/RES/50/38 B [Sect. II]", &[Voeten]);
    repaired("ESS/10/15A", "A/RES/ES-10/15 A", &[Voeten]);
}

#[test]
fn letters_scanned_for_digits_are_mended() {
    repaired("A/C.l/73/L.27", "A/C.1/73/L.27", &[Repair::Digit]);
    repaired("A/C.I/73/L.2O", "A/C.1/73/L.20", &[Repair::Digit, Repair::Digit]);
    repaired("A/7l/PV.3", "A/71/PV.3", &[Repair::Digit]);
    // A capital behind the digits is a letter of the series; other organs count bodies in roman numerals.
    repaired("A/RES/51/45O", "A/RES/51/45 O", &[]);
    assert_eq!(Symbol::parse("TD/B/C.I/12").expect("it is canonical").as_str(), "TD/B/C.I/12");
}

#[test]
fn a_symbol_ends_where_prose_goes_on() {
    for (text, symbol, length) in [
        ("A/75/394, para. 17", "A/75/394", 8),
        ("A/75/394.12 It met", "A/75/394", 8),
        ("A/72/PV.76 (Resumption 1) (2018)", "A/72/PV.76 (Resumption 1)", 25),
        ("A/C.1/73/ L.27 and", "A/C.1/73/L.27", 14),
        ("A/RES/75/254 A to D of", "A/RES/75/254 A-D", 19),
        ("A/RES/73/27 A group met", "A/RES/73/27", 11),
    ] {
        let found = Symbol::leading(text).expect(text);
        assert_eq!((found.symbol.as_str(), found.length), (symbol, length));
    }
    assert_eq!(Symbol::leading("GA/DIS/3659"), None);
    assert_eq!(Symbol::leading("and/or"), None);
}

#[test]
fn what_would_be_a_guess_is_no_repair() {
    for text in [
        "75/240",
        "L.8/Rev.1",
        "R/1/66",
        "A/55/558 para.7",
        "A/5681/dd.1",
        "A/61/443/Add.",
        "and/or",
        "n/a",
        "S/RES/",
    ] {
        assert!(Symbol::repair(text).is_err(), "{text}");
    }
    assert_eq!(
        Symbol::repair("A/55/558 para.7").unwrap_err().hint(),
        Some("more than a symbol: read it as a list")
    );
}

/// Found by the fuzz target `symbol`.
#[test]
fn empty_brackets_are_no_symbol() {
    for text in ["A/RES/377(V)[]", "A/RES/377 (V) [ ]", "A/RES/377(V)[", "A/RES/75/240[]"] {
        assert!(Symbol::parse(text).is_err(), "{text}");
        let _ = (Symbol::repair(text), Symbol::guess(text), parse_list(text));
    }
}

#[test]
fn guesses_are_ranked() {
    guessed("75/240", &["A/RES/75/240", "A/75/240"]);
    guessed("75/9", &["A/RES/75/9", "A/75/9", "A/HRC/RES/75/9", "A/HRC/75/9"]);
    guessed("77/512", &["A/DEC/77/512", "A/RES/77/512", "A/77/512"]);
    guessed("decision 77/512", &["A/DEC/77/512"]);
    guessed("a/res/75/240", &["A/RES/75/240"]);
    guessed("A/RES/75/240.", &["A/RES/75/240"]);
    for text in [
        "res 75/240",
        "resolution 75/240",
        "GA res. 75/240",
        "UNGA Res 75/240",
        "General Assembly resolution 75/240",
    ] {
        guessed(text, &["A/RES/75/240"]);
    }
    guessed("377(V)", &["A/RES/377 (V)"]);
    guessed("377 A (V)", &["A/RES/377 A (V)"]);
    guessed("377 (V) A", &["A/RES/377 A (V)"]);
    guessed("3202 (S-VI)", &["A/RES/3202 (S-VI)"]);
    guessed("ES-11/1", &["A/RES/ES-11/1", "A/ES-11/1"]);
    guessed("S-10/2", &["A/RES/S-10/2", "A/S-10/2"]);
    guessed("SC res 2722 (2024)", &["S/RES/2722 (2024)"]);
    guessed("SC res 1325", &["S/RES/1325 (2000)"]);
    guessed("S/RES/1325", &["S/RES/1325 (2000)"]);
    // The first or last of a year, and numbers that no source gives to a year.
    guessed("SC res 106", &["S/RES/106 (1955)"]);
    guessed("SC res 529", &["S/RES/529 (1983)"]);
    guessed("SC res 1454", &["S/RES/1454 (2002)"]);
    guessed("SC res 2617", &["S/RES/2617 (2021)"]);
    guessed("SC res 1219", &[]);
    guessed("SC res 2788", &[]);
    guessed("2722 (2024)", &["S/RES/2722 (2024)"]);
    guessed("HRC 54/1", &["A/HRC/RES/54/1", "A/HRC/54/1"]);
    guessed("C.1/75/L.8/Rev.1", &["A/C.1/75/L.8/Rev.1"]);
    guessed("L.8/Rev.1", &[]);
    guessed("", &[]);
    guessed("240", &[]);
    assert_eq!(Symbol::guess("75/L.4")[0].symbol.as_str(), "A/75/L.4");
    assert_eq!(Symbol::guess("73-27")[0].symbol.as_str(), "A/RES/73/27");
}

#[track_caller]
fn listed(text: &str, expected: &[&str]) {
    let found: Vec<String> =
        parse_list(text).mentions.iter().map(|mention| mention.symbol.to_string()).collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn lists_inherit_their_heads() {
    listed("A/75/L.4 and Add.1", &["A/75/L.4", "A/75/L.4/Add.1"]);
    listed(
        "A/C.1/75/L.8/Rev.1 and Add.1–3",
        &[
            "A/C.1/75/L.8/Rev.1",
            "A/C.1/75/L.8/Rev.1/Add.1",
            "A/C.1/75/L.8/Rev.1/Add.2",
            "A/C.1/75/L.8/Rev.1/Add.3",
        ],
    );
    listed("A/75/L.4, Add.1 and 2", &["A/75/L.4", "A/75/L.4/Add.1", "A/75/L.4/Add.2"]);
    listed("A/PV.1384 and Corr.1", &["A/PV.1384", "A/PV.1384/Corr.1"]);
    listed("A/ES-11/L.2 and A/ES-11/L.2 /Add.1", &["A/ES-11/L.2", "A/ES-11/L.2/Add.1"]);
    listed("resolutions 53/70, 54/49 and 55/28", &["A/RES/53/70", "A/RES/54/49", "A/RES/55/28"]);
    listed(
        "Recalling its resolutions 53/70 of 4 December 1998, 54/49 of 1 December 1999 and ES-11/1 of 2 March 2022,",
        &["A/RES/53/70", "A/RES/54/49", "A/RES/ES-11/1"],
    );
    listed(
        "resolution 1514 (XV) of 14 December 1960 and Security Council resolutions 1325 (2000) and 2722 (2024)",
        &["A/RES/1514 (XV)", "S/RES/1325 (2000)", "S/RES/2722 (2024)"],
    );
    listed("Human Rights Council resolution 54/1 and decision 77/512.", &["A/HRC/RES/54/1", "A/DEC/77/512"]);
    listed("resolution 47/54 A-F", &["A/RES/47/54 A-F"]);
    listed("resolution 75/254 A and C of 31 December", &["A/RES/75/254 A", "A/RES/75/254 C"]);
    listed("resolution 377 A (V)", &["A/RES/377 A (V)"]);
    listed("see https://undocs.org/en/A/RES/75/240, and or/and 24/7", &["A/RES/75/240"]);
    listed("A/75/6 (Sect. 3)/Add.1/Corr.1", &["A/75/6 (Sect. 3)/Add.1/Corr.1"]);
    listed("on 3/4 of a resolution, see page 53/70", &[]);
}

#[test]
fn paragraphs_and_provisos_are_kept() {
    let list = parse_list("A/75/394, para. 17");
    assert_eq!(list.mentions[0].paragraph.as_deref(), Some("17"));
    assert_eq!(list.mentions[0].span, 0..8);
    let list = parse_list("A/75/450 and A/75/450/Corr.1, para. 7");
    assert_eq!(list.mentions[0].paragraph.as_deref(), Some("7"));
    let list = parse_list("A/77/L.36 and A/77/L.36/Add.1, as orally revised and as amended in A/77/L.50");
    assert!(list.orally_revised && !list.orally_amended);
    let roles: Vec<_> = list.mentions.iter().map(|mention| mention.role).collect();
    assert_eq!(roles, [MentionRole::Document, MentionRole::Document, MentionRole::AmendedBy]);
    let list = parse_list(
        "A/75/L.87/Rev.1 and A/75/L.87/Rev.1/Add.1 (as amended in A/75/L.90, A/75/L.91 and A/75/L.92)",
    );
    assert_eq!(list.documents().count(), 2);
    assert_eq!(list.mentions.len(), 5);
    let list = parse_list("A/75/L.119/Rev.1 (as amended in A/75/L.121/Rev.1 and as orally amended)");
    assert!(list.orally_amended);
}

#[test]
fn doubts_are_no_errors() {
    let text = symbol("A/RES/68/243");
    assert_eq!(text.doubts(), []);
    assert_eq!(text.doubts_on(date(2013, 12, 27)), []);
    let day = date(2018, 12, 27);
    assert_eq!(text.doubts_on(day), [Doubt::OutsideSession { session: Session::Regular(68), day }]);
    assert_eq!(symbol("A/C.1/75/L.8").doubts_on(date(2020, 10, 6)), []);
    assert_eq!(symbol("A/78423").doubts(), [Doubt::NumberTooHigh { number: 78423 }]);
    assert_eq!(symbol("A/RES/5/3").doubts(), [Doubt::FormOfAnotherTime { session: Session::Regular(5) }]);
    let other = Doubt::NumberOfAnotherSession {
        session: Session::Regular(5),
        belongs_to: Some(Session::Regular(15)),
    };
    assert_eq!(symbol("A/RES/1514 (V)").doubts(), [other]);
    assert_eq!(
        symbol("S/RES/1325 (2001)").doubts(),
        [Doubt::NumberOfAnotherYear { year: 2001, belongs_to: 2000 }]
    );
    assert_eq!(symbol("A/RES/1514 (XV)").doubts(), []);
}

#[test]
fn serde_writes_and_reads_the_canonical_text() {
    let json = serde_json::to_string(&symbol("A/RES/75/254A")).unwrap();
    assert_eq!(json, "\"A/RES/75/254 A\"");
    assert_eq!(serde_json::from_str::<Symbol>(&json).unwrap(), symbol("A/RES/75/254 A"));
    assert!(serde_json::from_str::<Symbol>("\"a/res/75/254\"").is_err());
}

/// Symbols made from the grammar.
fn any_symbol() -> impl Strategy<Value = String> {
    let session = prop_oneof![
        (1..200_u16).prop_map(|n| n.to_string()),
        (1..40_u16).prop_map(|n| format!("S-{n}")),
        (1..20_u16).prop_map(|n| format!("ES-{n}")),
        (1945..2101_u16).prop_map(|n| n.to_string()),
    ];
    let letters = prop::option::of(prop_oneof!["[A-Z]", "[A-M]-[N-Z]", Just("AA".to_owned())]);
    let letters =
        letters.prop_map(|letters| letters.map_or_else(String::new, |letters| format!(" {letters}")));
    let section = prop::option::of(prop_oneof![
        Just("Sect. IV"),
        Just("Sect. B"),
        Just("RULE-33A"),
        Just("PARA.1-2"),
        Just("ANNEX")
    ]);
    let section = section.prop_map(|part| part.map_or_else(String::new, |part| format!(" [{part}]")));
    let behind = prop_oneof![
        Just("V".to_owned()),
        Just("XXX".to_owned()),
        Just("S-VI".to_owned()),
        Just("ES-II".to_owned()),
        (1946..2030_u16).prop_map(|n| n.to_string()),
    ];
    let number = 1..100_000_u32;
    let body = prop::sample::select(vec![
        "",
        "C.1/",
        "C.6/",
        "HRC/",
        "AC.105/",
        "CONF.192/BMS/",
        "SPC/",
        "HRC/WG.6/",
    ]);
    let nature = prop_oneof![
        Just(String::new()),
        prop::sample::select(vec!["L.", "PV.", "SR.", "CRP.", "WP.", "R.", "INF."]).prop_map(str::to_owned),
    ];
    let volume = prop::option::of(prop::sample::select(vec![
        "Part II",
        "Parts I and II",
        "Vol. III",
        "Sect. 29A",
        "SUPP",
        "Resumption 2",
        "Annex",
    ]));
    let volume = volume.prop_map(|text| text.map_or_else(String::new, |text| format!(" ({text})")));
    let modifiers =
        prop::collection::vec((prop::sample::select(vec!["Add", "Corr", "Rev", "Amend"]), 1..40_u8), 0..3);
    let modifiers = modifiers.prop_map(|all| {
        all.iter()
            .flat_map(|(name, n)| ["/".to_owned(), (*name).to_owned(), ".".to_owned(), n.to_string()])
            .collect::<String>()
    });
    let act = (
        prop::sample::select(vec!["A/RES", "A/DEC", "A/HRC/RES", "E/RES"]),
        session.clone(),
        number.clone(),
        letters.clone(),
        section.clone(),
    )
        .prop_map(|(head, session, number, letters, section)| {
            format!("{head}/{session}/{number}{letters}{section}")
        });
    let old =
        (prop::sample::select(vec!["A/RES", "E/RES", "S/RES"]), number.clone(), letters, behind, section)
            .prop_map(|(head, number, letters, behind, section)| {
                format!("{head}/{number}{letters} ({behind}){section}")
            });
    let document =
        (prop::sample::select(vec!["A", "E", "S"]), body, prop::option::of(session), nature, number, volume)
            .prop_map(|(organ, body, session, nature, number, volume)| {
                let body = if organ == "A" { body } else { "" };
                let session = session.map_or_else(String::new, |session| format!("{session}/"));
                format!("{organ}/{body}{session}{nature}{number}{volume}")
            });
    (prop_oneof![act, old, document], modifiers).prop_map(|(base, modifiers)| base + &modifiers)
}

proptest! {
    #[test]
    fn what_the_grammar_makes_is_read_and_printed_alike(text in any_symbol()) {
        let symbol = Symbol::parse(&text);
        prop_assert!(symbol.is_ok(), "{}", symbol.unwrap_err());
        let symbol = symbol.unwrap();
        prop_assert_eq!(symbol.as_str(), text.as_str());
        prop_assert_eq!(symbol.base().base(), symbol.base());
        prop_assert!(symbol.letters().is_none() || symbol.whole().letters().is_none());
        prop_assert_eq!(Symbol::repair(&text.replace(' ', "")).unwrap().symbol, symbol.clone());
        prop_assert_eq!(Symbol::repair(&text.to_lowercase()).unwrap().symbol, symbol.clone());
        prop_assert_eq!(Symbol::repair(&format!("https://undocs.org/en/{text}")).unwrap().symbol, symbol.clone());
        prop_assert_eq!(&parse_list(&format!("as in {text}, too")).mentions[0].symbol, &symbol);
    }

    #[test]
    fn order_is_total_and_agrees_with_equality(a in any_symbol(), b in any_symbol(), c in any_symbol()) {
        let (a, b, c) = (Symbol::parse(&a).unwrap(), Symbol::parse(&b).unwrap(), Symbol::parse(&c).unwrap());
        prop_assert_eq!(a.cmp(&b), b.cmp(&a).reverse());
        prop_assert_eq!(a == b, a.cmp(&b).is_eq());
        prop_assert!(!(a <= b && b <= c) || a <= c);
    }

    #[test]
    fn nothing_panics(text in any::<String>()) {
        everything(&text);
    }

    #[test]
    fn nothing_panics_near_symbols(text in "[AESTR]{0,2}[/. ]{0,2}[A-Za-z0-9/.() \\[\\]\\-–é*%_]{0,40}") {
        everything(&text);
    }
}

/// Everything that reads, and what was read answering everything and reading back.
fn everything(text: &str) {
    let strict = Symbol::parse(text).ok();
    let repaired = Symbol::repair(text).ok().map(|repaired| repaired.symbol);
    let guessed = Symbol::guess(text).into_iter().map(|candidate| candidate.symbol);
    let listed = parse_list(text).mentions.into_iter().map(|mention| {
        assert!(text.get(mention.span).is_some());
        mention.symbol
    });
    for symbol in strict.into_iter().chain(repaired).chain(guessed).chain(listed) {
        assert_eq!(Symbol::parse(symbol.as_str()).as_ref(), Ok(&symbol));
        let _ = (
            symbol.kind(),
            symbol.body(),
            symbol.committee(),
            symbol.session(),
            symbol.year(),
            symbol.number(),
        );
        let _ = (
            symbol.base(),
            symbol.whole(),
            symbol.each(),
            symbol.url(),
            symbol.revision(),
            symbol.doubts_on(date(2020, 1, 1)),
        );
    }
    let _ = (text.parse::<Session>(), Committee::named(text));
}

/// The folder of real input beside the project, or a word on standard error that the test is skipped.
#[expect(clippy::print_stderr, reason = "a test that is skipped says so")]
fn shared(path: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data").join(path);
    if !path.exists() {
        eprintln!("skipped: {} is not there", path.display());
        return None;
    }
    Some(path)
}

/// What a command of the system prints: these tests do without crates that unpack.
#[expect(clippy::print_stderr, reason = "a test that is skipped says so")]
fn output(command: &str, arguments: &[&str]) -> Option<String> {
    let output = Command::new(command).args(arguments).output();
    let Ok(output) = output else {
        eprintln!("skipped: `{command}` is not there");
        return None;
    };
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// How many texts were read, each with its number of uses.
#[derive(Debug, Default, PartialEq, Eq)]
struct Read {
    distinct: u32,
    uses: u32,
    strict: u32,
    strict_uses: u32,
    lenient: u32,
    lenient_uses: u32,
}

fn read(texts: &BTreeMap<String, u32>) -> Read {
    let mut read = Read::default();
    for (text, &uses) in texts {
        read.distinct += 1;
        read.uses += uses;
        if Symbol::parse(text).is_ok() {
            read.strict += 1;
            read.strict_uses += uses;
        }
        if Symbol::repair(text).is_ok() {
            read.lenient += 1;
            read.lenient_uses += uses;
        }
    }
    read
}

/// The symbols in the links of the United Nations' own AKN4UN files, as the addresses have them.
fn links(archive: &str) -> Option<BTreeMap<String, u32>> {
    let path = shared(&format!("corpus/{archive}"))?;
    let text = output("tar", &["-xzOf", path.to_str()?, "--wildcards", "*.xml"])?;
    let mut texts = BTreeMap::new();
    for piece in text.split("href=\"").skip(1) {
        let address = piece.split('"').next().unwrap_or_default();
        let path = ["undocs.org/", "docs.un.org/"].iter().find_map(|host| address.split_once(host));
        if let Some((_, path)) = path {
            let symbol = path.strip_prefix("en/").unwrap_or(path).replace("&amp;", "&");
            *texts.entry(symbol).or_default() += 1;
        }
    }
    Some(texts)
}

#[test]
fn links_of_the_united_nations_are_read() {
    for (archive, strict, lenient) in [
        ("akn4un-ga-en.tar.gz", 9140, 9507),
        ("akn4un-sc-en.tar.gz", 2220, 2280),
        ("akn4un-hrc-en.tar.gz", 41, 41),
    ] {
        let Some(texts) = links(archive) else { return };
        let read = read(&texts);
        eprintln!("{archive}: {read:?}");
        assert!(read.strict >= strict && read.lenient >= lenient, "{archive}: {read:?}");
    }
}

#[test]
fn symbols_of_the_digital_library_are_read() {
    let Some(path) = shared("unga/undl_rollcalls.csv.gz") else { return };
    let Some(text) = output("gzip", &["-dc", &path.to_string_lossy()]) else { return };
    let mut rows = csv::Reader::from_reader(text.as_bytes());
    let header = rows.headers().unwrap().clone();
    let mut columns =
        [("resolution", 7090), ("committee_report", 3102), ("meeting", 1515)].map(|(name, floor)| {
            (header.iter().position(|column| column == name).unwrap(), floor, BTreeMap::new())
        });
    let column = |name| header.iter().position(|column| column == name).unwrap();
    let (session, day) = (column("session"), column("date"));
    let mut outside = Vec::new();
    for row in rows.records().map_while(Result::ok) {
        if let (Ok(session), Ok(day)) = (row[session].parse::<Session>(), row[day].parse())
            && session.contains(day) != Some(true)
        {
            outside.push(format!("{session}: {day}"));
        }
        for (column, _, texts) in &mut columns {
            for text in row[*column].split(" | ").filter(|text| !text.is_empty()) {
                *texts.entry(text.to_owned()).or_default() += 1;
            }
        }
    }
    // Its row for A/RES/37/84 has a day in February 1982, before the session opened.
    assert_eq!(outside, ["37: 1982-02-21"]);
    for (column, floor, texts) in columns {
        let read = read(&texts);
        eprintln!("column {column}: {read:?}");
        assert!(read.lenient >= floor, "column {column}: {read:?}");
    }
}

#[test]
fn sessions_metadata_are_read() {
    let Some(folder) = shared("documents/resolutions/ga_metadata") else { return };
    let (mut rows, mut symbols, mut meetings, mut origins) = (0, 0, 0, 0);
    for entry in std::fs::read_dir(folder).unwrap() {
        for line in std::fs::read_to_string(entry.unwrap().path()).unwrap().lines() {
            let row: serde_json::Value = serde_json::from_str(line).unwrap();
            let field = |name: &str| row[name].as_str().unwrap_or_default();
            rows += 1;
            symbols += u32::from(Symbol::repair(field("symbol")).is_ok());
            meetings += u32::from(Symbol::repair(field("pv")).is_ok());
            origins += u32::from(!parse_list(field("originating_document")).mentions.is_empty());
        }
    }
    eprintln!("{rows} rows: {symbols} symbols, {meetings} meetings, {origins} originating documents");
    assert!(
        symbols >= rows && meetings + 2 >= rows && origins >= rows,
        "{rows} {symbols} {meetings} {origins}"
    );
}
