//! On whose behalf, on which legal ground and why a partner is asked: MConnect's call context, MLog's legal basis and reason.

use serde::{Deserialize, Serialize};

use super::{Partner, PartnerError, wire};

/// Who asks, for which institution, on which ground, for which purpose. The same values go to MConnect's headers and MLog.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CallContext {
    /// IDNP of the officer; absent for work that the system does by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calling_user: Option<String>,
    /// IDNO of the institution.
    pub calling_entity: String,
    /// Legal basis (at most 256 characters on MConnect).
    pub call_basis: String,
    /// Purpose (at most 512 characters on MConnect).
    pub call_reason: String,
}

impl std::fmt::Debug for CallContext {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("CallContext").field("call_basis", &self.call_basis).finish_non_exhaustive()
    }
}

impl CallContext {
    /// MConnect's limit of `CallBasis`.
    pub const BASIS_LIMIT: usize = 256;
    /// MConnect's limit of `CallReason`.
    pub const REASON_LIMIT: usize = 512;

    /// The call-context headers. ASCII only, so Romanian letters lose their marks (`ședere` → `sedere`); too long is cut.
    pub fn headers(&self) -> Result<Vec<(&'static str, String)>, PartnerError> {
        let invalid = |what| PartnerError::Invalid { partner: Partner::Registers, what };
        let mut headers = Vec::with_capacity(4);
        if let Some(user) = &self.calling_user {
            if !wire::is_identification_number(user) {
                return Err(invalid("CallingUser is not an IDNP"));
            }
            headers.push(("CallingUser", user.clone()));
        }
        if !wire::is_identification_number(&self.calling_entity) {
            return Err(invalid("CallingEntity is not an IDNO"));
        }
        headers.push(("CallingEntity", self.calling_entity.clone()));
        let basis = ascii(&self.call_basis, Self::BASIS_LIMIT);
        let reason = ascii(&self.call_reason, Self::REASON_LIMIT);
        if basis.is_empty() {
            return Err(invalid("CallBasis is empty"));
        }
        if reason.is_empty() {
            return Err(invalid("CallReason is empty"));
        }
        headers.extend([("CallBasis", basis), ("CallReason", reason)]);
        Ok(headers)
    }
}

/// Printable ASCII on one line, single spaces, at most `limit` characters.
fn ascii(text: &str, limit: usize) -> String {
    let plain = any_ascii::any_ascii(text);
    let one_line = plain.split(|c: char| !c.is_ascii_graphic()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    one_line.chars().take(limit).collect::<String>().trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn context(basis: &str, reason: &str) -> CallContext {
        CallContext {
            calling_user: Some("2004000123455".into()),
            calling_entity: "1018600000127".into(),
            call_basis: basis.into(),
            call_reason: reason.into(),
        }
    }

    #[test]
    fn romanian_letters_lose_their_marks() {
        let headers = context("Legea 200/2010, art. 31", "Verificarea cererii de ședere\r\nX-Injected: da, țară și înțelegere")
            .headers()
            .unwrap();
        assert_eq!(headers[2], ("CallBasis", "Legea 200/2010, art. 31".into()));
        assert_eq!(headers[3], ("CallReason", "Verificarea cererii de sedere X-Injected: da, tara si intelegere".into()));
    }

    #[test]
    fn a_call_without_a_ground_is_not_made() {
        assert!(context(" ", "why").headers().is_err());
        assert!(context("law", "").headers().is_err());
        assert!(CallContext { calling_entity: "123".into(), ..context("law", "why") }.headers().is_err());
        assert!(CallContext { calling_user: Some("2004000123456".into()), ..context("law", "why") }.headers().is_err());
        assert_eq!(CallContext { calling_user: None, ..context("law", "why") }.headers().unwrap().len(), 3);
    }

    proptest! {
        #[test]
        fn a_header_is_always_one_bounded_line_of_ascii(text in "\\PC{0,600}") {
            let line = ascii(&text, 512);
            prop_assert!(line.len() <= 512);
            prop_assert!(line.bytes().all(|byte| (0x20..0x7f).contains(&byte)));
        }
    }
}
