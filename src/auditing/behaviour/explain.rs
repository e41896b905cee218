//! A finding in words, made of its numbers: it names nobody.

use super::rules::Kind;
use crate::kernel::text::Text;

/// What a text is made of.
#[derive(Debug, Clone, Copy)]
pub struct Numbers {
    /// What was seen.
    pub seen: f64,
    /// What is usual for the role.
    pub role: Option<f64>,
    /// What is usual for the account.
    pub own: Option<f64>,
    /// From which number on it is a finding.
    pub limit: f64,
}

fn number(value: f64) -> String {
    format!("{:.0}", value.max(0.0))
}

/// What is usual, in three languages, as far as it is known.
fn usual(numbers: &Numbers) -> Text {
    let role = numbers.role.map(number);
    let own = numbers.own.map(number);
    match (role, own) {
        (Some(role), Some(own)) => Text::new(
            format!("de obicei {role} pentru rol, {own} pentru acest cont"),
            format!("обычно {role} для роли, {own} для этой учётной записи"),
            format!("usually {role} for the role, {own} for this account"),
        ),
        (Some(role), None) => Text::new(
            format!("de obicei {role} pentru rol; contul nu are încă un obicei propriu"),
            format!("обычно {role} для роли; у учётной записи ещё нет своего обычного уровня"),
            format!("usually {role} for the role; the account has no usual of its own yet"),
        ),
        _ => Text::new("fără termen de comparație", "сравнить не с чем", "nothing to compare with"),
    }
}

/// The words.
pub fn explained(kind: Kind, numbers: &Numbers) -> Text {
    let (seen, limit, usual) = (number(numbers.seen), number(numbers.limit), usual(numbers));
    match kind {
        Kind::Volume => Text::new(
            format!("Persoane citite într-o zi: {seen}; {}. Neobișnuit de la {limit}.", usual.ro),
            format!("Просмотрено лиц за день: {seen}; {}. Необычно от {limit}.", usual.ru),
            format!("Persons read in a day: {seen}; {}. Unusual from {limit}.", usual.en),
        ),
        Kind::WithoutCase => Text::new(
            format!(
                "Persoane fără dosar la oficiu citite într-o zi: {seen}; în 99 din 100 de zile cel mult: {}. Neobișnuit de la {limit}.",
                usual.ro
            ),
            format!(
                "Просмотрено за день лиц без дела в подразделении: {seen}; в 99 днях из 100 не более: {}. Необычно от {limit}.",
                usual.ru
            ),
            format!(
                "Persons without a case at the office read in a day: {seen}; on 99 of 100 days at most: {}. Unusual from {limit}.",
                usual.en
            ),
        ),
        Kind::SlowCollection => Text::new(
            format!(
                "Persoane fără dosar citite puțin câte puțin, zi de zi, în patru săptămâni: {seen}; {}. Neobișnuit de la {limit}.",
                usual.ro
            ),
            format!(
                "Лица без дела, просмотренные понемногу изо дня в день за четыре недели: {seen}; {}. Необычно от {limit}.",
                usual.ru
            ),
            format!("Persons without a case read a few a day over four weeks: {seen}; {}. Unusual from {limit}.", usual.en),
        ),
        Kind::OddHours => Text::new(
            format!("Citiri la ore la care nici rolul, nici contul nu lucrează de obicei: {seen}. Neobișnuit de la {limit}."),
            format!("Просмотры в часы, в которые ни роль, ни учётная запись обычно не работают: {seen}. Необычно от {limit}."),
            format!("Readings at hours at which neither the role nor the account usually works: {seen}. Unusual from {limit}."),
        ),
        Kind::SamePerson => Text::new(
            format!(
                "Aceeași persoană fără dosar; zile ale ultimei luni în care a fost citită: {seen}. Neobișnuit de la {limit}."
            ),
            format!(
                "Одно и то же лицо без дела; дни последнего месяца, в которые его просматривали: {seen}. Необычно от {limit}."
            ),
            format!(
                "The same person without a case; days of the past month on which they were read: {seen}. Unusual from {limit}."
            ),
        ),
        Kind::OwnRelative => Text::new(
            format!(
                "Citiri ale propriilor date, ale unei rude sau ale unei persoane despre care s-a declarat un interes: {seen}."
            ),
            format!("Просмотры собственных данных, данных родственника или лица, о котором заявлен интерес: {seen}."),
            format!("Readings of one's own data, of a relative's, or of a person about whom an interest was declared: {seen}."),
        ),
        Kind::Colleague => Text::new(
            format!("Citiri ale datelor unui coleg care nu are dosar la oficiu: {seen}."),
            format!("Просмотры данных коллеги, у которого нет дела в подразделении: {seen}."),
            format!("Readings of the data of a colleague who has no case at the office: {seen}."),
        ),
        Kind::WatchedPerson => Text::new(
            format!(
                "O persoană a cărei citire este urmărită, fără dosar la oficiu; zile ale ultimei luni în care a fost citită: {seen}. Neobișnuit de la {limit}."
            ),
            format!(
                "Лицо, просмотры которого отслеживаются, без дела в подразделении; дни последнего месяца, в которые его просматривали: {seen}. Необычно от {limit}."
            ),
            format!(
                "A person whose reading is watched, without a case at the office; days of the past month on which they were read: {seen}. Unusual from {limit}."
            ),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_tells_its_numbers_in_three_languages() {
        let numbers = Numbers { seen: 240.0, role: Some(21.6), own: Some(18.2), limit: 88.0 };
        let text = explained(Kind::Volume, &numbers);
        assert_eq!(text.en, "Persons read in a day: 240; usually 22 for the role, 18 for this account. Unusual from 88.");
        assert_eq!(
            text.ro,
            "Persoane citite într-o zi: 240; de obicei 22 pentru rol, 18 pentru acest cont. Neobișnuit de la 88."
        );
        assert!(text.ru.contains("240") && text.ru.contains("88"));
        let without = explained(Kind::Volume, &Numbers { own: None, ..numbers });
        assert!(without.en.contains("no usual of its own yet"));
    }
    #[test]
    fn no_noun_follows_a_number_so_that_one_and_twenty_read_as_well_as_two() {
        let kinds = [
            Kind::Volume,
            Kind::WithoutCase,
            Kind::SlowCollection,
            Kind::OddHours,
            Kind::SamePerson,
            Kind::OwnRelative,
            Kind::Colleague,
            Kind::WatchedPerson,
        ];
        for kind in kinds {
            let text = explained(kind, &Numbers { seen: 77.0, role: Some(3.0), own: None, limit: 1.0 });
            for words in [text.ro, text.ru, text.en] {
                let after = words.split("77").nth(1).expect("what was seen");
                assert!(after.starts_with(['.', ';']), "{words}");
            }
        }
    }
}
