//! Writing a signature into a PDF, as an incremental update.

use chrono::{DateTime, Utc};
use lopdf::{Dictionary, Document, IncrementalDocument, Object, ObjectId, StringFormat, dictionary, text_string};

use super::{Identity, SealError, cms};

/// Room kept for the signature beside the certificates: digests, attributes, an RSA signature of 8192 bits.
const ROOM: usize = 4096;

/// A number as wide as any offset; replaced once the offsets are known.
const UNKNOWN: i64 = 9_999_999_999;

/// Under what circumstances one signs.
#[derive(Debug, Clone)]
pub struct Signing<'a> {
    /// When; the signer's claim.
    pub instant: DateTime<Utc>,
    /// Why, such as `Sigiliu electronic` or `Aprobat`.
    pub reason: Option<&'a str>,
    /// Where.
    pub location: Option<&'a str>,
}

/// Signs a PDF; what it held, earlier signatures included, stays as it was, byte for byte.
///
/// # Errors
/// [`SealError`] if the file is not a PDF, the certificate is not in force at the instant, or signing fails.
pub fn sign(pdf: &[u8], identity: &Identity, signing: &Signing<'_>) -> Result<Vec<u8>, SealError> {
    if !cms::in_force(&identity.certificate, signing.instant) {
        return Err(SealError::NotInForce);
    }
    let room = ROOM + identity.size()?;
    let mut signed = prepare(pdf, identity, signing, room)?;
    let gap = reserve(&mut signed, pdf.len(), room)?;
    let signature = cms::sign(identity, [&signed[..gap.start], &signed[gap.end..]])?;
    if signature.len() > room {
        return Err(SealError::Signing("the signature is larger than the room kept for it"));
    }
    // Inside the angle brackets, in hexadecimal; the zeroes after it stay.
    for (index, byte) in signature.iter().enumerate() {
        let at = gap.start + 1 + 2 * index;
        signed[at..at + 2].copy_from_slice(format!("{byte:02X}").as_bytes());
    }
    Ok(signed)
}

/// Appends the signature's objects, with room for the signature and its offsets.
fn prepare(pdf: &[u8], identity: &Identity, signing: &Signing<'_>, room: usize) -> Result<Vec<u8>, SealError> {
    let before = Document::load_mem(pdf)?;
    let catalog_id = before.trailer.get(b"Root")?.as_reference()?;
    let page_id = before.page_iter().next().ok_or(SealError::Signing("there is no page"))?;
    let mut catalog = before.get_dictionary(catalog_id)?.clone();
    let mut page = before.get_dictionary(page_id)?.clone();
    let mut form = before.get_dict_in_dict(&catalog, b"AcroForm").cloned().unwrap_or_default();
    let form_id = catalog.get(b"AcroForm").and_then(Object::as_reference).ok();
    let mut fields = array(&before, &form, b"Fields");
    let mut annotations = array(&before, &page, b"Annots");

    let mut update = IncrementalDocument::create_from(pdf.to_vec(), before);
    let signature_id = update.new_document.add_object(signature(identity, signing, room));
    let name = format!("Signature{}", fields.len() + 1);
    let field_id = update.new_document.add_object(field(&name, signature_id, page_id));

    fields.push(field_id.into());
    form.set("Fields", fields);
    // Signatures exist; append only (ISO 32000-1, 12.7.2).
    form.set("SigFlags", 3);
    annotations.push(field_id.into());
    page.set("Annots", annotations);
    // Fields are reached in the order of the structure (PDF/UA-1, 7.18.3).
    page.set("Tabs", Object::Name(b"S".to_vec()));
    update.new_document.set_object(page_id, page);
    match form_id {
        Some(form_id) => update.new_document.set_object(form_id, form),
        None => {
            catalog.set("AcroForm", update.new_document.add_object(form));
            update.new_document.set_object(catalog_id, catalog);
        }
    }
    let mut written = Vec::with_capacity(pdf.len() + 3 * room);
    update.save_to(&mut written).map_err(|_| SealError::Signing("the update was not written"))?;
    Ok(written)
}

fn signature(identity: &Identity, signing: &Signing<'_>, room: usize) -> Dictionary {
    let mut signature = dictionary! {
        "Type" => "Sig",
        "Filter" => "Adobe.PPKLite",
        "SubFilter" => "ETSI.CAdES.detached",
        "ByteRange" => vec![0.into(), UNKNOWN.into(), UNKNOWN.into(), UNKNOWN.into()],
        "Contents" => Object::String(vec![0; room], StringFormat::Hexadecimal),
        "M" => Object::string_literal(signing.instant.format("D:%Y%m%d%H%M%S+00'00'").to_string()),
        "Name" => text_string(&identity.common_name()),
    };
    if let Some(reason) = signing.reason {
        signature.set("Reason", text_string(reason));
    }
    if let Some(location) = signing.location {
        signature.set("Location", text_string(location));
    }
    signature
}

/// An invisible signature field: of no size, and outside the page, so that it needs no place in the document's structure.
fn field(name: &str, signature_id: ObjectId, page_id: ObjectId) -> Dictionary {
    dictionary! {
        "FT" => "Sig",
        "T" => text_string(name),
        "V" => signature_id,
        "Type" => "Annot",
        "Subtype" => "Widget",
        "Rect" => vec![(-1).into(), (-1).into(), (-1).into(), (-1).into()],
        // Print, locked: an archival document allows no hidden annotation.
        "F" => 132,
        "P" => page_id,
    }
}

fn array(document: &Document, dictionary: &Dictionary, key: &[u8]) -> Vec<Object> {
    dictionary.get_deref(key, document).and_then(Object::as_array).cloned().unwrap_or_default()
}

/// Finds the room kept for the signature and writes the offsets around it.
fn reserve(signed: &mut [u8], from: usize, room: usize) -> Result<std::ops::Range<usize>, SealError> {
    let placeholder = format!("<{}>", "0".repeat(2 * room));
    let lost = SealError::Signing("the room kept for the signature was not found");
    let Some(start) = find(&signed[from..], placeholder.as_bytes()).map(|at| from + at) else { return Err(lost) };
    let end = start + placeholder.len();
    let unknown = format!("{UNKNOWN} {UNKNOWN} {UNKNOWN}");
    let Some(at) = find(&signed[from..], unknown.as_bytes()).map(|at| from + at) else { return Err(lost) };
    let offsets = format!("{start} {end} {}", signed.len() - end);
    let offsets = format!("{offsets:<width$}", width = unknown.len());
    signed[at..at + unknown.len()].copy_from_slice(offsets.as_bytes());
    Ok(start..end)
}

fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    haystack.windows(needle.len()).position(|window| window == needle)
}
