//! No bytes whatever make a reader panic.

use proptest::prelude::*;
use travaux_import::{Format, Options, Quiet, import};

use crate::files::{Files, HEAD, VOTES, undl_rows};

fn read(bytes: &[u8], format: Option<Format>) {
    let files = Files::new().with("any.csv", bytes);
    let options = Options { format, ..Options::default() };
    if let Ok(imported) = import(files.paths(), None, &options, &Quiet) {
        imported.builder.build().expect("what was read hangs together");
    }
}

/// A well-formed beginning of each format, to be damaged.
const SEEDS: [(&str, Format); 7] = [
    (
        "{\"symbol\":\"A/RES/75/1\",\"MS_in_favour\":[\"FRANCE\"],\"sponsors\":[\"KENYA, on behalf of the Group of African States\"],\"adoption_date\":\"1 December 2020\"}\n",
        Format::Dgacm,
    ),
    ("rcid,ccode,country,vote\n3,2,USA,1\n", Format::VoetenVotes),
    (
        "rcid,session,date,unres,yes,no,abstain,amend,para,short,descr\n3,1,1946-01-01,R/1/66,29,18,4,1,0,X,Y\n",
        Format::VoetenRollCalls,
    ),
    (
        "column,body,part,draft,resolution,title\nL2,First Committee,on PP5,A/C.1/70/L.2,A/RES/70/70,T\n",
        Format::CommitteeRollCalls,
    ),
    (
        "date,session,document,object_of_vote,yes,no,abstain,source\n2018-11-08,73,A/C.1/73/L.27,whole,1,2,3,x\n",
        Format::CommitteeTotals,
    ),
    (
        "resolution,draft,draft_date,iso3,name_in_source,role,source\nA/RES/75/1,A/75/L.1,,FRA,France,additional sponsor,x\n",
        Format::Sponsors,
    ),
    ("[[name]]\nprinted = \"X\"\nstate = \"FRA\"\nreason = \"r\"\nreference = \"f\"\n", Format::Patch),
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_as_any_format(
        bytes in prop::collection::vec(any::<u8>(), 0..400),
        format in prop::option::of(prop::sample::select(Format::ALL.to_vec())),
    ) {
        read(&bytes, format);
    }

    #[test]
    fn damaged_files(
        seed in 0..=SEEDS.len(),
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..12),
        cut in any::<prop::sample::Index>(),
    ) {
        let (content, format) = match SEEDS.get(seed) {
            Some((content, format)) => ((*content).to_owned(), *format),
            None => (format!("{HEAD}{}", undl_rows(&VOTES, "1,1,1,1,4")), Format::Undl),
        };
        let mut bytes = content.into_bytes();
        for (at, byte) in damage {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        bytes.truncate(cut.index(bytes.len()) + 1);
        read(&bytes, Some(format));
    }
}
