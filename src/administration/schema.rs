diesel::table! {
    settings (id) {
        id -> Uuid,
        version -> Int4,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        key -> Text,
        value -> Jsonb,
        valid_from -> Timestamptz,
        reason -> Text,
    }
}

diesel::table! {
    calendar_days (id) {
        id -> Uuid,
        version -> Int4,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        day -> Date,
        kind -> Text,
        reason_ro -> Text,
        reason_ru -> Text,
        reason_en -> Text,
        locality -> Nullable<Text>,
    }
}
