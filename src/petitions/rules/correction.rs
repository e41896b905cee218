//! What follows when an entry of the register is corrected: how the petition is signed, and which term it has.
//!
//! A petition counts from its registration and a request for information too (Administrative Code 116/2018, art. 60; Law 148/2023): the error
//! was the inspectorate's, so the term of the right register runs from the same instant, and the petitioner loses no day.

use chrono::{DateTime, Utc};

use super::terms::Terms;
use crate::{
    kernel::{problem::Problem, term::Term},
    petitions::parts::{Channel, PetitionKind, Signature},
};

/// How a petition is signed once its kind and channel are these. `by_hand` is what the clerk says of a paper; `bears` is whether its file
/// bears a signature that can be checked.
pub fn signature_after(
    present: Signature,
    kind: PetitionKind,
    channel: Channel,
    by_hand: Option<bool>,
    bears: bool,
) -> Signature {
    if !kind.is_petition() {
        return Signature::NotNeeded;
    }
    let unfit = matches!(present, Signature::NotNeeded | Signature::Handwritten);
    match (channel.is_posted(), by_hand) {
        (true, Some(true)) => Signature::Handwritten,
        (true, Some(false)) if unfit => Signature::None,
        (true, None) if present == Signature::NotNeeded => Signature::None,
        // What comes electronically is signed electronically (par. 39).
        (false, _) if unfit && bears => Signature::Pending,
        (false, _) if unfit => Signature::None,
        _ => present,
    }
}

/// How the term stood before.
pub struct Before {
    /// The term that ran; none of what was incomplete.
    pub term: Option<Term>,
    /// When it was registered.
    pub registered_at: DateTime<Utc>,
    /// Shortcomings are being mended: the term begins when they are (par. 40).
    pub awaiting: bool,
    /// Whether it goes to the other register.
    pub other_register: bool,
}

/// The term once the register is this: from the same start, anew where the register is another (what was granted to the other term is not
/// granted to this), none while something is missing.
pub fn term_after(terms: &Terms, before: Before, signature: Signature) -> Result<Option<Term>, Problem> {
    if before.awaiting || matches!(signature, Signature::None | Signature::Refused) {
        return Ok(None);
    }
    match before.term {
        Some(term) if !before.other_register => Ok(Some(term)),
        Some(term) => terms.begin(term.started_at()).map(Some),
        None => terms.begin(before.registered_at).map(Some),
    }
}

#[cfg(test)]
mod tests {
    use chrono::Duration;
    use proptest::prelude::*;

    use super::*;
    use crate::petitions::rules::terms::terms_of;

    const SIGNATURES: [Signature; 6] =
        [Signature::None, Signature::NotNeeded, Signature::Handwritten, Signature::Pending, Signature::Valid, Signature::Refused];
    const CHANNELS: [Channel; 6] =
        [Channel::Online, Channel::Email, Channel::Paper, Channel::Verbal, Channel::Fax, Channel::EPetitii];

    #[test]
    fn a_petition_is_signed_as_its_channel_demands() {
        use Signature as S;
        let (petition, information) = (PetitionKind::Complaint, PetitionKind::InformationRequest);
        for (present, kind, channel, by_hand, bears, expected) in [
            (S::Handwritten, information, Channel::Paper, None, false, S::NotNeeded),
            (S::NotNeeded, petition, Channel::Paper, Some(true), false, S::Handwritten),
            (S::NotNeeded, petition, Channel::Paper, None, false, S::None),
            (S::NotNeeded, petition, Channel::Email, None, true, S::Pending),
            (S::NotNeeded, petition, Channel::Email, None, false, S::None),
            (S::None, petition, Channel::Paper, Some(true), false, S::Handwritten),
            (S::Handwritten, petition, Channel::Fax, None, false, S::Handwritten),
            (S::Handwritten, petition, Channel::Email, None, false, S::None),
            (S::Handwritten, petition, Channel::Paper, Some(false), false, S::None),
            (S::Valid, petition, Channel::EPetitii, None, false, S::Valid),
            (S::Refused, petition, Channel::Email, None, true, S::Refused),
        ] {
            assert_eq!(signature_after(present, kind, channel, by_hand, bears), expected, "{present:?} {channel:?}");
        }
    }

    proptest! {
        /// Nothing counts as signed by a correction but what the clerk says of a paper; a register changes the length of a term, never its start.
        #[test]
        fn no_signature_is_made_up_and_no_day_is_lost(
            present in 0usize..6, channel in 0usize..6, information: bool, by_hand: Option<bool>, bears: bool,
            begun in 0i64..40, other: bool, awaiting: bool, complete: bool,
        ) {
            let (present, channel) = (SIGNATURES[present], CHANNELS[channel]);
            let kind = if information { PetitionKind::InformationRequest } else { PetitionKind::Application };
            let signature = signature_after(present, kind, channel, by_hand, bears);
            prop_assert_eq!(signature == Signature::NotNeeded, information);
            prop_assert!(signature != Signature::Handwritten || channel.is_posted());
            if signature.suffices() && signature != present && !information {
                prop_assert!(by_hand == Some(true) && channel.is_posted());
            }
            let registered_at = DateTime::UNIX_EPOCH;
            let started_at = registered_at + Duration::days(begun);
            let old = terms_of(information == other).expect("terms").begin(started_at).expect("a term");
            let terms = terms_of(!information).expect("terms");
            let before = Before { term: complete.then(|| old.clone()), registered_at, awaiting, other_register: other };
            let after = term_after(terms, before, signature).expect("a term");
            let runs = !awaiting && !matches!(signature, Signature::None | Signature::Refused);
            prop_assert_eq!(after.is_some(), runs);
            if let Some(term) = after {
                prop_assert_eq!(term.started_at(), if complete { started_at } else { registered_at });
                prop_assert_eq!(term.length(), terms.examination);
            }
        }
    }
}
