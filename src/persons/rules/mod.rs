//! What holds about persons, pure: names and how they are found, birth dates, travel documents, possible duplicates and
//! how two records become one, family, and why someone is struck off.

pub mod birth_date;
pub mod document_number;
pub mod duplicates;
pub mod family;
pub mod merge;
pub mod mrz;
pub mod names;
pub mod sex;
pub mod struck_off;
