//! The grammar of expressions, by recursive descent over winnow's primitives.
//!
//! ```text
//! expression = side [ sign side ]
//! side       = "count" "(" set ")" | number | set
//! set        = both { ("|" | "-") both }
//! both       = single { "&" single }
//! single     = "(" set ")" | function "(" argument ")" | state
//! ```
//!
//! An argument is taken as it stands up to the parenthesis that closes it, since decisions have blanks, slashes
//! and parentheses of their own.

use std::ops::Range;

use jiff::civil::Date;
use travaux_un::group::groups;
use travaux_un::state::{StateId, states};
use winnow::combinator::opt;
use winnow::stream::{LocatingSlice, Location, Stream};
use winnow::token::{literal, take_while};
use winnow::{Parser, token};

use super::ast::{Comparison, Expr, Operator, Quantity, Relation, SetExpr, SetKind, Show, When};
use super::error::{ExprError, Fault};

type Input<'s> = LocatingSlice<&'s str>;
type Result<T> = std::result::Result<T, Fault>;

/// Deeper nesting and longer chains than anybody writes; the tree is walked by recursion.
const DEEPEST: usize = 64;
const LONGEST: usize = 512;

/// Every name that a parenthesis can follow.
fn functions() -> impl Iterator<Item = &'static str> {
    Show::ALL.into_iter().map(Show::name).chain(["absent", "members", "group", "count"])
}

pub(super) fn expression(text: &str) -> std::result::Result<Expr, ExprError> {
    let mut parser = Reader { operators: 0 };
    parser.expression(&mut LocatingSlice::new(text)).map_err(|fault| fault.in_text(text))
}

/// One side of a statement.
enum Side {
    Quantity(Quantity, Range<usize>),
    Set(SetExpr),
}

/// Counts what bounds the size of the tree.
struct Reader {
    operators: usize,
}

impl Reader {
    fn expression(&mut self, input: &mut Input<'_>) -> Result<Expr> {
        let left = self.side(input)?;
        let Some((sign, sign_span)) = comparison_sign(input)? else {
            end(input)?;
            return match left {
                Side::Set(set) => Ok(Expr::Set(set)),
                Side::Quantity(Quantity::Count(set), _) => Ok(Expr::Count(set)),
                Side::Quantity(Quantity::Number(_), span) => {
                    Err(Fault::new(span, "a number by itself says nothing about states")
                        .hint("compare it with a count: count(in_favour(75/240)) = 92"))
                }
            };
        };
        let right = self.side(input)?;
        if let Some((_, again)) = comparison_sign(input)? {
            return Err(Fault::new(again, "a second comparison").hint("an expression has at most one"));
        }
        end(input)?;
        match (left, right) {
            (Side::Quantity(Quantity::Number(_), span), Side::Quantity(Quantity::Number(_), _)) => {
                Err(Fault::new(span, "both sides are plain numbers").expected(["count(…)"]))
            }
            (Side::Quantity(left, _), Side::Quantity(right, _)) => {
                Ok(Expr::Compare { left, comparison: sign, right })
            }
            (Side::Set(left), Side::Set(right)) => {
                let relation = match sign {
                    Comparison::Equal => Relation::Same,
                    Comparison::NotEqual => Relation::NotSame,
                    Comparison::AtMost => Relation::Within,
                    _ => {
                        return Err(Fault::new(
                            sign_span,
                            format!("sets are not compared with {}", sign.sign()),
                        )
                        .expected(["=", "!=", "<= (every state of the left is in the right)"])
                        .hint("to compare how many, write count(…) on both sides"));
                    }
                };
                Ok(Expr::Relate { left, relation, right })
            }
            (Side::Set(set), Side::Quantity(..)) | (Side::Quantity(..), Side::Set(set)) => {
                Err(Fault::new(set.span, "a set is compared with a number")
                    .expected(["count(…)"])
                    .hint("put count( ) around the set"))
            }
        }
    }

    fn side(&mut self, input: &mut Input<'_>) -> Result<Side> {
        blanks(input)?;
        let start = input.checkpoint();
        let from = input.current_token_start();
        // `75/240` alone is not the number 75: `single` says what to write.
        if let Some(digits) = opt(digits).parse_next(input)? {
            let next = input.chars().next();
            if !next.is_some_and(|c| c.is_alphanumeric() || c == '/') {
                let span = from..input.current_token_start();
                let number = digits
                    .parse()
                    .map_err(|error| Fault::new(span.clone(), format!("not a number of states: {error}")))?;
                return Ok(Side::Quantity(Quantity::Number(number), span));
            }
            input.reset(&start);
        }
        if let Some(open) = call_of(input, "count")? {
            let set = self.set(input, 1)?;
            close(input, open)?;
            return Ok(Side::Quantity(Quantity::Count(set), from..input.current_token_start()));
        }
        self.set(input, 0).map(Side::Set)
    }

    fn set(&mut self, input: &mut Input<'_>, depth: usize) -> Result<SetExpr> {
        let mut set = self.both(input, depth)?;
        while let Some(sign) = operator(input, ['|', '-', '∪', '−', '\\'])? {
            self.grow(input)?;
            let operator = if matches!(sign, '|' | '∪') { Operator::Or } else { Operator::Without };
            let right = self.both(input, depth)?;
            set = combined(operator, set, right);
        }
        Ok(set)
    }

    fn both(&mut self, input: &mut Input<'_>, depth: usize) -> Result<SetExpr> {
        let mut set = self.single(input, depth)?;
        while operator(input, ['&', '∩'])?.is_some() {
            self.grow(input)?;
            let right = self.single(input, depth)?;
            set = combined(Operator::And, set, right);
        }
        Ok(set)
    }

    fn grow(&mut self, input: &Input<'_>) -> Result<()> {
        self.operators += 1;
        if self.operators > LONGEST {
            let at = input.current_token_start();
            return Err(Fault::new(at..at, format!("more than {LONGEST} operators in one expression")));
        }
        Ok(())
    }

    fn single(&mut self, input: &mut Input<'_>, depth: usize) -> Result<SetExpr> {
        blanks(input)?;
        let from = input.current_token_start();
        if depth > DEEPEST {
            return Err(Fault::new(from..from, format!("parentheses are nested more than {DEEPEST} deep")));
        }
        match input.chars().next() {
            None => Err(Fault::new(from..from, "the expression ends here").expected(SINGLE)),
            Some('(') => {
                token::any(input)?;
                let set = self.set(input, depth + 1)?;
                close(input, from)?;
                Ok(SetExpr { span: from..input.current_token_start(), kind: set.kind })
            }
            Some('"' | '“' | '«') => {
                let name = quoted(input)?;
                let span = from..input.current_token_start();
                state(&name, span.clone()).map(|state| SetExpr { kind: SetKind::State(state), span })
            }
            Some(c) if c.is_alphabetic() => word(input),
            Some(c) if c.is_ascii_digit() => {
                let decision = take_while(1.., |c: char| !c.is_whitespace() && !"()&|,".contains(c))
                    .parse_next(input)?;
                let span = from..input.current_token_start();
                Err(Fault::new(span, format!("{decision} is a decision, not a set of states")).hint(format!(
                    "say which states: in_favour({decision}), absent({decision}), sponsors({decision})"
                )))
            }
            Some(c) => {
                Err(Fault::new(from..from + c.len_utf8(), format!("{c} cannot stand here")).expected(SINGLE))
            }
        }
    }
}

const SINGLE: [&str; 3] = ["a function such as in_favour(75/240)", "a state such as FRA", "("];

fn combined(operator: Operator, left: SetExpr, right: SetExpr) -> SetExpr {
    let span = left.span.start..right.span.end;
    SetExpr { kind: SetKind::Combined { operator, left: Box::new(left), right: Box::new(right) }, span }
}

fn blanks(input: &mut Input<'_>) -> Result<()> {
    take_while(0.., char::is_whitespace).void().parse_next(input)
}

fn digits<'s>(input: &mut Input<'s>) -> Result<&'s str> {
    take_while(1.., |c: char| c.is_ascii_digit()).parse_next(input)
}

fn operator<const N: usize>(input: &mut Input<'_>, signs: [char; N]) -> Result<Option<char>> {
    blanks(input)?;
    opt(token::one_of(signs)).parse_next(input)
}

fn comparison_sign(input: &mut Input<'_>) -> Result<Option<(Comparison, Range<usize>)>> {
    blanks(input)?;
    let from = input.current_token_start();
    // Longer signs first.
    for (sign, comparison) in [
        ("==", Comparison::Equal),
        ("!=", Comparison::NotEqual),
        ("<>", Comparison::NotEqual),
        ("<=", Comparison::AtMost),
        (">=", Comparison::AtLeast),
        ("=", Comparison::Equal),
        ("<", Comparison::Less),
        (">", Comparison::Greater),
        ("≠", Comparison::NotEqual),
        ("≤", Comparison::AtMost),
        ("⊆", Comparison::AtMost),
        ("≥", Comparison::AtLeast),
    ] {
        if opt(literal(sign)).parse_next(input)?.is_some() {
            return Ok(Some((comparison, from..input.current_token_start())));
        }
    }
    Ok(None)
}

fn end(input: &mut Input<'_>) -> Result<()> {
    blanks(input)?;
    let at = input.current_token_start();
    let Some(c) = input.chars().next() else { return Ok(()) };
    let fault = Fault::new(at..at + c.len_utf8(), format!("{c} cannot stand here")).expected([
        "&",
        "|",
        "-",
        "a comparison",
        "the end",
    ]);
    Err(if c == ')' { fault.hint("this parenthesis was never opened") } else { fault })
}

fn close(input: &mut Input<'_>, open: usize) -> Result<()> {
    blanks(input)?;
    let at = input.current_token_start();
    if opt(literal(")")).parse_next(input)?.is_some() {
        return Ok(());
    }
    Err(match input.chars().next() {
        None => Fault::new(open..open + 1, "this parenthesis is never closed").expected([")"]),
        Some(c) => {
            Fault::new(at..at + c.len_utf8(), format!("{c} cannot stand here")).expected(["&", "|", "-", ")"])
        }
    })
}

/// The place of the opening parenthesis, if the function of that name is called here.
fn call_of(input: &mut Input<'_>, function: &str) -> Result<Option<usize>> {
    let start = input.checkpoint();
    let name = take_while(0.., |c: char| c.is_alphanumeric() || c == '_').parse_next(input)?;
    blanks(input)?;
    let open = input.current_token_start();
    if name.eq_ignore_ascii_case(function) && opt(literal("(")).parse_next(input)?.is_some() {
        return Ok(Some(open));
    }
    input.reset(&start);
    Ok(None)
}

/// A call of a function, or the name of a state without quotes.
fn word(input: &mut Input<'_>) -> Result<SetExpr> {
    let from = input.current_token_start();
    let words = take_while(1.., |c: char| c.is_alphanumeric() || c.is_whitespace() || "_.'’".contains(c))
        .parse_next(input)?;
    let name = words.trim_end();
    let span = from..from + name.len();
    let open = input.current_token_start();
    if opt(literal("(")).parse_next(input)?.is_none() {
        return state(name, span.clone()).map(|state| SetExpr { kind: SetKind::State(state), span });
    }
    let Some(function) = functions().find(|known| known.eq_ignore_ascii_case(name)) else {
        return Err(unknown_function(name, span));
    };
    let argument = argument(input, open)?;
    let whole = from..input.current_token_start();
    let kind = call(function, argument, &whole)?;
    Ok(SetExpr { kind, span: whole })
}

/// What stands between the parentheses of a call, without blanks at its ends.
#[derive(Debug, Clone, Copy)]
struct Argument<'s> {
    text: &'s str,
    from: usize,
}

impl Argument<'_> {
    fn span(self) -> Range<usize> {
        self.from..self.from + self.text.len()
    }
}

fn argument<'s>(input: &mut Input<'s>, open: usize) -> Result<Argument<'s>> {
    let from = input.current_token_start();
    let (mut depth, mut in_quotes) = (1_usize, false);
    // Counted in characters, as `take` does.
    let length = input.chars().enumerate().find_map(|(at, c)| {
        match c {
            '"' => in_quotes = !in_quotes,
            '(' if !in_quotes => depth += 1,
            ')' if !in_quotes => depth -= 1,
            _ => {}
        }
        (depth == 0).then_some(at)
    });
    let inside = token::take(length.unwrap_or_else(|| input.chars().count())).parse_next(input)?;
    if opt(literal(")")).parse_next(input)?.is_none() {
        return Err(Fault::new(open..open + 1, "this parenthesis is never closed").expected([")"]));
    }
    let text = inside.trim();
    Ok(Argument { text, from: from + (inside.len() - inside.trim_start().len()) })
}

fn call(function: &'static str, argument: Argument<'_>, whole: &Range<usize>) -> Result<SetKind> {
    match function {
        "count" => Err(Fault::new(whole.clone(), "count(…) is a number, not a set")
            .hint("it stands alone on one side of a comparison: count(a & b) = 18")),
        "members" if argument.text.is_empty() => Ok(SetKind::Members(None)),
        "members" => when(argument).map(|when| SetKind::Members(Some(when))),
        "group" => group(argument, whole),
        _ => {
            let show = Show::ALL.into_iter().find(|show| show.name() == function).unwrap_or(Show::NotVoting);
            if argument.text.is_empty() {
                return Err(Fault::new(whole.clone(), format!("{function}() names no decision"))
                    .hint(format!("write it as {function}(75/240)")));
            }
            Ok(SetKind::Shown { show, decision: decision(argument)? })
        }
    }
}

fn group(argument: Argument<'_>, whole: &Range<usize>) -> Result<SetKind> {
    let mut rest = LocatingSlice::new(argument.text);
    let name = if argument.text.starts_with(['"', '“', '«']) {
        let shift = |mut fault: Fault| {
            fault.span = fault.span.start + argument.from..fault.span.end + argument.from;
            fault
        };
        quoted(&mut rest).map_err(shift)?
    } else {
        single_blanks(take_while(0.., |c: char| c != ',').parse_next(&mut rest)?)
    };
    if name.is_empty() {
        return Err(
            Fault::new(whole.clone(), "group() names no group").hint("write it as group(EU, 2020-12-31)")
        );
    }
    blanks(&mut rest)?;
    let at = argument.from + rest.current_token_start();
    match opt(literal(",")).parse_next(&mut rest)? {
        Some(_) => {
            blanks(&mut rest)?;
            let from = argument.from + rest.current_token_start();
            let text = argument.text[from - argument.from..].trim_end();
            if text.is_empty() {
                return Err(
                    Fault::new(at..at + 1, "nothing follows the comma").expected(["a day", "a decision"])
                );
            }
            Ok(SetKind::Group { name, when: Some(when(Argument { text, from })?) })
        }
        None if rest.is_empty() => Ok(SetKind::Group { name, when: None }),
        None => {
            Err(Fault::new(at..argument.span().end, "more after the name of the group").expected([",", ")"]))
        }
    }
}

fn when(argument: Argument<'_>) -> Result<When> {
    let digits = argument.text.bytes().filter(u8::is_ascii_digit).count();
    let looks_like_a_day = digits == 8
        && argument.text.len() == 10
        && argument.text.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    if !looks_like_a_day {
        return decision(argument).map(When::Decision);
    }
    argument.text.parse::<Date>().map(When::Day).map_err(|error| {
        Fault::new(argument.span(), format!("{} is no day: {error}", argument.text))
            .expected(["a day as 2020-12-31"])
    })
}

/// The decision as written, with single blanks.
fn decision(argument: Argument<'_>) -> Result<String> {
    let inner = argument.text.split('(').next().unwrap_or_default().trim();
    if argument.text.contains('(') && functions().any(|known| known.eq_ignore_ascii_case(inner)) {
        return Err(Fault::new(argument.span(), "a decision is wanted here, not a set")
            .expected(["a decision as 75/240"]));
    }
    Ok(single_blanks(argument.text))
}

fn single_blanks(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A name in quotes, of whatever kind; a doubled quotation mark stands for itself.
fn quoted(input: &mut Input<'_>) -> Result<String> {
    let from = input.current_token_start();
    let closing = match token::any(input)? {
        '“' => '”',
        '«' => '»',
        other => other,
    };
    let mut name = String::new();
    loop {
        name.push_str(take_while(0.., |c: char| c != closing).parse_next(input)?);
        if opt(closing).parse_next(input)?.is_none() {
            return Err(Fault::new(from..from + 1, "this quotation mark is never closed")
                .expected([closing.to_string()]));
        }
        if closing != '"' || opt(closing).parse_next(input)?.is_none() {
            return Ok(single_blanks(&name));
        }
        name.push('"');
    }
}

fn state(name: &str, span: Range<usize>) -> Result<StateId> {
    if let Some(state) = StateId::from_code(name) {
        return Ok(state);
    }
    states().find(name).map_err(|unknown| {
        let nearest: Vec<String> =
            unknown.nearest.iter().map(|id| format!("{} ({})", id.state().name(), id.code())).collect();
        let message = if unknown.ambiguous {
            format!("{name} is the name of more than one state")
        } else {
            format!("no state is called {name}")
        };
        let fault = Fault::new(span.clone(), message).nearest(nearest);
        let words: Vec<String> = name.split_whitespace().map(str::to_ascii_lowercase).collect();
        if groups().find(name).is_ok() {
            fault.hint(format!(
                "{name} is a group: write group({name}), with a day if need be: group({name}, 2020-12-31)"
            ))
        } else if words.iter().any(|word| ["and", "or", "not", "without", "minus"].contains(&word.as_str())) {
            fault.hint(
                "sets are put together with & (in both), | (in either) and - (in the left, not in the right)",
            )
        } else {
            fault.hint("a name with hyphens, commas or parentheses stands in quotes: \"Guinea-Bissau\"")
        }
    })
}

fn unknown_function(name: &str, span: Range<usize>) -> Fault {
    let lower = name.to_lowercase();
    let known = match lower.as_str() {
        "yes" | "for" | "favour" | "in favour" | "in favor" | "in_favor" => Some("in_favour"),
        "no" | "opposed" => Some("against"),
        "abstain" | "abstained" | "abstention" | "abstentions" => Some("abstaining"),
        "nonvoting" | "non_voting" | "not voting" | "missing" => Some("not_voting"),
        "cosponsors" | "co_sponsors" | "sponsor" => Some("sponsors"),
        _ => None,
    };
    let mut ranked: Vec<(usize, &str)> = functions()
        .map(|function| {
            (if known == Some(function) { 0 } else { 1 + strsim::osa_distance(&lower, function) }, function)
        })
        .collect();
    ranked.sort_unstable();
    let nearest: Vec<String> = ranked.iter().take(3).map(|(_, function)| (*function).to_owned()).collect();
    let fault = Fault::new(span, format!("no function is called {name}"));
    let is_state = states().find(name).is_ok();
    let fault = fault.nearest(nearest);
    if is_state || name.contains(' ') {
        fault.hint("a name with parentheses stands in quotes: \"Bolivia (Plurinational State of)\"")
    } else {
        fault.hint(format!("the functions are {}", functions().collect::<Vec<_>>().join(", ")))
    }
}
