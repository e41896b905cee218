//! The finder by name (`persons_near`) held against the rule ([`matches`]), in small worlds of its own and on the committed pairs.

use migratie::persons::rules::names::{NameKey, matches, name_key};
use proptest::{
    prelude::*,
    test_runner::{Config, TestRunner},
};
use serde_json::json;
use uuid::Uuid;

use super::{registered, search};
use crate::support::{Answer, TestApp};

/// Somebody of a small world: the keys of their spellings, and the year in which they were born.
#[derive(Debug, Clone)]
struct Bearer {
    keys: Vec<NameKey>,
    year: u16,
}

#[derive(Debug, Clone, PartialEq, Eq, diesel::QueryableByName)]
struct Near {
    #[diesel(sql_type = diesel::sql_types::Integer)]
    rank: i32,
    #[diesel(sql_type = diesel::sql_types::Uuid)]
    id: Uuid,
}

fn id(number: usize) -> Uuid {
    Uuid::from_u128(0x7000_8000_0000_0000_0000 + number as u128)
}

fn array(words: &[String]) -> String {
    format!("'{{{}}}'::text[]", words.join(","))
}

/// Puts these in the place of whoever was there; past the door, which is too slow for so many worlds.
fn fill(app: &TestApp, people: &[Bearer]) {
    let persons: Vec<String> = people
        .iter()
        .enumerate()
        .map(|(number, one)| {
            format!("('{}', now(), now(), '-', 'Female', '{}-05-05', 'Day', '{{}}', '{{}}', 'Declared')", id(number), one.year)
        })
        .collect();
    let keys: Vec<String> = people
        .iter()
        .enumerate()
        .flat_map(|(number, one)| {
            one.keys.iter().map(move |key| format!("('{}', '{}', {})", id(number), key.key, array(&key.tokens)))
        })
        .collect();
    app.tamper(&format!(
        "set session_replication_role = replica;
         delete from person_name_keys;
         delete from persons where surname = '-';
         insert into persons (id, created_at, updated_at, surname, sex, birth_date, birth_precision, citizenships, details, source)
           values {};
         insert into person_name_keys (person_id, key, tokens) values {} on conflict do nothing;
         select fill_name_entries()",
        persons.join(", "),
        keys.join(", ")
    ));
}

/// Who is found, as the search's page is made: those born in a year, after a place, so many.
fn near(app: &TestApp, asked: &NameKey, year: Option<u16>, after: Option<&Near>, enough: Option<usize>) -> Vec<Near> {
    let null = || "null".to_owned();
    let born = year.map_or_else(null, |year| format!("'{year}-05-05'"));
    let (rank, id) = after.map_or_else(|| (null(), null()), |after| (after.rank.to_string(), format!("'{}'::uuid", after.id)));
    let enough = enough.map_or_else(null, |enough| enough.to_string());
    app.query(&format!(
        "select n.rank, n.person_id as id
           from persons_near('{}', {}, {born}, {born}, null, {rank}, {id}, {enough}) n join persons p on p.id = n.person_id
          where ({born}::date is null or p.birth_date = {born})
            and ({rank}::integer is null or n.rank < {rank} or (n.rank = {rank} and n.person_id > {id}))
          order by n.rank desc, n.person_id limit {enough}",
        asked.key,
        array(&asked.tokens)
    ))
}

fn hold(app: &TestApp, people: &[Bearer], asked: &NameKey) {
    let found = near(app, asked, None, None, None);
    let told = format!("{:?} in {people:?}: {found:?}", asked.tokens);
    let mut ids: Vec<Uuid> = found.iter().map(|one| one.id).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), found.len(), "somebody comes twice: {told}");
    for (number, one) in people.iter().enumerate() {
        let place = found.iter().find(|found| found.id == id(number));
        let near = one.keys.iter().filter_map(|key| matches(asked, key)).reduce(f32::max);
        if one.keys.iter().any(|key| asked.tokens.iter().all(|word| key.tokens.contains(word))) {
            assert!(place.is_some(), "{number} has all words: {told}");
        }
        if let Some(place) = place {
            let near = near.unwrap_or_else(|| panic!("{number} is not near: {told}"));
            assert!(f64::from(place.rank) <= f64::from(near) * 1e6 + 2.0, "{number} is not so near: {told}");
        }
        if one.keys.contains(asked) {
            assert_eq!(place.map(|place| place.rank), Some(1_000_000), "{told}");
        }
        // Nobody is lost to others who are not there.
        assert!(near.is_none() || !found.is_empty(), "{told}");
    }
    let mut pages: Vec<Near> = Vec::new();
    loop {
        let page = near(app, asked, None, pages.last(), Some(3));
        let last = page.len() < 3;
        pages.extend(page);
        if last {
            break;
        }
    }
    assert_eq!(pages, found, "pages of {told}");
    if !found.is_empty() {
        let born = near(app, asked, Some(1991), None, Some(100));
        let expected: Vec<&Near> =
            found.iter().filter(|found| (0..people.len()).any(|at| id(at) == found.id && people[at].year == 1991)).collect();
        if !expected.is_empty() {
            assert_eq!(born.iter().collect::<Vec<_>>(), expected, "born in a year: {told}");
        }
    }
}

#[actix_web::test]
async fn the_finder_keeps_to_the_rule_in_worlds_of_few_words() {
    let app = TestApp::start().await;
    let word = "[bcrt][aeo][bcnrt][aeo]?[nrt]?([ae][nt])?";
    let world = (
        prop::collection::vec(word, 12),
        prop::collection::vec((prop::collection::vec(prop::collection::vec(0_usize..12, 1..6), 1..3), 1990_u16..1993), 1..60),
        prop::collection::vec((prop::collection::vec(0_usize..12, 1..6), 0_usize..6), 6),
    );
    let mut runner = TestRunner::new(Config { cases: 12, max_shrink_iters: 30, failure_persistence: None, ..Config::default() });
    let ran = runner.run(&world, |(words, people, asked)| {
        let key = |at: &Vec<usize>| name_key(&[&at.iter().map(|at| words[*at].as_str()).collect::<Vec<_>>().join(" ")]);
        let people: Vec<Bearer> =
            people.iter().map(|(keys, year)| Bearer { keys: keys.iter().map(key).collect(), year: *year }).collect();
        fill(&app, &people);
        for (at, mistake) in &asked {
            let mut written = at.iter().map(|at| words[*at].clone()).collect::<Vec<_>>().join(" ");
            if *mistake < written.len() && written.is_char_boundary(*mistake) && *mistake > 0 {
                written.remove(*mistake);
            }
            let asked = name_key(&[&written]);
            if !asked.is_empty() {
                hold(&app, &people, &asked);
            }
        }
        Ok(())
    });
    ran.expect("the rule holds");
}

/// All names of the pairs in one world: those that are one name are found, and those of different persons no more often than by the rule.
#[actix_web::test]
async fn the_committed_pairs_are_found_among_each_other() {
    let app = TestApp::start().await;
    let pairs: Vec<(NameKey, NameKey, bool)> = include_str!("../../src/persons/rules/name_pairs.csv")
        .lines()
        .skip(1)
        .map(|row| {
            let cells: Vec<&str> = row.split(',').collect();
            (name_key(&[cells[0]]), name_key(&[cells[1]]), cells[2] == "yes")
        })
        .collect();
    let people: Vec<Bearer> = pairs.iter().map(|pair| Bearer { keys: vec![pair.1.clone()], year: 1990 }).collect();
    fill(&app, &people);
    let (mut found, mut missed, mut wrong) = (0, Vec::new(), 0);
    for (number, (asked, on_record, same)) in pairs.iter().enumerate() {
        let place = near(&app, asked, None, None, None).into_iter().find(|found| found.id == id(number));
        assert!(place.is_none() || matches(asked, on_record).is_some(), "{asked:?} {on_record:?}");
        match (same, place) {
            (true, Some(_)) => found += 1,
            (true, None) => missed.push(format!("{} / {}", asked.key, on_record.key)),
            (false, Some(_)) => wrong += 1,
            (false, None) => {}
        }
    }
    let share = |part: usize, other: usize| part as f64 / (part + other) as f64;
    let (recall, precision) = (share(found, missed.len()), share(found, wrong));
    let reported = format!("| all of them in one database | {recall:.3} | {precision:.3} |");
    let measured = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/measured.md")).expect("the page");
    assert!(measured.contains(&reported), "docs/measured.md says something else than {reported}; missed: {missed:#?}");
    assert!(recall >= 0.97, "recall {recall:.3}: {missed:#?}");
    assert!(precision >= 0.9, "precision {precision:.3}");
}

fn found(answer: &Answer) -> Vec<String> {
    let all = answer.body["persons"].as_array().expect("persons");
    all.iter().map(|one| one["person"]["givenNames"].as_str().unwrap_or("-").to_owned()).collect()
}

#[actix_web::test]
async fn a_name_split_otherwise_is_found_where_nobody_is_nearer() {
    let app = TestApp::start().await;
    let examiner = app.persona("examiner-chisinau").await.examining();
    registered(&examiner, "Zhou", "Xiaoping", "1990-05-17").await;
    assert_eq!(found(&search(&app, json!({ "name": "Zhou Xiao Ping" })).await), ["Xiaoping"]);
}

#[actix_web::test]
async fn a_changed_name_or_birth_date_is_found_as_it_is_now() {
    let app = TestApp::start().await;
    let examiner = app.persona("examiner-chisinau").await.examining();
    let (id, etag) = registered(&examiner, "Hadzhikonstantinova", "Radka", "1990-05-17").await;
    registered(&examiner, "Hadzhikonstantinova", "Bilyana", "1991-01-01").await;
    let path = format!("/api/v1/persons/{id}");
    let patch = json!({ "reason": "corectare", "attributes": { "birthDate": "1988-03-04" } });
    let etag = examiner.patch(&path, &etag, &patch).await.expect(200).etag().to_owned();
    for (born, expected) in
        [("1990-05-17", vec![]), ("1988-03-04", vec!["Radka"]), ("1988-03", vec!["Radka"]), ("1988", vec!["Radka"])]
    {
        assert_eq!(found(&search(&app, json!({ "name": "Hadzhikonstantinova", "birthDate": born })).await), expected, "{born}");
    }
    let patch =
        json!({ "reason": "căsătorie", "attributes": { "names": { "surname": "Wojciechowska", "givenNames": "Radka" } } });
    examiner.patch(&path, &etag, &patch).await.expect(200);
    assert_eq!(found(&search(&app, json!({ "name": "Radka Wojciehowska" })).await), ["Radka"]);
    let left = found(&search(&app, json!({ "name": "Hadzhikonstantinova Radka" })).await);
    assert_eq!(left.first().map(String::as_str), Some("Radka"), "by her maiden name, before all others: {left:?}");
    let both = found(&search(&app, json!({ "name": "Hadzhikonstantinova" })).await);
    assert!(both.len() == 2 && both.contains(&"Radka".to_owned()) && both.contains(&"Bilyana".to_owned()), "{both:?}");
    // One of each name that she bears or bore: nothing is left over of earlier keys.
    assert_eq!(
        app.number(&format!(
            "select count(*) from person_name_entries where entry = hashtextextended('radca', 0) and person_id = '{}'",
            uuid(&id)
        )),
        2
    );
}

fn uuid(id: &str) -> Uuid {
    let text = id.split('_').next_back().expect("an id");
    ulid::Ulid::from_string(&text.to_uppercase()).map(Uuid::from).unwrap_or_else(|_| text.parse().expect("an id"))
}

#[actix_web::test]
async fn of_a_common_surname_a_page_is_read_and_no_more() {
    let app = TestApp::start().await;
    let people: Vec<Bearer> = (0..3000)
        .map(|number| Bearer { keys: vec![name_key(&["Rusu", ["Ion", "Vasile", "Elena"][number % 3]])], year: 1990 })
        .collect();
    fill(&app, &people);
    app.tamper("vacuum analyze person_name_entries");
    let first = near(&app, &name_key(&["Rusu"]), None, None, Some(26));
    assert_eq!(first.len(), 26);
    assert_eq!(
        first.iter().map(|one| one.id).collect::<Vec<_>>(),
        (0..26).map(|at| id(at * 3)).collect::<Vec<_>>(),
        "shortest names first"
    );
    let given = app.number("select count(*) from persons_near('roso', '{roso}', null, null, null, null, null, 26)");
    assert!((26..=52).contains(&given), "{given} are given of 3000");
    let last = near(&app, &name_key(&["Rusu"]), None, first.last(), Some(26));
    assert_eq!(last[0].id, id(26 * 3));
}
