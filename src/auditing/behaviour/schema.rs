//! The tables that are written row by row here.

diesel::table! {
    behaviour_findings (id) {
        id -> Uuid,
        version -> Int4,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        analysis_id -> Uuid,
        account_id -> Uuid,
        role -> Text,
        day -> Date,
        kind -> Text,
        score -> Float8,
        seen -> Float8,
        usual_of_role -> Nullable<Float8>,
        usual_own -> Nullable<Float8>,
        limit_at -> Float8,
        person_id -> Nullable<Uuid>,
        entries -> Array<Uuid>,
        entry_count -> Int4,
        state -> Text,
        conclusion -> Nullable<Text>,
        note -> Nullable<Text>,
        reviewed_by -> Nullable<Uuid>,
        reviewed_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    watched_persons (id) {
        id -> Uuid,
        version -> Int4,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        person_id -> Uuid,
        reason -> Text,
        begun_by -> Uuid,
        ended_by -> Nullable<Uuid>,
        ended_at -> Nullable<Timestamptz>,
    }
}
