diesel::table! {
    orders (id) {
        id -> Uuid,
        version -> Int4,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        order_key -> Text,
        request_id -> Uuid,
        person_id -> Uuid,
        applicant_account_id -> Uuid,
        subdivision_id -> Uuid,
        customer_type -> Text,
        customer_id -> Nullable<Text>,
        customer_name -> Text,
        reason -> Text,
        legal_basis -> Text,
        status -> Text,
        due_at -> Timestamptz,
        allow_partial -> Bool,
        total_bani -> Int8,
        received_bani -> Int8,
        refund_ordered_bani -> Int8,
        fee_refund_bani -> Int8,
        refunded_bani -> Int8,
        expired_at -> Nullable<Timestamptz>,
        cancelled_at -> Nullable<Timestamptz>,
        completed_at -> Nullable<Timestamptz>,
        unconfirmed_invoices -> Array<Text>,
        invoice_document_id -> Nullable<Uuid>,
    }
}

diesel::table! {
    order_lines (id) {
        id -> Uuid,
        version -> Int4,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        order_id -> Uuid,
        position -> Int2,
        code -> Text,
        kind -> Text,
        reason -> Text,
        amount_bani -> Int8,
        received_bani -> Int8,
        account_code -> Text,
    }
}

diesel::table! {
    payments (id) {
        id -> Uuid,
        order_id -> Uuid,
        payment_id -> Text,
        invoice_id -> Text,
        amount_bani -> Int8,
        counted_bani -> Int8,
        paid_at -> Timestamptz,
        recorded_at -> Timestamptz,
        outcome -> Text,
        source -> Text,
        message -> Jsonb,
    }
}

diesel::table! {
    refunds (id) {
        id -> Uuid,
        version -> Int4,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        order_id -> Uuid,
        amount_bani -> Int8,
        reason -> Text,
        state -> Text,
        ordered_by -> Uuid,
        reference -> Nullable<Text>,
        done_by -> Nullable<Uuid>,
        done_at -> Nullable<Timestamptz>,
    }
}
