//! Documents issued by the system.

crate::typed_id!(DocumentId, "doc", "an issued document");
