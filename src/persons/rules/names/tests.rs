use std::sync::LazyLock;

use proptest::prelude::*;

use super::*;

fn key(name: &str) -> NameKey {
    name_key(&[name])
}

/// A row of `name_pairs.csv`: synthetic names, of one person in several spellings, scripts and orders, or of different
/// persons with near names. The left one is searched for, the right one is on record.
struct Pair {
    asked: &'static str,
    on_record: &'static str,
    same: bool,
}

fn pairs() -> Vec<Pair> {
    let rows = include_str!("../name_pairs.csv").lines().skip(1);
    rows.map(|row| {
        let cells: Vec<&str> = row.split(',').collect();
        assert!(cells.len() == 4 && ["yes", "no"].contains(&cells[2]), "{row}");
        Pair { asked: cells[0], on_record: cells[1], same: cells[2] == "yes" }
    })
    .collect()
}

/// The different persons of the pairs share a name, or nearly; strangers are measured in the ranking test below.
#[test]
fn precision_and_recall_on_the_committed_pairs() {
    let pairs = pairs();
    let (mut found, mut apart, mut missed, mut wrong) = (0, 0, Vec::new(), Vec::new());
    for pair in &pairs {
        let (asked, on_record) = (key(pair.asked), key(pair.on_record));
        let score = similarity(&asked.key, &on_record.key);
        let told = format!("{score:.2} {} [{}] / {} [{}]", pair.asked, asked.key, pair.on_record, on_record.key);
        match (pair.same, matches(&asked, &on_record).is_some()) {
            (true, true) => found += 1,
            (true, false) => missed.push(told),
            (false, true) => wrong.push(told),
            (false, false) => apart += 1,
        }
    }
    let share = |part: i32, others: &[String]| f64::from(part) / (f64::from(part) + others.len() as f64);
    let (recall, precision, kept_apart) = (share(found, &missed), share(found, &wrong), share(apart, &wrong));
    let reported = format!("| {} pairs, one against the other | {recall:.3} | {precision:.3} | {kept_apart:.3} |", pairs.len());
    println!("missed:\n  {}\nshown though different:\n  {}", missed.join("\n  "), wrong.join("\n  "));
    let measured = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/measured.md")).expect("the page");
    assert!(measured.contains(&reported), "docs/measured.md says something else than {reported}");
    assert!(pairs.len() >= 240);
    assert!(recall >= 0.97, "recall {recall:.3}");
    assert!(precision >= 0.89, "precision {precision:.3}");
    assert!(kept_apart >= 0.65, "kept apart {kept_apart:.3}");
}

const GIVEN: [&str; 80] = [
    "Iulian",
    "Iuliana",
    "Lilia",
    "Lidia",
    "Iurie",
    "Elena",
    "Maria",
    "Ana",
    "Ion",
    "Vasile",
    "Gheorghe",
    "Nicolae",
    "Andrei",
    "Sergiu",
    "Alexandru",
    "Victor",
    "Mihail",
    "Dumitru",
    "Igor",
    "Oleg",
    "Tatiana",
    "Natalia",
    "Svetlana",
    "Ludmila",
    "Olga",
    "Galina",
    "Valentina",
    "Nina",
    "Irina",
    "Ecaterina",
    "Doina",
    "Rodica",
    "Angela",
    "Cristina",
    "Diana",
    "Mihaela",
    "Veronica",
    "Liuba",
    "Viorica",
    "Silvia",
    "Юрий",
    "Юля",
    "Ольга",
    "Сергей",
    "Наталья",
    "Татьяна",
    "Алексей",
    "Дмитрий",
    "Роман",
    "Руслан",
    "Вадим",
    "Максим",
    "Анна",
    "Виктория",
    "Людмила",
    "Светлана",
    "Оксана",
    "Олена",
    "Андрій",
    "Тарас",
    "Mehmet",
    "Ayşe",
    "Fatma",
    "Mustafa",
    "Elif",
    "Rəşad",
    "Nigar",
    "Aram",
    "Giorgi",
    "Nino",
    "Omar",
    "Khaled",
    "Fatima",
    "Wei",
    "Fang",
    "Lan",
    "John",
    "Mary",
    "Peter",
    "Julia",
];

const SURNAMES: [&str; 80] = [
    "Turcu",
    "Turculeț",
    "Țurcanu",
    "Turcanenco",
    "Tucan",
    "Curca",
    "Ciocan",
    "Tarcan",
    "Rusu",
    "Ciobanu",
    "Ceban",
    "Munteanu",
    "Popa",
    "Popescu",
    "Moraru",
    "Rotaru",
    "Lungu",
    "Balan",
    "Guțu",
    "Sîrbu",
    "Cojocaru",
    "Croitoru",
    "Ursu",
    "Botnaru",
    "Cazacu",
    "Vrabie",
    "Zaharia",
    "Grosu",
    "Cebotari",
    "Josan",
    "Jitaru",
    "Untilă",
    "Bostan",
    "Lupu",
    "Melnic",
    "Иванов",
    "Петров",
    "Кузнецов",
    "Попов",
    "Волков",
    "Морозов",
    "Новиков",
    "Козлов",
    "Лебедев",
    "Шевченко",
    "Бондаренко",
    "Коваленко",
    "Бойко",
    "Ткаченко",
    "Кравченко",
    "Мельник",
    "Марченко",
    "Лысенко",
    "Савченко",
    "Руденко",
    "Yılmaz",
    "Kaya",
    "Demir",
    "Çelik",
    "Şahin",
    "Məmmədov",
    "Əliyev",
    "Həsənov",
    "Quliyev",
    "Sargsyan",
    "Petrosyan",
    "Beridze",
    "Kapanadze",
    "Hassan",
    "Ahmed",
    "Mansour",
    "Saleh",
    "Wang",
    "Zhang",
    "Chen",
    "Nguyen",
    "Smith",
    "Johnson",
    "Brown",
    "Tsaran",
];

static CROWD: LazyLock<Vec<NameKey>> =
    LazyLock::new(|| SURNAMES.iter().flat_map(|surname| GIVEN.iter().map(move |given| name_key(&[surname, given]))).collect());

#[test]
fn one_name_however_written_is_among_the_first_ten_of_thousands() {
    let spellings = ["Юлия Цуркан", "Iulia Țurcan", "Turcan Iulia", "Yulia Tsurkan"];
    let others = &*CROWD;
    assert!(others.len() >= 5_000, "{}", others.len());
    for on_record in spellings.map(key) {
        for asked in spellings {
            let score = matches(&key(asked), &on_record).unwrap_or_else(|| panic!("{asked} is not found"));
            let shown: Vec<f32> = {
                let asked = key(asked);
                others.iter().filter_map(|other| matches(&asked, other)).collect()
            };
            let before = shown.iter().filter(|other| **other >= score).count();
            assert!(before < 10, "{asked}: {before} others come first");
            assert!(shown.len() * 100 < others.len(), "{asked}: {} others are shown at all", shown.len());
        }
    }
}

/// Every person of the pairs is found among the first ten, too, in the same crowd.
#[test]
fn the_pairs_rank_high_in_a_crowd() {
    let others = &*CROWD;
    let same: Vec<Pair> = pairs().into_iter().filter(|pair| pair.same).step_by(9).collect();
    let high = same
        .iter()
        .filter(|pair| {
            let (asked, on_record) = (key(pair.asked), key(pair.on_record));
            matches(&asked, &on_record).is_some_and(|score| {
                others.iter().filter(|other| similarity(&asked.key, &other.key) > score).take(10).count() < 10
            })
        })
        .count();
    println!("{high} of {} are among the first ten of {}", same.len(), others.len());
    assert!(high * 100 >= same.len() * 95);
}

#[test]
fn short_surnames_are_whole_words() {
    assert!(matches(&key("Li"), &key("Li Xiaoming")).is_some());
    assert!(matches(&key("Ng"), &key("Ng Wei Ming Alexander")).is_some());
    assert!(matches(&key("Li"), &key("Lidia Livădaru")).is_none());
    assert!(matches(&key("Ng"), &key("Nguyễn Thị Lan")).is_none());
    assert_ne!(key("Ho").tokens, key("Hu").tokens);
    assert_eq!(key("李"), key("Li"));
    assert_eq!(name_key(&["王", "小明"]), name_key(&["Wang", "Xiaoming"]));
}

#[test]
fn nothing_matches_nothing() {
    assert!(name_key(&[]).is_empty() && name_key(&["", " - "]).is_empty());
    assert_eq!(matches(&name_key(&[]), &key("Ion Rusu")), None);
    assert_eq!(matches(&name_key(&[]), &name_key(&[])), None);
}

#[test]
fn comma_and_cedilla_capital_and_small_are_one() {
    for (one, other) in [("Ţurcan", "Țurcan"), ("Şevcenco", "ȘEVCENCO"), ("O’Connor", "O'Connor"), ("İnan", "inan")] {
        assert_eq!(key(one), key(other), "{one} / {other}");
    }
    assert_eq!(key("S\u{327}tefan"), key("Ștefan"), "a mark of its own");
}

proptest! {
    #[test]
    fn a_key_is_plain_sorted_and_stable(parts in prop::collection::vec(any::<String>(), 0..4)) {
        let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
        let made = name_key(&parts);
        prop_assert!(made.key.bytes().all(|byte| byte == b' ' || byte.is_ascii_lowercase()));
        prop_assert!(made.tokens.is_sorted() && made.tokens.iter().all(|token| !token.is_empty()));
        prop_assert_eq!(&made.key, &made.tokens.join(" "));
        prop_assert_eq!(name_key(&parts), made);
    }

    #[test]
    fn the_order_of_the_parts_does_not_matter(one in "[A-ZȘȚĂ][a-zșțăîâ]{1,9}", other in "[А-ЯЁ][а-яёіїєґ]{1,9}") {
        prop_assert_eq!(name_key(&[&one, &other]), name_key(&[&other, &one]));
        prop_assert_eq!(name_key(&[&one, &other]), key(&format!("{other} {one}")));
    }

    #[test]
    fn a_name_matches_itself_fully(one in "[A-Z][a-z]{2,9}", other in "[А-Я][а-я]{2,9}") {
        let name = name_key(&[&one, &other]);
        prop_assume!(!name.is_empty());
        prop_assert_eq!(matches(&name, &name), Some(1.0));
    }

    #[test]
    fn similarity_is_symmetric_and_bounded(one in "[a-z ]{0,20}", other in "[a-z ]{0,20}") {
        let found = similarity(&one, &other);
        prop_assert!((0.0..=1.0).contains(&found));
        prop_assert_eq!(found, similarity(&other, &one));
    }
}
