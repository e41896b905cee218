use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use crate::{
    access::{
        caller::Allowed,
        door::{Door, Unit},
        permissions::NotificationsBounce,
    },
    kernel::id::TypedId,
    kernel::{
        http::{
            act::Act,
            params::{Asked, NoQuery},
            reply::Reply,
        },
        problem::{Kind, Problem},
        text::Text,
    },
    notifications::{
        ContactId, DeliveryId,
        carriers::{CODE_REFERENCE, Outcome, record},
        rules::{channel::Channel, state::DeliveryState},
        store::{contacts, deliveries},
    },
    partners::smtp::report,
};

/// A delivery report as the mail system wrote it.
#[derive(Debug, Serialize, Deserialize, ToSchema, Validate)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct BounceInput {
    /// The whole message (RFC 3464): headers, and a `multipart/report` with its delivery status and the letter's headers.
    #[schema(
        min_length = 20,
        max_length = 200000,
        examples(
            "Content-Type: multipart/report; report-type=delivery-status; boundary=x\n\n--x\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.md\n\nFinal-Recipient: rfc822; ana@example.md\nAction: failed\nStatus: 5.1.1\n\n--x\nContent-Type: text/rfc822-headers\n\nMessage-ID: <dlv_01kam3v5g0e5q8f0z0y6w4w4vq@igm.example>\n\n--x--\n"
        )
    )]
    pub report: String,
}

/// What a report changed.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Bounce {
    /// The delivery it is about; absent: it was the letter with a contact's code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delivery_id: Option<DeliveryId>,
    /// The contact whose code it was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contact_id: Option<ContactId>,
    /// Where the letter stands now.
    pub state: DeliveryState,
}

/// Record a delivery report.
///
/// For the mail system that takes what comes back. A failure for good ends the delivery, the contact is used no more, and the notification
/// goes on through MNotify; of a letter with a code, the contact is not verified. A delay changes nothing. A report on a letter that is none of ours is 404.
#[utoipa::path(post, path = "/api/v1/notification-bounces", tag = "Notifications",
    extensions(("x-audience" = json!(["administration"])), ("x-requirements" = json!(["N-26.6", "N-11.4"])), ("x-statuses" = json!([404]))))]
pub async fn record_bounce(
    allowed: Allowed<NotificationsBounce>,
    _: Asked<NoQuery>,
    act: Act<BounceInput>,
    door: Door,
) -> Result<Reply<Bounce>, Problem> {
    let input = act.body;
    door.act(&allowed, act.key, move |unit| {
        let report = report::read(&input.report).map_err(unreadable)?;
        let failed = report.failed && report.status.starts_with('5');
        if let Some(code) = report.reference.strip_prefix(CODE_REFERENCE) {
            return Reply::plain(&code_returned(unit, code, failed)?);
        }
        let id: DeliveryId = report.reference.parse().map_err(|_| Problem::new(Kind::NOT_FOUND))?;
        let row = deliveries::held(unit, id.uuid())?;
        // Only letters come back by mail.
        if row.channel != Channel::Email.name() {
            return Err(Problem::new(Kind::NOT_FOUND));
        }
        if failed {
            record(unit, id.uuid(), &Outcome::Bounced("returned"))?;
        }
        let state = deliveries::held(unit, id.uuid())?.state()?;
        Reply::plain(&Bounce { delivery_id: Some(id), contact_id: None, state })
    })
    .await
}

/// A letter with a code: the contact that waits for it has no such address.
fn code_returned(unit: &mut Unit<'_>, code: &str, failed: bool) -> Result<Bounce, Problem> {
    let message = code.parse().map_err(|_| Problem::new(Kind::NOT_FOUND))?;
    let contact = contacts::of_code_message(unit, message)?.ok_or_else(|| Problem::new(Kind::NOT_FOUND))?;
    let id = ContactId::from(contact);
    if failed && contacts::code_bounced(unit, contact)? {
        unit.wrote("NotificationContact", id);
    }
    let state = if failed { DeliveryState::Bounced } else { DeliveryState::Sent };
    Ok(Bounce { delivery_id: None, contact_id: Some(id), state })
}

fn unreadable(fault: report::NotAReport) -> Problem {
    let (code, text) = match fault {
        report::NotAReport::NoStatus => (
            "no-delivery-status",
            Text::new(
                "Nu este un raport de livrare (RFC 3464).",
                "Это не отчёт о доставке (RFC 3464).",
                "It is no delivery report (RFC 3464).",
            ),
        ),
        report::NotAReport::NoLetter => (
            "no-letter",
            Text::new(
                "Raportul nu spune la care scrisoare se referă.",
                "В отчёте не сказано, о каком письме речь.",
                "The report does not say which letter it is about.",
            ),
        ),
    };
    Problem::violation("/report", code, text)
}
