diesel::table! {
    files (id) {
        id -> Uuid,
        version -> Int4,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        account_id -> Nullable<Uuid>,
        purpose -> Text,
        name -> Text,
        content_type -> Text,
        size -> Int8,
        pages -> Nullable<Int4>,
        width -> Nullable<Int4>,
        height -> Nullable<Int4>,
        sha256 -> Binary,
        scan -> Text,
        blob_id -> Uuid,
        ciphertext_sha256 -> Binary,
        nonce_prefix -> Binary,
        key_id -> Nullable<Text>,
        wrapped_key -> Nullable<Binary>,
    }
}

diesel::table! {
    uploads (id) {
        id -> Uuid,
        account_id -> Uuid,
        purpose -> Text,
        name -> Text,
        size -> Int8,
        content_type -> Text,
        sha256 -> Nullable<Binary>,
        created_at -> Timestamptz,
        expires_at -> Timestamptz,
        file_id -> Nullable<Uuid>,
    }
}

diesel::table! {
    upload_parts (upload_id, part) {
        upload_id -> Uuid,
        part -> Int2,
        bytes -> Binary,
        sha256 -> Binary,
        received_at -> Timestamptz,
    }
}
