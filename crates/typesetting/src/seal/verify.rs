//! Reading the signatures of a PDF and checking each.

use chrono::{DateTime, FixedOffset, NaiveDateTime, Utc};
use der::Encode;
use lopdf::{Dictionary, Document, Object};

use super::{SealError, cms};

/// One signature of a PDF.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignatureInfo {
    /// Whether what it covers is unchanged, the signature is of its certificate, and the certificate was in force at the
    /// signing time. Whether the certificate is to be trusted is for the caller: compare [`SignatureInfo::certificate`].
    pub valid: bool,
    /// Whether it covers the whole file. An earlier signature of several does not; the last one must.
    pub covers_whole_file: bool,
    /// The common name in the certificate.
    pub signer: String,
    /// The number by which the certificate knows its holder (X.520 serialNumber), where it has one.
    pub holder_number: Option<String>,
    /// When it was signed, by the signer's own claim.
    pub signed_at: Option<DateTime<Utc>>,
    /// The signer's certificate (DER); empty if there is none.
    pub certificate: Vec<u8>,
    /// Why it is not valid, in English.
    pub problem: Option<&'static str>,
}

/// The signatures of a PDF, in the order they were made; none for a file that was never signed.
///
/// # Errors
/// [`SealError::Pdf`] if the file is not a PDF.
pub fn verify(pdf: &[u8]) -> Result<Vec<SignatureInfo>, SealError> {
    let document = Document::load_mem(pdf)?;
    let mut found: Vec<(usize, SignatureInfo)> = signatures(&document)
        .iter()
        .map(|signature| {
            let end = byte_range(signature).map_or(0, |[_, _, start, length]| start.saturating_add(length));
            (end, inspect(pdf, signature))
        })
        .collect();
    found.sort_by_key(|(end, _)| *end);
    Ok(found.into_iter().map(|(_, info)| info).collect())
}

/// The signature dictionaries of the form's fields.
fn signatures(document: &Document) -> Vec<&Dictionary> {
    let Ok(form) = document.catalog().and_then(|catalog| document.get_dict_in_dict(catalog, b"AcroForm")) else {
        return Vec::new();
    };
    let Ok(fields) = form.get_deref(b"Fields", document).and_then(Object::as_array) else { return Vec::new() };
    fields
        .iter()
        .filter_map(|field| document.dereference(field).ok()?.1.as_dict().ok())
        .filter(|field| field.get_deref(b"FT", document).and_then(Object::as_name).is_ok_and(|kind| kind == b"Sig"))
        .filter_map(|field| document.get_dict_in_dict(field, b"V").ok())
        .collect()
}

fn inspect(pdf: &[u8], signature: &Dictionary) -> SignatureInfo {
    let claimed = signature.get(b"M").and_then(Object::as_str).ok().and_then(moment);
    let mut info = SignatureInfo {
        valid: false,
        covers_whole_file: false,
        signer: String::new(),
        holder_number: None,
        signed_at: claimed,
        certificate: Vec::new(),
        problem: None,
    };
    let content = match covered(pdf, signature) {
        Ok(content) => content,
        Err(problem) => return SignatureInfo { problem: Some(problem), ..info },
    };
    info.covers_whole_file = content.reaches_end;
    let bytes = signature.get(b"Contents").and_then(Object::as_str).unwrap_or_default();
    match cms::read(bytes, content.parts) {
        Err(problem) => info.problem = Some(problem),
        Ok(signed) => {
            info.signer = cms::common_name(&signed.certificate);
            info.holder_number = cms::holder_number(&signed.certificate);
            info.certificate = signed.certificate.to_der().unwrap_or_default();
            info.signed_at = claimed.or_else(|| cms::instant(signed.signing_time?));
            let in_force = info.signed_at.is_none_or(|at| cms::in_force(&signed.certificate, at));
            info.problem = signed.problem.or((!in_force).then_some("the certificate was not in force at the signing time"));
            info.valid = info.problem.is_none();
        }
    }
    info
}

struct Covered<'a> {
    parts: [&'a [u8]; 2],
    reaches_end: bool,
}

/// The two parts of the file around the signature. What lies between must be the signature and nothing else, or
/// something unsigned could hide there.
fn covered<'a>(pdf: &'a [u8], signature: &Dictionary) -> Result<Covered<'a>, &'static str> {
    let [start, length, rest, rest_length] = byte_range(signature).ok_or("the covered range cannot be read")?;
    let end = rest.checked_add(rest_length).ok_or("the covered range cannot be read")?;
    if start != 0 || length >= rest || end > pdf.len() {
        return Err("the covered range is not around the signature");
    }
    let gap = &pdf[length..rest];
    let contents = signature.get(b"Contents").and_then(Object::as_str).map_err(|_| "there is no signature")?;
    let hexadecimal: String = contents.iter().map(|byte| format!("{byte:02x}")).collect();
    let is_contents = gap
        .strip_prefix(b"<")
        .and_then(|gap| gap.strip_suffix(b">"))
        .is_some_and(|gap| gap.eq_ignore_ascii_case(hexadecimal.as_bytes()));
    if !is_contents {
        return Err("the covered range leaves out more than the signature");
    }
    Ok(Covered { parts: [&pdf[..length], &pdf[rest..end]], reaches_end: end == pdf.len() })
}

fn byte_range(signature: &Dictionary) -> Option<[usize; 4]> {
    let range = signature.get(b"ByteRange").ok()?.as_array().ok()?;
    let numbers: Vec<usize> = range.iter().map(|number| usize::try_from(number.as_i64().ok()?).ok()).collect::<Option<_>>()?;
    numbers.try_into().ok()
}

/// A PDF date: `D:20261122101500+02'00'`, `Z`, or no zone at all (then UTC).
fn moment(date: &[u8]) -> Option<DateTime<Utc>> {
    let date = std::str::from_utf8(date).ok()?.strip_prefix("D:")?;
    let local = NaiveDateTime::parse_from_str(date.get(..14)?, "%Y%m%d%H%M%S").ok()?;
    let zone: String = date[14..].chars().filter(|character| *character != '\'').collect();
    let offset = match zone.as_bytes() {
        [] | [b'Z', ..] => FixedOffset::east_opt(0)?,
        [sign @ (b'+' | b'-'), ..] => {
            let hours: i32 = zone.get(1..3)?.parse().ok()?;
            let minutes: i32 = zone.get(3..5).unwrap_or("00").parse().ok()?;
            let seconds = 60 * (60 * hours + minutes);
            FixedOffset::east_opt(if *sign == b'+' { seconds } else { -seconds })?
        }
        _ => return None,
    };
    Some(local.and_local_timezone(offset).single()?.to_utc())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_all_kinds_are_read() {
        let utc = |text: &str| moment(text.as_bytes()).map(|at| at.to_rfc3339());
        let expected = Some("2026-11-22T08:15:00+00:00".to_owned());
        assert_eq!(utc("D:20261122081500Z"), expected);
        assert_eq!(utc("D:20261122101500+02'00'"), expected);
        assert_eq!(utc("D:20261122101500+02'00"), expected);
        assert_eq!(utc("D:20261122031500-05'00'"), expected);
        assert_eq!(utc("20261122"), None);
    }
}
