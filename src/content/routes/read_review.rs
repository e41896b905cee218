use crate::{
    access::{caller::Allowed, door::Door, permissions::ContentRead},
    content::{
        store::reviews,
        wire::review::{Review, ReviewPath, review},
    },
    kernel::{
        http::{
            params::{Asked, At, NoQuery},
            reply::Reply,
        },
        id::TypedId,
        problem::Problem,
    },
};

/// Read a quarterly review.
///
/// With its report: what each subdivision answered, what is out of date, who has not answered in time.
#[utoipa::path(get, path = "/api/v1/content-reviews/{reviewId}", tag = "Content",
    extensions(("x-audience" = json!(["intranet"])), ("x-requirements" = json!(["R-33"]))))]
pub async fn read_review(
    allowed: Allowed<ContentRead>,
    At(at): At<ReviewPath>,
    _: Asked<NoQuery>,
    door: Door,
) -> Result<Reply<Review>, Problem> {
    door.run(&allowed, move |unit| {
        let (row, answers) = reviews::whole(unit.conn, at.review_id.uuid())?;
        unit.read("ContentReview", at.review_id);
        Reply::record(row.version, &review(&row, answers, unit.now)?)
    })
    .await
}
