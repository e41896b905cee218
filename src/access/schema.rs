diesel::table! {
    subdivisions (id) {
        id -> Uuid,
        version -> Int4,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        code -> Text,
        name_ro -> Text,
        name_ru -> Text,
        name_en -> Text,
        parent_id -> Nullable<Uuid>,
        serves_public -> Bool,
        locality -> Nullable<Text>,
        address -> Nullable<Text>,
        active -> Bool,
    }
}

diesel::table! {
    accounts (id) {
        id -> Uuid,
        version -> Int4,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        kind -> Text,
        login -> Text,
        display_name -> Text,
        person_id -> Nullable<Uuid>,
        administers -> Nullable<Array<Text>>,
        email -> Nullable<Text>,
        language -> Text,
        jwks -> Nullable<Jsonb>,
        status -> Text,
        scopes -> Nullable<Array<Text>>,
    }
}

diesel::table! {
    account_roles (id) {
        id -> Uuid,
        version -> Int4,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        account_id -> Uuid,
        role -> Text,
        subdivision_id -> Nullable<Uuid>,
        valid_from -> Timestamptz,
        valid_to -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    delegations (id) {
        id -> Uuid,
        version -> Int4,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        from_account_id -> Uuid,
        to_account_id -> Uuid,
        role -> Text,
        subdivision_id -> Nullable<Uuid>,
        order_number -> Text,
        valid_from -> Timestamptz,
        valid_to -> Timestamptz,
        revoked_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    interests (id) {
        id -> Uuid,
        version -> Int4,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        account_id -> Uuid,
        person_id -> Uuid,
        kind -> Text,
        ended_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    representations (id) {
        id -> Uuid,
        version -> Int4,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        account_id -> Uuid,
        person_id -> Nullable<Uuid>,
        legal_entity_idno -> Nullable<Text>,
        source -> Text,
        power_code -> Nullable<Text>,
        file_id -> Nullable<Uuid>,
        valid_from -> Date,
        valid_to -> Nullable<Date>,
        state -> Text,
        decided_by -> Nullable<Uuid>,
        decided_at -> Nullable<Timestamptz>,
        reason -> Nullable<Text>,
        ended_at -> Nullable<Timestamptz>,
        power_type -> Nullable<Text>,
    }
}

diesel::table! {
    clients (id) {
        id -> Uuid,
        version -> Int4,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        code -> Text,
        name -> Text,
        redirect_uris -> Array<Text>,
        origins -> Array<Text>,
        active -> Bool,
    }
}

diesel::table! {
    sessions (id) {
        id -> Uuid,
        account_id -> Uuid,
        client -> Text,
        sign_in_name_id -> Nullable<Text>,
        sign_in_session_index -> Nullable<Text>,
        created_at -> Timestamptz,
        last_active_at -> Timestamptz,
        expires_at -> Timestamptz,
        ended_at -> Nullable<Timestamptz>,
        logout_request_id -> Nullable<Text>,
        logout_return_uri -> Nullable<Text>,
    }
}

diesel::table! {
    assertions_seen (account_id, jti) {
        account_id -> Uuid,
        jti -> Text,
        expires_at -> Timestamptz,
    }
}

diesel::table! {
    sign_ins (id) {
        id -> Uuid,
        client -> Text,
        redirect_uri -> Text,
        state -> Text,
        code_challenge -> Text,
        mpass_request_id -> Text,
        code_digest -> Nullable<Binary>,
        account_id -> Nullable<Uuid>,
        name_id -> Nullable<Text>,
        session_index -> Nullable<Text>,
        session_not_on_or_after -> Nullable<Timestamptz>,
        created_at -> Timestamptz,
        answered_at -> Nullable<Timestamptz>,
        used_at -> Nullable<Timestamptz>,
    }
}

diesel::allow_tables_to_appear_in_same_query!(accounts, account_roles, subdivisions, sessions, representations);
