use std::{io::Write as _, sync::Arc};

use rcgen::{BasicConstraints, CertificateParams, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpListener,
};
use tokio_rustls::{
    TlsAcceptor,
    rustls::{
        RootCertStore, ServerConfig,
        pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer},
        server::WebPkiClientVerifier,
    },
};

use super::*;

fn settings(base: &str) -> HttpSettings {
    HttpSettings { connect_timeout_ms: 2_000, answer_timeout_ms: 2_000, ..HttpSettings::at(Url::parse(base).unwrap()) }
}

fn partner(base: &str) -> HttpPartner {
    HttpPartner::new(Partner::MLog, &settings(base)).unwrap()
}

async fn call(partner: &HttpPartner) -> Result<Vec<u8>, PartnerError> {
    partner.send("test", partner.request(Method::GET, "/thing").unwrap()).await
}

#[tokio::test]
async fn every_status_has_a_meaning() {
    let mut server = mockito::Server::new_async().await;
    for (status, expected) in [
        (400, PartnerError::Refused { partner: Partner::MLog, status: 400, code: None }),
        (404, PartnerError::NotFound { partner: Partner::MLog }),
        (429, PartnerError::Failed { partner: Partner::MLog, status: 429 }),
        (503, PartnerError::Failed { partner: Partner::MLog, status: 503 }),
        (302, PartnerError::Nonsense { partner: Partner::MLog, what: "a status outside the contract" }),
    ] {
        server.mock("GET", "/base/thing").with_status(status).with_header("location", "http://elsewhere/").create_async().await;
        assert_eq!(call(&partner(&format!("{}/base", server.url()))).await, Err(expected));
        server.reset();
    }
}

#[tokio::test]
async fn nobody_there_means_unreachable_and_an_error_names_no_url() {
    let free = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    let error = call(&partner(&format!("http://{free}"))).await.unwrap_err();
    assert_eq!(error, PartnerError::Unreachable { partner: Partner::MLog });
    assert!(!error.to_string().contains("127.0.0.1") && !format!("{error:?}").contains("127.0.0.1"));
}

#[tokio::test]
async fn a_silent_partner_times_out_and_a_broken_answer_is_lost_both_may_have_arrived() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let serving = tokio::spawn(async move {
        let (silent, _) = listener.accept().await.unwrap();
        let (mut breaking, _) = listener.accept().await.unwrap();
        let mut buffer = [0; 1024];
        let _ = breaking.read(&mut buffer).await.unwrap();
        breaking.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf").await.unwrap();
        drop(breaking);
        silent
    });
    let mut limits = settings(&format!("http://{address}"));
    limits.answer_timeout_ms = 150;
    let partner = HttpPartner::new(Partner::MNotify, &limits).unwrap();
    assert_eq!(call(&partner).await, Err(PartnerError::TimedOut { partner: Partner::MNotify, may_have_arrived: true }));
    assert_eq!(call(&partner).await, Err(PartnerError::AnswerLost { partner: Partner::MNotify }));
    drop(serving.await.unwrap());
}

#[tokio::test]
async fn a_path_cannot_leave_the_base_address() {
    let partner = partner("http://127.0.0.1:1/clients-api");
    assert!(partner.request(Method::GET, "/api/Authorization").is_ok());
    assert!(partner.request(Method::GET, "../other").is_err());
    assert!(partner.request(Method::GET, "http://elsewhere/").is_err());
}

struct Authority {
    pem: String,
    issuer: Issuer<'static, KeyPair>,
}

fn authority(name: &str) -> Authority {
    let key = KeyPair::generate().unwrap();
    let mut params = CertificateParams::new(vec![]).unwrap();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params.distinguished_name.push(rcgen::DnType::CommonName, name);
    let pem = params.self_signed(&key).unwrap().pem();
    Authority { pem, issuer: Issuer::new(params, key) }
}

fn leaf(authority: &Authority, usage: ExtendedKeyUsagePurpose) -> (rcgen::Certificate, KeyPair) {
    let key = KeyPair::generate().unwrap();
    let mut params = CertificateParams::new(vec!["localhost".to_owned()]).unwrap();
    params.extended_key_usages = vec![usage];
    (params.signed_by(&key, &authority.issuer).unwrap(), key)
}

fn file(text: &str) -> tempfile::NamedTempFile {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(text.as_bytes()).unwrap();
    file
}

/// A server that speaks only to clients whose certificate comes from `clients`.
async fn strict_server(server_authority: &Authority, clients: &Authority) -> u16 {
    let provider = Arc::new(tokio_rustls::rustls::crypto::aws_lc_rs::default_provider());
    let (certificate, key) = leaf(server_authority, ExtendedKeyUsagePurpose::ServerAuth);
    let mut roots = RootCertStore::empty();
    roots.add(pem_der(&clients.pem)).unwrap();
    let verifier = WebPkiClientVerifier::builder_with_provider(Arc::new(roots), provider.clone()).build().unwrap();
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_client_cert_verifier(verifier)
        .with_single_cert(vec![certificate.der().clone()], PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der())))
        .unwrap();
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            if let Ok(mut stream) = acceptor.accept(stream).await {
                let mut buffer = [0; 1024];
                let _ = stream.read(&mut buffer).await;
                let _ = stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\nconnection: close\r\n\r\nok").await;
                let _ = stream.shutdown().await;
            }
        }
    });
    port
}

fn pem_der(pem: &str) -> tokio_rustls::rustls::pki_types::CertificateDer<'static> {
    use base64::Engine as _;
    let body: String = pem.lines().filter(|line| !line.starts_with("---")).collect();
    base64::engine::general_purpose::STANDARD.decode(body).unwrap().into()
}

#[tokio::test]
async fn mutual_tls_shows_our_certificate_and_pins_the_partners_authority() {
    let (theirs, ours, stranger) = (authority("partner"), authority("system certificates"), authority("stranger"));
    let port = strict_server(&theirs, &ours).await;
    let (certificate, key) = leaf(&ours, ExtendedKeyUsagePurpose::ClientAuth);
    let (certificate, key) = (file(&certificate.pem()), file(&key.serialize_pem()));
    let (chain, pinned, wrong) = (file(&ours.pem), file(&theirs.pem), file(&stranger.pem));
    let with = |pinned: &tempfile::NamedTempFile| {
        let mut settings = settings(&format!("https://localhost:{port}"));
        settings.tls = Some(TlsSettings {
            certificate: certificate.path().into(),
            key: key.path().into(),
            chain: Some(chain.path().into()),
            pinned_ca: Some(pinned.path().into()),
        });
        settings
    };

    let good = HttpPartner::new(Partner::MLog, &with(&pinned)).unwrap();
    assert_eq!(call(&good).await.unwrap(), b"ok");

    let distrusting = HttpPartner::new(Partner::MLog, &with(&wrong)).unwrap();
    assert_eq!(call(&distrusting).await, Err(PartnerError::Unreachable { partner: Partner::MLog }));

    let (foreign, foreign_key) = leaf(&stranger, ExtendedKeyUsagePurpose::ClientAuth);
    let (foreign, foreign_key) = (file(&foreign.pem()), file(&foreign_key.serialize_pem()));
    let mut refused = with(&pinned);
    refused.tls = refused.tls.map(|tls| TlsSettings {
        certificate: foreign.path().into(),
        key: foreign_key.path().into(),
        chain: None,
        ..tls
    });
    let refused = HttpPartner::new(Partner::MLog, &refused).unwrap();
    assert!(call(&refused).await.is_err());
}

#[test]
fn a_bad_certificate_is_named_by_its_setting() {
    let (nonsense, good) = (file("not a certificate"), authority("any").pem);
    let good = file(&good);
    let mut settings = settings("https://localhost:1");
    let missing = std::path::PathBuf::from("/nonexistent/key.pem");
    settings.tls = Some(TlsSettings { certificate: nonsense.path().into(), key: missing.clone(), chain: None, pinned_ca: None });
    let error = HttpPartner::new(Partner::MPower, &settings).err().unwrap();
    assert_eq!(error.setting, "partners.mpower.http.tls.key");
    settings.tls =
        Some(TlsSettings { certificate: nonsense.path().into(), key: good.path().into(), chain: None, pinned_ca: None });
    assert_eq!(HttpPartner::new(Partner::MPower, &settings).err().unwrap().setting, "partners.mpower.http.tls.certificate");
}
