diesel::table! {
    requests (id) {
        id -> Uuid,
        version -> Int4,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        number -> Nullable<Text>,
        service_code -> Text,
        service_version -> Int4,
        state -> Text,
        priority -> Text,
        channel -> Text,
        filed_by -> Text,
        subdivision_id -> Nullable<Uuid>,
        applicant_account_id -> Uuid,
        beneficiary_id -> Nullable<Uuid>,
        legal_entity_idno -> Nullable<Text>,
        answers -> Jsonb,
        registration_reason -> Nullable<Text>,
        rectification_reason -> Nullable<Text>,
        rectified_at -> Nullable<Timestamptz>,
        assigned_to -> Nullable<Uuid>,
        assigned_at -> Nullable<Timestamptz>,
        submitted_at -> Nullable<Timestamptz>,
        registered_at -> Nullable<Timestamptz>,
        term -> Nullable<Jsonb>,
        due_at -> Nullable<Timestamptz>,
        referred -> Bool,
        outcome -> Nullable<Text>,
        proposed_by -> Nullable<Uuid>,
        decided_by -> Nullable<Uuid>,
        decision_document_id -> Nullable<Uuid>,
        served_at -> Nullable<Timestamptz>,
        closed_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    request_attachments (id) {
        id -> Uuid,
        version -> Int4,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        request_id -> Uuid,
        document_code -> Text,
        file_id -> Uuid,
        name -> Text,
        number -> Nullable<Text>,
        issued_on -> Nullable<Date>,
        issuer -> Nullable<Text>,
        attached_by -> Uuid,
        removed_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    request_events (id) {
        id -> Uuid,
        request_id -> Uuid,
        at -> Timestamptz,
        action -> Text,
        from_state -> Text,
        to_state -> Text,
        actor_id -> Nullable<Uuid>,
        actor_name -> Text,
        note -> Nullable<Text>,
    }
}

diesel::table! {
    register_checks (id) {
        id -> Uuid,
        version -> Int4,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        request_id -> Uuid,
        code -> Text,
        register -> Text,
        status -> Text,
        verdict -> Nullable<Text>,
        asked_by -> Nullable<Uuid>,
        asked_at -> Timestamptz,
        issued_at -> Nullable<Timestamptz>,
        received_at -> Nullable<Timestamptz>,
        data -> Nullable<Jsonb>,
        failure -> Nullable<Text>,
    }
}

diesel::table! {
    completion_requests (id) {
        id -> Uuid,
        version -> Int4,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        request_id -> Uuid,
        asked_by -> Uuid,
        text -> Text,
        document_codes -> Array<Text>,
        fields -> Array<Text>,
        due_at -> Timestamptz,
        completed_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    opinions (id) {
        id -> Uuid,
        version -> Int4,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        request_id -> Uuid,
        code -> Text,
        body -> Text,
        asked_by -> Uuid,
        legal_ground -> Text,
        due_at -> Nullable<Timestamptz>,
        given_by -> Nullable<Uuid>,
        given_at -> Nullable<Timestamptz>,
        favourable -> Nullable<Bool>,
        reasons -> Nullable<Text>,
    }
}

diesel::table! {
    proposals (id) {
        id -> Uuid,
        version -> Int4,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        request_id -> Uuid,
        proposed_by -> Uuid,
        outcome -> Text,
        facts -> Text,
        reasons -> Text,
        conditions_not_met -> Array<Text>,
        valid_until -> Nullable<Date>,
        document_id -> Nullable<Uuid>,
        returned_by -> Nullable<Uuid>,
        returned_at -> Nullable<Timestamptz>,
        return_reason -> Nullable<Text>,
    }
}

diesel::table! {
    appeals (id) {
        id -> Uuid,
        version -> Int4,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        request_id -> Uuid,
        body -> Text,
        number -> Nullable<Text>,
        filed_on -> Date,
        recorded_by -> Uuid,
        result -> Nullable<Text>,
        settled_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    request_beneficiaries (id) {
        id -> Uuid,
        version -> Int4,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        request_id -> Uuid,
        person_id -> Uuid,
        place -> Int4,
    }
}

diesel::allow_tables_to_appear_in_same_query!(requests, opinions);
