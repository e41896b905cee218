use crate::{
    access::caller::Open,
    content::wire::section::{ContentType, ContentTypePath, item_type, structure},
    kernel::{
        http::{
            params::{Asked, At, NoQuery},
            reply::Reply,
        },
        problem::Problem,
    },
};

/// Read a type of items.
#[utoipa::path(get, path = "/api/v1/content-types/{typeCode}", tag = "Content",
    extensions(("x-audience" = json!(["public", "efiling", "intranet"])), ("x-requirements" = json!(["R-13", "R-29"]))))]
pub async fn read_content_type(_: Open, At(at): At<ContentTypePath>, _: Asked<NoQuery>) -> Result<Reply<ContentType>, Problem> {
    let kind = structure()?.item_type(&at.type_code).ok_or_else(Problem::not_found)?;
    Reply::plain(&item_type(kind))
}
