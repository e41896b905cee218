mod completions;
mod content;
mod parts;
pub mod samples;
mod scanning;

use serde_json::{Value, json};

use crate::support::{Answer, Caller};

/// Begins an upload of a PDF.
pub async fn begin(caller: &Caller<'_>, name: &str, kind: &str, size: usize) -> Answer {
    caller.post("/api/v1/uploads", &json!({ "purpose": "Attachment", "name": name, "size": size, "contentType": kind })).await
}

/// Sends one part.
pub async fn part(caller: &Caller<'_>, upload: &str, number: usize, bytes: &[u8]) -> Answer {
    let path = format!("/api/v1/uploads/{upload}/parts/{number}");
    caller.call("PUT", &path, &[], Some(("application/octet-stream", bytes.to_vec()))).await
}

/// Completes an upload.
pub async fn complete(caller: &Caller<'_>, upload: &str) -> Answer {
    caller.post(&format!("/api/v1/uploads/{upload}/completions"), &Value::Null).await
}

/// A file sent in one part; answers what the completion says.
pub async fn send(caller: &Caller<'_>, purpose: &str, name: &str, kind: &str, bytes: &[u8]) -> Answer {
    let declared = json!({ "purpose": purpose, "name": name, "size": bytes.len(), "contentType": kind });
    let upload = caller.post("/api/v1/uploads", &declared).await.expect(201).text("/uploadId");
    part(caller, &upload, 1, bytes).await.expect(200);
    complete(caller, &upload).await
}
