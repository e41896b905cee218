use super::PersonPath;
use crate::{
    access::{caller::Allowed, door::Door, permissions::PersonsChange},
    kernel::{
        http::{
            act::Act,
            params::{Asked, At, NoQuery},
            reply::Created,
        },
        id::TypedId,
        local_time::legal_day,
        problem::Problem,
        text::Text,
        violation::Violation,
    },
    persons::{
        family::{NewFamilyLink, SeenFamilyLink},
        person::full_name,
        rules::family::{FamilyFault, Member, faults},
        store::{family, read, row::PersonRow},
        wording::Findings,
    },
};

/// Put a family link on record.
///
/// Says what the relative is to the person; from the relative's side the inverse is shown. What cannot be (an elder who is not
/// older, a parent who is the spouse) is refused.
#[utoipa::path(post, path = "/api/v1/persons/{personId}/family-links", tag = "Persons",
    extensions(("x-audience" = json!(["intranet"])), ("x-requirements" = json!(["C-25.1"]))))]
pub async fn add_family_link(
    allowed: Allowed<PersonsChange>,
    at: At<PersonPath>,
    _: Asked<NoQuery>,
    act: Act<NewFamilyLink>,
    door: Door,
) -> Result<Created<SeenFamilyLink>, Problem> {
    door.act(&allowed, act.key, move |unit| {
        let (person, relative) = (at.0.person_id.uuid(), act.body.relative_id.uuid());
        let today = legal_day(unit.now);
        let mut found = Findings::default();
        found.text("/basis", act.body.basis.as_ref());
        found.text("/reason", act.body.reason.as_ref());
        found.not_after("/since", act.body.since, today);
        found.in_order("/until", act.body.since, act.body.until);
        if person == relative {
            found.0.push(told(FamilyFault::SamePerson));
        }
        found.done()?;
        let [row, other] = read::for_change(unit, [person, relative])?;
        let existing = family::existing(unit, person, relative)?;
        let on = act.body.since.unwrap_or(today);
        let against = faults(&member(&row)?, &member(&other)?, act.body.link, &existing, on);
        if !against.is_empty() {
            return Err(Problem::bad_input(against.into_iter().map(told).collect()));
        }
        let name = full_name(other.surname.as_deref(), other.given_names.as_deref());
        let added = family::insert(unit, person, &act.body, name)?;
        Ok(Created::record(1, &added)?.at(format!("/api/v1/persons/{}/family-links", at.0.person_id)))
    })
    .await
}

fn member(row: &PersonRow) -> Result<Member<uuid::Uuid>, Problem> {
    Ok(Member { id: row.id, birth_date: row.attributes()?.birth_date })
}

fn told(fault: FamilyFault) -> Violation {
    let (pointer, code, ro, ru, en) = match fault {
        FamilyFault::SamePerson => (
            "/relativeId",
            "same-person",
            "Nimeni nu este propria rudă.",
            "Никто не является собственным родственником.",
            "Nobody is their own relative.",
        ),
        FamilyFault::ElderNotOlder => (
            "/link",
            "elder-not-older",
            "Părintele este mai în vârstă decât copilul.",
            "Родитель старше ребёнка.",
            "A parent is older than the child.",
        ),
        FamilyFault::SpouseTooYoung => (
            "/link",
            "spouse-too-young",
            "Soțul are cel puțin 16 ani.",
            "Супругу не менее 16 лет.",
            "A spouse is at least 16 years old.",
        ),
        FamilyFault::GuardianNotOfAge => (
            "/link",
            "guardian-not-of-age",
            "Tutorele are cel puțin 18 ani.",
            "Опекуну не менее 18 лет.",
            "A guardian is at least 18 years old.",
        ),
        FamilyFault::Excluded => (
            "/link",
            "excluded-by-another-link",
            "Între aceste persoane există deja o legătură care o exclude.",
            "Между этими лицами уже есть связь, которая её исключает.",
            "The two are linked already in a way that excludes this link.",
        ),
    };
    Violation::new(pointer, code, Text::new(ro, ru, en))
}
