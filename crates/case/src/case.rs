//! A case as the record knows it: every symbol looked up, every state and group found, what does not fit told with its
//! place.

use std::collections::BTreeSet;

use jiff::civil::Date;
use travaux_record::{Answer, DecisionRef, Diagnostic};
use travaux_un::near::nearest;
use travaux_un::set::StateSet;
use travaux_un::state::states;
use travaux_votes::sets::{Evaluated, ExprError};
use travaux_votes::{Context, evaluate_text, lookup};

use crate::cited;
use crate::file::schema::{Line, Membership, NormSet, Process};
use crate::file::{At, CaseFile, Places, Read, When};

/// What a symbol that the record has no decision on is told as.
pub(crate) const NOT_IN_THE_RECORD: &str = "not-in-the-record";

/// A case as the record knows it.
#[derive(Debug)]
pub struct Case<'a> {
    /// The record and the groups that it is looked up in.
    pub context: Context<'a>,
    /// Its short name.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What it is about.
    pub summary: Option<String>,
    /// Groups of interest that are known, by their codes.
    pub groups: Vec<String>,
    /// The file as written.
    pub file: CaseFile,
    /// The lines with their texts.
    pub lines: Vec<LineTexts<'a>>,
    /// The pairs of rivals of which the record has both texts, by date.
    pub rivals: Vec<Pair<'a>>,
    /// For each process of the file, in its order, what was looked up of it.
    pub processes: Vec<ProcessFacts>,
    /// For each initiative of the file, in its order, the states that support it.
    pub supporters: Vec<StateSet>,
    /// For each question of the file, in its order, what the record answers, or why it cannot.
    pub answers: Vec<Result<Answer<Evaluated>, ExprError>>,
    /// Symbols that the record has no decision on, in the order of the file.
    pub missing: Vec<String>,
    /// What does not fit, with its place in the file.
    pub problems: Vec<Diagnostic>,
}

/// A line with its texts.
#[derive(Debug, Clone)]
pub struct LineTexts<'a> {
    /// Its place in the file's list of lines.
    pub line: usize,
    /// The texts that the record has, in the order of time.
    pub texts: Vec<DecisionRef<'a>>,
    /// The symbols that it has not.
    pub missing: Vec<String>,
}

/// Two rival texts that the record has.
#[derive(Debug, Clone, Copy)]
pub struct Pair<'a> {
    /// Its place in the file's list of rivals.
    pub rivals: usize,
    /// The one.
    pub first: DecisionRef<'a>,
    /// The other.
    pub second: DecisionRef<'a>,
}

impl Pair<'_> {
    /// Whether these are its texts, in whichever order.
    fn texts_are(&self, one: DecisionRef<'_>, other: DecisionRef<'_>) -> bool {
        let texts = [self.first.no(), self.second.no()];
        texts == [one.no(), other.no()] || texts == [other.no(), one.no()]
    }

    /// Whether both have positions by state.
    pub fn has_votes(&self) -> bool {
        !self.first.positions().is_empty() && !self.second.positions().is_empty()
    }

    /// The day of the later of the two.
    pub fn date(&self) -> Option<Date> {
        self.first.date().max(self.second.date())
    }

    /// A name for files: `75-32-75-240`.
    pub fn slug(&self) -> String {
        format!("{}-{}", slug(self.first.id()), slug(self.second.id()))
    }
}

/// What was looked up of a process.
#[derive(Debug, Clone, Default)]
pub struct ProcessFacts {
    /// Its members that are known states.
    pub members: StateSet,
    /// The processes that it follows, by their places in the file.
    pub follows: Vec<usize>,
}

/// A symbol as a part of a file's name: `75-240` of `A/RES/75/240`.
pub fn slug(id: &str) -> String {
    let short = travaux_votes::words::short(id);
    short.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' }).collect()
}

impl<'a> Case<'a> {
    /// Looks up what a file names.
    pub fn new(read: Read, context: Context<'a>) -> Self {
        let Read { file, places } = read;
        let mut resolver = Resolver { context, places: &places, problems: Vec::new(), missing: Vec::new() };
        let lines = file.line.iter().enumerate().map(|(place, line)| resolver.line(place, line)).collect();
        let mut rivals: Vec<Pair<'a>> = Vec::new();
        for (place, pair) in file.rivals.iter().enumerate() {
            let first = resolver.decision(&pair.first);
            let second = resolver.decision(&pair.second);
            let Some((first, second)) = first.zip(second) else { continue };
            let found = Pair { rivals: place, first, second };
            if !found.has_votes() {
                resolver.problem(
                    "pair-without-votes",
                    pair,
                    format!(
                        "{} and {} have no votes by state on both: how states stood on them is left out",
                        first.id(),
                        second.id()
                    ),
                    "a text adopted without a vote has sponsors, if the record has its list",
                );
            }
            if rivals.iter().any(|known| known.texts_are(found.first, found.second)) {
                let message = format!("{} and {} stand twice as rivals", first.id(), second.id());
                resolver.problem("pair-twice", pair, message, "the first of the two is used");
                continue;
            }
            rivals.push(found);
        }
        rivals.sort_by_key(|pair| (pair.date(), pair.rivals));
        let processes = resolver.processes(&file.process);
        let supporters =
            file.initiative.iter().map(|initiative| resolver.states(&initiative.states)).collect();
        resolver.norms(&file.norms);
        let groups = resolver.groups(&file);
        resolver.ids(&file);
        let answers = resolver.questions(&file);
        resolver.problems.extend(cited::problems(&file, &places, context));
        resolver.problems.sort_by_key(|problem| problem.place.line);
        let (problems, missing) = (resolver.problems, resolver.missing);
        let head = file.case.as_ref();
        let mut case = Self {
            context,
            id: head.map_or_else(|| "case".to_owned(), |head| head.id.clone()),
            title: head.map_or_else(|| "A case without a title".to_owned(), |head| head.title.clone()),
            summary: head.and_then(|head| head.summary.clone()),
            groups,
            lines,
            rivals,
            processes,
            supporters,
            answers,
            missing,
            problems,
            file,
        };
        case.turn_pairs();
        case
    }

    /// Turns pairs round that name the sides of an earlier pair in the other order, so that the first text of each is
    /// that of one camp.
    fn turn_pairs(&mut self) {
        for place in 0..self.rivals.len() {
            let pair = self.rivals[place];
            let is_turned = self.rivals[..place].iter().any(|earlier| {
                self.same_side(pair.first, earlier.second) && self.same_side(pair.second, earlier.first)
            });
            let is_straight = self.rivals[..place].iter().any(|earlier| self.same_sides(&pair, earlier));
            if is_turned && !is_straight {
                self.rivals[place] = Pair { first: pair.second, second: pair.first, ..pair };
            }
        }
    }

    /// Whether two texts are of one line, or of lines of one camp.
    fn same_side(&self, one: DecisionRef<'_>, other: DecisionRef<'_>) -> bool {
        let Some((a, b)) = self.line_of(one).zip(self.line_of(other)) else { return false };
        a.id == b.id || (a.camp.is_some() && a.camp == b.camp)
    }

    fn same_sides(&self, pair: &Pair<'_>, other: &Pair<'_>) -> bool {
        self.same_side(pair.first, other.first) && self.same_side(pair.second, other.second)
    }

    /// The texts of the line that a decision's text is in, and its place among them.
    fn place_of(&self, decision: DecisionRef<'_>) -> Option<(&LineTexts<'a>, usize)> {
        self.lines
            .iter()
            .find_map(|line| Some((line, line.texts.iter().position(|text| text.no() == decision.no())?)))
    }

    /// The line that a decision's text is in.
    pub fn line_of(&self, decision: DecisionRef<'_>) -> Option<&Line> {
        let (line, _) = self.place_of(decision)?;
        self.file.line.get(line.line).map(|line| &line.value)
    }

    /// The text before a decision in its line that has positions by state.
    pub fn earlier_vote(&self, decision: DecisionRef<'a>) -> Option<DecisionRef<'a>> {
        let (line, place) = self.place_of(decision)?;
        line.texts[..place].iter().rev().find(|text| !text.positions().is_empty()).copied()
    }

    /// The pair before one: the last of an earlier session of which both texts are of the sides of this one, by line or by
    /// camp. Pairs of a case without lines follow one another as they come.
    pub fn pair_before(&self, pair: &Pair<'a>) -> Option<&Pair<'a>> {
        self.rivals.iter().rfind(|other| {
            other.first.session() != pair.first.session()
                && other.date() < pair.date()
                && (self.lines.is_empty() || self.same_sides(pair, other))
        })
    }

    /// The text that a side had before a text: the last of its line or, where its line begins with it, the last rival
    /// text of its camp.
    pub fn text_before(&self, text: DecisionRef<'a>) -> Option<DecisionRef<'a>> {
        let (line, place) = self.place_of(text)?;
        line.texts[..place].last().copied().or_else(|| {
            let of_camp = self.rival_texts().into_iter().filter(|other| self.same_side(*other, text));
            of_camp.filter(|other| other.date() < text.date()).max_by_key(|other| (other.date(), other.no()))
        })
    }

    /// The rivals of a text, each once.
    pub fn rivals_of(&self, text: DecisionRef<'_>) -> Vec<DecisionRef<'a>> {
        let of_pair = |pair: &Pair<'a>| match text.no() {
            no if no == pair.first.no() => Some(pair.second),
            no if no == pair.second.no() => Some(pair.first),
            _ => None,
        };
        self.rivals.iter().filter_map(of_pair).collect()
    }

    /// The texts of the pairs, each once, pair by pair.
    pub fn rival_texts(&self) -> Vec<DecisionRef<'a>> {
        each_once(self.rivals.iter().flat_map(|pair| [pair.first, pair.second]))
    }

    /// The same, side by side: those that come first in their pairs, then those that come second.
    pub fn rival_texts_by_side(&self) -> Vec<DecisionRef<'a>> {
        let (firsts, seconds) =
            (self.rivals.iter().map(|pair| pair.first), self.rivals.iter().map(|pair| pair.second));
        each_once(firsts.chain(seconds))
    }

    /// The texts of the pairs, or all texts of a case without pairs.
    pub fn main_texts(&self) -> Vec<DecisionRef<'a>> {
        if self.rivals.is_empty() { self.texts() } else { self.rival_texts() }
    }

    /// Every text of the lines and pairs, once, in the order of time.
    pub fn texts(&self) -> Vec<DecisionRef<'a>> {
        let of_lines = self.lines.iter().flat_map(|line| line.texts.iter().copied());
        let of_pairs = self.rivals.iter().flat_map(|pair| [pair.first, pair.second]);
        let mut texts: Vec<DecisionRef<'a>> = of_lines.chain(of_pairs).collect();
        texts.sort_by_key(|text| (text.date(), text.no()));
        texts.dedup_by_key(|text| text.no());
        texts
    }

    /// What a text is called in a sentence: the number of a resolution, the symbol of a document, the title of a source
    /// of the file.
    pub fn text_name<'n>(&'n self, written: &'n str) -> &'n str {
        let entry = self.file.source.iter().find(|entry| entry.id == written);
        match entry {
            Some(entry) if travaux_un::symbol::Symbol::parse(written).is_err() => &entry.title,
            _ => travaux_votes::words::short(written),
        }
    }

    /// The short name of a process: that for figures, or its name.
    pub fn process_name(&self, place: usize) -> &str {
        self.file.process.get(place).map_or("", |process| process.short.as_deref().unwrap_or(&process.name))
    }
}

/// Texts in their order, each once.
fn each_once<'a>(all: impl Iterator<Item = DecisionRef<'a>>) -> Vec<DecisionRef<'a>> {
    let mut texts: Vec<DecisionRef<'a>> = Vec::new();
    for text in all {
        if texts.iter().all(|known| known.no() != text.no()) {
            texts.push(text);
        }
    }
    texts
}

struct Resolver<'a, 'p> {
    context: Context<'a>,
    places: &'p Places,
    problems: Vec<Diagnostic>,
    missing: Vec<String>,
}

impl<'a> Resolver<'a, '_> {
    fn problem<T>(&mut self, code: &'static str, at: &At<T>, message: String, hint: impl Into<String>) {
        self.problems.push(Diagnostic::warning(code, self.places.at(at), message).hint(hint));
    }

    fn decision(&mut self, symbol: &At<String>) -> Option<DecisionRef<'a>> {
        match lookup::find(self.context.record, symbol) {
            Ok(found) => Some(found.decision),
            Err(error) => {
                let mut hints = error.hints.clone();
                if !error.nearest.is_empty() {
                    hints.insert(0, format!("the nearest: {}", error.nearest.join(", ")));
                }
                let message =
                    format!("the record has no decision on {}: the report has a gap there", symbol.value);
                self.problem(NOT_IN_THE_RECORD, symbol, message, hints.join("; "));
                if !self.missing.contains(&symbol.value) {
                    self.missing.push(symbol.value.clone());
                }
                None
            }
        }
    }

    fn line(&mut self, place: usize, line: &At<Line>) -> LineTexts<'a> {
        let mut texts = Vec::new();
        let mut missing = Vec::new();
        for symbol in &line.texts {
            match self.decision(symbol) {
                Some(decision) => texts.push(decision),
                None => missing.push(symbol.value.clone()),
            }
        }
        texts.sort_by_key(|text| (text.date(), text.no()));
        texts.dedup_by_key(|text| text.no());
        LineTexts { line: place, texts, missing }
    }

    fn states(&mut self, names: &[At<String>]) -> StateSet {
        let mut set = StateSet::EMPTY;
        for name in names {
            match states().find(name) {
                Ok(state) => {
                    set.insert(state);
                }
                Err(error) => {
                    let near: Vec<String> = error
                        .nearest
                        .iter()
                        .map(|id| format!("{} ({})", id.state().name(), id.code()))
                        .collect();
                    let (says, which) = if error.ambiguous {
                        (format!("{:?} names more than one state: it is left out", name.value), "one of:")
                    } else {
                        (format!("no state is called {:?}: it is left out", name.value), "the nearest:")
                    };
                    self.problem("unknown-state", name, says, format!("{which} {}", near.join(", ")));
                }
            }
        }
        set
    }

    fn processes(&mut self, processes: &[At<Process>]) -> Vec<ProcessFacts> {
        let ids: Vec<&str> = processes.iter().map(|process| process.id.as_str()).collect();
        let mut facts: Vec<ProcessFacts> = Vec::new();
        for process in processes {
            let members = self.states(&process.members);
            if let (Some(Membership::Open), false) = (process.membership, members.is_empty()) {
                let message = format!("{} is open to all, and its members are listed", process.name);
                self.problem("open-with-members", process, message, "membership = \"limited\", or no list");
            }
            let mut follows = Vec::new();
            for id in &process.follows {
                if let Some(place) = ids.iter().position(|known| *known == id.value) {
                    follows.push(place);
                    continue;
                }
                let near = nearest(id, ids.iter().copied());
                let there_are = if near.is_empty() { ids.join(", ") } else { near.join(", ") };
                let message = format!("no process has the id {:?}", id.value);
                self.problem("unknown-process", id, message, format!("there are {there_are}"));
            }
            self.times(process);
            facts.push(ProcessFacts { members, follows });
        }
        self.cycles(processes, &mut facts);
        facts
    }

    /// Ends before beginnings, and sessions that overlap.
    fn times(&mut self, process: &At<Process>) {
        if let (Some(from), Some(to)) = (process.from, process.to)
            && to.last() < from.first()
        {
            let message = format!("{} ends ({to}) before it begins ({from})", process.name);
            self.problem("ends-before-it-begins", process, message, "from and to may have changed places");
        }
        // Only what is known to the day can surely overlap.
        let held: Vec<(&At<_>, _, _)> = process
            .session
            .iter()
            .filter_map(|session| match (session.from?, session.to?) {
                (When::Day(from), When::Day(to)) => Some((session, from, to)),
                _ => None,
            })
            .collect();
        for (session, from, to) in &held {
            if to < from {
                let message = format!("{} of {} ends before it begins", session.name, process.name);
                self.problem(
                    "ends-before-it-begins",
                    session,
                    message,
                    "from and to may have changed places",
                );
            }
        }
        for (place, (session, from, to)) in held.iter().enumerate() {
            for (other, other_from, other_to) in &held[place + 1..] {
                let same_status = session.status == other.status;
                if same_status && from <= other_to && other_from <= to {
                    let message = format!("{} and {} of {} overlap", session.name, other.name, process.name);
                    self.problem(
                        "overlapping-sessions",
                        *other,
                        message,
                        "a process has one session at a time",
                    );
                }
            }
        }
    }

    /// Takes hand-overs out that would lead in a circle.
    fn cycles(&mut self, processes: &[At<Process>], facts: &mut [ProcessFacts]) {
        for place in 0..facts.len() {
            let mut follows = std::mem::take(&mut facts[place].follows);
            follows.retain(|&earlier| {
                let leads_back = reaches(facts, earlier, place);
                if leads_back {
                    let (one, other) = (&processes[place], &processes[earlier]);
                    let message = format!(
                        "{} follows {}, which follows it: the hand-over is left out",
                        one.name, other.name
                    );
                    self.problem("cycle", one, message, "a process takes over from one that came before it");
                }
                !leads_back
            });
            facts[place].follows = follows;
        }
    }

    /// Sets of norms that refer to what is neither another set nor a symbol.
    fn norms(&mut self, sets: &[At<NormSet>]) {
        let ids: Vec<&str> = sets.iter().map(|set| set.id.as_str()).collect();
        for set in sets {
            for other in &set.refers_to {
                let is_symbol = travaux_un::symbol::Symbol::parse(other).is_ok();
                if !is_symbol && !ids.contains(&other.value.as_str()) {
                    let message =
                        format!("{:?} is neither a set of norms of this file nor a symbol", other.value);
                    self.problem("unknown-set", other, message, format!("there are {}", ids.join(", ")));
                }
            }
        }
    }

    fn groups(&mut self, file: &CaseFile) -> Vec<String> {
        let mut known = Vec::new();
        for name in file.case.iter().flat_map(|head| &head.groups) {
            match self.context.groups.find(name) {
                Ok(group) => known.push(group.code().to_owned()),
                Err(error) => {
                    let message = format!("no group is called {:?}: it is left out", name.value);
                    self.problem(
                        "unknown-group",
                        name,
                        message,
                        format!("the nearest: {}", error.nearest.join(", ")),
                    );
                }
            }
        }
        known
    }

    /// Asks the questions; one that cannot be asked is told.
    fn questions(&mut self, file: &CaseFile) -> Vec<Result<Answer<Evaluated>, ExprError>> {
        let mut answers = Vec::new();
        for entry in &file.question {
            let answer = evaluate_text(self.context, &entry.ask);
            if let Err(error) = &answer {
                let message = format!("{:?} cannot be asked: {}", entry.ask.value, error.message);
                let hint = "the book has the expressions; `travaux states` tries one";
                self.problem("bad-question", &entry.ask, message, hint);
            }
            answers.push(answer);
        }
        answers
    }

    /// Ids that stand twice.
    fn ids(&mut self, file: &CaseFile) {
        let lines = file.line.iter().map(|entry| (entry.offset, &entry.id));
        let processes = file.process.iter().map(|entry| (entry.offset, &entry.id));
        let norms = file.norms.iter().map(|entry| (entry.offset, &entry.id));
        let initiatives = file.initiative.iter().map(|entry| (entry.offset, &entry.id));
        let sources = file.source.iter().map(|entry| (entry.offset, &entry.id));
        let mut twice = Vec::new();
        for entries in [
            lines.collect(),
            processes.collect(),
            norms.collect(),
            initiatives.collect(),
            sources.collect::<Vec<_>>(),
        ] {
            let mut seen = BTreeSet::new();
            twice.extend(
                entries
                    .into_iter()
                    .filter(|(_, id)| !seen.insert(id.as_str()))
                    .map(|(offset, id)| (offset, id.clone())),
            );
        }
        for (offset, id) in twice {
            let message = format!("the id {id:?} stands twice");
            self.problem("id-twice", &At { value: (), offset }, message, "what refers to it means the first");
        }
    }
}

/// Whether the hand-overs lead from one process to another.
fn reaches(facts: &[ProcessFacts], from: usize, to: usize) -> bool {
    let mut seen = BTreeSet::new();
    let mut next = vec![from];
    while let Some(place) = next.pop() {
        if place == to {
            return true;
        }
        if seen.insert(place) {
            next.extend(facts[place].follows.iter().copied());
        }
    }
    false
}
