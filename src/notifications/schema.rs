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
