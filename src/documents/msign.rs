//! Signing through MSign: its port in the shape that this room asks for.

use std::sync::Arc;

use url::Url;

use super::signer::{HandOver, Order, SignatureState, Signer, SignerFault, Speaking};
use crate::{
    kernel::text::Language,
    partners::{
        PartnerError,
        msign::{self, ContentType, DelegatorType, ExpectedSigner, MSign, SignContent, SignRequest, SignResponse, SignStatus},
    },
};

/// MSign.
pub struct ThroughMSign(pub Arc<dyn MSign>);

impl From<PartnerError> for SignerFault {
    fn from(error: PartnerError) -> Self {
        // A partner's error carries neither its text nor personal data.
        Self(error.to_string())
    }
}

impl Signer for ThroughMSign {
    fn post<'a>(&'a self, order: &'a Order) -> Speaking<'a, String> {
        Box::pin(async move { Ok(self.0.post_sign_request(&request(order)).await?) })
    }

    fn fetch<'a>(&'a self, request_id: &'a str) -> Speaking<'a, SignatureState> {
        Box::pin(async move {
            match self.0.get_sign_response(request_id, Language::Ro).await {
                Ok(response) => state(response),
                // What MSign knows nothing of will never be signed.
                Err(PartnerError::NotFound { .. }) => Ok(SignatureState::Expired),
                Err(error) => Err(error.into()),
            }
        })
    }

    fn hand_over(&self, hand_over: &HandOver) -> Result<Url, SignerFault> {
        let form = self.0.hand_over(&msign::HandOver {
            request_id: hand_over.request_id.clone(),
            return_url: hand_over.return_url.clone(),
            relay_state: Some(hand_over.relay_state.clone()),
            instrument: None,
            msisdn: None,
            language: Language::Ro,
        })?;
        Ok(form.as_redirect())
    }
}

fn request(order: &Order) -> SignRequest {
    SignRequest {
        content_description: None,
        content_type: ContentType::Pdf,
        contents: vec![SignContent {
            content: order.pdf.clone(),
            correlation_id: Some(order.correlation.clone()),
            multiple_signatures: false,
            name: Some(order.name.clone()),
        }],
        expected_signer: Some(ExpectedSigner {
            delegated_role_id: None,
            delegator_id: None,
            delegator_type: DelegatorType::None,
            id: order.expected_signer.clone(),
        }),
        short_content_description: order.description.clone(),
        signature_reason: None,
    }
}

/// One content was posted, so one comes back; a success without it is nonsense, and the worker asks again.
fn state(response: SignResponse) -> Result<SignatureState, SignerFault> {
    match response.status {
        SignStatus::Pending | SignStatus::Unknown => Ok(SignatureState::Pending),
        SignStatus::Failure => Ok(SignatureState::Failed(response.message)),
        SignStatus::Expired => Ok(SignatureState::Expired),
        SignStatus::Success => match response.results.into_iter().next() {
            Some(result) => Ok(SignatureState::Signed(result.signature)),
            None => Err(SignerFault("MSign says signed and gives nothing".into())),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::partners::msign::SignResult;

    #[test]
    fn every_status_has_its_meaning_and_an_unknown_one_is_not_signed() {
        let result = SignResult { certificate: None, correlation_id: None, signature: b"%PDF-".to_vec() };
        let answer = |status, results| state(SignResponse { message: Some("…".into()), results, status });
        assert_eq!(answer(SignStatus::Success, vec![result]).expect("signed"), SignatureState::Signed(b"%PDF-".to_vec()));
        assert_eq!(answer(SignStatus::Failure, vec![]).expect("failed"), SignatureState::Failed(Some("…".into())));
        assert_eq!(answer(SignStatus::Expired, vec![]).expect("expired"), SignatureState::Expired);
        assert_eq!(answer(SignStatus::Unknown, vec![]).expect("pending"), SignatureState::Pending);
        assert!(answer(SignStatus::Success, vec![]).is_err());
    }
}
