//! The table of names that occur in symbols: organs, bodies, natures and modifiers.
//!
//! Sources: the Dag Hammarskjöld Library's guide "UN document symbols" (<https://research.un.org/en/docs/symbols>), the
//! *United Nations Document Series Symbols* (ST/LIB/SER.B/5/Rev.5), and the links of the UN's own AKN4UN files for bodies
//! younger than these. The list of bodies is open: a new body is one line here.

use crate::body::Body;
use crate::near;

/// What a name in a symbol stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// A body, conference or named series: `C.1`, `HRC`, `SGB`.
    Body,
    /// The nature of the document: `RES`, `L.`, `PV.`.
    Nature,
    /// A change or addition to a document: `Rev.1`.
    Modifier,
}

/// The name with which a symbol begins, and the body it says.
pub(super) const ORGANS: &[(&str, Body)] = &[
    ("A", Body::GeneralAssembly),
    ("S", Body::SecurityCouncil),
    ("E", Body::EconomicAndSocialCouncil),
    ("T", Body::TrusteeshipCouncil),
    ("ST", Body::Secretariat),
    ("ACC", Body::Other),
    ("AEC", Body::Other),
    ("APLC", Body::Other),
    ("AT", Body::Other),
    ("BWC", Body::Other),
    ("CAC", Body::Other),
    ("CAT", Body::Other),
    ("CBD", Body::Other),
    ("CCD", Body::Other),
    ("CCM", Body::Other),
    ("CCPR", Body::Other),
    ("CCW", Body::Other),
    ("CD", Body::Other),
    ("CEB", Body::Other),
    ("CED", Body::Other),
    ("CEDAW", Body::Other),
    ("CERD", Body::Other),
    ("CLCS", Body::Other),
    ("CMW", Body::Other),
    ("CRC", Body::Other),
    ("CRPD", Body::Other),
    ("CTOC", Body::Other),
    ("DC", Body::Other),
    ("DP", Body::Other),
    ("ECE", Body::EconomicAndSocialCouncil),
    ("ENDC", Body::Other),
    ("ESCAP", Body::EconomicAndSocialCouncil),
    ("FCCC", Body::Other),
    ("GC", Body::Other),
    ("HRI", Body::Other),
    ("HS", Body::Other),
    ("HSP", Body::Other),
    ("ICCD", Body::Other),
    ("ID", Body::Other),
    ("IDB", Body::Other),
    ("IPBES", Body::Other),
    ("ISBA", Body::Other),
    ("ITC", Body::Other),
    ("JIU", Body::Other),
    ("LC", Body::EconomicAndSocialCouncil),
    ("LOS", Body::Other),
    ("NPT", Body::Other),
    ("PBC", Body::Other),
    ("PCNICC", Body::Other),
    ("SPLOS", Body::Other),
    ("TD", Body::Other),
    ("TPNW", Body::Other),
    ("UNEP", Body::Other),
    ("UNODC", Body::Other),
    ("UNW", Body::Other),
    ("WFC", Body::Other),
    ("WFP", Body::Other),
];

/// Organs of UNIDO, whose first segment carries the session: `GC.18/INF/4`, `IDB.48/16`.
pub(super) const ORGANS_WITH_SESSION: &[&str] = &["GC", "IDB"];

/// Organs under which three letters are the state whose report is considered: `CRPD/C/PRK/1`, `A/HRC/WG.6/47/COD/1`.
pub(super) const REPORTING_STATES: &[&str] =
    &["A", "CAT", "CCPR", "CED", "CEDAW", "CERD", "CMW", "CRC", "CRPD", "HRI"];

/// Names that stand alone in a segment, and, where a name is too short to be safe, the organs under which it occurs.
const NAMES: &[(&str, Class, &[&str])] = &[
    ("RES", Class::Nature, &[]),
    ("DEC", Class::Nature, &[]),
    ("PRST", Class::Nature, &[]),
    ("INF", Class::Nature, &[]),
    ("NGO", Class::Nature, &[]),
    ("PET", Class::Nature, &[]),
    ("Agenda", Class::Nature, &[]),
    ("A", Class::Body, &["ISBA"]),
    ("B", Class::Body, &["TD", "ID"]),
    ("C", Class::Body, &["CAT", "CCPR", "CED", "CEDAW", "CERD", "CMW", "CRC", "CRPD", "ISBA", "TD"]),
    ("G", Class::Body, &["A", "E"]),
    ("P", Class::Body, &["E", "DP", "UNW"]),
    ("Q", Class::Body, &["CAT", "CCPR", "CED", "CEDAW", "CERD", "CMW", "CRC", "CRPD"]),
    ("RQ", Class::Body, &["CAT", "CCPR", "CED", "CEDAW", "CERD", "CMW", "CRC", "CRPD"]),
    ("CO", Class::Body, &["CAT", "CCPR", "CED", "CEDAW", "CERD", "CMW", "CRC", "CRPD"]),
    ("QPR", Class::Body, &["CAT", "CCPR", "CED", "CEDAW", "CERD", "CMW", "CRC", "CRPD"]),
    ("GC", Class::Body, &["E", "CAT", "CCPR", "CED", "CEDAW", "CERD", "CMW", "CRC", "CRPD"]),
    ("NI", Class::Body, &["A"]),
    ("SP", Class::Body, &["CAT", "CCPR", "CEDAW", "CERD", "CMW", "CRC", "CRPD"]),
    ("ADM", Class::Body, &[]),
    ("AHEG", Class::Body, &[]),
    ("AI", Class::Body, &["ST"]),
    ("BMS", Class::Body, &[]),
    ("BS", Class::Body, &["CBD", "UNEP"]),
    ("BUR", Class::Body, &[]),
    ("CBD", Class::Body, &["UNEP"]),
    ("CCPCJ", Class::Body, &[]),
    ("CM", Class::Body, &["E"]),
    ("CMA", Class::Body, &[]),
    ("CMP", Class::Body, &[]),
    ("CONF", Class::Body, &[]),
    ("CONS", Class::Body, &[]),
    ("COP", Class::Body, &[]),
    ("COP-MOP", Class::Body, &[]),
    ("COSP", Class::Body, &[]),
    ("CP", Class::Body, &["FCCC", "CBD"]),
    ("CPR", Class::Body, &[]),
    ("CSP", Class::Body, &[]),
    ("CTOC", Class::Body, &["CAC"]),
    ("ECA", Class::Body, &[]),
    ("ECE", Class::Body, &[]),
    ("ECLAC", Class::Body, &[]),
    ("EDE", Class::Body, &[]),
    ("EFD", Class::Body, &[]),
    ("EMRIP", Class::Body, &[]),
    ("ESA", Class::Body, &["ST"]),
    ("ESCAP", Class::Body, &[]),
    ("ESCWA", Class::Body, &[]),
    ("FFDF", Class::Body, &[]),
    ("GPA", Class::Body, &[]),
    ("HLPF", Class::Body, &[]),
    ("HLS", Class::Body, &[]),
    ("HRC", Class::Body, &["A"]),
    ("IC", Class::Body, &["ST"]),
    ("ICEF", Class::Body, &["E"]),
    ("IPC", Class::Body, &[]),
    ("IRG", Class::Body, &[]),
    ("KP", Class::Body, &["FCCC"]),
    ("LEG", Class::Body, &["ST"]),
    ("LIB", Class::Body, &["ST"]),
    ("MOP", Class::Body, &[]),
    ("MSP", Class::Body, &[]),
    ("NOTE", Class::Body, &["JIU"]),
    ("OC", Class::Body, &["PBC"]),
    ("OM", Class::Body, &["A"]),
    ("PA", Class::Body, &["FCCC"]),
    ("PC", Class::Body, &[]),
    ("PFPAD", Class::Body, &[]),
    ("RC", Class::Body, &[]),
    ("REP", Class::Body, &["JIU"]),
    ("SBI", Class::Body, &[]),
    ("SBSTA", Class::Body, &[]),
    ("SBSTTA", Class::Body, &[]),
    ("SER", Class::Body, &["ST"]),
    ("SG", Class::Body, &["ST"]),
    ("SGB", Class::Body, &["ST"]),
    ("SPC", Class::Body, &["A"]),
    ("SPCONF", Class::Body, &[]),
    ("STAT", Class::Body, &["ST"]),
    ("WGAD", Class::Body, &[]),
    ("WGEID", Class::Body, &[]),
    ("WP", Class::Body, &["TD"]),
    ("Addendum", Class::Modifier, &[]),
    ("Corrigendum", Class::Modifier, &[]),
    ("Summary", Class::Modifier, &[]),
];

/// Names that a point and a number follow.
const NUMBERED: &[(&str, Class)] = &[
    ("AC", Class::Body),
    ("AP", Class::Body),
    ("C", Class::Body),
    ("CN", Class::Body),
    ("COM", Class::Body),
    ("CONF", Class::Body),
    ("EA", Class::Body),
    ("EB", Class::Body),
    ("EG", Class::Body),
    ("GC", Class::Body),
    ("GCSS", Class::Body),
    ("GGE", Class::Body),
    ("HA", Class::Body),
    ("IGR", Class::Body),
    ("MSP", Class::Body),
    ("MX", Class::Body),
    ("OzL.Conv", Class::Body),
    ("OzL.Pro", Class::Body),
    ("P", Class::Body),
    ("PC", Class::Body),
    ("RC", Class::Body),
    ("SC", Class::Body),
    ("SS", Class::Body),
    ("Sub", Class::Body),
    ("WG", Class::Body),
    ("BP", Class::Nature),
    ("CRP", Class::Nature),
    ("DEC", Class::Nature),
    ("HLS", Class::Nature),
    ("INF", Class::Nature),
    ("L", Class::Nature),
    ("MISC", Class::Nature),
    ("Min", Class::Nature),
    ("NGO", Class::Nature),
    ("PET", Class::Nature),
    ("PM", Class::Nature),
    ("PV", Class::Nature),
    ("R", Class::Nature),
    ("RT", Class::Nature),
    ("Res", Class::Nature),
    ("SR", Class::Nature),
    ("WP", Class::Nature),
    ("Add", Class::Modifier),
    ("Amend", Class::Modifier),
    ("Corr", Class::Modifier),
    ("Rev", Class::Modifier),
    ("Suppl", Class::Modifier),
];

/// How the label in a parenthesis is written, and whether a number must, may or cannot follow.
pub(super) const VOLUMES: &[(&str, Follows)] = &[
    ("Parts", Follows::Number),
    ("Part", Follows::Number),
    ("Vols.", Follows::Number),
    ("Vol.", Follows::Number),
    ("Sect.", Follows::Number),
    ("Income sect.", Follows::Number),
    ("Plan outline", Follows::Nothing),
    ("Prog.", Follows::Number),
    ("Resumption", Follows::Either),
    ("Annexes", Follows::Nothing),
    ("Annex", Follows::Either),
    ("Introduction", Follows::Nothing),
    ("SUPP", Follows::Nothing),
    ("Summary", Follows::Nothing),
];

/// What stands behind the label in a parenthesis.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Follows {
    Number,
    Either,
    Nothing,
}

/// How to compare names: as printed, or without regard to upper and lower case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Letters {
    Exact,
    AnyCase,
}

impl Letters {
    fn same(self, a: &str, b: &str) -> bool {
        match self {
            Self::Exact => a == b,
            Self::AnyCase => a.eq_ignore_ascii_case(b),
        }
    }
}

pub(super) fn organ(text: &str, letters: Letters) -> Option<(&'static str, Body)> {
    ORGANS.iter().copied().find(|(name, _)| letters.same(name, text))
}

/// A name that stands alone in a segment of a symbol of `organ`.
pub(super) fn name(text: &str, organ: &str, letters: Letters) -> Option<(&'static str, Class)> {
    NAMES
        .iter()
        .find(|(name, _, under)| letters.same(name, text) && (under.is_empty() || under.contains(&organ)))
        .map(|&(name, class, _)| (name, class))
}

/// A name that a number follows.
pub(super) fn numbered(text: &str, letters: Letters) -> Option<(&'static str, Class)> {
    NUMBERED.iter().copied().find(|(name, _)| letters.same(name, text))
}

/// The up to three organs or names nearest to a text that is neither, nearest first.
pub(super) fn nearest(text: &str, organs: bool) -> Vec<String> {
    if organs {
        return near::nearest(text, ORGANS.iter().map(|row| row.0));
    }
    let alone = NAMES.iter().filter(|row| row.0.len() > 1).map(|row| row.0);
    let found = near::nearest(text, alone.chain(NUMBERED.iter().map(|row| row.0)));
    let is_numbered = |name: &str| NUMBERED.iter().any(|row| row.0 == name);
    found.into_iter().map(|name| if is_numbered(&name) { name + "." } else { name }).collect()
}
