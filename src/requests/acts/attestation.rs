//! The attestation of what is on record (C-23.9): what the applicant chose, as it stood on the day they chose.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::{Case, without_absent};
use crate::{
    access::door::Unit,
    documents::{self, Giving},
    kernel::{identifiers::Idnp, local_time::legal_day, problem::Problem},
    persons::{self, PersonStatus, Relative, Standing, addresses::AddressKind, rules::family::FamilyLink},
    requests::{
        shown::{answer, day},
        store,
    },
};

/// The field of what is to be attested, that of the day, and those of whom it is for, by their codes in the form.
const ATTESTED: &str = "attested";
const ON_DAY: &str = "onDay";
const ADDRESSEE: [&str; 2] = ["addressee", "addresseeName"];

/// The longest value of an entry, as the template has it.
const LONGEST: usize = 4000;

/// What the record says, and what it cannot: that is an officer's to find.
pub struct Attestation {
    data: Value,
    statements: Vec<Value>,
    /// Why an officer must look, in Romanian; none where everything is certain.
    pub doubts: Vec<&'static str>,
}

impl Attestation {
    /// The template's data, under the seal.
    pub fn sealed(mut self) -> Value {
        self.data["statements"] = Value::Array(self.statements);
        self.data
    }

    /// The same with what an officer found where the record did not tell, and the signature of who decided. It is made whatever a name is
    /// written in.
    pub fn signed(mut self, findings: &str, signature: &Value) -> Result<Value, Problem> {
        if !self.doubts.is_empty() {
            // Whole, over as many entries as it needs: nothing that was found is cut off.
            let found: Vec<char> = findings.split_whitespace().collect::<Vec<_>>().join(" ").chars().collect();
            let parts = found.chunks(LONGEST).map(|part| entry("Constatat la examinare", &part.iter().collect::<String>()));
            self.statements.extend(parts);
        }
        self.data["signature"] = signature.clone();
        documents::legible(&self.sealed())
    }
}

/// The day whose state is attested: the one that was asked for, else today.
pub fn attested_day(case: &Case<'_>, today: NaiveDate) -> NaiveDate {
    case.row.answers[ON_DAY].as_str().and_then(|day| day.parse().ok()).unwrap_or(today)
}

/// The rights of stay and the protection that a person holds on a day by decisions that are known here, each in words. Rights from before
/// this system, and those by law alone, are not known.
pub fn rights_on(unit: &mut Unit<'_>, case: &Case<'_>, on: NaiveDate) -> Result<Vec<String>, Problem> {
    let Some(person) = case.row.beneficiary_id else { return Ok(Vec::new()) };
    let mut rights = Vec::new();
    for giving in documents::giving_on(unit, person, on)? {
        let Some(request) = giving.request else { continue };
        let service = case.desk.service_of(&store::by_id(unit.conn, request)?)?;
        if let Some(grants) = &service.definition.grants {
            let purpose = grants.purpose.as_deref().map(|code| case.named("stay-purposes", code).to_lowercase());
            rights.push(in_words(grants.right.ro(), purpose.as_deref(), &giving));
        }
    }
    Ok(rights)
}

fn in_words(right: &str, purpose: Option<&str>, giving: &Giving) -> String {
    let purpose = purpose.map(|purpose| format!(" ({purpose})")).unwrap_or_default();
    let until = giving.until.map(|last| format!(", valabil până la {}", day(last))).unwrap_or_default();
    format!("{right}{purpose}, prin decizia nr. {} din {}{until}", giving.number, day(legal_day(giving.issued_at)))
}

/// Draws it up.
pub fn attestation(unit: &mut Unit<'_>, case: &Case<'_>) -> Result<Attestation, Problem> {
    let person = case.person(unit)?;
    let today = legal_day(unit.now);
    let on = attested_day(case, today);
    let id = case.row.beneficiary_id.ok_or_else(|| Problem::internal("a registered request without its person"))?;
    let standing = persons::standing(unit, id, on)?;
    let rights = rights_on(unit, case, on)?;
    let (mut statements, mut doubts) = stated(case, &standing, &rights, on, today);
    let purpose = addressee(case).filter(|purpose| {
        let printable = is_printable(&json!(purpose));
        if !printable {
            doubts.push("Destinatarul conține caractere care nu pot fi tipărite.");
        }
        printable
    });
    if !is_printable(&json!(statements)) {
        doubts.push("Datele conțin caractere care nu pot fi tipărite.");
    }
    // Of a day that the record does not cover, or of somebody who is on it no more, it says nothing.
    if on < legal_day(standing.since) {
        doubts.push("Evidența nu cuprinde ziua despre care se atestă.");
        statements.clear();
    }
    if standing.status != PersonStatus::OnRecord {
        doubts.push("Persoana este radiată din evidență.");
        statements.clear();
    }
    let mut request = case.request();
    if let Value::Object(members) = &mut request {
        members.shift_remove("service");
    }
    // Where somebody lives is told where that is asked for.
    let mut holder = case.holder(&person);
    if let Value::Object(members) = &mut holder {
        members.shift_remove("address");
    }
    if !is_printable(&holder) {
        doubts.push("Numele conține caractere care nu pot fi tipărite.");
    }
    let data = without_absent(json!({
        "request": request,
        "holder": holder,
        "asOf": (on != today).then(|| on.to_string()),
        "purpose": purpose,
    }));
    Ok(Attestation { data, statements, doubts })
}

fn is_printable(data: &Value) -> bool {
    documents::legible(data).is_ok_and(|legible| legible == *data)
}

/// What was asked for as the record has it; and why it does not have the rest.
fn stated(
    case: &Case<'_>,
    standing: &Standing,
    rights: &[String],
    on: NaiveDate,
    today: NaiveDate,
) -> (Vec<Value>, Vec<&'static str>) {
    let mut statements = vec![entry("Evidența inspectoratului", &format!("în evidență din {}", day(legal_day(standing.since))))];
    let mut doubts = Vec::new();
    let asked = case.row.answers[ATTESTED].as_array().map(Vec::as_slice).unwrap_or_default();
    for content in asked.iter().filter_map(Value::as_str) {
        match content {
            "LegalStatus" if rights.len() == 1 => statements.push(entry("Statutul juridic", &rights[0])),
            "LegalStatus" => doubts.push("Statutul juridic trebuie verificat."),
            "IdnpAssignment" if standing.same_number => {
                statements.push(entry("Atribuirea IDNP", &number(standing.idnp.as_ref())));
            }
            // It was written down later than that day, or otherwise: since when it holds is not known here.
            "IdnpAssignment" => doubts.push("Atribuirea IDNP la acea zi trebuie verificată."),
            "Domicile" => statements.extend(homes(standing)),
            // Children are theirs from birth; since when somebody is a spouse or a ward must be known.
            "FamilyComposition" if on != today && standing.family.iter().any(is_undated) => {
                doubts.push("Componența familiei la acea zi trebuie verificată.");
            }
            "FamilyComposition" => statements.extend(family(standing)),
            // Cards are issued by the Public Services Agency, whose register gives no public account of them; and what another version of
            // the form lets ask for.
            "CardIssued" => doubts.push("Documentarea cu act de identitate trebuie verificată."),
            _ => doubts.push("Conținutul cerut trebuie verificat."),
        }
    }
    (statements, doubts)
}

fn is_undated(relative: &Relative) -> bool {
    relative.since.is_none() && matches!(relative.link, FamilyLink::Spouse | FamilyLink::Guardian | FamilyLink::Ward)
}

fn entry(label: &str, value: &str) -> Value {
    json!({ "label": label, "value": value })
}

fn number(idnp: Option<&Idnp>) -> String {
    idnp.map_or_else(|| "nu i-a fost atribuit".into(), |idnp| format!("i-a fost atribuit: {}", idnp.expose()))
}

/// A domicile is one in Moldova; a temporary residence is told beside it, as such.
fn homes(standing: &Standing) -> Vec<Value> {
    let here = |kind: AddressKind| {
        let lines =
            standing.addresses.iter().filter(move |home| home.country == "MDA" && home.kind == kind).map(|home| home.line());
        lines.map(|line| if line.is_empty() { "în Republica Moldova".into() } else { line }).next()
    };
    let domicile = here(AddressKind::Domicile).unwrap_or_else(|| "nu este înregistrat în Republica Moldova".into());
    let residence = here(AddressKind::Residence).map(|line| entry("Reședința temporară înregistrată", &line));
    [Some(entry("Domiciliul înregistrat", &domicile)), residence].into_iter().flatten().collect()
}

fn family(standing: &Standing) -> Vec<Value> {
    let none = || vec![entry("Componența familiei", "în evidență nu sunt consemnați membri ai familiei")];
    let of = standing.family.iter().map(|relative| {
        let born = serde_json::to_value(relative.birth_date).ok().and_then(|born| born.as_str().map(str::to_owned));
        let born = born.filter(|born| born != "unknown").map(|born| format!(", născut(ă) {}", written(&born)));
        // As the documents have it, where that can be printed.
        let name =
            Some(&relative.name).filter(|name| is_printable(&json!(name))).or(relative.latin.as_ref()).unwrap_or(&relative.name);
        entry(&relative.link.text().ro, &format!("{name}{}", born.unwrap_or_default()))
    });
    if standing.family.is_empty() { none() } else { of.collect() }
}

/// `17.05.1990`; as it is where no more than the month or the year is known.
fn written(born: &str) -> String {
    born.parse().map_or_else(|_| born.to_owned(), day)
}

/// Where it will be presented, as the form says it.
fn addressee(case: &Case<'_>) -> Option<String> {
    let classifiers = case.desk.catalogue.classifiers();
    let told = ADDRESSEE.map(|code| {
        let given = case.row.answers.get(code).filter(|given| !given.is_null())?;
        Some(answer(&case.service.definition.field(code)?.answer, given, &classifiers))
    });
    match told {
        [Some(place), Some(name)] => Some(format!("{place} ({name})")),
        [place, name] => place.or(name),
    }
}
