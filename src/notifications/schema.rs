diesel::table! {
    notifications (id) {
        id -> Uuid,
        version -> Int4,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        template -> Text,
        topic -> Text,
        about_kind -> Nullable<Text>,
        about_id -> Nullable<Uuid>,
        recipient_type -> Text,
        recipient_value -> Nullable<Text>,
        recipient_name -> Nullable<Text>,
        account_id -> Nullable<Uuid>,
        language -> Nullable<Text>,
        subject -> Jsonb,
        body -> Jsonb,
        short -> Jsonb,
        priority -> Text,
        state -> Text,
        state_reason -> Nullable<Text>,
        round -> Int4,
        notification_request_id -> Nullable<Uuid>,
        sender_id -> Nullable<Uuid>,
        reference -> Nullable<Text>,
        digest -> Nullable<Text>,
        direction -> Nullable<Text>,
        valid_until -> Nullable<Timestamptz>,
        replies_allowed -> Bool,
        office_id -> Nullable<Uuid>,
    }
}

diesel::table! {
    notification_deliveries (id) {
        id -> Uuid,
        version -> Int4,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        notification_id -> Uuid,
        channel -> Text,
        round -> Int4,
        address_type -> Nullable<Text>,
        address -> Nullable<Text>,
        language -> Nullable<Text>,
        state -> Text,
        attempts -> Int4,
        sending_since -> Nullable<Timestamptz>,
        channel_id -> Nullable<Text>,
        reason -> Nullable<Text>,
        sent_at -> Nullable<Timestamptz>,
        delivered_at -> Nullable<Timestamptz>,
        read_at -> Nullable<Timestamptz>,
        account_id -> Nullable<Uuid>,
        slot_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    messages (id) {
        id -> Uuid,
        version -> Int4,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        account_id -> Uuid,
        request_id -> Nullable<Uuid>,
        kind -> Text,
        title -> Jsonb,
        text -> Jsonb,
        read_at -> Nullable<Timestamptz>,
        notification_id -> Nullable<Uuid>,
        about_kind -> Nullable<Text>,
        about_id -> Nullable<Uuid>,
    }
}

diesel::joinable!(notification_deliveries -> notifications (notification_id));
diesel::allow_tables_to_appear_in_same_query!(notifications, notification_deliveries, messages);

diesel::table! {
    notification_suspensions (id) {
        id -> Uuid,
        version -> Int4,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        channel -> Nullable<Text>,
        cause -> Text,
        reason -> Text,
        begins_at -> Timestamptz,
        ends_at -> Nullable<Timestamptz>,
        suspended_by -> Uuid,
        ended_at -> Nullable<Timestamptz>,
        ended_by -> Nullable<Uuid>,
    }
}

diesel::table! {
    notification_profiles (id) {
        id -> Uuid,
        version -> Int4,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        account_id -> Uuid,
        language -> Nullable<Text>,
        quiet_from -> Nullable<Time>,
        quiet_to -> Nullable<Time>,
        channels -> Array<Text>,
    }
}

diesel::table! {
    notification_choices (id) {
        id -> Uuid,
        version -> Int4,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        account_id -> Uuid,
        topic -> Text,
        subscribed -> Bool,
        channels -> Array<Text>,
    }
}

diesel::table! {
    notification_contacts (id) {
        id -> Uuid,
        version -> Int4,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        account_id -> Uuid,
        channel -> Text,
        value -> Text,
        state -> Text,
        state_at -> Timestamptz,
    }
}

diesel::table! {
    notification_codes (contact_id) {
        contact_id -> Uuid,
        code -> Text,
        attempts -> Int4,
        sent_at -> Timestamptz,
        expires_at -> Timestamptz,
    }
}

diesel::table! {
    notification_codes_sent (id) {
        id -> Uuid,
        account_id -> Uuid,
        channel -> Text,
        address_digest -> Text,
        sent_at -> Timestamptz,
    }
}

diesel::allow_tables_to_appear_in_same_query!(notification_contacts, notification_codes);

diesel::table! {
    notification_templates (id) {
        id -> Uuid,
        version -> Int4,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        sender_id -> Uuid,
        code -> Text,
        topic -> Text,
        draft -> Nullable<Jsonb>,
        published -> Int4,
        published_at -> Nullable<Timestamptz>,
        withdrawn_at -> Nullable<Timestamptz>,
        office_id -> Nullable<Uuid>,
    }
}

diesel::table! {
    notification_template_versions (id) {
        id -> Uuid,
        created_at -> Timestamptz,
        template_id -> Uuid,
        number -> Int4,
        wording -> Jsonb,
        published_by -> Uuid,
    }
}

diesel::allow_tables_to_appear_in_same_query!(notification_templates, notification_template_versions);

diesel::table! {
    notification_requests (id) {
        id -> Uuid,
        version -> Int4,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        sender_id -> Uuid,
        template_id -> Nullable<Uuid>,
        template_number -> Nullable<Int4>,
        topic -> Text,
        priority -> Text,
        valid_from -> Timestamptz,
        valid_until -> Nullable<Timestamptz>,
        replies_allowed -> Bool,
        file_ids -> Array<Uuid>,
        state -> Text,
        state_at -> Timestamptz,
        wording -> Nullable<Jsonb>,
        office_id -> Nullable<Uuid>,
    }
}

diesel::table! {
    notification_replies (id) {
        id -> Uuid,
        version -> Int4,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        notification_id -> Uuid,
        account_id -> Uuid,
        text -> Text,
    }
}

diesel::joinable!(notification_replies -> notifications (notification_id));
diesel::allow_tables_to_appear_in_same_query!(notification_replies, notifications, notification_requests);
