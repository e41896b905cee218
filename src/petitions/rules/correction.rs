//! What follows when an entry of the register is corrected: how the petition is signed, and which term it has.
//!
//! A petition counts from its registration and a request for information too (Administrative Code 116/2018, art. 60; Law 148/2023): the error
//! was the inspectorate's, so the term of the right register runs from the same instant, and the petitioner loses no day.

use chrono::{DateTime, Utc};

use super::{lifecycle::State, terms::Terms};
use crate::{
    kernel::{problem::Problem, term::Term},
    petitions::parts::{Channel, PetitionKind, Signature},
};

/// What is known of the electronic signature that a petition bears.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Borne {
    /// It bears none of who writes.
    Nothing,
    /// Its file bears one, which MSign has to judge.
    ToBeChecked,
    /// It was signed here through MSign, or ePetitii vouched for it.
    Good,
}

/// What is said of the signature when an entry is corrected.
#[derive(Debug, Clone, Copy)]
pub struct Said {
    /// What a clerk says of a paper.
    pub by_hand: Option<bool>,
    /// What its file bears, looked at under the name and the IDNP that it has now.
    pub borne: Borne,
    /// Somebody else writes: another name or IDNP.
    pub identity: bool,
}

/// How a petition is signed once its kind and channel are these.
pub fn signature_after(present: Signature, kind: PetitionKind, channel: Channel, said: Said) -> Signature {
    if !kind.is_petition() {
        return Signature::NotNeeded;
    }
    if said.by_hand == Some(true) && channel.is_posted() {
        return Signature::Handwritten;
    }
    let judged_anew = match present {
        Signature::NotNeeded | Signature::None => true,
        // What comes electronically is signed electronically (par. 39).
        Signature::Handwritten => said.by_hand == Some(false) || !channel.is_posted(),
        // It must be of who writes (par. 39); whether it is good does not depend on whose it is. What the system itself took was signed, or
        // vouched for, with the identity there.
        Signature::Pending | Signature::Valid => {
            said.identity && said.borne == Borne::Nothing && !channel.is_recorded_by_system()
        }
        Signature::Refused => false,
    };
    match said.borne {
        _ if !judged_anew => present,
        Borne::Nothing => Signature::None,
        Borne::ToBeChecked => Signature::Pending,
        Borne::Good => Signature::Valid,
    }
}

/// Where a petition stands once it is signed so: the draft of an answer to what is not signed goes back, for the petitioner is told of the
/// shortcoming before anything is decided (par. 40). Its text stays.
pub fn state_after(state: State, signature: Signature) -> State {
    match (state, signature) {
        (State::AnswerDrafted, Signature::None | Signature::Refused) => State::InExamination,
        _ => state,
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
        use Borne as B;
        for (present, kind, channel, by_hand, borne, expected) in [
            (S::Handwritten, information, Channel::Paper, None, B::Nothing, S::NotNeeded),
            (S::NotNeeded, petition, Channel::Paper, Some(true), B::Nothing, S::Handwritten),
            (S::NotNeeded, petition, Channel::Paper, None, B::Nothing, S::None),
            (S::NotNeeded, petition, Channel::Email, None, B::ToBeChecked, S::Pending),
            (S::NotNeeded, petition, Channel::Email, None, B::Nothing, S::None),
            (S::None, petition, Channel::Paper, Some(true), B::Nothing, S::Handwritten),
            (S::Handwritten, petition, Channel::Fax, None, B::Nothing, S::Handwritten),
            (S::Handwritten, petition, Channel::Email, None, B::Nothing, S::None),
            (S::Handwritten, petition, Channel::Paper, Some(false), B::Nothing, S::None),
            (S::Valid, petition, Channel::EPetitii, None, B::Nothing, S::Valid),
            (S::Refused, petition, Channel::Email, None, B::ToBeChecked, S::Refused),
            // There and back again.
            (S::NotNeeded, petition, Channel::Online, None, B::Good, S::Valid),
            (S::NotNeeded, petition, Channel::Paper, None, B::ToBeChecked, S::Pending),
            // Taken as unsigned, because the name was misspelt.
            (S::None, petition, Channel::Email, None, B::ToBeChecked, S::Pending),
        ] {
            let said = Said { by_hand, borne, identity: false };
            assert_eq!(signature_after(present, kind, channel, said), expected, "{present:?} {channel:?}");
        }
        for (present, channel, borne, expected) in [
            (S::Valid, Channel::Email, B::Nothing, S::None),
            (S::Pending, Channel::Email, B::Nothing, S::None),
            (S::Valid, Channel::Email, B::ToBeChecked, S::Valid),
            (S::Pending, Channel::Email, B::ToBeChecked, S::Pending),
            (S::Valid, Channel::Paper, B::Nothing, S::None),
            (S::Valid, Channel::EPetitii, B::Nothing, S::Valid),
            (S::Handwritten, Channel::Paper, B::Nothing, S::Handwritten),
        ] {
            let said = Said { by_hand: None, borne, identity: true };
            assert_eq!(signature_after(present, petition, channel, said), expected, "{present:?} {channel:?} of somebody else");
        }
    }

    proptest! {
        /// Nothing counts as signed by a correction but what the clerk says of a paper; a register changes the length of a term, never its start.
        #[test]
        fn no_signature_is_made_up_and_no_day_is_lost(
            present in 0usize..6, channel in 0usize..6, information: bool, by_hand: Option<bool>, borne in 0usize..3, identity: bool,
            begun in 0i64..40, other: bool, awaiting: bool, complete: bool,
        ) {
            let (present, channel) = (SIGNATURES[present], CHANNELS[channel]);
            let kind = if information { PetitionKind::InformationRequest } else { PetitionKind::Application };
            let borne = [Borne::Nothing, Borne::ToBeChecked, Borne::Good][borne];
            let signature = signature_after(present, kind, channel, Said { by_hand, borne, identity });
            prop_assert_eq!(signature == Signature::NotNeeded, information);
            prop_assert!(signature != Signature::Handwritten || channel.is_posted());
            if signature.suffices() && signature != present && !information {
                prop_assert!(borne == Borne::Good || (by_hand == Some(true) && channel.is_posted()));
            }
            if signature == Signature::Valid && identity && !channel.is_recorded_by_system() {
                prop_assert!(borne != Borne::Nothing, "it bears one of who writes");
            }
            let state = state_after(State::AnswerDrafted, signature);
            prop_assert_eq!(state == State::InExamination, matches!(signature, Signature::None | Signature::Refused));
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
