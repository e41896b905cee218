//! What each register tells, typed, and what it means at first sight.
//!
//! `Adverse` never decides anything: it says that an officer has to look. A status unknown to us is adverse too.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::Value;

use super::{RegisterCode, Verdict};
use crate::{kernel::money::Money, partners::wire};

/// RSP: a person. `FamilyName` to `Registrations` are MConnect's own names.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Population {
    /// IDNP.
    #[serde(rename = "IDNP", default)]
    pub idnp: Option<String>,
    /// Family name.
    pub family_name: String,
    /// Given name.
    pub given_name: String,
    /// Birth date.
    pub date_of_birth: NaiveDate,
    /// ISO 3166 alpha-3.
    #[serde(default)]
    pub citizenship: Option<String>,
    /// `Active`, `Deceased`, `StruckOff`.
    pub status: String,
    /// Registered addresses.
    #[serde(default)]
    pub registrations: Vec<Registration>,
}

/// A registration at an address.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Registration {
    /// Where.
    pub address: Address,
}

/// An address.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Address {
    /// District or municipality.
    pub region: String,
    /// Locality.
    pub locality: String,
}

/// SIIPF: crossings, alerts, sanctions.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct BorderRecord {
    /// Entries and exits, newest first.
    pub crossings: Vec<Crossing>,
    /// Watch entries.
    pub alerts: Vec<Dated>,
    /// Sanctions.
    pub sanctions: Vec<Dated>,
}

/// An entry or exit.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Crossing {
    /// `Entry` or `Exit`.
    pub direction: String,
    /// When.
    pub crossed_at: DateTime<Utc>,
    /// Where.
    pub check_point: String,
    /// With which document.
    #[serde(default)]
    pub document_number: Option<String>,
}

/// Something that holds from a day, perhaps until a day.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Dated {
    /// What.
    pub kind: String,
    /// First day.
    pub from: NaiveDate,
    /// Last day; absent while open.
    #[serde(default)]
    pub until: Option<NaiveDate>,
}

impl Dated {
    /// Whether it holds on a day.
    pub fn holds_on(&self, day: NaiveDate) -> bool {
        self.from <= day && self.until.is_none_or(|until| day <= until)
    }
}

/// RICC: criminal records.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct CriminalRecord {
    /// Sentences.
    pub records: Vec<Sentence>,
}

/// A sentence.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Sentence {
    /// Article of the code.
    pub article: String,
    /// When.
    pub sentenced_on: NaiveDate,
    /// `Active`, or `Extinguished` by the law's course.
    pub status: String,
}

/// RSUD: a legal entity.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct LegalEntity {
    /// IDNO.
    #[serde(rename = "IDNO")]
    pub idno: String,
    /// Name.
    pub name: String,
    /// `Active`, `Suspended`, `InLiquidation`, `StruckOff`.
    pub status: String,
    /// When registered.
    pub registered_on: NaiveDate,
    /// IDNPs of those who act for it.
    #[serde(default)]
    pub administrators: Vec<String>,
}

/// SISFS: contributions.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct FiscalRecord {
    /// Of the last five years.
    pub contributions: Vec<Contribution>,
    /// What is owed.
    #[serde(with = "wire::amount")]
    pub debt: Money,
}

/// A year's contribution.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Contribution {
    /// Year.
    pub year: i32,
    /// How much.
    #[serde(with = "wire::amount")]
    pub amount: Money,
}

/// Social insurance.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct SocialInsurance {
    /// Periods of contribution.
    pub periods: Vec<EmployedPeriod>,
}

/// Labour market: employment.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Employment {
    /// Contracts.
    pub contracts: Vec<EmployedPeriod>,
}

/// A period with an employer.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct EmployedPeriod {
    /// IDNO of the employer.
    pub employer: String,
    /// Position.
    #[serde(default)]
    pub position: Option<String>,
    /// First day.
    pub from: NaiveDate,
    /// Last day; absent while it lasts.
    #[serde(default)]
    pub until: Option<NaiveDate>,
}

/// The register of the unemployed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Unemployment {
    /// Registrations as unemployed.
    pub registrations: Vec<Dated>,
}

/// SII AOAM: medical insurance.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct MedicalInsurance {
    /// Whether insured.
    pub insured: bool,
    /// Until when.
    #[serde(default)]
    pub valid_until: Option<NaiveDate>,
}

/// Contraventions.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Contraventions {
    /// Each.
    pub contraventions: Vec<Contravention>,
}

/// A contravention.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Contravention {
    /// Article of the code.
    pub article: String,
    /// When.
    pub committed_on: NaiveDate,
    /// Whether the sanction was carried out.
    pub executed: bool,
}

/// SIGV: visas.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Visas {
    /// Each.
    pub visas: Vec<Visa>,
}

/// A visa.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Visa {
    /// Sticker or e-visa number.
    pub number: String,
    /// `A`, `B`, `C` or `D`.
    pub kind: String,
    /// First day.
    pub valid_from: NaiveDate,
    /// Last day.
    pub valid_to: NaiveDate,
    /// `Valid`, `Used`, `Expired`, `Annulled`, `Revoked`, `Refused`.
    pub status: String,
}

/// PIGD: court cases in which the inspectorate is a party.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct CourtCases {
    /// Each.
    pub cases: Vec<CourtCase>,
}

/// A case.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct CourtCase {
    /// Number.
    pub number: String,
    /// Court.
    pub court: String,
    /// `Pending` or `Closed`.
    pub stage: String,
    /// When opened.
    pub opened_on: NaiveDate,
}

/// Data that are not what the register should give.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not the register's data")]
pub struct NotItsData;

/// What a register's data mean on a day; data of another shape are refused, never taken as clear.
pub fn verdict(register: RegisterCode, data: &Value, day: NaiveDate) -> Result<Verdict, NotItsData> {
    let lasting = |periods: &[EmployedPeriod]| periods.iter().any(|p| p.from <= day && p.until.is_none_or(|until| day <= until));
    let adverse = match register {
        RegisterCode::Population => read::<Population>(data)?.status != "Active",
        RegisterCode::Visas => {
            read::<Visas>(data)?.visas.iter().any(|visa| !matches!(visa.status.as_str(), "Valid" | "Used" | "Expired"))
        }
        RegisterCode::Border => {
            let border: BorderRecord = read(data)?;
            border.alerts.iter().chain(&border.sanctions).any(|entry| entry.holds_on(day))
        }
        RegisterCode::Fiscal => read::<FiscalRecord>(data)?.debt > Money::ZERO,
        RegisterCode::CourtCases => read::<CourtCases>(data)?.cases.iter().any(|case| case.stage != "Closed"),
        RegisterCode::CriminalRecords => {
            read::<CriminalRecord>(data)?.records.iter().any(|record| record.status != "Extinguished")
        }
        RegisterCode::LegalEntities => read::<LegalEntity>(data)?.status != "Active",
        RegisterCode::LabourMarket => !lasting(&read::<Employment>(data)?.contracts),
        RegisterCode::Unemployed => read::<Unemployment>(data)?.registrations.iter().any(|entry| entry.holds_on(day)),
        RegisterCode::SocialInsurance => !lasting(&read::<SocialInsurance>(data)?.periods),
        RegisterCode::MedicalInsurance => {
            let insurance: MedicalInsurance = read(data)?;
            !insurance.insured || insurance.valid_until.is_some_and(|until| until < day)
        }
        RegisterCode::Contraventions => !read::<Contraventions>(data)?.contraventions.is_empty(),
    };
    Ok(if adverse { Verdict::Adverse } else { Verdict::Clear })
}

fn read<T: DeserializeOwned>(data: &Value) -> Result<T, NotItsData> {
    T::deserialize(data).map_err(|_| NotItsData)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn day() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 3, 2).unwrap()
    }

    fn of(register: RegisterCode, data: Value) -> Verdict {
        verdict(register, &data, day()).unwrap()
    }

    #[test]
    fn an_alert_counts_on_the_days_it_holds() {
        let with = |from: &str, until: Value| {
            of(
                RegisterCode::Border,
                json!({"Crossings": [], "Alerts": [{"Kind": "Refusal", "From": from, "Until": until}], "Sanctions": []}),
            )
        };
        assert_eq!(with("2026-03-02", json!("2026-03-02")), Verdict::Adverse);
        assert_eq!(with("2025-01-01", Value::Null), Verdict::Adverse);
        assert_eq!(with("2025-01-01", json!("2026-03-01")), Verdict::Clear);
        assert_eq!(with("2026-03-03", Value::Null), Verdict::Clear);
    }

    #[test]
    fn an_extinguished_sentence_is_not_adverse_and_a_status_unknown_to_us_is() {
        let with = |status: &str| {
            of(
                RegisterCode::CriminalRecords,
                json!({"Records": [{"Article": "186", "SentencedOn": "2015-01-01", "Status": status}]}),
            )
        };
        assert_eq!(with("Extinguished"), Verdict::Clear);
        assert_eq!(with("Active"), Verdict::Adverse);
        assert_eq!(with("Novel"), Verdict::Adverse);
    }

    #[test]
    fn work_insurance_and_debts_are_weighed() {
        let work = |until: Value| json!([{"Employer": "1018600000127", "From": "2025-01-01", "Until": until}]);
        assert_eq!(of(RegisterCode::LabourMarket, json!({"Contracts": work(Value::Null)})), Verdict::Clear);
        assert_eq!(of(RegisterCode::LabourMarket, json!({"Contracts": work(json!("2025-12-31"))})), Verdict::Adverse);
        assert_eq!(of(RegisterCode::SocialInsurance, json!({"Periods": []})), Verdict::Adverse);
        assert_eq!(of(RegisterCode::MedicalInsurance, json!({"Insured": true, "ValidUntil": "2026-03-01"})), Verdict::Adverse);
        assert_eq!(of(RegisterCode::MedicalInsurance, json!({"Insured": true, "ValidUntil": "2026-03-02"})), Verdict::Clear);
        assert_eq!(of(RegisterCode::Fiscal, json!({"Contributions": [], "Debt": "0.00"})), Verdict::Clear);
        assert_eq!(of(RegisterCode::Fiscal, json!({"Contributions": [], "Debt": "0.01"})), Verdict::Adverse);
    }

    #[test]
    fn what_is_not_the_registers_data_is_never_clear() {
        for register in RegisterCode::ALL {
            for data in [json!({}), json!([]), json!("Clear"), Value::Null] {
                assert_eq!(verdict(register, &data, day()), Err(NotItsData), "{register:?}");
            }
        }
    }
}
