//! Whether a signed file can be a petition of this petitioner: what the file itself says (content regulation, par. 39). Whether its
//! certificate is to be trusted is asked of MSign, which knows the authorities.

use std::collections::BTreeSet;

use migratie_typesetting::seal::{self, SignatureInfo};

use crate::kernel::text::Text;

/// Why a signed file is refused, by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotSigned {
    /// No PDF, so no PAdES signature.
    #[error("it is no PDF")]
    NoPdf,
    /// Nobody signed it.
    #[error("it is not signed")]
    Unsigned,
    /// It was changed after it was signed.
    #[error("it was changed after signing")]
    Altered,
    /// The signature is of somebody else.
    #[error("somebody else signed it")]
    ByAnother,
}

impl NotSigned {
    /// The code of the violation.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NoPdf => "not-a-signed-pdf",
            Self::Unsigned => "unsigned",
            Self::Altered => "altered-after-signing",
            Self::ByAnother => "signed-by-another",
        }
    }

    /// For people.
    pub fn told(self) -> Text {
        match self {
            Self::NoPdf => Text::new(
                "Fișierul semnat trebuie să fie un PDF cu semnătură electronică (PAdES).",
                "Подписанный файл должен быть PDF с электронной подписью (PAdES).",
                "The signed file must be a PDF with an electronic signature (PAdES).",
            ),
            // Whoever has no electronic signature is encouraged to write on paper.
            Self::Unsigned => Text::new(
                "Fișierul nu poartă nicio semnătură electronică. Dacă nu aveți una, trimiteți petiția pe suport de hârtie, prin poștă, la adresa Inspectoratului General pentru Migrație.",
                "В файле нет электронной подписи. Если у вас её нет, отправьте петицию на бумаге, по почте, на адрес Генерального инспектората по миграции.",
                "The file bears no electronic signature. If you have none, send the petition on paper, by post, to the General Inspectorate for Migration.",
            ),
            Self::Altered => Text::new(
                "Fișierul a fost modificat după semnare sau semnătura nu îl acoperă în întregime.",
                "Файл был изменён после подписания, или подпись не охватывает его целиком.",
                "The file was changed after signing, or the signature does not cover all of it.",
            ),
            Self::ByAnother => Text::new(
                "Semnătura electronică aparține altei persoane decât petiționarul.",
                "Электронная подпись принадлежит не заявителю.",
                "The electronic signature is of somebody other than the petitioner.",
            ),
        }
    }
}

/// Judges a file; the name of who signed it last.
pub fn judge(file: &[u8], name: &str, idnp: Option<&str>) -> Result<String, NotSigned> {
    let signatures = seal::verify(file).map_err(|_| NotSigned::NoPdf)?;
    let Some(last) = signatures.last() else { return Err(NotSigned::Unsigned) };
    if signatures.iter().any(|signature| !signature.valid) || !last.covers_whole_file {
        return Err(NotSigned::Altered);
    }
    match signatures.iter().find(|signature| is_of(signature, name, idnp)) {
        Some(own) => Ok(own.signer.clone()),
        None => Err(NotSigned::ByAnother),
    }
}

/// A certificate names its holder's IDNP, or at least the name.
fn is_of(signature: &SignatureInfo, name: &str, idnp: Option<&str>) -> bool {
    match (&signature.holder_number, idnp) {
        (Some(number), Some(idnp)) => number.ends_with(idnp),
        _ => same_name(&signature.signer, name),
    }
}

/// The same names, in whatever order, case and alphabet they are written.
fn same_name(one: &str, other: &str) -> bool {
    let parts = |name: &str| -> BTreeSet<String> {
        let plain = any_ascii::any_ascii(name).to_lowercase();
        plain.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|part| !part.is_empty()).map(str::to_owned).collect()
    };
    let (one, other) = (parts(one), parts(other));
    !one.is_empty() && one == other
}

#[cfg(test)]
mod tests {
    use chrono::{TimeZone, Utc};
    use migratie_typesetting::seal::{Identity, Signing, issue_identity, sign};

    use super::*;

    fn signed_by(name: &str) -> Vec<u8> {
        let year = |year| Utc.with_ymd_and_hms(year, 1, 1, 0, 0, 0).unwrap();
        let issued = issue_identity(name, "Probă", year(2020), year(2040)).expect("an identity");
        let identity = Identity::from_pem(&(issued.key_pem + &issued.certificate_pem)).expect("an identity");
        let signing = Signing { instant: year(2026), reason: None, location: None };
        sign(&plain(), &identity, &signing).expect("a signature")
    }

    fn plain() -> Vec<u8> {
        let typesetter = migratie_typesetting::Typesetter::new().expect("a typesetter");
        let instant = Utc.with_ymd_and_hms(2026, 11, 16, 8, 0, 0).unwrap();
        let language = migratie_typesetting::Language::Ro;
        typesetter.typeset("Petiție", &[], &serde_json::json!({}), "Petiție", language, instant).expect("a PDF")
    }

    #[test]
    fn each_fault_has_its_name() {
        let signed = signed_by("Emre Yılmaz");
        assert_eq!(judge(&signed, "YILMAZ Emre", Some("2015000000011")).as_deref(), Ok("Emre Yılmaz"));
        assert_eq!(judge(&signed, "CEBAN Mihai", None), Err(NotSigned::ByAnother));
        assert_eq!(judge(&plain(), "YILMAZ Emre", None), Err(NotSigned::Unsigned));
        let told = NotSigned::Unsigned.told();
        assert!(told.ro.contains("pe suport de hârtie") && told.ru.contains("на бумаге") && told.en.contains("on paper"), "R-45");
        assert_eq!(judge(b"hello", "YILMAZ Emre", None), Err(NotSigned::NoPdf));
        let appended = [signed.clone(), b"\n% more\n".to_vec()].concat();
        assert_eq!(judge(&appended, "YILMAZ Emre", None), Err(NotSigned::Altered));
        let mut changed = signed;
        changed[40] ^= 1;
        assert!(judge(&changed, "YILMAZ Emre", None).is_err());
    }
}
