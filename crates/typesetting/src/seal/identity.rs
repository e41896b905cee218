//! Who signs: a private key with its certificate, read from files or issued for development.

use chrono::{DateTime, Utc};
use der::{Decode, Encode};
use p12_keystore::{KeyStore, Pkcs12ImportPolicy};
use rcgen::{CertificateParams, DistinguishedName, DnType, IsCa, KeyPair, KeyUsagePurpose, PKCS_ECDSA_P256_SHA256};
use rustls_pki_types::{CertificateDer, PrivatePkcs8KeyDer, pem::PemObject};
use x509_cert::Certificate;

use super::{SealError, cms, key::PrivateKey};

/// A private key, its certificate and the certificates above it.
pub struct Identity {
    pub(super) key: PrivateKey,
    pub(super) certificate: Certificate,
    pub(super) above: Vec<Certificate>,
}

impl Identity {
    /// From a PKCS#8 key and its certificates (DER), the key's own first.
    ///
    /// # Errors
    /// [`SealError`] if a part cannot be read, or the certificate is not of this key.
    pub fn from_pkcs8(key: &[u8], certificates: &[Vec<u8>]) -> Result<Self, SealError> {
        let key = PrivateKey::from_pkcs8(key)?;
        let mut certificates = certificates
            .iter()
            .map(|der| Certificate::from_der(der).map_err(|_| SealError::Identity("a certificate is not X.509")))
            .collect::<Result<Vec<_>, _>>()?;
        let own = |certificate: &Certificate| {
            certificate.tbs_certificate.subject_public_key_info.subject_public_key.raw_bytes() == key.public()
        };
        let at = certificates.iter().position(own).ok_or(SealError::Mismatch)?;
        let certificate = certificates.remove(at);
        Ok(Self { key, certificate, above: certificates })
    }

    /// From PEM text: a PKCS#8 key (`PRIVATE KEY`) and one certificate or more, in any order; two files may be joined.
    ///
    /// # Errors
    /// As [`Identity::from_pkcs8`].
    pub fn from_pem(pem: &str) -> Result<Self, SealError> {
        let key = PrivatePkcs8KeyDer::from_pem_slice(pem.as_bytes())
            .map_err(|_| SealError::Identity("there is no PKCS#8 private key in the PEM"))?;
        let certificates = CertificateDer::pem_slice_iter(pem.as_bytes())
            .map(|found| found.map(|der| der.to_vec()))
            .collect::<Result<Vec<_>, _>>()
            .map_err(|_| SealError::Identity("a certificate in the PEM is damaged"))?;
        Self::from_pkcs8(key.secret_pkcs8_der(), &certificates)
    }

    /// From a PKCS#12 file (`.p12`, `.pfx`), today's or the old encryption.
    ///
    /// # Errors
    /// As [`Identity::from_pkcs8`]; a wrong password reads as a damaged file.
    pub fn from_pkcs12(file: &[u8], password: &str) -> Result<Self, SealError> {
        let store = KeyStore::from_pkcs12(file, password, Pkcs12ImportPolicy::Relaxed)
            .map_err(|_| SealError::Identity("the PKCS#12 file is damaged or the password is wrong"))?;
        let (_, chain) = store.private_key_chain().ok_or(SealError::Identity("there is no key in the PKCS#12 file"))?;
        let certificates: Vec<Vec<u8>> = chain.certs().iter().map(|certificate| certificate.as_der().to_vec()).collect();
        Self::from_pkcs8(chain.key().as_der(), &certificates)
    }

    /// The common name in the certificate.
    pub fn common_name(&self) -> String {
        cms::common_name(&self.certificate)
    }

    /// Bytes of all certificates together.
    pub(super) fn size(&self) -> Result<usize, SealError> {
        let mut size = 0;
        for certificate in std::iter::once(&self.certificate).chain(&self.above) {
            size += certificate.to_der()?.len();
        }
        Ok(size)
    }

    /// The certificate (DER), for those who must recognise the signature.
    ///
    /// # Errors
    /// [`SealError::Asn1`], not seen for a certificate that was read.
    pub fn certificate_der(&self) -> Result<Vec<u8>, SealError> {
        Ok(self.certificate.to_der()?)
    }
}

/// A new key and its self-signed certificate, both PEM; together they are what [`Identity::from_pem`] reads.
pub struct IssuedIdentity {
    /// PKCS#8 private key (ECDSA P-256). Keep it secret.
    pub key_pem: String,
    /// The certificate.
    pub certificate_pem: String,
}

/// Issues a key with a self-signed certificate, for development and stand-ins: no one outside trusts it.
///
/// # Errors
/// [`SealError::Signing`] if the random source or the encoder fails.
pub fn issue_identity(
    common_name: &str,
    organisation: &str,
    from: DateTime<Utc>,
    until: DateTime<Utc>,
) -> Result<IssuedIdentity, SealError> {
    let failed = |_| SealError::Signing("the certificate was not made");
    let key = KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256).map_err(failed)?;
    let mut subject = DistinguishedName::new();
    subject.push(DnType::CountryName, "MD");
    subject.push(DnType::OrganizationName, organisation);
    subject.push(DnType::CommonName, common_name);
    let mut parameters = CertificateParams::default();
    parameters.distinguished_name = subject;
    parameters.is_ca = IsCa::ExplicitNoCa;
    parameters.key_usages = vec![KeyUsagePurpose::DigitalSignature, KeyUsagePurpose::ContentCommitment];
    parameters.not_before = moment(from)?;
    parameters.not_after = moment(until)?;
    let certificate = parameters.self_signed(&key).map_err(failed)?;
    Ok(IssuedIdentity { key_pem: key.serialize_pem(), certificate_pem: certificate.pem() })
}

fn moment(instant: DateTime<Utc>) -> Result<time::OffsetDateTime, SealError> {
    time::OffsetDateTime::from_unix_timestamp(instant.timestamp()).map_err(|_| SealError::Signing("the dates are out of range"))
}
