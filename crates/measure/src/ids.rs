//! Identifiers as the API writes them.

/// A prefix and the 128 bits in Crockford's base 32.
pub fn written(prefix: &str, uuid: &str) -> anyhow::Result<String> {
    const LETTERS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
    let mut bits = u128::from_str_radix(&uuid.replace('-', ""), 16)?;
    let mut code = [b'0'; 26];
    for place in code.iter_mut().rev() {
        *place = LETTERS[(bits & 31) as usize];
        bits >>= 5;
    }
    Ok(format!("{prefix}_{}", String::from_utf8(code.to_vec())?))
}

#[cfg(test)]
mod tests {
    #[test]
    fn an_id_is_written_as_the_program_writes_it() {
        let written = super::written("req", "01890a5d-ac96-774b-bcce-b302099a8057");
        assert_eq!(written.ok().as_deref(), Some("req_01h455vb4pex5vsknk084sn02q"));
    }
}
