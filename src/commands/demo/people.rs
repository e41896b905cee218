//! Persons with their documents, addresses, search keys and accounts.

use chrono::{DateTime, Datelike, Days, Duration, NaiveDate, Utc};
use serde_json::json;
use uuid::Uuid;

use super::{
    copy::{Words, row},
    dice::{Dice, Kind, id},
    names::{CULTURES, Culture, Name},
    tables::Batch,
};
use crate::{
    kernel::identifiers::Idnp,
    persons::rules::{document_number::DocumentNumber, names::name_key},
};

/// The first of the numbers given to persons here; the demo personas have lower ones.
const FIRST_SERIAL: u64 = 30_000_000_000;
/// The localities, and how many of a hundred live there.
const LOCALITIES: [(&str, u64); 6] = [("Chișinău", 58), ("Bălți", 15), ("Comrat", 9), ("Cahul", 8), ("Orhei", 5), ("Soroca", 5)];
const STREETS: [&str; 8] = [
    "str. Independenței",
    "bd. Dacia",
    "str. Ismail",
    "str. Alba Iulia",
    "str. Ion Creangă",
    "bd. Moscova",
    "str. Decebal",
    "str. Calea Ieșilor",
];

/// How the world is spread over time.
#[derive(Debug, Clone, Copy)]
pub struct Span {
    /// When the first was put on record.
    pub start: DateTime<Utc>,
    /// When the filling began: nothing is later.
    pub now: DateTime<Utc>,
}

impl Span {
    /// The eight years before an instant, as whole seconds.
    pub fn before(now: DateTime<Utc>) -> Self {
        let now = DateTime::from_timestamp(now.timestamp(), 0).unwrap_or(now);
        Self { start: now - Duration::days(8 * 365), now }
    }

    /// The instant of the so-manieth of so many, evenly spread, in whole milliseconds.
    pub fn instant(&self, number: u64, of: u64) -> DateTime<Utc> {
        let whole = (self.now - self.start).num_milliseconds().max(1) as u64;
        let step = (whole / of.max(1)).max(1);
        self.start + Duration::milliseconds((number * step).min(whole) as i64)
    }
}

/// The people of the world: how many, and when.
#[derive(Debug, Clone, Copy)]
pub struct People {
    /// How many.
    pub count: u64,
    /// Over which time.
    pub span: Span,
}

impl People {
    /// When somebody was put on record.
    pub fn since(&self, number: u64) -> DateTime<Utc> {
        self.span.instant(number, self.count)
    }

    /// Somebody's id.
    pub fn person(&self, number: u64) -> Uuid {
        id(Kind::Person, self.since(number), number)
    }

    /// Somebody's account; every second person has one.
    pub fn account(&self, number: u64) -> Option<Uuid> {
        number.is_multiple_of(2).then(|| id(Kind::Account, self.since(number), number))
    }

    /// Writes somebody with all that is theirs.
    pub fn write(&self, number: u64, batch: &mut Batch) {
        let (since, mut dice) = (self.since(number), Dice::of(Kind::Person, number));
        let person = self.person(number);
        let culture = dice.weighted(CULTURES, |culture| culture.weight);
        let female = dice.percent(48);
        let name = culture.name(&mut dice, female);
        let (born, precision) = birth(&mut dice);
        // Whoever has an account signs in with this number.
        let idnp = (number.is_multiple_of(2) || dice.percent(20)).then(|| Idnp::synthetic(FIRST_SERIAL + number));
        let idnp = idnp.as_ref().map(Idnp::expose);
        let struck_off = dice.percent(6);
        let struck_off_on = struck_off.then(|| (since + Duration::days(200)).min(self.span.now).date_naive());
        let mut details =
            json!({ "citizenships": [{ "country": culture.country }], "birthPlace": { "country": culture.country } });
        if let Some((surname, given)) = &name.latin {
            details["latin"] = json!({ "surname": surname, "givenNames": given });
        }
        if dice.percent(60) {
            details["additional"] =
                json!({ "phone": format!("+3736{:07}", dice.below(10_000_000)), "language": dice.pick(&["ro", "ru", "en"]) });
        }
        if dice.percent(70) {
            details["civilStatus"] = json!({ "status": dice.pick(&["Single", "Married", "Married", "Divorced"]) });
        }
        row!(batch.persons; person, since, since, if struck_off { "StruckOff" } else { "OnRecord" }, idnp, name.surname, name.given,
            if female { "Female" } else { "Male" }, born, precision, Words(&[culture.country]), details, "ForeignDocument",
            struck_off.then_some("LegalStayEnded"), struck_off.then_some("Decizie demonstrativă"), struck_off_on, "Date demonstrative");
        write_keys(person, &name, batch);
        self.write_documents(number, culture, &mut dice, batch);
        self.write_addresses(number, culture, &mut dice, batch);
        if let (Some(account), Some(idnp)) = (self.account(number), idnp) {
            let shown = format!("{} {}", name.surname.to_uppercase(), name.given);
            row!(batch.accounts; account, since, since, "Person", idnp, shown, person);
            if number > 0 && dice.percent(4) {
                let power = id(Kind::Representation, since, number);
                let whom = self.person(dice.below(number));
                row!(batch.representations; power, since, since, account, whom, "Upload", since.date_naive(), "Accepted");
            }
        }
    }

    fn write_documents(&self, number: u64, culture: &Culture, dice: &mut Dice, batch: &mut Batch) {
        let count = if dice.percent(4) { 0 } else { 1 + u64::from(dice.percent(12)) };
        for nth in 0..count {
            let since = self.since(number);
            let written =
                format!("{}{} {:07}", culture.series, dice.pick(&["A", "B", "C", "E", "H"]), (number * 2 + nth) % 10_000_000);
            // The pattern is one that the rule accepts.
            let Ok(passport) = DocumentNumber::parse(&written) else { continue };
            let issued = since.date_naive() - Days::new(30 + dice.below(2000));
            let expires = issued + Days::new(3652);
            row!(batch.foreign_documents; id(Kind::ForeignDocument, since, number * 2 + nth), since, since, self.person(number),
                "Passport", culture.country, passport.written(), passport.key(), issued, expires);
        }
    }

    fn write_addresses(&self, number: u64, culture: &Culture, dice: &mut Dice, batch: &mut Batch) {
        let (since, person) = (self.since(number), self.person(number));
        let house = (1 + dice.below(120)).to_string();
        if dice.percent(85) {
            let locality = dice.weighted(&LOCALITIES, |locality| locality.1).0;
            row!(batch.addresses; id(Kind::Address, since, number * 2), since, since, person, "Residence", "MDA", locality, locality,
                dice.pick(&STREETS), house, since.date_naive());
        }
        if dice.percent(20) {
            row!(batch.addresses; id(Kind::Address, since, number * 2 + 1), since, since, person, "Domicile", culture.country,
                None::<&str>, None::<&str>, None::<&str>, None::<&str>, since.date_naive() - Days::new(3000));
        }
    }
}

/// A birth date, mostly known to the day; otherwise the first day that it can be.
fn birth(dice: &mut Dice) -> (Option<NaiveDate>, &'static str) {
    let first = NaiveDate::from_ymd_opt(1945, 1, 1).unwrap_or_default();
    let day = first + Days::new(dice.below(75 * 365));
    match dice.below(100) {
        0 => (None, "Unknown"),
        1..=3 => (NaiveDate::from_ymd_opt(day.year(), 1, 1), "Year"),
        4..=5 => (NaiveDate::from_ymd_opt(day.year(), day.month(), 1), "Month"),
        _ => (Some(day), "Day"),
    }
}

/// The keys by which a name is found: one a spelling, as registration makes them.
fn write_keys(person: Uuid, name: &Name, batch: &mut Batch) {
    let mut keys = vec![name_key(&[&name.surname, &name.given])];
    keys.extend(name.latin.as_ref().map(|(surname, given)| name_key(&[surname, given])));
    keys.sort_by(|one, other| one.key.cmp(&other.key));
    keys.dedup_by(|one, other| one.key == other.key);
    for key in keys.iter().filter(|key| !key.is_empty()) {
        let words: Vec<&str> = key.key.split(' ').collect();
        row!(batch.person_name_keys; person, key.key, Words(&words));
    }
}
