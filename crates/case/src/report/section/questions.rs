//! The questions of the case file, answered in the language of sets.

use super::super::model::{Block, Inline, Prose};
use super::super::{Desk, words};

pub(super) fn write(desk: &mut Desk<'_>) -> Vec<Block> {
    let case = desk.case;
    if case.file.question.is_empty() {
        return Vec::new();
    }
    let items: Vec<Vec<Inline>> = case
        .file
        .question
        .iter()
        .zip(&case.answers)
        .map(|(entry, answer)| {
            let prose = Prose::new().say(words::capital(entry.question.trim())).say(" ");
            match answer {
                Ok(answer) => {
                    let value = desk.take(answer);
                    let said = match value.truth {
                        Some(true) => "Yes.".to_owned(),
                        Some(false) => "No.".to_owned(),
                        None if value.n == 0 => "None.".to_owned(),
                        None => format!(
                            "{}: {}.",
                            words::capital(&words::states(value.n)),
                            words::names(value.states)
                        ),
                    };
                    prose.say(said).say(" ").code(value.expression.clone()).into_inlines()
                }
                Err(error) => prose
                    .say(words::sentence(&format!("the question cannot be asked: {}", error.message)))
                    .say(" ")
                    .code(entry.ask.value.clone())
                    .into_inlines(),
            }
        })
        .collect();
    vec![Block::List(items)]
}
