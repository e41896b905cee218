diesel::table! {
    issued_documents (id) {
        id -> Uuid,
        version -> Int4,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        template -> Text,
        document_type -> Text,
        title -> Jsonb,
        series -> Text,
        year -> Int4,
        number -> Int4,
        verification_code -> Text,
        status -> Text,
        signing -> Text,
        signer_idnp -> Nullable<Text>,
        data -> Jsonb,
        reason -> Text,
        valid_until -> Nullable<Date>,
        holder_initials -> Nullable<Text>,
        person_id -> Nullable<Uuid>,
        request_id -> Nullable<Uuid>,
        applicant_account_id -> Nullable<Uuid>,
        subdivision_id -> Nullable<Uuid>,
        issued_by -> Nullable<Uuid>,
        issued_by_name -> Text,
        issued_at -> Nullable<Timestamptz>,
        sha256 -> Nullable<Binary>,
        status_at -> Timestamptz,
        status_reason -> Nullable<Text>,
        rectifies_id -> Nullable<Uuid>,
        rectified_at -> Nullable<Timestamptz>,
        rectification_reason -> Nullable<Text>,
        withheld_since -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    document_files (id) {
        id -> Uuid,
        version -> Int4,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        document_id -> Uuid,
        kind -> Text,
        size -> Int8,
        sha256 -> Binary,
        blob_id -> Uuid,
        ciphertext_sha256 -> Binary,
        nonce_prefix -> Binary,
        key_id -> Nullable<Text>,
        wrapped_key -> Nullable<Binary>,
    }
}

diesel::table! {
    document_signings (id) {
        id -> Uuid,
        version -> Int4,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        document_id -> Uuid,
        account_id -> Uuid,
        partner_request_id -> Text,
        hand_over_url -> Text,
        return_url -> Text,
        state -> Text,
        message -> Nullable<Text>,
        ended_at -> Nullable<Timestamptz>,
    }
}

diesel::allow_tables_to_appear_in_same_query!(issued_documents, document_files, document_signings);
