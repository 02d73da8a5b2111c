//! Decisions as people write them: `75/240`, `a/res/75/240`, `A/C.1/75/L.8/Rev.1`, `75/240 PP10`, `voeten:5666`.

mod nearest;
mod part;

use std::collections::BTreeMap;

use travaux_record::{Answer, Caveat, DecisionRef, Modality, QuestionKind, Record, Stage};
use travaux_un::symbol::{DocumentKind, Symbol};

use self::part::{Part, split_part};

/// A decision that was found, and what should be said about how.
#[derive(Debug, Clone)]
pub struct Found<'a> {
    /// The decision meant.
    pub decision: DecisionRef<'a>,
    /// What the asker should know: that a draft was read as the resolution adopted from it, say.
    pub notes: Vec<Caveat>,
    /// Other decisions on the same text: in committee, on paragraphs, on amendments; by date.
    pub related: Vec<DecisionRef<'a>>,
}

impl Found<'_> {
    /// Adds the notes to an answer about the decision.
    pub fn annotate<T>(&self, answer: &mut Answer<T>) {
        for note in &self.notes {
            answer.caveat(note.clone());
        }
    }
}

/// The record has no such decision.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("«{asked}» is not in the record{}", said(nearest))]
pub struct NotFound {
    /// What was asked for.
    pub asked: String,
    /// Up to three decisions of the record that may be meant, the nearest first.
    pub nearest: Vec<String>,
    /// What to try.
    pub hints: Vec<String>,
}

fn said(nearest: &[String]) -> String {
    if nearest.is_empty() { String::new() } else { format!("; nearest: {}", nearest.join(", ")) }
}

/// The decision that is meant.
///
/// A text names the vote on the whole of it, in plenary before in committee. A draft names the vote on the draft,
/// where the record has one, and else the decision on the resolution adopted from it, which a note says; a draft of
/// which the record has a later revision names that one, which a note says too. A part is
/// written behind the text: `75/240 PP10`, `A/C.1/75/L.8/Rev.1 OP1`, `70/40 para. 15`. A source's own number is written
/// behind its id: `voeten:5666`, `undl:3896180`.
pub fn find<'a>(record: &'a Record, text: &str) -> Result<Found<'a>, NotFound> {
    sought(record, text).map_err(|missed| missed.explained(record))
}

/// The same, if the record has it. What is nearest to a text takes longer to say than to find one: this is for those who
/// would not tell it.
pub fn known<'a>(record: &'a Record, text: &str) -> Option<Found<'a>> {
    sought(record, text).ok()
}

/// What was asked for and is not there.
enum Missed<'a> {
    /// Nothing is on the text, whichever of these symbols it is.
    Text { asked: String, text: String, symbols: Vec<Symbol> },
    /// These decisions are on the text, and none on the part.
    Part { asked: String, symbol: Symbol, on_text: Vec<DecisionRef<'a>> },
}

impl Missed<'_> {
    fn explained(self, record: &Record) -> NotFound {
        match self {
            Self::Text { asked, text, symbols } => nearest::not_found(record, &asked, &text, &symbols),
            Self::Part { asked, symbol, on_text } => nearest::no_such_part(&asked, &symbol, &on_text),
        }
    }
}

fn sought<'a>(record: &'a Record, text: &str) -> Result<Found<'a>, Missed<'a>> {
    let asked = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some(decision) = record.by_id(&asked).or_else(|| by_source_number(record, &asked)) {
        return Ok(found(record, decision, Vec::new()));
    }
    let (symbol_text, part) = split_part(&asked);
    let candidates = Symbol::guess(&symbol_text);
    let symbols: Vec<Symbol> = candidates.into_iter().map(|c| c.symbol).collect();
    let known = symbols.iter().find(|symbol| !on_text(record, symbol).is_empty()).cloned();
    let known = known.map(|symbol| (symbol, Vec::new())).or_else(|| later_revision(record, &symbols));
    let Some((symbol, mut said)) = known else {
        return Err(Missed::Text { asked, text: symbol_text, symbols });
    };
    let mut on_text = on_text(record, &symbol);
    if let (Some(&first), true) = (on_text.first(), part.is_some()) {
        // Parts were voted on in committee, under the symbol of the draft.
        on_text.extend(related(record, first));
    }
    let Some(decision) = choose(&on_text, &symbol, part.as_ref()) else {
        return Err(Missed::Part { asked, symbol, on_text });
    };
    said.extend(notes(decision, &symbol));
    Ok(found(record, decision, said))
}

/// Every decision on the text that is meant, the one that [`find`] chooses first.
pub fn find_all<'a>(record: &'a Record, text: &str) -> Result<Vec<DecisionRef<'a>>, NotFound> {
    let found = find(record, text)?;
    Ok(std::iter::once(found.decision).chain(found.related).collect())
}

fn found<'a>(record: &'a Record, decision: DecisionRef<'a>, notes: Vec<Caveat>) -> Found<'a> {
    Found { decision, notes, related: related(record, decision) }
}

/// Decisions on a text; where a draft has none, those on what its document says it became.
fn on_text<'a>(record: &'a Record, symbol: &Symbol) -> Vec<DecisionRef<'a>> {
    let decisions = record.on_text(symbol);
    if !decisions.is_empty() {
        return decisions;
    }
    let adopted_as = record.document(symbol).and_then(|document| document.adopted_as.as_ref());
    adopted_as.map(|text| record.on_text(text)).unwrap_or_default()
}

/// The last revision that the record knows of one of the drafts, of which it has nothing itself.
fn later_revision(record: &Record, symbols: &[Symbol]) -> Option<(Symbol, Vec<Caveat>)> {
    let drafts: Vec<&Symbol> = symbols.iter().filter(|symbol| symbol.kind() == DocumentKind::Draft).collect();
    let known = || {
        let of_decisions = record.decisions().flat_map(|d| std::iter::once(d.text_str()).chain(d.drafts()));
        let of_documents = record.documents().map(|document| document.symbol.as_str());
        of_decisions.chain(of_documents)
    };
    drafts.into_iter().find_map(|draft| {
        let revision = known()
            .filter(|text| text.starts_with(draft.base().as_str()))
            .filter_map(|text| Symbol::parse(text).ok())
            .filter(|symbol| symbol.is_revision_of(draft) && !on_text(record, symbol).is_empty())
            .max_by_key(Symbol::revision)?;
        let detail = format!("the record has nothing on {draft} itself, and has its revision {revision}");
        Some((revision, vec![Caveat::Note { detail }]))
    })
}

fn choose<'a>(
    decisions: &[DecisionRef<'a>],
    symbol: &Symbol,
    part: Option<&Part>,
) -> Option<DecisionRef<'a>> {
    let wanted = |decision: &&DecisionRef<'a>| part.is_none_or(|part| part.is(&decision.question()));
    decisions.iter().filter(wanted).min_by_key(|decision| preference(**decision, symbol)).copied()
}

/// The lowest is meant. Looks at no positions, so that finding a decision decodes none.
fn preference(decision: DecisionRef<'_>, symbol: &Symbol) -> (u8, bool, bool, bool) {
    let question = match decision.question().kind {
        QuestionKind::Whole => 0,
        QuestionKind::Unspecified => 1,
        _ => 2,
    };
    (
        question,
        decision.text_str() != symbol.as_str(),
        decision.stage() != Stage::Plenary,
        !matches!(decision.modality(), Modality::RecordedVote | Modality::WithoutVote),
    )
}

/// `voeten:5666`: the decision of that name, or the one that the source has under that number.
fn by_source_number<'a>(record: &'a Record, asked: &str) -> Option<DecisionRef<'a>> {
    let (source, reference) = asked.split_once(':')?;
    let (source, reference) = (source.trim().to_lowercase(), reference.trim());
    record.source(&source)?;
    record.by_id(&format!("{source}:{reference}")).or_else(|| {
        record
            .decisions()
            .find(|d| d.readings().iter().any(|r| r.source == source && r.reference == reference))
    })
}

fn notes(decision: DecisionRef<'_>, symbol: &Symbol) -> Vec<Caveat> {
    let text = decision.text_str();
    if text.is_empty() || text == symbol.as_str() {
        return Vec::new();
    }
    let detail = if decision.stage() == Stage::Plenary {
        format!(
            "{symbol} is a draft of {text}; the record has no vote on the draft itself, so this is the decision on {text}"
        )
    } else {
        format!("the vote was taken in the {}, on {text}, the draft of {symbol}", decision.stage())
    };
    vec![Caveat::Note { detail }]
}

/// Other decisions on the same text, on its drafts and amendments, by date.
pub(crate) fn related<'a>(record: &'a Record, decision: DecisionRef<'a>) -> Vec<DecisionRef<'a>> {
    let mut all: BTreeMap<_, DecisionRef<'a>> = BTreeMap::new();
    let mut fresh = vec![decision];
    // From a draft to the resolution, and from there to its other drafts and amendments.
    for _ in 0..2 {
        let mut next = Vec::new();
        for one in fresh {
            let symbols = one.drafts().chain(one.amended_by()).filter_map(|s| Symbol::parse(s).ok());
            for other in one.text().into_iter().chain(symbols).flat_map(|s| record.on_text(&s)) {
                if all.insert(other.no(), other).is_none() {
                    next.push(other);
                }
            }
        }
        fresh = next;
    }
    all.into_values().filter(|other| other.no() != decision.no()).collect()
}
