//! What texts ask of whom, and two mandates side by side.

use schemars::JsonSchema;
use serde::Serialize;
use travaux_record::texts::StoredText;
use travaux_record::{Answer, Caveat, Cell, Method, Table, Tabular};

use super::families::group;
use super::{TextName, cite_text};
use crate::mandate::{Task, as_clause, mandate, side_by_side};
use crate::words::first;

/// The mandates of some texts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Mandates {
    /// Each text with its tasks.
    pub mandates: Vec<Mandate>,
    /// Of two or more texts: each task once, with its places.
    pub side_by_side: Vec<SharedTask>,
}

/// A text and the tasks that it gives.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Mandate {
    /// The text.
    pub text: TextName,
    /// Its tasks, in its order.
    pub tasks: Vec<Task>,
}

/// A task, wherever it is given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SharedTask {
    /// Where it is given.
    pub places: Vec<TaskPlace>,
}

/// A task of one of the texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct TaskPlace {
    /// The text, by its place among those asked about.
    pub text: u32,
    /// The task, by its place among those of the text.
    pub task: u32,
}

const METHOD: Method = Method {
    name: "mandate",
    summary: "Tasks are read by rules from operative paragraphs that open with a verb that asks, decides or gives a \
              task. Who is to act, by when and to whom it is reported stand where a rule finds them, and nothing is \
              guessed. The rules are for English. Tasks of two texts are one where their words are aligned, as «diff» aligns clauses.",
};

/// The mandates of one or several texts.
pub fn mandates(texts: &[StoredText]) -> Answer<Mandates> {
    let mandates: Vec<Mandate> = texts
        .iter()
        .map(|text| Mandate { text: TextName::of(text), tasks: mandate(&text.document) })
        .collect();
    let mut shared = Vec::new();
    if mandates.len() > 1 {
        let lists: Vec<&[Task]> = mandates.iter().map(|mandate| mandate.tasks.as_slice()).collect();
        let groups = group(&lists, |a, b| {
            let both = side_by_side(lists[a], lists[b]);
            let like = |&(x, y): &(u32, u32)| {
                let words = |task: &Task| as_clause(task).text;
                crate::reuse::likeness(&words(&lists[a][x as usize]), &words(&lists[b][y as usize]))
            };
            both.shared.iter().map(|pair| (vec![pair.0], vec![pair.1], like(pair))).collect()
        });
        shared.extend(groups.into_iter().map(|group| {
            SharedTask {
                places: group
                    .into_iter()
                    .map(|(text, task)| TaskPlace { text: text as u32, task: task as u32 })
                    .collect(),
            }
        }));
    }
    // A rule that does not know the language finds nothing, which is no finding.
    let (english, others): (Vec<&Mandate>, Vec<&Mandate>) =
        mandates.iter().partition(|m| matches!(m.text.language.as_str(), "" | "eng"));
    let unread: Vec<String> = others.iter().map(|m| m.text.name.clone()).collect();
    let without: Vec<String> =
        english.iter().filter(|m| m.tasks.is_empty()).map(|m| m.text.name.clone()).collect();
    let mut answer = Answer::new(Mandates { mandates, side_by_side: shared }, METHOD);
    for name in unread {
        let detail = format!(
            "the rules that read tasks know English only: what {name} asks in its language is not read"
        );
        answer.caveat(Caveat::Coverage { detail });
    }
    for name in without {
        let detail =
            format!("no rule finds a task in {name}: its operative paragraphs ask nothing of anybody");
        answer.caveat(Caveat::Note { detail });
    }
    for text in texts {
        cite_text(&mut answer, text);
    }
    answer
}

impl Mandates {
    /// The tasks that both of two texts give, those that only the first, and those that only the second gives.
    pub fn of_two(&self) -> [Vec<&SharedTask>; 3] {
        let in_text = |shared: &&SharedTask, text: u32| shared.places.iter().any(|place| place.text == text);
        let all = || self.side_by_side.iter();
        [
            all().filter(|s| in_text(s, 0) && in_text(s, 1)).collect(),
            all().filter(|s| !in_text(s, 1)).collect(),
            all().filter(|s| !in_text(s, 0)).collect(),
        ]
    }

    /// A task by its place.
    pub fn task(&self, place: TaskPlace) -> Option<&Task> {
        self.mandates.get(place.text as usize)?.tasks.get(place.task as usize)
    }

    fn tasks_of<'s>(&'s self, shared: &'s SharedTask, text: u32) -> impl Iterator<Item = &'s Task> {
        shared.places.iter().filter(move |place| place.text == text).filter_map(|place| self.task(*place))
    }

    /// Clauses, and what is to be done by them, of a task in one text.
    fn said(&self, shared: &SharedTask, text: u32) -> (String, String) {
        let ids: Vec<&str> = self.tasks_of(shared, text).map(|task| task.id.as_str()).collect();
        let what: Vec<String> = self.tasks_of(shared, text).map(in_words).collect();
        (ids.join(", "), what.join(" ¶ "))
    }

    fn shared_table(&self, shared: &[&SharedTask]) -> Table {
        let (a, b) = (&self.mandates[0].text.name, &self.mandates[1].text.name);
        let mut table = Table::new(
            "shared",
            format!("Tasks that both {a} and {b} give"),
            &[&format!("in {a}"), "task there", &format!("in {b}"), "task here"],
        );
        for task in shared {
            let ((a, what_a), (b, what_b)) = (self.said(task, 0), self.said(task, 1));
            let what_b = if what_a == what_b { "the same".to_owned() } else { what_b };
            table.row([a.into(), what_a.into(), b.into(), what_b.into()]);
        }
        table
    }

    fn only_table(&self, name: &str, text: u32, only: &[&SharedTask]) -> Table {
        let of = &self.mandates[text as usize].text.name;
        let tasks = only.iter().flat_map(|shared| self.tasks_of(shared, text));
        tasks_table(name, format!("Tasks that only {of} gives"), tasks)
    }

    /// Each task once, with its clause in each text.
    pub fn side_by_side_table(&self) -> Table {
        let mut table = Table::new("side_by_side", "The same tasks side by side", &[]);
        table.columns = self.mandates.iter().map(|mandate| mandate.text.name.clone()).collect();
        table.columns.push("task".to_owned());
        for shared in &self.side_by_side {
            let mut row: Vec<Cell> =
                (0..self.mandates.len()).map(|text| Cell::from(self.said(shared, text as u32).0)).collect();
            let last = shared.places.last().and_then(|place| self.task(*place));
            row.push(last.map(in_few_words).into());
            table.rows.push(row);
        }
        table
    }
}

/// Who is asked to do what: `requests the Secretary-General to submit a report`, `decides that the group shall meet`.
fn in_words(task: &Task) -> String {
    said_with(task, &task.to_do())
}

/// The same in a few words; of an item of a list both the beginning of what stands above it and its own.
fn in_few_words(task: &Task) -> String {
    match &task.lead {
        Some(lead) => said_with(task, &format!("{}: {}", first(&lead.text, 5), first(&task.what.text, 12))),
        None => first(&in_words(task), 18),
    }
}

fn said_with(task: &Task, to_do: &str) -> String {
    let modal = ["shall ", "will ", "should ", "may "].iter().any(|modal| to_do.starts_with(modal));
    let that = if modal { "that " } else { "" };
    match &task.who {
        Some(who) => format!("{} {that}{} {to_do}", task.verb, who.text),
        None => format!("{} {to_do}", task.verb),
    }
}

fn tasks_table<'t>(name: &str, title: String, tasks: impl Iterator<Item = &'t Task>) -> Table {
    let mut table = Table::new(name, title, &["clause", "verb", "who", "what", "by when", "reports to"]);
    for task in tasks {
        let when: Vec<&str> = task.when.iter().map(|part| part.text.as_str()).collect();
        table.row([
            task.id.as_str().into(),
            task.verb.as_str().into(),
            task.who.as_ref().map(|part| part.text.as_str()).into(),
            task.to_do().into(),
            when.join("; ").into(),
            task.reports_to.as_ref().map(|part| part.text.as_str()).into(),
        ]);
    }
    table
}

impl Tabular for Mandates {
    fn tables(&self) -> Vec<Table> {
        match self.mandates.as_slice() {
            [_, _] => {
                let [shared, here, there] = self.of_two();
                vec![
                    self.shared_table(&shared),
                    self.only_table("only_here", 0, &here),
                    self.only_table("only_there", 1, &there),
                ]
            }
            all => {
                let mut tables = if all.len() > 2 { vec![self.side_by_side_table()] } else { Vec::new() };
                for mandate in all {
                    let title = format!("Tasks that {} gives", mandate.text.with_day());
                    tables.push(tasks_table("tasks", title, mandate.tasks.iter()));
                }
                for (n, table) in tables.iter_mut().filter(|table| table.name == "tasks").enumerate().skip(1)
                {
                    table.name = format!("tasks_{}", n + 1);
                }
                tables
            }
        }
    }
}
