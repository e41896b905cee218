diesel::table! {
    persons (id) {
        id -> Uuid,
        version -> Int4,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        status -> Text,
        merged_into -> Nullable<Uuid>,
        idnp -> Nullable<Text>,
        surname -> Nullable<Text>,
        given_names -> Nullable<Text>,
        patronymic -> Nullable<Text>,
        sex -> Text,
        birth_date -> Nullable<Date>,
        birth_precision -> Text,
        citizenships -> Array<Text>,
        details -> Jsonb,
        source -> Text,
        photo_file_id -> Nullable<Uuid>,
        photo_taken_on -> Nullable<Date>,
        struck_off_reason -> Nullable<Text>,
        struck_off_act -> Nullable<Text>,
        struck_off_on -> Nullable<Date>,
        distinct_from -> Array<Uuid>,
        change_reason -> Nullable<Text>,
    }
}

diesel::table! {
    addresses (id) {
        id -> Uuid,
        version -> Int4,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        person_id -> Uuid,
        kind -> Text,
        country -> Text,
        region -> Nullable<Text>,
        locality -> Nullable<Text>,
        sector -> Nullable<Text>,
        street -> Nullable<Text>,
        house -> Nullable<Text>,
        block -> Nullable<Text>,
        apartment -> Nullable<Text>,
        postal_code -> Nullable<Text>,
        valid_from -> Date,
        valid_to -> Nullable<Date>,
        basis -> Nullable<Text>,
        change_reason -> Nullable<Text>,
    }
}

diesel::table! {
    foreign_documents (id) {
        id -> Uuid,
        version -> Int4,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        person_id -> Uuid,
        kind -> Text,
        issuer -> Text,
        number -> Text,
        number_key -> Text,
        issued_on -> Nullable<Date>,
        expires_on -> Nullable<Date>,
        authority -> Nullable<Text>,
        mrz -> Nullable<Text>,
        findings -> Array<Text>,
        file_id -> Nullable<Uuid>,
        change_reason -> Nullable<Text>,
    }
}

diesel::table! {
    family_links (id) {
        id -> Uuid,
        version -> Int4,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        person_id -> Uuid,
        relative_id -> Uuid,
        link -> Text,
        since -> Nullable<Date>,
        until -> Nullable<Date>,
        basis -> Nullable<Text>,
        change_reason -> Nullable<Text>,
    }
}
