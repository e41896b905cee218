//! Signatures and seals.

#![allow(clippy::unwrap_used)]

mod common;

use std::{fs, path::PathBuf};

use chrono::TimeDelta;
use common::{TEMPLATES, TYPESETTER, instant, sample};
use migratie_typesetting::seal::{Identity, SealError, Signing, issue_identity, sign, verify};
use p12_keystore::{Certificate, KeyStore, KeyStoreEntry, PrivateKey, PrivateKeyChain};
use rcgen::{CertificateParams, KeyPair, PKCS_ECDSA_P384_SHA384, PKCS_ED25519, PKCS_RSA_SHA256, RsaKeySize};
use rustls_pki_types::{PrivatePkcs8KeyDer, pem::PemObject};

const SEAL: &str = "Inspectoratul General pentru Migrație (sigiliu de probă)";

fn identity(name: &str) -> Identity {
    let issued = issue_identity(name, "Probă", instant() - TimeDelta::days(1), instant() + TimeDelta::days(365)).unwrap();
    Identity::from_pem(&format!("{}{}", issued.certificate_pem, issued.key_pem)).unwrap()
}

fn act() -> Vec<u8> {
    TEMPLATES.typeset(&TYPESETTER, "attestation", &sample("attestation"), instant()).unwrap()
}

fn signing() -> Signing<'static> {
    Signing { instant: instant(), reason: Some("Sigiliu (electronic) \\ ș ț"), location: Some("Chișinău") }
}

fn keep(name: &str, bytes: &[u8]) {
    fs::write(PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name), bytes).unwrap();
}

#[test]
fn a_sealed_act_verifies_and_says_who_and_when() {
    let act = act();
    let sealed = sign(&act, &identity(SEAL), &signing()).unwrap();
    keep("sealed.pdf", &sealed);
    assert!(sealed.starts_with(&act), "what was there has changed");
    let [info] = verify(&sealed).unwrap().try_into().unwrap();
    keep("sealed.cer", &info.certificate);
    assert!(info.valid, "{:?}", info.problem);
    assert!(info.covers_whole_file);
    assert_eq!(info.signer, SEAL);
    assert_eq!(info.signed_at, Some(instant()));
}

#[test]
fn an_officer_and_the_seal_can_both_sign() {
    let officer = identity("Ștefan MUNTEANU-PROBĂ");
    let seal = identity(SEAL);
    let once = sign(&act(), &officer, &signing()).unwrap();
    let later = Signing { instant: instant() + TimeDelta::minutes(5), ..signing() };
    let twice = sign(&once, &seal, &later).unwrap();
    let thrice = sign(&twice, &officer, &later).unwrap();
    keep("signed-thrice.pdf", &thrice);
    let infos = verify(&thrice).unwrap();
    assert_eq!(infos.len(), 3);
    assert!(infos.iter().all(|info| info.valid), "{infos:?}");
    assert_eq!(infos.iter().map(|info| info.covers_whole_file).collect::<Vec<_>>(), [false, false, true]);
    assert_eq!(infos[0].signer, "Ștefan MUNTEANU-PROBĂ");
    assert_eq!(infos[1].signer, SEAL);
    assert_eq!(infos[1].certificate, seal.certificate_der().unwrap());
}

#[test]
fn a_changed_byte_anywhere_covered_is_found() {
    let act = act();
    let sealed = sign(&act, &identity(SEAL), &signing()).unwrap();
    let gap = sealed.windows(10).rposition(|window| window == b"/Contents<").unwrap() + 9;
    let gap_end = gap + sealed[gap..].iter().position(|byte| *byte == b'>').unwrap();
    let covered = (0..sealed.len()).filter(|at| !(gap..=gap_end).contains(at));
    let mut looked_at = 0;
    for at in covered.step_by(997) {
        let mut changed = sealed.clone();
        changed[at] ^= 1;
        // Some changes break the file itself; those that do not must be found.
        let infos = verify(&changed).unwrap_or_default();
        assert!(infos.iter().all(|info| !info.valid), "byte {at}");
        looked_at += 1;
    }
    assert!(looked_at > 20, "{looked_at}");
}

#[test]
fn something_hidden_beside_the_signature_is_found() {
    let sealed = sign(&act(), &identity(SEAL), &signing()).unwrap();
    let mut appended = sealed.clone();
    appended.extend_from_slice(b"\n% more");
    let [info] = verify(&appended).unwrap().try_into().unwrap();
    assert!(info.valid && !info.covers_whole_file);

    // The padding after the signature, in the gap, belongs to nobody.
    let text = sealed.windows(10).rposition(|window| window == b"/ByteRange").unwrap();
    let mut widened = sealed.clone();
    let digit = text + widened[text..].iter().position(|byte| *byte == b' ').unwrap() + 1;
    widened[digit] = if widened[digit] == b'9' { b'8' } else { widened[digit] + 1 };
    let infos = verify(&widened).unwrap_or_default();
    assert!(infos.iter().all(|info| !info.valid));
}

#[test]
fn a_certificate_out_of_its_time_does_not_sign() {
    let late = Signing { instant: instant() + TimeDelta::days(366), ..signing() };
    assert!(matches!(sign(&act(), &identity(SEAL), &late), Err(SealError::NotInForce)));
}

#[test]
fn identities_are_read_from_pkcs12_and_pem_and_must_match() {
    let issued = issue_identity(SEAL, "Probă", instant() - TimeDelta::days(1), instant() + TimeDelta::days(9999)).unwrap();
    let other = issue_identity(SEAL, "Probă", instant(), instant()).unwrap();
    let pem = |key: &str, certificate: &str| Identity::from_pem(&format!("{key}\n{certificate}"));
    assert!(matches!(pem(&issued.key_pem, &other.certificate_pem), Err(SealError::Mismatch)));
    assert!(matches!(pem("", &other.certificate_pem), Err(SealError::Identity(_))));

    let read = pem(&issued.key_pem, &issued.certificate_pem).unwrap();
    let key = PrivatePkcs8KeyDer::from_pem_slice(issued.key_pem.as_bytes()).unwrap();
    let key = PrivateKey::from_der(key.secret_pkcs8_der()).unwrap();
    let certificate = Certificate::from_der(&read.certificate_der().unwrap()).unwrap();
    let mut store = KeyStore::new();
    store.add_entry("seal", KeyStoreEntry::PrivateKeyChain(PrivateKeyChain::new("1", key, [certificate])));
    let file = store.writer("parola").write().unwrap();

    assert!(matches!(Identity::from_pkcs12(&file, "alta"), Err(SealError::Identity(_))));
    let identity = Identity::from_pkcs12(&file, "parola").unwrap();
    assert_eq!(identity.common_name(), SEAL);
    assert!(verify(&sign(&act(), &identity, &signing()).unwrap()).unwrap()[0].valid);
}

#[test]
fn keys_of_every_accepted_kind_sign() {
    let rsa = KeyPair::generate_rsa_for(&PKCS_RSA_SHA256, RsaKeySize::_2048).unwrap();
    let p384 = KeyPair::generate_for(&PKCS_ECDSA_P384_SHA384).unwrap();
    let act = act();
    for (name, key) in [("RSA", rsa), ("P-384", p384)] {
        let certificate = CertificateParams::new(vec![]).unwrap().self_signed(&key).unwrap();
        let identity = Identity::from_pkcs8(&key.serialize_der(), &[certificate.der().to_vec()]).unwrap();
        let signed = sign(&act, &identity, &signing()).unwrap();
        keep(&format!("signed-{name}.pdf"), &signed);
        let [info] = verify(&signed).unwrap().try_into().unwrap();
        assert!(info.valid && info.covers_whole_file, "{name}: {:?}", info.problem);
    }
    let other = KeyPair::generate_for(&PKCS_ED25519).unwrap();
    assert!(matches!(Identity::from_pkcs8(&other.serialize_der(), &[]), Err(SealError::Key)));
}

#[test]
fn a_signature_moved_to_another_act_or_certificate_is_found() {
    let first = sign(&act(), &identity(SEAL), &signing()).unwrap();
    let mut other = sample("attestation");
    other["number"] = "AD-2026-010078".into();
    let other = TEMPLATES.typeset(&TYPESETTER, "attestation", &other, instant()).unwrap();
    let signature = |pdf: &[u8]| {
        let start = pdf.windows(10).rposition(|window| window == b"/Contents<").unwrap() + 10;
        start..start + pdf[start..].iter().position(|byte| *byte == b'>').unwrap()
    };
    // A signature's length varies by a byte or two: sign again until both are equally long.
    let from = signature(&first);
    let mut seconds = (0..200).map(|_| sign(&other, &identity(SEAL), &signing()).unwrap());
    let mut second = seconds.find(|second| signature(second).len() == from.len()).expect("a signature of the same length");
    let to = signature(&second);
    second[to].copy_from_slice(&first[from]);
    let [info] = verify(&second).unwrap().try_into().unwrap();
    assert_eq!((info.valid, info.problem), (false, Some("the document was changed")));
}

#[test]
fn a_file_never_signed_has_no_signature_and_what_is_no_pdf_is_refused() {
    assert_eq!(verify(&act()).unwrap(), []);
    assert!(matches!(verify(b"not a PDF"), Err(SealError::Pdf(_))));
    assert!(matches!(sign(b"not a PDF", &identity(SEAL), &signing()), Err(SealError::Pdf(_))));
}

/// Signed files come from anybody: a petitioner, a partner, whoever returns a document.
mod whatever_comes {
    use std::sync::LazyLock;

    use proptest::{collection::vec, prelude::*, sample::Index};

    use super::*;

    static SEALED: LazyLock<Vec<u8>> = LazyLock::new(|| sign(&act(), &identity(SEAL), &signing()).unwrap());

    /// Where the signature's own digits stand, which it does not cover.
    fn gap() -> (usize, usize) {
        let begin = SEALED.windows(10).rposition(|window| window == b"/Contents<").unwrap() + 10;
        (begin, begin + SEALED[begin..].iter().position(|byte| *byte == b'>').unwrap())
    }

    fn valid(file: &[u8]) -> bool {
        verify(file).is_ok_and(|found| found.iter().any(|one| one.valid && one.covers_whole_file))
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn any_bytes_are_survived(start in prop::sample::select(vec![&b""[..], b"%PDF-1.7\n"]), bytes in vec(any::<u8>(), 0..2000)) {
            prop_assert!(!valid(&[start, &bytes, b"\nstartxref\n9\n%%EOF"].concat()));
        }

        #[test]
        fn any_damage_is_survived_and_never_valid(changes in vec((any::<Index>(), any::<u8>()), 1..12), cut: Index, cuts: bool) {
            let mut file = SEALED.clone();
            for (at, byte) in changes {
                let at = at.index(file.len());
                file[at] = byte;
            }
            if cuts {
                file.truncate(cut.index(file.len()));
            }
            let (begin, end) = gap();
            let touched = file.len() != SEALED.len() || file[..begin] != SEALED[..begin] || file[end..] != SEALED[end..];
            let valid = valid(&file);
            prop_assert!(!(touched && valid));
        }

        /// The signature itself, which is a tree of lengths.
        #[test]
        fn any_damage_to_the_signature_is_survived(changes in vec((any::<Index>(), prop::sample::select(b"0123456789abcdef".to_vec())), 1..6)) {
            let mut file = SEALED.clone();
            let (begin, end) = gap();
            for (at, byte) in changes {
                let at = begin + at.index((end - begin).min(4000));
                file[at] = byte;
            }
            let _ = verify(&file);
        }

        #[test]
        fn any_text_is_no_identity(text in "\\PC{0,300}", body in "[A-Za-z0-9+/=\n]{0,400}") {
            prop_assert!(Identity::from_pem(&text).is_err());
            let pem = format!("-----BEGIN PRIVATE KEY-----\n{body}\n-----END PRIVATE KEY-----\n-----BEGIN CERTIFICATE-----\n{body}\n-----END CERTIFICATE-----\n");
            prop_assert!(Identity::from_pem(&pem).is_err());
        }
    }
}
