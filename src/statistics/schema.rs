//! The tables of record of this room.

diesel::table! {
    indicator_versions (id) {
        id -> Uuid,
        version -> Int4,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        code -> Text,
        number -> Int4,
        series -> Int4,
        state -> Text,
        definition -> Jsonb,
        created_by -> Nullable<Uuid>,
        withdrawal_reason -> Nullable<Text>,
    }
}

diesel::table! {
    statistical_reports (id) {
        id -> Uuid,
        version -> Int4,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        number -> Text,
        kind -> Text,
        period -> Text,
        view -> Text,
        known_on -> Date,
        state -> Text,
        done -> Int4,
        steps -> Int4,
        content -> Nullable<Jsonb>,
        sha256 -> Nullable<Binary>,
        asked_by -> Nullable<Uuid>,
        failure -> Nullable<Text>,
    }
}

diesel::table! {
    dataset_releases (id) {
        id -> Uuid,
        version -> Int4,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        code -> Text,
        number -> Int4,
        indicator_version -> Int4,
        known_on -> Date,
        rows -> Int4,
        added -> Int4,
        removed -> Int4,
        changed -> Int4,
        sha256 -> Binary,
        pushed_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    dataset_sheets (code, indicator_version, period, number) {
        code -> Text,
        indicator_version -> Int4,
        period -> Date,
        number -> Int4,
        figures -> Jsonb,
        unnamed -> Jsonb,
    }
}

diesel::table! {
    semantic_asset_versions (code, number) {
        code -> Text,
        number -> Int4,
        issued_on -> Date,
        sha256 -> Binary,
        json_ld -> Text,
        turtle -> Text,
        schema -> Nullable<Text>,
    }
}
