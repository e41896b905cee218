use crate::{
    access::{caller::Allowed, door::Door, permissions::ContentAdminister},
    content::{
        store::reviews,
        wire::review::{Review, ReviewPath, review},
    },
    kernel::{
        http::{
            act::{Act, IfMatch},
            input::Nothing,
            params::{Asked, At, NoQuery},
            reply::Reply,
        },
        id::TypedId,
        problem::{Kind, Problem},
    },
};

/// Close a review.
///
/// Nothing is answered any more; its report stays.
#[utoipa::path(post, path = "/api/v1/content-reviews/{reviewId}/closings", tag = "Content",
    extensions(("x-audience" = json!(["intranet"])), ("x-requirements" = json!(["R-33"])), ("x-statuses" = json!([409]))))]
pub async fn close_review(
    allowed: Allowed<ContentAdminister>,
    At(at): At<ReviewPath>,
    _: Asked<NoQuery>,
    seen: IfMatch,
    act: Act<Nothing>,
    door: Door,
) -> Result<Reply<Review>, Problem> {
    door.act(&allowed, act.key, move |unit| {
        let row = reviews::find(unit.conn, at.review_id.uuid())?;
        seen.check(row.version)?;
        if row.closed_at.is_some() {
            return Err(Problem::new(Kind::NOT_IN_THIS_STATE).with("closed", true));
        }
        let row = reviews::close(unit, &row)?;
        unit.wrote("ContentReview", at.review_id);
        let answers = reviews::answers(unit.conn, row.id)?;
        Reply::record(row.version, &review(&row, answers, unit.now)?)
    })
    .await
}
