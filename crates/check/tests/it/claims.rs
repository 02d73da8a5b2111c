//! Sentences of our own, right and wrong, with the verdicts that a careful colleague would give on the bundled record.

use travaux_check::{Checked, Sidecar, Verdict, check};
use travaux_import::Manuscript;
use travaux_record::{Diagnostics, Record};
use travaux_votes::Context;

fn checked(text: &str) -> Checked {
    let record = Record::bundled();
    let mut diagnostics = Diagnostics::default();
    let manuscript = Manuscript::read("text.txt", text.as_bytes(), &mut diagnostics).expect("a text");
    check(Context::new(&record), &manuscript, &Sidecar::default()).value
}

/// What a case expects: each verdict on a kind of claim, in the order of the text. `title` and other kinds that are not named in
/// any expectation of a case must not be wrong.
fn verdicts(text: &str) -> Vec<String> {
    let word = |verdict: Verdict| match verdict {
        Verdict::Right => "right",
        Verdict::Wrong => "wrong",
        Verdict::CannotTell => "cannot tell",
    };
    checked(text).findings.iter().map(|f| format!("{} {}", f.kind.word(), word(f.verdict))).collect()
}

const CASES: &[(&str, &[&str])] = &[
    // Tallies, in the wordings of resolutions, the press and scholars.
    ("Resolution 73/27 was adopted by 119 votes to 46, with 14 abstentions.", &["tally right"]),
    ("Resolution 73/27 was adopted by 119 votes to 46, with 15 abstentions.", &["tally wrong"]),
    (
        "The Assembly adopted resolution 75/32 by a recorded vote of 163 in favour to 10 against, with 7 abstentions.",
        &["question right", "tally right"],
    ),
    (
        "The Assembly adopted resolution 75/32 by a recorded vote of 161 in favour to 10 against, with 7 abstentions.",
        &["question right", "tally wrong"],
    ),
    ("Resolution 75/240 passed 92-50-21.", &["tally right"]),
    ("Resolution 75/240 passed 92\u{2013}50\u{2013}20.", &["tally wrong"]),
    (
        "A/RES/75/240 was adopted with ninety-two in favor, fifty against, and twenty-one abstaining.",
        &["tally right"],
    ),
    (
        "A/RES/75/240 was adopted with ninety-two in favor, fifty-one against, and twenty-one abstaining.",
        &["tally wrong"],
    ),
    (
        "With 138 votes in favour, 12 against and 16 abstentions, the General Assembly adopted resolution 73/266.",
        &["tally right"],
    ),
    (
        "With 138 votes in favour, 12 against and 9 abstentions, the General Assembly adopted resolution 73/266.",
        &["tally wrong"],
    ),
    ("Resolution 73/27 (119 votes against 46 and 14 abstentions) was contested.", &["tally right"]),
    (
        "Resolution 74/29 was adopted (129 in favour, 6 against, 45 abstaining), as was resolution 74/28 (163 in favour, 10 against, 6 abstaining).",
        &["tally right", "tally right"],
    ),
    (
        "Resolution 74/29 was adopted (163 in favour, 10 against, 6 abstaining), as was resolution 74/28 (129 in favour, 6 against, 45 abstaining).",
        &["tally wrong", "tally wrong"],
    ),
    ("On resolution 75/240, 92 states voted in favour, 50 voted against and 21 abstained.", &["tally right"]),
    ("On resolution 75/240, 92 states voted in favour, 50 voted against and 30 abstained.", &["tally wrong"]),
    ("Of resolution 75/240 it is known that 30 states did not vote.", &["tally right"]),
    ("Of resolution 75/240 it is known that 21 states did not vote.", &["tally wrong"]),
    ("Resolution 75/240 was supported by many. It received 92 votes in favour.", &["tally right"]),
    ("Resolution 75/32 had no abstentions.", &["tally wrong"]),
    ("Only 10 states voted against resolution 75/32.", &["tally right"]),
    ("Only 9 states voted against resolution 75/32.", &["tally wrong"]),
    // Stages and questions.
    ("The First Committee approved A/C.1/75/L.4 by 153 votes to 11, with 9 abstentions.", &["tally right"]),
    ("The First Committee approved A/C.1/75/L.4 by 153 votes to 9, with 9 abstentions.", &["tally wrong"]),
    ("In plenary, A/RES/75/32 was adopted by 153 votes to 11, with 9 abstentions.", &["tally wrong"]),
    (
        "Operative paragraph 1 of A/C.1/75/L.8/Rev.1 was retained by 92 votes to 52, with 24 abstentions.",
        &["tally right"],
    ),
    (
        "Operative paragraph 1 of A/C.1/75/L.8/Rev.1 was retained by 92 votes to 50, with 24 abstentions.",
        &["tally wrong"],
    ),
    ("Resolution 76/19 was adopted without a vote.", &["question right"]),
    ("Resolution 75/240 was adopted by consensus.", &["question wrong"]),
    ("Resolution 75/32 was adopted unanimously.", &["question wrong"]),
    ("Resolution 76/19 was adopted by a recorded vote.", &["question wrong"]),
    // Days.
    ("UNGA Res. 73/27 (Dec. 5, 2018).", &["date right"]),
    ("UNGA Res. 73/27 (Dec. 22, 2018).", &["date wrong"]),
    ("UNGA Res. 73/266, \u{b6} 3 (Jan. 2, 2019).", &["date wrong"]),
    ("G.A. Res. 75/32 (7 December 2020).", &["date right"]),
    ("Resolution 75/240 of 31 December 2020 set up a working group.", &["date right"]),
    ("Resolution 75/240 of 4 January 2021 set up a working group.", &["date wrong"]),
    ("UNGA Res. 68/243 (Dec. 27, 2018).", &["date wrong"]),
    ("UNGA Res. 75/32 (2020).", &["date right"]),
    ("UNGA Res. 75/32 (2019).", &["date wrong"]),
    (
        "Resolutions 73/27 and 73/266 were adopted on December 5 and 22, 2018, respectively.",
        &["date right", "date right"],
    ),
    (
        "Resolutions 73/27 and 73/266 were adopted on December 22 and 5, 2018, respectively.",
        &["date wrong", "date wrong"],
    ),
    ("The General Assembly adopted resolution 75/32 on 7 December 2020.", &["date right"]),
    ("The General Assembly adopted resolution 75/32 on 8 December 2020.", &["date wrong"]),
    ("The First Committee voted on A/C.1/75/L.4 on 9 November 2020.", &["date right"]),
    ("The group that resolution 73/266 set up met on 9 December 2019.", &[]),
    // Titles.
    (
        "Resolution 75/32, \u{201c}Advancing responsible State behaviour in cyberspace in the context of international security\u{201d}, is brief.",
        &["title right"],
    ),
    (
        "Resolution 75/32, entitled \u{201c}Advancing responsible State behavior in cyberspace in the context of international security\u{201d}, is brief.",
        &["title right"],
    ),
    (
        "Resolution 75/32, entitled \u{201c}Establishment of a nuclear-weapon-free zone in the region of the Middle East\u{201d}, is brief.",
        &["title wrong"],
    ),
    (
        "The resolution \u{201c}Advancing responsible State behaviour in cyberspace\u{201d} (A/RES/75/32) is brief.",
        &["title right"],
    ),
    // Sponsors.
    ("Resolution 75/240 had 27 sponsors.", &["sponsors right"]),
    ("Draft resolution A/C.1/75/L.8/Rev.1 had 18 co-sponsors when it was tabled.", &["sponsors right"]),
    ("Resolution 75/240 had more than 25 sponsors.", &["sponsors right"]),
    ("Resolution 75/240 had fewer than 10 sponsors.", &["sponsors wrong"]),
    ("Resolution 73/266 had more than 40 sponsors.", &["sponsors cannot tell"]),
    (
        "Resolution 181 (II) was adopted by 33 votes to 13, with 10 abstentions. Resolution 181 (II) passed 33-15-10.",
        &["tally cannot tell", "tally cannot tell", "twice wrong"],
    ),
    ("Resolution 75/240 had 40 sponsors.", &["sponsors wrong"]),
    ("Resolution 75/240 had 22 sponsors.", &["sponsors cannot tell"]),
    ("A/C.1/75/L.4 was introduced by the United States on behalf of 53 states.", &["sponsors right"]),
    ("Zambia sponsored resolution 75/32.", &["sponsors right"]),
    ("India sponsored resolution 75/32.", &["sponsors wrong"]),
    ("France sponsored resolution 73/27.", &["sponsors cannot tell"]),
    // Positions.
    ("France and Germany voted against resolution 75/240.", &["position right"]),
    ("France and India voted against resolution 75/240.", &["position wrong"]),
    ("Iran voted against resolution 75/32.", &["position right"]),
    ("Brazil abstained on resolution 75/240.", &["position right"]),
    ("Zambia was absent when resolution 75/240 was put to the vote.", &["position right"]),
    ("The representative of France voted against resolution 75/32.", &[]),
    // Several things at once.
    (
        "On resolution 75/240, 30 states were absent, among which 19 states that had voted in favour of resolution 73/27.",
        &["tally right", "states right"],
    ),
    (
        "On resolution 75/240, 30 states were absent, among which 18 states that had voted in favour of resolution 73/27.",
        &["tally right", "states wrong"],
    ),
    ("All sponsors of resolution 75/240 voted for it.", &["states wrong"]),
    (
        "Resolutions 75/32 and 75/240 were rivals. In all, 73 states voted in favour of both.",
        &["states right"],
    ),
    (
        "Resolutions 75/32 and 75/240 were rivals. In all, 83 states voted in favour of both.",
        &["states wrong"],
    ),
    // Sums.
    ("Resolution 73/27 found the support of 119 of 193 members (61.7 %).", &["sum right"]),
    ("Resolution 73/27 found the support of 119 of 193 members (66.5 %).", &["sum wrong"]),
    // Nothing that can be told, and nothing that is claimed.
    ("The treaty has 27 parties, and 46 states voted against it.", &[]),
    ("According to the WTO's document G/SPS/N/27, 119 members were in favour.", &[]),
    ("Paragraph 5 of resolution 73/27 speaks of 25 states.", &[]),
    ("Resolution 73/27 sets up a group of 25 members, of whom 5 abstained from comment.", &[]),
    // Numbers not meant exactly.
    ("More than 100 states voted in favour of resolution 73/27.", &["tally right"]),
    ("More than 130 states voted in favour of resolution 73/27.", &["tally wrong"]),
    ("At least 110 countries voted in favour of resolution 73/27.", &["tally right"]),
    ("Over 140 states voted in favour of resolution A/RES/ES-11/1.", &["tally right"]),
    ("Over 150 states voted in favour of resolution A/RES/ES-11/1.", &["tally wrong"]),
    ("About 120 states voted in favour of resolution 73/27.", &["tally right"]),
    ("Some 140 countries voted in favour of resolution A/RES/ES-11/1.", &["tally right"]),
    ("Nearly 120 states voted in favour of resolution 73/27.", &["tally right"]),
    ("Fewer than 10 states voted against resolution A/RES/ES-11/1.", &["tally right"]),
    ("Fewer than 50 states voted against resolution 73/27.", &["tally right"]),
    ("Fewer than 40 states voted against resolution 73/27.", &["tally wrong"]),
    ("Some thirty states abstained on resolution A/RES/ES-11/1.", &[]),
    ("Around 200 states voted in favour of resolution 73/27.", &["tally wrong"]),
    ("Up to 50 states voted against resolution 73/27.", &["tally right"]),
    ("Almost 100 states voted in favour of resolution 73/27.", &["tally wrong"]),
    ("No fewer than 119 states voted in favour of resolution 73/27.", &["tally right"]),
    ("Less than 5 states voted against resolution A/RES/ES-11/1.", &["tally wrong"]),
    ("Exactly 119 states voted in favour of resolution 73/27.", &["tally right"]),
    ("Only 119 states voted in favour of resolution 73/27.", &["tally right"]),
    // What might have been.
    ("If 92 states had voted in favour of resolution 73/27, nothing would have changed.", &[]),
    ("Had 130 states voted in favour of resolution 73/27, Moscow would have been pleased.", &[]),
    ("It would have taken 130 votes in favour to embarrass the sponsors of resolution 73/27.", &[]),
    ("Observers had expected 130 votes in favour of resolution 73/27.", &[]),
    ("Resolution 73/27 needed 97 votes in favour to pass.", &[]),
    // Negations.
    ("Four states did not vote against resolution 73/27.", &[]),
    ("Not a single state voted against resolution 73/27.", &["tally wrong"]),
    ("No state voted against resolution 73/27.", &["tally wrong"]),
    // Votes of other bodies.
    (
        "Security Council resolution 2334 (2016) was adopted with 14 votes in favour, none against, and 1 abstention.",
        &["tally cannot tell"],
    ),
    (
        "Resolution 73/27 followed. In the Security Council the text had 13 votes in favour, none against and 2 abstentions.",
        &[],
    ),
    ("After resolution 73/27, the European Parliament passed its own text by 500 votes to 46.", &[]),
    (
        "After resolution 73/27 the European Parliament passed its own text with 90 votes in favour and 46 against.",
        &[],
    ),
    (
        "Unlike resolution 73/27, the text before the IAEA General Conference drew 89 votes in favour, 10 against and 12 abstentions.",
        &[],
    ),
    (
        "The Human Rights Council, citing resolution 68/262, adopted its own resolution with 23 in favour, 4 against and 19 abstentions.",
        &[],
    ),
    (
        "Resolution 68/262 was preceded by a vote in the Security Council: 13 in favour, 1 against, 1 abstention.",
        &[],
    ),
    // Old votes, and states of their day.
    (
        "Resolution 3379 (XXX) was adopted on 10 November 1975 by 72 votes to 35, with 32 abstentions.",
        &["date right", "tally right"],
    ),
    (
        "General Assembly resolution 1761 (XVII) of 6 November 1962 was adopted by 67 votes to 16, with 23 abstentions.",
        &["date right", "tally right"],
    ),
    (
        "The General Assembly revoked resolution 3379 (XXX) by resolution 46/86, adopted by 111 votes to 25, with 13 abstentions.",
        &["tally right"],
    ),
    (
        "Resolution 46/86 of 16 December 1991 revoked resolution 3379 (XXX) of 10 November 1975.",
        &["date right", "date right"],
    ),
    ("The Soviet Union voted in favour of resolution 3379 (XXX).", &["position right"]),
    ("The USSR voted in favour of resolution 3379 (XXX).", &["position right"]),
    ("Yugoslavia voted in favour of resolution 3379 (XXX).", &["position right"]),
    ("Czechoslovakia voted in favour of resolution 3379 (XXX).", &["position right"]),
    ("Russia voted in favour of resolution 3379 (XXX).", &["position right"]),
    // Delegations.
    ("France and the UK voted against resolution 75/240.", &["position right"]),
    ("The British delegation voted against resolution 75/240.", &[]),
    // Several texts and tallies.
    ("Resolutions 73/27 and 73/266 were adopted by 119 and 138 votes respectively.", &[]),
    (
        "Resolutions 73/27 and 73/266 were adopted by 119 votes to 46, with 14 abstentions, and 138 votes to 12, with 16 abstentions, respectively.",
        &["tally right", "tally right"],
    ),
    (
        "Resolutions 73/27 and 73/266 were adopted by 138 votes to 12, with 16 abstentions, and 119 votes to 46, with 14 abstentions, respectively.",
        &["tally wrong", "tally wrong"],
    ),
    (
        "Resolutions 73/27 and 73/266 were both adopted; the former received 119 votes in favour, the latter 138.",
        &["tally right"],
    ),
    (
        "Resolutions 73/27 and 73/266 were both adopted: the former with 119 votes in favour and the latter with 138 votes in favour.",
        &["tally right", "tally right"],
    ),
    (
        "Resolutions 73/27 and 73/266 were both adopted: the former with 138 votes in favour and the latter with 119 votes in favour.",
        &["tally wrong", "tally wrong"],
    ),
    // Comparisons.
    ("Resolution 75/240 won 92 votes in favour, 27 fewer than resolution 73/27.", &["tally right"]),
    (
        "Support fell from 119 votes in favour of resolution 73/27 to 92 in favour of resolution 75/240.",
        &["tally right", "tally right"],
    ),
    ("Resolution 75/240 had 27 fewer votes in favour than resolution 73/27.", &[]),
    (
        "Resolution 77/229 was adopted by 82 votes to 14, with 80 abstentions, up from 65 votes in favour a year before.",
        &["tally right"],
    ),
    // Shares.
    ("Two thirds of the members voted in favour of resolution 73/27.", &[]),
    ("Nearly half of the members voted in favour of resolution 75/240.", &[]),
    ("Resolution 73/27 was supported by 61.7 per cent of the members.", &[]),
    // Groups.
    ("All EU members voted against resolution 75/240.", &["states right"]),
    ("All EU member states voted in favour of resolution 75/240.", &["states wrong"]),
    ("27 EU members voted against resolution 75/240.", &["states right"]),
    ("26 EU members voted against resolution 75/240.", &["states wrong"]),
    ("None of the BRICS countries voted against resolution 75/240.", &["states right"]),
    ("No EU member voted in favour of resolution 75/240.", &["states right"]),
    ("No EU member state voted against resolution 75/240.", &["states wrong"]),
    ("All five permanent members voted against resolution 75/240.", &[]),
    ("Twelve members of the African Group voted against resolution 75/240.", &["states cannot tell"]),
    ("30 African states voted in favour of resolution 75/240.", &[]),
    ("The EU voted against resolution 75/240.", &[]),
    (
        "Fifty states, among them all members of the European Union, voted against resolution 75/240.",
        &["states right"],
    ),
    // All that did.
    ("Only the United States and Israel voted against resolution 75/240.", &["position wrong"]),
    (
        "Only Belarus, the Democratic People's Republic of Korea, Eritrea, Russia and Syria voted against resolution ES-11/1.",
        &["position right"],
    ),
    ("Only Belarus, North Korea, Eritrea and Syria voted against resolution ES-11/1.", &["position wrong"]),
    ("Only the USA and Israel voted against resolution 3379 (XXX).", &["position wrong"]),
    // Positions in other words.
    ("India abstained on resolution A/RES/ES-11/1, as did China.", &["position right"]),
    ("Brazil voted for resolution 75/240, while India abstained.", &["position wrong", "position right"]),
    ("Brazil abstained on resolution 75/240, as did Switzerland.", &["position right"]),
    ("The vote of Brazil on resolution 75/240 was an abstention.", &[]),
    ("China, India and South Africa abstained in the vote on ES-11/1.", &["position right"]),
    ("China opposed resolution ES-11/1.", &[]),
    ("Israel did not vote against resolution 73/27.", &[]),
    ("France would have voted against resolution 73/266.", &[]),
    ("If France had voted against resolution 73/266, others would have followed.", &[]),
    ("Brazil moved from a vote in favour of resolution 73/27 to an abstention on resolution 75/240.", &[]),
    ("Germany, which voted against resolution 73/27, later joined the group.", &["position right"]),
    ("Britain and France voted against resolution 75/240.", &["position right"]),
    // With and without a vote.
    ("Resolution 75/240 was adopted by consensus.", &["question wrong"]),
    ("Resolution 75/240 was adopted without objection.", &["question wrong"]),
    ("Resolution 75/240 was rejected.", &[]),
    ("Resolution 67/19 was passed by 138 votes to 9 with 41 abstentions.", &["tally right"]),
    ("Resolution 67/19 passed by 138\u{2013}9.", &[]),
    ("Had resolution 75/240 been adopted by consensus, the process would have been easier.", &[]),
    ("Resolution 75/240 was not adopted by consensus.", &[]),
    ("Efforts to have resolution 75/240 adopted by consensus failed.", &[]),
    // Meetings.
    ("Resolution ES-11/1 was adopted at the 5th plenary meeting.", &[]),
    (
        "The General Assembly adopted resolution 73/27 at its 45th plenary meeting, on 5 December 2018.",
        &["date right"],
    ),
    // Days of other things.
    ("Resolution 73/27 was adopted on 2018-12-05.", &["date right"]),
    ("Resolution 73/27 was adopted on 2018-12-06.", &["date wrong"]),
    ("Resolution 73/27 was adopted on Dec 5 '18.", &["date right"]),
    ("Resolution 73/27 was adopted last December.", &[]),
    ("Resolution 73/27 was adopted in late 2018.", &["date right"]),
    ("Resolution 73/27 was adopted in 2019.", &["date wrong"]),
    ("Resolution 73/27, adopted in December 2018, set up a group.", &["date right"]),
    ("Resolution 73/27 was introduced on 22 October 2018 and adopted on 5 December 2018.", &["date right"]),
    ("Resolution 73/27 was issued on 11 December 2018.", &[]),
    ("The group set up by resolution 73/27 adopted its report on 12 March 2021.", &[]),
    ("In resolution 73/27 the Assembly decided to convene a group from 3 June 2019.", &[]),
    ("On 12 March 2021, the working group established by resolution 73/27 adopted its final report.", &[]),
    ("Resolution 75/240, which recalls the report adopted on 12 March 2021, was welcome.", &[]),
    ("The Security Council adopted its statement on 4 March 2022, two days after resolution ES-11/1.", &[]),
    // Sums.
    ("In the vote on resolution 75/240, 163 states voted (92 + 50 + 21 = 163).", &["sum right"]),
    ("In the vote on resolution 75/240, 164 states voted (92 + 50 + 21 = 164).", &["sum wrong"]),
    ("A total of 163 states voted on resolution 75/240.", &[]),
    ("The vote on resolution 75/240 saw 163 of 193 members take part.", &[]),
    ("119 of 193 members voted in favour of resolution 73/27.", &["tally right"]),
    // Numbers of others.
    ("One author claims that 130 states voted in favour of resolution 73/27.", &["tally wrong"]),
    // Other wordings.
    ("Resolution 62/149 was adopted by 104 votes to 54 with 29 abstentions.", &["tally right"]),
    (
        "Resolution 62/149 was adopted by 104 votes to 54 with 29 abstentions on 18 December 2007.",
        &["tally right", "date right"],
    ),
    ("The vote on resolution 68/262 was 100-11-58.", &["tally right"]),
    ("The vote on resolution 68/262 was 100-11, with 58 abstentions.", &["tally right"]),
    ("The vote on resolution 68/262 was 100 to 11, with 58 abstentions.", &["tally right"]),
    ("By 100:11:58, resolution 68/262 passed.", &[]),
    ("Resolution 75/254 A was adopted by 168 votes to 2.", &["tally right"]),
    ("Resolution 75/254 A was adopted by 168 votes to 3.", &["tally wrong"]),
    ("Resolution 67/19 had 138 yes votes, 9 no votes and 41 abstentions.", &["tally right"]),
    ("Resolution 67/19 had 138 yes votes, 8 no votes and 41 abstentions.", &["tally wrong"]),
    ("Resolution 67/19: Yes: 138, No: 9, Abstentions: 41.", &["tally right", "tally right", "tally right"]),
    ("Five no votes were cast on resolution ES-11/1.", &["tally right"]),
    ("The five votes against resolution ES-11/1 came from allies.", &["tally right"]),
    ("The 46 states that voted against resolution 73/27 were mostly Western.", &["tally right"]),
    ("Five of the 46 states that voted against resolution 73/27 were African.", &["tally right"]),
    ("Three African states voted against resolution ES-11/1.", &[]),
    ("Three European states voted against resolution ES-11/1.", &[]),
    ("Seventeen African countries abstained on resolution ES-11/1.", &[]),
    ("Two of the permanent five voted against resolution 73/27...", &[]),
    ("Another 35 states abstained on resolution ES-11/1.", &[]),
    // Near misses of the rules above.
    ("Support for the moratorium grew from 104 votes in favour of resolution 62/149.", &["tally right"]),
    ("It would appear that 119 states voted in favour of resolution 73/27.", &[]),
    (
        "Although resolution 73/27 was adopted by 119 votes to 46, many would have preferred consensus.",
        &["tally right"],
    ),
    (
        "Although resolution 73/27 was adopted by 118 votes to 46, many would have preferred consensus.",
        &["tally wrong"],
    ),
    (
        "After the Security Council failed to act, resolution ES-11/1 was adopted by 140 votes to 5.",
        &["tally wrong"],
    ),
    (
        "After the Security Council failed to act, the General Assembly adopted resolution ES-11/1 by 140 votes to 5.",
        &["tally wrong"],
    ),
    (
        "After the Security Council failed to act, resolution ES-11/1 was adopted by 141 votes to 5, with 35 abstentions.",
        &["tally right"],
    ),
    (
        "In its vote on resolution 67/19 on 29 November 2012, more than 130 members voted in favour.",
        &["date right", "tally right"],
    ),
    ("The Assembly adopted its resolution 73/27 on 5 December 2018.", &["date right"]),
    ("The Assembly adopted its resolution 73/27 on 6 December 2018.", &["date wrong"]),
    ("The Assembly adopted resolution 73/27 and its annex on 6 December 2018.", &["date wrong"]),
    (
        "The General Assembly adopted its programme of work on 20 September 2018 and resolution 73/27 on 5 December 2018.",
        &["date right"],
    ),
    ("Of the P5, only France and China voted for resolution 73/266.", &["position wrong"]),
    ("In the WEOG group, only Turkey abstained on resolution 73/27.", &["position right"]),
    ("All members of NATO voted against resolution 73/27.", &["states wrong"]),
    ("Not all EU members voted against resolution 73/27.", &[]),
    ("Nearly all EU members voted against resolution 73/27.", &[]),
    ("All but two EU members voted against resolution 73/27.", &[]),
    ("All of the EU's members voted against resolution 75/240.", &[]),
    ("None of the EU member states abstained on resolution 75/240.", &["states right"]),
    ("None of the NATO members abstained on resolution 75/240.", &["states right"]),
    ("More than 20 EU members voted against resolution 75/240.", &[]),
    ("The 27 EU members voted against resolution 75/240.", &[]),
    ("The EU's 27 members voted against resolution 75/240.", &[]),
    ("No BRICS country voted against resolution 75/240.", &["states right"]),
    ("92 of 193 members voted in favour of resolution 75/240.", &["tally right"]),
    ("93 of 193 members voted in favour of resolution 75/240.", &["tally wrong"]),
    ("Five of the 27 member states voted against resolution 75/240.", &[]),
    ("Every state voted in favour of resolution 75/240.", &[]),
    ("Resolution 377 A (V) was adopted by 52 votes to 5, with 2 abstentions.", &["tally cannot tell"]),
    ("Resolution 181 (II) was adopted by 33 votes to 13, with 10 abstentions.", &["tally cannot tell"]),
    (
        "Resolution 181 (II) was adopted on 29 November 1947 by 33 votes to 13, with 11 abstentions.",
        &["date right", "tally cannot tell"],
    ),
    (
        "Resolution 217 A (III) was adopted on 10 December 1948 by 48 votes to none, with eight abstentions.",
        &["date right", "tally right"],
    ),
    ("Resolution 2758 (XXVI) was adopted by 76 votes to 35, with 17 abstentions.", &["tally right"]),
    ("Resolution 2758 (XXVI) was adopted by 76 votes to 35, with 18 abstentions.", &["tally wrong"]),
    ("The adoption of resolution 2758 (XXVI) on 25 October 1971 settled the matter.", &["date right"]),
    ("The adoption of resolution 2758 (XXVI) on 26 October 1971 settled the matter.", &["date wrong"]),
    ("Czechoslovakia voted in favour of resolution 2758 (XXVI).", &["position right"]),
    ("The United States voted in favour of resolution 2758 (XXVI).", &["position wrong"]),
    ("The Soviet Union abstained on resolution 2758 (XXVI).", &["position wrong"]),
    ("Resolution ES-10/19 was adopted by 128 votes to 9, with 35 abstentions.", &["tally right"]),
    ("Resolution ES-10/19 was adopted by 129 votes to 9, with 35 abstentions.", &["tally wrong"]),
    ("Resolution ES-10/19 was adopted by about 130 votes in favour.", &["tally right"]),
    ("Resolution ES-10/19 was adopted by about 90 votes in favour.", &["tally wrong"]),
    (
        "Resolution 71/258 was adopted on 23 December 2016 by 113 votes to 35, with 13 abstentions.",
        &["date right", "tally right"],
    ),
    (
        "Resolution 71/258 was adopted on 23 December 2016 by 113 votes to 38, with 13 abstentions.",
        &["date right", "tally wrong"],
    ),
    ("In Africa, 20 states voted in favour of resolution 73/27.", &[]),
    ("From Latin America, 20 states voted in favour of resolution 73/27.", &[]),
    ("Among African states, 20 voted in favour of resolution 73/27.", &[]),
    ("Of the Asian states, 20 voted in favour of resolution 73/27.", &[]),
    // Other texts, other years, and parts of the states.
    ("The vote on resolution 73/27 fell short of the 130 votes in favour that Moscow wanted.", &[]),
    ("Resolution 73/27 was co-sponsored by more than 30 states.", &[]),
    ("Resolution 75/240 had about 27 sponsors.", &["sponsors right"]),
    ("Four African states voted against resolution 77/229.", &[]),
    (
        "Resolution 73/27 was adopted with 119 votes in favour, of which 40 came from Africa.",
        &["tally right"],
    ),
    ("By voting against resolution 73/27, the 46 states signalled their unease.", &[]),
    ("In 2021, France voted in favour of a new text, unlike on resolution 75/240.", &[]),
    ("Brazil, India and South Africa voted against resolution 75/240.", &["position wrong"]),
    ("Neither Brazil nor India voted against resolution 75/240.", &[]),
    ("Neither France nor Germany voted against resolution 75/240.", &[]),
    ("Both France and Germany voted against resolution 75/240.", &["position right"]),
    ("France almost voted against resolution 73/266.", &[]),
    ("France nearly abstained on resolution 73/266.", &[]),
    ("Countries such as Brazil voted against resolution 75/240.", &["position wrong"]),
    ("With the exception of Brazil, BRICS states voted in favour of resolution 75/240.", &[]),
    ("A resolution of the Security Council that France voted against led to resolution ES-11/1.", &[]),
    ("Georgia abstained on resolution ES-11/1.", &["position wrong"]),
    ("The state of Georgia voted against the bill that cites resolution 73/27.", &[]),
    ("Jordan voted against the amendment to resolution 73/27.", &[]),
    ("Resolution 73/27 was adopted; an amendment was rejected by 60 votes to 50 with 20 abstentions.", &[]),
    ("A motion for no action on resolution 73/27 was defeated by 80 votes to 60 with 20 abstentions.", &[]),
    ("Canada voted in favour of an amendment to resolution 77/229.", &[]),
    (
        "Resolution 62/149 was adopted by 104 votes to 54; three years later the figures were 109 in favour and 41 against.",
        &["tally right"],
    ),
    ("In 2010 the moratorium text won 109 votes in favour, compared with 104 for resolution 62/149.", &[]),
    (
        "Every two years the Assembly votes; in 2022 there were 125 votes in favour, against 104 for resolution 62/149.",
        &[],
    ),
    (
        "A year earlier the same text as resolution 77/229 had 65 in favour, 25 against and 85 abstentions.",
        &[],
    ),
    ("The predecessor of resolution 77/229 was adopted by 65 votes to 25, with 85 abstentions.", &[]),
    (
        "Resolution 77/229 was adopted. Its predecessor was adopted by 65 votes to 25, with 85 abstentions.",
        &[],
    ),
];

#[test]
fn sentences_get_the_verdicts_of_a_careful_colleague() {
    let mut failed = Vec::new();
    for (text, expected) in CASES {
        let found = verdicts(text);
        if found != *expected {
            failed.push(format!("{text}\n    expected {expected:?}\n    found    {found:?}"));
        }
    }
    assert!(failed.is_empty(), "{} of {} sentences:\n{}", failed.len(), CASES.len(), failed.join("\n"));
}
