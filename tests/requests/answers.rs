//! What applicants answer; the dates fit the tests' Monday, 16 November 2026.

use serde_json::{Value, json};

fn home() -> Value {
    json!({ "country": "MDA", "district": "mun. Chișinău", "locality": "Chișinău", "street": "bd. Dacia", "house": "16", "flat": "45" })
}

/// Complete answers of a Turkish engineer who has no number of ours; `by` files.
pub fn engineer(by: &str) -> Value {
    let mut answers = json!({
        "filedBy": by,
        "surname": "Kaya", "givenName": "Deniz", "surnameLatin": "KAYA", "givenNameLatin": "DENIZ",
        "hasPreviousNames": false, "sex": "M", "birthDate": "1990-05-17", "birthCountry": "TUR", "birthPlace": "Ankara",
        "citizenships": ["TUR"], "civilStatus": "Single", "education": "Bachelor", "profession": "inginer",
        "documentKind": "Passport", "documentNumber": "U00112233", "documentCountry": "TUR",
        "documentIssuedOn": "2022-01-15", "documentExpiresOn": "2032-01-15",
        "hasVisa": true, "visaNumber": "D0000001", "visaValidFrom": "2026-10-01", "visaValidTo": "2027-01-01",
        "entryDate": "2026-10-10", "entryPoint": "Aeroportul Chișinău", "lawfulStayUntil": "2027-01-01",
        "addressAbroad": { "country": "TUR", "locality": "Ankara" }, "addressInMoldova": home(), "dwellingRight": "Lease",
        "dwellingOwner": { "surname": "Model", "givenName": "Ana" },
        "employer": { "idno": "1018600000127", "name": "Exemplu SRL" }, "employerAddress": home(), "employerPhone": "+373 22 000000",
        "workerCategory": "ImmigrantWorker", "occupation": "214401", "jobTitle": "inginer mecanic", "workplace": home(),
        "weeklyHours": 40, "monthlySalary": { "amount": "19700.00", "currency": "MDL" },
        "contractNumber": "12/2026", "contractDate": "2026-11-02", "contractFrom": "2027-01-01", "contractTo": "2027-12-31",
        "hasFamily": false,
        "stayFrom": "2027-01-01", "stayTo": "2027-12-31", "stayedBefore": false, "refusedOrRemoved": false, "convicted": false,
        "phone": "+37360000000", "email": "deniz@example.org", "contactLanguage": "en", "office": "CHI", "delivery": "Personal",
        "declaresTrue": true, "knowsDataProcessing": true, "knowsDutyToNotify": true,
    });
    if by != "Beneficiary" {
        answers["representativeIdnp"] = json!("2015000000022");
        answers["powerCode"] = json!("0200935852951597");
    }
    answers
}

/// Complete answers for an attestation, which is decided without a human.
pub fn attestation(idnp: &str) -> Value {
    json!({
        "filedBy": "Beneficiary", "idnp": idnp, "surname": "Yılmaz", "givenName": "Emre", "birthDate": "1988-03-14",
        "citizenships": ["TUR"], "attested": ["IdnpAssignment", "Domicile"], "addressee": "Bank", "delivery": "Electronic",
        "office": "CHI", "knowsDataProcessing": true,
    })
}
