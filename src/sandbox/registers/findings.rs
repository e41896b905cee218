//! Data made up from a subject: always the same for the same subject, clear or adverse as asked.

use chrono::{DateTime, Datelike as _, Months, NaiveDate, TimeDelta, Utc};
use serde_json::{Value, json};

use super::companies;
use crate::{
    partners::registers::{RegisterCode, Subject},
    sandbox::Person,
};

const FAMILY_NAMES: [&str; 8] = ["Pildă", "Probă", "Exemplar", "Mostră", "Model", "Tipar", "Schiță", "Martor"];
const GIVEN_NAMES: [&str; 8] = ["Alex", "Bogdan", "Corina", "Dan", "Emil", "Flavia", "Gavriil", "Horia"];
const COUNTRIES: [&str; 6] = ["UKR", "ROU", "TUR", "GEO", "ARM", "ITA"];
const CHECK_POINTS: [&str; 4] = ["Leușeni", "Palanca", "Otaci", "Aeroportul Chișinău"];

/// A register's data about a subject.
pub fn made_up(register: RegisterCode, subject: &Subject, person: Option<&Person>, adverse: bool, now: DateTime<Utc>) -> Value {
    let luck = luck(subject);
    let today = now.date_naive();
    let ago = |months: u32| today.checked_sub_months(Months::new(months)).unwrap_or(today);
    let pick = |items: &[&'static str], salt: usize| items[(luck / (salt + 1)) % items.len()];
    let employer = json!([{ "Employer": "1018600000127", "Position": "Inginer", "From": ago(18),
                            "Until": adverse.then(|| ago(2)) }]);
    let some = |item: Value| if adverse { json!([item]) } else { json!([]) };
    match register {
        RegisterCode::Population => {
            let (family, given, born) = match (person, subject) {
                (Some(person), _) => (person.last_name.clone(), person.first_name.clone(), person.birth_date),
                (None, Subject::Name { family_name, given_name, date_of_birth }) => {
                    (family_name.clone(), given_name.clone(), *date_of_birth)
                }
                _ => (pick(&FAMILY_NAMES, 1).to_owned(), pick(&GIVEN_NAMES, 2).to_owned(), birth_date(luck)),
            };
            json!({
                "IDNP": match subject { Subject::Idnp(idnp) => Some(idnp), _ => None },
                "FamilyName": family, "GivenName": given, "DateOfBirth": born,
                "Citizenship": person.map_or(pick(&COUNTRIES, 3), |person| &person.citizenship),
                "Status": if adverse { "StruckOff" } else { "Active" },
                "Registrations": [{ "Address": { "Region": "Chișinău", "Locality": "Chișinău" } }],
            })
        }
        RegisterCode::Visas => json!({ "Visas": [{ "Number": format!("MDA{:07}", luck % 10_000_000), "Kind": "C",
            "ValidFrom": ago(7), "ValidTo": ago(4), "Status": if adverse { "Revoked" } else { "Used" } }] }),
        RegisterCode::Border => {
            let entered = now - TimeDelta::days(30 + (luck % 60) as i64);
            json!({
                "Crossings": [{ "Direction": "Entry", "CrossedAt": entered, "CheckPoint": pick(&CHECK_POINTS, 4) }],
                "Alerts": some(json!({ "Kind": "Interdicție de intrare", "From": ago(6), "Until": null })),
                "Sanctions": some(json!({ "Kind": "Depășirea termenului de ședere", "From": ago(6), "Until": null })),
            })
        }
        RegisterCode::Fiscal => {
            let years: Vec<Value> = (1..=5)
                .map(|back| json!({ "Year": today.year() - back, "Amount": format!("{}.00", 4_000 + (luck / back as usize) % 9_000) }))
                .collect();
            json!({ "Contributions": years, "Debt": if adverse { "12500.50" } else { "0.00" } })
        }
        RegisterCode::CourtCases => json!({ "Cases": some(json!({ "Number": format!("3-{}/{}", luck % 900 + 100, today.year()),
            "Court": "Judecătoria Chișinău, sediul Rîșcani", "Stage": "Pending", "OpenedOn": ago(3) })) }),
        RegisterCode::CriminalRecords => json!({ "Records": some(json!({ "Article": "art. 186 alin. (2) CP",
            "SentencedOn": ago(20), "Status": "Active" })) }),
        RegisterCode::LegalEntities => json!({
            "IDNO": match subject { Subject::Idno(idno) => idno, _ => "" },
            "Name": match subject { Subject::Idno(idno) => companies::with_idno(idno), _ => None }
                .map_or_else(|| format!("{} SRL", pick(&FAMILY_NAMES, 5)), |company| company.name.clone()),
            "RegisteredOn": ago(60), "Administrators": ["2010005566771"],
            "Status": if adverse { "InLiquidation" } else { "Active" },
        }),
        RegisterCode::LabourMarket => json!({ "Contracts": employer }),
        RegisterCode::SocialInsurance => json!({ "Periods": employer }),
        RegisterCode::Unemployed => json!({ "Registrations": some(json!({ "Kind": "Șomer", "From": ago(1), "Until": null })) }),
        RegisterCode::MedicalInsurance => json!({ "Insured": !adverse, "ValidUntil": (!adverse).then(|| end_of_year(today)) }),
        RegisterCode::Contraventions => json!({ "Contraventions": some(json!({ "Article": "art. 333 CC", "CommittedOn": ago(5),
            "Executed": false })) }),
    }
}

fn end_of_year(day: NaiveDate) -> NaiveDate {
    NaiveDate::from_ymd_opt(day.year(), 12, 31).unwrap_or(day)
}

fn birth_date(luck: usize) -> NaiveDate {
    let first = NaiveDate::from_ymd_opt(1955, 1, 1).unwrap_or_default();
    first + TimeDelta::days((luck % 17_000) as i64)
}

/// A number that is always the same for the same subject (FNV-1a).
fn luck(subject: &Subject) -> usize {
    let text = match subject {
        Subject::Idnp(id) | Subject::Idno(id) => id.clone(),
        Subject::Document { country, number } => format!("{country}{number}"),
        Subject::Name { family_name, given_name, date_of_birth } => format!("{family_name}{given_name}{date_of_birth}"),
    };
    let hash =
        text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3));
    (hash >> 16) as usize
}

/// The n-th IDNP that the stand-in allocates; its check digit is right.
pub fn idnp(n: usize) -> String {
    let twelve = format!("2099{:08}", n % 100_000_000);
    let sum: u32 =
        twelve.bytes().zip([7u32, 3, 1].into_iter().cycle()).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    format!("{twelve}{}", sum % 10)
}
