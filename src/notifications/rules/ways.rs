//! Over which channels a notification goes. The law makes the government's MNotify the way (decision, point 5.2); channels of our own are
//! used where an administrator allows them and the recipient chose and verified them.

use super::channel::Channel;

/// One way: a channel, and what it knows the recipient by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Way {
    /// The channel.
    pub channel: Channel,
    /// What the address is.
    pub address_type: &'static str,
    /// The address.
    pub address: String,
}

/// What is known of a recipient.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// What MNotify knows them by: a number of the state, an address, a telephone.
    pub identity: Option<(&'static str, String)>,
    /// Their verified contacts.
    pub contacts: Vec<(Channel, String)>,
    /// The channels they chose for this.
    pub chosen: Vec<Channel>,
    /// Channels of our own that may be used today.
    pub own: Vec<Channel>,
}

/// The ways, each once: those of our own that were chosen and can be used, and MNotify where it was chosen or nothing else is left.
pub fn ways(known: &Known) -> Vec<Way> {
    let usable = |channel: Channel| known.own.contains(&channel);
    let mut ways: Vec<Way> = known
        .contacts
        .iter()
        .filter(|(channel, _)| usable(*channel) && known.chosen.contains(channel))
        .map(|(channel, value)| Way { channel: *channel, address_type: "Contact", address: value.clone() })
        .collect();
    // A bare address is its own contact.
    if let Some((kind, value)) = &known.identity {
        let direct = match *kind {
            "Email" => Some(Channel::Email),
            "Telephone" => Some(Channel::Sms),
            _ => None,
        };
        if let Some(channel) = direct.filter(|channel| usable(*channel)) {
            ways.push(Way { channel, address_type: "Contact", address: value.clone() });
        }
        if ways.is_empty() || known.chosen.contains(&Channel::MNotify) {
            ways.push(Way { channel: Channel::MNotify, address_type: kind, address: value.clone() });
        }
    }
    ways
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn any_channel() -> impl Strategy<Value = Channel> {
        proptest::sample::select(vec![Channel::MNotify, Channel::Email, Channel::Sms, Channel::Chat, Channel::Push])
    }

    fn channels() -> impl Strategy<Value = Vec<Channel>> {
        proptest::collection::vec(any_channel(), 0..5)
    }

    proptest! {
        #[test]
        fn a_person_of_the_state_is_always_reached(chosen in channels(), own in channels(), has in channels()) {
            let contacts = has.into_iter().filter(|channel| Channel::DIRECT.contains(channel)).map(|c| (c, "x".to_owned())).collect();
            let known = Known { identity: Some(("IDNP", "2".into())), contacts, chosen, own };
            prop_assert!(!ways(&known).is_empty());
        }

        #[test]
        fn nothing_goes_over_a_channel_of_our_own_that_is_not_allowed(chosen in channels(), has in channels()) {
            let contacts = has.into_iter().map(|channel| (channel, "x".to_owned())).collect();
            let known = Known { identity: Some(("Email", "a@b.md".into())), contacts, chosen, own: vec![] };
            prop_assert!(ways(&known).iter().all(|way| way.channel == Channel::MNotify));
        }
    }

    #[test]
    fn chosen_and_verified_channels_come_instead_of_mnotify() {
        let mut known = Known {
            identity: Some(("IDNP", "2".into())),
            contacts: vec![(Channel::Email, "a@b.md".into()), (Channel::Sms, "+373".into())],
            chosen: vec![Channel::Email],
            own: vec![Channel::Email, Channel::Sms],
        };
        let names = |known: &Known| ways(known).iter().map(|way| way.channel).collect::<Vec<_>>();
        assert_eq!(names(&known), [Channel::Email]);
        known.chosen = vec![Channel::Email, Channel::MNotify];
        assert_eq!(names(&known), [Channel::Email, Channel::MNotify]);
        known.own.clear();
        assert_eq!(names(&known), [Channel::MNotify]);
    }
}
