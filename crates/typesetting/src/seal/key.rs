//! Private and public keys: which algorithms are accepted, and how each signs.

use aws_lc_rs::{
    digest,
    rand::SystemRandom,
    signature::{self, EcdsaKeyPair, KeyPair as _, RsaKeyPair, UnparsedPublicKey, VerificationAlgorithm},
};
use const_oid::{
    ObjectIdentifier,
    db::rfc5912::{
        ECDSA_WITH_SHA_256, ECDSA_WITH_SHA_384, ECDSA_WITH_SHA_512, ID_EC_PUBLIC_KEY, ID_SHA_256, ID_SHA_384, ID_SHA_512,
        RSA_ENCRYPTION, SECP_256_R_1, SECP_384_R_1, SECP_521_R_1, SHA_256_WITH_RSA_ENCRYPTION, SHA_384_WITH_RSA_ENCRYPTION,
        SHA_512_WITH_RSA_ENCRYPTION,
    },
};
use der::{Any, Tag, asn1::Null};
use x509_cert::spki::{AlgorithmIdentifierOwned, SubjectPublicKeyInfoOwned};

use super::SealError;

/// A private key that can sign.
pub(super) enum PrivateKey {
    Rsa(RsaKeyPair),
    P256(EcdsaKeyPair),
    P384(EcdsaKeyPair),
}

impl PrivateKey {
    pub(super) fn from_pkcs8(der: &[u8]) -> Result<Self, SealError> {
        if let Ok(key) = RsaKeyPair::from_pkcs8(der) {
            return if key.public_modulus_len() >= 256 { Ok(Self::Rsa(key)) } else { Err(SealError::Key) };
        }
        if let Ok(key) = EcdsaKeyPair::from_pkcs8(&signature::ECDSA_P256_SHA256_ASN1_SIGNING, der) {
            return Ok(Self::P256(key));
        }
        EcdsaKeyPair::from_pkcs8(&signature::ECDSA_P384_SHA384_ASN1_SIGNING, der).map(Self::P384).map_err(|_| SealError::Key)
    }

    /// The public half, as it stands in a certificate.
    pub(super) fn public(&self) -> &[u8] {
        match self {
            Self::Rsa(key) => key.public_key().as_ref(),
            Self::P256(key) | Self::P384(key) => key.public_key().as_ref(),
        }
    }

    /// The digest that goes with the key, and its name.
    pub(super) fn digest(&self) -> (&'static digest::Algorithm, ObjectIdentifier) {
        match self {
            Self::Rsa(_) | Self::P256(_) => (&digest::SHA256, ID_SHA_256),
            Self::P384(_) => (&digest::SHA384, ID_SHA_384),
        }
    }

    pub(super) fn algorithm(&self) -> AlgorithmIdentifierOwned {
        match self {
            Self::Rsa(_) => AlgorithmIdentifierOwned { oid: SHA_256_WITH_RSA_ENCRYPTION, parameters: Some(Any::from(Null)) },
            Self::P256(_) => AlgorithmIdentifierOwned { oid: ECDSA_WITH_SHA_256, parameters: None },
            Self::P384(_) => AlgorithmIdentifierOwned { oid: ECDSA_WITH_SHA_384, parameters: None },
        }
    }

    pub(super) fn sign(&self, message: &[u8]) -> Result<Vec<u8>, SealError> {
        let failed = |_| SealError::Signing("the key refused");
        let random = SystemRandom::new();
        match self {
            Self::Rsa(key) => {
                let mut signature = vec![0; key.public_modulus_len()];
                key.sign(&signature::RSA_PKCS1_SHA256, &random, message, &mut signature).map_err(failed)?;
                Ok(signature)
            }
            Self::P256(key) | Self::P384(key) => {
                key.sign(&random, message).map(|signature| signature.as_ref().to_vec()).map_err(failed)
            }
        }
    }
}

/// The digest of this name; SHA-1 and older are not accepted.
pub(super) fn digest_named(oid: ObjectIdentifier) -> Option<&'static digest::Algorithm> {
    match oid {
        ID_SHA_256 => Some(&digest::SHA256),
        ID_SHA_384 => Some(&digest::SHA384),
        ID_SHA_512 => Some(&digest::SHA512),
        _ => None,
    }
}

/// Whether `signature` over `message` is of this public key; none if the algorithm is not supported.
pub(super) fn is_signed(
    key: &SubjectPublicKeyInfoOwned,
    algorithm: ObjectIdentifier,
    digest: ObjectIdentifier,
    message: &[u8],
    signature: &[u8],
) -> Option<bool> {
    let curve = key.algorithm.parameters.as_ref().filter(|any| der::Tagged::tag(*any) == Tag::ObjectIdentifier);
    let curve = curve.and_then(|any| any.decode_as::<ObjectIdentifier>().ok());
    let verifier: &'static dyn VerificationAlgorithm = match (key.algorithm.oid, curve) {
        (RSA_ENCRYPTION, _) => match hash_of(algorithm, digest)? {
            ID_SHA_256 => &signature::RSA_PKCS1_2048_8192_SHA256,
            ID_SHA_384 => &signature::RSA_PKCS1_2048_8192_SHA384,
            ID_SHA_512 => &signature::RSA_PKCS1_2048_8192_SHA512,
            _ => return None,
        },
        (ID_EC_PUBLIC_KEY, Some(curve)) => match (curve, hash_of(algorithm, digest)?) {
            (SECP_256_R_1, ID_SHA_256) => &signature::ECDSA_P256_SHA256_ASN1,
            (SECP_256_R_1, ID_SHA_384) => &signature::ECDSA_P256_SHA384_ASN1,
            (SECP_384_R_1, ID_SHA_256) => &signature::ECDSA_P384_SHA256_ASN1,
            (SECP_384_R_1, ID_SHA_384) => &signature::ECDSA_P384_SHA384_ASN1,
            (SECP_521_R_1, ID_SHA_256) => &signature::ECDSA_P521_SHA256_ASN1,
            (SECP_521_R_1, ID_SHA_384) => &signature::ECDSA_P521_SHA384_ASN1,
            (SECP_521_R_1, ID_SHA_512) => &signature::ECDSA_P521_SHA512_ASN1,
            _ => return None,
        },
        _ => return None,
    };
    let public = UnparsedPublicKey::new(verifier, key.subject_public_key.raw_bytes());
    Some(public.verify(message, signature).is_ok())
}

/// The hash a signature algorithm uses; a bare `rsaEncryption` leaves it to the digest algorithm.
fn hash_of(algorithm: ObjectIdentifier, digest: ObjectIdentifier) -> Option<ObjectIdentifier> {
    match algorithm {
        SHA_256_WITH_RSA_ENCRYPTION | ECDSA_WITH_SHA_256 => Some(ID_SHA_256),
        SHA_384_WITH_RSA_ENCRYPTION | ECDSA_WITH_SHA_384 => Some(ID_SHA_384),
        SHA_512_WITH_RSA_ENCRYPTION | ECDSA_WITH_SHA_512 => Some(ID_SHA_512),
        RSA_ENCRYPTION => Some(digest),
        _ => None,
    }
}
