//! The grammar of symbols in their canonical form.
//!
//! A symbol is an organ and segments between strokes; the parsers below bear the names of the grammar's rules. What a
//! bare number is (session, year or number of the document) its place decides, which is [`assemble`]'s to tell.
//!
//! Names of bodies and natures are words looked up in tables ([`series`]), not alternatives of the grammar: the
//! tables are open, and one look at a word is faster than a hundred comparisons.

use std::ops::Range;

use winnow::Parser;
use winnow::combinator::{alt, cut_err, delimited, eof, fail, not, opt, peek, preceded, repeat, terminated};
use winnow::error::{AddContext, ErrMode, ModalResult, ParserError};
use winnow::stream::{LocatingSlice, Location, Offset, Stream};
use winnow::token::{literal, one_of, take_till, take_while};

use super::assemble::assemble;
use super::error::Fault;
use super::marks::{is_letter, is_library_part, is_number, is_numeral, is_year};
use super::order::letter_index;
use super::part::Pieces;
use super::series::{self, Class, Follows, Letters};
use crate::session::{Session, from_roman};

/// Longest symbol that is read. The longest in use have some sixty characters.
const LONGEST: usize = 160;

type Input<'i> = LocatingSlice<&'i str>;
type Read<T> = ModalResult<T, Unmet>;

/// What should have stood where a parser began. Small, since parsers that are tried in turn make many.
#[derive(Debug, Clone, Copy)]
struct Unmet {
    position: usize,
    /// Empty until a parser on the way up says what it expects.
    expected: &'static str,
}

impl<'i> ParserError<Input<'i>> for Unmet {
    type Inner = Self;

    fn from_input(input: &Input<'i>) -> Self {
        Self { position: input.current_token_start(), expected: "" }
    }

    fn into_inner(self) -> Result<Self, Self> {
        Ok(self)
    }
}

impl<'i> AddContext<Input<'i>> for Unmet {
    fn add_context(
        self,
        input: &Input<'i>,
        start: &<Input<'i> as Stream>::Checkpoint,
        expected: &'static str,
    ) -> Self {
        if self.expected.is_empty() {
            Self { position: input.current_token_start() - input.offset_from(start), expected }
        } else {
            self
        }
    }
}

/// Reads a symbol in its canonical form.
pub(super) fn symbol(text: &str) -> Result<Pieces, Fault> {
    if text.len() > LONGEST {
        return Err(Fault::new(LONGEST, "the end of the symbol"));
    }
    let mut input = LocatingSlice::new(text);
    let (organ, session) = organ(&mut input).map_err(|_unmet| organ_fault(text))?;
    let place = Place { organ, text };
    let segments: Segments<'_> = terminated(
        repeat(1.., preceded('/', cut_err(segment(place).with_span())))
            .context("`/` and the rest of the symbol"),
        eof.context("`/` or the end of the symbol"),
    )
    .parse_next(&mut input)
    .map_err(|unmet| segment_fault(place, unmet))?;
    assemble(organ, session, &segments)
}

/// The segments of a symbol, and where they stand.
type Segments<'i> = Vec<(Segment<'i>, Range<usize>)>;

/// The symbol in which a segment stands: what a word means depends on it.
#[derive(Debug, Clone, Copy)]
struct Place<'i> {
    organ: &'static str,
    text: &'i str,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Segment<'i> {
    /// `S-10`, `ES-11`.
    Session(Session),
    /// `C.1`, `L.45`, `SR.1-28`, `CONF.VI`.
    Numbered { name: &'static str, class: Class, number: &'i str, tail: Tail<'i> },
    /// `RES`, `HRC`, `COP(14)`.
    Named { name: &'static str, class: Class, meeting: Option<&'i str> },
    /// `75`, `254 A`, `377 A (V)`.
    Number { number: &'i str, tail: Tail<'i> },
    /// `XIII`, a session of a conference of parties.
    Roman(&'i str),
    /// `COD`, the state whose report is considered.
    State(&'i str),
}

/// What stands behind a number: letters, parentheses, a part in brackets.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Tail<'i> {
    pub(super) letters: Option<&'i str>,
    pub(super) parentheses: Vec<Parenthesis<'i>>,
    pub(super) section: Option<&'i str>,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Parenthesis<'i> {
    /// `V`, `S-VI`.
    Session(Session),
    /// `2024`.
    Year(&'i str),
    /// `Part II`; each number with the word before it.
    Volume { label: &'static str, numbers: Option<Vec<(&'i str, &'i str)>> },
}

/// `A`, `NPT`; `GC.18` with its session.
fn organ<'i>(input: &mut Input<'i>) -> Read<(&'static str, Option<&'i str>)> {
    let alone = |word: &str| series::organ(word, Letters::Exact).map(|(name, _)| (name, None));
    let with_session = |word: &'i str| {
        let (name, session) = word.split_once('.')?;
        let name = series::ORGANS_WITH_SESSION.iter().find(|known| **known == name)?;
        (is_number(session) && session.len() < 4).then_some((*name, Some(session)))
    };
    take_till(0.., '/').verify_map(|word| alone(word).or_else(|| with_session(word))).parse_next(input)
}

fn segment<'i>(place: Place<'i>) -> impl Parser<Input<'i>, Segment<'i>, ErrMode<Unmet>> {
    let wrong_number = cut_err(fail.context("a number of at most seven digits, without leading zeros"));
    let numbers = alt(((number, tail).map(|(number, tail)| Segment::Number { number, tail }), wrong_number));
    let names = alt((
        session.map(Segment::Session),
        numbered,
        named(place.organ),
        roman_numbered(place.organ),
        roman_session_of(place.organ),
        state(place),
    ));
    // The first character decides: parsers tried in vain cost more than the rest of the reading.
    let mut segment = alt((preceded(peek(one_of(is_digit)), numbers), names))
        .context("a session, a body, a nature such as `L.45`, or a number");
    move |input: &mut Input<'i>| segment.parse_next(input)
}

/// `S-10`, `ES-11`.
fn session(input: &mut Input<'_>) -> Read<Session> {
    let number = || terminated(number.verify_map(|n| n.parse().ok()), not(one_of(is_alphanumeric)));
    alt((
        preceded("ES-", number()).map(Session::EmergencySpecial),
        preceded("S-", number()).map(Session::Special),
    ))
    .parse_next(input)
}

/// Digits without a leading zero, few enough for every number in use.
fn number<'i>(input: &mut Input<'i>) -> Read<&'i str> {
    take_while(1.., is_digit).verify(is_number).parse_next(input)
}

/// The letters, points and hyphens that a name is made of.
fn word<'i>(input: &mut Input<'i>) -> Read<&'i str> {
    take_while(1.., |c: char| c.is_ascii_alphabetic() || c == '.' || c == '-').parse_next(input)
}

/// `C.1`, `L.45`, `SR.1-28`: a body or nature that a number follows.
fn numbered<'i>(input: &mut Input<'i>) -> Read<Segment<'i>> {
    let name = word.verify_map(|word| series::numbered(word.strip_suffix('.')?, Letters::Exact));
    let numbers = (number, opt(('-', number))).take();
    (name, cut_err(numbers.context("a number after the point")), tail)
        .map(|((name, class), number, tail)| Segment::Numbered { name, class, number, tail })
        .parse_next(input)
}

/// `RES`, `HRC`, `COP(14)`: a body or nature that stands alone.
fn named<'i>(organ: &'static str) -> impl Parser<Input<'i>, Segment<'i>, ErrMode<Unmet>> {
    move |input: &mut Input<'i>| {
        let (name, class) =
            word.verify_map(|word| series::name(word, organ, Letters::Exact)).parse_next(input)?;
        let meeting = if name == "COP" { opt(delimited('(', number, ')')).parse_next(input)? } else { None };
        Ok(Segment::Named { name, class, meeting })
    }
}

/// `CONF.VI`, as old symbols count, and `C.I` of the Trade and Development Board. Main Committees of the Assembly have
/// no such numbers: there `C.I` is a `C.1` badly scanned.
fn roman_numbered<'i>(organ: &'static str) -> impl Parser<Input<'i>, Segment<'i>, ErrMode<Unmet>> {
    let name_and_number = move |word: &'i str| {
        let (name, number) = word.rsplit_once('.')?;
        if from_roman(number).is_none() || (organ == "A" && name == "C") {
            return None;
        }
        series::numbered(name, Letters::Exact).map(|(name, class)| (name, class, number))
    };
    (word.verify_map(name_and_number), tail).map(|((name, class, number), tail)| Segment::Numbered {
        name,
        class,
        number,
        tail,
    })
}

/// `XIII`; the principal organs count their sessions otherwise.
fn roman_session_of<'i>(organ: &'static str) -> impl Parser<Input<'i>, Segment<'i>, ErrMode<Unmet>> {
    let counts_so = !["A", "S", "E", "T", "ST"].contains(&organ);
    word.verify(move |word: &str| counts_so && from_roman(word).is_some()).map(Segment::Roman)
}

/// `COD`. Under `A/` a state's report is one to a working group: `A/HRC/WG.6/47/COD/1`.
fn state(place: Place<'_>) -> impl Parser<Input<'_>, Segment<'_>, ErrMode<Unmet>> {
    let reports = series::REPORTING_STATES.contains(&place.organ)
        && (place.organ != "A" || place.text.starts_with("A/HRC/WG."));
    word.verify(move |word: &str| reports && word.len() == 3 && word.bytes().all(|b| b.is_ascii_uppercase()))
        .map(Segment::State)
}

fn tail<'i>(input: &mut Input<'i>) -> Read<Tail<'i>> {
    let nothing = peek(alt(("/", eof))).value(Tail::default());
    let letters = opt(preceded(opt(' '), letters));
    let parenthesis = delimited((opt(' '), '('), cut_err(parenthesis), cut_err(')'.context("`)`")));
    let section = delimited((opt(' '), '['), cut_err(section), cut_err(']'.context("`]`")));
    let something = (letters, repeat(0.., parenthesis), opt(section))
        .map(|(letters, parentheses, section)| Tail { letters, parentheses, section });
    alt((nothing, something)).parse_next(input)
}

/// `A`, `A-F`, `AA` (after `Z`), `X-AA`.
fn letters<'i>(input: &mut Input<'i>) -> Read<&'i str> {
    let letter = || take_while(1.., is_capital).verify(is_letter);
    let rising = |letters: &(&str, Option<&str>)| {
        letters.1.is_none_or(|last| letter_index(letters.0) < letter_index(last))
    };
    let goes_on = one_of(|c: char| is_alphanumeric(c) || c == '.' || c == '-');
    terminated((letter(), opt(preceded('-', letter()))).verify(rising).take(), not(goes_on)).parse_next(input)
}

/// `Sect. IV`, `Sect. A-IV`, `RULE-73`: the part in brackets that the Digital Library names.
fn section<'i>(input: &mut Input<'i>) -> Read<&'i str> {
    let numeral = || take_while(1.., is_capital).verify(|text: &str| is_numeral(text) || text.len() == 1);
    alt((
        ("Sect. ", numeral(), opt(('-', numeral()))).take(),
        take_till(1.., [']', '/']).verify(is_library_part),
    ))
    .context("a part such as `Sect. IV`, `RULE-73` or `PARA.1`")
    .parse_next(input)
}

fn parenthesis<'i>(input: &mut Input<'i>) -> Read<Parenthesis<'i>> {
    alt((
        take_while(1.., is_digit).verify(is_year).map(Parenthesis::Year),
        roman_session.map(Parenthesis::Session),
        volume,
    ))
    .context("a session in roman numerals, a year, or a part such as `Part II` in the parenthesis")
    .parse_next(input)
}

/// `V`, `S-VI`, `ES-II`.
fn roman_session(input: &mut Input<'_>) -> Read<Session> {
    let number = || terminated(take_while(1.., is_capital).verify_map(from_roman), peek(')'));
    alt((
        preceded("ES-", number()).map(Session::EmergencySpecial),
        preceded("S-", number()).map(Session::Special),
        number().map(Session::Regular),
    ))
    .parse_next(input)
}

/// `Part II`, `Sect. 3`, `Resumption`: the first label of the table that fits up to the end of the parenthesis.
fn volume<'i>(input: &mut Input<'i>) -> Read<Parenthesis<'i>> {
    for &(label, follows) in series::VOLUMES {
        let numbers = |input: &mut Input<'i>| match follows {
            Follows::Number => volume_numbers.map(Some).parse_next(input),
            Follows::Either => opt(volume_numbers).parse_next(input),
            Follows::Nothing => Ok(None),
        };
        if let Some(numbers) = opt(delimited(literal(label), numbers, peek(')'))).parse_next(input)? {
            return Ok(Parenthesis::Volume { label, numbers });
        }
    }
    fail.parse_next(input)
}

/// `II`, `I and II`, `1-3`: each number with the word before it.
fn volume_numbers<'i>(input: &mut Input<'i>) -> Read<Vec<(&'i str, &'i str)>> {
    // `Sect. 29A`: sections of the programme budget.
    let is_arabic = |text: &str| is_number(text.strip_suffix(is_capital).unwrap_or(text));
    let one = || {
        take_while(1.., |c| is_digit(c) || is_capital(c))
            .verify(move |text: &str| is_arabic(text) || from_roman(text).is_some())
    };
    let joint = alt((" and ", ", ", "-"));
    let (first, others): (_, Vec<_>) =
        preceded(opt(' '), (one(), repeat(0.., (joint, one())))).parse_next(input)?;
    Ok([("", first)].into_iter().chain(others).collect())
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
}

fn is_capital(c: char) -> bool {
    c.is_ascii_uppercase()
}

fn is_alphanumeric(c: char) -> bool {
    c.is_ascii_alphanumeric()
}

/// The fault of a text that begins with no organ, with the organs that are near.
fn organ_fault(text: &str) -> Fault {
    let fault = Fault::new(0, "an organ (A, S, E, T, ST, CRC, NPT, UNEP, …)");
    let word = text.split('/').next().unwrap_or_default();
    let near = if word.len() < 12 { series::nearest(word, true) } else { Vec::new() };
    if near.is_empty() { fault } else { fault.hint(format!("nearest: {}", near.join(", "))) }
}

/// The fault of a segment; if it is where a name stands, with the names that are near it.
fn segment_fault(place: Place<'_>, unmet: ErrMode<Unmet>) -> Fault {
    // Only a stream that is still to be continued has no inner error; a text is complete.
    let unmet = unmet.into_inner().unwrap_or(Unmet { position: place.text.len(), expected: "" });
    let fault = Fault::new(unmet.position, unmet.expected);
    let (before, rest) = place.text.split_at(fault.position);
    let word = &rest[..rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len())];
    if !before.ends_with('/') || word.len() < 2 || word.len() > 20 {
        return fault;
    }
    match series::nearest(word, false) {
        near if near.is_empty() => {
            fault.hint(format!("`{word}` is no body or series known under {}/", place.organ))
        }
        near => fault.hint(format!("nearest: {}", near.join(", "))),
    }
}
