use chrono::{NaiveDate, Utc};
use serde_json::json;

use super::World;
use crate::partners::{
    CallContext, PartnerError,
    registers::{
        AnswerStatus, IdnpAllocation, Register, RegisterAnswer, RegisterCode, RegisterQuery, RegisterSupply, Subject, Verdict,
        answers,
    },
};

const CLEAR: &str = "0980501000018";
const ADVERSE: &str = "2003004455669";
const SLOW: &str = "2007007788993";
const BROKEN: &str = "2008001122338";
const UNKNOWN: &str = "2009003344559";

fn context() -> CallContext {
    CallContext {
        calling_user: Some("2004000123455".into()),
        calling_entity: "1008600000779".into(),
        call_basis: "Legea nr. 200/2010, art. 31".into(),
        call_reason: "Examinarea cererii de ședere".into(),
    }
}

async fn ask(registers: &dyn Register, register: RegisterCode, subject: Subject) -> Result<RegisterAnswer, PartnerError> {
    let query = RegisterQuery { id: "q-1".into(), register, context: context(), subject, as_of: None, issued_at: Utc::now() };
    registers.query(&query).await
}

fn persons() -> impl Iterator<Item = RegisterCode> {
    RegisterCode::ALL.into_iter().filter(|register| *register != RegisterCode::LegalEntities)
}

/// Where somebody is asked about who is as told: a person, or a company where companies are asked about.
fn subjects(person: &'static str, company: &'static str) -> Vec<(RegisterCode, Subject)> {
    let of_companies =
        [RegisterCode::LegalEntities, RegisterCode::Fiscal].map(|register| (register, Subject::Idno(company.into())));
    persons().map(|register| (register, Subject::Idnp(person.into()))).chain(of_companies).collect()
}

#[actix_web::test]
async fn every_register_has_a_clear_an_adverse_and_an_unknown_person() {
    let world = World::start(None);
    let registers = world.partners.registers.as_ref();
    for (subjects, verdict) in [
        (subjects(CLEAR, "1018600000127"), Verdict::Clear),
        (subjects(ADVERSE, "1018600000138"), Verdict::Adverse),
        (subjects(UNKNOWN, "1018600000437"), Verdict::NotFound),
    ] {
        for (register, subject) in subjects {
            let answer = ask(registers, register, subject).await.unwrap();
            assert_eq!(answer.verdict, verdict, "{register:?}");
            assert_eq!(answer.status == AnswerStatus::NotFound, verdict == Verdict::NotFound);
        }
    }
}

#[actix_web::test]
async fn every_register_is_slow_for_one_and_broken_for_another() {
    let world = World::start(None);
    let registers = world.partners.registers.as_ref();
    for (register, subject) in subjects(BROKEN, "1018600000334") {
        let broken = ask(registers, register, subject).await.unwrap_err();
        assert!(matches!(broken, PartnerError::Nonsense { .. }), "{register:?}");
    }
    let slow = subjects(SLOW, "1018600000231");
    let asked = slow.into_iter().map(|(register, subject)| async move { (register, ask(registers, register, subject).await) });
    for (register, answer) in futures_util::future::join_all(asked).await {
        assert!(matches!(answer, Err(PartnerError::TimedOut { may_have_arrived: true, .. })), "{register:?}");
    }
}

#[actix_web::test]
async fn a_person_with_one_finding_is_adverse_there_only() {
    let world = World::start(None);
    let registers = world.partners.registers.as_ref();
    for register in persons() {
        let expected = if register == RegisterCode::Border { Verdict::Adverse } else { Verdict::Clear };
        assert_eq!(
            ask(registers, register, Subject::Idnp("2012009900113".into())).await.unwrap().verdict,
            expected,
            "{register:?}"
        );
    }
}

#[actix_web::test]
async fn strangers_get_made_up_answers_that_are_always_the_same() {
    let world = World::start(None);
    let registers = world.partners.registers.as_ref();
    let stranger = || Subject::Document { country: "UKR".into(), number: "FA123456".into() };
    let name = |answer: RegisterAnswer| answer.read::<answers::Population>().unwrap().family_name;
    let first = name(ask(registers, RegisterCode::Population, stranger()).await.unwrap());
    assert_eq!(name(ask(registers, RegisterCode::Population, stranger()).await.unwrap()), first);
    let known = Subject::Name {
        family_name: "Exemplu".into(),
        given_name: "Ana".into(),
        date_of_birth: NaiveDate::from_ymd_opt(1985, 4, 12).unwrap(),
    };
    assert_eq!(name(ask(registers, RegisterCode::Population, known).await.unwrap()), "Exemplu");
    let company = ask(registers, RegisterCode::LegalEntities, Subject::Idno("1018600000127".into())).await.unwrap();
    assert_eq!(company.verdict, Verdict::Clear);
    assert_eq!(company.read::<answers::LegalEntity>().unwrap().idno, "1018600000127");
}

#[actix_web::test]
async fn an_allocation_repeated_after_a_lost_answer_gives_the_same_idnp() {
    let world = World::start(None);
    let person = |key: &str| IdnpAllocation {
        key: key.into(),
        context: Some(context()),
        family_name: Some("ZRAZOK".into()),
        given_name: Some("OLENA".into()),
        date_of_birth: "1991-05".into(),
        sex: "F".into(),
        citizenship: "UKR".into(),
    };
    let registers = &world.partners.registers;
    let other = registers.allocate_idnp(&person("p-2")).await.unwrap();
    world.tell("registers", json!({"mode": "LoseAnswer", "times": 1})).await;
    assert!(registers.allocate_idnp(&person("p-1")).await.unwrap_err().may_have_arrived());
    let first = registers.allocate_idnp(&person("p-1")).await.unwrap();
    assert_eq!(registers.allocate_idnp(&person("p-1")).await.unwrap(), first);
    assert_ne!(first, other);
}

#[actix_web::test]
async fn supplying_twice_under_one_key_leaves_one() {
    let world = World::start(None);
    let crossing = RegisterSupply {
        key: "c-1".into(),
        register: RegisterCode::Border,
        kind: "Crossing",
        context: context(),
        data: json!({"Direction": "Entry", "Segment": "Transnistria"}),
    };
    for _ in 0..2 {
        world.partners.registers.supply(&crossing).await.unwrap();
    }
    assert_eq!(world.get("registers/siipf/supplies").await["supplies"], json!([{"RequestID": "c-1", "Data": crossing.data}]));
}

#[actix_web::test]
async fn a_call_without_its_context_is_refused_by_the_stand_in() {
    let world = World::start(None);
    let body = json!({"QueryID": "q", "Subject": {"IDNP": CLEAR}});
    assert_eq!(world.post("registers/ricc/GetCriminalRecord", body).await.0, 400);
}
