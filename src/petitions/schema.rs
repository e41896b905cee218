diesel::table! {
    petitions (id) {
        id -> Uuid,
        version -> Int4,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        kind -> Text,
        state -> Text,
        number -> Nullable<Text>,
        channel -> Text,
        external_number -> Nullable<Text>,
        petitioner -> Jsonb,
        petitioner_key -> Text,
        petitioner_account_id -> Nullable<Uuid>,
        petitioner_person_id -> Nullable<Uuid>,
        object -> Text,
        reasons -> Text,
        signature -> Text,
        document_id -> Nullable<Uuid>,
        file_id -> Nullable<Uuid>,
        received_at -> Timestamptz,
        registered_at -> Nullable<Timestamptz>,
        receipt_at -> Nullable<Timestamptz>,
        term -> Nullable<Jsonb>,
        due_at -> Nullable<Timestamptz>,
        lead_subdivision_id -> Nullable<Uuid>,
        assigned_to -> Nullable<Uuid>,
        asked -> Nullable<Jsonb>,
        answer -> Nullable<Jsonb>,
        answer_document_id -> Nullable<Uuid>,
        answered_at -> Nullable<Timestamptz>,
        ended_at -> Nullable<Timestamptz>,
        ending -> Nullable<Jsonb>,
        joined_to_id -> Nullable<Uuid>,
    }
}

diesel::table! {
    petition_attachments (id) {
        id -> Uuid,
        version -> Int4,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        petition_id -> Uuid,
        file_id -> Uuid,
        purpose -> Text,
        name -> Text,
        content_type -> Text,
        size -> Int8,
    }
}

diesel::table! {
    petition_assignments (id) {
        id -> Uuid,
        version -> Int4,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        petition_id -> Uuid,
        subdivision_id -> Uuid,
        role -> Text,
        assigned_by -> Nullable<Uuid>,
        contribution -> Nullable<Text>,
        contributed_by -> Nullable<Uuid>,
        contributed_at -> Nullable<Timestamptz>,
        ended_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    support_tickets (id) {
        id -> Uuid,
        version -> Int4,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        account_id -> Uuid,
        kind -> Text,
        subject -> Text,
        text -> Text,
        service_code -> Nullable<Text>,
        trace_id -> Nullable<Text>,
        email -> Nullable<Text>,
        state -> Text,
        reference -> Nullable<Text>,
        answer -> Nullable<Text>,
        handed_at -> Nullable<Timestamptz>,
        ended_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    petition_numbers (number) {
        number -> Text,
        petition_id -> Uuid,
        given_at -> Timestamptz,
    }
}

diesel::table! {
    petition_words (petition_id) {
        petition_id -> Uuid,
        words -> Text,
    }
}

diesel::allow_tables_to_appear_in_same_query!(
    petitions,
    petition_attachments,
    petition_assignments,
    petition_numbers,
    petition_words
);
