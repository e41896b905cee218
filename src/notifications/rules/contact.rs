//! Contacts of a recipient: what an address of each channel looks like, and the code that proves whose it is.

use chrono::{DateTime, Duration, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::channel::Channel;

/// How long a code is good.
pub const GOOD_FOR: Duration = Duration::minutes(15);
/// How often it may be said wrongly.
pub const ATTEMPTS: i32 = 5;
/// The pause before another code is sent,
pub const PAUSE: Duration = Duration::minutes(1);
/// and how many go to one address a day, whoever asks and however often the contact is taken off and added again:
/// each brings five guesses of its own.
pub const A_DAY: i64 = 5;
/// So many an account sends a day, to all addresses together.
pub const AN_ACCOUNT_A_DAY: i64 = 20;
/// Contacts that a recipient can have.
pub const MOST: usize = 10;

/// Where a contact stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub enum ContactState {
    /// A code was sent there.
    Pending,
    /// The code was said: it is theirs.
    Verified,
    /// What was sent there came back; a new code makes it good again.
    Bounced,
    /// Taken off.
    Removed,
}

impl ContactState {
    /// Read back.
    pub fn of_name(name: &str) -> Option<Self> {
        [Self::Pending, Self::Verified, Self::Bounced, Self::Removed].into_iter().find(|state| state.name() == name)
    }

    /// As rows write it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pending => "Pending",
            Self::Verified => "Verified",
            Self::Bounced => "Bounced",
            Self::Removed => "Removed",
        }
    }
}

/// Whether a value is an address of a channel.
pub fn is_address(channel: Channel, value: &str) -> bool {
    let is_word = |text: &str, more: &str| text.chars().all(|letter| letter.is_ascii_alphanumeric() || more.contains(letter));
    match channel {
        Channel::Email => is_mail_address(value),
        Channel::Sms => value.strip_prefix('+').is_some_and(|digits| {
            (8..=15).contains(&digits.len()) && !digits.starts_with('0') && digits.bytes().all(|byte| byte.is_ascii_digit())
        }),
        Channel::Chat => value.split_once(':').is_some_and(|(service, name)| {
            matches!(service, "viber" | "telegram" | "whatsapp") && (3..=64).contains(&name.len()) && is_word(name, "+_.-")
        }),
        Channel::Push => (8..=300).contains(&value.len()) && is_word(value, ":_-"),
        Channel::Cabinet | Channel::MNotify => false,
    }
}

/// An address that mail can be sent to: a name, `@`, a domain with a point.
pub fn is_mail_address(value: &str) -> bool {
    let Some((name, domain)) = value.rsplit_once('@') else { return false };
    let fits = |text: &str, more: &str| text.bytes().all(|byte| byte.is_ascii_alphanumeric() || more.as_bytes().contains(&byte));
    (1..=64).contains(&name.len())
        && fits(name, "!#$%&'*+/=?^_`{|}~.-")
        && !name.starts_with('.')
        && !name.ends_with('.')
        && !name.contains("..")
        && domain.len() <= 189
        && domain.contains('.')
        && domain
            .split('.')
            .all(|label| (1..=63).contains(&label.len()) && fits(label, "-") && !label.starts_with('-') && !label.ends_with('-'))
}

/// How many seconds to wait before another code goes to an address; nothing where it may go now. `there`: how many went there today and
/// when the last did; `by_account`: how many the account sent today.
pub fn wait_for_code(there: i64, last_there: Option<DateTime<Utc>>, by_account: i64, now: DateTime<Utc>) -> Option<u32> {
    if there >= A_DAY || by_account >= AN_ACCOUNT_A_DAY {
        return Some(3600);
    }
    let wait = (last_there? + PAUSE - now).num_seconds();
    (wait > 0).then(|| u32::try_from(wait).unwrap_or(60))
}

/// Six digits, from random bytes.
pub fn code(random: u64) -> String {
    format!("{:06}", random % 1_000_000)
}

/// What a code that was said is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Said {
    /// It is the one.
    Right,
    /// It is not; so many attempts are left.
    Wrong(i32),
    /// Too late, or too often: another code is needed.
    Over,
}

/// Judges a code; `attempts` is how often it was said wrongly before.
pub fn judge(sent: &str, said: &str, attempts: i32, expires: DateTime<Utc>, now: DateTime<Utc>) -> Said {
    if attempts >= ATTEMPTS || now >= expires {
        return Said::Over;
    }
    // As long whatever is wrong with it.
    let differs =
        sent.len() != said.len() || sent.bytes().zip(said.bytes()).fold(0, |found, (one, other)| found | (one ^ other)) != 0;
    if differs { Said::Wrong(ATTEMPTS - attempts - 1) } else { Said::Right }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn addresses_are_told_from_what_is_none() {
        for good in ["ana@example.md", "a.b+c@mail.igm.gov.md"] {
            assert!(is_address(Channel::Email, good), "{good}");
        }
        for bad in [
            "ana",
            "ana@example",
            "@example.md",
            "a b@example.md",
            "ana@exa_mple.md",
            "ana@example.md\r\nBcc: x",
            ".a@b.md",
            "a@b..md",
        ] {
            assert!(!is_address(Channel::Email, bad), "{bad:?}");
        }
        assert!(is_address(Channel::Sms, "+37369123456") && !is_address(Channel::Sms, "069123456"));
        assert!(is_address(Channel::Chat, "viber:+37369123456") && !is_address(Channel::Chat, "icq:123"));
        assert!(is_address(Channel::Push, "fcm:AAAA-bbbb_1") && !is_address(Channel::Push, "short"));
        assert!(!is_address(Channel::Cabinet, "ana@example.md"));
    }

    proptest! {
        #[test]
        fn only_the_code_itself_is_right_and_only_in_time(code in "[0-9]{6}", said in "[0-9]{6}", attempts in 0..8, late in any::<bool>()) {
            let now = DateTime::<Utc>::UNIX_EPOCH;
            let expires = if late { now } else { now + GOOD_FOR };
            let verdict = judge(&code, &said, attempts, expires, now);
            match verdict {
                Said::Over => prop_assert!(late || attempts >= ATTEMPTS),
                Said::Right => prop_assert_eq!(code, said),
                Said::Wrong(left) => prop_assert!(code != said && (0..ATTEMPTS).contains(&left)),
            }
        }

        #[test]
        fn no_address_gets_more_codes_than_a_day_has(there in 0i64..10, by_account in 0i64..40, ago in 0i64..200) {
            let now = DateTime::<Utc>::UNIX_EPOCH;
            let last = (there > 0).then(|| now - Duration::seconds(ago));
            let wait = wait_for_code(there, last, by_account, now);
            prop_assert_eq!(wait.is_none(), there < A_DAY && by_account < AN_ACCOUNT_A_DAY && (there == 0 || ago >= 60));
        }

        #[test]
        fn a_code_has_six_digits(random in any::<u64>()) {
            prop_assert!(code(random).len() == 6);
        }
    }
}
