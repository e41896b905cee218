//! Where a notification and its deliveries stand (N-11.3.e: in work, sent, cancelled, received, read, failed ...).

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The reason of what failed because its worker gave it up (a fault of ours); replayed by an operator, it goes on where it stood.
pub const GIVEN_UP: &str = "given-up";

/// Where one delivery over one channel stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
pub enum DeliveryState {
    /// Not handed over yet.
    Waiting,
    /// Being handed over; the channel may have it already.
    Sending,
    /// The channel took it.
    Sent,
    /// The channel confirmed that it arrived.
    Delivered,
    /// The person read it.
    Read,
    /// The channel refused it for good.
    Failed,
    /// It came back: there is no such address, or it takes nothing.
    Bounced,
    /// Taken back before it was handed over.
    Cancelled,
    /// Its validity ended before it could be handed over.
    Expired,
}

impl DeliveryState {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Waiting,
        Self::Sending,
        Self::Sent,
        Self::Delivered,
        Self::Read,
        Self::Failed,
        Self::Bounced,
        Self::Cancelled,
        Self::Expired,
    ];

    /// As rows write it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Waiting => "Waiting",
            Self::Sending => "Sending",
            Self::Sent => "Sent",
            Self::Delivered => "Delivered",
            Self::Read => "Read",
            Self::Failed => "Failed",
            Self::Bounced => "Bounced",
            Self::Cancelled => "Cancelled",
            Self::Expired => "Expired",
        }
    }

    /// Read back.
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.name() == name)
    }

    /// Nothing changes it any more.
    pub const fn is_final(self) -> bool {
        matches!(self, Self::Read | Self::Failed | Self::Bounced | Self::Cancelled | Self::Expired)
    }
}

/// Where a notification to one person stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
pub enum NotificationState {
    /// Nothing was done with it yet; it can be cancelled.
    Waiting,
    /// Its recipient is known, its deliveries are under way.
    Processing,
    /// A channel took it.
    Sent,
    /// A channel confirmed that it arrived.
    Delivered,
    /// The person read it.
    Read,
    /// No channel took it, or there is no such recipient.
    Failed,
    /// Taken back before processing began.
    Cancelled,
    /// Its validity ended before it was sent.
    Expired,
    /// The person does not want this kind of notification.
    Declined,
}

impl NotificationState {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Waiting,
        Self::Processing,
        Self::Sent,
        Self::Delivered,
        Self::Read,
        Self::Failed,
        Self::Cancelled,
        Self::Expired,
        Self::Declined,
    ];

    /// As rows write it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Waiting => "Waiting",
            Self::Processing => "Processing",
            Self::Sent => "Sent",
            Self::Delivered => "Delivered",
            Self::Read => "Read",
            Self::Failed => "Failed",
            Self::Cancelled => "Cancelled",
            Self::Expired => "Expired",
            Self::Declined => "Declined",
        }
    }

    /// Read back.
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.name() == name)
    }
}

/// What the deliveries of a round make of their notification: the best that any channel reached; failed only when none is left.
pub fn overall(deliveries: &[DeliveryState]) -> NotificationState {
    use DeliveryState as D;
    let any = |wanted: &[D]| deliveries.iter().any(|state| wanted.contains(state));
    if any(&[D::Read]) {
        NotificationState::Read
    } else if any(&[D::Delivered]) {
        NotificationState::Delivered
    } else if any(&[D::Sent]) {
        NotificationState::Sent
    } else if any(&[D::Waiting, D::Sending]) {
        NotificationState::Processing
    } else if any(&[D::Failed, D::Bounced]) {
        NotificationState::Failed
    } else if any(&[D::Expired]) {
        NotificationState::Expired
    } else if any(&[D::Cancelled]) {
        NotificationState::Cancelled
    } else {
        NotificationState::Failed
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn any_state() -> impl Strategy<Value = DeliveryState> {
        proptest::sample::select(DeliveryState::ALL.to_vec())
    }

    proptest! {
        #[test]
        fn one_channel_that_arrived_is_enough(mut states in proptest::collection::vec(any_state(), 0..5)) {
            states.push(DeliveryState::Delivered);
            prop_assert!(matches!(overall(&states), NotificationState::Delivered | NotificationState::Read));
        }

        #[test]
        fn nothing_has_failed_while_something_is_under_way(mut states in proptest::collection::vec(any_state(), 0..5)) {
            states.push(DeliveryState::Waiting);
            prop_assert!(overall(&states) != NotificationState::Failed);
        }

        #[test]
        fn the_order_of_the_channels_says_nothing(mut states in proptest::collection::vec(any_state(), 0..5)) {
            let one = overall(&states);
            states.reverse();
            prop_assert_eq!(one, overall(&states));
        }
    }

    #[test]
    fn names_are_read_back() {
        for state in DeliveryState::ALL {
            assert_eq!(DeliveryState::of_name(state.name()), Some(state));
        }
        for state in NotificationState::ALL {
            assert_eq!(NotificationState::of_name(state.name()), Some(state));
        }
    }
}
