diesel::table! {
    content_sections (id) {
        id -> Uuid,
        version -> Int4,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        code -> Text,
        subdivision_id -> Uuid,
        administrator_id -> Uuid,
        update_count -> Int4,
        update_unit -> Text,
        reason -> Text,
    }
}

diesel::table! {
    content_items (id) {
        id -> Uuid,
        version -> Int4,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        #[sql_name = "type"]
        kind -> Text,
        section_id -> Uuid,
        slug -> Text,
        state -> Text,
        classification -> Text,
        subdivision_id -> Uuid,
        provider_id -> Nullable<Uuid>,
        content -> Jsonb,
        translated -> Jsonb,
        ru_status -> Text,
        en_status -> Text,
        submitted_at -> Nullable<Timestamptz>,
        wanted_at -> Nullable<Timestamptz>,
        term -> Nullable<Jsonb>,
        due_at -> Nullable<Timestamptz>,
        latest -> Nullable<Int4>,
        live_from -> Nullable<Timestamptz>,
        withdrawn_at -> Nullable<Timestamptz>,
        withdrawal_reason -> Nullable<Text>,
        live_section_id -> Nullable<Uuid>,
        return_reason -> Nullable<Text>,
    }
}

diesel::table! {
    content_versions (id) {
        id -> Uuid,
        version -> Int4,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        item_id -> Uuid,
        number -> Int4,
        #[sql_name = "type"]
        kind -> Text,
        section_id -> Uuid,
        subdivision_id -> Uuid,
        content -> Jsonb,
        digest -> Binary,
        live_from -> Timestamptz,
        live_until -> Nullable<Timestamptz>,
        first_live_from -> Timestamptz,
        published_by -> Nullable<Uuid>,
        provider_id -> Nullable<Uuid>,
        submitted_at -> Nullable<Timestamptz>,
        due_at -> Nullable<Timestamptz>,
        late -> Bool,
        verified_at -> Nullable<Timestamptz>,
        verified_by -> Nullable<Uuid>,
        verification -> Nullable<Text>,
        verification_note -> Nullable<Text>,
        translated -> Jsonb,
        announced_at -> Nullable<Timestamptz>,
    }
}

diesel::allow_tables_to_appear_in_same_query!(content_sections, content_items, content_versions);

diesel::joinable!(content_items -> content_sections (section_id));

diesel::table! {
    content_reviews (id) {
        id -> Uuid,
        version -> Int4,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        quarter -> Text,
        opened_by -> Nullable<Uuid>,
        due_at -> Timestamptz,
        closed_at -> Nullable<Timestamptz>,
        reminded_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    content_review_answers (id) {
        id -> Uuid,
        version -> Int4,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        review_id -> Uuid,
        section_id -> Uuid,
        subdivision_id -> Uuid,
        state -> Text,
        stale -> Jsonb,
        note -> Nullable<Text>,
        answered_by -> Nullable<Uuid>,
        answered_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    content_inquiries (id) {
        id -> Uuid,
        version -> Int4,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        item_id -> Uuid,
        section_id -> Uuid,
        subdivision_id -> Uuid,
        token_digest -> Binary,
        state -> Text,
        language -> Text,
        name -> Nullable<Text>,
        email -> Nullable<Text>,
        question -> Text,
        answers -> Jsonb,
        assigned_to -> Nullable<Uuid>,
        answer -> Nullable<Text>,
        answered_by -> Nullable<Uuid>,
        answered_at -> Nullable<Timestamptz>,
        closing_reason -> Nullable<Text>,
    }
}

diesel::allow_tables_to_appear_in_same_query!(content_sections, content_review_answers, content_inquiries, content_reviews);
diesel::joinable!(content_inquiries -> content_sections (section_id));
diesel::joinable!(content_review_answers -> content_sections (section_id));
