//! Questions of questionnaires and forms: whether answers fit them, and what all answers together say without giving anybody away.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;

use super::content::Texts;
use crate::kernel::{text::Text, violation::Violation};

/// Fewer answers than this are not told apart: whoever knows some of the people could find them.
pub const LEAST: u32 = 5;
/// Marks of a rating.
const MARKS: [&str; 5] = ["1", "2", "3", "4", "5"];
/// The longest answer in words.
const LONGEST: usize = 2000;

/// How a question is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = ContentQuestionKind)]
pub enum Kind {
    /// One of its choices.
    SingleChoice,
    /// Some of its choices.
    MultipleChoice,
    /// A mark from 1 to 5.
    Rating,
    /// True or false.
    YesNo,
    /// In words.
    Text,
}

/// A choice.
#[derive(Debug, Clone, Deserialize)]
pub struct Choice {
    /// Its code.
    pub code: String,
    /// What it says.
    pub text: Texts,
}

/// A question.
#[derive(Debug, Clone, Deserialize)]
pub struct Question {
    /// Its code.
    pub code: String,
    /// How it is answered.
    pub kind: Kind,
    /// What it asks.
    pub text: Texts,
    /// Whether an answer is asked for.
    #[serde(default)]
    pub required: bool,
    /// Its choices.
    #[serde(default)]
    pub choices: Vec<Choice>,
}

impl Question {
    /// The cells into which its answers are counted; none for words.
    fn cells(&self) -> Vec<String> {
        match self.kind {
            Kind::SingleChoice | Kind::MultipleChoice => self.choices.iter().map(|choice| choice.code.clone()).collect(),
            Kind::Rating => MARKS.map(str::to_owned).to_vec(),
            Kind::YesNo => vec!["true".into(), "false".into()],
            Kind::Text => Vec::new(),
        }
    }

    /// The cells of one answer; none where it does not fit the question.
    fn chosen(&self, answer: &Value) -> Option<Vec<String>> {
        let known = |code: &str| self.choices.iter().any(|choice| choice.code == code);
        match (self.kind, answer) {
            (Kind::SingleChoice, Value::String(code)) if known(code) => Some(vec![code.clone()]),
            (Kind::MultipleChoice, Value::Array(codes)) if !codes.is_empty() => {
                let mut chosen: Vec<String> =
                    codes.iter().filter_map(Value::as_str).filter(|code| known(code)).map(str::to_owned).collect();
                chosen.sort_unstable();
                chosen.dedup();
                (chosen.len() == codes.len()).then_some(chosen)
            }
            (Kind::Rating, Value::Number(mark)) => {
                let mark = mark.to_string();
                MARKS.contains(&mark.as_str()).then(|| vec![mark])
            }
            (Kind::YesNo, Value::Bool(yes)) => Some(vec![yes.to_string()]),
            (Kind::Text, Value::String(text)) if !text.trim().is_empty() && text.chars().count() <= LONGEST => Some(Vec::new()),
            _ => None,
        }
    }
}

/// The questions of an item, as its fields have them.
pub fn of_fields(fields: &Map<String, Value>) -> Vec<Question> {
    fields.get("questions").cloned().and_then(|questions| serde_json::from_value(questions).ok()).unwrap_or_default()
}

/// Everything that is wrong with answers.
pub fn faults(questions: &[Question], answers: &Map<String, Value>) -> Vec<Violation> {
    let mut found = Vec::new();
    for question in questions {
        let place = format!("/answers/{}", question.code);
        match answers.get(&question.code) {
            None if question.required => found.push(Violation::new(
                place,
                "required",
                Text::new("Răspunsul este obligatoriu.", "Ответ обязателен.", "An answer is required."),
            )),
            Some(answer) if question.chosen(answer).is_none() => found.push(Violation::new(
                place,
                "wrong-answer",
                Text::new(
                    "Răspunsul nu corespunde întrebării.",
                    "Ответ не соответствует вопросу.",
                    "The answer does not fit the question.",
                ),
            )),
            _ => {}
        }
    }
    for unknown in answers.keys().filter(|code| questions.iter().all(|question| question.code != **code)) {
        found.push(Violation::new(
            format!("/answers/{}", unknown.chars().take(64).collect::<String>().replace('~', "~0").replace('/', "~1")),
            "unknown-question",
            Text::new("Nu există o astfel de întrebare.", "Такого вопроса нет.", "There is no such question."),
        ));
    }
    found
}

/// A cell of the results; no count where it is hidden.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// The code of the choice, the mark, or `true` and `false`.
    pub code: String,
    /// How many chose it.
    pub count: Option<u32>,
}

/// What all answers to a question say.
#[derive(Debug, Clone, PartialEq)]
pub struct Tally {
    /// How many answered it; none where they are too few to be told.
    pub answered: Option<u32>,
    /// How often each cell was chosen.
    pub cells: Vec<Cell>,
    /// The average mark, where nothing is hidden.
    pub average: Option<f64>,
}

/// Who is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum For {
    /// Everybody: nobody can be found by what is told.
    Public,
    /// The questionnaire's editors, who see each visitor's answers anyway.
    Editors,
}

/// Counts the answers to a question.
pub fn tally<'a>(question: &Question, answers: impl Iterator<Item = &'a Value>, told: For) -> Tally {
    let mut counts: BTreeMap<String, u32> = BTreeMap::new();
    let mut answered = 0;
    for chosen in answers.filter_map(|answer| question.chosen(answer)) {
        answered += 1;
        chosen.into_iter().for_each(|cell| *counts.entry(cell).or_default() += 1);
    }
    let cells: Vec<(String, u32)> =
        question.cells().into_iter().map(|code| (code.clone(), counts.get(&code).copied().unwrap_or(0))).collect();
    let (total, shown) = match told {
        For::Public => shown(question.kind, answered, &cells.iter().map(|(_, count)| *count).collect::<Vec<_>>()),
        For::Editors => (true, vec![true; cells.len()]),
    };
    let all = total && shown.iter().all(|shown| *shown);
    let sum: u32 = counts.iter().filter_map(|(mark, count)| Some(mark.parse::<u32>().ok()? * count)).sum();
    let many = answered >= if told == For::Public { LEAST } else { 1 };
    let average =
        (question.kind == Kind::Rating && many && all).then(|| (f64::from(sum) * 100.0 / f64::from(answered)).round() / 100.0);
    Tally {
        answered: total.then_some(answered),
        cells: cells.into_iter().zip(shown).map(|((code, count), shown)| Cell { code, count: shown.then_some(count) }).collect(),
        average,
    }
}

/// Whether the number of all answers is shown, and which counts are. A small one is hidden, with it those that nobody chose: otherwise each
/// hidden one would be known to be at least 1. Where the total would still give one away (it is alone, or all are as high as small ones can
/// be), the smallest of the others are hidden too; where there are none, the total is. Of several choices at once, also the few who did not
/// choose are hidden.
fn shown(kind: Kind, answered: u32, counts: &[u32]) -> (bool, Vec<bool>) {
    let small = |count: u32| count < LEAST;
    if answered > 0 && small(answered) {
        return (false, vec![false; counts.len()]);
    }
    if kind == Kind::MultipleChoice {
        let few = |count: u32| count > 0 && small(count);
        return (true, counts.iter().map(|count| !few(*count) && !few(answered - count)).collect());
    }
    let hidden: Vec<u32> = counts.iter().copied().filter(|count| small(*count)).collect();
    let sum: u32 = hidden.iter().sum();
    if sum == 0 {
        return (true, vec![true; counts.len()]);
    }
    let most = (LEAST - 1) * u32::try_from(hidden.len()).unwrap_or(u32::MAX);
    if hidden.len() > 1 && sum < most {
        return (true, counts.iter().map(|count| !small(*count)).collect());
    }
    // All that are equal, so that their order tells nothing.
    let next = counts.iter().copied().filter(|count| !small(*count)).min();
    (next.is_some(), counts.iter().map(|count| !small(*count) && next.is_none_or(|next| *count > next)).collect())
}

#[cfg(test)]
mod tests {
    use std::{collections::HashMap, sync::LazyLock};

    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn question(kind: &str) -> Question {
        let choices = json!([{ "code": "a", "text": { "ro": "A" } }, { "code": "b", "text": { "ro": "B" } }, { "code": "c", "text": { "ro": "C" } }]);
        serde_json::from_value(json!({ "code": "q", "kind": kind, "text": { "ro": "?" }, "required": true, "choices": choices }))
            .expect("a question")
    }

    fn judged(kind: &str, answer: Value) -> Vec<&'static str> {
        let answers = json!({ "q": answer });
        faults(&[question(kind)], answers.as_object().expect("answers")).into_iter().map(|fault| fault.code).collect()
    }

    #[test]
    fn answers_fit_their_questions() {
        for (kind, good, bad) in [
            ("SingleChoice", json!("a"), json!("z")),
            ("MultipleChoice", json!(["a", "c"]), json!(["a", "a"])),
            ("Rating", json!(5), json!(6)),
            ("YesNo", json!(false), json!("yes")),
            ("Text", json!("Bine"), json!("  ")),
        ] {
            assert_eq!(judged(kind, good), Vec::<&str>::new(), "{kind}");
            assert_eq!(judged(kind, bad), ["wrong-answer"], "{kind}");
        }
        assert_eq!(faults(&[question("Text")], &Map::new())[0].code, "required");
        let unknown = json!({ "q": "a", "other": 1 });
        assert_eq!(faults(&[question("Text")], unknown.as_object().expect("answers"))[0].code, "unknown-question");
    }

    #[test]
    fn small_counts_are_hidden_with_one_more() {
        let answers: Vec<Value> = [vec![json!("a"); 3], vec![json!("b"); 7], vec![json!("c"); 20]].concat();
        let told = tally(&question("SingleChoice"), answers.iter(), For::Public);
        assert_eq!(told.answered, Some(30));
        assert_eq!(told.cells.iter().map(|cell| cell.count).collect::<Vec<_>>(), [None, None, Some(20)]);
        let few = tally(&question("SingleChoice"), answers[..4].iter(), For::Public);
        let editors = tally(&question("SingleChoice"), answers[..4].iter(), For::Editors);
        assert_eq!((editors.answered, editors.cells[0].count, editors.cells[1].count), (Some(4), Some(3), Some(1)));
        assert!(few.answered.is_none() && few.cells.iter().all(|cell| cell.count.is_none()));
        let marks: Vec<Value> = vec![json!(4); 10];
        assert_eq!(tally(&question("Rating"), marks.iter(), For::Public).average, Some(4.0));
    }

    /// Every way in which three cells of at most 24 can have been chosen, by what is told of it.
    static SOLUTIONS: LazyLock<HashMap<String, Vec<[u32; 3]>>> = LazyLock::new(|| {
        let mut found: HashMap<String, Vec<[u32; 3]>> = HashMap::new();
        for a in 0..25 {
            for b in 0..25 {
                for c in 0..25 {
                    found.entry(told(&[a, b, c])).or_default().push([a, b, c]);
                }
            }
        }
        found
    });

    fn told(counts: &[u32]) -> String {
        let answered: u32 = counts.iter().sum();
        let (total, shown) = shown(Kind::SingleChoice, answered, counts);
        let cells: Vec<Option<u32>> = counts.iter().zip(shown).map(|(count, shown)| shown.then_some(*count)).collect();
        format!("{:?} {cells:?}", total.then_some(answered))
    }

    proptest! {
        /// Whatever was answered: even to who knows this rule and tries every solution, no number between 1 and 4 follows from what is shown.
        #[test]
        fn nobody_is_given_away(counts in prop::array::uniform3(prop_oneof![0u32..8, 0u32..25])) {
            let solutions = &SOLUTIONS[&told(&counts)];
            for place in 0..3 {
                let first = solutions[0][place];
                let known = solutions.iter().all(|solution| solution[place] == first);
                prop_assert!(!known || first == 0 || first >= LEAST, "{counts:?}: {solutions:?}");
            }
        }
    }

    #[test]
    fn small_counts_do_not_follow_from_their_sum() {
        for counts in [vec![1, 1, 20], vec![1, 1, 1, 20], vec![4, 4, 4, 20], vec![5, 5, 4]] {
            let (_, shown) = shown(Kind::SingleChoice, counts.iter().sum(), &counts);
            assert!(counts.iter().zip(&shown).all(|(count, shown)| !shown || *count >= LEAST), "{counts:?}");
        }
        // 22 answers, two hidden: 1 and 1, or 0 and 2; twelve in three cells could only be 4, 4 and 4, so the next is hidden too.
        assert_eq!(shown(Kind::SingleChoice, 22, &[1, 1, 20, 0]), (true, vec![false, false, true, false]));
        assert_eq!(shown(Kind::SingleChoice, 62, &[4, 4, 4, 20, 30]), (true, vec![false, false, false, false, true]));
        assert_eq!(shown(Kind::SingleChoice, 12, &[4, 4, 4]), (false, vec![false; 3]));
        assert_eq!(shown(Kind::SingleChoice, 20, &[0, 0, 20]), (true, vec![true; 3]), "that nobody chose it gives nobody away");
    }
}
