use super::*;

fn letter() -> Letter {
    Letter {
        reference: "dlv_01kaxyz".into(),
        address: "ana@example.md".into(),
        name: Some("EXEMPLU Ana".into()),
        language: Language::Ro,
        subject: "Solicitarea este înregistrată".into(),
        text: "Bună ziua".into(),
        html: "<p>Bună ziua</p>".into(),
        files: vec![],
        written_at: "2026-11-22T08:00:00Z".parse().unwrap(),
    }
}

#[tokio::test]
async fn nobody_there_is_told_apart_from_an_address_that_is_none() {
    let mail = SmtpMail::new(&MailSettings::on_this_machine(1, "Migrație <nu-raspunde@igm.example>")).unwrap();
    assert!(matches!(mail.send(&letter()).await, Err(MailError::Partner(PartnerError::Unreachable { .. }))));
    let wrong = Letter { address: "ana at example".into(), ..letter() };
    assert!(matches!(mail.send(&wrong).await, Err(MailError::Partner(PartnerError::Invalid { what: "the address", .. }))));
    assert_eq!(format!("{:?}", letter()), "Letter(dlv_01kaxyz)");
}

#[test]
fn every_wrong_setting_of_mail_is_named_at_once() {
    let mut errors = Vec::new();
    let settings = MailSettings {
        host: "smtp.gov.md".into(),
        user: Some("migratie".into()),
        from: "nobody".into(),
        timeout_ms: 0,
        ..MailSettings::on_this_machine(25, "")
    };
    settings.check(&mut errors);
    let named: Vec<String> = errors.into_iter().map(|error| error.setting).collect();
    assert_eq!(
        named,
        ["partners.mail.security", "partners.mail.from", "partners.mail.password_file", "partners.mail.timeout_ms"]
    );
}
