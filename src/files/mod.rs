//! Files received: uploaded whole or in parts, checked by content, kept encrypted. A low room: persons, powers and requests refer to files.

use crate::typed_id;

typed_id!(FileId, "fil", "a received file");
