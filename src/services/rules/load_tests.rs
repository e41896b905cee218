use super::*;

#[test]
fn what_is_shipped_is_sound() {
    match shipped() {
        Ok(catalogue) => assert_eq!(catalogue.versions().count(), 3),
        Err(errors) => panic!("{}", errors.iter().map(|error| format!("{error}\n")).collect::<String>()),
    }
}

#[test]
fn zz() {
    let mut parts: Vec<(String, RefOr<Schema>)> = Vec::new();
    ServiceDefinition::schemas(&mut parts);
    let parts: BTreeMap<String, RefOr<Schema>> = parts.into_iter().collect();
    println!("{}", serde_json::to_string_pretty(&parts).unwrap());
}
