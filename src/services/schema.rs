//! The room's own table.

diesel::table! {
    service_versions (id) {
        id -> Uuid,
        version -> Int4,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        code -> Text,
        number -> Int4,
        state -> Text,
        valid_from -> Nullable<Date>,
        valid_to -> Nullable<Date>,
        definition -> Jsonb,
        published_by -> Nullable<Uuid>,
        published_at -> Nullable<Timestamptz>,
        withdrawn_at -> Nullable<Timestamptz>,
        withdrawn_by -> Nullable<Uuid>,
        withdrawal_reason -> Nullable<Text>,
    }
}
