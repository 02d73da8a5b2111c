//! Which document a number means: by the words beside it, its shape, its date, its list, and the body that speaks.

use std::collections::BTreeSet;

use travaux_un::session::Session;
use travaux_un::symbol::{Symbol, SymbolError};

use super::body::Who;
use super::number::{Kind, Shape};
use super::scan::{Act, Block, Cue, Item, Mention};
use super::{Citation, Cited, Damaged, Form};

/// Numbers of which no word says what they are. They are cited if the same number is, elsewhere in the text.
#[derive(Debug, Default)]
pub(super) struct Unsaid {
    mentions: Vec<Mention>,
}

/// The first session whose resolutions have a stroke in their numbers.
const FIRST_WITH_STROKE: u16 = 31;

/// Sessions of the Assembly and of the Council beyond these are not to be expected for decades.
const LAST_SESSION: u16 = 119;
const LAST_SESSION_OF_RIGHTS: u16 = 99;

/// No session of the Human Rights Council has adopted half as many.
const LAST_NUMBER_OF_RIGHTS: u32 = 120;

/// Decides what the numbers of a block mean.
pub(super) fn block(block: Block, home: Option<Who>, out: &mut Cited, unsaid: &mut Unsaid) {
    let Block { items, cues, names } = block;
    let rights = names.contains(&Who::HumanRights) || home == Some(Who::HumanRights);
    let lists = lists(&items, &cues, rights);
    for item in items {
        match item {
            Item::Whole(citation) => out.citations.push(citation),
            Item::Lost { span, number, cue, follow } => {
                let (cue, said) = (&cues[cue], follow.who.or(cues[cue].said));
                let rights = matches!(said, Some(Who::HumanRights))
                    || (said.is_none() && home == Some(Who::HumanRights));
                let series = match (cue.act, rights) {
                    _ if !matches!(said, None | Some(Who::Assembly | Who::HumanRights | Who::Council)) => {
                        continue;
                    }
                    (Act::Resolution, false) => "A/RES",
                    (Act::Resolution, true) => "A/HRC/RES",
                    (Act::Decision, false) => "A/DEC",
                    (Act::Decision, true) => "A/HRC/DEC",
                };
                let paragraph = follow.paragraph;
                out.damaged.push(Damaged { span, series, number, year: follow.year, paragraph });
            }
            Item::Number(mention) => {
                let said = mention.cue.map(|cue| &cues[cue]);
                let list = mention.cue.and_then(|cue| lists[cue]);
                let around = Around { home, list, names: &names };
                match around.symbol(&mention, said) {
                    Some(symbol) => out.citations.push(mention.into_citation(symbol)),
                    None if said.is_none() => unsaid.mentions.push(mention),
                    None => {}
                }
            }
        }
    }
}

impl Mention {
    fn into_citation(self, symbol: Symbol) -> Citation {
        let Self { number, span, follow, form, .. } = self;
        Citation { symbol, span, paragraph: follow.paragraph, form, repairs: number.repairs }
    }

    /// The beginning of the symbol, the number and its letters, and what stands in parentheses.
    fn symbol(&self, head: &str) -> Result<Symbol, SymbolError> {
        let letters = self.number.letters.as_ref().map_or(String::new(), |letters| format!(" {letters}"));
        Symbol::parse(&match &self.number.shape {
            Shape::Session { kind, session, number } => {
                format!("{head}/{}{session}/{number}{letters}", kind.prefix())
            }
            Shape::Year { year, number } => format!("{head}/{year}/{number}{letters}"),
            Shape::Behind { number, session } => format!("{head}/{number}{letters} ({session})"),
            Shape::Dated { number, year } => format!("{head}/{number} ({year})"),
            Shape::Bare { number } => {
                return Symbol::repair(&format!("{head}/{number}")).map(|repaired| repaired.symbol);
            }
        })
    }
}

/// For each cue, the body that one of its numbers tells of all of them.
fn lists(items: &[Item], cues: &[Cue], rights: bool) -> Vec<Option<Who>> {
    let mut lists = vec![None; cues.len()];
    for item in items {
        let Item::Number(Mention { cue: Some(cue), tight: true, follow, number, .. }) = item else {
            continue;
        };
        if cues[*cue].said.is_some() {
            continue;
        }
        let by_session = match number.shape {
            Shape::Session { kind: Kind::Regular, session, .. }
                if session < FIRST_WITH_STROKE
                    && follow.year.map_or(rights, |year| fits_rights(session, year)) =>
            {
                Some(Who::HumanRights)
            }
            _ => None,
        };
        let list: &mut Option<Who> = &mut lists[*cue];
        *list = follow.who.or(*list).or(by_session);
    }
    lists
}

/// What is known of the place of a number.
struct Around<'b> {
    home: Option<Who>,
    list: Option<Who>,
    /// The bodies that the block names.
    names: &'b [Who],
}

impl Around<'_> {
    fn names(&self, who: Who) -> bool {
        self.names.contains(&who)
    }

    fn symbol(&self, mention: &Mention, cue: Option<&Cue>) -> Option<Symbol> {
        let act = cue.map_or(Act::Resolution, |cue| cue.act);
        let said = mention.follow.who.or(cue.and_then(|cue| cue.said));
        let resolution = act == Act::Resolution;
        let head = match mention.number.shape {
            Shape::Session { kind, session, number } => {
                let series = self.series(mention, cue, said, kind, session, number)?;
                series.head(act)?.to_owned() + &series.own_session(session)
            }
            Shape::Year { year, .. } => {
                let dated = mention.follow.year.is_some_and(|of| (0..=1).contains(&(of - year as i16)));
                let economic = said.or(cue.and_then(|cue| cue.last)) == Some(Who::Economic);
                if !(mention.tight || (mention.joined && dated && economic)) {
                    return None;
                }
                match said.or(cue.and_then(|cue| cue.last)) {
                    Some(Who::RightsCommission) => format!("E/CN.4/{}", name(act)),
                    Some(Who::Other | Who::AsiaPacific) => return None,
                    _ => format!("E/{}", name(act)),
                }
            }
            Shape::Behind { number, ref session } => {
                let late = ["XXXI", "XXXV", "XL", "XXXIII", "XXXIX", "L"]
                    .iter()
                    .any(|late| session.starts_with(late));
                let organ = match said {
                    _ if !resolution => return None,
                    Some(Who::Economic) => "E",
                    None if late && cue.is_some_and(|cue| cue.last == Some(Who::Economic)) => "E",
                    _ if late => return None,
                    None | Some(Who::Assembly | Who::Council) => "A",
                    _ => return None,
                };
                let symbol = mention.symbol(&format!("{organ}/RES")).ok()?;
                let fits = symbol.doubts().is_empty();
                // A number of another line, where another body is named, is that body's.
                if !fits && said.is_none() && self.names(Who::Other) {
                    return None;
                }
                let sure = if cue.is_some() {
                    mention.tight || fits
                } else {
                    fits && number >= 100 && session.len() > 1
                };
                return sure.then_some(symbol);
            }
            Shape::Dated { .. } => {
                let symbol = mention.symbol("S/RES").ok()?;
                let fits = symbol.doubts().is_empty();
                let of_council = matches!(said, None | Some(Who::Security | Who::Council));
                return (resolution
                    && if cue.is_some() && mention.tight {
                        of_council || fits
                    } else {
                        fits && is_known(&symbol)
                    })
                .then_some(symbol);
            }
            // The numbers of the first thirty sessions run in one line, which tells the session.
            Shape::Bare { number } if said == Some(Who::Assembly) && resolution && number >= 100 => {
                let symbol = Symbol::guess(&format!("GA res {number}")).into_iter().next()?.symbol;
                return (symbol.number() == Some(number)).then_some(symbol);
            }
            Shape::Bare { number } => {
                let council = said == Some(Who::Security)
                    || (said == Some(Who::Council) && number >= 100)
                    || (said.is_none()
                        && (self.home == Some(Who::Security) || self.names(Who::Security))
                        && number >= 100);
                return (council && resolution).then(|| mention.symbol("S/RES").ok()).flatten();
            }
        };
        match mention.number.shape {
            Shape::Session { number, .. } if head.starts_with("UNEP") => {
                Symbol::parse(&format!("{head}.{number}")).ok()
            }
            _ => mention.symbol(&head).ok(),
        }
    }

    /// Of whose series a number with a session is.
    fn series(
        &self,
        mention: &Mention,
        cue: Option<&Cue>,
        said: Option<Who>,
        kind: Kind,
        session: u16,
        number: u32,
    ) -> Option<Series> {
        if kind != Kind::Regular {
            return self.special(mention, cue, said, kind, session);
        }
        let year = mention.follow.year;
        let assembly = (FIRST_WITH_STROKE..=LAST_SESSION).contains(&session);
        let rights = (1..=LAST_SESSION_OF_RIGHTS).contains(&session) && number <= LAST_NUMBER_OF_RIGHTS;
        let dated_assembly = assembly && year.is_some_and(|year| fits_assembly(session, year));
        let dated_rights = rights && year.is_some_and(|year| fits_rights(session, year));
        let Some(cue) = cue else {
            return self.unsaid(dated_assembly || (assembly && mention.called), dated_rights);
        };
        let decision = cue.act == Act::Decision;
        if !(mention.tight
            || mention.joined
            || dated_assembly
            || dated_rights
            || mention.number.letters.is_some())
        {
            return None;
        }
        // Halves of a whole: `50/50`, `60/40`.
        if !mention.tight && year.is_none() && u32::from(session) + number == 100 {
            return None;
        }
        match said {
            Some(Who::Assembly) => assembly.then_some(Series::Assembly),
            Some(Who::HumanRights) if dated_assembly && !dated_rights => Some(Series::Assembly),
            Some(Who::HumanRights) => rights.then_some(Series::HumanRights),
            Some(Who::Council) if rights && (dated_rights || !dated_assembly) => Some(Series::HumanRights),
            Some(Who::Environment) => (session < 20).then_some(Series::Environment),
            Some(Who::AsiaPacific) => Some(Series::AsiaPacific),
            Some(Who::Security | Who::Economic | Who::Council) => {
                (assembly && (dated_assembly || !decision)).then_some(Series::Assembly)
            }
            Some(Who::RightsCommission | Who::Other) => dated_assembly.then_some(Series::Assembly),
            None if dated_assembly => Some(Series::Assembly),
            None if dated_rights => Some(Series::HumanRights),
            None if self.names(Who::AsiaPacific)
                && year.is_some_and(|year| year == 1944 + session as i16) =>
            {
                Some(Series::AsiaPacific)
            }
            // A date may be wrong, but hardly by decades where another body was named.
            None if (self.names(Who::Other) || self.names(Who::RightsCommission))
                && year.is_some_and(|year| !(1943..=1948).contains(&(year - session as i16))) =>
            {
                None
            }
            None => self.unnamed(cue, assembly, rights, session, number),
        }
    }

    /// A number with a word such as `resolution`, and nothing that says of whom.
    fn unnamed(&self, cue: &Cue, assembly: bool, rights: bool, session: u16, number: u32) -> Option<Series> {
        let plausible = cue.act == Act::Resolution || number >= 301;
        match self.list {
            Some(Who::HumanRights | Who::Council) if rights => return Some(Series::HumanRights),
            Some(Who::Assembly) => return assembly.then_some(Series::Assembly),
            Some(Who::Environment) => return (session < 20).then_some(Series::Environment),
            Some(Who::Other | Who::RightsCommission) => return None,
            _ => {}
        }
        if self.home == Some(Who::HumanRights) && rights {
            return Some(Series::HumanRights);
        }
        if assembly {
            return plausible.then_some(Series::Assembly);
        }
        if self.names(Who::Environment) && session < 10 && !self.names(Who::HumanRights) {
            return Some(Series::Environment);
        }
        (rights
            && self.names(Who::HumanRights)
            && !(self.names(Who::Other) || self.names(Who::RightsCommission)))
        .then_some(Series::HumanRights)
    }

    /// Without any word, only a date tells.
    fn unsaid(&self, dated_assembly: bool, dated_rights: bool) -> Option<Series> {
        if dated_assembly {
            Some(Series::Assembly)
        } else {
            (dated_rights && (self.names(Who::HumanRights) || self.home == Some(Who::HumanRights)))
                .then_some(Series::HumanRights)
        }
    }

    /// `S-24/2`, `ES-10/15`.
    fn special(
        &self,
        mention: &Mention,
        cue: Option<&Cue>,
        said: Option<Who>,
        kind: Kind,
        session: u16,
    ) -> Option<Series> {
        if kind == Kind::Emergency {
            return Some(Series::Assembly);
        }
        let dates = Session::Special(session).dates();
        let year = mention.follow.year;
        let in_session = year.zip(dates).is_some_and(|(year, dates)| {
            dates.from.year() <= year && dates.until.is_none_or(|until| year <= until.year())
        });
        match said.or(self.list) {
            // Both bodies had a special session of that number in one year: the name beside it decides.
            _ if said == Some(Who::HumanRights) => Some(Series::HumanRights),
            _ if in_session => Some(Series::Assembly),
            Some(Who::HumanRights | Who::Council) => Some(Series::HumanRights),
            Some(Who::Assembly) => Some(Series::Assembly),
            Some(_) => None,
            None if year.is_some_and(|year| year >= 2006) => Some(Series::HumanRights),
            None if self.home == Some(Who::HumanRights) => Some(Series::HumanRights),
            None => cue.map(|_| Series::Assembly),
        }
    }
}

/// A series whose numbers have a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Series {
    Assembly,
    HumanRights,
    Environment,
    AsiaPacific,
}

impl Series {
    const fn head(self, act: Act) -> Option<&'static str> {
        Some(match (self, act) {
            (Self::Assembly, Act::Resolution) => "A/RES",
            (Self::Assembly, Act::Decision) => "A/DEC",
            (Self::HumanRights, Act::Resolution) => "A/HRC/RES",
            (Self::HumanRights, Act::Decision) => "A/HRC/DEC",
            (Self::Environment, Act::Resolution) => "UNEP/EA",
            (Self::AsiaPacific, Act::Resolution) => "E/ESCAP/RES",
            _ => return None,
        })
    }

    /// `UNEP/EA.5/Res` has its session within.
    fn own_session(self, session: u16) -> String {
        if self == Self::Environment { format!(".{session}/Res") } else { String::new() }
    }
}

const fn name(act: Act) -> &'static str {
    match act {
        Act::Resolution => "RES",
        Act::Decision => "DEC",
    }
}

/// Whether a session of the Assembly sat in a year: session 73 from September 2018 to September 2019.
fn fits_assembly(session: u16, year: i16) -> bool {
    let opened = 1945 + session as i16;
    year == opened || year == opened + 1
}

/// Whether a session of the Human Rights Council sat in a year: three each year from 2006 on.
fn fits_rights(session: u16, year: i16) -> bool {
    year == 2005 + session.div_ceil(3) as i16
}

/// Whether the year of a resolution of the Security Council is known from its number.
fn is_known(symbol: &Symbol) -> bool {
    let number = symbol.number().unwrap_or_default();
    Symbol::repair(&format!("S/RES/{number}")).is_ok()
}

impl Unsaid {
    /// Adds the numbers that are cited elsewhere in the text.
    pub(super) fn settle(self, citations: &mut Vec<Citation>) {
        if self.mentions.is_empty() {
            return;
        }
        let known: BTreeSet<Symbol> = citations
            .iter()
            .filter(|citation| matches!(citation.form, Form::Number | Form::Symbol))
            .map(|citation| citation.symbol.whole())
            .collect();
        let before = citations.len();
        for mention in self.mentions {
            if !matches!(
                mention.number.shape,
                Shape::Session { .. } | Shape::Behind { .. } | Shape::Dated { .. }
            ) {
                continue;
            }
            let symbol = ["A/RES", "A/HRC/RES", "A/DEC", "S/RES"]
                .into_iter()
                .filter_map(|head| mention.symbol(head).ok())
                .find(|symbol| known.contains(&symbol.whole()));
            if let Some(symbol) = symbol {
                citations.push(mention.into_citation(symbol));
            }
        }
        if citations.len() > before {
            citations.sort_by_key(|citation| citation.span.start);
        }
    }
}
