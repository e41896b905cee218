//! State identification numbers: 13 digits, the last a check digit (weights 7, 3, 1 over the first twelve, modulo 10).

/// A person's number: begins with 2 or 0.
pub fn is_idnp(text: &str) -> bool {
    text.starts_with(['0', '2']) && has_check_digit(text)
}

/// A legal entity's number: begins with 1.
pub fn is_idno(text: &str) -> bool {
    text.starts_with('1') && has_check_digit(text)
}

fn has_check_digit(text: &str) -> bool {
    let digits: Vec<u32> = text.chars().filter_map(|letter| letter.to_digit(10)).collect();
    if text.len() != 13 || digits.len() != 13 {
        return false;
    }
    let sum: u32 = digits.iter().zip([7, 3, 1].iter().cycle()).take(12).map(|(digit, weight)| digit * weight).sum();
    digits.last() == Some(&(sum % 10))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_numbers_with_a_right_check_digit_pass() {
        for idnp in ["2004000123455", "2015000987657", "0980501000018"] {
            assert!(is_idnp(idnp) && !is_idno(idnp));
        }
        assert!(is_idno("1018600000127") && is_idno("1008600038413"));
        for wrong in ["1008600038412", "2004000123456", "200400012345", "20040001234550", "", "２004000123455", "200400012345x"]
        {
            assert!(!is_idno(wrong) && !is_idnp(wrong), "{wrong}");
        }
    }
}
