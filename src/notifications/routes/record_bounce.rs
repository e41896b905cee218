use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

use crate::{
    access::{caller::Allowed, door::Door, permissions::NotificationsBounce},
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
        DeliveryId,
        carriers::{Outcome, record},
        rules::state::DeliveryState,
        store::deliveries,
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
    /// The delivery it is about.
    pub delivery_id: DeliveryId,
    /// Where the delivery stands now.
    pub state: DeliveryState,
}

/// Record a delivery report.
///
/// For the mail system that takes what comes back. A failure for good ends the delivery, the contact is used no more, and the notification
/// goes on through MNotify. A delay changes nothing. A report on a letter that is none of ours is 404.
#[utoipa::path(post, path = "/api/v1/notification-bounces", tag = "Notifications",
    extensions(("x-audience" = json!(["administration"])), ("x-requirements" = json!(["N-26.6", "N-11.4"]))))]
pub async fn record_bounce(
    allowed: Allowed<NotificationsBounce>,
    _: Asked<NoQuery>,
    act: Act<BounceInput>,
    door: Door,
) -> Result<Reply<Bounce>, Problem> {
    let input = act.body;
    door.act(&allowed, act.key, move |unit| {
        let report = report::read(&input.report).map_err(unreadable)?;
        let id: DeliveryId = report.reference.parse().map_err(|_| Problem::new(Kind::NOT_FOUND))?;
        deliveries::held(unit, id.uuid())?;
        if report.failed && report.status.starts_with('5') {
            record(unit, id.uuid(), &Outcome::Bounced("returned"))?;
        }
        let state = deliveries::held(unit, id.uuid())?.state()?;
        Reply::plain(&Bounce { delivery_id: id, state })
    })
    .await
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
