//! The signature itself: CMS SignedData (RFC 5652), detached, with the attributes that PAdES B-B asks for (content type,
//! message digest, ESS signing-certificate-v2; the signing time is in the PDF).

use aws_lc_rs::digest;
use chrono::{DateTime, Utc};
use cms::{
    cert::{CertificateChoices, IssuerAndSerialNumber},
    content_info::{CmsVersion, ContentInfo},
    signed_data::{CertificateSet, EncapsulatedContentInfo, SignedData, SignerIdentifier, SignerInfo, SignerInfos},
};
use const_oid::{
    ObjectIdentifier,
    db::{
        rfc4519::CN,
        rfc5911::{ID_AA_SIGNING_CERTIFICATE_V_2, ID_CONTENT_TYPE, ID_DATA, ID_MESSAGE_DIGEST, ID_SIGNED_DATA, ID_SIGNING_TIME},
    },
};
use der::{
    Any, Decode, Encode, Sequence, SliceReader, Tag, Tagged,
    asn1::{OctetString, SetOfVec},
};
use x509_cert::{Certificate, attr::Attribute, ext::pkix::SubjectKeyIdentifier, spki::AlgorithmIdentifierOwned, time::Time};

use super::{
    Identity, SealError,
    key::{digest_named, is_signed},
};

/// ESSCertIDv2 (RFC 5035); SHA-256 where no algorithm is named.
#[derive(Sequence)]
struct EssCertIdV2 {
    #[asn1(optional = "true")]
    hash_algorithm: Option<AlgorithmIdentifierOwned>,
    hash: OctetString,
    #[asn1(optional = "true")]
    issuer_serial: Option<Any>,
}

#[derive(Sequence)]
struct SigningCertificateV2 {
    certificates: Vec<EssCertIdV2>,
    #[asn1(optional = "true")]
    policies: Option<Any>,
}

/// What a signature says, once read.
pub(super) struct Signed {
    pub(super) certificate: Certificate,
    /// The signing time among the signed attributes: not PAdES, but older signatures have it only there.
    pub(super) signing_time: Option<Time>,
    /// None when the signature is right.
    pub(super) problem: Option<&'static str>,
}

/// Signs `content` (the parts of the file around the signature) and returns the ContentInfo (DER).
pub(super) fn sign(identity: &Identity, content: [&[u8]; 2]) -> Result<Vec<u8>, SealError> {
    let (algorithm, name) = identity.key.digest();
    let digest_alg = AlgorithmIdentifierOwned { oid: name, parameters: None };
    let own = digest::digest(&digest::SHA256, &identity.certificate.to_der()?);
    let binding = SigningCertificateV2 {
        certificates: vec![EssCertIdV2 { hash_algorithm: None, hash: OctetString::new(own.as_ref())?, issuer_serial: None }],
        policies: None,
    };
    let attributes = SetOfVec::try_from(vec![
        attribute(ID_CONTENT_TYPE, &ID_DATA)?,
        attribute(ID_MESSAGE_DIGEST, &OctetString::new(hash(algorithm, content))?)?,
        attribute(ID_AA_SIGNING_CERTIFICATE_V_2, &binding)?,
    ])?;
    let signature = identity.key.sign(&attributes.to_der()?)?;
    let own = &identity.certificate.tbs_certificate;
    let signer = SignerInfo {
        version: CmsVersion::V1,
        sid: SignerIdentifier::IssuerAndSerialNumber(IssuerAndSerialNumber {
            issuer: own.issuer.clone(),
            serial_number: own.serial_number.clone(),
        }),
        digest_alg: digest_alg.clone(),
        signed_attrs: Some(attributes),
        signature_algorithm: identity.key.algorithm(),
        signature: OctetString::new(signature)?,
        unsigned_attrs: None,
    };
    let certificates = std::iter::once(&identity.certificate)
        .chain(&identity.above)
        .map(|certificate| CertificateChoices::Certificate(certificate.clone()))
        .collect::<Vec<_>>();
    let signed = SignedData {
        version: CmsVersion::V1,
        digest_algorithms: SetOfVec::try_from(vec![digest_alg])?,
        encap_content_info: EncapsulatedContentInfo { econtent_type: ID_DATA, econtent: None },
        certificates: Some(CertificateSet::try_from(certificates)?),
        crls: None,
        signer_infos: SignerInfos::try_from(vec![signer])?,
    };
    Ok(ContentInfo { content_type: ID_SIGNED_DATA, content: Any::encode_from(&signed)? }.to_der()?)
}

/// Reads a signature (padding after it is ignored) and checks it against `content`.
pub(super) fn read(signature: &[u8], content: [&[u8]; 2]) -> Result<Signed, &'static str> {
    let (signer, certificates) =
        parts(signature).map_err(|_| "the signature cannot be read")?.ok_or("there is not one signer")?;
    let certificate = certificates
        .into_iter()
        .find(|certificate| is_of(certificate, &signer.sid))
        .ok_or("the signer's certificate is not in the signature")?;
    let signing_time = signer.signed_attrs.as_ref().and_then(|attributes| value(attributes, ID_SIGNING_TIME));
    let problem = check(&signer, &certificate, content).err();
    Ok(Signed { certificate, signing_time, problem })
}

fn check(signer: &SignerInfo, certificate: &Certificate, content: [&[u8]; 2]) -> Result<(), &'static str> {
    let attributes = signer.signed_attrs.as_ref().ok_or("there are no signed attributes")?;
    let algorithm = digest_named(signer.digest_alg.oid).ok_or("the digest algorithm is not accepted")?;
    let expected: OctetString = value(attributes, ID_MESSAGE_DIGEST).ok_or("there is no message digest")?;
    if expected.as_bytes() != hash(algorithm, content) {
        return Err("the document was changed");
    }
    if value::<ObjectIdentifier>(attributes, ID_CONTENT_TYPE) != Some(ID_DATA) {
        return Err("the content type is wrong");
    }
    if attributes.iter().any(|it| it.oid == ID_AA_SIGNING_CERTIFICATE_V_2) && !is_bound(attributes, certificate) {
        return Err("the certificate is not the one that was signed with");
    }
    let message = attributes.to_der().map_err(|_| "the signed attributes cannot be read")?;
    let key = &certificate.tbs_certificate.subject_public_key_info;
    match is_signed(key, signer.signature_algorithm.oid, signer.digest_alg.oid, &message, signer.signature.as_bytes()) {
        Some(true) => Ok(()),
        Some(false) => Err("the signature is not of this certificate"),
        None => Err("the signature algorithm is not accepted"),
    }
}

/// Whether the ESS attribute names this certificate.
fn is_bound(attributes: &SetOfVec<Attribute>, certificate: &Certificate) -> bool {
    let Some(binding) = value::<SigningCertificateV2>(attributes, ID_AA_SIGNING_CERTIFICATE_V_2) else { return false };
    let Some(first) = binding.certificates.first() else { return false };
    let algorithm = match &first.hash_algorithm {
        None => Some(&digest::SHA256),
        Some(named) => digest_named(named.oid),
    };
    algorithm
        .zip(certificate.to_der().ok())
        .is_some_and(|(algorithm, der)| digest::digest(algorithm, &der).as_ref() == first.hash.as_bytes())
}

fn parts(signature: &[u8]) -> der::Result<Option<(SignerInfo, Vec<Certificate>)>> {
    let content = ContentInfo::decode(&mut SliceReader::new(signature)?)?;
    let signed: SignedData = content.content.decode_as()?;
    let mut signers = signed.signer_infos.0.into_vec();
    let certificates = signed.certificates.map(|set| set.0.into_vec()).unwrap_or_default();
    let certificates = certificates
        .into_iter()
        .filter_map(|choice| match choice {
            CertificateChoices::Certificate(certificate) => Some(certificate),
            CertificateChoices::Other(_) => None,
        })
        .collect();
    Ok(signers.pop().filter(|_| signers.is_empty()).map(|signer| (signer, certificates)))
}

fn is_of(certificate: &Certificate, signer: &SignerIdentifier) -> bool {
    let own = &certificate.tbs_certificate;
    match signer {
        SignerIdentifier::IssuerAndSerialNumber(named) => own.issuer == named.issuer && own.serial_number == named.serial_number,
        SignerIdentifier::SubjectKeyIdentifier(named) => {
            own.get::<SubjectKeyIdentifier>().ok().flatten().is_some_and(|(_, found)| found == *named)
        }
    }
}

fn attribute<T: Encode + Tagged>(oid: ObjectIdentifier, value: &T) -> Result<Attribute, SealError> {
    Ok(Attribute { oid, values: SetOfVec::try_from(vec![Any::from_der(&value.to_der()?)?])? })
}

fn value<T>(attributes: &SetOfVec<Attribute>, oid: ObjectIdentifier) -> Option<T>
where
    T: for<'a> Decode<'a>,
{
    let attribute = attributes.iter().find(|attribute| attribute.oid == oid)?;
    T::from_der(&attribute.values.get(0)?.to_der().ok()?).ok()
}

fn hash(algorithm: &'static digest::Algorithm, content: [&[u8]; 2]) -> Vec<u8> {
    let mut context = digest::Context::new(algorithm);
    content.iter().for_each(|part| context.update(part));
    context.finish().as_ref().to_vec()
}

/// The common name of a certificate's subject; empty if it has none.
pub(super) fn common_name(certificate: &Certificate) -> String {
    named(certificate, CN).unwrap_or_default()
}

/// The number by which the subject of a personal certificate is known to the state (X.520 serialNumber).
pub(super) fn holder_number(certificate: &Certificate) -> Option<String> {
    named(certificate, SERIAL_NUMBER)
}

const SERIAL_NUMBER: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.5.4.5");

fn named(certificate: &Certificate, oid: ObjectIdentifier) -> Option<String> {
    let names = certificate.tbs_certificate.subject.0.iter().flat_map(|set| set.0.iter());
    names
        .filter(|name| name.oid == oid)
        .map(|name| match name.value.tag() {
            Tag::BmpString => {
                let units: Vec<u16> =
                    name.value.value().chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
                String::from_utf16_lossy(&units)
            }
            _ => String::from_utf8_lossy(name.value.value()).into_owned(),
        })
        .next()
}

/// Whether the certificate is in force at an instant.
pub(super) fn in_force(certificate: &Certificate, at: DateTime<Utc>) -> bool {
    let validity = &certificate.tbs_certificate.validity;
    instant(validity.not_before).is_some_and(|from| from <= at) && instant(validity.not_after).is_some_and(|until| at <= until)
}

/// An ASN.1 time as an instant.
pub(super) fn instant(time: Time) -> Option<DateTime<Utc>> {
    DateTime::from_timestamp(i64::try_from(time.to_unix_duration().as_secs()).ok()?, 0)
}
