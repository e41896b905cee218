use super::*;

#[test]
fn what_is_shipped_is_sound() {
    match shipped() {
        Ok(catalogue) => {
            assert_eq!(catalogue.versions().count(), 3);
            assert!(catalogue.classifiers.iter().count() >= 17);
        }
        Err(errors) => panic!("{}", errors.iter().map(|error| format!("{error}\n")).collect::<String>()),
    }
}

#[test]
fn a_folder_is_read_as_what_is_shipped() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/services/catalogue");
    let catalogue = load(&folder(&root).unwrap()).unwrap();
    assert_eq!(catalogue.versions().count(), shipped().unwrap().versions().count());
    let other = tempfile::tempdir().unwrap();
    fs::write(other.path().join("broken.yaml"), "code: [").unwrap();
    fs::write(other.path().join("notes.txt"), "not read").unwrap();
    let errors = load(&folder(other.path()).unwrap()).unwrap_err();
    assert_eq!(errors.len(), 1);
    assert_eq!((errors[0].file.as_str(), errors[0].line), ("broken.yaml", 1));
}

fn sources() -> Vec<Source> {
    let mut sources = Vec::new();
    collect(&SHIPPED, &mut sources);
    sources
}

/// The errors after one change of one file; the change is made where the text is found for the first time.
fn plant(file: &str, text: &str, fault: &str) -> (Vec<LoadError>, i64) {
    let mut sources = sources();
    // The other services have no part in it.
    sources.retain(|source| source.file == file || source.file.starts_with("classifiers"));
    let source = sources.iter_mut().find(|source| source.file == file).unwrap();
    let at = source.yaml.find(text).unwrap_or_else(|| panic!("{file} has no {text}"));
    let line = source.yaml[..at].matches('\n').count() as i64 + 1;
    source.yaml = source.yaml.replacen(text, fault, 1);
    (load(&sources).map(|_| ()).expect_err(fault), line)
}

/// A planted fault: file, text, what replaces it, how many lines below (or above) the text the error must name, part of the
/// message.
type Planted = (&'static str, &'static str, &'static str, i64, &'static str);

const WORK: &str = "provisional-stay-work-grant.yaml";
const INVITATION: &str = "invitation.yaml";
const ATTESTATION: &str = "legal-status-attestation.yaml";

const PLANTED: &[Planted] = &[
    // a decision that would give another right than the service
    (WORK, "right: ProvisionalStay", "right: RefugeeStatus", -4, "gives ProvisionalStay, and the service gives RefugeeStatus"),
    // syntax, types and bounds
    (WORK, "dossier: true", "dossier: perhaps", 0, "boolean"),
    (WORK, "dossier: true", "dossier: true\ncolour: blue", 1, "colour"),
    (WORK, "dossier: true", "dossier: true\ndossier: false", 1, "duplicate"),
    (WORK, "version: 1\n", "version: 0\n", 0, "minimum"),
    (WORK, "version: 1\n", "version: one\n", 0, "integer"),
    (WORK, "domainCode: SP-GR", "domainCode: sp gr", 0, "match"),
    (WORK, "validFrom: 2025-12-02", "validFrom: 2025-13-02", 0, "out of range"),
    (WORK, "maxBytes: 10485760", "maxBytes: 99999999999", 0, "maximum"),
    (WORK, "answer: {type: Idnp}", "answer: {type: Horoscope}", 0, "Horoscope"),
    (WORK, "answer: {type: Idnp}", "answer: {type: Idnp, colour: blue}", 0, "colour"),
    (WORK, "answer: {type: Text, maxLength: 60}", "answer: {type: Text}", 0, "maxLength"),
    (WORK, "visibleWhen: {in: {field: filedBy", "visibleWhen: {among: {field: filedBy", 0, "among"),
    (WORK, "amount: {amount: '3600.00'", "amount: {amount: '3600'", 0, "does not match"),
    // texts
    (WORK, ", en: 'Declarations'}", "}", 0, "en"),
    (WORK, "en: 'Declarations'", "en: ' '", 0, "translation is missing"),
    (WORK, "ro: 'Declarații'", "ro: 'Declaraţii'", 0, "comma below"),
    (WORK, "ru: 'Заявления'", "ru: 'Declarations'", 0, "Cyrillic"),
    // the form
    (WORK, "code: powerCode", "code: filedBy", 0, "twice"),
    (WORK, "- code: stay\n", "- code: family\n", 0, "twice"),
    (WORK, "code: powerCode", "code: documents", 0, "cannot be called"),
    (WORK, "{field: nameMissing, value: Surname}", "{field: shoeSize, value: Surname}", 0, "no field `shoeSize`"),
    (WORK, "{field: nameMissing, value: Surname}", "{field: sex, value: M}", 0, "later in the form"),
    (WORK, "{field: nameMissing, value: Surname}", "{field: nameMissing, value: Nickname}", 0, "never have this value"),
    (WORK, "{field: hasVisa, value: true}", "{field: hasVisa, value: yes please}", 0, "never have this value"),
    (WORK, "{equals: {field: hasFamily, value: true}}", "{present: {field: previousSurname}}", 0, "repeated group"),
    (WORK, "classifier: civil-status", "classifier: shoe-sizes", 0, "no classifier"),
    (WORK, "minItems: 1\n          maxItems: 10", "minItems: 11\n          maxItems: 10", 0, "least is above the most"),
    (WORK, "notUnder: forecastAverageSalary", "notUnder: averagePension", 0, "no setting"),
    (WORK, "notBefore: {field: visaValidFrom}", "notBefore: {field: visaIssuedBy}", 0, "not a date"),
    (WORK, "notAfter: {field: documentIssuedOn, years: 50}", "notAfter: {field: contractTo}", 0, "later in the form"),
    (WORK, "attribute: Email", "attribute: Phone", 0, "already the Phone"),
    (
        WORK,
        "requiredWhen: {equals: {field: hasPreviousNames, value: true}}\n",
        "required: true\n    requiredWhen: {present: {field: sex}}\n",
        1,
        "in any case",
    ),
    // documents
    (WORK, "code: labour-contract", "code: travel-document", 0, "twice"),
    (WORK, "    maxPages: 20\n", "", -6, "maxPages"),
    (WORK, "contentTypes: [image/jpeg, image/png]", "contentTypes: [application/msword]", 0, "application/msword"),
    // fees, terms
    (
        WORK,
        "  - code: service-tariff-10-days",
        "  - code: service-tariff-30-days\n    reason: {ro: 'Tariful', ru: 'Тариф', en: 'Tariff'}\n    kind: ServiceTariff\n    amount: {amount: '95.00', currency: MDL}\n    priorities: [Normal]\n    validFrom: 2026-01-01\n  - code: service-tariff-10-days",
        5,
        "overlaps",
    ),
    (WORK, "    amount: {amount: '3600.00', currency: MDL}\n", "", -3, "has an amount"),
    (INVITATION, "perItemOf: invitees", "perItemOf: guests", 0, "not a group"),
    (INVITATION, "by: {amount: 10, unit: CalendarDays}", "by: {amount: 3660, unit: CalendarDays}", -5, "longer than 3660"),
    (WORK, "  - priority: Urgent\n    length", "  - priority: Normal\n    length", 5, "overlaps"),
    (WORK, "priority: Urgent\n    label", "priority: Normal\n    label", 0, "twice"),
    (
        ATTESTATION,
        "    label: {ro: 'Imediat'",
        "    label: {ro: 'Imediat', ru: 'Сразу', en: 'At once'}\n  - priority: Urgent\n    label: {ro: 'Imediat'",
        1,
        "has no term",
    ),
    // the course
    (WORK, "offices: [CHI, BAL, COM, CAH]", "offices: [CHI, BAL, ORH]", 0, "`ORH` is not in the classifier `offices`"),
    (WORK, "register: RICC", "register: KGB", 0, "`KGB` is not in the classifier `registers`"),
    (WORK, "template: decision-grant", "template: diploma", 0, "`diploma` is not in the classifier `document-templates`"),
    (WORK, "legalGround: GD-333-2002", "legalGround: BECAUSE", 0, "`BECAUSE`"),
    (WORK, "body: SIS", "body: FIFA", 0, "`FIFA`"),
    (WORK, "{stage: Proposal, actor: Examiner}", "{stage: Decision, actor: Head}", 1, "does not come after"),
    (WORK, "{stage: Decision, actor: Head}", "{stage: Decision, actor: Examiner}", 0, "decision is Head's"),
    (WORK, "about: [employer]", "about: [owner]", 0, "no field `owner`"),
    (WORK, "notBeyond: [contractTo, stayTo]", "notBeyond: [jobTitle]", 0, "not a date"),
    (
        WORK,
        "template: decision-refusal, authentication: Signed",
        "template: decision-refusal, authentication: Sealed",
        0,
        "signed",
    ),
    (ATTESTATION, "template: attestation, authentication: Sealed", "template: attestation, authentication: Signed", 0, "sealed"),
    (ATTESTATION, "fact: person.onRecord", "fact: person.horoscope", 0, "`person.horoscope`"),
    (ATTESTATION, "outcome: Favourable", "outcome: Any", -1, "Favourable"),
    (WORK, "validFrom: 2025-12-02", "validTo: 2025-12-02", -1, "valid"),
    // classifiers, and files together
    ("classifiers/sex.yaml", "code: X", "code: F", 0, "twice"),
    ("classifiers/sex.yaml", "code: sex", "code: offices", 0, "already the code of"),
];

#[test]
fn every_planted_fault_is_found_at_its_file_and_line() {
    let mut missed = String::new();
    for (file, text, fault, below, message) in PLANTED {
        let (errors, line) = plant(file, text, fault);
        let named =
            |error: &LoadError| error.file == *file && error.line as i64 == line + below && error.message.contains(message);
        if !errors.iter().any(named) {
            missed += &format!("{fault}: expected {file}:{} {message:?}, found\n", line + below);
            errors.iter().for_each(|error| missed += &format!("    {error}\n"));
        }
    }
    assert!(missed.is_empty(), "{missed}");
}

#[test]
fn all_faults_of_all_files_come_at_once() {
    let mut sources = sources();
    for source in &mut sources {
        source.yaml = match source.file.as_str() {
            WORK => source.yaml.replacen("register: RICC", "register: KGB", 1).replacen("body: SIS", "body: FIFA", 1),
            INVITATION => source.yaml.replacen("version: 1\n", "version: 0\n", 1).replacen("dossier: false", "dossier: 1", 1),
            ATTESTATION => source.yaml.replacen("dossier: false", "dossier: [", 1),
            _ => continue,
        };
    }
    let errors = load(&sources).map(|_| ()).unwrap_err();
    let count = |file: &str| errors.iter().filter(|error| error.file == file).count();
    assert_eq!((count(WORK), count(INVITATION), count(ATTESTATION)), (2, 2, 1), "{errors:#?}");
}

/// A second version of the invitation, as a file.
fn second(version: &str, valid_from: &str) -> Vec<LoadError> {
    let mut sources = sources();
    let first = sources.iter().find(|source| source.file == INVITATION).unwrap();
    let yaml = first.yaml.replacen("version: 1\n", &format!("version: {version}\n"), 1);
    let yaml = yaml.replacen("validFrom: 2023-02-19", &format!("validFrom: {valid_from}"), 1);
    sources.push(Source { file: "invitation-2.yaml".into(), yaml });
    load(&sources).map(|_| ()).err().unwrap_or_default()
}

#[test]
fn versions_follow_one_another() {
    let said = |errors: &[LoadError]| errors.iter().map(|e| (e.file.clone(), e.line, e.message.clone())).collect::<Vec<_>>();
    let errors = said(&second("1", "2026-01-01"));
    assert!(
        matches!(&errors[..], [(file, 6, message)] if file.starts_with("invitation") && message.contains("already in")),
        "{errors:?}"
    );
    let errors = said(&second("2", "2023-02-19"));
    assert!(
        matches!(&errors[..], [(file, 7, message)] if file == "invitation-2.yaml" && message.contains("not valid later")),
        "{errors:?}"
    );
    // From 2026 on the terms and fees are those in force since 2023.
    assert_eq!(second("2", "2026-01-01"), []);
}

#[test]
fn requests_are_filed_against_the_version_of_their_day() {
    let mut sources = sources();
    let first = sources.iter().find(|source| source.file == INVITATION).unwrap();
    let yaml =
        first.yaml.replacen("version: 1\n", "version: 2\n", 1).replacen("validFrom: 2023-02-19", "validFrom: 2026-01-01", 1);
    let concept = yaml.replacen("version: 2\n", "version: 3\nconcept: true\n", 1).replacen("validFrom: 2026-01-01\n", "", 1);
    sources.push(Source { file: "invitation-2.yaml".into(), yaml });
    sources.push(Source { file: "invitation-3.yaml".into(), yaml: concept });
    let catalogue = load(&sources).unwrap();
    let open = |day: &str| catalogue.open_on("invitation", day.parse().unwrap()).map(|definition| definition.version);
    assert_eq!((open("2023-02-18"), open("2025-12-31"), open("2026-01-01")), (None, Some(1), Some(2)));
    assert_eq!(catalogue.version("invitation", 3).map(|definition| definition.concept), Some(true));
    assert_eq!(catalogue.open_on("horoscope", "2026-01-01".parse().unwrap()).map(|definition| definition.version), None);
}

#[test]
fn a_short_code_belongs_to_one_service() {
    let mut sources = sources();
    for source in &mut sources {
        source.yaml = source.yaml.replacen("domainCode: INV", "domainCode: SP-GR", 1);
    }
    let errors = load(&sources).map(|_| ()).unwrap_err();
    assert!(
        errors.iter().any(|error| error.message.contains("already the short code") && error.pointer == "/domainCode"),
        "{errors:?}"
    );
}

#[test]
fn an_automatic_service_without_conditions_is_refused() {
    let mut value: Value = serde_saphyr::from_str(SHIPPED.get_file(ATTESTATION).unwrap().contents_utf8().unwrap()).unwrap();
    let classifiers = shipped().unwrap().classifiers;
    assert!(definition(&value, &classifiers).is_ok());
    value["decision"]["conditions"] = serde_json::json!([]);
    let faults = definition(&value, &classifiers).unwrap_err();
    assert!(faults.iter().any(|fault| fault.pointer == "/decision/conditions"), "{faults:?}");
}

#[test]
fn a_definition_survives_json() {
    let catalogue = shipped().unwrap();
    for service in catalogue.versions() {
        let value = serde_json::to_value(service.as_ref()).unwrap();
        assert_eq!(definition(&value, &catalogue.classifiers).as_ref(), Ok(service.as_ref()));
    }
}

#[test]
fn every_state_of_the_world_and_every_needed_code_is_a_country() {
    let classifiers = shipped().unwrap().classifiers;
    let today = "2026-03-02".parse().unwrap();
    let countries = classifiers.get("countries").unwrap();
    let states = countries.entries.iter().filter(|entry| entry.flags.is_empty()).count();
    assert_eq!(states, 249, "ISO 3166-1");
    for (code, former, special, expected) in [
        ("MDA", false, false, true),
        ("ROU", false, false, true),
        ("SUN", false, true, false),
        ("SUN", true, false, true),
        ("DDR", true, false, true),
        ("XXA", false, false, false),
        ("XXA", false, true, true),
        ("QQQ", true, true, false),
    ] {
        assert_eq!(classifiers.is_country(code, former, special, today), expected, "{code}");
    }
}

proptest::proptest! {
    /// Whatever text a file holds, it is admitted or refused with a line of that file.
    #[test]
    fn no_text_makes_the_loader_panic(yaml in ".{0,200}") {
        let sources = [Source { file: "any.yaml".into(), yaml }];
        for error in load(&sources).map(|_| ()).err().unwrap_or_default() {
            proptest::prop_assert!(error.line >= 1);
        }
    }
}
